"""The calendar of a program year: set by law, the department's own, what umdesk knows; done marks; what Today tells."""

from datetime import UTC, date, datetime

import pytest

from tests.conftest import SetClock
from umdesk.domain.counts import calendar_year_period, program_year_period
from umdesk.domain.errors import Gone, InvalidInput
from umdesk.domain.goal_terms import GoalTerms
from umdesk.domain.year_calendar import EntryKind, filed_for
from umdesk.domain.year_words import GoalKind
from umdesk.services import cycles, history, reports, settings, today
from umdesk.services.programs import Program
from umdesk.services.reporting import filing, making
from umdesk.services.year import actions, calendar, goals


def told(program: Program, year: int = 2026) -> list[tuple[date, EntryKind, str]]:
    found = calendar.of_year(program, year)
    return [(one.on, one.kind, one.standing(program.today())) for one in found]


def deadlines(program: Program) -> list[tuple[date | None, str, str]]:
    return [(one.day, one.tab, one.record) for one in today.due(program) if one.kind in ("Deadline", "Action plan")]


def test_the_dates_of_a_year_stand_in_order_with_the_next_one_on_top(program: Program) -> None:
    assert told(program) == [
        (date(2026, 6, 1), EntryKind.STATUTORY, "In 12 days"),
        (date(2026, 7, 1), EntryKind.STATUTORY, "In 42 days"),
        (date(2026, 1, 1), EntryKind.STATUTORY, "Past"),
    ]
    cycles.create_cycle(program, "Spring 2026", date(2026, 2, 2), date(2026, 5, 21))
    goals.add(program, 2026, GoalTerms(GoalKind.HIRING, 3, period_to=date(2026, 3, 31)))
    late = actions.add(program, 2026, {"text": "Find mentors", "target_date": date(2026, 5, 1)})
    calendar.add(program, 2026, date(2026, 5, 20), " Ask  units ", "By mail")

    assert told(program) == [
        (date(2026, 5, 1), EntryKind.ACTION, "19 days late"),
        (date(2026, 5, 20), EntryKind.OWN, "Today"),
        (date(2026, 5, 21), EntryKind.WINDOW, "Tomorrow"),
        (date(2026, 6, 1), EntryKind.STATUTORY, "In 12 days"),
        (date(2026, 7, 1), EntryKind.STATUTORY, "In 42 days"),
        (date(2026, 3, 31), EntryKind.GOAL, "Past"),
        (date(2026, 2, 2), EntryKind.WINDOW, "Past"),
        (date(2026, 1, 1), EntryKind.STATUTORY, "Past"),
    ]
    actions.change(program, late, {"done_on": date(2026, 5, 2)})
    assert told(program)[-4] == (date(2026, 5, 1), EntryKind.ACTION, "Done on May 2, 2026")


def test_own_dates_are_judged_changed_marked_and_removed(program: Program) -> None:
    for on, title, field in (
        (None, "Ask units", "on"),
        (date(2026, 7, 1), "Ask units", "on"),
        (date(2026, 3, 2), " ", "title"),
        (date(2026, 3, 2), "x" * 121, "title"),
    ):
        with pytest.raises(InvalidInput) as refused:
            calendar.add(program, 2026, on, title)
        assert refused.value.field == field
    own = calendar.add(program, 2026, date(2026, 5, 4), "Ask units")
    calendar.change(program, own, date(2026, 5, 5), "Ask again", "By phone")
    with pytest.raises(InvalidInput):
        calendar.mark(program, 2026, own, date(2026, 5, 21))
    calendar.mark(program, 2026, own, date(2026, 5, 19))
    assert told(program)[2] == (date(2026, 5, 5), EntryKind.OWN, "Done on May 19, 2026")
    assert history.undo(program) == "Marked “Ask again” on May 5, 2026 as done on May 19, 2026"
    assert (calendar.year_of(program, own), calendar.year_of(program, program.id)) == (2026, None)
    calendar.remove(program, own)
    with pytest.raises(Gone):
        calendar.mark(program, 2026, own, None)


def test_today_tells_what_is_near_and_late_until_it_is_done(program: Program, clock: SetClock) -> None:
    assert deadlines(program) == [
        (date(2026, 6, 1), "Reports", "workforce-analysis"),
        (date(2026, 7, 1), "Reports", "progress"),
    ]
    settings.change(program, "year.warn_days", 14)
    own = calendar.add(program, 2026, date(2026, 5, 30), "Ask units")
    calendar.add(program, 2026, date(2026, 6, 20), "Later")
    action = actions.add(program, 2026, {"text": "Find mentors", "target_date": date(2026, 5, 1)})
    assert deadlines(program) == [
        (date(2026, 5, 1), "Program year", f"actions:{action}"),
        (date(2026, 5, 30), "Program year", f"calendar:{own}"),
        (date(2026, 6, 1), "Reports", "workforce-analysis"),
    ]
    actions.change(program, action, {"status": "dropped"})
    calendar.mark(program, 2026, own, date(2026, 5, 20))
    clock.set(datetime(2026, 6, 5, 17, 0, tzinfo=UTC))
    assert deadlines(program)[0] == (date(2026, 6, 1), "Program year", "calendar:workforce-analysis@2026")
    calendar.mark(program, 2026, "workforce-analysis", date(2026, 5, 29))
    assert [day for day, _tab, _record in deadlines(program)] == []
    assert (date(2026, 6, 1), EntryKind.STATUTORY, "Done on May 29, 2026") in told(program)
    calendar.mark(program, 2026, "workforce-analysis", None)
    assert deadlines(program)[0][0] == date(2026, 6, 1)


def test_a_filed_report_marks_its_date_as_done(program: Program) -> None:
    year, calendar_year = program_year_period(2026), calendar_year_period(2025)
    assert filed_for("workforce-analysis", year.first, year.last) == (2026, "workforce-analysis")
    assert filed_for("progress", calendar_year.first, calendar_year.last) == (2026, "progress")
    for kind, period in (("progress", year), ("workforce-analysis", calendar_year), ("budget", year)):
        assert filed_for(kind, period.first, period.last) is None
    made = making.make(program, "workforce-analysis", year)
    paper = reports.Paper(made.title, b"%PDF", 1, "0" * 64)
    filing.file(program, made, paper, filed_on=date(2026, 5, 19), filed_with="CalHR")
    assert (date(2026, 6, 1), EntryKind.STATUTORY, "Done on May 19, 2026") in told(program)
    assert [day for day, _tab, _record in deadlines(program)] == [date(2026, 7, 1)]
