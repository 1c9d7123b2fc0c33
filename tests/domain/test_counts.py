"""The counts of a period, against worked cases and an independent day-by-day count."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.counts import (
    Definitions,
    Move,
    Participation,
    Period,
    StateChange,
    calendar_year_period,
    count_hires,
    hire_definition,
    participant_definition,
    participants,
    program_year_period,
    spans,
    takes_part,
)
from umdesk.domain.words import Category, ParticipationState, Route

ACTIVE, LEAVE, COMPLETED = ParticipationState.ACTIVE, ParticipationState.ON_LEAVE, ParticipationState.COMPLETED
WITHDRAWN, ENDED = ParticipationState.WITHDRAWN, ParticipationState.ENDED

CATEGORIES = {
    "1441": Category.LPEL,
    "5278": Category.BRIDGING,
    "5157": Category.ELTPA,
    "4800": Category.OTHER,
    "9999": Category.UNMAPPED,
}
YEAR = Period(date(2025, 7, 1), date(2026, 6, 30))
STANDARD = Definitions()


def category_on(code: str, day: date) -> Category:
    """The category of the five classes of these tests, the same on every day."""
    return CATEGORIES[code]


def states(*changes: tuple[ParticipationState, date], person: str = "ann") -> Participation:
    return Participation(person, tuple(StateChange(state, day) for state, day in changes))


def move(on: date, from_class: str = "1441", to_class: str = "5157", person: str = "ann") -> Move:
    return Move(person, on, from_class, to_class, Route.EXAM)


def hires(moves: list[Move], participations: list[Participation], period: Period = YEAR) -> tuple[int, int, int]:
    found = count_hires(moves, participations, period, category_on, STANDARD)
    return len(found.hires), len(found.without_participant_test), len(found.into_bridging)


# Participants


def test_one_active_day_makes_a_participant() -> None:
    last_day_only = states((ACTIVE, date(2026, 6, 30)))
    first_day_only = states((ACTIVE, date(2024, 1, 1)), (COMPLETED, date(2025, 7, 2)))
    assert takes_part(last_day_only, YEAR, STANDARD)
    assert takes_part(first_day_only, YEAR, STANDARD)


def test_the_day_of_a_change_belongs_to_the_new_state() -> None:
    completed_on_the_first_day = states((ACTIVE, date(2024, 1, 1)), (COMPLETED, date(2025, 7, 1)))
    assert not takes_part(completed_on_the_first_day, YEAR, STANDARD)


def test_a_whole_period_on_leave_is_no_participation_unless_the_program_counts_leave() -> None:
    on_leave = states((ACTIVE, date(2024, 1, 1)), (LEAVE, date(2025, 6, 1)), (ACTIVE, date(2026, 7, 1)))
    assert not takes_part(on_leave, YEAR, STANDARD)
    assert takes_part(on_leave, YEAR, Definitions(leave_counts=True))


def test_someone_who_left_and_came_back_counts_once() -> None:
    first_time = states((ACTIVE, date(2024, 1, 1)), (WITHDRAWN, date(2025, 9, 1)))
    second_time = states((ACTIVE, date(2026, 3, 1)))
    assert participants([first_time, second_time], YEAR, STANDARD) == {"ann"}


def test_no_state_at_all_is_no_participation() -> None:
    assert not takes_part(Participation("ann", ()), YEAR, STANDARD)


def test_of_two_changes_on_one_day_the_later_step_holds() -> None:
    day = date(2026, 1, 15)
    withdrew_at_once = states((WITHDRAWN, day), (ACTIVE, day))
    assert not takes_part(withdrew_at_once, YEAR, STANDARD)


def test_touching_stretches_are_joined() -> None:
    twice_active = states((ACTIVE, date(2026, 1, 1)), (ACTIVE, date(2026, 2, 1)), (ENDED, date(2026, 3, 1)))
    assert spans(twice_active, STANDARD.participating) == ((date(2026, 1, 1), date(2026, 2, 28)),)


# Upward Mobility hires


def test_a_participant_who_moves_from_lpel_to_eltpa_is_a_hire() -> None:
    assert hires([move(date(2026, 2, 1))], [states((ACTIVE, date(2025, 9, 1)))]) == (1, 1, 0)


@pytest.mark.parametrize(
    ("from_class", "to_class", "expected"),
    [
        ("1441", "5157", (1, 1, 0)),
        ("5278", "5157", (1, 1, 0)),
        ("1441", "5278", (0, 0, 1)),
        ("5278", "5278", (0, 0, 0)),
        ("5157", "5157", (0, 0, 0)),
        ("4800", "5157", (0, 0, 0)),
        ("9999", "5157", (0, 0, 0)),
        ("1441", "1441", (0, 0, 0)),
        ("1441", "4800", (0, 0, 0)),
        ("5157", "5278", (0, 0, 1)),
    ],
)
def test_only_the_way_from_lpel_or_bridging_to_eltpa_counts(
    from_class: str, to_class: str, expected: tuple[int, int, int]
) -> None:
    assert hires([move(date(2026, 2, 1), from_class, to_class)], [states((ACTIVE, date(2025, 9, 1)))]) == expected


def test_the_class_counts_as_it_was_on_the_day_of_the_move() -> None:
    def became_bridging_in_march(code: str, day: date) -> Category:
        if code == "5157" and day >= date(2026, 3, 1):
            return Category.BRIDGING
        return CATEGORIES[code]

    there = [states((ACTIVE, date(2025, 9, 1)))]
    before = count_hires([move(date(2026, 2, 28))], there, YEAR, became_bridging_in_march, STANDARD)
    after = count_hires([move(date(2026, 3, 1))], there, YEAR, became_bridging_in_march, STANDARD)
    assert (len(before.hires), len(before.into_bridging)) == (1, 0)
    assert (len(after.hires), len(after.into_bridging)) == (0, 1)


def test_twelve_months_after_the_last_active_day_is_the_last_day_that_counts() -> None:
    left = states((ACTIVE, date(2024, 1, 1)), (COMPLETED, date(2025, 2, 1)))  # last active on January 31, 2025
    assert hires([move(date(2026, 1, 31))], [left]) == (1, 1, 0)
    assert hires([move(date(2026, 2, 1))], [left]) == (0, 1, 0)


def test_a_leap_day_reaches_back_to_the_end_of_february() -> None:
    period = Period(date(2028, 1, 1), date(2028, 12, 31))
    left_on_the_28th = states((ACTIVE, date(2026, 1, 1)), (COMPLETED, date(2027, 3, 1)))
    left_on_the_27th = states((ACTIVE, date(2026, 1, 1)), (COMPLETED, date(2027, 2, 28)))
    assert hires([move(date(2028, 2, 29))], [left_on_the_28th], period) == (1, 1, 0)
    assert hires([move(date(2028, 2, 29))], [left_on_the_27th], period) == (0, 1, 0)


def test_a_move_before_the_program_began_for_the_person_is_no_hire() -> None:
    assert hires([move(date(2026, 2, 1))], [states((ACTIVE, date(2026, 2, 2)))]) == (0, 1, 0)


def test_a_move_on_july_1_belongs_to_the_new_program_year() -> None:
    there = [states((ACTIVE, date(2025, 1, 1)))]
    assert hires([move(date(2025, 7, 1))], there, program_year_period(2025)) == (0, 0, 0)
    assert hires([move(date(2025, 7, 1))], there, program_year_period(2026)) == (1, 1, 0)


def test_a_person_counts_once_with_the_first_move_and_again_in_the_next_year() -> None:
    there = [states((ACTIVE, date(2025, 1, 1)))]
    moves = [move(date(2026, 5, 1), "5278"), move(date(2025, 8, 1)), move(date(2026, 7, 1), "5278")]
    found = count_hires(moves, there, YEAR, category_on, STANDARD)
    assert found.hires == (move(date(2025, 8, 1)),)
    assert hires(moves, there, program_year_period(2027)) == (1, 1, 0)


def test_through_a_bridging_class_to_eltpa_in_one_year_stands_in_both_columns() -> None:
    there = [states((ACTIVE, date(2025, 1, 1)))]
    moves = [move(date(2025, 8, 1), "1441", "5278"), move(date(2026, 5, 1), "5278", "5157")]
    assert hires(moves, there) == (1, 1, 1)


def test_an_employee_outside_the_program_stands_only_in_the_count_without_the_test() -> None:
    assert hires([move(date(2026, 2, 1), person="bob")], [states((ACTIVE, date(2025, 9, 1)))]) == (0, 1, 0)


# Against a second way of counting: walk over every single day.

DAYS = st.integers(min_value=0, max_value=1500).map(lambda n: date(2023, 6, 1) + timedelta(days=n))
CHANGES = st.lists(st.tuples(DAYS, st.sampled_from(ParticipationState)), max_size=5, unique_by=lambda change: change[0])
PARTICIPATIONS = st.lists(
    st.builds(
        lambda person, changes: Participation(person, tuple(StateChange(state, day) for day, state in changes)),
        st.sampled_from("abc"),
        CHANGES,
    ),
    max_size=4,
)
MOVES = st.lists(
    st.builds(
        Move,
        st.sampled_from("abc"),
        DAYS,
        st.sampled_from(sorted(CATEGORIES)),
        st.sampled_from(sorted(CATEGORIES)),
        st.just(Route.EXAM),
    ),
    max_size=6,
)
PERIODS = st.tuples(DAYS, DAYS).map(lambda pair: Period(min(pair), max(pair)))


def active_on(participation: Participation, day: date) -> bool:
    """The state on a day, read off the rows by looking for the latest one that is not later."""
    state, since = None, date.min
    for change in participation.states:
        if since <= change.effective <= day:
            state, since = change.state, change.effective
    return state is ACTIVE


def days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def one_year_earlier(day: date) -> date:
    return date(day.year - 1, 2, 28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


@given(PARTICIPATIONS, PERIODS)
def test_participants_agree_with_a_count_by_the_day(found: list[Participation], period: Period) -> None:
    by_day = {p.person for p in found for day in days_between(period.first, period.last) if active_on(p, day)}
    assert participants(found, period, STANDARD) == by_day


@given(PARTICIPATIONS, MOVES, PERIODS)
def test_hires_agree_with_a_count_by_the_day(found: list[Participation], moves: list[Move], period: Period) -> None:
    expected = {
        m.person
        for m in moves
        if period.first <= m.on <= period.last
        and CATEGORIES[m.from_class] in (Category.LPEL, Category.BRIDGING)
        and CATEGORIES[m.to_class] is Category.ELTPA
        and any(
            active_on(p, day)
            for p in found
            if p.person == m.person
            for day in days_between(one_year_earlier(m.on), m.on)
        )
    }
    counted = count_hires(moves, found, period, category_on, STANDARD)
    assert {m.person for m in counted.hires} == expected
    assert len(counted.hires) == len(expected)
    assert {m.person for m in counted.hires} <= {m.person for m in counted.without_participant_test}


@given(PARTICIPATIONS, MOVES, PERIODS, st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_matter(
    found: list[Participation], moves: list[Move], period: Period, random: Random
) -> None:
    shuffled_moves, shuffled = list(moves), list(found)
    random.shuffle(shuffled_moves)
    random.shuffle(shuffled)
    assert count_hires(moves, found, period, category_on, STANDARD) == count_hires(
        shuffled_moves, shuffled, period, category_on, STANDARD
    )


# Periods and words


def test_a_program_year_is_named_by_the_year_in_which_it_ends() -> None:
    assert program_year_period(2026) == YEAR
    assert calendar_year_period(2025) == Period(date(2025, 1, 1), date(2025, 12, 31))


def test_an_unfinished_period_is_counted_until_today() -> None:
    assert YEAR.until(date(2026, 5, 20)) == Period(date(2025, 7, 1), date(2026, 5, 20))
    assert YEAR.until(date(2030, 1, 1)) == YEAR
    assert YEAR.until(date(2025, 6, 30)) is None


def test_a_period_may_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Period(date(2026, 1, 2), date(2026, 1, 1))


def test_the_definitions_say_what_was_counted() -> None:
    assert "active in the program on at least one day" in participant_definition(STANDARD)
    assert "within the 12 months before" in hire_definition(STANDARD)
    changed = Definitions(months_after=0, leave_counts=True)
    assert "active or on leave in the program" in participant_definition(changed)
    assert "was a participant on that day." in hire_definition(changed)
