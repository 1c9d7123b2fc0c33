"""The tab Applicants: who applied, who is eligible and why; adding by hand and importing lists."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from umdesk.services import applicants, classes, cycles
from umdesk.services.cycles import CycleLine
from umdesk.ui.applicants import more
from umdesk.ui.applicants.forms_back.place import FormsPlace
from umdesk.ui.applicants.importing import ImportPage
from umdesk.ui.applicants.narrowing import Narrower
from umdesk.ui.applicants.reading import ListReader, Read, Touched
from umdesk.ui.applicants.savedlists import SavedLists
from umdesk.ui.applicants.view import ListView
from umdesk.ui.context import Context
from umdesk.ui.widgets.actions import action
from umdesk.ui.widgets.saving import ListSaver
from umdesk.ui.widgets.status import EmptyState

if TYPE_CHECKING:
    from umdesk.services.programs import Announced

_SHOWN_TABLES = applicants.FOLLOWED | {"supervisor"}
_OFFERED = frozenset({"application", "job_class", "class_override", "unit", "supervisor"})
"""The tables whose words are offered while typing."""
_MANY = 3000
"""From this many applications on the list is read off the GUI thread."""
_NOBODY = (
    "First say when the application window opens and closes, and print its form. Then import the applications that you "
    "received: a list from Excel, LibreOffice or a text file, or filled forms (PDF). Or add the first applicant by "
    "hand. You can also drop files on this window."
)


class ApplicantsTab(QWidget):
    """Shows the list, an application beside it, and in their place the import page."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._wanted = ""
        self._cycles: tuple[CycleLine, ...] = ()
        self.import_action = action(
            self, "import", "&Import…", self.open_import,
            tip="Bring in a list of applications from a spreadsheet, or filled forms (PDF)",
        )  # fmt: skip
        self.add_action = action(self, "add", "&Add…", self.begin_adding, tip="Add one applicant by hand")
        self.import_action.setVisible(context.may("imports.commit"))
        self.add_action.setVisible(context.may("applicants.editing.add"))
        self.view = ListView(context, self.import_action, self.add_action)
        self.narrower = Narrower(self.view)
        self.reader = ListReader(context, self.narrower, self)
        self.lists = SavedLists(context, self.view.lists_button, self.narrower)
        self.saver = ListSaver(
            self.view.table, context, partial(_what_is_listed, self.view, self.narrower), lambda row: row.person_id
        )
        more.fill(self.view.more, self)
        self.view.more.addAction(self.saver.action)
        self.view.more_button.follow_menu()
        self.importing = ImportPage(context)
        self.empty = EmptyState(
            "people",
            "Applicants will be here",
            _NOBODY if self.import_action.isVisible() else "Nobody has applied yet.",
            (*more.first_step(self), self.import_action, self.add_action),
        )
        self.pages = QStackedWidget()
        for page in (self.empty, self.view, self.importing):
            self.pages.addWidget(page)
        self.forms = FormsPlace(context, self.pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        self._connect()
        self.refresh(None)

    @property
    def help_page(self) -> str:
        """The help page of what is in view."""
        if self.forms.page is not None and self.forms.shown:
            return self.forms.page.help_page
        if self.pages.currentWidget() is self.importing:
            return self.importing.help_page
        return self.view.detail.help_page

    def refresh(self, announced: "Announced | None") -> None:
        """Show the applicants as they are now; of a long list only what an operation touched is read."""
        if announced is not None and _seals_otherwise(self.view, announced):
            self._load()
            return
        if announced is not None and not announced.tables & _SHOWN_TABLES:
            return
        if announced is None or announced.tables & {"cycle", "application"}:
            self._cycles = self.context.runner.now(cycles.list_cycles, self.context.program) or ()
            self.view.offer_cycles(self._cycles)
        if announced is None or announced.tables & _OFFERED:
            _offer_words(self.context, self.view)
        if announced is None or self.view.chosen_cycle() != self.reader.cycle:
            self._load()
        else:
            self.reader.follow(announced)

    def catch_up(self, missed: "Sequence[Announced]") -> None:
        """Follow what happened while another tab was in view."""
        for announced in missed:
            self.refresh(announced)

    def settle(self) -> bool:
        """Turn typing into operations; False when some stays typing."""
        self.view.adding.settle()
        self.forms.settle()
        return self.view.detail.settle()

    def save_list(self) -> None:
        """Ask where to save the list of applicants as a workbook."""
        self.saver.ask()

    def commands(self) -> Iterable[QAction]:
        """What can be done with the list, for the search over everything."""
        return (self.import_action, self.add_action, *self.view.more.actions())

    def primary_action(self) -> QAction:
        """Import a list."""
        return self.import_action

    def find(self) -> None:  # type: ignore[override]  # the workspace asks tabs by this name
        """Go to the search field."""
        self.view.find_action.trigger()

    def show_record(self, application_id: str) -> None:
        """Show an application, in whatever cycle it is; of a person the newest one."""
        program, runner = self.context.program, self.context.runner
        if application_id == program.id:  # the typing of an application that was not added yet is kept under this id
            self.begin_adding()
            return
        if of_person := runner.now(applicants.newest_of, program, application_id):
            application_id = of_person
        detail = runner.now(applicants.detail, program, application_id)
        if detail is None:
            return
        self._wanted = application_id
        self.narrower.clear()
        self.view.show_beside(self.view.detail)
        self.pages.setCurrentWidget(self.view)
        if self.view.chosen_cycle() not in (detail.cycle_id, None):
            self.view.cycle.set_value(detail.cycle_id)
            self._load()
        elif not self.reader.reading:
            self._show_place()

    def take_files(self, files: Sequence[Path]) -> None:
        """A spreadsheet or filled forms dropped on the tab, or chosen, open the page that brings them in."""
        if self.import_action.isVisible() and files:
            self.settle()
            if not self.forms.take(files, self.view.chosen_cycle()):
                self.open_import(files[0])

    def open_import(self, path: Path | None = None) -> None:
        """Show the import page, with a file or asking for one."""
        self.settle()
        self.pages.setCurrentWidget(self.importing)
        self.importing.begin(path, self.view.chosen_cycle())

    def begin_adding(self) -> None:
        """Show the form for a new application beside the list."""
        self.settle()
        self.pages.setCurrentWidget(self.view)
        self.view.show_beside(self.view.adding)
        self.view.adding.begin(self.view.chosen_cycle())

    def _connect(self) -> None:
        view = self.view
        self.reader.read.connect(self._show_all)
        self.reader.touched.connect(self._show_touched)
        view.cycle_chosen.connect(self._load)
        view.table.chosen.connect(self.view.show_application)
        view.adding.left.connect(self._leave_adding)
        view.adding.added.connect(self.show_record)
        view.detail.other_wanted.connect(self.show_record)
        self.importing.left.connect(self._leave_import)
        self.importing.files_chosen.connect(self.take_files)
        self.forms.left.connect(self._leave_import)
        self.forms.other_chosen.connect(self.take_files)

    def _load(self) -> None:
        """Read the rows of the chosen cycle, off the GUI thread where there are many."""
        many = sum(cycle.applications for cycle in self._cycles) > _MANY
        self.reader.load(self.view.chosen_cycle(), long=many)

    def _show_all(self, found: Read) -> None:
        self.view.show_cycle_column()
        self.narrower.take(found.sifted, found.counted)
        self._show_place()

    def _show_touched(self, found: Touched) -> None:
        """Put a few rows in; where the current one is shown no longer, the next one in its place is current.

        While somebody types beside the list, who stands there stays: the next key would go to another person.
        """
        table = self.view.table
        current = table.current_key()
        at = self.view.model.place(current)
        with QSignalBlocker(table):
            self.narrower.put(found.rows, found.gone)
            stays = _typed_in(self.view.detail) and current not in found.gone
            left = current and not stays and not table.current_key()
            if left and current in found.gone | {row.id for row in found.rows}:
                count = self.view.model.rowCount()
                table.choose(self.view.model.key(min(at, count - 1)) if count else "")
        if current and not table.current_key():
            self.view.show_application(current if stays else "")
        self._show_place()

    def _show_place(self) -> None:
        """After other rows came: the list, and beside it who was wanted, who was current, or the first one."""
        view = self.view
        importing = self.pages.currentWidget() is self.importing or self.forms.shown
        adding = view.beside.currentWidget() is view.adding
        if not importing and not adding:
            any_at_all = any(cycle.applications for cycle in self._cycles)
            self.pages.setCurrentWidget(view if any_at_all else self.empty)
        if self._wanted:
            view.table.choose(self._wanted)
            self._wanted = ""
        elif not view.table.current_key() and not adding and not _typed_in(view.detail):
            view.table.choose(view.model.key(0) if view.model.rowCount() else "")
        if view.table.current_key() and view.beside.currentWidget() is not view.adding:
            self.view.show_application(view.table.current_key())

    def _leave_adding(self) -> None:
        self.view.show_beside(self.view.nothing)
        self.view.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_place()

    def _leave_import(self, cycle_id: str) -> None:
        """Back to the list, on the cycle that applications came into."""
        self.pages.setCurrentWidget(self.view)
        self._cycles = self.context.runner.now(cycles.list_cycles, self.context.program) or ()
        self.view.offer_cycles(self._cycles)
        if cycle_id:
            self.view.cycle.set_value(cycle_id)
        if self.view.chosen_cycle() != self.reader.cycle:
            self._load()
        elif not self.reader.reading:
            self._show_place()


def _what_is_listed(view: ListView, narrower: Narrower) -> str:
    """The list in words ("Applicants, Spring 2026, Eligible")."""
    cycle = "all cycles" if view.chosen_cycle() is None else view.cycle.box.currentText()
    return ", ".join(filter(None, ("Applicants", cycle, narrower.words())))


def _seals_otherwise(view: ListView, announced: "Announced") -> bool:
    """Whether other names than before may be sealed for who rates: a sheet was handed in or given back."""
    if "sheet" in announced.tables and any(row.sealed for row in view.model.all_rows()):
        return True
    return bool(announced.tables & {"rater", "reopening"})


def _typed_in(panel: QWidget) -> bool:
    """Whether a field of a panel has the keyboard."""
    focus = QApplication.focusWidget()
    return isinstance(focus, (QLineEdit, QPlainTextEdit)) and panel.isAncestorOf(focus)


def _offer_words(context: Context, view: ListView) -> None:
    """Offer the forms the classes, units and supervisors that are known."""
    program, runner = context.program, context.runner
    offered = (
        runner.now(classes.choices, program) or (),
        runner.now(applicants.units, program) or (),
        tuple(dict.fromkeys(name for name, _mail in runner.now(applicants.supervisors, program) or ())),
        runner.now(applicants.heard_of, program) or (),
    )
    view.detail.saved.fields.offer(*offered)
    view.adding.fields.offer(*offered)
