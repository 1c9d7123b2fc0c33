"""The tab Program year: goals set and told where they are wrong, actions written as one types, columns, the texts."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.services.plans.conftest import someone
from tests.ui.roles import sign_in
from umdesk.domain.goal_terms import GoalTerms
from umdesk.domain.words import Role
from umdesk.domain.year_words import ActionStatus, GoalKind, YearText
from umdesk.services import drafts
from umdesk.services.year import action_columns, actions, goals, texts


@pytest.fixture
def tab(frame, program):
    """The tab of 2025-26, in view."""
    someone(program)
    frame.show_program(program)
    frame.window.workspace.go_to("Program year")
    yield frame.window.workspace.current()
    frame.window.close_program()


def test_a_goal_is_set_judged_where_it_is_typed_and_leads_to_its_people(tab, program, qtbot):
    page = tab.section("goals")
    assert page.form.isVisible()  # nothing is there, so the first step is
    page.form.fields["employees"].set_raw("-2")
    assert not page.form.form.press()
    assert page.form.fields["employees"].reason() == "Type 0 or more."
    page.form.fields["employees"].set_raw("3")
    page.form.fields["period_from"].set_raw("6/30/2025")
    assert not page.form.form.press()
    assert "outside of the program year 2025-26" in page.form.fields["period_from"].reason()
    page.form.fields["period_from"].set_raw("Jul 1, 2025")
    approved = page.form.fields["approved_on"]
    for typed, told in (
        ("Aug 12, 2015", "Is the year right? Aug 12, 2015 lies far from program year 2025-26."),
        ("", ""),
    ):
        approved.set_raw(typed)
        approved.left.emit()
        assert page.form.far.text() == told
    assert page.form.form.press()

    qtbot.waitUntil(lambda: not page.form.isVisible())
    assert page.form.fields["kind"].value() == GoalKind.HIRING  # the next one to set
    [card] = page.cards
    assert page.verticalScrollBar().value() == 0
    qtbot.waitUntil(lambda: tab.window().focusWidget() is card.people)
    qtbot.waitUntil(lambda: tab.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange))  # a ring is drawn
    assert card.words == "1 of 3 reached, 88 % of the time is over."
    assert card.bar.accessibleName() == "Participation goal: 1 of 3 reached, 88 % of the time is over."
    window = page.show_people(card.goal.id)
    assert [one.who.name for one in window.model.rows()] == ["Nelson, Rebecca"]
    window.close()
    page.ask_change(card.goal.id)
    page.form.fields["reduced_to"].set_raw("2")
    assert not page.form.form.press()
    assert "day on which it was asked for" in page.form.fields["reduction_asked_on"].reason()
    page.form.cancel.click()
    assert not page.form.isVisible()


def test_records_and_missed_years_lead_to_their_place(tab, program):
    workspace_tab = tab
    for year in (2024, 2025):
        goals.add(program, year, GoalTerms(GoalKind.HIRING, 2))
    goal = goals.standing(program, 2024).goals[0].goal.id
    action = actions.add(program, 2027, {"text": "Find mentors"})
    tab.show_record(f"goals:{goal}")
    assert (tab.year, tab.sections.current()) == (2024, "goals")
    tab.show_record(action)
    assert (tab.year, tab.sections.current(), tab.current().panel.table.current_key()) == (2027, "actions", action)
    tab.show_record("goals:nothing")
    tab.show_record("goals:@2025")
    assert (tab.year, tab.sections.current()) == (2025, "goals")
    tab.section("goals").missed.action.click()
    assert (tab.year, tab.sections.current()) == (2025, "texts")

    field = tab.current().texts[YearText.EXPLANATION.name]
    field.box.setPlainText("A freeze")
    tab.current().autosave.keep()
    assert list(drafts.of_record(program, tab.current().autosave._record).values()) == ["A freeze"]
    workspace_tab.back.click()  # another year settles what was typed
    assert texts.of_year(program, 2025)[YearText.EXPLANATION] == "A freeze"
    assert field.raw() == ""


def test_an_action_is_written_as_one_types(tab, program, qtbot):
    page = tab.section("actions")
    page.primary_action().trigger()
    qtbot.waitUntil(lambda: tab.window().focusWidget() is page.panel.fields["text"].editor)
    qtbot.keyClicks(page.panel.fields["text"].editor, "Find mentors")
    page.panel.fields["target_date"].set_raw("7/1/2026")
    page.panel.fields["target_date"].edited.emit()
    assert not tab.settle()
    assert "outside of the program year" in page.panel.fields["target_date"].reason()
    page.panel.fields["target_date"].set_raw("5/1/2026")
    page.panel.fields["target_date"].edited.emit()
    assert tab.settle()
    [row] = actions.of_year(program, 2026).rows
    assert (row.text, row.target_date) == ("Find mentors", date(2026, 5, 1))
    assert page.panel.remark.text() == "Overdue: the target date was May 1, 2026."

    window = page.open_columns()
    window.new.set_raw("Unit")
    window.adding.press()
    qtbot.waitUntil(lambda: len(page.panel.columns) == 8)
    window.close()
    own = page.panel.columns[-1].key
    page.panel.fields[own].line.setText("Redding")
    page.panel.fields[own].edited.emit()
    page.panel.fields["status"].set_value(ActionStatus.DONE)
    page.panel.fields["status"].edited.emit()
    assert tab.settle()
    [row] = actions.of_year(program, 2026).rows
    assert (row.extra, row.done_on) == ({own: "Redding"}, program.today())
    page.add()
    page.panel.table.choose(row.id)
    page.add()
    last = actions.of_year(program, 2026).rows[-1].id
    qtbot.waitUntil(lambda: page.panel.table.current_key() == last)
    assert [one.text for one in actions.of_year(program, 2026).rows] == ["Find mentors", "", ""]
    for _ in range(3):
        page.panel.remove()
    assert actions.of_year(program, 2026).rows == ()
    assert action_columns.listed(program)[-1].title == "Unit"


def test_what_is_open_is_carried_forward_with_a_button(tab, program, qtbot):
    actions.add(program, 2025, {"text": "Find mentors"})
    page = tab.section("actions")
    assert page.carry.text() == "Carry forward 1 action from 2024-25"
    qtbot.mouseClick(page.carry, Qt.MouseButton.LeftButton)
    assert [row.text for row in page.panel.model.rows()] == ["Find mentors"]
    assert not page.carry.isVisible()


def test_a_reader_looks_and_changes_nothing(frame, program):
    goals.add(program, 2026, GoalTerms(GoalKind.HIRING, 2))
    actions.add(program, 2026, {"text": "Find mentors"})
    frame.show_program(sign_in(program, "Eve Reader", (Role.READER,)))
    frame.window.workspace.go_to("Program year")
    tab = frame.window.workspace.current()
    page = tab.section("goals")
    assert [page.button.isVisible(), page.form.isVisible(), page.cards[0].change.isVisible()] == [False] * 3
    page = tab.section("actions")
    assert [page.columns.isVisible(), page.carry.isVisible(), page.panel.removing.isVisible()] == [False] * 3
    assert page.panel.fields["text"].box.isReadOnly()
    frame.window.close_program()


def test_dates_are_marked_added_and_lead_to_their_place(tab, program, qtbot):
    action = actions.add(program, 2026, {"text": "Find mentors", "target_date": date(2026, 5, 1)})
    page = tab.section("calendar")
    assert page.chosen().record == f"actions:{action}"  # it is late, so it stands on top
    page.go_there()
    assert (tab.sections.current(), tab.current().panel.table.current_key()) == ("actions", action)

    tab.show_record("calendar:workforce-analysis@2026")
    assert (page.chosen().what[:22], page.open.text()) == ("The Workforce Analysis", "Go to the report")
    qtbot.mouseClick(page.done.opener, Qt.MouseButton.LeftButton)
    page.done_on.set_raw("5/21/2026")
    page.done.confirm.click()
    assert page.done_on.reason() == "The date must be May 20, 2026 or earlier."
    page.done_on.set_raw("5/19/2026")
    page.done.confirm.click()
    assert page.chosen().standing(program.today()) == "Done on May 19, 2026"
    assert (page.done.isVisible(), page.undone.isVisible()) == (False, True)
    page.undone.click()
    assert page.chosen().done_on is None

    page.primary_action().trigger()
    page.form.fields["on"].set_raw("7/2/2026")
    page.form.fields["title"].set_raw("Ask units")
    assert not page.form.form.press()
    assert "outside of the program year" in page.form.fields["on"].reason()
    page.form.fields["on"].set_raw("5/21/2026")
    assert page.form.form.press()
    qtbot.waitUntil(lambda: page.chosen().what == "Ask units")
    assert not page.form.isVisible()
    page.ask_change()
    page.form.fields["title"].set_raw("Ask all units")
    assert page.form.form.press()
    qtbot.waitUntil(lambda: page.chosen().what == "Ask all units")
    page.remove.click()
    assert all(entry.what != "Ask all units" for entry in page.model.rows())


def test_what_was_half_typed_is_there_again_in_its_year(tab, frame, program):
    goals.add(program, 2026, GoalTerms(GoalKind.HIRING, 2))
    page = tab.section("goals")
    page.ask_new()
    page.form.fields["employees"].line.setText("7")
    page.form.fields["employees"].edited.emit()
    tab.section("calendar").ask_new()
    tab.current().form.fields["title"].line.setText("Ask units")
    tab.current().form.fields["title"].edited.emit()
    tab.show_year(2027)
    assert tab.section("goals").form.fields["employees"].raw() == ""

    places = {
        typed.value: (frame.window.workspace.place_of(typed.table), typed.record) for typed in drafts.recovered(program)
    }
    assert {place for place, _record in places.values()} == {"Program year"}
    tab.show_record(places["7"][1])
    assert (tab.year, tab.sections.current(), page.form.isVisible()) == (2026, "goals", True)
    assert page.form.fields["employees"].raw() == "7"
    tab.show_record(places["Ask units"][1])
    assert (tab.sections.current(), tab.current().form.fields["title"].raw()) == ("calendar", "Ask units")


def test_a_goal_that_is_half_changed_is_so_again_in_its_year(tab, program):
    goal = goals.add(program, 2026, GoalTerms(GoalKind.HIRING, 2))
    page = tab.section("goals")
    page.ask_change(goal)
    page.form.fields["note"].line.setText("Agreed")
    page.form.fields["note"].edited.emit()
    tab.show_year(2027)
    assert page.form.fields["note"].raw() == ""
    tab.show_year(2026)
    page.ask_change(goal)
    assert page.form.fields["note"].raw() == "Agreed"


def test_the_line_below_says_that_typing_is_not_recorded_until_it_is(tab, frame):
    form = tab.section("goals").form
    form.fields["employees"].line.setText("7")
    form.fields["employees"].edited.emit()
    assert frame.status.saved.text() == "Saving…"
    form.keep()
    assert frame.status.saved.text() == "Typing kept, not recorded yet"
    assert form.form.press()
    assert frame.status.saved.text().startswith("Saved ")
