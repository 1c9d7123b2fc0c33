"""All sheets of a rater at a glance: what is to do next, and where each one stands."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from umdesk.domain.scoring import shown
from umdesk.services.my_sheets import MySheet, MySheets
from umdesk.ui.mysheets.words import Progress, standing
from umdesk.ui.theme import SPACE_4, SPACE_8, SPACE_12, SPACE_16
from umdesk.ui.widgets.ask import Ask
from umdesk.ui.widgets.form import heading, paragraph
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import ActionButton
from umdesk.ui.widgets.table import RowsTable

_NAME, _CLASS = 1, 2


class ListPage(QWidget):
    """The next step above, the applications below; `opened` carries the application of a row that was clicked."""

    opened = Signal(str)

    def __init__(self, go_on: QAction, lock: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._criteria = 0
        self.says = heading("")
        self.more = paragraph("")
        self.go_on = ActionButton(go_on, primary=True)
        self.lock = ActionButton(lock)
        self.submit_all = Ask(
            "Submit the complete sheets…",
            "check",
            "Submit them",
            (),
            "A submitted sheet cannot be changed any more. Only the coordinator can give it back.",
        )
        self.model = RowsModel[MySheet](
            (
                Column("Number", lambda row: row.number, width=10),
                Column("Name", lambda row: row.name, stretch=True),
                Column("Class", lambda row: row.class_title, stretch=True),
                Column("Rated", self._rated, width=8),
                Column(
                    "Your score", lambda row: "" if row.score is None else str(shown(row.score)), number=True, width=11
                ),
                Column("Your sheet", lambda row: standing(row)[0], tone=lambda row: standing(row)[1], width=25),
            ),
            lambda row: row.application_id,
            self,
        )
        self.table = RowsTable(self.model, "Applications to rate")
        self.table.setSortingEnabled(False)
        self.table.opened.connect(self.opened)
        self.table.clicked.connect(lambda index: self.opened.emit(self.model.key(index.row())))
        self._lay_out()

    def show_sheets(self, sheets: MySheets, *, may: bool, waiting: str = "") -> None:
        """Show the sheets of a cycle; `waiting` says which other cycle still has sheets for the rater."""
        self._criteria = len(sheets.criteria)
        progress = Progress.of(sheets.sheets, sheets.criteria)
        says, more = progress.says
        self.says.setText(says)
        self.more.setText(f"{waiting} still has sheets for you." if progress.all_in and waiting else more)
        many = "1 complete sheet" if len(progress.complete) == 1 else f"{len(progress.complete)} complete sheets"
        self.submit_all.opener.setText(f"Submit the {many}…")
        self.submit_all.setVisible(may and bool(progress.complete))
        if not progress.complete:
            self.submit_all.fold()
        self.lock.setVisible(progress.all_in and not waiting)
        for column in (_NAME, _CLASS):
            self.table.setColumnHidden(column, sheets.blind)
        self.model.set_rows(sheets.sheets)

    def current(self) -> MySheet | None:
        """The sheet that is chosen."""
        return self.model.find(self.table.current_key())

    def begin(self) -> None:
        """Put the focus on what is to do next."""
        (self.lock if self.lock.isVisible() else self.go_on).setFocus()

    def _rated(self, sheet: MySheet) -> str:
        return f"{len(sheet.values.keys() - sheet.outdated)} of {self._criteria}"

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_8)
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        buttons.addWidget(self.go_on, 0, top)
        buttons.addWidget(self.lock, 0, top)
        buttons.addWidget(self.submit_all, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_4, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.says)
        column.addWidget(self.more)
        column.addLayout(buttons)
        column.addSpacing(SPACE_16 - SPACE_12)
        column.addWidget(self.table, 1)
