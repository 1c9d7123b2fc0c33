"""Buttons in pages and side windows, where Enter presses only the one that has the focus or is the default."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8


def push_button(text: str, symbol: str, act: Callable[[], object]) -> QPushButton:
    """A button with a symbol that does `act` when it is pressed."""
    button = QPushButton(icon(symbol), text)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _checked=False: act())
    return button


def side_by_side(*buttons: QPushButton) -> QHBoxLayout:
    """Buttons next to each other, at the left."""
    row = QHBoxLayout()
    row.setSpacing(SPACE_8)
    for button in buttons:
        button.setAutoDefault(False)
        row.addWidget(button)
    row.addStretch(1)
    return row


class MenuButton(QPushButton):
    """A button that opens a menu, by keyboard with Space, Enter or the arrow down; without an entry it is not shown.

    `tip` says what the menu holds.
    """

    def __init__(self, text: str, symbol: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(icon(symbol), text, parent)
        self.setAutoDefault(False)
        self.setToolTip(tip)
        self.setAccessibleName(text.replace("&", ""))
        self.setAccessibleDescription(tip)
        menu = QMenu(self)
        menu.setAccessibleName(tip)
        self.setMenu(menu)
        self.hide()

    def follow_menu(self) -> None:
        """Show the button when its menu has an entry."""
        self.setVisible(not self.menu().isEmpty())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the arrow down open the menu, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.showMenu()
        else:
            super().keyPressEvent(event)
