"""One application in full: person, appointment, application, where it stands and why."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.intake.lateness import is_late
from umdesk.domain.words import ApplicationState, CycleState
from umdesk.domain.writing import listed_name
from umdesk.services import sealing
from umdesk.services.applicants.standing import Standing, standings
from umdesk.services.merged import former_ids
from umdesk.services.people import moves_against
from umdesk.services.permissions import permit
from umdesk.services.sealing import Sealed
from umdesk.storage.models import (
    Application,
    Appointment,
    Attachment,
    Cycle,
    EligibilityDecision,
    Letter,
    Person,
    Supervisor,
    Unit,
)
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class OtherApplication:
    """Another application of the same person, and how it stands or ended; `received` None where nobody knows."""

    id: str
    number: str
    cycle: str
    state: ApplicationState
    received: date | None


@dataclass(frozen=True, slots=True)
class ApplicantDetail:
    """One application with everything a form shows; missing texts are "", missing dates None.

    `closes` is the last day of the cycle's window. `others` are the person's other applications, the newest first.
    `history_ids` are the records whose changes are the application's history. `against` says in sentences which moves
    on record the appointment contradicts.
    """

    id: str
    number: str
    cycle_id: str
    cycle: str
    cycle_state: CycleState
    state: ApplicationState
    standing: Standing
    person_id: str
    last_name: str
    first_name: str
    employee_number: str
    work_phone: str
    work_email: str
    appointment_id: str
    effective: date
    class_code: str
    class_title: str
    class_date: date | None
    tenure: str
    time_base: str
    unit: str
    supervisor: str
    supervisor_email: str
    received: date | None
    target_class: str
    statement: str
    notes: str
    source: str
    withdrawn_on: date | None
    withdrawn_reason: str
    hired: date | None
    position_number: str
    salary_range: str
    work_location: str
    probation_ends: date | None
    came_as: str
    closes: date | None
    late_reason: str
    signed: date | None
    education: str
    training: str
    td_history: str
    exams: str
    heard_of: str
    supervisor_recommends: str
    supervisor_comment: str
    supervisor_commented: date | None
    others: tuple[OtherApplication, ...]
    history_ids: tuple[str, ...]
    against: str = ""

    @property
    def late(self) -> bool:
        """Whether it was received after the last day of its cycle's window."""
        return is_late(self.received, self.closes)

    @property
    def name(self) -> str:
        """The name as lists show it: "Nelson, Rebecca"."""
        return listed_name(self.last_name, self.first_name)


def detail(program: Program, application_id: str) -> ApplicantDetail:
    """One application in full.

    Raises:
        NoResultFound: there is no such application (it was undone meanwhile).
        NotNow: whose it is, is sealed for the account.
    """
    permit(program, "applicants.details.detail")
    with program.reading() as session:
        application = session.get_one(Application, application_id)
        sealing.refuse_names(session, program, application.cycle_id)
        sealed = sealing.of(session, program)
        person = session.get_one(Person, application.person_id)
        held = session.get_one(Appointment, application.appointment_id)
        cycle = session.get_one(Cycle, application.cycle_id)
        unit = session.get(Unit, held.unit_id) if held.unit_id else None
        supervisor = session.get(Supervisor, held.supervisor_id) if held.supervisor_id else None
        standing = standing_of(session, application.id)
        decision_ids = session.scalars(
            select(EligibilityDecision.id).where(EligibilityDecision.application_id == application_id)
        ).all()
        attachment_ids = session.scalars(select(Attachment.id).where(Attachment.application_id == application_id)).all()
        letter_ids = session.scalars(select(Letter.id).where(Letter.application_id == application_id)).all()
        former = former_ids(session, person.id)
        others = other_applications(session, sealed, person.id, application_id)
        against = moves_against.told(session, held)
    return ApplicantDetail(
        id=application.id,
        number=application.number,
        cycle_id=cycle.id,
        cycle=cycle.name,
        cycle_state=CycleState(cycle.state),
        state=standing.state(sealed.state(cycle.id, ApplicationState(application.state))),
        standing=standing,
        person_id=person.id,
        last_name=person.last_name,
        first_name=person.first_name,
        employee_number=person.employee_number or "",
        work_phone=person.work_phone,
        work_email=person.work_email,
        appointment_id=held.id,
        effective=held.effective,
        class_code=held.class_code,
        class_title=held.class_title,
        class_date=held.class_date,
        tenure=held.tenure,
        time_base=held.time_base,
        unit=unit.name if unit else "",
        supervisor=supervisor.name if supervisor else "",
        supervisor_email=supervisor.email if supervisor else "",
        received=application.received if application.received_known else None,
        target_class=application.target_class,
        statement=application.statement,
        notes=application.notes,
        source=application.source,
        withdrawn_on=application.withdrawn_on,
        withdrawn_reason=application.withdrawn_reason,
        hired=person.hired,
        position_number=held.position_number,
        salary_range=held.salary_range,
        work_location=held.work_location,
        probation_ends=held.probation_ends,
        came_as=application.came_as,
        closes=cycle.closes,
        late_reason=application.late_reason,
        signed=application.signed,
        education=application.education,
        training=application.training,
        td_history=application.td_history,
        exams=application.exams,
        heard_of=application.heard_of,
        supervisor_recommends=application.supervisor_recommends,
        supervisor_comment=application.supervisor_comment,
        supervisor_commented=application.supervisor_commented,
        others=others,
        history_ids=(application.id, person.id, *former, held.id, *decision_ids, *attachment_ids, *letter_ids),
        against=" ".join(against),
    )


def newest_of(program: Program, person_id: str) -> str:
    """The newest application of a person, "" where the person has none, or none that the account may tell theirs."""
    permit(program, "applicants.details.newest_of")
    with program.reading() as session:
        told = Application.cycle_id.not_in(sealing.of(session, program).names)
        query = select(Application.id).where(Application.person_id == person_id, told)
        return session.scalars(query.order_by(Application.received.desc(), Application.number.desc())).first() or ""


def standing_of(session: Session, application_id: str) -> Standing:
    """Where one application stands (session block for other services)."""
    return standings(session, application_ids=[application_id])[application_id]


def other_applications(
    session: Session, sealed: Sealed, person_id: str, application_id: str = ""
) -> tuple[OtherApplication, ...]:
    """The applications of a person but one, and how they stand or ended, the newest first (session block).

    Those of which it is sealed whose they are, are left out.
    """
    rows = session.execute(
        select(Application, Cycle.name)
        .join(Cycle, Cycle.id == Application.cycle_id)
        .where(
            Application.person_id == person_id,
            Application.id != application_id,
            Application.cycle_id.not_in(sealed.names),
        )
        .order_by(Application.received.desc(), Application.number.desc())
    ).all()
    stands = standings(session, application_ids=[one.id for one, _ in rows]) if rows else {}
    return tuple(
        OtherApplication(
            one.id,
            one.number,
            cycle,
            stands[one.id].state(sealed.state(one.cycle_id, ApplicationState(one.state))),
            one.received if one.received_known else None,
        )
        for one, cycle in rows
    )
