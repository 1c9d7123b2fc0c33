"""Units and supervisors: a list of each, putting one right, and making two one that are written in two ways."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from umdesk.domain.errors import InvalidInput, UserError
from umdesk.domain.writing import counted
from umdesk.services.people import supervisors, units
from umdesk.services.people.supervisors import SupervisorRow
from umdesk.services.people.units import UnitRow
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.ask import Ask
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.fields import ChoiceField, Field, Note, TextField
from umdesk.ui.widgets.form import FormPanel, paragraph
from umdesk.ui.widgets.halves import halves, list_side
from umdesk.ui.widgets.narrow import Narrow
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.saving import ListSaver
from umdesk.ui.widgets.search import SearchLine
from umdesk.ui.widgets.status import ActionButton, QuietLabel
from umdesk.ui.widgets.table import RowsTable

_TABLES = frozenset({"unit", "supervisor", "appointment", "account"})
_WHAT = (
    "Each unit and each supervisor is one record, however many appointments name it. Where one is written in two ways, "
    "make the two one."
)

_SUGGESTED = "A suggestion only. Nothing is changed before you say so."

Row = TypeVar("Row", UnitRow, SupervisorRow)


class PlacesWindow(SideWindow):
    """The window *Units and supervisors*; a reader looks."""

    help_page = "people"

    def __init__(self, context: Context, parent: QWidget | None = None, record: str = "") -> None:
        super().__init__("Units and supervisors", parent, 1040, 680)
        self._context = context
        self.units = UnitsPage(context)
        self.supervisors = SupervisorsPage(context)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("Units and supervisors")
        self.tabs.tabBar().setAccessibleName("Units and supervisors")
        self.tabs.addTab(self.units, "Units")
        self.tabs.addTab(self.supervisors, "Supervisors")
        self.column.addWidget(paragraph(_WHAT))
        self.column.addWidget(self.tabs, 1)
        self.finish()
        for page in (self.units, self.supervisors):
            page.wanted = record
            page.found.connect(lambda page=page: self.tabs.setCurrentWidget(page))
        context.announced.connect(self._announced)
        self.refresh()
        self.units.search.setFocus()

    def refresh(self) -> None:
        """Show both as they are now."""
        self.units.refresh()
        self.supervisors.refresh()

    def _announced(self, announced: Announced) -> None:
        if announced.tables & _TABLES:
            QTimer.singleShot(0, self, self.refresh)  # once the operation that announced is over


class PlacesPage(QWidget, Generic[Row]):
    """A list at the left; at the right the chosen record, and the pairs that look alike."""

    found = Signal()
    """The record that was asked for when the window was opened is of this kind, and chosen."""

    def __init__(self, context: Context, noun: str, columns: Sequence[Column[Row]], fields: dict[str, Field]) -> None:
        super().__init__()
        self.wanted = ""
        self.context = context
        self._noun = noun
        self.model: RowsModel[Row] = RowsModel(columns, lambda row: row.id, self)
        self.table: RowsTable[Row] = RowsTable(self.model, f"{noun.capitalize()}s")
        self.table.set_empty(f"No {noun} is on file. Applications bring them in.")
        self.saver: ListSaver[Row] = ListSaver(self.table, context, lambda: f"{noun.capitalize()}s")
        self.search = SearchLine(f"Search {noun}s", f"Search {noun}s")
        self.search.textChanged.connect(self.model.set_words)
        self.fields = fields
        self.chosen = QuietLabel(f"Choose a {noun} in the list.")
        self.keep = push_button("Keep the change", "check", self.edit)
        self.other = ChoiceField(f"The {noun} that stays", searchable=True, required=True)
        self.merge = Ask(
            "Merge it into another…", "people", "Make the two one", (("gone", self.other),),
            "Every appointment that names the chosen one will name the other. You can undo this.",
        )  # fmt: skip
        pair = (
            Column[tuple[Row, Row]]("Stays", lambda two: two[0].name, stretch=True),
            Column[tuple[Row, Row]]("Goes", lambda two: two[1].name, width=20),
        )
        self.pairs_model: RowsModel[tuple[Row, Row]] = RowsModel(pair, lambda two: f"{two[0].id} {two[1].id}", self)
        self.pairs: RowsTable[tuple[Row, Row]] = RowsTable(self.pairs_model, f"{noun.capitalize()}s that look alike")

        self.suggestion = QuietLabel()
        self.make_one = push_button("Make the chosen two one", "people", self.merge_pair)
        self.note = Note()
        self._lay_out()
        self.table.chosen.connect(lambda _key: self._follow())
        self.pairs.chosen.connect(lambda _key: self._follow_pair())
        self.merge.confirmed.connect(self._merge_chosen)

    # --- what a kind of record has of its own ------------------------------------------------------------------

    def load(self) -> Sequence[Row]:
        """The records."""
        raise NotImplementedError

    def look_alike(self) -> Sequence[tuple[Row, Row]]:
        """The pairs that look alike."""
        raise NotImplementedError

    def change(self, record_id: str, values: dict[str, str]) -> object:
        """Put a record right."""
        raise NotImplementedError

    def make_them_one(self, kept_id: str, gone_id: str) -> int:
        """Make two records one; gives how many appointments moved."""
        raise NotImplementedError

    def may_change(self) -> bool:
        """Whether the account puts records right."""
        raise NotImplementedError

    # --- behaviour -----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the records and look for pairs, off the GUI thread, and show them."""
        self.context.runner.later(
            lambda _progress: (self.load(), self.look_alike()),
            self._show,
            owner=self,
            title=f"Comparing {self._noun}s",
        )

    def edit(self) -> None:
        """Keep what stands in the fields of the chosen record."""
        row = self._row()
        if row is None or not all([field.check() for field in self.fields.values()]):  # noqa: C419 - each says why
            return
        values = {name: str(field.value() or "") for name, field in self.fields.items()}
        if any(value != getattr(row, name) for name, value in values.items()):
            self._do(lambda: self.change(row.id, values), "The change is kept.", self._refuse)

    def merge_pair(self) -> None:
        """Make the two records of the chosen pair one."""
        pair = self.pairs_model.find(self.pairs.current_key())
        if pair is not None:
            self._merge(pair[0], pair[1], self._refuse)

    def _merge_chosen(self) -> None:
        gone, kept = self._row(), self.model.find(str(self.other.value() or ""))
        kept = kept or next((row for row in self.model.all_rows() if row.id == self.other.value()), None)
        if gone is not None and kept is not None:
            self._merge(kept, gone, self.merge.refuse)

    def _merge(self, kept: Row, gone: Row, refused: Callable[[UserError], None]) -> None:
        said = f"“{gone.name}” is “{kept.name}” from here on."
        self._do(lambda: self.make_them_one(kept.id, gone.id), said, refused)

    def _do(self, change: Callable[[], object], said: str, refused: Callable[[UserError], None]) -> None:
        self.note.say("")

        def done(_result: object) -> None:
            self.merge.fold()
            self.note.say(said, Tone.GOOD)

        self.context.runner.later(
            lambda _progress: change(), done, owner=self, title=f"Changing the {self._noun}", refused=refused
        )

    def _refuse(self, error: UserError) -> None:
        named = error.field if isinstance(error, InvalidInput) else ""
        if named in self.fields:
            self.fields[named].set_reason(str(error))
        else:
            self.note.say(str(error), Tone.BAD, "attention")

    def _show(self, found: tuple[Sequence[Row], Sequence[tuple[Row, Row]]]) -> None:
        rows, pairs = found
        key = self.wanted or self.table.current_key()
        self.model.set_rows(rows)
        if self.wanted and self.model.find(self.wanted) is not None:
            self.found.emit()
        self.wanted = ""
        if self.model.rowCount() and not self.table.choose(key):
            self.table.choose(self.model.key(0))
        self.pairs_model.set_rows(pairs)
        self.pairs.setVisible(bool(pairs))
        self.suggestion.setText(_SUGGESTED if pairs else "None look alike.")
        self._follow()
        self._follow_pair()

    def _row(self) -> Row | None:
        found: Row | None = self.model.find(self.table.current_key())
        return found

    def _follow(self) -> None:
        row, may = self._row(), self.may_change()
        self.merge.fold()
        for name, field in self.fields.items():
            field.setVisible(row is not None)
            field.set_value(getattr(row, name) if row is not None else None)
            field.set_read_only(not may)
        self.keep.setVisible(may and row is not None)
        self.merge.setVisible(may and row is not None)
        self.make_one.setVisible(may and bool(self.pairs_model.rowCount()))
        if row is None:
            self.chosen.setText(f"Choose a {self._noun} in the list.")
            return
        self.chosen.setText(self.about(row))
        others = [(other.id, self.choice(other)) for other in self.model.all_rows() if other.id != row.id]
        self.other.set_choices(others)
        self.other.set_value(None)

    def _follow_pair(self) -> None:
        self.make_one.setEnabled(bool(self.pairs.current_key()))

    def about(self, row: Row) -> str:
        """How many people and appointments name it."""
        people = counted(row.people, "person", "people")
        return f"{people} today, {counted(row.appointments, 'appointment')} at any time."

    def choice(self, row: Row) -> str:
        """How a record reads among others."""
        return f"{row.name} ({counted(row.people, 'person', 'people')})"

    def _lay_out(self) -> None:
        side = list_side(self.search, self.table, side_by_side(ActionButton(self.saver.action)))
        form = FormPanel()
        form.section(f"The chosen {self._noun}")
        form.add(self.chosen)
        for field in self.fields.values():
            form.add(field)
        form.add_layout(side_by_side(self.keep))
        form.add(self.merge)
        form.add(self.note)
        form.section("These may be one, written in two ways")
        form.add(self.suggestion)
        self.pairs.setMinimumHeight(self.fontMetrics().height() * 8)
        form.add(self.pairs)
        form.add_layout(side_by_side(self.make_one))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(halves(side, form, (560, 440)))


