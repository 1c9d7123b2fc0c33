"""Times every report over a program of ten years with 5,000 participants: on the screen, and as a PDF.

A report is on the screen once it is counted, written as a page and laid out; the charts are drawn in the background
after that. Its PDF is counted and written from the first. Processor time is told, since other things may run on this
machine; a quiet core takes no longer.
"""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import ten_years
from PySide6.QtWidgets import QApplication

from umdesk.domain.counts import Period
from umdesk.domain.reports.kinds import KINDS
from umdesk.jobs import reports
from umdesk.services.programs import Program
from umdesk.ui.reports import prepared
from umdesk.ui.reports.browser import ReportBrowser

PARTICIPANTS = 5000
ACTIVITIES_EACH = 12
SCREEN_ALLOWED, PAPER_ALLOWED = 1.0, 3.0
"""Seconds of one core for a report on the screen, and for its PDF."""
PERIODS = (
    ("a year", Period(date(2025, 7, 1), date(2026, 6, 30))),
    ("ten years", Period(date(2016, 7, 1), date(2026, 11, 22))),
)
RUNS = 3


def measure(application: QApplication, folder: Path, participants: int = PARTICIPANTS) -> bool:
    """Print what each kind takes; False where one takes longer than it may."""
    world = ten_years.make(1, participants, ACTIVITIES_EACH)
    activities = sum(row["kind"] == "activity" for model, rows in world.rows.items() for row in rows if "kind" in row)
    program = ten_years.write(world, folder / "ten.umdesk")
    del world
    print(f"Reports: {participants:,} participants, {activities:,} activities; seconds of one core")
    browser = ReportBrowser()
    browser.resize(1280, 800)
    browser.show()
    application.processEvents()
    kept = True
    try:
        for kind in KINDS:
            said = []
            for name, period in PERIODS:
                screen = _least(lambda kind=kind, period=period: _show(application, browser, program, kind, period))
                paper = _least(lambda kind=kind, period=period: _print(program, kind, period, folder), runs=1)
                fine = screen <= SCREEN_ALLOWED and paper <= PAPER_ALLOWED
                kept = kept and fine
                said.append(f"{name}: {screen:.2f} on the screen, {paper:.2f} as PDF{'' if fine else ' TOO LONG'}")
            print(f"  {kind:20}{'; '.join(said)}", flush=True)
    finally:
        browser.close()
        program.close()
    return kept


def _show(application: QApplication, browser: ReportBrowser, program: Program, kind: str, period: Period) -> None:
    shown = prepared.numbers(program, kind, period, browser.look())
    browser.show_html(shown.html, shown.look, shown.drawings, keep_place=False)
    application.processEvents()


def _print(program: Program, kind: str, period: Period, folder: Path) -> None:
    reports.save(program, kind, period, folder / f"{kind}.pdf")


def _least(work: Callable[[], None], runs: int = RUNS) -> float:
    """The least processor time of some runs, in seconds: what else the machine does only adds to it."""
    taken = []
    for _ in range(runs):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)
