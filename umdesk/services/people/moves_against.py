"""Moves on record that an appointment contradicts, told to whoever types it; the figures go by the moves."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.against_moves import Began, Career
from umdesk.domain.counts import Move, is_um_move
from umdesk.domain.words import Route
from umdesk.services import classes
from umdesk.services.people.holding import in_order
from umdesk.storage.models import Advancement, Appointment, Participation


def told(session: Session, row: Appointment) -> tuple[str, ...]:
    """What an appointment as it is on file says against the person's moves, in sentences (session block).

    For a participant it is told too where it would be a UM hire, were the move on record.
    """
    move = Advancement
    moves = session.scalars(select(move).where(move.person_id == row.person_id).order_by(move.on, move.id)).all()
    rows = in_order(session.scalars(select(Appointment).where(Appointment.person_id == row.person_id)))
    place = rows.index(row)
    held = tuple(Began(one.effective, one.class_code) for one in rows)
    against = Career(held, tuple(map(_move, moves))).contradictions(place) if moves else ()
    return against or _unrecorded(
        session, held[place - 1] if place else None, row, {one.to_class_code for one in moves}
    )


def _unrecorded(session: Session, before: Began | None, row: Appointment, moved_to: set[str]) -> tuple[str, ...]:
    """That no move stands behind the appointment of a participant that would be a UM hire."""
    if before is None or row.class_code in moved_to:
        return ()
    part = Participation
    taking = select(part.id).where(part.person_id == row.person_id, part.started <= row.effective).limit(1)
    moved = Move(row.person_id, row.effective, before.class_code, row.class_code, Route.TRANSFER)
    if session.scalar(taking) is None or not is_um_move(moved, classes.facts(session).counted_category):
        return ()
    return (
        f"No move to {row.class_code} on {dates.show(row.effective)} is on record, so no report counts it.",
        "Record it with the plan, under Advancement and status.",
    )


def careers(session: Session) -> Mapping[str, Career]:
    """What everybody holds who has a move on record, and their moves, by person (session block for imports)."""
    moves: dict[str, list[Move]] = defaultdict(list)
    for one in session.scalars(select(Advancement).order_by(Advancement.on, Advancement.id)):
        moves[one.person_id].append(_move(one))
    held: dict[str, list[Began]] = defaultdict(list)
    row = Appointment
    of_movers = row.person_id.in_(select(Advancement.person_id))
    for person, on, code in session.execute(
        select(row.person_id, row.effective, row.class_code).where(of_movers).order_by(row.effective, row.id)
    ):
        held[person].append(Began(on, code))
    return {person: Career(tuple(held[person]), tuple(some)) for person, some in moves.items()}


def _move(one: Advancement) -> Move:
    return Move(one.person_id, one.on, one.from_class_code, one.to_class_code, Route(one.route))
