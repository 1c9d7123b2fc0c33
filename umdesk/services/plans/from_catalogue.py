"""Activities of the catalogue put into a plan: with proposed dates, hours, category, resource and their cost line."""

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from umdesk.domain import catalogue
from umdesk.domain.catalogue import Suggestion
from umdesk.domain.errors import NotNow
from umdesk.domain.plan_gaps import USUALLY_COSTS
from umdesk.domain.plans import Content
from umdesk.domain.words import CostCategory, ItemKind
from umdesk.domain.writing import counted
from umdesk.services.permissions import permit
from umdesk.services.plans import content, editing, participations
from umdesk.services.plans.catalogue import entries
from umdesk.storage import models
from umdesk.storage.program import Program


def add(program: Program, revision_id: str, entry_ids: Iterable[str]) -> tuple[str, ...]:
    """Add activities of the catalogue to a revision, each with its cost line where one is due; gives their rows.

    They begin and end inside the plan's period, and serve the competency for which they were suggested. What is in
    the plan already is left out.

    Raises:
        NotNow: the revision is printed, or none of the entries can be added any more.
    """
    permit(program, "plans.from_catalogue.add")
    with program.operation("plans.from_catalogue.add", "") as op:
        revision = editing.open_revision(op.session, program, op.name, revision_id)
        plan = content.plan_of(op.session, revision)
        person = participations.person_of(op.session, plan.participation_id)
        agreed = content.load(op.session, revision, person)
        chosen = set(entry_ids)
        suited = [one for one in _suggested(op.session, agreed, program) if one.entry.id in chosen]
        if not suited:
            raise NotNow(
                "Nothing was added: the chosen activities are in the plan already, or no longer in the catalogue.",
                "Look at the suggestions again.",
            )
        rows = _put(op.session, revision, suited)
        many = counted(len(rows), "activity", "activities")
        op.summary = f"Added {many} of the catalogue to plan {plan.number}{editing.reopen(op, program, revision)}"
        return tuple(rows)


def _suggested(session: Session, agreed: Content, program: Program) -> tuple[Suggestion, ...]:
    return catalogue.suggestions(entries(session), agreed, program.today())


def _put(session: Session, revision: models.Revision, chosen: Sequence[Suggestion]) -> list[str]:
    rows = []
    for one in chosen:
        entry = one.entry
        activity = editing.put_row(
            session, revision, ItemKind.ACTIVITY,
            {
                "type": entry.type, "text": entry.text, "provider": entry.provider, "starts": one.starts,
                "ends": one.ends, "state_hours": entry.state_hours, "own_hours": entry.own_hours,
                "serves_item_id": one.serves, "training_category": entry.training_category,
                "resource_id": entry.resource,
            },
        )  # fmt: skip
        rows.append(activity.id)
        if has_cost(one):
            editing.put_row(
                session, revision, ItemKind.COST,
                {
                    "text": entry.text, "category": entry.cost_category.value, "estimate": entry.estimate,
                    "activity_item_id": activity.item_id, "planned_on": one.starts,
                },
            )  # fmt: skip
    return rows


def has_cost(suggestion: Suggestion) -> bool:
    """Whether a cost line comes along: the entry says what it costs, or what kind of cost to expect."""
    entry = suggestion.entry
    if entry.estimate is not None:
        return True
    return entry.cost_category is not CostCategory.OTHER and entry.type in USUALLY_COSTS
