"""The goals of a program year: which number holds, whom it counts, and which years were missed (Gov. Code 19402).

A year's goal of a kind is the sum of its rows, whose timeframes lie in the year and never overlap. Whoever several
timeframes of one kind count, counts once in the year.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from umdesk.domain import counts, dates
from umdesk.domain.counts import CategoryOn, Definitions, Move, Participation, Period
from umdesk.domain.errors import InvalidInput
from umdesk.domain.words import Route
from umdesk.domain.writing import capital
from umdesk.domain.year_words import GoalKind, ReductionAnswer

SUM = "A year's goal is the sum of its goals. A reduced number holds once CalHR granted it."
IN_LAW = (GoalKind.HIRING, GoalKind.APPRENTICESHIP)
"""The goals that the law asks for (Gov. Code 19402(a)); participation is counted for CalHR beside them."""
_GRANTED = frozenset({ReductionAnswer.GRANTED, ReductionAnswer.IN_PART})


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of a program year (by the year in which it ends): how many employees in a timeframe, both days inclusive.

    `reduced_to` is what the department asked CalHR for instead, or what was granted in part; None where it did not ask.
    """

    year: int
    kind: GoalKind
    employees: int
    timeframe: Period
    approved_on: date | None = None
    approved_note: str = ""
    reduced_to: int | None = None
    reduction_asked_on: date | None = None
    reduction_reason: str = ""
    reduction_answer: ReductionAnswer | None = None
    reduction_answered_on: date | None = None
    note: str = ""
    id: str = ""

    @property
    def holds(self) -> int:
        """The number that holds: the reduced one once it is granted, wholly or in part, else the first one."""
        if self.reduced_to is not None and self.reduction_answer in _GRANTED:
            return self.reduced_to
        return self.employees


@dataclass(frozen=True)
class OnRecord:
    """What a goal is counted from: who took part and who moved, with the classes and definitions of the program."""

    participations: Sequence[Participation]
    moves: Sequence[Move]
    category_on: CategoryOn
    definitions: Definitions

    @cached_property
    def presence(self) -> tuple[tuple[str, date, date | None], ...]:
        """Who takes part from which day to which, None for until further notice; asked for every goal and year."""
        participating = self.definitions.participating
        return tuple(
            (one.person, first, last) for one in self.participations for first, last in counts.spans(one, participating)
        )


@dataclass(frozen=True, slots=True)
class Reached:
    """A person who counts towards a goal: from which day, and by which move; None for a participant."""

    person: str
    on: date
    move: Move | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a year stands on a day with its goals of a kind; without `goals` it is what the whole year would count.

    `reached` names each person once, in the order of their days. `over` says that the year has ended.
    """

    year: int
    kind: GoalKind
    goals: tuple[Goal, ...]
    reached: tuple[Reached, ...]
    over: bool

    @property
    def goal(self) -> int | None:
        """How many employees the year's goal is; None where the year has none."""
        return sum(goal.holds for goal in self.goals) if self.goals else None

    @property
    def missed(self) -> bool:
        """Whether the year is over and fewer people count than its goal."""
        return self.over and self.goal is not None and len(self.reached) < self.goal


def check(goal: Goal, others: Iterable[Goal] = ()) -> None:
    """Refuse a goal that cannot be; `others` are the program's goals, and may hold the stored form of this one.

    Raises:
        InvalidInput: a number below zero, a timeframe outside its program year, or one that overlaps another goal of
            the same kind; `field` is "employees", "reduced_to" or "timeframe".
    """
    for number, field in ((goal.employees, "employees"), (goal.reduced_to, "reduced_to")):
        if number is not None and number < 0:
            raise InvalidInput("A goal cannot be below zero.", "Type a whole number of employees.", field=field)
    year = counts.program_year_period(goal.year)
    if goal.timeframe.first not in year or goal.timeframe.last not in year:
        raise InvalidInput(
            f"The timeframe {_shown(goal.timeframe)} does not lie in the program year "
            f"{dates.program_year_name(goal.year)}.",
            f"Choose days from {dates.show(year.first)} to {dates.show(year.last)}.",
            field="timeframe",
        )
    if other := overlapping(goal, others):
        raise InvalidInput(
            f"The timeframe overlaps the {goal.kind} goal from {_shown(other.timeframe)}, so people would count twice.",
            "Change one of the two timeframes, or the number of the goal that is there.",
            field="timeframe",
        )


