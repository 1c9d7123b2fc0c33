"""Who counts as a participant and what counts as an Upward Mobility hire in a period.

The law and CalHR's pages name both numbers and define neither, so the definitions here are the program's own: they
are settings with stated defaults, and every report prints them as footnotes. Both days of a period belong to it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from umdesk.domain import dates, td_limits
from umdesk.domain.words import Category, ParticipationState, Route

INTO_BRIDGING = (
    "People who moved into a bridging class from a class of any other kind, each once in the period, in the program or "
    "not. They are no UM hires."
)
OWN_DEFINITIONS = (
    "The definitions of participant and UM hire are this program's own, since no published source gives them."
)
CategoryOn = Callable[[str, date], Category]
"""The category of a class code on a day."""


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days; the first and the last day belong to it."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins."""
        if self.last < self.first:
            raise ValueError(f"A period cannot end on {self.last} before it begins on {self.first}.")

    def __contains__(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return self.first <= day <= self.last

    def until(self, today: date) -> "Period | None":
        """The part of the period up to and with today; None while it has not begun."""
        return None if today < self.first else Period(self.first, min(self.last, today))


@dataclass(frozen=True, slots=True)
class StateChange:
    """A participation enters a state on a day and stays in it until its next change."""

    state: ParticipationState
    effective: date


@dataclass(frozen=True, slots=True)
class Participation:
    """One person's time in the program as its dated states, in any order."""

    person: str
    states: tuple[StateChange, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A person's move from one class to another on a day."""

    person: str
    on: date
    from_class: str
    to_class: str
    route: Route


@dataclass(frozen=True, slots=True)
class Definitions:
    """What a program counts; the defaults are umdesk's own reading, since no source defines the terms.

    `months_after` is how many months after someone last took part an advancement still counts as a UM hire;
    `leave_counts` makes a day on leave a day of participation.
    """

    months_after: int = 12
    leave_counts: bool = False

    @property
    def participating(self) -> frozenset[ParticipationState]:
        """The states in which a person takes part."""
        leave = {ParticipationState.ON_LEAVE} if self.leave_counts else set()
        return frozenset({ParticipationState.ACTIVE, *leave})


@dataclass(frozen=True, slots=True)
class Hires:
    """The moves of a period that count, one for a person: the first of the period.

    `hires` holds the UM hires; `without_participant_test` the same rule for everyone whose advancement is on
    record, in the program or not; `into_bridging` the moves into bridging classes.
    """

    hires: tuple[Move, ...]
    without_participant_test: tuple[Move, ...]
    into_bridging: tuple[Move, ...]


_DAY = timedelta(days=1)
# Of two changes entered for one day the later step of a participation holds.
_ORDER = {state: place for place, state in enumerate(ParticipationState)}


def spans(participation: Participation, states: frozenset[ParticipationState]) -> tuple[tuple[date, date | None], ...]:
    """The stretches of days in which the participation is in one of the states; None as the end: until further notice.

    Stretches that touch are joined.
    """
    found: list[tuple[date, date | None]] = []
    changes = sorted(participation.states, key=lambda change: (change.effective, _ORDER[change.state]))
    for place, change in enumerate(changes):
        after = changes[place + 1].effective if place + 1 < len(changes) else None
        if change.state not in states or after == change.effective:
            continue
        last = None if after is None else after - _DAY
        if found and found[-1][1] == change.effective - _DAY:
            found[-1] = (found[-1][0], last)
        else:
            found.append((change.effective, last))
    return tuple(found)


def state_on(participation: Participation, day: date) -> ParticipationState | None:
    """The state on a day; None before the first one."""
    begun = [change for change in participation.states if change.effective <= day]
    return max(begun, key=lambda change: (change.effective, _ORDER[change.state])).state if begun else None


def takes_part(participation: Participation, period: Period, definitions: Definitions) -> bool:
    """Whether the participation is active on at least one day of the period."""
    return any(
        first <= period.last and (last is None or last >= period.first)
        for first, last in spans(participation, definitions.participating)
    )


def participants(participations: Iterable[Participation], period: Period, definitions: Definitions) -> frozenset[str]:
    """The people who were participants on at least one day of the period."""
    return frozenset(found.person for found in participations if takes_part(found, period, definitions))


def is_um_move(move: Move, category_on: CategoryOn) -> bool:
    """Whether a move leads from an LPEL or bridging class to an ELTPA class, judged on its own day."""
    from_category = category_on(move.from_class, move.on)
    # A bridging class has the category bridging whatever its band, so ELTPA here is never bridging.
    return from_category in {Category.LPEL, Category.BRIDGING} and category_on(move.to_class, move.on) is Category.ELTPA


def is_bridging_move(move: Move, category_on: CategoryOn) -> bool:
    """Whether a move leads into a bridging class from one that is none, judged on its own day."""
    return (
        category_on(move.to_class, move.on) is Category.BRIDGING
        and category_on(move.from_class, move.on) is not Category.BRIDGING
    )


def count_hires(
    moves: Iterable[Move],
    participations: Iterable[Participation],
    period: Period,
    category_on: CategoryOn,
    definitions: Definitions,
) -> Hires:
    """Count the moves dated in the period; whoever moves twice in it counts once, with the first move."""
    of_person: dict[str, list[Participation]] = {}
    for participation in participations:
        of_person.setdefault(participation.person, []).append(participation)

    def took_part(move: Move) -> bool:
        window = Period(td_limits.after(move.on, -definitions.months_after), move.on)
        return any(takes_part(found, window, definitions) for found in of_person.get(move.person, ()))

    dated = sorted(
        (move for move in moves if move.on in period), key=lambda m: (m.on, m.person, m.from_class, m.to_class, m.route)
    )
    um_moves = [move for move in dated if is_um_move(move, category_on)]
    return Hires(
        hires=_one_each(move for move in um_moves if took_part(move)),
        without_participant_test=_one_each(um_moves),
        into_bridging=_one_each(move for move in dated if is_bridging_move(move, category_on)),
    )


def _one_each(moves: Iterable[Move]) -> tuple[Move, ...]:
    """The first move of each person."""
    first: dict[str, Move] = {}
    for move in moves:
        first.setdefault(move.person, move)
    return tuple(first.values())


def calendar_year_period(year: int) -> Period:
    """January 1 to December 31, the year of the progress report under GC 19402(b)."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def program_year_period(year: int) -> Period:
    """July 1 to June 30; the year is the one in which it ends."""
    first, last = dates.program_year_period(year)
    return Period(first, last)


def participant_definition(definitions: Definitions) -> str:
    """Who is called a participant, as reports print it under their figures."""
    leave = " or on leave" if definitions.leave_counts else ""
    return f"Participant: a person who was active{leave} in the program on at least one day of the period."


def hire_definition(definitions: Definitions) -> str:
    """What is called a UM hire, as reports print it under their figures."""
    when = "on that day"
    if definitions.months_after:
        when += f" or within the {definitions.months_after} months before it"
    return (
        "UM hire: a person whose advancement is dated in the period, from a low-paying entry-level (LPEL) or bridging "
        "class to an entry-level technical, professional or administrative (ELTPA) class that is not a bridging class, "
        f"and who was a participant {when}. Classes count as they were classified on the day of the move. "
        "A person counts once in a period, with the first such move."
    )
