"""What the sign-in page and the lock page share: large fields, and a button that waits after wrong tries."""

import math
import time

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from umdesk.domain.errors import TooSoon, UserError, WrongPassword
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8, SPACE_16, SPACE_24, heading_font
from umdesk.ui.widgets.field import Field
from umdesk.ui.widgets.password import PasswordField

BOX_WIDTH = 480


class TryButton(QPushButton):
    """The button that tries a password: it says that it is busy, and counts down while the next try has to wait."""

    ready = Signal()
    """The wait is over."""

    def __init__(self, text: str, symbol: str, busy_text: str) -> None:
        super().__init__(icon(symbol), text)
        self.setDefault(True)
        self._plain, self._busy_text = text, busy_text
        self._busy = False
        self._until = 0.0
        self._tick = QTimer(self)
        self._tick.setInterval(250)
        self._tick.timeout.connect(self.count_down)

    @property
    def can_try(self) -> bool:
        """Whether a try may begin now."""
        return not self._busy and not self._tick.isActive()

    def set_busy(self, *, busy: bool) -> None:
        """A try is under way, or has ended."""
        self._busy = busy
        self._show()

    def wait(self, seconds: int) -> None:
        """Let nobody try for some seconds; 0 ends a wait."""
        self._until = time.time() + seconds
        if seconds > 0:
            self._tick.start()
        else:
            self._tick.stop()
        self._show()

    def count_down(self) -> None:
        """Show how long it still takes; at the end try again."""
        if time.time() >= self._until:
            self._tick.stop()
        self._show()
        if not self._tick.isActive():
            self.ready.emit()

    def _show(self) -> None:
        waiting = self._tick.isActive()
        left = max(0, math.ceil(self._until - time.time()))
        wait = f"Wait {left} s" if left < 120 else f"Wait {left // 60}:{left % 60:02d}"
        self.setText(self._busy_text if self._busy else wait if waiting else self._plain)
        self.setEnabled(self.can_try)


def show_refusal(error: UserError, field: Field, button: TryButton) -> bool:
    """Say under the field why a try was refused, and let the button wait; False when it was not about the secret."""
    if not isinstance(error, WrongPassword | TooSoon):
        return False
    field.set_reason(str(error))
    button.wait(error.seconds)
    if isinstance(field, PasswordField):
        field.line.selectAll()
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    return True


def large(*widgets: QWidget) -> None:
    """Make fields and buttons large, for people who sit down here rarely."""
    font = QFont(heading_font())
    font.setWeight(QFont.Weight.Normal)
    font.setPointSizeF(font.pointSizeF() * 1.1)
    for widget in widgets:
        for part in [widget, *widget.findChildren(QPushButton)]:
            inner = part.editor if isinstance(part, Field) else part
            inner.setFont(font)
            inner.setMinimumHeight(inner.fontMetrics().height() + SPACE_16)


def in_a_row(*widgets: QWidget) -> QWidget:
    """Buttons side by side."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE_8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return box


def in_the_middle(page: QWidget, inside: QWidget) -> None:
    """Put what is to be filled in into the middle of a page, as wide as reads well."""
    box = QWidget()
    box.setFixedWidth(BOX_WIDTH)
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    # The room above gives way first: on a small screen no field may be cut off for it.
    column.addSpacerItem(QSpacerItem(0, SPACE_24 * 2, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Maximum))
    column.addWidget(inside, 1)
    row = QHBoxLayout(page)
    row.setContentsMargins(SPACE_24, SPACE_24, SPACE_24, SPACE_8)
    row.addStretch(1)
    row.addWidget(box)
    row.addStretch(1)
