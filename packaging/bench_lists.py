"""Measures what the issues promise of long lists with 100,000 people in the real window: keys, scrolling, operations.

Each time is from the event until the window is painted. The same is measured with a hundred people, since a slow or
busy machine slows both: the ratio tells what the length of the list costs.
"""

import gc
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from umdesk.services.applicants import ApplicantRow
    from umdesk.services.programs import Program
    from umdesk.ui.frame import Frame

PEOPLE, FEW = 100_000, 100
KEY_MEDIAN_MS, KEY_P99_MS, FRAME_MS = 16.0, 50.0, 16.0
OPERATION_MS = 300.0
"""From an operation until the list shows it; what takes longer runs off the GUI thread (design.md)."""
TYPED = ("nguyen 17", "obrien", "2026-00", "office", "unit 7 an", "rebecca", "799", "zzz")
LAST = ("Nguyễn", "O’Brien", "Aguilar", "Ковальчук", "Whitfield", "Muñoz", "Xiong", "Sandoval", "Nelson", "Anaya")
FIRST = ("Rebecca", "Chase", "Siobhán", "Minh", "Олена", "José", "Mai See", "Ana", "Tamika", "Harpreet")


@dataclass(frozen=True)
class Spent:
    """Milliseconds of many events."""

    times: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.times)

    @property
    def p99(self) -> float:
        """What 99 of 100 do not exceed."""
        return sorted(self.times)[int(len(self.times) * 0.99)]

    def __str__(self) -> str:
        return f"median {self.median:5.1f} ms, 99th percentile {self.p99:5.1f} ms, slowest {max(self.times):5.1f} ms"


def people(count: int) -> "tuple[ApplicantRow, ...]":
    """Rows as the list shows them, with names in several scripts."""
    from umdesk.domain.eligibility import EligibilityAnswer  # noqa: PLC0415
    from umdesk.domain.words import ApplicationState, Eligibility  # noqa: PLC0415
    from umdesk.services.applicants import ApplicantRow, Standing  # noqa: PLC0415

    chance = random.Random(7)  # noqa: S311 -- the same people in every run
    standing = Standing(EligibilityAnswer(Eligibility.ELIGIBLE, ()))
    first = date(2026, 2, 1)
    return tuple(
        ApplicantRow(
            id=f"{number:032x}", number=f"2026-{number:06d}", cycle="Spring 2026", person_id=f"{number:032x}",
            last_name=f"{chance.choice(LAST)}{chr(97 + number % 26)}", first_name=chance.choice(FIRST),
            employee_number=f"{100_000 + number * 7}", class_code="1379", class_title="Office Assistant (Typing)",
            tenure="permanent", unit=f"Unit {number % 40}", received=first + timedelta(days=number % 28), late=False,
            target_class="", state=ApplicationState.ELIGIBLE, standing=standing, category="LPEL", wants_letter=True,
        )
        for number in range(count)
    )  # fmt: skip


def measure(application: "QApplication", program: "Program", folder: Path) -> bool:
    """Print the figures of the list of applicants and of Ctrl+K; says whether the promises hold."""
    from umdesk.services import applicants, cycles  # noqa: PLC0415
    from umdesk.services.applicants import NewApplicant  # noqa: PLC0415
    from umdesk.ui.frame import Frame  # noqa: PLC0415
    from umdesk.ui.remembered import Remembered  # noqa: PLC0415

    cycle = cycles.create_cycle(program, "Spring 2026")
    applicants.add(program, cycle, NewApplicant("Nelson", "Rebecca", class_code="1379"))
    fill(program, cycle)
    frame = Frame(Remembered(folder / "lists.ini"))
    frame.window.resize(1280, 800)
    frame.window.show()
    kept = _opened(application, frame, program)
    kept = _operations(application, frame, program) and kept
    kept = _list(application, frame) and kept
    kept = _anything(application, frame) and kept
    frame.window.close()
    return kept


