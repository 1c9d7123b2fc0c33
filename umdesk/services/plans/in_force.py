"""Which revision of a plan holds: the newest that was signed, or filed and put in force by the coordinator.

A revision that is printed and not signed yet does not end what was signed before: until it is signed (or put in force)
the one before holds, though its paper is superseded.
"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from umdesk.domain.words import RevisionState
from umdesk.storage import models
from umdesk.storage.chunks import chunks
from umdesk.storage.models import Revision

MAY_HOLD = (RevisionState.SIGNED, RevisionState.FILED, RevisionState.SUPERSEDED)
"""The states of revisions that can hold; a superseded one does while no newer one was signed."""


def agreed_before(session: Session, revision: Revision) -> Revision | None:
    """The revision that a later one changes: the newest before it that held, else the one before; None for the first.

    One in between that was printed and never signed was agreed by nobody, so what it changed is still a change.
    """
    held = [row for row in _held(session, [revision.plan_id]) if row.number < revision.number]
    if held:
        return held[-1]
    older = select(Revision).where(Revision.plan_id == revision.plan_id, Revision.number < revision.number)
    return session.scalars(older.order_by(Revision.number.desc())).first()


def revisions_in_force(session: Session, plan_ids: Collection[str]) -> dict[str, Revision]:
    """The revision that holds of each of some plans, by plan; plans without one are left out."""
    return {row.plan_id: row for row in _held(session, plan_ids)}


def held_ids(session: Session) -> dict[str, str]:
    """The id of the revision that holds of each plan that has one, by plan; for counts over all plans."""
    return {one.plan_id: one.id for one in _held_rows(session)}


def held_from(session: Session, last: date) -> list[tuple[str, int, date]]:
    """Each revision that came to hold by a day: its plan, number and first day; for counts over all plans."""
    found = []
    for one in _held_rows(session):
        day = since(one)
        if day is not None and day <= last:
            found.append((one.plan_id, one.number, day))
    return found


def first_days(session: Session, plan_ids: Collection[str]) -> dict[str, date]:
    """The day from which a first revision of each of some plans held, by plan; plans without one are left out."""
    found: dict[str, date] = {}
    for row in _held(session, plan_ids):
        day = since(row)
        if day is not None:
            found[row.plan_id] = min(day, found.get(row.plan_id, day))
    return found


def since(revision: Revision | Row[Any]) -> date | None:
    """The day from which a revision holds: that of its last signature, or on which it was put in force."""
    in_force_on: date | None = revision.in_force_on
    if in_force_on is not None:
        return in_force_on
    dates = (revision.employee_signed, revision.supervisor_signed, revision.coordinator_signed)
    return max((day for day in dates if day is not None), default=None)


def _held(session: Session, plan_ids: Collection[str]) -> Iterator[Revision]:
    """The revisions that hold or once held, those of one plan in the order of their numbers."""
    for chunk in chunks(sorted(plan_ids)):
        query = select(Revision).where(Revision.plan_id.in_(chunk), Revision.state.in_(MAY_HOLD))
        rows = session.scalars(query.order_by(Revision.number)).all()
        were_signed = _were_signed(session, [row.id for row in rows if row.state == RevisionState.SUPERSEDED])
        yield from (row for row in rows if _holds(row.state, row.in_force_on, was_signed=row.id in were_signed))


def _held_rows(session: Session) -> Iterator[Row[Any]]:
    """The revisions of all plans that hold or once held, those of one plan in the order of their numbers."""
    row, step = Revision, models.RevisionStep
    # The newest step to "superseded" of a revision, where there are several.
    was = (
        select(step.revision_id, step.from_state, func.max(step.made_at))
        .where(step.to_state == RevisionState.SUPERSEDED)
        .group_by(step.revision_id)
        .subquery()
    )
    query = (
        select(
            row.id, row.plan_id, row.number, row.state, row.in_force_on, row.employee_signed, row.supervisor_signed,
            row.coordinator_signed, row.not_signed_note, was.c.from_state,
        )
        .outerjoin(was, was.c.revision_id == row.id)
        .where(row.state.in_(MAY_HOLD))
        .order_by(row.number)
    )  # fmt: skip
    for one in session.connection().execute(query).all():
        before: str | None = one.from_state
        bare = before is None and one.employee_signed and one.supervisor_signed and not one.not_signed_note
        signed = one.state == RevisionState.SUPERSEDED and (before == RevisionState.SIGNED or bool(bare))
        if _holds(one.state, one.in_force_on, was_signed=signed):
            yield one


def _holds(state: str, in_force_on: date | None, *, was_signed: bool) -> bool:
    return state == RevisionState.SIGNED or was_signed or in_force_on is not None


def _were_signed(session: Session, revision_ids: list[str]) -> frozenset[str]:
    """Those of superseded revisions that were signed when a newer one was printed.

    Of revisions from before steps were kept: those with the dates of employee and supervisor and no word on who did
    not sign.
    """
    step = models.RevisionStep
    query = select(step.revision_id, step.from_state).where(
        step.revision_id.in_(revision_ids), step.to_state == RevisionState.SUPERSEDED
    )
    was = {row.revision_id: row.from_state for row in session.execute(query)}
    bare = select(Revision.id).where(
        Revision.id.in_(set(revision_ids) - was.keys()),
        Revision.employee_signed.is_not(None),
        Revision.supervisor_signed.is_not(None),
        Revision.not_signed_note == "",
    )
    return frozenset([*(each for each, state in was.items() if state == RevisionState.SIGNED), *session.scalars(bare)])
