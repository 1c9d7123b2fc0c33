"""Where a page of Selection has too little room: parts move under each other, notes fold away."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8
from umdesk.ui.widgets.status import QuietLabel

_TABLE_LINES = 16
"""Lines of text that a table keeps at least where its notes stand under it."""
_SHARE = 3
"""Notes take at most one in so many parts of the height."""


class Beside(QSplitter):
    """Two parts side by side, or one under the other where they are wider than the room."""

    def __init__(self, first: QWidget, second: QWidget, sizes: tuple[int, int]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        self.addWidget(first)
        self.addWidget(second)
        self._parts = (first, second)
        self._sizes = sizes
        self.setSizes(sizes)

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider part, since they may stand one under the other."""
        return QSize(max(self._widths()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the room."""
        super().resizeEvent(event)
        fits = event.size().width() >= sum(self._widths()) + self.handleWidth()
        wanted = Qt.Orientation.Horizontal if fits else Qt.Orientation.Vertical
        if wanted is not self.orientation():
            self.setOrientation(wanted)
            self.setSizes(self._sizes)

    def _widths(self) -> list[int]:
        return [part.minimumWidth() or part.minimumSizeHint().width() for part in self._parts]


class TablesWithNotes(QWidget):
    """One of several tables with notes under it; where that leaves the table no room, a button shows the notes."""

    def __init__(self, *tables: QWidget) -> None:
        super().__init__()
        self.notes = QuietLabel()
        self.button = QPushButton(icon("info"), "Notes on the ranking")
        self.button.setCheckable(True)
        self.button.setAutoDefault(False)
        self.button.toggled.connect(self._fold)
        self._chosen = tables[0]
        self._alone = QuietLabel()
        self._stack = QStackedWidget()
        self._notes_page = self._scrolled()
        for page in (*tables, self._notes_page):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self._stack, 1)
        column.addWidget(self.notes)
        self.setMinimumHeight(self.fontMetrics().height() * 7)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.button.hide()

    def say(self, notes: str) -> None:
        """Show other notes."""
        self.notes.setText(notes)
        self._alone.setText(notes)
        self._make_room()

    def choose(self, table: QWidget) -> None:
        """Show one of the tables."""
        self._chosen = table
        self.button.setChecked(False)
        self._stack.setCurrentWidget(table)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the notes away where they would leave the table too little."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        needed = self.notes.heightForWidth(max(self.width(), 1))
        left = self.height() - needed
        roomy = left >= self.fontMetrics().height() * _TABLE_LINES and needed * _SHARE <= self.height()
        if roomy == self.notes.isHidden():
            self.notes.setVisible(roomy)
            self.button.setVisible(not roomy)
            self.button.setChecked(False)

    def _fold(self, shown: bool) -> None:
        self._stack.setCurrentWidget(self._notes_page if shown else self._chosen)

    def _scrolled(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName("Notes on the ranking")
        self._alone.setAlignment(Qt.AlignmentFlag.AlignTop)
        area.setWidget(self._alone)
        return area
