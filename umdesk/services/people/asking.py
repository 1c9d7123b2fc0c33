"""What is true of a person on a day: class, title as it then was, category, unit, supervisor, and where they stand."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.classes import ClassCatalogue
from umdesk.domain.errors import NotAllowed, NotNow
from umdesk.domain.words import ApplicationState, ParticipationState
from umdesk.domain.writing import full_name, listed_name
from umdesk.services import classes, scope, sealing
from umdesk.services.applicants.standing import Standing, standings
from umdesk.services.people import numbers
from umdesk.services.people.holding import held_on
from umdesk.services.permissions import Grant, grant, permit
from umdesk.services.plans import participations
from umdesk.storage import models
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class PersonOn:
    """A person as they are on a day; texts are "" where nobody knows them.

    `known` is False for a day before the first appointment on file, and then nothing of an appointment is told.
    `title` is the one that the class had on that day, `title_written` what the appointment says. `category` is a word
    of `Category` with the department's overrides of that day, "" where there is no class code.
    """

    person_id: str
    day: date
    known: bool
    employee_number: str
    last_name: str
    first_name: str
    appointment_id: str = ""
    effective: date | None = None
    class_code: str = ""
    title: str = ""
    title_written: str = ""
    category: str = ""
    class_date: date | None = None
    tenure: str = ""
    time_base: str = ""
    unit: str = ""
    supervisor: str = ""
    supervisor_email: str = ""
    position_number: str = ""
    salary_range: str = ""
    work_location: str = ""
    probation_ends: date | None = None

    @property
    def name(self) -> str:
        """The name as lists show it: "Nelson, Rebecca"."""
        return listed_name(self.last_name, self.first_name)

    @property
    def full_name(self) -> str:
        """The name as a sentence has it: "Rebecca Nelson"."""
        return full_name(self.last_name, self.first_name)

    @property
    def class_text(self) -> str:
        """The class as lists show it: "1379 Office Assistant (Typing)"."""
        return f"{self.class_code} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class ApplicationOn:
    """An application that was there on a day, in the state that it had then; `received` None is an unknown day."""

    id: str
    number: str
    cycle: str
    received: date | None
    state: ApplicationState


@dataclass(frozen=True, slots=True)
class ParticipationOn:
    """The participation of a day: its state, from when that holds, and the plan's number."""

    id: str
    state: ParticipationState
    since: date
    plan: str


@dataclass(frozen=True, slots=True)
class Overview:
    """A person on a day with the applications received by then and the participation that had begun, if any."""

    person: PersonOn
    applications: tuple[ApplicationOn, ...]
    participation: ParticipationOn | None


def on(program: Program, person_id: str, day: date) -> PersonOn:
    """The person as they are on a day; a supervisor asks about their own participants.

    Raises:
        Gone: there is no such person.
        NotAllowed: it is none of the people that the account reaches.
    """
    permit(program, "people.asking.on")
    with program.reading() as session:
        refuse_others(session, program, "people.asking.on", person_id)
        return on_day(session, classes.facts(session), person_id, day)


def overview(program: Program, person_id: str, day: date) -> Overview:
    """The person on a day with applications and participation; a supervisor is told no applications.

    Raises:
        Gone: there is no such person.
        NotAllowed: it is none of the people that the account reaches.
    """
    permit(program, "people.asking.overview")
    what = "people.asking.overview"
    with program.reading() as session:
        refuse_others(session, program, what, person_id)
        return Overview(
            on_day(session, classes.facts(session), person_id, day),
            () if grant(program, what) is Grant.OWN else applications_on(session, program, person_id, day),
            participation_on(session, person_id, day),
        )


def find_number(program: Program, number: str) -> str:
    """The id of the person with an employee number, written in any of its forms ("4134" is "004134").

    A number that ended when two records became one still finds the person.

    Raises:
        NotNow: nobody has it, or several people have.
        NotAllowed: the account reaches only its own participants, and none of them has it.
    """
    permit(program, "people.asking.find_number")
    with program.reading() as session:
        found = numbers.everybody_with(session, number)
        reached = own_people(session, program, "people.asking.find_number")
        if reached is not None:
            found = [one for one in found if one in reached]
            if not found:
                raise no_such_person()
    shown = number.strip() or "(empty)"
    if not found:
        raise NotNow(f"Nobody on file has the employee number {shown}.", "Look it up in the list of applicants.")
    if len(found) > 1:
        raise NotNow(
            f"{len(found)} people on file have the employee number {shown}.", "Put the number of one of them right."
        )
    return found[0]


# --- building blocks for other services --------------------------------------------------------------------------


