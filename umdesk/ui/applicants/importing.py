"""The import page: reads a file, shows what will happen, takes decisions, and carries it out."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from umdesk.domain.errors import InvalidInput, UserError
from umdesk.domain.intake import headers
from umdesk.domain.intake.fields import Field
from umdesk.domain.intake.headers import Layout
from umdesk.domain.intake.matching import Decision, Outcome
from umdesk.domain.intake.plan import Plan
from umdesk.domain.intake.tables import Table, clean
from umdesk.jobs import import_file
from umdesk.jobs.import_file import Opened
from umdesk.services import cycles, imports
from umdesk.services.imports import Imported, Planned
from umdesk.ui.applicants.importrows import ALL
from umdesk.ui.applicants.importview import ImportView
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.theme import Tone

FILTER = "Spreadsheets (*.xlsx *.xls *.xlsm *.xlsb *.ods *.csv *.txt *.tsv);;All files (*)"
_HEADER_CHOICES = 40
_MANY = 2000
"""From this many lines on the plan is made off the GUI thread."""


class ImportPage(QWidget):
    """Brings a list of applications in; `left` carries the cycle to show in the list, "" for no other."""

    left = Signal(str)
    help_page = "import"
    planned_now = Signal()
    """What will happen is shown for the choices as they stand, or the sentence in its place."""
    imported_now = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._opened: Opened | None = None
        self._table: Table | None = None
        self._layout: Layout | None = None
        self._choices: dict[int, Field | None] = {}
        self._decisions: dict[int, Decision] = {}
        self._plan: Plan | None = None
        self._done: Imported | None = None
        self._request = 0
        self.choose_action = QAction(icon("folder"), "Choose a &file…", self)
        self.choose_action.triggered.connect(lambda _checked: self.choose_file())
        self.view = ImportView(context, self.choose_action)
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
            self.choose_file()
        else:
            self.read(path)

    def choose_file(self) -> None:
        """Ask for the file."""
        dialog = QFileDialog(self, "Choose the list of applications", "", FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.read(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def read(self, path: Path) -> None:
        """Read a file off the GUI thread and show what is in it."""
        self._forget()
        self.view.file_note.say(f"Reading {path.name}…", Tone.QUIET, "clock")
        self._context.runner.later(
            lambda _progress: import_file.read(path), self._show_file, title=f"Reading {path.name}",
            refused=self._cannot_read,
        )  # fmt: skip

    def _connect(self) -> None:
        view = self.view
        view.back.clicked.connect(lambda _checked: self._leave())
        view.finish.clicked.connect(lambda _checked: self._leave())
        view.decide_rest.clicked.connect(lambda _checked: self._decide_rest())
        view.choose.clicked.connect(lambda _checked: self.choose_file())
        view.sheet.edited.connect(self._choose_sheet)
        view.header.edited.connect(self._choose_header)
        view.cycle.changed.connect(self._make_plan)
        view.columns.chosen.connect(self._choose_column)
        view.rows.decided.connect(self._decide)
        view.run.clicked.connect(lambda _checked: self.run())
        view.save_rest.clicked.connect(lambda _checked: self._ask_where())
        self._context.announced.connect(self._program_changed)

    def _forget(self) -> None:
        self._request += 1
        self._opened = self._table = self._layout = self._plan = self._done = None
        self._choices, self._decisions = {}, {}
        self.view.file_note.say("")
        self.view.show_result(shown=False)
        self.view.page_title.setText("Import applications")
        self.view.note.say("")

    def _cannot_read(self, error: UserError) -> None:
        self.view.file_note.say(str(error), Tone.BAD, "attention")
        self.view.pages.setCurrentWidget(self.view.no_file)
        self.planned_now.emit()

    def _show_file(self, opened: Opened) -> None:
        self._opened = opened
        self.view.file_note.say("")
        self.view.file_name.setText(opened.path.name)
        self.view.sheet.set_choices([(table.sheet, table.sheet or "Text file") for table in opened.tables])
        self.view.sheet.setVisible(len(opened.tables) > 1)
        self.view.pages.setCurrentWidget(self.view.bands)
        self._use_table(import_file.table_of(opened))

    def _use_table(self, table: Table) -> None:
        self._table, self._choices, self._decisions = table, {}, {}
        self.view.sheet.set_value(table.sheet)
        lines = [(line.number, _line_words(line.number, line.cells)) for line in table.lines[:_HEADER_CHOICES]]
        self.view.header.set_choices(lines)
        try:
            self._layout = headers.find(table)
        except InvalidInput as error:
            self._layout = None
            self.view.header.box.setCurrentIndex(-1)
            self.view.columns.show_columns(())
            self._say_problem(f"{error.message} Or choose the header line above.")
            return
        self.view.header.set_value(self._layout.first_line)
        self._show_columns()

    def _choose_sheet(self) -> None:
        wanted = self.view.sheet.value()
        if self._opened is not None:
            self._use_table(next(table for table in self._opened.tables if table.sheet == wanted))

    def _choose_header(self) -> None:
        number = self.view.header.value()
        if self._table is not None and number is not None:
            guessed = self._layout
            if guessed is None or guessed.first_line != number:
                self._layout = headers.at(self._table, int(number))
                self._choices, self._decisions = {}, {}
            self._show_columns()

    def _choose_column(self, index: int, field: Field | None) -> None:
        self._choices[index] = field
        self._show_columns()

    def _show_columns(self) -> None:
        layout = self._chosen_layout()
        if layout is not None:
            self.view.columns.show_columns(layout.columns)
            self._make_plan()

    def _chosen_layout(self) -> Layout | None:
        return None if self._layout is None else self._layout.choose(self._choices)

    def _decide(self, line: int, decision: Decision | None) -> None:
        if decision is None:
            self._decisions.pop(line, None)
        else:
            self._decisions[line] = decision
        self._make_plan()

    def _program_changed(self, announced: Any) -> None:
        if self.isVisible() and self._done is None and announced.operation != "drafts.keep":
            self._make_plan()

    def _make_plan(self) -> None:
        layout, table = self._chosen_layout(), self._table
        if layout is None or table is None or self._done is not None:
            return
        self._request += 1
        if problems := layout.problems():
            self._say_problem(" ".join(problems))
            return
        request, program, decisions = self._request, self._context.program, dict(self._decisions)
        cycle = self.view.cycle.cycle_name()

        def make(_progress: object = None) -> Planned:
            return imports.plan(program, table, layout, cycle, decisions)

        def show(planned: Planned) -> None:
            if request == self._request:
                self._show_plan(planned)

        def refused(error: UserError) -> None:
            self._say_problem(str(error))

        if len(table.lines) > _MANY:
            self._context.runner.later(make, show, title="Looking through the rows", refused=refused)
        else:
            planned = self._context.runner.now(make, refused=refused)
            if planned is not None:
                show(planned)

    def _say_problem(self, sentence: str) -> None:
        self._plan = None
        self.view.columns_note.say(sentence, Tone.BAD, "attention")
        self.view.rows.show_plan(None)
        self.view.run.setText("Import")
        self.view.run.setEnabled(False)
        self.view.save_rest.setEnabled(False)
        self.planned_now.emit()

    def _show_plan(self, planned: Planned) -> None:
        self._plan = planned.plan
        self.view.columns_note.say(*_about_columns(planned.plan.layout))
        self.view.rows.show_plan(planned.plan)
        self.view.reason.setVisible(planned.needs_reason)
        coming = planned.plan.counts()[Outcome.IMPORTED]
        self.view.run.setText(f"Import {_applications(coming)}" if coming else "Nothing to import")
        self.view.run.setEnabled(bool(coming) and self._context.program.writable)
        self.view.save_rest.setEnabled(len(planned.plan.verdicts) > coming)
        waiting = planned.plan.counts()[Outcome.ATTENTION]
        self.view.note.say(f"{_rows(waiting)} will wait for your decision." if waiting else "", Tone.ATTENTION)
        self.planned_now.emit()

    def run(self) -> None:
        """Import what is ready, off the GUI thread."""
        layout, table = self._chosen_layout(), self._table
        if layout is None or table is None or self._plan is None or not self.view.cycle.check():
            return
        if not self.view.reason.isHidden() and not self.view.reason.check():
            return
        program, decisions, cycle = self._context.program, dict(self._decisions), self.view.cycle.cycle_name()
        reason = str(self.view.reason.value() or "") if not self.view.reason.isHidden() else ""
        self.view.run.setEnabled(False)
        self._context.runner.later(
            lambda _progress: imports.commit(program, table, layout, cycle, decisions, reason=reason),
            self._show_result, title=f"Importing {table.file}", refused=self._not_imported,
        )  # fmt: skip

    def _not_imported(self, error: UserError) -> None:
        self.view.run.setEnabled(True)
        if isinstance(error, InvalidInput) and error.field == "reason":
            self.view.reason.show()
            self.view.reason.set_reason(str(error))
        else:
            self.view.note.say(str(error), Tone.BAD, "attention")

    def _show_result(self, done: Imported) -> None:
        self._done, self._plan = done, done.plan
        counts = done.plan.counts()
        came = counts[Outcome.IMPORTED]
        rest = len(done.plan.verdicts) - came
        self.view.show_result(shown=True)
        self.view.page_title.setText(f"{_applications(came).capitalize()} came into {done.cycle}")
        self.view.rows.show_plan(done.plan, done=True)
        self.view.rows.show_kind(Outcome.ATTENTION.value if counts[Outcome.ATTENTION] else ALL)
        self.view.decide_rest.setVisible(bool(counts[Outcome.ATTENTION]))
        self.view.save_rest.setEnabled(bool(rest))
        said = f"{_rows(rest)} did not come in. Save them to put them right and import them again." if rest else ""
        self.view.note.say(said, Tone.QUIET, "info")
        self._context.runner.tell(f"Imported {_applications(came)} into {done.cycle}.")
        self.imported_now.emit()

    def _decide_rest(self) -> None:
        """Back to the preview of the same file: what came in is there already, the rest can be decided."""
        offered = self._context.runner.now(cycles.list_cycles, self._context.program) or ()
        self.view.cycle.offer(offered, self._done.cycle_id if self._done else None)
        self._done = None
        self.view.show_result(shown=False)
        self.view.page_title.setText("Import applications")
        self._make_plan()
        self.view.rows.show_kind(Outcome.ATTENTION.value)

    def _ask_where(self) -> None:
        name = f"{Path(self._table.file).stem} rest.xlsx" if self._table else "rest.xlsx"
        dialog = QFileDialog(self, "Save the rows that did not come in", name, "Excel workbook (*.xlsx)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.fileSelected.connect(lambda chosen: self.save_rest(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_rest(self, path: Path) -> None:
        """Save the rows that do not come in as a workbook."""
        if self._plan is None:
            return
        saved = self._context.runner.now(import_file.save_rest, self._plan, path)
        if saved is not None:
            self._context.runner.tell(f"Saved {_rows(saved)} to {path.name}. The file is not encrypted.")

    def _leave(self) -> None:
        cycle_id = self._done.cycle_id if self._done else None
        self.left.emit(cycle_id or "")
        self._forget()


def _about_columns(layout: Layout) -> tuple[str, Tone, str]:
    """What to say of the columns when nothing is in the way."""
    parts = []
    if layout.dropped:
        parts.append(f"Never collected, so left out: {', '.join(layout.dropped)}.")
    if layout.unused:
        parts.append(f"Not used: {', '.join(layout.unused)}.")
    return " ".join(parts), Tone.ATTENTION if layout.dropped else Tone.QUIET, "shield" if layout.dropped else "info"


def _line_words(number: int, cells: tuple[Any, ...]) -> str:
    return f"Line {number}: " + ", ".join(text for cell in cells if (text := clean(cell)))[:60]


def _applications(count: int) -> str:
    return "1 application" if count == 1 else f"{count:,} applications"


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"
