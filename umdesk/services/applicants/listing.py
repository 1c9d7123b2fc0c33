"""The list of applicants: one plain row each, quick for 100,000 of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from umdesk.domain.eligibility import Reason
from umdesk.domain.intake.lateness import is_late
from umdesk.domain.words import ApplicationState, Eligibility
from umdesk.domain.writing import listed_name
from umdesk.services.applicants.standing import Answers, Standing
from umdesk.services.permissions import permit
from umdesk.storage.models import Application, Appointment, Cycle, Person, Supervisor, Unit
from umdesk.storage.program import Program

_MOST_HEARD = 40


@dataclass(frozen=True, slots=True)
class ApplicantRow:
    """One application in a list; `received` is None where the day is not known, `late` after its cycle's window.

    `state` is what people read: a received application shows as eligible or not eligible once that is settled.
    """

    id: str
    number: str
    cycle: str
    person_id: str
    last_name: str
    first_name: str
    employee_number: str
    class_code: str
    class_title: str
    tenure: str
    unit: str
    received: date | None
    late: bool
    target_class: str
    state: ApplicationState
    standing: Standing

    @property
    def name(self) -> str:
        """The name as lists show it: "Nelson, Rebecca"."""
        return listed_name(self.last_name, self.first_name)

    @property
    def class_text(self) -> str:
        """The class as lists show it: "1379 Office Assistant (Typing)"."""
        return f"{self.class_code} {self.class_title}".strip()

    @property
    def withdrawn(self) -> bool:
        """Whether the applicant took the application back."""
        return self.state is ApplicationState.WITHDRAWN

    @property
    def eligibility(self) -> Eligibility:
        """The answer in force."""
        return self.standing.eligibility

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why."""
        return self.standing.reasons


def rows(program: Program, cycle_id: str | None = None) -> tuple[ApplicantRow, ...]:
    """The applications of a cycle, or of all cycles, by number."""
    permit(program, "applicants.listing.rows")
    query = (
        select(
            Application.id, Application.number, Cycle.name.label("cycle"), Application.person_id,
            Person.last_name, Person.first_name, Person.employee_number,
            Appointment.class_code, Appointment.class_title, Appointment.tenure, Application.cycle_id,
            Unit.name.label("unit"), Application.received, Application.received_known, Application.target_class,
            Application.state, Cycle.closes,
        )
        .join(Cycle, Cycle.id == Application.cycle_id)
        .join(Person, Person.id == Application.person_id)
        .join(Appointment, Appointment.id == Application.appointment_id)
        .outerjoin(Unit, Unit.id == Appointment.unit_id)
        .order_by(Application.number)
    )  # fmt: skip
    if cycle_id is not None:
        query = query.where(Application.cycle_id == cycle_id)
    with program.reading() as session:
        answers = Answers.of(session, cycle_id=cycle_id)
        found = session.execute(query.add_columns(*answers.columns)).all()
    return tuple(_row(row, answers.of_row(row.id, row.cycle_id, row)) for row in found)


def _row(row: Any, standing: Standing) -> ApplicantRow:
    return ApplicantRow(
        id=row.id,
        number=row.number,
        cycle=row.cycle,
        person_id=row.person_id,
        last_name=row.last_name,
        first_name=row.first_name,
        employee_number=row.employee_number or "",
        class_code=row.class_code,
        class_title=row.class_title,
        tenure=row.tenure,
        unit=row.unit or "",
        received=row.received if row.received_known else None,
        late=row.received_known and is_late(row.received, row.closes),
        target_class=row.target_class,
        state=standing.state(ApplicationState(row.state)),
        standing=standing,
    )


def units(program: Program) -> tuple[str, ...]:
    """The names of all units, in alphabetical order, for a picker."""
    permit(program, "applicants.listing.units")
    with program.reading() as session:
        return tuple(session.scalars(select(Unit.name).order_by(Unit.name)))


def supervisors(program: Program) -> tuple[tuple[str, str], ...]:
    """The name and email of all supervisors, in alphabetical order, for a picker."""
    permit(program, "applicants.listing.supervisors")
    with program.reading() as session:
        found = session.execute(select(Supervisor.name, Supervisor.email).order_by(Supervisor.name))
        return tuple((name, email) for name, email in found)


def heard_of(program: Program) -> tuple[str, ...]:
    """How people on file heard of the program, what was said most often first, to choose from while typing."""
    permit(program, "applicants.listing.heard_of")
    said = Application.heard_of
    query = select(said).where(said != "").group_by(said).order_by(func.count().desc(), said).limit(_MOST_HEARD)
    with program.reading() as session:
        return tuple(session.scalars(query))
