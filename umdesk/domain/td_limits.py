"""How long a person may serve on training and development (T&D) assignments: 24 months in any 36 (2 CCR 438.1).

Days are inclusive, and periods that touch or overlap are one period. Months and hours are exact fractions. The hours
of people who do not work full time (4,159.92 in 6,239.88 service hours) are our reading of the rule: ask HR.
"""

import calendar
import itertools
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TypeAlias

LIMIT = 24
"""Months of T&D within the window."""
WINDOW = 36
"""Months that the limit looks back."""
WARN_FROM = 22
"""Months used from which a coordinator is warned."""
HOURS_A_MONTH = Fraction("173.33")
"""Hours of a full-time month."""
LIMIT_HOURS = Fraction("4159.92")
WINDOW_HOURS = Fraction("6239.88")
LEAST_TIME_BASE = Fraction(1, 10)
EARLIEST_YEAR, LATEST_YEAR = 1900, 2150
DAYS_TO_GRANT_AN_EARLY_END = 10
"""Working days within which a written request to end early is granted (2 CCR 438)."""
END_WARNINGS = (90, 60, 30)
"""Days before the end of an assignment at which a coordinator is warned."""

_Run: TypeAlias = tuple[date, date, Fraction]
_Share: TypeAlias = tuple[date, date, int]
"""A run of days whose time base is so many parts of full time."""
_DAY = timedelta(days=1)
_IN_EVERY_MONTH = 28
_MONTH = 30
"""Days that make a month where whole months do not."""
_WINDOW_OF_SERVICE = int(WINDOW_HOURS / HOURS_A_MONTH) * _MONTH
"""Thirtieths of full-time months of the window in hours: it is a whole number of months."""
_FASTEST = 4
"""Thirtieths of a month that one more day can add at most, at the end of a February."""
_NEAR = 5
"""Days by which whole months and the days beside them can miss a day, and two more: a February has 28."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A T&D assignment from its first to its last day, both served; `time_base` is 1 for full time, 1/2 for half."""

    first: date
    last: date
    time_base: Fraction = Fraction(1)

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins, lies outside 1900 to 2150 or has no usable time base."""
        if self.last < self.first:
            raise ValueError("The assignment ends before it begins.")
        if self.first.year < EARLIEST_YEAR or self.last.year > LATEST_YEAR:
            raise ValueError(f"The year is not between {EARLIEST_YEAR} and {LATEST_YEAR}.")
        _check_time_base(self.time_base)


@dataclass(frozen=True, slots=True, order=True)
class Service:
    """The time base that a person works at from a day on, outside of T&D."""

    since: date
    time_base: Fraction

    def __post_init__(self) -> None:
        """Refuse a time base that cannot be."""
        _check_time_base(self.time_base)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands on a day, counting what is recorded and planned.

    `used`, `left` and `limit` are months, or hours where `by_hours` (then `ask_hr` too); `first_over` is the first T&D
    day over the limit; `warn` is True from 22 months on; `last_allowed` is the last day on which an assignment that
    begins (or began) on `start` may be served, None when not even the first day may.
    """

    used: Fraction
    left: Fraction
    limit: Fraction
    by_hours: bool
    warn: bool
    first_over: date | None
    start: date
    last_allowed: date | None

    @property
    def ask_hr(self) -> bool:
        """Whether the figures are our reading of the rule for part time."""
        return self.by_hours


def _check_time_base(time_base: Fraction) -> None:
    if not LEAST_TIME_BASE <= time_base <= 1:
        raise ValueError("The time base is not between 0.1 and 1 (full time).")


