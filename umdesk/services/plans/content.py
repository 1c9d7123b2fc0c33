"""What one revision agrees, read from the program as the plain values of `umdesk.domain.plans`."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import plans
from umdesk.domain.words import ActivityType, CostCategory, GoalTerm, ItemKind, RevisionState
from umdesk.storage import models

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
    return sorted(rows, key=lambda row: (getattr(row, "term", "") == GoalTerm.LONG, row.position))


def load(session: Session, revision: models.Revision, person: models.Person) -> plans.Content:
    """Everything that the revision agrees."""
    return plans.Content(
        participant=f"{person.first_name} {person.last_name}".strip(),
        employee_number=person.employee_number or "",
        **{name: getattr(revision, name) for name in FIELDS},
        goals=tuple(goal(row) for row in rows_of(session, revision.id, ItemKind.GOAL)),
        competencies=tuple(competency(row) for row in rows_of(session, revision.id, ItemKind.COMPETENCY)),
        activities=tuple(activity(row) for row in rows_of(session, revision.id, ItemKind.ACTIVITY)),
        costs=tuple(cost(row) for row in rows_of(session, revision.id, ItemKind.COST)),
    )


def state_of(revision: models.Revision) -> RevisionState:
    """The revision's state as a word of the program."""
    return RevisionState(revision.state)


def goal(row: Row) -> plans.Goal:
    """A row of the list as the plain value."""
    assert isinstance(row, models.PlanGoal)  # noqa: S101 -- rows_of chose the model
    return plans.Goal(row.id, row.item_id, GoalTerm(row.term), row.text, row.target_date, row.measure)


def competency(row: Row) -> plans.Competency:
    """A row of the list as the plain value."""
    assert isinstance(row, models.PlanCompetency)  # noqa: S101 -- rows_of chose the model
    return plans.Competency(row.id, row.item_id, row.name, row.now, row.wanted)


def activity(row: Row) -> plans.Activity:
    """A row of the list as the plain value."""
    assert isinstance(row, models.PlanActivity)  # noqa: S101 -- rows_of chose the model
    return plans.Activity(
        row=row.id,
        item=row.item_id,
        type=ActivityType(row.type),
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


def cost(row: Row) -> plans.Cost:
    """A row of the list as the plain value."""
    assert isinstance(row, models.PlanCost)  # noqa: S101 -- rows_of chose the model
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
