"""The inner tab Packet: what a review of the selection asks for, as a PDF and a workbook, and how long it is kept."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.errors import UserError
from umdesk.domain.packet import PATTERN
from umdesk.domain.writing import counted, enumerated
from umdesk.jobs import packet as jobs
from umdesk.jobs.packet import MadePacket
from umdesk.services import packet
from umdesk.services.cycles import CycleDetail
from umdesk.services.packet import PACKET, Kept, Status
from umdesk.services.programs import Announced
from umdesk.services.reports import Paper
from umdesk.ui.context import Context
from umdesk.ui.dialogs import shown
from umdesk.ui.selection.packetwindow import PacketWindow
from umdesk.ui.selection.page import Page
from umdesk.ui.theme import SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets.actions import action
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.filedialogs import ask_for_workbook
from umdesk.ui.widgets.form import heading
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import ActionButton, QuietLabel
from umdesk.ui.widgets.table import RowsTable

_MAKING = "Making the selection packet"
_ABOUT = (
    "The packet is one PDF for the file and one workbook: announcement, criteria, raters, every rating with comments, "
    "results, the draw, decisions, letters and history. It names people. Print or save it after closing the cycle."
)


class PacketPage(Page):
    """Behaviour of the inner tab Packet."""

    help_page = "selection-packet"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.about = QuietLabel(_ABOUT)
        self.holds = PlainLabel()
        self.holds.setWordWrap(True)
        self.keep = Note()
        self.open = Note()
        self.problem = Note()
        self.make = action(
            self, "pdf", "Make the packet…", self.make_packet,
            tip="Put the PDF and the workbook together, then look at them, print and save them",
        )  # fmt: skip
        self.show_again = action(
            self, "open", "Show again", self.open_kept,
            tip="The chosen packet as it was made; a workbook is saved again",
        )  # fmt: skip
        self.model: RowsModel[Kept] = RowsModel(
            (
                Column("Left the program", lambda k: dates.show_moment(k.made_at), sort=lambda k: k.made_at, width=24),
                Column("By", lambda k: k.made_by, width=24),
                Column("What", _what, width=20),
                Column("Made", lambda k: "after closing" if k.final else "before closing", width=16),
                Column("Digest", lambda k: k.digest, stretch=True),
            ),
            lambda k: k.id,
            self,
        )
        self.table = RowsTable(self.model, "Packets that left the program")
        self.table.set_empty("No packet was printed or saved yet.")
        self.table.opened.connect(lambda _key: self.open_kept())
        self.table.chosen.connect(lambda _key: self._enable())
        self._lay_out()

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        acts.setSpacing(SPACE_8)
        acts.addWidget(ActionButton(self.make))
        acts.addStretch(1)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(ActionButton(self.show_again))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_12)
        column.setSpacing(SPACE_8)
        for part in (self.about, self.holds, self.keep, self.open):
            column.addWidget(part)
        column.addLayout(acts)
        column.addWidget(self.problem)
        column.addWidget(heading("Packets that left the program"))
        column.addWidget(self.table, 1)
        column.addLayout(below)

    def show_cycle(self, cycle: CycleDetail, announced: Announced | None) -> None:
        """Show what the packet would hold and lack, and those that were made."""
        super().show_cycle(cycle, announced)
        self.problem.say("")
        self.make.setEnabled(False)
        if not cycle.state.after_scoring:
            self._say_nothing("The packet is made from deciding on.")
            return
        program = self.context.program
        found = self.context.runner.now(packet.status, program, cycle.id, refused=self._sealed)
        if found is not None:
            self._show(found)

    def make_packet(self) -> None:
        """Make the packet off the window's thread, with progress and Cancel, and show it in its own window."""
        if self.cycle is None:
            return
        program, cycle_id = self.context.program, self.cycle.id
        self.make.setEnabled(False)
        self.context.runner.later(
            lambda progress: jobs.make(program, cycle_id, progress),
            self._show_made,
            owner=self,
            title=_MAKING,
            cancellable=True,
            refused=self._refused,
            stopped=lambda: self.make.setEnabled(True),
        )

    def open_kept(self) -> None:
        """Show the chosen packet as it was made, or save its workbook again."""
        kept = self.model.find(self.table.current_key())
        if kept is None or self.cycle is None:
            return
        if kept.kind != PACKET:
            name = jobs.workbook_name(f"Selection packet, {self.cycle.name}")
            ask_for_workbook(self, name, lambda path: self.save_kept(kept, path), "Save the workbook again")
            return
        program = self.context.program
        self.context.runner.later(
            lambda _progress: jobs.kept_again(program, kept.id),
            self._show_kept,
            owner=self,
            title="Opening the packet",
            refused=self._refused,
        )

    def save_kept(self, kept: Kept, path: Path) -> None:
        """Save a workbook that was made before."""
        program = self.context.program
        self.context.runner.later(
            lambda _progress: jobs.save_kept_workbook(program, kept.id, path),
            lambda _none: self.context.runner.tell(f"The workbook is saved as {path.name}."),
            owner=self,
            title="Saving the workbook",
            refused=self._refused,
        )

    # --- showing

    def _show(self, found: Status) -> None:
        self.holds.setText(f"It holds {enumerated([counted(one.count, one.what) for one in found.holds])}.")
        if found.keep_until is None:
            said = f"To be kept {found.years} years from closing, at least. "
        else:
            said = f"To be kept at least until {dates.show(found.keep_until)}, {found.years} years from closing. "
        self.keep.say(f"{said}umdesk deletes nothing by itself. {PATTERN}", Tone.QUIET, "calendar")
        if found.missing:
            self.open.say("Open:\n" + "\n".join(f"• {one}" for one in found.missing), Tone.ATTENTION, "attention")
        elif found.final:
            self.open.say("Nothing is open, and a packet was made after closing.", Tone.GOOD, "check")
        else:
            self.open.say("Nothing is open. Make the final packet now.", Tone.GOOD, "check")
        self.model.set_rows(found.kept)
        self.make.setEnabled(self.context.may("packet.gathering.snapshot"))
        self._enable()

    def _enable(self) -> None:
        self.show_again.setEnabled(bool(self.table.current_key()))

    def _say_nothing(self, sentence: str) -> None:
        self.holds.setText(sentence)
        self.keep.say("")
        self.open.say("")
        self.model.set_rows(())
        self._enable()

    def _show_made(self, made: MadePacket) -> None:
        self.make.setEnabled(True)
        self._window(made.paper.title).show_made(made)

    def _show_kept(self, paper: Paper) -> None:
        self._window(paper.title).show_kept(paper)

    def _window(self, title: str) -> PacketWindow:
        return shown(PacketWindow(self.context, title, self.window()))

    def _sealed(self, error: UserError) -> None:
        self._say_nothing(str(error))

    def _refused(self, error: UserError) -> None:
        self.make.setEnabled(self.cycle is not None and self.cycle.state.after_scoring)
        self.problem.say(str(error), Tone.BAD, "attention")


def _what(kept: Kept) -> str:
    return f"PDF, {counted(kept.pages, 'page')}" if kept.kind == PACKET else "Workbook"
