"""Two lists of which the second goes with the row chosen in the first: each shows some rows in the smallest window."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QTableView, QVBoxLayout, QWidget

from umdesk.ui.theme import SPACE_8

_ROWS = 5
"""Rows that a list shows at least."""


class TwoLists(QSplitter):
    """One list under the other, or side by side where the window is too low for both."""

    def __init__(self, above: QVBoxLayout, below: QVBoxLayout) -> None:
        """Take over the two parts, each a table with what stands around it."""
        super().__init__(Qt.Orientation.Vertical)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(SPACE_8)
        self._parts = (QWidget(), QWidget())
        for part, column in zip(self._parts, (above, below), strict=True):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(SPACE_8)
            part.setLayout(column)
            self.addWidget(part)
        for table in self.findChildren(QTableView):
            rows = _ROWS * table.verticalHeader().defaultSectionSize()
            table.setMinimumHeight(table.horizontalHeader().sizeHint().height() + rows + 2 * table.frameWidth())

    def minimumSizeHint(self) -> QSize:
        """As high as the higher part, since they may stand side by side."""
        return QSize(sum(part.width() for part in self._least()), max(part.height() for part in self._least()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the room."""
        super().resizeEvent(event)
        fits = event.size().height() >= sum(part.height() for part in self._least()) + self.handleWidth()
        wanted = Qt.Orientation.Vertical if fits else Qt.Orientation.Horizontal
        if wanted is not self.orientation():
            self.setOrientation(wanted)
            self.setSizes([max(event.size().width(), event.size().height())] * 2)  # halves

    def _least(self) -> list[QSize]:
        return [part.minimumSizeHint() for part in self._parts]
