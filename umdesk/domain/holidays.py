"""The state holidays of a year by Government Code 19853, as a start for the list that the department keeps.

Subdivision (a) names the days; by (b) a day that falls on a Sunday is kept on the Monday after it, and November 11 on
a Saturday on the Friday before it. Another holiday on a Saturday gives credit and no other day off. Not in the list:
the personal holiday, the days that an employee may choose in its place by (e) (such as Lunar New Year, Genocide
Remembrance Day, Juneteenth, Native American Day), days that the Governor appoints, and what a bargaining agreement
says otherwise (g).
"""

from dataclasses import dataclass
from datetime import date, timedelta

SOURCE = "Government Code 19853"
CHECK_IT = (
    f"The list is the department's to check. umdesk fills in the days of {SOURCE}; days that the Governor appoints and "
    "what a bargaining agreement says otherwise are added or removed here."
)
_MONDAY, _THURSDAY, _SATURDAY, _SUNDAY = 0, 3, 5, 6
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Holiday:
    """A day on which the state's offices are closed; one kept on another day than its own says so in the name."""

    on: date
    name: str


def of_year(year: int) -> tuple[Holiday, ...]:
    """The eleven holidays of a year in order, each on the day it is kept."""
    thanksgiving = _nth(year, 11, _THURSDAY, 4)
    named = (
        (date(year, 1, 1), "New Year's Day"),
        (_nth(year, 1, _MONDAY, 3), "Martin Luther King Jr. Day"),
        (_nth(year, 2, _MONDAY, 3), "Presidents' Day"),
        (date(year, 3, 31), "Cesar Chavez Day"),
        (_last_monday_of_may(year), "Memorial Day"),
        (date(year, 7, 4), "Independence Day"),
        (_nth(year, 9, _MONDAY, 1), "Labor Day"),
        (date(year, 11, 11), "Veterans Day"),
        (thanksgiving, "Thanksgiving Day"),
        (thanksgiving + _DAY, "Day after Thanksgiving"),
        (date(year, 12, 25), "Christmas Day"),
    )
    return tuple(sorted(_kept(day, name) for day, name in named))


def _kept(day: date, name: str) -> Holiday:
    """A holiday on the day it is kept; only Veterans Day moves back from a Saturday."""
    if day.weekday() == _SUNDAY:
        return Holiday(day + _DAY, f"{name} (observed)")
    if day.weekday() == _SATURDAY and (day.month, day.day) == (11, 11):
        return Holiday(day - _DAY, f"{name} (observed)")
    return Holiday(day, name)


def _nth(year: int, month: int, weekday: int, count: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))


def _last_monday_of_may(year: int) -> date:
    last = date(year, 5, 31)
    return last - timedelta(days=last.weekday())
