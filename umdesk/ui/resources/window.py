"""The window *Resources*: what the department offers at the left, the chosen entry and its matches at the right."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QWidget

from umdesk.domain.resource_words import checked, is_stale
from umdesk.domain.writing import capital, counted
from umdesk.services import resources
from umdesk.services.programs import Announced
from umdesk.services.resources import PEOPLE, Resource
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.resources.form import ResourceForm
from umdesk.ui.resources.matches import MatchesPanel
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.form import paragraph
from umdesk.ui.widgets.halves import halves, list_side
from umdesk.ui.widgets.narrow import Narrow
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.saving import ListSaver
from umdesk.ui.widgets.search import SearchLine
from umdesk.ui.widgets.status import ActionButton
from umdesk.ui.widgets.table import RowsTable

_TABLES = frozenset({"resource", "mentor_match", "person", "participation"})
_WHAT = (
    "What the department can offer to a plan: courses, help with tuition, mentors and coaches. Offers change, so look "
    "at when an entry was last checked."
)


class ResourcesWindow(SideWindow):
    """The directory; a supervisor and a reader look, the coordinator keeps it."""

    help_page = "resources"

    def __init__(self, context: Context, parent: QWidget | None = None, record: str = "") -> None:
        super().__init__("Resources", parent, 1120, 740)
        self._context = context
        self.model: RowsModel[Resource] = RowsModel(self._columns(), lambda row: row.id, self)
        self.table: RowsTable[Resource] = RowsTable(self.model, "Resources")
        Narrow(self.table, {1: 52, 2: 104, 3: 66})
        self.search = SearchLine("Search resources", "Search name, kind, field")
        self.search.textChanged.connect(self.model.set_words)
        self.all = QCheckBox("Also what is switched off")
        self.all.toggled.connect(lambda _checked: self.refresh())
        self.new = push_button("Add a resource", "add", self.begin)
        self.starting = push_button("Add the starting entries", "list", self.add_starting)
        self.saver: ListSaver[Resource] = ListSaver(self.table, context, lambda: "Resources")
        self.form = ResourceForm(context)
        self.matches = self.form.add(MatchesPanel(context))
        self._lay_out()
        self.finish()
        self.new.setDefault(True)
        self.table.chosen.connect(lambda _key: self._follow())
        self.table.opened.connect(lambda _key: self.form.fields_by_name["name"].setFocus())
        self.form.recorded.connect(self._show_made)
        context.announced.connect(self._announced)
        self.refresh()
        self.table.choose(record) or (self.model.rowCount() and self.table.choose(self.model.key(0)))
        self._follow()
        self.search.setFocus()

    def refresh(self) -> None:
        """Show the directory as it is; what is chosen stays chosen."""
        chosen = self.table.current_key()
        rows = self._context.runner.now(
            lambda: resources.list_resources(self._context.program, with_inactive=self.all.isChecked())
        )
        self.model.set_rows(rows or ())
        may = self._context.may("resources.add")
        self.table.set_empty(
            "The directory is empty. Begin with what state employees commonly have: Add the starting entries."
            if may
            else "The directory is empty. The coordinator fills it."
        )
        for part in (self.new, self.starting):
            part.setVisible(may)
        if chosen and not self.form.begun:
            self.table.choose(chosen)
        self._follow()

    def begin(self) -> None:
        """Ask for a new entry."""
        self.table.clearSelection()
        self.form.begin()
        self.matches.show_mentor(None)

    def add_starting(self) -> None:
        """Add those of the starting entries that are not there."""
        added = self._context.runner.now(resources.add_starting, self._context.program)
        if added is not None:
            what = counted(added, "entry", "entries")
            text = f"{what} added. Check each before use." if added else "All starting entries are here already."
            self.form.note.say(text, Tone.GOOD)

    def reject(self) -> None:
        """Escape and Close give up a new entry first; only then the window closes."""
        if self.form.begun:
            self.form.give_up()
            self._follow()
        else:
            super().reject()

    def _show_made(self, resource_id: str) -> None:
        self.form.begun = False
        self.refresh()
        self.table.choose(resource_id)
        self._follow()

    def _follow(self) -> None:
        row = self.model.find(self.table.current_key())
        if self.form.begun and row is None:
            return
        if row != self.form.row or self.form.begun or row is None:
            self.form.show_row(row)
        self.matches.show_mentor(row if row is not None and row.values.kind in PEOPLE else None)

    def _announced(self, announced: Announced) -> None:
        if announced.tables & _TABLES:
            QTimer.singleShot(0, self, self.refresh)  # once the operation that announced is over

    def _columns(self) -> tuple[Column[Resource], ...]:
        today = self._context.program.today
        return (
            Column("Name", lambda row: row.values.name, width=24, stretch=True),
            Column("Kind", lambda row: capital(row.values.kind), width=13, tip=lambda row: capital(row.values.kind)),
            Column("Fields", lambda row: row.values.fields, width=20, tip=lambda row: row.values.fields),
            Column(
                "Matched", _room, lambda row: row.current if row.values.kind in PEOPLE else None, width=11,
                tone=lambda row: Tone.ATTENTION if row.full else None,
            ),
            Column(
                "Checked", lambda row: checked(row.values.checked_on, today()),
                lambda row: row.values.checked_on, width=17,
                tone=lambda row: Tone.ATTENTION if is_stale(row.values.checked_on, today()) else None,
            ),
        )  # fmt: skip

    def _lay_out(self) -> None:
        below = side_by_side(self.new, self.starting, ActionButton(self.saver.action))
        side = list_side(self.search, self.table, self.all, below)
        self.column.addWidget(paragraph(_WHAT))
        self.column.addWidget(halves(side, self.form, (600, 500)), 1)


def _room(row: Resource) -> str:
    if row.values.kind not in PEOPLE:
        return ""
    return f"{row.current} of {row.values.capacity}" if row.values.capacity else f"{row.current}"
