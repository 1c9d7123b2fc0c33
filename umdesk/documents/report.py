"""A report of any kind as a tagged PDF: head, what it asks for, its parts in order, notes, and how it is counted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from umdesk.documents import charts, report_tables
from umdesk.documents.beside import Beside
from umdesk.documents.blocks import Block, Style, Together
from umdesk.documents.builder import BODY, SMALL, STRONG, Box, Builder
from umdesk.documents.fonts import BOLD
from umdesk.documents.pages import WIDTH, Furniture
from umdesk.documents.pdf import Pdf
from umdesk.documents.picture import Picture
from umdesk.documents.report_tables import Notes, Shown
from umdesk.documents.tagging import LANDSCAPE, LETTER
from umdesk.domain import dates
from umdesk.domain.reports import charted, plain, showing
from umdesk.domain.reports.kinds import KINDS
from umdesk.domain.reports.model import Bars, Figures, Number, Report, Table, Words

_VALUES = (Style(17.0, 22.0, BOLD), Style(14.0, 18.5, BOLD))
"""The type of figures: the first in which four of them stand beside one another, else the last."""
_ACROSS = 4
_FOOTNOTE = Style(7.4, 9.8)
_ABOVE = 8.0
"""The space above a heading, in points."""
_GREY = replace(BODY, grey=0.33)
_SMALL_TABLE = 110.0
"""A table of such a height at most, in points, stays on one page."""
_LYING = 380.0
"""The height of a picture at most on a page that lies, in points."""
_ASIDE = 250.0
"""How wide a table beside a picture is at most, in points."""
_BETWEEN = 16.0
_ROW, _TALLER = 17.0, 30.0
"""About the height of a row, and by how much a table may be higher than the picture at its left."""
_NONE = "None in this period."


def render(report: Report) -> Pdf:
    """The report as a tagged PDF; its pages lie where a table has too many columns for a page that stands."""
    digest = plain.digest(report)
    whole = made = _render(report, digest)
    while KINDS[report.kind].one_page and made.pages > 1:
        shorter = _without_oldest(report)
        if shorter == report:
            return whole
        report, made = shorter, _render(shorter, digest)
    return made


def _without_oldest(report: Report) -> Report:
    """The report without the first group of each picture that has several, which is its oldest year."""
    parts = tuple(
        replace(
            part,
            categories=part.categories[1:],
            series=tuple(replace(one, numbers=one.numbers[1:]) for one in part.series),
        )
        if isinstance(part, Bars) and len(part.categories) > 1
        else part
        for part in report.content.parts
    )
    return replace(report, content=replace(report.content, parts=parts))


def _render(report: Report, digest: str) -> Pdf:
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
        f"Upward Mobility Program, {showing.period_words(report.span)}",
    )
    if content.asks:
        asked = Box("Still missing in this report", content.asks, paper.width, style=STRONG)
        yield from paper.boxes([[asked]], before=10.0)
    for at, part in enumerate(content.parts):
        yield paper.heading(2, part.title, before=_ABOVE)
        if isinstance(part, Figures):
            yield from _figures(paper, part.numbers, notes)
        elif isinstance(part, Words):
            yield from _words(paper, part)
        elif isinstance(part, Bars):
            yield from _bars(paper, part, notes, tables[at])
        else:
            yield from _table(paper, tables[at])
    if content.notes:
        yield paper.heading(2, "Notes", before=_ABOVE)
        yield paper.items(content.notes)
    if notes:
        yield paper.heading(2, "How the numbers are counted", before=_ABOVE)
        yield paper.numbered(list(notes), _FOOTNOTE)


def _figures(paper: Builder, numbers: Sequence[Number], notes: Notes) -> list[Together]:
    """Numbers in boxes, as many beside one another as their values allow, on one page where they fit on one."""
    if not numbers:
        return []
    values = [showing.told(number) for number in numbers]
    for style in _VALUES:
        across = int(paper.width / (max(BOLD.width(value, style.size) for value in values) + 10.0))
        if across >= min(_ACROSS, len(numbers)):
            break
    across = max(1, min(_ACROSS, across))
    count = -(-len(numbers) // across)
    rows = [numbers[len(numbers) * row // count : len(numbers) * (row + 1) // count] for row in range(count)]
    boxes = [[_figure(number, notes, paper.width / len(row), style) for number in row] for row in rows]
    return [Together(tuple(paper.boxes(boxes, before=4.0)))]


def _figure(number: Number, notes: Notes, width: float, style: Style) -> Box:
    return Box(report_tables.noted(number.label, number, notes), (showing.told(number),), width, style=style)


def _words(paper: Builder, words: Words) -> Iterator[Block]:
    paragraphs = [paragraph for paragraph in words.paragraphs if paragraph.strip()]
    for paragraph in paragraphs:
        yield paper.paragraph(paragraph)
    if not paragraphs:
        yield paper.paragraph(words.empty or "Nothing was written.", _GREY)


def _bars(paper: Builder, bars: Bars, notes: Notes, shown: Shown) -> Iterator[Block]:
    """The chart with its numbers at its right where both have room, else below; in pieces where it is long."""
    if not bars.categories:
        yield paper.paragraph(_NONE, _GREY)
        return
    pieces = charts.pieces(bars, paper.width, _LYING if paper.width > WIDTH else charts.TALLEST)
    aside = _aside(bars, notes, shown, paper.width) if len(pieces) == 1 else None
    if aside is not None:
        columns, style = report_tables.columns(aside, _ASIDE, spread=False)
        room = paper.width - sum(column.width for column in columns) - _BETWEEN
        picture = _picture(paper, bars, bars, room)
        grid = paper.table(columns, aside.rows, style=style)
        yield Beside(picture, grid, room + _BETWEEN)
        if aside.table.note:
            yield paper.paragraph(aside.table.note, SMALL, before=3.0)
        return
    *firsts, last = [_picture(paper, piece, bars, paper.width) for piece in pieces]
    yield from firsts
    yield Together((last, *_rows(paper, shown)))


def _picture(paper: Builder, piece: Bars, bars: Bars, width: float) -> Picture:
    return paper.picture(charts.drawing(piece, width, bars), charted.in_words(piece))


def _aside(bars: Bars, notes: Notes, shown: Shown, width: float) -> Shown | None:
    """The numbers of a chart as a table that is narrow and no higher than the picture; None where there is none."""
    room = charts.drawing(bars, width - _ASIDE).height + _TALLER
    for each in (report_tables.show(charted.standing(bars), notes), shown):
        if len(each.rows) * _ROW < room and report_tables.narrow(each, _ASIDE):
            return each
    return None


def _table(paper: Builder, shown: Shown) -> Iterator[Block]:
    if shown.rows or shown.total:
        blocks = tuple(_rows(paper, shown))
        yield from [Together(blocks)] if blocks[0].height <= _SMALL_TABLE else blocks
        return
    yield paper.paragraph(shown.table.empty or _NONE, _GREY)
    if shown.table.note:
        yield paper.paragraph(shown.table.note, SMALL, before=3.0)


def _rows(paper: Builder, shown: Shown) -> Iterator[Block]:
    columns, style = report_tables.columns(shown, paper.width)
    yield paper.table(columns, shown.rows, total=shown.total, style=style, before=6.0)
    if shown.table.note:
        yield paper.paragraph(shown.table.note, SMALL, before=3.0)
