"""The pages of a file that is not in the program yet, with their size, and the same file in the person's own reader."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from umdesk.domain.writing import counted
from umdesk.jobs import import_forms
from umdesk.jobs.import_forms import FormFile
from umdesk.ui.context import Context
from umdesk.ui.pdfpages import PdfPages, as_text_button, page_name, zoom_box
from umdesk.ui.theme import SPACE_4, SPACE_8
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.plain import plain_reading
from umdesk.ui.widgets.status import QuietLabel

TOO_MUCH_TO_DRAW = "There is too much on the pages to draw them here. Open the file in your PDF reader."


class PagePanel(QWidget):
    """Shows a PDF as pictures of its pages; nothing in the file is run."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.shown: Path | None = None
        self.pages = PdfPages()
        self.count = QuietLabel("")
        self.zoom = zoom_box(self.pages)
        self.open = push_button("Open the file", "open", self._open)
        self.open.setToolTip("Opens the file itself in your PDF reader")
        self.text = plain_reading("The form as text")
        self.as_text = as_text_button("The words on the pages, for reading and copying; a scan has none")
        self.as_text.toggled.connect(self._show_body)
        self.body = QStackedWidget()
        self.body.addWidget(self.pages)
        self.body.addWidget(self.text)
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        row.addWidget(self.zoom)
        row.addWidget(self.as_text)
        row.addWidget(self.open)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_4, 0, 0)
        column.setSpacing(SPACE_4)
        column.addLayout(row)
        column.addWidget(self.count)
        column.addWidget(self.body, 1)

    def show_file(self, file: FormFile) -> None:
        """Show a file, once its fields are drawn on its pages."""
        if self.shown == file.path:
            return
        self.shown = file.path
        self.pages.close_document()
        self.count.setText("")
        self._context.runner.later(
            lambda _progress: import_forms.pages(file),
            lambda data: self._show(file, data),
            owner=self,
            title=f"Drawing {file.path.name}",
        )

    def forget(self) -> None:
        """Show nothing."""
        self.shown = None
        self.pages.close_document()

    def _show(self, file: FormFile, data: bytes) -> None:
        if self.shown != file.path:
            return
        if not data:
            self.count.setText(TOO_MUCH_TO_DRAW)
            return
        self.pages.load(data, page_name(file.path.name), keep_place=False)
        self._show_body(self.as_text.isChecked())
        self.count.setText(counted(self.pages.count(), "page"))

    def _show_body(self, as_text: bool) -> None:
        self.text.setPlainText(self.pages.text() if as_text else "")
        self.body.setCurrentWidget(self.text if as_text else self.pages)
        self.zoom.setEnabled(not as_text)

    def _open(self) -> None:
        if self.shown is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.shown)))
