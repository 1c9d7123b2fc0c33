"""Carrying out an import: one operation, one person a number, dated appointments, and nothing the second time."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.applications import BRUCE, HEADER, NELSON, table_of
from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake import headers
from umdesk.domain.intake.matching import Choice, Decision, Outcome
from umdesk.domain.words import CycleState, Route
from umdesk.services import applicants, cycles, history, imports, settings
from umdesk.services.imports import Imported
from umdesk.services.people import appointments
from umdesk.services.plans import advancements, start_participation
from umdesk.services.programs import Program
from umdesk.storage.models import Appointment, Cycle, Person, Supervisor


def bring(
    program: Program, cycle: str, *rows: Sequence[str], header: Sequence[str] = HEADER, **more: object
) -> Imported:
    table = table_of(header, *rows)
    return imports.commit(program, table, headers.find(table), cycle, **more)  # type: ignore[arg-type]


def set_state(program: Program, cycle_id: str, state: CycleState) -> None:
    with program.operation("test", "test") as op:
        op.session.get_one(Cycle, cycle_id).state = state.value


def test_an_import_is_one_event_and_one_undo_step_and_makes_the_cycle_as_a_draft(program: Program) -> None:
    done = bring(program, "Spring 2026", NELSON, BRUCE)
    assert done.event_id is not None
    (cycle,) = cycles.list_cycles(program)
    assert (cycle.name, cycle.state, cycle.applications) == ("Spring 2026", CycleState.DRAFT, 2)
    assert [(row.number, row.name) for row in applicants.rows(program)] == [
        ("2026-0001", "Nelson, Rebecca"), ("2026-0002", "Bruce, Chase")
    ]  # fmt: skip
    assert history.undo_step(program) == "Imported 2 applications from list.xlsx into Spring 2026"
    history.undo(program)
    assert applicants.rows(program) == ()
    assert cycles.list_cycles(program) == ()


def test_a_second_import_changes_nothing(program: Program) -> None:
    bring(program, "Spring 2026", NELSON, BRUCE)
    before = history.events(program, None, 100)
    again = bring(program, " spring 2026 ", NELSON, BRUCE)
    assert again.event_id is None
    assert [v.of for v in again.plan.of(Outcome.DUPLICATE)] == ["2026-0001", "2026-0002"]
    assert history.events(program, None, 100) == before


def test_a_file_without_a_ready_row_makes_no_cycle(program: Program) -> None:
    assert bring(program, "Spring 2026", ("", "Rebecca", "1", "1379")).event_id is None
    assert cycles.list_cycles(program) == ()


def test_a_person_is_one_record_over_all_cycles_and_a_changed_class_a_new_dated_appointment(program: Program) -> None:
    bring(program, "Spring 2026", NELSON)
    moved = (*NELSON[:3], "1441", "", "Permanent", "3/1/2026", "8/3/2026")
    bring(program, "Fall 2026", moved)
    bring(program, "Winter 2026", (*moved[:7], "12/1/2026"))
    with program.reading() as session:
        assert len(session.scalars(select(Person)).all()) == 1
        held = session.scalars(select(Appointment).order_by(Appointment.effective)).all()
    assert [(row.class_code, row.class_title, row.effective) for row in held] == [
        ("1379", "Office Assistant (Typing)", date(2022, 9, 28)),
        ("1441", "Office Assistant (General)", date(2026, 3, 1)),
    ]
    assert [row.class_code for row in applicants.rows(program)] == ["1379", "1441", "1441"]


def test_units_and_supervisors_are_one_record_each(program: Program) -> None:
    header = (*HEADER, "Unit", "Supervisor", "Supervisor E-mail")
    rows = [(*NELSON, "Butte Unit", "Kyle Cabrera", "k.c@example.gov"), (*BRUCE, "BUTTE UNIT", "Kyle Cabrera", "")]
    bring(program, "Spring 2026", *rows, header=header)
    assert applicants.units(program) == ("Butte Unit",)
    with program.reading() as session:
        assert [(s.name, s.email) for s in session.scalars(select(Supervisor))] == [("Kyle Cabrera", "k.c@example.gov")]


def test_a_cycle_past_its_window_asks_for_a_reason(program: Program) -> None:
    done = bring(program, "Spring 2026", NELSON)
    set_state(program, str(done.cycle_id), CycleState.SCORING)
    with pytest.raises(InvalidInput, match="past its application window"):
        bring(program, "Spring 2026", BRUCE)
    assert len(applicants.rows(program)) == 1
    bring(program, "Spring 2026", BRUCE, reason="Arrived by mail in time")
    assert history.events(program, None, 1)[0].reason == "Arrived by mail in time"
    assert bring(program, "Spring 2026", BRUCE).event_id is None


def test_a_missing_date_comes_in_and_eligibility_says_so(program: Program) -> None:
    bring(program, "Spring 2026", (*NELSON[:7], ""), (*BRUCE[:5], "", *BRUCE[6:]))
    nelson, bruce = applicants.rows(program)
    assert nelson.received is None
    assert nelson.eligibility == bruce.eligibility == "coordinator decides"
    assert "day the application was received is missing" in " ".join(reason.text for reason in nelson.reasons)
    assert "tenure is missing" in " ".join(reason.text for reason in bruce.reasons)
    assert bring(program, "Spring 2026", (*NELSON[:2], "", *NELSON[3:7], "")).plan.of(Outcome.IMPORTED) == ()


def test_decisions_on_rows_that_want_attention_are_carried_out(program: Program) -> None:
    near = ("Nleson", "Rebecca", "", *NELSON[3:])
    done = bring(program, "Spring 2026", NELSON, near, decisions={3: Decision(Choice.BRING_IN)})
    assert len(applicants.rows(program)) == 2
    assert len(done.plan.of(Outcome.IMPORTED)) == 2
    assert bring(program, "Spring 2026", NELSON, near).event_id is None


def test_somebody_known_by_another_last_name_is_known_by_both_the_second_time(program: Program) -> None:
    bring(program, "Spring 2025", ("Lee", *NELSON[1:]))
    same, near = (*NELSON[:2], "", *NELSON[3:]), ("Nleson", NELSON[1], "", *NELSON[3:])
    outcomes = [verdict.outcome for verdict in bring(program, "Spring 2026", NELSON, same, near).plan.verdicts]
    assert outcomes == [Outcome.IMPORTED, Outcome.DUPLICATE, Outcome.ATTENTION]
    second = bring(program, "Spring 2026", NELSON, same, near)
    assert second.event_id is None
    assert [verdict.outcome for verdict in second.plan.verdicts] == [
        Outcome.DUPLICATE, Outcome.DUPLICATE, Outcome.ATTENTION,
    ]  # fmt: skip


def test_a_row_that_says_something_else_than_a_move_on_record_is_told_before_it_comes_in(program: Program) -> None:
    bring(program, "Spring 2025", NELSON, BRUCE)
    day = date(2026, 4, 1)
    with program.operation("tests.start", "Started") as op:
        person = op.session.scalars(select(Person).where(Person.last_name == "Nelson")).one().id
        part = start_participation(op.session, person, None, date(2026, 1, 1), program.today()).id
    advancements.record_advancement(program, part, on=day, to_class_code="5157", route=Route.EXAM)
    row = ("Nelson", "Rebecca", NELSON[2])
    header = ("Last name", "First name", "Employee number", "Class code", "Received")
    rows = [(*row, "1379", "5/1/2026"), ("Bruce", "Chase", BRUCE[2], "1441", "5/1/2026")]
    table = table_of(header, *rows)
    planned = imports.plan(program, table, headers.find(table), "Spring 2026").plan
    told = (
        "The move to 5157 on Apr 1, 2026 is the last on record, and this says 1379 from May 1, 2026 on. Reports count "
        "the moves on record: put the date or the class right where this is wrong."
    )
    assert [(one.outcome, one.reason, one.against) for one in planned.verdicts] == [
        (Outcome.IMPORTED, "", told),
        (Outcome.IMPORTED, "", ""),
    ]  # fmt: skip
    assert planned.remarks[-1] == "Line 2 does not agree with the moves on record: see why."
    assert [one["row"] for one in planned.as_json()["against_moves"]] == [2]
    early = table_of(header, (*row, "1379", "3/1/2026"), (*rows[1][:4], "5/1/2026"))
    assert not any(one.against for one in imports.plan(program, early, headers.find(early), "Spring").plan.verdicts)
    assert bring(program, "Spring 2026", *rows, header=header).event_id is not None, "it comes in all the same"


def test_a_row_that_moves_a_participant_up_without_a_move_is_told_before_it_comes_in(program: Program) -> None:
    bring(program, "Spring 2025", NELSON, BRUCE)
    with program.operation("tests.start", "Started") as op:
        person = op.session.scalars(select(Person).where(Person.last_name == "Nelson")).one().id
        start_participation(op.session, person, None, date(2026, 1, 1), program.today())
    header = ("Last name", "First name", "Employee number", "Class code", "Received")
    rows = [(*NELSON[:3], "5157", "5/1/2026"), ("Bruce", "Chase", BRUCE[2], "5157", "5/1/2026")]
    table = table_of(header, *rows)
    planned = imports.plan(program, table, headers.find(table), "Spring 2026").plan
    told = (
        "No move to 5157 on May 1, 2026 is on record, so no report counts it. Record it with the plan, under "
        "Advancement and status."
    )
    assert [one.against for one in planned.verdicts] == [told, ""]


def test_two_columns_for_one_field_change_nothing(program: Program) -> None:
    with pytest.raises(InvalidInput, match="both could be the date received"):
        bring(program, "Spring 2026", (*NELSON, "2/2/2026"), header=(*HEADER, "Received"))
    assert cycles.list_cycles(program) == ()


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Nelson", "Nleson", "Lee", ""]), st.sampled_from(["Rebecca", "Bo", ""]),
        st.sampled_from(["", "704134", "704143", "51883"]), st.sampled_from(["", "1379", "8888"]),
        st.just(""), st.sampled_from(["", "Perm"]), st.sampled_from(["", "9/28/2022", "31/31/2024"]),
        st.sampled_from(["", "2/15/2026"]),
    ),
    min_size=1, max_size=6,
)  # fmt: skip


@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(rows=ROWS)
def test_any_file_imported_twice_changes_nothing_the_second_time(program: Program, rows: list[tuple[str, ...]]) -> None:
    cycle = f"Cycle {len(cycles.list_cycles(program)) + 1} {hash(tuple(rows))}"
    bring(program, cycle, *rows)
    assert bring(program, cycle, *rows).event_id is None


def test_what_a_list_says_of_an_earlier_day_reaches_the_applications_that_came_since(program: Program) -> None:
    header = ("Last Name", "First Name", "Emp #", "Class Code", "Date Rec'd")
    bring(program, "Autumn", ("Nelson", "Rebecca", "704134", "1379", "3/1/2026"), header=header)
    (autumn,) = applicants.rows(program)
    held = applicants.detail(program, autumn.id).appointment_id
    appointments.correct(program, held, {"effective": date(2026, 1, 5)})
    done = bring(program, "Spring", ("Nelson", "Rebecca", "704134", "5157", "2/1/2026"), header=header)
    assert [row.class_code for row in applicants.rows(program)] == ["5157", "5157"]
    assert history.events(program, None, 1)[0].summary == (
        "Imported 1 application from list.xlsx into Spring (application 2026-0001 now stands on the appointment of the "
        "day it was received)"
    )
    assert done.event_id
    history.undo(program)
    assert applicants.detail(program, autumn.id).class_code == "1379"


def test_a_number_that_is_on_file_with_other_zeros_is_the_same_person(program: Program) -> None:
    header = ("Last Name", "First Name", "Emp #", "Class Code", "Date Rec'd")
    bring(program, "Autumn", ("Nelson", "Rebecca", "4134", "1379", "3/1/2026"), header=header)
    settings.change(program, "people.employee_number_width", 9)
    bring(program, "Spring", ("Nelson", "Rebecca", "4134", "1379", "3/1/2026"), header=header)
    assert {row.employee_number for row in applicants.rows(program)} == {"004134"}
    assert len({row.person_id for row in applicants.rows(program)}) == 1
