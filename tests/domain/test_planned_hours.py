"""Planned hours by program year, reckoned once more day by day."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from umdesk.domain.planned_hours import over_limits, planned, totals_in_words
from umdesk.domain.plans import Activity
from umdesk.domain.words import ActivityType

HOURS = st.none() | st.decimals(0, 3000, places=2)


def activity(starts: date | None, ends: date | None, state: Decimal | None, own: Decimal | None) -> Activity:
    return Activity("r", "i", ActivityType.COURSE, "x", "", starts, ends, state, own)


ACTIVITIES = st.lists(
    st.builds(
        lambda first, days, state, own: activity(first, first + timedelta(days=days), state, own),
        st.dates(date(2019, 1, 1), date(2030, 12, 31)), st.integers(0, 900), HOURS, HOURS,
    ),
    max_size=4,
)  # fmt: skip


def day_by_day(rows: list[Activity]) -> dict[int, tuple[Fraction, Fraction]]:
    """Every day of every activity takes its share to the year that ends on the next June 30."""
    sums: dict[str, Counter[int]] = {"state": Counter(), "own": Counter()}
    for row in rows:
        days = [row.starts + timedelta(days=n) for n in range((row.ends - row.starts).days + 1)]
        for day in days:
            year = day.year if (day.month, day.day) <= (6, 30) else day.year + 1
            sums["state"][year] += Fraction(row.state_hours or 0) / len(days)
            sums["own"][year] += Fraction(row.own_hours or 0) / len(days)
    years = sums["state"].keys() | sums["own"].keys()
    return {
        year: (sums["state"][year], sums["own"][year]) for year in years if sums["state"][year] or sums["own"][year]
    }


@settings(max_examples=40, deadline=None)
@given(ACTIVITIES)
def test_hours_by_year_equal_a_reckoning_day_by_day(rows: list[Activity]) -> None:
    found = planned(rows)
    assert {row.year: (row.state, row.own) for row in found.years} == day_by_day(rows)
    assert sum((row.state for row in found.years), Fraction(0)) == Fraction(found.state)
    assert sum((row.own for row in found.years), Fraction(0)) == Fraction(found.own)


def test_a_year_over_the_limit_is_said_in_words_and_one_at_it_is_not() -> None:
    found = planned([activity(date(2026, 1, 1), date(2026, 12, 31), Decimal(365), Decimal(73))])
    assert [(row.year, row.state) for row in found.years] == [(2026, Fraction(181)), (2027, Fraction(184))]
    assert over_limits(found, 184, 0) == ()
    state, own = over_limits(found, 181, Decimal("36.5"))
    assert state == (
        "184 hours on state time are planned for the program year 2026-27, 3 over the department's limit of 181 a year."
    )
    assert own == (
        "36.8 hours on own time are planned for the program year 2026-27, 0.3 over the department's limit of 36.5 a "
        "year."
    )
    assert totals_in_words(found) == (
        "Planned: 365 hours on state time, 73 on own time. By program year (July to June), rounded: 2025-26: 181 "
        "and 36; 2026-27: 184 and 37."
    )


def test_hours_without_dates_belong_to_no_year() -> None:
    found = planned([activity(None, date(2026, 12, 31), Decimal(10), None), activity(None, None, None, None)])
    assert (found.years, found.undated_state) == ((), Decimal(10))
    assert totals_in_words(found).endswith("10 hours belong to no year yet, since a date is missing.")
    assert totals_in_words(planned([])) == "No hours are planned yet."
