"""Action plan: the actions of a year with their evidence, columns as the department has them, carried forward."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.writing import counted, quoted
from umdesk.jobs.attachments import OF_AN_ACTION
from umdesk.services.year import actions
from umdesk.services.year.actions import ActionPlan
from umdesk.ui.context import Context
from umdesk.ui.dialogs import shown
from umdesk.ui.theme import SPACE_8, SPACE_12, SPACE_16
from umdesk.ui.widgets.actions import action
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.status import ActionButton
from umdesk.ui.year.action_columns_window import ColumnsWindow
from umdesk.ui.year.action_panel import ActionPanel
from umdesk.ui.year.files_window import YearFilesWindow
from umdesk.ui.year.page import head

_NONE = "No action is planned for {year} yet. An action says what is done against which barrier, by whom and by when."


class ActionsPage(QWidget):
    """The action plan of one program year; other columns make another list and form."""

    help_page = "program-year"
    tables = frozenset({"action", "action_column", "year_file"})

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._year = 0
        self._may = context.may("year.actions.add")
        self.panel: ActionPanel | None = None
        self._add = action(
            self, "add", "&Add an action", self.add,
            tip="Write what is done, against which barrier, by whom and by when", may=self._may,
        )  # fmt: skip
        self.carry = push_button("", "import", self.carry_forward)
        self.carry.setToolTip("Copies what is not done or dropped; each action once")
        self.columns = push_button("Columns…", "list", self.open_columns)
        self.columns.setToolTip("Rename, hide, reorder and add columns of the action plan")
        self.columns.setVisible(self._may)
        top = head("Action plan", self.carry, self.columns, ActionButton(self._add, primary=True))
        top.setContentsMargins(SPACE_16, SPACE_12, SPACE_16, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_8)
        self._column.addLayout(top)

    def show_year(self, year: int) -> None:
        """Show the action plan of a program year."""
        self._year = year
        self.refresh()

    def refresh(self) -> None:
        """Show the actions as they are now; what is chosen stays chosen."""
        found = self._context.runner.now(actions.of_year, self._context.program, self._year)
        if found is None:
            return
        panel = self._panel_for(found)
        panel.show_rows(found.rows, _NONE.format(year=dates.program_year_name(self._year)))
        before = dates.program_year_name(self._year - 1)
        self.carry.setText(f"Carry forward {counted(found.to_carry, 'action')} from {before}")
        self.carry.setVisible(self._may and found.to_carry > 0)

    def settle(self) -> bool:
        """Turn typing into operations; False when some stays typing."""
        return self.panel is None or self.panel.autosave.settle()

    def year_of(self, record_id: str) -> int | None:
        """The year of an action."""
        return self._context.runner.now(actions.year_of, self._context.program, record_id)

    def show_record(self, record_id: str) -> None:
        """Choose an action."""
        if self.panel is not None and self.panel.table.choose(record_id):
            self.panel.table.setFocus()

    def primary_action(self) -> QAction:
        """Add an action."""
        return self._add

    def add(self) -> None:
        """Add an action at the end, and begin to write it."""
        if self.panel is None or not self._may or not self.settle():
            return
        made = self._context.runner.now(actions.add, self._context.program, self._year)
        if made:
            QTimer.singleShot(0, self, lambda: self._write(made))  # once the operation has been shown

    def carry_forward(self) -> None:
        """Copy what the year before left open."""
        many = self._context.runner.now(actions.carry_forward, self._context.program, self._year)
        if many:
            self._context.runner.tell(
                f"{counted(many, 'action')} carried forward. Give each a target date of this year."
            )

    def open_columns(self) -> ColumnsWindow:
        """Show the columns in a window of their own."""
        self.settle()
        return shown(ColumnsWindow(self._context, self.window()))

    def open_files(self, action_id: str) -> YearFilesWindow | None:
        """Show the evidence of an action in a window of its own."""
        row = self.panel.model.find(action_id) if self.panel is not None else None
        if row is None:
            return None
        name = f"Evidence of {quoted(row.text, 40) or 'an action'}"
        return shown(
            YearFilesWindow(
                self._context, OF_AN_ACTION, (action_id, name), self.window(), may=self._may, help_page=self.help_page
            )
        )

    def _write(self, action_id: str) -> None:
        if self.panel is not None and self.panel.table.choose(action_id):
            self.panel.write()

    def _panel_for(self, found: ActionPlan) -> ActionPanel:
        """The list and form for these columns and this year; the one in view where it is for them."""
        before = self.panel
        if before is not None and (before.columns, before.year) == (found.columns, self._year):
            return before
        self.panel = ActionPanel(self._context, found.columns, self._year)
        self.panel.files_wanted.connect(self.open_files)
        self._column.addWidget(self.panel, 1)
        if before is not None:
            before.autosave.clear()
            before.hide()
            self._column.removeWidget(before)
            before.deleteLater()
        return self.panel
