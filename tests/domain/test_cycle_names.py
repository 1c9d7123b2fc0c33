"""The name proposed for a new cycle follows the dates on which its applications were received."""

from datetime import date

import pytest

from umdesk.domain.cycle_names import proposed_name

NOVEMBER = date(2026, 11, 22)
FEBRUARY, JUNE, JULY = date(2026, 2, 15), date(2026, 6, 30), date(2026, 7, 1)


@pytest.mark.parametrize(
    ("received", "name"),
    [
        ((), "Fall 2026"),
        ((None, None), "Fall 2026"),
        ((FEBRUARY, FEBRUARY, None), "Spring 2026"),
        ((JUNE,), "Spring 2026"),
        ((JULY,), "Fall 2026"),
        # One mistyped year or one late paper does not name the cycle.
        ((FEBRUARY, JUNE, date(2062, 2, 15)), "Spring 2026"),
        ((FEBRUARY, JULY, FEBRUARY), "Spring 2026"),
        ((FEBRUARY, JULY), "Fall 2026"),
        ((date(2025, 12, 20), FEBRUARY), "Spring 2026"),
    ],
)
def test_a_new_cycle_is_called_after_the_season_of_most_of_its_applications(
    received: tuple[date | None, ...], name: str
) -> None:
    assert proposed_name(received, NOVEMBER) == name


def test_without_dates_it_is_called_after_today() -> None:
    assert proposed_name((), date(2027, 6, 30)) == "Spring 2027"