def after(day: date, months: int) -> date:
    """The same day so many months later (earlier if negative), else that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= _IN_EVERY_MONTH:  # how long a month is takes longer to find than all else
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def length(first: date, last: date) -> Fraction:
    """The months from one day to another, both included: whole months, then days as thirtieths."""
    return Fraction(_thirtieths(first, last), _MONTH)


def joined(periods: Iterable[Period]) -> tuple[tuple[date, date], ...]:
    """First and last days of the periods in order of time, those that touch or overlap made one."""
    runs: list[tuple[date, date]] = []
    for period in sorted(periods):
        if runs and period.first <= runs[-1][1] + _DAY:
            runs[-1] = (runs[-1][0], max(runs[-1][1], period.last))
        else:
            runs.append((period.first, period.last))
    return tuple(runs)


def by_hours(periods: Iterable[Period]) -> bool:
    """Whether the limit in hours applies: someone on an assignment does not work full time."""
    return any(period.time_base != 1 for period in periods)


def used(periods: Sequence[Period], day: date) -> Fraction:
    """Months of T&D in the 36 months that end with the day, the time base not looked at."""
    return Fraction(_served(joined(periods), after(day + _DAY, -WINDOW), day), _MONTH)


def used_hours(periods: Sequence[Period], day: date, service: Sequence[Service] = ()) -> Fraction:
    """Hours of T&D in the last 6,239.88 service hours up to the day: 173.33 a month times the time base.

    Days in a row with the same time base are one period; of assignments on the same day the time bases add up, to full
    time at most. Before the first row of `service` its time base is taken to have held; without any row, the first
    assignment's.
    """
    return HOURS_A_MONTH * _Weighed(periods, service, day, day).used(day)


def first_day_over(periods: Sequence[Period], service: Sequence[Service] = ()) -> date | None:
    """The first T&D day on which more than the limit is used; None when there is none."""
    return _first_day(periods, service, LIMIT, over=True, since=date.min)


def first_day_of_warning(
    periods: Sequence[Period], service: Sequence[Service] = (), months: int = WARN_FROM
) -> date | None:
    """The first T&D day on which so many of 24 months (the same share of the hours) are used; None without one."""
    return _first_day(periods, service, months, over=False, since=date.min)


def last_allowed_day(
    periods: Sequence[Period], start: date, time_base: Fraction = Fraction(1), service: Sequence[Service] = ()
) -> date | None:
    """The last day on which an assignment that begins on `start` may be served, beside the other periods.

    None when its first day would already be over the limit.
    """
    longest = math.ceil(LIMIT / time_base) + 1
    open_ended = Period(start, min(after(start, longest), date(LATEST_YEAR, 12, 31)), time_base)
    if not periods and time_base == 1:
        return after(start, LIMIT) - _DAY  # the same, and what most people ask
    over = _first_day([*periods, open_ended], service, LIMIT, over=True, since=start)
    if over is None:
        return open_ended.last
    return None if over == start else over - _DAY


def standing(
    others: Sequence[Period],
    current: Period | None,
    today: date,
    service: Sequence[Service] = (),
    *,
    warn_from: int = WARN_FROM,
) -> Standing:
    """Where a person stands today: `current` is the assignment they serve or will serve next, `others` all others.

    Without a current assignment the last allowed day is that of one which would begin today, full time. `warn_from`
    is the department's number of months (of 24) from which a coordinator is warned.
    """
    periods = [*others, current] if current else list(others)
    hours = by_hours(periods)
    limit = LIMIT_HOURS if hours else Fraction(LIMIT)
    amount = used_hours(periods, today, service) if hours else used(periods, today)
    start, base = (current.first, current.time_base) if current else (today, Fraction(1))
    return Standing(
        used=amount,
        left=max(limit - amount, Fraction(0)),
        limit=limit,
        by_hours=hours,
        warn=first_day_of_warning(periods, service, warn_from) is not None,
        first_over=first_day_over(periods, service),
        start=start,
        last_allowed=last_allowed_day(others, start, base, service),
    )


def _served(runs: Iterable[tuple[date, date]], start: date, end: date) -> int:
    """Thirtieths of months of the runs that lie between two days."""
    inside = ((max(first, start), min(last, end)) for first, last in runs)
    return sum(_thirtieths(first, last) for first, last in inside if first <= last)


def _thirtieths(first: date, last: date) -> int:
    """The length from one day to another in thirtieths of a month; fractions take far longer to reckon with."""
    end = last + _DAY
    months = (end.year - first.year) * 12 + end.month - first.month
    turned = after(first, months)
    if turned > end:
        months -= 1
        turned = after(first, months)
    return months * _MONTH + end.toordinal() - turned.toordinal()


def _first_day(
    periods: Sequence[Period], service: Sequence[Service], level: int, *, over: bool, since: date
) -> date | None:
    """The first T&D day from `since` on with more than `level` months used (at least `level` if not `over`).

    Walks in strides that cannot miss it: a day adds at most 4/30 of a month, and so many days at most 2/30 more than
    as many thirtieths for each run of days that counts on its own, since only February is shorter than 30 days; all of
    it times the largest time base where hours count. It reckons in thirtieths, and in parts of full time.
    """
    runs = joined(periods)
    if not runs:
        return None
    weighed = _Weighed(periods, service, max(runs[0][0], since), runs[-1][1]) if by_hours(periods) else None
    full, largest = (weighed.full, weighed.largest) if weighed else (1, 1)
    limit, more = level * _MONTH * full, 4 * len(periods) + 4
    for first, last in runs:
        day = max(first, since)
        while day <= last:
            amount = weighed.parts(day) if weighed else _served(runs, after(day + _DAY, -WINDOW), day)
            if amount > limit or (amount == limit and not over):
                return day
            room = (limit - amount) // largest
            day += timedelta(days=max(1, room // _FASTEST, room - more))
    return None


class _Weighed:
    """Months of T&D times the time base, for any day of a span: what holds on all of its days is put together once.

    `full` is full time in parts of which each time base is a whole number: fractions take far longer to reckon with.
    """

    def __init__(self, periods: Sequence[Period], service: Sequence[Service], first: date, last: date) -> None:
        worked, on_td = _time_bases(periods, service, first, last), [run for run in _on_td(periods) if run[2]]
        self.full = math.lcm(*(base.denominator for _first, _last, base in (*worked, *on_td)))
        self._worked, self._on_td = self._shares(worked), self._shares(on_td)

    @property
    def largest(self) -> int:
        """The largest time base of a day on T&D, in parts."""
        return max(share for _first, _last, share in self._on_td)

    def _shares(self, runs: Iterable[_Run]) -> list[_Share]:
        return [(first, last, int(base * self.full)) for first, last, base in runs]

    def used(self, day: date) -> Fraction:
        """What lies in the last 6,239.88 service hours up to a day, in months of full time."""
        return Fraction(self.parts(day), _MONTH * self.full)

    def parts(self, day: date) -> int:
        """The same in thirtieths and parts of full time."""
        until = [(first, min(last, day), share) for first, last, share in self._worked if first <= day]
        start = _window_start(until, _WINDOW_OF_SERVICE * self.full)
        return sum(share * _served([(first, last)], start, day) for first, last, share in self._on_td)


def _time_bases(periods: Sequence[Period], service: Sequence[Service], first: date, last: date) -> list[_Run]:
    """The time base worked at, in runs of days from long before a span to its end: that of T&D, else the service's."""
    steps = sorted(service)
    usual = steps[0].time_base if steps else min(periods).time_base if periods else Fraction(1)
    oldest = after(first + _DAY, -math.ceil(WINDOW / LEAST_TIME_BASE) - 1)

    def worked(day: date) -> Fraction:
        held = next((step.time_base for step in reversed(steps) if step.since <= day), usual)
        return _td_base(periods, day) or held

    edges = {oldest, last + _DAY, *(step.since for step in steps), *_edges(periods)}
    return _runs(sorted(edge for edge in edges if oldest <= edge <= last + _DAY), worked)