def on_day(session: Session, catalogue: ClassCatalogue, person_id: str, day: date) -> PersonOn:
    """The part of `on` that other services compose."""
    person = session.get_one(models.Person, person_id)
    named = (person_id, day)
    identity = (person.employee_number or "", person.last_name, person.first_name)
    held = held_on(session, person_id, day)
    if held is None:
        return PersonOn(*named, False, *identity)
    unit = session.get(models.Unit, held.unit_id) if held.unit_id else None
    supervisor = session.get(models.Supervisor, held.supervisor_id) if held.supervisor_id else None
    category = catalogue.category_on(held.class_code, day)
    return PersonOn(
        *named,
        True,
        *identity,
        appointment_id=held.id,
        effective=held.effective,
        class_code=held.class_code,
        title=title_on(catalogue, held, day),
        title_written=held.class_title,
        category=category.value if category else "",
        class_date=held.class_date,
        tenure=held.tenure,
        time_base=held.time_base,
        unit=unit.name if unit else "",
        supervisor=supervisor.name if supervisor else "",
        supervisor_email=supervisor.email if supervisor else "",
        position_number=held.position_number,
        salary_range=held.salary_range,
        work_location=held.work_location,
        probation_ends=held.probation_ends,
    )


def title_on(catalogue: ClassCatalogue, held: models.Appointment, day: date) -> str:
    """The title of a class as it was on a day; the appointment's own words where nobody knows the class."""
    return (catalogue.title(held.class_code, day) if held.class_code else "") or held.class_title


def applications_on(session: Session, program: Program, person_id: str, day: date) -> tuple[ApplicationOn, ...]:
    """The applications received on or before a day, by number, each in the state that it had on that day.

    Those of which it is sealed for the account whose they are, are left out.
    """
    sealed = sealing.of(session, program)
    row, cycle = models.Application, models.Cycle
    found = session.execute(
        select(row, cycle.name)
        .join(cycle, cycle.id == row.cycle_id)
        .where(row.person_id == person_id, row.received <= day, row.cycle_id.not_in(sealed.names))
        .order_by(row.number)
    ).all()
    ids = [application.id for application, _ in found]
    stands = standings(session, application_ids=ids)
    applied = {
        one.application_id: one.applied_at.astimezone().date()
        for one in session.scalars(select(models.Decision).where(models.Decision.application_id.in_(ids)))
        if one.applied_at is not None
    }
    return tuple(
        ApplicationOn(
            application.id,
            application.number,
            name,
            application.received if application.received_known else None,
            _decided_by(stands[application.id], day).state(
                sealed.state(application.cycle_id, _stored_on(application, applied.get(application.id), day))
            ),
        )
        for application, name in found
    )


def participation_on(session: Session, person_id: str, day: date) -> ParticipationOn | None:
    """The newest participation that had begun by a day, in the state that it had on that day; None for none."""
    part, plan = models.Participation, models.Plan
    found = session.execute(
        select(part.id, part.started, plan.number)
        .outerjoin(plan, plan.participation_id == part.id)
        .where(part.person_id == person_id, part.started <= day)
        .order_by(part.started.desc(), plan.number.desc())
    ).first()
    if found is None:
        return None
    begun = [state for state in participations.state_rows(session, found.id) if state.effective <= day]
    if not begun:
        return ParticipationOn(found.id, ParticipationState.ACTIVE, found.started, found.number or "")
    return ParticipationOn(found.id, begun[-1].state, begun[-1].effective, found.number or "")


def own_people(session: Session, program: Program, what: str) -> frozenset[str] | None:
    """The people whom the account reaches with `what`: a supervisor's own participants; None is everybody."""
    reached = scope.visible(session, program, what)
    if reached is None:
        return None
    part = models.Participation
    return frozenset(session.scalars(select(part.person_id).where(part.id.in_(reached))))


def refuse_others(session: Session, program: Program, what: str, person_id: str) -> None:
    """Let `what` go on with a person, or refuse.

    Raises:
        NotAllowed: it is none of the people that the account reaches, or there is no such person.
    """
    reached = own_people(session, program, what)
    if reached is not None and person_id not in reached:
        raise no_such_person()


def no_such_person() -> NotAllowed:
    """The one sentence for a person who is another's or nobody."""
    return NotAllowed(
        "There is no such person among your participants.",
        "Your participants are those whose appointment names you today. Ask the coordinator if one is missing.",
    )


def _decided_by(standing: Standing, day: date) -> Standing:
    """Where an application stood on a day: what a coordinator decided later did not hold."""
    later = standing.decided is not None and standing.decided.at.astimezone().date() > day
    return replace(standing, decided=None) if later else standing


def _stored_on(application: models.Application, applied: date | None, day: date) -> ApplicationState:
    """The stored state as it was on a day: what was withdrawn or decided later was received then."""
    state = ApplicationState(application.state)
    since = application.withdrawn_on if state is ApplicationState.WITHDRAWN else applied
    return ApplicationState.RECEIVED if since is not None and since > day else state
