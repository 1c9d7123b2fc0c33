"""A field for a password, with a button that shows it and a hint while Caps Lock changes the letters."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_2, SPACE_4, Tone
from umdesk.ui.widgets.fields import Field


class _PasswordLine(QLineEdit):
    """Notices letters whose case says that Caps Lock is on."""

    def __init__(self, field: "PasswordField") -> None:
        super().__init__()
        self._field = field

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A capital without Shift, or a small letter with it, means Caps Lock."""
        letter = event.text()
        if letter.isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._field.caps_lock(on=letter.isupper() is not shifted)
        super().keyPressEvent(event)


class PasswordField(Field):
    """A hidden text; it is never a draft and never trimmed."""

    def __init__(self, label: str, *, required: bool = False, hint: str = "", parent: QWidget | None = None) -> None:
        self.line = _PasswordLine(self)
        super().__init__(label, self.line, required=required, hint=hint)
        self.label.setText(label)
        self.line.setTextMargins(SPACE_4, SPACE_2, SPACE_4, SPACE_2)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.show_button = QPushButton(icon("show"), "Show")
        self.show_button.setAutoDefault(False)
        self.show_button.setCheckable(True)
        self.show_button.setAccessibleName(f"Show the {label[:1].lower()}{label[1:]}")
        self.show_button.toggled.connect(self._show)
        self.add_beside(self.show_button)
        if parent is not None:
            self.setParent(parent)

    def value(self) -> str:
        """The password as it was typed."""
        return self.line.text()

    def raw(self) -> str:
        """The password as it was typed."""
        return self.line.text()

    def set_raw(self, text: str) -> None:
        """Put a password in, or clear it."""
        self.line.setText(text)

    def check(self) -> bool:
        """Needed when it is required; whether it is good enough is judged where it is set."""
        self.set_reason(f"{self.name} is needed." if self.required and not self.value() else "")
        return not self.reason()

    def caps_lock(self, *, on: bool) -> None:
        """Say that Caps Lock is on."""
        self.draft_line.say("Caps Lock is on" if on else "", Tone.ATTENTION, "attention")

    def _show(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.show_button.setText("Hide" if shown else "Show")
        self.show_button.setIcon(icon("hide" if shown else "show"))

    def _leave(self) -> None:
        self.set_reason("")
        self.left.emit()


def one_after_the_other(first: PasswordField, again: PasswordField) -> None:
    """Tab leads from a password to its repetition, and to the two *Show* buttons after that."""
    QWidget.setTabOrder(first.line, again.line)
    QWidget.setTabOrder(again.line, first.show_button)
    QWidget.setTabOrder(first.show_button, again.show_button)
