"""Reviews by schedule, against a walk from day to day; how each stands; what is said."""

import calendar
from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from umdesk.domain import reviews
from umdesk.domain.reviews import Recorded, Schedule, Slot, Standing
from umdesk.domain.words import ReviewKind

Q, A = ReviewKind.QUARTERLY, ReviewKind.ANNUAL
SIGNED = date(2026, 1, 31)
QUARTERLY = Schedule(SIGNED, 3, annual=True)


def walked(schedule: Schedule, until: date, leaves: list[tuple[date, date]]) -> list[tuple[date, ReviewKind]]:
    """Every day looked at by itself: does it lie whole months after the start, and is somebody there?"""
    found = []
    day = schedule.starts
    while day <= until:
        months = (day.year - schedule.starts.year) * 12 + day.month - schedule.starts.month
        last_of_month = calendar.monthrange(day.year, day.month)[1]
        fits = months > 0 and day.day == min(schedule.starts.day, last_of_month)
        away = any(first <= day < back for first, back in leaves)
        if fits and not away:
            if schedule.annual and months % 12 == 0:
                found.append((day, A))
            elif schedule.months and months % schedule.months == 0:
                found.append((day, Q))
        day += timedelta(days=1)
    return found


@given(
    st.dates(date(2020, 1, 1), date(2028, 12, 31)),
    st.integers(0, 24),
    st.booleans(),
    st.integers(0, 1200),
    st.lists(st.tuples(st.integers(0, 1000), st.integers(1, 300)), max_size=3),
)
def test_the_days_are_those_of_a_walk_from_day_to_day(
    starts: date, months: int, annual: bool, days: int, away: list[tuple[int, int]]
) -> None:
    schedule, until = Schedule(starts, months, annual), starts + timedelta(days=days)
    leaves = [(starts + timedelta(days=at), starts + timedelta(days=at + long)) for at, long in away]
    found = reviews.due_days(schedule, until, lambda day: not any(a <= day < b for a, b in leaves))
    assert list(found) == walked(schedule, until, leaves)


@given(st.integers(0, 24), st.booleans(), st.integers(0, 3000), st.integers(0, 2**99))
@example(months=24, annual=True, days=2699, held=0)
def test_what_is_due_and_what_comes_is_told_by_the_near_days_alone(
    months: int, annual: bool, days: int, held: int
) -> None:
    schedule, today = Schedule(SIGNED, months, annual), SIGNED + timedelta(days=days)
    past = [slot for slot in reviews.slots(schedule, [], today) if slot.due <= today]
    recorded = [Recorded(one.kind, one.due, held_on=one.due) for place, one in enumerate(past) if held >> place & 1]
    every = reviews.slots(schedule, recorded, today)
    near = reviews.slots(schedule, recorded, today, since=reviews.near(months, today))
    waiting = (Standing.DUE, Standing.COMING)
    assert [one for one in near if one.standing in waiting] == [one for one in every if one.standing in waiting]


def test_each_review_has_one_standing_and_only_the_newest_of_a_kind_is_due() -> None:
    recorded = [Recorded(Q, date(2026, 4, 30), held_on=date(2026, 5, 4)), Recorded(A, date(2027, 1, 31), not_held=True)]
    found = reviews.slots(QUARTERLY, recorded, date(2027, 8, 10))
    assert found == (
        Slot(Q, date(2026, 4, 30), Standing.HELD),
        Slot(Q, date(2026, 7, 31), Standing.MISSED),
        Slot(Q, date(2026, 10, 31), Standing.MISSED),
        Slot(A, date(2027, 1, 31), Standing.NOT_HELD),
        Slot(Q, date(2027, 4, 30), Standing.MISSED),
        Slot(Q, date(2027, 7, 31), Standing.DUE, 10),
        Slot(Q, date(2027, 10, 31), Standing.COMING),
        Slot(A, date(2028, 1, 31), Standing.COMING),
    )
    assert reviews.overdue(found) == (found[5],)
    assert reviews.next_due(found) == found[5]
    assert reviews.in_words(found[5]) == "due since Jul 31, 2027 (10 days)"
    assert reviews.in_words(found[0]) == "held, due on Apr 30, 2026"
    assert reviews.next_due(found[:5]) is None


def test_on_its_day_a_review_is_due_and_not_over() -> None:
    first, *_rest = reviews.slots(QUARTERLY, [], date(2026, 4, 30))
    assert (first.standing, first.days_over) == (Standing.DUE, 0)
    assert reviews.in_words(first) == "due today"
    assert reviews.overdue([first]) == ()


def test_one_that_was_set_by_hand_is_due_too_and_without_a_plan_in_force_there_is_no_schedule() -> None:
    by_hand = [Recorded(Q, date(2026, 5, 1))]
    assert reviews.slots(None, by_hand, date(2026, 5, 2)) == (Slot(Q, date(2026, 5, 1), Standing.DUE, 1),)
    assert reviews.slots(None, [], date(2026, 5, 2)) == ()
    assert "No plan is in force yet" in reviews.rule_in_words(None)


def test_the_rule_is_said_as_the_settings_have_it() -> None:
    said = "Every 3 months and once a year, counted from Jan 31, 2026, when a plan came into force."
    assert reviews.rule_in_words(QUARTERLY) == said
    assert reviews.often(1, annual=False) == "Every month"
    assert reviews.rule_in_words(Schedule(SIGNED, 0, annual=False)) == "The settings ask for no reviews."
