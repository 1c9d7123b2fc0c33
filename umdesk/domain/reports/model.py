"""A report as plain values: parts with numbers, and behind every number the lines that make it.

One `Report` serves the screen, the PDF, the workbook and the JSON; none of them counts anything.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import chain
from typing import TypeAlias

from umdesk.domain.counts import Period
from umdesk.domain.reports.lines import Line, Together, added


class Unit(StrEnum):
    """What a number counts in."""

    COUNT = "count"
    DOLLARS = "US dollars"
    HOURS = "hours"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a report with the lines behind it: their count, or the sum of their amounts.

    `key` names it for ever ("participants", "budget/tuition/spent"), so that a filed report can be compared with a
    later one; `label` says it in words that stand alone; `definition` is its footnote.
    """

    key: str
    label: str
    lines: Sequence[Line]
    unit: Unit = Unit.COUNT
    definition: str = ""
    _kept: "list[int | Decimal]" = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def value(self) -> int | Decimal:
        """The number itself: a whole number, or an exact Decimal of dollars, hours or months; added up once."""
        if not self._kept:
            self._kept.append(self._value())
        return self._kept[0]

    def _value(self) -> int | Decimal:
        amount = added(self.lines)
        if amount is None and self.unit is Unit.COUNT:
            return len(self.lines)
        total = (Decimal("0.00") if self.unit is Unit.DOLLARS else Decimal(0)) + (amount or 0)
        return int(total) if self.unit is Unit.COUNT else total


class Overdue(date):
    """A day on which something was due that has not been done; it is shown with the word."""

    @classmethod
    def since(cls, day: date) -> "Overdue":
        """The day with the word."""
        return cls(day.year, day.month, day.day)


Cell: TypeAlias = "str | date | Number | None"
"""What stands in a table: words, a day, a number with its lines, or nothing; a bare number would lead to nobody."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers at a glance, in boxes."""

    title: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; the first column names the row.

    `total` has a cell for each column. In the columns of `sums` (by index) it is the sum of the cells above, which
    a workbook writes as a formula; elsewhere it is a number of its own, such as people who count once. `people` are
    the ids of the persons whom rows name: a paper with them that leaves is a disclosure of those people. `lists` is
    the key of the number whose things the rows name one by one, so that a workbook counts them.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None
    sums: frozenset[int] = frozenset()
    note: str = ""
    empty: str = "None in this period."
    people: tuple[str, ...] = ()
    lists: str = ""

    @property
    def every_row(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows, and the total as the last where there is one."""
        return self.rows if self.total is None else (*self.rows, self.total)

    def is_numeric(self, column: int) -> bool:
        """Whether a column holds numbers, which stand at the right."""
        return any(isinstance(row[column], Number) for row in self.every_row)


@dataclass(frozen=True, slots=True)
class Words:
    """Text that people wrote, such as an explanation; each paragraph a string. `empty` stands where there is none."""

    title: str
    paragraphs: tuple[str, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one series of a chart, one for each category, in its order.

    A text in the place of a number says why there is no bar: "no goal".
    """

    name: str
    numbers: tuple[Number | str, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart: groups of bars for the categories; `goal` draws a line at a value. Its table stands beside it.

    `by` says what the categories are, as the first column of that table is called ("Program year").
    """

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    goal: Decimal | None = None
    stacked: bool = False
    by: str = "Group"


Part: TypeAlias = Figures | Table | Words | Bars


@dataclass(frozen=True, slots=True)
class Content:
    """What a report says: its parts in the order of the page.

    `definitions` are footnotes for the whole report and `notes` what else a reader has to know; `asks` says what is
    missing, such as an explanation. `data` is what the JSON of this kind of report holds beside the numbers.
    """

    parts: tuple[Part, ...]
    definitions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    data: Mapping[str, object] = field(default_factory=dict)

    def people(self) -> tuple[str, ...]:
        """The ids of everybody whom a table names, each once."""
        named = (one for part in self.parts if isinstance(part, Table) for one in part.people)
        return tuple(dict.fromkeys(named))

    def every_number(self) -> Iterator[Number]:
        """Every number in the order of the page, one that stands in a table and in its picture twice."""
        return chain.from_iterable(map(_numbers, self.parts))

    def numbers(self) -> tuple[Number, ...]:
        """Every number in the order of the page, each key once."""
        found: dict[str, Number] = {}
        for number in self.every_number():
            found.setdefault(number.key, number)
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Span:
    """The period that was asked for, and of it the part that is over: `counted` is None while it has not begun."""

    period: Period
    counted: Period | None

    @property
    def through(self) -> date | None:
        """The last day counted where the period is not over, else None."""
        if self.counted is None or self.counted.last == self.period.last:
            return None
        return self.counted.last


@dataclass(frozen=True, slots=True)
class Head:
    """Whose report it is and when it was made: department, office, the maker's name and the day."""

    department: str
    office: str
    made_by: str
    made_on: date


@dataclass(frozen=True, slots=True)
class Report:
    """A report of one of the kinds of `kinds.KINDS` on a period."""

    kind: str
    title: str
    span: Span
    head: Head
    content: Content


def total(key: str, label: str, numbers: Iterable[Number], unit: Unit = Unit.COUNT) -> Number:
    """A number whose lines are those of other numbers together."""
    return Number(key, label, Together(number.lines for number in numbers), unit)


def totals(
    key: str, columns: Sequence[str], rows: Sequence[tuple[Cell, ...]]
) -> tuple[tuple[Cell, ...] | None, frozenset[int]]:
    """The row of totals of a table and the columns that it sums, which are those with a number; None without rows."""
    summed: dict[int, Number] = {}
    for place, name in enumerate(columns):
        numbers = [cell for row in rows if isinstance(cell := row[place], Number)]
        if numbers:
            summed[place] = total(f"{key}/{name}", name, numbers, numbers[0].unit)
    whole = ("Total", *(summed.get(place) for place in range(1, len(columns)))) if rows else None
    return whole, frozenset(summed)


def _numbers(part: Part) -> Iterable[Number]:
    if isinstance(part, Figures):
        return part.numbers
    if isinstance(part, Bars):
        return (number for series in part.series for number in series.numbers if isinstance(number, Number))
    if isinstance(part, Table):
        return (cell for row in part.every_row for cell in row if isinstance(cell, Number))
    return ()
