"""The blocks that pages are made of: lines of text in cells, rows of cells, and groups that stay together.

All text is wrapped when a block is made, so its height is known before anything is drawn. Each piece of text knows the
structure element that it belongs to; a block that breaks over pages keeps its elements. Heights and widths are points,
y runs upward, a block hangs from `top`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from umdesk.documents.fonts import REGULAR, Weight
from umdesk.documents.structure import Element
from umdesk.documents.tagging import TaggedCanvas

Align = Literal["left", "right", "center"]
WIDOW_LINES = 2
_RULE_GREY = 0.38
_BASELINE = 0.78
"""Where letters stand in a line, as a part of its leading from above."""


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How a text looks: size and leading in points, grey from 0 (black); 0.35 still has a contrast of 7:1."""

    size: float
    leading: float
    weight: Weight = REGULAR
    grey: float = 0.0
    align: Align = "left"


class Part(NamedTuple):
    """Wrapped text of one structure element.

    `before` is the space above, `least` the least height; an `overlay` lets the next part start beside it and stays
    on its page.
    """

    element: Element
    lines: tuple[str, ...]
    style: Style
    before: float = 0.0
    indent: float = 0.0
    overlay: bool = False
    least: float = 0.0

    @property
    def height(self) -> float:
        """The height with the space above; nothing for an overlay, whose neighbor is at least as high."""
        return 0.0 if self.overlay else max(self.least, self.before + len(self.lines) * self.style.leading)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, each a sequence of parts; `least` is its least height, `shade` its background (1 is none)."""

    cells: tuple[tuple[Part, ...], ...]
    least: float = 0.0
    shade: float = 1.0
    height: float = field(init=False)
    """Without the padding."""

    def __post_init__(self) -> None:
        """Measure it once: its height is asked for again and again while pages are laid out."""
        object.__setattr__(self, "height", max([self.least, *[height_of(cell) for cell in self.cells]]))


class Block(Protocol):
    """What the page maker needs to know of a block."""

    @property
    def before(self) -> float:
        """Space above, left out at the top of a page."""

    @property
    def height(self) -> float:
        """The height in points, without the space above."""

    @property
    def opening(self) -> float:
        """The least height with which the block may begin at the foot of a page."""

    @property
    def keeps_next(self) -> bool:
        """Whether the next block must begin on the same page."""

    def split(self, available: float) -> "tuple[Block, Block] | None":
        """Cut the block so that the first piece fits, or None when it cannot be cut there."""

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the whole block."""


