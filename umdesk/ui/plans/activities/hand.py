"""What moves a bar of the timeline picture: the mouse and the keyboard."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from umdesk.domain.timeline import Grip, Span, Step, span_of
from umdesk.ui.plans.activities.bars import Bar
from umdesk.ui.plans.activities.moving import Moving
from umdesk.ui.widgets.rows import Index

if TYPE_CHECKING:
    from umdesk.ui.plans.activities.picture import TimelinePicture

KEEP_MS = 1000
"""After so long without a key, a move by keyboard is kept."""
_REACH = 6
"""How near to the end of a bar the mouse takes hold of it."""
_GRIPS = {
    Qt.KeyboardModifier.NoModifier: Grip.WHOLE,
    Qt.KeyboardModifier.ShiftModifier: Grip.END,
    Qt.KeyboardModifier.ControlModifier: Grip.START,
}
_STEPS = {Qt.Key.Key_D: Step.DAY, Qt.Key.Key_W: Step.WEEK, Qt.Key.Key_M: Step.MONTH}
_WAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Hand(QObject):
    """Moves bars: `moved` asks to keep other days for a row, once for each drag or run of keys.

    `told` carries in words what is going on, and whether a move was refused; `step_chosen` another step of the keys.
    """

    moved = Signal(str, object)
    told = Signal(str, bool)
    step_chosen = Signal(object)

    def __init__(self, picture: "TimelinePicture") -> None:
        super().__init__(picture)
        self._picture = picture
        self._move = Moving()
        self._refusal = ""
        self.step = Step.DAY
        self._pause = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._pause.timeout.connect(self.keep)
        picture.viewport().installEventFilter(self)

    def let_go(self, refusal: str) -> None:
        """Forget a move under way; `refusal` says why no bar can be moved, "" when they can."""
        self._pause.stop()
        self._move.forget()
        self._refusal = refusal

    def keep(self) -> None:
        """Make a move under way an operation."""
        self._pause.stop()
        done = self._move.finish()
        if done is not None:
            self.moved.emit(*done)

    def take_back(self) -> bool:
        """Put the bar that is being moved back to where it was; False when none is."""
        self._pause.stop()
        bar, span = self._move.bar, self._move.span
        self._move.forget()
        if bar is None or span is None:
            return False
        self._picture.repaint_bar(bar)
        self.tell("Taken back. The dates are as they were.")
        return True

    def span(self, bar: Bar) -> Span | None:
        """The days to which a bar is being moved; None while it stands still."""
        held = self._move.bar
        return self._move.span if held is not None and held.activity.row == bar.activity.row else None

    def shows_ends(self, bar: Bar) -> bool:
        """The current bar shows its ends while it can be moved."""
        return not self._refusal and bar.activity.row == self._picture.current_key()

    def tell(self, text: str, *, refused: bool = False) -> None:
        """Say something about a move, to eyes and ears."""
        self.told.emit(text, refused)
        if text and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._picture, text))

    # --- mouse ---------------------------------------------------------------------------------------------------

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Presses, moves and releases over the bars; everything else is the list's."""
        if not isinstance(event, QMouseEvent):
            return False
        match event.type():
            case QEvent.Type.MouseButtonPress:
                return self._press(event)
            case QEvent.Type.MouseMove:
                self._drag(event)
                return True
            case QEvent.Type.MouseButtonRelease:
                self.keep()
                return True
        return False

    def _press(self, event: QMouseEvent) -> bool:
        self.keep()
        at = event.position().toPoint()
        index = self._picture.indexAt(at)
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            return False
        self._picture.setFocus(Qt.FocusReason.MouseFocusReason)
        self._picture.setCurrentIndex(index)
        grip = self._grip_at(index, at)
        if grip is not None:
            self._move.press(self._picture.bar(index), grip, event.position().x())
        return True

    def _drag(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self._show_grip(event.position().toPoint())
            return
        x, bar = event.position().x(), self._move.bar
        if bar is None or not self._move.is_drag(x, QApplication.startDragDistance()):
            return
        if self._refusal:
            self._move.forget()
            self.tell(self._refusal, refused=True)
            return
        told, refused = self._move.drag(self._picture.canvas.scale.days(x - self._move.pressed_at))
        self.tell(told, refused=refused)
        self._picture.repaint_bar(bar)

    def _show_grip(self, at: QPoint) -> None:
        index = self._picture.indexAt(at)
        grip = self._grip_at(index, at) if index.isValid() and not self._refusal else None
        shapes = {None: Qt.CursorShape.ArrowCursor, Grip.WHOLE: Qt.CursorShape.OpenHandCursor}
        self._picture.viewport().setCursor(shapes.get(grip, Qt.CursorShape.SizeHorCursor))

    def _grip_at(self, index: Index, at: QPoint) -> Grip | None:
        span, scale = span_of(self._picture.bar(index).activity), self._picture.canvas.scale
        if span is None:
            return None
        left = self._picture.visualRect(index).left()
        begin, end = left + scale.x(span.starts), left + scale.end(span.ends)
        reach = min(float(_REACH), (end - begin) / 4)
        if begin - _REACH <= at.x() < begin + reach:
            return Grip.START
        if end - reach < at.x() <= end + _REACH:
            return Grip.END
        return Grip.WHOLE if begin <= at.x() <= end else None

    # --- keyboard ------------------------------------------------------------------------------------------------

    def key(self, event: QKeyEvent) -> bool:
        """Take a key, if it is one that moves, keeps or takes back; False leaves it to the list."""
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _WAYS:
            if held in _GRIPS:
                self._step_by(_GRIPS[held], _WAYS[key])
            return True
        if key == Qt.Key.Key_Escape:
            event.setAccepted(self.take_back())  # what was not needed here may close something else
            return True
        if key in _STEPS and held == Qt.KeyboardModifier.NoModifier:
            self.step_chosen.emit(_STEPS[key])
            return True
        if event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.keep()
        return key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)

    def _step_by(self, grip: Grip, way: int) -> None:
        index = self._picture.currentIndex()
        if not index.isValid():
            return
        bar = self._picture.bar(index)
        if self._refusal or span_of(bar.activity) is None:
            why = self._refusal or "This activity has no dates yet. Type its start and end below."
            self.tell(why, refused=True)
            return
        told, refused = self._move.step(bar, grip, self.step, way)
        self.tell(told, refused=refused)
        self._show_day(grip)
        self._picture.repaint_bar(bar)
        self._pause.start()

    def _show_day(self, grip: Grip) -> None:
        """Scroll to the end that moves."""
        span = self._move.span
        if span is None:
            return
        x = int(self._picture.canvas.scale.x(span.ends if grip is Grip.END else span.starts))
        left, right = self._picture.visible
        if not left <= x <= right:
            self._picture.horizontalScrollBar().setValue(x - (right - left) // 2)
