"""The formula worked through, and changes of criteria in words."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.criteria_changes import RECOMPUTES, SENDS_BACK, TOUCHES_NO_SCORE, differences, effect
from umdesk.domain.scoring import Criterion
from umdesk.domain.words import Aggregate
from umdesk.domain.worked_example import work_through

D = Decimal
EFFORT = Criterion("e", "Effort", D(5), D(3))
DRIVE = Criterion("d", "Drive", D(7), D(2), required=False)
NEATNESS = Criterion("n", "Neatness", D(5), D(1), counted=False)


def test_exact_numbers_are_told_as_such_and_rounded_ones_as_such():
    made = work_through([EFFORT, DRIVE, NEATNESS], Aggregate.MEAN)

    assert [(line.first, line.second) for line in made.lines] == [
        ("4 of 5 × weight 3 = 2.4", "3 of 5 × weight 3 = 1.8"),
        ("6 of 7 × weight 2 ≈ 1.71", "N/A, left out of both sums"),
        ("4 of 5, only shown", "3 of 5, only shown"),
    ]
    assert (made.first_score, made.second_score) == ("4.11 ÷ 5 × 100 ≈ 82.29", "1.8 ÷ 3 × 100 = 60")
    assert made.combined == "The mean of 82.29 and 60 ≈ 71.14."
    assert work_through([EFFORT], Aggregate.MEDIAN).combined == (
        "The median (with two raters the mean of both) of 80 and 60 = 70."
    )


def test_without_a_counted_criterion_it_says_so():
    for criteria in ((), (NEATNESS,)):
        made = work_through(criteria, Aggregate.TRIMMED_MEAN)

        assert made.first_score == "no score: nothing that counts was rated"
        assert made.combined == "Nobody would get a score: no criterion is counted."


numbers = st.decimals(min_value="0.01", max_value=100, places=2)
criteria = st.lists(
    st.builds(
        lambda key, maximum, weight, step, required, counted: Criterion(
            str(key), f"C{key}", maximum, weight, min(step, maximum), required, counted
        ),
        st.integers(), numbers, numbers, numbers, st.booleans(), st.booleans(),
    ),
    max_size=5, unique_by=lambda c: c.key,
)  # fmt: skip


@given(criteria, st.sampled_from(Aggregate))
def test_any_set_can_be_worked_through(found, how):
    made = work_through(found, how)

    assert len(made.lines) == len(found)
    shown = made.first_score.rsplit(" ", 1)[-1]
    assert shown == "rated" or 0 <= Fraction(shown) <= 100


def test_a_change_says_what_it_does():
    assert effect(EFFORT, EFFORT) == ""
    assert effect(EFFORT, replace(EFFORT, weight=D(4))) == RECOMPUTES
    assert effect(EFFORT, replace(EFFORT, maximum=D(10))) == SENDS_BACK
    assert effect(EFFORT, replace(EFFORT, levels={"0": "None"})) == SENDS_BACK
    assert effect(EFFORT, replace(EFFORT, name="Zeal")) == TOUCHES_NO_SCORE


def test_versions_are_told_apart_in_words():
    new = [replace(NEATNESS, counted=True), replace(EFFORT, name="Zeal", weight=D("2.50"), required=False)]

    assert differences([EFFORT, DRIVE, NEATNESS], new) == (
        "removed Drive",
        "Neatness: counted",
        "Effort: name now Zeal, weight 3 → 2.5, optional",
        "another order",
    )
    assert differences([EFFORT], [EFFORT, DRIVE]) == ("added Drive",)
    assert differences([EFFORT], [EFFORT]) == ()
