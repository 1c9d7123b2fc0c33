"""My rating sheets: one application at a time, saved as one types, submitted for good, nothing of others."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from tests.connections import keep_connections
from tests.roles_world import declare_all
from tests.selection_cycle import Made, applicant, make_cycle
from tests.ui.roles import WORDS
from tests.ui.test_accessibility import faults_of, unreached
from umdesk.domain.words import Conflict, CycleState, Role
from umdesk.services import accounts, criteria, cycles, my_sheets, programs, raters, ratings, reopening
from umdesk.services.programs import Program
from umdesk.storage import models
from umdesk.ui.frame import Frame
from umdesk.ui.mysheets import pile
from umdesk.ui.mysheets.points import LevelPoints, TypedPoints, points_field
from umdesk.ui.mysheets.tab import MySheetsTab


@pytest.fixture
def made(program: Program) -> Made:
    """The cycle "Spring 2026" in scoring, with ratings of Bo; Cy is another rater."""
    cycle = make_cycle(program)
    cycle.go(CycleState.SCORING)
    cycle.rate("2026-0001", (7, 3))
    return cycle


@pytest.fixture
def sign_in(frame: Frame, made: Made) -> Iterator[Callable[[], MySheetsTab]]:
    """Shows the window of Cy, who rates the cycle and has said nothing of conflicts of interest yet."""
    opened: list[Program] = []

    def show() -> MySheetsTab:
        program = made.program
        account = accounts.add(program, "Cy Park", [Role.RATER], WORDS)
        accounts.link_rater(program, made.raters[1], account)
        program.close()
        opened.append(programs.open_program(program.folder, password=WORDS, account="Cy Park", clock=program.clock))
        frame.show_program(keep_connections(opened[0]))
        tab = frame.window.workspace.current()
        assert isinstance(tab, MySheetsTab)
        return tab

    yield show
    frame.window.close_program()


@pytest.fixture
def rate(sign_in: Callable[[], MySheetsTab], made: Made) -> Callable[[], MySheetsTab]:
    """Shows the window of Cy, who has no conflict of interest; the first sheet is open."""

    def show() -> MySheetsTab:
        declare_all(made.program, made.raters[1], made.applications.values())
        tab = sign_in()
        tab.primary_action().trigger()
        return tab

    return show


def give(qtbot, tab: MySheetsTab, key: str, text: str) -> None:
    """Type points and leave the field with Enter."""
    field = tab.rating.form.points[key]
    field.editor.setFocus()
    field.editor.selectAll()
    qtbot.keyClicks(field.editor, text)
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)


def states(tab: MySheetsTab) -> list[str]:
    return [tab.list.model.index(row, 5).data() for row in range(tab.list.model.rowCount())]


def own(tab: MySheetsTab, made: Made, number: str) -> my_sheets.MySheet:
    found = my_sheets.sheets(tab._context.program, made.cycle)
    return next(sheet for sheet in found.sheets if sheet.number == number)


def who(tab: MySheetsTab) -> str:
    return tab.rating.view.who.text()


def press(qtbot, tab: MySheetsTab, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the focus is."""
    qtbot.keyClick(tab.window().focusWidget(), key, modifier)


