"""Names of units or supervisors that may be one name written in two ways; suggestions, nothing more."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from umdesk.domain.folding import folded

ALIKE = 86
"""From how many of 100 points two names are put forward; "Redding Center" and "Redding Ctr" have 88."""


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Two names that look alike, by their places in the list that was asked about; `points` of 100."""

    first: int
    second: int
    points: int


def lookalikes(
    names: Sequence[str], apart: Callable[[int, int], bool] = lambda _first, _second: False
) -> tuple[Lookalike, ...]:
    """The pairs of names that look alike, the most alike first; capitals, accents and the order of words do not count.

    Names with different numbers ("Unit 1", "Unit 2") are never alike. `apart` tells of two places that something else
    keeps them apart.
    """
    # It is not needed before somebody looks.
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    written = [_words(name) for name in names]
    numbers = [tuple(re.findall(r"\d+|\b[ivx]+\b", text)) for text in written]
    found = []
    for first, text in enumerate(written):
        others = written[first + 1 :]
        for _other, points, place in process.extract(text, others, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None):
            second = first + 1 + place
            if text and numbers[first] == numbers[second] and not apart(first, second):
                found.append(Lookalike(first, second, round(points)))
    return tuple(sorted(found, key=lambda pair: (-pair.points, names[pair.first], names[pair.second])))


def _words(name: str) -> str:
    return " ".join(sorted(re.findall(r"[^\W_]+", folded(name))))
