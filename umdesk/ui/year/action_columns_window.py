"""The window *Columns of the action plan*: renamed, hidden, put in another order, and the department's own."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from umdesk.domain.action_plan import LONGEST_TITLE, ActionColumn
from umdesk.domain.errors import UserError
from umdesk.domain.year_drafts import draft_record
from umdesk.services.programs import Announced
from umdesk.services.year import action_columns
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.theme import SPACE_8, SPACE_16, Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.fields import Note, TextField
from umdesk.ui.widgets.form import heading, paragraph
from umdesk.ui.widgets.recordform import RecordForm, remove_button
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.table import RowsTable
from umdesk.ui.widgets.unrecorded import Unrecorded

_WHAT = (
    "CalHR publishes no columns for an action plan. These are the ones of your department, in all years. What stands "
    "in a hidden column is kept."
)


class ColumnsWindow(SideWindow):
    """Lists the columns; the chosen one is renamed, moved, hidden, or removed where nothing stands in it."""

    help_page = "program-year"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Columns of the action plan", parent, 620, 640)
        self._context = context
        self.note = Note()
        self.model = RowsModel[ActionColumn](_table_columns(), key=lambda row: row.key, parent=self)
        self.table = RowsTable(self.model, "Columns of the action plan")
        self.table.setSortingEnabled(False)
        self.up = push_button("Up", "up", lambda: self._move(-1))
        self.down = push_button("Down", "down", lambda: self._move(1))
        self.switch = push_button("Hide", "hide", self._switch)
        self.remove = remove_button("Remove", self._remove)
        self.title = TextField("Its title", required=True, max_length=LONGEST_TITLE)
        self.rename = RecordForm(
            context, {"title": self.title}, (("title",),), "Rename it", self._rename, symbol="check"
        )
        self.new = TextField(
            "Title of the new column", required=True, max_length=LONGEST_TITLE, placeholder="Example: Unit"
        )
        self.adding = RecordForm(context, {"title": self.new}, (("title",),), "Add the column", self._add)
        self._typing = Unrecorded(context, "action_column", {"new": self.new}, self)
        self._typing.follow(draft_record(context.program.id, "action_column", 0))
        self.column.addWidget(paragraph(_WHAT))
        self.column.addWidget(self.note)
        self.column.addWidget(self.table, 1)
        self.column.addLayout(side_by_side(self.up, self.down, self.switch, self.remove))
        forms = QHBoxLayout()
        forms.setSpacing(SPACE_16)
        for name, form in (("The chosen column", self.rename), ("A column of your own", self.adding)):
            beside = QVBoxLayout()
            beside.setSpacing(SPACE_8)
            beside.addWidget(heading(name))
            beside.addWidget(form)
            forms.addLayout(beside, 1)
        self.column.addLayout(forms)
        self.finish()
        self.table.chosen.connect(lambda _key: self._follow())
        context.announced.connect(self._announced)
        self.refresh()
        self.table.choose(self.model.key(0))
        self._follow()

    def refresh(self) -> None:
        """Show the columns as they are now."""
        found = self._context.runner.now(action_columns.listed, self._context.program)
        kept = self.table.current_key()
        self.model.set_rows(found or ())
        self.table.choose(kept)
        self._follow()

    def _chosen(self) -> ActionColumn | None:
        return self.model.find(self.table.current_key())

    def _follow(self) -> None:
        row = self._chosen()
        self.note.say("")
        for part in (self.up, self.down, self.rename):
            part.setEnabled(row is not None)
        self.switch.setEnabled(row is not None and not row.fixed)
        self.switch.setText("Hide" if row is None or row.shown else "Show")
        self.remove.setEnabled(row is not None and row.own)
        self.title.set_value(row.title if row is not None else "")

    def _do(self, act: Callable[[str], object]) -> None:
        row = self._chosen()
        if row is not None:
            self._context.runner.now(act, row.key, refused=self._refuse)

    def _refuse(self, error: UserError) -> None:
        self.note.say(str(error), Tone.BAD, "attention")

    def _move(self, by: int) -> None:
        self._do(lambda key: action_columns.move(self._context.program, key, by))

    def _switch(self) -> None:
        row = self._chosen()
        shown = row is not None and not row.shown
        self._do(lambda key: action_columns.show(self._context.program, key, shown=shown))

    def _remove(self) -> None:
        self._do(lambda key: action_columns.remove(self._context.program, key))

    def _rename(self, values: dict[str, Any]) -> None:
        if row := self._chosen():
            action_columns.rename(self._context.program, row.key, values["title"] or "")

    def _add(self, values: dict[str, Any]) -> None:
        made = action_columns.add(self._context.program, values["title"] or "")
        self._typing.forget()
        self.new.set_value(None)
        QTimer.singleShot(0, self, lambda: self.table.choose(made))

    def _announced(self, announced: Announced) -> None:
        if "action_column" in announced.tables:
            QTimer.singleShot(0, self, self.refresh)  # once the operation that announced is over


def _table_columns() -> tuple[Column[ActionColumn], ...]:
    return (
        Column("Column", lambda row: row.title, stretch=True),
        Column("Shown", lambda row: "Yes" if row.shown else "Hidden", width=10),
        Column("From", lambda row: "Your department" if row.own else "umdesk", width=16),
    )
