"""The widgets of the import page: the file, its columns, what will happen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from umdesk.domain.errors import InvalidInput, UserError
from umdesk.domain.intake.matching import Outcome
from umdesk.domain.intake.plan import Plan
from umdesk.domain.writing import counted
from umdesk.services.imports import Imported, Planned
from umdesk.ui.applicants.cyclefield import STILL_COME, STILL_WHY, CycleField
from umdesk.ui.applicants.importcolumns import ColumnsPanel
from umdesk.ui.applicants.importrows import ALL, ImportRows
from umdesk.ui.applicants.importsender import KEEP_HINT, TakenColumns
from umdesk.ui.applicants.nextsteps import NextSteps
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_4, SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets.ask import Ask
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, Note, TextField
from umdesk.ui.widgets.fileline import file_heading, file_line, reading_line
from umdesk.ui.widgets.form import heading, title
from umdesk.ui.widgets.status import EmptyState, QuietLabel


class ImportView(QWidget):
    """One page with three bands, and the actions at its foot."""

    def __init__(self, context: Context, choose_action: QAction) -> None:
        super().__init__()
        self.back = QPushButton(icon("left"), "Back to the applicants")
        self.page_title = title("Import applications")
        self.choose = QPushButton(icon("folder"), "Choose another file…")
        self.file_name = file_heading()
        self.sheet = ChoiceField("Sheet")
        self.header = ChoiceField("Header line")
        self.cycle = CycleField(context.program.today())
        self.arrived = DateField("Day received", latest=context.program.today(), hint="For rows that name no day.")
        self.arrived.setToolTip("The day on which the list reached the office. Eligibility is judged on this day.")
        self.arrived.hide()
        self.reason = TextField(STILL_COME, required=True, hint=STILL_WHY)
        self.reason.hide()
        self.columns_note = Note()
        self.taken = TakenColumns(context)
        self.columns = ColumnsPanel()
        self.rows = ImportRows()
        self.note = Note()
        self.run = QPushButton("Import")
        self.run.setDefault(True)
        self.save_rest = QPushButton(icon("save"), "Save the rest as a workbook…")
        self.finish = QPushButton(icon("people"), "Go to the applicants")
        self.next_steps = NextSteps(context)
        self.decide_rest = QPushButton(icon("attention"), "Decide the rows that wait…")
        self.keep = Ask(
            "Remember these columns…",
            "save",
            "Remember",
            (("sender", TextField("Who sent the list", required=True, max_length=80, hint=KEEP_HINT)),),
            "The next list with the same headers takes them again, and says so.",
        )
        self.keep.hide()
        self.no_file = EmptyState(
            "import",
            "Which file?",
            "An Excel workbook, an OpenDocument sheet or a text file (.csv) with one applicant in each row. Nothing "
            "comes in before you have seen what will happen.",
            (choose_action,),
        )
        self.file_note = Note()
        self.bands = QWidget()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.no_file)
        self.pages.addWidget(self.bands)
        self._lay_out()

    def start_over(self) -> None:
        """Show nothing of a file."""
        self.file_note.say("")
        self.note.say("")
        self.reason.set_value("")  # a reason stands for the applications it was given for, and for no others
        self.reason.hide()
        self.show_bands()

    def show_bands(self) -> None:
        """Show the three bands in which an import is prepared."""
        self._show_stage(done=False)
        self.page_title.setText("Import applications")

    def show_plan(self, planned: Planned, *, writable: bool) -> None:
        """Show what will happen, and how many it would be."""
        plan = planned.plan
        coming, waiting = plan.counts()[Outcome.IMPORTED], plan.counts()[Outcome.ATTENTION]
        self.columns_note.say(*_about_columns(plan))
        self.rows.show_plan(plan)
        self.arrived.setVisible(bool(plan.undated))
        self.reason.setVisible(planned.needs_reason)
        self.run.setText(f"Import {counted(coming, 'application')}" if coming else "Nothing to import")
        self.run.setEnabled(bool(coming) and writable)
        self.save_rest.setEnabled(len(plan.verdicts) > coming)
        self.note.say(f"{counted(waiting, 'row')} will wait for your decision." if waiting else "", Tone.ATTENTION)

    def show_problem(self, sentence: str) -> None:
        """Say what has to be chosen before anything can be planned."""
        self.columns_note.say(sentence, Tone.BAD, "attention")
        self.rows.show_plan(None)
        self.note.say("")
        self.run.setText("Import")
        self.run.setEnabled(False)
        self.save_rest.setEnabled(False)

    def show_result(self, done: Imported) -> None:
        """Show what happened in place of the three bands."""
        counts = done.plan.counts()
        came = counts[Outcome.IMPORTED]
        rest = len(done.plan.verdicts) - came
        self._show_stage(done=True)
        self.page_title.setText(f"{counted(came, 'application')} came into {done.cycle}")
        self.rows.show_plan(done.plan, done=True)
        self.rows.show_kind(Outcome.ATTENTION.value if counts[Outcome.ATTENTION] else ALL)
        self.decide_rest.setVisible(bool(counts[Outcome.ATTENTION]))
        self.next_steps.offer(done.cycle_id if came else None)
        self.save_rest.setEnabled(bool(rest))
        said = (
            f"{counted(rest, 'row')} did not come in. Save them to put them right and import them again."
            if rest
            else ""
        )
        self.note.say(said, Tone.QUIET, "info")

    def refuse_file(self, error: UserError) -> None:
        """Say why a file cannot be read."""
        self.file_note.say(str(error), Tone.BAD, "attention")
        self.pages.setCurrentWidget(self.no_file)

    def refuse_import(self, error: UserError) -> None:
        """Say why the import was not carried out."""
        self.run.setEnabled(True)
        if isinstance(error, InvalidInput) and error.field == "reason":
            self.reason.show()
            self.reason.set_reason(str(error))
        else:
            self.note.say(str(error), Tone.BAD, "attention")

    def _show_stage(self, *, done: bool) -> None:
        self.first.setHidden(done)
        self.second.setHidden(done)
        self.run.setHidden(done)
        self.finish.setVisible(done)
        self.decide_rest.setVisible(done)
        self.next_steps.offer(None)
        self.rows.bar.setEnabled(not done)
        self.third_heading.setText("What happened" if done else "What will happen")
        if not done:
            self.keep.hide()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE_12)
        top.addWidget(self.back)
        top.addWidget(self.page_title, 1)
        self.first = QWidget()
        self._fill_first(QVBoxLayout(self.first))
        self.second = QWidget()
        second = QVBoxLayout(self.second)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(SPACE_4)
        second.addWidget(heading("Which column is which"))
        second.addWidget(self.taken)
        second.addWidget(self.columns_note)
        second.addWidget(self.columns, 1)
        third = QWidget()
        self.third_heading = heading("What will happen")
        column = QVBoxLayout(third)
        column.setContentsMargins(0, SPACE_4, 0, 0)
        column.setSpacing(SPACE_4)
        column.addWidget(self.third_heading)
        column.addWidget(self.rows, 1)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.second)
        split.addWidget(third)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 3)
        split.setSizes([190, 330])
        bands = QVBoxLayout(self.bands)
        bands.setContentsMargins(0, 0, 0, 0)
        bands.setSpacing(SPACE_12)
        bands.addWidget(self.first)
        bands.addWidget(split, 1)
        bands.addLayout(self._foot())
        page = QVBoxLayout(self)
        page.setContentsMargins(SPACE_8, SPACE_12, SPACE_8, SPACE_8)
        page.setSpacing(SPACE_8)
        page.addLayout(top)
        page.addWidget(self.file_note)
        page.addWidget(self.pages, 1)

    def _fill_first(self, column: QVBoxLayout) -> None:
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addLayout(file_line(self.file_name, self.choose))
        column.addLayout(
            reading_line((self.sheet, 2), (self.header, 4), (self.cycle, 4), (self.arrived, 2), (self.reason, 3))
        )

    def _foot(self) -> QVBoxLayout:
        self.undo_hint = QuietLabel("An import is one step: Undo takes all of it back.")
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        for button in (self.run, self.finish, self.next_steps, self.decide_rest, self.save_rest):
            row.addWidget(button)
        row.addWidget(self.undo_hint, 1)
        foot = QVBoxLayout()
        foot.setSpacing(SPACE_8)
        foot.addWidget(self.note)
        foot.addWidget(self.keep)
        foot.addLayout(row)
        return foot


def _about_columns(plan: Plan) -> tuple[str, Tone, str]:
    """What to say of the sheet and its columns when nothing is in the way."""
    layout = plan.layout
    parts = [*plan.remarks]
    if layout.dropped:
        parts.append(f"Never collected, so left out: {', '.join(layout.dropped)}.")
    if layout.unused:
        parts.append(f"Not used: {', '.join(layout.unused)}.")
    tone = Tone.ATTENTION if layout.dropped or plan.remarks else Tone.QUIET
    return " ".join(parts), tone, "shield" if layout.dropped else "attention" if plan.remarks else "info"
