"""Importing a list of applications: the plan, which the preview and the dry run show, and carrying it out."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.attachments import MediaType, tidy_name
from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake import plan as plans
from umdesk.domain.intake.headers import Layout
from umdesk.domain.intake.lateness import is_late
from umdesk.domain.intake.matching import Decision, Outcome, Present, Verdict, number_key
from umdesk.domain.intake.onfile import Ended
from umdesk.domain.intake.plan import Plan, Surroundings
from umdesk.domain.intake.rows import Entry
from umdesk.domain.intake.tables import Table
from umdesk.domain.words import ApplicationState, CameAs, CycleState
from umdesk.domain.writing import counted
from umdesk.services import classes, cycles, sealing, settings
from umdesk.services.applicants import editing, recording
from umdesk.services.people import holding, moves_against, naming
from umdesk.services.permissions import permit
from umdesk.storage import blobs
from umdesk.storage.chunks import chunks
from umdesk.storage.models import (
    Application,
    Appointment,
    Attachment,
    Cycle,
    Event,
    Person,
    PersonMerge,
    Supervisor,
    Unit,
    new_id,
)
from umdesk.storage.numbering import next_number
from umdesk.storage.program import Program

_OF_APPLICATION = (
    "education", "training", "td_history", "exams", "heard_of", "signed", "supervisor_recommends",
    "supervisor_comment", "supervisor_commented",
)  # fmt: skip
_OF_APPOINTMENT = ("position_number", "salary_range", "work_location", "probation_ends")


@dataclass(frozen=True, slots=True)
class Paper:
    """The file that a row came in, kept with the application as it is."""

    name: str
    kind: MediaType
    data: bytes


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan for a cycle; `cycle_state` is None where the import would make the cycle, `closes` ends its window."""

    plan: Plan
    cycle: str
    cycle_state: CycleState | None
    closes: date | None = None

    @property
    def late(self) -> int:
        """How many of the applications that would come in were received after the window closed."""
        return sum(is_late(verdict.entry.received, self.closes) for verdict in self.plan.of(Outcome.IMPORTED))

    @property
    def needs_reason(self) -> bool:
        """Whether the cycle is past its window, or an application is late, so that the import needs a reason."""
        return self.cycle_state not in (None, CycleState.DRAFT, CycleState.OPEN) or self.late > 0


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
        sealing.refuse_names(session, program, cycle_id or "")
        around = surroundings(session, cycle_id, program.today())
        found = session.get(Cycle, cycle_id) if cycle_id else None
        name, state = (found.name, CycleState(found.state)) if found else (" ".join(cycle.split()), None)
        closes = found.closes if found else None
    return Planned(plans.make(table, layout, around, decisions), name, state, closes)


def commit(
    program: Program,
    table: Table,
    layout: Layout,
    cycle: str,
    decisions: Mapping[int, Decision] | None = None,
    *,
    reason: str = "",
    papers: Mapping[int, Paper] | None = None,
) -> Imported:
    """Bring in what is ready, in one operation; a cycle that does not exist is made as a draft.

    `papers` are the files that rows came in, by line number; each is kept with its application. The plan is made before
    the operation takes the write queue, and once more inside it if the program has changed meanwhile.

    Raises:
        InvalidInput: a column is missing, two columns could be one field, the cycle has no name, or it is past its
            window or an application is late and the reason is missing.
    """
    permit(program, "imports.commit")
    new_name = cycles.tidy_name(cycle)
    with program.reading() as session:
        cycle_id = cycles.by_name(session, cycle)
        sealing.refuse_names(session, program, cycle_id or "")
        before = _last_event(session)
        around = surroundings(session, cycle_id, program.today())
    planned = plans.make(table, layout, around, decisions)
    if not planned.of(Outcome.IMPORTED):
        return Imported(planned, new_name, cycle_id, event_id=None)
    with program.operation("imports.commit", "", reason=reason.strip() or None) as op:
        now_id = cycles.by_name(op.session, cycle)
        if _last_event(op.session) != before:
            around = surroundings(op.session, now_id, program.today())
            planned = plans.make(table, layout, around, decisions)
        target = (
            cycles.new_cycle(op.session, cycle, program.now()) if now_id is None else op.session.get_one(Cycle, now_id)
        )
        editing.require_open(target, reason)
        coming = planned.of(Outcome.IMPORTED)
        _require_reason_for_late(target, coming, reason)
        writer = _Writer(op.session, target, program.today(), table, " ".join(reason.split()))
        writer.write(coming)
        _keep(op.session, writer.applications, papers or {}, program.account.name, program.now())
        came = writer.applications.values()
        recording.record_arrivals(op.session, target, came, program.account.name, program.now())
        aside = holding.moved_aside(writer.moved)
        op.summary = f"Imported {counted(len(coming), 'application')} from {table.file} into {target.name}{aside}"
        done = target.name, target.id
    return Imported(planned, *done, event_id=op.event_id)


