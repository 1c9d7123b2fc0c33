"""The field that narrows a list while one types."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_2


class SearchLine(QLineEdit):
    """A search field with its symbol and a button that empties it; Escape empties it too.

    `name` is what a screen reader calls it, `hint` says what is searched ("Search name, number, class").
    """

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QToolButton):  # Qt gives it no name
            button.setAccessibleName("Empty the field")
        self.setTextMargins(0, SPACE_2, 0, SPACE_2)
        self.addAction(QAction(icon("find"), name, self), QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the field."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
