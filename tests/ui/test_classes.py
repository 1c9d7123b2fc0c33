"""The window of classes and career ladders: look, change with the effects shown first, ladders, a list."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from tests.applications import write_xlsx
from umdesk.domain.ladders import Step
from umdesk.domain.words import Category, Role, Route
from umdesk.services import classes, cycles, history
from umdesk.services.applicants import NewApplicant, add
from umdesk.services.classes import ladders
from umdesk.services.programs import SignedIn
from umdesk.ui.classes.window import ClassesWindow


@pytest.fixture
def window(qtbot, context):
    made = ClassesWindow(context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    context.runner.finish()


def settle(window, qtbot):
    qtbot.waitUntil(lambda: not window.catalogue._context.runner.busy, timeout=10_000)
    QApplication.processEvents()


def facts(context, code, day=date(2026, 5, 20)):
    found = classes.catalogue(context.program).facts(code, day)
    assert found is not None
    return found


def shown_codes(window):
    return [row.class_code for row in window.catalogue.list.model.rows()]


def test_the_list_is_searched_in_every_field(window):
    page = window.catalogue.list
    for text, codes in (
        ("731", ["0731"]),
        ("analyst I", ["5157"]),
        ("supervisory", ["0717", "1724", "1727"]),
        ("abolished equipment", ["6592"]),
    ):
        page.search.setText(text)
        assert set(codes) <= set(shown_codes(window)), text
    page.search.setText("nothing like this")
    assert shown_codes(window) == []


def test_enter_in_the_search_goes_to_what_was_found(window, qtbot):
    qtbot.keyClicks(window.catalogue.list.search, "1139")
    qtbot.keyClick(window.catalogue.list.search, Qt.Key.Key_Return)
    assert window.catalogue.list.table.hasFocus()
    assert window.catalogue.chosen.card.title.text() == "1139 Office Technician (Typing)"
    assert window.catalogue.chosen.form is None


def test_a_class_says_what_it_is_and_why(window, qtbot):
    settle(window, qtbot)
    window.show_class("5278")
    card = window.catalogue.chosen.card

    assert card.title.text() == "5278 Management Services Technician"
    assert card.badge.text() == "Bridging"
    assert "marked as a bridging class" in card.why.text()
    assert card.held.text() == "0 people hold it today."


def test_a_class_is_added_by_the_keyboard_and_undone(window, qtbot, context):
    page = window.catalogue
    page.add_button.click()
    form = page.chosen.facts_form
    qtbot.keyClicks(form.named["class_code"].editor, "999")
    qtbot.keyClicks(form.named["title"].editor, "Gardener")
    qtbot.keyClicks(form.named["schematic_code"].editor, "bl61")
    assert "BL61 lies in BL00 to BM00" in form.category_note.text()
    qtbot.keyClick(form.named["schematic_code"].editor, Qt.Key.Key_Return)
    settle(window, qtbot)

    assert page.list.table.current_key() == "0999"
    assert page.chosen.card.title.text() == "0999 Gardener"
    assert history.undo(context.program) == "Added class 0999 Gardener"


def test_a_class_that_is_asked_for_and_not_there_is_added_under_its_code(window):
    page = window.catalogue
    window.show_class("3333")
    form = page.chosen.facts_form
    assert page.chosen.form is form
    assert form.named["class_code"].raw() == "3333"
    assert page.window().focusWidget() is form.named["title"].editor
    page.leave_form()
    window.show_class("1441")
    assert (page.list.table.current_key(), page.chosen.form) == ("1441", None)


def test_a_wrong_value_is_named_under_its_field(window, qtbot):
    window.catalogue.add_button.click()
    form = window.catalogue.chosen.facts_form
    form.named["class_code"].set_raw("1379")
    form.named["title"].set_raw("Clerk")
    form.save_button.click()
    settle(window, qtbot)
    assert "is in the catalogue" in form.named["class_code"].reason()
    assert window.catalogue.chosen.currentWidget() is form.page
    assert "The schematic code and the entry level decide that" in form.category_note.text()
    assert form.save_button.visibleRegion().boundingRect().height() == form.save_button.height(), "never out of view"


def decide(window, qtbot, code="1379", what=Category.OTHER):
    window.show_class(code)
    window.catalogue.chosen.card.decide_button.click()
    form = window.catalogue.chosen.decide_form
    form.named["category"].set_value(what.value)
    form.named["effective"].set_raw("1/1/2026")
    form.named["reason"].set_raw("Our plan of 2026")
    form.save_button.click()
    settle(window, qtbot)


def test_what_a_decision_does_is_shown_before_it_is_made(window, qtbot, context):
    cycle = cycles.create_cycle(context.program, "Spring 2026")
    add(
        context.program, cycle,
        NewApplicant("Nelson", "Rebecca", class_code="1379", tenure="permanent", received=date(2026, 2, 9)),
    )  # fmt: skip
    page = window.catalogue
    decide(window, qtbot)

    assert page.pages.currentWidget() is page.effects
    assert page.effects.words.text() == (
        "1379 Office Assistant (Typing): LPEL → Other, as the department decided, from Jan 1, 2026."
    )
    assert page.effects.applications_words.text() == "1 application would get another answer."
    assert [(row.name, row.after.value) for row in page.effects.model.rows()] == [("Nelson, Rebecca", "not eligible")]
    assert facts(context, "1379").category is Category.LPEL
    page.effects.make_button.click()
    settle(window, qtbot)
    assert facts(context, "1379").category is Category.OTHER
    assert page.chosen.card.badge.text() == "Other, the department decided"
    decide(window, qtbot, "9927", Category.LPEL)
    page.effects.make_button.click()
    settle(window, qtbot)
    assert page.chosen.card.unconfirmed.text().startswith("The department's decision on the category holds.")


def test_going_back_from_the_effects_keeps_what_was_typed(window, qtbot, context):
    decide(window, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_Escape)

    form = window.catalogue.chosen.decide_form
    assert window.isVisible()
    assert form.isVisible()
    assert form.named["reason"].raw() == "Our plan of 2026"
    assert not window.catalogue.list.table.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.catalogue.chosen.card.isVisible()
    assert facts(context, "1379").override is None


def test_a_decision_is_lifted(window, qtbot, context):
    decide(window, qtbot)
    window.catalogue.effects.make_button.click()
    settle(window, qtbot)
    chosen = window.catalogue.chosen
    chosen.card.lift_button.click()
    chosen.lift_form.named["on"].set_raw("3/1/2026")
    chosen.lift_form.save_button.click()
    settle(window, qtbot)
    window.catalogue.effects.make_button.click()
    assert [facts(context, "1379", day).category for day in (date(2026, 2, 28), date(2026, 3, 1))] == [
        Category.OTHER, Category.LPEL,
    ]  # fmt: skip


def test_a_new_title_holds_from_its_day(window, qtbot, context):
    window.show_class("2011")
    chosen = window.catalogue.chosen
    chosen.card.retitle_button.click()
    chosen.retitle_form.named["title"].set_raw("Custodian I")
    chosen.retitle_form.named["on"].set_raw("3/1/2026")
    chosen.retitle_form.save_button.click()
    settle(window, qtbot)
    assert [row.title for row in chosen.card.titles_model.rows()] == ["Custodian", "Custodian I"]
    assert facts(context, "2011").title == "Custodian I"


def test_a_waiting_title_is_confirmed(window, qtbot, context):
    window.show_class("5157")
    card = window.catalogue.chosen.card
    assert card.unconfirmed.text() == "The title “Analyst I” is not confirmed, so the one before it still holds."
    card.unconfirmed.action.click()
    settle(window, qtbot)
    assert facts(context, "5157").title == "Analyst I"


def test_the_picture_is_read_and_walked_with_keys(window, qtbot, context):
    for step in (Step("1441", "1138", Route.EXAM), Step("1138", "5278", Route.BRIDGING)):
        ladders.add(context.program, step)
    settle(window, qtbot)
    window.pages.setCurrentWidget(window.ladders)
    view = window.ladders.view
    first = view.boxes["1441"]
    seen = QAccessible.queryAccessibleInterface(first)
    assert seen.text(QAccessible.Text.Name) == "1441 Office Assistant (General), LPEL"
    assert seen.text(QAccessible.Text.Description) == (
        "Leads to 1138 Office Technician (General) by exam. Reached from no class."
    )
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Right)
    qtbot.keyClick(view.boxes["1138"], Qt.Key.Key_Right)
    assert view.boxes["5278"].hasFocus()
    qtbot.keyClick(view.boxes["5278"], Qt.Key.Key_Return)
    assert window.pages.currentWidget() is window.catalogue
    assert window.catalogue.chosen.card.title.text() == "5278 Management Services Technician"


def test_a_step_is_added_changed_and_removed(window, qtbot, context):
    window.show_class("1379")
    window.catalogue.chosen.card.step_button.click()
    page = window.ladders
    assert page.form.from_class.value() == "1379"
    page.form.save_button.click()
    assert page.form.to_class.reason() == "To class is needed."
    page.form.to_class.set_value("1139")
    page.form.route.set_value(Route.EXAM.value)
    page.form.save_button.click()
    settle(window, qtbot)
    assert set(page.view.boxes) == {"1379", "1139"}
    page.table.choose(page.model.key(0))
    page.edit_button.click()
    page.form.route.set_value(Route.TRANSFER.value)
    page.form.save_button.click()
    settle(window, qtbot)
    assert [step.route for step in page.model.rows()] == [Route.TRANSFER]
    page.table.choose(page.model.key(0))
    page.remove_button.click()
    settle(window, qtbot)
    assert page.pages.currentWidget() is page.empty


LIST = (
    ("Classes for upward mobility", None, None, None),
    ("Class", "Title", "LPEL/ELTPA", "Salary Range"),
    (1379, "Office Assistant (Typing)", "LPEL", "3,438 - 4,303"),
    (999, "Gardener", "", ""),
    (4800, "Staff Services Manager I", "ELTPA", ""),
    ("Total", 3, None, None),
)


def test_a_list_is_compared_and_taken_in_one_step(window, qtbot, context, tmp_path):
    page = window.list_page
    window.pages.setCurrentWidget(page)
    page.read(write_xlsx(tmp_path / "um.xlsx", LIST))
    settle(window, qtbot)
    kinds = [(row.class_code, row.kind.value) for row in page.view.model.rows() if row.line]
    assert kinds == [("0999", "new"), ("1379", "facts"), ("4800", "category")]
    assert page.view.run.text() == "Take 2 differences"
    assert "6 (a total or a note)" in page.view.columns_note.text()
    page.view.run.click()
    settle(window, qtbot)
    settle(window, qtbot)

    assert window.catalogue.note.text() == "The list changed 2 classes. Undo takes all of it back."
    assert facts(context, "1379").salary_minimum == 3438
    assert facts(context, "4800").category is Category.OTHER
    assert history.undo(context.program) == "Took 2 differences from the class list um.xlsx"
    assert classes.catalogue(context.program).facts("0999", date(2026, 5, 20)) is None


def test_a_contradicting_category_is_taken_only_when_somebody_says_so(window, qtbot, context, tmp_path):
    page = window.list_page
    window.pages.setCurrentWidget(page)
    page.read(write_xlsx(tmp_path / "um.xlsx", LIST))
    settle(window, qtbot)
    page.view.table.choose(next(row.key for row in page.view.model.rows() if row.kind.value == "category"))
    page.view.take_button.click()
    page.view.on.set_raw("1/1/2026")
    page.view.on.left.emit()
    assert page.view.run.text() == "Take 3 differences"
    page.view.run.click()
    settle(window, qtbot)
    assert "4800 Staff Services Manager I: Other → ELTPA" in page.effects.words.text()
    page.effects.make_button.click()
    settle(window, qtbot)
    assert facts(context, "4800", date(2026, 1, 1)).category is Category.ELTPA


def test_a_list_without_a_code_asks_for_the_column(window, qtbot, tmp_path):
    page = window.list_page
    window.pages.setCurrentWidget(page)
    page.read(write_xlsx(tmp_path / "um.xlsx", [("What", "Title", "CBID"), (1379, "Office Assistant (Typing)", "R04")]))
    settle(window, qtbot)
    assert page.view.columns_note.text() == "No column is the class code. Choose the column that holds it."
    box = page.view.columns.boxes[0]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert [row.kind.value for row in page.view.model.rows() if row.line] == ["facts"]
    page.read(tmp_path / "missing.xlsx")
    settle(window, qtbot)
    assert "There is no file" in page.file_note.text()


def test_the_catalogue_is_saved_as_a_workbook(window, tmp_path):
    from umdesk.exchange import spreadsheets

    window.catalogue.save(tmp_path / "classes.xlsx")
    book = spreadsheets.read(tmp_path / "classes.xlsx")
    assert book.all_sheets == ("Classes", "Career ladders")
    rows = [line.cells for line in book.tables[0].lines]
    assert ("0731", "Groundskeeper", "BL60", "LPEL") in [row[:4] for row in rows]


def test_a_reader_looks_and_changes_nothing(qtbot, context):
    program = context.program
    program.account = SignedIn(program.account.account_id, "Eve", frozenset({Role.READER}))
    window = ClassesWindow(context, code="5157")
    qtbot.addWidget(window)
    window.show()
    card = window.catalogue.chosen.card
    assert card.title.text() == "5157 Staff Services Analyst (General)"
    assert not any(button.isVisible() for button in (card.edit_button, window.catalogue.add_button, card.lift_button))
    assert window.list_page is None
    assert not card.unconfirmed.action.isVisible()
