"""What a salvage brought: the figures by table, and the list of what is missing."""

from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from umdesk.domain.table_words import table_words
from umdesk.domain.writing import capital, number_list
from umdesk.services.integrity import Saved, TableSaved
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.form import heading
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.table import RowsTable


class SavedPage(QWidget):
    """Shows what is in the new program and what is not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = Note()
        self.model: RowsModel[TableSaved] = RowsModel(
            (
                Column("What", _what, tone=_tone, stretch=True),
                Column("Saved", lambda row: f"{row.kept:,}", sort=lambda row: row.kept, number=True, width=10),
                Column(
                    "From the history",
                    lambda row: f"{row.from_history:,}",
                    sort=lambda row: row.from_history,
                    number=True,
                    width=16,
                ),
                Column("Lost", _lost, sort=lambda row: row.lost, number=True, width=12),
            ),
            lambda row: row.table,
            self,
        )
        self.table = RowsTable(self.model, "What was saved, by kind")
        self.missing = QTextBrowser()
        self.missing.setAccessibleName("What is missing")
        self.missing.setTabChangesFocus(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.note)
        column.addWidget(self.table, 2)
        column.addWidget(heading("What is missing"))
        column.addWidget(self.missing, 1)

    def show_saved(self, saved: Saved) -> None:
        """Show one salvage."""
        lost = sum(row.lost for row in saved.tables)
        back = sum(row.from_history for row in saved.tables)
        self.note.say(
            f"Saved to “{saved.program.name}”. It opens with the same passwords. Brought back from the history: "
            f"{back:,} records; lost: {lost:,}. The list is in the history of the new program too.",
            Tone.ATTENTION if lost or saved.missing else Tone.GOOD,
        )
        rows = sorted((row for row in saved.tables if row.kept or row.lost), key=lambda row: (-row.lost, row.table))
        self.model.set_rows(rows)
        lines = list(saved.missing)
        if saved.events_lost:
            lines.insert(0, f"events of the history, in whole or in part: {number_list(saved.events_lost)}")
        lines += [f"still wrong: {found.where}: {found.what}" for found in saved.findings]
        self.missing.setPlainText("\n".join(lines) or "Nothing is missing.")


def _what(row: TableSaved) -> str:
    return capital(table_words(row.table))


def _lost(row: TableSaved) -> str:
    return f"{row.lost:,}" if row.sure else f"{row.lost:,} or more"


def _tone(row: TableSaved) -> Tone | None:
    return Tone.BAD if row.lost or not row.sure else None
