"""What to call a new selection cycle."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

FALL_BEGINS = 7
"""The month from which on a cycle is called after the fall."""


def proposed_name(received: Iterable[date | None], today: date) -> str:
    """The season and year in which most of these applications were received: "Spring 2026".

    Of two seasons with equally many it is the later one; without any date it is today's.
    """
    seasons = Counter((day.year, day.month >= FALL_BEGINS) for day in received if day is not None)
    most = max(seasons.values(), default=0)
    year, fall = max(
        (season for season, count in seasons.items() if count == most), default=(today.year, today.month >= FALL_BEGINS)
    )
    return f"{'Fall' if fall else 'Spring'} {year}"
