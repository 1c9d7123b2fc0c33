"""The panel of the search over everything: a field, and under it what fits."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QApplication, QFrame, QListView, QVBoxLayout, QWidget
from shiboken6 import isValid

from umdesk.domain.finding import Group, words_of
from umdesk.ui.finding.hits import HitLines, HitsModel
from umdesk.ui.theme import SPACE_8
from umdesk.ui.widgets.search import SearchLine
from umdesk.ui.widgets.status import QuietLabel

_WHAT = "A name, number, class, unit, supervisor, plan, report, help page, or what you want to do"
_KEYS = "↑ ↓ choose   Enter opens   Esc closes"
_LETTERS, _LINES = 88, 30  # the size at most
_PAGE = 6


class FindPanel(QFrame):
    """Lies over the window below its menu bar while one searches; Escape and a click elsewhere close it.

    `asked` carries what is typed, `opened` the entry (`domain.finding.Entry`) that one chose. The field keeps the
    focus; the arrow keys go through the list.
    """

    asked = Signal(str)
    opened = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAccessibleName("Find anything")
        self._before: QWidget | None = None
        self._most_high = 0
        self.field = SearchLine("Find anything", "Find anything")
        self.field.setToolTip(_WHAT)
        self.field.textChanged.connect(self.asked)
        self.field.installEventFilter(self)
        self.model = HitsModel(self)
        self.list = QListView()
        self.list.setAccessibleName("What fits")
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitLines(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.clicked.connect(self._open)
        self.list.selectionModel().currentChanged.connect(self._say)
        self.said = QuietLabel(_WHAT)
        self._foot = QuietLabel(_KEYS)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_8, SPACE_8, SPACE_8, SPACE_8)
        column.setSpacing(SPACE_8)
        column.addWidget(self.field)
        column.addWidget(self.said)
        column.addWidget(self.list, 1)
        column.addWidget(self._foot)
        self.hide()

    def open_over(self, top: int) -> None:
        """Show the panel from a height of its window on, with the focus in its field."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        room = self._window.rect()
        width = min(self.fontMetrics().averageCharWidth() * _LETTERS, room.width() - 2 * SPACE_8)
        self._most_high = min(self.fontMetrics().height() * _LINES, room.height() - top - SPACE_8)
        self.setGeometry(room.width() - width - SPACE_8, top, width, self._most_high)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._watch_clicks(True)
        self.asked.emit(self.field.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line around it, so that it stands out from the window also in the dark."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Dark))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def show_groups(self, groups: Sequence[Group], said: str) -> None:
        """Show what fits, or say in a sentence why there is nothing."""
        self.model.show_groups(groups, words_of(self.field.text()))
        self.said.setText(said or _WHAT)
        self.said.setVisible(bool(said) or not groups)
        self._fit()
        first = self.model.next_entry(-1, 1)
        if first >= 0:
            self.list.setCurrentIndex(self.model.index(first, 0))
            self.list.scrollToTop()

    def _fit(self) -> None:
        """As high as what is in it, within the window."""
        rows = self.model.rowCount()
        self.list.setVisible(rows > 0)
        self._foot.setVisible(rows > 0)
        more = rows * self.list.sizeHintForRow(0) + 2 - self.list.sizeHint().height() if rows else 0
        self.resize(self.width(), min(self.sizeHint().height() + more, self._most_high))

    def put_away(self) -> None:
        """Close, and give the focus back to where it was."""
        if not self.isVisible():
            return
        self._watch_clicks(False)
        self.hide()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None

    def forget(self) -> None:
        """Close, without what was typed and what fitted it."""
        self.put_away()
        self.field.clear()
        self.show_groups((), "")

    def open_current(self) -> None:
        """Open the entry that is chosen."""
        self._open(self.list.currentIndex())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the field that are the list's; a click outside closes."""
        if watched is self.field and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event.key())
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonPress:
            place = self.mapFromGlobal(event.globalPosition().toPoint())
            if isinstance(watched, QWidget) and not self.rect().contains(place):
                self.put_away()
        return False

    def _watch_clicks(self, watch: bool) -> None:
        app = QApplication.instance()
        if app is not None and watch:
            app.installEventFilter(self)
        elif app is not None:
            app.removeEventFilter(self)

    def _key(self, key: int) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _PAGE, Qt.Key.Key_PageUp: -_PAGE}
        if key == Qt.Key.Key_Escape:
            self.put_away()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
        elif key in steps:
            self._go(steps[Qt.Key(key)])
        else:
            return False
        return True

    def _go(self, steps: int) -> None:
        row = self.list.currentIndex().row()
        for _ in range(abs(steps)):
            row = self.model.next_entry(row, 1 if steps > 0 else -1)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row, 0))

    def _open(self, index: QModelIndex) -> None:
        entry = self.model.entry(index.row())
        if entry is not None:
            self.put_away()
            self.opened.emit(entry)

    def _say(self, current: QModelIndex, _before: QModelIndex) -> None:
        """Have a screen reader say the entry, since the focus stays in the field."""
        text = str(current.data(Qt.ItemDataRole.AccessibleTextRole) or "")
        if text and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, text))
