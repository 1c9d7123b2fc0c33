"""The page that brings a department's class list in: the file, its columns, what differs, what to take."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from umdesk.domain.class_list import layout, plan
from umdesk.domain.class_list.fields import ClassField
from umdesk.domain.class_list.layout import ListLayout
from umdesk.domain.class_list.plan import ListPlan
from umdesk.domain.errors import InvalidInput, UserError
from umdesk.domain.intake.tables import Table, clean
from umdesk.domain.writing import counted
from umdesk.jobs import class_list
from umdesk.services import classes
from umdesk.services.classes.effects import Effects
from umdesk.ui.classes.effects import EffectsPanel
from umdesk.ui.classes.listview import ListView
from umdesk.ui.classes.proposing import Proposal
from umdesk.ui.context import Context
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.actions import action
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.filedialogs import ask_for_class_list
from umdesk.ui.widgets.status import EmptyState

_HEADER_CHOICES = 40
_MANY = 1000
"""From this many lines on a list is compared off the GUI thread."""


@dataclass(slots=True)
class _Draft:
    """The list as it was read and what was chosen so far; `taken` holds choices that differ from what is proposed."""

    tables: tuple[Table, ...] = ()
    table: Table | None = None
    guessed: ListLayout | None = None
    columns: dict[int, ClassField | None] = field(default_factory=dict)
    taken: dict[str, bool] = field(default_factory=dict)
    plan: ListPlan | None = None

    def layout(self) -> ListLayout | None:
        """The columns as they were guessed and chosen."""
        return None if self.guessed is None else self.guessed.choose(self.columns)

    def use(self, table: Table) -> None:
        """Take a sheet and guess its columns.

        Raises:
            InvalidInput: no line looks like a header.
        """
        self.table, self.guessed, self.plan = table, None, None
        self.columns, self.taken = {}, {}
        self.guessed = layout.find(table)

    def chosen(self) -> list[str]:
        """The keys of the differences that will be taken."""
        return [
            each.key
            for each in (self.plan.differences if self.plan else ())
            if each.changes and self.taken.get(each.key, each.taken)
        ]


class ListPage(QWidget):
    """Reads a list, shows what differs from the catalogue, and takes what is chosen in one step."""

    finished = Signal(str)
    """The list is in; carries what to say."""
    primary_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._draft = _Draft()
        self._request = 0
        self.choose_action = action(self, "folder", "&Choose a file…", self.ask)
        self.no_file = EmptyState(
            "import",
            "Which list?",
            "A spreadsheet with one class in each row, such as your department's class list for upward mobility. "
            "Nothing changes before you have seen what differs.",
            (self.choose_action,),
        )
        self.file_note = Note()
        self.view = ListView(context.program.today())
        self.effects = EffectsPanel()
        self.proposal = Proposal(context, self)
        self.pages = QStackedWidget()
        for page in (self.no_file, self.view, self.effects):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_8, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.file_note)
        column.addWidget(self.pages, 1)
        self._connect()
        self.pages.currentChanged.connect(lambda _page: self.primary_changed.emit())

    def ask(self) -> None:
        """Ask for a spreadsheet and read it."""
        ask_for_class_list(self, self.read)

    def read(self, path: Path) -> None:
        """Read a file off the GUI thread and show what is in it."""
        self._draft = _Draft()
        self.pages.setCurrentWidget(self.no_file)
        self.file_note.say(f"Reading {path.name}…", Tone.QUIET, "clock")
        self._context.runner.later(
            lambda _progress: class_list.read(path),
            self._show_file,
            owner=self,
            title=f"Reading {path.name}",
            refused=lambda error: self.file_note.say(str(error), Tone.BAD, "attention"),
        )

    @property
    def primary(self) -> QPushButton:
        """The button of what is done here now; Enter presses it."""
        return self.effects.make_button if self.pages.currentWidget() is self.effects else self.view.run

    def leave_form(self) -> bool:
        """Go back from the effects; False where they are not shown."""
        if self.pages.currentWidget() is not self.effects:
            return False
        self.pages.setCurrentWidget(self.view)
        return True

    def run(self) -> None:
        """Work out what the chosen differences do, and take them."""
        draft = self._draft
        if draft.plan is None:
            return
        changes = draft.plan.changes(draft.chosen())
        words = f"Took {counted(len(changes), 'difference')} from the class list {draft.plan.file}"
        if changes:
            self.proposal.propose(changes, self._refuse, words)

    def _connect(self) -> None:
        view = self.view
        view.choose.clicked.connect(lambda _checked: self.ask())
        view.sheet.edited.connect(self._choose_sheet)
        view.header.edited.connect(self._choose_header)
        view.on.left.connect(self._compare)
        view.columns.chosen.connect(self._choose_column)
        view.taken.connect(self._take)
        view.run.clicked.connect(lambda _checked: self.run())
        self.effects.agreed.connect(self.proposal.make)
        self.effects.given_up.connect(lambda: self.pages.setCurrentWidget(view))
        self.proposal.effects_found.connect(self._show_effects)
        self.proposal.made.connect(self._made)

    def _show_file(self, opened: tuple[tuple[Table, ...], Table]) -> None:
        tables, table = opened
        self.file_note.say("")
        self._draft.tables = tables
        self.view.file_name.setText(table.file)
        self.view.sheet.set_choices([(each.sheet, each.sheet or "Text file") for each in tables])
        self.view.sheet.setVisible(len(tables) > 1)
        self.pages.setCurrentWidget(self.view)
        self._use(table)

    def _choose_sheet(self) -> None:
        name = self.view.sheet.value()
        table = next((each for each in self._draft.tables if each.sheet == name), None)
        if table is not None:
            self._use(table)

    def _use(self, table: Table) -> None:
        draft, view = self._draft, self.view
        problem = ""
        try:
            draft.use(table)
        except InvalidInput as error:
            problem = str(error)
        view.sheet.set_value(table.sheet)
        lines = table.lines[:_HEADER_CHOICES]
        view.header.set_choices(
            [(line.number, f"Line {line.number}: {', '.join(t for c in line.cells if (t := clean(c)))[:60]}")
             for line in lines]
        )  # fmt: skip
        view.header.set_value(draft.guessed.header_line if draft.guessed else None)
        self._show_columns()
        if problem:
            view.show_problem(problem)

    def _choose_header(self) -> None:
        draft, number = self._draft, self.view.header.value()
        if draft.table is not None and number is not None:
            draft.guessed, draft.columns, draft.taken = layout.at(draft.table, int(number)), {}, {}
            self._show_columns()

    def _choose_column(self, index: int, meant: ClassField | None) -> None:
        self._draft.columns[index] = meant
        self._show_columns()

    def _show_columns(self) -> None:
        found = self._draft.layout()
        self.view.columns.show_columns(found.columns if found else ())
        self._compare()

    def _compare(self) -> None:
        draft = self._draft
        found, table = draft.layout(), draft.table
        if found is None or table is None:
            return
        if problem := found.problem():
            draft.plan = None
            self.view.show_problem(problem)
            return
        if not self.view.on.check():
            return
        on: date = self.view.on.value() or self._context.program.today()
        catalogue = self._context.runner.now(classes.catalogue, self._context.program, refused=self._refuse)
        if catalogue is None:
            return
        self._request += 1
        request = self._request

        def compare(_progress: object = None) -> ListPlan:
            return plan.compare(table, found, catalogue, on)

        def show(compared: ListPlan) -> None:
            if request == self._request:
                draft.plan = compared
                self.view.show_plan(compared, frozenset(draft.chosen()))

        if len(table.lines) > _MANY:
            self._context.runner.later(compare, show, owner=self, title="Comparing the list")
        else:
            show(compare())

    def _take(self, key: str, taken: bool) -> None:
        self._draft.taken[key] = taken
        if self._draft.plan is not None:
            self.view.show_taken(frozenset(self._draft.chosen()))

    def _show_effects(self, found: Effects) -> None:
        self.effects.show_effects(found)
        self.pages.setCurrentWidget(self.effects)

    def _made(self, codes: tuple[str, ...]) -> None:
        self._draft = _Draft()
        self.pages.setCurrentWidget(self.no_file)
        self.finished.emit(f"The list changed {counted(len(codes), 'class', 'classes')}. Undo takes all of it back.")

    def _refuse(self, error: UserError) -> None:
        self.pages.setCurrentWidget(self.view)
        self.view.note.say(str(error), Tone.BAD, "attention")
