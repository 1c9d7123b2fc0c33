"""The lists of goals and competencies in a plan, with help to make a goal concrete."""

from collections.abc import Mapping, Sequence

from umdesk.domain import dates, goal_help
from umdesk.domain.folding import folded
from umdesk.domain.plan_values import LONGEST_TEXT
from umdesk.domain.plans import Competency, Goal, Section
from umdesk.domain.words import GoalTerm, ItemKind
from umdesk.domain.writing import capital, one_line
from umdesk.services.plans import catalogue, ways
from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.context import Context
from umdesk.ui.plans.rows_spec import Add, RowsSpec
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, Field, LongTextField, TextField
from umdesk.ui.widgets.rows import Column


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
            "What exactly is the goal?",
            lines=2,
            placeholder="Example: Pass the Staff Services Analyst exam and qualify for a transfer",
        ),
        "measure": LongTextField(
            "How we will see it",
            lines=2,
            placeholder="Example: The name is on the eligible list; drafts a letter alone",
        ),
        "term": ChoiceField("Term", [(term, capital(term)) for term in GoalTerm]),
        "target_date": DateField("To be reached by (date)"),
    }


def _goal_hints(_detail: PlanDetail, goal: Goal) -> tuple[str, Tone]:
    return " ".join(goal_help.hints(goal)), Tone.QUIET


def _goal_examples(context: Context, detail: PlanDetail) -> Sequence[Add]:
    """Goals for the target class, with the classes on a shortest way to it."""
    content, between = detail.content, []
    if content.target_class_code:
        found = context.runner.now(ways.to_class, context.program, detail.revision_id, content.target_class_code)
        legs = found.ways[0][:-1] if found and found.ways else ()
        between = [leg.name.removeprefix(leg.to_code).strip() or leg.name for leg in legs]
    return [
        Add(f"{capital(one.term)}: {one.text}", {"term": one.term, "text": one.text, "measure": one.measure})
        for one in goal_help.examples(content, between)
    ]


GOALS = RowsSpec(
    section=Section.GOALS,
    kind=ItemKind.GOAL,
    table="plan_goal",
    intro="What the participant wants to reach: at least one short-term and one long-term goal. A good goal says what "
    "exactly, how you will both see it, and by when.",
    empty="No goals yet. Add a short-term goal to begin.",
    adds=(
        Add("Short-term goal", {"term": GoalTerm.SHORT}),
        Add("Long-term goal", {"term": GoalTerm.LONG}),
    ),
    columns=_goal_columns,
    rows=lambda detail: detail.content.goals,
    fields=_goal_fields,
    lines=(("text",), ("measure",), ("term", "target_date")),
    values=lambda goal: {
        "text": goal.text, "measure": goal.measure, "term": goal.term, "target_date": goal.target_date,
    },
    prepare=lambda _detail, _fields: None,
    first_field="text",
    remark=_goal_hints,
    from_examples="Examples",
    examples=_goal_examples,
)  # fmt: skip


def _competency_columns(names: Mapping[str, str]) -> Sequence[Column[Competency]]:
    return (
        Column("Competency", lambda row: names.get(row.item, ""), width=14),
        Column("Name", lambda row: row.name or "(no name yet)", stretch=True),
        Column("Now", lambda row: one_line(row.now), width=14),
        Column("Wanted", lambda row: one_line(row.wanted), width=14),
    )


def _competency_fields() -> dict[str, Field]:
    return {
        "name": TextField("What should be learned?", placeholder="Example: Spreadsheets", max_length=LONGEST_TEXT),
        "now": LongTextField("Where the participant is now", lines=2, placeholder="Example: Enters data, knows sums"),
        "wanted": LongTextField("What is wanted", lines=2, placeholder="Example: Builds pivot tables alone"),
    }


def _competency_suggestions(context: Context, detail: PlanDetail) -> Sequence[Add]:
    """What the department's catalogue has activities for, without what the plan names already."""
    had = {folded(one_line(row.name)) for row in detail.content.competencies}
    code = detail.content.target_class_code
    found = context.runner.now(catalogue.competencies_for, context.program, code) or ()
    return [Add(name, {"name": name}) for name in found if folded(name) not in had]


COMPETENCIES = RowsSpec(
    section=Section.COMPETENCIES,
    kind=ItemKind.COMPETENCY,
    table="plan_competency",
    intro="Knowledge and skills that the target class asks for: where the participant is now, and what is wanted. The "
    "suggestions are those that the department's catalogue has activities for.",
    empty="No competencies yet. Add one, or take one of the suggestions.",
    adds=(Add("Add competency", {}),),
    columns=_competency_columns,
    rows=lambda detail: detail.content.competencies,
    fields=_competency_fields,
    lines=(("name",), ("now", "wanted")),
    values=lambda row: {"name": row.name, "now": row.now, "wanted": row.wanted},
    prepare=lambda _detail, _fields: None,
    first_field="name",
    from_examples="Suggestions",
    examples=_competency_suggestions,
)
