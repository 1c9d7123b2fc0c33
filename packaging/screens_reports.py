"""Reports for `make screens`: some on paper, and the tab with every kind, the list behind a number, and filing."""

from pathlib import Path
from typing import Any

from umdesk.domain.reports import periods
from umdesk.domain.reports.kinds import KINDS
from umdesk.jobs import demo, reports
from umdesk.services import programs

_YEAR = "program:2026"
"""The year in which the demo has the most."""
_KINDS = ("director", "participants", "workforce-analysis")


def write_papers(program_folder: Path, documents: Path) -> None:
    """The reports on the program year of the demo."""
    program = programs.open_program(program_folder, password=demo.PASSWORD, write=False)
    period = periods.period_of(None, None, year=2026, today=program.today())
    for kind in _KINDS:
        made = reports.make(program, kind, period)
        (documents / f"Report, {KINDS[kind].title}.pdf").write_bytes(made.pdf().data)
    program.close()


def photograph(frame: Any, camera: Any) -> None:
    """Every report on the page, a list behind a number, the window that files, and what changed since."""
    from umdesk.ui.reports.filed import FiledPaperWindow  # noqa: PLC0415
    from umdesk.ui.reports.filingwindow import FilingWindow  # noqa: PLC0415 -- only a child process has Qt

    frame.window.workspace.go_to("Reports")
    tab = frame.window.workspace.current()
    tab.view.period.choose(_YEAR)
    for kind in (kind for kind in KINDS if kind in tab.view.gallery.listed()):
        tab.view.gallery.choose(kind)
        camera.settle(0.5)
        camera.take(f"Reports, {KINDS[kind].title}")
    tab.view.gallery.choose("participants")
    camera.settle(0.5)
    place = tab.view.place
    place.open_number(place.report.content.numbers()[0])
    camera.take("Reports, behind a number")
    place.close_list()
    place.ways.open_filing()
    window = frame.window.findChild(FilingWindow)
    camera.take("Window file this report", window)
    window.filed_with.set_value("CalHR")
    window.file()
    camera.settle(0.7)
    camera.take("Reports, filed")
    place.strip.paper.click()
    filed = frame.window.findChild(FiledPaperWindow)
    filed.pages.setCurrentWidget(filed.figures)
    camera.settle(0.7)
    camera.take("Window figures as filed", filed)
    filed.close()
