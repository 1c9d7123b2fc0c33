"""What is told of each rater beside the others."""

from fractions import Fraction
from statistics import correlation, fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.rater_statistics import RaterFigures, rater_figures

NAMES = {"b": "Bo", "c": "Cy", "d": "Di"}


def scores(*rows: dict[str, int]) -> dict[str, dict[str, Fraction]]:
    return {f"2026-{n:04d}": {rater: Fraction(v) for rater, v in row.items()} for n, row in enumerate(rows)}


def test_each_rater_has_mean_range_difference_and_correlation() -> None:
    bo, cy, di = rater_figures(scores({"b": 50, "c": 60}, {"b": 70, "c": 80}, {"b": 90, "c": 95}, {"b": 10}), NAMES)
    assert (bo.rater, bo.scores, bo.mean, bo.lowest, bo.highest, bo.range) == ("Bo", 4, 55, 10, 90, 80)
    assert (bo.shared, bo.difference) == (3, Fraction(-25, 3))
    assert bo.correlation == pytest.approx(correlation([50, 70, 90], [60, 80, 95]), abs=1e-12)
    assert (cy.scores, cy.difference, cy.correlation) == (3, Fraction(25, 3), bo.correlation)
    assert di == RaterFigures(
        "Di", 0, None, None, None, 0, None, None, "It takes 3 applications that another rater scored too."
    )


def test_without_variation_there_is_no_correlation_and_it_says_so() -> None:
    bo, cy, _ = rater_figures(scores({"b": 50, "c": 60}, {"b": 50, "c": 80}, {"b": 50, "c": 95}), NAMES)
    assert (bo.correlation, bo.why) == (None, "All own scores are the same.")
    assert (cy.correlation, cy.why) == (None, "All means of the others are the same.")


@given(st.lists(st.dictionaries(st.sampled_from("bcd"), st.integers(0, 100), min_size=1), max_size=9))
def test_the_figures_are_those_of_the_standard_library(rows) -> None:
    table = scores(*rows)
    for rater, found in zip(NAMES, rater_figures(table, NAMES), strict=True):
        own = [row[rater] for row in table.values() if rater in row]
        both = [(row[rater], fmean(v for r, v in row.items() if r != rater)) for row in table.values()
                if rater in row and len(row) > 1]  # fmt: skip
        assert found.mean == (Fraction(sum(own), len(own)) if own else None)
        if found.difference is not None:
            assert float(found.difference) == pytest.approx(fmean(a - b for a, b in both))
        if found.correlation is not None:
            assert found.correlation == pytest.approx(correlation(*zip(*both, strict=True)), abs=1e-9)
