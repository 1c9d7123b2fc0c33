"""When people left and how; a later appointment says that they came back. It ends no participation by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.errors import Gone, InvalidInput
from umdesk.domain.writing import sound
from umdesk.domain.year_words import LeftAs
from umdesk.services.changes import refuse_unknown
from umdesk.services.people.asking import refuse_others
from umdesk.services.permissions import permit
from umdesk.storage.models import Appointment, Person, Separation, new_id
from umdesk.storage.program import Program

FIELDS = frozenset({"on", "kind", "note"})
AHEAD = 366
"""Days ahead that a last day may be known at most."""


@dataclass(frozen=True, slots=True)
class SeparationRow:
    """A person left: `on` is the last day, `back` the first day of the next appointment after it, None without one."""

    id: str
    on: date
    kind: LeftAs
    note: str
    back: date | None


def listed(program: Program, person_id: str) -> tuple[SeparationRow, ...]:
    """When a person left, the newest first.

    Raises:
        NotAllowed: it is none of the people that the account reaches.
    """
    permit(program, "people.separations.listed")
    with program.reading() as session:
        refuse_others(session, program, "people.separations.listed", person_id)
        return rows_of(session, person_id)


def add(program: Program, person_id: str, *, on: date | None, kind: LeftAs, note: str = "") -> str:
    """Write down that a person left; `on` is their last day. Gives the record.

    An active participation goes on until somebody ends it.

    Raises:
        InvalidInput: the day is missing, lies before the first appointment or more than a year ahead, or the person
            had left already by then, or leaves on a later day with no appointment in between.
    """
    permit(program, "people.separations.add")
    with program.operation("people.separations.add", "") as op:
        day = _day(op.session, person_id, on, "", program.today())
        row = Separation(id=new_id(), person_id=person_id, on=day, kind=LeftAs(kind).value, note=sound(note).strip())
        op.session.add(row)
        op.summary = f"{_name(op.session, person_id)} left on {dates.show(day)}: {row.kind}"
        return row.id


def change(program: Program, separation_id: str, changes: Mapping[str, Any]) -> None:
    """Put some of `FIELDS` right.

    Raises:
        InvalidInput: the day cannot be, as for `add`.
        Gone: it is no longer on record.
    """
    permit(program, "people.separations.change")
    refuse_unknown(changes, FIELDS)
    with program.operation("people.separations.change", "", settles=separation_id) as op:
        row = _row(op.session, separation_id)
        if "on" in changes:
            row.on = _day(op.session, row.person_id, changes["on"], row.id, program.today())
        if "kind" in changes:
            row.kind = LeftAs(changes["kind"]).value
        if "note" in changes:
            row.note = sound(str(changes["note"] or "")).strip()
        op.summary = f"Put right that {_name(op.session, row.person_id)} left on {dates.show(row.on)}: {row.kind}"


def remove(program: Program, separation_id: str) -> None:
    """Take out a leaving that was written down by mistake.

    Raises:
        Gone: it is no longer on record.
    """
    permit(program, "people.separations.remove")
    with program.operation("people.separations.remove", "") as op:
        row = _row(op.session, separation_id)
        op.summary = f"{_name(op.session, row.person_id)} did not leave on {dates.show(row.on)} after all"
        op.session.delete(row)


# --- building blocks for other services --------------------------------------------------------------------------


def rows_of(session: Session, person_id: str) -> tuple[SeparationRow, ...]:
    """The part of `listed` that other services compose."""
    begun = _begun(session, person_id)
    rows = session.scalars(select(Separation).where(Separation.person_id == person_id).order_by(Separation.on.desc()))
    return tuple(
        SeparationRow(row.id, row.on, LeftAs(row.kind), row.note, next((day for day in begun if day > row.on), None))
        for row in rows
    )


def _begun(session: Session, person_id: str) -> list[date]:
    """The days on which the person's appointments began, in order."""
    row = Appointment
    return list(session.scalars(select(row.effective).where(row.person_id == person_id).order_by(row.effective)))


def _day(session: Session, person_id: str, on: date | None, own: str, today: date) -> date:
    """The last day, or a refusal."""
    if on is None:
        raise InvalidInput("The last day is missing.", "Write it like 3/14/2026.", "on")
    begun = _begun(session, person_id)
    if begun and on < begun[0]:
        raise InvalidInput(
            f"This lies before the first appointment on file, {dates.show(begun[0])}; nothing was changed.",
            "Correct the day, or put that appointment right.",
            "on",
        )
    if on > today + timedelta(AHEAD):
        raise InvalidInput("This is more than a year ahead; nothing was changed.", "Correct the day.", "on")
    for other in rows_of(session, person_id):
        first, second = sorted((on, other.on))
        if other.id != own and not any(first < day <= second for day in begun):
            raise InvalidInput(
                f"It is on record that they left on {dates.show(other.on)}, with no appointment in between; nothing "
                "was changed.",
                "Put that one right, or add the appointment with which they came back.",
                "on",
            )
    return on


def _row(session: Session, separation_id: str) -> Separation:
    row = session.get(Separation, separation_id)
    if row is None:
        raise Gone("This is no longer on record; nothing was changed.", "Look at the person's page again.")
    return row


def _name(session: Session, person_id: str) -> str:
    return session.get_one(Person, person_id).full_name
