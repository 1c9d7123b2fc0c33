"""What stands against the next step of a cycle, as a list in the page, and how ties will be drawn."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QRadioButton, QVBoxLayout, QWidget

from umdesk.domain.words import CycleState
from umdesk.services.cycle_steps import StepCheck, WitnessedSeed
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_4, SPACE_8, SPACE_12, SPACE_16, Tone
from umdesk.ui.widgets.fields import Note, TextField
from umdesk.ui.widgets.form import heading, paragraph

VERBS = {
    CycleState.OPEN: "Open the cycle",
    CycleState.SCORING: "Start scoring",
    CycleState.DECIDING: "Start deciding",
    CycleState.CLOSED: "Close the cycle",
}
_ABOUT = {
    CycleState.OPEN: "Applications come in while the cycle is open. You can go back to the draft.",
    CycleState.SCORING: (
        "From here on raters' points are entered. The draw that settles the last ties is fixed now and cannot be "
        "changed or undone; only its fingerprint is shown until deciding starts."
    ),
    CycleState.DECIDING: "The ratings rest while you decide. You can go back to scoring until decisions are applied.",
    CycleState.CLOSED: (
        "Closing freezes criteria, ratings, ranks and decisions. It cannot be undone: later a correction is a record "
        "of its own, with the old result kept beside the new one. Who declines can still be recorded, and the "
        "waitlist moves on until its last day."
    ),
}


class DrawChoice(QWidget):
    """How the seed of the draw comes about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.random = QRadioButton("Random digits from this computer")
        self.words = QRadioButton("Words read out by two witnesses")
        self.share = QRadioButton("No draw: those still tied share a rank")
        self.group = QButtonGroup(self)
        self.text = TextField("Words, as they are read out")
        self.first = TextField("First witness")
        self.second = TextField("Second witness")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        for button in (self.random, self.share, self.words):
            self.group.addButton(button)
            column.addWidget(button)
            button.toggled.connect(self._show_words)
        self.fields = QWidget()
        row = QHBoxLayout(self.fields)
        row.setContentsMargins(SPACE_16, 0, 0, 0)
        row.setSpacing(SPACE_12)
        for field, stretch in ((self.text, 2), (self.first, 1), (self.second, 1)):
            row.addWidget(field, stretch)
        column.addWidget(self.fields)
        self.random.setChecked(True)
        self._show_words()

    def witnessed(self) -> WitnessedSeed | None:
        """The words and names, None for another choice."""
        if not self.words.isChecked():
            return None
        return WitnessedSeed(self.text.raw(), self.first.raw(), self.second.raw())

    def _show_words(self) -> None:
        self.fields.setVisible(self.words.isChecked())


class StepPanel(QFrame):
    """Opens under the step bar when the next step is asked for; nothing happens before its own button is pressed."""

    confirmed = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAccessibleName("Next step")
        self._title = heading("")
        self._about = paragraph("")
        self._notes: list[Note] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE_4)
        self.draw = DrawChoice()
        self.go = QPushButton()
        self.not_now = QPushButton("Not now")
        self.refusal = Note()
        self.go.clicked.connect(self.confirmed.emit)
        self.not_now.clicked.connect(self._dismiss)
        buttons = QHBoxLayout()
        buttons.addWidget(self.go)
        buttons.addWidget(self.not_now)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, SPACE_12, SPACE_16, SPACE_12)
        column.setSpacing(SPACE_8)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addLayout(self._list)
        column.addWidget(self.draw)
        column.addWidget(self.refusal)
        column.addLayout(buttons)
        self.hide()

    def show_check(self, check: StepCheck, *, drawn: bool) -> None:
        """List what blocks the step and what only wants to be read; `drawn` says that the draw is fixed already."""
        self._title.setText(VERBS[check.state])
        self._about.setText(_ABOUT[check.state])
        self._clear()
        for text in check.blocking:
            self._line(text, Tone.BAD, "cross")
        for text in check.warnings:
            self._line(text, Tone.ATTENTION, "attention")
        if not check.blocking and not check.warnings:
            self._line("Nothing stands against it.", Tone.GOOD, "check")
        self.draw.setVisible(check.state is CycleState.SCORING and not drawn and not check.blocking)
        self.refusal.say("")
        self.go.setText(VERBS[check.state] if not check.warnings else f"{VERBS[check.state]} all the same")
        self.go.setIcon(icon("right"))
        self.go.setVisible(not check.blocking)
        self.show()
        (self.not_now if check.blocking else self.go).setFocus()

    def lines(self) -> list[str]:
        """The sentences of the list."""
        return [note.text() for note in self._notes]

    def _line(self, text: str, tone: Tone, symbol: str) -> None:
        note = Note()
        self._notes.append(note)
        self._list.addWidget(note)
        note.say(text, tone, symbol)

    def _clear(self) -> None:
        for note in self._notes:
            self._list.removeWidget(note)
            note.hide()
            note.deleteLater()
        self._notes = []

    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()
