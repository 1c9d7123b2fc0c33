"""Goals of a program year: which number holds, whom it counts, what was missed, and what cannot be typed."""

from dataclasses import replace
from datetime import date

import pytest

from umdesk.domain import goals
from umdesk.domain.counts import (
    Definitions,
    Move,
    Participation,
    Period,
    StateChange,
    calendar_year_period,
    program_year_period,
)
from umdesk.domain.errors import InvalidInput
from umdesk.domain.goals import Goal, OnRecord
from umdesk.domain.words import Category, ParticipationState, Route
from umdesk.domain.year_words import GoalKind, ReductionAnswer

TODAY = date(2026, 8, 3)
CLASSES = {"1441": Category.LPEL, "5278": Category.BRIDGING, "5157": Category.ELTPA}


def active(person: str, *days: date) -> Participation:
    """A participation that begins on the first day and is completed on the second."""
    states = (ParticipationState.ACTIVE, ParticipationState.COMPLETED)
    return Participation(person, tuple(StateChange(s, d) for s, d in zip(states, days, strict=False)))


def move(person: str, on: date, to: str = "5157", route: Route = Route.EXAM) -> Move:
    return Move(person, on, "1441", to, route)


def on_record(*happened: Participation | Move) -> OnRecord:
    return OnRecord(
        tuple(one for one in happened if isinstance(one, Participation)),
        tuple(one for one in happened if isinstance(one, Move)),
        lambda code, _day: CLASSES[code],
        Definitions(),
    )


def goal(year: int, employees: int, kind: GoalKind = GoalKind.HIRING, timeframe: Period | None = None) -> Goal:
    return Goal(year, kind, employees, timeframe or program_year_period(year))


@pytest.mark.parametrize(
    ("answer", "holds"),
    [
        (None, 12),
        (ReductionAnswer.REFUSED, 12),
        (ReductionAnswer.GRANTED, 8),
        (ReductionAnswer.IN_PART, 8),
    ],
)
def test_a_reduced_number_holds_once_it_is_granted(answer: ReductionAnswer | None, holds: int) -> None:
    assert replace(goal(2026, 12), reduced_to=8, reduction_answer=answer).holds == holds
    assert replace(goal(2026, 12), reduction_answer=answer).holds == 12


def test_each_kind_counts_its_own_people_once() -> None:
    record = on_record(
        active("a", date(2024, 9, 1), date(2026, 1, 5)),
        active("a", date(2026, 2, 1)),
        active("b", date(2026, 7, 1)),
        move("a", date(2025, 7, 1)),
        move("a", date(2026, 6, 30)),
        move("b", date(2026, 6, 30)),
        move("c", date(2026, 2, 28), route=Route.APPRENTICESHIP),
        move("c", date(2026, 3, 1), "5278", Route.APPRENTICESHIP),
    )
    year = program_year_period(2026)
    counted = {
        kind: [(one.person, one.on) for one in goals.reached(kind, year, record)] for kind in GoalKind
    }  # fmt: skip
    assert counted == {
        GoalKind.PARTICIPATION: [("a", date(2025, 7, 1))],
        GoalKind.HIRING: [("a", date(2025, 7, 1))],
        GoalKind.APPRENTICESHIP: [("c", date(2026, 2, 28))],
    }


def test_a_year_is_the_sum_of_its_timeframes_and_counts_a_person_once() -> None:
    parts = Period(date(2025, 7, 1), date(2025, 12, 31)), Period(date(2026, 1, 1), date(2026, 6, 30))
    record = on_record(
        active("a", date(2025, 1, 1)), move("a", date(2025, 12, 31)), move("a", date(2026, 1, 1)),
        active("b", date(2026, 2, 28)), move("b", date(2026, 6, 30)),
    )  # fmt: skip
    rows = [goal(2026, 2, timeframe=parts[0]), goal(2026, 1, timeframe=parts[1]), goal(2025, 40)]
    stands = goals.standing(2026, GoalKind.HIRING, rows, record, last=date(2026, 6, 30), today=TODAY)
    assert (stands.goal, [one.person for one in stands.reached], stands.over, stands.missed) == (
        3, ["a", "b"], True, True,
    )  # fmt: skip
    by_may = goals.standing(2026, GoalKind.HIRING, rows, record, last=date(2026, 5, 20), today=date(2026, 5, 20))
    assert (len(by_may.reached), by_may.over, by_may.missed) == (1, False, False)


