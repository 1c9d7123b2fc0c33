"""Scores: one rater's, an applicant's, and their spread; exact throughout, rounded only to be shown.

The source of these rules is the program's own selection criteria (2 CCR 599.983(d)); no law fixes a formula.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import lcm

from umdesk.domain.exact import mean, whole
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

    What a value is worth is brought to one denominator and kept, so that a sheet costs a few whole-number steps; the
    result is the same exact fraction.
    """

    def __init__(self, criteria: Sequence[Criterion]) -> None:
        counted = [criterion for criterion in criteria if criterion.counted]
        weights = {c.key: Fraction(c.weight) for c in counted}
        self._shares = {c.key: weights[c.key] / Fraction(c.maximum) for c in counted}
        self._weight_unit = lcm(*(weight.denominator for weight in weights.values()))
        self._weights = {key: int(weight * self._weight_unit) for key, weight in weights.items()}
        self._required = frozenset(criterion.key for criterion in counted if criterion.required)
        self._unit = 1
        self._worth: dict[str, dict[Decimal, int]] = {key: {} for key in weights}

    def score(self, ratings: Ratings) -> Fraction | None:
        """One rater's score of one application, 0 to 100.

        100 · Σ w·(r/max) / Σ w over the counted criteria that were rated. None while a required and counted
        criterion has no number, and when nothing counted was rated.
        """
        try:
            return self._score(ratings)
        except KeyError:
            self._learn(ratings)
            return self._score(ratings)

    def _score(self, ratings: Ratings) -> Fraction | None:
        total, weight = 0, 0
        for key, worth in self._worth.items():
            value = ratings.get(key)
            if value is not None:
                total += worth[value]
                weight += self._weights[key]
            elif key in self._required:
                return None
        return Fraction(HUNDRED * total * self._weight_unit, self._unit * weight) if weight else None

    def _learn(self, ratings: Ratings) -> None:
        """Keep what these values are worth, in a finer unit where one needs it."""
        worth = {
            (key, value): self._shares[key] * Fraction(value)
            for key, value in ratings.items()
            if value is not None and key in self._worth
        }
        finer = lcm(self._unit, *(share.denominator for share in worth.values()))
        if finer != self._unit:
            for known in self._worth.values():
                known.update({value: whole * (finer // self._unit) for value, whole in known.items()})
            self._unit = finer
        for (key, value), share in worth.items():
            self._worth[key][value] = share.numerator * (finer // share.denominator)


def scores_needed(how: Aggregate, minimum: int) -> int:
    """How many complete scores an applicant's score takes: one, the minimum of raters, and four for a trimmed mean."""
    return max(minimum, TRIMMED_NEEDS if how is Aggregate.TRIMMED_MEAN else 1)


def aggregate(scores: Sequence[Fraction], how: Aggregate, minimum: int) -> Fraction | None:
    """The applicant's score from the complete scores of raters who are not recused; None below `scores_needed`."""
    return None if len(scores) < scores_needed(how, minimum) else _combined(scores, how)


Ratio = tuple[int, int]
"""An exact fraction as it comes, numerator and denominator, not reduced: a `Fraction` costs more than the rest."""


def without_each(scores: Sequence[Fraction], how: Aggregate) -> list[Ratio | None]:
    """The same without the first score, without the second, and so on, as the stability check needs it.

    The minimum is waived, and a trimmed mean of fewer than 3 that are left is a mean; None where none is left. The
    scores are brought to one denominator once, so that a check of 500 applications takes milliseconds.
    """
    left = len(scores) - 1
    if left < 1:
        return [None] * len(scores)
    unit, numbers = whole(scores)
    if how is Aggregate.MEAN or (how is Aggregate.TRIMMED_MEAN and left < TRIMMED_NEEDS - 1):
        total = sum(numbers)
        return [(total - value, unit * left) for value in numbers]
    ordered = sorted(numbers)
    found: dict[int, Ratio | None] = {}
    for at, value in enumerate(ordered):
        if value not in found:
            found[value] = _combined_whole(ordered[:at] + ordered[at + 1 :], unit, how)
    return [found[value] for value in numbers]


def spread(scores: Sequence[Fraction]) -> Fraction | None:
    """Highest less lowest of the complete scores, in percent points; None below two."""
    if len(scores) < 2:
        return None
    unit, numbers = whole(scores)
    return Fraction(max(numbers) - min(numbers), unit)


def is_wide(value: Fraction | None, threshold: Decimal) -> bool:
    """Whether a spread asks for a further rater or a recorded discussion: at or above the threshold."""
    if value is None:
        return False
    top, bottom = threshold.as_integer_ratio()
    return value.numerator * bottom >= top * value.denominator


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
    raters = counted(scores_needed(how, minimum), "rater")
    return f"{one}{left_out}. The score is {combined} of at least {raters}."


def _combined(scores: Sequence[Fraction], how: Aggregate) -> Fraction:
    if how is Aggregate.MEAN:
        return mean(scores)
    unit, numbers = whole(scores)
    return Fraction(*_combined_whole(sorted(numbers), unit, how))


def _combined_whole(ordered: list[int], unit: int, how: Aggregate) -> Ratio:
    """A median or trimmed mean of whole numbers over a denominator, lowest first."""
    if how is Aggregate.TRIMMED_MEAN:
        return sum(ordered[1:-1]), unit * (len(ordered) - 2)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle], unit
    return ordered[middle - 1] + ordered[middle], 2 * unit
