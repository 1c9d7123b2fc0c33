"""Small things that say how something stands: a badge, the steps of a state, filter chips, an empty place."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from umdesk.ui.icons import icon, tone_icon
from umdesk.ui.theme import SPACE_4, SPACE_8, SPACE_12, SPACE_16, Tone, label_font, title_font, tone_colour
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.symbol import Symbol
from umdesk.ui.widgets.taborder import keep_in_place


class Badge(QWidget):
    """A symbol and a word, like "✓ Eligible"; the colour only repeats what the symbol says."""

    def __init__(self, text: str = "", tone: Tone = Tone.QUIET, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._symbol = Symbol()
        self._text = PlainLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_4)
        row.addWidget(self._symbol)
        row.addWidget(self._text)
        row.addStretch(1)
        self.show_status(text, tone)

    def text(self) -> str:
        """The word."""
        return self._text.text()

    def show_status(self, text: str, tone: Tone) -> None:
        """Show another word and symbol; an empty word hides the badge's content."""
        self._symbol.show_icon(tone_icon(tone))
        self._symbol.setVisible(bool(text))
        self._text.setText(text)


class StepBar(QWidget):
    """The steps of a state in order, the present one marked: "Draft ─ Open ─ ● Scoring ─ Deciding ─ Closed"."""

    def __init__(self, steps: Sequence[str], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = tuple(steps)
        self._name = name
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.set_step(0)

    def set_step(self, number: int) -> None:
        """Mark a step, counted from 0."""
        self._at = number
        said = f"Step {number + 1} of {len(self._steps)}: {self._steps[number]}"
        self.setAccessibleName(f"{self._name}, {said}")
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        metrics = self.fontMetrics()
        words = sum(metrics.horizontalAdvance(step) for step in self._steps)
        gaps = len(self._steps) * (metrics.height() + SPACE_4) + (len(self._steps) - 1) * (SPACE_16 + 2 * SPACE_8)
        return QSize(words + gaps + SPACE_12, metrics.height() + SPACE_8)

    def minimumSizeHint(self) -> QSize:
        """Never cut off."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words with symbols: done steps a check, the present one a dot and bold, later ones a circle."""
        painter = QPainter(self)
        metrics, middle, x = self.fontMetrics(), self.height() // 2, 0
        symbol = metrics.height()
        for number, step in enumerate(self._steps):
            if number:
                painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
                painter.drawLine(x + SPACE_8, middle, x + SPACE_8 + SPACE_16, middle)
                x += SPACE_16 + 2 * SPACE_8
            tone = Tone.GOOD if number < self._at else Tone.ACCENT if number == self._at else Tone.QUIET
            tone_icon(tone).paint(painter, QRect(x, middle - symbol // 2, symbol, symbol))
            x += symbol + SPACE_4
            font = QFont(self.font())
            font.setBold(number == self._at)
            painter.setFont(font)
            role = QPalette.ColorRole.WindowText
            painter.setPen(tone_colour(Tone.QUIET) if number > self._at else self.palette().color(role))
            width = painter.fontMetrics().horizontalAdvance(step)
            painter.drawText(QRect(x, 0, width + SPACE_4, self.height()), Qt.AlignmentFlag.AlignVCenter, step)
            x += metrics.horizontalAdvance(step)
        painter.end()


class Chips(QWidget):
    """Filter chips with counts, of which one is chosen; the arrow keys go through them.

    `chosen` carries the key of the chip.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QPushButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_4)
        self._row.addStretch(1)

    def set_chips(self, chips: Sequence[tuple[str, str, int]]) -> None:
        """Show chips of key, text and count; the chosen one stays chosen, the first one otherwise."""
        if [key for key, _text, _count in chips] != list(self._buttons):
            self._make([key for key, _text, _count in chips])
        for key, text, count in chips:
            self._buttons[key].setText(f"{text}  {count:,}")
            self._buttons[key].setAccessibleName(f"{self.accessibleName()}: {text}, {count:,}")

    def current(self) -> str:
        """The key of the chosen chip, "" without chips."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose a chip as a click does."""
        button = self._buttons.get(key)
        if button is not None and not button.isChecked():
            button.setChecked(True)
            self.chosen.emit(key)

    def _make(self, keys: Sequence[str]) -> None:
        kept = self.current()
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = {}
        for key in keys:
            button = QPushButton()
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked, key=key: self.chosen.emit(key))
            self._group.addButton(button)
            self._row.insertWidget(self._row.count() - 1, button)
            self._buttons[key] = button
        if self._buttons:
            self._buttons.get(kept, next(iter(self._buttons.values()))).setChecked(True)
            keep_in_place(self, self._buttons.values())


class EmptyState(QWidget):
    """What will be here, and the first step towards it."""

    def __init__(
        self,
        symbol: str,
        heading: str,
        text: str,
        actions: Sequence[QAction] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        picture = Symbol(icon(symbol, Tone.QUIET), 48)
        title = PlainLabel(heading)
        title.setFont(title_font())
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        words = PlainLabel(text)
        words.setWordWrap(True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout()
        column.setSpacing(SPACE_8)
        for part in (picture, title, words):
            if isinstance(part, QLabel):
                part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part)
        column.addSpacing(SPACE_8)
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        row.addStretch(1)
        for action in actions:
            row.addWidget(ActionButton(action))
        row.addStretch(1)
        column.addLayout(row)
        box = QWidget()
        box.setLayout(column)
        box.setMaximumWidth(480)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(box, 4)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)


class ActionButton(QPushButton):
    """A button that is an action: its text, symbol, tip and whether it can be pressed follow the action."""

    def __init__(self, action: QAction, *, primary: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self.setDefault(primary)
        self.setAutoDefault(primary)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        text = self._action.text()
        self.setText(text)
        self.setIcon(self._action.icon())
        self.setEnabled(self._action.isEnabled())
        if self.parent() is not None or not self._action.isVisible():
            self.setVisible(self._action.isVisible())
        keys = self._action.shortcut().toString()
        self.setToolTip(f"{self._action.toolTip()} ({keys})" if keys else "")
        self.setAccessibleName(text.replace("&", "").rstrip("…"))


class QuietLabel(QLabel):
    """A remark in the small size and the quiet colour."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFont(label_font())
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
