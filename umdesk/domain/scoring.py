"""Scores: one rater's, an applicant's, and their spread; exact throughout, rounded only to be shown.

The source of these rules is the program's own selection criteria (2 CCR 599.983(d)); no law fixes a formula.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import lcm

from umdesk.domain.words import Aggregate
from umdesk.domain.writing import counted, plain

HUNDRED = 100
TRIMMED_NEEDS = 4
"""A trimmed mean leaves out the highest and the lowest score, so it takes at least four."""

Ratings = Mapping[str, Decimal | None]
"""A rater's values of one application by criterion key: a number, None for not applicable; a blank has no key."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is judged; `maximum`, `weight` and `step` are above 0, a criterion that is not counted is only shown."""

    key: str
    name: str
    maximum: Decimal
    weight: Decimal
    step: Decimal = Decimal(1)
    required: bool = True
    counted: bool = True
    levels: Mapping[str, str] = field(default_factory=dict)
    description: str = ""


def rating_problem(criterion: Criterion, value: Decimal | None) -> str:
    """Why a value is no rating of this criterion, in a sentence; "" when it is one. None is "not applicable"."""
    if value is None:
        return f"{criterion.name} is required, so N/A cannot be used." if criterion.required else ""
    if not value.is_finite() or value < 0 or value > criterion.maximum:
        return f"{criterion.name} takes 0 to {plain(criterion.maximum)}."
    if value % criterion.step != 0 and value != criterion.maximum:
        return f"{criterion.name} goes in steps of {plain(criterion.step)}."
    return ""


class Scorer:
    """Scores sheets by one set of criteria.

    The fractions weight/maximum are brought to one denominator once, so that a sheet costs a few whole-number
    steps; the result is the same exact fraction.
    """

    def __init__(self, criteria: Sequence[Criterion]) -> None:
        counted = [criterion for criterion in criteria if criterion.counted]
        shares = {c.key: Fraction(c.weight) / Fraction(c.maximum) for c in counted}
        weights = {c.key: Fraction(c.weight) for c in counted}
        self._share_unit = lcm(*(share.denominator for share in shares.values()))
        self._weight_unit = lcm(*(weight.denominator for weight in weights.values()))
        self._terms = {
            key: (int(shares[key] * self._share_unit), int(weights[key] * self._weight_unit)) for key in shares
        }
        self._required = [criterion.key for criterion in counted if criterion.required]

    def score(self, ratings: Ratings) -> Fraction | None:
        """One rater's score of one application, 0 to 100.

        100 · Σ w·(r/max) / Σ w over the counted criteria that were rated. None while a required and counted
        criterion has no number, and when nothing counted was rated.
        """
        for key in self._required:
            if ratings.get(key) is None:
                return None
        total, unit, weight = 0, 1, 0
        for key, value in ratings.items():
            if value is None or key not in self._terms:
                continue
            share, own_weight = self._terms[key]
            top, bottom = value.as_integer_ratio()
            if unit % bottom:
                wider = lcm(unit, bottom)
                total *= wider // unit
                unit = wider
            total += share * top * (unit // bottom)
            weight += own_weight
        if not weight:
            return None
        return Fraction(HUNDRED * total * self._weight_unit, unit * self._share_unit * weight)


def aggregate(scores: Sequence[Fraction], how: Aggregate, minimum: int) -> Fraction | None:
    """The applicant's score from the complete scores of raters who are not recused.

    None below the minimum number of raters, without any, and for a trimmed mean of fewer than four.
    """
    if not scores or len(scores) < minimum or (how is Aggregate.TRIMMED_MEAN and len(scores) < TRIMMED_NEEDS):
        return None
    return _combined(scores, how)


def aggregate_without_minimum(scores: Sequence[Fraction], how: Aggregate) -> Fraction | None:
    """The same with the minimum waived, as the stability check needs it; a trimmed mean of fewer than 3 is a mean."""
    if not scores:
        return None
    if how is Aggregate.TRIMMED_MEAN and len(scores) < TRIMMED_NEEDS - 1:
        return _mean(scores)
    return _combined(scores, how)


def spread(scores: Sequence[Fraction]) -> Fraction | None:
    """Highest less lowest of the complete scores, in percent points; None below two."""
    return max(scores) - min(scores) if len(scores) > 1 else None


def is_wide(value: Fraction | None, threshold: Decimal) -> bool:
    """Whether a spread asks for a further rater or a recorded discussion: at or above the threshold."""
    return value is not None and value >= Fraction(threshold)


def shown(value: Fraction) -> Decimal:
    """A score rounded half up to two places, for display only; not below zero."""
    hundredths = (2 * HUNDRED * value.numerator + value.denominator) // (2 * value.denominator)
    return Decimal(hundredths).scaleb(-2)


def exact_text(value: Fraction) -> str:
    """A score as the fraction "p/q"."""
    return f"{value.numerator}/{value.denominator}"


def formula(criteria: Sequence[Criterion], how: Aggregate, minimum: int) -> str:
    """The formula in a sentence, to stand wherever a score does."""
    weighed = [criterion for criterion in criteria if criterion.counted]
    terms = " + ".join(f"{plain(c.weight)} × {c.name}/{plain(c.maximum)}" for c in weighed)
    weights = plain(sum((c.weight for c in weighed), Decimal(0)))
    one = f"A rater's score = 100 × ({terms}) ÷ {weights}" if weighed else "No criterion is counted"
    left_out = (
        "; an optional criterion without a number leaves both sums" if any(not c.required for c in weighed) else ""
    )
    combined = {
        Aggregate.MEAN: "the mean",
        Aggregate.MEDIAN: "the median",
        Aggregate.TRIMMED_MEAN: "the mean without one highest and one lowest",
    }[how]
    needed = max(minimum, TRIMMED_NEEDS) if how is Aggregate.TRIMMED_MEAN else max(minimum, 1)
    raters = counted(needed, "rater")
    return f"{one}{left_out}. The score is {combined} of at least {raters}."


def _mean(scores: Sequence[Fraction]) -> Fraction:
    return Fraction(_sum(scores), len(scores))


def _sum(scores: Sequence[Fraction]) -> Fraction:
    """The sum over one denominator, which is far quicker than adding fractions one by one."""
    unit = lcm(*(score.denominator for score in scores))
    return Fraction(sum(score.numerator * (unit // score.denominator) for score in scores), unit)


def _combined(scores: Sequence[Fraction], how: Aggregate) -> Fraction:
    if how is Aggregate.MEAN:
        return _mean(scores)
    ordered = sorted(scores)
    if how is Aggregate.TRIMMED_MEAN:
        return _mean(ordered[1:-1])
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