def _last_event(session: Session) -> int:
    """The number of the newest event: while it is the same, nothing that a plan stands on has changed."""
    return session.scalars(select(func.max(Event.seq))).one() or 0


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
        select(Person.employee_number, Person.last_name, Person.first_name, Person.id).where(
            Person.employee_number.is_not(None)
        )
    ).all()
    careers = moves_against.careers(session)
    return Surroundings(
        present=present,
        elsewhere={number_key(number or ""): (last, first) for number, last, first, _person in people},
        catalogue=classes.facts(session),
        number_width=settings.value(session, "people.employee_number_width"),
        today=today,
        ended=_ended(session),
        careers={number_key(number or ""): careers[person] for number, *_, person in people if person in careers},
    )


def _ended(session: Session) -> dict[str, Ended]:
    """What became of the numbers of records that became one with another's; the newest merge goes before others."""
    row = PersonMerge
    found = session.execute(
        select(row.gone_number, Person.employee_number, Person.last_name, Person.first_name)
        .join(Person, Person.id == row.person_id)
        .where(row.gone_number != "")
        .order_by(row.merged_at)
    )
    return {number_key(gone): Ended(number or "", last, first) for gone, number, last, first in found}


def _require_reason_for_late(cycle: Cycle, coming: tuple[Verdict, ...], reason: str) -> None:
    late = sum(is_late(verdict.entry.received, cycle.closes) for verdict in coming)
    if late and not reason.strip():
        raise InvalidInput(
            f"{counted(late, 'application')} of these came late, after {cycle.name} closed on "
            f"{dates.show(cycle.closes)}; nothing was added.",
            "Give a reason why they are taken in all the same.",
            "reason",
        )


def _keep(
    session: Session, applications: Mapping[int, str], papers: Mapping[int, Paper], by: str, now: datetime
) -> None:
    """Keep the files that rows came in with their applications, by line number."""
    for row in sorted(applications.keys() & papers.keys()):
        paper = papers[row]
        session.add(
            Attachment(
                application_id=applications[row],
                name=tidy_name(paper.name, paper.kind),
                media_type=paper.kind.value,
                size=len(paper.data),
                blob_sha256=blobs.keep(session, paper.data, paper.kind.value),
                added_by=by,
                added_at=now,
            )
        )
    session.flush()


