"""Making what was read hang together again: links to lost rows, kept copies, numbers given out, ways in."""

import hashlib
import json
from collections.abc import Iterator

from umdesk.domain.words import Role
from umdesk.storage.access.keys import RECOVERY, Keys, Slot
from umdesk.storage.blobs import LOST
from umdesk.storage.models.base import new_id
from umdesk.storage.pages.btree import Value
from umdesk.storage.salvage.reading import Read, ReadTable, Row

#: The tables whose records point at a kept file, with the column that does.
KEEPERS = {
    "printed_document": "blob_sha256", "attachment": "blob_sha256", "participation_file": "blob_sha256",
    "filed_page": "blob_sha256", "revision": "snapshot_sha256",
}  # fmt: skip
#: The tables whose records have a number of a series, such as "2026-0007".
_NUMBERED = ("application", "plan")


def mend_blobs(read: Read) -> list[str]:
    """Mark each kept copy that was lost, so that its printed document or attachment stays; gives their SHA-256."""
    blobs = read.tables["blob"]
    if blobs.whole:
        return []
    free = max((*blobs.rows, *blobs.pieces, 0)) + 1
    there = {row["sha256"] for row in blobs.rows.values() if _is_sound(row)}
    for rowid in [rowid for rowid, row in blobs.rows.items() if row["sha256"] not in there]:
        del blobs.rows[rowid]
    wanted = kept_by(read).keys() - there
    for sha256 in sorted(wanted):
        blobs.rows[free] = {"sha256": sha256, "media_type": LOST, "data": b""}
        free += 1
    return sorted(wanted)


def kept_by(read: Read) -> dict[str, tuple[str, Row]]:
    """What points at each kept file, by its SHA-256: the table and the row; of several the first of `KEEPERS`."""
    return {
        str(row[column]): (name, row)
        for name, column in reversed(KEEPERS.items())
        if name in read.tables
        for row in read.tables[name].rows.values()
        if row.get(column) is not None
    }


def _is_sound(row: Row) -> bool:
    data = row["data"]
    return isinstance(data, bytes) and (row["media_type"] == LOST or hashlib.sha256(data).hexdigest() == row["sha256"])


def mend_counters(read: Read) -> None:
    """Let no number be given out twice: each series goes on after the highest number in use."""
    counters = read.tables["counter"]
    if counters.whole:
        return
    highest = {str(row["series"]): _int(row["last"]) for row in counters.rows.values()}
    for table, number in (*_numbers_in_use(read), *_numbers_in_history(read)):
        year, _, place = number.rpartition("-")
        if place.isdigit():
            series = f"{table} {year}"
            highest[series] = max(highest.get(series, 0), int(place))
    counters.rows = {place: {"series": name, "last": last} for place, (name, last) in enumerate(highest.items(), 1)}


def _numbers_in_use(read: Read) -> Iterator[tuple[str, str]]:
    for table in _NUMBERED:
        for row in read.tables[table].rows.values():
            yield table, str(row["number"])


def _numbers_in_history(read: Read) -> Iterator[tuple[str, str]]:
    """The numbers that stood somewhere once, also of what was removed or undone since."""
    for row in read.tables["change"].rows.values():
        if row["table_name"] in _NUMBERED:
            values = json.loads(str(row["after"] or row["before"]))
            yield str(row["table_name"]), str(values["number"])


def _int(value: Value) -> int:
    return value if isinstance(value, int) else 0


def mend_links(read: Read) -> list[tuple[str, Row, str]]:
    """Take back every link to a row that is lost: the link where it may be empty, else the row.

    Gives (table, row, column) of each; a row that was left out has column "".
    """
    mended: list[tuple[str, Row, str]] = []
    again = True
    while again:
        again = False
        for name, each in read.tables.items():
            gone = _mend_links_of(read, each)
            mended += [(name, row, column) for row, column in gone]
            # What was left out can be what another row points at.
            again |= any(not column for _, column in gone)
    return mended


def _mend_links_of(read: Read, each: ReadTable) -> list[tuple[Row, str]]:
    gone: list[tuple[Row, str]] = []
    nullable = {column.name for column in each.table.columns if column.nullable}
    for link in each.table.links:
        parents = {row[link.parent_column] for row in read.tables[link.parent].rows.values()}
        for rowid, row in tuple(each.rows.items()):
            if row[link.column] is None or row[link.column] in parents:
                continue
            if link.column in nullable:
                row[link.column] = None
                gone.append((row, link.column))
            else:
                del each.rows[rowid]
                gone.append((row, ""))
    return gone


def mend_ways_in(read: Read, keys: Keys, slot: Slot, now: str) -> None:
    """Let whoever saves the program sign in to it, also where the accounts were lost.

    Args:
        read: what was read.
        keys: of the program.
        slot: what the person opened it with.
        now: this moment as the database keeps it.
    """
    program = read.tables["program"]
    if not program.rows:
        program.rows[1] = {
            "id": bytes.fromhex(keys.program), "department": "Department", "office": "Field office",
            "created_at": now, "demo": 0,
        }  # fmt: skip
    sheets = read.tables["recovery_slot"]
    if not sheets.rows and not sheets.whole:
        for place, each in enumerate(keys.recovery_slots(), 1):
            sheets.rows[place] = {
                "id": bytes.fromhex(new_id()), "slot_number": each.number, "slot_digest": each.digest(), "made_at": now,
            }  # fmt: skip
    if not _has_coordinator(read, keys):
        _add_coordinator(read, slot if slot.account != RECOVERY else next(iter(keys.account_slots()), slot), now)


def _has_coordinator(read: Read, keys: Keys) -> bool:
    """Whether an active coordinator has a way in."""
    digests = {each.digest() for each in keys.slots}
    may = {row["account_id"] for row in read.tables["account_role"].rows.values() if row["role"] == Role.COORDINATOR}
    return any(
        row["id"] in may and row["active"] and row["slot_digest"] in digests
        for row in read.tables["account"].rows.values()
    )


def _add_coordinator(read: Read, slot: Slot, now: str) -> None:
    accounts, roles = read.tables["account"], read.tables["account_role"]
    account = bytes.fromhex(new_id() if slot.account == RECOVERY else slot.account)
    taken = next((rowid for rowid, row in accounts.rows.items() if row["id"] == account), None)
    rowid = taken if taken is not None else max((*accounts.rows, *accounts.pieces, 0)) + 1
    row: Row = {
        "id": account, "name": slot.name or "Coordinator", "active": 1, "slot_number": slot.number,
        "slot_digest": slot.digest(), "created_at": now, "must_change": 0,
    }  # fmt: skip
    names = {column.name for column in accounts.table.columns}
    accounts.rows[rowid] = {name: value for name, value in row.items() if name in names}
    place = max((*roles.rows, *roles.pieces, 0)) + 1
    roles.rows[place] = {
        "id": bytes.fromhex(new_id()), "account_id": account, "role": Role.COORDINATOR.value,
    }  # fmt: skip
