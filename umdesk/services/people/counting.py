"""How many people and appointments name a unit or a supervisor."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Protocol, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from umdesk.storage.models import Appointment


class Counted(Protocol):
    """What people and appointments are counted for."""

    @property
    def people(self) -> int:
        """How many people today."""

    @property
    def appointments(self) -> int:
        """How many appointments at any time."""


T = TypeVar("T", bound=Counted)


def people_today(session: Session, column: InstrumentedAttribute[str | None], today: date) -> Mapping[str, int]:
    """How many people's appointment of today names each record of a column; a coming one counts where none has begun.

    The rule is that of `scope.own_participations`, so that a supervisor's number is that of the people they reach.
    """
    row = Appointment
    held: dict[str, tuple[date, str | None]] = {}
    # One pass over the table and no sorting: 100,000 people take a moment.
    for person, effective, record in session.execute(select(row.person_id, row.effective, column)):
        there = held.get(person)
        if there is None or _holds_rather(effective, there[0], today):
            held[person] = effective, record
    return Counter(record for _effective, record in held.values() if record is not None)


def appointments(session: Session, column: InstrumentedAttribute[str | None]) -> Mapping[str, int]:
    """How many appointments name each record of a column."""
    rows = session.execute(select(column, func.count()).where(column.is_not(None)).group_by(column))
    return {record: count for record, count in rows if record is not None}


def larger_first(one: T, other: T) -> tuple[T, T]:
    """Two records, the one that more people and appointments name first."""
    return (one, other) if (one.people, one.appointments) >= (other.people, other.appointments) else (other, one)


def _holds_rather(one: date, other: date, today: date) -> bool:
    """Whether an appointment from a day holds today rather than another: the latest that has begun, else the first."""
    if one <= today:
        return other > today or one > other
    return other > today and one < other
