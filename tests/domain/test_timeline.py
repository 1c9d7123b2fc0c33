"""The picture of activities over time: days and places, quarters, moves, and what a bar says."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.errors import InvalidInput
from umdesk.domain.plans import Activity
from umdesk.domain.td_limits import Period
from umdesk.domain.timeline import (
    Grip,
    Scale,
    Span,
    Step,
    days_in_words,
    extent,
    moved,
    quarter_of,
    quarters,
    read_out,
    stepped,
    td_used,
)  # fmt: skip
from umdesk.domain.words import ActivityType

DAYS = st.dates(date(1999, 1, 1), date(2060, 12, 31))


@given(first=DAYS, length=st.integers(0, 2000), at=st.integers(0, 2000), per_day=st.floats(0.05, 40))
def test_a_day_is_found_where_it_is_drawn(first: date, length: int, at: int, per_day: float) -> None:
    scale = Scale(first, first + timedelta(days=length), per_day, 12.0)
    day = first + timedelta(days=min(at, length))
    assert scale.day((scale.x(day) + scale.end(day)) / 2) == day
    assert scale.days(scale.x(day) - scale.x(first)) == (day - first).days
    assert scale.day(-1e6) == first
    assert scale.day(1e9) == scale.last


def test_a_leap_day_has_its_own_place() -> None:
    scale = Scale(date(2028, 1, 1), date(2028, 12, 31), 2.0)
    assert scale.x(date(2028, 3, 1)) - scale.x(date(2028, 2, 28)) == 4.0
    assert scale.day(scale.x(date(2028, 2, 29))) == date(2028, 2, 29)
    assert scale.width == 366 * 2.0


@given(first=DAYS, length=st.integers(0, 2500))
def test_quarters_follow_each_other_without_a_hole(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = quarters(first, last)
    assert found[0].first <= first and last <= found[-1].last  # noqa: PT018 -- one statement on both ends
    for one, following in pairwise(found):
        assert one.last + timedelta(days=1) == following.first


def test_the_picture_holds_all_days_and_a_year_at_least() -> None:
    assert quarter_of(date(2026, 8, 5)).text == "Jul–Sep 2026"
    assert extent([date(2026, 8, 5), None], date(2020, 1, 1)) == Span(date(2026, 7, 1), date(2027, 6, 30))
    assert extent([], date(2026, 5, 20)) == Span(date(2026, 4, 1), date(2027, 3, 31))
    assert extent([date(2026, 8, 5), date(2028, 1, 1)], date(2026, 5, 1)).ends == date(2028, 3, 31)


SPANS = st.builds(lambda first, days: Span(first, first + timedelta(days=days)), DAYS, st.integers(0, 900))


@given(span=SPANS, days=st.integers(-400, 400))
def test_a_move_and_its_opposite_give_the_same_days(span: Span, days: int) -> None:
    there = moved(span, Grip.WHOLE, days)
    assert there.days == span.days
    assert moved(there, Grip.WHOLE, -days) == span
    assert stepped(stepped(span, Grip.WHOLE, Step.WEEK, 3), Grip.WHOLE, Step.WEEK, -3) == span


def test_months_keep_the_day_and_the_end_of_the_month() -> None:
    half_year = Span(date(2026, 7, 1), date(2026, 12, 31))
    assert stepped(half_year, Grip.WHOLE, Step.MONTH, 2) == Span(date(2026, 9, 1), date(2027, 2, 28))
    assert stepped(half_year, Grip.END, Step.MONTH, 14).ends == date(2028, 2, 29)
    assert stepped(half_year, Grip.START, Step.MONTH, -5).starts == date(2026, 2, 1)
    assert stepped(Span(date(2026, 1, 30), date(2026, 3, 1)), Grip.START, Step.MONTH, 1).starts == date(2026, 2, 28)


def test_what_cannot_be_is_refused_with_its_reason() -> None:
    day = Span(date(2026, 7, 1), date(2026, 7, 1))
    for grip, by in ((Grip.END, -1), (Grip.START, 1)):
        with pytest.raises(InvalidInput, match="cannot end before it begins"):
            moved(day, grip, by)
    for step in Step:
        with pytest.raises(InvalidInput, match="between 1900 and 2100"):
            stepped(day, Grip.WHOLE, step, 40_000)


def test_a_bar_says_what_stands_in_it() -> None:
    names = {"g": "Goal 1", "c": "Competency 2"}
    budget = Activity(
        "r", "i", ActivityType.ON_THE_JOB, "Budget  office", "", date(2026, 7, 1), date(2026, 12, 31), Decimal(384),
        serves="g",
    )  # fmt: skip
    assert read_out(budget, names) == "Budget office, Jul 1 to Dec 31, 2026, 384 hours, serves Goal 1"
    bare = Activity("r", "i", ActivityType.EXAM, also_serves="c")
    assert read_out(bare, names, more="done") == "exam, no dates yet, serves Competency 2, done"
    assert days_in_words(Span(date(2026, 7, 1), date(2027, 1, 2))) == "Jul 1, 2026 to Jan 2, 2027"
    assert days_in_words(Span(date(2026, 7, 1), date(2026, 7, 1))) == "Jul 1, 2026"


def test_a_td_bar_says_what_is_used_when_it_ends() -> None:
    half_year = Period(date(2026, 7, 1), date(2026, 12, 31))
    assert td_used([half_year], half_year.last) == "6 of 24 months"
    assert td_used([half_year, Period(date(2027, 1, 1), date(2027, 1, 15))], date(2027, 1, 15)) == "6.5 of 24 months"
