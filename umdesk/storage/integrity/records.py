"""Whether every record is as the history last left it: what was changed past the history shows here."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Boolean, Connection, Table
from sqlalchemy.types import TypeEngine

from umdesk.storage.canonical import encode
from umdesk.storage.history import RECORDED
from umdesk.storage.models.base import Base, Id

Latest = dict[bytes, tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class Untold:
    """Records of one table that are not as the history says: altered, there without it, or gone without it."""

    table: str
    altered: tuple[str, ...]
    unknown: tuple[str, ...]
    gone: tuple[str, ...]


def compare(connection: Connection) -> tuple[int, list[Untold]]:
    """Compare every record with what the last change in the history made of it; gives how many records there are.

    It reads the whole history once.
    """
    latest = latest_changes(connection)
    of_table: dict[str, Latest] = {name: {} for name in RECORDED}
    for record, last in latest.items():
        of_table.setdefault(last[0], {})[record] = last
    found = [_compare(connection, Base.metadata.tables[name], of_table[name]) for name in sorted(RECORDED)]
    untold = [each for _, each in found if each.altered or each.unknown or each.gone]
    return sum(count for count, _ in found), untold


def latest_changes(connection: Connection) -> Latest:
    """For each record its table and what its last change made of it: canonical JSON, None when that removed it."""
    rows = connection.exec_driver_sql("SELECT record_id, table_name, after FROM change ORDER BY id")
    return {row[0]: (row[1], row[2]) for row in rows.yield_per(2000)}


def _compare(connection: Connection, table: Table, latest: Latest) -> tuple[int, Untold]:
    altered, unknown = [], []
    there: set[bytes] = set()
    for record, text in texts(connection, table):
        there.add(record)
        last = latest.get(record)
        if last is None or last[1] is None:
            unknown.append(record.hex())
        elif text != last[1] and not same(text, last[1]):
            altered.append(record.hex())
    gone = [record.hex() for record, (_, after) in latest.items() if after is not None and record not in there]
    return len(there), Untold(table.name, tuple(altered), tuple(unknown), tuple(gone))


def same(now: str, then: str) -> bool:
    """Whether all that the history knows is as it says; columns that a later version added it may not know."""
    values = json.loads(now)
    known = json.loads(then)
    return known.keys() <= values.keys() and all(values[name] == value for name, value in known.items())


def texts(connection: Connection, table: Table) -> Iterator[tuple[bytes, str]]:
    """(id, canonical JSON) of each row, straight from what SQLite keeps, without the detour over Python's types."""
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    names = [column.name for column in table.columns]
    turns = [(place, turn) for place, c in enumerate(table.columns) if (turn := from_stored(c.type)) is not None]
    at = names.index("id")
    rows = connection.exec_driver_sql(f'SELECT {columns} FROM "{table.name}"')  # noqa: S608 -- our own names
    for row in rows.yield_per(2000):
        values = list(row)
        for place, turn in turns:
            if values[place] is not None:
                values[place] = turn(values[place])
        yield row[at], encode(dict(zip(names, values, strict=True)))


def from_stored(kind: TypeEngine[Any]) -> Callable[[Any], Any] | None:
    """How the history writes what SQLite keeps in a column of this type; None when both write the same."""
    if isinstance(kind, Id):
        return bytes.hex
    if isinstance(kind, Boolean):
        return bool
    if isinstance(kind, JSON):
        return _from_json
    return None


def _from_json(stored: Any) -> Any:
    """SQLite gives a column declared JSON its numeric affinity: a text that is a number is kept as that number."""
    return stored if isinstance(stored, int | float) else json.loads(stored)


def to_stored(kind: TypeEngine[Any]) -> Callable[[Any], Any] | None:
    """How SQLite keeps what the history writes in a column of this type; None when both write the same."""
    if isinstance(kind, Id):
        return bytes.fromhex
    if isinstance(kind, Boolean):
        return int
    if isinstance(kind, JSON):
        return json.dumps
    return None
