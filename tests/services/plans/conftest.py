"""A participant whose plan the tests write, made the way decisions make one."""

from dataclasses import dataclass
from datetime import date

import pytest

from umdesk.services.plans import Participation, start_participation
from umdesk.services.programs import Program
from umdesk.storage import models

STARTED = date(2026, 5, 1)


@dataclass(frozen=True)
class Someone:
    """A person in the program, by ids."""

    person: str
    participation: str
    plan: str
    number: str
    revision: str


def add_person(program: Program, last: str, first: str, number: str | None = "004711", time_base: str = "1.0") -> str:
    """An Office Assistant at the Redding Center under Dana Whitfield."""
    with program.operation("tests.person", f"Added {first} {last}") as op:
        session = op.session
        unit = session.query(models.Unit).filter_by(name="Redding Center").first()
        supervisor = session.query(models.Supervisor).filter_by(name="Dana Whitfield").first()
        unit = unit or models.Unit(id=models.new_id(), name="Redding Center")
        supervisor = supervisor or models.Supervisor(id=models.new_id(), name="Dana Whitfield")
        person = models.Person(id=models.new_id(), last_name=last, first_name=first, employee_number=number)
        session.add_all([unit, supervisor, person])
        session.flush()
        session.add(
            models.Appointment(
                person_id=person.id,
                effective=date(2024, 3, 1),
                class_code="1379",
                class_title="Office Assistant (Typing)",
                tenure="permanent",
                time_base=time_base,
                unit_id=unit.id,
                supervisor_id=supervisor.id,
            )
        )
    return person.id


def take_part(program: Program, person: str) -> Participation:
    """Bring a person into the program."""
    with program.operation("tests.start", "Started") as op:
        return start_participation(op.session, person, None, STARTED, program.today())


def someone(program: Program, last: str = "Nelson", first: str = "Rebecca", number: str | None = "004711") -> Someone:
    """A participant with a fresh draft."""
    person = add_person(program, last, first, number)
    started = take_part(program, person)
    return Someone(person, started.id, started.plan_id, started.plan_number, started.revision_id)


@pytest.fixture
def rebecca(program: Program) -> Someone:
    """Rebecca Nelson, participant since May 1, 2026, with an empty draft."""
    return someone(program)
