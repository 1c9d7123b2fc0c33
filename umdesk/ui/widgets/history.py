"""Who changed what, when: the history of some records, or of the whole program."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QTextBrowser, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.services import history
from umdesk.services.history import HistoryLine
from umdesk.ui.context import Context
from umdesk.ui.theme import SPACE_8
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.table import RowsTable

LIMIT = 1000
NARROW = 480


class HistoryPanel(QWidget):
    """The events of records, the latest first, and beside a chosen one what it changed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._lines: dict[str, HistoryLine] = {}
        columns = [
            Column[tuple[str, HistoryLine]]("When", lambda row: dates.show_moment(row[1].at), lambda row: row[1].at),
            Column[tuple[str, HistoryLine]]("What", _what, stretch=True),
            Column[tuple[str, HistoryLine]]("Who", lambda row: row[1].who),
        ]
        self._model = RowsModel[tuple[str, HistoryLine]](columns, lambda row: row[0], self)
        self.table = RowsTable(self._model, "History")
        self.table.set_empty("Nothing has been changed here yet.")
        self._detail = QTextBrowser()
        self._detail.setAccessibleName("What was changed")
        self._detail.setTabChangesFocus(True)
        self._detail.setPlaceholderText("Choose a line to see what it changed.")
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self._detail)
        split.setSizes([300, 140])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(split)
        self.table.chosen.connect(self._show_changes)

    def show_records(self, record_ids: Sequence[str] | None) -> None:
        """Show the events of these records, or of everything for None."""
        lines = self._context.runner.now(history.events, self._context.program, record_ids, LIMIT) or []
        self._lines = {str(number): line for number, line in enumerate(lines)}
        self._model.set_rows(self._lines.items())
        self._detail.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside a form there is no room for who; the line below says it."""
        super().resizeEvent(event)
        self.table.setColumnHidden(2, self.width() < NARROW)

    def _show_changes(self, key: str) -> None:
        line = self._lines.get(key)
        if line is None:
            self._detail.clear()
            return
        parts = [line.summary, f"{line.who}, {dates.show_moment(line.at)}"]
        if line.reason:
            parts.append(f"Reason: {line.reason}")
        record = ""
        for change in line.changes:
            if change.record != record:
                record = change.record
                parts += ["", record]
            parts.append(f"    {change.field}: {_shown(change.before)} → {_shown(change.after)}")
        if line.more:
            parts += ["", f"and {line.more:,} more records"]
        self._detail.setPlainText("\n".join(parts))


def _what(row: tuple[str, HistoryLine]) -> str:
    return row[1].summary


def _shown(value: str) -> str:
    return value or "(empty)"
