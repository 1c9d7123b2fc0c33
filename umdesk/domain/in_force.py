"""Which revision of a plan holds: the newest that was signed, or filed and put in force by the coordinator.

A revision that is printed and not signed yet does not end what was signed before: until it is signed (or put in force)
the one before holds, though its paper is superseded.
"""

from datetime import date
from typing import NamedTuple

from umdesk.domain.words import RevisionState

MAY_HOLD = (RevisionState.SIGNED, RevisionState.FILED, RevisionState.SUPERSEDED)
"""The states of revisions that can hold; a superseded one does while no newer one was signed."""


class Marks(NamedTuple):
    """What is on record of a revision by which it holds; `state` is a `RevisionState` or its text.

    `superseded_from` is the state in which it was when a newer one was printed, None where no such step was kept.
    """

    state: str
    in_force_on: date | None = None
    employee_signed: date | None = None
    supervisor_signed: date | None = None
    coordinator_signed: date | None = None
    not_signed_note: str = ""
    superseded_from: str | None = None

    @property
    def since(self) -> date | None:
        """The day from which it holds: on which it was put in force, else that of its last signature."""
        if self.in_force_on is not None:
            return self.in_force_on
        dates = (self.employee_signed, self.supervisor_signed, self.coordinator_signed)
        return max((day for day in dates if day is not None), default=None)

    @property
    def agreed(self) -> bool:
        """Whether it was signed or put in force, whatever became of it later: it holds while no newer one does.

        A superseded one of which no step was kept was signed if employee and supervisor have a date and no word says
        who did not sign.
        """
        if self.in_force_on is not None or self.state == RevisionState.SIGNED:
            return True
        if self.state != RevisionState.SUPERSEDED:
            return False
        if self.superseded_from is not None:
            return self.superseded_from == RevisionState.SIGNED
        return bool(self.employee_signed and self.supervisor_signed and not self.not_signed_note)
