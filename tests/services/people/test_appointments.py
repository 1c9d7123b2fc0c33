"""Appointments: added from a day, put right, removed; applications stand on the one of the day they were received."""

from datetime import date

import pytest

from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import CycleState, Route
from umdesk.services import history, people
from umdesk.services.applicants import details, editing
from umdesk.services.people import appointments
from umdesk.services.plans import advancements, start_participation
from umdesk.services.programs import Program
from umdesk.storage import models

FEB_9, TODAY = date(2026, 2, 9), date(2026, 5, 20)


@pytest.fixture
def application(program: Program) -> str:
    """Rebecca Nelson, an Office Assistant at the Redding Center since 2022, has applied on February 9, 2026."""
    new = editing.NewApplicant(
        "Nelson", "Rebecca", "4134", class_code="1379", tenure="permanent", unit="Redding Center",
        supervisor="Dana Whitfield", received=date(2022, 9, 28),
    )  # fmt: skip
    first = editing.add(program, None, new, new_cycle="Fall 2022")
    with program.operation("tests.later", "Made it an application of 2026") as op:
        op.session.get_one(models.Application, first).received = FEB_9
    return first


@pytest.fixture
def nelson(program: Program, application: str) -> str:
    """Her id."""
    return details.detail(program, application).person_id


def stands_on(program: Program, application: str) -> date:
    return details.detail(program, application).effective


def close(program: Program) -> None:
    with program.operation("tests.close", "Closed the cycle") as op:
        op.session.query(models.Cycle).one().state = CycleState.CLOSED.value


def timeline(program: Program, person: str) -> list[tuple[date, date | None, str, str, str]]:
    rows = appointments.listed(program, person)
    return [(row.effective, row.until, row.class_code, row.unit, row.supervisor) for row in rows]


def test_a_transfer_holds_from_its_day_and_leaves_what_was(program: Program, nelson: str) -> None:
    appointments.add(program, nelson, date(2026, 4, 1), {"unit": "Butte Unit", "supervisor": "Sam Ortiz"})

    assert timeline(program, nelson) == [
        (date(2026, 4, 1), None, "1379", "Butte Unit", "Sam Ortiz"),
        (date(2022, 9, 28), date(2026, 3, 31), "1379", "Redding Center", "Dana Whitfield"),
    ]
    assert appointments.listed(program, nelson)[1].applications == ("2026-0001",)


def test_another_class_brings_its_title_and_its_day(program: Program, nelson: str) -> None:
    appointments.add(program, nelson, date(2026, 4, 1), {"class_code": "5393"})

    now = people.on(program, nelson, TODAY)
    assert (now.class_code, now.title, now.title_written, now.class_date) == (
        "5393", "Analyst II", "Analyst II", date(2026, 4, 1),
    )  # fmt: skip
    assert (now.tenure, now.unit) == ("permanent", "Redding Center")


def test_an_application_moves_to_an_appointment_from_before_its_day_and_back_by_undo(
    program: Program, nelson: str, application: str
) -> None:
    changed = appointments.add(program, nelson, date(2026, 1, 5), {"class_code": "5157"})

    assert changed.applications == ("2026-0001",)
    assert changed.said == (
        "Application 2026-0001 now stands on the appointment of the day it was received. Look at its eligibility again."
    )
    assert "2026-0001" in history.events(program)[0].summary
    assert stands_on(program, application) == date(2026, 1, 5)
    assert details.detail(program, application).standing.eligibility == "not eligible"
    history.undo(program)
    assert stands_on(program, application) == date(2022, 9, 28)
    assert details.detail(program, application).standing.eligibility == "eligible"


def test_an_application_of_a_closed_cycle_stays_where_it_was_judged(
    program: Program, nelson: str, application: str
) -> None:
    close(program)

    assert appointments.add(program, nelson, date(2026, 1, 5), {"class_code": "5157"}).applications == ()
    assert stands_on(program, application) == date(2022, 9, 28)
    with pytest.raises(NotNow, match="Fall 2022 is closed"):
        appointments.correct(program, appointments.listed(program, nelson)[1].id, {"tenure": "temporary"})


