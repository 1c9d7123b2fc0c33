"""T&D in a period: months inside it, what is used by the last day, the last allowed day, and what to see to."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from umdesk.domain.classes import ClassCatalogue
from umdesk.domain.counts import Definitions, Period
from umdesk.domain.program_facts import Who
from umdesk.domain.reports import td
from umdesk.domain.reports.basis import Basis
from umdesk.domain.reports.model import Number, Table
from umdesk.domain.reports.td import Assignment, Serving
from umdesk.domain.td_limits import Period as Served
from umdesk.domain.words import Category

LAST = date(2025, 12, 31)
BASIS = Basis(
    Period(date(2025, 7, 1), LAST), LAST, lambda _code, _day: Category.OTHER, Definitions(),
    lambda code, day: ClassCatalogue.of(()).title(code, day),
)  # fmt: skip


def assignment(key: str, first: date, last: date, base: str = "1", reason: str = "") -> Assignment:
    return Assignment(key, Served(first, last, Fraction(base)), "5157 SSA", "A", "B", reason)


def report(*people: Serving) -> tuple[dict[str, object], Table]:
    content = td.content(people, BASIS)
    table = content.parts[1]
    assert isinstance(table, Table)
    return {number.key: number.value for number in content.numbers()}, table


def test_only_what_was_served_in_the_period_is_listed_and_all_of_the_person_is_used() -> None:
    ana = Serving(
        Who("1", "Abel, Ana", ""),
        (
            assignment("old", date(2024, 2, 29), date(2025, 6, 30)),
            assignment("new", date(2025, 7, 1), date(2026, 2, 27)),
        ),
    )
    found, table = report(ana)
    assert (found["td/assignments"], found["td/people"], found["td/last-day"]) == (1, 1, 1)
    assert found["td/new/months"] == Decimal("6.00")
    # February 29, 2024 to December 31, 2025: 22 months to December 28, then 3 days.
    assert found["td/new/used"] == Decimal("22.10")
    assert table.rows[0][4:7] == (date(2025, 7, 1), date(2026, 2, 27), "Full time")
    assert table.rows[0][10:] == (date(2026, 2, 27), "Ends in 58 days")
    assert found["td/over"] == 0


def test_one_day_longer_is_over_the_limit_and_its_reason_is_told() -> None:
    bea = Serving(Who("2", "Bell, Bea", ""), (assignment("b", date(2024, 1, 1), date(2026, 1, 1), reason="HR agreed"),))
    found, table = report(bea)
    assert (found["td/over"], found["td/ends-soon"]) == (1, 1)
    assert table.rows[0][10:] == (LAST, "Ends in 1 day; Over 24 months in 36; kept because: HR agreed")


def test_half_time_is_counted_in_hours() -> None:
    half = Serving(Who("3", "Cole, Cy", ""), (assignment("c", date(2025, 7, 1), date(2025, 9, 30), "1/2"),))
    found, table = report(half)
    assert table.rows[0][8] is None
    used = table.rows[0][9]
    assert isinstance(used, Number)
    # 3 months of 173.33 hours at half time: 259.995, half up.
    assert (used.unit, used.value) == ("hours", Decimal("260.00"))
    assert found["td/last-day"] == 0
