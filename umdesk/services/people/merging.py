"""Two records that are one person: side by side, made one, and taken apart again.

A merge is one operation and one step to undo. Nothing is thrown away: what pointed at the record that goes points at
the one that stays, and what the record held is kept in the merge and in the history. Each application then stands on
the appointment of its day, whichever record that came from.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.writing import counted, one_line
from umdesk.services import sealing
from umdesk.services.changes import refuse_unknown
from umdesk.services.people import comparing
from umdesk.services.people.comparing import FIELDS, Comparison
from umdesk.services.people.holding import moved_aside, settle
from umdesk.services.permissions import permit
from umdesk.storage import undo
from umdesk.storage.models import Base, Change, DisclosurePerson, DistinctPeople, Draft, Event, Person, PersonMerge
from umdesk.storage.program import Program

_SPECIAL = frozenset({DisclosurePerson.__tablename__, DistinctPeople.__tablename__})
"""Tables in which one person may stand once beside another record, so that repointing alone would break a rule."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A record that became part of a person's: what it was, why, by whom and when; `gone_number` "" for none."""

    id: str
    person_id: str
    person: str
    gone_name: str
    gone_number: str
    reason: str
    merged_by: str
    merged_at: datetime


def compare(program: Program, a: str, b: str) -> Comparison:
    """Two records side by side, with what differs and what a merge would bring with it.

    Raises:
        Gone: one of them is no longer there.
    """
    permit(program, "people.merging.compare")
    with program.reading() as session:
        sealing.refuse_names_of_people(session, program, a, b)
        return comparing.compared(session, program.today(), a, b)


def merge(program: Program, keep: str, gone: str, fields: Collection[str], reason: str) -> str:
    """Make two records one; gives the id of the merge.

    Args:
        program: the open program.
        keep: the record that stays.
        gone: the record that goes; all that is its becomes that of `keep`.
        fields: of `FIELDS`, those whose value is taken from the record that goes.
        reason: why they are one person.

    Raises:
        InvalidInput: the reason is missing.
        NotNow: it is one record, they are noted as two people, or typing into one of them is not settled.
    """
    permit(program, "people.merging.merge")
    tidy = one_line(reason)
    if not tidy:
        raise InvalidInput("A merge needs a reason.", "Say in a few words why they are one person.", "reason")
    refuse_unknown(fields, FIELDS)
    with program.operation("people.merging.merge", "", reason=tidy) as op:
        session = op.session
        one, other = session.get_one(Person, keep), session.get_one(Person, gone)
        sealing.refuse_names_of_people(session, program, keep, gone)
        _refuse(session, one, other)
        row = PersonMerge(
            person_id=keep, gone_id=gone, gone_name=other.full_name, gone_number=other.employee_number or "",
            reason=tidy, merged_by=program.account.name, merged_at=program.now(),
        )  # fmt: skip
        for field in fields:
            setattr(one, field, getattr(other, field))
        _repoint(session, keep, gone)
        session.add(row)
        session.flush()
        session.delete(other)
        moved = moved_aside(settle(session, keep))
        op.summary = f"Made the records of {row.gone_name} and {one.full_name} one{moved}"
        return row.id


def separate(program: Program, merge_id: str, reason: str) -> None:
    """Take two records apart again that were made one, also in an earlier sitting; can be undone.

    A letter that was sent or a cycle that was closed since stays as it is: only whose it is changes.

    Raises:
        InvalidInput: the reason is missing.
        NotNow: something that the merge left behind was changed since, or something made since belongs to both; nothing
            was changed.
        Gone: there is no such merge any more.
    """
    permit(program, "people.merging.separate")
    tidy = one_line(reason)
    if not tidy:
        raise InvalidInput("This needs a reason.", "Say in a few words why they are two people.", "reason")
    with program.reading() as session:
        row = session.get_one(PersonMerge, merge_id)
        both = row.person_id, row.gone_id
        sealing.refuse_names_of_people(session, program, *both)
        summary = f"Took the records of {row.gone_name} and {session.get_one(Person, row.person_id).full_name} apart"
        made = select(Event.id).join(Change, Change.event_seq == Event.seq)
        event = session.scalars(
            made.where(Change.record_id == merge_id, Change.before.is_(None)).order_by(Event.seq.desc())
        ).first()
    if event is None:
        raise NotNow(
            "The history does not tell what this merge changed, so it cannot be taken back; nothing was changed.",
            "Add the second person by hand.",
        )

    def put_in_order(session: Session) -> None:
        for person in both:
            settle(session, person)

    undo.take_back(program, event, "people.merging.separate", summary, reason=tidy, then=put_in_order)


