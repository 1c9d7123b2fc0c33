"""A quiet line on a person's page: somebody else on file is likely the same person."""

from PySide6.QtCore import QTimer

from umdesk.domain.likeness import Likeness
from umdesk.domain.writing import full_name
from umdesk.services.people import duplicates
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.runner import Progress
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.field import Note

_STAYS = 250
"""Milliseconds that a person is in view before somebody is looked for; who goes through a list is not held up."""
_TABLES = frozenset({"person", "person_merge", "distinct_people"})


class TwinNote(Note):
    """Names who is likely the same person and opens the two side by side; hidden while there is nobody."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._person = ""
        self.pressed.connect(self._compare)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_STAYS)
        self._soon.timeout.connect(self._look)
        context.announced.connect(self._announced)

    def show_person(self, person_id: str) -> None:
        """Look for somebody who is likely this person, once it stays in view; "" for nobody."""
        if person_id != self._person:
            self.say("")
        self._person = person_id
        self._soon.stop()
        if person_id and self._context.sees("people.duplicates.twins_of"):
            self._soon.start()

    def _look(self) -> None:
        """Off the GUI thread: among 100,000 people, thousands can have a name that begins alike."""
        person_id, program = self._person, self._context.program

        def look(_progress: Progress) -> list[Likeness]:
            return duplicates.twins_of(program, person_id)

        def show(found: list[Likeness]) -> None:
            if person_id == self._person:
                self._show(person_id, found)

        # The person can be gone by now, merged into another: then there is nothing to say.
        self._context.runner.later(
            look, show, owner=self, title="Looking for the same person on file", refused=lambda _error: show([])
        )

    def _show(self, person_id: str, found: list[Likeness]) -> None:
        if not found:
            self.say("")
            return
        pair = found[0]
        other = pair.second if pair.first.id == person_id else pair.first
        number = f" ({other.number})" if other.number else ""
        self.say(f"{full_name(other.last_name, other.first_name)}{number} is {pair.strength.value}.", Tone.ATTENTION)
        self.offer("Compare…", "Compare the two records")

    def _announced(self, announced: Announced) -> None:
        if self._person and announced.tables & _TABLES:
            self.show_person(self._person)

    def _compare(self) -> None:
        self._context.window_wanted.emit(f"duplicates {self._person}")
