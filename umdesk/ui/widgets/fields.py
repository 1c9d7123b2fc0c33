"""Fields of a form: a label above, the editor, and under it the reason when the value will not do.

Every field has the same face: `value()` and `set_value()` for the plain value, `raw()` and `set_raw()` for the text as
it was typed (what a draft keeps), `edited` while a person types, `left` when they are done with the field.
"""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from umdesk.ui.icons import icon, tone_icon
from umdesk.ui.theme import SPACE_2, SPACE_4, SPACE_8, Tone, label_font


class Note(QWidget):
    """A line with a symbol: a reason, a hint or a state; hidden while it has no text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._symbol = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setFont(label_font())
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.action = QPushButton()
        self.action.setFlat(True)
        self.action.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_4)
        row.addWidget(self._symbol, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addWidget(self.action, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, text: str, tone: Tone = Tone.QUIET, symbol: str = "") -> None:
        """Show a text with its symbol; an empty text hides the line."""
        self._text.setText(text)
        size = self.fontMetrics().height()
        drawn = icon(symbol, tone) if symbol else tone_icon(tone)
        self._symbol.setPixmap(drawn.pixmap(size, size))
        self.action.hide()
        self.setVisible(bool(text))

    def offer(self, text: str, name: str) -> None:
        """Put a button behind the text; `name` is what a screen reader calls it."""
        self.action.setText(text)
        self.action.setAccessibleName(name)
        self.action.show()


class Field(QWidget):
    """What all fields share; the editor itself comes from the kind of field."""

    edited = Signal()
    """A person changed the text (not the program)."""
    left = Signal()
    """The focus left the editor, or Enter was pressed in it."""

    def __init__(self, label: str, editor: QWidget, *, required: bool = False, hint: str = "") -> None:
        super().__init__()
        self.name = label
        self.required = required
        self.editor = editor
        self._hint = hint
        self.label = QLabel(label if not required else f"{label} (required)")
        self.label.setFont(label_font())
        self.label.setBuddy(editor)
        editor.setAccessibleName(label)
        self.reason_line = Note()
        self.draft_line = Note()
        self._row = QHBoxLayout()
        self._row.setSpacing(SPACE_8)
        self._row.addWidget(editor, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addWidget(self.label)
        column.addLayout(self._row)
        column.addWidget(self.reason_line)
        column.addWidget(self.draft_line)
        self.setFocusProxy(editor)
        editor.installEventFilter(self)
        self._describe()

    def value(self) -> Any:
        """The plain value; ValueError with a sentence when the text is none. None for an empty field."""
        return self.raw().strip() or None

    def set_value(self, value: Any) -> None:
        """Show a value and take back any reason."""
        self.set_raw("" if value is None else str(value))
        self.set_reason("")

    def raw(self) -> str:
        """The text as it was typed."""
        raise NotImplementedError

    def set_raw(self, text: str) -> None:
        """Put typed text back, without telling that a person edited."""
        raise NotImplementedError

    def set_read_only(self, read_only: bool) -> None:
        """Whether the value can only be read and copied."""
        self.editor.setProperty("readOnly", read_only)

    def reason(self) -> str:
        """Why the value will not do; "" while it will."""
        return self.reason_line.text()

    def set_reason(self, reason: str) -> None:
        """Say under the field why the value will not do, also to a screen reader."""
        self.reason_line.say(reason, Tone.BAD, "attention")
        self._describe()

    def set_recovered(self, recovered: bool) -> None:
        """Mark the text as typing that was found when the record was shown and is not part of it yet."""
        self.draft_line.say("Recovered typing, not part of the record yet" if recovered else "", Tone.ACCENT, "history")
        if recovered:
            self.draft_line.offer("Throw away", f"Throw away the recovered typing in {self.name}")
        self._describe()

    def check(self) -> bool:
        """Judge the value as it stands and show the reason; True when it will do."""
        try:
            empty = self.value() is None
        except ValueError as error:
            self.set_reason(str(error))
            return False
        self.set_reason(f"{self.name} is needed." if empty and self.required else "")
        return not self.reason()

    def add_beside(self, widget: QWidget) -> None:
        """Put a widget right of the editor (a button that helps to fill it in)."""
        self._row.addWidget(widget, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving the editor judges its value."""
        if watched is self.editor and event.type() is QEvent.Type.FocusOut and self._really_left(event):
            self._leave()
        return super().eventFilter(watched, event)

    def _really_left(self, event: QEvent) -> bool:
        reason = event.reason()  # type: ignore[attr-defined]
        return reason not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)

    def _leave(self) -> None:
        self.check()
        self.left.emit()

    def _describe(self) -> None:
        parts = [self.reason_line.text(), self._hint, self.draft_line.text()]
        self.editor.setAccessibleDescription(" ".join(part for part in parts if part))


