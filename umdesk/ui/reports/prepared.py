"""A report made ready for the screen off its thread: counted, written as HTML, its charts drawn, differences found."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

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
class Prepared:
    """A report with its page; `filed` are the filings of it, the newest first, `changed` what differs from that one."""

    made: Made
    look: Look
    html: str
    drawings: Mapping[str, Picture]
    filed: tuple[Filed, ...]
    changed: tuple[Difference, ...]
    whole: bool = True
    """False while its charts are not drawn yet, and it is not compared with what was filed."""
    untold: str = ""
    """Why it cannot be compared with what was filed."""

    @property
    def report(self) -> Report:
        """What was counted."""
        return self.made.report


def prepare(program: Program, kind: str, period: Period, look: Look, *, whole: bool = True) -> Prepared:
    """Make a report and what the screen shows of it; what takes time beside the numbers can wait (`whole`).

    Raises:
        InvalidInput: the period has not begun, and this kind counts what happened.
        NotAllowed: the account may not see reports.
    """
    made = reports.make(program, kind, period)
    return complete(program, made, look) if whole else dressed(made, look, draw=False)


def complete(program: Program, made: Made, look: Look) -> Prepared:
    """Draw the charts of a report that was made, and compare it with what was filed."""
    report = made.report
    filed = tuple(one for one in filing.listed(program, report.kind) if one.period == report.span.period)
    changed: tuple[Difference, ...] = ()
    untold = ""
    try:
        changed = filing.differences(program, filed[0].id, report) if filed else ()
    except (Gone, NotNow) as error:  # the report itself can be read all the same
        untold = error.message
    return replace(dressed(made, look, filed, changed), untold=untold)


def dressed(
    made: Made,
    look: Look,
    filed: tuple[Filed, ...] = (),
    changed: tuple[Difference, ...] = (),
    *,
    draw: bool = True,
) -> Prepared:
    """The same report for another look: nothing is counted anew."""
    drawings: dict[str, Picture] = {}
    pictures: dict[int, list[Picture]] = {}
    charts = {
        place: part
        for place, part in enumerate(made.report.content.parts)
        if isinstance(part, Bars) and part.series and part.categories
    }
    for place, part in charts.items():
        if draw:
            series = (look.link, look.quiet, look.text, look.quiet)
            for number, svg in enumerate(reports.pictures(part, text=look.text, line=look.line, series=series)):
                picture = _picture(svg, look, charted.in_words(part) if not number else "")
                pictures.setdefault(place, []).append(picture)
                drawings[f"{place}/{number}"] = picture
    written = page.html(made.report, look, pictures, records.PLACES)
    return Prepared(made, look, written, drawings, filed, changed, whole=draw)


def _picture(svg: bytes, look: Look, about: str) -> Picture:
    found = _SIZE.search(svg)
    width, height = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    scale = min(look.points_to_pixels * look.points * _NOTE / _POINTS, look.width / max(width, 1.0))
    return Picture(round(width * scale), round(height * scale), about, svg)
