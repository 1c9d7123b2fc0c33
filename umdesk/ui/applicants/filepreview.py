"""What a file that is kept shows: pages, a picture, or plain text; nothing in it is ever run."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from umdesk.domain.attachments import WORDS, MediaType, megabytes
from umdesk.domain.errors import UserError
from umdesk.domain.writing import counted
from umdesk.jobs import attachments as jobs
from umdesk.jobs.attachments import APPLICATIONS, Keeper, Looked
from umdesk.services.attachments import AttachmentRow
from umdesk.ui.context import Context
from umdesk.ui.pdfpages import PdfPages, as_text_button, page_name
from umdesk.ui.theme import SPACE_4, SPACE_8, Tone
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.plain import PlainLabel, plain_reading

_TEXT_PAGES = 60
"""A PDF of more pages is not put into words here, which would take long."""
_TOO_MUCH_TO_DRAW = "There is too much on the pages to draw them here. Save a copy and open it in your PDF reader."


class PictureView(QScrollArea):
    """A picture as wide as there is room; the arrow keys and the wheel go down a long one."""

    def __init__(self) -> None:
        super().__init__()
        self._size = QSize()
        self.picture = PlainLabel()
        self.picture.setScaledContents(True)
        self.picture.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWidget(self.picture)
        self.setWidgetResizable(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_picture(self, data: bytes, name: str) -> None:
        """Show a PNG; `name` is what a screen reader says of it."""
        image = QImage()
        image.loadFromData(data, "PNG")
        self._size = image.size()
        self.picture.setPixmap(QPixmap.fromImage(image))
        self.picture.setAccessibleName(name)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As wide as the new room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self._size.isEmpty():
            width = min(self.viewport().width(), self._size.width())
            height = max(1, round(self._size.height() * width / self._size.width()))
            self.picture.setFixedSize(QSize(width, height))


class FilePreview(QWidget):
    """Shows one file; what takes long is read off the GUI thread, and PDF pages are drawn in it."""

    def __init__(self, context: Context, keeper: Keeper = APPLICATIONS) -> None:
        super().__init__()
        self._context, self._keeper = context, keeper
        self._request = 0
        self._row: AttachmentRow | None = None
        self.about = PlainLabel()
        self.about.setWordWrap(True)
        self.about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.remarks = Note()
        self.as_text = as_text_button("The words of the pages, for reading and copying")
        self.as_text.toggled.connect(self._show_pages)
        self.pages, self.picture = PdfPages(), PictureView()
        self.text = plain_reading()
        self.empty = PlainLabel()
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.body = QStackedWidget()
        for widget in (self.empty, self.pages, self.picture, self.text):
            self.body.addWidget(widget)
        top = QHBoxLayout()
        top.setSpacing(SPACE_8)
        top.addWidget(self.about, 1)
        top.addWidget(self.as_text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addLayout(top)
        column.addWidget(self.remarks)
        column.addWidget(self.body, 1)
        self.clear()

    def clear(self, message: str = "") -> None:
        """Show no file, and in its place a sentence."""
        self._request += 1
        self._row = None
        self.pages.close_document()
        self.about.setText("")
        self.remarks.say("")
        self.as_text.hide()
        self.empty.setText(message)
        self.body.setCurrentWidget(self.empty)

    def show_file(self, row: AttachmentRow) -> None:
        """Show a file, unless it is shown already."""
        if self._row is not None and self._row.id == row.id:
            return
        self.clear("Opening…")
        self._row = row
        request, program, keeper = self._request, self._context.program, self._keeper

        def show(found: tuple[bytes, Looked]) -> None:
            if request == self._request:
                self._show(row, *found)

        def refuse(error: UserError) -> None:
            if request == self._request:
                self.empty.setText(str(error))

        self._context.runner.later(
            lambda _progress: jobs.look(program, row, keeper),
            show,
            owner=self,
            title=f"Opening {row.name}",
            refused=refuse,
        )

    def _show(self, row: AttachmentRow, data: bytes, looked: Looked) -> None:
        about = f"{WORDS[row.kind]}, {megabytes(row.size)}"
        said = f"{row.name}. {row.note}".strip()
        self.remarks.say(" ".join(looked.remarks), Tone.ATTENTION, "attention")
        if row.kind is MediaType.PDF:
            self.about.setText(f"{about}, {counted(looked.pages, 'page')}" if looked.pages else about)
            if not data:
                self.empty.setText(_TOO_MUCH_TO_DRAW)
                return
            self.pages.load(data, page_name(said), keep_place=False)
            self.as_text.setChecked(False)
            self.as_text.show()
            self._show_pages()
        elif row.kind is MediaType.DOCX:
            self.about.setText(f"{about}, shown as plain text")
            self.text.setPlainText(looked.text or "There is no text in this document.")
            self.text.setAccessibleName(f"{said} as text")
            self.body.setCurrentWidget(self.text)
        else:
            size = f"{looked.width:,} × {looked.height:,} dots"
            self.about.setText(f"{about}, {size}")
            self.picture.show_picture(looked.picture, f"{said}: a picture of {size}, without text")
            self.body.setCurrentWidget(self.picture)

    def _show_pages(self, _as_text: bool = False) -> None:
        if not self.as_text.isChecked():
            self.body.setCurrentWidget(self.pages)
            return
        count = self.pages.count()
        words = self.pages.text().strip() if count <= _TEXT_PAGES else ""
        if count > _TEXT_PAGES:
            words = f"This file has {count} pages, too many to show as text here. Save a copy to read it as text."
        elif not any(line for line in words.splitlines() if line and not line.startswith("Page ")):
            words = "There are no words in this file: its pages are pictures, such as a scan."
        self.text.setPlainText(words)
        self.text.setAccessibleName(f"{self._row.name if self._row else ''} as text")
        self.body.setCurrentWidget(self.text)
