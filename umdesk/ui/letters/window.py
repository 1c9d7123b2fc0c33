"""The window *Screening and letters*: who wants which letter, the letters as pages, made, let out, marked as sent."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from umdesk.domain.errors import UserError
from umdesk.domain.words import CycleState
from umdesk.domain.writing import counted
from umdesk.jobs import letters as jobs
from umdesk.jobs.letters import Wish
from umdesk.services import cycles, letters
from umdesk.services.letters import Screened
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.letters.actions import LetterActions
from umdesk.ui.letters.lines import GROUPS, MADE, SENT, Line, kind_of, lines_of
from umdesk.ui.letters.pages import LetterPages
from umdesk.ui.letters.saving import LetterSaver
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.fields import ChoiceField, Note
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import Chips, QuietLabel
from umdesk.ui.widgets.table import RowsTable

_TABLES = frozenset(
    {
        "letter", "application", "appointment", "person", "cycle", "eligibility_decision", "eligibility_record",
        "setting", "job_class", "class_override",
    }
)  # fmt: skip
_PAUSE_MS = 150
_STATUS, _LETTERS = 2, 3
"""The column of the answer, which a letter that was made tells, and that of what was written, empty before."""
_EMPTY = "No application stands here."
_DRAFT = "This is how the letter will read. Make it, then print or save it."


class LettersWindow(SideWindow):
    """Lists the applications of a cycle by the letter that they want, beside the pages."""

    help_page = "letters"

    def __init__(self, context: Context, parent: QWidget | None = None, cycle_id: str = "") -> None:
        super().__init__("Screening and letters", parent, 1180, 740)
        self._context = context
        self._found: tuple[Screened, ...] = ()
        self.cycle = ChoiceField("Cycle")
        self.cycle.box.setMinimumContentsLength(18)
        self.cycle.edited.connect(self.load)
        self.chips = Chips("Show")
        self.chips.chosen.connect(lambda _key: self._narrow())
        self.note = Note()
        self.model = RowsModel[Line](
            (
                Column("Number", lambda line: line.one.row.number, width=10),
                Column("Name", lambda line: line.one.row.name, stretch=True),
                Column("Status", lambda line: line.status[0], tone=lambda line: line.status[1], tip=_why, width=14),
                Column("Letters", lambda line: line.letters, tip=lambda line: line.letters, width=24),
            ),
            lambda line: line.key,
            self,
        )
        self.table = RowsTable(self.model, "Applications and their letters")
        self.table.set_empty(_EMPTY)
        self.pane = LetterPages(context)
        self.actions_bar = LetterActions(context)
        self.saver = LetterSaver(context, self, self._refused)
        self._lay_out()
        self._connect()
        self._offer_cycles(cycle_id)
        self.load()

    def load(self) -> None:
        """Read the applications of the cycle, off the GUI thread."""
        cycle_id, program = self.cycle.value(), self._context.program
        if cycle_id is None:
            self.note.say("There is no cycle yet. Import applications, or add the first one by hand.", Tone.QUIET)
            return
        self._context.runner.later(
            lambda _progress: letters.screened(program, cycle_id),
            self._show,
            owner=self,
            title="Reading applications",
            refused=self._refused,
        )

    def show_list(self) -> None:
        """Show the screening list of the cycle as pages."""
        if self.cycle.value() is not None:
            self.pane.show_screening(self.cycle.value())

    # --- the parts ---------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.list_button = push_button("Screening list", "list", self.show_list)
        self.list_button.setToolTip("Every application with its answer, the reasons and the letter, as pages")
        self.excel_button = push_button("Save the list as Excel…", "export", self._save_list)
        top = QHBoxLayout()
        top.setSpacing(SPACE_8)
        top.addWidget(self.cycle)
        top.addStretch(1)
        top.addWidget(self.list_button, 0, Qt.AlignmentFlag.AlignBottom)
        top.addWidget(self.excel_button, 0, Qt.AlignmentFlag.AlignBottom)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.table, 1)
        column.addWidget(QuietLabel("What is done below is done with the chosen lines. Ctrl+A chooses all."))
        column.addWidget(self.actions_bar)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.pane)
        split.setSizes([560, 560])
        self.column.addLayout(top)
        self.column.addWidget(self.chips)
        self.column.addWidget(self.note)
        self.column.addWidget(split, 1)
        self.finish()

    def _connect(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._preview)
        self.table.selectionModel().selectionChanged.connect(self._selection_changed)
        bar = self.actions_bar
        bar.make_wanted.connect(self._make)
        bar.send_wanted.connect(self._send)
        bar.save_wanted.connect(self._save_each)
        bar.discard_wanted.connect(self._discard)
        bar.changed.connect(self._pause.start)
        self.pane.shown.connect(lambda draft: bar.note.say(_DRAFT if draft else "", Tone.QUIET, "info"))
        self._context.announced.connect(self._announced)
        self.excel_button.setVisible(self._context.may("lists.record_copy"))

    def _offer_cycles(self, wanted: str) -> None:
        found = self._context.runner.now(cycles.list_cycles, self._context.program) or ()
        self.cycle.set_choices([(line.id, line.name) for line in found])
        open_first = [line for line in found if line.state is not CycleState.CLOSED and line.applications] or list(
            found
        )
        chosen = next((line.id for line in found if line.id == wanted), open_first[0].id if open_first else None)
        if chosen is not None:
            self.cycle.set_value(chosen)

    # --- showing -------------------------------------------------------------------------------------------------

    def _announced(self, announced: Announced) -> None:
        if announced.tables & _TABLES:
            self.load()

    def _refused(self, error: UserError) -> None:
        self.note.say(str(error), Tone.BAD, "attention")

    def _show(self, found: Sequence[Screened]) -> None:
        self.note.say("")
        self._found = tuple(found)
        first = not self.chips.current()
        self.chips.set_chips([(key, words, len(lines_of(key, found))) for key, words in GROUPS])
        if first:
            self.chips.choose(next((key for key, _words in GROUPS if lines_of(key, found)), GROUPS[0][0]))
        self._narrow()

    def _narrow(self) -> None:
        group = self.chips.current()
        self.model.set_rows(lines_of(group, self._found))
        self.table.setColumnHidden(_STATUS, group in (MADE, SENT))
        self.table.setColumnHidden(_LETTERS, kind_of(group) is not None)
        self.table.selectAll()
        self._selection_changed()

    def _selection_changed(self) -> None:
        self.actions_bar.show_group(self.chips.current(), len(self._chosen()))
        self._pause.start()

    def _chosen(self) -> list[Line]:
        numbers = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.row(number) for number in numbers]

    def _preview(self) -> None:
        """Show the letters of the chosen lines: those that were made, or how the first one will read."""
        chosen = self._chosen()
        rows = [line.letter for line in chosen if line.letter is not None]
        wish = self._wish(chosen[:1])
        if rows:
            self.pane.show_letters(rows)
        elif wish is not None and self._context.may("letters.wording.prepare"):
            self.pane.show_draft(wish)
        else:
            self.pane.show_nothing()

    def _wish(self, chosen: Sequence[Line]) -> Wish | None:
        kind = kind_of(self.chips.current())
        bar = self.actions_bar
        if kind is None or not chosen or not bar.reply_by.check():
            return None
        reply_by = bar.reply_by.value() if not bar.reply_by.isHidden() else None
        wanted = str(bar.wanted.value() or "") if not bar.wanted.isHidden() else ""
        return Wish(tuple(line.one.row.id for line in chosen), kind, reply_by, wanted)

    # --- doing ---------------------------------------------------------------------------------------------------

    def _make(self) -> None:
        wish = self._wish(self._chosen())
        if wish is None:
            return
        program = self._context.program

        def made(ids: Sequence[str]) -> None:
            self._context.runner.tell(f"{counted(len(ids), 'letter')} made.")
            self.chips.choose(MADE)
            self.table.setFocus()

        self._context.runner.later(
            lambda progress: jobs.make(program, wish, progress),
            made,
            owner=self,
            title="Making letters",
            cancellable=True,
            refused=self._refused,
        )

    def _letter_ids(self) -> list[str]:
        return [line.letter.id for line in self._chosen() if line.letter is not None]

    def _send(self) -> None:
        program, ids, day = self._context.program, self._letter_ids(), self.actions_bar.sent_on.value()

        def send() -> bool:
            letters.mark_sent(program, ids, day)
            return True

        if self._context.runner.now(send, refused=self.actions_bar.send.refuse):
            self.actions_bar.send.fold()

    def _discard(self) -> None:
        self._context.runner.now(letters.discard, self._context.program, self._letter_ids(), refused=self._refused)

    def _save_each(self) -> None:
        self.saver.ask_for_letters(
            [(line.letter, line.one.row.number) for line in self._chosen() if line.letter is not None]
        )

    def _save_list(self) -> None:
        if self.cycle.value() is not None:
            self.saver.ask_for_list(self.cycle.value(), self.cycle.raw())


def _why(line: Line) -> str:
    return "\n".join(reason.text for reason in line.one.row.reasons)
