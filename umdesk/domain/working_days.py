"""Working days: Monday to Friday without the holidays on file; the day after the receipt is day 1."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from umdesk.domain import dates
from umdesk.domain.writing import enumerated

_FRIDAY = 4
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a count of working days; `unchecked` are the years it touches that have no holidays on file."""

    day: date
    unchecked: tuple[int, ...]

    @property
    def note(self) -> str:
        """That holidays of a year were not looked at, "" where all were."""
        if not self.unchecked:
            return ""
        years = enumerated([str(year) for year in self.unchecked])
        return f"No holidays of {years} are on file, so only weekends are left out."


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Whether the day is a Monday to Friday and no holiday."""
    return day.weekday() <= _FRIDAY and day not in holidays


def due(received: date, count: int, holidays: Collection[date]) -> Due:
    """The day by which something is due `count` working days (at least 1) after its receipt.

    Raises:
        ValueError: the count is not at least 1, or the end lies beyond the calendar's last year.
    """
    if count < 1 or received.year > dates.LATEST_YEAR:
        raise ValueError("No such count of working days.")
    day, left = received, count
    while left:
        day += _DAY
        left -= is_working_day(day, holidays)
    on_file = {holiday.year for holiday in holidays}
    touched = range((received + _DAY).year, day.year + 1)
    return Due(day, tuple(year for year in touched if year not in on_file))
