"""T&D assignments: 24 months in any 36, by worked examples and against a count day by day."""

import itertools
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.td_comparing import compare
from umdesk.domain import td_limits
from umdesk.domain.td_limits import Period, Service

DAY = timedelta(days=1)
HALF = Fraction(1, 2)

DAYS = st.dates(date(2018, 1, 1), date(2026, 12, 31))


@st.composite
def periods(draw: st.DrawFn, most: int = 4, longest: int = 900) -> list[Period]:
    """Up to `most` full-time assignments, which may touch and overlap."""
    rows = draw(st.lists(st.tuples(DAYS, st.integers(0, longest)), max_size=most))
    return [Period(first, first + timedelta(days=days)) for first, days in rows]


# --- a count day by day, written without a look at the rule's code -------------------------------------------------


@cache
def counted_after(day: date, months: int) -> date:
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    for number in range(day.day, 0, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError


@cache
def counted_length(first: date, last: date) -> Fraction:
    months = 0
    while counted_after(first, months + 1) <= last + DAY:
        months += 1
    days, day = 0, counted_after(first, months)
    while day < last + DAY:
        days, day = days + 1, day + DAY
    return months + Fraction(days, 30)


def served_days(rows: list[Period]) -> set[date]:
    return {row.first + number * DAY for row in rows for number in range((row.last - row.first).days + 1)}


def counted_used(days: set[date], day: date) -> Fraction:
    start = counted_after(day + DAY, -36)
    window = sorted(one for one in days if start <= one <= day)
    total = Fraction(0)
    run: list[date] = []
    for one in window:
        if run and one != run[-1] + DAY:
            total += counted_length(run[0], run[-1])
            run = []
        run.append(one)
    return total + (counted_length(run[0], run[-1]) if run else 0)


def counted_first_over(days: set[date], since: date = date.min) -> date | None:
    return next((day for day in sorted(days) if day >= since and counted_used(days, day) > 24), None)


# --- months ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 1, 15), -36, date(2021, 1, 15)),
        (date(2024, 5, 31), 0, date(2024, 5, 31)),
    ],
)
def test_after_is_the_same_day_or_the_months_last(day: date, months: int, result: date) -> None:
    assert td_limits.after(day, months) == result


@given(DAYS, st.integers(-60, 60))
def test_after_agrees_with_the_count(day: date, months: int) -> None:
    assert td_limits.after(day, months) == counted_after(day, months)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2025, 2, 1), date(2025, 2, 28), Fraction(1)),
        (date(2024, 1, 31), date(2024, 2, 29), Fraction(31, 30)),
        (date(2024, 1, 1), date(2025, 12, 31), Fraction(24)),
        (date(2024, 2, 29), date(2026, 2, 27), Fraction(24)),
        (date(2024, 2, 29), date(2026, 2, 28), Fraction(721, 30)),
        (date(2024, 5, 1), date(2024, 5, 1), Fraction(1, 30)),
        (date(2024, 5, 1), date(2024, 5, 30), Fraction(1)),
        (date(2024, 5, 1), date(2024, 5, 31), Fraction(1)),
    ],
)
def test_length_in_months_is_exact(first: date, last: date, months: Fraction) -> None:
    assert td_limits.length(first, last) == months


