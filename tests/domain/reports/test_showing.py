"""How a report says its numbers, its period and its year, and what its plain values are."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.sample_report import CONTENT, PARTICIPANT, REPORT, STACKED, TREND, several, sum_of
from umdesk.domain.counts import Period, calendar_year_period, program_year_period
from umdesk.domain.reports import charted, plain, showing
from umdesk.domain.reports.model import Content, Figures, Span, Unit


@pytest.mark.parametrize(
    ("amounts", "unit", "shown", "told"),
    [
        (("1234.5",), Unit.DOLLARS, "$1,234.50", "$1,234.50"),
        (("1000", "-1012.004"), Unit.DOLLARS, "-$12.00", "-$12.00"),
        (("1200", "34.5"), Unit.HOURS, "1,234.5", "1,234.5 hours"),
        (("100",), Unit.HOURS, "100", "100 hours"),
        (("1",), Unit.MONTHS, "1", "1 month"),
        (("0.3333333",), Unit.MONTHS, "0.33", "0.33 months"),
        ((), Unit.HOURS, "0", "0 hours"),
        (("12",), Unit.COUNT, "12", "12"),
    ],
)
def test_a_number_is_written_as_people_write_it(amounts, unit, shown, told):
    number = sum_of("x", *amounts, unit=unit)

    assert (showing.shown(number), showing.told(number)) == (shown, told)


def test_a_period_says_what_of_it_is_over():
    asked = program_year_period(2027)

    assert showing.unfinished(REPORT.span) == "through May 20, 2026"
    assert showing.unfinished(Span(asked, asked)) == ""
    assert showing.unfinished(Span(asked, None)) == "not begun: it begins on Jul 1, 2026"


def test_a_period_is_the_year_of_its_kind_or_none():
    assert showing.year("director", program_year_period(2026)) == 2026
    assert showing.year("progress", calendar_year_period(2026)) == 2026
    assert showing.year("progress", program_year_period(2026)) is None
    assert showing.year("director", Period(date(2026, 1, 1), date(2026, 3, 31))) is None


def test_each_definition_is_one_footnote():
    twice = replace(several("a", 1), definition=PARTICIPANT)
    content = Content((Figures("F", (twice, replace(twice, key="b"))),), definitions=("More.", PARTICIPANT))

    assert showing.footnotes(content) == {PARTICIPANT: 1, "More.": 2}


def test_plain_values_hold_all_that_the_report_says_and_the_own_ones_win():
    told = plain.plain(REPORT)

    assert (told["report"], told["year"]) == ("evaluation", 2026)
    assert (told["participants"], told["notes"]) == (2, {"own": "words"})
    assert told["period"] == {
        "from": date(2025, 7, 1), "to": date(2026, 6, 30), "complete": False, "through": date(2026, 5, 20),
    }  # fmt: skip
    figures = {figure["key"]: (figure["value"], figure["unit"]) for figure in told["figures"]}
    assert figures["left"] == (Decimal("-1199.50"), "US dollars")
    assert figures["hires/2024-25"] == (4, "count")
    assert told["tables"][0]["rows"][0] == ["Nelson, Rebecca", date(2025, 9, 1), Decimal("340.75"), 3, "=1+1"]
    assert told["asks"] == ["The needs of the next two years are not written."]
    assert "year" not in plain.plain(replace(REPORT, kind="progress"))


def test_the_digest_changes_with_what_is_said_and_its_order():
    turned = replace(REPORT, content=replace(CONTENT, parts=CONTENT.parts[::-1]))

    assert len({plain.digest(one) for one in (REPORT, turned, replace(REPORT, title="Another"))}) == 3


def test_a_chart_has_its_numbers_beside_it_lying_where_they_are_few():
    assert charted.table(TREND).columns == ("Program year", "2023-24", "2024-25", "2025-26")
    assert charted.table(TREND).note == "The line in the picture is the goal: 3."
    assert charted.table(STACKED).columns == ("State", "0 to 30 days", "Over 30 days")
    assert charted.reaches(STACKED) == (0, 5)
    assert charted.reaches(TREND) == (0, 4)


def test_a_chart_with_too_many_numbers_to_be_read_out_leads_to_its_table():
    years = tuple(str(year) for year in range(1900, 1970))
    long = replace(TREND, categories=years, series=(replace(TREND.series[0], numbers=(several("n", 1),) * 70),))

    assert charted.in_words(long) == (
        "Bar chart: UM hires by year, UM hires. 70 groups; the table beside it holds the numbers. Goal 3."
    )
