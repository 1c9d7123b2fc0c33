"""Two revisions of a plan side by side, and what others changed in a plan since one last worked on it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain import plan_changes, plans
from umdesk.domain.plan_changes import Difference
from umdesk.domain.snapshots import PlanSnapshot
from umdesk.domain.words import ItemKind, RevisionKind, RevisionState
from umdesk.services import scope
from umdesk.services.permissions import permit
from umdesk.services.plans import content as contents
from umdesk.services.plans import frozen, page, participations
from umdesk.services.plans.content import FIELDS, MODELS
from umdesk.storage import models
from umdesk.storage.canonical import restore
from umdesk.storage.models import Base, Change, Event
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two revisions that are compared."""

    revision_id: str
    number: int
    kind: RevisionKind
    state: RevisionState


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two revisions of one plan and everything in which the right one differs from the left one."""

    plan_number: str
    left: Side
    right: Side
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """What others changed in a plan: `own` is when the account last changed it itself, else None.

    `sent` is when it was sent, where the account never changed it; `by` are the names of those who changed it since.
    """

    own: datetime | None
    sent: datetime | None
    by: tuple[str, ...]
    differences: tuple[Difference, ...]


def compare(program: Program, left_id: str, right_id: str) -> Comparison:
    """Everything in which the right revision differs from the left one, in the order of the page.

    Raises:
        KeyError: they are of two plans, a bug of the caller.
        NotAllowed: they are of none of the account's own participants.
    """
    permit(program, "plans.comparing.compare")
    with program.reading() as session:
        left, right = (
            scope.revision(session, program, "plans.comparing.compare", each) for each in (left_id, right_id)
        )
        if left.plan_id != right.plan_id:
            raise KeyError(right_id)
        plan = contents.plan_of(session, left)
        person = participations.person_of(session, plan.participation_id)
        then, now = contents.load(session, left, person), contents.load(session, right, person)
        found = plan_changes.differences(then, now, contents.resource_names(session, then, now))
        was, shown = _page_of(session, left), _page_of(session, right)
        found += plan_changes.page_differences(was, shown) if was is not None and shown is not None else ()
        return Comparison(plan.number, _side(left), _side(right), found)


def since_mine(program: Program, revision_id: str) -> Since | None:
    """What others changed in a revision since the account last changed it; None where nothing differs.

    Who never changed it is told what was changed since it was last sent to the coordinator. Told is what differs in
    the end: what was written and taken back again is no change.
    """
    permit(program, "plans.comparing.since_mine")
    with program.reading() as session:
        revision = scope.revision(session, program, "plans.comparing.since_mine", revision_id)
        mine = _last_of(session, revision, program.account.account_id)
        sent = None if mine else _sent(session, revision)
        begin = mine or sent
        if begin is None:
            return None
        changed = _changes_since(session, revision, begin.seq)
        if not changed:
            return None
        person = participations.person_of(session, contents.plan_of(session, revision).participation_id)
        now = contents.load(session, revision, person)
        then = _as_it_was(session, revision, now, changed)
        found = plan_changes.differences(then, now, contents.resource_names(session, then, now))
        if not found:
            return None
        by = tuple(dict.fromkeys(change.account_name for change in changed))
        return Since(mine.at if mine else None, sent.at if sent else None, by, found)


@dataclass(frozen=True, slots=True)
class _Begin:
    """The event from which on changes count."""

    seq: int
    at: datetime


@dataclass(frozen=True, slots=True)
class _Changed:
    """One change of a record of the plan, the newest first."""

    table: str
    record: str
    before: str | None
    account_name: str


_ROWS = {model.__tablename__: kind for kind, model in MODELS.items()}
_IN_REVISION = func.json_extract(func.coalesce(Change.after, Change.before), "$.revision_id")


def _last_of(session: Session, revision: models.Revision, account_id: str) -> _Begin | None:
    """The last event of an account that changed the revision's content, also what was removed since."""
    there = [row.id for kind in ItemKind for row in contents.rows_of(session, revision.id, kind)]
    removed = (
        select(Change.record_id)
        .join(Event, Event.seq == Change.event_seq)
        .where(
            Event.operation.like("plans.%") | Event.operation.like("history.%"), Change.after.is_(None),
            Change.table_name.in_(_ROWS), _IN_REVISION.in_([revision.id]),
        )
    )  # fmt: skip
    records = [revision.id, *there, *session.scalars(removed)]
    found = session.execute(
        select(Event.seq, Event.at)
        .join(Change, Change.event_seq == Event.seq)
        .where(Event.account_id == account_id, Change.record_id.in_(records))
        .order_by(Event.seq.desc())
        .limit(1)
    ).first()
    return None if found is None else _Begin(found.seq, found.at)


