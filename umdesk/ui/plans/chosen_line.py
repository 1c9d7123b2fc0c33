"""The chosen line of a list in a plan: shown in its form, added, moved and removed, in every list alike."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from umdesk.domain.plan_values import Value
from umdesk.domain.words import ItemKind
from umdesk.services.plans import editing
from umdesk.ui.context import Context
from umdesk.ui.plans.late_typing import first_to_show
from umdesk.ui.widgets.autosave import Autosave, Save
from umdesk.ui.widgets.fields import Field
from umdesk.ui.widgets.form import FormPanel
from umdesk.ui.widgets.table import RowsTable


def saving(context: Context, kind: ItemKind) -> Save:
    """What keeps the typing in a line as an operation."""
    return lambda row_id, changed: editing.set_row(context.program, kind, row_id, changed)


class ChosenLine:
    """Follows the line that is chosen in a table; `values` gives the fields of a line by name."""

    def __init__(
        self,
        context: Context,
        kind: ItemKind,
        table: RowsTable[Any],
        form: FormPanel,
        autosave: Autosave,
        *,
        fields: Mapping[str, Field],
        values: Callable[[Any], Mapping[str, Any]],
    ) -> None:
        self._context, self._kind, self._table, self._form = context, kind, table, form
        self._autosave, self._fields, self._values = autosave, fields, values
        self._place = 0
        self.shown = ""
        """The row that stands in the form, "" for none."""

    def choose_one(self, *, other_plan: bool) -> None:
        """Choose a line where none is: that with typing that was found, else the first, or what took a removed place.

        In another plan a line is chosen anew.
        """
        rows: Sequence[Any] = self._table.rows_model.rows()
        if rows and (other_plan or not self._table.current_key()):
            first = first_to_show(self._context, [row.row for row in rows]) if other_plan else ""
            self._table.choose(first or rows[min(self._place, len(rows) - 1)].row)

    def show(self, key: str) -> Any:
        """Show a line in the form, and give it; None, and no form, where there is no such line."""
        model = self._table.rows_model
        number = model.place(key)
        row = model.row(number) if number >= 0 else None
        if row is not None:
            self._place = number
            self._autosave.show(key, self._values(row))
        elif self.shown:
            self._autosave.clear()
        self.shown = key if row is not None else ""
        self._form.setVisible(row is not None)
        return row

    def add(self, revision_id: str, values: Mapping[str, Value]) -> bool:
        """Add a line after the chosen one, and choose it."""
        current, program = self._table.current_key(), self._context.program
        if not self._autosave.settle():
            return False
        row = self._context.runner.now(editing.add_row, program, revision_id, self._kind, values, after=current)
        return bool(row) and self._table.choose(row or "")

    def move(self, by: int) -> None:
        """Move the chosen line up (-1) or down (1)."""
        key = self._table.current_key()
        if key and self._autosave.settle():
            self._context.runner.now(editing.move_row, self._context.program, self._kind, key, by)
            self._table.choose(key)

    def remove(self) -> None:
        """Take the chosen line out; Undo brings it back, as it was typed."""
        key = self._table.current_key()
        if not key:
            return
        self._autosave.settle()
        unsettled = {name: self._fields[name].raw() for name in self._autosave.pending()}
        for name in unsettled:
            self._autosave.discard(name)
        self._place = max(self._table.rows_model.place(key), 0)
        self._context.runner.now(editing.remove_row, self._context.program, self._kind, key)
        for name, text in unsettled.items() if self.shown == key else ():  # refused, so what was typed stays too
            self._fields[name].set_raw(text)
            self._fields[name].edited.emit()
