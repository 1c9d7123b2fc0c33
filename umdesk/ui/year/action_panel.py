"""The list of actions, and under it the fields of the chosen one, for one set of columns and one year."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from umdesk.domain.action_plan import ActionColumn, ActionRow
from umdesk.services.year import actions
from umdesk.ui.context import Context
from umdesk.ui.theme import SPACE_8, SPACE_16, Tone
from umdesk.ui.widgets.autosave import Autosave
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.form import FormPanel
from umdesk.ui.widgets.list_and_form import ListAndForm
from umdesk.ui.widgets.narrow import Narrow
from umdesk.ui.widgets.rows import RowsModel
from umdesk.ui.widgets.table import RowsTable
from umdesk.ui.year.action_fields import fields_of, lines_of, needed_widths, remark, table_columns, values_of
from umdesk.ui.year.files_window import button_words


class ActionPanel(QWidget):
    """Actions are chosen, written, moved and removed; what is typed saves itself."""

    files_wanted = Signal(str)
    """The evidence of the action with this id is to be shown."""

    def __init__(self, context: Context, columns: Sequence[ActionColumn], year: int) -> None:
        super().__init__()
        self._context = context
        self.columns = tuple(columns)
        self.year = year
        self._may = context.may("year.actions.change")
        self._shown = [column for column in columns if column.shown]
        self._place = 0
        today = context.program.today()
        self.fields = fields_of(self._shown, today, year)
        self.model = RowsModel[ActionRow](table_columns(self._shown, today), key=lambda row: row.id, parent=self)
        self.table = RowsTable(self.model, "Actions")
        self.table.setSortingEnabled(False)
        Narrow(self.table, needed_widths(self._shown))
        self.form = FormPanel()
        for line in lines_of(self._shown):
            self.form.add_row(*(self.fields[name] for name in line))
        self.remark = Note()
        self.files = push_button("Evidence…", "folder", self._want_files)
        self.files.setToolTip("Sign-in sheets, flyers and other files of the chosen action")
        self.up = self._button("up", "Up", lambda: self.move_row(-1))
        self.down = self._button("down", "Down", lambda: self.move_row(1))
        self.removing = self._button("delete", "Remove", self.remove)
        self.removing.setToolTip("Take the chosen action out of the plan. Undo brings it back.")
        self.autosave = Autosave(context, "action", self._save, self)
        self.autosave.add_all(self.fields)
        self._lay_out()
        self.table.chosen.connect(lambda _key: self._show_chosen())
        self.table.opened.connect(lambda _key: self.write())
        for field in self.fields.values():
            field.set_read_only(not self._may)

    def show_rows(self, rows: Sequence[ActionRow], empty: str) -> None:
        """Show the actions; the chosen one stays chosen, and typing under way is left alone."""
        self.table.set_empty(empty)
        kept = self.table.current_key()
        self.model.set_rows(rows)
        if rows and not self.table.choose(kept):
            self.table.choose(rows[min(self._place, len(rows) - 1)].id)
        self._show_chosen()

    def chosen(self) -> ActionRow | None:
        """The action that is chosen in the list."""
        return self.model.find(self.table.current_key())

    def write(self) -> None:
        """Put the cursor into the first field of the chosen action."""
        first = next(iter(self.fields.values()))
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.parts.go_to(first)

    def move_row(self, by: int) -> None:
        """Move the chosen action up (-1) or down (1)."""
        row = self.chosen()
        if row is not None and self.autosave.settle():
            self._context.runner.now(actions.move, self._context.program, row.id, by)

    def remove(self) -> None:
        """Take the chosen action out; Undo brings it back as it was typed."""
        row = self.chosen()
        if row is not None:
            self._place = max(self.model.place(row.id), 0)
            if self.autosave.settle():
                self._context.runner.now(actions.remove, self._context.program, row.id)

    def _save(self, action_id: str, changed: dict[str, Any]) -> None:
        actions.change(self._context.program, action_id, changed)

    def _show_chosen(self) -> None:
        row = self.chosen()
        if row is None:
            self.autosave.clear()
        else:
            self.autosave.show(row.id, values_of(row, self._shown))
            said = remark(row, self._context.program.today())
            self.remark.say(said, Tone.ATTENTION if row.overdue(self._context.program.today()) else Tone.QUIET, "info")
        self.form.setVisible(row is not None)
        for button in (self.up, self.down, self.removing):
            button.setVisible(self._may)
            button.setEnabled(row is not None)
        many = row.files if row is not None else 0
        self.files.setText(button_words("Evidence", many, may=self._may))
        self.files.setEnabled(row is not None and (self._may or many > 0))

    def _want_files(self) -> None:
        if key := self.table.current_key():
            self.files_wanted.emit(key)

    def _button(self, symbol: str, text: str, act: Any) -> QPushButton:
        button = push_button(text, symbol, act)
        button.setAccessibleName(f"{text}, action")
        return button

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_8)
        buttons.addWidget(self.files)
        beside = QHBoxLayout()
        beside.addWidget(self.remark, 1, Qt.AlignmentFlag.AlignVCenter)
        beside.addStretch()
        buttons.addLayout(beside, 1)
        for button in (self.up, self.down, self.removing):
            buttons.addWidget(button)
        top = QWidget()
        upper = QVBoxLayout(top)
        upper.setContentsMargins(SPACE_16, 0, SPACE_16, SPACE_8)
        upper.setSpacing(SPACE_8)
        upper.addWidget(self.table, 1)
        upper.addLayout(buttons)
        self.table.setMinimumHeight(self.fontMetrics().height() * 5)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.parts = ListAndForm(top, self.table, self.form, (280, 330))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts)
