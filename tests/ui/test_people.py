"""A person's page: any day, appointments added and put right, contacts, going to where things are done; places."""

from datetime import date

import pytest
import python_calamine
from PySide6.QtCore import Qt

from umdesk.domain.words import ContactKind, Role
from umdesk.domain.year_words import LeftAs
from umdesk.services import drafts, people
from umdesk.services.applicants import details, editing
from umdesk.services.people import contacts, supervisors, units
from umdesk.services.plans import start_participation
from umdesk.services.programs import SignedIn
from umdesk.storage import models
from umdesk.ui.people.places import PlacesWindow
from umdesk.ui.people.window import PersonWindow

FEB_9, TODAY = date(2026, 2, 9), date(2026, 5, 20)


def take_in(program, name, unit="Redding Center", supervisor="Dana Whitfield"):
    new = editing.NewApplicant(
        name, "Rebecca", class_code="5393", tenure="permanent", class_date=date(2025, 3, 3), unit=unit,
        supervisor=supervisor, received=FEB_9,
    )  # fmt: skip
    application = editing.add(program, None, new, new_cycle=f"Cycle of {name}")
    return details.detail(program, application).person_id, application


@pytest.fixture
def nelson(program):
    """Rebecca Nelson, an analyst since March 2025, has applied and takes part."""
    person, application = take_in(program, "Nelson")
    with program.operation("tests.start", "Started") as op:
        start_participation(op.session, person, application, date(2026, 4, 1), TODAY)
    return person


@pytest.fixture
def window(context, nelson, qtbot):
    made = PersonWindow(context, None, nelson)
    made.show()
    return made


def set_day(window, qtbot, text):
    window.day.line.setFocus()
    window.day.line.selectAll()
    qtbot.keyClicks(window.day.line, text)
    qtbot.keyClick(window.day.line, Qt.Key.Key_Return)


def test_the_page_answers_for_any_day(window, qtbot):
    assert window.holds.text("Class") == "5393 Analyst II"
    assert window.holds.text("Participation") == "active since Apr 1, 2026, plan 2026-0001"

    set_day(window, qtbot, "12/31/2025")
    assert window.holds.text("Class") == "5393 Associate Governmental Program Analyst"
    assert window.holds.text("Participation") == "not in the program"
    set_day(window, qtbot, "3/2/2025")
    assert window.holds.text("Appointment") == "None on file had begun by Mar 2, 2025."
    set_day(window, qtbot, "someday")
    assert "This is not a date" in window.day.reason()
    window.today.click()
    assert window.holds.text("Unit") == "Redding Center"


def test_a_transfer_is_added_and_taken_back_with_what_stands_on_it(window, program, nelson, qtbot):
    page = window.appointments
    page.add_button.click()
    page.form.button.click()
    assert page.form.fields["effective"].reason() == "Holds from is needed."
    page.form.fields["effective"].set_value(date(2026, 1, 5))
    page.form.fields["unit"].set_value("Butte Unit")
    page.form.button.click()

    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    assert page.form is None
    assert [row.unit for row in page.model.rows()] == ["Butte Unit", "Redding Center"]
    assert page.note.text().startswith("Application 2026-0001 now stands on the appointment of the day")
    assert page.model.row(0).applications == ("2026-0001",)
    page.table.choose(page.model.key(1))
    assert page.remove_button.isEnabled()
    page.correct_button.click()
    page.form.fields["tenure"].set_value("probationary")
    page.form.button.click()
    qtbot.waitUntil(lambda: people.on(program, nelson, date(2025, 6, 1)).tenure == "probationary")
    assert people.on(program, nelson, TODAY).tenure == "permanent"


def test_a_contact_is_written_down_and_shown(window, program, nelson, qtbot):
    page = window.contacts
    window.tabs.setCurrentWidget(page)
    page.add_button.click()
    page.form.fields["note"].set_value("Wants to lead a team")
    page.form.button.click()

    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    (row,) = contacts.of_person(program, nelson)
    assert (row.on, row.kind, row.note) == (TODAY, ContactKind.CAREER_CONVERSATION, "Wants to lead a team")
    page.table.choose(row.id)
    assert page.said.text() == "Wants to lead a team"
    contacts.edit(program, row.id, {"note": "Wants to lead a team. " * 60})
    qtbot.waitUntil(lambda: page.said.text().endswith("team. Wants to lead a team."))
    assert page.said.height() <= 5 * page.said.fontMetrics().lineSpacing()  # what is longer is scrolled
    page.remove_button.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)


def test_a_contact_that_was_typed_and_not_recorded_is_there_again(window, context, program, nelson, qtbot):
    window.tabs.setCurrentWidget(window.contacts)
    window.contacts.add_button.click()
    note = window.contacts.form.fields["note"]
    note.setFocus()
    qtbot.keyClicks(note.editor, "She said that")
    window.close()

    again = PersonWindow(context, None, nelson)
    again.show()
    assert "is kept" in again.contacts.said.text()
    again.contacts.add_button.click()
    assert again.contacts.form.fields["note"].value() == "She said that"
    again.contacts.form.button.click()
    qtbot.waitUntil(lambda: again.contacts.model.rowCount() == 1)
    assert drafts.of_record(program, nelson) == {}


