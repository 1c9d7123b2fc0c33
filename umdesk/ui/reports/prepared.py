"""A report made ready for the screen off its thread, in two steps.

First the numbers, so that a page to read is there at once; then its charts are drawn and it is compared with what was
filed. Both can be taken in one go, for whoever has its charts in view while it is counted again.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from umdesk.domain.counts import Period
from umdesk.domain.errors import Gone, NotNow
from umdesk.domain.reports import charted
from umdesk.domain.reports.model import Bars, Report
from umdesk.jobs import reports
from umdesk.jobs.reports import Made
from umdesk.services.programs import Program
from umdesk.services.reporting import filing
from umdesk.services.reporting.filing import Difference, Filed
from umdesk.ui.reports import page, records
from umdesk.ui.reports.page import Look, Picture

_POINTS = 8.0
"""The size of the words in a drawing; on the page they are as large as a note."""
_SIZE = re.compile(rb'<svg width="([\d.]+)" height="([\d.]+)"')
_NOTE = 0.92


@dataclass(frozen=True, slots=True)
class Compared:
    """The filings of a report, the newest first; `changed` is what differs from that one, `untold` why nobody knows."""

    filed: tuple[Filed, ...] = ()
    changed: tuple[Difference, ...] = ()
    untold: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report with its page in a look; after the first step it has no drawings, and `compared` is None."""

    made: Made
    look: Look
    html: str
    drawings: Mapping[str, Picture]
    compared: Compared | None

    @property
    def report(self) -> Report:
        """What was counted."""
        return self.made.report


def numbers(program: Program, kind: str, period: Period, look: Look) -> Prepared:
    """The first step: count a report and write its page.

    Raises:
        InvalidInput: the period has not begun, and this kind counts what happened.
        NotAllowed: the account may not see reports.
    """
    made = reports.make(program, kind, period)
    return Prepared(made, look, page.html(made.report, look, {}, records.PLACES), {}, None)


def complete(program: Program, begun: Prepared, look: Look) -> Prepared:
    """The second step: draw the charts, and compare with what was filed; for another look later only the charts."""
    return drawn(begun.made, look, begun.compared or compare(program, begun.report))


def drawn(made: Made, look: Look, compared: Compared) -> Prepared:
    """A report with its charts, when it was counted and compared."""
    drawings: dict[str, Picture] = {}
    pictures: dict[int, list[Picture]] = {}
    series = (look.link, look.quiet, look.text, look.quiet)
    for place, part in enumerate(made.report.content.parts):
        if isinstance(part, Bars) and part.series and part.categories:
            for number, svg in enumerate(reports.pictures(part, text=look.text, line=look.line, series=series)):
                picture = _picture(svg, look, charted.in_words(part) if not number else "")
                pictures.setdefault(place, []).append(picture)
                drawings[f"{place}/{number}"] = picture
    return Prepared(made, look, page.html(made.report, look, pictures, records.PLACES), drawings, compared)


def compare(program: Program, report: Report) -> Compared:
    """Compare a report with what was filed of its kind and period."""
    filed = tuple(one for one in filing.listed(program, report.kind) if one.period == report.span.period)
    try:
        return Compared(filed, filing.differences(program, filed[0].id, report) if filed else ())
    except (Gone, NotNow) as error:  # the report itself can be read all the same
        return Compared(filed, untold=error.message)


def _picture(svg: bytes, look: Look, about: str) -> Picture:
    found = _SIZE.search(svg)
    width, height = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    scale = min(look.points_to_pixels * look.points * _NOTE / _POINTS, look.width / max(width, 1.0))
    return Picture(round(width * scale), round(height * scale), about, svg)
