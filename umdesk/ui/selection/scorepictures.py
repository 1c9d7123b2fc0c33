"""The pictures of rater scores on screen: the drawings of the printed ranking, in the colours of the window."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from umdesk.jobs.score_pictures import score_pictures
from umdesk.services.results import ResultRow
from umdesk.ui.context import Context
from umdesk.ui.theme import SPACE_8

_AT_ONCE = 40
"""Applicants whose picture is drawn at once; more of them take their time beside the window."""


class _Picture(QWidget):
    """One drawing, as wide as there is room; a screen reader hears what it shows and where its numbers are."""

    def __init__(self, svg: bytes, about: str) -> None:
        super().__init__()
        self._svg = QSvgRenderer(QByteArray(svg))
        self.setAccessibleName(about)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """It keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that goes with a width."""
        size = self._svg.defaultSize()
        return round(width * size.height() / max(size.width(), 1))

    def sizeHint(self) -> QSize:
        """As it was drawn."""
        return self._svg.defaultSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        self._svg.render(painter, QRectF(0, 0, self.width(), self.heightForWidth(self.width())))
        painter.end()


class ScorePictures(QScrollArea):
    """The pictures of all ranked applicants under each other."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: Sequence[ResultRow] = ()
        self._above: int | None = None
        self._asked = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard is in the table, whose chosen row comes into view
        self.setAccessibleName("Picture of the rater scores")

    def show_rows(self, rows: Sequence[ResultRow], above_line: int | None) -> None:
        """Draw these rows."""
        self._rows, self._above = rows, above_line
        self._draw()

    def look_at(self, application_id: str) -> None:
        """Bring the line of an applicant into view."""
        at = next((at for at, row in enumerate(self._rows) if row.application_id == application_id), None)
        if at is not None:
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.maximum() * at / max(len(self._rows) - 1, 1)))

    def changeEvent(self, event: QEvent) -> None:
        """Follow light and dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._rows:
            self._draw()

    def _draw(self) -> None:
        palette = self.palette()
        colours = {
            name: palette.color(role).name()
            for name, role in (
                ("text", QPalette.ColorRole.WindowText),
                ("line", QPalette.ColorRole.Mid),
                ("dots", QPalette.ColorRole.Accent),
            )
        }
        rows, above, self._asked = self._rows, self._above, self._asked + 1
        asked = self._asked
        if len(rows) <= _AT_ONCE:
            self._show(score_pictures(rows, above, **colours), asked)
            return
        self._context.runner.later(
            lambda _progress: score_pictures(rows, above, **colours),
            lambda made: self._show(made, asked),
            owner=self,
            title="Drawing the scores",
        )

    def _show(self, pictures: Sequence[bytes], asked: int) -> None:
        """Show pictures, unless others have been asked for meanwhile."""
        if asked != self._asked:
            return
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, SPACE_8, 0)
        for picture in pictures:
            column.addWidget(_Picture(picture, "Rater scores as dots; the table has the same numbers"))
        column.addStretch(1)
        at = self.verticalScrollBar().value()
        self.setWidget(inside)
        self.verticalScrollBar().setValue(at)
