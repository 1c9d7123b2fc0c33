"""Decisions against the ranking: what a decision by rank would be, and where one departs from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from umdesk.domain.ranking import Ranked
from umdesk.domain.words import Outcome
from umdesk.domain.writing import counted

DEPARTURE_REASONS = """The unit cannot release a further participant
The place is tied to a unit or location
The rank is shared across the line
Not free to begin in this cycle
Eligibility is still open
Conflict of interest found later
Other"""
"""The reasons for a departure from rank that a new program's list begins with, one a line; a department's own take
their place."""


@dataclass(frozen=True, slots=True)
class Line:
    """Where the places end: the numbers inside, and those who share the rank that lies across the line."""

    inside: frozenset[str]
    across: frozenset[str]


def line(ranked: Sequence[Ranked], places: int) -> Line:
    """Who stands inside the first places; with a shared rank across the line, those who share it are in neither."""
    last = {place.rank: position for position, place in enumerate(ranked, start=1)}
    inside = frozenset(place.number for place in ranked if last[place.rank] <= places)
    across = frozenset(place.number for place in ranked if place.rank <= places < last[place.rank])
    return Line(inside, across)


def departures(ranked: Sequence[Ranked], outcomes: Mapping[str, Outcome], seats: int) -> dict[str, str]:
    """Every decision that departs from rank, by application number, with what departs in a sentence.

    A decision departs from rank when someone below the cut line is selected; when someone above it is not;
    when one of those who share the rank across the line is decided, since rank does not decide between them; and
    when someone is not selected while someone ranked below is waitlisted. While no number of places is set, the
    line lies behind as many as are selected.
    """
    places = seats or sum(1 for outcome in outcomes.values() if outcome is Outcome.SELECTED)
    cut = line(ranked, places)
    waitlisted = [place.rank for place in ranked if outcomes.get(place.number) is Outcome.WAITLISTED]
    lowest = max(waitlisted, default=0)
    found: dict[str, str] = {}
    for place in ranked:
        outcome = outcomes.get(place.number)
        if outcome is None:
            continue
        text = _departure(place, outcome, cut, lowest)
        if text:
            found[place.number] = text
    return found


def over_places(selected: int, places: int) -> str:
    """What to say when more people are selected than there are places: "6 selected for 5 places"; "" otherwise.

    While no number of places is set (0) there is nothing to go over.
    """
    return f"{selected} selected for {counted(places, 'place')}" if 0 < places < selected else ""


def _departure(place: Ranked, outcome: Outcome, cut: Line, lowest_waitlisted: int) -> str:
    if place.number in cut.across:
        return f"Rank {place.rank} is shared across the cut line, so rank does not decide."
    if outcome is Outcome.SELECTED:
        return "" if place.number in cut.inside else f"Selected from below the cut line, at rank {place.rank}."
    if place.number in cut.inside:
        return f"Above the cut line, at rank {place.rank}, and {outcome.value}."
    if outcome is Outcome.NOT_SELECTED and place.rank < lowest_waitlisted:
        return f"Not selected at rank {place.rank}, while rank {lowest_waitlisted} is waitlisted."
    return ""


def by_rank(
    ranked: Sequence[Ranked], seats: int, waitlist: int, *, kept: Mapping[str, Outcome], held: frozenset[str]
) -> dict[str, Outcome]:
    """What rank alone decides for those in neither `kept` nor `held`.

    The first `seats` are selected, the next `waitlist` are waitlisted, the others are not selected. Decisions in
    `kept` stand and use up their places; `held` may not be selected yet, and their place stays open. Those who
    share the rank across the line get no decision.
    """
    cut = line(ranked, seats)
    free = seats - sum(1 for outcome in kept.values() if outcome is Outcome.SELECTED)
    waiting = waitlist - sum(1 for outcome in kept.values() if outcome is Outcome.WAITLISTED)
    decided: dict[str, Outcome] = {}
    for place in ranked:
        number = place.number
        if number in kept or number in cut.across:
            continue
        if number in cut.inside and free > 0:
            free -= 1
            if number not in held:
                decided[number] = Outcome.SELECTED
        elif number not in held:
            decided[number] = Outcome.WAITLISTED if waiting > 0 else Outcome.NOT_SELECTED
            waiting -= 1
    return decided
