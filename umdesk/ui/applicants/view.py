"""The list of applicants: cycle, actions, filters and search above; the table and one application below."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.services.applicants import ApplicantRow
from umdesk.services.cycles import CycleLine
from umdesk.ui.applicants.adding import AddPanel
from umdesk.ui.applicants.detail import DetailPanel
from umdesk.ui.applicants.words import row_tip, row_words
from umdesk.ui.context import Context
from umdesk.ui.theme import SPACE_8, SPACE_12
from umdesk.ui.widgets.buttons import MenuButton
from umdesk.ui.widgets.fields import ChoiceField
from umdesk.ui.widgets.filterchips import FilterChips
from umdesk.ui.widgets.narrow import Narrow
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.sealedplace import SealedPlace
from umdesk.ui.widgets.search import SearchLine
from umdesk.ui.widgets.status import ActionButton, Chips, EmptyState
from umdesk.ui.widgets.table import RowsTable

ALL_CYCLES = "all"
CYCLE_COLUMN = 5

COLUMNS = (
    Column[ApplicantRow]("Number", lambda row: row.number),
    Column[ApplicantRow]("Name", lambda row: row.name, width=18),
    Column[ApplicantRow]("Class", lambda row: row.class_text, stretch=True),
    Column[ApplicantRow]("Unit", lambda row: row.unit, width=14),
    Column[ApplicantRow]("Received", lambda row: dates.show(row.received), lambda row: row.received, width=11),
    Column[ApplicantRow]("Cycle", lambda row: row.cycle, width=14),
    Column[ApplicantRow](
        "Status",
        lambda row: row_words(row)[0],
        tone=lambda row: row_words(row)[1],
        tip=row_tip,
        width=16,
    ),
)


class ListView(QWidget):
    """The widgets of the list and their layout; the tab gives them behaviour."""

    cycle_chosen = Signal()

    def __init__(self, context: Context, import_action: QAction, add_action: QAction) -> None:
        super().__init__()
        self.cycle = ChoiceField("Cycle")
        self.cycle.label.hide()
        self.cycle.box.setAccessibleName("Cycle")
        self.cycle.box.setMinimumContentsLength(16)
        self.cycle.edited.connect(self.cycle_chosen)
        self.import_button = ActionButton(import_action, primary=True)
        self.more_button = MenuButton("&More", "more", "More to do with the applicants")
        self.more = self.more_button.menu()
        self.chips = Chips("Show")
        self.filter_button = MenuButton("Fil&ter", "filter", "Show only a class, a unit, a category, late ones, …")
        self.lists_button = MenuButton("&Lists", "list", "Lists that you saved under a name")
        self.filter_chips = FilterChips("Filters")
        self.search = SearchLine("Search applicants", "Search name, number, class, unit")
        self.find_action = QAction("Find an applicant", self)
        self.find_action.setShortcut(QKeySequence(QKeySequence.StandardKey.Find))
        self.find_action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.find_action.triggered.connect(lambda _checked: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.addAction(self.find_action)
        self.model = RowsModel[ApplicantRow](COLUMNS, lambda row: row.id, self, came=lambda row: row.number)
        self.table = RowsTable(self.model, "Applicants")
        Narrow(self.table, {2: 58, 3: 104, 4: 88})
        self.detail = DetailPanel(context)
        self.adding = AddPanel(context)
        self.nothing = EmptyState(
            "person", "No applicant is chosen", "Choose one in the list to see who they are, and why they are eligible."
        )
        self.beside = QStackedWidget()
        self.sealed = SealedPlace()
        for page in (self.nothing, self.detail, self.adding, self.sealed):
            self.beside.addWidget(page)
        self.beside.setMinimumWidth(320)
        self._lay_out(import_action, add_action)

    def show_beside(self, page: QWidget) -> None:
        """Show the application, the form for adding, or that none is chosen."""
        self.beside.setCurrentWidget(page)
        self.import_button.setDefault(page is not self.adding)  # one primary action at a time

    def show_application(self, application_id: str) -> None:
        """Show an application beside the list, or that none is chosen, or that it is sealed whose it is."""
        if not application_id:
            self.detail.clear()
            self.show_beside(self.nothing)
            return
        row = self.model.find(application_id)
        if row is not None and row.sealed:
            self.detail.clear()
            self.detail.show_application(application_id, refused=lambda error: self.sealed.say(str(error)))
            self.show_beside(self.sealed)
            return
        self.detail.show_application(application_id)
        self.show_beside(self.detail)

    def offer_cycles(self, cycles: Sequence[CycleLine]) -> None:
        """Offer the cycles; the chosen one stays, or it is the newest."""
        before = self.cycle.value()
        self.cycle.set_choices([*((cycle.id, cycle.name) for cycle in cycles), (ALL_CYCLES, "All cycles")])
        known = {cycle.id for cycle in cycles} | {ALL_CYCLES}
        self.cycle.set_value(before if before in known else cycles[0].id if cycles else ALL_CYCLES)

    def chosen_cycle(self) -> str | None:
        """The cycle whose applications are listed, None for those of all."""
        chosen = self.cycle.value()
        return None if chosen in (ALL_CYCLES, None) else str(chosen)

    def show_cycle_column(self) -> None:
        """The cycle is a column only where several cycles are listed."""
        self.table.setColumnHidden(CYCLE_COLUMN, self.chosen_cycle() is not None)

    def _lay_out(self, import_action: QAction, add_action: QAction) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE_8)
        top.addWidget(self.cycle)
        top.addWidget(self.import_button)
        top.addWidget(ActionButton(add_action))
        top.addWidget(self.more_button)
        top.addStretch(1)
        top.addWidget(self.search)
        self.search.setMinimumWidth(self.search.fontMetrics().averageCharWidth() * 38)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.beside)
        self.splitter.setStretchFactor(0, 5)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setSizes([830, 410])
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_8, SPACE_12, SPACE_8, SPACE_8)
        column.setSpacing(SPACE_8)
        column.addLayout(top)
        column.addLayout(self._narrowing())
        column.addWidget(self.filter_chips)
        column.addWidget(self.splitter, 1)

    def _narrowing(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        for part in (self.chips, self.filter_button, self.lists_button):
            row.addWidget(part)
        row.addStretch(1)
        return row