def fill(program: "Program", cycle: str) -> None:
    """Put so many applications into a cycle, straight into the tables, since the history of an import takes longer."""
    from sqlalchemy import insert  # noqa: PLC0415

    from umdesk.storage import models  # noqa: PLC0415
    from umdesk.storage.engine import WRITE  # noqa: PLC0415

    held = [f"a{row.id[1:]}" for row in people(PEOPLE)]
    found = [*zip(people(PEOPLE), held, strict=True)]
    tables = {
        models.Person: [
            {
                "id": row.person_id, "last_name": row.last_name, "first_name": row.first_name,
                "employee_number": row.employee_number, "work_phone": "", "work_email": "",
            }
            for row, _held in found
        ],
        models.Appointment: [
            {
                "id": each, "person_id": row.person_id, "effective": row.received, "class_code": row.class_code,
                "class_title": row.class_title, "tenure": row.tenure, "time_base": "Full time",
            }
            for row, each in found
        ],
        models.Application: [
            {
                "id": row.id, "number": f"2025-{number:06d}", "cycle_id": cycle, "person_id": row.person_id,
                "appointment_id": each, "received": row.received, "received_known": True, "state": "received",
                "target_class": "", "statement": "", "notes": "", "source": "",
            }
            for number, (row, each) in enumerate(found)
        ],
    }  # fmt: skip
    engine = program.opened.engine.execution_options(**{WRITE: True})
    with program.queued(), engine.begin() as connection:
        for model, rows in tables.items():
            connection.execute(insert(model.__table__), rows)


def _opened(application: "QApplication", frame: "Frame", program: "Program") -> bool:
    """Open the program; meanwhile the window goes on taking turns."""
    began = time.perf_counter()
    frame.show_program(program)
    assert frame.window.workspace is not None  # noqa: S101 -- the program is open
    frame.window.workspace.go_to("Applicants")
    turns = [0.0]
    while frame.window.runner.busy:
        turn = time.perf_counter()
        application.processEvents()
        turns.append((time.perf_counter() - turn) * 1000)
    took = time.perf_counter() - began
    print(f"{PEOPLE:,} people read and listed in            {took:5.1f} s; the window stood still {max(turns):.0f} ms")
    _settle(application, frame)
    return True


def _operations(application: "QApplication", frame: "Frame", program: "Program") -> bool:
    """Rename people, undo and redo, each until the list shows it."""
    from umdesk.services import applicants, history  # noqa: PLC0415

    tab = frame.window.workspace.current() if frame.window.workspace is not None else None
    assert tab is not None  # noqa: S101 -- the program is open
    view = tab.view.table.viewport()
    times = []
    for number, row in enumerate(tab.view.model.rows()[50:60]):
        rename = partial(applicants.edit_person, program, row.person_id, {"last_name": f"Lindgren{number}"})
        times += [_painted(application, view, partial(act)) for act in (rename, partial(history.undo, program))]
        assert tab.view.model.find(row.id) == row  # noqa: S101 -- what was undone is shown
    spent = Spent(tuple(times))
    print(f"  after one operation, its commit and all {spent} (at most {OPERATION_MS:.0f} ms)")
    return spent.median <= OPERATION_MS


