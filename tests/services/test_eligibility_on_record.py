"""Answers on record: from an occasion on, nothing changes them silently; the coordinator takes a fresh one."""

from dataclasses import replace
from datetime import date

import pytest

from tests.applications import BRUCE, HEADER, table_of
from tests.conftest import SetClock
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.intake import headers
from umdesk.domain.intake.matching import Choice, Decision
from umdesk.domain.words import ApplicationState, CycleState, Demand, Eligibility
from umdesk.services import applicants, cycle_steps, cycles, history, imports, settings
from umdesk.services.applicants import NewApplicant, since
from umdesk.services.applicants.recording import Occasion, record
from umdesk.services.applicants.standing import Standing
from umdesk.services.people import merging
from umdesk.services.programs import Program
from umdesk.storage.models import Cycle, EligibilityRecord

ELIGIBLE, NOT, DECIDES = Eligibility.ELIGIBLE, Eligibility.NOT_ELIGIBLE, Eligibility.COORDINATOR_DECIDES
REBECCA = NewApplicant(
    last_name="Nelson", first_name="Rebecca", employee_number="51883", class_code="1379", tenure="permanent",
    received=date(2026, 2, 15),
)  # fmt: skip


@pytest.fixture
def cycle(program: Program) -> str:
    return cycles.create_cycle(program, "Spring 2026")


@pytest.fixture
def application(program: Program, cycle: str) -> str:
    return applicants.add(program, cycle, REBECCA)


def stands(program: Program, application: str) -> Standing:
    (row,) = (row for row in applicants.rows(program) if row.id == application)
    found = applicants.detail(program, application).standing
    assert found == row.standing
    return found


def send_a_letter(program: Program, application: str) -> None:
    with program.operation("letters.send", "Sent a letter", undoable=False) as op:
        record(op.session, [application], Occasion.LETTER, "Maria Ortega", program.now())


def move_to_an_analyst_class(program: Program, application: str) -> None:
    held = applicants.detail(program, application).appointment_id
    applicants.edit_appointment(program, held, {"class_code": "5157"})


def test_before_any_occasion_the_answer_is_live(program: Program, application: str) -> None:
    move_to_an_analyst_class(program, application)
    found = stands(program, application)
    assert (found.eligibility, found.recorded, found.would_change) == (NOT, None, False)


def test_after_a_letter_the_answer_stays_and_says_that_it_would_change(program: Program, application: str) -> None:
    send_a_letter(program, application)
    move_to_an_analyst_class(program, application)
    found = stands(program, application)
    assert (found.eligibility, found.would_change) == (ELIGIBLE, True)
    assert found.fresh is not None
    assert found.fresh.eligibility is NOT
    assert found.recorded is not None
    assert (found.recorded.occasion, found.recorded.by) == (Occasion.LETTER, "Maria Ortega")
    assert found.reasons[0].text == "Class 1379, Office Assistant (Typing), is a low-paying entry-level class."
    assert found.state(ApplicationState.RECEIVED) is ApplicationState.ELIGIBLE


def test_a_second_occasion_brings_in_no_other_answer(program: Program, application: str) -> None:
    send_a_letter(program, application)
    move_to_an_analyst_class(program, application)
    send_a_letter(program, application)
    assert stands(program, application).eligibility is ELIGIBLE


def test_the_fresh_answer_takes_a_reason(program: Program, application: str) -> None:
    send_a_letter(program, application)
    with pytest.raises(NotNow, match="still give"):
        applicants.take_fresh(program, application, "Just so")
    move_to_an_analyst_class(program, application)
    with pytest.raises(InvalidInput):
        applicants.take_fresh(program, application, "  ")
    applicants.take_fresh(program, application, "Personnel corrected the class")
    found = stands(program, application)
    assert (found.eligibility, found.fresh) == (NOT, None)
    assert found.recorded is not None
    assert found.recorded.occasion == Occasion.FRESH
    assert history.events(program)[0].reason == "Personnel corrected the class"
    history.undo(program)
    assert stands(program, application).eligibility is ELIGIBLE


def test_a_decision_wins_and_taken_back_leaves_the_answer_live(program: Program, application: str) -> None:
    applicants.decide_eligibility(program, application, NOT, "Left the department")
    move_to_an_analyst_class(program, application)
    found = stands(program, application)
    assert (found.eligibility, found.computed.eligibility, found.would_change) == (NOT, ELIGIBLE, False)
    applicants.take_back_eligibility(program, application)
    assert stands(program, application).recorded is None
    assert stands(program, application).eligibility is NOT


