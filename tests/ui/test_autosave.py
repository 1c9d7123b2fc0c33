"""Typing in two steps: kept as a draft after a pause, one operation when the field is left."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.domain.errors import InvalidInput
from umdesk.services import drafts, history
from umdesk.storage.models import Person, new_id
from umdesk.ui.widgets.autosave import Autosave
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import TextField


def add_person(program, last_name):
    with program.operation("tests.add", f"Added {last_name}") as op:
        person = Person(id=new_id(), last_name=last_name, first_name="Ana", employee_number=None)
        op.session.add(person)
        return person.id


class Form(QWidget):
    """A form of two fields of a person, and a date that goes nowhere."""

    def __init__(self, context, refuse=False):
        super().__init__()
        self.program = context.program
        self.refuse = refuse
        self.last = TextField("Last name", required=True)
        self.first = TextField("First name")
        self.day = DateField("Day")
        column = QVBoxLayout(self)
        for field in (self.last, self.first, self.day):
            column.addWidget(field)
        self.autosave = Autosave(context, "person", self.save, self)
        self.autosave.add_all({"last_name": self.last, "first_name": self.first, "day": self.day})

    def open(self, person_id):
        with self.program.reading() as session:
            person = session.get(Person, person_id)
            values = {"last_name": person.last_name, "first_name": person.first_name, "day": None}
        self.autosave.show(person_id, values)

    def save(self, person_id, changed):
        if self.refuse:
            raise InvalidInput("This name is taken.", "Choose another.", "last_name")
        with self.program.operation("tests.edit", "Edited the person", settles=person_id) as op:
            person = op.session.get(Person, person_id)
            for name, value in changed.items():
                setattr(person, name, value or "")


@pytest.fixture
def person_id(program):
    return add_person(program, "Nelson")


@pytest.fixture
def form(context, person_id, qtbot):
    made = Form(context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.open(person_id)
    made.last.setFocus()
    qtbot.waitUntil(made.last.editor.hasFocus)
    made.last.line.end(False)
    made.first.line.end(False)
    return made


def stored(program, person_id):
    with program.reading() as session:
        person = session.get(Person, person_id)
        return person.last_name, person.first_name


def test_typing_is_a_draft_within_a_second_and_no_event(form, context, program, person_id, qtbot):
    events = len(history.events(program))

    with qtbot.waitSignal(context.saved, timeout=1000):
        qtbot.keyClicks(form.last.line, "-Ortiz")

    assert drafts.of_record(program, person_id) == {"last_name": "Nelson-Ortiz"}
    assert stored(program, person_id) == ("Nelson", "Ana")
    assert len(history.events(program)) == events


def test_leaving_the_field_makes_one_operation_that_can_be_undone(form, program, person_id, qtbot):
    events = len(history.events(program))

    qtbot.keyClicks(form.last.line, "-Ortiz")
    qtbot.keyClick(form.last.line, Qt.Key.Key_Tab)

    assert stored(program, person_id) == ("Nelson-Ortiz", "Ana")
    assert drafts.of_record(program, person_id) == {}
    assert len(history.events(program)) == events + 1
    history.undo(program)
    assert stored(program, person_id) == ("Nelson", "Ana")


def test_several_fields_settle_as_one_operation(form, program, person_id, qtbot):
    events = len(history.events(program))

    qtbot.keyClicks(form.last.line, "-Ortiz")
    qtbot.keyClicks(form.first.line, " Maria")
    assert form.autosave.settle()

    assert stored(program, person_id) == ("Nelson-Ortiz", "Ana Maria")
    assert len(history.events(program)) == events + 1


def test_typing_and_typing_back_is_no_operation(form, program, person_id, qtbot):
    events = len(history.events(program))

    qtbot.keyClicks(form.last.line, "x")
    form.autosave.keep()
    qtbot.keyClick(form.last.line, Qt.Key.Key_Backspace)

    assert form.autosave.settle()
    assert len(history.events(program)) == events
    assert drafts.of_record(program, person_id) == {}


def test_a_value_that_will_not_do_keeps_all_typing_of_the_record(form, program, person_id, qtbot):
    qtbot.keyClicks(form.last.line, "-Ortiz")
    form.day.setFocus()
    qtbot.keyClicks(form.day.line, "soon")

    assert not form.autosave.settle()

    assert form.day.reason() == "This is not a date. Type it like Mar 14, 2026 or 3/14/2026."
    assert drafts.of_record(program, person_id)["day"] == "soon"


def test_a_refused_save_keeps_the_draft_and_says_why_under_the_field(form, program, person_id, qtbot):
    form.refuse = True

    qtbot.keyClicks(form.last.line, "-Ortiz")
    qtbot.keyClick(form.last.line, Qt.Key.Key_Tab)

    assert form.last.reason() == "This name is taken. Choose another."
    assert drafts.of_record(program, person_id) == {"last_name": "Nelson-Ortiz"}
    form.refuse = False
    assert form.autosave.settle()
    assert form.last.reason() == ""
    assert stored(program, person_id) == ("Nelson-Ortiz", "Ana")


def test_recovered_typing_is_shown_over_the_record_and_marked(context, program, person_id, qtbot):
    drafts.keep(program, "person", person_id, "first_name", "Ana Lucia")
    form = Form(context)
    qtbot.addWidget(form)

    form.open(person_id)

    assert form.first.raw() == "Ana Lucia"
    assert form.first.draft_line.text() == "Recovered typing, not part of the record yet"
    assert form.last.draft_line.text() == ""
    assert form.autosave.pending() == {"first_name"}
    assert form.autosave.settle()
    assert stored(program, person_id) == ("Nelson", "Ana Lucia")
    assert form.first.draft_line.text() == ""


def test_recovered_typing_can_be_thrown_away(context, program, person_id, qtbot):
    drafts.keep(program, "person", person_id, "first_name", "Ana Lucia")
    form = Form(context)
    qtbot.addWidget(form)
    form.open(person_id)

    form.first.draft_line.action.click()

    assert form.first.raw() == "Ana"
    assert drafts.of_record(program, person_id) == {}
    assert stored(program, person_id) == ("Nelson", "Ana")


def test_another_record_settles_the_one_before(form, program, person_id, qtbot):
    other = add_person(program, "Bruce")

    qtbot.keyClicks(form.last.line, "-Ortiz")
    form.open(other)

    assert stored(program, person_id) == ("Nelson-Ortiz", "Ana")
    assert form.last.raw() == "Bruce"


def test_showing_the_record_again_leaves_typing_alone(form, person_id, qtbot):
    qtbot.keyClicks(form.last.line, "-Ortiz")

    form.open(person_id)

    assert form.last.raw() == "Nelson-Ortiz"


def test_thirty_seconds_without_a_key_settle(form, program, person_id, qtbot):
    assert form.autosave._idle.interval() == 30_000
    qtbot.keyClicks(form.last.line, "-Ortiz")
    form.autosave._idle.setInterval(10)

    qtbot.waitUntil(lambda: stored(program, person_id) == ("Nelson-Ortiz", "Ana"))
