"""The import page: reads a file, shows what will happen, takes decisions, and carries it out."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.domain.errors import InvalidInput, UserError
from umdesk.domain.intake.fields import Field
from umdesk.domain.intake.matching import Decision, Outcome
from umdesk.domain.writing import counted
from umdesk.jobs import import_file
from umdesk.jobs.import_file import Opened
from umdesk.services import cycles, imports
from umdesk.services.imports import Imported, Planned
from umdesk.ui.applicants.importdraft import ImportDraft
from umdesk.ui.applicants.importrows import ALL
from umdesk.ui.applicants.importsender import SenderDesk
from umdesk.ui.applicants.importview import ImportView
from umdesk.ui.context import Context
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.actions import action
from umdesk.ui.widgets.filedialogs import ask_for_lists, ask_for_rest

_MANY = 2000
"""From this many lines on the plan is made off the GUI thread."""


class ImportPage(QWidget):
    """Brings a list of applications in; `left` carries the cycle to show in the list, "" for no other."""

    left = Signal(str)
    files_chosen = Signal(object)
    """Files were chosen: a spreadsheet, or filled forms, which have a page of their own."""
    help_page = "import"
    planned_now = Signal()
    """What will happen is shown for the choices as they stand, or the sentence in its place."""
    imported_now = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._draft = ImportDraft()
        self._done: Imported | None = None
        self._request = 0
        self.choose_action = action(
            self, "folder", "&Choose a file…", lambda: ask_for_lists(self, self.files_chosen.emit)
        )
        self.view = ImportView(context, self.choose_action)
        self._senders = SenderDesk(context, self.view.taken, self.view.keep, lambda: self._draft, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self._connect()

    def begin(self, path: Path | None, cycle_id: str | None) -> None:
        """Start over with a file; without one, ask for it."""
        self._forget()
        offered = self._context.runner.now(cycles.list_cycles, self._context.program) or ()
        self.view.cycle.offer(offered, cycle_id)
        self.view.pages.setCurrentWidget(self.view.no_file)
        if path is None:
            ask_for_lists(self, self.files_chosen.emit)
        else:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a file off the GUI thread and show what is in it."""
        self._forget()
        self.view.file_note.say(f"Reading {path.name}…", Tone.QUIET, "clock")
        self._context.runner.later(
            lambda _progress: import_file.read(path),
            self._show_file,
            owner=self,
            title=f"Reading {path.name}",
            refused=self.view.refuse_file,
        )

    def run(self) -> None:
        """Import what is ready, off the GUI thread."""
        view, draft = self.view, self._draft
        layout, table = draft.layout(), draft.table
        if layout is None or table is None or draft.plan is None or not view.cycle.check():
            return
        if not view.reason.isHidden() and not view.reason.check():
            return
        program, decisions, cycle = self._context.program, dict(draft.decisions), view.cycle.cycle_name()
        reason = "" if view.reason.isHidden() else str(view.reason.value() or "")
        view.run.setEnabled(False)
        self._context.runner.later(
            lambda _progress: imports.commit(program, table, layout, cycle, decisions, reason=reason),
            self._show_result,
            owner=self,
            title=f"Importing {table.file}",
            refused=self.view.refuse_import,
        )

    def save_rest(self, path: Path) -> None:
        """Save the rows that do not come in as a workbook."""
        if self._draft.plan is None:
            return
        saved = self._context.runner.now(import_file.save_rest, self._context.program, self._draft.plan, path)
        if saved is not None:
            self._context.runner.tell(f"Saved {counted(saved, 'row')} to {path.name}. The file is not encrypted.")

    def _connect(self) -> None:
        view = self.view
        view.back.clicked.connect(lambda _checked: self._leave())
        view.finish.clicked.connect(lambda _checked: self._leave())
        view.decide_rest.clicked.connect(lambda _checked: self._decide_rest())
        view.choose.clicked.connect(lambda _checked: ask_for_lists(self, self.files_chosen.emit))
        view.sheet.edited.connect(self._choose_sheet)
        view.header.edited.connect(self._choose_header)
        view.cycle.changed.connect(self._make_plan)
        view.arrived.left.connect(self._make_plan)
        view.columns.chosen.connect(self._choose_column)
        view.rows.decided.connect(self._decide)
        self._senders.changed.connect(self._show_sheet)
        self._senders.problem.connect(self._say_problem)
        view.run.clicked.connect(lambda _checked: self.run())
        view.save_rest.clicked.connect(lambda _checked: ask_for_rest(self, self._draft.rest_name(), self.save_rest))
        self._context.announced.connect(self._program_changed)

    def _forget(self) -> None:
        self._request += 1
        self._draft = ImportDraft(arrived=self._context.program.today())
        self._done = None
        self.view.start_over()
        self.view.arrived.set_value(self._draft.arrived)

    def _show_file(self, opened: Opened) -> None:
        view = self.view
        view.file_note.say("")
        view.file_name.setText(opened.path.name)
        view.sheet.set_choices([(table.sheet, table.sheet or "Text file") for table in opened.tables])
        view.sheet.setVisible(len(opened.tables) > 1)
        view.pages.setCurrentWidget(view.bands)
        self._senders.look_up()
        try:
            self._draft.open(opened)
        except InvalidInput as error:
            self._say_problem(str(error))
        self._show_sheet()

    def _choose_sheet(self) -> None:
        try:
            self._draft.choose_sheet(str(self.view.sheet.value()))
        except InvalidInput as error:
            self._say_problem(str(error))
        self._show_sheet()

    def _show_sheet(self) -> None:
        draft = self._draft
        self.view.sheet.set_value(draft.table.sheet if draft.table else None)
        self.view.header.set_choices(draft.header_choices())
        self.view.header.set_value(draft.guessed.first_line if draft.guessed else None)
        self._show_columns()

    def _choose_header(self) -> None:
        if self.view.header.value() is not None:
            self._draft.choose_header(int(self.view.header.value()))
            self._show_columns()

    def _choose_column(self, index: int, field: Field | None) -> None:
        self._draft.choices[index] = field
        self._show_columns()

    def _show_columns(self) -> None:
        layout, taken = self._draft.layout(), self._draft.taken
        self.view.taken.show_taken(taken.columns if taken else None)
        self.view.columns.show_columns(layout.columns if layout else ())
        self._make_plan()

    def _decide(self, line: int, decision: Decision | None) -> None:
        self._draft.decide(line, decision)
        self._make_plan()

    def _program_changed(self, announced: Any) -> None:
        if self._done is not None and announced.operation == "history.undo":
            self._decide_rest(ALL)  # what is said to have come in may be gone: show what would happen
        elif self.isVisible() and self._done is None and announced.operation != "drafts.keep":
            self._make_plan()

    def _make_plan(self) -> None:
        draft = self._draft
        if self.view.arrived.check():
            draft.receive(self.view.arrived.value())
        layout, table = draft.layout(), draft.table
        if layout is None or table is None or self._done is not None:
            return
        self._request += 1
        if problems := layout.problems():
            self._say_problem(" ".join(problems))
            return
        request, program, decisions = self._request, self._context.program, dict(draft.decisions)
        cycle, runner = self.view.cycle.cycle_name(), self._context.runner

        def make(_progress: object = None) -> Planned:
            return imports.plan(program, table, layout, cycle, decisions)

        def show(planned: Planned) -> None:
            if request != self._request:
                return
            if self.view.cycle.propose(verdict.entry.received for verdict in planned.plan.verdicts):
                self._make_plan()  # for the cycle of that name
            else:
                draft.plan = planned.plan
                self.view.show_plan(planned, writable=self._context.may("imports.commit"))
                self.planned_now.emit()

        def refused(error: UserError) -> None:
            self._say_problem(str(error))

        if len(table.lines) > _MANY:
            runner.later(make, show, owner=self, title="Looking through the rows", refused=refused)
        elif (planned := runner.now(make, refused=refused)) is not None:
            show(planned)

    def _say_problem(self, sentence: str) -> None:
        self._draft.plan = None
        self.view.show_problem(sentence)
        self.planned_now.emit()

    def _show_result(self, done: Imported) -> None:
        self._done, self._draft.plan = done, done.plan
        self.view.show_result(done)
        self._senders.offer_to_keep()
        came = done.plan.counts()[Outcome.IMPORTED]
        self._context.runner.tell(f"Imported {counted(came, 'application')} into {done.cycle}.")
        self.imported_now.emit()

    def _decide_rest(self, shown: str = Outcome.ATTENTION.value) -> None:
        """Back to the preview of the same file: what came in is there already, the rest can be decided."""
        offered = self._context.runner.now(cycles.list_cycles, self._context.program) or ()
        self.view.cycle.offer(offered, self._done.cycle_id if self._done else None)
        self._done = None
        self.view.show_bands()
        self._make_plan()
        self.view.rows.show_kind(shown)

    def _leave(self) -> None:
        cycle_id = self._done.cycle_id if self._done else None
        self.left.emit(cycle_id or "")
        self._forget()
