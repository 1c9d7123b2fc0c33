"""A second program of the T&D rule (2 CCR 438.1), from its wording: it looks at every single day.

It uses nothing of `umdesk`. A day is a number (`date.toordinal`), a length is a whole number of thirtieths of a month,
a time base a whole number of hundredths, hours are in hundredths of 173.33/30 hours. What the tests and
`packaging/td.py` compare with.

In months: at most 24 in any 36. used(t) is the sum of the lengths of the joined assignments inside
[after(t+1, -36), t], and the last allowed day is the day before the first T&D day t with used(t) > 24. In hours, where
an assignment is not full time: 173.33 x time base x length, at most 4,159.92, inside as many days back as hold 6,239.88
service hours. A day with several assignments counts with their time bases together, full time at most; a day without
one with the time base of the service, which before its first row is that of the first row, and without rows that of the
first assignment.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

FULL = 100
LIMIT, WINDOW = 24 * 30, 36 * 30
"""Thirtieths of a month; times 100 they are the limits of the hours, which are 24 and 36 months of 173.33 hours."""


@dataclass(frozen=True)
class History:
    """What a person served: (first, last, hundredths of full time) each, and (since, hundredths) of the service."""

    assignments: tuple[tuple[int, int, int], ...]
    service: tuple[tuple[int, int], ...] = ()

    @property
    def in_hours(self) -> bool:
        """Whether somebody on an assignment does not work full time."""
        return any(base != FULL for _first, _last, base in self.assignments)

    def with_one_more(self, first: int, last: int, base: int) -> "History":
        """The same with a further assignment."""
        return History((*self.assignments, (first, last, base)), self.service)

    def days(self) -> list[int]:
        """Every T&D day, once."""
        return sorted({day for first, last, _base in self.assignments for day in range(first, last + 1)})

    def td_base(self, day: int) -> int:
        """The time base of T&D on a day, 0 on a day without."""
        return min(FULL, sum(base for first, last, base in self.assignments if first <= day <= last))

    def service_base(self, day: int) -> int:
        """The time base worked at on a day without T&D."""
        rows = sorted(self.service)
        if not rows:
            return min(self.assignments)[2] if self.assignments else FULL
        begun = [base for since, base in rows if since <= day]
        return begun[-1] if begun else rows[0][1]


@lru_cache(400_000)
def after(day: int, months: int) -> int:
    """The same day of the month so many months later, else that month's last day."""
    start = date.fromordinal(day)
    place = start.year * 12 + (start.month - 1) + months
    for number in range(start.day, 27, -1):
        try:
            return date(place // 12, place % 12 + 1, number).toordinal()
        except ValueError:
            continue
    return date(place // 12, place % 12 + 1, min(start.day, 27)).toordinal()


@lru_cache(100_000)
def length(first: int, last: int) -> int:
    """Thirtieths of a month from one day to another, both included."""
    months = (last + 1 - first) // 30 + 1
    while after(first, months) > last + 1:
        months -= 1
    return months * 30 + (last + 1 - after(first, months))


def stretches(days: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Days in a row with the same base as (first, last, base); days come in order as (day, base), base 0 left out."""
    first = last = base = 0
    for day, on_day in days:
        if on_day and on_day == base and day == last + 1:
            last = day
            continue
        if base:
            yield first, last, base
        first = last = day
        base = on_day
    if base:
        yield first, last, base


class Walk:
    """Goes through the days of a history and tells of each how much T&D is used: thirtieths, or hundredths of them.

    The service is looked at from `since` on; all runs are made of single days.
    """

    def __init__(self, history: History, since: int, until: int) -> None:
        self._history = history
        every = range(since, until + 1)
        on_td = [(day, history.td_base(day)) for day in every]
        if history.in_hours:
            self._td = list(stretches(on_td))
            self._worked = list(stretches((day, base or history.service_base(day)) for day, base in on_td))
        else:
            self._td = list(stretches((day, min(1, base)) for day, base in on_td))
        self._since = since
        self._start = since  # of the window, which only moves forward from day to day

    def used(self, day: int) -> int:
        """What is used on a day; days have to be asked for in order."""
        if not self._history.in_hours:
            return self._sum(self._td, after(day + 1, -36), day)
        while self._sum(self._worked, self._start, day) > WINDOW * FULL:
            self._start += 1
        return self._sum(self._td, self._start, day)

    def window_start_from_afar(self, day: int) -> int:
        """The first day of the window, looked for from the first day on."""
        return next(
            start for start in range(self._since, day + 2) if self._sum(self._worked, start, day) <= WINDOW * FULL
        )

    @property
    def start(self) -> int:
        """The first day of the window of the day asked for last."""
        return self._start

    @staticmethod
    def _sum(runs: list[tuple[int, int, int]], start: int, day: int) -> int:
        total = 0
        for first, last, base in reversed(runs):
            if last < start:
                break
            if first <= day:
                total += base * length(max(first, start), min(last, day))
        return total


@dataclass(frozen=True)
class Answers:
    """What the rule says of a history with one assignment more, from `start` on; days as numbers.

    `used` are thirtieths of a month today, or hundredths of them in hours; `first_over` and `first_warned` (22 months)
    are T&D days of what is served, `last_allowed` is that of the further assignment, None when not one day is allowed.
    """

    in_hours: bool
    used: int
    first_over: int | None
    first_warned: int | None
    last_allowed: int | None


def answers(history: History, today: int, start: int, base: int) -> Answers:
    """Work everything out, day by day."""
    far = min([today, start, *(first for first, _last, _base in history.assignments)])
    limit = LIMIT * (FULL if history.in_hours else 1)
    warned = limit * 22 // 24
    days = history.days()
    walk = Walk(history, long_before(history, far), max([today, *days]))
    first_over = first_warned = None
    for day in days:
        used = walk.used(day)
        if first_warned is None and used >= warned:
            first_warned = day
        if used > limit:
            first_over = day
            break
    asked = Walk(history, long_before(history, far), today)
    return Answers(history.in_hours, asked.used(today), first_over, first_warned, last_allowed(history, start, base))


def last_allowed(history: History, start: int, base: int) -> int | None:
    """Try one end after another for an assignment that begins on `start`."""
    longest = after(start, 25 * FULL // base + 2)
    tried = history.with_one_more(start, longest, base)
    limit = LIMIT * (FULL if tried.in_hours else 1)
    far = min(first for first, _last, _base in tried.assignments)
    walk = Walk(tried, long_before(tried, far), longest)
    for end in range(start, longest + 1):
        if walk.used(end) > limit:
            return end - 1 if end > start else None
    raise AssertionError("an assignment that never ends goes over some day")


def long_before(history: History, day: int) -> int:
    """A day from which on all service is looked at: as long before as a window can be."""
    if not history.in_hours:
        return day
    least = min([base for _f, _l, base in history.assignments] + [base for _s, base in history.service])
    return after(day, -(36 * FULL // least + 2))


# --- random histories -----------------------------------------------------------------------------------------------

BASES = (10, 25, 40, 50, 60, 75, 80, 90)
EARLIEST, LATEST = date(2016, 1, 1).toordinal(), date(2027, 12, 31).toordinal()


def random_day(rng: random.Random) -> int:
    """A day; ends of months, where lengths are odd, more often than others."""
    day = date.fromordinal(rng.randint(EARLIEST, LATEST))
    if rng.random() < 0.4:
        return after(date(day.year, day.month, 1).toordinal(), 1) - rng.randint(1, 4)
    if rng.random() < 0.1:
        return date(day.year, 3, 1).toordinal() - rng.randint(0, 2)
    return day.toordinal()


def random_history(rng: random.Random) -> History:
    """Up to five assignments that follow, touch or overlap one another; part time in two of five histories."""
    part_time = rng.random() < 0.4
    base_of: Callable[[], int] = lambda: rng.choice((FULL, *BASES)) if part_time else FULL  # noqa: E731 -- said once
    assignments: list[tuple[int, int, int]] = []
    for _ in range(rng.choice((0, 1, 1, 2, 2, 3, 4, 5))):
        first = random_day(rng)
        if assignments and rng.random() < 0.35:
            first = assignments[-1][1] + rng.choice((-40, -1, 0, 1, 1, 2, 30))
        last = first + rng.choice((0, 27, 28, 29, 30, 364, 365, 729, 730, rng.randint(0, 800), rng.randint(0, 400)))
        if rng.random() < 0.2:
            last = after(first, rng.randint(1, 24)) - 1
        assignments.append((first, last, base_of()))
    service = [(random_day(rng), rng.choice((FULL, FULL, *BASES[3:]))) for _ in range(rng.choice((0, 1, 2, 3)))]
    return History(tuple(assignments), tuple({since: (since, base) for since, base in service}.values()))


def months_or_hours(used: int, *, in_hours: bool) -> Fraction:
    """What is used as the program says it: months, or hours."""
    return Fraction("173.33") * used / 3000 if in_hours else Fraction(used, 30)
