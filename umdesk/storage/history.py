"""The history: what every operation changed, collected at flush and chained by hashes.

It is tamper-evident, not tamper-proof: who holds the key can rewrite the whole chain, but nobody can alter one
event and leave no trace.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import JSON, Connection, TextClause, event, insert, select
from sqlalchemy.orm import InstanceState, ORMExecuteState, Session, UOWTransaction, attributes
from sqlalchemy.orm.base import NO_VALUE
from sqlalchemy.types import TypeEngine

from umdesk.storage.canonical import encode, plain
from umdesk.storage.models import Change, Event, Record
from umdesk.storage.models.base import Base

START = "0" * 64

Key = tuple[str, str]


class WrongWay(RuntimeError):
    """A bug: something tried to change data past the history or in a session for reading."""


class Recorder:
    """Collects what one session changes: for each record its state before the first and after the last flush."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._changed: dict[Key, tuple[str | None, str | None]] = {}
        event.listen(session, "before_flush", self._before_flush)
        event.listen(session, "after_flush", self._after_flush)
        event.listen(session, "do_orm_execute", refuse_bulk)

    def changes(self) -> list[tuple[str, str, str | None, str | None]]:
        """(table, record, before, after) of every record that is not as it was."""
        return [(*key, before, after) for key, (before, after) in self._changed.items() if before != after]

    def _before_flush(self, session: Session, _context: UOWTransaction, _instances: object) -> None:
        for record in (*session.dirty, *session.deleted):
            if isinstance(record, Record) and _key(record) not in self._changed:
                self._changed[_key(record)] = (self._state_before(record), None)

    def _after_flush(self, session: Session, _context: UOWTransaction) -> None:
        for record in session.new:
            if isinstance(record, Record):
                before = self._changed.get(_key(record), (None, None))[0]
                self._changed[_key(record)] = (before, _state_made(record))
        for record in session.dirty:
            if isinstance(record, Record):
                self._changed[_key(record)] = (self._changed[_key(record)][0], self._state_after(record))
        for record in session.deleted:
            if isinstance(record, Record):
                self._changed[_key(record)] = (self._changed[_key(record)][0], None)

    def _state_before(self, record: Record) -> str:
        state: InstanceState[Record] = attributes.instance_state(record)
        values: dict[str, Any] = {}
        for name, kind in columns_of(type(record)):
            value = state.committed_state.get(name, state.dict.get(name, NO_VALUE))
            # JSON may have been altered in place, and what was never loaded only the database knows.
            if value is NO_VALUE or isinstance(kind, JSON):
                return self._stored(record)
            values[name] = plain(value, kind)
        return encode(values)

    def _state_after(self, record: Record) -> str:
        loaded = attributes.instance_dict(record)
        columns = columns_of(type(record))
        if any(name not in loaded for name, _ in columns):
            return self._stored(record)
        return encode({name: plain(loaded[name], kind) for name, kind in columns})

    def _stored(self, record: Record) -> str:
        table = Base.metadata.tables[type(record).__tablename__]
        row = self._session.connection().execute(select(table).where(table.c.id == record.id)).mappings().one()
        return encode({name: plain(value) for name, value in row.items()})


def _state_made(record: Record) -> str:
    # What nobody set on a new record and what has no default is NULL in its row.
    loaded = attributes.instance_dict(record)
    return encode({name: plain(loaded.get(name), kind) for name, kind in columns_of(type(record))})


def _key(record: Record) -> Key:
    return type(record).__tablename__, record.id


@cache
def columns_of(model: type[Record]) -> tuple[tuple[str, TypeEngine[Any]], ...]:
    """The name and the type of each column of a model."""
    return tuple((column.name, column.type) for column in Base.metadata.tables[model.__tablename__].columns)


def refuse_bulk(state: ORMExecuteState) -> None:
    """Let no statement change a recorded table past the history.

    Raises:
        WrongWay: an INSERT, UPDATE or DELETE on a table of records, or one written as text.
    """
    statement = state.statement
    if isinstance(statement, TextClause):
        if statement.text.split(None, 1)[0].upper() not in {"SELECT", "PRAGMA", "EXPLAIN"}:
            raise WrongWay("Data are changed through records, not through SQL text.")
    elif state.is_insert or state.is_update or state.is_delete:
        table = statement.table.name  # type: ignore[attr-defined]
        if table in RECORDED:
            raise WrongWay(f"Rows of {table} are changed one by one, so that the history sees them.")


