"""Typing is safe within a second and becomes an operation later."""

from datetime import timedelta

import pytest

from tests.selection_cycle import make_cycle
from umdesk.domain.errors import UserError
from umdesk.domain.words import CycleState
from umdesk.services import drafts, history, programs
from umdesk.services.drafts import Typed
from umdesk.services.programs import Program
from umdesk.storage.models import Person, Rater

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


def test_what_a_form_keeps_outlives_what_settles_its_record(program: Program) -> None:
    person = add_person(program)
    drafts.keep(program, "masked_text", person, "masked_text statement", "I work at [unit].")
    drafts.keep(program, "person", person, "first_name", "Anna")
    with program.operation("applicants.edit", "Renamed", settles=person) as op:
        op.session.get_one(Person, person).first_name = "Anna"
    drafts.drop(program, person)
    assert drafts.of_record(program, person) == {"masked_text statement": "I work at [unit]."}


def test_typing_from_the_paper_of_another_is_sealed_for_who_rates(program: Program) -> None:
    made = make_cycle(program, people=1)
    made.go(CycleState.SCORING)
    application, (bo, cy, _di) = made.applications["2026-0001"], made.raters
    theirs, own = f"paper_entry {bo} 1 rating x", f"paper_entry {cy} 1 rating x"
    drafts.keep(program, drafts.PAPER, application, theirs, "7")
    with program.operation("tests.link", "Linked") as op:
        op.session.get_one(Rater, cy).account_id = program.account.account_id
    drafts.keep(program, drafts.PAPER, application, own, "5")
    assert drafts.of_record(program, application) == {own: "5"}
    assert [typed.field for typed in drafts.recovered(program)] == [own]
    with pytest.raises(UserError, match="sealed"):
        drafts.keep(program, drafts.PAPER, application, theirs, "8")
    with program.operation("tests.link", "Linked no longer") as op:
        op.session.get_one(Rater, cy).account_id = None
    assert drafts.of_record(program, application) == {own: "5", theirs: "7"}
    assert [drafts.cycle_of(program, each) for each in (application, bo, made.keys[0], made.cycle, "00" * 16)] == [
        made.cycle, made.cycle, made.cycle, made.cycle, "",
    ]  # fmt: skip
