"""Rebuilding changes of the history that were lost: what comes before and after each still says what it was.

A change says how a record was before and after it. The change before it of the same record ends where it began, and the
one after it, or the record as it is today, begins where it ended. Whether the guess is right the event's hash tells, so
nothing is taken that is not exactly as it was.
"""

from typing import Any

from umdesk.storage.canonical import encode
from umdesk.storage.history import RECORDED, event_hash
from umdesk.storage.integrity.records import from_stored
from umdesk.storage.models.base import Base
from umdesk.storage.salvage.reading import Read, Row

_BYTES = ("id", "account_id", "undoes", "sitting")


def rebuild_changes(read: Read) -> int:
    """Put lost changes back where the hash of their event proves them; gives how many."""
    changes = read.tables["change"]
    lost = changes.lost()
    if not lost:
        return 0
    steps = _steps_of_records(read, lost)
    today = _rows_today(read, {piece.get("record_id") for piece in lost.values()})
    guessed: dict[Any, dict[int, Row]] = {}
    hopeless = set()
    for rowid, piece in lost.items():
        guess = _guess(rowid, piece, read, steps, today)
        if guess is None:
            hopeless.add(piece.get("event_seq"))
        else:
            guessed.setdefault(piece["event_seq"], {})[rowid] = guess
    there: dict[Any, dict[int, Row]] = {seq: {} for seq in guessed}
    for rowid, row in changes.rows.items():
        if row["event_seq"] in there:
            there[row["event_seq"]][rowid] = row
    count = 0
    for seq, rows in guessed.items():
        event = read.tables["event"].rows.get(seq)
        if seq not in hopeless and event is not None and _proves(event, there[seq] | rows):
            changes.rows.update(rows)
            count += len(rows)
    return count


def _steps_of_records(read: Read, lost: dict[int, Row]) -> dict[Any, list[int]]:
    """The numbers of the changes of each record that lost one, in their order."""
    wanted = {piece.get("record_id") for piece in lost.values()}
    steps: dict[Any, list[int]] = {}
    for rowid, row in (*read.tables["change"].rows.items(), *lost.items()):
        if row.get("record_id") in wanted:
            steps.setdefault(row.get("record_id"), []).append(rowid)
    return {record: sorted(rowids) for record, rowids in steps.items()}


def _rows_today(read: Read, wanted: set[Any]) -> dict[Any, tuple[str, str]]:
    """(table, canonical JSON) of each of the wanted records that was read."""
    found: dict[Any, tuple[str, str]] = {}
    for name in RECORDED & read.tables.keys():
        for row in read.tables[name].rows.values():
            if row["id"] in wanted:
                found[row["id"]] = (name, _text(name, row))
    return found


def _text(table: str, row: Row) -> str:
    kinds = Base.metadata.tables[table].columns
    turns = {name: from_stored(kinds[name].type) if name in kinds else None for name in row}
    return encode({
        name: turn(value) if (turn := turns[name]) is not None and value is not None else value
        for name, value in row.items()
    })  # fmt: skip


def _guess(
    rowid: int, piece: Row, read: Read, steps: dict[Any, list[int]], today: dict[Any, tuple[str, str]]
) -> Row | None:
    record = piece.get("record_id")
    if record is None or piece.get("event_seq") is None:
        return None
    rows = read.tables["change"].rows
    place = steps[record].index(rowid)
    before = rows.get(steps[record][place - 1]) if place else {"after": None}
    last = place + 1 == len(steps[record])
    after = {"before": today.get(record, ("", None))[1]} if last else rows.get(steps[record][place + 1])
    if before is None or after is None:
        return None
    table = before.get("table_name") or after.get("table_name") or today.get(record, (None,))[0]
    if table is None:
        return None
    return {
        "id": rowid, "event_seq": piece["event_seq"], "table_name": table, "record_id": record,
        "before": before["after"], "after": after["before"],
    }  # fmt: skip


def _proves(event: Row, rows: dict[int, Row]) -> bool:
    """Whether the event's hash is made from exactly these changes."""
    header: dict[str, Any] = {name: value for name, value in event.items() if name not in {"hash", "previous_hash"}}
    for name in _BYTES:
        header[name] = _hex(header[name])
    header["undoable"] = bool(header["undoable"])
    changes = [
        (str(row["table_name"]), _hex(row["record_id"]) or "", _json(row["before"]), _json(row["after"]))
        for _, row in sorted(rows.items())
    ]
    return event_hash(str(event["previous_hash"]), header, changes) == event["hash"]


def _hex(value: object) -> str | None:
    return value.hex() if isinstance(value, bytes) else None


def _json(value: object) -> str | None:
    return None if value is None else str(value)
