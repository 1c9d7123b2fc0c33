"""A report of any kind as a tagged PDF: head, what it asks for, its parts in order, notes, and how it is counted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from umdesk.documents import charts
from umdesk.documents.blocks import Block, Grid, Style
from umdesk.documents.builder import BODY, CELL, HEADING, SMALL, STRONG, Box, Builder, Column
from umdesk.documents.fonts import BOLD, REGULAR
from umdesk.documents.pages import WIDTH, Furniture
from umdesk.documents.pdf import Pdf
from umdesk.domain import dates
from umdesk.domain.reports import charted, plain, showing
from umdesk.domain.reports.model import Bars, Cell, Figures, Number, Part, Report, Table, Words

_VALUE = Style(17.0, 22.0, BOLD)
_ACROSS = 4
_PAD = 9.0
"""What a cell has at its sides, in points, and a little air."""
_BOLDER = 1.06
"""How much wider bold type is: a total is set in it."""
_NARROWER = (CELL, Style(7.4, 9.8), Style(6.6, 8.8))
"""The type of tables, the first in which all columns stand beside one another."""
_GREY = replace(BODY, grey=0.33)

Notes = Mapping[str, int]
"""Definition → the number of its footnote."""


def render(report: Report) -> Pdf:
    """The report as a tagged PDF."""
    digest = plain.digest(report)
    paper = Builder(showing.name(report), report.head.department)
    for block in _blocks(paper, report):
        paper.add(block)
    return paper.finish(Furniture(report.title, digest[:10]), digest)


def _blocks(paper: Builder, report: Report) -> Iterator[Block]:
    head, content = report.head, report.content
    yield from paper.head(
        (head.department, head.office),
        [(f"Made on {dates.show(head.made_on)}", BODY), (f"by {head.made_by}", BODY)],
        report.title,
        f"Upward Mobility Program, {_period(report)}",
    )
    if content.asks:
        yield from paper.boxes([[Box("Still missing in this report", content.asks, style=STRONG)]], before=10.0)
    notes = showing.footnotes(content)
    for part in content.parts:
        yield from _part(paper, part, notes)
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


def _part(paper: Builder, part: Part, notes: Notes) -> Iterator[Block]:
    yield paper.heading(2, part.title)
    if isinstance(part, Figures):
        yield from _figures(paper, part.numbers, notes)
    elif isinstance(part, Words):
        yield from _words(paper, part)
    elif isinstance(part, Bars):
        yield from _bars(paper, part, notes)
    else:
        yield from _table(paper, part, notes)


def _figures(paper: Builder, numbers: Sequence[Number], notes: Notes) -> list[Grid]:
    """Numbers in boxes, as many beside one another as their values allow."""
    values = [showing.told(number) for number in numbers]
    widest = max((BOLD.width(value, _VALUE.size) for value in values), default=0.0) + _PAD
    across = max(1, min(_ACROSS, int(WIDTH / widest)))
    count = -(-len(numbers) // across)
    rows = [numbers[len(numbers) * row // count : len(numbers) * (row + 1) // count] for row in range(count)]
    boxes = [
        [Box(_noted(one.label, one, notes), (showing.told(one),), WIDTH / len(row), style=_VALUE) for one in row]
        for row in rows
    ]
    return paper.boxes(boxes, before=4.0)


def _words(paper: Builder, words: Words) -> Iterator[Block]:
    paragraphs = [paragraph for paragraph in words.paragraphs if paragraph.strip()]
    for paragraph in paragraphs:
        yield paper.paragraph(paragraph)
    if not paragraphs:
        yield paper.paragraph(words.empty or "Nothing was written.", _GREY)


def _bars(paper: Builder, bars: Bars, notes: Notes) -> Iterator[Block]:
    if not bars.categories:
        yield paper.paragraph("None in this period.", _GREY)
        return
    for piece in charts.pieces(bars):
        yield paper.picture(charts.drawing(piece, WIDTH, bars), charted.in_words(piece))
    yield from _rows(paper, charted.table(bars), notes)


def _table(paper: Builder, table: Table, notes: Notes) -> Iterator[Block]:
    if not table.rows and table.total is None:
        yield paper.paragraph(table.empty, _GREY)
        if table.note:
            yield paper.paragraph(table.note, SMALL, before=3.0)
    else:
        yield from _rows(paper, table, notes)


def _rows(paper: Builder, table: Table, notes: Notes) -> Iterator[Block]:
    shared = _of_columns(table)
    titles = [
        f"{title} ({notes[shared[index]]})" if index in shared else title for index, title in enumerate(table.columns)
    ]

    def shown(row: Sequence[Cell]) -> tuple[str, ...]:
        return tuple(
            _noted(showing.shown(cell), cell, notes)
            if isinstance(cell, Number) and cell.definition and at not in shared
            else showing.shown(cell)
            for at, cell in enumerate(row)
        )

    rows = [shown(row) for row in table.rows]
    total = shown(table.total) if table.total is not None else ()
    layout = _Layout.of(titles, [*rows, total] if total else rows, _numeric(table))
    yield paper.table(layout.columns, rows, total=total, style=layout.style, before=6.0)
    if table.note:
        yield paper.paragraph(table.note, SMALL, before=3.0)


def _noted(text: str, number: Number, notes: Notes) -> str:
    """A text with the mark of the number's footnote."""
    return f"{text} ({notes[number.definition]})" if number.definition else text


