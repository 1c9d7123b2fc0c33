"""What is behind a number of a report: its list at the right of the page, and the way to each record."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.reports import showing
from umdesk.domain.reports.lines import Line, Opens
from umdesk.domain.reports.model import Number, Report, Unit
from umdesk.domain.writing import counted, quoted
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.reports.longlist import FEW, LongList
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
_CALM_MS = 100
_LONGEST = 60
"""Signs of a number's name in the status line."""
_SHORT = 16
"""Signs of what a line is about that its column shows in any case; a longer text stands under the list too."""


@dataclass(frozen=True, slots=True)
class Behind:
    """One line behind a number, with its place in the list and what its amount counts in."""

    place: int
    line: Line
    unit: Unit

    @property
    def amount(self) -> str:
        """Its amount as people read it, "" where it counts one."""
        return "" if self.line.amount is None else showing.amount(self.line.amount, self.unit)


def _behind(number: Number) -> tuple[list[Behind], frozenset[int]]:
    """The lines behind a number as the list shows them, and its columns that hold anything."""
    lines, unit = number.lines, number.unit
    has = {
        _NAME: any(line.who.name for line in lines),
        _AMOUNT: any(line.amount is not None for line in lines),
        _DATE: any(line.on is not None for line in lines),
        _WHAT: any(line.what for line in lines),
        _RECORD: any(line.record for line in lines),
    }
    rows = [Behind(place, line, unit) for place, line in enumerate(lines)]
    return rows, frozenset(column for column, holds in has.items() if holds)


_COLUMNS: tuple[Column[Behind], ...] = (
    Column("Name", lambda row: row.line.who.name, width=20),
    Column("Amount", lambda row: row.amount, sort=lambda row: row.line.amount, number=True, width=10),
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
        self.list: LongList[Behind, frozenset[int]] = LongList(self.model, context, self)
        self.table = RowsTable(self.model, "Behind the number")
        self.in_full = QuietLabel()
        self.says = QuietLabel()
        self.open = push_button("Open the record", "open", self._open_current)
        self.open.setToolTip("Look at the record of the line (Enter)")
        self.saver = ListSaver(self.table, context, self._what, lambda row: row.line.who.id)
        self.save = push_button("Save as Excel…", "export", self.saver.ask)
        self._may_save = context.may("lists.record_copy")
        self.save.setVisible(self._may_save)
        self.search.textChanged.connect(self._narrow)
        self.table.chosen.connect(lambda _key: self._follow())
        self.table.opened.connect(lambda _key: self._open_current())
        self.close_button.clicked.connect(lambda _checked=False: self.closed.emit())
        self._said = ""
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM_MS)
        self._calm.timeout.connect(self._say_sum)
        self._lay_out()

    def current_key(self) -> str:
        """The key of the number that is shown, "" for none."""
        return "" if self._number is None else self._number.key

    def show_number(self, number: Number, report: Report) -> None:
        """Show the list behind a number, a long one as soon as it is made; of the same number the chosen line stays."""
        if number.key != self.current_key():
            self.search.clear()
            self.table.clearSelection()
        if (number.key, showing.name(report)) != (self.current_key(), self._report) and len(number.lines) > FEW:
            self.model.set_rows(())  # the lines of another number or period must not stand under this one
            self.says.setText("")
        self._number, self._report = number, showing.name(report)
        self.headline.setText(f"{number.label}: {showing.told(number)}")
        self.definition.setText(number.definition)
        self.definition.setVisible(bool(number.definition))
        self.search.setVisible(len(number.lines) >= _SEARCHED_FROM)
        self.table.set_empty(f"Making the list of {counted(len(number.lines), 'line')}…")
        title = f"Making the list behind {quoted(number.label, _LONGEST)}"
        self.list.show(len(number.lines), lambda: _behind(number), self._show_lines, self.closed.emit, title)
        self._say()
        self._follow()

    def leave(self) -> None:
        """The list was put away: what is still being made is not wanted any longer."""
        if self.list.waiting:
            self.list.drop()
            self._number = None
            self.model.set_rows(())

    def _show_lines(self, filled: frozenset[int]) -> None:
        """The lines are in the list; `filled` are the columns that hold anything."""
        has_lines = self._number is not None and len(self._number.lines) > 0
        for column in range(len(_COLUMNS)):
            self.table.setColumnHidden(column, column not in filled and (has_lines or column != _NAME))
        self.table.set_empty("No line holds these words." if has_lines else "Nobody and nothing: this number is 0.")
        if not self.table.current_key() and self.model.rowCount():
            self.table.choose(self.model.key(0))
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
        """Say how much of the list is shown, and how it makes the number: of a long list once nobody types."""
        self._calm.stop()
        number = self._number
        if number is None or self.list.waiting:
            return
        whole, shown = len(number.lines), self.model.rowCount()
        self._said = counted(whole, "line") if shown == whole else f"{shown:,} of {counted(whole, 'line')}"
        self.says.setText(self._said)
        if shown <= FEW:
            self._say_sum()
        else:
            self._calm.start()

    def _say_sum(self) -> None:
        amounts = [row.line.amount for row in self.model.rows() if row.line.amount is not None]
        if self._number is not None and amounts:
            together = showing.amount(sum(amounts, Decimal(0)), self._number.unit)
            self.says.setText(f"{self._said}, together {together}")

    def _follow(self) -> None:
        row = self.model.find(self.table.current_key())
        lines = self._number is not None and len(self._number.lines) > 0
        for way_out in (self.save, self.saver.action):
            way_out.setEnabled(self._may_save and lines and not self.list.waiting)
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
