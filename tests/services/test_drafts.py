"""Typing is safe within a second and becomes an operation later."""

from datetime import timedelta

from umdesk.services import drafts, history, programs
from umdesk.services.drafts import Typed
from umdesk.services.programs import Program
from umdesk.storage.models import Person

PASSWORD = "correct horse battery"


def add_person(program: Program) -> str:
    with program.operation("applicants.add", "Added Ana Reyes") as op:
        person = Person(last_name="Reyes", first_name="Ana", employee_number=None)
        op.session.add(person)
    return person.id


def test_typing_leaves_no_event_and_no_undo_step(program: Program) -> None:
    person = add_person(program)
    drafts.keep(program, "person", person, "work_phone", "530")
    drafts.keep(program, "person", person, "work_phone", "530 225 0000")
    assert drafts.of_record(program, person) == {"work_phone": "530 225 0000"}
    assert history.events(program)[0].summary == "Added Ana Reyes"
    assert history.undo_step(program) == "Added Ana Reyes"


def test_typing_survives_closing_and_is_found_in_order(program: Program) -> None:
    person = add_person(program)
    first = program.now()
    drafts.keep(program, "person", person, "work_phone", "530 225 0000")
    program.clock.set(first + timedelta(seconds=5))  # type: ignore[attr-defined]
    drafts.keep(program, "person", person, "first_name", "Anna")
    program.close()
    again = programs.open_program(program.folder, password=PASSWORD)
    assert drafts.recovered(again) == [
        Typed("person", person, "work_phone", "530 225 0000", first),
        Typed("person", person, "first_name", "Anna", first + timedelta(seconds=5)),
    ]
    again.close()


def test_the_operation_that_settles_a_record_ends_its_typing_alone(program: Program) -> None:
    person, other = add_person(program), add_person(program)
    drafts.keep(program, "person", person, "first_name", "Anna")
    drafts.keep(program, "person", other, "first_name", "Bea")
    with program.operation("applicants.edit", "Renamed", settles=person) as op:
        op.session.get_one(Person, person).first_name = "Anna"
    assert drafts.of_record(program, person) == {}
    assert drafts.of_record(program, other) == {"first_name": "Bea"}


def test_an_operation_that_fails_keeps_the_typing(program: Program) -> None:
    person = add_person(program)
    drafts.keep(program, "person", person, "first_name", "Anna")
    try:
        with program.operation("applicants.edit", "Renamed", settles=person) as op:
            op.session.get_one(Person, person).first_name = "Anna"
            raise LookupError
    except LookupError:
        pass
    assert drafts.of_record(program, person) == {"first_name": "Anna"}


def test_typing_can_be_dropped_by_field_and_by_record(program: Program) -> None:
    person = add_person(program)
    for field in ("first_name", "last_name", "work_phone"):
        drafts.keep(program, "person", person, field, "x")
    drafts.drop(program, person, "first_name")
    assert sorted(drafts.of_record(program, person)) == ["last_name", "work_phone"]
    drafts.drop(program, person)
    assert drafts.recovered(program) == []