RECORDED = frozenset(m.class_.__tablename__ for m in Base.registry.mappers if issubclass(m.class_, Record))


@dataclass(frozen=True, slots=True)
class NewEvent:
    """What an operation says about itself; `at` as ISO 8601 text in UTC."""

    id: str
    at: Any
    account_id: str | None
    account_name: str
    operation: str
    summary: str
    reason: str | None
    undoable: bool
    undoes: str | None
    sitting: str


ChangeRow = tuple[str, str, str | None, str | None]
"""(table, record, before, after) of one change."""


def write_event(connection: Connection, new: NewEvent, changes: list[ChangeRow]) -> tuple[int, str]:
    """Append an event and its changes to the chain, in the transaction of the changes; gives its number and hash."""
    return write_events(connection, [(new, changes)])


def write_events(connection: Connection, together: Sequence[tuple[NewEvent, list[ChangeRow]]]) -> tuple[int, str]:
    """The same for several events that are committed together, in their order; gives number and hash of the last."""
    events, rows = Base.metadata.tables[Event.__tablename__], Base.metadata.tables[Change.__tablename__]
    last = connection.execute(select(events.c.seq, events.c.hash).order_by(events.c.seq.desc()).limit(1)).first()
    seq, digest = (last.seq, last.hash) if last else (0, START)
    headers: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for new, changes in together:
        seq, previous = seq + 1, digest
        header = {"seq": seq, **{name: getattr(new, name) for name in _HEADER[1:]}}
        digest = event_hash(previous, header, changes)
        headers.append({**header, "previous_hash": previous, "hash": digest})
        changed += [
            {"event_seq": seq, "table_name": table, "record_id": record, "before": before, "after": after}
            for table, record, before, after in changes
        ]
    connection.execute(insert(events), headers)
    if changed:
        connection.execute(insert(rows), changed)
    return seq, digest


def event_hash(
    previous: str, header: dict[str, Any], changes: Iterable[tuple[str, str, str | None, str | None]]
) -> str:
    """SHA-256 over the hash before, the event's own values and its changes in their order, one a line."""
    digest = hashlib.sha256(previous.encode())
    digest.update(b"\n" + encode(plain(header)).encode())
    for change in changes:
        digest.update(b"\n" + encode(list(change)).encode())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class ChainState:
    """What a walk over the whole history found; `broken` holds (event number, what is wrong)."""

    events: int
    last_hash: str
    broken: tuple[tuple[int, str], ...]


_HEADER = (
    "seq", "id", "at", "account_id", "account_name", "operation", "summary", "reason", "undoable", "undoes", "sitting",
)  # fmt: skip


def verify_chain(connection: Connection) -> ChainState:
    """Compute every hash again and compare; it reads the whole history once."""
    events = Base.metadata.tables[Event.__tablename__]
    broken: list[tuple[int, str]] = []
    previous, count = START, 0
    walk = _changes_by_event(connection)
    pending = next(walk, None)
    for row in connection.execute(select(events).order_by(events.c.seq)):
        count += 1
        changes: list[tuple[str, str, str | None, str | None]] = []
        while pending is not None and pending[0] <= row.seq:
            changes.append(pending[1])
            pending = next(walk, None)
        if row.seq != count:
            broken.append((row.seq, "an event before it is missing"))
            count = row.seq
        if row.previous_hash != previous:
            broken.append((row.seq, "it does not follow from the event before"))
        header = {name: getattr(row, name) for name in _HEADER}
        if event_hash(row.previous_hash, header, changes) != row.hash:
            broken.append((row.seq, "its text or its changes were altered"))
        previous = row.hash
    if pending is not None:
        broken.append((pending[0], "changes without an event"))
    return ChainState(count, previous, tuple(broken))


def _changes_by_event(connection: Connection) -> Iterator[tuple[int, tuple[str, str, str | None, str | None]]]:
    rows = Base.metadata.tables[Change.__tablename__]
    query = select(rows.c.event_seq, rows.c.table_name, rows.c.record_id, rows.c.before, rows.c.after)
    for row in connection.execute(query.order_by(rows.c.event_seq, rows.c.id).execution_options(yield_per=1000)):
        yield row.event_seq, (row.table_name, row.record_id, row.before, row.after)
