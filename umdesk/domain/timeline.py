"""The picture of a plan's activities over time: days to places and back, quarters, and what a move does to the dates.

Lengths are device-independent pixels. Both dates of an activity are days on which it goes on, so that its bar reaches
to the end of the last one.
"""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from umdesk.domain import dates, td_limits
from umdesk.domain.dates import EARLIEST_YEAR, LATEST_YEAR, MONTHS
from umdesk.domain.errors import InvalidInput
from umdesk.domain.plans import Activity
from umdesk.domain.td_limits import Period, after
from umdesk.domain.words import NO_TYPE, ActivityType
from umdesk.domain.writing import grouped, one_line

LEAST_QUARTERS = 4
_MONTHS_OF_A_QUARTER = 3


class Grip(StrEnum):
    """What of a bar is moved."""

    WHOLE = "whole"
    START = "start"
    END = "end"


class Step(StrEnum):
    """How far one press of an arrow key moves."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day of an activity, both included."""

    starts: date
    ends: date

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.ends - self.starts).days + 1


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months of the picture; `text` like "Jul–Sep 2026"."""

    first: date
    last: date
    text: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Where each day of the picture is: `first` begins at `left`, and each day is `per_day` wide."""

    first: date
    last: date
    per_day: float
    left: float = 0.0

    def x(self, day: date) -> float:
        """Where a day begins; days outside of the picture have a place too."""
        return self.left + (day - self.first).days * self.per_day

    def end(self, day: date) -> float:
        """Where a day ends."""
        return self.x(day) + self.per_day

    def day(self, x: float) -> date:
        """The day that a place belongs to, the first or last one of the picture beyond its edges."""
        number = int((x - self.left) // self.per_day)
        return self.first + timedelta(days=min(max(number, 0), (self.last - self.first).days))

    def days(self, way: float) -> int:
        """How many whole days a way is, to the nearest."""
        return round(way / self.per_day)

    @property
    def width(self) -> float:
        """How wide the picture is."""
        return self.end(self.last) - self.left


def quarter_of(day: date) -> Quarter:
    """The calendar quarter in which a day lies."""
    month = (day.month - 1) // _MONTHS_OF_A_QUARTER * _MONTHS_OF_A_QUARTER + 1
    first = date(day.year, month, 1)
    last = after(first, _MONTHS_OF_A_QUARTER) - timedelta(days=1)
    return Quarter(first, last, f"{MONTHS[month - 1]}–{MONTHS[month + 1]} {day.year}")


def quarters(first: date, last: date) -> tuple[Quarter, ...]:
    """The quarters from one day to another."""
    found = [quarter_of(first)]
    while found[-1].last < last:
        found.append(quarter_of(found[-1].last + timedelta(days=1)))
    return tuple(found)


def extent(days: Iterable[date | None], today: date) -> Span:
    """The whole quarters that hold all these days, at least four; from today's on where there are none."""
    known = sorted(day for day in days if day is not None) or [today]
    first, last = quarter_of(known[0]).first, quarter_of(known[-1]).last
    while len(quarters(first, last)) < LEAST_QUARTERS:
        last = quarter_of(last + timedelta(days=1)).last
    return Span(first, last)


def span_of(activity: Activity) -> Span | None:
    """The days of an activity; None while a date is missing."""
    if activity.starts is None or activity.ends is None or activity.ends < activity.starts:
        return None
    return Span(activity.starts, activity.ends)


def moved(span: Span, grip: Grip, days: int) -> Span:
    """The days after a move by so many days.

    Raises:
        InvalidInput: it would end before it begins, or lie too far away.
    """
    by = timedelta(days=days)
    try:
        starts = span.starts if grip is Grip.END else span.starts + by
        ends = span.ends if grip is Grip.START else span.ends + by
    except OverflowError:
        raise _too_far() from None
    return _checked(starts, ends)


def stepped(span: Span, grip: Grip, step: Step, by: int) -> Span:
    """The days after so many steps forward (backward if negative); a month keeps the day, and the last day the last.

    Raises:
        InvalidInput: it would end before it begins, or lie too far away.
    """
    if step is not Step.MONTH:
        return moved(span, grip, by * (7 if step is Step.WEEK else 1))
    starts = span.starts if grip is Grip.END else _months_on(span.starts, by)
    ends = span.ends if grip is Grip.START else _months_on(span.ends, by)
    return _checked(starts, ends)


def days_in_words(span: Span) -> str:
    """The dates as a sentence has them: "Jul 1 to Dec 31, 2026", "Sep 3, 2026" for one day."""
    if span.starts == span.ends:
        return dates.show(span.starts)
    start = dates.show(span.starts)
    if span.starts.year == span.ends.year:
        start = start.removesuffix(f", {span.starts.year}")
    return f"{start} to {dates.show(span.ends)}"


def td_used(periods: Sequence[Period], last: date) -> str:
    """What is used of the T&D limit when an assignment ends: "6 of 24 months"; hours where one is part time."""
    if td_limits.by_hours(periods):
        used, limit = td_limits.used_hours(periods, last), td_limits.LIMIT_HOURS
        return f"{float(used):,.0f} of {float(limit):,.0f} hours"
    used = td_limits.used(periods, last)
    return f"{_months(used)} of {td_limits.LIMIT} months"


def served(activity: Activity, names: dict[str, str]) -> str:
    """What an activity serves, as people read it: "Goal 1, Competency 2"; "" for nothing."""
    found = (names.get(item, "") for item in (activity.serves, activity.also_serves) if item)
    return ", ".join(name for name in found if name)


def read_out(activity: Activity, names: dict[str, str], span: Span | None = None, more: str = "") -> str:
    """A bar in words: "Budget office, Jul 1 to Dec 31, 2026, 384 hours, serves Goal 1"; `more` is said at the end.

    `span` are other days than its own, while it is being moved.
    """
    days = span or span_of(activity)
    parts = [
        one_line(activity.text).rstrip(".") or activity.type or NO_TYPE,
        days_in_words(days) if days else "no dates yet",
    ]
    hours = sum(amount for amount in (activity.state_hours, activity.own_hours) if amount)
    if hours:
        parts.append(f"{grouped(hours)} {'hour' if hours == 1 else 'hours'}")
    serves = served(activity, names)
    if serves:
        parts.append(f"serves {serves}")
    return ", ".join([*parts, *([more] if more else [])])


def is_td(activity: Activity) -> bool:
    """Whether the T&D limit applies to an activity."""
    return activity.type is ActivityType.TD_ASSIGNMENT


def _months(amount: Fraction) -> str:
    whole = int(amount)
    return f"{whole}" if amount == whole else f"{float(amount):.1f}"


def _months_on(day: date, by: int) -> date:
    try:
        following = after(day, by)
    except ValueError:
        raise _too_far() from None
    if day.day != calendar.monthrange(day.year, day.month)[1]:
        return following
    return following.replace(day=calendar.monthrange(following.year, following.month)[1])


def _checked(starts: date, ends: date) -> Span:
    if ends < starts:
        raise InvalidInput("An activity cannot end before it begins.", "It lasts at least one day.", "ends")
    if starts.year < EARLIEST_YEAR or ends.year > LATEST_YEAR:
        raise _too_far()
    return Span(starts, ends)


def _too_far() -> InvalidInput:
    return InvalidInput(f"The year is not between {EARLIEST_YEAR} and {LATEST_YEAR}.", "", "starts")
