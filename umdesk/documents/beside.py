"""A picture with a table at its right, as one block of a page."""

from dataclasses import dataclass

from umdesk.documents.blocks import Block, Grid, Uncut
from umdesk.documents.tagging import TaggedCanvas


@dataclass(frozen=True, slots=True)
class Beside(Uncut):
    """A picture and a table whose left edge stands `at` points from the picture's; they stay on one page."""

    picture: Block
    grid: Grid
    at: float
    before: float = 6.0
    keeps_next: bool = False

    @property
    def height(self) -> float:
        """See Block."""
        return max(self.picture.height, self.grid.height)

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """See Block."""
        self.picture.draw(canvas, x, top)
        self.grid.draw(canvas, x + self.at, top)
