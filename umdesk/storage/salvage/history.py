"""The history of a salvaged program: a second copy of every record, and a list of what it lacks itself."""

import json
from dataclasses import dataclass
from typing import Any

from umdesk.storage.integrity.records import to_stored
from umdesk.storage.models.base import Base
from umdesk.storage.salvage.reading import Read, ReadTable, Row

#: Stands in the place of an event that was lost, so that what it changed still has an event.
LOST_OPERATION = "history.lost"
LOST_SUMMARY = "Lost: this event was on a damaged page and could not be read when the program was saved"


@dataclass(frozen=True, slots=True)
class KeptHistory:
    """The history as read.

    `lost` are the numbers of events that are gone; `touched` those and the events that may lack some of their changes.
    `latest` says of each record its table and what the last change made of it, as canonical JSON.
    """

    lost: tuple[int, ...]
    touched: frozenset[int]
    latest: dict[bytes, tuple[str, str | None]]


def keep_history(read: Read) -> KeptHistory:
    """Sort the history that was read, and put something in the place of each event that is lost."""
    events, changes = read.tables["event"], read.tables["change"]
    last = max((*events.rows, *events.pieces, *_seqs(changes), 0))
    lost = tuple(seq for seq in range(1, last + 1) if seq not in events.rows)
    for seq in lost:
        events.rows[seq] = _stub(seq, events)
    latest: dict[bytes, tuple[str, str | None]] = {}
    for rowid in sorted(changes.rows):
        row = changes.rows[rowid]
        latest[_bytes(row["record_id"])] = (str(row["table_name"]), None if row["after"] is None else str(row["after"]))
    return KeptHistory(lost, frozenset(lost) | (frozenset() if changes.whole else _with_gaps(changes, last)), latest)


def _seqs(changes: ReadTable) -> set[int]:
    rows = (*changes.rows.values(), *changes.pieces.values())
    return {seq for row in rows if isinstance(seq := row.get("event_seq"), int)}


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else b""


def _with_gaps(changes: ReadTable, last: int) -> frozenset[int]:
    """The events that lost changes belong to: changes are numbered without a gap, so a gap lies between two events."""
    touched: set[int] = set()
    before, at = 0, 1
    for rowid in sorted(changes.rows):
        seq = _number(changes.rows[rowid], 1)
        if rowid != before + 1:
            touched.update(range(at, seq + 1))
        before, at = rowid, seq
    touched.update(range(at, last + 1))
    return frozenset(touched)


def _number(row: Row, otherwise: int) -> int:
    seq = row.get("event_seq")
    return seq if isinstance(seq, int) else otherwise


def _stub(seq: int, events: ReadTable) -> Row:
    """An event in the place of a lost one; the hashes of its neighbours still hold the chain together around it."""
    before, after = events.rows.get(seq - 1), events.rows.get(seq + 1)
    unknown = "0" * 64
    return {
        "seq": seq,
        "id": events.pieces.get(seq, {}).get("id") or seq.to_bytes(16, "big"),
        "at": before["at"] if before else "1970-01-01T00:00:00.000000+00:00",
        "account_id": None,
        "account_name": "",
        "operation": LOST_OPERATION,
        "summary": LOST_SUMMARY,
        "reason": None,
        "undoable": 0,
        "undoes": None,
        "sitting": bytes(16),
        "previous_hash": before["hash"] if before else unknown,
        "hash": after["previous_hash"] if after else unknown,
    }


def bring_back(read: Read, kept: KeptHistory) -> dict[str, int]:
    """Put rows that could not be read back as the history last knew them; gives how many, by table."""
    of_table: dict[str, list[tuple[bytes, str]]] = {}
    for record, (table, after) in kept.latest.items():
        if after is not None and table in read.tables:
            of_table.setdefault(table, []).append((record, after))
    return {
        name: _bring_back(read.tables[name], told) for name, told in of_table.items() if not read.tables[name].whole
    }


def _bring_back(table: ReadTable, told: list[tuple[bytes, str]]) -> int:
    there = {row["id"] for row in table.rows.values()}
    place = {piece["id"]: rowid for rowid, piece in table.pieces.items() if "id" in piece}
    # An index that was read in full also knows which records are no longer there.
    all_known = table.indexed and all("id" in piece for piece in table.pieces.values())
    free = max((*table.rows, *table.pieces, 0)) + 1
    count = 0
    for record, after in told:
        if record in there or (all_known and record not in place):
            continue
        rowid = place.get(record)
        if rowid is None:
            rowid, free = free, free + 1
        table.rows[rowid] = _row(table, json.loads(after))
        count += 1
    return count


def _row(table: ReadTable, values: dict[str, Any]) -> Row:
    kinds = Base.metadata.tables[table.table.name].columns
    row: Row = {}
    for column in table.table.columns:
        value = values.get(column.name)
        turn = to_stored(kinds[column.name].type) if column.name in kinds else None
        if turn is not None and (value is not None or column.type == "JSON"):
            value = turn(value)
        if value is None and not column.nullable:
            value = _empty(column.type)
        row[column.name] = value
    return row


def _empty(kind: str) -> int | str | bytes:
    """What stands in a column that the history does not know yet: the table got it after the record was written."""
    if kind in {"INTEGER", "BOOLEAN"}:
        return 0
    return b"" if kind == "BLOB" else ""
