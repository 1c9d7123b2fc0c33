"""Reports of every kind: made once, then shown, printed, saved as PDF, workbook or JSON, and filed.

A screen keeps what `make` gives: `made.report` is what it shows, `made.pdf()` the preview, `made.paper()` what it
prints, opens or files (`services.reports.record_copy`, `services.reporting.filing.file`).
"""

import json
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from umdesk.domain.counts import Period
from umdesk.domain.errors import InvalidInput
from umdesk.domain.reports import plain, showing
from umdesk.domain.reports.model import Bars, Report
from umdesk.jobs.output import SAVED, copies
from umdesk.services import reports
from umdesk.services.programs import Program
from umdesk.services.reporting import making
from umdesk.services.reports import Paper

if TYPE_CHECKING:
    from umdesk.documents.pdf import Pdf

PDF, WORKBOOK, JSON = ".pdf", ".xlsx", ".json"
ENDINGS = (PDF, WORKBOOK, JSON)
"""As what a report is saved; the ending of the file's name says it."""
_HOW = {PDF: SAVED, WORKBOOK: "saved as a workbook", JSON: "saved as JSON"}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MEDIA = {WORKBOOK: _XLSX, JSON: "application/json"}
_WIDTH = 504.0
"""Points; the screen scales a chart."""


@dataclass(slots=True)
class Made:
    """A report, and on demand its paper, its workbook and its JSON, each made once."""

    report: Report
    _pdf: "Pdf | None" = field(default=None, init=False)

    def pdf(self) -> "Pdf":
        """The report as a tagged PDF; the first call draws it."""
        from umdesk.documents import report as document  # noqa: PLC0415 -- start-up time

        if self._pdf is None:
            with making.without_collecting():
                self._pdf = document.render(self.report)
        return self._pdf

    def workbook(self) -> bytes:
        """The report as an .xlsx file."""
        from umdesk.exchange import report_workbook  # noqa: PLC0415 -- start-up time

        return report_workbook.workbook(self.report)

    def json(self) -> dict[str, object]:
        """The report as plain values for JSON."""
        return plain.plain(self.report)

    def paper(self) -> Paper:
        """What the program keeps when a copy of the PDF leaves it, and when the report is filed."""
        made = self.pdf()
        return Paper(self.title, made.data, made.pages, made.digest, people=self.report.content.people())

    def leaving(self, ending: str) -> Paper:
        """The report as the file of an ending of `ENDINGS`, as the program keeps what leaves it."""
        if ending == PDF:
            return self.paper()
        data = self.workbook() if ending == WORKBOOK else _text(self.json())
        people = self.report.content.people()
        return Paper(self.title, data, 0, plain.digest(self.report), people=people, media_type=_MEDIA[ending])

    @property
    def title(self) -> str:
        """The report with its period."""
        return showing.name(self.report)

    def file_name(self, ending: str = PDF) -> str:
        """What saving proposes: "Advancements 2025-07-01 to 2026-06-30.pdf"."""
        return showing.file_name(self.report, ending)


def make(program: Program, kind: str, period: Period) -> Made:
    """Make a report of a kind on a period; nothing is written.

    Raises:
        InvalidInput: the period has not begun, and this kind counts what happened.
        NotAllowed: the account may not see reports.
    """
    return Made(making.make(program, kind, period))


def save(program: Program, kind: str, period: Period, path: Path) -> Made:
    """Make a report and save it as the file's ending says, whole or not at all; see `keep`."""
    ending_of(path)
    made = make(program, kind, period)
    keep(program, made, path)
    return made


def keep(program: Program, made: Made, path: Path) -> None:
    """Save a report that was made, whole or not at all, and record that it left the program.

    Where its tables name people, that is a disclosure of their data.

    Raises:
        CannotWrite: the folder is not there or may not be written to; nothing is recorded.
        InvalidInput: the name ends in none of `ENDINGS`.
        NotAllowed: the account may not take reports out.
    """
    ending = ending_of(path)
    paper = made.leaving(ending)
    with making.without_collecting(), copies() as out:
        reports.record_copy(program, paper, _HOW[ending], partial(out.write, paper.data, path))


def ending_of(path: Path) -> str:
    """The ending of `ENDINGS` that a file's name has.

    Raises:
        InvalidInput: it has another one.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise InvalidInput(
            f"“{path.name}” does not say as what the report is saved.",
            "End the name in .pdf, .xlsx or .json.",
            field="output",
        )
    return ending


def pictures(bars: Bars, *, text: str, line: str, series: tuple[str, ...]) -> tuple[bytes, ...]:
    """A chart for the screen as SVG pictures below one another, in colours as "#rrggbb".

    `series` are the colours of the series in turn; a pattern tells them apart as well. What the chart says in words
    and its numbers as a table: `domain.reports.charted`.
    """
    from umdesk.documents.charts import Inks, pieces, svg  # noqa: PLC0415 -- start-up time

    inks = Inks(text, line, series)
    return tuple(svg(piece, _WIDTH, inks, bars) for piece in pieces(bars, _WIDTH))


def _text(value: dict[str, object]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, default=_plain) + "\n").encode()


def _plain(value: object) -> object:
    """What JSON has no form for: decimals as numbers, days as ISO 8601."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no plain form in JSON")
