"""The layout of My rating sheets: at the left the list and the application, at the right the criteria."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from umdesk.services.my_sheets import MySheet
from umdesk.ui.mysheets.words import standing
from umdesk.ui.theme import SPACE_4, SPACE_8, SPACE_12, SPACE_16
from umdesk.ui.widgets.ask import Ask
from umdesk.ui.widgets.fields import ChoiceField, Note, TextField
from umdesk.ui.widgets.form import FormPanel, heading, paragraph, title
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import ActionButton, QuietLabel
from umdesk.ui.widgets.table import RowsTable

_NAME = 1


class ApplicationPanel(FormPanel):
    """What the rater reads: number, name unless the cycle is blind, class, and what the applicant wrote."""

    def __init__(self) -> None:
        super().__init__()
        self.who = self.add(heading(""))
        self.about = self.add(QuietLabel())
        self.target = self.add(QuietLabel())
        self.statement = self.add(paragraph(""))
        self.statement.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.supervisor = self.add(paragraph(""))
        self.supervisor.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.no_veto = self.add(QuietLabel("What a supervisor says is information, never a veto."))
        self.reason = TextField("Reason", hint="The coordinator reads it.", max_length=300)
        self.conflict = Ask(
            "I have a conflict of interest…",
            "attention",
            "Step back from this application",
            (("reason", self.reason),),
            "Your points for it no longer count. Only the coordinator can change that.",
        )
        self.add(self.conflict)

    def show_sheet(self, sheet: MySheet) -> None:
        """Show an application."""
        self.who.setText(" ".join(part for part in (sheet.number, sheet.name) if part))
        self.about.setText("  ·  ".join(part for part in (sheet.class_title, sheet.unit) if part))
        self.about.setVisible(bool(self.about.text()))
        self.target.setText(f"Wants to become: {sheet.target_class}")
        self.target.setVisible(bool(sheet.target_class))
        self.statement.setText(sheet.statement or "No statement was handed in.")
        self.supervisor.setText(sheet.supervisor_says)
        for label in (self.supervisor, self.no_veto):
            label.setVisible(bool(sheet.supervisor_says))


class SheetsView(QWidget):
    """Widgets and their places; what they do is the tab's."""

    def __init__(self, submit: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cycle = ChoiceField("Cycle")
        self.cycle.label.hide()
        self.cycle.box.setAccessibleName("Cycle")
        self.cycle.box.setMinimumContentsLength(18)
        self.progress = PlainLabel()
        self.model = RowsModel[MySheet](
            (
                Column("Number", lambda row: row.number, width=10),
                Column("Name", lambda row: row.name, stretch=True),
                Column("State", lambda row: standing(row)[0], tone=lambda row: standing(row)[1], width=11),
            ),
            lambda row: row.application_id,
            self,
        )
        self.table = RowsTable(self.model, "Applications to rate")
        self.application = ApplicationPanel()
        self.criteria = QWidget()
        self.criteria_column = QVBoxLayout(self.criteria)
        self.criteria_column.setContentsMargins(0, 0, 0, 0)
        self.total = PlainLabel()
        self.total.setAccessibleName("How far this sheet is")
        self.note = Note()
        self.note.setContentsMargins(SPACE_16, 0, SPACE_4, 0)
        self.for_good = QuietLabel("A submitted sheet cannot be changed any more.")
        self.submit = ActionButton(submit, primary=True)
        self._lay_out()

    def show_names(self, shown: bool) -> None:
        """Names are a column unless the cycle is blind."""
        self.table.setColumnHidden(_NAME, not shown)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE_16)
        top.addWidget(title("My rating sheets"))
        top.addWidget(self.cycle)
        top.addStretch(1)
        top.addWidget(self.progress)
        left = QSplitter(Qt.Orientation.Vertical)
        left.setChildrenCollapsible(False)
        left.addWidget(self.table)
        left.addWidget(self.application)
        left.setSizes([230, 330])
        self.table.setMinimumHeight(self.fontMetrics().height() * 5)
        self.application.setMinimumHeight(self.fontMetrics().height() * 7)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addWidget(self.criteria, 1)
        column.addWidget(self._line())
        column.addWidget(self.note)
        column.addLayout(self._foot())
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(left)
        parts.addWidget(right)
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 3)
        parts.setSizes([440, 760])
        page = QVBoxLayout(self)
        page.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_8)
        page.setSpacing(SPACE_12)
        page.addLayout(top)
        page.addWidget(parts, 1)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_12)
        foot.setContentsMargins(SPACE_16, 0, SPACE_4, 0)
        foot.addWidget(self.total)
        foot.addWidget(self.for_good, 1)
        foot.addWidget(self.submit)
        return foot

    @staticmethod
    def _line() -> QFrame:
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Plain)
        line.setEnabled(False)
        return line
