"""The program summary of a period: its figures with how they were counted, and its tables."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from umdesk.documents.blocks import Block, Grid, Style
from umdesk.documents.builder import BODY, CELL, SMALL, STRONG, Box, Builder, Column
from umdesk.documents.fonts import BOLD
from umdesk.documents.pages import WIDTH, Furniture
from umdesk.documents.pdf import Pdf
from umdesk.domain import dates, money
from umdesk.domain.snapshots import Cell, Figure, SummarySnapshot, SummaryTable, snapshot_digest

_VALUE = Style(17.0, 22.0, BOLD)
_ACROSS = 4


def render(summary: SummarySnapshot) -> Pdf:
    """The summary as a tagged PDF."""
    digest = snapshot_digest(summary)
    paper = Builder(f"{summary.title}, {_period(summary)}", summary.department)
    for block in _blocks(paper, summary):
        paper.add(block)
    return paper.finish(Furniture(summary.title, digest[:10]), digest)


def _blocks(paper: Builder, summary: SummarySnapshot) -> Iterator[Block]:
    yield from paper.head(
        (summary.department, summary.office),
        [(f"Made on {dates.show(summary.made_on)}", BODY), (f"by {summary.made_by}", BODY)],
        summary.title,
        f"Upward Mobility Program, {_period(summary)}",
    )
    if summary.through:
        yield paper.paragraph(
            f"The period is not over; the numbers go through {dates.show(summary.through)}.", STRONG, before=6.0
        )
    notes = _footnotes(summary.figures)
    if summary.figures:
        yield paper.heading(2, "At a glance")
        yield from _figures(paper, summary.figures, notes)
    for table in summary.tables:
        yield from _table(paper, table)
    if summary.notes:
        yield paper.heading(2, "Notes")
        yield paper.items(summary.notes)
    if notes:
        yield paper.heading(2, "How the numbers are counted")
        yield paper.numbered(list(notes), SMALL)


def _figures(paper: Builder, figures: Sequence[Figure], notes: dict[str, int]) -> list[Grid]:
    count = -(-len(figures) // _ACROSS)
    rows = [figures[len(figures) * row // count : len(figures) * (row + 1) // count] for row in range(count)]
    boxes = [[_figure(figure, notes, WIDTH / len(row)) for figure in row] for row in rows]
    return paper.boxes(boxes, before=4.0)


def _figure(figure: Figure, notes: dict[str, int], width: float) -> Box:
    label = f"{figure.label} ({notes[figure.definition]})" if figure.definition else figure.label
    return Box(label, (_shown(figure.value),), width, style=_VALUE)


def _footnotes(figures: Sequence[Figure]) -> dict[str, int]:
    """Each definition once, with its number."""
    definitions = dict.fromkeys(figure.definition for figure in figures if figure.definition)
    return {definition: number for number, definition in enumerate(definitions, 1)}


def _table(paper: Builder, table: SummaryTable) -> Iterator[Block]:
    yield paper.heading(2, table.title)
    if not table.rows:
        yield paper.paragraph("None in this period.")
    else:
        rows = [tuple(_shown(cell) for cell in row) for row in table.rows]
        total = tuple(_shown(cell) for cell in table.total) if table.total else ()
        yield paper.table(_columns(table, [*rows, total] if total else rows), rows, total=total)
    if table.note:
        yield paper.paragraph(table.note, SMALL, before=3.0)


def _columns(table: SummaryTable, rows: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Columns as wide as their longest value where there is room; numbers stand at the right."""
    numeric = [_is_number([row[index] for row in table.rows]) for index in range(len(table.columns))]
    wishes = [
        max(BOLD.width(shown, CELL.size) for shown in [title, *(row[index] for row in rows)]) + 14.0
        for index, title in enumerate(table.columns)
    ]
    fixed = sum(wish for wish, number in zip(wishes, numeric, strict=True) if number)
    texts = sum(wish for wish, number in zip(wishes, numeric, strict=True) if not number)
    if fixed > 0.7 * WIDTH or not texts:  # too many numbers: all columns share what there is
        widths = [wish * WIDTH / sum(wishes) for wish in wishes]
    else:
        # A short table stays narrow, so that the eye finds from a word to its number.
        whole = WIDTH if fixed + texts > WIDTH / 2 else WIDTH / 2
        scale = (whole - fixed) / texts
        widths = [wish if number else wish * scale for wish, number in zip(wishes, numeric, strict=True)]
    return tuple(
        Column(title, width, "right" if number else "left")
        for title, width, number in zip(table.columns, widths, numeric, strict=True)
    )


def _is_number(cells: Sequence[Cell]) -> bool:
    return any(isinstance(cell, int | Decimal) for cell in cells)


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return money.show(cell)
    if isinstance(cell, date):
        return dates.show(cell)
    return f"{cell:,}" if isinstance(cell, int) else cell


def _period(summary: SummarySnapshot) -> str:
    return f"{dates.show(summary.period_from)} to {dates.show(summary.period_to)}"
