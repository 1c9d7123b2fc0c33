"""What the one search can find for an account: of each kind, only what the account may see.

Who sees only what is their own (a supervisor) finds their own participants and plans, and nobody else; a rater finds
no names.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from umdesk.domain.finding import Entry, Index, Kind
from umdesk.domain.progress import Progress, Steps
from umdesk.domain.writing import listed_name
from umdesk.services import scope, sealing
from umdesk.services.permissions import Grant, grant, may, permit
from umdesk.storage.chunks import chunks
from umdesk.storage.models import Application, Cycle, JobClass, Participation, Person, Plan, Supervisor, Unit
from umdesk.storage.program import Announced, Program

_SEEN_BY = {
    Kind.PERSON: "people.asking.overview",
    Kind.APPLICATION: "applicants.listing.rows",
    Kind.PLAN: "plans.queries.list_plans",
    Kind.CLASS: "classes.catalogue",
    Kind.UNIT: "people.units.listed",
    Kind.SUPERVISOR: "people.supervisors.listed",
}
"""Of each kind the query whose answer shows it: who gets one may find it."""

_CHANGED_BY = {
    Kind.PERSON: frozenset({"person"}),
    Kind.APPLICATION: frozenset({"application", "person", "cycle"}),
    Kind.PLAN: frozenset({"plan", "participation", "person"}),
    Kind.CLASS: frozenset({"job_class"}),
    Kind.UNIT: frozenset({"unit"}),
    Kind.SUPERVISOR: frozenset({"supervisor"}),
}
_AT_A_TIME = 1000  # rows fetched together: the window has a turn between them
_WHOSE_OWN = frozenset({"appointment", "supervisor", "account", "participation", "rater", "sheet"})
"""The tables that say who is whose: a change there may change what an account finds that does not find all."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of the index by one operation: entries that are there as they are, and ids that are gone."""

    put: tuple[Entry, ...]
    gone: tuple[tuple[Kind, str], ...]

    def apply(self, index: Index) -> None:
        """Bring an index up to date."""
        for kind, each in self.gone:
            index.remove(kind, [each])
        index.put(self.put)


def everything(program: Program, progress: Progress | None = None) -> Index:
    """All that the account may find, as an index to look in; takes a second or two for 100,000 people."""
    permit(program, "finding.everything")
    index = Index()
    kinds = [kind for kind in _READ if may(program, _SEEN_BY[kind])]
    step = Steps(progress, len(kinds))
    with program.reading() as session:
        for kind in kinds:
            step(f"Reading the {kind}")
            index.put(_READ[kind](session, None, _own(session, program, kind)))
    return index


def changes(program: Program, index: Index, announced: Announced) -> Changes:
    """What one operation changed of what the account may find; reads only what it touched."""
    permit(program, "finding.changes")
    put: list[Entry] = []
    gone: list[tuple[Kind, str]] = []
    records = sorted(announced.records)
    with program.reading() as session:
        for kind in (kind for kind in _READ if may(program, _SEEN_BY[kind])):
            own = _own(session, program, kind)
            whole = kind is Kind.CLASS or own is not None
            tables = _CHANGED_BY[kind] | (_WHOSE_OWN if own is not None else frozenset())
            if not announced.tables & tables:
                continue
            found = list(_READ[kind](session, None if whole else records, own))
            put += found
            asked = index.ids(kind) if whole else index.ids(kind).intersection(records)
            gone += [(kind, each) for each in asked.difference(entry.id for entry in found)]
    return Changes(tuple(put), tuple(gone))


def _own(session: Session, program: Program, kind: Kind) -> frozenset[str] | None:
    """The participations whose people and plans the account finds; None where it finds all.

    Of applications, the cycles of which it finds the numbers alone; None where it rates no cycle.
    """
    if kind is Kind.APPLICATION:
        return sealing.of(session, program).names if sealing.rates(session, program) else None
    if grant(program, _SEEN_BY[kind]) is not Grant.OWN:
        return None
    return scope.own_participations(session, program)


