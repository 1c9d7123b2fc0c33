"""What a form of an application holds, put into the rows of person, appointment and application (session block).

Every value is tidied and judged here, whoever brings it; a wrong one is named by its field.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from umdesk.domain import mail
from umdesk.domain.classes import class_code
from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake.rows import tenure, time_base
from umdesk.domain.words import CameAs, Recommendation
from umdesk.domain.writing import one_line
from umdesk.services import classes
from umdesk.services.applicants.lateness import late_reason
from umdesk.services.people import numbers
from umdesk.services.people.naming import supervisor_named, unit_named
from umdesk.storage.models import Application, Appointment, Cycle, Person, Supervisor

PERSON_FIELDS = frozenset({"last_name", "first_name", "employee_number", "work_phone", "work_email", "hired"})
APPOINTMENT_FIELDS = frozenset(
    {
        "class_code", "class_title", "class_date", "tenure", "time_base", "unit", "supervisor", "supervisor_email",
        "position_number", "salary_range", "work_location", "probation_ends",
    }
)  # fmt: skip
APPLICATION_FIELDS = frozenset(
    {
        "target_class", "statement", "notes", "signed", "education", "training", "td_history", "exams", "heard_of",
        "came_as", "late_reason", "supervisor_recommends", "supervisor_comment", "supervisor_commented",
    }
)  # fmt: skip
"""What can be changed in an application by typing; the day received changes by a stamp with a reason alone."""

_LONG_TEXTS = ("statement", "notes", "education", "training", "td_history", "exams", "supervisor_comment")
_DAYS = ("signed", "supervisor_commented")
_WORDS: Mapping[str, type[CameAs] | type[Recommendation]] = {
    "came_as": CameAs, "supervisor_recommends": Recommendation,
}  # fmt: skip


def set_person(session: Session, person: Person, changes: Mapping[str, Any]) -> None:
    """Put some of `PERSON_FIELDS` into a person.

    Raises:
        InvalidInput: a value that cannot be, named by `field`.
    """
    if "last_name" in changes:
        last = line(changes["last_name"])
        if not any(ch.isalpha() for ch in last):
            raise InvalidInput("A person needs a last name.", "", "last_name")
        person.last_name = last
    if "first_name" in changes:
        person.first_name = line(changes["first_name"])
    if "employee_number" in changes:
        number = numbers.tidied(session, changes["employee_number"])
        other = numbers.holder(session, number) if number else None
        if other is not None and other is not person:
            raise InvalidInput(
                f"Employee number {number} belongs to {other.full_name}.", "Check the number.", "employee_number"
            )
        person.employee_number = number or None
    if "work_phone" in changes:
        person.work_phone = line(changes["work_phone"])
    if "work_email" in changes:
        person.work_email = mail.checked(changes["work_email"] or "", "work_email")
    if "hired" in changes:
        person.hired = changes["hired"]


def set_appointment(session: Session, held: Appointment, changes: Mapping[str, Any], today: date) -> None:
    """Put some of `APPOINTMENT_FIELDS` into an appointment; a known class brings its title, if none is given.

    Raises:
        InvalidInput: a value that cannot be, named by `field`.
    """
    if "class_code" in changes:
        held.class_code = class_code(line(changes["class_code"]))
    if "class_title" in changes:
        held.class_title = line(changes["class_title"])
    if not held.class_code and not held.class_title:
        raise InvalidInput("An appointment needs a class code or a class title.", "", "class_code")
    if held.class_code and not held.class_title:
        held.class_title = classes.facts(session).title(held.class_code, today)
    for name, in_our_words in _OF_APPOINTMENT.items():
        if name in changes:
            setattr(held, name, in_our_words(changes[name]))
    if "unit" in changes:
        unit = unit_named(session, changes["unit"])
        held.unit_id = unit.id if unit else None
    if "supervisor" in changes or "supervisor_email" in changes:
        _set_supervisor(session, held, changes)


def set_application(application: Application, cycle: Cycle, changes: Mapping[str, Any]) -> None:
    """Put some of `APPLICATION_FIELDS` into an application of a cycle.

    Raises:
        InvalidInput: a value that cannot be, or a late application would lose its reason; named by `field`.
    """
    for name in ("target_class", "heard_of"):
        if name in changes:
            setattr(application, name, line(changes[name]))
    for name in _LONG_TEXTS:
        if name in changes:
            setattr(application, name, lines(changes[name]))
    for name in _DAYS:
        if name in changes:
            setattr(application, name, changes[name])
    for name, kind in _WORDS.items():
        if name in changes:
            setattr(application, name, _word(kind, line(changes[name]), name))
    if "late_reason" in changes:
        received = application.received if application.received_known else None
        application.late_reason = late_reason(cycle, received, line(changes["late_reason"]))


def line(text: Any) -> str:
    """A text of one line without needless blanks, "" for None."""
    return one_line(str(text)) if text is not None else ""


def lines(text: Any) -> str:
    """A text of several lines without blanks at their ends, "" for None."""
    return "\n".join(one.rstrip() for one in str(text or "").strip().splitlines())


def _word(kind: type[CameAs] | type[Recommendation], text: str, field: str) -> str:
    if text and text not in {word.value for word in kind}:
        raise InvalidInput(
            f"“{text}” is none of the words for this.", f"Choose {', '.join(word.value for word in kind)}.", field
        )
    return text


def _set_supervisor(session: Session, held: Appointment, changes: Mapping[str, Any]) -> None:
    now = session.get(Supervisor, held.supervisor_id) if held.supervisor_id else None
    name = line(changes.get("supervisor", now.name if now else ""))
    kept = now.email if now and "supervisor" not in changes else ""
    email = mail.checked(changes.get("supervisor_email", kept) or "", "supervisor_email")
    if email and not name:
        raise InvalidInput("An email of the supervisor needs the supervisor's name.", "", "supervisor")
    if now is not None and name.casefold() == now.name.casefold() and "supervisor_email" in changes:
        now.email = email
        return
    supervisor = supervisor_named(session, name, email)
    held.supervisor_id = supervisor.id if supervisor else None


_OF_APPOINTMENT: Mapping[str, Callable[[Any], Any]] = {
    "tenure": lambda text: tenure(line(text)),
    "time_base": lambda text: time_base(line(text)),
    "position_number": line,
    "salary_range": line,
    "work_location": line,
    "class_date": lambda day: day,
    "probation_ends": lambda day: day,
}