class UnitsPage(PlacesPage[UnitRow]):
    """The units."""

    def __init__(self, context: Context) -> None:
        columns = (
            Column[UnitRow]("Unit", lambda row: row.name, stretch=True),
            Column[UnitRow]("People", lambda row: f"{row.people:,}", lambda row: row.people, number=True, width=9),
            Column[UnitRow](
                "Appointments", lambda row: f"{row.appointments:,}", lambda row: row.appointments, number=True, width=15
            ),
        )
        super().__init__(context, "unit", columns, {"name": TextField("Name", required=True)})

    def load(self) -> Sequence[UnitRow]:
        """The units by name."""
        return units.listed(self.context.program)

    def look_alike(self) -> Sequence[tuple[UnitRow, UnitRow]]:
        """Units written in two ways."""
        return units.alike(self.context.program)

    def change(self, record_id: str, values: dict[str, str]) -> None:
        """Rename a unit."""
        units.rename(self.context.program, record_id, values["name"])

    def make_them_one(self, kept_id: str, gone_id: str) -> int:
        """Merge two units."""
        return units.merge(self.context.program, kept_id, gone_id)

    def may_change(self) -> bool:
        """Whether the account renames and merges units."""
        return self.context.may("people.units.merge")


class SupervisorsPage(PlacesPage[SupervisorRow]):
    """The supervisors."""

    def __init__(self, context: Context) -> None:
        columns = (
            Column[SupervisorRow]("Supervisor", lambda row: row.name, width=18),
            Column[SupervisorRow]("Email", lambda row: row.email, stretch=True),
            Column[SupervisorRow](
                "People", lambda row: f"{row.people:,}", lambda row: row.people, number=True, width=9
            ),
            Column[SupervisorRow]("Account", lambda row: row.account or "–", lambda row: row.account, width=11),
        )
        fields: dict[str, Field] = {
            "name": TextField("Name", required=True),
            "email": TextField("Email", placeholder="name@dept.ca.gov"),
        }
        super().__init__(context, "supervisor", columns, fields)
        Narrow(self.table, {3: 66})

    def load(self) -> Sequence[SupervisorRow]:
        """The supervisors by name."""
        return supervisors.listed(self.context.program)

    def look_alike(self) -> Sequence[tuple[SupervisorRow, SupervisorRow]]:
        """Supervisors written in two ways."""
        return supervisors.alike(self.context.program)

    def change(self, record_id: str, values: dict[str, str]) -> None:
        """Put a supervisor right."""
        supervisors.edit(self.context.program, record_id, name=values["name"], email=values["email"])

    def make_them_one(self, kept_id: str, gone_id: str) -> int:
        """Merge two supervisors."""
        return supervisors.merge(self.context.program, kept_id, gone_id)

    def may_change(self) -> bool:
        """Whether the account puts supervisors right and merges them."""
        return self.context.may("people.supervisors.merge")

    def about(self, row: SupervisorRow) -> str:
        """How many people name them, and their account."""
        account = f" The record is linked to the account {row.account}." if row.account else ""
        return super().about(row) + account

    def choice(self, row: SupervisorRow) -> str:
        """A name with the email, since two may have one name."""
        return f"{row.name}, {row.email}" if row.email else super().choice(row)
