"""A long table of a report as a list that can be searched and sorted, in place of the page."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from umdesk.domain.folding import folded
from umdesk.domain.reports import showing
from umdesk.domain.reports.model import Cell, Number, Table
from umdesk.domain.writing import counted, quoted
from umdesk.ui.context import Context
from umdesk.ui.reports.longlist import LongList
from umdesk.ui.theme import SPACE_8
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.copying import copy_beside
from umdesk.ui.widgets.form import heading
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.search import SearchLine
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable

_LONGEST = 60
"""Signs of a table's name in the status line."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the table, with its place."""

    place: int
    cells: tuple[Cell, ...]

    def numbers(self) -> list[Number]:
        """The numbers of the row."""
        return [cell for cell in self.cells if isinstance(cell, Number)]


class WholeTable(QWidget):
    """All rows of one table; `number_wanted` carries a number to open, `left` that the page is wanted again."""

    number_wanted = Signal(object)  # Number
    left = Signal()

    def __init__(self, table: Table, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = "0"
        self._count = len(table.rows)
        self.back = push_button("Back to the report", "left", self.left.emit)
        self.back.setToolTip("Show the page again (Esc)")
        self.search = SearchLine("Search the table", "Search the table")
        columns: list[Column[TableRow]] = [_column(table, number) for number in range(len(table.columns))]
        self.model = RowsModel(columns, key=lambda row: str(row.place), parent=self)
        self.table = RowsTable(self.model, table.title)
        copy_beside(self.table, context.runner)
        self.table.set_empty(f"Making the list of {counted(self._count, 'row')}…")
        self.table.setToolTip("Enter opens the list behind a number of the row")
        self.says = QuietLabel()
        self.search.textChanged.connect(self._narrow)
        self.table.opened.connect(self._open)
        self.table.doubleClicked.connect(self._clicked)
        self._lay_out(table.title)
        self.list: LongList[TableRow, None] = LongList(self.model, context, self)
        title = f"Making the list of {quoted(table.title, _LONGEST)}"
        self.list.show(self._count, lambda: (_rows(table), None), self._there, self.left.emit, title)

    def be_at(self, words: str, key: str) -> None:
        """Search these words and choose the row with this key, as soon as the rows are there."""
        self._wanted = key
        self.search.setText(words)
        if not self.list.waiting:
            self.table.choose(key)

    def go_to_list(self) -> None:
        """Give the keyboard to the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the page."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _there(self, _seen: None) -> None:
        self.table.set_empty("No row holds these words.")
        if not self.table.choose(self._wanted) and self.model.rowCount():
            self.table.choose(self.model.key(0))
        self._say()

    def _narrow(self, words: str) -> None:
        self.model.set_words(words)
        if not self.list.waiting:
            self._say()

    def _say(self) -> None:
        shown, whole = self.model.rowCount(), counted(self._count, "row")
        self.says.setText(whole if shown == self._count else f"{shown:,} of {whole}")

    def _open(self, key: str) -> None:
        """Enter: the one number of the row, or the choice among several."""
        row, index = self.model.find(key), self.table.currentIndex()
        if row is None or self._at(index) is not None:
            return  # a double click on a number, which `_clicked` opens
        numbers = row.numbers()
        if len(numbers) == 1:
            self.number_wanted.emit(numbers[0])
        elif numbers:
            self._offer(row, numbers)

    def _offer(self, row: TableRow, numbers: list[Number]) -> None:
        menu = QMenu(self.table)
        menu.setAccessibleName("Numbers of the row")
        titles = [column.title for column in self.model.columns]
        for cell, title in zip(row.cells, titles, strict=True):
            if isinstance(cell, Number):
                menu.addAction(f"{title}: {showing.told(cell)}", partial(self.number_wanted.emit, cell))
        menu.aboutToHide.connect(menu.deleteLater)
        place = self.table.visualRect(self.table.currentIndex().siblingAtColumn(0)).bottomLeft()
        menu.popup(self.table.viewport().mapToGlobal(place))
        menu.setActiveAction(menu.actions()[0])

    def _clicked(self, index: QModelIndex) -> None:
        number = self._at(index)
        if number is not None:
            self.number_wanted.emit(number)

    def _at(self, index: QModelIndex) -> Number | None:
        if not index.isValid():
            return None
        cell = self.model.row(index.row()).cells[index.column()]
        return cell if isinstance(cell, Number) else None

    def _lay_out(self, title: str) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE_8)
        top.addWidget(self.back)
        top.addWidget(heading(title), 1)
        top.addWidget(self.search, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.says)


def _rows(table: Table) -> list[TableRow]:
    return [TableRow(place, cells) for place, cells in enumerate(table.rows)]


def _column(table: Table, number: int) -> Column[TableRow]:
    def text(row: TableRow) -> str:
        return showing.shown(row.cells[number])

    def order(row: TableRow) -> tuple[int, Any] | None:
        """Numbers, then days, then words: a column may have each, such as a dash where there is no day."""
        cell = row.cells[number]
        if isinstance(cell, Number):
            return 0, cell.value
        if isinstance(cell, date):
            return 1, cell
        return (2, folded(cell)) if cell else None

    numeric = table.is_numeric(number)
    return Column(table.columns[number], text, sort=order, number=numeric, stretch=number == 0)
