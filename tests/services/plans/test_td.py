"""T&D assignments of a person: recorded, planned, and held to 24 months in 36."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.served import served
from tests.services.plans.conftest import STARTED, Someone, add_person, take_part
from tests.services.plans.writing import item, write_plan
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import ActivityType, ItemKind
from umdesk.services import history
from umdesk.services.plans import editing, printing, queries, revisions, td
from umdesk.services.plans.td import TDView
from umdesk.services.programs import Program


def view(program: Program, someone: Someone) -> TDView:
    return queries.plan(program, someone.participation).td


def plan_assignment(program: Program, someone: Someone, first: date, last: date) -> str:
    return editing.add_row(
        program,
        someone.revision,
        ItemKind.ACTIVITY,
        {"type": ActivityType.TD_ASSIGNMENT, "text": "Budget office", "starts": first, "ends": last},
    )


def test_without_an_assignment_all_months_are_left(program: Program, rebecca: Someone) -> None:
    found = view(program, rebecca)
    assert found.assignments == ()
    assert found.used_and_left == "0 months of 24 months used, 24 months left"
    assert found.last_day == "An assignment that begins on May 20, 2026 may last until May 19, 2028."
    assert found.warning == ""


def test_recorded_and_planned_count_together(program: Program, rebecca: Someone) -> None:
    served(program, rebecca.participation, date(2025, 1, 1), date(2025, 12, 31), class_code="5393")
    plan_assignment(program, rebecca, date(2026, 7, 1), date(2027, 6, 30))
    found = view(program, rebecca)
    assert [(one.name, one.planned, one.over) for one in found.assignments] == [
        ("T&D assignment in class 5393", False, False),
        ("Budget office", True, False),
    ]
    assert found.used_and_left == "12 months of 24 months used, 12 months left"
    assert found.last_day == "The assignment from Jul 1, 2026 may last until Jun 30, 2027."
    assert found.warning == "Close to the limit: keep an eye on the last allowed day."
    assert queries.list_plans(program)[0].td_warning


def test_a_plan_over_the_limit_is_not_ready_until_the_coordinator_says_why(program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    row = plan_assignment(program, rebecca, date(2026, 7, 1), date(2028, 9, 30))
    with pytest.raises(NotNow, match="the last allowed day is Jun 30, 2028"):
        revisions.mark_ready(program, rebecca.revision)
    identity = item(program, rebecca.revision, "td", {"td": row})
    with pytest.raises(InvalidInput) as refused:
        served(program, rebecca.participation, date(2026, 7, 1), date(2028, 9, 30), item=identity)
    assert refused.value.field == "over_limit_reason"
    served(
        program,
        rebecca.participation,
        date(2026, 7, 1),
        date(2028, 9, 30),
        item=identity,
        over_limit_reason="Apprenticeship, approved by the Executive Officer",
    )
    revisions.mark_ready(program, rebecca.revision)
    found = view(program, rebecca)
    assert [(one.planned, one.over, one.over_limit_reason) for one in found.assignments] == [
        (False, True, "Apprenticeship, approved by the Executive Officer")
    ]
    assert found.warning == "From Jul 1, 2028 on it is over 24 months in any 36 (2 CCR 438.1)."
    newest = history.events(program, None, 2)[1]
    assert newest.reason == "Apprenticeship, approved by the Executive Officer"


def test_the_page_names_each_planned_assignment(program: Program, rebecca: Someone) -> None:
    served(program, rebecca.participation, date(2025, 7, 1), date(2025, 12, 31))
    plan_assignment(program, rebecca, date(2026, 7, 1), date(2027, 6, 30))
    assert printing.snapshot(program, rebecca.revision).training_and_development == (
        (
            "Budget office: Jul 1, 2026 to Jun 30, 2027, 12 months. Used by its end: 18 months of 24 in any 36; "
            "last allowed day Dec 31, 2027 (2 CCR 438.1)."
        ),
    )


def test_an_assignment_goes(program: Program, rebecca: Someone) -> None:
    one = served(program, rebecca.participation, date(2025, 1, 1), date(2025, 6, 30))
    assert view(program, rebecca).assignments[0].last == date(2025, 6, 30)
    td.remove_assignment(program, one)
    assert view(program, rebecca).assignments == ()
    with pytest.raises(NotNow, match="no longer there"):
        td.remove_assignment(program, one)


def test_dates_that_cannot_be(program: Program, rebecca: Someone) -> None:
    with pytest.raises(InvalidInput, match="ends before it begins") as refused:
        served(program, rebecca.participation, date(2025, 1, 2), date(2025, 1, 1))
    assert refused.value.field == "last"
    with pytest.raises(InvalidInput, match="time base") as refused:
        served(program, rebecca.participation, date(2025, 1, 1), date(2025, 2, 1), time_base=Decimal(2))
    assert refused.value.field == "time_base"


def test_part_time_counts_hours_and_asks_hr(program: Program) -> None:
    started = take_part(program, add_person(program, "Half", "Hanna", "000555", time_base="1/2"))
    someone = Someone("", started.id, started.plan_id, started.plan_number, started.revision_id)
    plan_assignment(program, someone, STARTED, date(2027, 4, 30))
    found = view(program, someone)
    assert found.assignments[0].time_base == Fraction(1, 2)
    assert found.assignments[0].last_allowed == date(2030, 4, 30)
    assert found.note == "Hours for part time are our reading of 2 CCR 438.1: ask HR."
