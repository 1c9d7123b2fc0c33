"""A budget's lines: which allocation money counts in, what is committed, spent, still to be spent and left."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from umdesk.domain import budget
from umdesk.domain.budget import Allocated, Change, Committed, Spent, over_words, pot_of, pots, years_of
from umdesk.domain.counts import Period
from umdesk.domain.program_facts import Who

ANA = Who("1", "Nuñez, Ana", "000042")
DAY = date(2026, 3, 1)


def given_to(category: str, fund: str, amount: int, *changes: int) -> Allocated:
    made = tuple(Change(str(n), DAY, Decimal(change), "Cut") for n, change in enumerate(changes))
    return Allocated(f"{category}/{fund}", 2026, category, fund, Decimal(amount), changes=made)


def line(category: str, fund: str, estimate: int, spent: int = 0, *, closed: bool = False) -> Committed:
    return Committed(ANA, "2026-0001", "i", "x", category, fund, Decimal(estimate), DAY, Decimal(spent), closed)


def bill(category: str, fund: str, amount: int) -> Spent:
    return Spent("m", ANA, "2026-0001", DAY, Decimal(amount), category, fund, "x")


def told(found: tuple[budget.Pot, ...]) -> list[tuple[str, str, int, int, int, int, int]]:
    return [
        (pot.category, pot.fund, *map(int, (pot.allocation, pot.commitment, pot.spending, pot.open, pot.left)))
        for pot in found
    ]


def test_money_counts_in_its_own_allocation_else_in_that_of_its_fund_else_in_a_line_of_its_own() -> None:
    found = pots(
        [given_to("tuition", "Training", 1000, -100), given_to("", "Training", 500)],
        [line("tuition", "TRAINING", 300, 120), line("books", "Training", 80), line("travel", "", 40)],
        [bill("tuition", "training", 120), bill("books", "Training", 90), bill("lodging", "Other fund", 10)],
    )
    assert told(found) == [
        ("lodging", "Other fund", 0, 0, 10, 0, -10),
        ("tuition", "Training", 900, 300, 120, 180, 600),
        ("", "Training", 500, 80, 90, 80, 330),
        ("travel", "", 0, 40, 0, 40, -40),
    ]
    assert over_words(found, 2026) == (
        "The budget of 2025-26 is over-committed: Lodging, Other fund by $10.00 and Travel, no fund named by $40.00."
    )
    assert pot_of(found, "registration", "Training").category == ""


def test_what_is_closed_or_overspent_has_nothing_still_to_be_spent() -> None:
    assert line("tuition", "", 300, 120, closed=True).open == 0
    assert line("tuition", "", 300, 400).open == 0
    assert over_words(pots([], [line("tuition", "", 300)], []), 2026) == "", "no budget is kept, so none is over"


def test_a_period_has_the_allocations_of_the_program_years_that_end_in_it() -> None:
    assert years_of(Period(date(2025, 7, 1), date(2026, 6, 30))) == (2026,)
    assert years_of(Period(date(2025, 1, 1), date(2025, 12, 31))) == (2025,)
    assert years_of(Period(date(2025, 7, 1), date(2025, 9, 30))) == (2026,)
    assert years_of(Period(date(2024, 7, 1), date(2026, 6, 30))) == (2025, 2026)


_CATEGORY = st.sampled_from(["", "tuition", "books"])
_FUND = st.sampled_from(["", "Training", "TRAINING", "General"])
_AMOUNT = st.integers(0, 900)


@settings(max_examples=60)
@given(
    st.lists(
        st.builds(given_to, _CATEGORY, _FUND, _AMOUNT),
        max_size=5,
        unique_by=lambda one: (one.category, one.fund.lower()),
    ),
    st.lists(st.builds(line, _CATEGORY.filter(bool), _FUND, _AMOUNT, _AMOUNT), max_size=6),
    st.lists(st.builds(bill, _CATEGORY.filter(bool), _FUND, st.integers(-50, 900)), max_size=6),
)
def test_nothing_is_lost_and_nothing_counts_twice(
    allocated: list[Allocated], committed: list[Committed], spent: list[Spent]
) -> None:
    found = pots(allocated, committed, spent)
    assert sum(pot.allocation for pot in found) == sum(one.amount for one in allocated)
    assert sum(pot.commitment for pot in found) == sum(one.estimate for one in committed)
    assert sum(pot.spending for pot in found) == sum(one.amount for one in spent)
    assert sum(pot.left for pot in found) == (
        sum(one.amount for one in allocated) - sum(one.amount for one in spent) - sum(one.open for one in committed)
    )
    assert len({(pot.category, pot.fund.lower()) for pot in found}) == len(found)
