"""What was typed into plans before, to be offered again."""

from sqlalchemy import select

from umdesk.domain.folding import folded
from umdesk.services import scope
from umdesk.services.permissions import permit
from umdesk.storage import models
from umdesk.storage.program import Program


def funds(program: Program) -> tuple[str, ...]:
    """The funds of allocations, cost lines and money records, by name.

    A supervisor is offered those of their participants, and those of the budget.
    """
    permit(program, "plans.offers.funds")
    cost, revision, plan, spent = models.PlanCost, models.Revision, models.Plan, models.MoneyRecord
    planned = (
        select(cost.fund)
        .join(revision, revision.id == cost.revision_id)
        .join(plan, plan.id == revision.plan_id)
        .where(cost.fund != "")
    )
    paid = select(spent.fund).where(spent.fund != "")
    with program.reading() as session:
        reached = scope.visible(session, program, "plans.offers.funds")
        if reached is not None:
            planned = planned.where(plan.participation_id.in_(reached))
            paid = paid.where(spent.participation_id.in_(reached))
        given = select(models.Allocation.fund).where(models.Allocation.fund != "")
        typed = sorted(fund for query in (given, planned, paid) for fund in session.scalars(query.distinct()))
    named: dict[str, str] = {}
    for fund in typed:
        named.setdefault(folded(fund), fund)
    return tuple(named[key] for key in sorted(named))
