"""What the one search finds: everything that is in the program, as it is after every operation."""

from datetime import date

import pytest

from umdesk.domain.finding import Kind, words_of
from umdesk.services import applicants, cycles, finding, history
from umdesk.services.applicants import NewApplicant
from umdesk.services.people import units


def found(index, typed: str) -> list[tuple[Kind, str, str]]:
    return [
        (group.kind, entry.title, entry.hint) for group in index.find(words_of(typed), 5) for entry in group.entries
    ]


@pytest.fixture
def nelson(program) -> str:
    """The application of Rebecca Nelson."""
    cycle = cycles.create_cycle(program, "Spring 2026")
    return applicants.add(
        program,
        cycle,
        NewApplicant(
            "Nelson", "Rebecca", employee_number="704001", work_email="rebecca.nelson@fire.example", class_code="1379",
            class_title="Office Assistant (Typing)", unit="Redding Center", supervisor="Vera Lund",
            received=date(2026, 2, 15), tenure="permanent",
        ),
    )  # fmt: skip


def test_people_numbers_classes_units_and_supervisors_are_found(program, nelson):
    index = finding.everything(program)
    person = (Kind.PERSON, "Nelson, Rebecca", "704001 · rebecca.nelson@fire.example")

    assert found(index, "rebecca nelson") == [person]
    assert found(index, "704001") == [person]
    assert found(index, "2026-1") == [(Kind.APPLICATION, "2026-0001", "Nelson, Rebecca · Spring 2026")]
    assert found(index, "redding") == [(Kind.UNIT, "Redding Center", "")]
    assert found(index, "lund") == [(Kind.SUPERVISOR, "Vera Lund", "")]
    assert found(index, "1379")[0][:2] == (Kind.CLASS, "1379 Office Assistant (Typing)")


def test_the_index_follows_every_operation_its_undo_and_redo(program, nelson):
    index = finding.everything(program)
    program.listen(lambda announced: finding.changes(program, index, announced).apply(index))

    def same() -> bool:
        fresh = finding.everything(program)
        return all(
            index.ids(kind) == fresh.ids(kind) and found(index, typed) == found(fresh, typed)
            for kind in Kind
            for typed in ("nelson", "lund", "redding", "spring", "yreka", "2026", "reyes")
        )

    detail = applicants.detail(program, nelson)
    applicants.edit_person(program, detail.person_id, {"last_name": "O’Brien"})
    assert found(index, "obrien")[0][1] == "O’Brien, Rebecca"
    assert same()
    assert found(index, "2026-0001")[0][2] == "O’Brien, Rebecca · Spring 2026"

    cycles.edit_cycle(program, detail.cycle_id, cycles.CycleChanges(name="Spring"))
    assert found(index, "2026-0001")[0][2] == "O’Brien, Rebecca · Spring"

    [unit] = units.listed(program)
    units.rename(program, unit.id, "Yreka")
    assert found(index, "redding") == []
    assert same()

    applicants.add(program, detail.cycle_id, NewApplicant("Reyes", "Ana", class_code="1379"))
    assert found(index, "reyes")[0][1] == "Reyes, Ana"
    assert same()
    history.undo(program)
    assert found(index, "reyes") == []
    assert same()
    history.redo(program)
    assert found(index, "reyes")[0][1] == "Reyes, Ana"
    assert same()
