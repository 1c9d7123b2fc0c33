"""The printed page beside the editor: drawn off the GUI thread a moment after the last change."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.domain.errors import UserError
from umdesk.jobs import print_plan
from umdesk.jobs.print_plan import PlanPdf
from umdesk.services.plans import printing
from umdesk.ui.context import Context
from umdesk.ui.preview import Deliver, PreviewPane

CALM_MS = 500


class LivePreview(QWidget):
    """Shows a revision as it prints now; it costs nothing while it is hidden."""

    drawn = Signal()
    """The page of the last request is shown."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._revision = ""
        self._shown = ""
        self._request = 0
        self._stale = False
        self.pane = PreviewPane()
        self.pane.way_out = self._let_out
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_MS)
        self._calm.timeout.connect(self._draw)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pane)
        self.setMinimumWidth(280)

    def show_revision(self, revision_id: str) -> None:
        """Show this revision as it is now, soon; called after every change of it."""
        if revision_id != self._revision:
            self.pane.clear("Drawing the page…")
        self._revision = revision_id
        self._stale = True
        if self.isVisible():
            self._calm.start()

    def show_made(self, revision_id: str, pdf: PlanPdf) -> None:
        """Show a page that was just made."""
        self._revision, self._stale = revision_id, False
        self._request += 1
        self._show(pdf)

    def showEvent(self, event: QShowEvent) -> None:
        """A page that waited is drawn when one looks."""
        super().showEvent(event)
        if self._stale:
            self._calm.start()

    def _draw(self) -> None:
        if not self._revision:
            return
        self._stale = False
        self._request += 1
        request, program, revision = self._request, self._context.program, self._revision

        def done(pdf: PlanPdf) -> None:
            if request == self._request:
                self._show(pdf)

        def refused(error: UserError) -> None:
            if request == self._request:  # else it was undone while it was drawn, and another one is in view
                self.pane.clear(str(error))

        self._context.runner.later(
            lambda _progress: print_plan.preview(program, revision), done, owner=self, title="Drawing the page",
            refused=refused,
        )  # fmt: skip

    def _show(self, pdf: PlanPdf) -> None:
        self._shown = self._revision
        self.pane.show_pdf(pdf.data, pdf.title, pdf.file_name, pdf.unprintable)
        self.pane.set_may_leave(self._context.may("plans.printing.record_copy"))
        self.drawn.emit()

    def _let_out(self, how: str, deliver: Deliver) -> None:
        printing.record_copy(self._context.program, self._shown, how, deliver)
