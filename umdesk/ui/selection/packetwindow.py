"""The window of a packet: its pages to look at, print and save, and its workbook."""

from pathlib import Path

from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QWidget

from umdesk.domain.errors import UserError
from umdesk.domain.writing import counted
from umdesk.jobs import packet as jobs
from umdesk.jobs.packet import MadePacket
from umdesk.services import reports
from umdesk.services.reports import Paper
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.icons import icon
from umdesk.ui.preview import PreviewPane
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.filedialogs import ask_for_workbook

AGREES = "The workbook ranks every application as umdesk does."
_SHOWN = 3


class PacketWindow(SideWindow):
    """A packet that was made; nothing of it has left the program until it is printed or saved."""

    help_page = "selection-packet"

    def __init__(self, context: Context, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent, 900, 780)
        self._context = context
        self._made: MadePacket | None = None
        self.note = Note()
        self.pane = PreviewPane()
        self.pane.set_may_leave(context.may("reports.record_copy"))
        self.workbook = QPushButton(icon("save"), "Save the workbook…")
        self.workbook.setAutoDefault(False)
        self.workbook.setToolTip("The same numbers in a spreadsheet with formulas that rank again")
        self.workbook.clicked.connect(self.ask_for_workbook)
        self.buttons.addButton(self.workbook, QDialogButtonBox.ButtonRole.ActionRole)
        self.column.addWidget(self.note)
        self.column.addWidget(self.pane, 1)
        self.finish()

    def show_made(self, made: MadePacket) -> None:
        """Show a packet that was just made, and say how its workbook ranks."""
        self._made = made
        self.workbook.setEnabled(self._context.may("packet.keeping.record_workbook"))
        if made.agrees:
            self.note.say(AGREES, Tone.GOOD, "check")
        else:
            named = " ".join(made.differences[:_SHOWN])
            rest = len(made.differences) - _SHOWN
            more = f" And {counted(rest, 'more')}: see its sheet Checks." if rest > 0 else ""
            said = f"The workbook ranks {counted(len(made.differences), 'application')} otherwise. {named}{more}"
            self.note.say(said, Tone.ATTENTION, "attention")
        self.pane.show_pdf(made.paper.data, made.paper.title, made.file_name, made.unprintable)
        self.pane.way_out = lambda how, deliver: jobs.let_out(self._context.program, made, how, deliver)

    def show_kept(self, paper: Paper) -> None:
        """Show a packet as it was made before."""
        self.workbook.hide()
        self.pane.show_pdf(paper.data, paper.title, f"{paper.title}.pdf")
        self.pane.way_out = lambda how, deliver: reports.record_copy(self._context.program, paper, how, deliver)

    def ask_for_workbook(self) -> None:
        """Ask for a place and save the workbook there."""
        if self._made is not None:
            ask_for_workbook(self, self._made.workbook_name, self.save_workbook, "Save the workbook of the packet")

    def save_workbook(self, path: Path) -> None:
        """Save the workbook to a path; a sentence says how it went."""
        if self._made is None:
            return
        try:
            jobs.save_workbook(self._context.program, self._made, path)
        except UserError as error:
            self.note.say(str(error), Tone.BAD, "attention")
        else:
            self.note.say(f"The workbook is saved as {path.name}.", Tone.GOOD, "check")
