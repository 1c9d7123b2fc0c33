"""The clock of the demo: selection happens on its days of the spring of 2026, what follows just before the making."""

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
FIRST_END = date(2026, 6, 12)
"""The demo ends on this day at the earliest."""

# Days before the end of the demo.
AMENDED = 25
FALL_OPENS = 24
FALL_CLOSES = 7
FALL_SCORING = 4
FALL_PAPER = 1


class Timeline:
    """A clock that goes on by a second with each look, from nine in the morning (in Sacramento) of its day.

    `end` is the last day of what the demo tells: the day of its making, so that nothing in it is late for long.
    """

    def __init__(self, end: date) -> None:
        self.end = max(end, FIRST_END)
        self._now = _morning(OPENS)

    def __call__(self) -> datetime:
        """This moment, aware, in UTC."""
        self._now += timedelta(seconds=1)
        return self._now

    def go_to(self, day: date) -> None:
        """Begin this day."""
        self._now = _morning(day)

    def before_end(self, days: int) -> date:
        """The day so many days before the end."""
        return self.end - timedelta(days=days)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(17, 0), UTC)
