"""Planned hours of a plan by program year, and how they stand to what a department allows in a year.

An activity's hours are spread evenly over its days, exactly; each day's share belongs to the program year (July 1 to
June 30) in which it lies. A limit is the department's own rule: to be over it is advice, never a refusal.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from umdesk.domain.dates import program_year, program_year_name, program_year_period
from umdesk.domain.plans import Activity


@dataclass(frozen=True, slots=True)
class YearHours:
    """The planned hours of one program year, on state time and on own time."""

    year: int
    state: Fraction
    own: Fraction


@dataclass(frozen=True, slots=True)
class PlannedHours:
    """All planned hours: in total, by program year, and those of activities without dates, in hours."""

    state: Decimal
    own: Decimal
    years: tuple[YearHours, ...]
    undated_state: Decimal
    undated_own: Decimal


def planned(activities: Iterable[Activity]) -> PlannedHours:
    """The hours of activities, in total and by program year in order of time."""
    rows = tuple(activities)
    by_year: dict[int, list[Fraction]] = {}
    undated = [Decimal(0), Decimal(0)]
    for row in rows:
        amounts = (row.state_hours or Decimal(0), row.own_hours or Decimal(0))
        if row.starts is None or row.ends is None or row.ends < row.starts:
            undated = [sum(pair, Decimal(0)) for pair in zip(undated, amounts, strict=True)]
            continue
        for year, share in _shares(row.starts, row.ends).items():
            sums = by_year.setdefault(year, [Fraction(0), Fraction(0)])
            for place, amount in enumerate(amounts):
                sums[place] += Fraction(amount) * share
    return PlannedHours(
        state=sum((row.state_hours or Decimal(0) for row in rows), Decimal(0)),
        own=sum((row.own_hours or Decimal(0) for row in rows), Decimal(0)),
        years=tuple(YearHours(year, *by_year[year]) for year in sorted(by_year) if any(by_year[year])),
        undated_state=undated[0],
        undated_own=undated[1],
    )


def totals_in_words(hours: PlannedHours) -> str:
    """The totals: "384 hours on state time, 24 on own time"; by program year where they lie in several."""
    if not hours.state and not hours.own:
        return "No hours are planned yet."
    said = f"Planned: {_show(Fraction(hours.state))} hours on state time, {_show(Fraction(hours.own))} on own time."
    if len(hours.years) > 1:
        parts = (f"{program_year_name(row.year)}: {_round(row.state)} and {_round(row.own)}" for row in hours.years)
        said += f" By program year (July to June), rounded: {'; '.join(parts)}."
    if hours.undated_state or hours.undated_own:
        without = Fraction(hours.undated_state + hours.undated_own)
        said += f" {_show(without)} hours belong to no year yet, since a date is missing."
    return said


def over_limits(hours: PlannedHours, state_limit: Decimal | int, own_limit: Decimal | int) -> tuple[str, ...]:
    """A sentence for each program year and kind of time that is over the department's limit; 0 is no limit."""
    found = []
    for row in hours.years:
        for amount, limit, name in ((row.state, state_limit, "state"), (row.own, own_limit, "own")):
            if limit and amount > Fraction(limit):
                over = amount - Fraction(limit)
                found.append(
                    f"{_show(amount)} hours on {name} time are planned for the program year "
                    f"{program_year_name(row.year)}, {_show(over)} over the department's limit of "
                    f"{_show(Fraction(limit))} a year."
                )
    return tuple(found)


def _shares(starts: date, ends: date) -> dict[int, Fraction]:
    """The part of the days that lies in each program year."""
    days = (ends - starts).days + 1
    found = {}
    for year in range(program_year(starts), program_year(ends) + 1):
        first, last = program_year_period(year)
        inside = (min(last, ends) - max(first, starts)).days + 1
        found[year] = Fraction(inside, days)
    return found


def _round(amount: Fraction) -> str:
    """Hours in whole numbers: how a year shares an activity is an estimate; what is over a limit is said exactly."""
    return f"{round(amount):,}"


def _show(amount: Fraction) -> str:
    """Hours to one place; an amount that is a little over a whole number never looks like the number."""
    whole = round(amount)
    if amount == whole:
        return f"{whole:,}"
    shown = f"{float(amount):,.1f}"
    return f"{shown}" if not shown.endswith(".0") else f"{float(amount):,.2f}"
