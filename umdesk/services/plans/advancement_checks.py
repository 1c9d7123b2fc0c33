"""What stands against a move to another class before it is recorded: refused outright, or told with the facts."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.classes import class_code
from umdesk.domain.errors import InvalidInput
from umdesk.services import classes, scope
from umdesk.services.people import holding, separations
from umdesk.services.permissions import permit
from umdesk.services.plans import participations
from umdesk.storage import models
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class Looked:
    """What is to be said of a move before it is recorded: `told` for information, `contradicts` what is on file.

    A move that contradicts what is on file is recorded only with a note that says why it is right.
    """

    told: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()


def look(program: Program, participation_id: str, on: date, to_class_code: str) -> Looked:
    """What is to be said of a move of a participant to a class on a day.

    Raises:
        NotAllowed: it is none of the participations that the account reaches.
    """
    permit(program, "plans.advancement_checks.look")
    with program.reading() as session:
        scope.refuse_others(session, program, "plans.advancement_checks.look", participation_id)
        person = participations.person_of(session, participation_id)
        code = class_code(to_class_code)
        against = contradictions(session, person.id, on, code) if code else ()
        return Looked(_year(on, program.today()), against)


def refuse(session: Session, participation_id: str, on: date, code: str) -> None:
    """Refuse a move before the participation, and one that is on record already (session block).

    Raises:
        InvalidInput: it is one of these.
    """
    started = session.get_one(models.Participation, participation_id).started
    if on < started:
        raise InvalidInput(
            f"The participation began on {dates.show(started)}, so a move on {dates.show(on)} is no advancement from "
            "it; nothing was recorded.",
            "Correct the date, or add an appointment from that day on the person's page.",
            field="on",
        )
    person = participations.person_of(session, participation_id)
    row = models.Advancement
    moves = session.scalars(select(row).where(row.person_id == person.id).order_by(row.on)).all()
    following = next((move for move in moves if move.on >= on), None)
    if following is not None and following.to_class_code == code:
        raise InvalidInput(
            f"The move to {code} is on record already, on {dates.show(following.on)}; nothing was recorded.",
            "If that day is wrong, remove it and record the move again.",
            field="on",
        )


def refuse_silent(session: Session, person_id: str, on: date, code: str, note: str) -> None:
    """Refuse a move that contradicts what is on file and has no note that says why it is right (session block).

    Raises:
        InvalidInput: it has none; the sentences say what contradicts it.
    """
    against = contradictions(session, person_id, on, code)
    if against and not note.strip():
        raise InvalidInput(
            f"{' '.join(against)} Nothing was recorded.",
            "Put the appointment or the date right, or say in the note why the move is right all the same.",
            field="note",
        )


def contradictions(session: Session, person_id: str, on: date, code: str) -> tuple[str, ...]:
    """What on file contradicts a move to a class on a day, in sentences (session block)."""
    row = models.Appointment
    query = select(row).where(row.person_id == person_id, row.effective >= on)
    later = holding.in_order(session.scalars(query))
    said = []
    before = holding.held_on(session, person_id, on - timedelta(days=1))
    first = holding.held_or_first(session, person_id, on)
    if before is None and first is not None and first.effective > on:
        said.append(f"No appointment is on file on that day: the first begins on {dates.show(first.effective)}.")
    if later and later[-1].class_code != code and holding.advancement_of(session, later[-1]) is None:
        newest = later[-1]
        title = newest.class_title or classes.facts(session).title(newest.class_code, newest.effective)
        held = f"{newest.class_code} {title}".strip()
        said.append(
            f"From {dates.show(newest.effective)} on, {held} is on file as their class, and no move to it is on record."
        )
    gone = next((one for one in separations.rows_of(session, person_id) if one.on < on), None)
    if gone is not None and (gone.back is None or gone.back > on):
        said.append(f"It is on record that they left on {dates.show(gone.on)}.")
    return tuple(said)


def _year(on: date, today: date) -> tuple[str, ...]:
    year = dates.program_year(on)
    if year == dates.program_year(today):
        return ()
    named = dates.program_year_name(year)
    return (f"{dates.show(on)} lies in program year {named}: the move changes the figures of that year.",)
