"""What one revision agrees, read from the program as the plain values of `umdesk.domain.plans`."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain import plans
from umdesk.domain.words import CostCategory, GoalTerm, ItemKind, RevisionState, planned_type
from umdesk.storage import models
from umdesk.storage.chunks import chunks

Row = models.PlanGoal | models.PlanCompetency | models.PlanActivity | models.PlanCost

MODELS: dict[ItemKind, type[Row]] = {
    ItemKind.GOAL: models.PlanGoal,
    ItemKind.COMPETENCY: models.PlanCompetency,
    ItemKind.ACTIVITY: models.PlanActivity,
    ItemKind.COST: models.PlanCost,
}

FIELDS = (
    "period_from", "period_to", "current_class_code", "current_class_title", "target_class_code",
    "target_class_title", "unit_name", "supervisor_name", "coordinator_name", "support", "supervisor_comments",
    "supervisor_approval", "participant_comments", "mentor_name", "mentor_resource_id",
)  # fmt: skip
"""The fields of a revision that it shares with `plans.Content`, under the same names."""


def plan_of(session: Session, revision: models.Revision) -> models.Plan:
    """The plan of a revision."""
    found = session.get(models.Plan, revision.plan_id)
    if found is None:
        raise KeyError(revision.plan_id)
    return found


def newest_revisions(session: Session, plan_ids: Collection[str] | None = None) -> dict[str, models.Revision]:
    """The last revision of each of some plans, or of all (None), by plan."""
    row = models.Revision
    last = select(row.plan_id, func.max(row.number).label("number")).group_by(row.plan_id).subquery()
    query = select(row).join(last, (row.plan_id == last.c.plan_id) & (row.number == last.c.number))
    found = {one.plan_id: one for one in session.scalars(query)}
    return found if plan_ids is None else {each: found[each] for each in plan_ids}


def newest_revision(session: Session, plan_id: str) -> models.Revision:
    """The last revision of a plan; there is always one."""
    row = models.Revision
    return session.scalars(select(row).where(row.plan_id == plan_id).order_by(row.number.desc())).first() or _none()


def rows_of(session: Session, revision_id: str, kind: ItemKind) -> list[Row]:
    """The rows of one list of a revision, in their order; of goals the short-term ones first."""
    model = MODELS[kind]
    return in_order(session.scalars(select(model).where(model.revision_id == revision_id)))


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows of one list in the order of the page."""
    listed = sorted(rows, key=lambda row: row.position)
    if listed and hasattr(listed[0], "term"):
        listed.sort(key=lambda row: getattr(row, "term", "") == GoalTerm.LONG)
    return listed


def load(session: Session, revision: models.Revision, person: models.Person) -> plans.Content:
    """Everything that the revision agrees."""
    return _content(revision, person, lambda kind: rows_of(session, revision.id, kind))


def _content(revision: models.Revision, person: models.Person, rows: Callable[[ItemKind], list[Any]]) -> plans.Content:
    return plans.Content(
        participant=f"{person.first_name} {person.last_name}".strip(),
        employee_number=person.employee_number or "",
        **{name: getattr(revision, name) for name in FIELDS},
        goals=tuple(goal(row) for row in rows(ItemKind.GOAL)),
        competencies=tuple(competency(row) for row in rows(ItemKind.COMPETENCY)),
        activities=tuple(activity(row) for row in rows(ItemKind.ACTIVITY)),
        costs=tuple(cost(row) for row in rows(ItemKind.COST)),
    )


def load_many(session: Session, asked: Sequence[tuple[models.Revision, models.Person]]) -> dict[str, plans.Content]:
    """The same as `load` of many revisions at once, by revision."""
    ids = [revision.id for revision, _ in asked]
    rows = {kind: _of_many(session, ids, kind) for kind in ItemKind}
    found: dict[str, plans.Content] = {}
    for revision, person in asked:
        lists = {kind: in_order(rows[kind].get(revision.id, ())) for kind in ItemKind}
        found[revision.id] = _content(revision, person, lists.__getitem__)
    return found


def _of_many(session: Session, revision_ids: Sequence[str], kind: ItemKind) -> dict[str, list[Any]]:
    """The rows of one list of many revisions as plain rows of the table, with the names of the model."""
    table = MODELS[kind].__table__
    found: dict[str, list[Any]] = {}
    for chunk in chunks(revision_ids):
        for row in session.execute(select(*table.columns).where(table.columns["revision_id"].in_(chunk))):
            found.setdefault(row.revision_id, []).append(row)
    return found


def resource_names(session: Session, *agreed: plans.Content) -> dict[str, str]:
    """What the entries of the directory are called that plans point at, by id (session block)."""
    ids = {one.resource for content in agreed for one in content.activities}
    ids |= {content.mentor_resource_id for content in agreed}
    row = models.Resource
    found = session.execute(select(row.id, row.name).where(row.id.in_([each for each in ids if each is not None])))
    return {each.id: each.name for each in found}


def state_of(revision: models.Revision) -> RevisionState:
    """The revision's state as a word of the program."""
    return RevisionState(revision.state)


def goal(row: Any) -> plans.Goal:
    """A row of the list as the plain value."""
    return plans.Goal(row.id, row.item_id, GoalTerm(row.term), row.text, row.target_date, row.measure)


def competency(row: Any) -> plans.Competency:
    """A row of the list as the plain value."""
    return plans.Competency(row.id, row.item_id, row.name, row.now, row.wanted)


def activity(row: Any) -> plans.Activity:
    """A row of the list as the plain value."""
    return plans.Activity(
        row=row.id,
        item=row.item_id,
        type=planned_type(row.type),
        text=row.text,
        provider=row.provider,
        starts=row.starts,
        ends=row.ends,
        state_hours=row.state_hours,
        own_hours=row.own_hours,
        serves=row.serves_item_id,
        required=row.required,
        also_serves=row.also_serves_item_id,
        training_category=row.training_category,
        resource=row.resource_id,
    )


def cost(row: Any) -> plans.Cost:
    """A row of the list as the plain value."""
    return plans.Cost(
        row=row.id,
        item=row.item_id,
        text=row.text,
        estimate=row.estimate,
        fund=row.fund,
        activity=row.activity_item_id,
        category=CostCategory(row.category),
        request_number=row.request_number,
        planned_on=row.planned_on,
    )


def _none() -> models.Revision:
    raise LookupError("a plan without a revision")