class TextField(Field):
    """One line of text; `unit` stands in the field after the text, `placeholder` shows the form of an answer."""

    def __init__(
        self,
        label: str,
        *,
        required: bool = False,
        unit: str = "",
        hint: str = "",
        placeholder: str = "",
        max_length: int = 200,
        parent: QWidget | None = None,
    ) -> None:
        self.line = QLineEdit()
        super().__init__(label, self.line, required=required, hint=" ".join(part for part in (unit, hint) if part))
        self.line.setTextMargins(SPACE_4, SPACE_2, SPACE_4, SPACE_2)
        self.line.setMaxLength(max_length)
        self.line.setPlaceholderText(placeholder)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.returnPressed.connect(self._leave)
        if unit:
            self._put_unit_inside(unit)
        if parent is not None:
            self.setParent(parent)

    def raw(self) -> str:
        """The text as it was typed."""
        return self.line.text()

    def set_raw(self, text: str) -> None:
        """Put typed text back; the cursor stays where it is when nothing changes."""
        if text != self.line.text():
            self.line.setText(text)
            self.line.setCursorPosition(0)

    def set_read_only(self, read_only: bool) -> None:
        """Whether the text can only be read and copied."""
        self.line.setReadOnly(read_only)

    def _put_unit_inside(self, unit: str) -> None:
        mark = QLabel(unit, self.line)
        mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        mark.setEnabled(False)
        inside = QHBoxLayout(self.line)
        inside.setContentsMargins(0, 0, SPACE_8, 0)
        inside.addStretch(1)
        inside.addWidget(mark)
        self.line.setTextMargins(SPACE_4, SPACE_2, mark.sizeHint().width() + SPACE_8, SPACE_2)


