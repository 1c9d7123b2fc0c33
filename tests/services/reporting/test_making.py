"""A report is read, counted and put together, and each number is the number of its lines."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.conftest import SetClock
from umdesk.domain.counts import Period, program_year_period
from umdesk.domain.errors import InvalidInput
from umdesk.domain.program_facts import Who
from umdesk.domain.reports.kinds import KINDS
from umdesk.domain.reports.lines import Line
from umdesk.domain.reports.model import Number, Unit
from umdesk.services.programs import Program
from umdesk.services.reporting import making

FIRST, LAST = date(1899, 7, 1), date(2100, 12, 31)
DAYS = st.dates() | st.dates(FIRST, LAST) | st.sampled_from([date.min, FIRST, LAST, date.max])
ANA = Who("1", "Nuñez, Ana", "000042")


def test_a_report_on_a_period_that_has_not_begun_is_refused(program: Program) -> None:
    with pytest.raises(InvalidInput, match="The period begins on Jul 1, 2026"):
        making.make(program, "advancements", program_year_period(2027))


@given(st.sampled_from(sorted(KINDS)), DAYS, DAYS)
@example("progress", date(2026, 1, 1), date.max)
@example("evaluation", FIRST, FIRST)
@example("budget", LAST, LAST)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_two_days_make_a_report_or_a_sentence(program: Program, kind: str, one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    far = period.first < FIRST or period.last > LAST
    if far or (period.first > program.today() and not KINDS[kind].ahead):
        with pytest.raises(InvalidInput, match="from Jul 1, 1899 to Dec 31, 2100" if far else "nothing to count yet"):
            making.make(program, kind, period)
    else:
        assert making.make(program, kind, period).span.period == period


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
