"""The filed pages of a printed paper beside its data: which pages are there, each as it was scanned."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.jobs import scan
from umdesk.services.plans import filing
from umdesk.services.plans.filing import FiledRow
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.scans.picture import ScanPicture
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable

_NONE = "No signed page is on file. Scan the paper, then drop the file on this window or choose “File scans…”."
_NONE_TO_SEE = "No signed page is on file."
_FEWEST, _MOST = 1, 5
"""Between how many rows the list is high."""
_HIGH = 520
"""Pixels of the picture's least height: a signature is to be read without a zoom."""


class FiledPages(QWidget):
    """Shows what is on file of a printed record: `show_record` takes the id of a revision or assignment."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._record = ""
        self._shown = ""
        self._stale = True
        self._stripped: tuple[tuple[str, ...], bytes] = ((), b"")
        self.empty = QuietLabel()
        self._model = RowsModel[FiledRow](_columns(), lambda row: row.id, self)
        self.table = RowsTable(self._model, "Filed pages")
        self.strip = _Strip()
        self.hint = Note()
        self.picture = ScanPicture()
        self.picture.setMinimumHeight(_HIGH)
        self.larger_button = push_button("Larger", "add", lambda: self.picture.zoom(1))
        self.smaller_button = push_button("Smaller", "remove", lambda: self.picture.zoom(-1))
        self.fit_button = push_button("Whole width", "find", lambda: self.picture.zoom(0))
        self.scan_button = push_button("File scans…", "import", lambda: context.window_wanted.emit("scans"))
        self.off_button = push_button("Take off", "delete", self._take_off)
        self.off_button.setToolTip("Take this page off, because it belongs elsewhere; undo brings it back")
        self._lay_out()
        self.table.chosen.connect(lambda _key: self._show_page())
        context.announced.connect(self._announced)

    def show_record(self, record_id: str) -> None:
        """Show the filed pages of a record; they are read once one looks."""
        if record_id != self._record:
            self._record = record_id
            self._shown = ""
        self._stale = True
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks: read what is on file."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def clear(self) -> None:
        """Show the pages of nothing."""
        self.show_record("")

    def refresh(self) -> None:
        """Show what is on file as it is now."""
        self._stale = False
        found = self._context.runner.now(filing.filed, self._context.program, self._record) if self._record else ()
        rows = found or ()
        before = self.table.current_key()
        self._model.set_rows(rows)
        height = self.table.horizontalHeader().sizeHint().height() + 2 * self.table.frameWidth()
        height += min(max(len(rows), _FEWEST), _MOST) * self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(height)
        may = self._context.may("plans.filing.file")
        self.empty.setText(_NONE if may else _NONE_TO_SEE)
        self.empty.setVisible(not rows)
        self.scan_button.setVisible(may)
        for widget in (self.table, self.picture, self.larger_button, self.smaller_button, self.fit_button):
            widget.setVisible(bool(rows))
        self.off_button.setVisible(bool(rows) and self._context.may("plans.filing.take_off"))
        self.strip.show_strip(self._strip_of(rows))
        if rows and not self.table.choose(before):
            self.table.choose(rows[-1].id if rows[-1].current else rows[0].id)
        self._show_page()

    def _strip_of(self, rows: Sequence[FiledRow]) -> bytes:
        """The signature lines, read anew only where other pages are on file."""
        there = tuple(row.id for row in rows)
        if there != self._stripped[0]:
            found = self._context.runner.now(scan.signature_strip, self._context.program, self._record) if rows else b""
            self._stripped = (there, found or b"")
        return self._stripped[1]

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        acts.setSpacing(SPACE_8)
        for button in (self.scan_button, self.larger_button, self.smaller_button, self.fit_button, self.off_button):
            acts.addWidget(button)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.strip)
        column.addWidget(self.table)
        column.addLayout(acts)
        column.addWidget(self.hint)
        column.addWidget(self.picture, 1)

    def _show_page(self) -> None:
        row = self._model.find(self.table.current_key())
        self.hint.say("")
        if row is None:
            self._shown = ""
            self.picture.clear()
            return
        if row.look:
            self.hint.say(" ".join(row.look.splitlines()), Tone.ATTENTION, "attention")
        if row.id == self._shown:
            return
        data = self._context.runner.now(filing.picture, self._context.program, row.id)
        self._shown = row.id
        if data is None:
            self.picture.clear()
        else:
            self.picture.show_picture(data, f"Page {row.page} of {row.pages} of {row.title}, as it was scanned")

    def _take_off(self) -> None:
        key = self.table.current_key()
        if key:
            self._context.runner.now(filing.take_off, self._context.program, key)

    def _announced(self, announced: Announced) -> None:
        if "filed_page" in announced.tables:
            self.show_record(self._record)


class _Strip(PlainLabel):
    """The signature lines as they were scanned, as wide as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self._pixmap = QPixmap()
        self.setScaledContents(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("The signature lines as they were scanned")
        self.setToolTip("The signature lines as they were scanned")

    def show_strip(self, data: bytes) -> None:
        """Show a picture; none hides the place."""
        self._pixmap = QPixmap.fromImage(QImage.fromData(data)) if data else QPixmap()
        self.setPixmap(self._pixmap)
        self.setVisible(not self._pixmap.isNull())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its width wants."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self._pixmap.isNull():
            self.setFixedHeight(max(1, round(self.width() * self._pixmap.height() / self._pixmap.width())))


def _columns() -> tuple[Column[FiledRow], ...]:
    return (
        Column(
            "Page",
            lambda row: f"{row.page} of {row.pages}{'' if row.current else ', older scan'}",
            lambda row: (row.page, not row.current),
            width=18,
        ),
        Column("Filed", lambda row: dates.show(row.filed_at.astimezone().date()), lambda row: row.filed_at, width=12),
        Column("By", lambda row: row.filed_by, width=14),
        Column("From the scan", lambda row: f"{row.source}, page {row.source_page}", stretch=True),
    )
