"""Reports on paper for `make screens`: one with pictures, one with a wide list, one with every kind of part."""

from pathlib import Path

from umdesk.domain.reports import periods
from umdesk.domain.reports.kinds import KINDS
from umdesk.jobs import demo, reports
from umdesk.services import programs

_KINDS = ("director", "participants", "workforce-analysis")


def write_papers(program_folder: Path, documents: Path) -> None:
    """The reports on the program year of the demo."""
    program = programs.open_program(program_folder, password=demo.PASSWORD, write=False)
    period = periods.period_of(None, None, year=2026, today=program.today())
    for kind in _KINDS:
        made = reports.make(program, kind, period)
        (documents / f"Report, {KINDS[kind].title}.pdf").write_bytes(made.pdf().data)
    program.close()
