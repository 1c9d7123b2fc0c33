"""A report in words: its numbers as people write them, its period, and its footnotes in the order of the page."""

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from umdesk.domain import counts, dates, money
from umdesk.domain.counts import Period
from umdesk.domain.reports.kinds import KINDS
from umdesk.domain.reports.model import Cell, Content, Number, Overdue, Report, Span, Table, Unit

OVERDUE = "overdue"
"""What is said of a day on which something was due that has not been done."""
_HUNDREDTH = Decimal("0.01")
_CALLED = {Unit.HOURS: ("hour", "hours"), Unit.MONTHS: ("month", "months")}


def shown(cell: Cell) -> str:
    """What stands in a cell, as people write it: "1,234", "$120.00", "7.5", "Mar 14, 2026", or a text."""
    if isinstance(cell, Number):
        return amount(cell.value, cell.unit)
    if isinstance(cell, date):
        return f"{dates.show(cell)} ({OVERDUE})" if isinstance(cell, Overdue) else dates.show(cell)
    return cell or ""


def amount(value: int | Decimal, unit: Unit) -> str:
    """A value in its unit, as a column of such values shows it: only dollars name theirs."""
    if unit is Unit.DOLLARS:
        return money.show(Decimal(value))
    rounded = Decimal(value).quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)
    whole = rounded == rounded.to_integral_value()
    return f"{int(rounded):,}" if whole else f"{rounded.normalize():,f}"


def told(number: Number) -> str:
    """A number where it stands alone, with the word of its unit: "1,234", "$120.00", "7.5 hours", "1 month"."""
    value = amount(number.value, number.unit)
    if number.unit not in _CALLED:
        return value
    one, many = _CALLED[number.unit]
    return f"{value} {one if number.value == 1 else many}"


def period(span: Span) -> str:
    """The period that was asked for: "Jul 1, 2025 to Jun 30, 2026"."""
    return dates.show_span(span.period.first, span.period.last)


def unfinished(span: Span) -> str:
    """What to say of a period that is not over ("through May 20, 2026"), or that has not begun; else ""."""
    if span.counted is None:
        return f"not begun: it begins on {dates.show(span.period.first)}"
    return "" if span.through is None else f"through {dates.show(span.through)}"


def period_words(span: Span) -> str:
    """The period with the name of its year, and how far it is counted while it is not over.

    "program year 2025-26, Jul 1, 2025 to Jun 30, 2026, through May 20, 2026".
    """
    return ", ".join(filter(None, (_year_name(span.period), period(span), unfinished(span))))


def year(kind: str, asked: Period) -> int | None:
    """The year that a period is: a calendar year for kinds on calendar years, else a program year; None for neither."""
    year_of = counts.calendar_year_period if KINDS[kind].calendar else counts.program_year_period
    return asked.last.year if asked == year_of(asked.last.year) else None


def name(report: Report) -> str:
    """The report with its period, as lists and files name it: "Advancements, Jul 1, 2025 to Jun 30, 2026"."""
    return f"{report.title}, {period(report.span)}"


def file_name(report: Report, ending: str) -> str:
    """What saving proposes: "Advancements 2025-07-01 to 2026-06-30.pdf"; `ending` with its point."""
    asked = report.span.period
    return f"{report.title} {asked.first.isoformat()} to {asked.last.isoformat()}{ending}"


def footnotes(content: Content) -> Mapping[str, int]:
    """Each definition once with its number from 1: those of the numbers in the order of the page, then the others."""
    found = dict.fromkeys(number.definition for number in content.every_number() if number.definition)
    found |= dict.fromkeys(content.definitions)
    return {definition: place for place, definition in enumerate(found, 1)}


def shared(table: Table) -> Mapping[int, str]:
    """The definition of each column whose numbers all have the same one: it is marked once, in the heading."""
    found: dict[int, str] = {}
    for column in range(len(table.columns)):
        definitions = {cell.definition for row in table.every_row if isinstance(cell := row[column], Number)}
        if len(definitions) == 1 and (definition := definitions.pop()):
            found[column] = definition
    return found


def _year_name(asked: Period) -> str:
    of_year = asked.last.year
    if asked == counts.program_year_period(of_year):
        return f"program year {dates.program_year_name(of_year)}"
    return f"calendar year {of_year}" if asked == counts.calendar_year_period(of_year) else ""
