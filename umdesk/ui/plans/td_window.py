"""The page of a T&D agreement in a window beside the work: looked at, printed to sign, saved or printed again."""

from PySide6.QtWidgets import QWidget

from umdesk.domain.errors import UserError
from umdesk.domain.writing import enumerated
from umdesk.jobs import print_td
from umdesk.jobs.print_td import AgreementPdf
from umdesk.services.plans import td_papers
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.preview import Deliver, PreviewPane
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.fields import Note


class AgreementWindow(SideWindow):
    """Shows the agreement as it is; a draft that lacks nothing can be printed to sign, which is for good."""

    help_page = "td-assignments"

    def __init__(self, context: Context, parent: QWidget | None, assignment_id: str) -> None:
        super().__init__("T&D agreement", parent, 760, 820)
        self._context, self._assignment = context, assignment_id
        self.note = Note()
        self.to_sign = push_button("Print to sign", "print", self.print_to_sign)
        self.to_sign.setToolTip("Makes the page for the signatures and keeps it as it is; this cannot be undone")
        self.pane = PreviewPane()
        self.pane.way_out = self._let_out
        self.column.addWidget(self.note)
        self.column.addLayout(side_by_side(self.to_sign))
        self.column.addWidget(self.pane, 1)
        self.finish()
        self.look()

    def look(self) -> None:
        """Draw the page as it is now."""
        program, assignment = self._context.program, self._assignment
        self.pane.clear("Drawing the page…")
        self.to_sign.hide()
        self.to_sign.setEnabled(False)  # only what is in view is printed to sign
        self._context.runner.later(
            lambda _progress: (td_papers.to_print(program, assignment).needed, print_td.preview(program, assignment)),
            lambda found: self._show(*found),
            owner=self,
            title="Drawing the agreement",
            refused=self._refused,
        )

    def print_to_sign(self) -> None:
        """Make the page that is signed, and keep it."""
        program, assignment = self._context.program, self._assignment
        self.to_sign.setEnabled(False)
        self._context.runner.later(
            lambda _progress: print_td.print_to_sign(program, assignment),
            self._made,
            owner=self,
            title="Making the page to sign",
            refused=self._refused,
        )

    def _made(self, pdf: AgreementPdf) -> None:
        self._show((), pdf)
        self.pane.ask_for_printer()

    def _show(self, needed: tuple[str, ...], pdf: AgreementPdf) -> None:
        self.pane.show_pdf(pdf.data, pdf.title, pdf.file_name, pdf.unprintable)
        self.pane.set_may_leave(self._context.may("plans.td_papers.record_copy"))
        self.to_sign.setVisible(pdf.draft and self._context.may("plans.td_papers.freeze"))
        self.to_sign.setEnabled(not needed)
        if needed:
            self.note.say(f"Missing before it can be printed to sign: {enumerated(needed)}.", Tone.ATTENTION)
        elif pdf.draft:
            self.note.say("A draft. Printed to sign, it is kept as it is, and this cannot be undone.", Tone.ACCENT)
        else:
            self.note.say(f"{pdf.number} is kept as it was printed: {pdf.pages} pages to sign.", Tone.GOOD)

    def _refused(self, error: UserError) -> None:
        self.note.say(str(error), Tone.BAD, "attention")
        self.to_sign.setEnabled(True)

    def _let_out(self, how: str, deliver: Deliver) -> None:
        td_papers.record_copy(self._context.program, self._assignment, how, deliver)
