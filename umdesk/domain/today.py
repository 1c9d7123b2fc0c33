"""What is due, for the Today tab: one line each, in the order in which it presses.

A line says what to do, whose it is, by when, and where it is done. The deadlines of the program year are those of
`year_calendar`.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from umdesk.domain import year_calendar
from umdesk.domain.writing import counted

THIS_WEEK = timedelta(days=7)
"""What is due within these days is due now."""
AHEAD = 60
"""Days before a deadline of the program year from which it is told, unless a setting says otherwise."""
LATE_FOR = 30
"""Days after it for which it is told as long as nobody marked it as done."""
SOON = timedelta(days=14)
"""Reviews and signatures are told this long before."""


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
    ACTION = "Action plan"
    OUTREACH = "Outreach"
    HANDBOOK = "Handbook"


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


def deadlines(
    today: date, ahead: int = AHEAD, done: Collection[tuple[int, str]] = (), *, does: bool = True
) -> tuple[Due, ...]:
    """The deadlines of the program year that are near and not done; `done` holds program years and keys.

    Only who marks them as done (`does`) is asked to.
    """
    found = []
    for year, one in year_calendar.undone(today, ahead, LATE_FOR, done):
        if one.on >= today:
            found.append(Due(Kind.DEADLINE, one.what, "Department", one.on, tab="Reports", record=one.report))
        else:
            what = f"{one.what} If it was filed, mark it as done." if does else one.what
            record = f"calendar:{one.key}@{year}"
            found.append(Due(Kind.DEADLINE, what, "Department", one.on, tab="Program year", record=record))
    return tuple(found)
