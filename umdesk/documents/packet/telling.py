"""Says how far a long packet is, while it is laid out and while it is drawn."""

from collections.abc import Callable
from dataclasses import dataclass

from umdesk.documents.blocks import Lines
from umdesk.documents.tagging import TaggedCanvas
from umdesk.domain.progress import Progress


class Telling:
    """Counts applications twice: laid out, then drawn."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def __call__(self, text: str) -> None:
        """One more is done; `progress` may raise, which ends the document."""
        self._done += 1
        if self._progress is not None:
            last = self._done >= self._total
            self._progress(min(self._done, self._total), self._total, "Writing the file" if last else text)

    def heading(self, lines: Lines, text: str) -> "ToldLines":
        """A heading that counts when it is drawn."""
        return ToldLines(
            lines.parts, lines.width, lines.before, lines.keeps_next, lines.rule_below, lines.bookmark,
            tell=lambda: self(text),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToldLines(Lines):
    """Lines that say when they are drawn."""

    tell: Callable[[], None] = lambda: None

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """See Block."""
        self.tell()
        Lines.draw(self, canvas, x, top)
