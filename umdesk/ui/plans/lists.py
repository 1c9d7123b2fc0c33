"""Goals, competencies and costs of a plan: what each list shows in its table and asks in its fields."""

from collections.abc import Mapping, Sequence

from umdesk.domain import dates, money
from umdesk.domain.plans import Competency, Cost, Goal, Section
from umdesk.domain.words import GoalTerm, ItemKind
from umdesk.domain.writing import capital, one_line
from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.plans.rows_page import Add, RowsSpec
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, Field, LongTextField, MoneyField, TextField
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

ALL = (GOALS, COMPETENCIES, COSTS)