def test_a_year_without_a_goal_has_missed_nothing() -> None:
    record = on_record(active("a", date(2024, 9, 1)), move("a", date(2025, 7, 1)))
    stands = goals.standing(2026, GoalKind.HIRING, [], record, last=date(2026, 6, 30), today=TODAY)
    assert (stands.goal, len(stands.reached), stands.missed) == (None, 1, False)


@pytest.mark.parametrize(
    ("asked", "today", "second"),
    [
        (2026, date(2026, 7, 1), 2026),
        (2026, date(2026, 6, 30), 2025),  # the running year is not over on its last day
        (2025, date(2026, 7, 1), 2025),
        (2024, date(2026, 7, 1), None),  # 2023 had no goal
        (2030, date(2026, 7, 1), 2026),
    ],
)
def test_two_missed_years_in_a_row_are_the_newest_finished_ones(asked: int, today: date, second: int | None) -> None:
    rows = [goal(2024, 1), goal(2025, 1), goal(2026, 1)]
    assert goals.second_missed(asked, rows, on_record(), today) == second


def test_goals_of_apprenticeship_count_as_those_of_hiring_do_and_participation_does_not() -> None:
    apprentices = [goal(2025, 1, GoalKind.APPRENTICESHIP), goal(2026, 1, GoalKind.APPRENTICESHIP)]
    assert goals.second_missed(2026, apprentices, on_record(), TODAY) == 2026
    assert goals.second_missed(2026, [goal(2025, 1), apprentices[1]], on_record(), TODAY) == 2026
    people = [goal(2025, 1, GoalKind.PARTICIPATION), goal(2026, 1, GoalKind.PARTICIPATION)]
    assert goals.second_missed(2026, [*people, goal(2026, 1)], on_record(), TODAY) is None
    moved = on_record(move("c", date(2026, 2, 28), route=Route.APPRENTICESHIP))
    assert goals.second_missed(2026, apprentices, moved, TODAY) is None


def test_a_reached_year_between_two_missed_ones_breaks_the_row() -> None:
    record = on_record(active("a", date(2024, 9, 1)), move("a", date(2025, 6, 30)))
    assert goals.second_missed(2026, [goal(2024, 1), goal(2025, 1), goal(2026, 1)], record, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        (goal(2026, -1), "employees", "cannot be below zero"),
        (replace(goal(2026, 5), reduced_to=-2), "reduced_to", "cannot be below zero"),
        (goal(2026, 5, timeframe=calendar_year_period(2026)), "timeframe", "does not lie in the program year 2025-26"),
        (goal(2026, 5, timeframe=Period(date(2026, 6, 30), date(2026, 6, 30))), "timeframe", "overlaps the hiring"),
    ],
)
def test_what_cannot_be_is_refused(typed: Goal, field: str, words: str) -> None:
    there = replace(goal(2026, 4), id="there")
    with pytest.raises(InvalidInput, match=words) as refused:
        goals.check(typed, [there, goal(2026, 9, GoalKind.PARTICIPATION)])
    assert refused.value.field == field


def test_the_stored_form_of_a_goal_and_other_kinds_and_years_do_not_overlap_it() -> None:
    there = replace(goal(2026, 4), id="there")
    goals.check(replace(there, employees=6), [there, goal(2026, 9, GoalKind.PARTICIPATION), goal(2025, 4)])
