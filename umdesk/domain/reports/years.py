"""Program years side by side: which of them have something to tell, and what a year that is not whole is called."""

from collections.abc import Collection, Sequence

from umdesk.domain import counts, dates
from umdesk.domain.reports.basis import Basis


def told(years: Sequence[int], on_record: Collection[int]) -> tuple[int, ...]:
    """The years from the first one of which something is on record; the last one always.

    A zero for a year before would read as if nobody had taken part, while nothing was written down.
    """
    first = next((place for place, year in enumerate(years) if year in on_record), len(years) - 1)
    return tuple(years[first:])


def left_out(years: Sequence[int], shown: Sequence[int]) -> tuple[str, ...]:
    """What to say of the years that are not shown; nothing where all are."""
    if len(shown) == len(years):
        return ()
    return (f"Years before {dates.program_year_name(shown[0])} are left out: nothing of them is on record here.",)


def names(years: Sequence[int], basis: Basis) -> tuple[str, ...]:
    """What the years are called: "2025-26", and "2026-27 (part)" of one that is not counted to its end."""
    return tuple(dates.program_year_name(year) + (" (part)" if is_part(year, basis) else "") for year in years)


def is_part(year: int, basis: Basis) -> bool:
    """Whether the last day counted is before the end of a program year."""
    return basis.period.last < counts.program_year_period(year).last