def test_a_sitting_by_the_keyboard_alone_from_the_names_to_the_last_sheet(sign_in, made, qtbot):
    tab = sign_in()
    page, (aptitude, courses) = tab.declaring.page, made.keys
    assert tab.view.pages.currentWidget() is tab.declaring
    assert [item.text(0) for item in page.items()] == [f"Person{i}, Ana" for i in range(1, 5)]
    assert {item.checkState(0) for item in page.items()} == {Qt.CheckState.Unchecked}
    assert page.button.text() == "I have no conflict with any of them: begin rating"
    qtbot.waitUntil(lambda: tab.window().focusWidget() is page.names)
    press(qtbot, tab, Qt.Key.Key_Down)
    press(qtbot, tab, Qt.Key.Key_Space)
    assert page.named.text() == "You step back from 1 applicant"
    assert page.button.text() == "I have no conflict with the others: begin rating"
    page.button.setFocus()
    press(qtbot, tab, Qt.Key.Key_Space)
    assert tab.view.pages.currentWidget() is tab.declaring, "not without a reason"
    (reason,) = page.reasons.values()
    assert tab.window().focusWidget() is reason.editor
    qtbot.keyClicks(reason.editor, "My cousin")
    page.button.setFocus()
    press(qtbot, tab, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: tab.view.pages.currentWidget() is tab.rating)

    assert (states(tab), tab.view.progress.text()) == (
        ["To rate", "Conflict, not rated", "To rate", "To rate"], "0 of 3 submitted",
    )  # fmt: skip
    assert who(tab) == "2026-0001  Person1, Ana"
    for number, following in (("2026-0001", "2026-0003"), ("2026-0003", "2026-0004"), ("2026-0004", "")):
        assert who(tab).startswith(number)
        assert tab.window().focusWidget() is tab.rating.form.points[aptitude].editor
        qtbot.keyClicks(tab.window().focusWidget(), "6")
        press(qtbot, tab, Qt.Key.Key_Tab)
        comment = tab.rating.form.comments[aptitude]
        assert tab.window().focusWidget() is comment.editor
        qtbot.keyClicks(comment.editor, "Well argued.")
        press(qtbot, tab, Qt.Key.Key_Tab)
        qtbot.keyClicks(tab.window().focusWidget(), "n")
        press(qtbot, tab, Qt.Key.Key_Tab)
        assert tab.rating.view.total.text() == "2 of 2 criteria rated  ·  Your score: 60.00 of 100"
        press(qtbot, tab, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        sheet = own(tab, made, number)
        assert (sheet.submitted, sheet.values) == (True, {aptitude: Decimal(6), courses: None})
        assert sheet.comments == {aptitude: "Well argued."}
        assert who(tab).startswith(following or number)

    assert tab.view.pages.currentWidget() is tab.list
    assert tab.list.says.text() == "All 3 sheets are in"
    assert tab.list.more.text().startswith("Thank you: nothing is left to do.")
    assert tab.window().focusWidget() is tab.list.lock
    press(qtbot, tab, Qt.Key.Key_Space)
    assert tab.window().covered is not None


def test_what_is_complete_and_not_submitted_is_said_and_submitted_together(rate, made, qtbot):
    tab = rate()
    for _each in range(4):
        give(qtbot, tab, made.keys[0], "6")
        press(qtbot, tab, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)

    assert tab.view.pages.currentWidget() is tab.list
    assert states(tab) == ["Complete, not submitted"] * 4
    assert tab.list.says.text() == "4 sheets are complete, but not submitted"
    assert "4 of them have a criterion without points." in tab.list.more.text()
    assert tab.view.progress.text() == "0 of 4 submitted"
    tab.list.submit_all.opener.click()
    tab.list.submit_all.confirm.click()
    assert (states(tab), tab.list.says.text()) == (["Submitted"] * 4, "All 4 sheets are in")

    tab.open_sheet(made.applications["2026-0001"])
    assert tab.rating.form.points[made.keys[0]].editor.isReadOnly()
    assert not tab.primary_action().isVisible()
    assert tab.rating.view.note.text().startswith("This sheet is submitted.")


def test_what_is_missing_is_named_and_marked_and_an_optional_blank_is_asked_about_once(rate, made, qtbot):
    tab = rate()
    aptitude, courses = made.keys
    give(qtbot, tab, courses, "5")

    tab.primary_action().trigger()
    assert "Aptitude is missing" in tab.rating.view.note.text()
    assert tab.rating.form.points[aptitude].reason() == "Points are missing here."
    assert tab.window().focusWidget() is tab.rating.form.points[aptitude].editor
    assert states(tab)[0] == "Started"

    give(qtbot, tab, aptitude, "6")
    tab.rating.form.points[courses].editor.setFocus()
    press(qtbot, tab, Qt.Key.Key_Backspace)
    press(qtbot, tab, Qt.Key.Key_Return)
    tab.primary_action().trigger()
    assert tab.rating.view.note.text() == "Courses has no points. Give them, or submit again to leave it so."
    assert tab.window().focusWidget() is tab.rating.form.points[courses].editor
    assert not own(tab, made, "2026-0001").submitted
    tab.primary_action().trigger()
    assert own(tab, made, "2026-0001").submitted


def test_a_rating_that_will_not_do_says_so_under_the_field_and_keeps_the_sheet_in_view(rate, made, qtbot):
    tab = rate()

    give(qtbot, tab, made.keys[0], "11")

    assert tab.rating.form.points[made.keys[0]].reason() == "Aptitude takes 0 to 10."
    assert own(tab, made, "2026-0001").values == {}
    assert not tab.settle()
    tab.rating.following.trigger()
    assert who(tab).startswith("2026-0001")


def test_a_comment_is_kept_without_points(rate, made, qtbot):
    tab = rate()
    comment = tab.rating.form.comments[made.keys[0]]
    comment.editor.setFocus()
    qtbot.keyClicks(comment.editor, "See page 2")
    tab.rating.following.trigger()

    assert who(tab).startswith("2026-0002")
    assert own(tab, made, "2026-0001").comments == {made.keys[0]: "See page 2"}


def test_a_blind_cycle_asks_by_name_and_then_shows_numbers_alone(sign_in, made, program, qtbot):
    with program.operation("tests.blind", "Made the cycle blind") as op:
        op.session.get_one(models.Cycle, made.cycle).blind = True
    tab = sign_in()
    page = tab.declaring.page
    assert [page.names.isColumnHidden(column) for column in range(4)] == [False, True, True, True], "names alone"
    assert "2026-0" not in shown_in(tab)
    page.items()[2].setCheckState(0, Qt.CheckState.Checked)
    qtbot.keyClicks(page.reasons[made.applications["2026-0003"]].editor, "My cousin")
    page.button.click()
    qtbot.waitUntil(lambda: tab.view.pages.currentWidget() is tab.rating)

    assert sorted(row.number for row in tab.list.model.rows()) == ["2026-0001", "2026-0002", "2026-0004"]
    assert [tab.list.table.isColumnHidden(column) for column in (1, 2)] == [True, True], "no name, no class"
    assert "Person" not in shown_in(tab)
    assert tab.view.progress.text() == "0 of 3 submitted"


def shown_in(tab: MySheetsTab) -> str:
    """What the labels of the page in view and the title of the window say."""
    page = tab.view.pages.currentWidget()
    return " ".join([tab.window().windowTitle(), *(label.text() for label in page.findChildren(QLabel))])


def test_what_is_checked_in_the_list_of_names_is_kept_until_it_is_handed_in(sign_in, made, qtbot):
    tab = sign_in()
    page, wanted = tab.declaring.page, made.applications["2026-0002"]
    page.items()[1].setCheckState(0, Qt.CheckState.Checked)
    qtbot.keyClicks(page.reasons[wanted].editor, "We share a flat")
    tab.settle()
    again = MySheetsTab(tab._context)
    qtbot.addWidget(again)

    assert again.declaring.page.marked() == {wanted: "We share a flat"}
    again.show()
    names = again.declaring.page.names
    names.setCurrentItem(again.declaring.page.items()[1])
    names.setFocus()
    qtbot.keyClicks(names, ".")
    assert again.declaring.page.marked() == {wanted: "We share a flat."}, "typed on the checked name"
    assert my_sheets.cycles(tab._context.program)[0].to_declare == 4


def test_once_all_sheets_are_in_another_cycle_that_waits_is_offered(rate, made, program, qtbot):
    fall = cycles.create_cycle(program, "Fall 2026")
    rater = raters.add(program, fall, "Cy")
    with program.operation("tests.prepare", "Prepared") as op:
        other = applicant(op.session, fall, "2026-0101", "Other")
    Made(program, fall, {"2026-0101": other}, (rater,), ()).go(CycleState.SCORING)
    tab = rate()
    mine = tab._context.program
    with mine.operation("tests.prepare", "Prepared") as op:
        first = op.session.get_one(models.Rater, made.raters[1])
        op.session.get_one(models.Rater, rater).account_id = first.account_id
    for number in made.applications:
        my_sheets.enter(mine, made.applications[number], made.keys[0], Decimal(5))
        my_sheets.submit(mine, made.applications[number])
    tab.refresh(None)
    tab.show_list()

    assert tab.list.more.text() == "Fall 2026 still has sheets for you."
    assert tab.list.go_on.text() == "&Go on with Fall 2026"
    assert not tab.list.lock.isVisible()
    tab.list.go_on.click()
    assert tab.view.heading.text() == "First of all: conflicts of interest in Fall 2026"
    assert tab.window().focusWidget() is tab.declaring.page.names


def test_a_conflict_of_interest_that_is_found_later_closes_the_sheet(rate, made, qtbot):
    tab = rate()
    assert "56.67" not in shown_in(tab), "the score of another rater"
    panel = tab.rating.view.application
    panel.conflict.unfold()
    qtbot.keyClick(panel.reason.editor, Qt.Key.Key_Return)
    assert panel.reason.reason() == "Your conflict of interest is needed."
    qtbot.keyClicks(panel.reason.editor, "My cousin")
    qtbot.keyClick(panel.reason.editor, Qt.Key.Key_Return)

    assert own(tab, made, "2026-0001").conflict is Conflict.RECUSED
    assert states(tab)[0] == "Conflict, not rated"
    assert who(tab).startswith("2026-0002")
    assert tab.view.progress.text() == "0 of 3 submitted"
    tab.open_sheet(made.applications["2026-0001"])
    assert tab.rating.view.total.text() == "Not counted"
    assert tab.rating.form.points[made.keys[0]].editor.isReadOnly()


def test_a_sheet_that_was_given_back_says_by_whom_and_why(rate, made, program):
    declare_all(program, made.raters[1], made.applications.values())
    made.rate("2026-0001", (7, 3), (6, 6))
    reopening.reopen(program, made.applications["2026-0001"], made.raters[1], "Courses of another applicant")
    tab = rate()

    assert states(tab)[0] == "Given back: submit anew"
    tab.open_sheet(made.applications["2026-0001"])
    assert tab.rating.view.note.text() == (
        "Given back by Maria Ortega on May 20, 2026, 5:00 PM: “Courses of another applicant” "
        "Change what is wrong, then submit it anew."
    )


def test_points_of_changed_criteria_are_given_anew_and_the_sheet_can_be_submitted(rate, made, program, qtbot):
    both = [ratings.SheetEntry(made.applications["2026-0001"], made.raters[1],
                               {made.keys[0]: Decimal(8), made.keys[1]: Decimal(4)})]  # fmt: skip
    ratings.enter_sheets(program, both)
    for criterion in criteria.of_cycle(program, made.cycle).criteria:
        values = criteria.CriterionInput(criterion.name, Decimal(20), criterion.weight, required=criterion.required)
        criteria.edit(program, made.cycle, criterion.key, values, reason="Finer points")
    tab = rate()
    assert states(tab)[0] == "Look again"
    aptitude, courses = made.keys
    assert tab.rating.form.points[aptitude].raw() == ""
    assert tab.rating.form.blocks[aptitude].note.text() == "This was changed after you gave 8. Give your points again."

    give(qtbot, tab, aptitude, "16")
    assert tab.rating.form.blocks[courses].note.text() == "This was changed after you gave 4. Give your points again."
    give(qtbot, tab, courses, "8")
    tab.primary_action().trigger()

    assert own(tab, made, "2026-0001").submitted
    assert own(tab, made, "2026-0001").values == {aptitude: Decimal(16), courses: Decimal(8)}


def test_without_a_cycle_one_is_told_what_will_be_here(rate, made, program):
    cycles.cycle(program, made.cycle)
    with program.operation("tests.close", "Closed scoring") as op:
        op.session.get_one(models.Cycle, made.cycle).state = CycleState.OPEN.value
    tab = rate()

    assert tab.view.pages.currentWidget() is tab.view.empty
    assert tab.help_page == "rating-sheets"


def test_few_points_are_levels_that_only_a_choice_changes(qtbot, made, program):
    first = criteria.of_cycle(program, made.cycle).criteria[0]
    field = points_field(replace(first, maximum=Decimal(3), levels={"0": "None", "3": "Much"}, required=False))
    assert isinstance(field, LevelPoints)
    qtbot.addWidget(field)
    field.show()
    buttons = field._buttons
    assert list(buttons) == ["0", "1", "2", "3", "N/A"]
    assert buttons["3"].accessibleName() == "Aptitude: 3 Much"
    left = []
    field.left.connect(lambda: left.append(field.raw()))

    field.begin()
    qtbot.keyClicks(buttons["0"], "2")
    qtbot.keyClick(buttons["2"], Qt.Key.Key_Down)
    assert (field.raw(), left) == ("2", ["2"]), "the arrow keys go, and choose nothing"
    qtbot.keyClick(buttons["3"], Qt.Key.Key_Space)
    qtbot.keyClicks(buttons["3"], "n")
    qtbot.keyClick(buttons["N/A"], Qt.Key.Key_Delete)
    meaning = next(label for label in field.findChildren(QLabel) if label.text() == "Much")
    qtbot.mouseClick(meaning, Qt.MouseButton.LeftButton)
    for each in (buttons["1"], meaning):
        qtbot.mouseDClick(each, Qt.MouseButton.LeftButton)

    assert left == ["2", "3", "N/A", "", "3"]
    assert isinstance(points_field(first), TypedPoints)
    tens = points_field(replace(first, maximum=Decimal(10), step=Decimal(5)))
    qtbot.addWidget(tens)
    qtbot.keyClicks(tens._buttons["0"], "10")
    assert tens.raw() == "10"


def test_every_field_has_a_name_and_is_reached_by_tab(rate, made, program):
    first, second = criteria.of_cycle(program, made.cycle).criteria
    for criterion, maximum in ((first, 4), (second, 40)):  # one with levels to choose, one to type
        values = criteria.CriterionInput(criterion.name, Decimal(maximum), Decimal(1), levels=(("0", "Nothing shown"),))
        criteria.edit(program, made.cycle, criterion.key, values, reason="Other points")
    tab = rate()
    QApplication.processEvents()
    tab.rating.view.application.conflict.unfold()
    QApplication.processEvents()

    assert faults_of(tab.window()) == []
    assert unreached(tab.window()) == []


def test_typing_that_will_not_do_ends_with_the_scoring_of_its_cycle(rate, made, program, qtbot):
    tab = rate()
    opened = tab._context.program
    give(qtbot, tab, made.keys[0], "11")
    assert not tab.settle()

    with opened.operation("tests.close", "Closed scoring", undoable=False) as op:
        op.session.get_one(models.Cycle, made.cycle).state = CycleState.DECIDING.value

    assert tab.view.pages.currentWidget() is tab.view.empty
    assert tab.settle()
    said = tab.window().messages._text.text()
    assert said == "Scoring of Spring 2026 has ended. What you were typing was not entered."


def test_many_sheets_are_submitted_beside_the_window(rate, program, made, qtbot, monkeypatch):
    monkeypatch.setattr(pile, "_AT_ONCE", 1)
    tab = rate()
    for _each in range(4):
        give(qtbot, tab, made.keys[0], "6")
        press(qtbot, tab, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    tab.list.submit_all.opener.click()
    tab.list.submit_all.confirm.click()
    assert not tab.list.isEnabled()
    qtbot.waitUntil(tab.list.isEnabled)
    assert (states(tab), tab.list.says.text()) == (["Submitted"] * 4, "All 4 sheets are in")
