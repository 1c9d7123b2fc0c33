"""The report of T&D assignments: who serves which, until when, and how much of 24 months in 36 is used."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from umdesk.domain import dates, td_limits, td_words
from umdesk.domain.program_facts import Who
from umdesk.domain.reports.basis import Basis
from umdesk.domain.reports.lines import Line, Opens, by_name
from umdesk.domain.reports.model import Cell, Content, Figures, Number, Table, Unit, total
from umdesk.domain.td_limits import END_WARNINGS, Period, Service
from umdesk.domain.writing import counted, one_line

SOON = max(END_WARNINGS)
"""Days before its end from which an assignment is said to end soon."""

DEFINITIONS = (
    "Recorded assignments that were served on at least one day of the period; their first and last days included.",
    f"Used: months of T&D in the 36 months that end with the last day counted, of 24 allowed ({td_words.RULE}).",
    f"Assignments that touch or overlap are taken as one. {td_words.ASK_HR}",
    "Hours used: in place of months where an assignment is not full time, of 4,159.92 allowed in 6,239.88 of service.",
    "Months are whole months, then days as thirtieths, shown to hundredths.",
    "Over: assignments that end after the last day that the person's other assignments leave for them.",
)
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Assignment:
    """A recorded assignment; `reason` is why it is kept although it goes over the limit."""

    id: str
    period: Period
    class_title: str
    from_unit: str = ""
    to_unit: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Serving:
    """Everything of one person: all their recorded assignments, and the time bases that they worked at."""

    who: Who
    assignments: tuple[Assignment, ...]
    service: tuple[Service, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    """An assignment that touches the period, with what follows from all of the person's."""

    who: Who
    one: Assignment
    months: Fraction
    used: Fraction
    by_hours: bool
    last_allowed: date | None
    left: int | None

    @property
    def over(self) -> bool:
        return self.last_allowed is None or self.last_allowed < self.one.period.last

    def line(self, amount: Decimal | None = None) -> Line:
        period = self.one.period
        days = dates.show_span(period.first, period.last)
        what = f"{self.one.class_title}, {days}" if self.one.class_title else days
        return Line(self.who, "", what, period.first, amount, Opens.PLAN, self.who.id)


def content(people: Sequence[Serving], basis: Basis) -> Content:
    """List the assignments of a period."""
    rows = sorted(
        (row for person in people for row in _rows(person, basis)),
        key=lambda row: (row.who.order, row.one.period),
    )
    last = basis.period.last

    def number(key: str, label: str, which: Callable[[_Row], bool]) -> Number:
        return Number(key, label, by_name(row.line() for row in rows if which(row)))

    served: dict[str, _Row] = {}
    for row in rows:
        served.setdefault(row.who.id, row)
    figures = Figures(
        "At a glance",
        (
            number("td/assignments", "Assignments", lambda _: True),
            Number("td/people", "People", by_name(row.line() for row in served.values())),
            number("td/last-day", "On the last day", lambda row: row.one.period.first <= last <= row.one.period.last),
            number("td/ends-soon", f"End within {SOON} days", lambda row: row.left is not None),
            number("td/over", "Over 24 months in 36", lambda row: row.over),
        ),
    )
    return Content((figures, _table(rows)), definitions=DEFINITIONS)


def _rows(person: Serving, basis: Basis) -> Sequence[_Row]:
    first, last = basis.period.first, basis.period.last
    touching = [one for one in person.assignments if one.period.first <= last and one.period.last >= first]
    if not touching:
        return ()
    periods = [one.period for one in person.assignments]
    hours = td_limits.by_hours(periods)
    used = td_limits.used_hours(periods, last, person.service) if hours else td_limits.used(periods, last)
    found = []
    for one in touching:
        period = one.period
        others = [other.period for other in person.assignments if other is not one]
        left = (period.last - last).days
        found.append(
            _Row(
                person.who, one, td_limits.length(max(period.first, first), min(period.last, last)), used, hours,
                td_limits.last_allowed_day(others, period.first, period.time_base, person.service),
                left if period.first <= last and 0 <= left <= SOON else None,
            )
        )  # fmt: skip
    return found


def _table(rows: Sequence[_Row]) -> Table:
    months = [
        Number(
            f"td/{row.one.id}/months",
            f"{row.who.name}: months in the period",
            (row.line(_cents(row.months)),),
            Unit.MONTHS,
        )
        for row in rows
    ]
    cells: list[tuple[Cell, ...]] = [_cells(row, number) for row, number in zip(rows, months, strict=True)]
    whole: tuple[Cell, ...] | None = None
    if rows:
        whole = ("Total", *[None] * 6, total("td/months", "Months in the period", months, Unit.MONTHS), *[None] * 4)
    return Table(
        "Assignments",
        (
            "Name", "Class", "From unit", "To unit", "From", "To", "Time base", "Months in the period", "Months used",
            "Hours used",
            "Last allowed day", "To see to",
        ),
        tuple(cells),
        whole,
        frozenset({7}),
        empty="Nobody was on a T&D assignment in this period.",
        people=tuple(dict.fromkeys(row.who.id for row in rows)),
        lists="td/assignments",
    )  # fmt: skip


def _cells(row: _Row, months: Number) -> tuple[Cell, ...]:
    one, name = row.one, row.who.name
    used = Number(
        f"td/{one.id}/used", f"{name}: used by the last day", (row.line(_cents(row.used)),),
        Unit.HOURS if row.by_hours else Unit.MONTHS,
    )  # fmt: skip
    return (
        name,
        one.class_title,
        one.from_unit,
        one.to_unit,
        one.period.first,
        one.period.last,
        td_words.time_base(one.period.time_base),
        months,
        None if row.by_hours else used,
        used if row.by_hours else None,
        row.last_allowed or "None: the limit is used up",
        _see_to(row),
    )


def _see_to(row: _Row) -> str:
    said = []
    if row.left is not None:
        said.append("Ends on the last day counted" if row.left == 0 else f"Ends in {counted(row.left, 'day')}")
    if row.over:
        reason = one_line(row.one.reason)
        said.append(
            f"Over 24 months in 36; kept because: {reason}" if reason else "Over 24 months in 36, without a reason"
        )
    return "; ".join(said)


def _cents(amount: Fraction) -> Decimal:
    """A fraction to hundredths, half up."""
    return (Decimal(amount.numerator) / Decimal(amount.denominator)).quantize(_CENT, ROUND_HALF_UP)
