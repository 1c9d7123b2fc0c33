"""Choosing one of many values by a few letters."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from umdesk.ui.theme import SPACE_8, SPACE_12
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.search import SearchLine
from umdesk.ui.widgets.table import RowsTable


@dataclass(frozen=True, slots=True)
class Pick:
    """A value, how people read it, and how often it occurs."""

    value: str
    text: str
    count: int


class PickDialog(QDialog):
    """A field to type into over the values with their counts; `picked` carries the value that was chosen."""

    help_page = "finding"

    picked = Signal(str)

    def __init__(self, title: str, what: str, picks: Sequence[Pick], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = SearchLine(f"Search the {what}", "Type a few letters")
        columns = (
            Column[Pick](what.capitalize(), lambda pick: pick.text, stretch=True),
            Column[Pick]("Applications", lambda pick: f"{pick.count:,}", lambda pick: pick.count, number=True),
        )
        self.model = RowsModel[Pick](columns, lambda pick: pick.value, self)
        self.table = RowsTable(self.model, title)
        self.table.set_empty("Nothing fits.")
        self.model.set_rows(picks)
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.table.opened.connect(self._pick)
        buttons = QDialogButtonBox()
        self.show_only = buttons.addButton("Show only these", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(lambda: self._pick(self.table.current_key()))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_12)
        column.setSpacing(SPACE_8)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addWidget(buttons)
        letters = self.fontMetrics().averageCharWidth()
        self.resize(letters * 70, letters * 60)
        self._narrow("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys go from the field through the list."""
        if watched is self.search and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.model.rowCount():
                place = self.model.place(self.table.current_key()) + step
                self.table.choose(self.model.key(min(max(place, 0), self.model.rowCount() - 1)))
                return True
        return False

    def _narrow(self, words: str) -> None:
        self.model.set_words(words)
        if self.model.rowCount():
            self.table.choose(self.model.key(0))
        self.show_only.setEnabled(self.model.rowCount() > 0)

    def _pick(self, value: str) -> None:
        if self.table.current_key() == value and self.model.rowCount():
            self.accept()
            self.picked.emit(value)