class Uncut:
    """What the blocks have in common that are never cut: they begin where the whole of them has room."""

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def height(self) -> float:
            """See Block."""

    @property
    def opening(self) -> float:
        """See Block."""
        return self.height

    def split(self, available: float) -> None:
        """See Block: there is nothing to cut."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Text without a border over the width of the page: a heading, a paragraph, a list."""

    parts: tuple[Part, ...]
    width: float
    before: float = 0.0
    keeps_next: bool = False
    rule_below: float = 0.0
    bookmark: tuple[str, int] | None = None
    height: float = field(init=False)
    """See Block."""

    def __post_init__(self) -> None:
        """Measure it once: its height is asked for again and again while pages are laid out."""
        object.__setattr__(self, "height", height_of(self.parts) + (4.0 if self.rule_below else 0.0))

    @property
    def opening(self) -> float:
        """See Block."""
        first = self.parts[0]
        return self.height if self.keeps_next else min(self.height, first.before + WIDOW_LINES * first.style.leading)

    def split(self, available: float) -> "tuple[Lines, Lines] | None":
        """See Block."""
        if self.keeps_next:
            return None
        first, rest = split_parts(self.parts, available)
        if not first or not rest:
            return None
        return replace(self, parts=first), replace(self, parts=rest, before=0.0, bookmark=None)

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """See Block."""
        if self.bookmark:
            canvas.bookmark(*self.bookmark, top)
        draw_parts(canvas, self.parts, x, top, self.width)
        if self.rule_below:
            with canvas.artifact():
                y = top - self.height
                canvas.rule((x, y), (x + self.width, y), self.rule_below)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells with thin rules; the header rows come again, as artifacts, on each further page.

    `frame` draws a box around each cell, `ruled` a rule under each row; `pad` is the space inside a cell. A thick rule
    (the cut line of a ranking) stands under the row number `mark_after`.
    """

    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    header: tuple[Row, ...] = ()
    before: float = 0.0
    frame: bool = True
    ruled: bool = True
    pad: tuple[float, float] = (4.0, 3.0)
    continued: bool = False
    keeps_next: bool = False
    mark_after: int | None = None
    height: float = field(init=False)
    """See Block."""

    def __post_init__(self) -> None:
        """Measure it once: its height is asked for again and again while pages are laid out."""
        object.__setattr__(self, "height", sum([self.row_height(row) for row in (*self.header, *self.rows)]))

    @property
    def opening(self) -> float:
        """See Block."""
        head = sum(self.row_height(row) for row in self.header)
        return head + (min(self.row_height(self.rows[0]), self._least_piece(self.rows[0])) if self.rows else 0.0)

    def row_height(self, row: Row) -> float:
        """The height of a row with its padding."""
        return row.height + 2 * self.pad[1]

    def split(self, available: float) -> "tuple[Grid, Grid] | None":
        """See Block."""
        room = available - sum(self.row_height(row) for row in self.header)
        for at, row in enumerate(self.rows):
            index = at
            height = self.row_height(row)
            if height <= room:
                room -= height
                continue
            first, rest = self.rows[:index], self.rows[index:]
            halves = self._split_row(row, room) if room >= self._least_piece(row) else None
            if halves:
                first, rest = (*first, halves[0]), (halves[1], *rest[1:])
            if len(rest) == 1 and rest[0].shade < 1 and not halves and len(first) > 1:  # a total alone tells nothing
                first, rest, index = first[:-1], (first[-1], *rest), index - 1
            if not first:
                return None
            return self._pieces(first, rest, index)
        return None

    def _pieces(self, first: tuple[Row, ...], rest: tuple[Row, ...], whole: int) -> "tuple[Grid, Grid]":
        mark = self.mark_after
        here = mark if mark is not None and mark <= whole else None
        there = mark - whole if mark is not None and mark > whole else None
        return (
            replace(self, rows=first, mark_after=here),
            replace(self, rows=rest, before=0.0, continued=True, mark_after=there),
        )

    def _least_piece(self, row: Row) -> float:
        """A row of up to ten lines stays whole; a higher one may begin with three lines."""
        leading = max((part.style.leading for cell in row.cells for part in cell), default=0.0)
        return min(self.row_height(row), (10 if row.least == 0 else 3) * leading + 2 * self.pad[1])

    def _split_row(self, row: Row, room: float) -> tuple[Row, Row] | None:
        pieces = [split_parts(cell, room - 2 * self.pad[1]) for cell in row.cells]
        if not any(rest for _, rest in pieces):
            return None
        first = Row(tuple(first for first, _ in pieces), shade=row.shade)
        return first, Row(tuple(rest for _, rest in pieces), shade=row.shade)

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """See Block."""
        rows = (*self.header, *self.rows)
        edges = list(accumulate([-self.row_height(row) for row in rows], initial=top))
        self._draw_rules(canvas, x, edges, rows)
        for at, row in enumerate(rows):
            left, repeated = x + self.pad[0], self.continued and at < len(self.header)
            for width, cell in zip(self.widths, row.cells, strict=True):
                draw_parts(canvas, cell, left, edges[at] - self.pad[1], width - 2 * self.pad[0], as_artifact=repeated)
                left += width

    def _draw_rules(self, canvas: TaggedCanvas, x: float, edges: Sequence[float], rows: Sequence[Row]) -> None:
        """Draw what is behind the text; `edges` are the heights at which rows begin, and where the last one ends."""
        right = x + sum(self.widths)
        level = edges if self.frame and self.ruled else edges[1:] if self.ruled else edges[:-1] if self.frame else ()
        lines = [(x, edge, right, edge) for edge in level]
        if self.frame:
            lines += [(side, edges[0], side, edges[-1]) for side in accumulate(self.widths, initial=x)]
        if not lines and self.mark_after is None and all(row.shade == 1 for row in rows):
            return
        with canvas.artifact():
            for at, row in enumerate(rows):
                if row.shade < 1:
                    canvas.fill([(x, edges[at + 1], right - x, edges[at] - edges[at + 1])], row.shade)
            if lines:
                canvas.rules(lines, 0.5, _RULE_GREY)
            if self.mark_after:
                cut = edges[len(self.header) + self.mark_after]
                canvas.rule((x, cut), (right, cut), 1.8)


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a page of its own."""

    before: float = 0.0
    height: float = 0.0
    opening: float = 0.0
    keeps_next: bool = False

    def split(self, available: float) -> None:
        """See Block: it is never cut."""
        return

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """See Block: there is nothing to draw."""


