"""The overview of the inner tab Sheets: out to raters, back from raters, and the papers that wait for a typing."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from umdesk.domain.errors import InvalidInput, UserError
from umdesk.domain.words import CycleState
from umdesk.domain.writing import counted
from umdesk.services import drafts, paper_sheets, raters
from umdesk.services.cycles import CycleDetail
from umdesk.services.paper_sheets import SETTLED, PaperLine, PaperSheet
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.selection.page import Page
from umdesk.ui.selection.sheets.importing import ImportPanel
from umdesk.ui.selection.sheets.outgoing import OutPanel
from umdesk.ui.selection.sheets.settling import SettlingPanel
from umdesk.ui.selection.sheets.typing import TypingPanel, drop_late
from umdesk.ui.theme import SPACE_8, SPACE_12, SPACE_16, Tone
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.fields import ChoiceField, Note, TextField
from umdesk.ui.widgets.filedialogs import ask_for_ratings
from umdesk.ui.widgets.form import heading
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable

_OUT = "For raters who do not rate in the window: sheets to print, each with a code, or a workbook for each rater."
_BACK = "A paper is typed in twice, best by two people; what differs is settled with the paper in hand."


class SheetsPage(Page):
    """Behaviour of the inner tab Sheets."""

    help_page = "ratings"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.state = Note()
        self.code = TextField("Sheet code or application number", placeholder="K7QM-3XWE-9RT", max_length=60)
        self.by = ChoiceField("Rater, if the code cannot be read")
        self.type = push_button("Type it in", "edit", self.find_sheet)
        self.importing = push_button("Import ratings…", "import", self.ask_for_file)
        self.note = Note()
        self.out = OutPanel(context, self.note)
        columns: tuple[Column[PaperLine], ...] = (
            Column("Application", lambda line: line.number, width=13),
            Column("Rater", lambda line: line.rater, width=30),
            Column("What is next", _next, tone=_tone, stretch=True),
        )
        self.model = RowsModel(columns, lambda line: f"{line.application_id} {line.rater_id}", self)
        self.table = RowsTable(self.model, "Papers that were typed in")
        self.table.set_empty("No paper was typed in yet.")
        self.table.opened.connect(self.open_line)
        self.go_on = push_button("Go on with it", "right", lambda: self.open_line(self.table.current_key()))
        self.anew = push_button("Type it anew", "undo", self.type_line_anew)
        self.typing_panel, self.settling = TypingPanel(context), SettlingPanel(context)
        self.import_panel = ImportPanel(context)
        self.pages = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        overview = QWidget()
        column = QVBoxLayout(overview)
        column.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_12)
        column.setSpacing(SPACE_8)
        wide = self.fontMetrics().averageCharWidth() * 34
        self.by.setFixedWidth(wide)
        self.code.setFixedWidth(wide)
        column.addWidget(self.state)
        column.addWidget(heading("Out to raters"))
        column.addWidget(QuietLabel(_OUT))
        column.addWidget(self.out)
        column.addSpacing(SPACE_16)
        column.addWidget(heading("Back from raters"))
        column.addWidget(QuietLabel(_BACK))
        column.addLayout(_row(self.code, self.by, self.type, self.importing))
        column.addWidget(self.note)
        column.addWidget(self.table, 1)
        column.addLayout(_row(self.go_on, self.anew))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
        for page in (overview, self.typing_panel, self.settling, self.import_panel):
            self.pages.addWidget(page)
        self._give_room()

    def _give_room(self) -> None:
        """Let only the page in view say how much room is needed: a small screen has none to spare for the others."""
        for page in self.pages.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            shown = page is self.pages.currentWidget()
            policy = QSizePolicy.Policy.Preferred if shown else QSizePolicy.Policy.Ignored
            page.setSizePolicy(policy, policy)

    def _connect(self) -> None:
        self.pages.currentChanged.connect(lambda _place: self._give_room())
        self.code.line.returnPressed.connect(self.find_sheet)
        self.table.chosen.connect(lambda _key: self._enable())
        self.typing_panel.kept.connect(self._go_on_with)
        self.typing_panel.left.connect(self._left_typing)
        self.settling.settled.connect(self._entered)
        self.settling.again.connect(self._type_anew)
        self.settling.left.connect(self.show_overview)
        self.import_panel.done.connect(self.show_overview)
        self.import_panel.left.connect(self.show_overview)

    # --- showing

    def show_cycle(self, cycle: CycleDetail, announced: Announced | None) -> None:
        """Show the raters and the papers of a cycle; typing that is under way stays in view."""
        other = self.cycle is not None and self.cycle.id != cycle.id
        super().show_cycle(cycle, announced)
        if other:
            self.pages.setCurrentIndex(0)
        found = self.context.runner.now(raters.of_cycle, self.context.program, cycle.id) or ()
        names = [(line.id, line.name) for line in found]
        by = self.by.value()
        self.out.show_raters(cycle, names)
        self.by.set_choices(names)
        self.by.set_value(by if by in dict(names) else None)
        self._show_lines()
        scoring = cycle.state is CycleState.SCORING
        for widget in (self.out, self.code, self.by, self.type, self.importing):
            widget.setEnabled(scoring)
        said = (
            "" if scoring else f"Sheets go out and come back while the cycle is in scoring; it is {cycle.state.value}."
        )
        self.state.say(said, Tone.QUIET, "info")

    def show_overview(self) -> None:
        """Back to the overview, ready for the next paper."""
        self.pages.setCurrentIndex(0)
        self._show_lines()
        self.code.set_value(None)
        self.code.set_reason("")
        self.code.editor.setFocus()

    def show_typing(self, record_id: str, field: str) -> None:
        """Go on with the paper of which typing was recovered."""
        rater_id = field.split()[1] if field.startswith(f"{drafts.PAPER} ") else ""
        found = self.context.runner.now(
            paper_sheets.sheet, self.context.program, record_id, rater_id, refused=self._refused
        )
        if found is not None:
            self._go_on_with(found)

    def _left_typing(self) -> None:
        self.show_overview()
        sheet = self.typing_panel.sheet
        if sheet is not None:
            said = f"What was typed of the sheet of {sheet.rater} for {sheet.number} is kept. Open it again to go on."
            self.note.say(said, Tone.QUIET, "history")

    def _show_lines(self) -> None:
        if self.cycle is not None:
            found = self.context.runner.now(paper_sheets.waiting, self.context.program, self.cycle.id)
            self.model.set_rows(found or ())
        self._enable()

    def _enable(self) -> None:
        scoring = self.cycle is not None and self.cycle.state is CycleState.SCORING
        line = self.model.find(self.table.current_key())
        self.go_on.setEnabled(scoring and line is not None and not line.settled)
        self.anew.setEnabled(scoring and line is not None)

    # --- back

    def ask_for_file(self) -> None:
        """Ask for a file of ratings and show what it would do."""
        ask_for_ratings(self, self.look_at_file)

    def look_at_file(self, path: Path) -> None:
        """Show what a file of ratings would do."""
        if self.cycle is not None:
            self.pages.setCurrentWidget(self.import_panel)
            self.import_panel.look_at(self.cycle.id, path)

    def find_sheet(self) -> None:
        """Go on with the paper whose code or number is typed."""
        if self.cycle is None:
            return
        self.code.set_reason("")
        self.by.set_reason("")
        found = self.context.runner.now(
            paper_sheets.find, self.context.program, self.cycle.id, self.code.raw(), self.by.value() or "",
            refused=self._refused,
        )  # fmt: skip
        if found is not None:
            self._go_on_with(found)

    def open_line(self, key: str) -> None:
        """Go on with a paper of the list."""
        line = self.model.find(key)
        if line is None:
            return
        found = self.context.runner.now(
            paper_sheets.sheet, self.context.program, line.application_id, line.rater_id, refused=self._refused
        )
        if found is not None:
            self._go_on_with(found)

    def type_line_anew(self) -> None:
        """Take the typings of the chosen paper back and begin with the first; its ratings stay until it is entered."""
        line = self.model.find(self.table.current_key())
        if line is None:
            return
        program, found = self.context.program, (line.application_id, line.rater_id)
        self.context.runner.now(paper_sheets.start_over, program, *found, refused=self._refused)
        sheet = self.context.runner.now(paper_sheets.sheet, program, *found, refused=self._refused)
        if sheet is not None:
            self._go_on_with(sheet)

    def _go_on_with(self, sheet: PaperSheet) -> None:
        just_typed = self.pages.currentWidget() is self.typing_panel
        self.note.say("")
        drop_late(self.context, sheet)
        if sheet.settled:
            self.show_overview()
            said = f"The sheet of {sheet.rater} for {sheet.number} is entered already."
            self.note.say(said, Tone.QUIET, "info")
        elif sheet.turn == SETTLED:
            self.pages.setCurrentWidget(self.settling)
            if not self.settling.show_sheet(sheet):
                self.show_overview()
        elif just_typed:
            self.show_overview()
            said = f"Kept. The sheet of {sheet.rater} for {sheet.number} waits for its second typing."
            self.note.say(said, Tone.GOOD, "check")
        else:
            self.pages.setCurrentWidget(self.typing_panel)
            self.typing_panel.show_sheet(sheet)

    def _type_anew(self) -> None:
        before = self.settling.sheet
        if before is None:
            return
        found = self.context.runner.now(
            paper_sheets.sheet, self.context.program, before.application_id, before.rater_id, refused=self._refused
        )
        if found is not None:
            self._go_on_with(found)

    def _entered(self) -> None:
        sheet = self.settling.sheet
        self.show_overview()
        if sheet is not None:
            how = "and settled by the paper" if self.settling.asked else "and the same"
            said = f"Entered: the sheet of {sheet.rater} for {sheet.number}, typed twice {how}."
            self.note.say(said, Tone.GOOD, "check")

    def _refused(self, error: UserError) -> None:
        field = error.field if isinstance(error, InvalidInput) else ""
        if field == "code":
            self.code.set_reason(str(error))
        elif field == "rater":
            self.by.set_reason(str(error))
            self.by.editor.setFocus()
        else:
            self.note.say(str(error), Tone.BAD, "attention")


def _next(line: PaperLine) -> str:
    if line.settled:
        return "Entered"
    if line.turn == SETTLED:
        return f"{counted(line.differs, 'difference')} to settle" if line.differs else "Both typings agree: enter it"
    return "Type it a second time"


def _tone(line: PaperLine) -> Tone:
    if line.settled:
        return Tone.GOOD
    return Tone.ATTENTION if line.turn == SETTLED else Tone.ACCENT


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SPACE_8)
    for widget in widgets:
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignBottom)
    row.addStretch(1)
    return row
