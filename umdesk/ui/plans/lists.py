"""The four lists of a plan: what each shows in its table and asks in its fields."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from umdesk.domain import dates, money, plans
from umdesk.domain.plans import Activity, Competency, Cost, Goal, Section
from umdesk.domain.words import ActivityType, GoalTerm, ItemKind
from umdesk.domain.writing import capital, grouped, one_line
from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.plans.rows_page import Add, RowsSpec
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import CheckField, ChoiceField, Field, LongTextField, MoneyField, NumberField, TextField
from umdesk.ui.widgets.rows import Column

NOBODY = "(none)"


# --- goals ----------------------------------------------------------------------------------------------------------


def _goal_columns(names: Mapping[str, str]) -> Sequence[Column[Goal]]:
    return (
        Column("Goal", lambda goal: names.get(goal.item, ""), width=8),
        Column("What", lambda goal: one_line(goal.text) or "(no text yet)", stretch=True),
        Column("Term", lambda goal: goal.term, width=11),
        Column("By", lambda goal: dates.show(goal.target_date), width=12),
    )


def _goal_fields() -> dict[str, Field]:
    return {
        "text": LongTextField(
            "What is the goal?",
            lines=2,
            placeholder="Example: Pass the Staff Services Analyst exam and qualify for a transfer",
        ),
        "term": ChoiceField("Term", [(term, capital(term)) for term in GoalTerm]),
        "target_date": DateField("To be reached by"),
    }


GOALS = RowsSpec(
    section=Section.GOALS,
    kind=ItemKind.GOAL,
    table="plan_goal",
    intro="What the participant wants to reach: at least one short-term and one long-term goal.",
    empty="No goals yet. Add a short-term goal to begin.",
    adds=(
        Add("Short-term goal", {"term": GoalTerm.SHORT}),
        Add("Long-term goal", {"term": GoalTerm.LONG}),
    ),
    columns=_goal_columns,
    rows=lambda detail: detail.content.goals,
    fields=_goal_fields,
    lines=(("text",), ("term", "target_date")),
    values=lambda goal: {"text": goal.text, "term": goal.term, "target_date": goal.target_date},
    prepare=lambda _detail, _fields: None,
    first_field="text",
)


# --- competencies ---------------------------------------------------------------------------------------------------


def _competency_columns(names: Mapping[str, str]) -> Sequence[Column[Competency]]:
    return (
        Column("Competency", lambda row: names.get(row.item, ""), width=14),
        Column("Name", lambda row: row.name or "(no name yet)", stretch=True),
        Column("Now", lambda row: one_line(row.now), width=14),
        Column("Wanted", lambda row: one_line(row.wanted), width=14),
    )


def _competency_fields() -> dict[str, Field]:
    return {
        "name": TextField("What should be learned?", placeholder="Example: Spreadsheets"),
        "now": LongTextField("Where the participant is now", lines=2, placeholder="Example: Enters data, knows sums"),
        "wanted": LongTextField("What is wanted", lines=2, placeholder="Example: Builds pivot tables alone"),
    }


COMPETENCIES = RowsSpec(
    section=Section.COMPETENCIES,
    kind=ItemKind.COMPETENCY,
    table="plan_competency",
    intro="Knowledge and skills that the target class asks for: where the participant is now, and what is wanted.",
    empty="No competencies yet.",
    adds=(Add("Add competency", {}),),
    columns=_competency_columns,
    rows=lambda detail: detail.content.competencies,
    fields=_competency_fields,
    lines=(("name",), ("now", "wanted")),
    values=lambda row: {"name": row.name, "now": row.now, "wanted": row.wanted},
    prepare=lambda _detail, _fields: None,
    first_field="name",
)


# --- activities -----------------------------------------------------------------------------------------------------


def _hours(row: Activity) -> str:
    hours = (row.state_hours or Decimal(0)) + (row.own_hours or Decimal(0))
    return grouped(hours) if hours else ""


def _when(row: Activity) -> str:
    """The months from start to end: "Jul – Dec 2026", "Sep 2026", "Jul 2026 – May 2028"."""
    if row.starts is None or row.ends is None:
        return f"from {dates.show(row.starts)}" if row.starts else f"until {dates.show(row.ends)}" if row.ends else ""
    first, last = (f"{dates.MONTHS[day.month - 1]} {day.year}" for day in (row.starts, row.ends))
    if first == last:
        return first
    return f"{first.removesuffix(f' {row.ends.year}')} – {last}"


def _td_remark(detail: PlanDetail, row: Activity) -> tuple[str, Tone]:
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


def _activity_columns(names: Mapping[str, str]) -> Sequence[Column[Activity]]:
    return (
        Column("What", lambda row: one_line(row.text) or "(no text yet)", stretch=True),
        Column("Type", lambda row: capital(row.type), width=16),
        Column("When", _when, width=16),
        Column("Hours", _hours, number=True, width=4),
        Column("Serves", lambda row: names.get(row.serves or "", ""), width=9),
    )


def _activity_fields() -> dict[str, Field]:
    return {
        "text": LongTextField(
            "What will be done?", lines=2, placeholder="Example: Two days a week in the budget office"
        ),
        "type": ChoiceField("Type", [(kind, capital(kind)) for kind in ActivityType]),
        "provider": TextField("Who provides it", placeholder="Example: CalLearns, Shasta College"),
        "starts": DateField("Starts"),
        "ends": DateField("Ends"),
        "state_hours": NumberField("Hours on state time", unit="hours", minimum=0, maximum=10000, decimals=2),
        "own_hours": NumberField("Hours on own time", unit="hours", minimum=0, maximum=10000, decimals=2),
        "serves_item_id": ChoiceField("Serves", blank=NOBODY),
        "required": CheckField("Required: the plan is not complete without it"),
    }


def _prepare_activity(detail: PlanDetail, fields: dict[str, Field]) -> None:
    served = plans.served_names(detail.content)
    texts = {goal.item: goal.text for goal in detail.content.goals}
    texts |= {row.item: row.name for row in detail.content.competencies}
    field = fields["serves_item_id"]
    assert isinstance(field, ChoiceField)  # noqa: S101 -- made above
    field.set_choices([(item, f"{name}: {one_line(texts[item])[:60]}") for item, name in served.items()])


def _activity_values(row: Activity) -> dict[str, Any]:
    return {
        "text": row.text,
        "type": row.type,
        "provider": row.provider,
        "starts": row.starts,
        "ends": row.ends,
        "state_hours": row.state_hours,
        "own_hours": row.own_hours,
        "serves_item_id": row.serves,
        "required": row.required,
    }


ACTIVITIES = RowsSpec(
    section=Section.ACTIVITIES,
    kind=ItemKind.ACTIVITY,
    table="plan_activity",
    intro="What will be done to reach the goals: training, assignments, counseling, exams. Each with its dates.",
    empty="No activities yet.",
    adds=(
        Add("Add activity", {}),
        Add("Add T&&D assignment", {"type": ActivityType.TD_ASSIGNMENT}),
    ),
    columns=_activity_columns,
    rows=lambda detail: detail.content.activities,
    fields=_activity_fields,
    lines=(
        ("text",), ("type", "provider"), ("starts", "ends"), ("state_hours", "own_hours"),
        ("serves_item_id",), ("required",),
    ),
    values=_activity_values,
    prepare=_prepare_activity,
    first_field="text",
    remark=_td_remark,
)  # fmt: skip


# --- costs ----------------------------------------------------------------------------------------------------------


def _cost_columns(names: Mapping[str, str]) -> Sequence[Column[Cost]]:
    return (
        Column("What is paid for", lambda row: one_line(row.text) or "(no text yet)", stretch=True),
        Column("Activity", lambda row: one_line(names.get(row.activity or "", "")), width=20),
        Column("Fund", lambda row: row.fund, width=12),
        Column("Estimate", lambda row: money.show(row.estimate) if row.estimate is not None else "", number=True,
               width=11),
    )  # fmt: skip


def _cost_fields() -> dict[str, Field]:
    return {
        "text": TextField("What is paid for", placeholder="Example: Course fee and books"),
        "estimate": MoneyField("Estimate", hint="US dollars; $0.00 if it is free"),
        "fund": TextField("Fund", placeholder="Example: Training budget"),
        "activity_item_id": ChoiceField("For which activity", blank=NOBODY),
    }


def _prepare_cost(detail: PlanDetail, fields: dict[str, Field]) -> None:
    field = fields["activity_item_id"]
    assert isinstance(field, ChoiceField)  # noqa: S101 -- made above
    named = enumerate(detail.content.activities, start=1)
    field.set_choices([(row.item, f"{number}: {one_line(row.text)[:60]}") for number, row in named])


COSTS = RowsSpec(
    section=Section.COSTS,
    kind=ItemKind.COST,
    table="plan_cost",
    intro="What the plan is expected to cost the department. Leave it empty if nothing is paid for.",
    empty="No cost lines. That is fine if nothing is paid for.",
    adds=(Add("Add cost line", {}),),
    columns=_cost_columns,
    rows=lambda detail: detail.content.costs,
    fields=_cost_fields,
    lines=(("text",), ("estimate", "fund"), ("activity_item_id",)),
    values=lambda row: {
        "text": row.text, "estimate": row.estimate, "fund": row.fund, "activity_item_id": row.activity,
    },
    prepare=_prepare_cost,
    first_field="text",
)  # fmt: skip

ALL = (GOALS, COMPETENCIES, ACTIVITIES, COSTS)
