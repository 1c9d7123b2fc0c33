"""When an application is late."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.intake.lateness import is_late

CLOSES = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("received", "closes", "late"),
    [
        (CLOSES, CLOSES, False),
        (date(2026, 4, 1), CLOSES, True),
        (date(2026, 1, 2), CLOSES, False),
        (None, CLOSES, False),
        (date(2026, 4, 1), None, False),
    ],
)
def test_the_closing_day_is_in_time_and_the_day_after_is_late(
    received: date | None, closes: date | None, late: bool
) -> None:
    assert is_late(received, closes) is late


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(-4000, 4000))
def test_a_later_closing_day_makes_nobody_late(received: date, days: int) -> None:
    closes = CLOSES + timedelta(days)
    assert is_late(received, closes) >= is_late(received, closes + timedelta(1))
