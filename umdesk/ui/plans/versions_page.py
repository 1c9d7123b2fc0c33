"""All revisions of a plan: to look at one, to compare two, and who changed what."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.writing import capital
from umdesk.services.plans.queries import PlanDetail, RevisionRow
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.plans.allowed import Allowed
from umdesk.ui.plans.words import STATE_TONES
from umdesk.ui.theme import SPACE_8, SPACE_12, SPACE_16
from umdesk.ui.widgets.form import title
from umdesk.ui.widgets.history import HistoryPanel
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable


class VersionsPage(QWidget):
    """All revisions of the plan, and who changed what."""

    chosen = Signal(str)
    """Show this revision."""
    compares = Signal()
    """Show what the revision in view changed against the one before."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._detail: PlanDetail | None = None
        self._model = RowsModel[RevisionRow](_version_columns(), key=lambda row: row.id, parent=self)
        self.table = RowsTable(self._model, "Revisions of the plan")
        self.table.setMaximumHeight(self.fontMetrics().height() * 9)
        self.table.chosen.connect(self._choose)
        self.history = HistoryPanel(context)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, SPACE_12, SPACE_16, SPACE_8)
        column.setSpacing(SPACE_8)
        self._title = title("Versions and history")
        self.record = QPushButton(icon("person"), "Record of this person")
        self.record.setAutoDefault(False)
        self.record.setToolTip("Everything on file, statements of disagreement, and who was told what")
        self.record.clicked.connect(lambda _checked: self._go_to_record())
        self.compare = QPushButton(icon("list"), "Compare revisions")
        self.compare.setAutoDefault(False)
        self.compare.setToolTip("Field by field, what stands in one and what in the other")
        self.compare.clicked.connect(lambda _checked: self.compares.emit())
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.compare)
        head.addWidget(self.record)
        column.addLayout(head)
        column.addWidget(QuietLabel("Choose a revision to look at it. A printed one is never changed, only replaced."))
        column.addWidget(self.table)
        column.addWidget(self.history, 1)
        column.addStretch(0)

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Show the revisions and the history of a plan."""
        self._detail = detail
        self._model.set_rows(detail.revisions)
        self.table.choose(detail.revision_id)
        self.compare.setVisible(len(detail.revisions) > 1)
        self.record.setVisible(self._context.sees_all("disclosures.of_person"))
        self.history.setVisible(may.history)
        self._title.setText("Versions and history" if may.history else "Versions")
        if self.isVisible():
            self.look()

    def look(self) -> None:
        """Read the history; it is only read while one looks."""
        if self._detail is not None and not self.history.isHidden():
            self.history.show_records(self._detail.record_ids)

    def _go_to_record(self) -> None:
        if self._detail is not None:
            self._context.window_wanted.emit(f"person {self._detail.person_id} record")

    def _choose(self, key: str) -> None:
        if key and self._detail is not None and key != self._detail.revision_id:
            self.chosen.emit(key)


def _version_columns() -> tuple[Column[RevisionRow], ...]:
    return (
        Column("Revision", lambda row: str(row.number), sort=lambda row: row.number, width=8),
        Column("Kind", lambda row: capital(row.kind), width=9),
        Column("State", lambda row: capital(row.state), tone=lambda row: STATE_TONES[row.state], width=12),
        Column("Started", lambda row: dates.show(row.started_on), sort=lambda row: row.started_on, width=11),
        Column(
            "Printed",
            lambda row: dates.show(row.printed_at.astimezone().date()) if row.printed_at else "",
            sort=lambda row: row.printed_at,
            width=11,
        ),
        Column("Reason", lambda row: row.reason, stretch=True),
    )
