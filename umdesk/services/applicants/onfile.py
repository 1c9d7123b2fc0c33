"""Who applies again: the people on file with the number or the name that is typed, and what is known of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain.folding import folded
from umdesk.domain.writing import one_line
from umdesk.services import sealing
from umdesk.services.applicants.details import OtherApplication, other_applications
from umdesk.services.people import holding, numbers
from umdesk.services.permissions import permit
from umdesk.storage.models import Application, Person, Supervisor, Unit
from umdesk.storage.program import Program

_OF_PERSON = ("last_name", "first_name", "employee_number", "work_phone", "work_email", "hired")
_OF_APPOINTMENT = (
    "class_code", "class_title", "class_date", "tenure", "time_base", "position_number", "salary_range",
    "work_location", "probation_ends",
)  # fmt: skip
_OF_APPLICATION = ("education", "training", "td_history", "exams")
_MOST = 5


@dataclass(frozen=True, slots=True)
class OnFile:
    """Someone on file who may be the one that applies.

    `by_number` says that the employee number is theirs; otherwise it is the name alone. `values` is what is known, by
    the names of a form's fields: contact, the appointment of the day, and what the last application said of education
    and training. `applications` are theirs, the newest first.
    """

    person_id: str
    name: str
    employee_number: str
    by_number: bool
    applications: tuple[OtherApplication, ...]
    values: Mapping[str, Any]


def on_file(program: Program, employee_number: str, last_name: str, first_name: str) -> tuple[OnFile, ...]:
    """The person with the number; where there is none, people of the same last and first name, at most five."""
    permit(program, "applicants.onfile.on_file")
    with program.reading() as session:
        number = numbers.tidied(session, employee_number)
        known = numbers.holder(session, number) if number else None
        if known is None and number:
            known = numbers.former_holder(session, number, last_name, first_name)
        if known is not None:
            return (_told(session, program, known, by_number=True),)
        same = _of_name(session, last_name, first_name)
        # Another number is another person.
        return tuple(
            _told(session, program, person, by_number=False)
            for person in same
            if not (number and person.employee_number)
        )[:_MOST]


def _of_name(session: Session, last_name: str, first_name: str) -> list[Person]:
    last, first = one_line(last_name), folded(one_line(first_name))
    if not last or not first:
        return []
    # The names alone stand in an index, which is read in a fraction of the time that all people would take.
    spelled = select(Person.last_name).where(func.lower(Person.last_name) == last.lower()).distinct()
    wanted = {last, last.lower(), last.title(), last.upper(), *session.scalars(spelled)}
    query = select(Person).where(Person.last_name.in_(wanted)).order_by(Person.id)
    return [person for person in session.scalars(query) if folded(person.first_name) == first]


def _told(session: Session, program: Program, person: Person, *, by_number: bool) -> OnFile:
    sealed, today = sealing.of(session, program), program.today()
    values: dict[str, Any] = {name: getattr(person, name) for name in _OF_PERSON}
    held = holding.held_on(session, person.id, today)
    if held is not None:
        values |= {name: getattr(held, name) for name in _OF_APPOINTMENT}
        unit = session.get(Unit, held.unit_id) if held.unit_id else None
        supervisor = session.get(Supervisor, held.supervisor_id) if held.supervisor_id else None
        values["unit"] = unit.name if unit else ""
        values["supervisor"] = supervisor.name if supervisor else ""
        values["supervisor_email"] = supervisor.email if supervisor else ""
    newest = select(Application).where(Application.person_id == person.id, Application.cycle_id.not_in(sealed.names))
    last = session.scalars(newest.order_by(Application.received.desc(), Application.number.desc())).first()
    if last is not None:
        values |= {name: getattr(last, name) for name in _OF_APPLICATION}
    return OnFile(
        person.id,
        person.full_name,
        person.employee_number or "",
        by_number,
        other_applications(session, sealed, person.id),
        {name: value for name, value in values.items() if value not in (None, "")},
    )
