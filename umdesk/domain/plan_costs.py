"""What the cost lines of a plan add up to, in US dollars."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from umdesk.domain import money
from umdesk.domain.folding import folded
from umdesk.domain.plans import Cost
from umdesk.domain.words import CostCategory
from umdesk.domain.writing import capital, counted, enumerated


@dataclass(frozen=True, slots=True)
class CostTotals:
    """Sums of the estimates; categories in their order, funds by name, "" for lines that name none.

    `open` counts the lines without an estimate, which add nothing.
    """

    total: Decimal
    by_category: tuple[tuple[CostCategory, Decimal], ...]
    by_fund: tuple[tuple[str, Decimal], ...]
    open: int


def totals(costs: Iterable[Cost]) -> CostTotals:
    """Add up the estimates; a fund that is written in small or capital letters is one fund."""
    rows = tuple(costs)
    known = [row for row in rows if row.estimate is not None]
    names: dict[str, str] = {}
    for row in known:
        names.setdefault(folded(row.fund), row.fund)
    by_fund = {key: money.total(row.estimate for row in known if folded(row.fund) == key) for key in names}
    by_category = {
        category: money.total(row.estimate for row in known if row.category is category) for category in CostCategory
    }
    used = {row.category for row in known}
    return CostTotals(
        money.total(row.estimate for row in known),
        tuple((category, amount) for category, amount in by_category.items() if category in used),
        tuple((names[key], by_fund[key]) for key in sorted(by_fund, key=lambda key: (not key, key))),
        len(rows) - len(known),
    )


def in_words(found: CostTotals) -> str:
    """The sums in sentences, "" where no line has an estimate: "Total $350.00. Tuition $300.00 and books $50.00. …"."""
    if not found.by_category:
        return ""
    said = [f"Total {money.show(found.total)}"]
    said.append(capital(enumerated([f"{category} {money.show(amount)}" for category, amount in found.by_category])))
    funds = [f"{fund or 'no fund named'} {money.show(amount)}" for fund, amount in found.by_fund]
    said.append(f"By fund: {enumerated(funds)}")
    if found.open:
        said.append(f"{counted(found.open, 'line')} without an estimate")
    return f"{'. '.join(said)}."
