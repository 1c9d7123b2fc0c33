"""What all fields of a form share: a label above, the editor, and the lines under it."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from umdesk.ui.icons import icon, tone_icon
from umdesk.ui.theme import SPACE_4, SPACE_8, Tone, label_font
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.symbol import Symbol
from umdesk.ui.widgets.taborder import keep_in_place


class Note(QWidget):
    """A line with a symbol: a reason, a hint or a state; hidden while it has no text.

    A form has two for each field and says something in few of them: symbol, text and button are made when they are
    first needed.
    """

    pressed = Signal()
    """The button behind the text was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said: tuple[Symbol, PlainLabel] | None = None
        self._action: QPushButton | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE_4)
        self.hide()

    @property
    def action(self) -> QPushButton:
        """The button behind the text; hidden until it is offered."""
        if self._action is None:
            self._action = button = QPushButton()
            button.setFlat(True)
            button.setAutoDefault(False)  # a dialog would take it for what Enter does
            button.hide()
            button.clicked.connect(lambda _checked=False: self.pressed.emit())
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            keep_in_place(self, [button])
        return self._action

    def text(self) -> str:
        """What it says."""
        return self._said[1].text() if self._said else ""

    def say(self, text: str, tone: Tone = Tone.QUIET, symbol: str = "") -> None:
        """Show a text with its symbol; an empty text hides the line."""
        if text or self._said:
            shown, line = self._said = self._said or self._make()
            line.setText(text)
            if text:
                shown.show_icon(icon(symbol, tone) if symbol else tone_icon(tone))
        if self._action is not None:
            self._action.hide()
        self.setVisible(bool(text))

    def offer(self, text: str, name: str) -> None:
        """Put a button behind the text; `name` is what a screen reader calls it."""
        self.action.setText(text)
        self.action.setAccessibleName(name)
        self.action.show()

    def _make(self) -> tuple[Symbol, PlainLabel]:
        symbol, line = Symbol(), PlainLabel()
        line.setWordWrap(True)
        line.setFont(label_font())
        line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._row.insertWidget(0, symbol, 0, Qt.AlignmentFlag.AlignTop)
        self._row.insertWidget(1, line, 1)
        return symbol, line


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
        shown = label.replace("&", "&&")  # a label with a buddy would take the sign for a shortcut
        self.label = PlainLabel(shown if not required else f"{shown} (required)")
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
