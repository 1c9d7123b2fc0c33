"""What became of a decision in a few words, the same in the window, on paper and in the dump."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.words import ApplicationState
from umdesk.storage import models


def since(session: Session, cycle_id: str) -> Mapping[str, tuple[str, ...]]:
    """What came after the decisions of a cycle, in order, by application id; none for those that stand as decided.

    "selected from the waitlist May 21, 2026" and "declined May 20, 2026" (session block for other services).
    """
    application, move = models.Application, models.WaitlistMove
    found: dict[str, tuple[str, ...]] = {}
    moved = select(move).join(application, application.id == move.application_id)
    for row in session.scalars(moved.where(application.cycle_id == cycle_id)):
        found[row.application_id] = (f"selected from the waitlist {dates.show(row.on)}",)
    declined = select(application.id, application.declined_on).where(
        application.cycle_id == cycle_id,
        application.state == ApplicationState.DECLINED.value,
        application.declined_on.is_not(None),
    )
    for application_id, on in session.execute(declined):
        found[application_id] = (*found.get(application_id, ()), f"declined {dates.show(on)}")
    return found


def told(outcome: str, applied: bool, after: tuple[str, ...]) -> str:
    """A decision as it stands: "selected (pending)", "selected, declined May 20, 2026".

    `after` is the application's part of `since`. Who came up later is selected from the waitlist, whatever was decided.
    """
    if not applied:
        return f"{outcome} (pending)"
    came_up = any(part.startswith("selected from") for part in after)
    return ", ".join(after if came_up else (outcome, *after))