def _sent(session: Session, revision: models.Revision) -> _Begin | None:
    """The event that last sent the revision to the coordinator."""
    step = models.RevisionStep
    found = session.execute(
        select(Event.seq, Event.at)
        .join(Change, Change.event_seq == Event.seq)
        .join(step, step.id == Change.record_id)
        .where(step.revision_id == revision.id, step.to_state == RevisionState.IN_REVIEW)
        .order_by(Event.seq.desc())
    ).first()
    return None if found is None else _Begin(found.seq, found.at)


def _changes_since(session: Session, revision: models.Revision, seq: int) -> tuple[_Changed, ...]:
    of_revision = Change.table_name.in_(_ROWS) & (_IN_REVISION.in_([revision.id]))
    query = (
        select(Change.table_name, Change.record_id, Change.before, Event.account_name)
        .join(Event, Event.seq == Change.event_seq)
        .where(Change.event_seq > seq, (Change.record_id == revision.id) | of_revision)
        .order_by(Change.id.desc())
    )
    return tuple(_Changed(*row) for row in session.execute(query))


def _as_it_was(
    session: Session, revision: models.Revision, now: plans.Content, changed: Iterable[_Changed]
) -> plans.Content:
    """What the revision agreed before some changes, the newest of which comes first."""
    rows: dict[ItemKind, dict[str, Any]] = {
        kind: {row.id: row for row in contents.rows_of(session, revision.id, kind)} for kind in ItemKind
    }
    fields: dict[str, Any] = {}
    for change in changed:
        kind = _ROWS.get(change.table)
        values = None if change.before is None else restore(Base.metadata.tables[change.table], change.before)
        if kind is None:
            fields |= {name: (values or {}).get(name, getattr(revision, name)) for name in FIELDS}
        elif values is None:
            rows[kind].pop(change.record, None)
        else:
            rows[kind][change.record] = _row(kind, values)
    return replace(now, **fields, **_lists(rows))


def _lists(rows: Mapping[ItemKind, Mapping[str, Any]]) -> dict[str, Any]:
    ordered = {kind: contents.in_order(found.values()) for kind, found in rows.items()}
    return {
        "goals": tuple(contents.goal(row) for row in ordered[ItemKind.GOAL]),
        "competencies": tuple(contents.competency(row) for row in ordered[ItemKind.COMPETENCY]),
        "activities": tuple(contents.activity(row) for row in ordered[ItemKind.ACTIVITY]),
        "costs": tuple(contents.cost(row) for row in ordered[ItemKind.COST]),
    }


def _row(kind: ItemKind, values: Mapping[str, Any]) -> contents.Row:
    """A row as the history has it; a field that it does not know yet is empty."""
    table = MODELS[kind].__table__
    unknown = [column for column in table.columns if column.name not in values and column.default is not None]
    return MODELS[kind](**{column.name: column.default.arg for column in unknown}, **values)


def _page_of(session: Session, revision: models.Revision) -> PlanSnapshot | None:
    """What the page of a revision shows: as printed, or of a draft as it would be; None where it is not known."""
    if contents.state_of(revision) in plans.FROZEN:
        return frozen.snapshot_of(session, revision)
    return page.snapshot(session, revision)


def _side(revision: models.Revision) -> Side:
    return Side(revision.id, revision.number, RevisionKind(revision.kind), contents.state_of(revision))
