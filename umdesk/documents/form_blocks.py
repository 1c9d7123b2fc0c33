"""The blocks of a form that is typed into or written on: labelled boxes with a field each, or with room for ink only.

Label and field are one list item, the label before the field, so that both are read together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from umdesk.documents.blocks import Block, Part, Style, Uncut, draw_parts, height_of
from umdesk.documents.builder import Builder
from umdesk.documents.fonts import BOLD
from umdesk.documents.pages import WIDTH
from umdesk.documents.structure import Element
from umdesk.documents.tagging import TaggedCanvas
from umdesk.documents.widgets import Asked, Form

INK_LINE = 20.5
"""The height of a line that is written by hand, in points: a little over a quarter of an inch."""

_NAME = Style(8.0, 10.0, BOLD)
_HINT = Style(7.5, 9.4, grey=0.25)
_OPTION = Style(9.5, 12.6)
_PAD = (4.0, 3.0)
_GREY = 0.3
_RULE = 0.7
_TICK = 11.0
_OPTION_ROOM = 22.0


@dataclass(frozen=True, slots=True)
class Blank:
    """One box: label, hint, width in points, and lines of room. Without `asked` it is for ink and has no field."""

    label: str
    width: float
    asked: Asked | None = None
    hint: str = ""
    lines: int = 1


@dataclass(frozen=True, slots=True)
class _Box:
    words: tuple[Part, ...]
    width: float
    asked: Asked | None
    owner: Element
    multiline: bool


@dataclass(frozen=True, slots=True)
class BlankRow:
    """Boxes beside one another, as high as the one that needs most; `shade` fills them (1 is white)."""

    form: Form
    boxes: tuple[_Box, ...]
    room: float
    before: float = 0.0
    shade: float = 1.0
    keeps_next: bool = False

    @property
    def _words(self) -> float:
        return max(height_of(box.words) for box in self.boxes)

    @property
    def height(self) -> float:
        """See Block."""
        return self._words + self.room + _PAD[1]

    @property
    def opening(self) -> float:
        """See Block."""
        return self.height

    def split(self, available: float) -> "tuple[Block, Block] | None":
        """See Block: a field stands on one page."""
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """See Block."""
        bottom = top - self.height
        with canvas.artifact():
            if self.shade < 1:
                canvas.fill([(x, bottom, sum(box.width for box in self.boxes), self.height)], self.shade)
            _frame(canvas, x, top, bottom, [box.width for box in self.boxes])
        for box in self.boxes:
            draw_parts(canvas, box.words, x + _PAD[0], top - _PAD[1], box.width - 2 * _PAD[0])
            if box.asked:
                place = (x + 2.0, bottom + 2.0, x + box.width - 2.0, top - _PAD[1] - self._words - 1.5)
                self.form.text(box.owner, box.asked, place, multiline=box.multiline)
            x += box.width


@dataclass(frozen=True, slots=True)
class ChoiceRow(Uncut):
    """A question with tick boxes beside one another, of which one may be chosen."""

    form: Form
    asked: Asked
    words: tuple[Part, ...]
    options: tuple[tuple[Part, Element], ...]
    before: float = 0.0
    keeps_next: bool = False

    @property
    def height(self) -> float:
        """See Block."""
        return height_of(self.words) + _OPTION_ROOM + _PAD[1]

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """See Block."""
        bottom = top - self.height
        share = WIDTH / len(self.options)
        level = bottom + (_OPTION_ROOM - _TICK) / 2 + 1.0
        with canvas.artifact():
            _frame(canvas, x, top, bottom, [WIDTH])
        draw_parts(canvas, self.words, x + _PAD[0], top - _PAD[1], WIDTH - 2 * _PAD[0])
        boxes = []
        for index, (text, owner) in enumerate(self.options):
            left = x + _PAD[0] + index * share
            place = (left, level, left + _TICK, level + _TICK)
            with canvas.artifact():
                _frame(canvas, left, level + _TICK, level, [_TICK])
            draw_parts(canvas, (text,), left + _TICK + 6.0, level + _TICK, share - _TICK - 10.0)
            boxes.append((owner, "".join(text.lines), place))
        self.form.choice(self.asked, boxes)


class FormBuilder(Builder):
    """A document in the making that has fields."""

    def __init__(self, title: str, author: str, subject: str) -> None:
        super().__init__(title, author)
        self._canvas.subject = self.clean(subject)
        self._form = Form(self._canvas)

    def blanks(self, rows: Sequence[Sequence[Blank]], *, before: float = 4.0, shade: float = 1.0) -> list[BlankRow]:
        """Rows of labelled boxes as one list of labels and fields."""
        listing = self._root.add("L")
        made: list[BlankRow] = []
        for row in rows:
            boxes = tuple(self._blank(listing, blank) for blank in row)
            room = max(blank.lines for blank in row) * INK_LINE
            made.append(BlankRow(self._form, boxes, room, 0.0 if made else before, shade))
        return made

    def choice(self, label: str, asked: Asked, options: Sequence[str], *, before: float = 4.0) -> ChoiceRow:
        """A question with its tick boxes, as a list of its own."""
        item = self._root.add("L").add("LI")
        words = self._words(item.add("Lbl"), label, "", WIDTH)
        listing = item.add("LBody").add("L")
        made = []
        for option in options:
            choice = listing.add("LI")
            owner = choice.add("Lbl").add("Form")
            made.append((self.part(choice.add("LBody"), option, _OPTION, WIDTH / len(options) - 20.0), owner))
        return ChoiceRow(self._form, asked, words, tuple(made), before)

    def _drawn(self) -> None:
        self._form.finish()

    def _blank(self, listing: Element, blank: Blank) -> _Box:
        item = listing.add("LI")
        words = self._words(item.add("Lbl"), blank.label, blank.hint, blank.width)
        body = item.add("LBody")
        owner = body.add("Form") if blank.asked else body
        return _Box(words, blank.width, blank.asked, owner, blank.lines > 1)

    def _words(self, owner: Element, label: str, hint: str, width: float) -> tuple[Part, ...]:
        """Label and hint beside one another where there is room for both, else the hint under the label."""
        inner = width - 2 * _PAD[0]
        if not hint:
            return (self.part(owner, label, _NAME, inner),)
        name = self.part(owner, label + " ", _NAME, inner)
        name = name._replace(lines=(*name.lines[:-1], f"{name.lines[-1]} "))
        taken = BOLD.width(self.clean(label), _NAME.size) + 5.0
        beside = self.part(owner.add("Span"), hint, _HINT, inner)
        if len(name.lines) == 1 and len(beside.lines) == 1 and taken + _HINT.weight.width(hint, _HINT.size) <= inner:
            return name._replace(overlay=True), beside._replace(indent=taken, least=_NAME.leading)
        return name, beside


def _frame(canvas: TaggedCanvas, x: float, top: float, bottom: float, widths: Sequence[float]) -> None:
    right = x + sum(widths)
    for y in (top, bottom):
        canvas.rule((x, y), (right, y), _RULE, _GREY)
    for width in (0.0, *widths):
        x += width
        canvas.rule((x, top), (x, bottom), _RULE, _GREY)
