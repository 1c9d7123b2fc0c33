"""The report on the budget: allocated, committed, spent, still to be spent, left; by kind of cost and fund."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from operator import attrgetter

from umdesk.domain import dates, money
from umdesk.domain.budget import Allocated, Committed, Pot, Spent, category_name, fund_name, over_words
from umdesk.domain.reports.lines import NOBODY, Line, Lines, Opens, Together
from umdesk.domain.reports.model import Bars, Cell, Content, Figures, Number, Series, Table, Unit, total
from umdesk.domain.writing import capital, enumerated

COLUMNS = ("Allocated", "Committed", "Spent", "Still to be spent", "Left")
"""What is told of each line of a budget."""
DEFINITIONS = (
    "Allocated: what the year's budget gives, with its adjustments.",
    (
        "Committed: the estimates of the cost lines of plans in force that are expected in the period, whether they "
        "were spent or not. Each line counts once, however many revisions have it."
    ),
    (
        "Spent: money recorded with a date in the period, less refunds. What names no fund and was spent on a cost "
        "line is of the fund of that line."
    ),
    (
        "Still to be spent: of each committed line, the estimate less what was spent on it, and nothing once its "
        "activity is done or dropped or its participant has left the program. What was spent on an activity was spent "
        "on the first of its cost lines of that kind of cost that has an estimate."
    ),
    "Left: allocated less spent less what is still to be spent.",
)


def content(pots: Sequence[Pot], years: Sequence[int]) -> Content:
    """The budget of a period whose allocations are those of some program years."""
    told = [_numbers(pot) for pot in pots]
    return Content(
        (Figures("At a glance", _sums(told)), _table(pots, told), _picture(pots, told), _adjustments(pots)),
        definitions=DEFINITIONS,
        notes=(_years_in_words(years),),
        asks=asks(pots, years[-1]),
        data={"budget": data(pots)},
    )


def asks(pots: Sequence[Pot], year: int) -> tuple[str, ...]:
    """What to ask about the budget of a year: an allocation where there is none, and who goes over it."""
    if not any(pot.allocated for pot in pots):
        name = dates.program_year_name(year)
        return (f"Allocate the money of {name} under Program year, Budget: $0 where there is none.",)
    over = over_words(pots, year)
    return (f"{over} Adjust it under Program year, Budget.",) if over else ()


def _years_in_words(years: Sequence[int]) -> str:
    names = list(map(dates.program_year_name, years))
    if len(names) == 1:
        return f"Allocations of the program year {names[0]}."
    return f"Allocations of the program years that end in the period: {enumerated(names)}."


def figures_of(pots: Sequence[Pot]) -> tuple[Number, ...]:
    """The five sums of a budget, in the order of `COLUMNS`."""
    return _sums([_numbers(pot) for pot in pots])


def _sums(told: Sequence[Sequence[Number]]) -> tuple[Number, ...]:
    return tuple(
        _defined(total(f"budget/{key}", name, (numbers[place] for numbers in told), Unit.DOLLARS), place)
        for place, (key, name) in enumerate(zip(_KEYS, COLUMNS, strict=True))
    )


def _numbers(pot: Pot) -> tuple[Number, ...]:
    """The five numbers of a line, whose lists take most of the time of a report: they are made once."""
    place = f"budget/{category_name(pot.category)}/{fund_name(pot.fund)}"
    made = enumerate(zip(_KEYS, _MAKERS, strict=True))
    return tuple(_defined(make(pot, f"{place}/{key}"), column) for column, (key, make) in made)


def _defined(number: Number, place: int) -> Number:
    """A number with the definition of its column."""
    return replace(number, definition=DEFINITIONS[place])


def table(pots: Sequence[Pot]) -> Table:
    """The lines of a budget, each with its five numbers."""
    return _table(pots, [_numbers(pot) for pot in pots])


def _table(pots: Sequence[Pot], told: Sequence[Sequence[Number]]) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (category_name(pot.category), capital(fund_name(pot.fund)), *numbers)
        for pot, numbers in zip(pots, told, strict=True)
    ]
    whole = ("Total", None, *_sums(told)) if rows else None
    empty = "No money was allocated, committed or spent in this period."
    columns = ("Kind of cost", "Fund", *COLUMNS)
    return Table("By kind of cost and fund", columns, tuple(rows), whole, frozenset(range(2, 7)), empty=empty)


def data(pots: Sequence[Pot]) -> dict[str, object]:
    """The budget as JSON has it: five sums, and the same for each line."""
    five = [[money.total(each) for each in _amounts(pot)] for pot in pots]
    whole = [money.total(amounts[place] for amounts in five) for place in range(len(_KEYS))]
    each = [
        {"category": pot.category, "fund": pot.fund, **dict(zip(_KEYS, amounts, strict=True))}
        for pot, amounts in zip(pots, five, strict=True)
    ]
    return {**dict(zip(_KEYS, whole, strict=True)), "by_category": each}


def _amounts(pot: Pot) -> tuple[Sequence[Decimal], ...]:
    still = pot.open
    return [pot.allocation], [pot.commitment], [pot.spending], [still], [pot.allocation, -pot.spending, -still]


def _allocated(pot: Pot, key: str) -> Number:
    return Number(key, f"{pot.name}: allocated", _allocations(pot), Unit.DOLLARS)


def _committed(pot: Pot, key: str) -> Number:
    lines = Lines(pot.committed, _of_commitment, attrgetter("estimate"), named=True)
    return Number(key, f"{pot.name}: committed", lines, Unit.DOLLARS)


def _spent(pot: Pot, key: str) -> Number:
    lines = Lines(pot.spent, _of_bill, attrgetter("amount"), named=True)
    return Number(key, f"{pot.name}: spent", lines, Unit.DOLLARS)


def _open(pot: Pot, key: str) -> Number:
    lines = Lines(_still(pot), _of_commitment, attrgetter("open"), named=True)
    return Number(key, f"{pot.name}: still to be spent", lines, Unit.DOLLARS)


def _left(pot: Pot, key: str) -> Number:
    taken = (
        Lines(pot.spent, _of_bill, lambda one: -one.amount),
        Lines(_still(pot), _of_commitment, lambda one: -one.open),
    )
    lines = Together((_allocations(pot), Together(taken, named=True)))
    return Number(key, f"{pot.name}: left", lines, Unit.DOLLARS)


_KEYS = ("allocated", "committed", "spent", "open", "left")
_MAKERS: tuple[Callable[[Pot, str], Number], ...] = (_allocated, _committed, _spent, _open, _left)


def lines_of(one: Allocated) -> list[Line]:
    """An allocation and its adjustments as lists show them."""
    what = f"{category_name(one.category)}, {fund_name(one.fund)}, {dates.program_year_name(one.year)}"
    first = Line(NOBODY, "", f"{what}: allocation", None, one.first, Opens.ALLOCATION, one.id)
    changes = [
        Line(NOBODY, "", f"{what}: adjustment, {change.reason}", change.on, change.amount, Opens.ALLOCATION, one.id)
        for change in one.changes
    ]
    return [first, *changes]


def _allocations(pot: Pot) -> Sequence[Line]:
    return tuple(line for one in pot.allocated for line in lines_of(one))


def _still(pot: Pot) -> Sequence[Committed]:
    """What is still to be spent on."""
    return [one for one in pot.committed if one.open]


def _of_commitment(one: Committed) -> Line:
    return Line(one.who, one.plan, one.text or "Cost line", one.on, None, Opens.PLAN, one.who.id)


def _of_bill(one: Spent) -> Line:
    return Line(one.who, one.plan, one.text, one.on, None, Opens.PLAN, one.who.id)


def _picture(pots: Sequence[Pot], told: Sequence[Sequence[Number]]) -> Bars:
    categories = list(dict.fromkeys(pot.category for pot in pots))

    def series(key: str) -> Series:
        place = _KEYS.index(key)
        name = COLUMNS[place]
        numbers = (
            total(
                f"picture/{name}/{category_name(category)}",
                f"{category_name(category)}: {name.lower()}",
                (numbers[place] for pot, numbers in zip(pots, told, strict=True) if pot.category == category),
                Unit.DOLLARS,
            )
            for category in categories
        )
        return Series(name, tuple(_defined(number, place) for number in numbers))

    return Bars(
        "Budget by kind of cost",
        tuple(category_name(category) for category in categories),
        (series("allocated"), series("spent"), series("open")),
        by="Kind of cost",
    )


def _adjustments(pots: Sequence[Pot]) -> Table:
    changes = sorted(
        ((change, pot.name, one) for pot in pots for one in pot.allocated for change in one.changes),
        key=lambda found: (found[0].on, found[1]),
    )
    rows = []
    for change, name, one in changes:
        line = Line(NOBODY, "", change.reason, change.on, change.amount, Opens.ALLOCATION, one.id)
        number = Number(f"change/{change.id}", f"{name}: {money.show(change.amount)}", (line,), Unit.DOLLARS)
        rows.append((change.on, name, number, change.reason, change.made_by))
    columns = ("Date", "Allocation", "Change", "Reason", "By")
    return Table("Adjustments", columns, tuple(rows), empty="No allocation was adjusted.")