class LongTextField(Field):
    """Several lines of text; Tab goes on to the next field. `lines` is the height in lines."""

    def __init__(
        self,
        label: str,
        *,
        required: bool = False,
        lines: int = 4,
        hint: str = "",
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.box = QPlainTextEdit()
        super().__init__(label, self.box, required=required, hint=hint)
        self.box.setTabChangesFocus(True)
        self.box.document().setDocumentMargin(SPACE_4 + SPACE_2)
        self.box.setPlaceholderText(placeholder)
        height = self.box.fontMetrics().lineSpacing() * lines + 2 * SPACE_8
        self.box.setMinimumHeight(height)
        self.box.setMaximumHeight(height * 2)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._setting = False
        self.box.textChanged.connect(self._text_changed)
        if parent is not None:
            self.setParent(parent)

    def raw(self) -> str:
        """The text as it was typed."""
        return self.box.toPlainText()

    def set_raw(self, text: str) -> None:
        """Put typed text back."""
        if text == self.raw():
            return
        self._setting = True
        self.box.setPlainText(text)
        self._setting = False

    def set_read_only(self, read_only: bool) -> None:
        """Whether the text can only be read and copied."""
        self.box.setReadOnly(read_only)

    def _text_changed(self) -> None:
        if not self._setting:
            self.edited.emit()


class NumberField(TextField):
    """A decimal number within limits; `decimals` is how many places may follow the point."""

    def __init__(
        self,
        label: str,
        *,
        required: bool = False,
        unit: str = "",
        minimum: Decimal | int | None = None,
        maximum: Decimal | int | None = None,
        decimals: int = 0,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(label, required=required, unit=unit, hint=hint, max_length=24, parent=parent)
        self._minimum, self._maximum, self._decimals = minimum, maximum, decimals

    def value(self) -> Decimal | None:
        """The number; ValueError with a sentence when the text is none or it is out of its limits."""
        text = self.raw().strip().replace(",", "")
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise ValueError("This is not a number.") from None
        if not number.is_finite():
            raise ValueError("This is not a number.")
        if number != round(number, self._decimals):
            places = f"at most {self._decimals} decimals" if self._decimals else "a whole number"
            raise ValueError(f"Type {places}.")
        if self._minimum is not None and number < self._minimum:
            raise ValueError(f"Type {self._minimum} or more.")
        if self._maximum is not None and number > self._maximum:
            raise ValueError(f"Type {self._maximum} or less.")
        return number

    def set_value(self, value: Any) -> None:
        """Show a number as people write it."""
        super().set_value(None if value is None else format(Decimal(value), "f"))


class MoneyField(TextField):
    """An amount in dollars; shown as "$1,234.50", typed with or without the sign and commas."""

    def __init__(self, label: str, *, required: bool = False, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, required=required, hint=hint, placeholder="$0.00", max_length=24, parent=parent)

    def value(self) -> Decimal | None:
        """The amount; ValueError with a sentence when the text is none."""
        from umdesk.domain import money  # noqa: PLC0415 - keeps the welcome screen's start short

        text = self.raw().strip()
        if not text:
            return None
        try:
            return money.parse(text)
        except (ValueError, ArithmeticError):
            raise ValueError("This is not an amount. Type dollars and cents, like 1,250.00.") from None

    def set_value(self, value: Any) -> None:
        """Show an amount."""
        from umdesk.domain import money  # noqa: PLC0415 - keeps the welcome screen's start short

        super().set_value(None if value is None else money.show(Decimal(value)))

    def _leave(self) -> None:
        if self.check():
            self.set_value(self.value())
        self.left.emit()


class ChoiceField(Field):
    """One of several values; `choices` are pairs of value and text.

    `blank` is the text of an empty first choice ("" for none). `searchable` lets people type any part of a text.
    """

    def __init__(
        self,
        label: str,
        choices: Sequence[tuple[Any, str]] = (),
        *,
        required: bool = False,
        blank: str = "",
        searchable: bool = False,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.box = QComboBox()
        super().__init__(label, self.box, required=required, hint=hint)
        self._blank = blank
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(8)
        self.box.setMaxVisibleItems(16)
        self.box.setMinimumHeight(self.box.fontMetrics().height() + SPACE_8 + SPACE_4)
        if searchable:
            self._let_search()
        self.set_choices(choices)
        self.box.activated.connect(self._chosen)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if parent is not None:
            self.setParent(parent)

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer other choices; the chosen value stays if it is among them."""
        kept = self.box.currentData()
        self.box.clear()
        if self._blank:
            self.box.addItem(self._blank, None)
        for value, text in choices:
            self.box.addItem(text, value)
        self.set_value(kept)

    def value(self) -> Any:
        """The chosen value; ValueError when typed text is none of the choices."""
        if self.box.isEditable() and self.box.currentText().strip() != self.box.itemText(self.box.currentIndex()):
            at = self.box.findText(self.box.currentText().strip(), Qt.MatchFlag.MatchFixedString)
            if at < 0:
                if not self.box.currentText().strip():
                    return None
                raise ValueError("Choose one of the list.")
            self.box.setCurrentIndex(at)
        return self.box.currentData()

    def set_value(self, value: Any) -> None:
        """Choose a value; an unknown one chooses the blank, or nothing."""
        at = next((i for i in range(self.box.count()) if self.box.itemData(i) == value), 0 if self._blank else -1)
        self.box.setCurrentIndex(at)
        if self.box.isEditable():
            self.box.setEditText(self.box.itemText(at) if at >= 0 else "")
        self.set_reason("")

    def raw(self) -> str:
        """The text of the choice, which a draft keeps."""
        return self.box.currentText()

    def set_raw(self, text: str) -> None:
        """Choose by text."""
        self.box.setCurrentIndex(self.box.findText(text, Qt.MatchFlag.MatchExactly))
        if self.box.isEditable():
            self.box.setEditText(text)

    def set_read_only(self, read_only: bool) -> None:
        """Whether the choice can only be read."""
        self.box.setEnabled(not read_only)

    def _let_search(self) -> None:
        line = QLineEdit()
        line.setAccessibleName(self.name)
        line.textEdited.connect(lambda _text: self.edited.emit())
        self.box.setEditable(True)
        self.box.setLineEdit(line)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.box.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.activated.connect(lambda _text: self._chosen())
        self.box.setCompleter(completer)

    def _chosen(self, _index: int = 0) -> None:
        self.edited.emit()
        self._leave()


class CheckField(Field):
    """Yes or no, with the sentence beside the box."""

    def __init__(self, label: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        self.box = QCheckBox(label)
        super().__init__(label, self.box, hint=hint)
        self.label.hide()
        self.box.clicked.connect(self._clicked)
        if parent is not None:
            self.setParent(parent)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        """Tick or untick."""
        self.box.setChecked(bool(value))

    def raw(self) -> str:
        """The word yes or no."""
        return "yes" if self.value() else "no"

    def set_raw(self, text: str) -> None:
        """Tick for the word yes."""
        self.box.setChecked(text == "yes")

    def set_read_only(self, read_only: bool) -> None:
        """Whether the tick can only be read."""
        self.box.setEnabled(not read_only)

    def _clicked(self, _checked: bool) -> None:
        self.edited.emit()
        self.left.emit()
