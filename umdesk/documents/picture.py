"""A drawing as a block of a page: a figure with an alternative text, in the structure of the document."""

from dataclasses import dataclass
from typing import Any

from umdesk.documents.structure import Element
from umdesk.documents.tagging import TaggedCanvas


@dataclass(frozen=True, slots=True)
class Picture:
    """A ReportLab drawing that stays on one page; `element` is its Figure with Alt."""

    element: Element
    drawing: Any
    before: float = 6.0
    keeps_next: bool = False

    @property
    def height(self) -> float:
        """See Block."""
        return float(self.drawing.height)

    @property
    def opening(self) -> float:
        """See Block."""
        return self.height

    def split(self, available: float) -> None:
        """See Block: it is never cut."""
        return

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """See Block."""
        canvas.picture(self.element, self.drawing, x, top - self.height)
