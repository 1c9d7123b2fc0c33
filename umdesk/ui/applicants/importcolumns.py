"""Which column is which: each column of the sheet with sample values and what it is taken for."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from umdesk.domain.intake.fields import Field
from umdesk.domain.intake.headers import Column
from umdesk.ui.theme import SPACE_4, SPACE_8, SPACE_12, SPACE_24, Tone, label_font
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.plain import plain_tip

NOT_USED = "Not used"
_SIDE_BY_SIDE = 6
_FIELDS: tuple[Field | None, ...] = (None, *Field)
_WORDS = {
    Field.NAME: "Name, last and first in one",
    Field.CLASS_DATE: "In this class since",
    Field.SUPERVISOR_EMAIL: "Supervisor’s email",
}


def field_words(field: Field) -> str:
    """How a field is called in a choice."""
    return _WORDS.get(field, field.value.capitalize())


class Elided(QLabel):
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


class ColumnsPanel(QScrollArea):
    """A choice for every column; `chosen` carries the column's index and the field, None for *Not used*."""

    chosen = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Columns of the sheet")
        self.viewport().setAutoFillBackground(False)
        self.boxes: dict[int, QComboBox] = {}

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show the columns of a sheet with what each is taken for."""
        shown = [column for column in columns if column.header or column.samples or column.never]
        self.boxes = {}
        inner = QWidget()
        inner.setAutoFillBackground(False)
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, SPACE_8, 0)
        grid.setHorizontalSpacing(SPACE_12)
        grid.setVerticalSpacing(SPACE_4)
        halves = 2 if len(shown) > _SIDE_BY_SIDE else 1
        height = -(-len(shown) // halves)
        for place, column in enumerate(shown):
            half, row = divmod(place, max(height, 1))
            self._put(grid, row, half * 4, column)
        for half in range(halves):
            grid.setColumnStretch(half * 4, 3)
            grid.setColumnStretch(half * 4 + 2, 4)
            if half:
                grid.setColumnMinimumWidth(half * 4 - 1, SPACE_24)
        grid.setRowStretch(height, 1)
        self.setWidget(inner)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls the columns and changes no choice on its way."""
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QComboBox):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _put(self, grid: QGridLayout, row: int, left: int, column: Column) -> None:
        grid.addWidget(Elided(f"{column.letter}  {column.header or '(no header)'}"), row, left)
        if column.never:
            words = Note()
            words.say("Never collected, so it is left out", Tone.ATTENTION, "shield")
            grid.addWidget(words, row, left + 1, 1, 2)
            return
        grid.addWidget(self._box(column), row, left + 1)
        grid.addWidget(Elided(", ".join(column.samples), quiet=True), row, left + 2)

    def _box(self, column: Column) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(f"What column {column.letter}, {column.header or 'without a header'}, is")
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(15)
        box.setMaxVisibleItems(20)
        box.addItems([NOT_USED if field is None else field_words(field) for field in _FIELDS])
        box.setCurrentIndex(_FIELDS.index(column.field))
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.installEventFilter(self)
        # Qt hands an enum of text back as plain text, so the field is found by its place.
        box.activated.connect(lambda at, index=column.index: self.chosen.emit(index, _FIELDS[at]))
        self.boxes[column.index] = box
        return box
