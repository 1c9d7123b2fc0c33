"""Buttons in pages and side windows, where Enter presses only the one that has the focus or is the default."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton

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
