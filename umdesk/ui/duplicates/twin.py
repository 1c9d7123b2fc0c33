"""A quiet line on a person's page: somebody else on file is likely the same person."""

from umdesk.domain.writing import full_name
from umdesk.services.people import duplicates
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.field import Note

_TABLES = frozenset({"person", "person_merge", "distinct_people"})


class TwinNote(Note):
    """Names who is likely the same person and opens the two side by side; hidden while there is nobody."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._person = ""
        self.action.clicked.connect(self._compare)
        context.announced.connect(self._announced)

    def show_person(self, person_id: str) -> None:
        """Look for somebody who is likely this person; "" for nobody."""
        self._person = person_id
        found = None
        if person_id and self._context.sees("people.duplicates.twins_of"):
            # The person can be gone by now, merged into another: then there is nothing to say.
            found = self._context.runner.now(
                duplicates.twins_of, self._context.program, person_id, refused=lambda _error: None
            )
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
