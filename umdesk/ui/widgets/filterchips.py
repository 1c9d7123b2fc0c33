"""The filters that narrow a list, each a chip that goes away when it is pressed."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QPushButton, QSizePolicy, QWidget

from umdesk.domain.list_filters import Filter
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_4
from umdesk.ui.widgets.taborder import keep_in_place

_LONGEST = 40


class FilterChips(QWidget):
    """Shows filters as chips with a ×, one beside the other and as many lines as they need; without any it is gone.

    `removed` carries the filter whose chip was pressed, by mouse, Space, Enter or Delete.
    """

    removed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._lines = _Lines(self)
        self._chips: list[QPushButton] = []
        self.hide()

    def set_filters(self, filters: Sequence[tuple[Filter, str]]) -> None:
        """Show these filters with their words ("Unit: Redding Center"); the focus goes on to the next chip."""
        focused = next((number for number, chip in enumerate(self._chips) if chip.hasFocus()), None)
        before, self._chips = self._chips, [self._chip(each, words) for each, words in filters]
        for chip in self._chips:
            self._lines.addWidget(chip)
            chip.show()
        self.setVisible(bool(self._chips))
        if focused is not None and self._chips:
            self._chips[min(focused, len(self._chips) - 1)].setFocus()
        for chip in before:
            self._lines.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        keep_in_place(self, self._chips)
        self.updateGeometry()

    def _chip(self, each: Filter, words: str) -> QPushButton:
        chip = _Chip(words, self)
        chip.clicked.connect(lambda _checked, each=each: self.removed.emit(each))
        return chip


class _Chip(QPushButton):
    def __init__(self, words: str, parent: QWidget) -> None:
        shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
        super().__init__(icon("close"), shown.replace("&", "&&"), parent)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the × stands behind the words
        self.setAutoDefault(False)
        self.setAccessibleName(f"Remove the filter {words}")
        self.setToolTip(f"Remove the filter {words}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class _Lines(QLayout):
    """Widgets beside each other, going on in the next line where the width ends."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        sizes = [item.sizeHint() for item in self._items]
        return QSize(max((size.width() for size in sizes), default=0), max((s.height() for s in sizes), default=0))

    def _place(self, rect: QRect, *, move: bool) -> int:
        x, y, high = rect.x(), rect.y(), 0
        for item in self._items:
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.right() + 1:
                x, y, high = rect.x(), y + high + SPACE_4, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + SPACE_4
            high = max(high, size.height())
        return y + high - rect.y()