@dataclass(frozen=True, slots=True)
class Together(Uncut):
    """Blocks that stand on one page as long as they fit on one; `company` asks for something else above them there."""

    blocks: tuple[Block, ...]
    company: bool = False
    keeps_next: bool = False

    @property
    def before(self) -> float:
        """See Block."""
        return self.blocks[0].before

    @property
    def height(self) -> float:
        """See Block."""
        return sum(block.height for block in self.blocks) + sum(block.before for block in self.blocks[1:])

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """See Block."""
        for index, block in enumerate(self.blocks):
            top -= block.before if index else 0.0
            block.draw(canvas, x, top)
            top -= block.height


def height_of(parts: Sequence[Part]) -> float:
    """The height of parts under one another; the first one's space above counts too."""
    return sum([part.height for part in parts])


def split_parts(parts: Sequence[Part], available: float) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Cut parts so that the first piece fits; a paragraph leaves at least two lines on either side."""
    first: list[Part] = []
    for index, part in enumerate(parts):
        if part.height <= available:
            available -= part.height
            first.append(part)
            continue
        fitting = min(int((available - part.before) / part.style.leading), len(part.lines) - WIDOW_LINES)
        rest = [part, *parts[index + 1 :]]
        if fitting >= WIDOW_LINES:
            first.append(part._replace(lines=part.lines[:fitting], least=0.0))
            rest[0] = part._replace(lines=part.lines[fitting:], before=0.0, least=0.0)
        else:
            while first and first[-1].overlay:
                rest.insert(0, first.pop())
        return tuple(first), tuple(rest)
    return tuple(first), ()


def draw_parts(
    canvas: TaggedCanvas, parts: Sequence[Part], x: float, top: float, width: float, *, as_artifact: bool = False
) -> None:
    """Draw parts under one another, each inside its own element, or as an artifact when they only come again."""
    for part in parts:
        style = part.style
        left, y = x + part.indent, top - part.before - style.leading * _BASELINE
        placed = []
        for line in part.lines:
            if line and not line.isspace():
                offset = 0.0 if style.align == "left" else _offset(style, line, width - part.indent)
                placed.append((left + offset, y, line))
            y -= style.leading
        if placed:
            element = None if as_artifact else part.element
            canvas.words(element, placed, weight=style.weight, size=style.size, grey=style.grey)
        top -= 0.0 if part.overlay else max(part.least, part.before + len(part.lines) * style.leading)


def _offset(style: Style, line: str, width: float) -> float:
    free = width - style.weight.width(line.rstrip(), style.size)
    return free if style.align == "right" else free / 2
