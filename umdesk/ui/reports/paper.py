"""A report that is shown as its PDF: the ranking of a cycle."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.domain.errors import UserError
from umdesk.jobs import print_ranking
from umdesk.services import reports
from umdesk.services.reports import Paper
from umdesk.ui.context import Context
from umdesk.ui.preview import Deliver, PreviewPane


class PaperPlace(QWidget):
    """Makes a paper off the window's thread and shows it; of two, the one that was asked for last."""

    made = Signal(bool)
    """A page is shown (True), or the sentence that stands in its place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._request = 0
        self._paper: Paper | None = None
        self.preview = PreviewPane()
        self.preview.set_may_leave(context.may("reports.record_copy"))
        self.preview.way_out = self._let_out
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.preview)

    def make_ranking(self, cycle_id: str) -> None:
        """Make the ranking of a cycle."""
        self._request += 1
        request, program = self._request, self._context.program

        def show(made: print_ranking.RankingPdf) -> None:
            if request == self._request:  # whoever clicked on meanwhile waits for another page
                self._paper = made.paper
                self.preview.show_pdf(made.data, made.title, made.file_name, made.unprintable)
                self.made.emit(True)

        def refused(error: UserError) -> None:
            if request == self._request:
                self.say(str(error))

        self._context.runner.later(
            lambda _progress: print_ranking.make_ranking(program, cycle_id), show, owner=self,
            title="Making the ranking", refused=refused,
        )  # fmt: skip

    def say(self, sentence: str) -> None:
        """Show a sentence in place of a page."""
        self._request += 1
        self._paper = None
        self.preview.clear(sentence)
        self.made.emit(False)

    def _let_out(self, how: str, deliver: Deliver) -> None:
        """A copy leaves the program: the history says so and the program keeps the page."""
        if self._paper is not None:
            reports.record_copy(self._context.program, self._paper, how, deliver)
