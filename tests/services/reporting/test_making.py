"""A report is read, counted and put together, and each number is the number of its lines."""

from decimal import Decimal

import pytest

from tests.conftest import SetClock
from umdesk.domain.counts import program_year_period
from umdesk.domain.errors import InvalidInput
from umdesk.domain.program_facts import Who
from umdesk.domain.reports.lines import Line
from umdesk.domain.reports.model import Number, Unit
from umdesk.services.programs import Program
from umdesk.services.reporting import making

ANA = Who("1", "Nuñez, Ana", "000042")


def test_a_report_on_a_period_that_has_not_begun_is_refused(program: Program) -> None:
    with pytest.raises(InvalidInput, match="The period begins on Jul 1, 2026"):
        making.make(program, "advancements", program_year_period(2027))


def test_an_empty_program_has_a_report_of_zeros(program: Program, clock: SetClock) -> None:
    report = making.make(program, "advancements", program_year_period(2026))
    assert report.span.through == clock.moment.date()
    assert {number.key: number.value for number in report.content.numbers()} == {
        "advancements": 0, "um-hires": 0, "um-moves": 0, "into-bridging": 0, "unclear-moves": 0,
    }  # fmt: skip


def test_a_number_is_its_lines() -> None:
    counted = Number("a", "A", (Line(ANA), Line(ANA)))
    dollars = Number("b", "B", (Line(ANA, amount=Decimal("1.50")), Line(ANA, amount=Decimal("-0.50"))), Unit.DOLLARS)
    stated = Number("c", "C", (Line(ANA, amount=Decimal(12)),))
    assert (counted.value, dollars.value, stated.value) == (2, Decimal("1.00"), 12)
