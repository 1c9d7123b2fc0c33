"""The activities of the catalogue: a list at the left, the chosen one at the right."""

from decimal import Decimal

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from umdesk.domain.catalogue import Entry
from umdesk.domain.writing import capital, counted, grouped
from umdesk.services import classes
from umdesk.services.plans import catalogue
from umdesk.ui.catalogue.form import EntryForm
from umdesk.ui.context import Context
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.halves import halves, list_side
from umdesk.ui.widgets.narrow import Narrow
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.saving import ListSaver
from umdesk.ui.widgets.search import SearchLine
from umdesk.ui.widgets.status import ActionButton
from umdesk.ui.widgets.table import RowsTable


class EntriesPage(QWidget):
    """What plans are offered; a supervisor and a reader look, the coordinator keeps it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._titles: dict[str, str] = {}
        self.model: RowsModel[Entry] = RowsModel(self._columns(), lambda row: row.id, self)
        self.table: RowsTable[Entry] = RowsTable(self.model, "Activities of the catalogue")
        Narrow(self.table, {1: 62, 3: 78})
        self.search = SearchLine("Search the catalogue", "Search activity, type, class, competency")
        self.search.textChanged.connect(self.model.set_words)
        self.all = QCheckBox("Also what is switched off")
        self.all.toggled.connect(lambda _checked: self.refresh())
        self.new = push_button("Add an activity", "add", self.begin)
        self.starting = push_button("Add the starting entries", "list", self.add_starting)
        self.saver: ListSaver[Entry] = ListSaver(self.table, context, lambda: "Catalogue of activities")
        self.form = EntryForm(context)
        self._lay_out()
        self.table.chosen.connect(lambda _key: self._follow())
        self.table.opened.connect(lambda _key: self.form.fields_by_name["text"].setFocus())
        self.form.recorded.connect(self._show_made)

    def refresh(self) -> None:
        """Show the catalogue as it is; what is chosen stays chosen."""
        chosen = self.table.current_key()
        now, program = self._context.runner.now, self._context.program
        self._titles = {one.class_code: one.title for one in now(classes.choices, program) or ()}
        rows = now(catalogue.listed, program) or ()
        self.model.set_rows([row for row in rows if row.active or self.all.isChecked()])
        may = self._context.may("plans.catalogue.add")
        self.table.set_empty(
            "The catalogue is empty. Begin with what most plans use: Add the starting entries."
            if may
            else "The catalogue is empty. The coordinator fills it."
        )
        for part in (self.new, self.starting):
            part.setVisible(may)
        if not self.form.begun and not (chosen and self.table.choose(chosen)) and self.model.rowCount():
            self.table.choose(self.model.key(0))
        self._follow()

    def begin(self) -> None:
        """Ask for a new entry."""
        self.table.clearSelection()
        self.form.begin()

    def add_starting(self) -> None:
        """Add those of the starting entries that are not there."""
        added = self._context.runner.now(catalogue.add_starting, self._context.program)
        if added is not None:
            what = counted(added, "activity", "activities")
            self.form.note.say(
                f"{what} added. Change them as your department needs." if added else "All of them are here already.",
                Tone.GOOD,
            )

    def leave_form(self) -> bool:
        """Give up a new entry that is being typed; False when there is none."""
        if not self.form.begun:
            return False
        self.form.give_up()
        self._follow()
        return True

    def _show_made(self, entry_id: str) -> None:
        self.form.begun = False
        self.refresh()
        self.table.choose(entry_id)
        self._follow()

    def _follow(self) -> None:
        row = self.model.find(self.table.current_key())
        if self.form.begun and (row is None or not self.table.selectionModel().hasSelection()):
            return
        if row != self.form.row or self.form.begun or row is None:
            self.form.show_row(row)

    def _for(self, row: Entry) -> str:
        title = self._titles.get(row.target_class_code, row.target_class_code)
        return ", ".join(part for part in (title, row.competency) if part) or "every plan"

    def _columns(self) -> tuple[Column[Entry], ...]:
        return (
            Column(
                "Activity", lambda row: row.text, stretch=True,
                tone=lambda row: None if row.active else Tone.QUIET, tip=lambda row: row.note,
            ),
            Column("Type", lambda row: capital(row.type), width=20),
            Column("For", self._for, width=22),
            Column("Hours", _hours, _hours_number, number=True, width=6),
        )  # fmt: skip

    def _lay_out(self) -> None:
        below = side_by_side(self.new, self.starting, ActionButton(self.saver.action))
        side = list_side(self.search, self.table, self.all, below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(halves(side, self.form, (600, 540)))


def _hours_number(row: Entry) -> Decimal:
    return (row.state_hours or Decimal(0)) + (row.own_hours or Decimal(0))


def _hours(row: Entry) -> str:
    hours = _hours_number(row)
    return grouped(hours) if hours else ""
