"""Money of a plan: what was estimated, what was spent, what is left, by cost line and by kind of cost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from umdesk.domain import money
from umdesk.domain.plans import Cost
from umdesk.domain.words import CostCategory
from umdesk.domain.writing import capital, enumerated, quoted


@dataclass(frozen=True, slots=True)
class Spent:
    """An amount in US dollars, negative for a refund; `item` is the identity that it was for, if one."""

    item: str | None
    category: CostCategory
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Sum:
    """What a cost line, a kind of cost or all of them were estimated at and what was spent, in US dollars.

    `of` is how it is called; `item` the identity of a cost line, "" for anything else. `estimate` is None where nothing
    was estimated.
    """

    of: str
    estimate: Decimal | None
    spent: Decimal
    item: str = ""

    @property
    def left(self) -> Decimal:
        """What is left of the estimate; below zero it is overspent."""
        return (self.estimate or Decimal(0)) - self.spent

    @property
    def over(self) -> bool:
        """Whether more was spent than estimated."""
        return self.left < 0


def by_line(costs: Iterable[Cost], spent: Iterable[Spent]) -> tuple[Sum, ...]:
    """Each cost line in the order of the plan; then, in one, what was spent on none of them."""
    rows, lines = tuple(spent), tuple(costs)
    found = [
        Sum(row.text, row.estimate, money.total(one.amount for one in rows if one.item == row.item), row.item)
        for row in lines
    ]
    known = {row.item for row in lines}
    others = [one.amount for one in rows if one.item not in known]
    return (*found, Sum("Not for a cost line", None, money.total(others))) if others else tuple(found)


def by_category(costs: Iterable[Cost], spent: Iterable[Spent]) -> tuple[Sum, ...]:
    """Each kind of cost that was estimated or spent on, in the order of the list of kinds."""
    rows, lines = tuple(spent), tuple(costs)
    found = []
    for category in CostCategory:
        estimates = [row.estimate for row in lines if row.category is category]
        amounts = [one.amount for one in rows if one.category is category]
        if estimates or amounts:
            estimate = money.total(estimates) if estimates else None
            found.append(Sum(capital(category), estimate, money.total(amounts)))
    return tuple(found)


def whole(costs: Sequence[Cost], spent: Sequence[Spent]) -> Sum:
    """All of the plan."""
    return Sum("The plan", money.total(row.estimate for row in costs), money.total(one.amount for one in spent))


def over_words(costs: Sequence[Cost], spent: Sequence[Spent]) -> str:
    """What lies over its estimate, as a sentence; "" where nothing does, or nothing was estimated."""
    over = [
        one for one in (*by_line(costs, spent), *by_category(costs, spent)) if one.over and one.estimate is not None
    ]
    parts = []
    for one in over:
        name = quoted(one.of, 40) if one.item else one.of
        parts.append(f"{name} by {money.show(-one.left)}")
    plan = whole(costs, spent)
    if plan.over and any(row.estimate is not None for row in costs):
        parts.append(f"the plan as a whole by {money.show(-plan.left)}")
    return f"Over the estimate: {enumerated(parts)}." if parts else ""
