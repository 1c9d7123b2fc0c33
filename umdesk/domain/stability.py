"""Stability: would the same people be in the first places without one of the raters?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from umdesk.domain.ranking import Ranking, Rules, Scored, first_seats, sort_key
from umdesk.domain.scoring import without_each
from umdesk.domain.ties import settle


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
    ranked = {item.number: item for item in scored if item.number in numbers}
    shared: dict[int, list[str]] = {}
    for place in ranking.ranked:
        shared.setdefault(place.rank, []).append(place.number)
    base = first_seats([(rank, tuple(group)) for rank, group in shared.items()], rules.seats)
    with_all = {place.number: sort_key(place.score) for place in ranking.ranked}
    changed: dict[str, dict[str, Fraction | None]] = {}
    for number, item in ranked.items():
        for rater, total in zip(item.scores, without_each(tuple(item.scores.values()), rules.aggregate), strict=True):
            changed.setdefault(rater, {})[number] = total
    found = []
    for rater, totals in sorted(changed.items()):
        keys = dict(with_all)
        for number, total in totals.items():
            if total is None:
                del keys[number]
            else:
                keys[number] = sort_key(total)
        found.append(_compared(rater, base, _first(keys, ranked, rater, rules)))
    return tuple(found)


def overall(lines: Sequence[WithoutRater]) -> Verdict:
    """The verdict over all raters: unstable if any is, else not decided if any is."""
    verdicts = {line.verdict for line in lines}
    for verdict in (Verdict.UNSTABLE, Verdict.NOT_DECIDED):
        if verdict in verdicts:
            return verdict
    return Verdict.STABLE


def _first(
    keys: Mapping[str, tuple[float, Fraction]], ranked: Mapping[str, Scored], rater: str, rules: Rules
) -> frozenset[str] | None:
    """Who stands in the first places by these scores; only a tie across the line has to be settled for that."""
    ordered = sorted(keys, key=keys.__getitem__, reverse=True)
    if len(ordered) <= rules.seats or keys[ordered[rules.seats - 1]] != keys[ordered[rules.seats]]:
        return frozenset(ordered[: rules.seats])
    line = keys[ordered[rules.seats]]
    above = [number for number in ordered[: rules.seats] if keys[number] != line]
    tied = {
        number: tuple(sheet for name, sheet in ranked[number].sheets.items() if name != rater)
        for number in ordered
        if keys[number] == line
    }
    places = [(1, tuple(above))] if above else []
    position = len(above) + 1
    for place in settle(tied, rules.tie_ladder()):
        places.append((position, place.numbers))
        position += len(place.numbers)
    return first_seats(places, rules.seats)


def _compared(rater: str, base: frozenset[str] | None, top: frozenset[str] | None) -> WithoutRater:
    if base is None or top is None:
        return WithoutRater(rater, Verdict.NOT_DECIDED, (), ())
    verdict = Verdict.STABLE if top == base else Verdict.UNSTABLE
    return WithoutRater(rater, verdict, tuple(sorted(top - base)), tuple(sorted(base - top)))