def _list(application: "QApplication", frame: "Frame") -> bool:
    tab = frame.window.workspace.current() if frame.window.workspace is not None else None
    assert tab is not None  # noqa: S101 -- the program is open
    table, search = tab.view.table, tab.view.search
    figures = {}
    for count in (FEW, PEOPLE):
        rows = people(count)
        made = tab.view.model.sifted(rows), tab.narrower.counted(rows)  # off the GUI thread in the program
        gc.freeze()  # as the runner does with what a long operation made
        began = time.perf_counter()
        tab.narrower.take(*made)
        application.processEvents()
        shown = (time.perf_counter() - began) * 1000
        _settle(application, frame)
        table.choose(rows[count // 2].id)
        keys = Spent(tuple(_typed(application, search, table.viewport())))
        bar = table.verticalScrollBar()
        steps = [*range(0, 600, 3), *range(0, bar.maximum(), max(bar.maximum() // 100, 1))]
        scroll = Spent(tuple(_painted(application, table.viewport(), partial(bar.setValue, at)) for at in steps))
        sorts = Spent(
            tuple(
                _painted(application, table.viewport(), partial(table.horizontalHeader().setSortIndicator, *at))
                for at in [(column, order) for column in (0, 1, 3, 4) for order in _orders()]
            )
        )
        table.horizontalHeader().setSortIndicator(-1, _orders()[0])
        figures[count] = (shown, keys, scroll, sorts)
    shown, keys, scroll, sorts = figures[PEOPLE]
    few = figures[FEW]
    print(f"List of {PEOPLE:,} people, shown              {shown:5.1f} ms")
    promised = f"{KEY_MEDIAN_MS:.0f} ms (median) and {KEY_P99_MS:.0f} ms (99th percentile) for a key"
    print(f"  at most {promised}, {FRAME_MS:.0f} ms (99th percentile) to scroll")
    print(f"  a key in the search, painted           {keys}; {keys.median / few[1].median:.1f} times that of {FEW}")
    print(f"  a step of scrolling, painted           {scroll}; {scroll.median / few[2].median:.1f} times that of {FEW}")
    print(f"  sorted by a click on a title, painted  {sorts}; {sorts.median / few[3].median:.1f} times that of {FEW}")
    return keys.median <= KEY_MEDIAN_MS and keys.p99 <= KEY_P99_MS and scroll.p99 <= FRAME_MS


def _anything(application: "QApplication", frame: "Frame") -> bool:
    from umdesk.domain.finding import Entry, Index, Kind  # noqa: PLC0415

    frame.find_anything()
    _settle(application, frame)
    finder = frame.finder
    assert finder is not None  # noqa: S101 -- it was opened
    entries = []
    for row in people(PEOPLE):
        mail = f"{row.first_name}.{row.last_name}@fire.example"
        entries.append(Entry(Kind.PERSON, row.person_id, row.name, f"{row.employee_number} · {mail}"))
        entries.append(Entry(Kind.APPLICATION, row.id, row.number, f"{row.name} · {row.cycle}", by_hint=False))
    began = time.perf_counter()
    index = Index(entries)
    built = time.perf_counter() - began
    gc.freeze()  # as the runner does with what a long operation made
    finder.take_index(index)
    keys = Spent(tuple(_typed(application, finder.panel.field, finder.panel.list.viewport())))
    began = time.perf_counter()
    index.put([Entry(Kind.PERSON, entries[0].id, "Lindgren, Rebecca")])
    index.find(("lindgren",), 8)
    followed = (time.perf_counter() - began) * 1000
    print(f"Find anything among {PEOPLE:,} people and as many applications (index built in {built:.1f} s)")
    print(f"  a key, painted                         {keys} (at most {KEY_MEDIAN_MS:.0f} and {KEY_P99_MS:.0f} ms)")
    print(f"  a person renamed and found             {followed:5.1f} ms")
    finder.panel.put_away()
    return keys.median <= KEY_MEDIAN_MS and keys.p99 <= KEY_P99_MS


def _typed(application: "QApplication", field: "QWidget", shown: "QWidget") -> Iterator[float]:
    """Type the words letter by letter, and take the last ones back with Backspace."""
    from PySide6.QtCore import Qt  # noqa: PLC0415
    from PySide6.QtTest import QTest  # noqa: PLC0415

    for words in TYPED:
        for letter in words:
            yield _painted(application, shown, lambda letter=letter: QTest.keyClicks(field, letter))
        for _letter in words:
            yield _painted(application, shown, lambda: QTest.keyClick(field, Qt.Key.Key_Backspace))


def _painted(application: "QApplication", shown: "QWidget", act: Callable[[], object]) -> float:
    """Milliseconds from an act until all that it changed is painted."""
    began = time.perf_counter()
    act()
    shown.update()
    with _watched(shown) as painted:
        while not painted:
            application.processEvents()
            if not shown.isVisible():
                break
    return (time.perf_counter() - began) * 1000


@contextmanager
def _watched(shown: "QWidget") -> Iterator[list[bool]]:
    """A list that gets an entry when the widget is painted."""
    from PySide6.QtCore import QEvent, QObject  # noqa: PLC0415

    painted: list[bool] = []

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt chose the name
            if event.type() is QEvent.Type.Paint:
                painted.append(True)
            return False

    watch = Watch()
    shown.installEventFilter(watch)
    yield painted
    shown.removeEventFilter(watch)


def _settle(application: "QApplication", frame: "Frame") -> None:
    """Let what is done in idle moments be done."""
    end = time.monotonic() + 4
    while frame.window.runner.busy or time.monotonic() < end:
        application.processEvents()


def _orders() -> tuple[object, object]:
    from PySide6.QtCore import Qt  # noqa: PLC0415

    return Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
