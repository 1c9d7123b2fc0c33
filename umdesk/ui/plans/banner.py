"""A question in the page, where others would open a dialog: what will happen, a field if one is needed, two buttons."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import Note, TextField
from umdesk.ui.widgets.form import all_will_do
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.unrecorded import Unrecorded

_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question asks for: words under a label ("" for none), and a period where one is proposed.

    `about` is the record that the words are about, under which they are kept while they are only typed.
    """

    words: str = ""
    required: bool = True
    period: tuple[date, date] | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: the words, "" for none, and the period that was asked for."""

    words: str
    first: date | None = None
    last: date | None = None


NOTHING = Wanted()


class Banner(QFrame):
    """Asks before a step that cannot be taken back, for its reason or for a note; hidden while it asks nothing."""

    asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._act: Callable[[Answer], bool] = lambda _answer: True
        self._wanted = NOTHING
        self.text = PlainLabel()
        self.text.setWordWrap(True)
        self.reason = TextField("A note", required=True, max_length=_LONGEST)
        self.reason.line.returnPressed.connect(self.press)
        self.first, self.last = DateField("From", required=True), DateField("To", required=True)
        self.refusal = Note()
        self.yes = QPushButton()
        self.yes.setDefault(True)
        self.yes.clicked.connect(lambda _checked=False: self.press())
        self.no = QPushButton("Not now")
        self.no.setAutoDefault(False)
        self.no.clicked.connect(lambda _checked=False: self.hide())
        self._typing = Unrecorded(context, "revision_step", {"words": self.reason}, self)
        period = QHBoxLayout()
        period.setSpacing(SPACE_12)
        for field in (self.first, self.last):
            period.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        period.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_8)
        buttons.addWidget(self.yes)
        buttons.addWidget(self.no)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_12)
        column.setSpacing(SPACE_8)
        column.addWidget(self.text)
        column.addLayout(period)
        for part in (self.reason, self.refusal):
            column.addWidget(part)
        column.addLayout(buttons)
        self.hide()

    def ask(self, text: str, yes: str, act: Callable[[Answer], bool], *, symbol: str, wanted: Wanted = NOTHING) -> None:
        """Ask; `act` gets the answer and says whether it was done."""
        self._typing.leave()
        self.text.setText(text)
        self.yes.setText(yes)
        self.yes.setIcon(icon(symbol))
        self.yes.setAccessibleName(yes)
        self._act, self._wanted = act, wanted
        self.reason.required = wanted.required
        self.reason.label.setText(f"{wanted.words} (required)" if wanted.required else f"{wanted.words} (if wanted)")
        self.reason.line.setAccessibleName(wanted.words or "Reason")
        self.reason.set_value("")
        self.reason.setVisible(bool(wanted.words))
        for field, day in zip((self.first, self.last), wanted.period or (None, None), strict=True):
            field.set_value(day)
            field.setVisible(wanted.period is not None)
        self.refuse("")
        self.asked.emit()
        self.show()
        if wanted.words and wanted.about:
            self._typing.follow(wanted.about, yes.lower())
        first = self.first if wanted.period else self.reason if wanted.words else self.yes
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def press(self) -> None:
        """Do it, if what was answered will do."""
        asked = [
            *((self.first, self.last) if self._wanted.period else ()),
            *([self.reason] if self._wanted.words else []),
        ]
        if not all_will_do(asked):
            return
        period = (self.first.value(), self.last.value()) if self._wanted.period else (None, None)
        if self._act(Answer(self.reason.raw().strip(), *period)):
            self._typing.forget()
            self.hide()

    def refuse(self, sentence: str) -> None:
        """Say why it was not done."""
        self.refusal.say(sentence, Tone.BAD, "attention")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape is *Not now*; what was typed is kept."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