def merges(program: Program, person_id: str | None = None) -> tuple[Merged, ...]:
    """The records that became part of others, or of one person's, the newest first."""
    permit(program, "people.merging.merges")
    row = PersonMerge
    query = select(row, Person).join(Person, Person.id == row.person_id).order_by(row.merged_at.desc(), row.id)
    if person_id is not None:
        query = query.where(row.person_id == person_id)
    with program.reading() as session:
        return tuple(
            Merged(
                one.id, one.person_id, person.full_name, one.gone_name, one.gone_number, one.reason, one.merged_by,
                one.merged_at,
            )
            for one, person in session.execute(query)
        )  # fmt: skip


def pointing() -> Iterator[tuple[type[Any], str]]:
    """Every mapped table and column that points at a person's record."""
    for mapper in Base.registry.mappers:
        for column in Base.metadata.tables[mapper.class_.__tablename__].columns:
            if any(key.column.table.name == Person.__tablename__ for key in column.foreign_keys):
                yield mapper.class_, column.name


def _refuse(session: Session, one: Person, other: Person) -> None:
    if one is other:
        raise NotNow("This is one record, not two; nothing was changed.", "Choose two records.")
    first, second = sorted((one.id, other.id))
    apart = select(DistinctPeople).where(DistinctPeople.first_id == first, DistinctPeople.second_id == second)
    if session.scalars(apart).first() is not None:
        raise NotNow(
            f"{one.full_name} and {other.full_name} are noted as two people; nothing was changed.",
            "Take that back first, if they are one after all.",
        )
    typing = session.scalars(select(Draft.record_id).where(Draft.record_id.in_([one.id, other.id]))).all()
    if typing:
        whose = (one if typing[0] == one.id else other).full_name
        raise NotNow(
            f"{counted(len(typing), 'field')} of {whose} has typing that is no change yet; nothing was changed.",
            "Open the person and leave the field, or drop the recovered typing, and merge then.",
        )


def _repoint(session: Session, keep: str, gone: str) -> None:
    """Let everything that points at the record that goes point at the one that stays."""
    for model, column in pointing():
        if model.__tablename__ not in _SPECIAL:
            for row in session.scalars(select(model).where(getattr(model, column) == gone)):
                setattr(row, column, keep)
    _repoint_disclosures(session, keep, gone)
    _repoint_apart(session, keep, gone)
    session.flush()


def _repoint_disclosures(session: Session, keep: str, gone: str) -> None:
    """A disclosure that names both names the one person once."""
    row = DisclosurePerson
    there = set(session.scalars(select(row.disclosure_id).where(row.person_id == keep)))
    for named in session.scalars(select(row).where(row.person_id == gone)):
        if named.disclosure_id in there:
            session.delete(named)
        else:
            named.person_id = keep


def _repoint_apart(session: Session, keep: str, gone: str) -> None:
    """Who is another person than one of the two is another person than both."""
    row = DistinctPeople
    there = {
        first if second == keep else second
        for first, second in session.execute(
            select(row.first_id, row.second_id).where((row.first_id == keep) | (row.second_id == keep))
        )
    }
    for pair in session.scalars(select(row).where((row.first_id == gone) | (row.second_id == gone))):
        other = pair.first_id if pair.second_id == gone else pair.second_id
        if other in there:
            session.delete(pair)
        else:
            pair.first_id, pair.second_id = sorted((keep, other))
