"""What the page of one sheet does: points and comments save themselves, then it is submitted or left for later."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.domain.errors import UserError
from umdesk.domain.scoring import Criterion
from umdesk.domain.writing import capital
from umdesk.services import my_sheets
from umdesk.services.my_sheets import MySheet, MySheets
from umdesk.ui.context import Context
from umdesk.ui.mysheets.criteria_form import CriteriaForm
from umdesk.ui.mysheets.sheetpage import SheetPage
from umdesk.ui.mysheets.words import Progress, note, total
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.actions import page_action
from umdesk.ui.widgets.taborder import keep_in_place, stops_of


class Rating(QWidget):
    """One sheet after the other.

    `done` says that the sheet in view is left, with its application and what was done with it in words; `submit` and
    `back` are actions of the page.
    """

    done = Signal(str, str)

    def __init__(self, context: Context, back: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._sheet: MySheet | None = None
        self._criteria: tuple[Criterion, ...] = ()
        self._said_of = ("", frozenset[str]())  # the sheet and its criteria without points of which it was said
        self.form: CriteriaForm | None = None
        self.submit = page_action(self, "right", "&Submit and next", "Ctrl+Return", self.hand_in)
        self.submit.setToolTip("Hand this sheet in for good and go on to the next one that is not rated")
        self.following = page_action(self, "down", "Save and next un&rated", "Alt+Right", self.leave)
        self.following.setToolTip("This sheet stays open: you submit it later")
        self.view = SheetPage(back, self.following, self.submit)
        self.view.application.conflict.keep_typing(context, "sheet")
        self.view.application.conflict.confirmed.connect(self._step_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)

    def settle(self) -> bool:
        """Turn typing into operations; False when some stays typing."""
        return self.form is None or self.form.autosave.settle()

    def set_criteria(self, criteria: tuple[Criterion, ...]) -> None:
        """Rate by these criteria from now on."""
        if self.form is not None and criteria == self._criteria:
            return
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

    def show_sheet(self, sheet: MySheet, sheets: MySheets) -> None:
        """Show one sheet of a cycle."""
        self._sheet = sheet
        at = next(at for at, row in enumerate(sheets.sheets, start=1) if row.application_id == sheet.application_id)
        progress = Progress.of(sheets.sheets, sheets.criteria)
        place = f"Application {at} of {len(sheets.sheets)}  ·  {progress.text}"
        self.view.show_sheet(sheet, place, blind=sheets.blind)
        may = self._context.may("my_sheets.declare_conflict")
        self.view.application.conflict.setVisible(may and not sheet.recused)
        if self.form is not None:
            self.form.show_sheet(sheet)
        self.view.total.setText(total(sheet, self._criteria))
        self.view.note.say(*note(sheet))
        self.submit.setVisible(sheet.open and self._context.may("my_sheets.submit"))
        others = set(progress.unrated) - {sheet.application_id}
        where = "next un&rated" if others else "&review all sheets"
        self.following.setText(f"Save and {where}" if sheet.open else capital(where))

    def begin(self) -> None:
        """Put the focus where the first points are missing."""
        if self.form is not None:
            self.form.begin()

    def stop(self) -> bool:
        """Throw away typing that can no longer be entered; whether there was some."""
        pending = self.form.autosave.pending() if self.form is not None else frozenset()
        for field in pending:
            if self.form is not None:
                self.form.autosave.discard(field)
        return bool(pending)

    def clear(self) -> None:
        """Settle, and show no sheet."""
        if self.form is not None:
            self.form.autosave.clear()

    def hand_in(self) -> None:
        """Submit the sheet in view; what may stay without points is asked about once."""
        sheet = self._sheet
        if sheet is None or self.form is None or not sheet.open or not self._settled():
            return
        blanks = frozenset(self.form.blanks())
        needed = {key for key in blanks if self.form.blocks[key].needed}
        if blanks and not needed and self._said_of != (sheet.application_id, blanks):
            self._said_of = sheet.application_id, blanks
            self._ask_about(blanks)
            return
        program = self._context.program

        def submit() -> bool:
            my_sheets.submit(program, sheet.application_id)
            return True

        if self._context.runner.now(submit, refused=self._refused):
            self.done.emit(sheet.application_id, f"Submitted {sheet.number}.")

    def leave(self) -> None:
        """Go to the next sheet that is not rated; all that was given is saved."""
        sheet = self._sheet
        if sheet is not None and self._settled():
            self.done.emit(sheet.application_id, f"Saved {sheet.number}, not submitted yet." if sheet.open else "")

    def _settled(self) -> bool:
        """Whether all that was typed will do; where it will not, that is said and shown."""
        if self.settle():
            return True
        said = self.form.go_to_wrong() if self.form is not None else ""
        self.view.note.say(f"{said} Put it right first; nothing was submitted.".strip(), Tone.BAD, "attention")
        return False

    def _ask_about(self, blanks: frozenset[str]) -> None:
        names = [one.name for one in self._criteria if one.key in blanks]
        which = f"{names[0]} has" if len(names) == 1 else f"{len(names)} criteria have"
        said = f"{which} no points. Give them, or submit again to leave it so."
        self.view.note.say(said, Tone.ATTENTION, "attention")
        if self.form is not None:
            self.form.mark(blanks)

    def _refused(self, error: UserError) -> None:
        self.view.note.say(str(error), Tone.BAD, "attention")
        if self.form is not None:
            self.form.mark([key for key in self.form.blanks() if self.form.blocks[key].needed])

    def _step_back(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        self.settle()
        program, ask = self._context.program, self.view.application.conflict
        reason = self.view.application.reason.value() or ""

        def step_back() -> bool:
            my_sheets.declare_conflict(program, sheet.application_id, reason)
            return True

        if self._context.runner.now(step_back, refused=ask.refuse):
            ask.done()
            self.done.emit(sheet.application_id, f"You stepped back from {sheet.number}.")
