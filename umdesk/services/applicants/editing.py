"""Adding, editing and withdrawing: the values of a form are checked and each wrong one is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.classes import class_code
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.intake.matching import number_key
from umdesk.domain.intake.rows import employee_number, tenure, time_base
from umdesk.domain.words import ApplicationState, CycleState
from umdesk.domain.writing import enumerated, full_name
from umdesk.services import classes, cycles, settings
from umdesk.services.applicants.deciding import changeable
from umdesk.services.permissions import permit
from umdesk.storage.models import Application, Appointment, Cycle, Person, Supervisor, Unit
from umdesk.storage.numbering import next_number
from umdesk.storage.program import Program

PERSON_FIELDS = frozenset({"last_name", "first_name", "employee_number", "work_phone", "work_email"})
APPOINTMENT_FIELDS = frozenset(
    {"class_code", "class_title", "class_date", "tenure", "time_base", "unit", "supervisor", "supervisor_email"}
)
APPLICATION_FIELDS = frozenset({"received", "target_class", "statement", "notes"})


@dataclass(frozen=True, slots=True)
class NewApplicant:
    """What a new application holds; `received` None means that nobody knows the day."""

    last_name: str
    first_name: str = ""
    employee_number: str = ""
    work_phone: str = ""
    work_email: str = ""
    class_code: str = ""
    class_title: str = ""
    class_date: date | None = None
    tenure: str = ""
    time_base: str = ""
    unit: str = ""
    supervisor: str = ""
    supervisor_email: str = ""
    received: date | None = None
    target_class: str = ""
    statement: str = ""
    notes: str = ""


def add(program: Program, cycle_id: str | None, new: NewApplicant, *, reason: str = "", new_cycle: str = "") -> str:
    """Add an application by hand; gives its id. A person whose number is known is the same person.

    Without a cycle, one named `new_cycle` is made as a draft in the same operation.

    Raises:
        InvalidInput: a value that cannot be, named by `field`; the number is in the cycle already; or the cycle is
            past its window and the reason is missing.
    """
    permit(program, "applicants.editing.add")
    with program.operation("applicants.editing.add", "", reason=reason.strip() or None) as op:
        if cycle_id is None:
            cycle = cycles.new_cycle(op.session, new_cycle, program.today())
        else:
            cycle = op.session.get_one(Cycle, cycle_id)
        require_open(cycle, reason)
        person = _person_for(op.session, new, cycle.id)
        appointment = Appointment(
            person_id=person.id, effective=new.received or program.today(), class_code="", class_title="",
            class_date=None, tenure="", time_base="",
        )  # fmt: skip
        values = {name: getattr(new, name) for name in APPOINTMENT_FIELDS}
        _set_appointment(op.session, appointment, values, program.today())
        op.session.add(appointment)
        op.session.flush()
        application = Application(
            number=next_number(op.session, "application", program.today().year),
            cycle_id=cycle.id,
            person_id=person.id,
            appointment_id=appointment.id,
            received=new.received or program.today(),
            received_known=new.received is not None,
            state=ApplicationState.RECEIVED.value,
            target_class=_line(new.target_class),
            statement=_lines(new.statement),
            notes=_lines(new.notes),
            source="typed in",
        )
        op.session.add(application)
        op.session.flush()
        op.summary = f"Added {_shown(person)} to {cycle.name}"
        return application.id


def edit_person(program: Program, person_id: str, changes: Mapping[str, Any]) -> None:
    """Change some of `PERSON_FIELDS`; an empty text or None clears a field.

    Raises:
        InvalidInput: a value that cannot be, named by `field`.
    """
    permit(program, "applicants.editing.edit_person")
    _known(changes, PERSON_FIELDS)
    with program.operation("applicants.editing.edit_person", "", settles=person_id) as op:
        person = op.session.get_one(Person, person_id)
        _set_person(op.session, person, changes)
        op.summary = f"Changed the {_named(changes)} of {_shown(person)}"


def edit_appointment(program: Program, appointment_id: str, changes: Mapping[str, Any]) -> None:
    """Put some of `APPOINTMENT_FIELDS` right; a move to another class is an advancement, not this.

    Raises:
        InvalidInput: a value that cannot be, named by `field`.
        NotNow: an application of a closed cycle stands on this appointment.
    """
    permit(program, "applicants.editing.edit_appointment")
    _known(changes, APPOINTMENT_FIELDS)
    with program.operation("applicants.editing.edit_appointment", "", settles=appointment_id) as op:
        held = op.session.get_one(Appointment, appointment_id)
        _refuse_closed(op.session, Application.appointment_id == appointment_id)
        _set_appointment(op.session, held, changes, program.today())
        person = op.session.get_one(Person, held.person_id)
        op.summary = f"Changed the {_named(changes)} of {_shown(person)}"


def edit_application(program: Program, application_id: str, changes: Mapping[str, Any]) -> None:
    """Change some of `APPLICATION_FIELDS`; `received` None means that nobody knows the day.

    Raises:
        InvalidInput: a value that cannot be, named by `field`.
        NotNow: the cycle is closed.
    """
    permit(program, "applicants.editing.edit_application")
    _known(changes, APPLICATION_FIELDS)
    with program.operation("applicants.editing.edit_application", "", settles=application_id) as op:
        application = op.session.get_one(Application, application_id)
        if set(changes) - {"notes"}:
            _refuse_closed(op.session, Application.id == application_id)
        if "received" in changes:
            received = changes["received"]
            application.received_known = received is not None
            application.received = received or application.received
        if "target_class" in changes:
            application.target_class = _line(changes["target_class"])
        if "statement" in changes:
            application.statement = _lines(changes["statement"])
        if "notes" in changes:
            application.notes = _lines(changes["notes"])
        op.summary = f"Changed the {_named(changes)} of application {application.number}"


def withdraw(program: Program, application_id: str, reason: str) -> None:
    """Record that the applicant took the application back; it stays on file and can be taken back.

    Raises:
        InvalidInput: the reason is missing.
        NotNow: the cycle is closed, or the application is withdrawn or decided already.
    """
    permit(program, "applicants.editing.withdraw")
    tidy = " ".join(reason.split())
    if not tidy:
        raise InvalidInput("A withdrawal needs a reason.", "Say in a few words why it is withdrawn.", "reason")
    with program.operation("applicants.editing.withdraw", "", reason=tidy) as op:
        application = changeable(op.session, application_id)
        application.state = ApplicationState.WITHDRAWN.value
        application.withdrawn_on = program.today()
        application.withdrawn_reason = tidy
        op.summary = f"Withdrew application {application.number}"


def take_back_withdrawal(program: Program, application_id: str) -> None:
    """Let a withdrawn application be a received one again.

    Raises:
        NotNow: the cycle is closed, or the application is not withdrawn.
    """
    permit(program, "applicants.editing.take_back_withdrawal")
    with program.operation("applicants.editing.take_back_withdrawal", "") as op:
        application = op.session.get_one(Application, application_id)
        _refuse_closed(op.session, Application.id == application_id)
        if application.state != ApplicationState.WITHDRAWN:
            raise NotNow(f"Application {application.number} is not withdrawn; nothing was changed.")
        application.state = ApplicationState.RECEIVED.value
        application.withdrawn_on = None
        application.withdrawn_reason = ""
        op.summary = f"Took back the withdrawal of application {application.number}"


def require_open(cycle: Cycle, reason: str) -> None:
    """Let applications into a draft or open cycle, and with a reason into a later one (session block).

    Raises:
        InvalidInput: the cycle is past its window and no reason is given.
    """
    if cycle.state not in (CycleState.DRAFT, CycleState.OPEN) and not reason.strip():
        raise InvalidInput(
            f"{cycle.name} is past its application window ({cycle.state}); nothing was added.",
            "Give a reason why an application still comes in.",
            "reason",
        )


def unit_named(session: Session, name: str) -> Unit | None:
    """The unit of a name, made if there is none; None for an empty name (session block)."""
    tidy = _line(name)
    if not tidy:
        return None
    rows = session.execute(select(Unit.id, Unit.name)).all()
    found = next((row.id for row in rows if row.name.casefold() == tidy.casefold()), None)
    if found is not None:
        return session.get_one(Unit, found)
    unit = Unit(name=tidy)
    session.add(unit)
    session.flush()
    return unit


def supervisor_named(session: Session, name: str, email: str) -> Supervisor | None:
    """The supervisor of a name and email, made if there is none; None for an empty name (session block).

    A supervisor on file without an email gets the one that is given; two emails under one name are two people.
    """
    tidy, mail = _line(name), _line(email)
    if not tidy:
        return None
    named = [
        supervisor
        for supervisor in session.scalars(select(Supervisor).order_by(Supervisor.id))
        if supervisor.name.casefold() == tidy.casefold()
    ]
    for supervisor in named:
        if not mail or not supervisor.email or supervisor.email.casefold() == mail.casefold():
            supervisor.email = supervisor.email or mail
            return supervisor
    supervisor = Supervisor(name=tidy, email=mail)
    session.add(supervisor)
    session.flush()
    return supervisor


def _person_for(session: Session, new: NewApplicant, cycle_id: str) -> Person:
    values = {name: getattr(new, name) for name in PERSON_FIELDS}
    number = _number(session, new.employee_number)
    known = _with_number(session, number) if number else None
    if known is None:
        person = Person(last_name="", first_name="")
        _set_person(session, person, values)
        session.add(person)
        session.flush()
        return person
    there = session.scalars(
        select(Application.number).where(Application.cycle_id == cycle_id, Application.person_id == known.id)
    ).first()
    if there:
        raise InvalidInput(
            f"Employee number {number} is in this cycle already: {there}, {_shown(known)}.",
            "Check the number, or edit that application.",
            "employee_number",
        )
    filled = {name: text for name in ("work_phone", "work_email") if (text := _line(values[name]))}
    _set_person(session, known, filled)
    return known


def _set_person(session: Session, person: Person, changes: Mapping[str, Any]) -> None:
    if "last_name" in changes:
        last = _line(changes["last_name"])
        if not any(ch.isalpha() for ch in last):
            raise InvalidInput("A person needs a last name.", "", "last_name")
        person.last_name = last
    if "first_name" in changes:
        person.first_name = _line(changes["first_name"])
    if "employee_number" in changes:
        number = _number(session, changes["employee_number"])
        other = _with_number(session, number) if number else None
        if other is not None and other is not person:
            raise InvalidInput(
                f"Employee number {number} belongs to {_shown(other)}.", "Check the number.", "employee_number"
            )
        person.employee_number = number or None
    if "work_phone" in changes:
        person.work_phone = _line(changes["work_phone"])
    if "work_email" in changes:
        mail = _line(changes["work_email"])
        _check_mail(mail, "work_email")
        person.work_email = mail


def _set_appointment(session: Session, held: Appointment, changes: Mapping[str, Any], today: date) -> None:
    if "class_code" in changes:
        held.class_code = class_code(_line(changes["class_code"]))
    if "class_title" in changes:
        held.class_title = _line(changes["class_title"])
    if not held.class_code and not held.class_title:
        raise InvalidInput("An appointment needs a class code or a class title.", "", "class_code")
    if held.class_code and not held.class_title:
        held.class_title = classes.facts(session).title(held.class_code, today)
    for name, in_our_words in (("tenure", tenure), ("time_base", time_base)):
        if name in changes:
            setattr(held, name, in_our_words(_line(changes[name])))
    if "class_date" in changes:
        held.class_date = changes["class_date"]
    if "unit" in changes:
        unit = unit_named(session, changes["unit"])
        held.unit_id = unit.id if unit else None
    if "supervisor" in changes or "supervisor_email" in changes:
        _set_supervisor(session, held, changes)


def _set_supervisor(session: Session, held: Appointment, changes: Mapping[str, Any]) -> None:
    now = session.get(Supervisor, held.supervisor_id) if held.supervisor_id else None
    name = _line(changes.get("supervisor", now.name if now else ""))
    mail = _line(changes.get("supervisor_email", now.email if now and "supervisor" not in changes else ""))
    _check_mail(mail, "supervisor_email")
    if mail and not name:
        raise InvalidInput("An email of the supervisor needs the supervisor's name.", "", "supervisor")
    if now is not None and name.casefold() == now.name.casefold() and "supervisor_email" in changes:
        now.email = mail
        return
    supervisor = supervisor_named(session, name, mail)
    held.supervisor_id = supervisor.id if supervisor else None


def _check_mail(mail: str, field: str) -> None:
    if mail and ("@" not in mail[1:-1] or " " in mail):
        raise InvalidInput("This is not an email address.", "It looks like name@department.ca.gov.", field)


def _number(session: Session, text: Any) -> str:
    return employee_number(_line(text), settings.value(session, "people.employee_number_width"))


def _with_number(session: Session, number: str) -> Person | None:
    found = session.scalars(select(Person).where(Person.employee_number == number)).first()
    if found is None and not number.isdigit():
        rows = session.execute(select(Person.id, Person.employee_number).where(Person.employee_number.is_not(None)))
        same = next((row.id for row in rows if number_key(row.employee_number or "") == number_key(number)), None)
        found = session.get(Person, same) if same else None
    return found


def _refuse_closed(session: Session, which: Any) -> None:
    query = select(Cycle.name).join(Application, Application.cycle_id == Cycle.id)
    closed = session.scalars(query.where(which, Cycle.state == CycleState.CLOSED.value)).first()
    if closed:
        raise NotNow(f"{closed} is closed and keeps its applications as they are.", "Nothing was changed.")


def _known(changes: Mapping[str, Any], fields: frozenset[str]) -> None:
    if unknown := set(changes) - fields:
        raise KeyError(f"no such field: {', '.join(sorted(unknown))}")


def _named(changes: Mapping[str, Any]) -> str:
    return enumerated([name.replace("_", " ") for name in changes]) or "record"


def _shown(person: Person) -> str:
    return full_name(person.last_name, person.first_name)


def _line(text: Any) -> str:
    return " ".join(str(text).split()) if text is not None else ""


def _lines(text: Any) -> str:
    return "\n".join(line.rstrip() for line in str(text or "").strip().splitlines())
