"""Ranks a full cycle again after a changed rating: 500 applications × 5 raters × 8 criteria, for `make bench`."""

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from umdesk.services.programs import Program

PEOPLE, RATERS, CRITERIA = 500, 5, 8
RUNS = 15
ALLOWED = 0.1
"""Seconds from a changed rating that is saved to the page with the new ranking."""


def measure(application: "QApplication", program: "Program", folder: Path) -> bool:
    """Print the figures of an empty program that is filled here; says whether the promise holds. Closes the program."""
    sys.path.insert(0, str(ROOT))  # the cycle is written by the tests' own hand
    from tests.random_cycles import full_cycle  # noqa: PLC0415
    from umdesk.services import cycles, ratings, results  # noqa: PLC0415 -- the start-up is measured first
    from umdesk.ui.context import Context  # noqa: PLC0415
    from umdesk.ui.remembered import Remembered  # noqa: PLC0415
    from umdesk.ui.runner import Runner  # noqa: PLC0415
    from umdesk.ui.selection.results import ResultsPage  # noqa: PLC0415

    cycle = full_cycle(program, people=PEOPLE, raters=RATERS, criteria=CRITERIA)
    application_id = results.results(program, cycle.id).rows[PEOPLE // 2].application_id
    runner = Runner()
    context = Context(program, runner, Remembered(folder / "window.ini"))
    page = ResultsPage(context)
    page.resize(1280, 690)
    page.show()
    detail = cycles.cycle(program, cycle.id)
    page.show_cycle(detail, None)
    application.processEvents()
    runner.keep_made()  # as the window does with an open program
    points = iter(range(10_000))

    def change() -> None:
        ratings.enter(program, application_id, cycle.raters[0], cycle.keys[0], Decimal(next(points) % 10))

    def repaint() -> None:
        page.show_cycle(detail, None)
        page.repaint()
        application.processEvents()

    def read() -> None:
        with program.reading() as session:
            query = "SELECT sheet_id, criterion_key, value FROM rating"
            session.connection().exec_driver_sql(query).fetchall()

    bare, ranked, shown = (_after(change, job) for job in (read, lambda: results.results(program, cycle.id), repaint))
    page.close()
    context.stop()
    runner.close()
    program.close()
    size = f"{PEOPLE} × {RATERS} × {CRITERIA}"
    print(f"Ranked again after a changed rating       {ranked} ({size})")
    print(f"The page with the new ranking             {shown}, at most {ALLOWED * 1000:.0f} ms")
    print(f"Ratio to reading the ratings alone        {ranked.wall / bare.wall:.1f}")
    return shown.wall <= ALLOWED


@dataclass(frozen=True)
class Spent:
    """Median seconds on the clock and of the processor: a busy machine stretches the first alone."""

    wall: float
    processor: float

    def __str__(self) -> str:
        return f"{self.wall * 1000:.0f} ms ({self.processor * 1000:.0f} ms of processor time)"


def _after(change: Callable[[], None], job: Callable[[], object]) -> Spent:
    """What a job takes, each time after another change."""
    wall, processor = [], []
    for _ in range(RUNS):
        change()
        began, busy = time.perf_counter(), time.process_time()
        job()
        wall.append(time.perf_counter() - began)
        processor.append(time.process_time() - busy)
    return Spent(statistics.median(wall), statistics.median(processor))
