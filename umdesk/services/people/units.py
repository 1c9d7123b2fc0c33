"""Units as records of their own: how many people each has, renaming, merging those that are written in two ways."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.errors import InvalidInput
from umdesk.domain.lookalikes import lookalikes
from umdesk.domain.writing import counted, one_line
from umdesk.services.people import counting, naming
from umdesk.services.permissions import permit
from umdesk.storage.models import Appointment, Outreach, Unit
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit with how many people work there today and how many appointments name it at all."""

    id: str
    name: str
    people: int
    appointments: int


def listed(program: Program) -> tuple[UnitRow, ...]:
    """All units by name."""
    permit(program, "people.units.listed")
    with program.reading() as session:
        return _rows(program, session)


def alike(program: Program) -> tuple[tuple[UnitRow, UnitRow], ...]:
    """Units that may be one written in two ways, the most alike first; of each two the one with more people first."""
    permit(program, "people.units.alike")
    with program.reading() as session:
        rows = _rows(program, session)
    pairs = lookalikes([row.name for row in rows])
    return tuple(counting.larger_first(rows[pair.first], rows[pair.second]) for pair in pairs)


def rename(program: Program, unit_id: str, name: str) -> None:
    """Give a unit another name, for all appointments that name it.

    Raises:
        InvalidInput: the name is missing, or another unit has it.
    """
    permit(program, "people.units.rename")
    tidy = one_line(name)
    if not tidy:
        raise InvalidInput("A unit needs a name.", "", "name")
    with program.operation("people.units.rename", "", settles=unit_id) as op:
        unit = op.session.get_one(Unit, unit_id)
        others = op.session.execute(select(Unit.id, Unit.name))
        if any(other != unit_id and text.casefold() == tidy.casefold() for other, text in others):
            raise InvalidInput(f"There is a unit {tidy} already.", "Merge the two instead.", "name")
        op.summary = f"Renamed the unit {unit.name} to {tidy}"
        unit.name = tidy
        naming.forget(op.session)


def merge(program: Program, kept_id: str, gone_id: str) -> int:
    """Make two units one: appointments and outreach of the one that goes name the one that is kept.

    Gives how many appointments did.

    Raises:
        InvalidInput: it is the same unit twice.
    """
    permit(program, "people.units.merge")
    if kept_id == gone_id:
        raise InvalidInput("These are not two units.", "Choose the other one.", "gone")
    with program.operation("people.units.merge", "") as op:
        session = op.session
        kept, gone = session.get_one(Unit, kept_id), session.get_one(Unit, gone_id)
        rows = session.scalars(select(Appointment).where(Appointment.unit_id == gone_id)).all()
        for row in rows:
            row.unit_id = kept_id
        for told in session.scalars(select(Outreach).where(Outreach.unit_id == gone_id)).all():
            told.unit_id = kept_id
        session.flush()
        session.delete(gone)
        naming.forget(session)
        op.summary = f"Merged the unit {gone.name} into {kept.name} ({counted(len(rows), 'appointment')})"
        return len(rows)


def _rows(program: Program, session: Session) -> tuple[UnitRow, ...]:
    today = counting.people_today(session, Appointment.unit_id, program.today())
    ever = counting.appointments(session, Appointment.unit_id)
    found = session.execute(select(Unit.id, Unit.name))
    return tuple(
        UnitRow(unit_id, name, today.get(unit_id, 0), ever.get(unit_id, 0))
        for unit_id, name in sorted(found, key=lambda one: one[1].casefold())
    )
