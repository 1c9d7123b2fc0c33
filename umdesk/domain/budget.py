"""A program year's budget: what was allocated, is committed by plans in force, was spent, and what is left.

The money records of the plans are the ledger; nothing is typed twice. Amounts are US dollars, exact.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from umdesk.domain import counts, dates, money
from umdesk.domain.counts import Period
from umdesk.domain.folding import folded
from umdesk.domain.program_facts import Who
from umdesk.domain.writing import capital, enumerated

ANY = ""
"""The category of an allocation that may be used for any kind of cost."""


@dataclass(frozen=True, slots=True)
class Change:
    """An adjustment of an allocation; negative where it was cut."""

    id: str
    on: date
    amount: Decimal
    reason: str
    made_by: str = ""


@dataclass(frozen=True, slots=True)
class Allocated:
    """An allocation of a program year with its adjustments; `category` is a word of CostCategory or `ANY`."""

    id: str
    year: int
    category: str
    fund: str
    first: Decimal
    note: str = ""
    changes: tuple[Change, ...] = ()

    @property
    def amount(self) -> Decimal:
        """What it is now."""
        return self.first + money.total(change.amount for change in self.changes)


class Committed(NamedTuple):
    """A cost line of a plan in force with its estimate and the day by which it belongs to a year.

    `activity` is the identity of the one that it pays for, if one; `spent` is what was spent on it so far; `closed`
    says that nothing more will be: its activity is done or dropped, or the person has left the program.
    """

    who: Who
    plan: str
    item: str
    text: str
    category: str
    fund: str
    estimate: Decimal
    on: date
    spent: Decimal = Decimal(0)
    closed: bool = False
    activity: str = ""

    @property
    def open(self) -> Decimal:
        """What is still to be spent of the estimate."""
        return Decimal(0) if self.closed else max(Decimal(0), self.estimate - self.spent)


class Spent(NamedTuple):
    """Money that was spent on a day, negative for a refund; `id` of the money record."""

    id: str
    who: Who
    plan: str
    on: date
    amount: Decimal
    category: str
    fund: str
    text: str


@dataclass(frozen=True, slots=True)
class Pot:
    """One line of the budget: a category and a fund, with everything that counts in it."""

    category: str
    fund: str
    allocated: tuple[Allocated, ...] = ()
    committed: tuple[Committed, ...] = ()
    spent: tuple[Spent, ...] = ()

    @property
    def allocation(self) -> Decimal:
        """What was allocated, with adjustments."""
        return money.total(one.amount for one in self.allocated)

    @property
    def commitment(self) -> Decimal:
        """What plans in force estimate, whether it was spent or not."""
        return money.total(one.estimate for one in self.committed)

    @property
    def spending(self) -> Decimal:
        """What was spent, less refunds."""
        return money.total(one.amount for one in self.spent)

    @property
    def open(self) -> Decimal:
        """What is committed and still to be spent."""
        return money.total(one.open for one in self.committed)

    @property
    def left(self) -> Decimal:
        """What is neither spent nor committed; below zero the line is over-committed."""
        return self.allocation - self.spending - self.open

    @property
    def name(self) -> str:
        """What people call it: "Tuition, Training fund"."""
        return f"{category_name(self.category)}, {fund_name(self.fund)}"


def category_name(category: str) -> str:
    """A kind of cost as a table has it."""
    return capital(category) if category else "Any kind of cost"


def fund_name(fund: str) -> str:
    """A fund as a table has it."""
    return fund or "no fund named"


def pots(allocated: Sequence[Allocated], committed: Iterable[Committed], spent: Iterable[Spent]) -> tuple[Pot, ...]:
    """The lines of a budget, by fund and category; nothing is in two of them.

    What is spent or committed goes to the allocation of its category and fund; where there is none, to that of its
    fund for any kind of cost; where there is none either, to a line of its own without an allocation. Funds that
    differ in capital letters or accents are one.
    """
    given: dict[tuple[str, str], list[Allocated]] = {}
    names: dict[str, str] = {}
    for one in allocated:
        names.setdefault(folded(one.fund), one.fund)
        given.setdefault((one.category, folded(one.fund)), []).append(one)
    lines: dict[tuple[str, str], list[Committed]] = {}
    bills: dict[tuple[str, str], list[Spent]] = {}
    for line in committed:
        names.setdefault(folded(line.fund), line.fund)
        lines.setdefault(_place(line.category, line.fund, given), []).append(line)
    for bill in spent:
        names.setdefault(folded(bill.fund), bill.fund)
        bills.setdefault(_place(bill.category, bill.fund, given), []).append(bill)
    keys = sorted(given.keys() | lines.keys() | bills.keys(), key=lambda key: (not key[1], key[1], not key[0], key[0]))
    return tuple(
        Pot(category, names[fund], tuple(given.get((category, fund), ())), tuple(lines.get((category, fund), ())),
            tuple(bills.get((category, fund), ())))
        for category, fund in keys
    )  # fmt: skip


def pot_of(found: Iterable[Pot], category: str, fund: str) -> Pot:
    """The line that money for a category from a fund counts in; an empty one where there is none yet."""
    by_key = {(pot.category, folded(pot.fund)): pot for pot in found}
    given = {key: pot for key, pot in by_key.items() if pot.allocated}
    return by_key.get(_place(category, fund, given)) or Pot(category, fund)


def committed_for(found: Iterable[Pot], item: str, category: str) -> Decimal:
    """What is committed and still open for money on a cost line or on an activity, so that it was counted before."""
    lines = [one for pot in found for one in pot.committed]
    own = [one for one in lines if one.item == item]
    of_activity = [one for one in lines if one.activity == item and one.category == category]
    return next((one.open for one in (*own, *of_activity)), Decimal(0))


def over_words(found: Iterable[Pot], year: int, plan: str = "") -> str:
    """Which lines are over-committed, as a sentence; "" where none is, or where no money was allocated at all.

    With the number of a `plan`, only the lines in which it has costs that are still to be spent.
    """
    lines = tuple(found)
    if not any(pot.allocated for pot in lines):
        return ""
    asked = [pot for pot in lines if not plan or any(one.plan == plan and one.open for one in pot.committed)]
    over = [f"{pot.name} by {money.show(-pot.left)}" for pot in asked if pot.left < 0]
    if not over:
        return ""
    return f"The budget of {dates.program_year_name(year)} is over-committed: {enumerated(over)}."


def years_of(period: Period) -> tuple[int, ...]:
    """The program years whose allocations a period has: those that end in it, else the one in which it ends."""
    last = dates.program_year(period.last)
    ending = tuple(
        year
        for year in range(dates.program_year(period.first), last + 1)
        if counts.program_year_period(year).last in period
    )
    return ending or (last,)


def _place(category: str, fund: str, given: Mapping[tuple[str, str], object]) -> tuple[str, str]:
    own, general = (category, folded(fund)), (ANY, folded(fund))
    return general if own not in given and general in given else own
