"""Stability: would the same people be in the first places without one of the raters?"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from umdesk.domain.ranking import Ranking, Rules, Scored, first_seats, placed_in_order
from umdesk.domain.scoring import aggregate_without_minimum


class Verdict(StrEnum):
    """What the check found."""

    STABLE = "stable"
    UNSTABLE = "unstable"
    NOT_DECIDED = "not decided"


@dataclass(frozen=True, slots=True)
class WithoutRater:
    """The first places without one rater: who enters and who leaves, by application number.

    NOT_DECIDED, with nobody named, when a shared rank lies across the line with or without the rater.
    """

    rater: str
    verdict: Verdict
    enters: tuple[str, ...]
    leaves: tuple[str, ...]


def stability(ranking: Ranking, scored: Sequence[Scored], rules: Rules) -> tuple[WithoutRater, ...]:
    """Rank again without each rater in turn, the minimum waived; empty while no number of places is set.

    Only applications that have a rank are ranked again: one below the minimum does not enter because it is waived.
    """
    if not rules.seats or not ranking.ranked:
        return ()
    numbers = {item.number for item in ranking.ranked}
    ranked = [item for item in scored if item.number in numbers]
    shared: dict[int, list[str]] = {}
    for place in ranking.ranked:
        shared.setdefault(place.rank, []).append(place.number)
    base = first_seats([(rank, tuple(group)) for rank, group in shared.items()], rules.seats)
    raters = sorted({rater for item in ranked for rater in item.scores})
    return tuple(_without(rater, base, ranked, rules) for rater in raters)


def overall(lines: Sequence[WithoutRater]) -> Verdict:
    """The verdict over all raters: unstable if any is, else not decided if any is."""
    verdicts = {line.verdict for line in lines}
    for verdict in (Verdict.UNSTABLE, Verdict.NOT_DECIDED):
        if verdict in verdicts:
            return verdict
    return Verdict.STABLE


def _without(rater: str, base: frozenset[str] | None, ranked: Sequence[Scored], rules: Rules) -> WithoutRater:
    left: dict[str, Scored] = {}
    totals = {}
    for item in ranked:
        scores = {name: score for name, score in item.scores.items() if name != rater}
        total = aggregate_without_minimum(tuple(scores.values()), rules.aggregate)
        if total is not None:
            totals[item.number] = total
            sheets = {name: sheet for name, sheet in item.sheets.items() if name != rater}
            left[item.number] = Scored(item.number, scores, sheets)
    places = placed_in_order(totals, left, rules.tie_ladder())
    top = first_seats([(position, place.numbers) for position, place in places], rules.seats)
    if base is None or top is None:
        return WithoutRater(rater, Verdict.NOT_DECIDED, (), ())
    verdict = Verdict.STABLE if top == base else Verdict.UNSTABLE
    return WithoutRater(rater, verdict, tuple(sorted(top - base)), tuple(sorted(base - top)))
