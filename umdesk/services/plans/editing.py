"""Writing a plan: fields of a revision, and the goals, competencies, activities and cost lines in it.

Nothing here touches a printed revision. A coordinator's change to one that was marked ready makes it a draft again,
since what was said to be ready is no longer what stands there; a supervisor changes drafts and plans in review only.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import plans
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.plan_values import Value, checked
from umdesk.domain.words import GoalTerm, ItemKind, ResourceKind, RevisionState
from umdesk.domain.writing import enumerated
from umdesk.services import scope
from umdesk.services.permissions import Grant, grant, permit
from umdesk.services.plans import content, turns
from umdesk.services.plans.content import FIELDS, MODELS, Row
from umdesk.storage import models
from umdesk.storage.program import Operation, Program

__all__ = [
    "LABELS", "ROW_FIELDS", "Value", "add_row", "frozen", "move_row", "open_revision", "put_row", "remove_row",
    "reopen", "set_fields", "set_row",
]  # fmt: skip

LABELS: Mapping[str, str] = {
    "period_from": "the start of the period",
    "period_to": "the end of the period",
    "current_class_code": "the current class",
    "current_class_title": "the current class",
    "target_class_code": "the target class",
    "target_class_title": "the target class",
    "unit_name": "the unit",
    "supervisor_name": "the supervisor",
    "coordinator_name": "the coordinator",
    "support": "the support",
    "supervisor_comments": "the supervisor's comments",
    "supervisor_approval": "the supervisor's approval",
    "participant_comments": "the participant's comments",
    "mentor_name": "the mentor or coach",
    "mentor_resource_id": "the mentor or coach",
}
"""What a line of the history calls each field of a revision."""

ROW_FIELDS: Mapping[ItemKind, frozenset[str]] = {
    ItemKind.GOAL: frozenset({"term", "text", "target_date", "measure"}),
    ItemKind.COMPETENCY: frozenset({"name", "now", "wanted"}),
    ItemKind.ACTIVITY: frozenset({
        "type", "text", "provider", "starts", "ends", "state_hours", "own_hours", "serves_item_id",
        "also_serves_item_id", "training_category", "resource_id", "required",
    }),
    ItemKind.COST: frozenset({
        "text", "category", "estimate", "fund", "request_number", "planned_on", "activity_item_id",
    }),
}  # fmt: skip
"""The fields of each kind of row that people fill in."""

_NAMES = {
    ItemKind.GOAL: "goal",
    ItemKind.COMPETENCY: "competency",
    ItemKind.ACTIVITY: "activity",
    ItemKind.COST: "cost line",
}
_MENTORS = frozenset({ResourceKind.MENTOR, ResourceKind.COACH})
_POINTERS = ("serves_item_id", "also_serves_item_id", "activity_item_id")


def set_fields(program: Program, revision_id: str, changed: Mapping[str, Value]) -> None:
    """Change fields of a revision, named as in `plans.Content`; texts are kept as written, without outer blanks.

    Raises:
        NotNow: the revision is printed.
        InvalidInput: a value that a field cannot hold; `field` names it.
    """
    permit(program, "plans.editing.set_fields")
    unknown = set(changed) - set(FIELDS)
    if unknown:
        raise KeyError(unknown)
    with program.operation("plans.editing.set_fields", "", settles=revision_id) as op:
        revision = open_revision(op.session, program, op.name, revision_id)
        _refuse_gone(op.session, changed.get("mentor_resource_id"), _MENTORS, "mentor_resource_id")
        for name, value in changed.items():
            setattr(revision, name, checked(name, value))
        number = content.plan_of(op.session, revision).number
        op.summary = (
            f"Changed {_list(LABELS[name] for name in changed)} in plan {number}{reopen(op, program, revision)}"
        )


def add_row(
    program: Program, revision_id: str, kind: ItemKind, values: Mapping[str, Value] | None = None, *, after: str = ""
) -> str:
    """Add a goal, competency, activity or cost line and give its row; `after` is the row it shall follow.

    A goal is short-term and an activity on-the-job training unless `values` say otherwise.
    """
    permit(program, "plans.editing.add_row")
    with program.operation("plans.editing.add_row", "") as op:
        revision = open_revision(op.session, program, op.name, revision_id)
        row = put_row(op.session, revision, kind, values or {}, after=after)
        number = content.plan_of(op.session, revision).number
        op.summary = f"Added {_a(kind)} to plan {number}{reopen(op, program, revision)}"
        return row.id


def set_row(program: Program, kind: ItemKind, row_id: str, changed: Mapping[str, Value]) -> None:
    """Change fields of a row.

    Raises:
        NotNow: the revision is printed.
        InvalidInput: a value that a field cannot hold; `field` names it.
    """
    permit(program, "plans.editing.set_row")
    with program.operation("plans.editing.set_row", "", settles=row_id) as op:
        row = _row(op.session, program, op.name, kind, row_id)
        revision = open_revision(op.session, program, op.name, row.revision_id)
        _fill(op.session, row, kind, changed, revision.plan_id)
        number = content.plan_of(op.session, revision).number
        op.summary = f"Changed {_a(kind)} in plan {number}{reopen(op, program, revision)}"


def remove_row(program: Program, kind: ItemKind, row_id: str) -> None:
    """Take a row out of the revision; what served it or was paid by it stays and points nowhere.

    Raises:
        NotNow: the revision is printed, or progress, money or T&D is on record for something no revision would have.
    """
    permit(program, "plans.editing.remove_row")
    with program.operation("plans.editing.remove_row", "", settles=row_id) as op:
        row = _row(op.session, program, op.name, kind, row_id)
        revision = open_revision(op.session, program, op.name, row.revision_id)
        for activity in content.rows_of(op.session, revision.id, ItemKind.ACTIVITY):
            assert isinstance(activity, models.PlanActivity)  # noqa: S101 -- rows_of chose the model
            if activity.also_serves_item_id == row.item_id:
                activity.also_serves_item_id = None
            if activity.serves_item_id == row.item_id:
                activity.serves_item_id, activity.also_serves_item_id = activity.also_serves_item_id, None
        for cost in content.rows_of(op.session, revision.id, ItemKind.COST):
            if isinstance(cost, models.PlanCost) and cost.activity_item_id == row.item_id:
                cost.activity_item_id = None
        op.session.delete(row)
        op.session.flush()
        _number(content.rows_of(op.session, revision.id, kind))
        _forget_item(op.session, kind, row.item_id)
        number = content.plan_of(op.session, revision).number
        op.summary = f"Removed {_a(kind)} from plan {number}{reopen(op, program, revision)}"


def move_row(program: Program, kind: ItemKind, row_id: str, by: int) -> None:
    """Move a row up (negative) or down among its like; goals move among goals of the same term."""
    permit(program, "plans.editing.move_row")
    with program.operation("plans.editing.move_row", "") as op:
        row = _row(op.session, program, op.name, kind, row_id)
        revision = open_revision(op.session, program, op.name, row.revision_id)
        rows = content.rows_of(op.session, revision.id, kind)
        alike = [one for one in rows if getattr(one, "term", None) == getattr(row, "term", None)]
        place = alike.index(row)
        target = min(max(place + by, 0), len(alike) - 1)
        if target == place:
            return
        other = rows.index(alike[target])
        rows.remove(row)
        rows.insert(other, row)
        _number(rows)
        number = content.plan_of(op.session, revision).number
        op.summary = f"Moved {_a(kind)} in plan {number}{reopen(op, program, revision)}"


def frozen(revision: models.Revision, number: str) -> NotNow:
    """The sentence for whoever tries to change a printed revision."""
    return NotNow(
        f"Revision {revision.number} of plan {number} is {revision.state} and can no longer be changed; "
        "nothing was changed.",
        "Use Amend to start a new revision. What happened (progress, money) can still be recorded.",
    )


def put_row(
    session: Session, revision: models.Revision, kind: ItemKind, values: Mapping[str, Value], *, after: str = ""
) -> Row:
    """Put a row into an open revision, after the row `after` or at the end (session block for other services).

    Raises:
        InvalidInput: a value that a field cannot hold; `field` names it.
    """
    item = models.PlanItem(id=models.new_id(), plan_id=revision.plan_id, kind=kind)
    session.add(item)
    session.flush()
    rows = content.rows_of(session, revision.id, kind)
    position = next((place for place, row in enumerate(rows, 1) if row.id == after), len(rows))
    row = _new_row(kind, revision.id, item.id, position)
    _fill(session, row, kind, values, revision.plan_id)
    session.add(row)
    _number([*rows[:position], row, *rows[position:]])
    return row


def open_revision(session: Session, program: Program, what: str, revision_id: str) -> models.Revision:
    """The revision, if it may still be changed, and by this account (session block for other services).

    Raises:
        NotNow: it is printed, or marked ready and the account is a supervisor's.
    """
    revision = scope.revision(session, program, what, revision_id)
    state = content.state_of(revision)
    if state in plans.FROZEN:
        raise frozen(revision, content.plan_of(session, revision).number)
    if state is RevisionState.READY and grant(program, what) is Grant.OWN:
        raise NotNow(
            f"Plan {content.plan_of(session, revision).number} was marked ready for printing, so nothing was changed.",
            "Ask the coordinator to make it a draft again.",
        )
    return revision


def reopen(op: Operation, program: Program, revision: models.Revision) -> str:
    """Make a ready revision a draft again in an operation, and say so in its line of the history."""
    if content.state_of(revision) is not RevisionState.READY:
        return ""
    turns.note_step(op.session, program, revision, RevisionState.DRAFT)
    return " (a draft again)"


def _row(session: Session, program: Program, what: str, kind: ItemKind, row_id: str) -> Row:
    row: Row | None = session.get(MODELS[kind], row_id)  # type: ignore[assignment] # the model is one of Row
    if row is None and grant(program, what) is Grant.OWN:
        raise scope.no_such_plan()
    if row is None:
        raise NotNow(f"This {_NAMES[kind]} is no longer in the plan; nothing was changed.", "Look at the plan again.")
    return row


def _new_row(kind: ItemKind, revision_id: str, item_id: str, position: int) -> Row:
    base: dict[str, Any] = {
        "id": models.new_id(), "revision_id": revision_id, "item_id": item_id, "position": position,
    }  # fmt: skip
    match kind:
        case ItemKind.GOAL:
            return models.PlanGoal(**base, term=GoalTerm.SHORT)
        case ItemKind.COMPETENCY:
            return models.PlanCompetency(**base)
        case ItemKind.ACTIVITY:
            return models.PlanActivity(**base, type="")
        case ItemKind.COST:
            return models.PlanCost(**base)


def _fill(session: Session, row: Row, kind: ItemKind, changed: Mapping[str, Value], plan_id: str) -> None:
    unknown = set(changed) - ROW_FIELDS[kind]
    if unknown:
        raise KeyError(unknown)
    _refuse_gone(session, changed.get("resource_id"), frozenset(ResourceKind), "resource_id")
    for name, value in changed.items():
        setattr(row, name, checked(name, value, kind))
    if isinstance(row, models.PlanActivity) and row.starts and row.ends and row.ends < row.starts:
        field = "starts" if "starts" in changed and "ends" not in changed else "ends"
        raise InvalidInput("The activity ends before it begins.", "Correct one of the two dates.", field=field)
    for name in _POINTERS:
        pointed = changed.get(name)
        item = session.get(models.PlanItem, pointed) if pointed else None
        if pointed and (item is None or item.plan_id != plan_id):
            raise InvalidInput("It belongs to what is no longer in the plan.", "Choose another.", field=name)


def _refuse_gone(session: Session, resource_id: Value, kinds: frozenset[ResourceKind], field: str) -> None:
    """Let a resource of the directory be pointed at while it is there and of such a kind."""
    if not resource_id:
        return
    found = session.get(models.Resource, resource_id)
    if found is None or found.kind not in kinds:
        raise InvalidInput("It is no longer in the directory.", "Choose another, or type a name.", field=field)


def _number(rows: Iterable[Row]) -> None:
    for place, row in enumerate(rows):
        if row.position != place:
            row.position = place


def _forget_item(session: Session, kind: ItemKind, item_id: str) -> None:
    """Delete an identity that no revision has any more; refuse where something that happened hangs on it."""
    rows: Any = MODELS[kind]
    if session.scalars(select(rows.id).where(rows.item_id == item_id)).first() is not None:
        return
    happened: list[Any] = [
        models.Progress, models.MoneyRecord, models.TDAssignment, models.ExamResult, models.DutyChange,
    ]  # fmt: skip
    if any(session.scalars(select(one.id).where(one.item_id == item_id)).first() for one in happened):
        raise NotNow(
            f"Something is on record for this {_NAMES[kind]}, so it was not removed.",
            "Remove those records first, or keep it and record that it was dropped.",
        )
    item = session.get(models.PlanItem, item_id)
    if item is not None:
        session.delete(item)
        session.flush()


def _a(kind: ItemKind) -> str:
    return f"{'an' if kind is ItemKind.ACTIVITY else 'a'} {_NAMES[kind]}"


def _list(words: Iterable[str]) -> str:
    return enumerated(list(dict.fromkeys(words)))
