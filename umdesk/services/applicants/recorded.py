"""Answers on record: what the rules said on an occasion from which on the answer never changes silently."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Text, select, type_coerce
from sqlalchemy.orm import Session

from umdesk.domain.eligibility import EligibilityAnswer, Reason
from umdesk.domain.words import Eligibility
from umdesk.storage.chunks import chunks
from umdesk.storage.models import Application, EligibilityRecord


class Occasion(StrEnum):
    """When an answer goes on record."""

    DECISION = "coordinator’s decision"
    LETTER = "letter sent"
    SCORING = "scoring started"
    ARRIVED = "came in after scoring started"
    APPLIED = "decisions applied"
    CLOSED = "cycle closed"
    FRESH = "taken afresh"


@dataclass(frozen=True, slots=True)
class Recorded:
    """The answer on record of an application: when, on which occasion and by whom it was put there."""

    id: str
    answer: EligibilityAnswer
    occasion: str
    by: str
    at: datetime


def records(
    session: Session, *, cycle_id: str | None = None, application_ids: Iterable[str] | None = None
) -> dict[str, Recorded]:
    """The answer on record of each application that has one: of all, of a cycle, or of some (session block)."""
    row = EligibilityRecord
    query = select(
        row.application_id, row.id, row.answer, type_coerce(row.reasons, Text), row.occasion, row.recorded_by,
        row.recorded_at,
    ).order_by(row.recorded_at)  # fmt: skip
    if cycle_id is not None:
        query = query.join(Application, Application.id == row.application_id).where(Application.cycle_id == cycle_id)
    parts = [query]
    if application_ids is not None:
        parts = [query.where(row.application_id.in_(chunk)) for chunk in chunks(list(application_ids))]
    known: dict[tuple[str, str], EligibilityAnswer] = {}  # like cases have the same text
    found = {}
    for part in parts:
        for application_id, record_id, answer, reasons, occasion, by, at in session.execute(part):
            key = (answer, reasons)
            if key not in known:
                known[key] = EligibilityAnswer(Eligibility(answer), reasons_of(json.loads(reasons)))
            found[application_id] = Recorded(record_id, known[key], occasion, by, at)
    return found


def kept(answer: EligibilityAnswer) -> list[dict[str, Any]]:
    """The reasons of an answer as its record keeps them."""
    return [{"reason": each.text, "source": each.source, "in favor": each.ok} for each in answer.reasons]


def reasons_of(rows: Iterable[dict[str, Any]]) -> tuple[Reason, ...]:
    """The reasons that a record keeps."""
    return tuple(Reason(row["reason"], row["source"], row["in favor"]) for row in rows)
