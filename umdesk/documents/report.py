"""A report of any kind as a tagged PDF: head, what it asks for, its parts in order, notes, and how it is counted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from umdesk.documents import charts, report_tables
from umdesk.documents.blocks import Block, Grid, Style, Together
from umdesk.documents.builder import BODY, SMALL, STRONG, Box, Builder
from umdesk.documents.fonts import BOLD
from umdesk.documents.pages import WIDTH, Furniture
from umdesk.documents.pdf import Pdf
from umdesk.documents.report_tables import Notes, Shown
from umdesk.documents.tagging import LANDSCAPE, LETTER
from umdesk.domain import dates
from umdesk.domain.reports import charted, plain, showing
from umdesk.domain.reports.model import Bars, Figures, Number, Report, Table, Words

_VALUE = Style(17.0, 22.0, BOLD)
_ACROSS = 4
_GREY = replace(BODY, grey=0.33)
_SMALL_TABLE = 12
"""A table of so many rows at most stays on one page."""
_LYING = 380.0
"""The height of a picture at most on a page that lies, in points."""
_NONE = "None in this period."


def render(report: Report) -> Pdf:
    """The report as a tagged PDF; its pages lie where a table has too many columns for a page that stands."""
    digest = plain.digest(report)
    notes = showing.footnotes(report.content)
    tables = {
        at: report_tables.show(charted.table(part) if isinstance(part, Bars) else part, notes)
        for at, part in enumerate(report.content.parts)
        if isinstance(part, Bars | Table)
    }
    size = LANDSCAPE if any(shown.crowded for shown in tables.values()) else LETTER
    paper = Builder(showing.name(report), report.head.department, size)
    for block in _blocks(paper, report, notes, tables):
        paper.add(block)
    return paper.finish(Furniture(report.title, digest[:10]), digest)


def _blocks(paper: Builder, report: Report, notes: Notes, tables: Mapping[int, Shown]) -> Iterator[Block]:
    head, content = report.head, report.content
    yield from paper.head(
        (head.department, head.office),
        [(f"Made on {dates.show(head.made_on)}", BODY), (f"by {head.made_by}", BODY)],
        report.title,
        f"Upward Mobility Program, {_period(report)}",
    )
    if content.asks:
        asked = Box("Still missing in this report", content.asks, paper.width, style=STRONG)
        yield from paper.boxes([[asked]], before=10.0)
    for at, part in enumerate(content.parts):
        yield paper.heading(2, part.title)
        if isinstance(part, Figures):
            yield from _figures(paper, part.numbers, notes)
        elif isinstance(part, Words):
            yield from _words(paper, part)
        elif isinstance(part, Bars):
            yield from _bars(paper, part, tables[at])
        else:
            yield from _table(paper, tables[at])
    if content.notes:
        yield paper.heading(2, "Notes")
        yield paper.items(content.notes)
    if notes:
        yield paper.heading(2, "How the numbers are counted")
        yield paper.numbered(list(notes), SMALL)


def _period(report: Report) -> str:
    """The period with the name of its year, and what of it is counted where it is not over."""
    year = showing.year(report.kind, report.span.period)
    spoken = showing.period(report.span)
    if year is not None and report.span.period.first.month == dates.PROGRAM_YEAR_STARTS:
        spoken = f"program year {dates.program_year_name(year)}, {spoken}"
    return ", ".join(filter(None, [spoken, showing.unfinished(report.span)]))


def _figures(paper: Builder, numbers: Sequence[Number], notes: Notes) -> list[Grid]:
    """Numbers in boxes, as many beside one another as their values allow."""
    if not numbers:
        return []
    widest = max(BOLD.width(showing.told(number), _VALUE.size) for number in numbers) + 10.0
    across = max(1, min(_ACROSS, int(paper.width / widest)))
    count = -(-len(numbers) // across)
    rows = [numbers[len(numbers) * row // count : len(numbers) * (row + 1) // count] for row in range(count)]
    boxes = [[_figure(number, notes, paper.width / len(row)) for number in row] for row in rows]
    return paper.boxes(boxes, before=4.0)


def _figure(number: Number, notes: Notes, width: float) -> Box:
    return Box(report_tables.noted(number.label, number, notes), (showing.told(number),), width, style=_VALUE)


def _words(paper: Builder, words: Words) -> Iterator[Block]:
    paragraphs = [paragraph for paragraph in words.paragraphs if paragraph.strip()]
    for paragraph in paragraphs:
        yield paper.paragraph(paragraph)
    if not paragraphs:
        yield paper.paragraph(words.empty or "Nothing was written.", _GREY)


def _bars(paper: Builder, bars: Bars, shown: Shown) -> Iterator[Block]:
    """The chart, in pieces where it is long; its numbers stay with the last piece."""
    if not bars.categories:
        yield paper.paragraph(_NONE, _GREY)
        return
    *pieces, last = [
        paper.picture(charts.drawing(piece, paper.width, bars), charted.in_words(piece))
        for piece in charts.pieces(bars, _LYING if paper.width > WIDTH else charts.TALLEST)
    ]
    yield from pieces
    yield Together((last, *_rows(paper, shown)))


def _table(paper: Builder, shown: Shown) -> Iterator[Block]:
    if shown.rows or shown.total:
        blocks = tuple(_rows(paper, shown))
        yield from [Together(blocks)] if len(shown.rows) <= _SMALL_TABLE else blocks
        return
    yield paper.paragraph(shown.table.empty or _NONE, _GREY)
    if shown.table.note:
        yield paper.paragraph(shown.table.note, SMALL, before=3.0)


def _rows(paper: Builder, shown: Shown) -> Iterator[Block]:
    columns, style = report_tables.columns(shown, paper.width)
    yield paper.table(columns, shown.rows, total=shown.total, style=style, before=6.0)
    if shown.table.note:
        yield paper.paragraph(shown.table.note, SMALL, before=3.0)
