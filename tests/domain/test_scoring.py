"""Scores of raters and applicants, exact, with worked examples."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.scoring import (
    Criterion,
    Scorer,
    aggregate,
    exact_text,
    formula,
    is_wide,
    plain,
    rating_problem,
    shown,
    spread,
    without_each,
)
from umdesk.domain.words import Aggregate

D = Decimal
GOALS = Criterion("g", "Goals", D(5), D(3))
EFFORT = Criterion("e", "Effort", D(10), D(2), step=D("0.5"))
EXTRA = Criterion("x", "Extra", D(4), D(1), required=False)
SHOWN = Criterion("s", "Shown", D(5), D(9), counted=False)
OPTIONAL_SHOWN = Criterion("o", "Optional shown", D(5), D(9), required=False, counted=False)
SET = (GOALS, EFFORT, EXTRA, SHOWN)


def test_a_rater_score_worked_by_hand() -> None:
    # 100 · (3·4/5 + 2·7.5/10 + 1·3/4) / 6 = 100 · 4.65 / 6
    assert Scorer(SET).score({"g": D(4), "e": D("7.5"), "x": D(3), "s": D(1)}) == Fraction(155, 2)


def test_an_optional_criterion_without_a_number_leaves_both_sums() -> None:
    expected = Fraction(100) * (Fraction(12, 5) + Fraction(3, 2)) / 5
    assert Scorer(SET).score({"g": D(4), "e": D("7.5")}) == expected
    assert Scorer(SET).score({"g": D(4), "e": D("7.5"), "x": None}) == expected


def test_a_blank_is_not_zero() -> None:
    assert Scorer(SET).score({"g": D(4), "e": D(0)}) == Fraction(48)
    assert Scorer(SET).score({"g": D(4)}) is None
    assert Scorer(SET).score({"g": D(4), "e": None}) is None


def test_a_required_criterion_that_is_only_shown_is_not_waited_for() -> None:
    assert Scorer((GOALS, SHOWN)).score({"g": D(5)}) == 100


def test_nothing_counted_and_rated_is_no_score() -> None:
    assert Scorer((EXTRA, SHOWN)).score({"s": D(5)}) is None
    assert Scorer((EXTRA, SHOWN)).score({"x": None, "s": D(5)}) is None
    assert Scorer((SHOWN,)).score({"s": D(5)}) is None
    assert Scorer(()).score({}) is None


def test_a_rating_of_a_criterion_that_is_gone_touches_nothing() -> None:
    assert Scorer((GOALS,)).score({"g": D(4), "gone": D(1)}) == 80


@pytest.mark.parametrize(
    ("criterion", "value", "problem"),
    [
        (GOALS, D(0), ""),
        (GOALS, D(5), ""),
        (GOALS, D("5.0"), ""),
        (GOALS, D(6), "Goals takes 0 to 5."),
        (GOALS, D(-1), "Goals takes 0 to 5."),
        (GOALS, D("NaN"), "Goals takes 0 to 5."),
        (GOALS, D("Infinity"), "Goals takes 0 to 5."),
        (GOALS, D("2.5"), "Goals goes in steps of 1."),
        (EFFORT, D("2.5"), ""),
        (EFFORT, D("2.25"), "Effort goes in steps of 0.5."),
        (GOALS, None, "Goals is required, so N/A cannot be used."),
        (EXTRA, None, ""),
        (Criterion("u", "Uneven", D("4.5"), D(1)), D("4.5"), ""),
    ],
)
def test_what_is_a_rating(criterion: Criterion, value: Decimal | None, problem: str) -> None:
    assert rating_problem(criterion, value) == problem


F = Fraction
SCORES = [F(90), F(60), F(70), F(100)]


@pytest.mark.parametrize(
    ("scores", "how", "minimum", "expected"),
    [
        (SCORES, Aggregate.MEAN, 3, F(80)),
        (SCORES, Aggregate.MEDIAN, 3, F(80)),
        (SCORES, Aggregate.TRIMMED_MEAN, 3, F(80)),
        ([*SCORES, F(0)], Aggregate.MEAN, 3, F(64)),
        ([*SCORES, F(0)], Aggregate.MEDIAN, 3, F(70)),
        ([*SCORES, F(0)], Aggregate.TRIMMED_MEAN, 3, F(220, 3)),
        (SCORES[:3], Aggregate.MEAN, 3, F(220, 3)),
        (SCORES[:3], Aggregate.MEDIAN, 3, F(70)),
        (SCORES[:3], Aggregate.TRIMMED_MEAN, 1, None),
        (SCORES[:2], Aggregate.MEAN, 3, None),
        (SCORES[:2], Aggregate.MEAN, 2, F(75)),
        (SCORES, Aggregate.MEAN, 5, None),
        ([], Aggregate.MEAN, 0, None),
        ([F(50), F(50), F(50), F(50)], Aggregate.TRIMMED_MEAN, 3, F(50)),
    ],
)
def test_aggregates(scores: list[Fraction], how: Aggregate, minimum: int, expected: Fraction | None) -> None:
    assert aggregate(scores, how, minimum) == expected


def without(scores: list[Fraction], how: Aggregate) -> list[Fraction | None]:
    return [None if ratio is None else F(*ratio) for ratio in without_each(scores, how)]


def test_a_trimmed_mean_without_each_rater_falls_back_to_the_mean() -> None:
    assert without([], Aggregate.TRIMMED_MEAN) == []
    assert without([F(90)], Aggregate.TRIMMED_MEAN) == [None]
    assert without([F(90), F(60)], Aggregate.TRIMMED_MEAN) == [F(60), F(90)]
    assert without([F(90), F(60), F(30)], Aggregate.TRIMMED_MEAN) == [F(45), F(60), F(75)]
    assert without([F(90), F(60), F(60), F(30)], Aggregate.TRIMMED_MEAN) == [F(60), F(60), F(60), F(60)]


@given(st.lists(st.fractions(0, 100, max_denominator=30), min_size=1, max_size=7), st.sampled_from(Aggregate))
def test_without_each_rater_it_is_the_aggregate_of_the_others(scores: list[Fraction], how: Aggregate) -> None:
    def of_the_others(at: int) -> Fraction | None:
        others = scores[:at] + scores[at + 1 :]
        return aggregate(others, Aggregate.MEAN if how is Aggregate.TRIMMED_MEAN and len(others) < 3 else how, 1)

    if (
        how is not Aggregate.TRIMMED_MEAN or len(scores) != 4
    ):  # a ranking needs four for a trimmed mean, this check three
        assert without(scores, how) == [of_the_others(at) for at in range(len(scores))]


def test_spread() -> None:
    assert spread(SCORES) == 40
    assert spread(SCORES[:1]) is None
    assert is_wide(F(20), D(20))
    assert not is_wide(F(1999, 100), D(20))
    assert not is_wide(None, D(20))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (F(1, 8), "0.13"), (F(71495, 1000), "71.50"), (F(714949, 10000), "71.49"),
        (F(2, 3), "0.67"), (F(100), "100.00"), (F(0), "0.00"),
    ],
)  # fmt: skip
def test_rounding_half_up_is_for_the_eye(value: Fraction, text: str) -> None:
    assert str(shown(value)) == text


def test_exact_text_and_plain_numbers() -> None:
    assert exact_text(F(155, 2)) == "155/2"
    assert exact_text(F(80)) == "80/1"
    assert [plain(D(text)) for text in ("5.50", "10", "1E+2", "0")] == ["5.5", "10", "100", "0"]


def test_the_formula_in_a_sentence() -> None:
    assert formula(SET, Aggregate.MEAN, 3) == (
        "A rater's score = 100 × (3 × Goals/5 + 2 × Effort/10 + 1 × Extra/4) ÷ 6; an optional criterion without a "
        "number leaves both sums. The score is the mean of at least 3 raters."
    )
    assert formula((GOALS,), Aggregate.TRIMMED_MEAN, 1) == (
        "A rater's score = 100 × (3 × Goals/5) ÷ 3. "
        "The score is the mean without one highest and one lowest of at least 4 raters."
    )
    assert (
        formula((SHOWN,), Aggregate.MEDIAN, 1)
        == "No criterion is counted. The score is the median of at least 1 rater."
    )


# --- properties ---------------------------------------------------------------------------------------------------

numbers = st.decimals(min_value=D("0.01"), max_value=D(50), places=2)


@st.composite
def rated_sets(draw: st.DrawFn) -> tuple[tuple[Criterion, ...], dict[str, Decimal | None]]:
    criteria, ratings = [], {}
    for index in range(draw(st.integers(1, 6))):
        maximum = draw(numbers)
        criterion = Criterion(
            f"c{index}", f"C{index}", maximum, draw(numbers), required=draw(st.booleans()), counted=draw(st.booleans())
        )
        criteria.append(criterion)
        kind = draw(st.sampled_from(["number", "number", "number", "blank", "n/a"]))
        if kind == "number":
            ratings[criterion.key] = draw(st.decimals(min_value=0, max_value=maximum, places=2))
        elif kind == "n/a" and not criterion.required:
            ratings[criterion.key] = None
    return tuple(criteria), ratings


def by_hand(criteria: tuple[Criterion, ...], ratings: dict[str, Decimal | None]) -> Fraction | None:
    top = bottom = Fraction(0)
    for c in criteria:
        value = ratings.get(c.key)
        if not c.counted:
            continue
        if value is None:
            if c.required:
                return None
            continue
        top += Fraction(c.weight) * Fraction(value) / Fraction(c.maximum)
        bottom += Fraction(c.weight)
    return 100 * top / bottom if bottom else None


@given(rated_sets())
def test_a_score_equals_the_formula_and_lies_within_0_and_100(
    rated: tuple[tuple[Criterion, ...], dict[str, Decimal | None]],
) -> None:
    criteria, ratings = rated
    score = Scorer(criteria).score(ratings)
    assert score == by_hand(criteria, ratings)
    assert score is None or 0 <= score <= 100


@given(rated_sets(), st.randoms())
def test_the_order_of_criteria_and_ratings_changes_no_score(rated, random) -> None:
    criteria, ratings = rated
    mixed, values = list(criteria), list(ratings.items())
    random.shuffle(mixed)
    random.shuffle(values)
    assert Scorer(mixed).score(dict(values)) == Scorer(criteria).score(ratings)


scores = st.lists(st.fractions(min_value=0, max_value=100, max_denominator=60), max_size=8)


@given(scores, st.sampled_from(list(Aggregate)), st.integers(1, 5), st.randoms())
def test_the_order_of_raters_changes_no_score(values, how, minimum, random) -> None:
    mixed = list(values)
    random.shuffle(mixed)
    score = aggregate(mixed, how, minimum)
    assert score == aggregate(values, how, minimum)
    assert score is None or min(values) <= score <= max(values)


@given(st.fractions(min_value=0, max_value=100))
def test_rounding_never_moves_a_score_by_more_than_half_a_hundredth(value: Fraction) -> None:
    assert -Fraction(1, 200) <= value - Fraction(shown(value)) < Fraction(1, 200)
