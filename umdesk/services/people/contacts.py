"""Contacts with a person: talks, calls and mails on a day. A reader sees that they were, not what was said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.errors import InvalidInput, NotAllowed
from umdesk.domain.words import ContactKind
from umdesk.domain.writing import enumerated
from umdesk.services import scope
from umdesk.services.changes import refuse_unknown
from umdesk.services.people.asking import participation_on, refuse_others
from umdesk.services.permissions import Grant, grant, permit
from umdesk.storage.models import Contact, Participation, Person
from umdesk.storage.program import Program

FIELDS = frozenset({"on", "kind", "note"})


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One contact; `kept_back` says that the note is not shown to who asks, `theirs` that they may change it."""

    id: str
    on: date
    kind: ContactKind
    note: str
    made_by: str
    kept_back: bool
    theirs: bool


def of_person(program: Program, person_id: str) -> tuple[ContactRow, ...]:
    """The contacts with a person, the newest first; a reader gets no notes.

    Raises:
        NotAllowed: it is none of the people that the account reaches.
    """
    permit(program, "people.contacts.of_person")
    with program.reading() as session:
        refuse_others(session, program, "people.contacts.of_person", person_id)
        return rows_of(session, program, person_id)


def add(program: Program, person_id: str, *, on: date | None, kind: ContactKind, note: str = "") -> str:
    """Write down a contact; gives the record.

    Raises:
        InvalidInput: the day is missing or has not come yet.
        NotAllowed: a supervisor writes of their own participants only.
    """
    permit(program, "people.contacts.add")
    with program.operation("people.contacts.add", "") as op:
        refuse_others(op.session, program, "people.contacts.add", person_id)
        day = _day(on, program.today())
        part = participation_on(op.session, person_id, day)
        row = Contact(
            person_id=person_id, participation_id=part.id if part else None, on=day, kind=ContactKind(kind).value,
            note=note.strip(), made_by=program.account.name,
        )  # fmt: skip
        op.session.add(row)
        op.summary = f"Wrote down a contact with {_name(op.session, person_id)} on {dates.show(day)}"
        return row.id


def edit(program: Program, contact_id: str, changes: Mapping[str, Any]) -> None:
    """Put some of `FIELDS` of a contact right.

    Raises:
        InvalidInput: the day is missing or has not come yet.
        NotAllowed: a supervisor changes only what they wrote of their own participants.
    """
    permit(program, "people.contacts.edit")
    refuse_unknown(changes, FIELDS)
    with program.operation("people.contacts.edit", "", settles=contact_id) as op:
        row = _own(op.session, program, "people.contacts.edit", contact_id)
        if "on" in changes:
            row.on = _day(changes["on"], program.today())
        if "kind" in changes:
            row.kind = ContactKind(changes["kind"]).value
        if "note" in changes:
            row.note = str(changes["note"] or "").strip()
        words = {"on": "day", "kind": "kind", "note": "note"}
        named = enumerated([words[name] for name in changes])
        op.summary = f"Changed the {named} of a contact with {_name(op.session, row.person_id)}"


def remove(program: Program, contact_id: str) -> None:
    """Take out a contact that was written down by mistake.

    Raises:
        NotAllowed: a supervisor removes only what they wrote of their own participants.
    """
    permit(program, "people.contacts.remove")
    with program.operation("people.contacts.remove", "") as op:
        row = _own(op.session, program, "people.contacts.remove", contact_id)
        op.summary = f"Removed the contact with {_name(op.session, row.person_id)} of {dates.show(row.on)}"
        op.session.delete(row)


def rows_of(session: Session, program: Program, person_id: str) -> tuple[ContactRow, ...]:
    """The part of `of_person` that other services compose."""
    part = select(Participation.id).where(Participation.person_id == person_id)
    own = scope.own_participations(session, program).intersection(session.scalars(part))
    shown = grant(program, "people.contacts.of_person") is not Grant.PART or bool(own)
    changes = grant(program, "people.contacts.edit")
    query = select(Contact).where(Contact.person_id == person_id).order_by(Contact.on.desc(), Contact.id)
    return tuple(
        ContactRow(
            row.id, row.on, ContactKind(row.kind), row.note if shown else "", row.made_by,
            kept_back=bool(row.note) and not shown,
            theirs=changes is Grant.YES or (changes is Grant.OWN and row.made_by == program.account.name),
        )
        for row in session.scalars(query)
    )  # fmt: skip


def _own(session: Session, program: Program, what: str, contact_id: str) -> Contact:
    """The contact, if the account may change it."""
    row = session.get(Contact, contact_id)
    if grant(program, what) is Grant.OWN:
        refuse_others(session, program, what, row.person_id if row else "")
        if row is not None and row.made_by != program.account.name:
            raise NotAllowed(
                f"This was written down by {row.made_by}; nothing was changed.", "Ask them or the coordinator."
            )
    return session.get_one(Contact, contact_id)


def _day(on: date | None, today: date) -> date:
    if on is None:
        raise InvalidInput("The day is missing.", "Give the day of the contact.", "on")
    if on > today:
        raise InvalidInput("This day has not come yet.", "Correct the date.", "on")
    return on


def _name(session: Session, person_id: str) -> str:
    return session.get_one(Person, person_id).full_name
