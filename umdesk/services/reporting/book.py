"""What is on record of the program, read at most once for a report, as the plain values that reports count."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from itertools import chain
from typing import TypeVarTuple

from sqlalchemy import Row, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import TypedReturnsRows

from umdesk.domain import counts
from umdesk.domain.classes import ClassCatalogue
from umdesk.domain.counts import CategoryOn, Definitions, Move, Period, StateChange
from umdesk.domain.program_facts import Who
from umdesk.domain.reports.basis import Basis, ClassTitle
from umdesk.domain.reports.employment import Employment, Held
from umdesk.domain.reports.model import Head, Span
from umdesk.domain.words import ParticipationState, Route
from umdesk.domain.writing import listed_name
from umdesk.services import classes, sealing, settings
from umdesk.services.sealing import Sealed
from umdesk.storage.models import (
    Advancement,
    Appointment,
    Participation,
    ParticipationStateRow,
    Person,
    ProgramRecord,
    Separation,
    Unit,
)
from umdesk.storage.program import Program

Columns = TypeVarTuple("Columns")
_AT_A_TIME = 1000


@dataclass(frozen=True, slots=True)
class Taking:
    """A participation by its id, with its dated states and the application that it came from."""

    id: str
    person: str
    started: date
    application: str | None
    states: counts.Participation


@dataclass(frozen=True, slots=True)
class Advanced:
    """A move to another class by its id, and the participation that it is recorded with, if one."""

    id: str
    move: Move
    participation: str | None


class Book:
    """One reading of the program; each property asks the database when it is first wanted.

    What only some reports want is read by functions of its own beside this class, which take the book.
    """

    def __init__(self, session: Session, program: Program) -> None:
        self.session = session
        self.program = program
        self.today = program.today()

    def rows(self, query: TypedReturnsRows[*Columns]) -> Iterator[Row[*Columns]]:
        """Rows of columns, read past the session: it would keep what it reads, and that takes as long again.

        They come some at a time: 100,000 at once would leave the processor's cache before anybody looks at them.
        """
        return chain.from_iterable(self.session.connection().execute(query).partitions(_AT_A_TIME))

    @cached_property
    def head(self) -> Head:
        """Whose report it is and who makes it."""
        owner = next(self.rows(select(ProgramRecord.department, ProgramRecord.office)))
        return Head(owner.department, owner.office, self.program.account.name, self.today)

    @cached_property
    def definitions(self) -> Definitions:
        """What the program counts."""
        return Definitions(
            months_after=settings.value(self.session, "counts.months_after"),
            leave_counts=settings.value(self.session, "counts.leave_counts"),
        )

    @cached_property
    def sealed(self) -> Sealed:
        """The cycles of which the account may not read scores or names."""
        return sealing.of(self.session, self.program)

    @cached_property
    def catalogue(self) -> ClassCatalogue:
        """The classes with their dated titles and the department's categories."""
        return classes.facts(self.session)

    @cached_property
    def category_on(self) -> CategoryOn:
        """The category of a class on a day; UNMAPPED also for what nobody confirmed."""
        return cache(self.catalogue.counted_category)

    @cached_property
    def people(self) -> Mapping[str, Who]:
        """Everybody on file, by id."""
        rows = self.rows(select(Person.id, Person.last_name, Person.first_name, Person.employee_number))
        return {row[0]: Who(row[0], listed_name(row[1], row[2]), row[3] or "") for row in rows}

    @cached_property
    def participations(self) -> tuple[Taking, ...]:
        """Every participation with its states."""
        states: dict[str, list[StateChange]] = defaultdict(list)
        row = ParticipationStateRow
        for part, state, effective in self.rows(select(row.participation_id, row.state, row.effective)):
            states[part].append(StateChange(ParticipationState(state), effective))
        part_row = Participation
        return tuple(
            Taking(one, person, started, application, counts.Participation(person, tuple(states[one])))
            for one, person, started, application in self.rows(
                select(part_row.id, part_row.person_id, part_row.started, part_row.application_id)
            )
        )

    @cached_property
    def advancements(self) -> tuple[Advanced, ...]:
        """Every move on record."""
        row = Advancement
        found = self.rows(
            select(
                row.id, row.person_id, row.on, row.from_class_code, row.to_class_code, row.route, row.participation_id
            )
        )
        return tuple(Advanced(one[0], Move(one[1], one[2], one[3], one[4], Route(one[5])), one[6]) for one in found)

    @cached_property
    def employments(self) -> Mapping[str, Employment]:
        """What everybody held and when they left, by person."""
        units = dict(self.rows(select(Unit.id, Unit.name)))
        held: dict[str, list[Held]] = defaultdict(list)
        row = Appointment
        for person, effective, code, unit in self.rows(
            select(row.person_id, row.effective, row.class_code, row.unit_id).order_by(row.effective, row.id)
        ):
            held[person].append(Held(effective, code, units.get(unit or "", "")))
        left: dict[str, list[date]] = defaultdict(list)
        gone = Separation
        for person, on in self.rows(select(gone.person_id, gone.on).order_by(gone.on)):
            left[person].append(on)
        return {person: Employment(tuple(rows), tuple(left[person])) for person, rows in held.items()}

    def basis(self, span: Span) -> Basis:
        """What the counts of a period stand on; of a period that has not begun, its first day."""
        period = span.counted or Period(span.period.first, span.period.first)
        return Basis(period, self.today, self.category_on, self.definitions, self.class_title)

    @cached_property
    def class_title(self) -> ClassTitle:
        """A class as people name it on a day: "1441 Office Assistant (General)"."""
        return cache(
            lambda code, day: " ".join(filter(None, (code, self.catalogue.title(code, day)))) or "Unknown class"
        )
