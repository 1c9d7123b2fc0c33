"""The window of people who are likely one: side by side, made one with undo, kept apart, taken apart again."""

import pytest
from PySide6.QtWidgets import QRadioButton

from umdesk.services import history
from umdesk.services.people import duplicates, merging
from umdesk.storage.models import Person
from umdesk.ui.duplicates.twin import TwinNote
from umdesk.ui.duplicates.window import DuplicatesWindow


@pytest.fixture
def people(program):
    """Rebecca Nelson twice: with a number, and without one but with a telephone."""
    with program.operation("tests.people", "Added people") as op:
        rows = [
            Person(last_name="Nelson", first_name="Rebecca", employee_number="704134"),
            Person(last_name="Nelson", first_name="Rebecca", work_phone="530 555 0100"),
            Person(last_name="Bruce", first_name="Chase", employee_number="429163"),
        ]
        op.session.add_all(rows)
        return tuple(row.id for row in rows)


@pytest.fixture
def window(context, people, qtbot):
    made = DuplicatesWindow(context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() == 1)
    return made


def wait(qtbot, window, kind, rows=1):
    window.chips.choose(kind)
    qtbot.waitUntil(lambda: window.model.rowCount() == rows)
    if rows:
        window.table.choose(window.model.row(0).key)


def test_a_pair_stands_side_by_side_and_is_made_one_with_the_chosen_values(window, program, people, qtbot):
    assert window.model.row(0).names == "Nelson, Rebecca  ·  Nelson, Rebecca"
    assert "has no employee number" in window.why.text()
    chosen = [button.text() for button in window.sides.findChildren(QRadioButton) if button.isChecked()]
    assert chosen == ["704134", "530 555 0100"] or chosen == ["530 555 0100", "704134"]

    window.merge.opener.click()
    assert window.reason.value() == "The same name; Rebecca Nelson has no employee number."
    window.merge.confirm.click()
    qtbot.waitUntil(lambda: window.model.rowCount() == 0)
    with program.reading() as session:
        left = [row for row in session.query(Person) if row.last_name == "Nelson"]
    assert [(row.employee_number, row.work_phone) for row in left] == [("704134", "530 555 0100")]

    wait(qtbot, window, "merged")
    window.separate.opener.click()
    window.split_reason.set_value("Mother and daughter")
    window.separate.confirm.click()
    qtbot.waitUntil(lambda: window.model.rowCount() == 0)
    assert merging.merges(program) == ()
    assert len(duplicates.likely(program)) == 1


def test_two_people_are_kept_apart_and_that_is_taken_back(window, program, qtbot):
    window.apart.click()
    qtbot.waitUntil(lambda: window.model.rowCount() == 0)
    assert history.undo_step(program) == "Noted that Rebecca Nelson and Rebecca Nelson are two people"
    wait(qtbot, window, "apart")
    assert window.back.isVisible()
    window.back.click()
    wait(qtbot, window, "likely")


def test_a_merge_without_a_reason_is_not_made(window, program):
    window.merge.unfold()
    window.reason.set_value("")
    window.merge.confirm.click()
    assert window.reason.reason() == "Why they are one person is needed."
    assert len(duplicates.likely(program)) == 1


def test_the_window_begins_with_the_person_it_was_opened_for(context, program, people, qtbot):
    with program.operation("tests.people", "Added people") as op:
        op.session.add_all([Person(last_name="Aguilar", first_name="Rosa") for _ in range(2)])
    window = DuplicatesWindow(context, None, people[1])
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: window.model.rowCount() == 2)
    assert people[1] in window.table.current_key()


def test_a_line_beside_a_person_names_the_twin_and_opens_the_two(context, program, people, qtbot):
    line = TwinNote(context)
    qtbot.addWidget(line)
    line.show_person(people[1])
    qtbot.waitUntil(lambda: line.text() == "Rebecca Nelson (704134) is likely one person.")
    with qtbot.waitSignal(context.window_wanted) as asked:
        line.action.click()
    assert asked.args == [f"duplicates {people[1]}"]

    duplicates.keep_apart(program, people[0], people[1])
    qtbot.waitUntil(lambda: line.text() == "")
    with qtbot.waitSignal(context.runner.ended):
        line.show_person(people[2])
    assert line.text() == ""
