"""What happened to a plan, as its page shows it: progress, money, advancements, and how far each activity is."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain import plans
from umdesk.domain.plans import Content
from umdesk.domain.words import (
    CostCategory,
    ItemKind,
    ProgressStatus,
    Route,
    planned_type,
)
from umdesk.services import scope
from umdesk.services.permissions import Grant, grant
from umdesk.services.plans import content as contents
from umdesk.services.plans import makers, revisions
from umdesk.services.plans.views import ActivityState, AdvancementRow, MoneyRow, ProgressRow
from umdesk.storage import models
from umdesk.storage.program import Program


def progress(session: Session, participation_id: str, kept_back: Callable[[str], bool]) -> tuple[ProgressRow, ...]:
    """All records, the newest first; without the notes on activities that are kept back."""
    row = models.Progress
    rows = session.scalars(select(row).where(row.participation_id == participation_id))
    order = list(ProgressStatus)
    found = []
    files = _evidence(session, participation_id)
    for one in rows:
        kept = kept_back(one.item_id)
        texts = ("", "") if kept else (one.note, one.evidence)
        shown = 0 if kept else files.get(one.id, 0)
        found.append(
            ProgressRow(one.id, one.item_id, one.on, ProgressStatus(one.status), one.hours, *texts, kept, shown)
        )
    return tuple(sorted(found, key=lambda one: (one.on, order.index(one.status), one.id), reverse=True))


def _evidence(session: Session, participation_id: str) -> Mapping[str, int]:
    """How many files are kept with each record of progress."""
    row = models.ParticipationFile
    query = select(row.progress_id, func.count()).where(row.participation_id == participation_id)
    counts = session.execute(query.group_by(row.progress_id))
    return {progress: int(count) for progress, count in counts if progress}


def with_makers(session: Session, program: Program, rows: tuple[ProgressRow, ...]) -> tuple[ProgressRow, ...]:
    """The records, each with whether the account may put it right."""
    may = grant(program, "plans.records.correct_progress")
    if may is Grant.YES:
        return rows
    by = makers.of_records(session, [row.id for row in rows]) if may is Grant.OWN else {}
    return tuple(replace(row, theirs=by.get(row.id) == program.account.name) for row in rows)


def money_of(session: Session, plan: models.Plan) -> tuple[MoneyRow, ...]:
    """All records, the newest first."""
    row = models.MoneyRecord
    names = _item_names(session, plan.id)
    rows = session.scalars(select(row).where(row.participation_id == plan.participation_id))
    found = [
        MoneyRow(
            one.id, one.item_id, names.get(one.item_id or "", ""), one.on, one.amount, one.fund, one.note,
            CostCategory(one.category), one.request_number,
        )
        for one in rows
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.on, one.id), reverse=True))


def _item_names(session: Session, plan_id: str) -> dict[str, str]:
    """What each activity and cost line is called, by identity, in the newest revision that has it."""
    names: dict[str, str] = {}
    for revision in revisions.newest_of_plan(session, plan_id):
        for kind in (ItemKind.ACTIVITY, ItemKind.COST):
            for row in contents.rows_of(session, revision.id, kind):
                names.setdefault(row.item_id, getattr(row, "text", ""))
    return names


def activities(
    session: Session, plan_id: str, agreed: Content, progress: Iterable[ProgressRow]
) -> tuple[ActivityState, ...]:
    """The activities of the revision, then those of other revisions that something happened to."""
    by_item: defaultdict[str, list[ProgressRow]] = defaultdict(list)
    for record in progress:
        by_item[record.item].append(record)
    found = {row.item: row for row in agreed.activities}
    for revision in revisions.newest_of_plan(session, plan_id):
        if set(by_item) <= set(found):
            break
        for row in contents.rows_of(session, revision.id, ItemKind.ACTIVITY):
            if row.item_id in by_item and row.item_id not in found and isinstance(row, models.PlanActivity):
                found[row.item_id] = plans.Activity(
                    row.id, row.item_id, planned_type(row.type), row.text,
                    state_hours=row.state_hours, own_hours=row.own_hours,
                )  # fmt: skip
    in_plan = {row.item for row in agreed.activities}
    return tuple(_activity_state(row, by_item[item], in_plan=item in in_plan) for item, row in found.items())


def _activity_state(row: plans.Activity, happened: list[ProgressRow], *, in_plan: bool) -> ActivityState:
    return ActivityState(
        item=row.item,
        text=row.text,
        type=row.type,
        status=plans.status_of((record.on, record.status) for record in happened),
        last=max((record.on for record in happened), default=None),
        hours=sum((record.hours for record in happened if record.hours is not None), Decimal(0)),
        planned_hours=(row.state_hours or Decimal(0)) + (row.own_hours or Decimal(0)),
        in_plan=in_plan,
    )


def advancements(session: Session, person_id: str, participation_id: str) -> tuple[AdvancementRow, ...]:
    """The moves to another class during a participation."""
    row = models.Advancement
    rows = session.scalars(
        select(row)
        .where(row.person_id == person_id, (row.participation_id == participation_id) | row.participation_id.is_(None))
        .order_by(row.on)
    )
    return tuple(
        AdvancementRow(
            one.id, one.on, one.from_class_code, f"{one.to_class_code} {one.to_class_title}".strip(), Route(one.route),
            one.note,
        )
        for one in rows
    )  # fmt: skip


def record_ids(session: Session, plan: models.Plan, revision: models.Revision, person_id: str) -> tuple[str, ...]:
    """Every record whose history belongs to this plan."""
    ids = [plan.participation_id, plan.id, *(row.id for row in revisions.newest_of_plan(session, plan.id))]
    for kind in ItemKind:
        ids += [row.id for row in contents.rows_of(session, revision.id, kind)]
    part = plan.participation_id
    for model in (models.ParticipationStateRow, *scope.HUNG_ON):
        ids += session.scalars(select(model.id).where(model.participation_id == part))
    assignment, move = models.TDAssignment, models.Advancement
    ids += session.scalars(select(assignment.id).where(assignment.person_id == person_id))
    ids += session.scalars(select(move.id).where(move.person_id == person_id))
    return tuple(ids)
