"""Adding an application by hand: quick by keyboard, never lost, late with a reason, aware of who applies again."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.test_accessibility import faults_of
from umdesk.domain.application_form import FIELDS, Part
from umdesk.domain.form_sources import USUAL, why_asked
from umdesk.domain.words import Route
from umdesk.services import applicants, cycles, drafts
from umdesk.services.applicants import NewApplicant
from umdesk.services.plans import advancements, start_participation
from umdesk.services.programs import Program
from umdesk.storage.models import Cycle
from umdesk.ui.applicants.tab import ApplicantsTab
from umdesk.ui.context import Context
from umdesk.ui.frame import Frame
from umdesk.ui.remembered import Remembered
from umdesk.ui.runner import Runner

ORDERED = [field.name for field in FIELDS if field.part in (Part.APPOINTMENT, Part.SUPERVISOR, Part.BACKGROUND)]


@pytest.fixture
def tab(program: Program, qtbot: QtBot, tmp_path: Path) -> Iterator[ApplicantsTab]:
    runner = Runner()
    context = Context(program, runner, Remembered(tmp_path / "remembered.json"))
    cycles.create_cycle(program, "Spring 2026")
    tab = ApplicantsTab(context)
    qtbot.addWidget(tab)
    context.announced.connect(tab.refresh)
    tab.resize(1280, 700)
    tab.show()
    yield tab
    context.stop()
    runner.close()


def close_on(program: Program, day: date) -> None:
    with program.operation("test", "test") as op:
        for cycle in op.session.query(Cycle):
            cycle.closes = day


def fill(tab: ApplicantsTab, **values: str) -> None:
    fields = {**tab.view.adding.fields.every(), "received": tab.view.adding.received}
    for name, text in values.items():
        fields[name].set_raw(text)
        fields[name].edited.emit()
        fields[name].left.emit()


def only(program: Program) -> applicants.ApplicantDetail:
    (row,) = applicants.rows(program)
    found = applicants.detail(program, row.id)
    assert found is not None
    return found


def test_the_form_has_every_field_of_the_paper_in_its_order_and_says_why_each_is_asked(tab: ApplicantsTab) -> None:
    fields = tab.view.adding.fields.every()
    ours = {"supervisor": "supervisor_name"}
    on_form = [field.name for field in FIELDS]
    shown = [ours.get(name, name) for name in fields if ours.get(name, name) in on_form]
    assert sorted(shown) == sorted(on_form)
    assert [name for name in shown if name in ORDERED] == [name for name in on_form if name in ORDERED]
    for name, field in fields.items():
        assert field.toolTip() == why_asked(name)
        assert why_asked(name) in field.editor.accessibleDescription()
    assert why_asked("education") == USUAL
    assert "2 CCR 599.981" in why_asked("class_code")


def test_last_name_and_class_are_typed_and_enter_adds(tab: ApplicantsTab, program: Program, qtbot: QtBot) -> None:
    tab.begin_adding()
    qtbot.keyClicks(tab.view.adding.fields.person["last_name"].editor, "Nelson")
    fill(tab, class_code="1379")
    qtbot.keyClick(tab.view.adding.fields.code.editor, Qt.Key.Key_Return)
    found = only(program)
    assert (found.last_name, found.class_title, found.came_as) == ("Nelson", "Office Assistant (Typing)", "paper")
    assert drafts.of_record(program, program.id) == {}
    assert tab.view.beside.currentWidget() is tab.view.detail


def test_typing_that_was_not_added_is_here_again_and_can_be_emptied(
    tab: ApplicantsTab, program: Program, qtbot: QtBot
) -> None:
    adding = tab.view.adding
    tab.begin_adding()
    fill(tab, last_name="Nelson", education="AA, 2019", signed="2/9/2026")
    tab.settle()
    assert drafts.of_record(program, program.id)["application last_name"] == "Nelson"
    tab.show_record(program.id)
    assert adding.fields.person["last_name"].raw() == "Nelson"
    assert adding.note.text() == "What you typed last and did not add is here again."
    assert adding.fields.background.unfolded
    qtbot.mouseClick(adding.note.action, Qt.MouseButton.LeftButton)
    assert adding.fields.person["last_name"].raw() == ""
    assert drafts.of_record(program, program.id) == {}
    assert not adding.fields.background.unfolded


def test_enter_on_a_button_presses_it_and_adds_nothing(tab: ApplicantsTab, program: Program, qtbot: QtBot) -> None:
    tab.begin_adding()
    fill(tab, last_name="Nelson", class_code="1379")
    fold = tab.view.adding.fields.background
    for button in (fold.button, tab.view.adding.received.button):
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Return)
    assert fold.unfolded
    assert tab.view.adding.received._popup is not None
    tab.view.adding.received._popup.close()
    assert applicants.rows(program) == ()


def test_a_late_application_is_asked_why_in_place(tab: ApplicantsTab, program: Program) -> None:
    close_on(program, date(2026, 3, 31))
    tab.begin_adding()
    fill(tab, last_name="Nelson", class_code="1379", received="3/31/2026")
    adding = tab.view.adding
    assert adding.late.text() == ""
    fill(tab, received="4/1/2026")
    assert adding.late.text() == "Late: Spring 2026 closed Mar 31, 2026. Say why it is taken in all the same."
    adding.add()
    assert applicants.rows(program) == ()
    assert adding.fields.application["late_reason"].reason().startswith("This application is late")
    fill(tab, late_reason="The mail was slow")
    adding.add()
    (row,) = applicants.rows(program)
    assert (row.late, only(program).late_reason) == (True, "The mail was slow")
    assert tab.view.detail.late.text() == "Late: received Apr 1, 2026, and the window closed Mar 31, 2026."


def test_who_applies_again_is_known_by_number_and_by_name_and_brings_what_is_on_file(
    tab: ApplicantsTab, program: Program, qtbot: QtBot
) -> None:
    before = cycles.create_cycle(program, "Spring 2025")
    ana = NewApplicant(
        "Muñoz",
        "Ana",
        "004711",
        class_code="1379",
        tenure="permanent",
        unit="Butte Unit",
        education="AA",
        received=date(2025, 2, 3),
    )
    old = applicants.add(program, before, ana)
    tab.begin_adding()
    adding = tab.view.adding
    adding.cycle.choice.set_value(next(line.id for line in cycles.list_cycles(program) if line.name == "Spring 2026"))
    fill(tab, last_name="MUÑOZ", first_name="ana")
    assert "Somebody of this name is on file: Ana Muñoz, employee number 004711." in adding.again.words()
    assert "Applied before: 2026-0001, Spring 2025 (eligible)." in adding.again.words()
    fill(tab, employee_number="4711", work_location="Chico")
    assert adding.again.words().startswith("Employee number 004711 is Ana Muñoz. Applied before:")
    qtbot.wait(1)  # what is laid out is shown
    button = next(one for one in adding.again.findChildren(QPushButton) if one.isVisibleTo(adding))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (adding.fields.unit.raw(), adding.fields.application["education"].raw()) == ("Butte Unit", "AA")
    assert adding.fields.person["last_name"].raw() == "MUÑOZ"
    adding.add()
    tab.begin_adding()
    fill(tab, employee_number="004711")
    assert "Already in this cycle: 2026-0002. Applied before: 2026-0001, Spring 2025" in adding.again.words()
    new = next(row for row in applicants.rows(program) if row.id != old)
    found = applicants.detail(program, new.id)
    assert found.person_id == applicants.detail(program, old).person_id
    assert (found.name, found.education, found.work_location) == ("Muñoz, Ana", "AA", "Chico")
    assert [(other.number, other.cycle) for other in found.others] == [("2026-0001", "Spring 2025")]


def test_a_class_that_contradicts_a_move_on_record_is_told_as_it_is_typed(tab: ApplicantsTab, program: Program) -> None:
    spring = cycles.create_cycle(program, "Spring 2025")
    before = NewApplicant("Nelson", "Rebecca", "4134", class_code="1441", received=date(2025, 2, 3))
    first = applicants.add(program, spring, before)
    person = applicants.detail(program, first).person_id
    with program.operation("tests.start", "Started") as op:
        part = start_participation(op.session, person, None, date(2026, 1, 1), program.today()).id
    advancements.record_advancement(program, part, on=date(2026, 4, 1), to_class_code="5157", route=Route.EXAM)
    tab.begin_adding()
    adding = tab.view.adding
    adding.cycle.choice.set_value(next(line.id for line in cycles.list_cycles(program) if line.name == "Spring 2026"))
    fill(tab, last_name="Nelson", first_name="Rebecca", employee_number="4134", class_code="1441")
    adding.add()
    told = (
        "The move to 5157 on Apr 1, 2026 is the last on record, and this says 1441 from May 20, 2026 on. Reports count "
        "the moves on record: put the date or the class right where this is wrong."
    )
    detail = tab.view.detail
    assert detail.against.text() == told
    held = detail.detail.appointment_id
    applicants.edit_appointment(program, held, {"class_code": "5157"})
    detail.show_application(detail.detail.id)
    assert detail.against.isHidden()


def test_the_same_name_is_the_same_person_only_if_somebody_says_so(
    tab: ApplicantsTab, program: Program, qtbot: QtBot
) -> None:
    before = cycles.create_cycle(program, "Spring 2025")
    old = applicants.add(program, before, NewApplicant("Lee", "Bo", class_code="1379", received=date(2025, 2, 3)))
    spring = next(line.id for line in cycles.list_cycles(program) if line.name == "Spring 2026")
    for same in (False, True):
        cycle = spring if same else cycles.create_cycle(program, "Fall 2026")
        tab.begin_adding()
        adding = tab.view.adding
        adding.cycle.choice.set_value(cycle)
        fill(tab, last_name="Lee", first_name="Bo", class_code="1441")
        if same:
            button = adding.again.findChildren(QPushButton)[0]
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
            assert "who is on file" in " ".join(label.text() for label in adding.again.findChildren(QLabel))
        adding.add()
        new = next(row for row in applicants.rows(program, cycle))
        assert (new.person_id == applicants.detail(program, old).person_id) is same


def test_the_day_received_is_changed_in_place_with_a_reason(tab: ApplicantsTab, program: Program) -> None:
    spring = cycles.list_cycles(program)[0].id
    made = applicants.add(program, spring, NewApplicant("Lee", class_code="1379", received=date(2026, 2, 3)))
    tab.show_record(made)
    stamp = tab.view.detail.stamp
    assert stamp.words.text() == "Received Feb 3, 2026 (by hand)"
    stamp.ask.opener.click()
    assert stamp.day.value() == date(2026, 2, 3)
    stamp.day.set_value(None)
    stamp.ask.confirm.click()
    assert stamp.why.reason() == "Why the day is changed is needed."
    stamp.why.set_value("Nobody stamped the envelope")
    stamp.ask.confirm.click()
    assert applicants.detail(program, made).received is None
    assert stamp.words.text() == "The day received is not known (by hand)."
    assert stamp.ask.opener.text() == "Give the day received…"


def test_the_form_unfolded_can_be_used_without_mouse_and_screen(
    tab: ApplicantsTab, program: Program, qtbot: QtBot
) -> None:
    close_on(program, date(2026, 3, 31))
    spring = cycles.list_cycles(program)[0].id
    applicants.add(program, spring, NewApplicant("Lee", "Bo", "4711", class_code="1379", received=date(2026, 2, 3)))
    tab.begin_adding()
    fill(tab, last_name="Lee", first_name="Bo", employee_number="4711")
    tab.view.adding.fields.background.button.click()
    tab.view.adding.fields.comment.button.click()
    qtbot.waitUntil(lambda: faults_of(tab.view.adding) == [])


def test_a_paper_that_was_half_typed_at_a_crash_is_one_click_away(frame: Frame, program: Program, qtbot: QtBot) -> None:
    cycles.create_cycle(program, "Fall 2026")
    drafts.keep(program, "application", program.id, "application last_name", "Nelson")
    frame.show_program(program)
    qtbot.mouseClick(frame.window.messages._action, Qt.MouseButton.LeftButton)
    view = frame.window.workspace.current().view
    qtbot.waitUntil(lambda: view.beside.currentWidget() is view.adding)
    assert view.adding.fields.person["last_name"].raw() == "Nelson"
    assert frame.window.workspace.settle()
    frame.locker.lock()
    assert drafts.of_record(program, program.id) == {"application last_name": "Nelson"}
    frame.window.close()
