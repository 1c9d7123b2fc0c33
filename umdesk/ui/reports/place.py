"""The page of a report with the list behind a number beside it, or a whole table in place of the page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from umdesk.domain.counts import Period
from umdesk.domain.reports.model import Number, Report, Table
from umdesk.domain.writing import counted
from umdesk.ui.context import Context
from umdesk.ui.reports import page, prepared, records
from umdesk.ui.reports.behind import BehindPanel
from umdesk.ui.reports.browser import ReportBrowser
from umdesk.ui.reports.filed import DifferencesWindow, FiledStrip
from umdesk.ui.reports.longlist import FEW
from umdesk.ui.reports.prepared import Prepared
from umdesk.ui.reports.ways import Ways
from umdesk.ui.reports.whole import WholeTable
from umdesk.ui.theme import SPACE_8, SPACE_24
from umdesk.ui.widgets.form import paragraph


class ReportPlace(QWidget):
    """Shows one report; `opened` carries a line whose record is to be looked at."""

    opened = Signal(object)  # Line

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._numbers: dict[str, Number] = {}
        self.shown: Prepared | None = None
        self.ways = Ways(context)
        self.strip = FiledStrip(context)
        self.browser = ReportBrowser()
        self.behind = BehindPanel(context)
        self.behind.hide()
        self.sentence = paragraph("")
        self.whole: WholeTable | None = None
        self._whole_place = -1
        self.pages = QStackedWidget()
        self.pages.addWidget(self.browser)
        self.pages.addWidget(self._nothing())
        self.parts = QSplitter(Qt.Orientation.Horizontal)
        self.parts.setChildrenCollapsible(False)
        self.parts.addWidget(self.pages)
        self.parts.addWidget(self.behind)
        self.parts.setStretchFactor(0, 3)
        self.parts.setStretchFactor(1, 2)
        self.parts.setSizes([560, 440])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.ways)
        column.addWidget(self.strip)
        column.addWidget(self.parts, 1)
        self.strip.differences_wanted.connect(self._show_differences)
        self.browser.followed.connect(self._follow)
        self.browser.looks_otherwise.connect(self._complete)
        self.behind.closed.connect(self.close_list)
        self.behind.opened.connect(self.opened)

    def shows(self, kind: str, period: Period) -> bool:
        """Whether this report is in view, as it was counted before."""
        return self.report is not None and (self.report.kind, self.report.span.period) == (kind, period)

    @property
    def report(self) -> Report | None:
        """The report in view."""
        return None if self.shown is None else self.shown.report

    def show_report(self, shown: Prepared) -> None:
        """Show a report; of the same kind as before, the open list and what is in view stay."""
        report = shown.report
        same = self.report is not None and self.report.kind == report.kind
        self.shown = shown
        self._numbers = {number.key: number for number in report.content.numbers()}
        self._show_page(shown, keep_place=same)
        self.ways.follow(shown.made)
        self.strip.show_compared(shown.compared, report)
        if self.whole is not None:
            self._show_whole_again(same=same)
        else:
            self.pages.setCurrentWidget(self.browser)
        number = self._numbers.get(self.behind.current_key()) if same and not self.behind.isHidden() else None
        if number is None:
            self._hide_list()
        else:
            self.behind.show_number(number, report)
        if shown.compared is None:
            self._complete()

    def _complete(self) -> None:
        """Take the second step off the window's thread: after the first, and anew where the page has another look."""
        shown, look, program = self.shown, self.browser.look(), self._context.program
        if shown is None:
            return

        def done(completed: Prepared) -> None:
            if self.shown is shown:
                self.shown = completed
                if (completed.html, completed.look) != (shown.html, shown.look):
                    self._show_page(completed, keep_place=True)
                self.strip.show_compared(completed.compared, completed.report)

        self._context.runner.later(
            lambda _progress: prepared.complete(program, shown, look), done, owner=self, title="Laying out the report"
        )

    def _show_page(self, shown: Prepared, *, keep_place: bool) -> None:
        self.browser.show_html(shown.html, shown.look, shown.drawings, keep_place=keep_place)

    def say(self, sentence: str) -> None:
        """Show a sentence in place of a report."""
        self.shown = None
        self._numbers = {}
        self.ways.follow(None)
        self.strip.show_compared(None, None)
        self._hide_list()
        self._drop_whole()
        self.sentence.setText(sentence)
        self.pages.setCurrentIndex(1)

    def open_number(self, number: Number) -> None:
        """Show the list behind a number and go to it."""
        if self.report is not None:
            self.behind.show_number(number, self.report)
            self.behind.show()
            self.browser.mark(page.address(number))
            self.behind.go_to_list()

    def close_list(self) -> None:
        """Put the list away and go back to the number."""
        self._hide_list()
        self.go_to_page()

    def go_to_page(self) -> None:
        """Give the keyboard to the page, or to the table in its place."""
        if self.whole is not None:
            self.whole.go_to_list()
        else:
            self.browser.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_search(self) -> None:
        """Go to the field that searches what is in view, else to the page."""
        if self.whole is not None:
            self.whole.search.setFocus()
        elif self.behind.search.isVisible():
            self.behind.search.setFocus()
        else:
            self.go_to_page()

    def _follow(self, link: str) -> None:
        what, about = page.target(link)
        if what == page.NUMBER and about in self._numbers:
            self.open_number(self._numbers[about])
        elif what == page.GO:
            records.go(self._context, about)
        elif what in (page.WHOLE, page.COPY) and self.report is not None:
            table = page.tables(self.report.content).get(int(about))
            if table is None:
                return
            if what == page.WHOLE:
                self._open_whole(int(about))
            else:
                self._copy(table)

    def _copy(self, table: Table) -> None:
        """Put a table on the clipboard, a long one as soon as its text is made."""
        runner = self._context.runner

        def done(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            runner.tell(f"Copied {counted(len(table.rows), 'row')} of “{table.title}”.")

        if len(table.rows) <= FEW:
            done(page.copied(table))
        else:
            runner.later(lambda _progress: page.copied(table), done, owner=self, title=f"Copying “{table.title}”")

    def _hide_list(self) -> None:
        self.behind.hide()
        self.behind.leave()
        self.browser.mark("")

    def _show_differences(self) -> None:
        compared = self.shown.compared if self.shown is not None else None
        if compared is not None and compared.changed:
            DifferencesWindow(self._context, compared.filed[0], compared.changed, self.window()).show()

    def _open_whole(self, place: int) -> None:
        self._drop_whole()
        if self.report is None:
            return
        self._whole_place = place
        self.whole = WholeTable(page.tables(self.report.content)[place], self._context)
        self.whole.number_wanted.connect(self.open_number)
        self.whole.left.connect(self._leave_whole)
        self.pages.addWidget(self.whole)
        self.pages.setCurrentWidget(self.whole)
        self.whole.go_to_list()

    def _show_whole_again(self, *, same: bool) -> None:
        """After other values came: the same table, with what was searched and chosen in it."""
        before, place = self.whole, self._whole_place
        if before is None or self.report is None:
            return
        words, key, had_focus = before.search.text(), before.table.current_key(), before.table.hasFocus()
        if not same or place not in page.tables(self.report.content):
            self._drop_whole()
            self.pages.setCurrentWidget(self.browser)
            return
        self._open_whole(place)
        if self.whole is not None:
            self.whole.be_at(words, key)
            if not had_focus:
                self.whole.table.clearFocus()

    def _leave_whole(self) -> None:
        self._drop_whole()
        self.pages.setCurrentWidget(self.browser)
        self.go_to_page()

    def _drop_whole(self) -> None:
        if self.whole is not None:
            self.pages.removeWidget(self.whole)
            self.whole.deleteLater()
            self.whole = None

    def _nothing(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(SPACE_24, SPACE_24, SPACE_24, SPACE_24)
        column.addWidget(self.sentence)
        column.addStretch(1)
        return holder
