"""Pairs of people on file who are likely one: found, kept apart, and that taken back."""

import pytest

from umdesk.domain.errors import NotNow
from umdesk.services import history
from umdesk.services.people import duplicates
from umdesk.services.programs import Program
from umdesk.storage.models import Person


@pytest.fixture
def people(program: Program) -> tuple[str, ...]:
    """Rebecca Nelson twice, once without a number, and Chase Bruce."""
    with program.operation("tests.people", "Added people") as op:
        rows = [
            Person(last_name="Nelson", first_name="Rebecca", employee_number="704134"),
            Person(last_name="Nelson", first_name="Rebecca"),
            Person(last_name="Bruce", first_name="Chase", employee_number="429163"),
        ]
        op.session.add_all(rows)
        return tuple(row.id for row in rows)


def pairs(found):
    return [{pair.first.id, pair.second.id} for pair in found]


def test_a_person_on_file_twice_is_pointed_out_in_the_list_and_on_the_own_page(program, people):
    assert pairs(duplicates.likely(program)) == [set(people[:2])]
    assert pairs(duplicates.twins_of(program, people[0])) == [set(people[:2])]
    assert duplicates.twins_of(program, people[2]) == []


def test_two_people_are_no_longer_pointed_out_until_that_is_taken_back(program, people):
    note = duplicates.keep_apart(program, people[1], people[0])
    assert duplicates.likely(program) == []
    assert duplicates.twins_of(program, people[0]) == []
    (kept,) = duplicates.kept_apart(program)
    assert ({kept.first.id, kept.second.id}, kept.found_by) == (set(people[:2]), "Maria Ortega")
    with pytest.raises(NotNow, match="already"):
        duplicates.keep_apart(program, people[0], people[1])

    duplicates.take_back(program, note)
    assert pairs(duplicates.likely(program)) == [set(people[:2])]
    history.undo(program)
    assert duplicates.likely(program) == []


def test_one_record_is_not_two_people(program, people):
    with pytest.raises(NotNow, match="one record"):
        duplicates.keep_apart(program, people[0], people[0])
