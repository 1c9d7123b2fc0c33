"""Shows a PDF as pages or as text, prints it, saves it, and opens a copy in the person's own PDF reader.

The page view cannot be read by a screen reader, so the same document is always at hand as plain text and in the reader
of the person's choice.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPageSize
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from umdesk.domain.errors import UserError
from umdesk.domain.writing import no_font
from umdesk.jobs.output import OPENED, PRINTED, SAVED, copies, file_name
from umdesk.ui.icons import icon
from umdesk.ui.pdfpages import PdfPages, as_text_button, page_name, zoom_box
from umdesk.ui.theme import SPACE_4, SPACE_8, Tone
from umdesk.ui.widgets.field import Note
from umdesk.ui.widgets.plain import PlainLabel, plain_reading

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


Deliver = Callable[[], object]
_PAGES_A_TURN = 10


class PreviewPane(QWidget):
    """A document on screen with what can be done with it.

    `way_out` lets a copy leave the encrypted program: it is told how (PRINTED, SAVED or OPENED) and calls what does it.
    Who shows the pane puts there what writes that down, so that no copy leaves without its line; a UserError keeps the
    copy in. `left_program` says afterwards that one left, how, and the document's title.
    """

    left_program = Signal(str, str)
    said = Signal(str)
    """What happened, in a sentence that stands above the page too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = b""
        self._title = ""
        self._file_name = ""
        self._may_leave = True
        self.way_out: Callable[[str, Deliver], object] = lambda _how, deliver: deliver()
        self._parts = _Parts(self)
        parts = self._parts
        parts.previous.clicked.connect(lambda _checked=False: self._turn(-1))
        parts.next.clicked.connect(lambda _checked=False: self._turn(1))
        parts.as_text.toggled.connect(self._show_body)
        parts.open.clicked.connect(self._open_copy)
        parts.save.clicked.connect(self.ask_where_to_save)
        parts.print.clicked.connect(self.ask_for_printer)
        parts.pages.page_changed.connect(self._show_page_number)
        self.clear("Nothing to show yet.")

    def show_pdf(
        self, data: bytes, title: str, file_name: str, unprintable: Sequence[str] = (), *, seen: bytes = b""
    ) -> None:
        """Show a PDF; the same file name again is the same document, changed, and keeps page and zoom.

        `title` is what people call it, `file_name` what *Save as PDF* proposes, `unprintable` the characters that no
        font has. `seen` is what is shown and printed in place of a form whose fields hold something: the viewer draws
        no fields.
        """
        same = bool(self._data) and file_name == self._file_name
        self._data, self._title, self._file_name = data, title, file_name
        parts = self._parts
        parts.pages.load(seen or data, page_name(title), keep_place=same)
        parts.text.setAccessibleName(f"{title} as text")
        parts.forget_words()
        parts.no_font.say(no_font(unprintable), Tone.ATTENTION, "attention")
        if not same:
            parts.status.hide()
        self._enable()
        self._show_body()
        self._show_page_number()

    def clear(self, message: str) -> None:
        """Show a sentence instead of a document."""
        self._data, self._title, self._file_name = b"", "", ""
        parts = self._parts
        parts.pages.close_document()
        parts.forget_words()
        parts.status.hide()
        parts.no_font.say("")
        parts.empty.setText(message)
        parts.body.setCurrentWidget(parts.empty)
        self._enable()
        self._show_page_number()

    def set_may_leave(self, may_leave: bool) -> None:
        """Whether the document may be printed, saved and opened elsewhere; not while a program is only looked at."""
        self._may_leave = may_leave
        self._enable()

    def message(self) -> str:
        """The sentence that stands in place of a document; "" while one is shown."""
        return "" if self._data else self._parts.empty.text()

    def text(self) -> str:
        """The document's words, page by page."""
        return self._parts.pages.text()

    def page_count(self) -> int:
        """How many pages are shown."""
        return self._parts.pages.count()

    def go_to_page(self, page: int) -> None:
        """Show the page, counted from 1."""
        self._parts.pages.go_to(page)
        self._show_page_number()

    def save_to(self, path: Path) -> bool:
        """Write the document to a path; a sentence in the pane says how it went."""
        try:
            with copies() as out:
                self.way_out(SAVED, lambda: out.write(self._data, path))
        except UserError as error:
            self._say(str(error))
            return False
        self._say(f"Saved as {path.name}.")
        self.left_program.emit(SAVED, self._title)
        return True

    def print_to(self, printer: "QPrinter") -> None:
        """Print every page on the printer."""
        try:
            self.way_out(PRINTED, lambda: self._parts.pages.print_to(printer))
        except UserError as error:
            self._say(str(error))
            return
        self._say("Sent to the printer.")
        self.left_program.emit(PRINTED, self._title)

    def open_copy(self, folder: Path | None = None) -> Path | None:
        """Write a private copy and hand it to the person's PDF reader; returns where it lies."""
        written: list[Path] = []
        try:
            with copies() as out:
                self.way_out(OPENED, lambda: written.append(out.open(self._data, self._file_name, folder)))
        except UserError as error:
            self._say(str(error))
            return None
        (path,) = written
        self.left_program.emit(OPENED, self._title)
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._say("A copy is open in your PDF reader. It leaves the program and is deleted at close.")
        else:
            self._say("No PDF reader is set up on this computer. Save the document as a PDF instead.")
        return path

    def ask_where_to_save(self) -> None:
        """Let the person choose a file and save the document to it."""
        if not self._leaves():
            return
        proposed = str(Path.home() / file_name(self._file_name))
        chosen, _ = QFileDialog.getSaveFileName(self, "Save as PDF", proposed, "PDF documents (*.pdf)")
        if chosen:
            self.save_to(Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf"))

    def ask_for_printer(self) -> None:
        """Let the person choose a printer and print all pages."""
        if not self._leaves():
            return
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - start-up time

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._title)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
        printer.setFullPage(True)
        if QPrintDialog(printer, self).exec():
            self.print_to(printer)

    def _open_copy(self) -> None:
        self.open_copy()

    def _leaves(self) -> bool:
        return bool(self._data) and self._may_leave

    def _enable(self) -> None:
        parts = self._parts
        as_pages = bool(self._data) and not parts.as_text.isChecked()
        for widget in (parts.previous, parts.next, parts.zoom):
            widget.setEnabled(as_pages)
        parts.as_text.setEnabled(bool(self._data))
        for button in (parts.open, parts.save, parts.print):
            button.setEnabled(self._leaves())

    def _show_body(self) -> None:
        parts = self._parts
        if self._data:
            parts.body.setCurrentWidget(parts.text if parts.as_text.isChecked() else parts.pages)
            if parts.as_text.isChecked() and not parts.read:
                parts.read_on(parts.reading)
            self._enable()

    def _show_page_number(self) -> None:
        pages = self._parts.pages
        self._parts.page.setText(f"Page {pages.current()} of {pages.count()}" if pages.count() else "")

    def _say(self, sentence: str) -> None:
        self._parts.say(sentence)
        self.said.emit(sentence)

    def _turn(self, by: int) -> None:
        self.go_to_page(self._parts.pages.current() + by)


