"""The selection of every cycle in one table: who was selected and why, for readers who have the files alone.

What the rules say of an application is worked out from what is stored until it is put on record; a reader without
umdesk needs it spelled out. A rank is given once the draw was made, not before: until then it would tell how the draw
will go.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.scoring import formula, shown
from umdesk.services import decided_text, standing
from umdesk.services.applicants.standing import Standing as ApplicationStanding
from umdesk.services.applicants.standing import standings
from umdesk.services.standing import Applied, Standing
from umdesk.storage.models import Application, Cycle, Decision

Value = str | int | bool | Decimal | date | datetime | None

SELECTION = (
    "cycle", "application", "application id", "name", "class code", "by the rules", "reasons by the rules",
    "eligibility in force", "decided otherwise by", "reason for deciding otherwise", "score", "raters", "rank",
    "rank decided by", "not ranked because", "decision", "kind of reason for the decision",
    "reason for the decision", "decision by", "decided at", "applied at", "what came after the decision",
    "declined on", "reason for declining", "how the score is made",
)  # fmt: skip
"""The columns of the table."""
NOT_YET = "The ranking is not given out before scoring has ended."


def rows(session: Session) -> Iterator[tuple[Value, ...]]:
    """A row an application, cycle by cycle, in order of their numbers (session block)."""
    for cycle_id in session.scalars(select(Cycle.id).order_by(Cycle.name)).all():
        now = standing.load(session, cycle_id)
        answers = standings(session, cycle_id)
        found = session.scalars(
            select(Decision)
            .join(Application, Application.id == Decision.application_id)
            .where(Application.cycle_id == cycle_id)
        )
        decided = {decision.application_id: decision for decision in found}
        places, since = _places(now), decided_text.since(session, cycle_id)
        gone = _declined(session, cycle_id)
        for number, applied in now.applications.items():
            yield (
                now.name, number, applied.id, applied.name, applied.class_code,
                *_eligibility(answers[applied.id]),
                *places.get(number, (None, None, None, "", "")),
                *_decision(decided.get(applied.id), applied),
                ", ".join(since.get(applied.id, ())), *gone.get(applied.id, (None, "")),
                formula(now.rules.criteria, now.rules.aggregate, now.rules.minimum_raters),
            )  # fmt: skip


def _eligibility(stands: ApplicationStanding) -> tuple[Value, ...]:
    reasons = "; ".join(f"{reason.text} ({reason.source})" for reason in stands.computed.reasons)
    made = stands.decided
    return (
        stands.computed.eligibility.value, reasons, stands.eligibility.value,
        made.by if made else "", made.reason if made else "",
    )  # fmt: skip


def _places(now: Standing) -> dict[str, tuple[Value, ...]]:
    """Score, raters, rank, what decided it and why there is none, by application number."""
    if not now.state.after_scoring:
        return dict.fromkeys(now.applications, (None, None, None, "", NOT_YET))
    ranked = {
        place.number: (shown(place.score), place.n, place.rank, place.decided_by, "") for place in now.ranking.ranked
    }
    return {**ranked, **{one.number: (None, one.n, None, "", one.reason) for one in now.ranking.unranked}}


def _decision(decision: Decision | None, applied: Applied) -> tuple[Value, ...]:
    if decision is None:
        return applied.state.value, "", "", "", None, None
    return (
        decision.outcome, decision.reason_kind, decision.reason, decision.decided_by, decision.decided_at,
        decision.applied_at,
    )  # fmt: skip


def _declined(session: Session, cycle_id: str) -> dict[str, tuple[Value, ...]]:
    """When and why those who declined did so, by application id."""
    query = select(Application.id, Application.declined_on, Application.declined_reason)
    rows = session.execute(query.where(Application.cycle_id == cycle_id, Application.declined_on.is_not(None)))
    return {application_id: (on, reason) for application_id, on, reason in rows}
