"""The appointment that a participant holds today beside what a plan says, and taking it over into a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from umdesk.services import classes, scope
from umdesk.services.people import holding
from umdesk.services.permissions import permit
from umdesk.services.plans import content, editing, participations
from umdesk.storage import models
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the plan says something else than the appointment: the field, what stands here and what stands there."""

    name: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class HeldToday:
    """The appointment of a participant as of a day: since when it holds, and where the plan differs from it."""

    as_of: date
    since: date
    tenure: str
    time_base: str
    differences: tuple[Difference, ...]


def held_today(program: Program, revision_id: str) -> HeldToday | None:
    """The appointment that the plan's participant holds today; None where none is on file."""
    permit(program, "plans.appointment.held_today")
    with program.reading() as session:
        revision = scope.revision(session, program, "plans.appointment.held_today", revision_id)
        held = _held(session, program, revision)
        if held is None:
            return None
        wanted = _wanted(session, program, held)
        return HeldToday(program.today(), held.effective, held.tenure, held.time_base, _differences(revision, wanted))


def take_over(program: Program, revision_id: str) -> None:
    """Put class, unit and supervisor of today's appointment into a revision that is not printed.

    What the appointment leaves empty stays as the plan says it.

    Raises:
        NotNow: the revision is printed.
    """
    permit(program, "plans.appointment.take_over")
    with program.operation("plans.appointment.take_over", "") as op:
        revision = editing.open_revision(op.session, program, op.name, revision_id)
        held = _held(op.session, program, revision)
        for name, value in (_wanted(op.session, program, held) if held else {}).items():
            setattr(revision, name, value)
        number = content.plan_of(op.session, revision).number
        op.summary = f"Took the appointment of today over into plan {number}{editing.reopen(op, program, revision)}"


def _held(session: Session, program: Program, revision: models.Revision) -> models.Appointment | None:
    person = participations.person_of(session, content.plan_of(session, revision).participation_id)
    return holding.held_or_first(session, person.id, program.today())


def _wanted(session: Session, program: Program, held: models.Appointment) -> Mapping[str, str]:
    """What a plan takes from an appointment; only what the appointment says."""
    unit, supervisor = holding.names_of(session, held)
    title = held.class_title or classes.facts(session).title(held.class_code, program.today())
    said = {
        "current_class_code": held.class_code,
        "current_class_title": title,
        "unit_name": unit,
        "supervisor_name": supervisor,
    }
    return {name: value for name, value in said.items() if value}


def _differences(revision: models.Revision, wanted: Mapping[str, str]) -> tuple[Difference, ...]:
    """A class under another title is the same class: titles change while the code stays."""
    labels = {"current_class_code": "Class", "unit_name": "Unit", "supervisor_name": "Supervisor"}
    differing = [name for name in labels if wanted.get(name) and wanted[name] != getattr(revision, name)]
    here = {name: str(getattr(revision, name)) for name in (*labels, "current_class_title")}
    return tuple(Difference(labels[name], _shown(name, here), _shown(name, wanted)) for name in differing)


def _shown(name: str, values: Mapping[str, str]) -> str:
    """The value as people read it: a class with its title."""
    title = values.get("current_class_title", "") if name == "current_class_code" else ""
    return f"{values[name]} {title}".strip()
