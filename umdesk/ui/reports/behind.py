"""What is behind a number of a report: its list at the right of the page, and the way to each record."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.reports import showing
from umdesk.domain.reports.model import Line, Number, Opens, Report, Unit
from umdesk.domain.writing import counted
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8, SPACE_12
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.form import heading
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.saving import ListSaver
from umdesk.ui.widgets.search import SearchLine
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable

_SEARCHED_FROM = 12
"""Shorter lists are seen at a glance."""
_SHORT = 16
"""Signs of what a line is about that its column shows in any case; a longer text stands under the list too."""


@dataclass(frozen=True, slots=True)
class Behind:
    """One line behind a number, with its place in the list and what its amount counts in."""

    place: int
    line: Line
    unit: Unit


def _amount(row: Behind) -> str:
    return "" if row.line.amount is None else showing.amount(row.line.amount, row.unit)


_COLUMNS: tuple[Column[Behind], ...] = (
    Column("Name", lambda row: row.line.who.name, width=16),
    Column("Amount", _amount, sort=lambda row: row.line.amount, number=True, width=10),
    Column("Date", lambda row: dates.show(row.line.on), sort=lambda row: row.line.on, width=11),
    Column("What", lambda row: row.line.what, stretch=True, tip=lambda row: row.line.what),
    Column("Number", lambda row: row.line.record, width=10),
)
_NAME, _AMOUNT, _DATE, _WHAT, _RECORD = range(5)


class BehindPanel(QWidget):
    """A number with its definition and its list; `opened` carries a line to look at, `closed` that it was put away."""

    opened = Signal(object)  # Line
    closed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number: Number | None = None
        self._report = ""
        self.headline = heading("")
        self.close_button = QToolButton()
        self.close_button.setIcon(icon("close"))
        self.close_button.setAutoRaise(True)
        self.close_button.setAccessibleName("Close the list")
        self.close_button.setToolTip("Close the list (Esc)")
        self.definition = QuietLabel()
        self.search = SearchLine("Search the list", "Search the list")
        self.model = RowsModel(_COLUMNS, key=lambda row: str(row.place), parent=self)
        self.table = RowsTable(self.model, "Behind the number")
        self.in_full = QuietLabel()
        self.says = QuietLabel()
        self.open = push_button("Open the record", "open", self._open_current)
        self.open.setToolTip("Look at the record of the line (Enter)")
        self.saver = ListSaver(self.table, context, self._what, lambda row: row.line.who.id)
        self.save = push_button("Save as Excel…", "export", self.saver.ask)
        self.save.setVisible(context.may("lists.record_copy"))
        self.search.textChanged.connect(self._narrow)
        self.table.chosen.connect(lambda _key: self._follow())
        self.table.opened.connect(lambda _key: self._open_current())
        self.close_button.clicked.connect(lambda _checked=False: self.closed.emit())
        self._lay_out()

    def current_key(self) -> str:
        """The key of the number that is shown, "" for none."""
        return "" if self._number is None else self._number.key

    def show_number(self, number: Number, report: Report) -> None:
        """Show the list behind a number; the chosen line stays where the number is the same one."""
        if number.key != self.current_key():
            self.search.clear()
            self.table.clearSelection()
        self._number, self._report = number, showing.name(report)
        lines = number.lines
        self.headline.setText(f"{number.label}: {showing.told(number)}")
        self.definition.setText(number.definition)
        self.definition.setVisible(bool(number.definition))
        self.table.set_empty("Nobody and nothing: this number is 0.")
        filled = {
            _NAME: any(line.who.name for line in lines),
            _AMOUNT: any(line.amount is not None for line in lines),
            _DATE: any(line.on is not None for line in lines),
            _WHAT: any(line.what for line in lines),
            _RECORD: any(line.record for line in lines),
        }
        for column, has in filled.items():
            self.table.setColumnHidden(column, not has and (bool(lines) or column != _NAME))
        self.model.set_rows(Behind(place, line, number.unit) for place, line in enumerate(lines))
        if not self.table.current_key() and lines:
            self.table.choose(self.model.key(0))
        self.search.setVisible(len(lines) >= _SEARCHED_FROM)
        self._say()
        self._follow()

    def go_to_list(self) -> None:
        """Give the keyboard to the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _narrow(self, words: str) -> None:
        self.model.set_words(words)
        self._say()

    def _say(self) -> None:
        """Say how the list makes the number, and how much of it is shown."""
        if self._number is None:
            return
        rows = self.model.rows()
        whole = len(self._number.lines)
        said = counted(whole, "line") if len(rows) == whole else f"{len(rows):,} of {counted(whole, 'line')}"
        if any(row.line.amount is not None for row in rows):
            total = sum((row.line.amount or Decimal(0) for row in rows), Decimal(0))
            said = f"{said}, together {showing.amount(total, self._number.unit)}"
        self.says.setText(said)

    def _follow(self) -> None:
        row = self.model.find(self.table.current_key())
        self.open.setEnabled(row is not None and row.line.opens is not Opens.NOTHING)
        self.in_full.setText(row.line.what if row is not None else "")  # the column has room for the beginning
        self.in_full.setVisible(len(self.in_full.text()) > _SHORT)

    def _open_current(self) -> None:
        row = self.model.find(self.table.current_key())
        if row is not None and row.line.opens is not Opens.NOTHING:
            self.opened.emit(row.line)

    def _what(self) -> str:
        return f"{self._report}: {self._number.label}" if self._number else self._report

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE_8)
        top.addWidget(self.headline, 1)
        top.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_12, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addLayout(top)
        column.addWidget(self.definition)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addWidget(self.in_full)
        column.addWidget(self.says)
        column.addLayout(side_by_side(self.open, self.save))
