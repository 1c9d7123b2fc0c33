"""The pages of a file that is not in the program yet, with their size, and the same file in the person's own reader."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from umdesk.ui.icons import icon
from umdesk.ui.pdfpages import ZOOMS, PdfPages
from umdesk.ui.theme import SPACE_4, SPACE_8
from umdesk.ui.widgets.status import QuietLabel


class PagePanel(QWidget):
    """Shows a PDF as pictures of its pages; nothing in the file is run."""

    def __init__(self) -> None:
        super().__init__()
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

    def show_file(self, path: Path, data: bytes) -> None:
        """Show a file; b"" shows nothing."""
        self.shown = path if data else None
        self.open.setEnabled(bool(data))
        self.zoom.setEnabled(bool(data))
        if data:
            self.pages.load(data, f"{path.name}, shown as pages", keep_place=False)
        else:
            self.pages.close_document()
        many = self.pages.count() if data else 0
        self.count.setText(f"{many} pages" if many > 1 else "1 page" if many else "")

    def _open(self) -> None:
        if self.shown is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.shown)))
