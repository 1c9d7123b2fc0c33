"""Applicants: adding, editing, withdrawing, deciding; every wrong value is a sentence under its field."""

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
        lambda: applicants.edit_appointment(program, found.appointment_id, {"tenure": "LT"}),
    ):
        with pytest.raises(NotNow):
            change()
    applicants.edit_application(program, application, {"notes": "filed"})
    applicants.edit_person(program, found.person_id, {"work_phone": "555"})
