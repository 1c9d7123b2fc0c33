"""Amounts as people read and type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain import money

AMOUNTS = st.decimals(min_value=-999999999, max_value=999999999, places=2)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("1234.5", "$1,234.50"),
        ("0", "$0.00"),
        ("-12", "-$12.00"),
        ("-0.00", "$0.00"),
        ("-0.001", "$0.00"),
        ("0.005", "$0.01"),
        ("1234567.891", "$1,234,567.89"),
    ],
)
def test_shows_dollars_and_cents(amount: str, text: str) -> None:
    assert money.show(Decimal(amount)) == text


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("350", "350.00"),
        (" $1,234.50 ", "1234.50"),
        ("1234.5", "1234.50"),
        (".5", "0.50"),
        ("12.", "12.00"),
        ("-12", "-12.00"),
        ("-$12", "-12.00"),
        ("$-12", "-12.00"),
        ("\u221212", "-12.00"),
        ("($12.00)", "-12.00"),
        ("$ 12", "12.00"),
        ("-0", "0.00"),
        ("1.2300", "1.23"),
    ],
)
def test_reads_what_people_type(text: str, amount: str) -> None:
    parsed = money.parse(text)
    assert parsed == Decimal(amount)
    assert str(parsed) == amount


@pytest.mark.parametrize("text", ["", "abc", "$", ".", "-", "1,23", "12,34.00", "1e3", "NaN", "12.345", "1.2.3", "--1",
                                  "(12", "12)", "٣", "9999999999"])  # fmt: skip
def test_refuses_what_is_no_amount(text: str) -> None:
    with pytest.raises(ValueError, match=r"^“"):
        money.parse(text)


@given(AMOUNTS)
def test_what_is_shown_reads_back(amount: Decimal) -> None:
    assert money.parse(money.show(amount)) == amount


def test_a_total_skips_what_nobody_entered() -> None:
    assert money.total([Decimal(350), None, Decimal("-50.25")]) == Decimal("299.75")
    assert str(money.total([])) == "0.00"
