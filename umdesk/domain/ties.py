"""The ladder that orders equal scores: named criteria in turn, then a recorded draw, else a shared rank."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from umdesk.domain.scoring import Criterion, Ratings

BY_SCORE = "score"
BY_DRAW = "draw"
SHARED = "shared"


def by_criterion(name: str) -> str:
    """What `decided_by` says when a criterion decided."""
    return f"criterion: {name}"


@dataclass(frozen=True, slots=True)
class Ladder:
    """What decides between equal scores, fixed when scoring starts; without a seed the rest share a rank."""

    criteria: tuple[Criterion, ...]
    seed: str | None


@dataclass(frozen=True, slots=True)
class Placed:
    """One or more applications that stand at one place; more than one only when they share it."""

    numbers: tuple[str, ...]
    decided_by: str


def seed_digest(seed: str) -> str:
    """The SHA-256 of a seed, which can be shown before the draw without giving the seed away."""
    return hashlib.sha256(seed.encode()).hexdigest()


def draw_digest(seed: str, number: str) -> str:
    """What the draw sorts by, ascending: the hexadecimal SHA-256 of the UTF-8 text `seed:application number`."""
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()


def criterion_mean(criterion: Criterion, sheets: Sequence[Ratings]) -> Fraction | None:
    """The mean of r/max over the sheets that rated the criterion with a number; None when none did.

    `sheets` are those behind the n complete scores, before any trimming.
    """
    values = [value for ratings in sheets if (value := ratings.get(criterion.key)) is not None]
    if not values:
        return None
    top, bottom = sum(values, Decimal(0)).as_integer_ratio()
    over, under = criterion.maximum.as_integer_ratio()
    return Fraction(top * under, bottom * over * len(values))


def settle(tied: Mapping[str, Sequence[Ratings]], ladder: Ladder) -> list[Placed]:
    """Order applications of one exact score, best first; each keeps what decided its place.

    `tied` holds each application's counted sheets by its number.
    """
    return _settle(sorted(tied), tied, ladder, 0)


def _settle(numbers: list[str], tied: Mapping[str, Sequence[Ratings]], ladder: Ladder, step: int) -> list[Placed]:
    if step == len(ladder.criteria):
        return _draw(numbers, ladder.seed)
    criterion = ladder.criteria[step]
    means = {number: criterion_mean(criterion, tied[number]) for number in numbers}
    lowest = Fraction(-1)  # nobody rated it: below all

    def value(number: str) -> Fraction:
        mean = means[number]
        return lowest if mean is None else mean

    placed: list[Placed] = []
    for group in _groups(numbers, value):
        if len(group) == 1:
            placed.append(Placed((group[0],), by_criterion(criterion.name)))
        else:
            placed += _settle(group, tied, ladder, step + 1)
    return placed


def _groups(numbers: list[str], value: Callable[[str], Fraction]) -> list[list[str]]:
    ordered = sorted(numbers, key=value, reverse=True)
    return [list(group) for _, group in groupby(ordered, key=value)]


def _draw(numbers: list[str], seed: str | None) -> list[Placed]:
    if not seed:
        return [Placed(tuple(numbers), SHARED)]
    ordered = sorted(numbers, key=lambda number: draw_digest(seed, number))
    return [Placed((number,), BY_DRAW) for number in ordered]
