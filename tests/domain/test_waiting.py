"""The wait after wrong passwords."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.waiting import LONGEST_WAIT, Tries, seconds_left, wait_after

NOON = datetime(2026, 5, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wrong", "seconds"), [(1, 0), (3, 0), (4, 2), (5, 4), (6, 8), (11, 256), (12, 300), (500, 300), (10**12, 300)]
)
def test_the_wait_doubles_from_the_fourth_wrong_try_up_to_five_minutes(wrong: int, seconds: int) -> None:
    assert wait_after(wrong) == seconds


def test_the_wait_is_counted_from_the_last_wrong_try_and_rounded_up() -> None:
    tries = Tries(6, NOON - timedelta(minutes=5), NOON)
    assert [seconds_left(tries, NOON + timedelta(seconds=s)) for s in (0, 0.4, 1, 7.9, 8, 3600)] == [8, 8, 7, 1, 0, 0]


@given(st.integers(1, 40), st.timedeltas(timedelta(days=-4000), timedelta(days=4000)))
def test_no_clock_makes_the_wait_longer_than_it_is(wrong: int, later: timedelta) -> None:
    left = seconds_left(Tries(wrong, NOON, NOON), NOON + later)
    assert 0 <= left <= wait_after(wrong) <= LONGEST_WAIT


def test_a_clock_that_was_set_back_begins_the_wait_anew() -> None:
    assert seconds_left(Tries(6, NOON, NOON), NOON - timedelta(days=400)) == 8


def test_another_wrong_try_keeps_the_first_moment() -> None:
    later = NOON + timedelta(minutes=1)
    assert Tries(1, NOON, NOON).and_one_more(later) == Tries(2, NOON, later)