class _Parts:
    """The widgets of the pane and where they stand."""

    def __init__(self, pane: QWidget) -> None:
        self.previous = _arrow("up", "Previous page")
        self.next = _arrow("down", "Next page")
        self.page = _label("Page shown")
        self.pages = PdfPages()
        self.zoom = zoom_box(self.pages)
        self.as_text = as_text_button("The words of the document, for reading and copying")
        self.open = _button("open", "Open in your PDF reader", "A copy leaves the program and is deleted at close")
        self.save = _button("save", "Save as PDF…", "Write the document to a folder of your choice")
        self.print = _button("print", "Print…", "Print all pages")
        self.status = _label("What happened")
        self.status.setWordWrap(True)
        self.status.hide()
        self.no_font = Note()
        self.empty = _label("Preview")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text = plain_reading()
        self.read = 0
        """How many pages stand in the text."""
        self.reading = object()
        """The document that is being read, to be told from the one before."""
        self.body = QStackedWidget()
        for widget in (self.empty, self.text, self.pages):
            self.body.addWidget(widget)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addLayout(_row(self.previous, self.next, self.page, None, self.zoom, self.as_text))
        column.addLayout(_row(None, self.open, self.save, self.print))
        column.addWidget(self.status)
        column.addWidget(self.no_font)
        column.addWidget(self.body, 1)

    def forget_words(self) -> None:
        """Another document comes: none of its pages was read yet."""
        self.text.clear()
        self.read, self.reading = 0, object()

    def read_on(self, reading: object) -> None:
        """Put the words of the next pages into the text; a batch has a thousand, which would hold the window."""
        count = self.pages.count()
        if reading is not self.reading or not count:
            return
        first, self.read = self.read + 1, min(self.read + _PAGES_A_TURN, count)
        words = self.pages.text(first, self.read)
        if first == 1:
            self.text.setPlainText(words)
        else:
            self.text.appendPlainText(f"\n{words}")
        if self.read < count:
            QTimer.singleShot(0, self.text, lambda: self.read_on(reading))

    def say(self, sentence: str) -> None:
        """Say what happened, above the page."""
        self.status.setText(sentence)
        self.status.show()


def _arrow(symbol: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(symbol))
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button


def _button(symbol: str, name: str, tip: str) -> QPushButton:
    button = QPushButton(icon(symbol), name)
    button.setAutoDefault(False)  # a dialog would take it for what Enter does in its fields
    button.setAccessibleName(name)
    button.setToolTip(tip)
    return button


def _label(name: str) -> QLabel:
    label = PlainLabel()
    label.setAccessibleName(name)
    return label


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets beside one another; None takes the free space."""
    row = QHBoxLayout()
    row.setSpacing(SPACE_8)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row
