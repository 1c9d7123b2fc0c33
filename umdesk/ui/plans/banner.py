"""A question in the page, where others would open a dialog: what will happen, a field if one is needed, two buttons."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets.fields import Note, TextField
from umdesk.ui.widgets.plain import PlainLabel


class Banner(QFrame):
    """Asks before a step that cannot be taken back, or for its reason; hidden while it asks nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._act: Callable[[str], bool] = lambda _reason: True
        self._asks_reason = False
        self.text = PlainLabel()
        self.text.setWordWrap(True)
        self.reason = TextField("Reason", required=True)
        self.reason.line.returnPressed.connect(self.press)
        self.refusal = Note()
        self.yes = QPushButton()
        self.yes.setDefault(True)
        self.yes.clicked.connect(lambda _checked=False: self.press())
        self.no = QPushButton("Not now")
        self.no.setAutoDefault(False)
        self.no.clicked.connect(lambda _checked=False: self.hide())
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_8)
        buttons.addWidget(self.yes)
        buttons.addWidget(self.no)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_12)
        column.setSpacing(SPACE_8)
        for part in (self.text, self.reason, self.refusal):
            column.addWidget(part)
        column.addLayout(buttons)
        self.hide()

    def ask(self, text: str, yes: str, act: Callable[[str], bool], *, symbol: str, reason: str = "") -> None:
        """Ask; `act` gets the reason and says whether it was done. `reason` is the label of the field, "" for none."""
        self.text.setText(text)
        self.yes.setText(yes)
        self.yes.setIcon(icon(symbol))
        self.yes.setAccessibleName(yes)
        self._act = act
        self._asks_reason = bool(reason)
        self.reason.label.setText(f"{reason} (required)")
        self.reason.line.setAccessibleName(reason or "Reason")
        self.reason.set_value("")
        self.reason.setVisible(self._asks_reason)
        self.refuse("")
        self.show()
        (self.reason if self._asks_reason else self.yes).setFocus(Qt.FocusReason.OtherFocusReason)

    def press(self) -> None:
        """Do it, if the reason will do."""
        if self._asks_reason and not self.reason.check():
            return
        if self._act(self.reason.raw().strip()):
            self.hide()

    def refuse(self, sentence: str) -> None:
        """Say why it was not done."""
        self.refusal.say(sentence, Tone.BAD, "attention")
