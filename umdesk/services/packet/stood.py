"""What stood before: ratings, words and settlements that were replaced, as the history keeps them (session blocks)."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.rating_text import rating_text
from umdesk.domain.scoring import shown
from umdesk.domain.words import ApplicationState, SettledBy
from umdesk.storage.chunks import chunks
from umdesk.storage.models import Change, Event

_BLANK = "blank"


@dataclass(frozen=True, slots=True)
class _Changed:
    """One record before and after an event; either is empty where there was none."""

    before: Mapping[str, Any]
    after: Mapping[str, Any]
    who: str
    at: datetime
    reason: str

    @property
    def told(self) -> str:
        """By whom, when and why."""
        why = f": {self.reason.rstrip('.')}" if self.reason else ""
        return f"{self.who}, {dates.show_moment(self.at)}{why}."


def ratings(session: Session, sheets: Iterable[str], names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The ratings and words that were changed after their sheet had been handed in, a sentence each, by the sheet's id.

    `names` are those of the criteria by key. What a rater changes before handing a sheet in is not told.
    """
    handed_in, wanted = _handed_in(session), set(sheets)
    found: dict[str, list[str]] = defaultdict(list)
    taken_away: set[tuple[str, str]] = set()
    for seq, one in _changes(session, "rating"):
        row = one.before or one.after
        sheet_id, key = row["sheet_id"], row["criterion_key"]
        if sheet_id not in wanted or seq <= handed_in.get(sheet_id, seq):
            continue
        if not one.before and (sheet_id, key) not in taken_away:
            continue
        name = names.get(key, "a criterion")
        old, new = _value(one.before), _value(one.after)
        if new == _BLANK:
            taken_away.add((sheet_id, key))
        if old != new:
            found[sheet_id].append(f"Changed: {name} from {old} to {new}, by {one.told}")
        words = one.before.get("comment", "")
        if words and words != one.after.get("comment", ""):
            found[sheet_id].append(f"The words on {name} were “{words}”; changed by {one.told}")
    return {sheet_id: tuple(sentences) for sheet_id, sentences in found.items()}


def settlements(session: Session, applications: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """How wide spreads were settled before they were settled otherwise, a sentence each, by the application's id."""
    wanted = set(applications)
    found: dict[str, list[str]] = defaultdict(list)
    for _seq, one in _changes(session, "spread_settlement"):
        row = one.before
        if not row or row["application_id"] not in wanted or not row["note"] or row["note"] == one.after.get("note"):
            continue
        when = dates.show_moment(datetime.fromisoformat(row["settled_at"]))
        spread = f" at a spread of {shown(Fraction(row['spread'])):.2f}" if row["spread"] else ""
        what = "asked a further rater" if row["how"] == SettledBy.FURTHER_RATER and not spread else "settled"
        how = "" if what.startswith("asked") else f" by {row['how']}"
        found[row["application_id"]].append(f"Before: {what}{how}{spread}. {row['note']} {row['settled_by']}, {when}")
    return {application_id: tuple(sentences) for application_id, sentences in found.items()}


def decliners(session: Session, applications: Iterable[str]) -> dict[str, str]:
    """Who recorded last that an applicant declined, by the application's id."""
    ids = list(applications)
    found = {}
    for _seq, one in _changes(session, "application", ids):
        if one.after.get("state") == ApplicationState.DECLINED and one.before.get("state") != ApplicationState.DECLINED:
            found[one.after["id"]] = one.who
    return found


def _handed_in(session: Session) -> dict[str, int]:
    """The event with which each sheet was handed in for the first time."""
    rows = session.execute(
        select(Change.record_id, func.min(Change.event_seq))
        .where(Change.table_name == "sheet", func.json_extract(Change.after, "$.submitted_at").is_not(None))
        .group_by(Change.record_id)
    )
    return {row[0]: row[1] for row in rows}


def _changes(session: Session, table: str, ids: list[str] | None = None) -> list[tuple[int, _Changed]]:
    """Every change of a kind of record, the oldest first; `ids` are the records wanted."""
    query = (
        select(Change.event_seq, Change.before, Change.after, Event.account_name, Event.at, Event.reason)
        .join(Event, Event.seq == Change.event_seq)
        .where(Change.table_name == table)
        .order_by(Change.event_seq, Change.id)
    )
    pieces = [query] if ids is None else [query.where(Change.record_id.in_(chunk)) for chunk in chunks(ids)]
    return [
        (
            row.event_seq,
            _Changed(
                json.loads(row.before or "{}"), json.loads(row.after or "{}"), row.account_name, row.at,
                row.reason or "",
            ),
        )
        for piece in pieces
        for row in session.execute(piece)
    ]  # fmt: skip


def _value(row: Mapping[str, Any]) -> str:
    if row.get("not_applicable"):
        return rating_text(None)
    value = row.get("value")
    return _BLANK if value is None else rating_text(Decimal(value))
