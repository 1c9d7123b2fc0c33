"""What can be done with the report in view: print, save, file, see its pages. The PDF is drawn when it is wanted."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from umdesk.domain.errors import UserError
from umdesk.domain.reports.kinds import ANNUAL, KINDS
from umdesk.domain.year_calendar import PROGRESS, WORKFORCE_ANALYSIS
from umdesk.jobs import reports as job
from umdesk.jobs.reports import PDF, WORKBOOK, Made
from umdesk.services import reports
from umdesk.services.reports import Paper
from umdesk.ui.context import Context
from umdesk.ui.paperwindow import PaperWindow
from umdesk.ui.preview import Deliver, PreviewPane
from umdesk.ui.theme import SPACE_8
from umdesk.ui.widgets.actions import action
from umdesk.ui.widgets.buttons import MenuButton, push_button
from umdesk.ui.widgets.filedialogs import ask_for_pdf, ask_for_workbook

_PRINT, _PDF, _EXCEL, _FILE = "Print…", "Save as PDF…", "Save as Excel…", "File this report…"
OFFERED = dict.fromkeys((_PRINT, _PDF, _EXCEL), "reports.record_copy") | {_FILE: "reporting.filing.file"}
"""What the buttons say → what one has to be allowed in order to press them."""
TO_CALHR = frozenset({WORKFORCE_ANALYSIS, PROGRESS})
"""The kinds that are sent to CalHR."""


class DrawnReport:
    """The PDF of a report, as a window of its own shows it."""

    def __init__(self, made: Made) -> None:
        self._paper = made.paper()
        self.data = self._paper.data
        self.title = made.title
        self.file_name = made.file_name()
        self.unprintable = made.pdf().unprintable

    @property
    def paper(self) -> Paper:
        """What the program keeps when a copy leaves it."""
        return self._paper


class Ways(QWidget):
    """The row of buttons above the page."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._made: Made | None = None
        self._pane: PreviewPane | None = None
        self.print = push_button(_PRINT, "print", self.ask_for_printer)
        self.save = push_button(_PDF, "save", self.ask_where_to_save)
        self.workbook = push_button(_EXCEL, "export", self.ask_for_workbook)
        self.file = push_button(_FILE, "folder", self.open_filing)
        self.file.setToolTip("Keep the report for good as it was handed in")
        self.more = MenuButton("More", "more", "What else can be done with the report")
        self.pages = action(self, "pdf", "See it as it prints", self.show_pages)
        self.reader = action(self, "open", "Open in your PDF reader", self.open_copy)
        self.more.menu().addActions([self.pages, self.reader])
        self.more.follow_menu()
        may_file = context.may(OFFERED[_FILE])
        self.file.setVisible(may_file)
        symbols = "print", "save", "export", "folder"
        buttons = self.print, self.save, self.workbook, self.file
        self._commands = [
            action(self, symbol, button.text(), button.click) for symbol, button in zip(symbols, buttons, strict=True)
        ]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        for button in (self.print, self.save, self.workbook, self.file, self.more):
            row.addWidget(button)
        row.addStretch(1)
        self.follow(None)

    def follow(self, made: Made | None) -> None:
        """Be about another report, or none."""
        self._made = made
        out = made is not None and self._context.may("reports.record_copy")
        for button in (self.print, self.save, self.workbook):
            button.setEnabled(out)
        self.reader.setEnabled(out)
        self.file.setEnabled(made is not None)
        files = made is not None and self._context.may(OFFERED[_FILE]) and _is_complete(made)
        self.file.setDefault(files)
        self.save.setDefault(not files)
        self.more.setEnabled(made is not None)

    def commands(self) -> tuple[QAction, ...]:
        """What the buttons do, for the search over everything; those that can be pressed now."""
        buttons = self.print, self.save, self.workbook, self.file
        pressed = zip(buttons, self._commands, strict=True)
        return tuple(one for button, one in pressed if button.isEnabled() and not button.isHidden())

    def ask_where_to_save(self) -> None:
        """Ask where to save the report as a PDF."""
        if self._made is not None and self.save.isEnabled():
            ask_for_pdf(self, self._made.file_name(PDF), partial(self.save_to, self._made))

    def ask_for_workbook(self) -> None:
        """Ask where to save the report as a workbook."""
        if self._made is not None:
            name = self._made.file_name(WORKBOOK)
            ask_for_workbook(self, name, partial(self.save_to, self._made), "Save the report as an Excel workbook")

    def save_to(self, made: Made, path: Path) -> None:
        """Save a report as the ending of the path says, beside the window's own work."""
        program, runner = self._context.program, self._context.runner
        runner.later(
            lambda _progress: job.keep(program, made, path),
            lambda _kept: runner.tell(f"Saved as {path.name} in {path.parent}."),
            owner=self,
            title=f"Saving {path.name}",
        )

    def ask_for_printer(self) -> None:
        """Draw the pages and ask for a printer."""
        if self.print.isEnabled():
            self._draw(lambda pane: pane.ask_for_printer())

    def open_copy(self) -> None:
        """Draw the pages and hand a private copy to the person's own PDF reader."""
        self._draw(lambda pane: pane.open_copy())

    def show_pages(self) -> None:
        """Show the pages as they are printed in a window of their own."""
        made = self._made
        if made is not None:
            drawing = f"Drawing {made.report.title}"
            PaperWindow(
                self._context, made.title, lambda _progress: DrawnReport(made), drawing=drawing, help_page="reports",
                parent=self.window(),
            ).show()  # fmt: skip

    def open_filing(self) -> None:
        """Open the window in which the report is filed."""
        from umdesk.ui.reports.filingwindow import FilingWindow  # noqa: PLC0415 -- only when it is opened

        if self._made is not None:
            usual = "CalHR" if KINDS[self._made.report.kind].group == ANNUAL else ""
            FilingWindow(self._context, self._made, usual, self.window()).show()

    def _draw(self, then: Callable[[PreviewPane], object]) -> None:
        made = self._made
        if made is None:
            return

        def done(drawn: DrawnReport) -> None:
            if getattr(self.window(), "covered", None) is not None:  # it may be somebody else who sits there by now
                self._context.runner.tell(f"{drawn.title} was drawn while the window was locked. Ask for it again.")
                return
            pane = self._hidden_pane()
            pane.way_out = partial(self._let_out, drawn.paper)
            pane.show_pdf(drawn.data, drawn.title, drawn.file_name, drawn.unprintable)
            then(pane)

        drawing = f"Drawing {made.report.title}"
        self._context.runner.later(lambda _progress: DrawnReport(made), done, owner=self, title=drawing)

    def _let_out(self, paper: Paper, how: str, deliver: Deliver) -> None:
        try:
            reports.record_copy(self._context.program, paper, how, deliver)
        except UserError as error:
            self._context.runner.refused.emit(error)
            raise

    def _hidden_pane(self) -> PreviewPane:
        """Who prints and opens copies; the page itself is looked at in a window of its own."""
        if self._pane is None:
            self._pane = PreviewPane(self)
            self._pane.hide()
            self._pane.said.connect(self._context.runner.tell)
        return self._pane


def _is_complete(made: Made) -> bool:
    """Whether it is a report that goes to CalHR and misses nothing: the work of its year ends with filing it."""
    return made.report.kind in TO_CALHR and not made.report.content.asks
