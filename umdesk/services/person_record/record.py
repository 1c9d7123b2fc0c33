"""Finding a person, everything on file about them as a snapshot, and writing down that the paper left."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from umdesk.domain.errors import NotNow
from umdesk.domain.person_snapshot import PersonSnapshot
from umdesk.services import disclosures, printed, sealing, settings
from umdesk.services.permissions import permit
from umdesk.services.person_record import belongings, sections
from umdesk.services.printed import Document
from umdesk.storage.models import Application, Disagreement, Person, ProgramRecord
from umdesk.storage.program import Program

KIND = "person's record"


@dataclass(frozen=True, slots=True)
class RecordPaper:
    """A person's record as a finished PDF; `number` tells the person without the name, `digest` has 64 digits."""

    person_id: str
    number: str
    recipient: str
    purpose: str
    data: bytes
    pages: int
    digest: str


def find(program: Program, *, employee_number: str = "", application: str = "") -> str:
    """The person with an employee number, or the one behind an application number or the id of a record.

    Raises:
        NotNow: there is none, several have the employee number, or it is sealed whose application it is.
    """
    permit(program, "person_record.record.find")
    with program.reading() as session:
        by_number = bool(employee_number.strip())
        found = _by_number(session, employee_number) if by_number else _by_record(session, application)
        if not by_number:
            sealing.refuse_names_of_people(session, program, *found)
    wanted = employee_number.strip() or application.strip() or "(empty)"
    if not found:
        raise NotNow(f"Nobody on file has the number {wanted}; nothing was printed.", "Look it up in the applicants.")
    if len(found) > 1:
        raise NotNow(
            f"{len(found)} people on file have the employee number {wanted}; nothing was printed.",
            "Name the person by the number of an application.",
        )
    return found[0]


def snapshot(program: Program, person_id: str, recipient: str, purpose: str) -> PersonSnapshot:
    """Everything on file about a person.

    Raises:
        InvalidInput: the recipient or the purpose is missing, named by `field`.
        NotNow: an application of theirs is in a cycle that is sealed for the account.
    """
    permit(program, "person_record.record.snapshot")
    disclosures.refuse_empty(recipient, purpose)
    with program.reading() as session:
        person = session.get_one(Person, person_id)
        sealing.refuse_person(session, program, person_id)
        owner = session.scalars(select(ProgramRecord)).one()
        owned = belongings.of_person(session, person_id)
        disagrees = select(Disagreement.id).where(Disagreement.person_id == person_id)
        return PersonSnapshot(
            department=owner.department,
            office=owner.office,
            name=person.full_name,
            number=_number(session, person),
            recipient=recipient.strip(),
            purpose=purpose.strip(),
            disagrees=session.scalars(disagrees).first() is not None,
            sections=sections.tell(session, person_id, owned),
            made_on=program.today(),
            made_by=program.account.name,
        )


def record_copy(program: Program, paper: RecordPaper, how: str, deliver: Callable[[], object] | None = None) -> None:
    """Write down that a person's record leaves the program ("saved as PDF") and keep it whole; cannot be undone.

    `deliver` writes the file; it is the last thing before the change is committed, and what it raises takes it back.
    """
    permit(program, "person_record.record.record_copy")
    leaves = "" if deliver is None else f"The record of a person was {how}"
    with program.operation("person_record.record.record_copy", "", undoable=False, leaves=leaves) as op:
        person = op.session.get_one(Person, paper.person_id)
        what = f"Everything on file about {person.full_name}"
        leaving = disclosures.Leaving(paper.recipient, paper.purpose, what, how)
        disclosed = disclosures.note(op.session, program.now(), program.account.name, leaving, person_ids=[person.id])
        printed.keep(
            op.session, program, Document(KIND, paper.number, disclosed, paper.data, paper.pages, paper.digest)
        )
        op.summary = f"The record of {person.full_name} was {how}"
        if deliver is not None:
            deliver()


def _by_number(session: Session, number: str) -> list[str]:
    wanted = number.strip()
    width = settings.value(session, "people.employee_number_width")
    return list(session.scalars(select(Person.id).where(Person.employee_number.in_([wanted, wanted.zfill(width)]))))


def _by_record(session: Session, wanted: str) -> list[str]:
    text = wanted.strip()
    named = Application.number == text
    is_id = len(text) == 32 and all(character in "0123456789abcdef" for character in text)
    query = select(Application.person_id).where(or_(named, Application.id == text) if is_id else named)
    found = list(session.scalars(query))
    if not found and is_id:
        found = list(session.scalars(select(Person.id).where(Person.id == text)))
    return found


def _number(session: Session, person: Person) -> str:
    """What tells the person without the name, for the foot of a page and the name of a file."""
    if person.employee_number:
        return f"employee {person.employee_number}"
    query = select(Application.number).where(Application.person_id == person.id).order_by(Application.number)
    number = session.scalars(query).first()
    return f"application {number}" if number else "a person without a number"
