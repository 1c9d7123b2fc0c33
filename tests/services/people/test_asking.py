"""What is true of a person on a day: through a retitled class, an override with and without end, a transfer."""

from datetime import date

import pytest

from umdesk.domain.errors import NotNow
from umdesk.services import people
from umdesk.services.applicants import editing
from umdesk.services.programs import Program
from umdesk.storage import models


@pytest.fixture
def nelson(program: Program) -> str:
    """Rebecca Nelson: an Office Assistant from 2020, from May 2024 class 5393, from March 2026 in another unit."""
    with program.operation("tests.person", "Added Rebecca Nelson") as op:
        session = op.session
        units = [models.Unit(name=name) for name in ("Redding Center", "Butte Unit")]
        supervisors = [models.Supervisor(name=name) for name in ("Dana Whitfield", "Sam Ortiz")]
        person = models.Person(last_name="Nelson", first_name="Rebecca", employee_number="004134")
        session.add_all([*units, *supervisors, person])
        session.flush()
        for effective, code, title, place in (
            (date(2020, 3, 2), "1379", "Ofc Asst (T)", 0),
            (date(2024, 5, 1), "5393", "AGPA", 0),
            (date(2026, 3, 1), "5393", "AGPA", 1),
        ):
            session.add(
                models.Appointment(
                    person_id=person.id, effective=effective, class_code=code, class_title=title, tenure="permanent",
                    time_base="1.0", unit_id=units[place].id, supervisor_id=supervisors[place].id,
                )
            )  # fmt: skip
        return person.id


def override(program: Program, category: str, effective: date, ends: date | None = None) -> None:
    with program.operation("tests.override", "Overrode 5393") as op:
        op.session.add(
            models.ClassOverride(
                class_code="5393", category=category, effective=effective, ends=ends, reason="The department's list"
            )
        )


def said(program: Program, person: str, day: date) -> tuple[str, str, str, str]:
    found = people.on(program, person, day)
    return found.class_code, found.title, found.unit, found.supervisor


def test_before_the_first_appointment_nothing_is_known_of_it(program: Program, nelson: str) -> None:
    found = people.on(program, nelson, date(2020, 3, 1))

    assert (found.known, found.last_name, found.employee_number) == (False, "Nelson", "004134")
    assert (found.class_code, found.title, found.category, found.unit, found.effective) == ("", "", "", "", None)


def test_an_appointment_holds_from_its_day_until_the_day_before_the_next(program: Program, nelson: str) -> None:
    assistant = ("1379", "Office Assistant (Typing)", "Redding Center", "Dana Whitfield")
    assert said(program, nelson, date(2020, 3, 2)) == assistant
    assert said(program, nelson, date(2024, 4, 30)) == assistant
    assert people.on(program, nelson, date(2024, 4, 30)).title_written == "Ofc Asst (T)"
    assert people.on(program, nelson, date(2024, 5, 1)).effective == date(2024, 5, 1)


def test_a_retitled_class_has_the_title_of_the_day(program: Program, nelson: str) -> None:
    before = ("5393", "Associate Governmental Program Analyst", "Redding Center", "Dana Whitfield")
    assert said(program, nelson, date(2024, 5, 1)) == before
    assert said(program, nelson, date(2025, 12, 31)) == before
    assert said(program, nelson, date(2026, 1, 1)) == ("5393", "Analyst II", *before[2:])


def test_a_transfer_moves_unit_and_supervisor_on_its_day(program: Program, nelson: str) -> None:
    assert said(program, nelson, date(2026, 2, 28))[2:] == ("Redding Center", "Dana Whitfield")
    assert said(program, nelson, date(2026, 3, 1))[2:] == ("Butte Unit", "Sam Ortiz")


def test_the_category_follows_the_overrides_of_the_day(program: Program, nelson: str) -> None:
    override(program, "bridging", date(2024, 9, 1))
    override(program, "ELTPA", date(2026, 2, 1))

    on = {day: people.on(program, nelson, day).category for day in (
        date(2020, 3, 2), date(2024, 8, 31), date(2024, 9, 1), date(2026, 1, 31), date(2026, 2, 1),
    )}  # fmt: skip
    assert list(on.values()) == ["LPEL", "unmapped", "bridging", "bridging", "ELTPA"]


def test_a_class_that_nobody_knows_keeps_the_appointments_own_words(program: Program, nelson: str) -> None:
    with program.operation("tests.change", "Changed the class") as op:
        for held in op.session.query(models.Appointment).filter_by(class_code="1379"):
            held.class_code = "3333"

    found = people.on(program, nelson, date(2020, 3, 2))

    assert (found.title, found.category) == ("Ofc Asst (T)", "unmapped")


@pytest.mark.parametrize("written", ["004134", "4134", " 0004134", "'4134", "4,134"])
def test_a_number_is_found_with_and_without_its_zeros(program: Program, nelson: str, written: str) -> None:
    assert people.find_number(program, written) == nelson


@pytest.mark.parametrize("written", ["", "999999", "000000", "none", "Nelson"])
def test_an_unknown_number_is_a_sentence(program: Program, nelson: str, written: str) -> None:
    with pytest.raises(NotNow, match="Nobody on file has the employee number"):
        people.find_number(program, written)


def test_applications_and_their_states_are_those_of_the_day(program: Program, nelson: str) -> None:
    new = editing.NewApplicant(
        "Nelson", employee_number="4134", class_code="1379", tenure="permanent", received=date(2026, 2, 9)
    )
    application = editing.add(program, None, new, new_cycle="Spring 2026")
    editing.withdraw(program, application, "moved away")

    assert people.overview(program, nelson, date(2026, 2, 8)).applications == ()
    found = people.overview(program, nelson, date(2026, 2, 9)).applications
    assert [(one.number, one.cycle, one.received, one.state) for one in found] == [
        ("2026-0001", "Spring 2026", date(2026, 2, 9), "eligible")
    ]
    today = people.overview(program, nelson, program.today()).applications
    assert [one.state for one in today] == ["withdrawn"]
