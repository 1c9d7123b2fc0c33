"""The lines behind a figure of a filed report, below the list of figures; many are made beside the window."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from umdesk.domain.reports.lines import Opens
from umdesk.domain.writing import counted
from umdesk.ui.context import Context
from umdesk.ui.reports import records
from umdesk.ui.reports.behind import Behind
from umdesk.ui.reports.longlist import LongList
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.form import heading
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.table import RowsTable

Row = TypeVar("Row", bound=Behind)


class FigureLines(QObject, Generic[Row]):
    """The heading, the table and the button of such a list, which the window that owns it lays out."""

    def __init__(
        self, context: Context, columns: Sequence[Column[Row]], name: str, nothing: str, parent: QObject
    ) -> None:
        """Make it without a figure; `name` is what the table is called, `nothing` what stands there without a line."""
        super().__init__(parent)
        self._context = context
        self._nothing = nothing
        self.headline = heading("")
        self.model = RowsModel(columns, key=lambda row: str(row.place), parent=self)
        self.table = RowsTable(self.model, name)
        self.look = push_button("Open the record", "open", self._look_at)
        self._list: LongList[Row, frozenset[int]] = LongList(self.model, context, self)
        self.table.chosen.connect(lambda _key: self._follow())
        self.table.opened.connect(lambda _key: self._look_at())
        self._follow()

    def clear(self) -> None:
        """Show no figure."""
        self.headline.setText("")
        self._empty()

    def show_lines(
        self, headline: str, count: int, make: Callable[[], tuple[Sequence[Row], frozenset[int]]], title: str
    ) -> None:
        """Show `count` lines of a figure; `make` gives them and the columns that hold nothing, as `LongList` says."""
        self.headline.setText(headline)
        self._empty()
        self.table.set_empty(f"Making the list of {counted(count, 'line')}…")
        self._list.show(count, make, self._there, self._stopped, title)
        self._follow()

    def _empty(self) -> None:
        self.model.set_rows(())
        self._list.drop()
        self._follow()

    def _there(self, hidden: frozenset[int]) -> None:
        self.table.set_empty(self._nothing)
        for column in range(len(self.model.columns)):
            self.table.setColumnHidden(column, column in hidden)
        if self.model.rowCount():
            self.table.choose(self.model.key(0))
        self._follow()

    def _stopped(self) -> None:
        self.table.set_empty("The list was not made. Choose another figure, and this one again.")

    def _follow(self) -> None:
        row = self.model.find(self.table.current_key())
        self.look.setEnabled(row is not None and row.line.opens is not Opens.NOTHING)

    def _look_at(self) -> None:
        row = self.model.find(self.table.current_key())
        if row is not None:
            records.show(self._context, row.line)