def _on_td(periods: Sequence[Period]) -> list[_Run]:
    """The time base of T&D in runs of days; 0 on the days between assignments."""
    return _runs(sorted(_edges(periods)), lambda first: _td_base(periods, first))


def _edges(periods: Sequence[Period]) -> set[date]:
    return {edge for period in periods for edge in (period.first, period.last + _DAY)}


def _td_base(periods: Sequence[Period], day: date) -> Fraction:
    """The time base of all assignments on a day together, full time at most."""
    together = sum((period.time_base for period in periods if period.first <= day <= period.last), Fraction(0))
    return min(together, Fraction(1))


def _runs(edges: Sequence[date], base_from: Callable[[date], Fraction]) -> list[_Run]:
    """Runs of days between edges, the base being that of their first day; neighbours with the same base are one."""
    runs: list[_Run] = []
    for first, following in itertools.pairwise(edges):
        base = base_from(first)
        if runs and runs[-1][2] == base:
            runs[-1] = (runs[-1][0], following - _DAY, base)
        else:
            runs.append((first, following - _DAY, base))
    return runs


def _window_start(runs: Sequence[_Share], room: int) -> date:
    """The first day of the longest stretch up to the end of the runs that holds at most so many parts of service."""
    for first, last, share in reversed(runs):
        parts = share * _thirtieths(first, last)
        if parts > room:
            return _earliest(first, last, room // share)
        room -= parts
    return runs[0][0]


def _earliest(first: date, last: date, thirtieths: int) -> date:
    """The earliest day from which to `last` at most so much passes, of a run that is longer than that.

    It is the day after `last` when there is none.
    """
    months, days = divmod(thirtieths, _MONTH)
    near = (after(last + _DAY, -months) - first).days - days
    low, high = max(0, near - _NEAR), min((last - first).days + 1, near + _NEAR)
    while low < high:
        middle = (low + high) // 2
        if _thirtieths(first + timedelta(days=middle), last) <= thirtieths:
            high = middle
        else:
            low = middle + 1
    return first + timedelta(days=low)
