"""Fields of a form: a label above, the editor, and under it the reason when the value will not do.

Every field has the same face: `value()` and `set_value()` for the plain value, `raw()` and `set_raw()` for the text as
it was typed (what a draft keeps), `edited` while a person types, `left` when they are done with the field.
"""

from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from umdesk.ui.theme import SPACE_2, SPACE_4, SPACE_8
from umdesk.ui.widgets.choices import CheckField, ChoiceField
from umdesk.ui.widgets.field import Field, Note
from umdesk.ui.widgets.plain import PlainLabel

__all__ = ["CheckField", "ChoiceField", "Field", "LongTextField", "MoneyField", "Note", "NumberField", "TextField"]


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
        self._placeholder = placeholder
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
        self.line.setPlaceholderText("" if read_only else self._placeholder)

    def _put_unit_inside(self, unit: str) -> None:
        mark = PlainLabel(unit, self.line)
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
        self._placeholder = placeholder
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
        self.box.setPlaceholderText("" if read_only else self._placeholder)
        self.box.viewport().setBackgroundRole(QPalette.ColorRole.Window if read_only else QPalette.ColorRole.Base)

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
        from umdesk.domain import money  # noqa: PLC0415 -- keeps the welcome screen's start short

        text = self.raw().strip()
        if not text:
            return None
        try:
            return money.parse(text)
        except (ValueError, ArithmeticError):
            raise ValueError("This is not an amount. Type dollars and cents, like 1,250.00.") from None

    def set_value(self, value: Any) -> None:
        """Show an amount."""
        from umdesk.domain import money  # noqa: PLC0415 -- keeps the welcome screen's start short

        super().set_value(None if value is None else money.show(Decimal(value)))

    def _leave(self) -> None:
        if self.check():
            self.set_value(self.value())
        self.left.emit()