def test_one_day_has_one_appointment_and_one_that_says_nothing_is_refused(program: Program, nelson: str) -> None:
    for day, changes, field in (
        (date(2022, 9, 28), {"unit": "Yreka"}, "effective"),
        (None, {"unit": "Yreka"}, "effective"),
        (date(2026, 4, 1), {}, ""),
        (date(2026, 4, 1), {"unit": "redding center"}, ""),
        (date(2026, 4, 1), {"class_code": "", "class_title": ""}, "class_code"),
        (date(2026, 4, 1), {"supervisor_email": "nobody"}, "supervisor_email"),
    ):
        with pytest.raises(InvalidInput) as refused:
            appointments.add(program, nelson, day, changes)
        assert refused.value.field == field
    assert len(timeline(program, nelson)) == 1


def test_a_correction_of_the_day_takes_applications_along(program: Program, nelson: str, application: str) -> None:
    later = appointments.add(program, nelson, date(2026, 3, 1), {"class_code": "5157"}).appointment_id
    assert stands_on(program, application) == date(2022, 9, 28)

    changed = appointments.correct(program, later, {"effective": date(2026, 2, 1), "tenure": "Probationary"})

    assert changed.applications == ("2026-0001",)
    assert stands_on(program, application) == date(2026, 2, 1)
    assert people.on(program, nelson, FEB_9).tenure == "probationary"
    assert history.events(program)[0].summary == (
        "Changed the first day and tenure of Rebecca Nelson "
        "(application 2026-0001 now stands on the appointment of the day it was received)"
    )


def test_only_what_nothing_stands_on_is_removed(program: Program, nelson: str) -> None:
    with pytest.raises(NotNow, match="Application 2026-0001 stands on this appointment"):
        appointments.remove(program, appointments.listed(program, nelson)[0].id)
    later = appointments.add(program, nelson, date(2026, 3, 1), {"unit": "Yreka"}).appointment_id

    appointments.remove(program, later)

    assert len(timeline(program, nelson)) == 1


def test_an_advancement_and_its_appointment_go_together(program: Program, nelson: str, application: str) -> None:
    with program.operation("tests.start", "Started") as op:
        part = start_participation(op.session, nelson, None, date(2026, 1, 1), TODAY).id
    move = advancements.record_advancement(program, part, on=date(2026, 2, 1), to_class_code="5157", route=Route.EXAM)
    assert stands_on(program, application) == date(2026, 2, 1)
    held = appointments.listed(program, nelson)[0]
    assert held.with_advancement
    with program.operation("tests.away", "Applied later") as op:
        op.session.get_one(models.Application, application).received = TODAY

    for refused in (
        lambda: appointments.correct(program, held.id, {"effective": date(2026, 2, 2)}),
        lambda: editing.edit_appointment(program, held.id, {"class_code": "1379"}),
        lambda: advancements.record_advancement(
            program, part, on=date(2026, 2, 1), to_class_code="5393", route=Route.EXAM
        ),
    ):
        with pytest.raises((NotNow, InvalidInput)):
            refused()
    advancements.remove_advancement(program, move)

    assert [row[2] for row in timeline(program, nelson)] == ["1379"]
    assert stands_on(program, application) == date(2022, 9, 28)


def test_a_second_application_says_only_what_is_news(program: Program, nelson: str, application: str) -> None:
    known = {"employee_number": "4134", "received": date(2026, 3, 2)}
    same = editing.add(program, None, editing.NewApplicant("Nelson", **known, class_code="1379"), new_cycle="Spring")
    assert stands_on(program, same) == date(2022, 9, 28)

    moved = editing.NewApplicant("Nelson", **known, class_code="5157", class_date=date(2026, 2, 2))
    other = editing.add(program, None, moved, new_cycle="Summer")

    assert stands_on(program, other) == date(2026, 2, 2)
    assert stands_on(program, application) == date(2026, 2, 2), "received after the class began"
    assert history.events(program)[0].summary == (
        "Added Rebecca Nelson to Summer "
        "(applications 2026-0001 and 2026-0002 now stand on the appointment of the day each was received)"
    )
    now = people.on(program, nelson, TODAY)
    assert (now.class_code, now.tenure, now.unit) == ("5157", "permanent", "Redding Center")


