"""Dates as people write them in the United States, and the program year (July 1 to June 30)."""

import re
from datetime import date, datetime, timedelta

from umdesk.domain.errors import InvalidInput

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip

PIVOT = 70
"""A two-digit year below this is 20xx, from it on 19xx: nobody at work was appointed before 1970."""

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
PROGRAM_YEAR_STARTS = 7
PROGRAM_YEARS = range(EARLIEST_YEAR + 1, LATEST_YEAR)
"""The program years that there can be: all their days are dates that people can type."""

_TIME = re.compile(r"[T\s,]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([ap]\.?m\.?)?\s*(z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE)
_WEEKDAY = re.compile(r"^(mon|tue(s)?|wed(nes)?|thu(r)?(s)?|fri|sat(ur)?|sun)(day)?\.?,?\s+", re.IGNORECASE)
_ISO = re.compile(r"^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$")
_NUMBERS = re.compile(r"^(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})$")
_DAY_FIRST = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?[-\s/.]*([a-z]{3,9})\.?,?[-\s/.]*(\d{4}|'?\d{2})$", re.IGNORECASE)
_MONTH_FIRST = re.compile(
    r"^([a-z]{3,9})\.?[-\s/.]*(\d{1,2})(?:st|nd|rd|th)?(?:\s*,\s*|[-\s/.]+)(\d{4}|'?\d{2})$", re.IGNORECASE
)
_NO_YEAR = re.compile(r"^(\d{1,2})\s*[-/.]\s*(\d{1,2})$")
_MONTH_DAY = re.compile(r"^([a-z]{3,9})\.?[-\s/.]*(\d{1,2})(?:st|nd|rd|th)?$", re.IGNORECASE)
_DAY_MONTH = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?[-\s/.]*([a-z]{3,9})\.?$", re.IGNORECASE)
_LEAP = 8
"""February 29 comes at least once in so many years."""


class TooFar(ValueError):
    """A date of a year before 1900 or after 2100, in a sentence."""


def show(d: date | None) -> str:
    """Return a date as people write it, "Mar 14, 2026"; nothing for None."""
    return "" if d is None else f"{MONTHS[d.month - 1]} {d.day}, {d.year}"


def show_span(first: date | None, last: date | None) -> str:
    """Days as a person writes them from the first to the last: "Jul 1, 2025 to Jun 30, 2026"."""
    return f"{show(first)} to {show(last)}"


def show_moment(moment: datetime) -> str:
    """Return a moment in this computer's time zone, "Mar 14, 2026, 10:42 AM"."""
    return f"{show(moment.astimezone().date())}, {show_time(moment)}"


def show_time(moment: datetime) -> str:
    """Return the time of day in this computer's time zone, "10:42 AM"."""
    local = moment.astimezone()
    return f"{local.hour % 12 or 12}:{local.minute:02d} {'AM' if local.hour < 12 else 'PM'}"


def parse(text: str) -> date:
    """Read a date: 3/14/2026, 03/14/26, 14-Mar-26, 2026-03-14, Mar 14, 2026 and their like, month before day.

    A time of day behind it and a weekday before it are left aside. Two-digit years follow `PIVOT`. Raises
    ValueError for everything else, also for days that no calendar has, and TooFar for years outside 1900 to 2100.
    """
    plain = re.sub(r"[\s\u00a0]+", " ", text).strip()
    plain = _WEEKDAY.sub("", _TIME.sub("", plain)).strip()
    if found := _ISO.match(plain):
        return _checked(int(found[1]), int(found[3]), int(found[4]))
    if found := _NUMBERS.match(plain):
        return _checked(_year(found[4]), int(found[1]), int(found[3]))
    if found := _DAY_FIRST.match(plain):
        return _checked(_year(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_FIRST.match(plain):
        return _checked(_year(found[3]), _month(found[1]), int(found[2]))
    raise ValueError(f"{text!r} is not a date")


def parse_typed(text: str, today: date, first: date | None = None, last: date | None = None) -> date:
    """Read a date that a person types into a field: as `parse`, and also a day without its year, 11/20 or Nov 20.

    The year is the one that brings the day between `first` and `last`, both inclusive and None for an open end, or
    else nearest to them; of several the one nearest to `today`. Raises ValueError as `parse` does.
    """
    try:
        return parse(text)
    except TooFar:
        raise
    except ValueError:
        month, day = _month_and_day(text)
    from_year, to_year = (first or today).year, (last or today).year
    years = range(min(from_year, to_year, today.year) - _LEAP, max(from_year, to_year, today.year) + _LEAP + 1)
    found = [made for year in years if (made := _day_of(year, month, day)) is not None]
    if not found:
        raise ValueError(f"{text!r} is not a date")
    return min(found, key=lambda made: (_days_outside(made, first, last), abs(made - today)))


def is_date(text: str) -> bool:
    """Whether `parse` reads a text as a date."""
    try:
        parse(text)
    except ValueError:
        return False
    return True


def from_serial(days: int, *, since_1904: bool = False) -> date:
    """Return the date behind a spreadsheet's day number; `since_1904` for a workbook of the 1904 calendar.

    Raises ValueError outside 1900 to 2100.
    """
    epoch = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
    try:
        found = epoch + timedelta(days=days)
    except OverflowError as error:
        raise ValueError(f"{days} is not a day number") from error
    return _checked(found.year, found.month, found.day)


def program_year(d: date) -> int:
    """Return the program year that a day lies in, named by the year it ends: July 1, 2025 lies in 2026."""
    return d.year + (1 if d.month >= PROGRAM_YEAR_STARTS else 0)


def program_year_period(year: int) -> tuple[date, date]:
    """Return the first and the last day of a program year, both inclusive."""
    return date(year - 1, PROGRAM_YEAR_STARTS, 1), date(year, PROGRAM_YEAR_STARTS - 1, 30)


def program_year_name(year: int) -> str:
    """Return how a program year is written: 2026 is "2025-26"."""
    return f"{year - 1}-{year % 100:02d}"


def program_years_in(text: str) -> list[int]:
    """Return the program years that a text names, in its order: "2025-26" is 2026."""
    found = (int(first) + 1 for first in re.findall(r"\b(\d{4})-\d{2}\b", text))
    return [year for year in found if program_year_name(year) in text]


def refuse_no_year(year: int) -> None:
    """Let a program year stand that there can be.

    Raises:
        InvalidInput: there is no such year.
    """
    if year not in PROGRAM_YEARS:
        raise InvalidInput(f"There is no program year {year}.", "Give a year such as 2026.", "year")


def refuse_other_year(day: date | None, year: int, field: str) -> None:
    """Let a day stand that lies in the program year, or none.

    Raises:
        InvalidInput: it lies in another year.
    """
    first, last = program_year_period(year)
    if day is not None and not first <= day <= last:
        raise InvalidInput(
            f"{show(day)} lies outside of the program year {program_year_name(year)}.",
            f"Give a day from {show(first)} to {show(last)}, or go to the other year.",
            field,
        )


def a_year_on(d: date) -> date:
    """Return the same day a year later; February 29 becomes February 28."""
    try:
        return d.replace(year=d.year + 1)
    except ValueError:
        return d.replace(year=d.year + 1, day=28)


def _month_and_day(text: str) -> tuple[int, int]:
    plain = _WEEKDAY.sub("", re.sub(r"[\s\u00a0]+", " ", text).strip())
    if found := _NO_YEAR.match(plain):
        return int(found[1]), int(found[2])
    if found := _MONTH_DAY.match(plain):
        return _month(found[1]), int(found[2])
    if found := _DAY_MONTH.match(plain):
        return _month(found[2]), int(found[1])
    raise ValueError(f"{text!r} is not a date")


def _day_of(year: int, month: int, day: int) -> date | None:
    """The day in a year; None where the year has none, or is too far away."""
    try:
        return _checked(year, month, day)
    except ValueError:
        return None


def _days_outside(day: date, first: date | None, last: date | None) -> int:
    """How many days lie between a day and a period; 0 within it."""
    before = (first - day).days if first is not None else 0
    after = (day - last).days if last is not None else 0
    return max(before, after, 0)


def _year(text: str) -> int:
    digits = text.lstrip("'")
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (2000 if int(digits) < PIVOT else 1900)


def _month(word: str) -> int:
    lower = word.lower()
    for number, name in enumerate(MONTH_NAMES, start=1):
        if name.startswith(lower) or lower == name[:4]:
            return number
    raise ValueError(f"{word!r} is not a month")


def _checked(year: int, month: int, day: int) -> date:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise TooFar(f"The year {year} is too far away; it must be from {EARLIEST_YEAR} to {LATEST_YEAR}.")
    return date(year, month, day)
