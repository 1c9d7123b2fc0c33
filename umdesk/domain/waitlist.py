"""The waitlist of a cycle: who holds a place, which places are free, and who is next."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from umdesk.domain.words import ApplicationState
from umdesk.domain.writing import counted

_LAST = 10**9


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a decided application stands; `rank` is None for one that has no rank any more.

    `had_place` says that it was selected at some time, `left` that its person has left the program since.
    """

    number: str
    state: ApplicationState
    rank: int | None
    had_place: bool = False
    left: bool = False

    @property
    def holds_place(self) -> bool:
        """Whether it takes up a place today."""
        return self.state is ApplicationState.SELECTED and not self.left


def holding(standings: Sequence[Standing]) -> int:
    """How many places are taken."""
    return sum(1 for each in standings if each.holds_place)


def vacated(standings: Sequence[Standing], replaced: Collection[str]) -> list[str]:
    """The numbers of those who had a place, gave it up, and in whose place nobody was selected yet."""
    return [e.number for e in standings if e.had_place and not e.holds_place and e.number not in replaced]


def free(standings: Sequence[Standing], places: int, replaced: Collection[str]) -> int:
    """How many places are free; while no number of places is set (0), as many as were given up."""
    if places:
        return max(places - holding(standings), 0)
    return len(vacated(standings, replaced))


def waiting(standings: Sequence[Standing]) -> list[Standing]:
    """Who is on the waitlist, the next one first."""
    found = [each for each in standings if each.state is ApplicationState.WAITLISTED]
    return sorted(found, key=lambda each: (each.rank or _LAST, each.number))


def passed_over(standings: Sequence[Standing], number: str) -> list[str]:
    """Who waits at the same rank or before the one chosen, so that choosing that one needs a reason."""
    line = waiting(standings)
    rank = next((each.rank or _LAST for each in line if each.number == number), _LAST)
    return [each.number for each in line if each.number != number and (each.rank or _LAST) <= rank]


def time_left(until: date | None, today: date) -> str:
    """How long a waitlist still moves on, in words: "12 days left", "it ends today", "it has ended"."""
    if until is None:
        return "no last day is set"
    days = (until - today).days
    if days < 0:
        return "it has ended"
    return "it ends today" if days == 0 else f"{counted(days, 'day')} left"
