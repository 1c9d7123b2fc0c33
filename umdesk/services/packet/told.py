"""The history of one cycle: every event that touched a record of it, like ones of a day told together."""

import json
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain.packet import EventPart
from umdesk.domain.ties import seed_digest
from umdesk.storage.chunks import chunks
from umdesk.storage.models import Change, Cycle, Event

#: Table → the field that names what it belongs to: first what belongs to the cycle, then what hangs on that.
_PARENTS: tuple[dict[str, str], ...] = (
    dict.fromkeys(("rater", "criteria_set", "application", "correction", "viewing"), "cycle_id"),
    {
        **dict.fromkeys(
            (
                "sheet", "decision", "spread_settlement", "letter", "masked_text", "eligibility_record",
                "eligibility_decision", "attachment", "waitlist_move",
            ),
            "application_id",
        ),
        "criterion": "criteria_set_id",
    },
    dict.fromkeys(("rating", "reopening", "paper_entry"), "sheet_id"),
)  # fmt: skip
_OFTEN = ("ratings", "my_sheets", "paper_sheets", "conflicts", "masking", "sealing", "decisions.decide")
"""Modules and operations of which a cycle has hundreds of events."""
_FIELDS = ("cycle_id", "application_id", "criteria_set_id", "sheet_id")


def events(session: Session, cycle_id: str) -> tuple[EventPart, ...]:
    """The events of a cycle, the oldest first; records that are gone count too.

    Ratings and what else is done hundreds of times stand in one line for a day, an account and a kind, unless they have
    a reason: the ratings themselves are in the packet.
    """
    found: list[EventPart] = []
    open_lines: dict[tuple[str, str, str], int] = {}
    for event in _rows(session, sorted(_touched(session, cycle_id))):
        part = EventPart(event.seq, event.at, event.account_name, event.summary, event.reason or "")
        if part.reason or not event.operation.startswith(_OFTEN):
            found.append(part)
            continue
        key = (event.operation, event.account_name, event.at.astimezone().date().isoformat())
        at = open_lines.get(key)
        if at is None:
            open_lines[key] = len(found)
            found.append(part)
        else:
            found[at] = replace(found[at], times=found[at].times + 1)
    return tuple(found)


def last(session: Session) -> tuple[int, str]:
    """Number and hash of the last event of the program."""
    row = session.execute(select(Event.seq, Event.hash).order_by(Event.seq.desc()).limit(1)).one()
    return row.seq, row.hash


def _touched(session: Session, cycle_id: str) -> set[int]:
    """The numbers of the events that changed the cycle or anything that belongs to it."""
    tables = [table for level in _PARENTS for table in level]
    parents = func.json_extract(func.coalesce(Change.after, Change.before), *(f"$.{field}" for field in _FIELDS))
    rows = session.connection().execute(
        select(Change.event_seq, Change.table_name, Change.record_id, parents).where(Change.table_name.in_(tables))
    )
    by_table: dict[str, list[tuple[int, str, str]]] = {table: [] for table in tables}
    fields = {table: _FIELDS.index(field) for level in _PARENTS for table, field in level.items()}
    for seq, table, record_id, text in rows:
        parent = json.loads(text)[fields[table]]
        if parent:
            by_table[table].append((seq, record_id, parent))
    own = select(Change.event_seq).where(Change.table_name == "cycle", Change.record_id == cycle_id)
    found = set(session.scalars(own)) | _of_the_draw(session, cycle_id)
    known = {cycle_id}
    for level in _PARENTS:
        below: set[str] = set()
        for table in level:
            for seq, record_id, parent in by_table[table]:
                if parent in known:
                    found.add(seq)
                    below.add(record_id)
        known = below
    return found


def _of_the_draw(session: Session, cycle_id: str) -> set[int]:
    """The event that told the fingerprint; with a seed from a criteria file it changed no record."""
    seed = session.scalars(select(Cycle.draw_seed).where(Cycle.id == cycle_id)).first()
    if not seed:
        return set()
    told = Event.summary.endswith(seed_digest(seed))
    return set(session.scalars(select(Event.seq).where(Event.operation == "cycle_steps.fix_draw", told)))


def _rows(session: Session, numbers: list[int]) -> Iterable[Event]:
    for chunk in chunks([str(number) for number in numbers]):
        query = select(Event).where(Event.seq.in_([int(number) for number in chunk])).order_by(Event.seq)
        yield from session.scalars(query)
