"""A list inside a plan (goals, competencies, activities, costs): a table, and under it the fields of the chosen row."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from umdesk.domain import plans
from umdesk.domain.plans import Gap
from umdesk.services.plans import editing
from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.context import Context
from umdesk.ui.plans.allowed import Allowed
from umdesk.ui.plans.gap_list import of_section
from umdesk.ui.plans.late_typing import first_to_show
from umdesk.ui.plans.rows_spec import Add, RowsSpec
from umdesk.ui.plans.rows_view import RowsView
from umdesk.ui.widgets.autosave import Autosave
from umdesk.ui.widgets.datefield import expect_in_period
from umdesk.ui.widgets.fields import TextField
from umdesk.ui.widgets.suggest import suggest

__all__ = ["Add", "RowsPage", "RowsSpec"]


class RowsPage(RowsView):
    """One list of a plan: add, write, move and remove rows; what is typed saves itself."""

    jump = Signal(object)

    def __init__(self, context: Context, spec: RowsSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec, parent)
        self._context = context
        self._detail: PlanDetail | None = None
        self._editable = False
        self._shown = ""
        self._place = 0
        self.autosave = Autosave(context, spec.table, self._save, self)
        self.autosave.add_all(self.fields)
        self._connect()

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Show the rows of a revision; the chosen row stays chosen, and typing under way is left alone."""
        before, self._detail = self._detail, detail
        self._editable = may.edit
        rows = list(self.spec.rows(detail))
        self.names.clear()
        self.names.update(plans.served_names(detail.content))
        self.names.update((row.item, row.text) for row in detail.content.activities)
        self.model.set_rows(rows)
        self.spec.prepare(detail, self.fields)
        expect_in_period(self.fields.values(), detail.content.period_from, detail.content.period_to)
        self.gaps.show_gaps(of_section(detail.gaps if may.edit else (), self.spec.section))
        self.summary.setText(self.spec.summary(detail))
        other_plan = before is None or before.revision_id != detail.revision_id
        if rows and (other_plan or not self.table.current_key()):
            first = first_to_show(self._context, [row.row for row in rows]) if other_plan else ""
            self.table.choose(first or rows[min(self._place, len(rows) - 1)].row)
        self._show_row(self.table.current_key())
        self.show_state(editable=self._editable, chosen=bool(self._shown))
        self.make_room()

    def go_to(self, gap: Gap) -> None:
        """Put the cursor where a gap is filled in."""
        if gap.row is not None and self.table.choose(gap.row):
            self.go_to_field(gap.field)
        elif self.adds:
            names = [str(add.values.get("term", "")) for add in self.spec.adds]
            self.parts.go_to(self.adds[names.index(gap.field) if gap.field in names else 0])

    def go_to_field(self, name: str) -> None:
        """Put the cursor into a field of the chosen row, in view; into the first one where there is no such field."""
        self.parts.go_to(self.fields.get(name, self.fields[self.spec.first_field]))

    def show_line(self, row_id: str) -> bool:
        """Choose the row with this id; False when it is none of this list."""
        return self.table.choose(row_id)

    def add(self, number: int = 0) -> None:
        """Add a row with the button of that number, and begin to write it."""
        self._add(self.spec.adds[number])

    def remove(self) -> None:
        """Take the chosen row out; Undo brings it back."""
        key = self.table.current_key()
        if not key:
            return
        self.autosave.settle()  # so that Undo brings it back as it was typed
        unsettled = {name: self.fields[name].raw() for name in self.autosave.pending()}
        for name in unsettled:
            self.autosave.discard(name)
        self._place = max(self.model.place(key), 0)
        self._context.runner.now(editing.remove_row, self._context.program, self.spec.kind, key)
        for name, text in unsettled.items() if self._shown == key else ():  # refused, so what was typed stays too
            self.fields[name].set_raw(text)
            self.fields[name].edited.emit()

    def move_row(self, by: int) -> None:
        """Move the chosen row up (-1) or down (1)."""
        key = self.table.current_key()
        if key and self.autosave.settle():
            self._context.runner.now(editing.move_row, self._context.program, self.spec.kind, key, by)
            self.table.choose(key)

    def showEvent(self, event: QShowEvent) -> None:
        """What was typed elsewhere meanwhile is offered here too."""
        super().showEvent(event)
        for name, words in self.spec.offers(self._context).items():
            field = self.fields[name]
            assert isinstance(field, TextField)  # noqa: S101 -- only such a field has suggestions
            suggest(field, words)

    def _connect(self) -> None:
        self.table.chosen.connect(self._chosen)
        self.gaps.jump.connect(self.jump)
        for number, button in enumerate(self.adds):
            button.clicked.connect(lambda _checked=False, number=number: self.add(number))
        self.menu.aboutToShow.connect(self._fill_menu)
        self.up.clicked.connect(lambda _checked=False: self.move_row(-1))
        self.down.clicked.connect(lambda _checked=False: self.move_row(1))
        self.removing.clicked.connect(lambda _checked=False: self.remove())

    def _add(self, add: Add) -> None:
        if self._detail is None or not self.autosave.settle():
            return
        current = self.table.current_key()
        row = self._context.runner.now(
            editing.add_row, self._context.program, self._detail.revision_id, self.spec.kind, add.values, after=current
        )
        if row:
            self.table.choose(row)
            self.go_to_field(self.spec.first_field)

    def _fill_menu(self) -> None:
        """The suggestions for the plan as it is now."""
        self.menu.clear()
        found = self.spec.examples(self._context, self._detail) if self._detail is not None else ()
        for add in found:
            act = self.menu.addAction(add.text.replace("&", "&&"))
            act.triggered.connect(lambda _checked=False, add=add: self._add(add))
        if not found:
            self.menu.addAction("There is nothing more to suggest.").setEnabled(False)

    def _save(self, row_id: str, changed: dict[str, Any]) -> None:
        editing.set_row(self._context.program, self.spec.kind, row_id, changed)

    def _show_row(self, key: str) -> None:
        number = self.model.place(key)
        if number >= 0:
            self._place = number
            row = self.model.row(number)
            self.autosave.show(key, self.spec.values(row))
            if self._detail is not None:
                self.remark.say(*self.spec.remark(self._detail, row))
        elif self._shown:
            self.autosave.clear()
        self._shown = key if number >= 0 else ""
        self.form.setVisible(number >= 0)

    def _chosen(self, key: str) -> None:
        if key:
            self._show_row(key)
            self.show_state(editable=self._editable, chosen=bool(self._shown))
