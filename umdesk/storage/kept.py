"""What was worked out from an open program's data and holds until they change: a ranking is not made for each look.

A value is kept beside the version of the data that a session sees, so that no session gets what came after its moment.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

T = TypeVar("T")
_INFO = "umdesk_kept"


@dataclass(frozen=True, slots=True)
class _Value:
    of: str
    since: int
    value: Any
    untouched_by: frozenset[str] | None


@dataclass(slots=True)
class Kept:
    """The values of one open program, the last of each kind. Only its own process may write to the program."""

    _version: int = 0
    _values: dict[str, _Value] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def open_to(self, session: Session, *, writes: bool = False) -> None:
        """Let a session that has not read yet use it; one that `writes` only until its first change."""
        session.info[_INFO] = self, self._version
        if writes:
            event.listen(session, "after_flush", _close)
            event.listen(
                session, "do_orm_execute", _close_to_bulk
            )  # such as typing that is dropped: nothing is flushed

    def changed(self, tables: frozenset[str]) -> None:
        """Drop what a committed operation touches that changed records of these tables, or none."""
        with self._lock:
            self._version += 1
            self._values = {
                kind: one
                for kind, one in self._values.items()
                if one.untouched_by is not None and tables <= one.untouched_by
            }

    def find(self, kind: str, of: str, version: int) -> Any:
        """The value as it was at a version of the data, None where it is not here."""
        found = self._values.get(kind)
        return found.value if found is not None and found.of == of and found.since <= version else None

    def put(self, kind: str, of: str, version: int, value: Any, untouched_by: frozenset[str] | None) -> None:
        """Keep a value, unless something was committed since it was begun."""
        with self._lock:
            if version == self._version:
                self._values[kind] = _Value(of, version, value, untouched_by)


def keep(session: Session, kind: str, of: str, make: Callable[[], T], untouched_by: frozenset[str] | None) -> T:
    """A value of one record, worked out by `make` only where it is not kept for the moment that the session sees.

    Args:
        session: reads, or writes and has changed nothing yet; any other works it out.
        kind: what it is ("ranking"); the last value of each kind is kept.
        of: the record's id.
        make: works it out from the session alone; what it gives is never altered and never None.
        untouched_by: the tables whose changes leave it as it is; None where every operation may alter it.
    """
    found: tuple[Kept, int] | None = session.info.get(_INFO)
    if found is None or session.new or session.dirty or session.deleted:
        return make()
    kept, version = found
    value: T | None = kept.find(kind, of, version)
    if value is None:
        value = make()
        kept.put(kind, of, version, value, untouched_by)
    return value


def moment(session: Session) -> int | None:
    """The version of the data that a session sees, None where nothing tells; the same again means nothing changed.

    Of a session that writes it is told before its first change only.
    """
    found: tuple[Kept, int] | None = session.info.get(_INFO)
    return None if found is None else found[1]


def is_kept(session: Session, kind: str, of: str) -> bool:
    """Whether `keep` would work nothing out."""
    found: tuple[Kept, int] | None = session.info.get(_INFO)
    return found is not None and found[0].find(kind, of, found[1]) is not None


def _close(session: Session, _context: UOWTransaction) -> None:
    session.info.pop(_INFO, None)


def _close_to_bulk(state: ORMExecuteState) -> None:
    if not state.is_select:
        state.session.info.pop(_INFO, None)
