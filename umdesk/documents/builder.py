"""Builds a document block by block: headings, paragraphs, lists, labelled boxes, tables.

Every text, whoever wrote it, passes `Builder.clean` and is drawn character by character: nothing is read as markup.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, TypeAlias

from umdesk.documents import pages
from umdesk.documents.blocks import Align, Block, Grid, Lines, Part, Row, Style
from umdesk.documents.fonts import BOLD, Weight, printable
from umdesk.documents.image import Image, placed
from umdesk.documents.pages import MARGIN, WIDTH, Furniture
from umdesk.documents.pdf import Pdf
from umdesk.documents.picture import Picture
from umdesk.documents.structure import Element
from umdesk.documents.tagging import LETTER, TaggedCanvas
from umdesk.documents.wrapping import wrap

BODY = Style(9.5, 12.6)
SMALL = Style(8.0, 10.8)
CELL = Style(8.3, 10.8)
LABEL = Style(7.0, 9.2, grey=0.33)
ASIDE = Style(7.4, 9.6, grey=0.25)
HEADING = Style(7.0, 9.2, BOLD, grey=0.2)
STRONG = Style(9.5, 13.0, BOLD)
HEADS = {1: Style(20.0, 25.0, BOLD), 2: Style(11.0, 14.5, BOLD), 3: Style(9.5, 13.0, BOLD)}
SHADE = 0.93
Value: TypeAlias = str | tuple[str, ...]
"""What stands in a cell of a table: a text, or several that are a paragraph each."""
_PAD = (4.0, 3.0)
_INDENT = 15.0
_TERM = 150.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, width in points, and where its values stand."""

    title: str
    width: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Box:
    """A labelled box of a form, its texts numbered from `first` on if wanted. `room` is the least height, in points."""

    label: str
    texts: tuple[str, ...]
    width: float = WIDTH
    room: float = 0.0
    numbered: bool = False
    first: int = 1
    style: Style = BODY


