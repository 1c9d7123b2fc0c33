"""People on file who are likely one, and the pairs that a coordinator found to be two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from umdesk.domain import likeness
from umdesk.domain.errors import NotNow
from umdesk.domain.likeness import Likeness, Someone, Strength
from umdesk.domain.progress import Progress
from umdesk.services.permissions import permit
from umdesk.storage.chunks import chunks
from umdesk.storage.models import DistinctPeople, Person
from umdesk.storage.program import Program

__all__ = ["Apart", "Likeness", "Someone", "Strength", "keep_apart", "kept_apart", "likely", "take_back", "twins_of"]

_BEGINNING = 3
_LAST_CHARACTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Apart:
    """Two people who look like one and are not; who found it and when."""

    id: str
    first: Someone
    second: Someone
    found_by: str
    found_at: datetime


def likely(program: Program, progress: Progress | None = None) -> list[Likeness]:
    """The pairs of people who are likely one, the likeliest first; those found to be two are left out.

    `progress` is told how far it is.
    """
    permit(program, "people.duplicates.likely")
    with program.reading() as session:
        people = _people(session)
        apart = _apart(session)
    return likeness.likely(people, apart, progress)


def twins_of(program: Program, person_id: str) -> list[Likeness]:
    """Who of the people on file is likely or very likely the same as one person; quick, for one person's page.

    Looks at names that begin alike, at first and last name in each other's place and at the employee number, which
    have an index each; `likely` finds more.
    """
    permit(program, "people.duplicates.twins_of")
    with program.reading() as session:
        person = session.get_one(Person, person_id)
        begins = person.last_name[:_BEGINNING]
        near = or_(
            Person.last_name.between(begins, begins + _LAST_CHARACTER)
            & func.length(Person.last_name).between(len(person.last_name) - 1, len(person.last_name) + 1),
            Person.last_name == person.first_name,
            Person.employee_number == person.employee_number,
        )
        people = _people(session, near)
        apart = _apart(session)
    one = next(who for who in people if who.id == person_id)
    return [
        pair
        for pair in likeness.like(one, people)
        if pair.strength is not Strength.POSSIBLE and frozenset((pair.first.id, pair.second.id)) not in apart
    ]


def among(session: Session, person_ids: Sequence[str]) -> list[Likeness]:
    """The pairs among some people that are likely one; those found to be two are left out (session block)."""
    people = [who for chunk in chunks(sorted(person_ids)) for who in _people(session, Person.id.in_(chunk))]
    return likeness.likely(people, _apart(session))


def keep_apart(program: Program, a: str, b: str) -> str:
    """Note that two people who look like one are two; they are no longer pointed out. Gives the note's id.

    Raises:
        NotNow: that is noted already, or they are one and the same record.
    """
    permit(program, "people.duplicates.keep_apart")
    first, second = sorted((a, b))
    with program.operation("people.duplicates.keep_apart", "") as op:
        if first == second:
            raise NotNow("This is one record, not two; nothing was changed.", "Choose two records.")
        names = [op.session.get_one(Person, each).full_name for each in (a, b)]
        if _note(op.session, first, second) is not None:
            raise NotNow(f"{names[0]} and {names[1]} are noted as two people already; nothing was changed.")
        row = DistinctPeople(first_id=first, second_id=second, found_by=program.account.name, found_at=program.now())
        op.session.add(row)
        op.summary = f"Noted that {names[0]} and {names[1]} are two people"
        return row.id


def take_back(program: Program, note_id: str) -> None:
    """Take back that two people are two: they are pointed out again, and can be merged.

    Raises:
        Gone: there is no such note any more.
    """
    permit(program, "people.duplicates.take_back")
    with program.operation("people.duplicates.take_back", "") as op:
        row = op.session.get_one(DistinctPeople, note_id)
        names = [op.session.get_one(Person, each).full_name for each in (row.first_id, row.second_id)]
        op.session.delete(row)
        op.summary = f"Took back that {names[0]} and {names[1]} are two people"


def kept_apart(program: Program) -> tuple[Apart, ...]:
    """All pairs that were found to be two people, the newest first."""
    permit(program, "people.duplicates.kept_apart")
    with program.reading() as session:
        rows = session.scalars(select(DistinctPeople).order_by(DistinctPeople.found_at.desc(), DistinctPeople.id)).all()
        wanted = sorted({each for row in rows for each in (row.first_id, row.second_id)})
        people = {who.id: who for chunk in chunks(wanted) for who in _people(session, Person.id.in_(chunk))}
    return tuple(Apart(r.id, people[r.first_id], people[r.second_id], r.found_by, r.found_at) for r in rows)


def _people(session: Session, which: ColumnElement[bool] | None = None) -> list[Someone]:
    query = select(
        Person.id, Person.last_name, Person.first_name, Person.employee_number, Person.work_email, Person.work_phone
    )
    rows = session.execute(query if which is None else query.where(which))
    return [Someone(row[0], row[1], row[2], row[3] or "", row[4], row[5]) for row in rows]


def _apart(session: Session) -> set[frozenset[str]]:
    rows = session.execute(select(DistinctPeople.first_id, DistinctPeople.second_id))
    return {frozenset((first, second)) for first, second in rows}


def _note(session: Session, first: str, second: str) -> DistinctPeople | None:
    query = select(DistinctPeople).where(DistinctPeople.first_id == first, DistinctPeople.second_id == second)
    return session.scalars(query).first()
