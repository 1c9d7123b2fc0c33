"""Krippendorff's alpha against the published package `krippendorff`, and what it says in words."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.agreement import Agreement, agreement, reading

REFERENCE = json.loads((Path(__file__).parent.parent / "data" / "alpha.json").read_text())


def units(rows) -> dict[str, dict[str, Decimal]]:
    """Rows of values, one application each, as they stand in the program: what is missing has no key."""
    return {
        f"2026-{number:04d}": {str(rater): Decimal(str(value)) for rater, value in enumerate(row) if value is not None}
        for number, row in enumerate(rows)
    }


def test_it_equals_the_published_package_to_nine_places() -> None:
    assert (REFERENCE["package"], REFERENCE["version"], len(REFERENCE["cases"])) == ("krippendorff", "0.9.0", 320)
    for case in REFERENCE["cases"]:
        found = agreement(units(case["values"])).alpha
        if case["alpha"] is None:
            assert found is None, case["values"]
        else:
            assert found is not None, case["values"]
            assert float(found) == pytest.approx(case["alpha"], abs=1e-9)


def test_a_hand_computed_case_says_what_it_is_made_from() -> None:
    found = agreement(units([(1, 2, None), (3, 3, 3), (4, None, 4), (2, None, None)]))
    # 7 values: observed 2 · (2 − 1)² / (2 − 1) / 7 = 2/7, expected 2 · (7 · 64 − 20²) / (7 · 6) = 16/7
    assert found == Agreement(Fraction(7, 8), "", pairs=5, applications=3, values=7, raters=3)
    assert (found.shown, found.basis) == ("0.875", "5 pairs on 3 applications by 3 raters")


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], "Fewer than two raters gave a number."),
        ([(5, None), (4, None)], "Fewer than two raters gave a number."),
        ([(5, None), (None, 4)], "No application has a number from two raters."),
        ([(5, 5), (5, 5)], "Every number is the same, so there is no variation to agree on."),
    ],
)
def test_without_variation_or_a_second_rater_there_is_none_and_it_says_why(rows, why) -> None:
    found = agreement(units(rows))
    assert (found.alpha, found.why, found.shown, reading(found)) == (None, why, "none", f"No alpha. {why}")


@pytest.mark.parametrize(
    ("alpha", "begins"),
    [
        (Fraction(8, 10), "Raters agreed well"),
        (Fraction(7999, 10000), "Raters agreed fairly"),
        (Fraction(667, 1000), "Raters agreed fairly"),
        (Fraction(666, 1000), "Raters agreed little"),
        (Fraction(0), "Raters agreed no more than by chance"),
    ],
)
def test_the_reading_follows_the_customary_marks(alpha, begins) -> None:
    assert reading(Agreement(alpha, "", 3, 1, 3, 3)).startswith(begins)


def test_a_negative_alpha_is_shown_with_its_sign_and_half_is_rounded_away_from_zero() -> None:
    assert Agreement(Fraction(-1, 25), "", 1, 1, 2, 2).shown == "−0.040"
    assert Agreement(Fraction(-1, 2000), "", 1, 1, 2, 2).shown == "−0.001"
    assert Agreement(Fraction(-1, 9999), "", 1, 1, 2, 2).shown == "0.000"
    assert Agreement(Fraction(1), "", 1, 1, 2, 2).shown == "1.000"


@given(st.lists(st.lists(st.none() | st.integers(0, 5), min_size=2, max_size=4), max_size=6), st.integers(1, 7))
def test_another_scale_leaves_it_as_it_is(rows, maximum) -> None:
    whole = units(rows)
    shares = {number: {r: Fraction(v) / maximum for r, v in values.items()} for number, values in whole.items()}
    assert agreement(whole) == agreement(shares)