def test_a_changed_setting_does_not_reach_an_answer_on_record(program: Program, application: str, cycle: str) -> None:
    second = applicants.add(program, cycle, NewApplicant("Bruce", "Chase", class_code="6291", tenure="permanent"))
    send_a_letter(program, application)
    settings.change(program, "eligibility.statement", Demand.REQUIRED.value)
    assert stands(program, application).eligibility is ELIGIBLE
    assert stands(program, application).would_change
    assert stands(program, second).eligibility is NOT


def test_scoring_puts_the_whole_cycle_on_record_and_stepping_back_takes_it_off(
    program: Program, application: str, cycle: str
) -> None:
    withdrawn = applicants.add(program, cycle, NewApplicant("Bruce", "Chase", class_code="6291", tenure="permanent"))
    applicants.withdraw(program, withdrawn, "Moved away")
    cycle_steps.move_to(program, cycle, CycleState.OPEN)
    assert not cycle_steps.move_to(program, cycle, CycleState.SCORING, share_ties=True).blocking
    move_to_an_analyst_class(program, application)
    assert stands(program, application).would_change
    assert stands(program, withdrawn).recorded is not None
    cycle_steps.step_back(program, cycle)
    assert stands(program, application) == Standing(stands(program, application).computed)
    assert stands(program, application).eligibility is NOT


def test_who_comes_in_after_scoring_started_is_on_record_like_all_others(
    program: Program, application: str, cycle: str
) -> None:
    cycle_steps.move_to(program, cycle, CycleState.OPEN)
    assert not cycle_steps.move_to(program, cycle, CycleState.SCORING, share_ties=True).blocking
    typed = applicants.add(
        program, cycle, NewApplicant("Bruce", "Chase", class_code="6291", tenure="permanent"), reason="Lost in the mail"
    )
    table = table_of(HEADER, BRUCE)
    imports.commit(program, table, headers.find(table), "Spring 2026", {2: Decision(Choice.BRING_IN)}, reason="Mail")
    imported = next(row.id for row in applicants.rows(program) if row.id not in (application, typed))
    settings.change(program, "eligibility.statement", Demand.REQUIRED.value)
    for late in (typed, imported):
        assert stands(program, late).eligibility is not NOT
        assert stands(program, late).would_change
    cycle_steps.step_back(program, cycle)
    assert [stands(program, each).recorded for each in (application, typed, imported)] == [None, None, None]


def test_a_closed_cycle_keeps_its_answers_for_good(program: Program, application: str, cycle: str) -> None:
    send_a_letter(program, application)
    with program.operation("test.close", "Closed the cycle", undoable=False) as op:
        op.session.get_one(Cycle, cycle).state = CycleState.CLOSED.value
    settings.change(program, "eligibility.statement", Demand.REQUIRED.value)
    found = stands(program, application)
    assert (found.eligibility, found.fresh) == (ELIGIBLE, None)
    with pytest.raises(NotNow):
        applicants.take_fresh(program, application, "Too late")


def test_the_newest_of_one_moment_holds(program: Program, application: str, clock: SetClock) -> None:
    for _ in range(3):
        send_a_letter(program, application)
    with program.reading() as session:
        moments = [row.recorded_at for row in session.query(EligibilityRecord)]
    assert len(set(moments)) == 3
    assert min(moments) == clock.moment


def test_a_merge_that_would_change_an_answer_on_record_is_told_and_changes_nothing(
    program: Program, cycle: str
) -> None:
    first = applicants.add(program, cycle, replace(REBECCA, class_date=date(2022, 9, 28)))
    analyst = NewApplicant("Reyes", "Rebecca", "61883", class_code="5157", class_date=date(2025, 1, 6))
    second = applicants.add(program, cycle, analyst)
    send_a_letter(program, first)
    keep, gone = (applicants.detail(program, each).person_id for each in (second, first))
    merging.merge(program, keep, gone, (), "Married")
    found = stands(program, first)
    assert (found.eligibility, found.would_change) == (ELIGIBLE, True)
    (change,) = since.changes(program, first)
    assert change.what.startswith("Made the records of Rebecca Nelson and Rebecca Reyes one (application 2026-0001 now")
    history.undo(program)
    assert not stands(program, first).would_change
