"""What to call a new selection cycle."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

FALL_BEGINS = 7
"""The month from which on a cycle is called after the fall."""

_YEARS = re.compile(r"\b((?:19|20)\d\d)(?:([-–/])(\d\d))?\b")


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


def a_year_on(name: str) -> str:
    """The name for a copy of a cycle a year later: "Spring 2027" after "Spring 2026", "2026-27" after "2025-26".

    A name without a year becomes "NAME, copy".
    """

    def later(found: re.Match[str]) -> str:
        year = int(found[1]) + 1
        return f"{year}{found[2]}{(year + 1) % 100:02d}" if found[2] else str(year)

    moved, count = _YEARS.subn(later, name)
    return moved if count else f"{name}, copy"
