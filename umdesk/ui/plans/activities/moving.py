"""A bar that is being moved: what is held, to which days, and what is said about it."""

from PySide6.QtCore import QObject

from umdesk.domain.errors import InvalidInput
from umdesk.domain.timeline import Grip, Span, Step, days_in_words, moved, span_of, stepped
from umdesk.domain.words import NO_TYPE
from umdesk.domain.writing import counted, quoted
from umdesk.ui.plans.activities.bars import Bar


class Moving(QObject):
    """The move under way, from the press of a button or key until it is kept or taken back."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bar: Bar | None = None
        self.span: Span | None = None
        self.pressed_at = 0.0
        self._grip = Grip.WHOLE
        self._dragging = False

    def press(self, bar: Bar, grip: Grip, x: float) -> None:
        """Take hold of a bar at a place."""
        self.bar, self.span, self._grip = bar, None, grip
        self.pressed_at, self._dragging = x, False

    def is_drag(self, x: float, least: int) -> bool:
        """Whether the mouse has gone far enough to mean a drag."""
        self._dragging = self._dragging or abs(x - self.pressed_at) >= least
        return self._dragging

    def drag(self, days: int) -> tuple[str, bool]:
        """Move what is held to so many days from where it was; what to say, and whether it is a refusal."""
        span = span_of(self.bar.activity) if self.bar else None
        if self.bar is None or span is None:
            return "", False
        try:
            self.span = moved(span, self._grip, days)
        except InvalidInput as error:
            return str(error), True
        return self._words(), False

    def step(self, bar: Bar, grip: Grip, step: Step, way: int) -> tuple[str, bool]:
        """Move a bar one step further; what to say, and whether it is a refusal."""
        if self.bar is None or self.bar.activity.row != bar.activity.row:
            self.bar, self.span = bar, None
        span = self.span or span_of(bar.activity)
        if span is None:
            return "", False
        try:
            self.span = stepped(span, grip, step, way)
        except InvalidInput as error:
            return str(error), True
        return self._words(), False

    def finish(self) -> tuple[str, Span] | None:
        """End the move: the row and its other days; None when it stands where it stood."""
        bar, span = self.bar, self.span
        self.forget()
        if bar is None or span is None or span == span_of(bar.activity):
            return None
        return bar.activity.row, span

    def forget(self) -> None:
        """End the move without keeping anything."""
        self.bar, self.span, self._dragging = None, None, False

    def _words(self) -> str:
        if self.bar is None or self.span is None:
            return ""
        days = self.span.days
        name = quoted(self.bar.activity.text, 40) or self.bar.activity.type or NO_TYPE
        return f"{name}: {days_in_words(self.span)} ({counted(days, 'day')}){self.bar.tail(self.span)}"
