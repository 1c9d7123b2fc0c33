"""Applicants: adding, editing, withdrawing, deciding; every wrong value is a sentence under its field."""

from dataclasses import replace
from datetime import date

import pytest

from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import ApplicationState, CycleState, Eligibility
from umdesk.services import applicants, cycles, drafts, history
from umdesk.services.applicants import NewApplicant
from umdesk.services.programs import Program
from umdesk.storage.models import Cycle

REBECCA = NewApplicant(
    last_name="Nelson", first_name="Rebecca", employee_number="51883", class_code="1379", tenure="permanent",
    unit="Butte Unit", supervisor="Kyle Cabrera", received=date(2026, 2, 15),
)  # fmt: skip


@pytest.fixture
def cycle(program: Program) -> str:
    return cycles.create_cycle(program, "Spring 2026")


@pytest.fixture
def application(program: Program, cycle: str) -> str:
    return applicants.add(program, cycle, REBECCA)


def test_an_added_applicant_is_listed_and_judged(program: Program, cycle: str, application: str) -> None:
    (row,) = applicants.rows(program, cycle)
    assert (row.id, row.number, row.name, row.employee_number) == (
        application,
        "2026-0001",
        "Nelson, Rebecca",
        "051883",
    )
    assert row.class_text == "1379 Office Assistant (Typing)"
    assert (row.eligibility, row.state) == (Eligibility.ELIGIBLE, ApplicationState.ELIGIBLE)
    found = applicants.detail(program, application)
    assert (found.unit, found.supervisor, found.cycle) == ("Butte Unit", "Kyle Cabrera", "Spring 2026")
    assert history.undo_step(program) == "Added Rebecca Nelson to Spring 2026"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"last_name": " "}, "last_name"),
        ({"last_name": "Nelson"}, "class_code"),
        ({"last_name": "Nelson", "class_code": "1379", "work_email": "nobody"}, "work_email"),
        ({"last_name": "Nelson", "class_code": "1379", "supervisor_email": "a@b.gov"}, "supervisor"),
        ({"last_name": "Nelson", "class_code": "1379", "employee_number": "051883"}, "employee_number"),
    ],
)
def test_what_cannot_be_added_names_its_field(
    program: Program, cycle: str, application: str, values: dict[str, str], field: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        applicants.add(program, cycle, NewApplicant(**values))  # type: ignore[arg-type]
    assert caught.value.field == field
    assert [row.id for row in applicants.rows(program)] == [application]


def test_a_known_number_in_another_cycle_is_the_same_person(program: Program, application: str) -> None:
    fall = cycles.create_cycle(program, "Fall 2026")
    second = applicants.add(program, fall, REBECCA)
    found = applicants.detail(program, second)
    assert found.person_id == applicants.detail(program, application).person_id
    assert [(other.id, other.cycle) for other in found.others] == [(application, "Spring 2026")]


def test_a_number_of_another_name_adds_nobody_until_somebody_says_who_it_is(program: Program, application: str) -> None:
    fall = cycles.create_cycle(program, "Fall 2026")
    person = applicants.detail(program, application).person_id
    quentin = NewApplicant("Zimmer", "Quentin", REBECCA.employee_number, class_code="1379")
    with pytest.raises(InvalidInput, match="belongs to Rebecca Nelson") as caught:
        applicants.add(program, fall, quentin)
    assert caught.value.field == "employee_number"
    assert [row.id for row in applicants.rows(program)] == [application]
    added = applicants.add(program, fall, replace(quentin, person_id=person))
    assert applicants.detail(program, added).person_id == person


def test_fields_are_changed_and_settle_their_typing(program: Program, application: str) -> None:
    found = applicants.detail(program, application)
    drafts.keep(program, "person", found.person_id, "last_name", "Nelson-Lee")
    applicants.edit_person(program, found.person_id, {"last_name": "Nelson-Lee", "work_phone": None})
    applicants.edit_appointment(program, found.appointment_id, {"unit": "butte unit", "class_date": date(2022, 9, 28)})
    applicants.edit_application(program, application, {"heard_of": " a  poster ", "notes": "by mail\n"})
    now = applicants.detail(program, application)
    assert (now.last_name, now.unit, now.class_date) == ("Nelson-Lee", "Butte Unit", date(2022, 9, 28))
    assert (now.heard_of, now.notes) == ("a poster", "by mail")
    assert drafts.of_record(program, found.person_id) == {}
    assert history.undo_step(program) == "Changed the heard of the program through and notes of application 2026-0001"


def test_a_number_of_somebody_else_is_refused(program: Program, cycle: str, application: str) -> None:
    other = applicants.add(program, cycle, NewApplicant("Bruce", class_code="6291", employee_number="429163"))
    with pytest.raises(InvalidInput, match="belongs to Rebecca Nelson") as caught:
        applicants.edit_person(program, applicants.detail(program, other).person_id, {"employee_number": "51883"})
    assert caught.value.field == "employee_number"


def test_withdrawing_needs_a_reason_and_can_be_taken_back(program: Program, application: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        applicants.withdraw(program, application, " ")
    assert caught.value.field == "reason"
    applicants.withdraw(program, application, "Took another job")
    assert applicants.detail(program, application).state is ApplicationState.WITHDRAWN
    assert applicants.detail(program, application).withdrawn_reason == "Took another job"
    with pytest.raises(NotNow):
        applicants.withdraw(program, application, "again")
    applicants.take_back_withdrawal(program, application)
    assert applicants.detail(program, application).state is ApplicationState.ELIGIBLE


def test_a_decision_keeps_the_computed_answer_and_can_be_taken_back(program: Program, application: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        applicants.decide_eligibility(program, application, Eligibility.NOT_ELIGIBLE, "")
    assert caught.value.field == "reason"
    applicants.decide_eligibility(program, application, Eligibility.NOT_ELIGIBLE, "Left the department")
    standing = applicants.detail(program, application).standing
    assert standing.eligibility is Eligibility.NOT_ELIGIBLE
    assert standing.computed.eligibility is Eligibility.ELIGIBLE
    assert standing.decided is not None
    assert (standing.decided.by, standing.decided.reason) == ("Maria Ortega", "Left the department")
    assert standing.reasons[0].text == "Decided “not eligible”: Left the department"
    applicants.take_back_eligibility(program, application)
    assert applicants.detail(program, application).standing.decided is None
    history.undo(program)
    assert applicants.detail(program, application).standing.eligibility is Eligibility.NOT_ELIGIBLE


def test_a_closed_cycle_keeps_its_applications_as_they_are(program: Program, cycle: str, application: str) -> None:
    found = applicants.detail(program, application)
    with program.operation("test", "test") as op:
        op.session.get_one(Cycle, cycle).state = CycleState.CLOSED.value
    for change in (
        lambda: applicants.withdraw(program, application, "x"),
        lambda: applicants.decide_eligibility(program, application, Eligibility.NOT_ELIGIBLE, "x"),
        lambda: applicants.edit_application(program, application, {"statement": ""}),
        lambda: applicants.restamp(program, application, None, "Nobody stamped it"),
        lambda: applicants.add(program, cycle, NewApplicant("Lee", class_code="1379"), reason="The mail was slow"),
        lambda: applicants.edit_appointment(program, found.appointment_id, {"tenure": "LT"}),
    ):
        with pytest.raises(NotNow):
            change()
    applicants.edit_application(program, application, {"notes": "filed"})
    applicants.edit_person(program, found.person_id, {"work_phone": "555"})


def closes(program: Program, cycle: str, day: date) -> None:
    with program.operation("test", "test") as op:
        op.session.get_one(Cycle, cycle).closes = day


def test_every_field_of_the_form_is_kept_and_changed(program: Program, cycle: str) -> None:
    form = replace(
        REBECCA, hired=date(2019, 1, 2), position_number="540-020-1379-001", salary_range="B", work_location="Chico",
        probation_ends=date(2026, 8, 1), education="AA\n2019", training="Excel", td_history="none", exams="SSA, 2027",
        heard_of="a poster", signed=date(2026, 2, 9), supervisor_recommends="with reservations",
        supervisor_comment="Good with people.", supervisor_commented=date(2026, 2, 10), came_as="PDF",
    )  # fmt: skip
    found = applicants.detail(program, applicants.add(program, cycle, form))
    for name in form.__dataclass_fields__:
        if name not in {"person_id", "employee_number", "class_title"}:
            assert getattr(found, name) == getattr(form, name), name
    applicants.edit_appointment(program, found.appointment_id, {"salary_range": "C", "probation_ends": None})
    applicants.edit_person(program, found.person_id, {"hired": date(2018, 1, 2)})
    applicants.edit_application(program, found.id, {"supervisor_recommends": None, "came_as": "paper"})
    now = applicants.detail(program, found.id)
    assert (now.salary_range, now.probation_ends, now.hired) == ("C", None, date(2018, 1, 2))
    assert (now.supervisor_recommends, now.came_as) == ("", "paper")
    with pytest.raises(InvalidInput, match="none of the words") as caught:
        applicants.edit_application(program, found.id, {"supervisor_recommends": "yes"})
    assert caught.value.field == "supervisor_recommends"


@pytest.mark.parametrize("said", ["recommends", "with reservations", "does not recommend", "no comment"])
def test_what_the_supervisor_says_is_never_a_veto(program: Program, application: str, said: str) -> None:
    before = applicants.detail(program, application).standing
    applicants.edit_application(program, application, {"supervisor_recommends": said, "supervisor_comment": "No."})
    assert applicants.detail(program, application).standing == before


def test_the_day_received_changes_by_a_stamp_with_a_reason_alone(program: Program, application: str) -> None:
    with pytest.raises(KeyError):
        applicants.edit_application(program, application, {"received": date(2026, 2, 1)})
    for day, reason, field in (
        (date(2026, 2, 1), " ", "reason"),
        (date(2026, 2, 15), "again", "day"),
        (date(2026, 5, 21), "tomorrow", "day"),
    ):
        with pytest.raises(InvalidInput) as caught:
            applicants.restamp(program, application, day, reason)
        assert caught.value.field == field
    applicants.restamp(program, application, date(2026, 2, 1), "The envelope was found")
    assert applicants.detail(program, application).received == date(2026, 2, 1)
    summary = "Changed the day received of application 2026-0001 from Feb 15, 2026 to Feb 1, 2026"
    assert history.undo_step(program) == summary
    applicants.restamp(program, application, None, "It was somebody else's envelope")
    assert applicants.detail(program, application).standing.eligibility is Eligibility.COORDINATOR_DECIDES
    history.undo(program)
    history.undo(program)
    assert applicants.detail(program, application).received == date(2026, 2, 15)


def test_a_late_application_comes_in_with_a_reason_and_keeps_one(program: Program, cycle: str) -> None:
    closes(program, cycle, date(2026, 2, 14))
    with pytest.raises(InvalidInput, match="received Feb 15, 2026, and Spring 2026 closed on Feb 14, 2026") as caught:
        applicants.add(program, cycle, REBECCA)
    assert caught.value.field == "late_reason"
    late = applicants.add(program, cycle, replace(REBECCA, late_reason=" The mail  was slow "))
    found = applicants.detail(program, late)
    assert (found.late, found.late_reason) == (True, "The mail was slow")
    with pytest.raises(InvalidInput, match="is late"):
        applicants.edit_application(program, late, {"late_reason": ""})
    applicants.restamp(program, late, date(2026, 2, 14), "Read wrongly")
    assert (applicants.detail(program, late).late, applicants.detail(program, late).late_reason) == (False, "")
    with pytest.raises(InvalidInput) as caught:
        applicants.restamp(program, late, date(2026, 2, 16), "Read wrongly twice")
    assert caught.value.field == "late_reason"
    applicants.restamp(program, late, date(2026, 2, 16), "Read wrongly twice", late="The coordinator was ill")
    assert [row.late for row in applicants.rows(program, cycle)] == [True]


def test_one_reason_will_do_for_a_late_application_into_a_cycle_past_its_window(program: Program, cycle: str) -> None:
    closes(program, cycle, date(2026, 2, 14))
    with program.operation("test", "test") as op:
        op.session.get_one(Cycle, cycle).state = CycleState.SCORING.value
    late = applicants.add(program, cycle, REBECCA, reason="Settled with the union")
    assert applicants.detail(program, late).late_reason == "Settled with the union"


def test_an_appointment_that_says_nothing_else_is_the_one_on_file(program: Program, application: str) -> None:
    first = applicants.detail(program, application)
    fall = cycles.create_cycle(program, "Fall 2026")
    same = applicants.detail(program, applicants.add(program, fall, replace(REBECCA, received=date(2026, 5, 1))))
    assert same.appointment_id == first.appointment_id
    spring = cycles.create_cycle(program, "Spring 2027")
    moved = replace(REBECCA, received=date(2026, 5, 2), unit="Chico Unit")
    other = applicants.detail(program, applicants.add(program, spring, moved))
    assert (other.appointment_id != first.appointment_id, other.effective) == (True, date(2026, 5, 2))


def test_a_person_who_is_meant_is_that_person_and_no_other(program: Program, application: str) -> None:
    person = applicants.detail(program, application).person_id
    fall = cycles.create_cycle(program, "Fall 2026")
    with pytest.raises(InvalidInput, match="has the employee number 051883 on file"):
        applicants.add(program, fall, replace(REBECCA, employee_number="4711", person_id=person))
    again = applicants.add(program, fall, replace(REBECCA, employee_number="", person_id=person))
    assert applicants.detail(program, again).person_id == person
    with pytest.raises(InvalidInput, match="is in this cycle already: 2026-0002"):
        applicants.add(program, fall, replace(REBECCA, employee_number="", person_id=person))


def test_how_people_heard_of_the_program_is_offered_most_said_first(program: Program, cycle: str) -> None:
    for number, said in enumerate(("a poster", "a colleague", "a poster", "")):
        applicants.add(program, cycle, NewApplicant(f"Lee {number}", class_code="1379", heard_of=said))
    assert applicants.heard_of(program) == ("a poster", "a colleague")
