"""A list inside a plan (goals, competencies, activities, costs): a table, and under it the fields of the chosen row."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from umdesk.domain import plans
from umdesk.domain.plans import Gap
from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.context import Context
from umdesk.ui.plans.allowed import Allowed
from umdesk.ui.plans.chosen_line import ChosenLine, saving
from umdesk.ui.plans.gap_list import of_section
from umdesk.ui.plans.rows_spec import Add, RowsSpec
from umdesk.ui.plans.rows_view import RowsView
from umdesk.ui.theme import Tone
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
        self.autosave = Autosave(context, spec.table, saving(context, spec.kind), self)
        self.autosave.add_all(self.fields)
        self.line = ChosenLine(
            context, spec.kind, self.table, self.form, self.autosave, fields=self.fields, values=spec.values
        )
        self._connect()

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Show the rows of a revision; the chosen row stays chosen, and typing under way is left alone."""
        before, self._detail = self._detail, detail
        self._editable = may.edit
        self.names.clear()
        self.names.update(plans.served_names(detail.content))
        self.names.update((row.item, row.text) for row in detail.content.activities)
        self.model.set_rows(list(self.spec.rows(detail)))
        self.spec.prepare(detail, self.fields)
        expect_in_period(self.fields.values(), detail.content.period_from, detail.content.period_to)
        self.gaps.show_gaps(of_section(detail.gaps if may.edit else (), self.spec.section))
        self.summary.setText(self.spec.summary(detail))
        self._warn(detail)
        self.line.choose_one(other_plan=before is None or before.revision_id != detail.revision_id)
        self._show_row(self.table.current_key())
        self.show_state(editable=self._editable, chosen=bool(self.line.shown))
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
        self.line.remove()

    def move_row(self, by: int) -> None:
        """Move the chosen row up (-1) or down (1)."""
        self.line.move(by)

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
        if self._detail is not None and self.line.add(self._detail.revision_id, add.values):
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

    def _show_row(self, key: str) -> None:
        row = self.line.show(key)
        if row is not None and self._detail is not None:
            self.remark.say(*self.spec.remark(self._detail, row))

    def _warn(self, detail: PlanDetail) -> None:
        """Say what the program warns of once it has found out; an answer that came too late is left aside."""
        ask = self.spec.warning
        if ask is None:
            return

        def done(text: str) -> None:
            if self._detail is detail:
                self.warning.say(text, Tone.ATTENTION, "attention")

        self._context.runner.later(
            lambda _progress: ask(self._context, detail), done, owner=self, title="Asking the budget"
        )

    def _chosen(self, key: str) -> None:
        if key:
            self._show_row(key)
            self.show_state(editable=self._editable, chosen=bool(self.line.shown))
