"""Hides the columns that matter less while a table is narrow, so that the others can be read."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject

from umdesk.ui.widgets.table import RowsTable


class Narrow(QObject):
    """Watches a table; `columns` tells for each column from how many characters of width on it is shown."""

    def __init__(self, table: RowsTable[Any], columns: Mapping[int, int]) -> None:
        super().__init__(table)
        self._table = table
        self._columns = dict(columns)
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The table has another width."""
        if watched is self._table and event.type() is QEvent.Type.Resize:
            width = self._table.width() / self._table.fontMetrics().averageCharWidth()
            for column, least in self._columns.items():
                self._fit(column, room=width >= least)
        return False

    def _fit(self, column: int, *, room: bool) -> None:
        """A column that somebody hid stays hidden, and is none that only has no room."""
        if room and column in self._table.cramped:
            self._table.cramped.discard(column)
            self._table.setColumnHidden(column, False)
        elif not room and not self._table.isColumnHidden(column):
            self._table.cramped.add(column)
            self._table.setColumnHidden(column, True)
