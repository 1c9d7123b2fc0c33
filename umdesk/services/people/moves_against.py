"""Moves on record that an appointment contradicts, told to whoever types it; the figures go by the moves."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.against_moves import Began, Career
from umdesk.domain.counts import Move
from umdesk.domain.words import Route
from umdesk.services.people.holding import in_order
from umdesk.storage.models import Advancement, Appointment


def told(session: Session, row: Appointment) -> tuple[str, ...]:
    """What an appointment as it is on file says against the person's moves, in sentences (session block)."""
    move = Advancement
    moves = session.scalars(select(move).where(move.person_id == row.person_id).order_by(move.on, move.id)).all()
    if not moves:
        return ()
    rows = in_order(session.scalars(select(Appointment).where(Appointment.person_id == row.person_id)))
    held = tuple(Began(one.effective, one.class_code) for one in rows)
    return Career(held, tuple(map(_move, moves))).contradictions(rows.index(row))


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
