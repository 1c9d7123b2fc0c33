"""What is due, for the Today tab: one line each, in the order in which it presses.

A line says what to do, whose it is, by when, and where it is done. Deadlines of the program year: the Workforce
Analysis is due to CalHR on June 1, the progress report on July 1 (GC 19402(b)(1)).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from umdesk.domain.writing import counted

THIS_WEEK = timedelta(days=7)
"""What is due within these days is due now."""
AHEAD = timedelta(days=60)
"""Deadlines of the program year are told this long before."""
SOON = timedelta(days=14)
"""Reviews and signatures are told this long before."""

_DEADLINES = (
    ((6, 1), "The Workforce Analysis with its upward mobility part is due to CalHR."),
    ((7, 1), "The report on progress of the last calendar year is due to CalHR (GC 19402(b)(1))."),
)


class Kind(StrEnum):
    """What a line is about, as the list calls it."""

    PLAN = "Plan"
    SIGNATURE = "Signatures"
    REVIEW = "Review"
    TD = "T&D"
    LIST = "List"
    RATING = "Rating"
    CYCLE = "Cycle"
    BACKUP = "Backup"
    DEADLINE = "Deadline"


class When(StrEnum):
    """How a line presses, in order."""

    LATE = "Late"
    NOW = "Now"
    SOON = "Coming up"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do: `what` in a sentence, `about` whom or which, `day` by when (None: as soon as one can).

    `tab` and `record` say where it is done, `page` which part of the plan; `window` is a window beside the work
    instead.
    """

    kind: Kind
    what: str
    about: str
    day: date | None = None
    tab: str = ""
    record: str = ""
    page: str = ""
    window: str = ""


def when(due: Due, today: date) -> When:
    """How a line presses on a day; what has no day is for now."""
    if due.day is None:
        return When.NOW
    if due.day < today:
        return When.LATE
    return When.NOW if due.day <= today + THIS_WEEK else When.SOON


def ordered(found: Iterable[Due], today: date) -> tuple[Due, ...]:
    """What is late first, the oldest before; then what is for now, then what comes, each by day, kind and name."""
    groups, kinds = list(When), list(Kind)

    def place(due: Due) -> tuple[int, date, int, str, str]:
        return groups.index(when(due, today)), due.day or today, kinds.index(due.kind), due.about, due.what

    return tuple(sorted(found, key=place))


def by_when(day: date | None, today: date) -> str:
    """By when, as people say it: "12 days late", "today", "tomorrow", "in 5 days"; "now" without a day."""
    if day is None:
        return "now"
    days = (day - today).days
    if days < 0:
        return f"{counted(-days, 'day')} late"
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def deadlines(today: date) -> tuple[Due, ...]:
    """The deadlines of the program year that are near, up to their day."""
    found = []
    for (month, day), what in _DEADLINES:
        on = date(today.year, month, day)
        on = on if on >= today else date(today.year + 1, month, day)
        if on - today <= AHEAD:
            found.append(Due(Kind.DEADLINE, what, "Department", on, tab="Reports"))
    return tuple(found)
