"""Reports on a period: counted by the services, drawn by the documents, written where a person wants them."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from umdesk.domain import dates
from umdesk.domain.counts import Period
from umdesk.domain.snapshots import snapshot_digest
from umdesk.jobs.output import SAVED, write_file
from umdesk.services import reports
from umdesk.services.programs import Program
from umdesk.services.reports import Paper, Summary


@dataclass(frozen=True, slots=True)
class SummaryReport:
    """A program summary as a PDF, with its figures; `unprintable` lists characters that no font has."""

    summary: Summary
    data: bytes
    pages: int
    unprintable: tuple[str, ...]

    @property
    def paper(self) -> Paper:
        """What the program keeps when a copy leaves it."""
        page = self.summary.snapshot
        title = f"{page.title}, {dates.show(page.period_from)} to {dates.show(page.period_to)}"
        return Paper(title, self.data, self.pages, snapshot_digest(page))

    @property
    def file_name(self) -> str:
        """What *Save as PDF* proposes: "Program summary 2025-07-01 to 2026-06-30.pdf"."""
        page = self.summary.snapshot
        return f"{page.title} {page.period_from.isoformat()} to {page.period_to.isoformat()}.pdf"


def make_summary(program: Program, period: Period) -> SummaryReport:
    """Count a period and draw its page; nothing is written.

    Raises:
        InvalidInput: the period has not begun.
        NotAllowed: the account may not see it.
    """
    from umdesk.documents import summary as document  # noqa: PLC0415 -- start-up time

    made = reports.summary(program, period)
    pdf = document.render(made.snapshot)
    return SummaryReport(made, pdf.data, pdf.pages, pdf.unprintable)


def save_summary(program: Program, period: Period, output: Path) -> SummaryReport:
    """Make the summary of a period, write it to a file, whole or not at all, and keep what left the program.

    Raises:
        CannotWrite: the folder is not there or may not be written to.
        InvalidInput, NotAllowed: as `make_summary`.
    """
    report = make_summary(program, period)
    reports.record_copy(program, report.paper, SAVED, partial(write_file, report.data, output))
    return report
