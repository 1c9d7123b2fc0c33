"""How each rater scored beside the others: for the coordinator to look at, never to correct a score."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from umdesk.domain.exact import mean, whole

NO_CORRECTION = (
    "These figures are for the coordinator to look at. No correction for harsh or lenient raters enters a score or the "
    "rank."
)
LEAST_SHARED = 3
"""A correlation takes at least this many applications that the rater and another one scored."""

Scores = Mapping[str, Mapping[str, Fraction]]
"""By application number, by rater: the exact complete score, 0 to 100."""


@dataclass(frozen=True, slots=True)
class RaterFigures:
    """One rater of a cycle; scores are exact percents, None where the rater has no complete score.

    `shared` counts the applications that another rater scored too. On those `difference` is the mean of own score less
    the mean of the others' (above 0: milder), None without any, and `correlation` is Pearson's r of the two, −1 to 1;
    None where `why` says in a sentence why there is none.
    """

    rater: str
    scores: int
    mean: Fraction | None
    lowest: Fraction | None
    highest: Fraction | None
    shared: int
    difference: Fraction | None
    correlation: float | None
    why: str

    @property
    def range(self) -> Fraction | None:
        """Highest less lowest own score."""
        return None if self.highest is None or self.lowest is None else self.highest - self.lowest


def rater_figures(scores: Scores, raters: Mapping[str, str]) -> tuple[RaterFigures, ...]:
    """The figures of every rater, in the order of `raters` (id to name); those without a score too."""
    own: dict[str, list[tuple[Fraction, Fraction | None]]] = {rater: [] for rater in raters}
    for by_rater in scores.values():
        total, others = sum(by_rater.values(), Fraction(0)), len(by_rater) - 1
        for rater, score in by_rater.items():
            own[rater].append((score, (total - score) / others if others else None))
    return tuple(_figures(raters[rater], found) for rater, found in own.items())


def _figures(name: str, found: list[tuple[Fraction, Fraction | None]]) -> RaterFigures:
    values = [score for score, _ in found]
    shared = [(score, others) for score, others in found if others is not None]
    correlation, why = _correlation(shared)
    return RaterFigures(
        rater=name,
        scores=len(values),
        mean=mean(values) if values else None,
        lowest=min(values, default=None),
        highest=max(values, default=None),
        shared=len(shared),
        difference=mean([score - others for score, others in shared]) if shared else None,
        correlation=correlation,
        why=why,
    )


def _correlation(pairs: list[tuple[Fraction, Fraction]]) -> tuple[float | None, str]:
    """Pearson's r; the sums are exact, so that "no variation" is never a matter of rounding."""
    if len(pairs) < LEAST_SHARED:
        return None, f"It takes {LEAST_SHARED} applications that another rater scored too."
    (_, mine), (_, others) = whole([score for score, _ in pairs]), whole([score for _, score in pairs])
    own_variation, other_variation = _variation(mine), _variation(others)
    if not own_variation:
        return None, "All own scores are the same."
    if not other_variation:
        return None, "All means of the others are the same."
    together = len(pairs) * sum(a * b for a, b in zip(mine, others, strict=True)) - sum(mine) * sum(others)
    size = sqrt(together * together / (own_variation * other_variation))
    return (size if together >= 0 else -size), ""


def _variation(values: list[int]) -> int:
    return len(values) * sum(value * value for value in values) - sum(values) ** 2
