"""Adding, editing and withdrawing: the values of a form are checked and each wrong one is named."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.classes import class_code
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.field_words import field_words
from umdesk.domain.intake import names
from umdesk.domain.words import ApplicationState, CameAs, CycleState
from umdesk.domain.writing import enumerated
from umdesk.services import cycles, own_part, sealing
from umdesk.services.applicants import recording
from umdesk.services.applicants.deciding import changeable
from umdesk.services.applicants.lateness import late_reason
from umdesk.services.applicants.values import (
    APPLICATION_FIELDS,
    APPOINTMENT_FIELDS,
    PERSON_FIELDS,
    line,
    set_application,
    set_appointment,
    set_person,
)
from umdesk.services.changes import refuse_unknown
from umdesk.services.people import holding, numbers
from umdesk.services.permissions import permit
from umdesk.storage.models import Application, Appointment, Cycle, Person
from umdesk.storage.numbering import next_number
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class NewApplicant:
    """What a new application holds; `received` None means that nobody knows the day.

    `person_id` says who of the people on file it is, where the number does not tell; "" for a new person.
    """

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
    hired: date | None = None
    position_number: str = ""
    salary_range: str = ""
    work_location: str = ""
    probation_ends: date | None = None
    education: str = ""
    training: str = ""
    td_history: str = ""
    exams: str = ""
    heard_of: str = ""
    signed: date | None = None
    supervisor_recommends: str = ""
    supervisor_comment: str = ""
    supervisor_commented: date | None = None
    came_as: str = CameAs.HAND.value
    late_reason: str = ""
    person_id: str = ""


def add(program: Program, cycle_id: str | None, new: NewApplicant, *, reason: str = "", new_cycle: str = "") -> str:
    """Add an application by hand; gives its id. A person whose number is known is the same person.

    Without a cycle, one named `new_cycle` is made as a draft in the same operation. One reason will do for an
    application that is late and comes into a cycle past its window: either tells the other.

    Raises:
        InvalidInput: a value that cannot be, named by `field`; the person is in the cycle already; the application is
            late, or the cycle past its window, and the reason is missing.
    """
    permit(program, "applicants.editing.add")
    why = line(reason) or line(new.late_reason)
    with program.operation("applicants.editing.add", "", reason=why or None) as op:
        if cycle_id is None:
            cycle = cycles.new_cycle(op.session, new_cycle, program.now())
        else:
            cycle = op.session.get_one(Cycle, cycle_id)
        sealing.refuse_names(op.session, program, cycle.id)
        late_reason(cycle, new.received, why)
        require_open(cycle, why)
        person = _person_for(op.session, new, cycle.id)
        appointment, moved = _appointment_for(op.session, person, new, program.today())
        application = Application(
            number=next_number(op.session, "application", program.today().year),
            cycle_id=cycle.id,
            person_id=person.id,
            appointment_id=appointment.id,
            received=new.received or program.today(),
            received_known=new.received is not None,
            state=ApplicationState.RECEIVED.value,
            source="typed in",
        )
        values = {name: getattr(new, name) for name in APPLICATION_FIELDS}
        set_application(application, cycle, {**values, "late_reason": why})
        op.session.add(application)
        op.session.flush()
        recording.record_arrivals(op.session, cycle, [application.id], program.account.name, program.now())
        op.summary = f"Added {person.full_name} to {cycle.name}{holding.moved_aside(moved)}"
        return application.id


def edit_person(program: Program, person_id: str, changes: Mapping[str, Any]) -> None:
    """Change some of `PERSON_FIELDS`; an empty text or None clears a field.

    Raises:
        InvalidInput: a value that cannot be, named by `field`.
        NotNow: an application of the person is in a blind cycle that is sealed for the account: where another name is
            masked in the texts would tell whose they are.
    """
    permit(program, "applicants.editing.edit_person")
    refuse_unknown(changes, PERSON_FIELDS)
    with program.operation("applicants.editing.edit_person", "", settles=person_id) as op:
        sealing.refuse_names_of_people(op.session, program, person_id)
        person = op.session.get_one(Person, person_id)
        set_person(op.session, person, changes)
        op.summary = f"Changed the {_named('person', changes)} of {person.full_name}"


def edit_appointment(program: Program, appointment_id: str, changes: Mapping[str, Any]) -> None:
    """Put some of `APPOINTMENT_FIELDS` right; a move to another class is an advancement, not this.

    Raises:
        InvalidInput: a value that cannot be, named by `field`.
        NotNow: an application of a closed cycle stands on this appointment, or an advancement brought it and the change
            is of the class.
    """
    permit(program, "applicants.editing.edit_appointment")
    refuse_unknown(changes, APPOINTMENT_FIELDS)
    with program.operation("applicants.editing.edit_appointment", "", settles=appointment_id) as op:
        held = op.session.get_one(Appointment, appointment_id)
        sealing.refuse_names_of_people(op.session, program, held.person_id)
        _refuse_closed(op.session, Application.appointment_id == appointment_id)
        if "class_code" in changes and class_code(line(changes["class_code"])) != held.class_code:
            holding.refuse_of_a_move(op.session, held)
        set_appointment(op.session, held, changes, program.today())
        person = op.session.get_one(Person, held.person_id)
        op.summary = f"Changed the {_named('appointment', changes)} of {person.full_name}"


def edit_application(program: Program, application_id: str, changes: Mapping[str, Any]) -> None:
    """Change some of `APPLICATION_FIELDS`; the day received is changed by `restamp` alone.

    Raises:
        InvalidInput: a value that cannot be, named by `field`.
        NotNow: the cycle is closed.
    """
    permit(program, "applicants.editing.edit_application")
    refuse_unknown(changes, APPLICATION_FIELDS)
    with program.operation("applicants.editing.edit_application", "", settles=application_id) as op:
        application = op.session.get_one(Application, application_id)
        sealing.refuse_names_of(op.session, program, [application_id])
        if set(changes) - {"notes"}:
            _refuse_closed(op.session, Application.id == application_id)
        set_application(application, op.session.get_one(Cycle, application.cycle_id), changes)
        op.summary = f"Changed the {_named('application', changes)} of application {application.number}"


def restamp(program: Program, application_id: str, day: date | None, reason: str, *, late: str = "") -> None:
    """Change the day on which an application was received, None for a day that nobody knows; eligibility follows.

    `late` is why it is taken in where it is late by the new day, unless a reason for that is on file.

    Raises:
        InvalidInput: the reason is missing, the day has not come yet or stands there already, or it makes the
            application late and nobody says why it is taken in.
        NotNow: the cycle is closed.
    """
    permit(program, "applicants.editing.restamp")
    why = line(reason)
    if not why:
        raise InvalidInput("A change of the day received needs a reason.", "Say what was wrong with it.", "reason")
    if day is not None and day > program.today():
        raise InvalidInput("This day has not come yet.", "Correct the date.", "day")
    with program.operation("applicants.editing.restamp", "", reason=why) as op:
        application = op.session.get_one(Application, application_id)
        sealing.refuse_names_of(op.session, program, [application_id])
        _refuse_closed(op.session, Application.id == application_id)
        before = application.received if application.received_known else None
        if day == before:
            raise InvalidInput(f"It says so already: {_day(day)}.", "Nothing was changed.", "day")
        stood = application.received
        application.received_known = day is not None
        application.received = day or application.received
        cycle = op.session.get_one(Cycle, application.cycle_id)
        application.late_reason = late_reason(cycle, day, line(late) or application.late_reason)
        holding.restamped(op.session, application, stood)
        op.summary = f"Changed the day received of application {application.number} from {_day(before)} to {_day(day)}"


def withdraw(program: Program, application_id: str, reason: str) -> None:
    """Record that the applicant took the application back; it stays on file and can be taken back.

    Raises:
        InvalidInput: the reason is missing.
        NotNow: the cycle is closed, or the application is withdrawn or decided already.
    """
    permit(program, "applicants.editing.withdraw")
    tidy = line(reason)
    if not tidy:
        raise InvalidInput("A withdrawal needs a reason.", "Say in a few words why it is withdrawn.", "reason")
    with program.operation("applicants.editing.withdraw", "", reason=tidy) as op:
        sealing.refuse_names_of(op.session, program, [application_id])
        application = changeable(op.session, application_id)
        application.state = ApplicationState.WITHDRAWN.value
        application.withdrawn_on = program.today()
        application.withdrawn_reason = tidy
        op.summary = f"Withdrew application {application.number}"


def take_back_withdrawal(program: Program, application_id: str) -> None:
    """Let a withdrawn application be a received one again.

    Raises:
        NotNow: the cycle is closed, the application is not withdrawn, or one would rate it knowing others' ratings.
    """
    permit(program, "applicants.editing.take_back_withdrawal")
    with program.operation("applicants.editing.take_back_withdrawal", "") as op, own_part.unmoved(op.session, program):
        application = op.session.get_one(Application, application_id)
        sealing.refuse_names_of(op.session, program, [application_id])
        _refuse_closed(op.session, Application.id == application_id)
        if application.state != ApplicationState.WITHDRAWN:
            raise NotNow(f"Application {application.number} is not withdrawn; nothing was changed.")
        application.state = ApplicationState.RECEIVED.value
        application.withdrawn_on = None
        application.withdrawn_reason = ""
        op.summary = f"Took back the withdrawal of application {application.number}"


def require_open(cycle: Cycle, reason: str) -> None:
    """Let applications into a draft or open cycle, with a reason into a later one, into a closed one never.

    For other services, in their session block.

    Raises:
        InvalidInput: the cycle is past its window and no reason is given.
        NotNow: the cycle is closed.
    """
    if cycle.state == CycleState.CLOSED:
        raise NotNow(
            f"{cycle.name} is closed and takes no more applications; nothing was added.", "Choose another cycle."
        )
    if cycle.state not in (CycleState.DRAFT, CycleState.OPEN) and not reason.strip():
        raise InvalidInput(
            f"{cycle.name} is past its application window ({cycle.state}); nothing was added.",
            "Give a reason why an application still comes in.",
            "reason",
        )


def _person_for(session: Session, new: NewApplicant, cycle_id: str) -> Person:
    """The person that is meant, made if there is none; what a form says of one on file is filled in, not put over."""
    values = {name: getattr(new, name) for name in PERSON_FIELDS}
    number = numbers.tidied(session, new.employee_number)
    known = numbers.holder(session, number) if number else None
    if known is None and number:
        known = numbers.former_holder(session, number, line(new.last_name), line(new.first_name))
    if new.person_id:
        meant = session.get_one(Person, new.person_id)
        if known is not None and known is not meant:
            raise InvalidInput(
                f"Employee number {number} belongs to {known.full_name}.", "Check the number.", "employee_number"
            )
        if number and meant.employee_number and known is None:
            raise InvalidInput(
                f"{meant.full_name} has the employee number {meant.employee_number} on file.",
                "Check the number, or add somebody else of the same name.",
                "employee_number",
            )
        known = meant
    elif known is not None:
        _refuse_stranger(number, new, known)
    if known is None:
        person = Person(last_name="", first_name="")
        set_person(session, person, values)
        session.add(person)
        session.flush()
        return person
    _refuse_second(session, known, cycle_id)
    filled = {name: text for name in ("work_phone", "work_email") if (text := line(values[name]))}
    if number and not known.employee_number:
        filled["employee_number"] = number
    set_person(session, known, filled)
    known.hired = known.hired or new.hired
    return known


def _refuse_stranger(number: str, new: NewApplicant, known: Person) -> None:
    """Let nobody be put down as somebody else for one wrong digit; a married name keeps the first name."""
    typed = names.fold(line(new.last_name), line(new.first_name))
    if not names.may_be_one(typed, names.fold(known.last_name, known.first_name)):
        raise InvalidInput(
            f"Employee number {number} belongs to {known.full_name}.",
            "Check the number. If it is the same person, take over what is on file first.",
            "employee_number",
        )


def _refuse_second(session: Session, person: Person, cycle_id: str) -> None:
    there = session.scalars(
        select(Application.number).where(Application.cycle_id == cycle_id, Application.person_id == person.id)
    ).first()
    if there:
        who = f"Employee number {person.employee_number}" if person.employee_number else person.full_name
        named = f"{there}, {person.full_name}" if person.employee_number else there
        raise InvalidInput(
            f"{who} is in this cycle already: {named}.",
            "Check the number, or edit that application.",
            "employee_number",
        )


def _appointment_for(
    session: Session, person: Person, new: NewApplicant, today: date
) -> tuple[Appointment, tuple[str, ...]]:
    """The appointment on file where the form says nothing else, otherwise a new one; and what it moved."""
    received = new.received or today
    held = Appointment(
        person_id=person.id, effective=received, class_code="", class_title="", class_date=None, tenure="",
        time_base="", position_number="", salary_range="", work_location="",
    )  # fmt: skip
    set_appointment(session, held, {name: getattr(new, name) for name in APPOINTMENT_FIELDS}, today)
    on_file = session.scalars(select(Appointment).where(Appointment.person_id == person.id)).all()
    by_code = held.class_title if not line(new.class_title) else ""
    held.class_title = "" if by_code else held.class_title  # a title that nobody wrote is no news
    found = holding.taken_in(on_file, held, received)
    if found is held:
        held.class_title = held.class_title or by_code
        session.add(held)
        session.flush()
        return found, holding.settle(session, person.id)
    return found, ()


def _refuse_closed(session: Session, which: Any) -> None:
    query = select(Cycle.name).join(Application, Application.cycle_id == Cycle.id)
    closed = session.scalars(query.where(which, Cycle.state == CycleState.CLOSED.value)).first()
    if closed:
        raise NotNow(f"{closed} is closed and keeps its applications as they are.", "Nothing was changed.")


def _named(table: str, changes: Mapping[str, Any]) -> str:
    return enumerated([_field(table, name) for name in changes]) or "record"


def _field(table: str, name: str) -> str:
    try:
        return field_words(table, name)
    except KeyError:  # the unit's and the supervisor's names are no columns of the appointment
        return name.replace("_", " ")


def _day(day: date | None) -> str:
    return dates.show(day) if day is not None else "not known"
