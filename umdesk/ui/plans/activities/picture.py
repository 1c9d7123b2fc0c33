"""The timeline picture: a list whose rows are bars over the quarters, moved by mouse and keyboard.

It is a list of Qt's own, so that a screen reader finds each bar as an item of a list and reads it as a sentence.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from umdesk.ui.plans.activities.bars import Bar, BarDelegate, height_of_row
from umdesk.ui.plans.activities.canvas import Canvas
from umdesk.ui.plans.activities.hand import Hand
from umdesk.ui.theme import SPACE_4, SPACE_8, Tone, label_font, tone_colour
from umdesk.ui.widgets.rows import Column, Index, RowsModel

_QUARTER_CHARACTERS = 15
"""How wide a quarter is at least, in characters."""


class _Head(QWidget):
    """The quarters over the picture, and where today is."""

    def __init__(self, picture: "TimelinePicture") -> None:
        super().__init__(picture)
        self._picture = picture
        self.setFont(label_font())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The names of the quarters, each at its first day."""
        picture, painter = self._picture, QPainter(self)
        left = picture.visible[0]
        palette, today = self.palette(), picture.canvas.today_x
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        room = self.fontMetrics().height() + SPACE_4
        for quarter in picture.canvas.quarters:
            begin, end = picture.canvas.scale.x(quarter.first) - left, picture.canvas.scale.end(quarter.last) - left
            where = QRectF(begin + SPACE_4, 0, end - begin - SPACE_4, room)
            text = self.fontMetrics().elidedText(quarter.text, Qt.TextElideMode.ElideRight, int(where.width()))
            painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
        if today is not None:
            x, below = today - left, self.height() - room
            painter.fillRect(QRectF(x, room, 2, below), tone_colour(Tone.ATTENTION))
            beside = QRectF(x + SPACE_4 + 2, room - SPACE_4, self.width(), below + SPACE_4)
            painter.drawText(beside, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), "today")
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()


class TimelinePicture(QListView):
    """Bars by quarter; `hand` moves them, `chosen` carries the row of the bar that became the current one."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: RowsModel[Bar] = RowsModel(
            [Column("", lambda bar: bar.name, said=lambda bar: bar.said, tip=lambda bar: bar.said)],
            key=lambda bar: bar.activity.row, parent=self,
        )  # fmt: skip
        self._today = date(2000, 1, 1)
        self._resetting = False
        self.canvas = Canvas()
        self._head = _Head(self)
        self.hand = Hand(self)
        self._set_up()

    def show_bars(self, bars: Sequence[Bar], today: date, *, refusal: str = "") -> None:
        """Show the bars of a plan; `refusal` says why they cannot be moved, "" when they can."""
        key = self.current_key()
        self.hand.let_go(refusal)
        self._today = today
        self._resetting = True
        self._model.set_rows(bars)
        self._fit()
        self.choose(key)
        self._resetting = False

    def choose(self, key: str) -> None:
        """Make a bar the current one and bring its row into view."""
        number = self._model.place(key)
        if number >= 0:
            self.setCurrentIndex(self._model.index(number, 0))

    def current_key(self) -> str:
        """The row of the current bar, "" for none."""
        index = self.currentIndex()
        return self._model.key(index.row()) if index.isValid() else ""

    def bar(self, index: Index) -> Bar:
        """The bar of a row."""
        return self._model.row(index.row())

    def repaint_bar(self, bar: Bar) -> None:
        """Draw one row anew."""
        number = self._model.place(bar.activity.row)
        if number >= 0:
            self.viewport().update(self.visualRect(self._model.index(number, 0)))

    @property
    def visible(self) -> tuple[int, int]:
        """The left and right edge of what is in view, in places of the picture."""
        left = self.horizontalOffset()
        return left, left + self.viewport().width()

    # --- what Qt asks --------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move the current bar or its ends; up and down choose."""
        if not self.hand.key(event):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was moved is kept when the picture is left."""
        self.hand.keep()
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The quarters fill the width where there is room."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Room for the quarters and three bars."""
        return QSize(super().minimumSizeHint().width(), height_of_row(self.fontMetrics()) * 4)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Another bar is the current one."""
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid() and not self._resetting:
            self.chosen.emit(self._model.key(current.row()))

    # --- parts ---------------------------------------------------------------------------------------------------

    def _set_up(self) -> None:
        self.setAccessibleName("Timeline of the activities")
        self._head.setAccessibleName("Quarters")
        self.setModel(self._model)
        self._delegate = BarDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setMouseTracking(True)
        self.horizontalScrollBar().valueChanged.connect(lambda _value: self._scrolled())

    def _fit(self) -> None:
        """Spread the quarters over the width; where each would get too narrow, the picture scrolls."""
        height = 2 * self._head.fontMetrics().height() + SPACE_8
        self.setViewportMargins(0, height, 0, 0)
        least = self.fontMetrics().averageCharWidth() * _QUARTER_CHARACTERS
        self.canvas.fit(self._model.rows(), self._today, self.viewport().width() - 1, least)
        self.doItemsLayout()
        self._head.setGeometry(self.viewport().x(), self.viewport().y() - height, self.viewport().width(), height)
        self._scrolled()

    def _scrolled(self) -> None:
        self._head.update()
        self.viewport().update()  # names keep to what is in view
