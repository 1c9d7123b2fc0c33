"""The revisions of plans that hold or once held, by the rule of `domain.in_force`."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.in_force import MAY_HOLD, Marks
from umdesk.domain.words import RevisionState
from umdesk.storage.chunks import chunks
from umdesk.storage.models import Revision, RevisionStep


class Held(NamedTuple):
    """A revision that holds or once held: its plan, its id and number, and the day from which it held."""

    plan: str
    id: str
    number: int
    since: date | None


def agreed_before(session: Session, revision: Revision) -> Revision | None:
    """The revision that a later one changes: the newest before it that held, else the one before; None for the first.

    One in between that was printed and never signed was agreed by nobody, so what it changed is still a change.
    """
    held = [one for one in _held(session, [revision.plan_id]) if one.number < revision.number]
    if held:
        return session.get_one(Revision, held[-1].id)
    older = select(Revision).where(Revision.plan_id == revision.plan_id, Revision.number < revision.number)
    return session.scalars(older.order_by(Revision.number.desc())).first()


def revisions_in_force(session: Session, plan_ids: Collection[str]) -> dict[str, Held]:
    """The revision that holds of each of some plans, by plan; plans without one are left out."""
    return {one.plan: one for one in _held(session, plan_ids)}


def held_ids(session: Session) -> dict[str, str]:
    """The id of the revision that holds of each plan that has one, by plan; for counts over all plans."""
    return {one.plan: one.id for one in _held(session)}


def held_from(session: Session, last: date) -> list[tuple[str, int, date]]:
    """Each revision of any plan that came to hold by a day: its plan, number and first day."""
    every = _held(session)
    return [(one.plan, one.number, one.since) for one in every if one.since is not None and one.since <= last]


def first_days(session: Session, plan_ids: Collection[str]) -> dict[str, date]:
    """The day from which a first revision of each of some plans held, by plan; plans without one are left out."""
    found: dict[str, date] = {}
    for one in _held(session, plan_ids):
        if one.since is not None:
            found[one.plan] = min(one.since, found.get(one.plan, one.since))
    return found


def _held(session: Session, plan_ids: Collection[str] | None = None) -> Iterator[Held]:
    """The revisions of some plans, or of all (None), that hold or once held, those of one plan by their numbers."""
    row, step = Revision, RevisionStep
    superseded_from = (
        select(step.from_state)
        .where(step.revision_id == row.id, step.to_state == RevisionState.SUPERSEDED)
        .order_by(step.made_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(
            row.plan_id, row.id, row.number, row.state, row.in_force_on, row.employee_signed, row.supervisor_signed,
            row.coordinator_signed, row.not_signed_note, superseded_from,
        )
        .where(row.state.in_(MAY_HOLD))
        .order_by(row.number)
    )  # fmt: skip
    parts = [query] if plan_ids is None else [query.where(row.plan_id.in_(part)) for part in chunks(sorted(plan_ids))]
    for each in parts:
        for plan, revision, number, *what in session.execute(each).all():
            marks = Marks(*what)
            if marks.agreed:
                yield Held(plan, revision, number, marks.since)
