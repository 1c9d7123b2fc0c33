"""The field at the right of the menu bar that opens the search over everything."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPaintEvent, QPalette
from PySide6.QtWidgets import QMenuBar, QPushButton, QStyle, QStyleOptionButton, QStyleOptionFrame, QStylePainter

from umdesk.ui.theme import SPACE_8

_LETTERS = 34


class FindButton(QPushButton):
    """Looks like a search field, says its keys, and does its action; it follows whether that can be done."""

    def __init__(self, action: QAction, bar: QMenuBar) -> None:
        super().__init__(action.icon(), "Find anything", bar)
        self._action = action
        self._keys = action.shortcut().toString()
        self.setAccessibleName("Find anything")
        self.setToolTip(f"People, numbers, classes, units, plans, reports, help and commands ({self._keys})")
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setFlat(True)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        bar.setCornerWidget(self, Qt.Corner.TopRightCorner)
        self._follow()

    def sizeHint(self) -> QSize:
        """As wide as a short field."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * _LETTERS, metrics.height() + SPACE_8)

    def minimumSizeHint(self) -> QSize:
        """Never cut off."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A field with a symbol and a hint, the keys at its right."""
        painter = QStylePainter(self)
        frame = QStyleOptionFrame()
        frame.initFrom(self)
        frame.lineWidth = 1
        frame.state |= QStyle.StateFlag.State_Sunken
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, frame)
        shown = QStyleOptionButton()
        self.initStyleOption(shown)
        inside = self.rect().adjusted(SPACE_8, 0, -SPACE_8, 0)
        side = shown.iconSize.height()
        self.icon().paint(painter, inside.left(), (self.height() - side) // 2, side, side)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        words = inside.adjusted(side + SPACE_8, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._keys)

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
