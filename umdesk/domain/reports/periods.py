"""Which period a report is on, as somebody asked for it."""

from datetime import date

from umdesk.domain import counts, dates
from umdesk.domain.counts import Period
from umdesk.domain.errors import InvalidInput


def period_of(
    first: date | None, last: date | None, *, year: int | None, today: date, calendar: bool = False
) -> Period:
    """Two dates, or a year, or two dates of a year, or else the year that is running.

    `calendar` takes a year as a calendar year.

    Raises:
        InvalidInput: only one date was given, one lies outside of the year, or the period ends before it begins.
    """
    whole = _year(year, today, calendar=calendar)
    if first is None and last is None:
        return whole
    if first is None or last is None:
        raise InvalidInput("A period needs a first and a last day.", "Give both, or a year.", field="period")
    if last < first:
        raise InvalidInput(
            f"The period ends on {dates.show(last)}, before it begins on {dates.show(first)}.",
            "Swap the two dates.",
            field="period",
        )
    for day in (first, last):
        if year is not None and day not in whole:
            raise InvalidInput(
                f"{dates.show(day)} lies outside of the year, which runs from {dates.show(whole.first)} to "
                f"{dates.show(whole.last)}.",
                "Give days of that year, or leave out the year.",
                field="period",
            )
    return Period(first, last)


def refuse_far(period: Period) -> None:
    """Let a period stand on which a report can be made.

    The years around it have to be dates too: a report looks at program years that its period only touches.

    Raises:
        InvalidInput: it begins before the first program year or ends after the last year that people can type.
    """
    first = counts.program_year_period(dates.EARLIEST_YEAR).first
    if period.first < first or period.last.year > dates.LATEST_YEAR:
        raise InvalidInput(
            f"A report can be made on days from {dates.show(first)} to Dec 31, {dates.LATEST_YEAR}.",
            "Choose days between these two.",
            field="period",
        )


def _year(year: int | None, today: date, *, calendar: bool) -> Period:
    """A year, or the one that is running."""
    running = today.year if calendar else dates.program_year(today)
    asked = running if year is None else year
    if not dates.EARLIEST_YEAR <= asked <= dates.LATEST_YEAR:
        raise InvalidInput(f"There is no year {asked}.", "Give a year such as 2026.", field="period")
    return counts.calendar_year_period(asked) if calendar else counts.program_year_period(asked)
