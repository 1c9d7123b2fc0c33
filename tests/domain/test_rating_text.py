"""Ratings as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.rating_text import Blank, parse_rating, rating_text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("4", Decimal(4)), (" 4.5 ", Decimal("4.5")), ("4,5", Decimal("4.5")), (".5", Decimal("0.5")),
        ("n", None), ("N", None), ("N/A", None), ("na", None), ("", Blank.BLANK), ("  ", Blank.BLANK),
    ],
)  # fmt: skip
def test_what_is_typed_is_read(text: str, value: object) -> None:
    assert parse_rating(text) == value


@pytest.mark.parametrize("text", ["x", "4/5", "1e", "nan", "inf", "--"])
def test_what_is_no_rating_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no rating\. Type a number, N for not applicable, or nothing\."):
        parse_rating(text)


@given(st.one_of(st.none(), st.just(Blank.BLANK), st.decimals(0, 100, places=2)))
def test_what_is_shown_reads_back(value: Decimal | Blank | None) -> None:
    assert parse_rating(rating_text(value)) == value