def _people(session: Session, ids: Sequence[str] | None, own: frozenset[str] | None) -> Iterator[Entry]:
    query = select(Person.id, Person.last_name, Person.first_name, Person.employee_number, Person.work_email)
    if own is not None:
        query = query.where(Person.id.in_(select(Participation.person_id).where(Participation.id.in_(own))))
    for row in _of(session, query, ids, Person.id):
        beside = " · ".join(filter(None, (row[3], row[4])))
        yield Entry(Kind.PERSON, row[0], listed_name(row[1], row[2]), beside)


def _applications(session: Session, ids: Sequence[str] | None, sealed: frozenset[str] | None) -> Iterator[Entry]:
    query = (
        select(Application.id, Application.number, Person.last_name, Person.first_name, Cycle.name, Cycle.id)
        .join(Person, Person.id == Application.person_id)
        .join(Cycle, Cycle.id == Application.cycle_id)
    )
    for row in _of(session, query, ids, Application.id, Application.person_id, Application.cycle_id):
        name = sealing.SEALED_NAME if sealed and row[5] in sealed else listed_name(row[2], row[3])
        beside = f"{name} · {row[4]}"
        yield Entry(Kind.APPLICATION, row[0], row[1], beside, by_hint=False)


def _plans(session: Session, ids: Sequence[str] | None, own: frozenset[str] | None) -> Iterator[Entry]:
    query = (
        select(Participation.id, Plan.number, Person.last_name, Person.first_name)
        .join(Plan, Plan.participation_id == Participation.id)
        .join(Person, Person.id == Participation.person_id)
    )
    if own is not None:
        query = query.where(Participation.id.in_(own))
    for row in _of(session, query, ids, Participation.id, Plan.id, Participation.person_id):
        yield Entry(Kind.PLAN, row[0], row[1], listed_name(row[2], row[3]))


def _classes(session: Session, _ids: Sequence[str] | None, _own: frozenset[str] | None) -> Iterator[Entry]:
    query = select(JobClass.class_code, JobClass.title)
    rows = session.execute(query.order_by(JobClass.class_code, JobClass.title_from.desc().nulls_last()))
    for code, titled in groupby(rows, key=lambda row: str(row[0])):
        title, *before = dict.fromkeys(row[1] for row in titled)
        beside = f"before: {', '.join(before)}" if before else ""
        yield Entry(Kind.CLASS, code, f"{code} {title}", beside)


def _units(session: Session, ids: Sequence[str] | None, _own: frozenset[str] | None) -> Iterator[Entry]:
    for row in _of(session, select(Unit.id, Unit.name), ids, Unit.id):
        yield Entry(Kind.UNIT, row[0], row[1])


def _supervisors(session: Session, ids: Sequence[str] | None, _own: frozenset[str] | None) -> Iterator[Entry]:
    for row in _of(session, select(Supervisor.id, Supervisor.name, Supervisor.email), ids, Supervisor.id):
        yield Entry(Kind.SUPERVISOR, row[0], row[1], row[2])


_Read = Callable[[Session, Sequence[str] | None, frozenset[str] | None], Iterator[Entry]]
_READ: dict[Kind, _Read] = {
    Kind.PERSON: _people,
    Kind.APPLICATION: _applications,
    Kind.PLAN: _plans,
    Kind.CLASS: _classes,
    Kind.UNIT: _units,
    Kind.SUPERVISOR: _supervisors,
}


def _of(
    session: Session, query: Select[*tuple[Any, ...]], ids: Sequence[str] | None, *columns: InstrumentedAttribute[str]
) -> Iterator[Sequence[Any]]:
    """The rows of a query, all or those with one of the ids in one of the columns."""
    if ids is None:
        yield from session.execute(query, execution_options={"yield_per": _AT_A_TIME})
        return
    for column in columns:
        for some in chunks(ids):
            yield from session.execute(query.where(column.in_(some)))
