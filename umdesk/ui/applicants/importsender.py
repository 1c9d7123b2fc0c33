"""Whose columns an import takes, as they were kept for a sender: said, and refused or forgotten with a button."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from umdesk.domain import dates
from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake.remembered import SenderColumns
from umdesk.services import columns
from umdesk.ui.applicants.importdraft import ImportDraft
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.ask import Ask
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

    def show_taken(self, kept: SenderColumns | None) -> None:
        """Show whose columns were taken, None for nobody's."""
        self.setVisible(kept is not None)
        if kept is None:
            return
        self.note.say(
            f"As kept for {kept.sender} on {dates.show_moment(kept.kept_at)}: what each column is was taken from "
            "there.",
            Tone.ACCENT,
            "history",
        )
        self.guess.setAccessibleName(f"Guess the columns anew, not as kept for {kept.sender}")
        self.forget.setAccessibleName(f"Forget the columns kept for {kept.sender}")
        self.forget.setVisible(self._context.may("columns.forget"))


class SenderDesk(QObject):
    """What one does about the columns of senders: take them, leave them aside, forget them, keep new ones."""

    changed = Signal()
    """The columns of the draft are others."""
    problem = Signal(str)
    """What stands in the way of guessing them, as a sentence."""

    def __init__(
        self, context: Context, taken: TakenColumns, keep: Ask, draft: Callable[[], ImportDraft], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._ask = keep
        self._draft = draft
        taken.refused.connect(self._refuse)
        taken.forgotten.connect(self._forget)
        keep.confirmed.connect(self._keep)

    def look_up(self) -> None:
        """Tell the draft whose columns are kept."""
        self._draft().known = self._context.runner.now(columns.kept, self._context.program) or ()

    def offer_to_keep(self) -> None:
        """Offer to keep the columns where some were chosen by hand."""
        self._ask.fold()
        self._ask.setVisible(bool(self._draft().choices) and self._context.may("columns.keep"))

    def _refuse(self) -> None:
        try:
            self._draft().refuse()
        except InvalidInput as error:
            self.problem.emit(str(error))
        self.changed.emit()

    def _forget(self) -> None:
        taken = self._draft().taken
        if taken is not None:
            self._context.runner.now(columns.forget, self._context.program, taken.columns.sender)
            self._refuse()

    def _keep(self) -> None:
        layout, sender = self._draft().layout(), str(self._ask.fields["sender"].value() or "")
        if layout is None:
            return

        def keep() -> bool:
            columns.keep(self._context.program, sender, layout)
            return True

        if self._context.runner.now(keep, refused=self._ask.refuse):
            self._ask.hide()
            self._context.runner.tell(f"The columns are kept for {sender}. A list with these headers takes them again.")
