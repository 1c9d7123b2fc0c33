"""Dates are read in the forms that people write and shown in one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain import dates


@pytest.mark.parametrize(
    "text",
    [
        "3/14/2026", "03/14/26", "14-Mar-26", "2026-03-14", "Mar 14, 2026", "March 14 2026", "14 March 2026",
        "3-14-2026", "3.14.2026", "2026/3/14", "2026-03-14 00:00:00", "2026-03-14T10:42:00Z", "3/14/2026 10:42 AM",
        "Saturday, March 14, 2026", "14-MAR-2026", "Mar. 14, 26", "March 14th, 2026", " 3/14/2026\u00a0", "14Mar2026",
    ],
)  # fmt: skip
def test_every_usual_form_of_a_date_is_read(text: str) -> None:
    assert dates.parse(text) == date(2026, 3, 14)


@pytest.mark.parametrize(
    "text",
    ["", "31/31/2024", "sometime in 2019", "2019", "14/3/2026", "2/30/2026", "Mar 2026", "46066", "3/14/20226",
     "3/14/0026", "n/a", "Marching 4, 2026", "2026-13-01", "3/14", "12:30", "yes", "ma 3, 2026"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- any message will do
        dates.parse(text)


def test_two_digit_years_turn_at_seventy() -> None:
    assert dates.parse("1/1/69") == date(2069, 1, 1)
    assert dates.parse("1/1/70") == date(1970, 1, 1)
    assert dates.parse("6/15/98") == date(1998, 6, 15)


def test_sept_is_september() -> None:
    assert dates.parse("Sept 9, 2025") == date(2025, 9, 9)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_what_is_shown_is_read_back(day: date) -> None:
    assert dates.parse(dates.show(day)) == day
    assert dates.parse(day.isoformat()) == day
    assert dates.parse(f"{day.month}/{day.day}/{day.year}") == day


def test_a_missing_date_shows_as_nothing() -> None:
    assert dates.show(None) == ""


def test_a_moment_is_shown_in_local_time_with_noon_and_midnight_as_twelve() -> None:
    noon = datetime(2026, 3, 14, 12, 5).astimezone()
    assert dates.show_moment(noon.astimezone(UTC)) == "Mar 14, 2026, 12:05 PM"
    assert dates.show_moment(noon.replace(hour=0)) == "Mar 14, 2026, 12:05 AM"
    assert dates.show_moment(noon.replace(hour=10, minute=42)) == "Mar 14, 2026, 10:42 AM"


def test_day_numbers_follow_the_calendar_of_their_workbook() -> None:
    assert dates.from_serial(46066) == date(2026, 2, 13)
    assert dates.from_serial(46066 - 1462, since_1904=True) == date(2026, 2, 13)
    with pytest.raises(ValueError, match="too far"):
        dates.from_serial(704134)


def test_the_program_year_ends_in_june() -> None:
    assert dates.program_year(date(2025, 6, 30)) == 2025
    assert dates.program_year(date(2025, 7, 1)) == 2026
    assert dates.program_year_period(2026) == (date(2025, 7, 1), date(2026, 6, 30))
    assert dates.program_year_name(2026) == "2025-26"
    assert dates.program_year_name(2000) == "1999-00"


@pytest.mark.parametrize("text", ["11/20", "11-20", "Nov 20", "20 Nov", "november 20th", "Friday, Nov. 20"])
def test_a_day_typed_without_its_year_lies_in_the_plans_period(text: str) -> None:
    period = date(2027, 1, 1), date(2027, 12, 31)
    assert dates.parse_typed(text, date(2026, 11, 22), *period) == date(2027, 11, 20)


def test_a_day_without_its_year_is_the_nearest_where_no_period_says_otherwise() -> None:
    today = date(2026, 11, 22)
    assert dates.parse_typed("11/20", today) == date(2026, 11, 20)
    assert dates.parse_typed("2/10", today) == date(2027, 2, 10)
    assert dates.parse_typed("12/1", today, None, today) == date(2025, 12, 1)
    assert dates.parse_typed("6/30", today, date(2027, 7, 1)) == date(2028, 6, 30)
    assert dates.parse_typed("11/20", today, date(2027, 1, 1), date(2027, 3, 1)) == date(2026, 11, 20)
    assert dates.parse_typed("2/29", today) == date(2028, 2, 29)
    assert dates.parse_typed("11/20/2031", today, today, today) == date(2031, 11, 20)
    for wrong in ("", "13/1", "2/30", "11", "Nov", "soon 3"):
        with pytest.raises(ValueError):  # noqa: PT011 -- any message will do
            dates.parse_typed(wrong, today)


@given(st.dates(date(1910, 1, 1), date(2090, 12, 31)), st.integers(-182, 182))
def test_a_day_near_today_is_found_without_its_year(today: date, apart: int) -> None:
    day = today + timedelta(days=apart)
    assert dates.parse_typed(f"{day.month}/{day.day}", today) == day or (day.month, day.day) == (2, 29)
