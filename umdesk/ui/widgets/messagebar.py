"""One line below the work: what went wrong and what to do, or what was done and how to take it back."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from umdesk.domain.errors import UserError
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.symbol import Symbol

NOTICE_MS = 8000


class MessageBar(QFrame):
    """Stays until it is closed or replaced when something went wrong; goes by itself when all went well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAccessibleName("Message")
        self._symbol = Symbol()
        self._text = PlainLabel()
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = QPushButton()
        self._action.clicked.connect(self._act)
        self._close = QToolButton()
        self._close.setIcon(icon("close"))
        self._close.setAutoRaise(True)
        self._close.setAccessibleName("Close the message")
        self._close.setToolTip("Close")
        self._close.clicked.connect(self.put_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_12, SPACE_8, SPACE_8, SPACE_8)
        row.setSpacing(SPACE_8)
        row.addWidget(self._symbol)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._then: Callable[[], None] | None = None
        self._going = QTimer(self)
        self._going.setSingleShot(True)
        self._going.timeout.connect(self._go)
        self.hide()

    def text(self) -> str:
        """What it says, "" while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def put_away(self) -> None:
        """Take the message and its place away."""
        self._keep_place(False)
        self.hide()

    def forget(self) -> None:
        """Keep nothing of the message: the program that it is about closes."""
        self.put_away()
        self._text.setText("")
        self._action.setText("")
        self._then = None

    def give_up_place(self) -> None:
        """Take the place of a message away that went by itself, where everything else changes too."""
        if self.isHidden():
            self._keep_place(False)

    def refuse(self, error: UserError, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Say what could not be done, and what to do about it; what can be done here is a button."""
        self._show(str(error), Tone.BAD, "attention", action, act)

    def notice(self, text: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Say what a person should know; it stays until it is closed or its one step is taken."""
        self._show(text, Tone.ACCENT, "info", action, act)

    def tell(self, text: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Say what was done, with at most one thing to do about it; without one it goes by itself after 8 seconds."""
        self._show(text, Tone.GOOD, "check", action, act)
        if not action:
            self._going.start(NOTICE_MS)

    def _show(
        self, text: str, tone: Tone, symbol: str, action: str = "", act: Callable[[], None] | None = None
    ) -> None:
        self._going.stop()
        self._symbol.show_icon(icon(symbol, tone))
        self._text.setText(text)
        self._then = act
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _go(self) -> None:
        # The place stays: nothing may move under the mouse of somebody who did nothing.
        self._keep_place(True)
        self.hide()

    def _keep_place(self, keep: bool) -> None:
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(keep)
        self.setSizePolicy(policy)

    def _act(self) -> None:
        self.put_away()
        if self._then is not None:
            self._then()
