"""The pages of a file that is not in the program yet, with their size, and the same file in the person's own reader."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from umdesk.domain.writing import counted
from umdesk.jobs import import_forms
from umdesk.jobs.import_forms import FormFile
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.pdfpages import ZOOMS, PdfPages
from umdesk.ui.theme import SPACE_4, SPACE_8
from umdesk.ui.widgets.status import QuietLabel


class PagePanel(QWidget):
    """Shows a PDF as pictures of its pages; nothing in the file is run."""

    drawn = Signal()
    """The pages of the file that was asked for are in view."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.shown: Path | None = None
        self.pages = PdfPages()
        self.count = QuietLabel("")
        self.zoom = QComboBox()
        self.zoom.setAccessibleName("Zoom")
        self.zoom.setToolTip("How large the page is shown")
        self.zoom.addItems(ZOOMS)
        self.zoom.currentTextChanged.connect(self.pages.set_zoom)
        self.open = QPushButton(icon("open"), "Open in your PDF reader")
        self.open.setAutoDefault(False)
        self.open.setToolTip("Opens the file itself, where a screen reader can read it")
        self.open.clicked.connect(lambda _checked: self._open())
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        row.addWidget(self.zoom)
        row.addWidget(self.count, 1)
        row.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_4, 0, 0)
        column.setSpacing(SPACE_4)
        column.addLayout(row)
        column.addWidget(self.pages, 1)

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
        self.pages.load(data, f"{file.path.name}, shown as pages", keep_place=False)
        self.count.setText(counted(self.pages.count(), "page"))
        self.drawn.emit()

    def _open(self) -> None:
        if self.shown is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.shown)))
