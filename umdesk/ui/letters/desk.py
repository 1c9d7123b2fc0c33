"""Where letters of a cycle are made, looked at, let out and sent: a list by the letter wanted, beside the pages."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from umdesk.domain.errors import UserError
from umdesk.domain.words import LetterKind
from umdesk.domain.writing import counted
from umdesk.jobs import letters as jobs
from umdesk.jobs.letters import Wish
from umdesk.services import letters
from umdesk.services.letters import Screened
from umdesk.services.programs import Announced, Program
from umdesk.ui.context import Context
from umdesk.ui.letters.actions import LetterActions
from umdesk.ui.letters.lines import ALL, MADE, SENT, Line, groups_of, kind_of, lines_of
from umdesk.ui.letters.pages import LetterPages
from umdesk.ui.letters.saving import LetterSaver
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import Chips, QuietLabel
from umdesk.ui.widgets.table import RowsTable

_TABLES = frozenset(
    {
        "letter", "application", "appointment", "person", "cycle", "eligibility_decision", "eligibility_record",
        "setting", "job_class", "class_override", "decision", "waitlist_move",
    }
)  # fmt: skip
_PAUSE_MS = 150
_STATUS, _LETTERS = 2, 3
"""The column of where it stands, which a letter that was made tells, and that of what was written, empty before."""
_ALWAYS = frozenset({*(kind.value for kind in LetterKind if kind is not LetterKind.DECLINED), MADE, SENT, ALL})
"""The groups that are shown without a line too; hardly anybody ever declines."""
_DRAFT = "This is how the letter will read. Make it, then print or save it."

Read = Callable[[Program, str], Sequence[Screened]]


class LetterDesk(QWidget):
    """Lists the applications of a cycle by the letter of some kinds that they want, beside the pages.

    `read` asks for the applications of a cycle with what they want and have.
    """

    def __init__(self, context: Context, kinds: Sequence[LetterKind], read: Read, empty: str) -> None:
        super().__init__()
        self._context = context
        self._groups = groups_of(kinds)
        self._read = read
        self._cycle_id = ""
        self._found: tuple[Screened, ...] = ()
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
        self.table.set_empty(empty)
        self.pane = LetterPages(context)
        self.actions_bar = LetterActions(context)
        self.saver = LetterSaver(context, self, self.refused)
        self._lay_out()
        self._connect()

    def show_cycle(self, cycle_id: str) -> None:
        """Read the applications of a cycle, off the GUI thread."""
        if cycle_id != self._cycle_id:
            self.actions_bar.unrecorded.follow(cycle_id)
        self._cycle_id = cycle_id
        program = self._context.program
        self._context.runner.later(
            lambda _progress: self._read(program, cycle_id),
            self._show,
            owner=self,
            title="Reading applications",
            refused=self.refused,
        )

    def show_list(self) -> None:
        """Show the screening list of the cycle as pages, until other lines are chosen."""
        if self._cycle_id:
            self._pause.stop()
            self.pane.show_screening(self._cycle_id)

    def refused(self, error: UserError) -> None:
        """Say why something was not done."""
        self.note.say(str(error), Tone.BAD, "attention")

    # --- the parts ---------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
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
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.chips)
        whole.addWidget(self.note)
        whole.addWidget(split, 1)

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
        self.pane.shown.connect(self._tell_about_pages)
        self._context.announced.connect(self._announced)

    # --- showing -------------------------------------------------------------------------------------------------

    def _announced(self, announced: Announced) -> None:
        if announced.tables & _TABLES and self._cycle_id:
            self.show_cycle(self._cycle_id)

    def _show(self, found: Sequence[Screened]) -> None:
        self.note.say("")
        self._found = tuple(found)
        first = not self.chips.current()
        shown = [(key, words, len(lines_of(key, found))) for key, words in self._groups]
        kept = (self.chips.current(), *_ALWAYS)
        self.chips.set_chips([chip for chip in shown if chip[2] or chip[0] in kept])
        if first:
            self.chips.choose(next((key for key, _words in self._groups if lines_of(key, found)), self._groups[0][0]))
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

    def _tell_about_pages(self, draft: bool) -> None:
        """Say that the pages are a draft, and what the letter would still leave open."""
        kind = kind_of(self.chips.current())
        note = self.actions_bar.note
        if not draft or kind is None:
            note.say("")
            return
        program = self._context.program
        gaps = self._context.runner.now(letters.gaps, program, self._cycle_id, kind) or ()
        if gaps:
            note.say(" ".join(gaps), Tone.ATTENTION, "attention")
        else:
            note.say(_DRAFT, Tone.QUIET, "info")

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
        program, bar = self._context.program, self.actions_bar

        def made(ids: Sequence[str]) -> None:
            self._context.runner.tell(f"{counted(len(ids), 'letter')} made.")
            bar.unrecorded.forget()
            self.chips.choose(MADE)
            self.table.setFocus()

        self._context.runner.later(
            lambda progress: jobs.make(program, wish, progress),
            made,
            owner=self,
            title="Making letters",
            cancellable=True,
            refused=self.refused,
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
        self._context.runner.now(letters.discard, self._context.program, self._letter_ids(), refused=self.refused)

    def _save_each(self) -> None:
        self.saver.ask_for_letters(
            [(line.letter, line.one.row.number) for line in self._chosen() if line.letter is not None]
        )


def _why(line: Line) -> str:
    return "\n".join(reason.text for reason in line.one.row.reasons)