def overlapping(goal: Goal, others: Iterable[Goal]) -> Goal | None:
    """Another goal of the same kind whose timeframe shares a day with this one's; None where there is none."""
    mine = goal.timeframe
    return next(
        (
            other
            for other in others
            if other.kind is goal.kind
            and not (goal.id and other.id == goal.id)
            and other.timeframe.first <= mine.last
            and mine.first <= other.timeframe.last
        ),
        None,
    )


def reached(kind: GoalKind, period: Period, on_record: OnRecord) -> tuple[Reached, ...]:
    """Whom a goal of a kind counts in a period, each person once, in the order of the days from which they count.

    Participation counts the participants, hiring the UM hires, apprenticeship the people with an advancement by
    the route apprenticeship.
    """
    if kind is GoalKind.PARTICIPATION:
        first: dict[str, date] = {}
        for person, begins, ends in on_record.presence:
            if begins <= period.last and (ends is None or ends >= period.first):
                day = max(begins, period.first)
                first[person] = min(day, first.get(person, day))
        found = [Reached(person, day) for person, day in first.items()]
    elif kind is GoalKind.HIRING:
        dated = [move for move in on_record.moves if move.on in period]
        movers = {move.person for move in dated}
        own = [one for one in on_record.participations if one.person in movers]
        hires = counts.count_hires(dated, own, period, on_record.category_on, on_record.definitions).hires
        found = [Reached(move.person, move.on, move) for move in hires]
    else:
        apprentices = (m for m in on_record.moves if m.route is Route.APPRENTICESHIP and m.on in period)
        found = [Reached(move.person, move.on, move) for move in apprentices]
    return _each_once(found)


def standing(
    year: int, kind: GoalKind, goals: Iterable[Goal], on_record: OnRecord, *, last: date, today: date
) -> Standing:
    """How a program year stands with its goals of a kind.

    Args:
        year: the program year by the year in which it ends.
        kind: the kind of goal.
        goals: the goals of the program; those of other years and kinds are left aside.
        on_record: what is counted.
        last: the last day that is counted.
        today: the day on which it is asked; the year is over once it lies behind and all of it is counted.
    """
    own = tuple(
        sorted((g for g in goals if g.year == year and g.kind is kind), key=lambda g: (g.timeframe.first, g.id))
    )
    whole = counts.program_year_period(year)
    found: list[Reached] = []
    for timeframe in [goal.timeframe for goal in own] or [whole]:
        counted = timeframe.until(last)
        if counted is not None:
            found += reached(kind, counted, on_record)
    return Standing(year, kind, own, _each_once(found), last >= whole.last < today)


def short_twice(standings: Iterable[Standing]) -> int | None:
    """The second of two program years in a row that missed a goal of the law; None where they did not.

    The two are the newest finished years among the standings. GC 19402(b)(1) then asks why, and what the next two
    years need: the texts EXPLANATION and NEEDS of the year that this gives. A year without a goal has missed nothing.
    """
    finished = [one for one in standings if one.over and one.kind in IN_LAW]
    short = {one.year for one in finished if one.missed}
    newest = max((one.year for one in finished), default=0)
    return newest if {newest - 1, newest} <= short else None


def second_missed(year: int, goals: Sequence[Goal], on_record: OnRecord, today: date) -> int | None:
    """The year that `short_twice` gives of the two newest finished program years up to `year`."""
    newest = min(year, dates.program_year(today) - 1)
    return short_twice(
        standing(asked, kind, goals, on_record, last=counts.program_year_period(asked).last, today=today)
        for asked in (newest - 1, newest)
        for kind in IN_LAW
    )


def by_kind(standings: Iterable[Standing]) -> Mapping[GoalKind, Standing]:
    """Standings of one year by their kind."""
    return {one.kind: one for one in standings}


def definition(kind: GoalKind) -> str:
    """How a goal of a kind is counted, as reports print it under their figures."""
    what = {
        GoalKind.PARTICIPATION: "people who were participants on at least one day of its timeframe",
        GoalKind.HIRING: "UM hires dated in its timeframe",
        GoalKind.APPRENTICESHIP: "people with an advancement by apprenticeship dated in its timeframe",
    }[kind]
    return f"{capital(kind)} goal: counts {what}, each person once a year."


def _each_once(found: Iterable[Reached]) -> tuple[Reached, ...]:
    once: dict[str, Reached] = {}
    for one in sorted(found, key=lambda one: (one.on, one.person)):
        once.setdefault(one.person, one)
    return tuple(once.values())


def _shown(period: Period) -> str:
    return dates.show_span(period.first, period.last)
