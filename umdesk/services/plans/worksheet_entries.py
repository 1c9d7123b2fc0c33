"""Puts entries of a worksheet into an open revision: fields of the plan, rows that are there, and new ones."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import worksheet, worksheet_reading
from umdesk.domain.errors import InvalidInput
from umdesk.domain.folding import folded
from umdesk.domain.plan_values import Value
from umdesk.domain.words import GoalTerm, ItemKind, ResourceKind
from umdesk.domain.worksheet import COST, FIELDS, NEW, ROWS, SheetField
from umdesk.services import classes
from umdesk.services.plans import content as contents
from umdesk.services.plans import editing
from umdesk.services.plans.content import Row
from umdesk.storage import models

_OF_PLAN = {field.name: field for section in FIELDS.values() for field in section}


def put(session: Session, revision: models.Revision, chosen: Mapping[str, str]) -> None:
    """Put entries into a revision; they are named as in the file.

    Raises:
        InvalidInput: one cannot be taken; `field` is its name.
    """
    rows: dict[tuple[ItemKind, str], dict[str, str]] = {}
    for name, text in chosen.items():
        token, _, rest = name.partition("_")
        if token == worksheet.PLAN:
            _put_field(session, revision, _OF_PLAN[rest], text)
        else:
            key, _, field = rest.partition("_")
            rows.setdefault((ItemKind(token), key), {})[field] = text
    for (kind, key), texts in rows.items():
        _put_row(session, revision, kind, key, texts)
    session.flush()


def _put_field(session: Session, revision: models.Revision, field: SheetField, text: str) -> None:
    value = _read(field, text, worksheet.plan_name(field.name))
    setattr(revision, field.name, value)
    if field.name == "target_class_code" and value:
        titled = classes.facts(session).title(str(value), revision.started_on)
        revision.target_class_title = titled or revision.target_class_title
    if field.name == "mentor_name":
        revision.mentor_resource_id = _mentor(session, str(value or ""))


def _put_row(session: Session, revision: models.Revision, kind: ItemKind, key: str, texts: Mapping[str, str]) -> None:
    known = {field.name: field for field in ROWS[kind]}
    values = {name: _read(known[name], text, f"{kind}_{key}_{name}", kind) for name, text in texts.items()}
    cost = values.pop(COST, None)
    if key.startswith(NEW):
        if kind is ItemKind.GOAL:
            values["term"] = GoalTerm.LONG if "long" in key else GoalTerm.SHORT
        row = editing.put_row(session, revision, kind, values)
    else:
        row = _there(session, revision, kind, key)
        for name, value in values.items():
            setattr(row, name, value)
        if isinstance(row, models.PlanActivity) and row.starts and row.ends and row.ends < row.starts:
            raise InvalidInput("The activity ends before it begins.", "Correct one of the dates.", f"{kind}_{key}_ends")
    session.flush()
    if COST in texts and isinstance(row, models.PlanActivity):
        _put_cost(session, revision, row, cost)


def _there(session: Session, revision: models.Revision, kind: ItemKind, key: str) -> Row:
    found = [row for row in contents.rows_of(session, revision.id, kind) if row.item_id.startswith(key)]
    if len(found) != 1:
        raise InvalidInput("This row is no longer in the plan; nothing was changed.", "Leave it out.", f"{kind}_{key}_")
    return found[0]


def _put_cost(session: Session, revision: models.Revision, activity: models.PlanActivity, cost: Value) -> None:
    """The activity's first cost line gets the amount; one is made where there is none."""
    for row in contents.rows_of(session, revision.id, ItemKind.COST):
        if isinstance(row, models.PlanCost) and row.activity_item_id == activity.item_id:
            row.estimate = cost  # type: ignore[assignment] # read as an amount or nothing
            return
    if cost is not None:
        values: dict[str, Value] = {
            "text": activity.text[:200], "estimate": cost, "activity_item_id": activity.item_id,
        }  # fmt: skip
        editing.put_row(session, revision, ItemKind.COST, values)


def _mentor(session: Session, name: str) -> str | None:
    """The mentor or coach of the directory with exactly that name; None for none or several."""
    row = models.Resource
    kinds = [ResourceKind.MENTOR.value, ResourceKind.COACH.value]
    offered = session.scalars(select(row).where(row.kind.in_(kinds), row.active))
    found = [one.id for one in offered if name and folded(one.name) == folded(name)]
    return found[0] if len(found) == 1 else None


def _read(field: SheetField, text: str, name: str, kind: ItemKind | None = None) -> Value:
    try:
        return worksheet_reading.read(field, text, kind)
    except ValueError as error:
        raise InvalidInput(str(error), "", name) from error
