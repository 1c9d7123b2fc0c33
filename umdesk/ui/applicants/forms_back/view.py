"""The widgets of the page for filled forms: the files and what will happen to each, the chosen one, the actions."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from umdesk.domain.errors import InvalidInput, UserError
from umdesk.domain.intake.matching import Outcome
from umdesk.domain.writing import counted
from umdesk.services.imports import Imported, Planned
from umdesk.ui.applicants.cyclefield import STILL_COME, STILL_WHY, CycleField
from umdesk.ui.applicants.forms_back.chosen import ChosenForm
from umdesk.ui.applicants.forms_back.draft import TYPED, FormRow, FormsDraft
from umdesk.ui.applicants.nextsteps import NextSteps
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import Note, TextField
from umdesk.ui.widgets.fileline import reading_line
from umdesk.ui.widgets.form import title
from umdesk.ui.widgets.narrow import Narrow
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import Chips, QuietLabel
from umdesk.ui.widgets.table import RowsTable

ALL = "all"
COLUMNS = (
    Column[FormRow]("File", lambda row: row.file, width=18),
    Column[FormRow](
        "What happens", lambda row: row.words, tone=lambda row: row.tone, tip=lambda row: row.reason, width=16
    ),
    Column[FormRow]("Name", lambda row: row.name, stretch=True),
    Column[FormRow]("Class", lambda row: row.job_class, width=28),
)
_CHIPS = (
    (ALL, "All", "All"),
    (Outcome.IMPORTED.value, "Ready", "Came in"),
    (Outcome.DUPLICATE.value, "Here already", "Here already"),
    (Outcome.ATTENTION.value, "Needs you", "Needs you"),
    (Outcome.REFUSED.value, "Cannot come in", "Did not come in"),
    (TYPED, "Typed in", "Typed in"),
)
_UNDO_HINT = "An import is one step: Undo takes all of it back. Each form is kept with its application."


class FormsView(QWidget):
    """The list at the left, the chosen form at the right, the actions at the foot."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        today = context.program.today()
        self.back = QPushButton(icon("left"), "Back to the applicants")
        self.page_title = title("Filled forms")
        self.choose = QPushButton(icon("folder"), "Choose other files…")
        self.cycle = CycleField(today)
        self.arrived = DateField("Day received", latest=today, hint="The day on which the forms reached the office.")
        self.arrived.setToolTip("The day on which the forms reached the office; one can have a day of its own.")
        self.reason = TextField(STILL_COME, required=True, hint=STILL_WHY)
        self.chips = Chips("Show forms")
        self.model = RowsModel[FormRow](COLUMNS, lambda row: str(row.line), self)
        self.table = RowsTable(self.model, "Filled forms")
        Narrow(self.table, {3: 100})
        self.chosen = ChosenForm(context)
        self.note = Note()
        self.run = QPushButton("Import")
        self.run.setDefault(True)
        self.finish = QPushButton(icon("people"), "Go to the applicants")
        self.next_steps = NextSteps(context)
        self.decide_rest = QPushButton(icon("attention"), "Decide those that wait…")
        self.save_rest = QPushButton(icon("save"), "Save the rest as a workbook…")
        self._lay_out()
        self.chips.chosen.connect(self._filter)
        self.start_over()

    def start_over(self) -> None:
        """Show nothing of any file."""
        self.note.say("")
        self.reason.set_value("")  # a reason stands for the applications it was given for, and for no others
        self.reason.hide()
        self.chips.set_chips([])
        self.model.set_rows([])
        self.chosen.hide()
        self.chosen.page.forget()
        self.show_stage(done=False)

    def line(self) -> int:
        """The line of the chosen form, 0 for none."""
        key = self.table.current_key()
        return int(key) if key else 0

    def show_stage(self, *, done: bool) -> None:
        """Show the import being prepared, or what came of it."""
        self.first.setHidden(done)
        self.run.setHidden(done)
        self.finish.setVisible(done)
        self.decide_rest.setVisible(done)
        self.next_steps.offer(None)
        if not done:
            self.page_title.setText("Filled forms")

    def show_rows(self, draft: FormsDraft, *, done: bool) -> None:
        """Show every file with what happens to it."""
        rows = draft.rows(done=done)
        kinds = [row.kind for row in rows]
        chips = [(key, after if done else before, kinds.count(key)) for key, before, after in _CHIPS if key != ALL]
        chips = [chip for chip in chips if chip[2]]
        self.chips.set_chips([(ALL, "All", len(rows)), *chips])
        self.table.set_empty("No form is of this kind.")
        chosen = self.table.current_key()
        place = self.model.place(chosen)
        self.model.set_rows(rows)
        if self.model.rowCount() and not self.table.current_key():
            self.table.choose(self.model.key(min(max(place, 0), self.model.rowCount() - 1)))

    def show_plan(self, planned: Planned, draft: FormsDraft, *, writable: bool) -> None:
        """Show what will happen, and how many it would be."""
        counts = planned.plan.counts()
        coming, waiting = counts[Outcome.IMPORTED], counts[Outcome.ATTENTION]
        self.show_rows(draft, done=False)
        self.reason.setVisible(planned.needs_reason)
        self.run.setText(f"Import {counted(coming, 'application')}" if coming else "Nothing to import")
        self.run.setEnabled(bool(coming) and writable)
        self.save_rest.setEnabled(len(planned.plan.verdicts) > coming)
        said = []
        if waiting:
            said.append(f"{counted(waiting, 'form')} will wait for your decision.")
        if planned.late:
            them = "it is" if planned.late == 1 else "they are"
            said.append(f"{counted(planned.late, 'application')} came late: say why {them} taken in.")
        if typing := sum(row.words == "Type it in" for row in draft.rows(done=False)):
            said.append(f"{counted(typing, 'form')} can be typed in from the page.")
        self.note.say(" ".join(said), Tone.ATTENTION)

    def show_problem(self, sentence: str) -> None:
        """Say why nothing can be planned."""
        self.note.say(sentence, Tone.BAD, "attention")
        self.run.setEnabled(False)

    def show_result(self, done: Imported, draft: FormsDraft) -> None:
        """Show what happened."""
        counts = done.plan.counts()
        came = counts[Outcome.IMPORTED]
        rest = len(done.plan.verdicts) - came
        self.show_stage(done=True)
        self.page_title.setText(f"{counted(came, 'application')} came into {done.cycle}")
        self.show_rows(draft, done=True)
        waits = counts[Outcome.ATTENTION] + sum(row.words == "Type it in" for row in draft.rows(done=True))
        self.decide_rest.setVisible(bool(waits))
        self.next_steps.offer(done.cycle_id if came else None)
        self.save_rest.setEnabled(bool(rest))
        self.note.say(f"{counted(rest, 'form')} did not come in." if rest else "", Tone.QUIET, "info")

    def refuse_import(self, error: UserError) -> None:
        """Say why the import was not carried out."""
        self.run.setEnabled(True)
        if isinstance(error, InvalidInput) and error.field == "reason":
            self.reason.show()
            self.reason.set_reason(str(error))
            self.reason.setFocus()
        else:
            self.note.say(str(error), Tone.BAD, "attention")

    def _filter(self, key: str) -> None:
        self.model.set_condition(None if key == ALL else lambda row: row.kind == key)
        if self.model.rowCount() and not self.table.current_key():
            self.table.choose(self.model.key(0))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE_12)
        top.addWidget(self.back)
        top.addWidget(self.page_title, 1)
        top.addWidget(self.choose)
        self.first = QWidget()
        row = reading_line((self.cycle, 4), (self.arrived, 2), (self.reason, 3))
        row.addStretch(1)
        self.first.setLayout(row)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.chips)
        column.addWidget(self.table, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.chosen)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([620, 620])
        page = QVBoxLayout(self)
        page.setContentsMargins(SPACE_8, SPACE_12, SPACE_8, SPACE_8)
        page.setSpacing(SPACE_8)
        page.addLayout(top)
        page.addWidget(self.first)
        page.addWidget(self.splitter, 1)
        page.addWidget(self.note)
        page.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        for button in (self.run, self.finish, self.next_steps, self.decide_rest, self.save_rest):
            row.addWidget(button)
        row.addWidget(QuietLabel(_UNDO_HINT), 1)
        return row
