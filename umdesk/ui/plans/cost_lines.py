"""The list of cost lines in a plan, with what they add up to."""

from collections.abc import Mapping, Sequence

from umdesk.domain import dates, money, plan_costs
from umdesk.domain.plan_values import LONGEST_TEXT
from umdesk.domain.plans import Cost, Section
from umdesk.domain.words import CostCategory, ItemKind
from umdesk.domain.writing import capital, one_line
from umdesk.services.plans import offers
from umdesk.services.plans.queries import PlanDetail
from umdesk.services.year import budget
from umdesk.ui.context import Context
from umdesk.ui.plans.rows_spec import Add, RowsSpec
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, Field, MoneyField, TextField
from umdesk.ui.widgets.rows import Column

NO_ACTIVITY = "(no single activity)"


def _columns(_names: Mapping[str, str]) -> Sequence[Column[Cost]]:
    return (
        Column("What is paid for", lambda row: one_line(row.text) or "(no text yet)", stretch=True),
        Column("Category", lambda row: capital(row.category), width=9),
        Column("Fund", lambda row: row.fund, width=11),
        Column("Expected", lambda row: dates.show(row.planned_on), width=9),
        Column("Estimate", lambda row: money.show(row.estimate) if row.estimate is not None else "", number=True,
               width=8),
    )  # fmt: skip


def _fields() -> dict[str, Field]:
    return {
        "text": TextField("What is paid for", placeholder="Example: Course fee and books", max_length=LONGEST_TEXT),
        "category": ChoiceField("Category", [(one, capital(one)) for one in CostCategory]),
        "estimate": MoneyField("Estimate in US dollars", hint="0 if it is free"),
        "fund": TextField("Fund", placeholder="Example: Training budget", max_length=LONGEST_TEXT),
        "request_number": TextField("Request number", placeholder="Example: TR-2026-114", max_length=LONGEST_TEXT),
        "planned_on": DateField("Expected on (date)"),
        "activity_item_id": ChoiceField("For which activity", blank=NO_ACTIVITY),
    }


def _prepare(detail: PlanDetail, fields: dict[str, Field]) -> None:
    field = fields["activity_item_id"]
    assert isinstance(field, ChoiceField)  # noqa: S101 -- made above
    named = enumerate(detail.content.activities, start=1)
    field.set_choices([(row.item, f"{number}: {one_line(row.text)[:60]}") for number, row in named])


def _offers(context: Context) -> Mapping[str, Sequence[str]]:
    """Funds that were typed before."""
    if not context.may("plans.offers.funds"):
        return {}
    return {"fund": context.runner.now(offers.funds, context.program) or ()}


def _warning(context: Context, detail: PlanDetail) -> str:
    """Which lines of the budget these costs go over."""
    if not context.may("year.budget.plan_would_be_over") or detail.frozen:
        return ""
    return budget.plan_would_be_over(context.program, detail.revision_id)


COSTS = RowsSpec(
    section=Section.COSTS,
    kind=ItemKind.COST,
    table="plan_cost",
    intro="What the plan is expected to cost the department. Leave it empty if nothing is paid for.",
    empty="No cost lines. That is fine if nothing is paid for.",
    adds=(Add("Add cost line", {}),),
    columns=_columns,
    rows=lambda detail: detail.content.costs,
    fields=_fields,
    lines=(("text",), ("category", "estimate"), ("fund", "request_number"), ("activity_item_id", "planned_on")),
    values=lambda row: {
        "text": row.text,
        "category": row.category,
        "estimate": row.estimate,
        "fund": row.fund,
        "request_number": row.request_number,
        "planned_on": row.planned_on,
        "activity_item_id": row.activity,
    },
    prepare=_prepare,
    first_field="text",
    summary=lambda detail: plan_costs.in_words(plan_costs.totals(detail.content.costs)),
    warning=_warning,
    offers=_offers,
)
