"""The clock of the demo: every step happens on its day of the spring of 2026."""

from datetime import UTC, date, datetime, time, timedelta

OPENS = date(2026, 2, 2)
CLOSES = date(2026, 2, 27)
IMPORTED = date(2026, 2, 27)
SCORING = date(2026, 3, 9)
RATED = date(2026, 3, 23)
DECIDING = date(2026, 3, 25)
APPLIED = date(2026, 4, 1)
TOLD = date(2026, 4, 2)
MOVED_ON = date(2026, 4, 6)
PLANNED = date(2026, 4, 7)
PRINTED = date(2026, 4, 14)
SIGNED = date(2026, 4, 21)
AMENDED = date(2026, 5, 18)
FALL_OPENS = date(2026, 5, 19)
FALL_CLOSES = date(2026, 6, 5)
FALL_SCORING = date(2026, 6, 8)
FALL_PAPER = date(2026, 6, 11)
TODAY = date(2026, 6, 12)


class Timeline:
    """A clock that goes on by a second with each look, from nine in the morning (in Sacramento) of its day."""

    def __init__(self) -> None:
        self._now = _morning(OPENS)

    def __call__(self) -> datetime:
        """This moment, aware, in UTC."""
        self._now += timedelta(seconds=1)
        return self._now

    def go_to(self, day: date) -> None:
        """Begin this day."""
        self._now = _morning(day)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(17, 0), UTC)
