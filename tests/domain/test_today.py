"""What is due: how it presses, in which order, and the deadlines of the program year."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.today import Due, Kind, When, by_when, deadlines, ordered, when

TODAY = date(2026, 5, 20)
days = st.none() | st.integers(-400, 400).map(lambda days: TODAY + timedelta(days=days))


def line(day: date | None, about: str = "Nelson, Rebecca", kind: Kind = Kind.PLAN) -> Due:
    return Due(kind, "Look at it.", about, day)


def test_what_should_have_been_done_before_is_late_and_a_week_is_now():
    told = {day: when(line(day), TODAY) for day in (None, date(2026, 5, 19), TODAY, date(2026, 5, 27))}

    assert list(told.values()) == [When.NOW, When.LATE, When.NOW, When.NOW]
    assert when(line(date(2026, 5, 28)), TODAY) is When.SOON


def test_by_when_is_said_as_people_say_it():
    said = [by_when(day and TODAY + timedelta(days=day) if day is not None else None, TODAY) for day in (None, 1, 5)]
    late = [by_when(TODAY - timedelta(days=days), TODAY) for days in (1, 12)]

    assert said == ["now", "tomorrow", "in 5 days"]
    assert (by_when(TODAY, TODAY), late) == ("today", ["1 day late", "12 days late"])


@given(st.lists(days))
def test_the_late_stand_before_what_is_for_now_and_that_before_what_comes(found):
    lines = ordered([line(day, str(number)) for number, day in enumerate(found)], TODAY)
    groups = [list(When).index(when(due, TODAY)) for due in lines]

    assert groups == sorted(groups)
    assert sorted(due.about for due in lines) == sorted(str(number) for number in range(len(found)))


def test_deadlines_are_told_two_months_before_and_a_month_after_until_they_are_done():
    analysis, progress = date(2026, 6, 1), date(2026, 7, 1)
    assert deadlines(date(2026, 3, 31)) == ()
    assert [due.day for due in deadlines(date(2026, 4, 2))] == [analysis]
    assert [due.day for due in deadlines(date(2026, 6, 1))] == [analysis, progress]
    assert [due.tab for due in deadlines(date(2026, 7, 1))] == ["Program year", "Reports"]
    assert deadlines(date(2026, 7, 31), done={(2026, "progress")}) == ()
    assert [due.day for due in deadlines(date(2026, 4, 2), ahead=90)] == [analysis, progress]
