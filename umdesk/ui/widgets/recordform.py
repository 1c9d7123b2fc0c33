"""A small form that records one thing: fields, a button, and the reason under the field when it will not do."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from umdesk.domain.errors import UserError
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8, SPACE_12
from umdesk.ui.widgets.fields import Field, Note
from umdesk.ui.widgets.form import all_will_do, say_refusal
from umdesk.ui.widgets.status import QuietLabel


class RecordForm(QWidget):
    """Fields in lines, and a button that hands their values to `record`; nothing is kept before it is pressed.

    Enter in a field of one line presses the button.
    """

    def __init__(
        self,
        context: Context,
        fields: Mapping[str, Field],
        lines: Sequence[Sequence[str]],
        button: str,
        record: Callable[[dict[str, Any]], object],
        *,
        note: str = "",
        symbol: str = "add",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._record = record
        self.fields = dict(fields)
        self.button = QPushButton(icon(symbol), button)
        self.button.setAutoDefault(False)
        self.button.setAccessibleName(button.replace("&&", "&").rstrip("…"))
        self.button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(lambda _checked=False: self.press())
        self._begun = self._raws()
        self._pressed = False
        for field in self.fields.values():
            field.left.connect(self._calm)
        self.refusal = Note()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        for line in lines:
            row = QHBoxLayout()
            row.setSpacing(SPACE_12)
            for name in line:
                row.addWidget(self.fields[name], 1, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
        column.addWidget(self.refusal)
        self._end = QHBoxLayout()
        self._end.setSpacing(SPACE_12)
        self._end.addWidget(self.button)
        self._note = QuietLabel(note)
        self._end.addWidget(self._note, 1)
        column.addLayout(self._end)

    def put_beside(self, button: QPushButton) -> None:
        """Put a further button right of the one that records."""
        self._end.insertWidget(1, button)

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Begin anew with these values."""
        for name, value in values.items():
            self.fields[name].set_value(value)
        self.refusal.say("")
        self._begun, self._pressed = self._raws(), False

    def set_read_only(self, read_only: bool) -> None:
        """Whether the values can only be read; then there is nothing to press."""
        for field in self.fields.values():
            field.set_read_only(read_only)
        for part in (self.button, self._note):
            part.setVisible(not read_only)

    def press(self) -> bool:
        """Record what stands in the fields; True when it was recorded."""
        self.refusal.say("")
        self._pressed = True
        if not all_will_do(self.fields.values()):
            return False
        refused: list[UserError] = []

        def run() -> bool:
            self._record({name: field.value() for name, field in self.fields.items()})
            return True

        done = self._context.runner.now(run, refused=refused.append)
        if refused:
            say_refusal(refused[0], self.fields, self.refusal)
        return bool(done)

    def _raws(self) -> dict[str, str]:
        return {name: field.raw() for name, field in self.fields.items()}

    def _calm(self) -> None:
        """Ask for nothing while nobody typed anything: who only passes through the form made no mistake."""
        if not self._pressed and self._raws() == self._begun:
            for field in self.fields.values():
                field.set_reason("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field of one line and Ctrl+Enter in any one record, and reach no default button of the window."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if enter and (held == Qt.KeyboardModifier.ControlModifier or (not held and _in_a_line(self.window()))):
            if self.button.isVisible() and self.button.isEnabled():
                self.button.click()
            return
        super().keyPressEvent(event)


def _in_a_line(window: QWidget) -> bool:
    """Whether the focus is in a field of one line that Enter means nothing else in."""
    focused = window.focusWidget()
    return isinstance(focused, QLineEdit) and not isinstance(focused.parentWidget(), QComboBox)


def remove_button(text: str, act: Callable[[], None]) -> QPushButton:
    """The button under a list of records that takes the chosen one out."""
    button = QPushButton(icon("delete"), text)
    button.setAutoDefault(False)
    button.setToolTip("Undo brings it back.")
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    button.clicked.connect(lambda _checked=False: act())
    return button
