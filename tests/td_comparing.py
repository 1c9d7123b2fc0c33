"""Compares umdesk's T&D answers with those of the program that looks at every day, for one random history."""

import random
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.td_by_days import (
    FULL,
    History,
    Walk,
    answers,
    last_allowed,
    long_before,
    months_or_hours,
    random_day,
    random_history,
)
from umdesk.domain import td_limits
from umdesk.domain.td_limits import Period, Service

_FROM_AFAR_EACH = 10
"""Of one history in so many, windows are looked for from the first day on."""


@dataclass(frozen=True)
class Compared:
    """What one history was: in hours or in months, how much it had, and whether it went over."""

    assignments: int
    in_hours: bool
    over: bool
    nothing_allowed: bool
    days: int


def compare(seed: int) -> Compared:
    """Ask both programs about the history of a seed.

    Raises:
        AssertionError: an answer differs; the message has both.
    """
    rng = random.Random(seed)
    history = random_history(rng)
    today, start = random_day(rng), random_day(rng)
    base = rng.choice((FULL, FULL, FULL, 50, 75)) if history.in_hours or rng.random() < 0.2 else FULL
    periods = [Period(_day(first), _day(last), _share(share)) for first, last, share in history.assignments]
    service = [Service(_day(since), _share(share)) for since, share in history.service]

    wanted = answers(history, today, start, base)
    found = td_limits.standing(periods, None, _day(today), service)
    _same("in hours", found.by_hours, wanted.in_hours)
    _same("used", found.used, months_or_hours(wanted.used, in_hours=wanted.in_hours))
    limit = Fraction("4159.92") if wanted.in_hours else Fraction(24)
    _same("left", found.left, max(Fraction(0), limit - found.used))
    _same("first day over", found.first_over, _day(wanted.first_over))
    _same("warned", td_limits.first_day_of_warning(periods, service), _day(wanted.first_warned))
    _same("warns", found.warn, wanted.first_warned is not None)
    last = td_limits.last_allowed_day(periods, _day(start), _share(base), service)
    _same(f"last allowed day from {_day(start)}", last, _day(wanted.last_allowed))
    if periods:
        _compare_the_last_of(history, periods, service)
    if history.in_hours and seed % _FROM_AFAR_EACH == 0:
        _look_from_afar(history, today)
    days = sum(one.last.toordinal() - one.first.toordinal() + 1 for one in periods)
    return Compared(
        len(periods), wanted.in_hours, wanted.first_over is not None, wanted.last_allowed is None, days
    )  # fmt: skip


def _compare_the_last_of(history: History, periods: list[Period], service: list[Service]) -> None:
    """The newest assignment beside the others, as the page of a plan shows it."""
    *others, (first, _last, share) = sorted(history.assignments)
    rest = History(tuple(others), history.service)
    last = td_limits.last_allowed_day(sorted(periods)[:-1], _day(first), _share(share), service)
    _same(f"last allowed day of the assignment from {_day(first)}", last, _day(last_allowed(rest, first, share)))


def _look_from_afar(history: History, today: int) -> None:
    """The window of the program of days itself: moved forward day by day, or looked for anew, it is the same."""
    since = min(first for first, _last, _base in history.assignments)
    walk = Walk(history, long_before(history, min(since, today)), max(since + 1500, today))
    for day in sorted({since + 700, since + 1500, max(since, today)}):
        walk.used(day)
        _same(f"window on {_day(day)}", _day(walk.start), _day(walk.window_start_from_afar(day)))


def _same(what: str, found: object, wanted: object) -> None:
    assert found == wanted, f"{what}: umdesk says {found}, the program of days {wanted}"


def _day(number: int | None) -> date | None:
    return None if number is None else date.fromordinal(number)


def _share(hundredths: int) -> Fraction:
    return Fraction(hundredths, FULL)
