"""Which column of a sheet is which: each column with sample values and a choice of what it is taken for."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from umdesk.ui.theme import SPACE_4, SPACE_8, SPACE_12, SPACE_24, Tone, label_font
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.plain import plain_tip
from umdesk.ui.widgets.taborder import keep_in_place

NOT_USED = "Not used"
_SIDE_BY_SIDE = 5
"""From more columns than this on they stand in two halves beside each other."""


class SheetColumn(Protocol):
    """A column of a sheet, as the import of applications and that of classes know it."""

    @property
    def index(self) -> int:
        """Its number, counted from 0."""

    @property
    def letter(self) -> str:
        """Its name in a spreadsheet."""

    @property
    def header(self) -> str:
        """What stands over it, "" for nothing."""

    @property
    def field(self) -> object:
        """What it is taken for, None for nothing."""

    @property
    def samples(self) -> tuple[str, ...]:
        """Its first values."""


class ColumnChoices(QScrollArea):
    """A choice for every column; `chosen` carries the column's index and the field, None for *Not used*.

    `fields` are what a column can be, with the words that people read.
    """

    chosen = Signal(int, object)

    def __init__(self, name: str, fields: Sequence[tuple[object, str]]) -> None:
        super().__init__()
        self._fields = (None, *(field for field, _words in fields))
        self._words = [NOT_USED, *(words for _field, words in fields)]
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.viewport().setAutoFillBackground(False)
        self.boxes: dict[int, QComboBox] = {}
        self._shown: tuple[tuple[object, ...], ...] = ()

    def left_out(self, column: SheetColumn) -> str:
        """Why a column can be taken for nothing, "" where it can be chosen."""
        return ""

    def show_columns(self, columns: Sequence[SheetColumn]) -> None:
        """Show the columns of a sheet with what each is taken for.

        The boxes of the same columns stay, and with them the focus: one of them may be telling what was chosen.
        """
        shown = [column for column in columns if column.header or column.samples or self.left_out(column)]
        stand = tuple((each.index, each.header, each.samples, self.left_out(each)) for each in shown)
        if stand != self._shown:
            self._shown = stand
            self._build(shown)
        for column in shown:
            if (box := self.boxes.get(column.index)) is not None:
                box.setCurrentIndex(self._fields.index(column.field))

    def _build(self, shown: Sequence[SheetColumn]) -> None:
        self.boxes = {}
        if (before := self.takeWidget()) is not None:
            before.hide()
            before.deleteLater()  # setWidget would destroy it in the middle of a signal of one of its boxes
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, SPACE_8, 0)
        grid.setHorizontalSpacing(SPACE_12)
        grid.setVerticalSpacing(SPACE_4)
        halves = 2 if len(shown) > _SIDE_BY_SIDE else 1
        height = max(-(-len(shown) // halves), 1)
        for place, column in enumerate(shown):
            half, row = divmod(place, height)
            self._put(grid, row, half * 4, column)
        for half in range(halves):
            grid.setColumnStretch(half * 4, 3)
            grid.setColumnStretch(half * 4 + 2, 4)
            if half:
                grid.setColumnMinimumWidth(half * 4 - 1, SPACE_24)
        grid.setRowStretch(height, 1)
        self.setWidget(inner)
        inner.setAutoFillBackground(False)  # which a scroll area switches on
        keep_in_place(self, self.boxes.values())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls the columns and changes no choice on its way."""
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QComboBox):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _put(self, grid: QGridLayout, row: int, left: int, column: SheetColumn) -> None:
        grid.addWidget(_Elided(f"{column.letter}  {column.header or '(no header)'}"), row, left)
        if why := self.left_out(column):
            words = Note()
            words.say(why, Tone.ATTENTION, "shield")
            grid.addWidget(words, row, left + 1, 1, 2)
            return
        grid.addWidget(self._box(column), row, left + 1)
        grid.addWidget(_Elided(", ".join(column.samples), quiet=True), row, left + 2)

    def _box(self, column: SheetColumn) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(f"What column {column.letter}, {column.header or 'without a header'}, is")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(17)
        box.setMaxVisibleItems(20)
        box.addItems(self._words)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.installEventFilter(self)
        # Qt hands an enum of text back as plain text, so the field is found by its place.
        box.activated.connect(lambda at, index=column.index: self.chosen.emit(index, self._fields[at]))
        self.boxes[column.index] = box
        return box


class _Elided(QLabel):
    """One line of text that ends in "…" where it does not fit; the tip shows all of it."""

    def __init__(self, text: str, *, quiet: bool = False) -> None:
        super().__init__()
        self._whole = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 4)
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(text))
        if quiet:
            self.setFont(label_font())
            self.setForegroundRole(QPalette.ColorRole.PlaceholderText)

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._whole) + SPACE_4, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(self.minimumWidth(), self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the text to the width."""
        super().resizeEvent(event)
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))
