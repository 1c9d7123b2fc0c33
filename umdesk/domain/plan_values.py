"""The values of a plan as people type or paste them, brought into their one form or refused in a sentence."""

from datetime import date
from decimal import Decimal

from umdesk.domain.classes import class_code
from umdesk.domain.errors import InvalidInput
from umdesk.domain.money import LARGEST, show
from umdesk.domain.words import Approval, CostCategory, GoalTerm, ItemKind, planned_type
from umdesk.domain.writing import one_line, sound

Value = str | date | Decimal | bool | None

LONGEST_TEXT = 8000
"""Characters of a text of several lines."""
LONGEST_LINE = 200
"""Characters of a text of one line, such as a name."""
MOST_HOURS = Decimal(10000)

MAY_BE_NOTHING = frozenset({
    "period_from", "period_to", "target_date", "starts", "ends", "state_hours", "own_hours", "estimate",
    "serves_item_id", "also_serves_item_id", "activity_item_id", "resource_id", "mentor_resource_id", "planned_on",
})  # fmt: skip
"""The fields that can hold nothing at all; an empty one of the others holds an empty text."""

_LINES = frozenset({
    "name", "provider", "fund", "request_number", "training_category", "unit_name", "supervisor_name",
    "coordinator_name", "current_class_title", "target_class_title", "mentor_name",
})  # fmt: skip
_CODES = frozenset({"current_class_code", "target_class_code"})


def checked(name: str, value: Value, kind: ItemKind | None = None) -> Value:
    """The value as the field holds it: texts without outer blanks, names on one line, nothing below zero.

    Args:
        name: the field, as in `plans.Content` or in a row of the plan.
        value: what was typed; None where nothing was.
        kind: the kind of row the field belongs to, None for a field of the plan itself.

    Raises:
        InvalidInput: the field cannot hold it; `field` is the name.
    """
    if value is None and name not in MAY_BE_NOTHING:
        value = ""
    match name:
        case "term":
            return GoalTerm(str(value))
        case "type":
            return planned_type(str(value))
        case "category":
            return CostCategory(str(value)) if value else CostCategory.OTHER
        case "supervisor_approval":
            return Approval(str(value)) if value else ""
    if isinstance(value, str):
        return _text(name, value, line=name in _LINES or (name == "text" and kind is ItemKind.COST))
    if isinstance(value, Decimal):
        return _number(name, value)
    return value


def _text(name: str, value: str, *, line: bool) -> str:
    text = sound(value)
    text = class_code(text) if name in _CODES else one_line(text) if line else text.strip()
    most = LONGEST_LINE if line else LONGEST_TEXT
    if len(text) > most:
        raise InvalidInput(
            f"The text has {len(text):,} characters; there is room for {most:,}.", "Shorten it.", field=name
        )
    return text


def _number(name: str, value: Decimal) -> Decimal:
    if not value.is_finite():
        raise InvalidInput("This is no number.", "Write digits, like 350 or 7.5.", field=name)
    if value < 0:
        raise InvalidInput("The number is below zero.", "Write 0 or more.", field=name)
    if name == "estimate" and value > LARGEST:
        raise InvalidInput(f"The largest amount is {show(LARGEST)}.", "Correct it.", field=name)
    if name.endswith("hours") and value > MOST_HOURS:
        raise InvalidInput(f"More than {MOST_HOURS:,} hours cannot be right.", "Correct it.", field=name)
    return value
