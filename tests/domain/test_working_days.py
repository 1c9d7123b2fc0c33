"""Working days and the state's holidays: known years, days that move, and counts that a calendar on paper confirms."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.holidays import of_year
from umdesk.domain.working_days import due, is_working_day

HOLIDAYS = frozenset(holiday.on for year in range(2024, 2029) for holiday in of_year(year))


def test_the_holidays_of_2026_are_eleven_days() -> None:
    assert [(holiday.on.isoformat(), holiday.name) for holiday in of_year(2026)] == [
        ("2026-01-01", "New Year's Day"),
        ("2026-01-19", "Martin Luther King Jr. Day"),
        ("2026-02-16", "Presidents' Day"),
        ("2026-03-31", "Cesar Chavez Day"),
        ("2026-05-25", "Memorial Day"),
        ("2026-07-04", "Independence Day"),
        ("2026-09-07", "Labor Day"),
        ("2026-11-11", "Veterans Day"),
        ("2026-11-26", "Thanksgiving Day"),
        ("2026-11-27", "Day after Thanksgiving"),
        ("2026-12-25", "Christmas Day"),
    ]


@pytest.mark.parametrize(
    ("year", "name", "day"),
    [
        (2013, "Cesar Chavez Day (observed)", date(2013, 4, 1)),
        (2023, "New Year's Day (observed)", date(2023, 1, 2)),
        (2023, "Veterans Day (observed)", date(2023, 11, 10)),
        (2018, "Veterans Day (observed)", date(2018, 11, 12)),
        (2022, "Christmas Day (observed)", date(2022, 12, 26)),
        (2027, "Christmas Day", date(2027, 12, 25)),
    ],
)
def test_days_on_a_weekend(year: int, name: str, day: date) -> None:
    assert {holiday.name: holiday.on for holiday in of_year(year)}[name] == day


@pytest.mark.parametrize(
    ("received", "day"),
    [
        (date(2026, 5, 20), date(2026, 6, 4)),  # a Wednesday; Memorial Day lies between
        (date(2026, 5, 22), date(2026, 6, 8)),  # a Friday
        (date(2026, 5, 23), date(2026, 6, 8)),  # a Saturday: Monday is the holiday, Tuesday day 1
        (date(2026, 11, 16), date(2026, 12, 2)),  # Thanksgiving and the day after it
        (date(2025, 12, 19), date(2026, 1, 6)),  # Christmas Day and New Year's Day
    ],
)
def test_ten_working_days(received: date, day: date) -> None:
    assert due(received, 10, HOLIDAYS).day == day


def test_a_year_without_holidays_on_file_is_named() -> None:
    only_2025 = {holiday.on for holiday in of_year(2025)}
    found = due(date(2025, 12, 19), 10, only_2025)
    assert (found.day, found.unchecked) == (date(2026, 1, 5), (2026,))
    assert found.note == "No holidays of 2026 are on file, so only weekends are left out."
    assert due(date(2025, 12, 19), 3, only_2025).note == ""
    assert due(date(2025, 12, 31), 1, only_2025).unchecked == (2026,)
    with pytest.raises(ValueError, match="count"):
        due(date(2025, 12, 19), 0, only_2025)


@given(st.dates(date(2024, 1, 1), date(2027, 12, 1)), st.integers(1, 20))
def test_between_receipt_and_due_day_lie_so_many_working_days(received: date, count: int) -> None:
    day = due(received, count, HOLIDAYS).day
    between = [received + timedelta(days=1 + n) for n in range((day - received).days)]
    assert sum(is_working_day(each, HOLIDAYS) for each in between) == count
    assert is_working_day(day, HOLIDAYS)
