"""Puts eligibility answers on record, on an occasion from which on they never change silently."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.words import CycleState
from umdesk.services.applicants.recorded import Occasion, kept
from umdesk.services.applicants.standing import Standing, standings
from umdesk.storage.models import Application, Cycle, EligibilityRecord

__all__ = ["Occasion", "forget", "forget_scoring", "record", "record_answer", "record_arrivals", "record_cycle"]


def record(session: Session, application_ids: Iterable[str], occasion: str, who: str, now: datetime) -> None:
    """Put the answer by the rules on record as it stands on an occasion (session block, inside an operation).

    From then on this answer is in force for the application, whatever changes, until a coordinator takes a fresh
    one. Where one is on record already it is that one which is recorded again: an occasion never brings in another.
    """
    ids = list(dict.fromkeys(application_ids))
    for application_id, stands in standings(session, application_ids=ids).items():
        record_answer(session, application_id, stands, occasion, who, now)


def record_cycle(session: Session, cycle_id: str, occasion: str, who: str, now: datetime) -> None:
    """Put the answer to every application of a cycle on record (session block, inside an operation)."""
    for application_id, stands in standings(session, cycle_id).items():
        record_answer(session, application_id, stands, occasion, who, now)


def record_arrivals(session: Session, cycle: Cycle, application_ids: Iterable[str], who: str, now: datetime) -> None:
    """Put the answer to applications on record that come into a cycle where that of all others is on record already.

    Otherwise theirs would be the ones in the ranking that change silently (session block, inside an operation).
    """
    if cycle.state in (CycleState.SCORING, CycleState.DECIDING):
        record(session, application_ids, Occasion.ARRIVED, who, now)


def forget(session: Session, application_id: str, occasion: str) -> None:
    """Take back what went on record on an occasion that is itself taken back (session block, inside an operation)."""
    row = EligibilityRecord
    for each in session.scalars(select(row).where(row.application_id == application_id, row.occasion == occasion)):
        session.delete(each)


def forget_scoring(session: Session, cycle_id: str) -> None:
    """The same for every application of a cycle when the start of its scoring is taken back."""
    row = EligibilityRecord
    query = select(row).join(Application, Application.id == row.application_id)
    of_scoring = row.occasion.in_((Occasion.SCORING, Occasion.ARRIVED))
    for each in session.scalars(query.where(Application.cycle_id == cycle_id, of_scoring)):
        session.delete(each)


def record_answer(  # noqa: PLR0917 -- as `record` takes them
    session: Session, application_id: str, stands: Standing, occasion: str, who: str, now: datetime
) -> None:
    """Put one answer on record as `stands` has it (session block, inside an operation)."""
    before = stands.recorded
    session.add(
        EligibilityRecord(
            application_id=application_id,
            answer=stands.computed.eligibility.value,
            reasons=kept(stands.computed),
            occasion=str(occasion),
            recorded_by=who,
            # The newest row holds, so that two of one moment have an order.
            recorded_at=now if before is None else max(now, before.at + timedelta(microseconds=1)),
        )
    )
