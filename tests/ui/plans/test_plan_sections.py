"""The parts of a plan as somebody fills them in: appointment, target class, goals, competencies, costs, support."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.services.plans.conftest import Someone, someone
from umdesk.domain.ladders import Step
from umdesk.domain.plans import Content, Section
from umdesk.domain.words import Approval, CostCategory, GoalTerm, ItemKind, ResourceKind, Route
from umdesk.services import history, resources
from umdesk.services.classes import ladders
from umdesk.services.plans import editing, queries
from umdesk.services.programs import Program
from umdesk.services.resources import ResourceInput
from umdesk.storage import models
from umdesk.ui.context import Context
from umdesk.ui.plans.tab import PlansTab


@pytest.fixture
def rebecca(program: Program) -> Someone:
    return someone(program)


@pytest.fixture
def tab(qtbot: QtBot, context: Context, rebecca: Someone) -> Iterator[PlansTab]:
    made = PlansTab(context)
    context.announced.connect(made.refresh)
    made.resize(1260, 700)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.open_plan(rebecca.participation)
    yield made
    made.settle()


def content(program: Program, person: Someone) -> Content:
    return queries.plan(program, person.participation).content


def menu_of(page: QWidget) -> list[str]:
    """What the suggestions offer as they open."""
    page.menu.aboutToShow.emit()
    return [act.text() for act in page.menu.actions() if act.isEnabled()]


def test_a_newer_appointment_is_told_and_taken_over(tab: PlansTab, program: Program, rebecca: Someone) -> None:
    held = tab.editor.fields.held
    assert held.since.text() == (
        "Filled in from the appointment since Mar 1, 2024, as of May 20, 2026 (permanent, time base 1.0). What stands "
        "here is printed and signed."
    )
    assert held.differs.text() == ""
    with program.operation("tests.move", "Moved") as op:
        op.session.add(
            models.Appointment(
                person_id=rebecca.person, effective=date(2026, 5, 10), class_code="5278", class_title="",
                tenure="permanent", time_base="1.0",
            )
        )  # fmt: skip
    assert held.differs.text() == (
        "The appointment says otherwise. Class: 5278 Management Services Technician, not 1379 Office Assistant "
        "(Typing)."
    )
    held.differs.action.click()
    assert content(program, rebecca).current_class_code == "5278"
    assert (held.differs.text(), held.differs.isVisible()) == ("", False)
    history.undo(program)
    assert content(program, rebecca).current_class_code == "1379"


def test_a_target_class_is_taken_from_the_ladders_with_the_ways_there(
    tab: PlansTab, qtbot: QtBot, program: Program, rebecca: Someone
) -> None:
    ladders.add(program, Step("1379", "5278", Route.BRIDGING, "Two places a year"))
    ladders.add(program, Step("5278", "5393", Route.TRANSFER))
    tab.editor.go_to_page(Section.TARGET)
    target = tab.editor.fields.target
    assert [target.model.row(number).class_code for number in range(2)] == ["5278", "5393"]
    assert target.model.index(1, 0).data() == "5393 Analyst II (not confirmed)"
    assert (target.take.isEnabled(), target.known.text()) == (False, "")
    target.table.choose("5393")
    assert target._title.text() == "Ways to 5393 Analyst II"
    text = target.text.toPlainText()
    assert text.startswith("Bridging to 5278, then transfer to 5393 (2 steps)\nTo 5278 Management Services Technician")
    assert "Two places a year (noted on the ladder)" in text
    assert "Substantially the same: the highest salaries lie less than two steps apart. (2 CCR 599.666)" in text
    assert text.endswith("This is advice. Whether a way is open to this employee, only HR decides.")
    QTest.keySequence(target.table, QKeySequence("Return"))
    assert (content(program, rebecca).target_class_code, content(program, rebecca).target_class_title) == (
        "5393", "Analyst II",
    )  # fmt: skip
    assert target.known.text() == (
        "5393 is in no group that the rules name. Its row in Classes is not confirmed: check title and code before you "
        "print."
    )
    assert not target.take.isEnabled()
    field = tab.editor.fields.fields["target_class_code"]
    field.setFocus()
    field.box.lineEdit().selectAll()
    qtbot.keyClicks(field.box.lineEdit(), "4179")
    assert tab.settle()
    assert target.text.toPlainText().startswith("No career ladder leads from 1379 Office Assistant (Typing) to 4179 ")
    assert target.known.text().endswith("Its row in Classes is confirmed.")


def test_goals_and_competencies_are_helped_along(tab: PlansTab, program: Program, rebecca: Someone) -> None:
    editing.set_fields(program, rebecca.revision, {"target_class_code": "5157", "target_class_title": "Analyst"})
    tab.editor.go_to_page(Section.GOALS)
    goals = tab.editor.view.pages.currentWidget()
    assert menu_of(goals)[:2] == [
        "Short-term: Meet the minimum qualifications for Analyst", "Short-term: Pass the exam for Analyst",
    ]  # fmt: skip
    goals.menu.actions()[1].trigger()
    (goal,) = content(program, rebecca).goals
    assert (goal.term, goal.text, goal.measure) == (
        GoalTerm.SHORT, "Pass the exam for Analyst", "The name is on the eligible list",
    )  # fmt: skip
    assert goals.remark.text() == "By when? A date makes it easier to plan the steps."
    assert "Short-term: Pass the exam for Analyst" not in menu_of(goals)
    tab.editor.go_to_page(Section.COMPETENCIES)
    competencies = tab.editor.view.pages.currentWidget()
    first = menu_of(competencies)[0]
    competencies.menu.actions()[0].trigger()
    assert [row.name for row in content(program, rebecca).competencies] == [first]
    assert first not in menu_of(competencies)
    said = [tab.editor.view.sections.item(number).toolTip() for number in range(tab.editor.view.sections.count())]
    assert "Goals, 1 to fix, 1 tip" in said


def test_costs_are_for_something_and_add_up(tab: PlansTab, qtbot: QtBot, program: Program, rebecca: Someone) -> None:
    for text, amount, kind in (("Fee", 900, CostCategory.TUITION), ("Books", 90, CostCategory.BOOKS)):
        editing.add_row(
            program, rebecca.revision, ItemKind.COST,
            {"text": text, "estimate": Decimal(amount), "category": kind, "fund": "Training budget"},
        )  # fmt: skip
    tab.editor.go_to_page(Section.COSTS)
    page = tab.editor.view.pages.currentWidget()
    assert page.summary.text() == "Total $990.00. Tuition $900.00 and books $90.00. By fund: Training budget $990.00."
    page.add()
    assert page.fields["fund"].line.completer().model().stringList() == ["Training budget"]
    for name, typed in (("text", "Bus"), ("estimate", "12.5"), ("request_number", "TR-7"), ("planned_on", "9/1/2026")):
        page.fields[name].editor.setFocus()
        qtbot.keyClicks(page.fields[name].editor, typed)
    page.fields["category"].box.setCurrentIndex(3)
    page.fields["category"].box.activated.emit(3)
    line = content(program, rebecca).costs[1]
    assert (line.text, line.estimate, line.category, line.request_number, line.planned_on) == (
        "Bus", Decimal("12.50"), CostCategory.TRAVEL, "TR-7", date(2026, 9, 1),
    )  # fmt: skip


def test_a_mentor_comes_from_the_directory_or_is_a_name(
    tab: PlansTab, qtbot: QtBot, program: Program, rebecca: Someone
) -> None:
    resources.add(program, ResourceInput(ResourceKind.TUITION_HELP, "Tuition help", provider="Training Office"))
    ana = resources.add(program, ResourceInput(ResourceKind.COACH, "Ana O'Dell", fields="budgets", capacity=1))
    tab.editor.go_to_page(Section.SUPPORT)
    fields = tab.editor.fields.fields
    listed = fields["mentor_resource_id"].box
    place = listed.findText("Ana O'Dell, coach: budgets. 0 of 1 matched")
    assert place > 0
    listed.setCurrentIndex(place)
    listed.activated.emit(place)
    assert (content(program, rebecca).mentor_name, content(program, rebecca).mentor_resource_id) == ("Ana O'Dell", ana)
    fields["mentor_name"].editor.setFocus()
    fields["mentor_name"].editor.selectAll()
    qtbot.keyClicks(fields["mentor_name"].editor, "Bo O'Neill")
    assert tab.settle()
    assert (content(program, rebecca).mentor_name, content(program, rebecca).mentor_resource_id) == ("Bo O'Neill", None)
    menu = tab.editor.fields.resource.menu()
    menu.aboutToShow.emit()
    next(act for act in menu.actions() if act.text() == "Tuition help (Training Office)").trigger()
    assert tab.settle()
    assert content(program, rebecca).support == "Tuition help (Training Office)."
    approval = fields["supervisor_approval"].box
    approval.setCurrentIndex(approval.findText("Does not approve"))
    approval.activated.emit(approval.currentIndex())
    assert content(program, rebecca).supervisor_approval == Approval.DOES_NOT
    lines = [line.text() for line in tab.editor.fields._gaps[Section.SUPPORT].lines()]
    assert lines[0] == "The supervisor does not approve the plan. Talk it over; it cannot be printed like this."


def test_each_part_has_its_help_and_a_line_is_found_in_its_part(
    tab: PlansTab, program: Program, rebecca: Someone
) -> None:
    helped = []
    for section in Section:
        tab.editor.go_to_page(section)
        helped.append(tab.help_page)
    assert helped == [
        "writing-a-plan", "target-class", "writing-a-plan", "writing-a-plan", "activities", "writing-a-plan",
        "writing-a-plan",
    ]  # fmt: skip
    rows = [editing.add_row(program, rebecca.revision, ItemKind.COST, {"text": text}) for text in ("Fee", "Books")]
    tab.show_list()
    assert tab.help_page == "plans"
    tab.show_record(rows[1])
    assert tab.editor.view.sections.current() == Section.COSTS
    assert tab.editor.view.pages.currentWidget().table.current_key() == rows[1]


def test_list_and_form_scroll_as_one_page_where_they_do_not_fit_over_each_other(
    tab: PlansTab, program: Program, rebecca: Someone
) -> None:
    editing.add_row(program, rebecca.revision, ItemKind.GOAL, {"text": "Learn the budget cycle"})
    tab.resize(840, 430)
    tab.editor.go_to_page(Section.GOALS)
    QApplication.processEvents()
    page = tab.editor.view.pages.currentWidget()
    line = page.fontMetrics().height()
    assert page.table.height() >= 8 * line
    assert page.form.verticalScrollBar().maximum() == 0, "the form is there in full, and the page scrolls"
    assert page.parts.verticalScrollBar().maximum() > 0
    page.go_to_field("target_date")
    assert not page.fields["target_date"].editor.visibleRegion().isEmpty()
    tab.resize(1260, 700)
    QApplication.processEvents()
    assert page.parts.verticalScrollBar().maximum() == 0
