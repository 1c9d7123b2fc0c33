"""The pages of a PDF on screen and on a printer; QtPdf is loaded when the first document comes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from umdesk.ui.icons import icon
from umdesk.ui.widgets.taborder import keep_in_place

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPdfWidgets import QPdfView
    from PySide6.QtPrintSupport import QPrinter

FIT_WIDTH, FIT_PAGE = "Fit width", "Whole page"
_FINEST = 300  # dots an inch; a letter page at 1200 would take half a gigabyte
ZOOMS = (FIT_WIDTH, FIT_PAGE, "50 %", "75 %", "100 %", "125 %", "150 %", "200 %", "300 %")


class PdfPages(QWidget):
    """All pages of one document under one another. PDFium wants one thread: use it in the GUI thread only."""

    page_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buffer: QBuffer | None = None
        self._document: QPdfDocument | None = None
        self._view: QPdfView | None = None
        self._zoom = FIT_WIDTH
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def load(self, data: bytes, name: str, *, keep_place: bool) -> None:
        """Show a document under an accessible name; `keep_place` stays where the one before was scrolled to."""
        view, document = self._viewer()
        bars = (view.verticalScrollBar(), view.horizontalScrollBar())
        places = [bar.value() if keep_place else 0 for bar in bars]
        document.close()
        if self._buffer is not None:
            self._buffer.deleteLater()
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(self._buffer)
        view.setAccessibleName(name)
        for bar, place in zip(bars, places, strict=True):
            bar.setValue(place)

    def close_document(self) -> None:
        """Show nothing."""
        if self._document is not None:
            self._document.close()

    def count(self) -> int:
        """How many pages there are; 0 without a document."""
        return self._document.pageCount() if self._document is not None else 0

    def current(self) -> int:
        """The page in view, counted from 1; 0 without a document."""
        return min(self._view.pageNavigator().currentPage() + 1, self.count()) if self._view is not None else 0

    def go_to(self, page: int) -> None:
        """Show a page, counted from 1; one that is not there is passed over."""
        if self._view is not None and 1 <= page <= self.count():
            self._view.pageNavigator().jump(page - 1, QPointF(), self._view.zoomFactor())

    def text(self, first: int = 1, last: int | None = None) -> str:
        """The words of the document, page by page, from a page to another, counted from 1."""
        if self._document is None:
            return ""
        count = self.count()
        numbers = range(first, min(count, last or count) + 1)
        pages = [self._document.getAllText(number - 1).text().replace("\r\n", "\n") for number in numbers]
        return "\n\n".join(f"Page {at} of {count}\n\n{page}" for at, page in zip(numbers, pages, strict=True))

    def set_zoom(self, zoom: str) -> None:
        """Choose one of ZOOMS."""
        self._zoom = zoom
        if self._view is None:
            return
        modes = type(self._view).ZoomMode
        if zoom in (FIT_WIDTH, FIT_PAGE):
            self._view.setZoomMode(modes.FitToWidth if zoom == FIT_WIDTH else modes.FitInView)
        else:
            self._view.setZoomMode(modes.Custom)
            self._view.setZoomFactor(int(zoom.removesuffix(" %")) / 100)

    def print_to(self, printer: "QPrinter") -> None:
        """Print every page in its own size, drawn as finely as the printer prints but not finer than 300 dpi."""
        if self._document is None:
            return
        painter = QPainter(printer)
        fine = min(printer.resolution(), _FINEST) / 72
        for page in range(self.count()):
            if page:
                printer.newPage()
            size = self._document.pagePointSize(page)
            image = self._document.render(page, QSize(round(size.width() * fine), round(size.height() * fine)))
            painter.drawImage(QRectF(QPointF(), size * (printer.resolution() / 72)), image)
        painter.end()

    def _viewer(self) -> "tuple[QPdfView, QPdfDocument]":
        if self._view is None or self._document is None:
            from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 -- start-up time
            from PySide6.QtPdfWidgets import QPdfView  # noqa: PLC0415 -- start-up time

            self._document = QPdfDocument(self)
            self._view = QPdfView(self)
            self._view.setDocument(self._document)
            self._view.setPageMode(QPdfView.PageMode.MultiPage)
            # A page that fits only without the bar would make it come and go without end.
            self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
            self._view.pageNavigator().currentPageChanged.connect(lambda _page: self.page_changed.emit())
            keep_in_place(self, [self._view])
            self.setFocusProxy(self._view)
            self._column.addWidget(self._view)
            self.set_zoom(self._zoom)
        return self._view, self._document


def zoom_box(pages: PdfPages) -> QComboBox:
    """Chooses how large the pages are shown."""
    box = QComboBox()
    box.setAccessibleName("Zoom")
    box.setToolTip("How large the page is shown")
    box.addItems(ZOOMS)
    box.currentTextChanged.connect(pages.set_zoom)
    return box


def as_text_button(tip: str) -> QPushButton:
    """Shows the words of the pages in place of the pages, which screen readers cannot read."""
    button = QPushButton(icon("list"), "Show as text")
    button.setAccessibleName("Show as text")
    button.setAutoDefault(False)
    button.setCheckable(True)
    button.setToolTip(tip)
    return button


def page_name(title: str) -> str:
    """What a screen reader says of the pages of a document."""
    return f"{title}, shown as pages. Use Show as text to read it."
