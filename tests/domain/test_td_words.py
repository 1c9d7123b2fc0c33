"""T&D limits in words, and time bases as people write them."""

from datetime import date
from fractions import Fraction

import pytest

from umdesk.domain import td_limits, td_words
from umdesk.domain.td_limits import Period


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("", "1"),
        ("Full time", "1"),
        ("1.0", "1"),
        ("1", "1"),
        ("0.5", "1/2"),
        (".75", "3/4"),
        ("1/2", "1/2"),
        ("3/5 time", "3/5"),
        ("half time", "1/2"),
        ("75%", "3/4"),
        ("80", "4/5"),
        ("intermittent", "1"),
        ("0", "1"),
        ("5/0", "1"),
    ],
)
def test_reads_time_bases(text: str, base: str) -> None:
    assert td_words.read_time_base(text) == Fraction(base)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Fraction(0), "0 months"),
        (Fraction(1), "1 month"),
        (Fraction(31, 30), "1 month 1 day"),
        (Fraction(12, 30), "12 days"),
        (Fraction(24), "24 months"),
        (Fraction(199, 30), "6 months 19 days"),
    ],
)
def test_says_months_and_days(amount: Fraction, text: str) -> None:
    assert td_words.months(amount) == text


def test_says_what_is_used_and_until_when() -> None:
    standing = td_limits.standing([], Period(date(2026, 1, 1), date(2026, 12, 31)), date(2026, 6, 30))
    assert td_words.used_and_left(standing) == "6 months of 24 months used, 18 months left"
    assert td_words.last_day(standing, assigned=True) == "The assignment from Jan 1, 2026 may last until Dec 31, 2027."
    assert td_words.warning(standing) == ""


def test_says_that_nothing_is_left() -> None:
    standing = td_limits.standing([Period(date(2024, 1, 1), date(2025, 12, 31))], None, date(2026, 1, 1))
    assert td_words.last_day(standing, assigned=False) == (
        "An assignment that begins on Jan 1, 2026 may not be served at all: the limit is used up."
    )
    assert td_words.warning(standing) == "Close to the limit: keep an eye on the last allowed day."


def test_says_from_when_it_is_over() -> None:
    standing = td_limits.standing([], Period(date(2024, 1, 1), date(2026, 1, 31)), date(2025, 6, 30))
    assert td_words.warning(standing) == "From Jan 1, 2026 on it is over 24 months in any 36 (2 CCR 438.1)."


def test_hours_are_said_as_hours() -> None:
    half = Period(date(2026, 1, 1), date(2026, 12, 31), Fraction(1, 2))
    standing = td_limits.standing([], half, date(2026, 12, 31))
    assert td_words.used_and_left(standing) == "1,039.98 hours of 4,159.92 hours used, 3,119.94 hours left"


def test_the_line_on_the_page() -> None:
    period = Period(date(2026, 7, 1), date(2027, 6, 30))
    assert td_words.planned_line("Budget office", period, Fraction(12), date(2028, 6, 30), by_hours=False) == (
        "Budget office: Jul 1, 2026 to Jun 30, 2027, 12 months. Used by its end: 12 months of 24 in any 36; "
        "last allowed day Jun 30, 2028 (2 CCR 438.1)."
    )
    assert td_words.planned_line("Budget office", period, Fraction("1039.98"), None, by_hours=True) == (
        "Budget office: Jul 1, 2026 to Jun 30, 2027, 12 months. Used by its end: 1,039.98 hours of 4,159.92; "
        "no day of it is allowed. Hours for part time are our reading of 2 CCR 438.1: ask HR."
    )
