"""What was typed into a plan and not finished before it was printed: it is told once and then forgotten."""

from umdesk.services import drafts
from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.context import Context

_AGREED = frozenset({"revision", "plan_goal", "plan_competency", "plan_activity", "plan_cost"})
"""The tables of what a revision agrees; what happened can be recorded of a printed plan too."""
_MOST = 300
"""Characters that are told of it."""


def give_back(context: Context, detail: PlanDetail) -> None:
    """Tell what this account had typed into a frozen revision, so that it can be noted, and keep it no longer."""
    if not context.program.writable:
        return
    others = {revision.id for revision in detail.revisions} - {detail.revision_id}
    records = set(detail.record_ids) - others
    found = context.runner.now(drafts.recovered, context.program) or ()
    late = [typed for typed in found if typed.record in records and typed.table in _AGREED]
    for typed in late:
        drafts.drop(context.program, typed.record, typed.field)
    texts = "; ".join(f"“{text}”" for typed in late if (text := " ".join(typed.value.split())))
    if texts:
        context.runner.tell(
            "This plan was printed before you finished typing. Not entered was: "
            f"{texts if len(texts) <= _MOST else texts[:_MOST] + '…'}. Ask the coordinator to amend the plan, if it "
            "matters."
        )