def test_an_appointment_that_came_with_an_application_follows_its_stamp(program: Program) -> None:
    new = editing.NewApplicant("Reyes", class_code="1379", received=FEB_9)
    application = editing.add(program, None, new, new_cycle="Spring 2026")

    editing.restamp(program, application, date(2026, 2, 2), "the postmark")

    assert stands_on(program, application) == date(2026, 2, 2)
    history.undo(program)
    assert stands_on(program, application) == FEB_9


def test_a_move_that_a_list_brought_in_first_is_recorded_on_its_appointment(
    program: Program, nelson: str, application: str
) -> None:
    with program.operation("tests.start", "Started") as op:
        part = start_participation(op.session, nelson, None, date(2026, 1, 1), TODAY).id
    day = date(2026, 4, 1)
    brought = appointments.add(program, nelson, day, {"class_code": "5157"})
    assert brought.said == (
        "No move to 5157 on Apr 1, 2026 is on record, so no report counts it. Record it with the plan, under "
        "Advancement and status."
    )

    move = advancements.record_advancement(program, part, on=day, to_class_code="5157", route=Route.EXAM)

    assert [row[2] for row in timeline(program, nelson)] == ["5157", "1379"]
    with program.reading() as session:
        assert session.get_one(models.Advancement, move).from_class_code == "1379"
    assert appointments.correct(program, brought.appointment_id, {"unit": "Redding"}).said == ""
    with pytest.raises(InvalidInput, match="The move to 5157 is on record already"):
        advancements.record_advancement(program, part, on=day, to_class_code="5157", route=Route.EXAM)
    advancements.remove_advancement(program, move)
    assert [row[2] for row in timeline(program, nelson)] == ["5157", "1379"], "the list's own stays"


def test_an_appointment_that_contradicts_a_move_on_record_says_so(program: Program, nelson: str) -> None:
    with program.operation("tests.start", "Started") as op:
        part = start_participation(op.session, nelson, None, date(2026, 1, 1), TODAY).id
    advancements.record_advancement(program, part, on=date(2026, 4, 1), to_class_code="5157", route=Route.EXAM)
    said = {
        (day, code): appointments.add(program, nelson, day, {"class_code": code, "unit": str(day)}).said
        for day, code in (
            (date(2026, 3, 1), "1379"), (date(2026, 3, 2), "5157"), (date(2026, 4, 3), "5157"),
            (date(2026, 4, 4), "1379"),
        )
    }  # fmt: skip
    right = "Reports count the moves on record: put the date or the class right where this is wrong."
    assert said == {
        (date(2026, 3, 1), "1379"): "",
        (date(2026, 3, 2), "5157"): (
            "The move of Apr 1, 2026 is on record from class 1379 to 5157, and this says 5157 for the day before it. "
            + right
        ),
        (date(2026, 4, 3), "5157"): "",
        (date(2026, 4, 4), "1379"): (
            "The move to 5157 on Apr 1, 2026 is the last on record, and this says 1379 from Apr 4, 2026 on. " + right
        ),
    }


def test_another_day_received_moves_no_appointment_that_came_by_another_way(program: Program, nelson: str) -> None:
    appointments.add(program, nelson, date(2026, 4, 1), {"unit": "Butte Unit"})
    again = editing.NewApplicant("Nelson", "Rebecca", "4134", class_code="1379", received=date(2026, 4, 1))
    spring = editing.add(program, None, again, new_cycle="Spring 2026")
    assert stands_on(program, spring) == date(2026, 4, 1)
    editing.restamp(program, spring, date(2026, 4, 9), "Read wrongly")
    assert stands_on(program, spring) == date(2026, 4, 1)
    assert [row[0] for row in timeline(program, nelson)] == [date(2026, 4, 1), date(2022, 9, 28)]
