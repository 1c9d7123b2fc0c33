"""Importing a list of applications: the plan, which the preview and the dry run show, and carrying it out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.intake import plan as plans
from umdesk.domain.intake.headers import Layout
from umdesk.domain.intake.matching import Decision, Outcome, Present, Verdict, number_key
from umdesk.domain.intake.plan import Plan, Surroundings
from umdesk.domain.intake.rows import Entry
from umdesk.domain.intake.tables import Table
from umdesk.domain.words import ApplicationState, CameAs, CycleState
from umdesk.domain.writing import counted
from umdesk.services import classes, cycles, settings
from umdesk.services.applicants import editing
from umdesk.services.permissions import permit
from umdesk.storage.models import Application, Appointment, Cycle, Person, Supervisor, Unit, new_id
from umdesk.storage.numbering import next_number
from umdesk.storage.program import Program

_OF_APPLICATION = (
    "education", "training", "td_history", "exams", "heard_of", "signed", "supervisor_recommends",
    "supervisor_comment", "supervisor_commented",
)  # fmt: skip
_OF_APPOINTMENT = ("position_number", "salary_range", "work_location", "probation_ends")


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan for a cycle; `cycle_state` is None where the import would make the cycle."""

    plan: Plan
    cycle: str
    cycle_state: CycleState | None

    @property
    def needs_reason(self) -> bool:
        """Whether the cycle is past its window, so that the import needs a reason."""
        return self.cycle_state not in (None, CycleState.DRAFT, CycleState.OPEN)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; `event_id` is None when nothing came in, and then nothing was changed at all."""

    plan: Plan
    cycle: str
    cycle_id: str | None
    event_id: str | None


def plan(
    program: Program, table: Table, layout: Layout, cycle: str, decisions: Mapping[int, Decision] | None = None
) -> Planned:
    """Plan an import and change nothing; `cycle` is a name, `decisions` are by line number.

    Raises:
        InvalidInput: a column is missing, or two columns could be one field.
    """
    permit(program, "imports.plan")
    with program.reading() as session:
        cycle_id = cycles.by_name(session, cycle)
        around = surroundings(session, cycle_id, program.today())
        found = session.get(Cycle, cycle_id) if cycle_id else None
        name, state = (found.name, CycleState(found.state)) if found else (" ".join(cycle.split()), None)
    return Planned(plans.make(table, layout, around, decisions), name, state)


def commit(
    program: Program,
    table: Table,
    layout: Layout,
    cycle: str,
    decisions: Mapping[int, Decision] | None = None,
    *,
    reason: str = "",
) -> Imported:
    """Bring in what is ready, in one operation; a cycle that does not exist is made as a draft.

    The plan is made before the operation takes the write queue, and once more inside it if the program has changed
    meanwhile.

    Raises:
        InvalidInput: a column is missing, two columns could be one field, the cycle has no name, or it is past its
            window and the reason is missing.
    """
    permit(program, "imports.commit")
    new_name = cycles.tidy_name(cycle)
    with program.reading() as session:
        cycle_id = cycles.by_name(session, cycle)
        before = surroundings(session, cycle_id, program.today())
    planned = plans.make(table, layout, before, decisions)
    if not planned.of(Outcome.IMPORTED):
        return Imported(planned, new_name, cycle_id, event_id=None)
    with program.operation("imports.commit", "", reason=reason.strip() or None) as op:
        now_id = cycles.by_name(op.session, cycle)
        now = surroundings(op.session, now_id, program.today())
        if now != before:
            planned = plans.make(table, layout, now, decisions)
        target = (
            cycles.new_cycle(op.session, cycle, program.today())
            if now_id is None
            else op.session.get_one(Cycle, now_id)
        )
        editing.require_open(target, reason)
        coming = planned.of(Outcome.IMPORTED)
        _Writer(op.session, target.id, program.today(), table).write(coming)
        op.summary = f"Imported {counted(len(coming), 'application')} from {table.file} into {target.name}"
        done = target.name, target.id
    return Imported(planned, *done, event_id=op.event_id)


def surroundings(session: Session, cycle_id: str | None, today: date) -> Surroundings:
    """What a plan has to know of the program (session block)."""
    present: tuple[Present, ...] = ()
    if cycle_id is not None:
        rows = session.execute(
            select(
                Application.number, Person.last_name, Person.first_name, Person.employee_number,
                Appointment.class_code, Appointment.class_title, Application.received, Application.received_known,
            )
            .join(Person, Person.id == Application.person_id)
            .join(Appointment, Appointment.id == Application.appointment_id)
            .where(Application.cycle_id == cycle_id)
            .order_by(Application.number)
        )  # fmt: skip
        present = tuple(Present(r[0], r[1], r[2], r[3] or "", r[4], r[5], r[6] if r[7] else None) for r in rows)
    people = session.execute(
        select(Person.employee_number, Person.last_name, Person.first_name).where(Person.employee_number.is_not(None))
    )
    return Surroundings(
        present=present,
        elsewhere={number_key(number or ""): (last, first) for number, last, first in people},
        catalogue=classes.facts(session),
        number_width=settings.value(session, "people.employee_number_width"),
        today=today,
    )


@dataclass(slots=True)
class _Writer:
    """Writes the rows of one import; people, units and supervisors on file are looked up once."""

    session: Session
    cycle_id: str
    today: date
    table: Table
    people: dict[str, Person] = field(default_factory=dict)
    held: dict[str, Appointment] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    supervisors: dict[tuple[str, str], Supervisor | None] = field(default_factory=dict)

    def write(self, verdicts: tuple[Verdict, ...]) -> None:
        """Make a person (or find them), an appointment and an application for each row."""
        numbered = self.session.scalars(select(Person).where(Person.employee_number.is_not(None)))
        self.people = {number_key(person.employee_number or ""): person for person in numbered}
        for row in self.session.scalars(select(Appointment).order_by(Appointment.effective, Appointment.id)):
            self.held[row.person_id] = row
        self.units = {unit.name.casefold(): unit for unit in self.session.scalars(select(Unit))}
        for verdict in verdicts:
            self._application(verdict.entry)
        self.session.flush()

    def _application(self, entry: Entry) -> None:
        person = self._person(entry)
        appointment = self._appointment(person, entry)
        where = f"{self.table.file}, {self.table.sheet}" if self.table.sheet else self.table.file
        self.session.add(
            Application(
                id=new_id(),
                number=next_number(self.session, "application", self.today.year),
                cycle_id=self.cycle_id,
                person_id=person.id,
                appointment_id=appointment.id,
                received=entry.received or self.today,
                received_known=entry.received is not None,
                state=ApplicationState.RECEIVED.value,
                target_class=entry.target_class,
                statement=entry.statement,
                notes=entry.notes,
                source=f"{where}, line {entry.row}",
                came_as=CameAs.SPREADSHEET.value,
                **{name: getattr(entry, name) for name in _OF_APPLICATION},
            )
        )

    def _person(self, entry: Entry) -> Person:
        known = self.people.get(number_key(entry.employee_number)) if entry.employee_number else None
        if known is not None:
            known.work_phone = known.work_phone or entry.work_phone
            known.work_email = known.work_email or entry.work_email
            known.hired = known.hired or entry.hired
            return known
        person = Person(
            id=new_id(),
            last_name=entry.last_name,
            first_name=entry.first_name,
            employee_number=entry.employee_number or None,
            work_phone=entry.work_phone,
            work_email=entry.work_email,
            hired=entry.hired,
        )
        self.session.add(person)
        if entry.employee_number:
            self.people[number_key(entry.employee_number)] = person
        return person

    def _appointment(self, person: Person, entry: Entry) -> Appointment:
        """The appointment on file if the row says nothing else, otherwise a new one from a date."""
        last = self.held.get(person.id)
        unit, supervisor = self._unit(entry.unit), self._supervisor(entry)
        if last is not None and _says_nothing_new(last, entry, unit, supervisor):
            return last
        moved = last is None or (entry.class_code or last.class_code) != last.class_code
        received = entry.received or self.today
        began = entry.class_date if moved and entry.class_date and entry.class_date <= received else received
        appointment = Appointment(
            id=new_id(),
            person_id=person.id,
            effective=began,
            class_code=entry.class_code,
            class_title=entry.class_title,
            class_date=entry.class_date if moved or last is None else entry.class_date or last.class_date,
            tenure=entry.tenure or (last.tenure if last else ""),
            time_base=entry.time_base or (last.time_base if last else ""),
            unit_id=unit.id if unit else (last.unit_id if last else None),
            supervisor_id=supervisor.id if supervisor else (last.supervisor_id if last else None),
            **{name: getattr(entry, name) or getattr(last or entry, name) for name in _OF_APPOINTMENT},
        )
        self.session.add(appointment)
        self.held[person.id] = appointment
        return appointment

    def _unit(self, name: str) -> Unit | None:
        if not name:
            return None
        unit = self.units.get(name.casefold())
        if unit is None:
            unit = self.units[name.casefold()] = Unit(id=new_id(), name=name)
            self.session.add(unit)
        return unit

    def _supervisor(self, entry: Entry) -> Supervisor | None:
        key = entry.supervisor.casefold(), entry.supervisor_email.casefold()
        if key not in self.supervisors:
            self.supervisors[key] = editing.supervisor_named(self.session, entry.supervisor, entry.supervisor_email)
        return self.supervisors[key]


def _says_nothing_new(last: Appointment, entry: Entry, unit: Unit | None, supervisor: Supervisor | None) -> bool:
    """Whether every value of a row is missing or as it is on file already."""
    pairs = (
        (entry.class_code or entry.class_title, last.class_code if entry.class_code else last.class_title),
        (entry.class_title, last.class_title),
        (entry.class_date, last.class_date),
        (entry.tenure, last.tenure),
        (entry.time_base, last.time_base),
        (unit.id if unit else None, last.unit_id),
        (supervisor.id if supervisor else None, last.supervisor_id),
    )
    return all(new in ("", None) or new == old for new, old in pairs)
