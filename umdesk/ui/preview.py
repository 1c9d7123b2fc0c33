"""Shows a PDF as pages or as text, prints it, saves it, and opens a copy in the person's own PDF reader.

The page view cannot be read by a screen reader, so the same document is always at hand as plain text and in the reader
of the person's choice.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from umdesk.domain.errors import UserError
from umdesk.jobs.output import file_name, write_file, write_open_copy
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_4, SPACE_8

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPdfWidgets import QPdfView
    from PySide6.QtPrintSupport import QPrinter

_ZOOMS = (50, 75, 100, 125, 150, 200, 300)
_FIT_WIDTH, _FIT_PAGE = "Fit width", "Whole page"
OPENED = "opened in a PDF reader"
"""How a copy left that does not stay: it is deleted on lock and close."""


class PreviewPane(QWidget):
    """A document on screen with what can be done with it.

    `left_program` says that a copy left the encrypted program: how ("printed", "saved as PDF", "opened in a PDF
    reader") and the document's title; who shows the pane writes that down.
    """

    left_program = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data = b""
        self._title = ""
        self._file_name = ""
        self._may_leave = True
        self._buffer: QBuffer | None = None
        self._document: QPdfDocument | None = None
        self._view: QPdfView | None = None
        self._build()
        self.clear("Nothing to show yet.")

    def show_pdf(self, data: bytes, title: str, file_name: str) -> None:
        """Show a PDF; the same file name again is the same document, changed, and keeps page and zoom.

        `title` is what people call it, `file_name` what *Save as PDF* proposes.
        """
        same = bool(self._data) and file_name == self._file_name
        view, document = self._viewer()
        place = (view.verticalScrollBar().value(), view.horizontalScrollBar().value()) if same else (0, 0)
        document.close()
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(self._buffer)
        self._data, self._title, self._file_name = data, title, file_name
        if not same:
            self._status.hide()
        view.setAccessibleName(f"{title}, shown as pages. Use Show as text to read it.")
        self._text.setAccessibleName(f"{title} as text")
        self._text.setPlainText(self.text())
        self._set_enabled(enabled=True)
        self._show_body()
        view.verticalScrollBar().setValue(place[0])
        view.horizontalScrollBar().setValue(place[1])
        self._show_page_number()

    def clear(self, message: str) -> None:
        """Show a sentence instead of a document."""
        self._data, self._title, self._file_name = b"", "", ""
        self._status.hide()
        if self._document is not None:
            self._document.close()
        self._text.clear()
        self._empty.setText(message)
        self._body.setCurrentWidget(self._empty)
        self._set_enabled(enabled=False)
        self._page.setText("")

    def set_may_leave(self, may_leave: bool) -> None:
        """Whether the document may be printed, saved and opened elsewhere; not while a program is only looked at."""
        self._may_leave = may_leave
        self._set_enabled(enabled=bool(self._data))

    def text(self) -> str:
        """The document's text, page by page."""
        if self._document is None:
            return ""
        count = self._document.pageCount()
        pages = [self._document.getAllText(page).text().replace("\r\n", "\n") for page in range(count)]
        return "\n\n".join(f"Page {number} of {count}\n\n{page}" for number, page in enumerate(pages, 1))

    def page_count(self) -> int:
        """How many pages are shown."""
        return self._document.pageCount() if self._data and self._document else 0

    def go_to_page(self, page: int) -> None:
        """Show the page, counted from 1."""
        if self._view is not None and 1 <= page <= self.page_count():
            self._view.pageNavigator().jump(page - 1, QPointF(), self._view.zoomFactor())
            self._show_page_number()

    def save_to(self, path: Path) -> bool:
        """Write the document to a path; a sentence in the pane says how it went."""
        try:
            write_file(self._data, path)
        except UserError as error:
            self._say(str(error))
            return False
        self._say(f"Saved as {path.name}.")
        self.left_program.emit("saved as PDF", self._title)
        return True

    def print_to(self, printer: "QPrinter") -> None:
        """Print every page on the printer, as large as its paper allows."""
        if self._document is None:
            return
        painter = QPainter(printer)
        resolution = printer.resolution()
        for page in range(self._document.pageCount()):
            if page:
                printer.newPage()
            points = self._document.pagePointSize(page)
            scale = resolution / 72
            image = self._document.render(page, QSize(round(points.width() * scale), round(points.height() * scale)))
            painter.drawImage(0, 0, image)
        painter.end()

    def open_copy(self, folder: Path | None = None) -> Path | None:
        """Write a private copy and hand it to the person's PDF reader; returns where it lies."""
        try:
            path = write_open_copy(self._data, self._file_name, folder)
        except UserError as error:
            self._say(str(error))
            return None
        self.left_program.emit(OPENED, self._title)
        if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._say("A copy is open in your PDF reader. It is deleted when umdesk is locked or closed.")
        else:
            self._say("No PDF reader is set up on this computer. Save the document as a PDF instead.")
        return path

    # --- parts ---------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._previous = self._tool("up", "Previous page", self._go_back)
        self._next = self._tool("down", "Next page", self._go_on)
        self._page = QLabel()
        self._page.setAccessibleName("Page shown")
        self._zoom = QComboBox()
        self._zoom.setAccessibleName("Zoom")
        self._zoom.setToolTip("How large the page is shown")
        self._zoom.addItems([_FIT_WIDTH, _FIT_PAGE, *(f"{percent} %" for percent in _ZOOMS)])
        self._zoom.currentTextChanged.connect(self._apply_zoom)
        self._as_text = self._button("list", "Show as text", "The words of the document, for reading and copying")
        self._as_text.setCheckable(True)
        self._as_text.toggled.connect(self._show_body)
        self._open = self._button(
            "open", "Open in your PDF reader", "A copy leaves the program until you lock or close it"
        )
        self._open.clicked.connect(self._open_copy_now)
        self._save = self._button("save", "Save as PDF…", "Write the document to a folder of your choice")
        self._save.clicked.connect(self.ask_where_to_save)
        self._print = self._button("print", "Print…", "Print all pages")
        self._print.clicked.connect(self.ask_for_printer)

        self._empty = QLabel()
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setAccessibleName("Preview")
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._body = QStackedWidget()
        self._body.addWidget(self._empty)
        self._body.addWidget(self._text)
        self._status = QLabel()
        self._status.setWordWrap(True)
        self._status.setAccessibleName("What happened")
        self._status.hide()

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_4)
        layout.addLayout(_row(self._previous, self._next, self._page, None, self._zoom, self._as_text))
        layout.addLayout(_row(None, self._open, self._save, self._print))
        layout.addWidget(self._status)
        layout.addWidget(self._body, 1)

    def _tool(self, symbol: str, name: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(symbol))
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(act)
        return button

    def _button(self, symbol: str, name: str, tip: str) -> QPushButton:
        button = QPushButton(icon(symbol), name)
        button.setAccessibleName(name)
        button.setToolTip(tip)
        button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        return button

    def _viewer(self) -> "tuple[QPdfView, QPdfDocument]":
        """The page view and its document, made when the first PDF is shown."""
        if self._view is None or self._document is None:
            from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 - start-up time
            from PySide6.QtPdfWidgets import QPdfView  # noqa: PLC0415 - start-up time

            self._document = QPdfDocument(self)
            self._view = QPdfView(self)
            self._view.setDocument(self._document)
            self._view.setPageMode(QPdfView.PageMode.MultiPage)
            self._view.pageNavigator().currentPageChanged.connect(lambda _page: self._show_page_number())
            self._body.addWidget(self._view)
            self._apply_zoom(self._zoom.currentText())
        return self._view, self._document

    # --- behaviour -----------------------------------------------------------------------------------------------

    def _show_body(self) -> None:
        if not self._data or self._view is None:
            return
        as_text = self._as_text.isChecked()
        self._body.setCurrentWidget(self._text if as_text else self._view)
        for widget in (self._zoom, self._previous, self._next):
            widget.setEnabled(not as_text)

    def _leaves(self) -> bool:
        return bool(self._data) and self._may_leave

    def _set_enabled(self, *, enabled: bool) -> None:
        for widget in (self._previous, self._next, self._zoom, self._as_text):
            widget.setEnabled(enabled)
        for widget in (self._open, self._save, self._print):
            widget.setEnabled(enabled and self._may_leave)

    def _current_page(self) -> int:
        return self._view.pageNavigator().currentPage() + 1 if self._view is not None else 0

    def _show_page_number(self) -> None:
        count = self.page_count()
        self._page.setText(f"Page {min(self._current_page(), count)} of {count}" if count else "")

    def _go_back(self) -> None:
        self.go_to_page(self._current_page() - 1)

    def _go_on(self) -> None:
        self.go_to_page(self._current_page() + 1)

    def _apply_zoom(self, chosen: str) -> None:
        if self._view is None:
            return
        modes = type(self._view).ZoomMode
        if chosen == _FIT_WIDTH:
            self._view.setZoomMode(modes.FitToWidth)
        elif chosen == _FIT_PAGE:
            self._view.setZoomMode(modes.FitInView)
        else:
            self._view.setZoomMode(modes.Custom)
            self._view.setZoomFactor(int(chosen.split(maxsplit=1)[0]) / 100)

    def _open_copy_now(self) -> None:
        self.open_copy()

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
        printer.setFullPage(True)
        if QPrintDialog(printer, self).exec():
            self.print_to(printer)
            self._say("Sent to the printer.")
            self.left_program.emit("printed", self._title)

    def _say(self, sentence: str) -> None:
        self._status.setText(sentence)
        self._status.show()


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
