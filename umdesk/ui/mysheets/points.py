"""Fields for the points of one criterion: levels to choose from, or a number to type where there are many."""

from decimal import Decimal

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from umdesk.domain.rating_text import Blank, Typed, parse_rating, rating_text
from umdesk.domain.scoring import Criterion, rating_problem
from umdesk.domain.writing import plain
from umdesk.ui.theme import SPACE_4, SPACE_8
from umdesk.ui.widgets.field import Field
from umdesk.ui.widgets.fields import TextField
from umdesk.ui.widgets.plain import PlainLabel

MOST_LEVELS = 8
"""Up to this many different points are offered as choices; more are typed."""
_SECOND_DIGIT_MS = 1500
_ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


def points_field(criterion: Criterion) -> "LevelPoints | TypedPoints":
    """The field for the points of a criterion."""
    levels = _points(criterion)
    return LevelPoints(criterion, levels) if len(levels) <= MOST_LEVELS else TypedPoints(criterion)


class TypedPoints(TextField):
    """A number, N for not applicable where the criterion is optional, or nothing."""

    def __init__(self, criterion: Criterion) -> None:
        also = "" if criterion.required else ". N: not applicable"
        super().__init__(f"Points{also}", unit=f"of {plain(criterion.maximum)}", max_length=12)
        self._criterion = criterion
        self.editor.setAccessibleName(f"{criterion.name}, 0 to {plain(criterion.maximum)} points")
        self.line.setFixedWidth(self.fontMetrics().averageCharWidth() * 20)
        self._row.addStretch(1)

    def value(self) -> Typed:
        """What is typed; ValueError with a sentence when it is no rating of this criterion."""
        value = parse_rating(self.raw())
        problem = "" if isinstance(value, Blank) else rating_problem(self._criterion, value)
        if problem:
            raise ValueError(problem)
        return value

    def set_value(self, value: Typed) -> None:
        """Show a rating."""
        self.set_raw(rating_text(value))
        self.set_reason("")


class LevelPoints(Field):
    """One line for each number of points with what it means.

    The arrow keys only go from line to line, so that who wants to scroll changes nothing; a number, Space or a click
    chooses, N is not applicable, Delete takes the choice back.
    """

    def __init__(self, criterion: Criterion, points: tuple[Decimal, ...]) -> None:
        box = QWidget()
        super().__init__(f"{criterion.name}: points", box)
        self.label.hide()
        self.setFocusProxy(None)  # type: ignore[arg-type] # Qt takes None; the stub does not say so
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        self._typed, self._typed_at = "", 0
        lines = QGridLayout(box)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setHorizontalSpacing(SPACE_8)
        lines.setVerticalSpacing(SPACE_4)
        lines.setColumnStretch(1, 1)
        levels = {_number(text): meaning for text, meaning in criterion.levels.items()}
        choices = [(plain(number), levels.get(number, "")) for number in points]
        if not criterion.required:
            choices.append((rating_text(None), "not applicable"))
        for line, (text, meaning) in enumerate(choices):
            button = QRadioButton(text)
            button.setAccessibleName(f"{criterion.name}: {text} {meaning}".rstrip())
            button.clicked.connect(self._clicked)
            button.installEventFilter(self)
            self._group.addButton(button)
            self._buttons[text] = button
            lines.addWidget(button, line, 0, Qt.AlignmentFlag.AlignTop)
            lines.addWidget(_Meaning(meaning, button), line, 1)

    def value(self) -> Typed:
        """The chosen points."""
        return parse_rating(self.raw())

    def set_value(self, value: Typed) -> None:
        """Show a rating."""
        self.set_raw(rating_text(value))
        self.set_reason("")

    def raw(self) -> str:
        """The chosen points as text, "" for none."""
        return next((text for text, button in self._buttons.items() if button.isChecked()), "")

    def set_raw(self, text: str) -> None:
        """Choose by text."""
        self._group.setExclusive(False)  # else none of them could be off
        for each, button in self._buttons.items():
            button.setChecked(each == text)
        self._group.setExclusive(True)

    def set_read_only(self, read_only: bool) -> None:
        """Whether the choice can only be read."""
        for button in self._buttons.values():
            button.setEnabled(not read_only)

    def set_reason(self, reason: str) -> None:
        """Say why it will not do, also to a screen reader, which is on one of the lines."""
        super().set_reason(reason)
        for button in self._buttons.values():
            button.setAccessibleDescription(reason)

    def begin(self) -> None:
        """Put the focus on the choice, or on the first one."""
        chosen = self._buttons.get(self.raw()) or next(iter(self._buttons.values()))
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What the keys do on a line."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and watched in self._buttons.values():
            return self._key(watched, event) or super().eventFilter(watched, event)
        if event.type() is QEvent.Type.MouseButtonDblClick and watched in self._buttons.values():
            return True  # its second press may be on another line than the first
        return super().eventFilter(watched, event)

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() in _ARROWS:
            lines = list(self._buttons.values())
            at = next(line for line, button in enumerate(lines) if button is watched) + _ARROWS[Qt.Key(event.key())]
            lines[min(max(at, 0), len(lines) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.set_raw("")
            self._clicked()
            return True
        wanted = rating_text(None) if event.text().casefold() == "n" else self._number_typed(event)
        if wanted in self._buttons:
            self._buttons[wanted].setFocus(Qt.FocusReason.OtherFocusReason)
            self._buttons[wanted].click()
            return True
        return False

    def _number_typed(self, event: QKeyEvent) -> str:
        """The number so far: "1" and soon after it "0" are 10 where 10 is one of the lines."""
        if event.timestamp() - self._typed_at > _SECOND_DIGIT_MS:
            self._typed = ""
        longer = self._typed + event.text()
        self._typed = longer if any(each.startswith(longer) for each in self._buttons) else event.text()
        self._typed_at = event.timestamp()
        return self._typed

    def _clicked(self, _checked: bool = False) -> None:
        self.edited.emit()
        self.left.emit()


class _Meaning(PlainLabel):
    """What a number of points means, wrapped; a click on it is one on the number."""

    def __init__(self, text: str, button: QRadioButton) -> None:
        super().__init__(text)
        self.setWordWrap(True)
        self._button = button
        self._pressed = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The focus goes to the number, as with a press on the number itself."""
        self._pressed = self._button.isEnabled() and event.button() is Qt.MouseButton.LeftButton
        if self._pressed:
            self._button.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press of a double click chooses nothing: something else may have moved under it."""
        self._pressed = False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose, when the button is let go where it was pressed."""
        pressed, self._pressed = self._pressed, False
        if pressed and self.rect().contains(event.position().toPoint()):
            self._button.click()


def _points(criterion: Criterion) -> tuple[Decimal, ...]:
    """All points that the criterion takes, from 0 by its step, with the maximum; at most one more than is offered."""
    found: list[Decimal] = []
    number = Decimal(0)
    while number < criterion.maximum and len(found) <= MOST_LEVELS:
        found.append(number)
        number += criterion.step
    return (*found, criterion.maximum)


def _number(text: str) -> Decimal:
    value = parse_rating(text)
    return value if isinstance(value, Decimal) else Decimal(-1)
