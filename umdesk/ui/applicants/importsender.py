"""Whose columns an import takes, as they were kept for a sender: said, and refused or forgotten with a button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from umdesk.domain import dates
from umdesk.domain.intake.remembered import SenderColumns
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.fields import Note

KEEP_HINT = "For example “Redding personnel office”."


class TakenColumns(QWidget):
    """Says that the columns are those kept for a sender; hidden where they were guessed."""

    refused = Signal()
    """The columns shall be guessed for this list."""
    forgotten = Signal()
    """What is kept for the sender shall be forgotten."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.note = Note()
        self.guess = QPushButton(icon("undo"), "Guess them anew")
        self.forget = QPushButton(icon("remove"), "Forget them")
        self.guess.clicked.connect(lambda _checked: self.refused.emit())
        self.forget.clicked.connect(lambda _checked: self.forgotten.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        row.addWidget(self.note, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in (self.guess, self.forget):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.hide()

    def show_taken(self, columns: SenderColumns | None) -> None:
        """Show whose columns were taken, None for nobody's."""
        self.setVisible(columns is not None)
        if columns is None:
            return
        self.note.say(
            f"As kept for {columns.sender} on {dates.show_moment(columns.kept_at)}: what each column is was taken from "
            "there.",
            Tone.ACCENT,
            "history",
        )
        self.guess.setAccessibleName(f"Guess the columns anew, not as kept for {columns.sender}")
        self.forget.setAccessibleName(f"Forget the columns kept for {columns.sender}")
        self.forget.setVisible(self._context.may("columns.forget"))