@dataclass(slots=True)
class _Writer:
    """Writes the rows of one import; people and what they hold are looked up once.

    `applications` are the ids of what was written, by line number, `asked` the last day on which an application of a
    person on file was received, `touched` the people of whom an application may stand on another appointment since, and
    `moved` the numbers of those that do.
    """

    session: Session
    cycle: Cycle
    today: date
    table: Table
    reason: str
    people: dict[str, Person] = field(default_factory=dict)
    held: defaultdict[str, list[Appointment]] = field(default_factory=lambda: defaultdict(list))
    units: dict[str, Unit | None] = field(default_factory=dict)
    supervisors: dict[tuple[str, str], Supervisor | None] = field(default_factory=dict)
    applications: dict[int, str] = field(default_factory=dict)
    asked: dict[str, date] = field(default_factory=dict)
    touched: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)

    def write(self, verdicts: tuple[Verdict, ...]) -> None:
        """Make a person (or find them), an appointment and an application for each row."""
        wanted = {number_key(verdict.entry.employee_number) for verdict in verdicts} - {""}
        numbered = self.session.execute(
            select(Person.id, Person.employee_number).where(Person.employee_number.is_not(None))
        )
        ids = [person_id for person_id, number in numbered if number_key(number or "") in wanted]
        for some in chunks(ids):
            for person in self.session.scalars(select(Person).where(Person.id.in_(some))):
                self.people[number_key(person.employee_number or "")] = person
            for row in self.session.scalars(select(Appointment).where(Appointment.person_id.in_(some))):
                self.held[row.person_id].append(row)
            last = select(Application.person_id, func.max(Application.received)).group_by(Application.person_id)
            for person_id, day in self.session.execute(last.where(Application.person_id.in_(some))):
                self.asked[person_id] = day
        entries = [verdict.entry for verdict in verdicts]
        for entry in entries:
            self._unit(entry.unit)
            self._supervisor(entry)
        with self.session.no_autoflush:  # few flushes for all rows, in the order in which they stand on one another
            people = [self._person(entry) for entry in entries]
            self.session.flush()
            held = [self._appointment(person, entry) for person, entry in zip(people, entries, strict=True)]
            self.session.flush()
        for entry, appointment in zip(entries, held, strict=True):
            self._application(entry, appointment)
        self.session.flush()
        for person_id in self.touched:
            self.moved += holding.settle(self.session, person_id)

    def _application(self, entry: Entry, held: Appointment) -> None:
        made = Application(
            id=new_id(),
            number=next_number(self.session, "application", self.today.year),
            cycle_id=self.cycle.id,
            person_id=held.person_id,
            appointment_id=held.id,
            received=entry.received or self.today,
            received_known=entry.received is not None,
            state=ApplicationState.RECEIVED.value,
            target_class=entry.target_class,
            statement=entry.statement,
            notes=entry.notes,
            source=self._source(entry),
            came_as=(CameAs.PDF if entry.file else CameAs.SPREADSHEET).value,
            late_reason=self.reason if is_late(entry.received, self.cycle.closes) else "",
            **{name: getattr(entry, name) for name in _OF_APPLICATION},
        )
        self.session.add(made)
        self.applications[entry.row] = made.id

    def _source(self, entry: Entry) -> str:
        if entry.file:
            return entry.file
        where = f"{self.table.file}, {self.table.sheet}" if self.table.sheet else self.table.file
        return f"{where}, line {entry.row}"

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
        unit = self._unit(entry.unit)
        supervisor = self._supervisor(entry)
        said = Appointment(
            id=new_id(),
            person_id=person.id,
            class_code=entry.class_code,
            class_title=entry.class_title,
            class_date=entry.class_date,
            tenure=entry.tenure,
            time_base=entry.time_base,
            unit_id=unit.id if unit else None,
            supervisor_id=supervisor.id if supervisor else None,
            **{name: getattr(entry, name) for name in _OF_APPOINTMENT},
        )
        on_file = self.held[person.id]
        right = holding.taken_in(on_file, said, entry.received or self.today)
        if right is said:
            self.session.add(said)
            if self._reaches_others(said):
                self.touched.append(person.id)
            on_file.append(said)
        return right

    def _reaches_others(self, said: Appointment) -> bool:
        """Whether an application on file may stand on a new appointment: it came since, or before the first one."""
        last = self.asked.get(said.person_id)
        if last is None:
            return False
        return said.effective <= last or all(said.effective < row.effective for row in self.held[said.person_id])

    def _unit(self, name: str) -> Unit | None:
        # Held here: what nobody holds is read from the database anew each time.
        if name.casefold() not in self.units:
            self.units[name.casefold()] = naming.unit_named(self.session, name)
        return self.units[name.casefold()]

    def _supervisor(self, entry: Entry) -> Supervisor | None:
        key = entry.supervisor.casefold(), entry.supervisor_email.casefold()
        if key not in self.supervisors:
            self.supervisors[key] = naming.supervisor_named(self.session, entry.supervisor, entry.supervisor_email)
        return self.supervisors[key]
