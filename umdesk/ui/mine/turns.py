"""Whose turn it is with a participant's plan, and the one thing to do, in words."""

from dataclasses import dataclass
from enum import StrEnum

from umdesk.domain.words import ParticipationState, RevisionState
from umdesk.domain.writing import capital, counted
from umdesk.services.plans.queries import PlanRow

_TAKES_PART = frozenset({ParticipationState.ACTIVE, ParticipationState.ON_LEAVE})
LOOK = "Look at the plan"


class Turn(StrEnum):
    """The groups of cards, in the order in which they stand."""

    YOURS = "Your turn"
    COORDINATOR = "With the coordinator"
    IN_FORCE = "In force"
    OVER = "No longer in the program"


@dataclass(frozen=True, slots=True)
class ToDo:
    """What a card says: whose turn it is, what the button does, and how things stand."""

    turn: Turn
    button: str
    stands: str


def to_do(row: PlanRow) -> ToDo:
    """What a supervisor does next for a participant."""
    if row.participation_state not in _TAKES_PART:
        return ToDo(Turn.OVER, LOOK, f"{capital(row.participation_state)}.")
    match row.revision_state:
        case RevisionState.DRAFT if row.missing:
            things = counted(row.missing, "thing")
            return ToDo(Turn.YOURS, f"Fill in {things}", "The plan is being written.")
        case RevisionState.DRAFT:
            return ToDo(Turn.YOURS, "Send it to the coordinator", "Nothing is missing in the plan.")
        case RevisionState.IN_REVIEW:
            return ToDo(Turn.COORDINATOR, LOOK, "The coordinator looks at it and prints it to sign.")
        case RevisionState.READY:
            return ToDo(Turn.COORDINATOR, LOOK, "Accepted; the coordinator prints it to sign.")
        case RevisionState.PRINTED:
            return ToDo(
                Turn.YOURS, "Enter the dates of the signatures", "Printed. Collect the signatures on the paper."
            )
    return ToDo(Turn.IN_FORCE, "Record progress", _progress(row))


def _progress(row: PlanRow) -> str:
    filed = "Filed, not signed by everyone. " if row.revision_state is RevisionState.FILED else ""
    if not row.activities:
        return f"{filed}The plan has no activities."
    return f"{filed}{row.done} of {counted(row.activities, 'activity', 'activities')} done."
