"""The account of disclosures: to whom, when and why people's data left the program (Civ. Code 1798.25).

Operations through which data leave write their own line with `note`; a telephone call or a handed-over paper is
added by hand. A disclosure is for good. Recipient and purpose can be put right; the history keeps what stood there.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from sqlalchemy import exists, func, literal_column, or_, select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake.matching import number_key
from umdesk.services import sealing
from umdesk.services.accounts import SIGN_IN
from umdesk.services.merged import former_ids
from umdesk.services.permissions import permit
from umdesk.storage import leaving as left_over
from umdesk.storage.chunks import chunks
from umdesk.storage.models import (
    Application,
    Change,
    Disagreement,
    Disclosure,
    DisclosurePerson,
    Event,
    Person,
    new_id,
)
from umdesk.storage.program import Program

DISAGREED = "A statement of disagreement is on file"
SAVED_AS_FILE = "saved as a file"
SAVED_AS_WORKBOOK = "saved as a workbook"
BY_HAND = ("by telephone", "by letter", "by email", "copy handed over", "shown on the screen", "other")
"""How data leave that the program does not see."""
_UNRECORDED = (
    "umdesk was stopped while it was being saved. Look where you save such files: save it once more there, so that it "
    "is on record, or delete it."
)


@dataclass(frozen=True, slots=True)
class Leaving:
    """Data on their way out: to whom, why, what in words, and how ("saved as PDF")."""

    recipient: str
    purpose: str
    what: str
    how: str


@dataclass(frozen=True, slots=True)
class DisclosureRow:
    """One line of the account; `everyone` says that it held the data of all people on file."""

    id: str
    at: datetime
    by: str
    recipient: str
    purpose: str
    what: str
    how: str
    everyone: bool


# --- building blocks for other services --------------------------------------------------------------------------


def the_department(name: str) -> str:
    """Whom data go to that somebody of the department prints or saves and nobody said more of."""
    return f"The department, by {name}"


def in_the_department(name: str, purpose: str, what: str, how: str) -> Leaving:
    """What the account says of data that somebody takes out for work in the department."""
    return Leaving(the_department(name), purpose, what, how)


def refuse_empty(recipient: str, purpose: str) -> None:
    """Refuse data to leave when nobody said to whom or why.

    Raises:
        InvalidInput: the recipient or the purpose is missing, named by `field`.
    """
    _refuse_missing("recipient", recipient, "To whom it goes is missing.")
    _refuse_missing("purpose", purpose, "The purpose is missing.")


def note(
    session: Session,
    now: datetime,
    by: str,
    leaving: Leaving,
    *,
    person_ids: Iterable[str] = (),
    everyone: bool = False,
) -> str:
    """Write that people's data leave, in the operation through which they do; gives the record's id.

    Where one of them has filed a statement of disagreement, the line says so.
    """
    people = list(dict.fromkeys(person_ids))
    said = leaving.what.strip()
    disagreed = _disagreed(session, people, everyone=everyone)
    if disagreed:
        several = everyone or len(people) > 1
        whose = "1 of the people" if disagreed == 1 else f"{disagreed} of the people"
        said += f". {DISAGREED}" + (f" for {whose}" if several else "")
    own = _add(session, now, by, replace(leaving, what=said), people, everyone=everyone)
    session.flush()
    return own


def note_each(session: Session, now: datetime, by: str, every: Iterable[tuple[Leaving, str]]) -> None:
    """The same for many papers, each about one person."""
    filed = set(session.scalars(select(Disagreement.person_id)))
    for leaving, person in every:
        said = leaving.what.strip()
        if person in filed:
            said += f". {DISAGREED}"
        _add(session, now, by, replace(leaving, what=said), [person], everyone=False)
    session.flush()


def people_of_applications(session: Session, numbers: Sequence[str]) -> list[str]:
    """The people behind application numbers."""
    found: list[str] = []
    for chunk in chunks(numbers):
        found += session.scalars(select(Application.person_id).where(Application.number.in_(chunk)))
    return found


def rows_of(session: Session, person_id: str) -> tuple[DisclosureRow, ...]:
    """The account of one person, the newest first; what held everyone counts from the day they are on file."""
    row = Disclosure
    on_file = session.scalar(
        select(func.min(Event.at))
        .join(Change, Change.event_seq == Event.seq)
        .where(Change.record_id.in_([person_id, *former_ids(session, person_id)]))
    )
    named = exists().where(DisclosurePerson.disclosure_id == row.id, DisclosurePerson.person_id == person_id)
    whole = row.everyone if on_file is None else row.everyone & (row.at >= on_file)
    found = session.scalars(
        select(row).where(or_(named, whole)).order_by(row.at.desc(), literal_column("disclosure.rowid").desc())
    )
    return tuple(
        DisclosureRow(one.id, one.at, one.by, one.recipient, one.purpose, one.what, one.how, one.everyone)
        for one in found
    )


# --- what people do and ask --------------------------------------------------------------------------------------


def of_person(program: Program, person_id: str) -> tuple[DisclosureRow, ...]:
    """The account of disclosures of one person, the newest first.

    The number of an application stands in none of them while it is sealed for the account whose it is.
    """
    permit(program, "disclosures.of_person")
    with program.reading() as session:
        rows = rows_of(session, person_id)
        numbers = sealing.numbers_of(session, sealing.of(session, program).names).values()
    found = re.compile("|".join(map(re.escape, numbers)) or "(?!)")
    return tuple(replace(row, what=found.sub(sealing.SEALED_NAME.casefold(), row.what)) for row in rows)


def left_unrecorded(program: Program) -> tuple[str, ...]:
    """Copies that were being saved when umdesk was stopped, each in sentences for people.

    Told are those that this sign-in found, or that of somebody else since this account signed in before.
    """
    permit(program, "disclosures.left_unrecorded")
    own = Event.operation == SIGN_IN, Event.account_id == program.account.account_id, Event.sitting != program.sitting
    last = select(Event.seq, Event.sitting).where(*own).order_by(Event.seq.desc()).limit(1)
    found = select(Event.summary).where(Event.operation == left_over.FOUND).order_by(Event.seq)
    with program.reading() as session:
        before = session.execute(last).first()
        if before is None:
            found = found.where(Event.sitting == program.sitting)
        else:
            found = found.where(Event.seq > before.seq, Event.sitting != before.sitting)
        return tuple(f"{one}. {_UNRECORDED}" for one in session.scalars(found))


def add(program: Program, person_id: str, on: date | None, leaving: Leaving) -> str:
    """Write down a disclosure that the program did not see: a telephone call, a copy handed over. It is for good.

    Raises:
        InvalidInput: the day is missing or has not come yet, or a text is missing; named by `field`.
    """
    permit(program, "disclosures.add")
    now = program.now()
    if on is None:
        raise InvalidInput("The day is missing.", "Give the day on which the data were given out.", "on")
    if on > program.today():
        raise InvalidInput("This day has not come yet.", "Correct the date.", "on")
    refuse_empty(leaving.recipient, leaving.purpose)
    _refuse_missing("what", leaving.what, "What was given out is missing.")
    _refuse_missing("how", leaving.how, "How it was given out is missing.")
    at = now if on == program.today() else datetime.combine(on, time(12)).astimezone()
    with program.operation("disclosures.add", "", undoable=False) as op:
        person = op.session.get_one(Person, person_id)
        found = note(op.session, at, program.account.name, leaving, person_ids=[person_id])
        op.summary = f"Recorded a disclosure of {person.full_name} on {dates.show(on)} to {leaving.recipient.strip()}"
        return found


def complete(program: Program, disclosure_id: str, *, recipient: str, purpose: str) -> None:
    """Put right to whom and why data were given out; the history keeps what stood there. It is for good.

    Raises:
        InvalidInput: a text is missing, named by `field`.
    """
    permit(program, "disclosures.complete")
    with program.operation("disclosures.complete", "", undoable=False) as op:
        row = op.session.get_one(Disclosure, disclosure_id)
        refuse_empty(recipient, purpose)
        row.recipient, row.purpose = recipient.strip(), purpose.strip()
        op.summary = f"Put right to whom and why data were given out on {dates.show(row.at.astimezone().date())}"


def note_rows(
    program: Program,
    leaving: Leaving,
    employee_numbers: Sequence[str],
    deliver: Callable[[], object],
    applications: Sequence[str] = (),
) -> None:
    """Write that rows of a list leave as a file; who of them is on file is told by the employee number.

    `applications` are the numbers of those that a row repeats, which tell it where the row has no employee number.

    Whoever came in with a step that can still be undone is left aside: their rows are the list's own, and a disclosure
    would keep the step from being undone.
    `deliver` writes the file; it is the last thing before the change is committed, and what it raises takes it back.
    """
    permit(program, "disclosures.note_rows")
    wanted = {number_key(number) for number in employee_numbers if number}
    told = f"{leaving.what} left as a file"
    with program.operation("disclosures.note_rows", told, undoable=False, leaves=told) as op:
        known = op.session.execute(select(Person.id, Person.employee_number).where(Person.employee_number.is_not(None)))
        fresh = _made_by(op.session, program.steps.done)
        found = [person for person, number in known if number_key(number or "") in wanted]
        people = [one for one in (*found, *people_of_applications(op.session, applications)) if one not in fresh]
        note(op.session, program.now(), program.account.name, leaving, person_ids=people)
        deliver()


def _made_by(session: Session, event_ids: Sequence[str]) -> frozenset[str]:
    """The people who came on file with some events."""
    made = (
        select(Change.record_id)
        .join(Event, Event.seq == Change.event_seq)
        .where(Event.id.in_(event_ids), Change.table_name == Person.__tablename__, Change.before.is_(None))
    )
    return frozenset(session.scalars(made))


def _disagreed(session: Session, people: Sequence[str], *, everyone: bool) -> int:
    """How many of the people have a statement of disagreement on file."""
    filed = set(session.scalars(select(Disagreement.person_id)))
    return len(filed) if everyone else len(filed.intersection(people))


def _add(session: Session, now: datetime, by: str, leaving: Leaving, people: Sequence[str], *, everyone: bool) -> str:
    own = new_id()
    session.add(
        Disclosure(
            id=own, at=now, by=by, recipient=leaving.recipient.strip(), purpose=leaving.purpose.strip(),
            what=leaving.what, how=leaving.how.strip(), everyone=everyone,
        )
    )  # fmt: skip
    if not everyone:
        session.add_all(DisclosurePerson(disclosure_id=own, person_id=person) for person in people)
    return own


def _refuse_missing(field: str, text: str, missing: str) -> None:
    if not text.strip():
        raise InvalidInput(missing, "The account of disclosures has to say it (Civ. Code 1798.25).", field)
