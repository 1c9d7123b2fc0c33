"""What the table of activities shows, and what the form of one asks."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from umdesk.domain import dates, money, plans, timeline
from umdesk.domain.plans import Activity, Content
from umdesk.domain.words import NO_TYPE, ActivityType
from umdesk.domain.writing import capital, grouped, one_line
from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import CheckField, ChoiceField, Field, LongTextField, NumberField, TextField
from umdesk.ui.widgets.rows import Column

NOTHING = "(none)"
LINES = (
    ("text",), ("type", "provider"), ("starts", "ends"), ("state_hours", "own_hours"),
    ("serves_item_id", "also_serves_item_id"), ("training_category", "resource_id"), ("required",),
)  # fmt: skip
"""The fields of the form, line by line."""


def columns(names: dict[str, str], costs: Mapping[str, Decimal]) -> Sequence[Column[Activity]]:
    """The table; `names` is what identities are called, `costs` the estimate of each activity's cost lines."""
    return (
        Column("What", lambda row: one_line(row.text) or "(no text yet)", stretch=True),
        Column("Type", lambda row: capital(row.type or NO_TYPE), width=16),
        Column("When", when, width=16),
        Column("Hours", _hours, number=True, width=5),
        Column("Cost", _cost(costs), number=True, width=9),
        Column("Serves", lambda row: timeline.served(row, names), width=9),
    )


def costs_of(content: Content) -> dict[str, Decimal]:
    """The estimate of each activity's cost lines, by identity, in US dollars."""
    found: dict[str, Decimal] = {}
    for cost in content.costs:
        if cost.activity and cost.estimate is not None:
            found[cost.activity] = found.get(cost.activity, Decimal(0)) + cost.estimate
    return found


def fields() -> dict[str, Field]:
    """The fields of an activity by name."""
    return {
        "text": LongTextField(
            "What will be done?", lines=2, placeholder="Example: Two days a week in the budget office"
        ),
        "type": ChoiceField("Type", [(kind, capital(kind)) for kind in ActivityType], blank="Choose a type"),
        "provider": TextField("Who provides it", placeholder="Example: CalLearns, Shasta College"),
        "starts": DateField("Starts"),
        "ends": DateField("Ends"),
        "state_hours": NumberField("Hours on state time", unit="hours", minimum=0, maximum=10000, decimals=2),
        "own_hours": NumberField("Hours on own time", unit="hours", minimum=0, maximum=10000, decimals=2),
        "serves_item_id": ChoiceField("Serves", blank=NOTHING),
        "also_serves_item_id": ChoiceField("Also serves", blank=NOTHING),
        "training_category": ChoiceField("Training category", blank=NOTHING),
        "resource_id": ChoiceField("Resource of the directory", blank=NOTHING),
        "required": CheckField("Required: the plan is not complete without it"),
    }


def values(row: Activity) -> dict[str, Any]:
    """The fields of a row by name."""
    return {
        "text": row.text,
        "type": row.type or None,
        "provider": row.provider,
        "starts": row.starts,
        "ends": row.ends,
        "state_hours": row.state_hours,
        "own_hours": row.own_hours,
        "serves_item_id": row.serves,
        "also_serves_item_id": row.also_serves,
        "training_category": row.training_category or None,
        "resource_id": row.resource,
        "required": row.required,
    }


def offer(
    found: dict[str, Field], content: Content, categories: Sequence[str], resources: Sequence[tuple[str, str]]
) -> None:
    """Fill the choices that depend on the plan, the settings and the directory; what a row has is always offered."""
    texts = {goal.item: goal.text for goal in content.goals}
    texts |= {row.item: row.name for row in content.competencies}
    served = [
        (item, f"{name}: {one_line(texts[item])[:60]}".removesuffix(": "))
        for item, name in plans.served_names(content).items()
    ]
    written = [row.training_category for row in content.activities if row.training_category]
    kinds = dict.fromkeys((*categories, *written))
    gone = {row.resource for row in content.activities if row.resource} - {key for key, _name in resources}
    _choose(found["serves_item_id"], served)
    _choose(found["also_serves_item_id"], served)
    _choose(found["training_category"], [(name, name) for name in kinds])
    _choose(found["resource_id"], [*resources, *((key, "(no longer offered)") for key in gone if key)])


def when(row: Activity) -> str:
    """The months from start to end: "Jul – Dec 2026", "Sep 2026", "Jul 2026 – May 2028"."""
    if row.starts is None or row.ends is None:
        return f"from {dates.show(row.starts)}" if row.starts else f"until {dates.show(row.ends)}" if row.ends else ""
    first, last = (f"{dates.MONTHS[day.month - 1]} {day.year}" for day in (row.starts, row.ends))
    if first == last:
        return first
    return f"{first.removesuffix(f' {row.ends.year}')} – {last}"


def td_remark(detail: PlanDetail, row: Activity) -> tuple[str, Tone]:
    """Used, left and the last allowed day, for an activity that is a T&D assignment."""
    if row.type is not ActivityType.TD_ASSIGNMENT:
        return "", Tone.QUIET
    said = f"{capital(detail.td.used_and_left)}."
    found = next((one for one in detail.td.assignments if one.item == row.item), None)
    if found is None:
        return f"{said} Give it a start and an end to see its last allowed day.", Tone.QUIET
    if found.over:
        until = (
            f"the last allowed day is {dates.show(found.last_allowed)}" if found.last_allowed else "no day is allowed"
        )
        return f"{said} This one goes over 24 months in 36: {until}.", Tone.BAD
    said = f"{said} This one may last until {dates.show(found.last_allowed)}."
    return f"{said} {detail.td.note}".strip(), Tone.ATTENTION if detail.td.warning else Tone.ACCENT


def _choose(field: Field, choices: Sequence[tuple[str, str]]) -> None:
    assert isinstance(field, ChoiceField)  # noqa: S101 -- made above
    field.set_choices(choices)


def _hours(row: Activity) -> str:
    hours = (row.state_hours or Decimal(0)) + (row.own_hours or Decimal(0))
    return grouped(hours) if hours else ""


def _cost(costs: Mapping[str, Decimal]) -> Callable[[Activity], str]:
    return lambda row: money.show(costs[row.item]) if row.item in costs else ""