class Builder:
    """One document in the making; blocks are read aloud and drawn in the order in which they were added.

    `width` is what a page of its `size` leaves between its margins, in points.
    """

    def __init__(self, title: str, author: str, size: tuple[float, float] = LETTER) -> None:
        self.width = size[0] - 2 * MARGIN
        self._missing: dict[str, None] = {}
        self._canvas = TaggedCanvas(self.clean(title), self.clean(author), size)
        self._root = self._canvas.root
        self._blocks: list[Block] = []

    def clean(self, text: str) -> str:
        """Text as it can be drawn; what no font has is remembered for the report."""
        shown, missing = printable(text)
        if missing:
            self._missing |= dict.fromkeys(missing)
        return shown

    def add(self, *blocks: Block) -> None:
        """Append blocks."""
        self._blocks += blocks

    def head(
        self, whose: tuple[str, str], right: Sequence[tuple[str, Style]], title: str, subtitle: str
    ) -> tuple[Block, ...]:
        """The head of the first page: (department, office), what stands at the right, title, subtitle, and a rule."""
        top = self.pair([(whose[0], STRONG), (whose[1], BODY)], right)
        heading = self.heading(1, title)
        under = replace(self.paragraph(subtitle, before=0.0), rule_below=1.4)
        return top, heading, under

    def heading(self, level: int, text: str, *, before: float = 12.0, style: Style | None = None) -> Lines:
        """A heading, kept with what follows it and bookmarked in a document of several pages."""
        shown = self.clean(text)
        part = self.part(self._root.add(f"H{level}"), shown, style or HEADS[level], self.width)
        return Lines((part,), self.width, before, keeps_next=True, bookmark=(shown, level - 1))

    def paragraph(self, text: str, style: Style = BODY, *, before: float = 4.0, keeps_next: bool = False) -> Lines:
        """A paragraph over the width of the page."""
        return Lines(
            (self.part(self._root.add("P"), text, style, self.width),), self.width, before, keeps_next=keeps_next
        )

    def items(self, texts: Sequence[str], style: Style = BODY, *, before: float = 4.0) -> Lines:
        """A bulleted list."""
        return Lines(self._list(self._root, texts, style, self.width, numbered=False), self.width, before)

    def numbered(self, texts: Sequence[str], style: Style) -> Lines:
        """A numbered list."""
        return Lines(self._list(self._root, texts, style, self.width, numbered=True), self.width, before=4.0)

    def terms(self, pairs: Sequence[tuple[str, str]], style: Style, *, before: float = 4.0) -> Lines:
        """A list of terms: in bold at the left, with their text beside them."""
        listing = self._root.add("L")
        bold = _bold(style)
        parts: list[Part] = []
        for term, text in pairs:
            item = listing.add("LI")
            space = 3.0 if parts else 0.0
            label = self.part(item.add("Lbl"), term, bold, _TERM - 10.0, space)
            body = self.part(item.add("LBody"), text, style, self.width - _TERM, space)
            parts.append(label._replace(overlay=True))
            parts.append(body._replace(indent=_TERM, least=label.height))
        return Lines(tuple(parts), self.width, before)

    def boxes(self, rows: Sequence[Sequence[Box]], *, before: float = 6.0) -> list[Grid]:
        """Rows of labelled boxes as one list of labels and values; a row whose texts are long breaks over pages."""
        listing = self._root.add("L")
        grids: list[Grid] = []
        for row in rows:
            cells = _level([self._box(listing, box) for box in row])
            widths = tuple(box.width for box in row)
            least = max(box.room for box in row)
            grids.append(Grid(widths, (Row(cells, least),), before=0.0 if grids else before, pad=_PAD))
        return grids

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Value]],
        *,
        total: Sequence[str] = (),
        before: float = 4.0,
        least: float = 0.0,
        mark_after: int | None = None,
        style: Style = CELL,
    ) -> Grid:
        """A table with a header row that comes again on each page; the first cell of a row is its header.

        A value of several texts is a paragraph each, the further ones small.
        """
        table = self._root.add("Table")
        head = table.add("THead").add("TR")
        titles = [
            (self.part(head.add("TH", scope="Column"), column.title, looks, width + 0.5),)
            for column, (looks, width) in zip(columns, _cells(columns, HEADING), strict=True)
        ]
        header = Row(tuple(titles), shade=SHADE)
        body = table.add("TBody")
        cells = _cells(columns, style)
        lines = [self._row(body, cells, row, least) for row in rows]
        if total:
            lines.append(replace(self._row(body, _cells(columns, _bold(style)), total, 0.0), shade=SHADE))
        widths = tuple([column.width for column in columns])
        return Grid(widths, tuple(lines), (header,), before, pad=_PAD, mark_after=mark_after)

    def picture(self, drawing: Any, alt: str, *, before: float = 6.0) -> Picture:
        """A drawing as a figure; `alt` says in words what it shows."""
        return Picture(self._root.add("Figure", alt=self.clean(alt)), drawing, before)

    def image(self, data: bytes, alt: str, most: tuple[float, float]) -> Image:
        """A PNG or JPEG as a figure, as large as its shape allows in `most` points; `alt` says what it shows.

        Raises:
            OSError: it is no such picture.
        """
        return placed(self._canvas, self._root.add("Figure", alt=self.clean(alt)), data, most)

    def part(self, element: Element, text: str, style: Style, width: float, before: float = 0.0) -> Part:
        """Text wrapped into lines of a width, owned by an element, with some space above."""
        lines, missing = _set(text, width, style.weight, style.size)
        if missing:
            self._missing |= dict.fromkeys(missing)
        return Part(element, lines, style, before)

    def finish(self, furniture: Furniture, digest: str) -> Pdf:
        """Draw everything and return the file."""
        count = pages.draw(self._canvas, self._blocks, furniture)
        self._drawn()
        return Pdf(self._canvas.finish(), count, digest, tuple(self._missing))

    def _drawn(self) -> None:
        """What a kind of document adds when all its pages are drawn."""

    def pair(self, left: Sequence[tuple[str, Style]], right: Sequence[tuple[str, Style]]) -> Grid:
        """Paragraphs at the left margin and others at the right one, without rules."""
        width = self.width / 2
        cells = (
            tuple(self.part(self._root.add("P"), text, style, width) for text, style in left),
            tuple(self.part(self._root.add("P"), text, replace(style, align="right"), width) for text, style in right),
        )
        return Grid((width, width), (Row(cells),), frame=False, ruled=False, pad=(0.0, 0.0))

    def _row(self, body: Element, places: Sequence[tuple[Style, float]], values: Sequence[Value], least: float) -> Row:
        row = body.add("TR")
        cells: list[tuple[Part, ...]] = []
        for (style, width), value in zip(places, values, strict=True):
            cell = row.add("TD") if cells else row.add("TH", scope="Row")
            if isinstance(value, str):
                cells.append((self.part(cell, value, style, width),))
            else:
                looks = (style, *[_aligned(ASIDE, style.align)] * (len(value) - 1))
                texts = [(text, each) for text, each in zip(value, looks, strict=True) if text.strip()]
                cells.append(tuple([self.part(cell.add("P"), text, each, width) for text, each in texts]))
        return Row(tuple(cells), least)

    def _box(self, listing: Element, box: Box) -> tuple[Part, ...]:
        item = listing.add("LI")
        width = box.width - 2 * _PAD[0]
        label = self.part(item.add("Lbl"), box.label, LABEL, width)
        content = item.add("LBody")
        style = box.style
        texts = [text for text in box.texts if text.strip()]
        if box.numbered and texts:
            return (label, *self._list(content, texts, style, width, numbered=True, first=box.first))
        parts = [label]
        for text in texts:
            owner = content if len(texts) == 1 else content.add("P")
            parts.append(self.part(owner, text, style, width, 2.0 if len(parts) > 1 else 0.0))
        return tuple(parts)

    def _list(
        self, parent: Element, texts: Sequence[str], style: Style, width: float, *, numbered: bool, first: int = 1
    ) -> tuple[Part, ...]:
        listing = parent.add("L")
        parts: list[Part] = []
        for number, text in enumerate(texts, first):
            item = listing.add("LI")
            mark = f"{number}." if numbered else "•"
            space = 2.0 if parts else 0.0
            parts.append(self.part(item.add("Lbl"), mark, style, _INDENT, space)._replace(overlay=True))
            parts.append(self.part(item.add("LBody"), text, style, width - _INDENT, space)._replace(indent=_INDENT))
        return tuple(parts)


def _level(cells: Sequence[tuple[Part, ...]]) -> tuple[tuple[Part, ...], ...]:
    """Boxes of a row whose values begin at one height, also where one label takes two lines."""
    labels = [cell[0].height for cell in cells]
    if min(labels) == max(labels):
        return tuple(cells)
    return tuple((cell[0]._replace(least=max(labels)), *cell[1:]) for cell in cells)


@lru_cache(maxsize=4096)
def _set(text: str, width: float, weight: Weight, size: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A text in lines, and the characters that no font has; most of a page stands on the next one too."""
    shown, missing = printable(text)
    return wrap(shown, width, weight, size), missing


def _cells(columns: Sequence[Column], style: Style) -> list[tuple[Style, float]]:
    """How texts look in each column, and how wide they may be."""
    return [(_aligned(style, column.align), column.width - 2 * _PAD[0]) for column in columns]


@cache
def _aligned(style: Style, align: Align) -> Style:
    return replace(style, align=align)


@cache
def _bold(style: Style) -> Style:
    return replace(style, weight=BOLD)