def _of_columns(table: Table) -> dict[int, str]:
    """The definitions that hold for all numbers of a column, by its index: they are marked in its heading."""
    found = {}
    rows = [*table.rows, *([table.total] if table.total is not None else [])]
    for index in range(len(table.columns)):
        definitions = {cell.definition for row in rows if isinstance(cell := row[index], Number)}
        if len(definitions) == 1 and (definition := definitions.pop()):
            found[index] = definition
    return found


def _numeric(table: Table) -> tuple[bool, ...]:
    rows = [*table.rows, *([table.total] if table.total is not None else [])]
    return tuple(any(isinstance(row[index], Number) for row in rows) for index in range(len(table.columns)))


@dataclass(frozen=True, slots=True)
class _Layout:
    """The columns of a table with their widths, and the type in which it is set."""

    columns: tuple[Column, ...]
    style: Style

    @staticmethod
    def of(titles: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool]) -> "_Layout":
        """Columns as wide as their longest value where there is room, else in narrower type; numbers at the right."""
        longest = [max((REGULAR.width(row[at].strip(), 1.0) for row in rows), default=0.0) for at in range(len(titles))]
        whole = [BOLD.width(title, HEADING.size) for title in titles]
        broken = [max((BOLD.width(word, HEADING.size) for word in title.split()), default=0.0) for title in titles]
        tries = [(style, heads) for style in _NARROWER for heads in (whole, broken)]
        for style, heads in tries:  # where nothing fits, the last ones hold
            wishes = [max(wide * style.size * _BOLDER, head) + _PAD for wide, head in zip(longest, heads, strict=True)]
            if sum(wishes) <= WIDTH:
                break
        widths = _shared(wishes, numeric)
        columns = (
            Column(title, width, "right" if number else "left")
            for title, width, number in zip(titles, widths, numeric, strict=True)
        )
        return _Layout(tuple(columns), style)


def _shared(wishes: Sequence[float], numeric: Sequence[bool]) -> list[float]:
    """The width of the page for columns that wish for theirs: what is over goes to texts, what is missing too.

    A short table stays narrow, so that the eye finds from a word to its number.
    """
    whole = sum(wishes)
    texts = [at for at, number in enumerate(numeric) if not number]
    widths = list(wishes)
    if whole <= WIDTH:
        spare = (WIDTH if whole > WIDTH / 2 else WIDTH / 2) - whole
        for at in texts or range(len(widths)):
            widths[at] += spare / len(texts or widths)
        return widths
    fixed = sum(wish for wish, number in zip(wishes, numeric, strict=True) if number)
    if not texts or fixed > 0.7 * WIDTH:  # too many numbers: all columns share what there is
        return [wish * WIDTH / whole for wish in wishes]
    room, waiting = WIDTH - fixed, sorted(texts, key=lambda at: wishes[at])
    for place, at in enumerate(waiting):  # the shortest take what they need, the others share the rest
        widths[at] = min(wishes[at], room / (len(waiting) - place))
        room -= widths[at]
    return widths
