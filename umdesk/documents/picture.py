"""A drawing as a block of a page: a figure with an alternative text, in the structure of the document."""

from dataclasses import dataclass
from typing import Any

from umdesk.documents.blocks import Uncut
from umdesk.documents.fonts import REGULAR
from umdesk.documents.structure import Element
from umdesk.documents.tagging import TaggedCanvas


@dataclass(frozen=True, slots=True)
class Picture(Uncut):
    """A ReportLab drawing of lines, circles, boxes and words, on one page; `element` is its Figure with Alt."""

    element: Element
    drawing: Any
    before: float = 6.0
    keeps_next: bool = False

    @property
    def height(self) -> float:
        """See Block."""
        return float(self.drawing.height)

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """See Block."""
        foot = top - self.height
        self.element.box = (x, foot, x + self.drawing.width, top)
        with canvas.content(self.element):
            for shape in self.drawing.contents:
                _SHAPES[type(shape).__name__](canvas, shape, x, foot)


def _line(canvas: TaggedCanvas, line: Any, x: float, y: float) -> None:
    grey = line.strokeColor.red  # on paper all is grey
    canvas.rule((x + line.x1, y + line.y1), (x + line.x2, y + line.y2), line.strokeWidth, grey)


def _circle(canvas: TaggedCanvas, circle: Any, x: float, y: float) -> None:
    canvas.ring(x + circle.cx, y + circle.cy, circle.r, circle.strokeWidth, circle.strokeColor.red)


def _box(canvas: TaggedCanvas, box: Any, x: float, y: float) -> None:
    left, foot = x + box.x, y + box.y
    right, top = left + box.width, foot + box.height
    if box.fillColor is not None:
        canvas.fill([(left, foot, box.width, box.height)], box.fillColor.red)
    edges = [(left, foot, right, foot), (left, top, right, top), (left, foot, left, top), (right, foot, right, top)]
    canvas.rules(edges, box.strokeWidth, box.strokeColor.red)


def _words(canvas: TaggedCanvas, words: Any, x: float, y: float) -> None:
    width = REGULAR.width(words.text, words.fontSize)
    left = x + words.x - width * _BEFORE[words.textAnchor]
    canvas.write(left, y + words.y, words.text, weight=REGULAR, size=words.fontSize, grey=words.fillColor.red)


_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}
_SHAPES = {"Line": _line, "Circle": _circle, "Rect": _box, "String": _words}
