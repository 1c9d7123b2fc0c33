"""Entering the program, changing state, leaving it."""

from datetime import date

import pytest

from tests.services.plans.conftest import STARTED, Someone, add_person, take_part
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import ParticipationState as State
from umdesk.services.people import holding
from umdesk.services.plans import participations, start_participation
from umdesk.services.programs import Program
from umdesk.storage import models


def states(program: Program, participation: str) -> list[tuple[State, date, str]]:
    with program.reading() as session:
        return [(s.state, s.effective, s.reason) for s in participations.state_rows(session, participation)]


def test_a_participation_starts_with_a_plan_and_a_draft_that_knows_the_appointment(program: Program) -> None:
    started = take_part(program, add_person(program, "Nelson", "Rebecca"))
    assert started.new
    assert started.plan_number == "2026-0001"
    assert states(program, started.id) == [(State.ACTIVE, STARTED, "")]
    with program.reading() as session:
        revision = session.get(models.Revision, started.revision_id)
        assert revision is not None
        assert (revision.number, revision.state) == (1, "draft")
        assert (revision.current_class_code, revision.current_class_title) == ("1379", "Office Assistant (Typing)")
        assert (revision.unit_name, revision.supervisor_name) == ("Redding Center", "Dana Whitfield")
        assert revision.coordinator_name == "Maria Ortega"


def test_somebody_in_the_program_gets_no_second_plan(program: Program, rebecca: Someone) -> None:
    again = take_part(program, rebecca.person)
    assert not again.new
    assert (again.id, again.plan_number) == (rebecca.participation, rebecca.number)


def test_somebody_who_left_can_come_back_with_a_new_plan(program: Program, rebecca: Someone) -> None:
    participations.set_state(program, rebecca.participation, State.WITHDRAWN, date(2026, 6, 1), "moved away")
    again = take_part(program, rebecca.person)
    assert again.new
    assert again.plan_number == "2026-0002"


def test_a_person_without_an_appointment_starts_with_blanks(program: Program) -> None:
    with program.operation("tests.person", "Added") as op:
        person = models.Person(id=models.new_id(), last_name="Lee", first_name="Kim", employee_number=None)
        op.session.add(person)
        op.session.flush()
        started = start_participation(op.session, person.id, None, STARTED, STARTED)
    with program.reading() as session:
        revision = session.get(models.Revision, started.revision_id)
        assert revision is not None
        assert (revision.current_class_code, revision.unit_name) == ("", "")


@pytest.mark.parametrize(
    ("written", "code", "title"),
    [
        ("5157", "5157", "Staff Services Analyst (General)"),
        ("5157 Staff Services Analyst", "5157", "Staff Services Analyst (General)"),
        ("Staff Services Analyst", "5157", "Staff Services Analyst (General)"),
        ("9999 – Dragon Keeper", "9999", "Dragon Keeper"),
        ("something in budgets", "", "something in budgets"),
    ],
)
def test_the_target_class_is_understood_as_it_was_written(
    program: Program, written: str, code: str, title: str
) -> None:
    from umdesk.services import classes

    with program.reading() as session:
        assert participations.target_of(classes.facts(session), written, STARTED) == (code, title)


def test_states_follow_each_other_with_dates_and_reasons(program: Program, rebecca: Someone) -> None:
    participations.set_state(program, rebecca.participation, State.ON_LEAVE, date(2026, 6, 1), " parental leave ")
    participations.set_state(program, rebecca.participation, State.ACTIVE, date(2026, 9, 1), "")
    assert states(program, rebecca.participation) == [
        (State.ACTIVE, STARTED, ""),
        (State.ON_LEAVE, date(2026, 6, 1), "parental leave"),
        (State.ACTIVE, date(2026, 9, 1), ""),
    ]
    with program.reading() as session:
        rows = participations.state_rows(session, rebecca.participation)
    assert participations.state_on(rows, date(2026, 8, 31)) is State.ON_LEAVE
    assert participations.state_on(rows, date(2026, 9, 1)) is State.ACTIVE
    assert participations.state_on(rows, date(2026, 1, 1)) is State.ACTIVE


def test_who_leaves_on_the_first_day_has_left(program: Program, rebecca: Someone) -> None:
    participations.set_state(program, rebecca.participation, State.WITHDRAWN, STARTED, "changed her mind")
    participations.set_state(program, rebecca.participation, State.ENDED, STARTED, "typed the wrong state")
    assert [row[0] for row in states(program, rebecca.participation)] == [State.ACTIVE, State.ENDED]


def test_a_state_needs_a_reason_a_later_day_and_a_change(program: Program, rebecca: Someone) -> None:
    with pytest.raises(InvalidInput, match="reason is missing"):
        participations.set_state(program, rebecca.participation, State.ENDED, date(2026, 6, 1), "  ")
    with pytest.raises(InvalidInput, match="before the last change of state, May 1, 2026"):
        participations.set_state(program, rebecca.participation, State.ENDED, date(2026, 4, 30), "left")
    with pytest.raises(NotNow, match="active already"):
        participations.set_state(program, rebecca.participation, State.ACTIVE, date(2026, 6, 1), "")
    assert len(states(program, rebecca.participation)) == 1


def test_the_plan_takes_the_target_class_of_the_application(program: Program) -> None:
    from umdesk.services import cycles

    person = add_person(program, "Nelson", "Rebecca")
    with program.operation("tests.application", "Applied") as op:
        session = op.session
        cycle = cycles.new_cycle(session, "Spring 2026", program.now())
        appointment = holding.held_or_first(session, person, STARTED)
        assert appointment is not None
        application = models.Application(
            id=models.new_id(),
            number="2026-0001",
            cycle_id=cycle.id,
            person_id=person,
            appointment_id=appointment.id,
            received=STARTED,
            state="received",
            target_class="5157 Staff Services Analyst",
        )
        session.add(application)
        session.flush()
        started = start_participation(session, person, application.id, STARTED, STARTED)
    with program.reading() as session:
        revision = session.get(models.Revision, started.revision_id)
        assert revision is not None
        assert (revision.target_class_code, revision.target_class_title) == ("5157", "Staff Services Analyst (General)")
