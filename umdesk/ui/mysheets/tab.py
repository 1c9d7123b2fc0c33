"""The tab My rating sheets: choose a cycle and an application, give points, submit, go on to the next."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from umdesk.domain.errors import UserError
from umdesk.domain.scoring import Criterion, shown
from umdesk.services import my_sheets
from umdesk.services.my_sheets import MySheet, MySheets
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.mysheets.criteria_form import CriteriaForm
from umdesk.ui.mysheets.view import SheetsView
from umdesk.ui.mysheets.words import still_open
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.status import EmptyState
from umdesk.ui.widgets.taborder import keep_in_place, stops_of

if TYPE_CHECKING:
    from umdesk.services.programs import Announced

_CONCERNS = frozenset(
    {
        "cycle", "criteria_set", "criterion", "rater", "sheet", "rating", "application", "eligibility_decision",
        "person", "appointment", "job_class", "class_override", "setting",
    }
)  # fmt: skip


class MySheetsTab(QWidget):
    """A rater's own sheets; nothing of another rater is asked for."""

    help_page = "rating-sheets"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._sheets: MySheets | None = None
        self._criteria: tuple[Criterion, ...] = ()
        self.form: CriteriaForm | None = None
        self._submit = QAction(icon("right"), "&Submit and next", self)
        self._submit.setToolTip("Hand this sheet in and go on to the next open one")
        self._submit.setShortcut("Ctrl+Return")
        self._submit.triggered.connect(lambda _checked=False: self.submit())
        self.addAction(self._submit)
        self.view = SheetsView(self._submit)
        self.empty = EmptyState(
            "selection",
            "Nothing to rate now",
            "Here are the applications of each cycle that names you as a rater, while it is in scoring. If you expect "
            "one, ask the coordinator to link your account to your name in the cycle's list of raters.",
        )
        self.pages = QStackedWidget()
        self.pages.addWidget(self.empty)
        self.pages.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        self.view.cycle.edited.connect(self._choose_cycle)
        self.view.table.chosen.connect(self._show_sheet)
        self.view.table.opened.connect(lambda _key: self._begin())
        self.view.application.conflict.confirmed.connect(self._step_back)
        self.refresh(None)

    def refresh(self, announced: "Announced | None") -> None:
        """Show the sheets as they are now."""
        if announced is not None and not announced.tables & _CONCERNS:
            return
        found = self._context.runner.now(my_sheets.cycles, self._context.program) or ()
        if self._sheets is not None and self._sheets.cycle_id not in {cycle.id for cycle in found}:
            self._end_cycle(self._sheets.cycle)
        self.view.cycle.set_choices([(cycle.id, cycle.name) for cycle in found])
        if self.view.cycle.value() is None and found:
            unfinished = next((cycle for cycle in found if cycle.submitted < cycle.sheets), found[0])
            self.view.cycle.set_value(unfinished.id)
        self.view.cycle.setVisible(len(found) > 1)
        self.pages.setCurrentWidget(self.view if found else self.empty)
        if found:
            self._load()
        self._context.actions_changed.emit()

    def settle(self) -> bool:
        """Turn typing into operations; False when some stays typing."""
        return self.form is None or self.form.autosave.settle()

    def primary_action(self) -> QAction:
        """Submit the sheet in view."""
        return self._submit

    def show_record(self, application_id: str) -> None:
        """Show the sheet of an application in the cycle in view."""
        if self.view.model.find(application_id) is not None:
            self.view.table.choose(application_id)

    def find(self) -> None:  # type: ignore[override] # what the window calls it; QWidget.find is another thing
        """Go to the list of applications."""
        self.view.table.setFocus()

    def submit(self) -> None:
        """Hand the sheet in view in, and show the next open one."""
        sheet = self._current()
        if sheet is None or not still_open(sheet) or not self.settle():
            return
        program, wanted = self._context.program, sheet.application_id
        following = self._next_open(wanted)

        def hand_in() -> bool:
            my_sheets.submit(program, wanted)
            return True

        if self._context.runner.now(hand_in, refused=self._refused):
            if following:
                self.view.table.choose(following)
                self._begin()
            else:
                self._context.runner.tell("All your sheets of this cycle are submitted.")

    # --- showing -------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        found = self._context.runner.now(my_sheets.sheets, self._context.program, self.view.cycle.value())
        if found is None:
            return
        other = self._sheets is None or self._sheets.cycle_id != found.cycle_id
        self._sheets = found
        if self.form is None or found.criteria != self._criteria:
            self._make_form(found.criteria)
        self.view.show_names(not found.blind)
        self.view.model.set_rows(found.sheets)
        submitted = sum(sheet.submitted for sheet in found.sheets)
        to_do = sum(not sheet.recused for sheet in found.sheets)
        self.view.progress.setText(f"{submitted} of {to_do} submitted")
        if (other or not self.view.table.current_key()) and found.sheets:
            first = next((sheet for sheet in found.sheets if still_open(sheet)), found.sheets[0])
            self.view.table.choose(first.application_id)
        self._show_sheet(self.view.table.current_key())

    def _end_cycle(self, name: str) -> None:
        """Scoring is over, and with it the typing on a sheet."""
        self._sheets = None
        if self.form is not None and (pending := self.form.autosave.pending()):
            for field in pending:
                self.form.autosave.discard(field)
            self._context.runner.tell(f"Scoring of {name} has ended. What you were typing was not entered.")

    def _make_form(self, criteria: tuple[Criterion, ...]) -> None:
        self.settle()
        if self.form is not None:
            self.form.autosave.clear()
            self.view.criteria_column.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        self._criteria = criteria
        self.form = CriteriaForm(self._context, criteria)
        self.view.criteria_column.addWidget(self.form)
        keep_in_place(self.view.criteria, stops_of(self.form))
        self.form.saved.connect(lambda: self.view.note.say(""))

    def _show_sheet(self, _key: str) -> None:
        sheet = self._current()
        for part in (self.view.application, self.view.criteria, self.view.total, self.view.for_good):
            part.setVisible(sheet is not None)
        self._submit.setVisible(sheet is not None and still_open(sheet) and self._context.may("my_sheets.submit"))
        if sheet is None or self.form is None:
            return
        self.view.application.show_sheet(sheet)
        may = still_open(sheet) and self._context.may("my_sheets.declare_conflict")
        self.view.application.conflict.setVisible(may)
        if not may:
            self.view.application.conflict.fold()
        self.form.show_sheet(sheet)
        self.view.total.setText(self._total(sheet))
        self.view.for_good.setVisible(still_open(sheet))
        self.view.note.say(*_note(sheet))

    def _total(self, sheet: MySheet) -> str:
        if sheet.recused:
            return "Not counted"
        if sheet.score is not None:
            return f"Your score: {shown(sheet.score)} of 100"
        rated = len(sheet.values.keys() - sheet.outdated)
        return f"{rated} of {len(self._criteria)} criteria rated"

    # --- doing ---------------------------------------------------------------------------------------------------

    def _current(self) -> MySheet | None:
        return self.view.model.find(self.view.table.current_key())

    def _choose_cycle(self) -> None:
        if self.settle():
            self._load()
        elif self._sheets is not None:  # the typing that will not do stays in view, with its cycle
            self.view.cycle.set_value(self._sheets.cycle_id)

    def _next_open(self, after: str) -> str:
        """The open sheet below the one in view, else the first open one; "" when it was the last."""
        rows = self.view.model.rows()
        at = next((place for place, row in enumerate(rows) if row.application_id == after), 0)
        around = [row for row in (*rows[at + 1 :], *rows[:at]) if still_open(row)]
        return around[0].application_id if around else ""

    def showEvent(self, event: QShowEvent) -> None:
        """The focus begins where the first points are missing."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._begin_anew)

    def _begin_anew(self) -> None:
        focused = cast("QWidget | None", self.window().focusWidget())
        if focused is None or not self.isAncestorOf(focused):
            self._begin()

    def _begin(self) -> None:
        if self.form is not None:
            self.form.begin()

    def _step_back(self) -> None:
        sheet = self._current()
        if sheet is None:
            return
        self.settle()
        program, ask = self._context.program, self.view.application.conflict
        reason = self.view.application.reason.value() or ""

        def step_back() -> bool:
            my_sheets.declare_conflict(program, sheet.application_id, reason)
            return True

        if self._context.runner.now(step_back, refused=ask.refuse):
            ask.fold()

    def _refused(self, error: UserError) -> None:
        self.view.note.say(str(error), Tone.BAD, "attention")
        self._begin()


def _note(sheet: MySheet) -> tuple[str, Tone, str]:
    if sheet.recused:
        said = "You stepped back from this application. Only the coordinator can change that."
        return said, Tone.QUIET, "info"
    if sheet.submitted:
        return "This sheet is submitted. If something in it is wrong, ask the coordinator.", Tone.GOOD, "check"
    return "", Tone.QUIET, ""