@given(DAYS, st.integers(0, 1500))
def test_length_agrees_with_the_count(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    assert td_limits.length(first, last) == counted_length(first, last)


@given(DAYS, st.integers(0, 1500))
def test_one_more_day_never_adds_more_than_the_stride_allows(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    assert 0 <= td_limits.length(first, last + DAY) - td_limits.length(first, last) <= Fraction(4, 30)
    assert td_limits.length(first - DAY, last) - td_limits.length(first, last) >= 0


# --- joined periods, used, over ------------------------------------------------------------------------------------


def test_periods_that_touch_or_overlap_are_one() -> None:
    rows = [
        Period(date(2024, 3, 1), date(2024, 4, 30)),
        Period(date(2024, 1, 1), date(2024, 2, 29)),
        Period(date(2024, 4, 15), date(2024, 4, 20)),
        Period(date(2024, 5, 2), date(2024, 5, 3)),
    ]
    assert td_limits.joined(rows) == (
        (date(2024, 1, 1), date(2024, 4, 30)),
        (date(2024, 5, 2), date(2024, 5, 3)),
    )


@given(periods())
def test_joined_periods_hold_the_same_days_with_a_gap_between(rows: list[Period]) -> None:
    runs = td_limits.joined(rows)
    assert served_days([Period(first, last) for first, last in runs]) == served_days(rows)
    assert all(later[0] > earlier[1] + DAY for earlier, later in itertools.pairwise(runs))


@settings(max_examples=60, deadline=None)
@given(periods(), DAYS)
def test_used_agrees_with_the_count_day_by_day(rows: list[Period], day: date) -> None:
    assert td_limits.used(rows, day) == counted_used(served_days(rows), day)


@settings(max_examples=4, deadline=None)
@given(periods(most=3))
@example([Period(date(2020, 1, 1), date(2021, 12, 31)), Period(date(2022, 6, 1), date(2023, 1, 31))])
@example([Period(date(2020, 1, 31), date(2022, 1, 30)), Period(date(2023, 1, 30), date(2023, 3, 1))])
def test_the_first_day_over_agrees_with_the_count(rows: list[Period]) -> None:
    assert td_limits.first_day_over(rows) == counted_first_over(served_days(rows))


@settings(max_examples=4, deadline=None)
@given(periods(most=3, longest=500), DAYS)
def test_the_last_allowed_day_agrees_with_the_count(rows: list[Period], start: date) -> None:
    open_ended = Period(start, start + timedelta(days=800))
    over = counted_first_over(served_days([*rows, open_ended]), since=start)
    assert over is not None
    assert td_limits.last_allowed_day(rows, start) == (None if over == start else over - DAY)


@pytest.mark.parametrize(
    ("others", "start", "last"),
    [
        ([], date(2024, 1, 1), date(2025, 12, 31)),
        ([], date(2024, 2, 29), date(2026, 2, 27)),
        ([Period(date(2023, 1, 15), date(2024, 1, 14))], date(2024, 6, 1), date(2025, 5, 31)),
        ([Period(date(2020, 1, 1), date(2021, 12, 31))], date(2024, 1, 1), date(2025, 12, 31)),
        ([Period(date(2022, 1, 1), date(2023, 12, 31))], date(2024, 1, 1), None),
    ],
)
def test_worked_examples_of_the_last_allowed_day(others: list[Period], start: date, last: date | None) -> None:
    assert td_limits.last_allowed_day(others, start) == last


def test_the_warning_comes_at_22_months() -> None:
    assert td_limits.first_day_of_warning([Period(date(2024, 1, 1), date(2025, 10, 30))]) == date(2025, 10, 30)
    assert td_limits.first_day_of_warning([Period(date(2024, 1, 1), date(2025, 10, 29))]) is None


# --- hours for part time -------------------------------------------------------------------------------------------


def test_full_time_has_the_same_answer_in_hours() -> None:
    rows = [Period(date(2024, 1, 1), date(2025, 12, 31))]
    assert td_limits.used_hours(rows, date(2025, 12, 31)) == td_limits.LIMIT_HOURS
    assert not td_limits.by_hours(rows)


def test_half_time_may_serve_twice_as_long() -> None:
    assert td_limits.last_allowed_day([], date(2024, 1, 1), HALF) == date(2027, 12, 31)
    rows = [Period(date(2024, 1, 1), date(2024, 12, 31), HALF)]
    assert td_limits.by_hours(rows)
    assert td_limits.used_hours(rows, date(2024, 12, 31)) == Fraction("1039.98")


def test_the_window_of_half_time_looks_back_six_years() -> None:
    rows = [Period(date(2018, 1, 1), date(2019, 12, 31), HALF)]
    service = [Service(date(2015, 1, 1), HALF)]
    assert td_limits.used_hours(rows, date(2023, 12, 31), service) == Fraction("173.33") * 12
    assert td_limits.used_hours(rows, date(2024, 12, 31), service) == Fraction("173.33") * 6
    assert td_limits.used_hours(rows, date(2025, 12, 31), service) == 0


def test_full_time_service_shortens_the_window_again() -> None:
    rows = [Period(date(2018, 1, 1), date(2019, 12, 31), HALF)]
    service = [Service(date(2015, 1, 1), HALF), Service(date(2020, 1, 1), Fraction(1))]
    assert td_limits.used_hours(rows, date(2022, 12, 31), service) == 0
    assert td_limits.used_hours(rows, date(2021, 12, 31), service) == Fraction("173.33") * 12


@settings(max_examples=25, deadline=None)
@given(DAYS, st.integers(0, 700), DAYS, st.sampled_from([HALF, Fraction(3, 4), Fraction(3, 5)]))
def test_the_last_allowed_day_of_part_time_is_the_day_before_the_first_over(
    first: date, days: int, start: date, base: Fraction
) -> None:
    others = [Period(first, first + timedelta(days=days), base)]
    last = td_limits.last_allowed_day(others, start, base)
    following = start if last is None else last + DAY
    served = [*others, Period(start, following, base)]
    assert td_limits.used_hours(served, following) > td_limits.LIMIT_HOURS
    assert last is None or td_limits.used_hours([*others, Period(start, last, base)], last) <= td_limits.LIMIT_HOURS


def test_two_half_time_assignments_on_the_same_days_are_one_of_full_time() -> None:
    half = Period(date(2024, 1, 1), date(2024, 12, 31), HALF)
    other = Period(date(2024, 7, 1), date(2025, 6, 30), HALF)
    assert td_limits.used_hours([half, other], date(2025, 6, 30)) == Fraction("173.33") * 12
    full = Period(date(2024, 1, 1), date(2024, 12, 31))
    assert td_limits.used_hours([full, half], date(2024, 12, 31)) == Fraction("173.33") * 12


@pytest.mark.parametrize("seed", range(14))
def test_a_random_history_has_the_answers_of_a_program_that_looks_at_every_day(seed: int) -> None:
    compare(seed)  # `make td` does it with ten thousand


# --- where a person stands ------------------------------------------------------------------------------------------


def test_standing_tells_used_left_and_the_last_allowed_day() -> None:
    current = Period(date(2026, 1, 1), date(2026, 12, 31))
    standing = td_limits.standing([], current, date(2026, 6, 30))
    assert (standing.used, standing.left, standing.limit) == (6, 18, 24)
    assert standing.last_allowed == date(2027, 12, 31)
    assert (standing.warn, standing.first_over, standing.by_hours) == (False, None, False)


def test_standing_without_an_assignment_speaks_of_one_from_today() -> None:
    standing = td_limits.standing([], None, date(2026, 5, 20))
    assert (standing.used, standing.start, standing.last_allowed) == (0, date(2026, 5, 20), date(2028, 5, 19))


def test_standing_warns_and_names_the_first_day_over() -> None:
    standing = td_limits.standing([], Period(date(2024, 1, 1), date(2026, 1, 31)), date(2025, 6, 30))
    assert standing.warn
    assert standing.first_over == date(2026, 1, 1)


def test_standing_by_hours_asks_hr() -> None:
    standing = td_limits.standing([], Period(date(2026, 1, 1), date(2026, 12, 31), HALF), date(2026, 6, 30))
    assert standing.ask_hr
    assert (standing.used, standing.limit) == (Fraction("519.99"), td_limits.LIMIT_HOURS)


@pytest.mark.parametrize(
    ("first", "last", "base"),
    [
        (date(2026, 1, 2), date(2026, 1, 1), Fraction(1)),
        (date(1026, 1, 2), date(2026, 1, 1), Fraction(1)),
        (date(2026, 1, 2), date(9026, 1, 1), Fraction(1)),
        (date(2026, 1, 1), date(2026, 1, 2), Fraction(0)),
        (date(2026, 1, 1), date(2026, 1, 2), Fraction(3, 2)),
    ],
)
def test_a_period_that_cannot_be_is_refused(first: date, last: date, base: Fraction) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        Period(first, last, base)