def test_who_left_is_told_and_the_participation_goes_on_until_it_is_ended(window, program, nelson, qtbot):
    page = window.leaving
    window.tabs.setCurrentWidget(page)
    page.add_button.click()
    fields = page.form.fields
    fields["on"].set_raw("4/30/2024")
    page.form.button.click()
    assert "before the first appointment on file" in fields["on"].reason()
    fields["on"].set_raw("4/30/2026")
    fields["note"].set_value("To Caltrans")
    page.form.button.click()

    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert window.holds.text("Employment") == "left on Apr 30, 2026: moved to another department"
    assert page.note.text().startswith("In the program still: plan 2026-0001 is active.")
    page.change_button.click()
    page.form.fields["kind"].set_value(LeftAs.RETIRED)
    page.form.button.click()
    qtbot.waitUntil(lambda: window.holds.text("Employment").endswith("retired"))
    people.appointments.add(program, nelson, date(2026, 5, 15), {"unit": "Yreka"})
    qtbot.waitUntil(lambda: window.holds.text("Employment").endswith("came back on May 15, 2026"))
    assert page.note.text() == ""
    page.table.choose(page.model.row(0).id)
    page.remove_button.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)


def test_each_list_leads_to_where_its_things_are_done(window, context, program, nelson, qtbot):
    went = []
    context.place_wanted.connect(lambda place, record: went.append((place, record)))
    window.applications.table.opened.emit(window.applications.model.key(0))
    window.plans.button.click()
    application = details.newest_of(program, nelson)
    with program.reading() as session:
        part = people.asking.participation_on(session, nelson, TODAY).id
    assert went == [("Applicants", application), ("Career plans", part)]


def test_a_reader_looks_and_is_offered_nothing(context, program, nelson, qtbot):
    contacts.add(program, nelson, on=TODAY, kind=ContactKind.COACHING, note="said in confidence")
    program.account = SignedIn(program.account.account_id, "Eve Lindgren", frozenset({Role.READER}))
    window = PersonWindow(context, None, nelson)
    window.show()
    for page in (window.appointments, window.contacts):
        window.tabs.setCurrentWidget(page)
        assert not page.add_button.isVisible()
    assert window.contacts.model.data(window.contacts.model.index(0, 2)) == "(kept from readers)"


def test_a_supervisor_sees_their_own_participant_without_the_applications(context, program, nelson, qtbot):
    with program.operation("tests.link", "Linked", undoable=False) as op:
        op.session.query(models.Supervisor).one().account_id = program.account.account_id
    program.account = SignedIn(program.account.account_id, "Dana Whitfield", frozenset({Role.SUPERVISOR}))
    went = []
    context.place_wanted.connect(lambda place, _record: went.append(place))
    window = PersonWindow(context, None, nelson)
    window.show()

    assert not window.tabs.isTabVisible(window.tabs.indexOf(window.applications))
    assert not window.appointments.add_button.isVisible()
    window.tabs.setCurrentWidget(window.history)
    assert window.history.table.rows_model.rowCount() > 0
    window.tabs.setCurrentWidget(window.contacts)
    window.contacts.add_button.click()
    note = window.contacts.form.fields["note"]
    note.setFocus()
    qtbot.keyClicks(note.editor, "First talk")
    window.contacts.form.button.click()
    qtbot.waitUntil(lambda: window.contacts.model.rowCount() == 1)
    window.plans.button.click()
    assert went == ["My participants"]


def test_the_page_opens_from_an_applicant(open_frame, nelson, qtbot):
    context = open_frame.window.workspace.context
    context.place_wanted.emit("Applicants", nelson)
    tab = open_frame.window.workspace.current()
    tab.view.detail.person_page.click()
    (page,) = open_frame.window.findChildren(PersonWindow)
    assert page.name.text() == "Rebecca Nelson"
    page.plans.button.click()
    assert open_frame.window.workspace.current().help_page == "writing-a-plan"
    assert not page.isVisible()


def test_units_are_renamed_and_those_that_look_alike_made_one(context, program, qtbot):
    take_in(program, "Nelson")
    reyes, _ = take_in(program, "Reyes", "Redding Ctr", "Dana Whitfeld")
    window = PlacesWindow(context)
    window.show()
    page = window.units
    qtbot.waitUntil(lambda: page.pairs_model.rowCount() == 1)
    page.fields["name"].set_value("Redding  Field Office")
    page.keep.click()
    qtbot.waitUntil(lambda: [row.name for row in page.model.rows()] == ["Redding Ctr", "Redding Field Office"])

    page.table.choose(page.model.key(0))
    page.merge.opener.click()
    page.other.set_value(page.model.key(1))
    page.merge.confirm.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert people.on(program, reyes, TODAY).unit == "Redding Field Office"

    window.tabs.setCurrentWidget(window.supervisors)
    qtbot.waitUntil(lambda: window.supervisors.pairs_model.rowCount() == 1)
    window.supervisors.pairs.choose(window.supervisors.pairs_model.key(0))
    window.supervisors.make_one.click()
    qtbot.waitUntil(lambda: len(supervisors.listed(program)) == 1)
    assert len(units.listed(program)) == 1


def test_the_units_in_view_leave_as_a_workbook_without_a_disclosure(context, program, qtbot, tmp_path):
    take_in(program, "Nelson")
    take_in(program, "Reyes", "Yreka Center")
    window = PlacesWindow(context)
    window.show()
    page = window.units
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    page.search.setText("yreka")

    page.saver.save_to(tmp_path / "Units.xlsx")
    qtbot.waitUntil(lambda: (tmp_path / "Units.xlsx").exists() and not context.runner.busy)

    title, row = python_calamine.load_workbook(tmp_path / "Units.xlsx").get_sheet_by_index(0).to_python()[:2]
    assert (title[0], row[0]) == ("Unit", "Yreka Center")
    with program.reading() as session:
        assert session.query(models.Disclosure).count() == 0
