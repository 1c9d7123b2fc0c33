"""Moves on record that an appointment contradicts, told to whoever types it; the figures go by the moves."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.services.people.holding import in_force, in_order
from umdesk.storage.models import Advancement, Appointment


def told(session: Session, row: Appointment) -> tuple[str, ...]:
    """What an appointment as it is on file says against the person's moves, in sentences (session block).

    A move begins in the class that is held on the day before it, and its class holds until the next move.
    """
    move = Advancement
    moves = session.scalars(select(move).where(move.person_id == row.person_id).order_by(move.on, move.id)).all()
    if not moves:
        return ()
    rows = in_order(session.scalars(select(Appointment).where(Appointment.person_id == row.person_id)))
    said = []
    for one in moves:
        held = in_force(rows, one.on - timedelta(days=1))
        if held is row and one.from_class_code and one.from_class_code != row.class_code:
            said.append(
                f"The move of {dates.show(one.on)} is on record from class {one.from_class_code} to "
                f"{one.to_class_code}, and this says {row.class_code or 'no class'} for the day before it."
            )
    last = next((one for one in reversed(moves) if one.on <= row.effective), None)
    before = in_force([other for other in rows if other is not row], row.effective)
    if (
        last is not None
        and row.class_code != last.to_class_code
        and (before is None or before.class_code != row.class_code)
    ):
        said.append(
            f"The move to {last.to_class_code} on {dates.show(last.on)} is the last on record, and this says "
            f"{row.class_code or 'no class'} from {dates.show(row.effective)} on."
        )
    return (
        (*said, "Reports count the moves on record: put the date or the class right where this is wrong.")
        if said
        else ()
    )
