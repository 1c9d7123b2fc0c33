"""The ranking of a cycle: each application has a rank, or a reason why it has none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Protocol

from umdesk.domain.scoring import Criterion, Ratings, Scorer, aggregate, scores_needed, spread
from umdesk.domain.ties import BY_SCORE, Ladder, Placed, settle
from umdesk.domain.words import Aggregate


@dataclass(frozen=True, slots=True)
class Rules:
    """How a cycle ranks. `ladder` holds criterion keys in order; `seats` is 0 while nobody set the places."""

    criteria: tuple[Criterion, ...]
    aggregate: Aggregate = Aggregate.MEAN
    minimum_raters: int = 3
    spread_threshold: Decimal = Decimal(20)
    seats: int = 0
    ladder: tuple[str, ...] = ()
    seed: str | None = None

    def tie_ladder(self) -> Ladder:
        """The ladder with its criteria; a key that no criterion has any more is left out."""
        by_key = {criterion.key: criterion for criterion in self.criteria}
        return Ladder(tuple(by_key[key] for key in self.ladder if key in by_key), self.seed)


class SheetLike(Protocol):
    """What a ranking needs to know of one rater's sheet of one application."""

    @property
    def rater(self) -> str:
        """Who rated."""

    @property
    def ratings(self) -> Ratings:
        """The values by criterion key."""

    @property
    def recused(self) -> bool:
        """Whether the rater is recused from the application."""

    @property
    def counted(self) -> bool:
        """False for a sheet that was sent back."""


@dataclass(frozen=True, slots=True)
class RaterSheet:
    """One rater's ratings of one application; `counted` is False for a sheet that was sent back."""

    rater: str
    ratings: Ratings
    recused: bool = False
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """An application as the ranking sees it; `excluded` says why it is outside whatever its sheets hold."""

    number: str
    sheets: Sequence[SheetLike]
    excluded: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """An application with the complete scores of its raters who are not recused, by rater, and their sheets."""

    number: str
    scores: Mapping[str, Fraction]
    sheets: Mapping[str, Ratings]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A place in the ranking; `score` and `spread` are exact percents, `n` counts the complete scores."""

    rank: int
    number: str
    score: Fraction
    n: int
    spread: Fraction | None
    decided_by: str
    scores: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Unranked:
    """An application without a rank, why, and how many complete scores it has."""

    number: str
    reason: str
    n: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """All applications of a cycle: the ranked, best first, and the others by number."""

    ranked: tuple[Ranked, ...]
    unranked: tuple[Unranked, ...]


def score_all(candidates: Sequence[Candidate], criteria: Sequence[Criterion]) -> list[Scored]:
    """Score the sheets of every candidate that is not excluded."""
    scorer = Scorer(criteria)
    found = []
    for candidate in candidates:
        if candidate.excluded:
            continue
        scores: dict[str, Fraction] = {}
        sheets: dict[str, Ratings] = {}
        for sheet in candidate.sheets:
            if sheet.recused or not sheet.counted:
                continue
            score = scorer.score(sheet.ratings)
            if score is not None:
                scores[sheet.rater] = score
                sheets[sheet.rater] = sheet.ratings
        found.append(Scored(candidate.number, scores, sheets))
    return found


def rank(candidates: Sequence[Candidate], rules: Rules) -> Ranking:
    """Rank all candidates by their exact scores and the tie ladder."""
    return rank_scored(candidates, score_all(candidates, rules.criteria), rules)


def rank_scored(candidates: Sequence[Candidate], scored: Sequence[Scored], rules: Rules) -> Ranking:
    """The same from scores that are there already."""
    totals: dict[str, Fraction] = {}
    unranked = [Unranked(c.number, c.excluded, 0) for c in candidates if c.excluded]
    by_number = {item.number: item for item in scored}
    for item in scored:
        score = aggregate(tuple(item.scores.values()), rules.aggregate, rules.minimum_raters)
        if score is None:
            unranked.append(Unranked(item.number, _too_few(len(item.scores), rules), len(item.scores)))
        else:
            totals[item.number] = score
    ranked = []
    for position, place in placed_in_order(totals, by_number, rules.tie_ladder()):
        for number in place.numbers:
            own = by_number[number].scores
            ranked.append(
                Ranked(position, number, totals[number], len(own), spread(tuple(own.values())), place.decided_by, own)
            )
    return Ranking(tuple(ranked), tuple(sorted(unranked, key=lambda item: item.number)))


def placed_in_order(
    totals: Mapping[str, Fraction], scored: Mapping[str, Scored], ladder: Ladder
) -> list[tuple[int, Placed]]:
    """The places from 1 on; those who share one are followed by a gap (1, 2, 2, 4)."""
    keys = {number: sort_key(total) for number, total in totals.items()}
    ordered = sorted(keys, key=keys.__getitem__, reverse=True)
    places: list[tuple[int, Placed]] = []
    position = 1
    for _, equal in groupby(ordered, key=keys.__getitem__):
        numbers = list(equal)
        if len(numbers) == 1:
            settled = [Placed((numbers[0],), BY_SCORE)]
        else:
            settled = settle({n: tuple(scored[n].sheets.values()) for n in numbers}, ladder)
        for place in settled:
            places.append((position, place))
            position += len(place.numbers)
    return places


def sort_key(total: Fraction) -> tuple[float, Fraction]:
    """What orders exact scores quickly.

    A float never orders two fractions wrongly, it only fails to tell close ones apart: then the fraction decides.
    """
    return total.numerator / total.denominator, total


def first_seats(places: Sequence[tuple[int, tuple[str, ...]]], seats: int) -> frozenset[str] | None:
    """Who stands in the first `seats` places; None when a shared rank lies across the line."""
    inside: set[str] = set()
    for position, numbers in places:
        if position > seats:
            break
        if position + len(numbers) - 1 > seats:
            return None
        inside.update(numbers)
    return frozenset(inside)


def _too_few(n: int, rules: Rules) -> str:
    needed = scores_needed(rules.aggregate, rules.minimum_raters)
    have = {0: "No complete score yet", 1: "1 complete score"}.get(n, f"{n} complete scores")
    return f"{have}; it takes {needed}."
