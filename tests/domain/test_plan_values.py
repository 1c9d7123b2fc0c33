"""What people type or paste into a plan, as its fields hold it."""

import re
from decimal import Decimal

import pytest

from umdesk.domain.errors import InvalidInput
from umdesk.domain.plan_values import checked
from umdesk.domain.words import CostCategory, ItemKind


@pytest.mark.parametrize(
    ("name", "typed", "held"),
    [
        ("supervisor_name", "  Zoë\tO’Brien-\r\nNúñez ", "Zoë O’Brien- Núñez"),
        ("support", " Two hours\x0ba week.\r\n\tAnd a mentor.\x00 ", "Two hours\na week.\n\tAnd a mentor."),
        ("text", "first\u2028second", "first\nsecond"),
        ("current_class_code", " 731 ", "0731"),
        ("support", "x" * 8000, "x" * 8000),
        ("category", None, CostCategory.OTHER),
        ("category", "tuition", CostCategory.TUITION),
        ("supervisor_approval", None, ""),
        ("mentor_resource_id", None, None),
        ("estimate", Decimal(0), Decimal(0)),
        ("required", False, False),
    ],
)
def test_a_value_is_brought_into_its_one_form(name: str, typed: object, held: object) -> None:
    assert checked(name, typed) == held  # type: ignore[arg-type]


def test_what_is_paid_for_stands_on_one_line() -> None:
    assert checked("text", "Fee\nand books", ItemKind.COST) == "Fee and books"


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("support", "x" * 8001, "The text has 8,001 characters; there is room for 8,000."),
        ("fund", "x" * 201, "The text has 201 characters; there is room for 200."),
        ("estimate", Decimal(-1), "The number is below zero."),
        ("estimate", Decimal("NaN"), "This is no number."),
        ("estimate", Decimal("1E+30"), "The largest amount is $999,999,999.99."),
        ("own_hours", Decimal(10001), "More than 10,000 hours cannot be right."),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(name: str, typed: object, said: str) -> None:
    with pytest.raises(InvalidInput, match=re.escape(said)) as refused:
        checked(name, typed)  # type: ignore[arg-type]
    assert refused.value.field == name
