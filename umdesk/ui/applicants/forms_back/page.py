"""The page for filled forms: reads files, shows what will happen, takes corrections and decisions, carries it out."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from umdesk.domain.errors import UserError
from umdesk.domain.intake.matching import Outcome
from umdesk.domain.writing import counted
from umdesk.jobs import import_file, import_forms
from umdesk.jobs.import_forms import Batch
from umdesk.services import applicants, cycles
from umdesk.services.imports import Imported, Planned
from umdesk.ui.applicants.forms_back.beside import Beside, beside_of
from umdesk.ui.applicants.forms_back.draft import FormsDraft
from umdesk.ui.applicants.forms_back.edits import Edits
from umdesk.ui.applicants.forms_back.typing import TypingPage
from umdesk.ui.applicants.forms_back.view import FormsView
from umdesk.ui.context import Context
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.filedialogs import ask_for_lists, ask_for_rest

_MANY = 300
"""From this many forms on the plan is made off the GUI thread."""


class FormsPage(QWidget):
    """Brings filled forms in.

    `left` carries the cycle to show in the list, "" for no other; `other_chosen` the files that were chosen instead.
    """

    left = Signal(str)
    other_chosen = Signal(object)
    help_page = "filled-forms"
    planned_now = Signal()
    """What will happen is shown as things stand, or the sentence in its place."""
    imported_now = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.view = FormsView(context)
        self._draft = FormsDraft()
        self._edits = Edits(context, self.view, self._draft)
        self._done: Imported | None = None
        self._request = 0
        self._warned = False
        self.typing = TypingPage(context)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.view)
        self.pages.addWidget(self.typing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        self._connect()

    def begin(self, paths: Sequence[Path], cycle_id: str | None) -> None:
        """Start over with files: read them off the GUI thread, then show what will happen."""
        self._forget()
        program, view = self._context.program, self.view
        offered = self._context.runner.now(cycles.list_cycles, program) or ()
        view.cycle.offer(offered, cycle_id)
        view.arrived.set_value(program.today())
        view.page_title.setText(f"Reading {counted(len(paths), 'form')}…")
        today, files = program.today(), tuple(paths)
        self._context.runner.later(
            lambda progress: import_forms.read(files, today, progress),
            self._show_batch,
            owner=self,
            title=f"Reading {counted(len(paths), 'form')}",
            cancellable=True,
            refused=self._refuse_files,
            stopped=self._leave_for_good,
        )

    def run(self) -> None:
        """Import what is ready, off the GUI thread."""
        view, batch = self.view, self._draft.batch
        if batch is None or self._draft.plan is None or not view.cycle.check():
            return
        if not view.reason.isHidden() and not view.reason.check():
            return
        program, decisions, cycle = self._context.program, dict(self._draft.decisions), view.cycle.cycle_name()
        reason = "" if view.reason.isHidden() else str(view.reason.value() or "")
        view.run.setEnabled(False)
        self._context.runner.later(
            lambda _progress: import_forms.commit(program, batch, cycle, decisions, reason=reason),
            self._show_result,
            owner=self,
            title=f"Importing {counted(len(batch.files), 'form')}",
            refused=view.refuse_import,
        )

    def settle(self) -> bool:
        """Keep what is typed in a field of a form, and from a page."""
        self.view.chosen.settle()
        return self.typing.adding.settle()

    def save_rest(self, path: Path) -> None:
        """Save the forms that do not come in as a workbook."""
        if self._draft.plan is not None:
            saved = self._context.runner.now(import_file.save_rest, self._context.program, self._draft.plan, path)
            if saved is not None:
                self._context.runner.tell(f"Saved {counted(saved, 'row')} to {path.name}. The file is not encrypted.")

    def _connect(self) -> None:
        view = self.view
        view.back.clicked.connect(lambda _checked: self._leave())
        view.finish.clicked.connect(lambda _checked: self._leave_for_good())
        view.choose.clicked.connect(lambda _checked: ask_for_lists(self, self.other_chosen.emit))
        view.decide_rest.clicked.connect(lambda _checked: self._decide_rest())
        view.save_rest.clicked.connect(lambda _checked: ask_for_rest(self, "forms rest.xlsx", self.save_rest))
        view.run.clicked.connect(lambda _checked: self.run())
        view.cycle.changed.connect(self._make_plan)
        view.table.chosen.connect(lambda _key: self._show_chosen())
        self._edits.changed.connect(self._make_plan)
        view.chosen.type_wanted.connect(self._type)
        view.table.opened.connect(lambda _key: self._open_chosen())
        self.typing.left.connect(lambda: self.pages.setCurrentWidget(view))
        self.typing.typed.connect(self._typed)
        self._context.announced.connect(self._program_changed)

    def _forget(self) -> None:
        self._request += 1
        self._draft, self._done, self._warned = FormsDraft(), None, False
        self._edits.draft = self._draft
        self.pages.setCurrentWidget(self.view)
        self.view.start_over()

    def _refuse_files(self, error: UserError) -> None:
        self.view.page_title.setText("Filled forms")
        self.view.show_problem(str(error))
        self.planned_now.emit()

    def _show_batch(self, batch: Batch) -> None:
        self._draft.batch = batch
        self.view.page_title.setText(counted(len(batch.files), "filled form"))
        self.view.cycle.propose([batch.arrived])
        made_for = {file.form.cycle for file in batch.files} - {""}
        if len(made_for) == 1:
            self.view.cycle.mean(*made_for)
        recovered = self._edits.recover()
        self._make_plan()
        if recovered:
            again = f"{counted(recovered, 'value')} that you put right in these files before are here again."
            self._context.runner.tell(again)
        self.view.table.setFocus()

    def _make_plan(self) -> None:
        batch = self._draft.batch
        if batch is None or self._done is not None:
            return
        self._request += 1
        request, program, decisions = self._request, self._context.program, dict(self._draft.decisions)
        cycle, runner = self.view.cycle.cycle_name(), self._context.runner

        def make(_progress: object = None) -> Planned:
            return import_forms.plan(program, batch, cycle, decisions)

        def show(planned: Planned) -> None:
            if request == self._request:
                self._draft.plan = planned.plan
                self.view.show_plan(planned, self._draft, writable=self._context.may("imports.commit"))
                self._show_chosen()
                self.planned_now.emit()

        if len(batch.files) > _MANY:
            runner.later(make, show, owner=self, title="Looking through the forms", refused=self._refuse_files)
        elif (planned := runner.now(make, refused=self._refuse_files)) is not None:
            show(planned)

    def _show_chosen(self) -> None:
        row = self.view.model.find(self.view.table.current_key())
        beside, cycle = Beside("", {}), self.view.cycle.cycle_name()
        if row is not None and not row.verdict.entry.refusal:
            came = self._done is not None and row.verdict.outcome is Outcome.IMPORTED
            asked = partial(beside_of, self._context.program, row.verdict, self._draft.plan, cycle, came=came)
            beside = self._context.runner.now(asked) or beside
        writable = self._done is None and self._context.may("imports.commit")
        self.view.chosen.show_form(self._draft, row, beside, cycle, writable=writable)

    def _open_chosen(self) -> None:
        """Enter on a form goes to its first field, or to typing from its page where it has none."""
        if self.view.chosen.type_in.isHidden():
            self.view.chosen.go_to_fields()
        else:
            self._type()

    def _type(self) -> None:
        """Type the chosen form from its pages."""
        chosen = self.view.chosen
        row, file = self.view.model.find(self.view.table.current_key()), self._draft.file(self.view.line())
        may = self._context.may("applicants.editing.add") and self.view.line() not in self._draft.typed
        if row is None or file is None or not may or not chosen.type_offered(row):
            return
        self.pages.setCurrentWidget(self.typing)
        self.typing.begin(file, self.view.cycle, self._draft.received(row.line))

    def _typed(self, application_id: str) -> None:
        detail = self._context.runner.now(applicants.detail, self._context.program, application_id)
        if detail is not None:
            self._draft.typed[self.view.line()] = detail.number
        self.pages.setCurrentWidget(self.view)
        if self._done is None:
            self._make_plan()
        else:
            self.view.show_rows(self._draft, done=True)
        self.view.table.setFocus()

    def _program_changed(self, announced: Any) -> None:
        if self._done is not None and announced.operation == "history.undo":
            self._decide_rest()  # what is said to have come in may be gone: show what would happen
        elif self.isVisible() and self._done is None and announced.operation != "drafts.keep":
            self._make_plan()

    def _show_result(self, done: Imported) -> None:
        self._done, self._draft.plan = done, done.plan
        self._draft.decisions = {}
        self._edits.forget(verdict.row for verdict in done.plan.of(Outcome.IMPORTED))
        self.view.show_result(done, self._draft)
        self._show_chosen()
        came = done.plan.counts()[Outcome.IMPORTED]
        self._context.runner.tell(f"Imported {counted(came, 'application')} into {done.cycle}.")
        self.imported_now.emit()

    def _decide_rest(self) -> None:
        """Back to the same files: what came in is there already, the rest can be decided or typed in."""
        offered = self._context.runner.now(cycles.list_cycles, self._context.program) or ()
        self.view.cycle.offer(offered, self._done.cycle_id if self._done else None)
        self._done = None
        self.view.show_stage(done=False)
        self._make_plan()

    def _leave(self) -> None:
        """Go back; what was put right and is not in yet is told before it goes."""
        kept = self._draft.unsaved if self._done is None else 0
        if kept and not self._warned:
            self._warned = True
            many = counted(kept, "value")
            said = f"{many} you put right or decided would be lost: import first, or go back once more to leave."
            self.view.note.say(said, Tone.ATTENTION, "attention")
            return
        self._edits.forget(line for line, _file in self._draft.lines())
        self._leave_for_good()

    def _leave_for_good(self) -> None:
        cycle_id = self._done.cycle_id if self._done else None
        self._forget()
        self.left.emit(cycle_id or "")
