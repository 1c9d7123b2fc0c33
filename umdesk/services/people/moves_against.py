"""Moves on record that an appointment contradicts, told to whoever types it; the figures go by the moves."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain.against_moves import Began, Career
from umdesk.domain.counts import Move
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
    career = Career(held, tuple(map(_move, moves)), _first_day(session, row.person_id))
    against = career.contradictions(place) if moves else ()
    before = held[place - 1] if place else None
    return against or career.unrecorded(before, held[place], classes.facts(session).counted_category)


def _first_day(session: Session, person_id: str) -> date | None:
    part = Participation
    return session.scalar(select(func.min(part.started)).where(part.person_id == person_id))


def careers(session: Session) -> Mapping[str, Career]:
    """What everybody holds who has a move on record or took part, and their moves, by person (session block)."""
    moves: dict[str, list[Move]] = defaultdict(list)
    for one in session.scalars(select(Advancement).order_by(Advancement.on, Advancement.id)):
        moves[one.person_id].append(_move(one))
    part = Participation
    firsts = select(part.person_id, func.min(part.started)).group_by(part.person_id)
    since: dict[str, date] = {person: day for person, day in session.execute(firsts)}  # noqa: C416 -- rows are typed
    held: dict[str, list[Began]] = defaultdict(list)
    row = Appointment
    of_movers = row.person_id.in_(select(Advancement.person_id).union(select(part.person_id)))
    for person, on, code in session.execute(
        select(row.person_id, row.effective, row.class_code).where(of_movers).order_by(row.effective, row.id)
    ):
        held[person].append(Began(on, code))
    return {person: Career(tuple(held[person]), tuple(moves[person]), since.get(person)) for person in {*moves, *since}}


def _move(one: Advancement) -> Move:
    return Move(one.person_id, one.on, one.from_class_code, one.to_class_code, Route(one.route))
