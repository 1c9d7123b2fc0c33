"""Stability: would the same people be in the first places without one of the raters?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from umdesk.domain.ranking import Ranking, Rules, Scored, first_seats
from umdesk.domain.scoring import Ratio, without_each
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
    with_all: dict[str, Ratio] = {place.number: place.score.as_integer_ratio() for place in ranking.ranked}
    changed: dict[str, dict[str, Ratio | None]] = {}
    for number, item in ranked.items():
        for rater, total in zip(item.scores, without_each(tuple(item.scores.values()), rules.aggregate), strict=True):
            changed.setdefault(rater, {})[number] = total
    found = []
    for rater, others in sorted(changed.items()):
        totals = {number: total for number, total in (with_all | others).items() if total is not None}
        found.append(_compared(rater, base, _first(totals, ranked, rater, rules)))
    return tuple(found)


def overall(lines: Sequence[WithoutRater]) -> Verdict:
    """The verdict over all raters: unstable if any is, else not decided if any is."""
    verdicts = {line.verdict for line in lines}
    for verdict in (Verdict.UNSTABLE, Verdict.NOT_DECIDED):
        if verdict in verdicts:
            return verdict
    return Verdict.STABLE


def _first(
    totals: Mapping[str, Ratio], ranked: Mapping[str, Scored], rater: str, rules: Rules
) -> frozenset[str] | None:
    """Who stands in the first places by these totals; only a tie across the line has to be settled for that.

    A float never orders two exact totals wrongly, it only fails to tell close ones apart: there fractions decide.
    """
    if len(totals) <= rules.seats:
        return frozenset(totals)
    floats = {number: top / bottom for number, (top, bottom) in totals.items()}
    line = sorted(floats.values(), reverse=True)[rules.seats - 1]
    above = [number for number, value in floats.items() if value > line]
    close = {number: Fraction(*totals[number]) for number, value in floats.items() if value == line}
    last = sorted(close.values(), reverse=True)[rules.seats - len(above) - 1]
    above += [number for number, value in close.items() if value > last]
    tied = {
        number: tuple(sheet for name, sheet in ranked[number].sheets.items() if name != rater)
        for number, value in close.items()
        if value == last
    }
    if len(above) + len(tied) == rules.seats:
        return frozenset([*above, *tied])
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
