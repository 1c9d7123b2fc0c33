"""The list of applicants: one plain row each, quick for 100,000 of them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from itertools import chain
from operator import attrgetter
from typing import Any

from sqlalchemy import Select, func, literal_column, select
from sqlalchemy.orm import Session

from umdesk.domain import screening
from umdesk.domain.classes import ClassCatalogue
from umdesk.domain.eligibility import EligibilityAnswer, Reason
from umdesk.domain.intake.lateness import is_late
from umdesk.domain.words import ApplicationState, Eligibility, LetterKind
from umdesk.domain.writing import listed_name
from umdesk.services import sealing
from umdesk.services.applicants.judging import Judge
from umdesk.services.applicants.standing import Answers, Standing
from umdesk.services.permissions import permit
from umdesk.services.sealing import Sealed
from umdesk.storage.chunks import chunks
from umdesk.storage.models import Application, Appointment, Cycle, Letter, Person, Supervisor, Unit
from umdesk.storage.program import Program

_MOST_HEARD = 40
_AT_A_TIME = 1000  # rows fetched together: the window has a turn between them
_ASKED = 2000


@dataclass(frozen=True, slots=True)
class ApplicantRow:
    """One application in a list; `received` is None where the day is not known, `late` after its cycle's window.

    `state` is what people read: a received application shows as eligible or not eligible once that is settled.
    `category` is a word of `Category` for the class on the day received, "" without a class code; `wants_letter` says
    that no letter was made for its answer. Of an application whose name is sealed for the account, `person_id` and all
    that would tell whose it is are "", and the last name says so.
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
    category: str
    wants_letter: bool

    @property
    def name(self) -> str:
        """The name as lists show it: "Nelson, Rebecca"."""
        return listed_name(self.last_name, self.first_name)

    @property
    def class_text(self) -> str:
        """The class as lists show it: "1379 Office Assistant (Typing)"."""
        return f"{self.class_code} {self.class_title}".strip()

    @property
    def sealed(self) -> bool:
        """Whether the account may not read yet whose it is."""
        return not self.person_id

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
    with program.reading() as session:
        return tuple(_found(session, sealing.of(session, program), cycle_id, None))


def rows_of(
    program: Program, application_ids: Collection[str], cycle_id: str | None = None
) -> tuple[ApplicantRow, ...]:
    """Some applications by number; those that are gone, or in another cycle than the one asked for, are left out."""
    permit(program, "applicants.listing.rows_of")
    with program.reading() as session:
        return tuple(_found(session, sealing.of(session, program), cycle_id, sorted(application_ids)))


def _found(session: Session, sealed: Sealed, cycle_id: str | None, ids: list[str] | None) -> Iterator[ApplicantRow]:
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
    judge = Judge.of(session)
    answers = Answers.of(session, cycle_id=None if ids else cycle_id, application_ids=ids, judge=judge)
    letters = _letters(session, ids)
    category = cache(partial(_category, judge.catalogue))
    whole: Select[*tuple[Any, ...]] = query.add_columns(*answers.columns)
    parts = [whole] if ids is None else [whole.where(Application.id.in_(some)) for some in chunks(ids)]
    found = chain.from_iterable(session.execute(part, execution_options={"yield_per": _AT_A_TIME}) for part in parts)
    made = (
        _sealed_row(row, sealed, answers.of_row(row.id, row.cycle_id, row))
        if row.cycle_id in sealed.names
        else _row(
            row, sealed, answers.of_row(row.id, row.cycle_id, row), category(row.class_code, row.received), letters
        )
        for row in found
    )
    return made if len(parts) <= 1 else iter(sorted(made, key=attrgetter("number")))


def _category(catalogue: ClassCatalogue, code: str, day: date) -> str:
    found = catalogue.category_on(code, day)
    return found.value if found else ""


def _letters(session: Session, ids: list[str] | None) -> dict[str, frozenset[LetterKind]]:
    """The kinds of letters that were made, by application."""
    query = select(Letter.application_id, Letter.kind)
    parts = [query] if ids is None else [query.where(Letter.application_id.in_(some)) for some in chunks(ids)]
    found: dict[str, frozenset[LetterKind]] = {}
    for application_id, kind in chain.from_iterable(map(session.execute, parts)):
        found[application_id] = found.get(application_id, frozenset()) | {LetterKind(kind)}
    return found


def _sealed_row(row: Any, sealed: Sealed, standing: Standing) -> ApplicantRow:
    """An application of a blind cycle as who rates it may read it: the number, and nothing that tells whose it is."""
    return ApplicantRow(
        id=row.id,
        number=row.number,
        cycle=row.cycle,
        person_id="",
        last_name=sealing.SEALED_NAME,
        first_name="",
        employee_number="",
        class_code="",
        class_title="",
        tenure="",
        unit="",
        received=None,
        late=False,
        target_class="",
        state=standing.state(sealed.state(row.cycle_id, ApplicationState(row.state))),
        standing=Standing(EligibilityAnswer(standing.eligibility, ())),
        category="",
        wants_letter=False,
    )


def _row(
    row: Any, sealed: Sealed, standing: Standing, category: str, letters: Mapping[str, frozenset[LetterKind]]
) -> ApplicantRow:
    state = standing.state(sealed.state(row.cycle_id, ApplicationState(row.state)))
    made = letters.get(row.id, frozenset())
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
        state=state,
        standing=standing,
        category=category,
        wants_letter=screening.letter_wanted(standing.eligibility, state, made) is not None,
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
    """How people heard of the program, what was said most often first, to choose from while typing.

    The newest applications tell it, since reading all of many would take long.
    """
    permit(program, "applicants.listing.heard_of")
    newest = select(Application.heard_of).order_by(literal_column("application.rowid").desc()).limit(_ASKED).subquery()
    said = newest.c.heard_of
    query = select(said).where(said != "").group_by(said).order_by(func.count().desc(), said).limit(_MOST_HEARD)
    with program.reading() as session:
        return tuple(session.scalars(query))
