"""The activities of a participant's plan, by identity, for records that are hung on one (session blocks)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.errors import Gone
from umdesk.domain.words import NO_TYPE, ItemKind
from umdesk.domain.writing import one_line
from umdesk.storage import models


def activity_names(session: Session, participation_id: str) -> dict[str, str]:
    """What each activity of the participation's plan is called, by identity, in the newest revision that has it."""
    row, revision, plan = models.PlanActivity, models.Revision, models.Plan
    found = session.execute(
        select(row.item_id, row.text, row.type)
        .join(revision, revision.id == row.revision_id)
        .join(plan, plan.id == revision.plan_id)
        .where(plan.participation_id == participation_id)
        .order_by(revision.number)
    )
    return {item: one_line(text) or kind or NO_TYPE for item, text, kind in found}


def own_activity(session: Session, participation_id: str, item_id: str | None) -> str | None:
    """The identity of an activity of the participation's own plan, as it was given; None for none.

    Raises:
        Gone: it is of another plan, or there is none.
    """
    if item_id is None:
        return None
    item = session.get(models.PlanItem, item_id)
    plan = session.get(models.Plan, item.plan_id) if item else None
    if item is None or plan is None or plan.participation_id != participation_id or item.kind != ItemKind.ACTIVITY:
        raise Gone("This activity is no longer in the plan; nothing was changed.", "Choose another one, or none.")
    return item_id
