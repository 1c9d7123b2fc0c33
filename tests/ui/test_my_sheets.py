"""My rating sheets: one application at a time, saved as one types, submitted for good, nothing of others."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from tests.selection_cycle import Made, make_cycle
from tests.ui.roles import WORDS
from tests.ui.test_accessibility import faults_of, unreached
from umdesk.domain.words import Conflict, CycleState, Role
from umdesk.services import accounts, criteria, cycles, my_sheets, programs, ratings
from umdesk.services.programs import Program
from umdesk.storage import models
from umdesk.ui.frame import Frame
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
def rate(frame: Frame, made: Made) -> Iterator[Callable[[], MySheetsTab]]:
    """Shows the window of Cy, who rates the cycle."""
    opened: list[Program] = []

    def sign_in() -> MySheetsTab:
        program = made.program
        account = accounts.add(program, "Cy Park", [Role.RATER], WORDS)
        accounts.link_rater(program, made.raters[1], account)
        program.close()
        opened.append(programs.open_program(program.folder, password=WORDS, account="Cy Park", clock=program.clock))
        frame.show_program(opened[0])
        tab = frame.window.workspace.current()
        assert isinstance(tab, MySheetsTab)
        return tab

    yield sign_in
    frame.window.close_program()


def give(qtbot, tab: MySheetsTab, key: str, text: str) -> None:
    """Type points and leave the field with Enter."""
    field = tab.form.points[key]
    field.editor.setFocus()
    field.editor.selectAll()
    qtbot.keyClicks(field.editor, text)
    qtbot.keyClick(field.editor, Qt.Key.Key_Return)


def states(tab: MySheetsTab) -> list[str]:
    return [tab.view.model.index(row, 2).data() for row in range(tab.view.model.rowCount())]


def own(tab: MySheetsTab, made: Made, number: str) -> my_sheets.MySheet:
    found = my_sheets.sheets(tab._context.program, made.cycle)
    return next(sheet for sheet in found.sheets if sheet.number == number)


def test_sheets_are_rated_and_submitted_by_the_keyboard_alone(rate, made, qtbot):
    tab = rate()
    aptitude, courses = made.keys
    assert (states(tab), tab.view.progress.text()) == (["to rate"] * 4, "0 of 4 submitted")
    qtbot.keyClick(tab.view.table, Qt.Key.Key_Return)
    assert tab.window().focusWidget() is tab.form.points[aptitude].editor

    give(qtbot, tab, aptitude, "6")
    assert (states(tab)[0], tab.view.total.text()) == ("to submit", "Your score: 60.00 of 100")
    give(qtbot, tab, courses, "n")
    assert own(tab, made, "2026-0001").values == {aptitude: Decimal(6), courses: None}
    comment = tab.form.comments[aptitude]
    comment.editor.setFocus()
    qtbot.keyClicks(comment.editor, "Well argued.")
    qtbot.keyClick(comment.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert own(tab, made, "2026-0001").submitted
    assert own(tab, made, "2026-0001").comments == {aptitude: "Well argued."}
    assert states(tab) == ["submitted", "to rate", "to rate", "to rate"]
    assert tab.view.application.who.text() == "2026-0002 Person2, Ana"
    assert tab.window().focusWidget() is tab.form.points[aptitude].editor


def test_a_submitted_sheet_is_read_only(rate, made, qtbot):
    tab = rate()
    give(qtbot, tab, made.keys[0], "6")
    tab.submit()
    tab.view.table.choose(made.applications["2026-0001"])

    assert tab.form.points[made.keys[0]].editor.isReadOnly()
    assert not tab.primary_action().isVisible()
    assert tab.view.note.text().startswith("This sheet is submitted.")


def test_an_incomplete_sheet_is_not_submitted_and_the_cursor_goes_where_points_are_missing(rate, made, qtbot):
    tab = rate()
    give(qtbot, tab, made.keys[1], "5")

    tab.submit()

    assert "Aptitude is missing" in tab.view.note.text()
    assert tab.window().focusWidget() is tab.form.points[made.keys[0]].editor
    assert states(tab)[0] == "started"


def test_a_rating_that_will_not_do_says_so_under_the_field_and_stays_typing(rate, made, qtbot):
    tab = rate()

    give(qtbot, tab, made.keys[0], "11")

    assert tab.form.points[made.keys[0]].reason() == "Aptitude takes 0 to 10."
    assert own(tab, made, "2026-0001").values == {}
    assert not tab.settle()


def test_nothing_of_another_rater_is_on_screen(rate, made):
    tab = rate()

    texts = " ".join(label.text() for label in tab.findChildren(QLabel))
    texts += " ".join(field.raw() for field in tab.form.points.values())
    assert "56.67" not in texts
    assert "Bo" not in texts.split()


def test_a_blind_cycle_shows_no_names(rate, made, program):
    with program.operation("tests.blind", "Made the cycle blind") as op:
        op.session.get_one(models.Cycle, made.cycle).blind = True
    tab = rate()

    assert tab.view.application.who.text() == "2026-0001"
    assert tab.view.table.isColumnHidden(1)
    assert "Person1" not in " ".join(label.text() for label in tab.findChildren(QLabel))


def test_a_conflict_of_interest_closes_the_sheet(rate, made, qtbot):
    tab = rate()
    ask = tab.view.application.conflict
    ask.unfold()
    qtbot.keyClicks(tab.view.application.reason.editor, "My cousin")
    qtbot.keyClick(tab.view.application.reason.editor, Qt.Key.Key_Return)

    sheet = own(tab, made, "2026-0001")
    assert sheet.conflict is Conflict.RECUSED
    assert (states(tab)[0], tab.view.total.text()) == ("conflict", "Not counted")
    assert tab.form.points[made.keys[0]].editor.isReadOnly()
    assert ask.isHidden()
    assert tab.view.progress.text() == "0 of 3 submitted"


def test_points_of_changed_criteria_are_given_anew_and_the_sheet_can_be_submitted(rate, made, program, qtbot):
    both = [ratings.SheetEntry(made.applications["2026-0001"], made.raters[1],
                               {made.keys[0]: Decimal(8), made.keys[1]: Decimal(4)})]  # fmt: skip
    ratings.enter_sheets(program, both)
    for criterion in criteria.of_cycle(program, made.cycle).criteria:
        values = criteria.CriterionInput(criterion.name, Decimal(20), criterion.weight, required=criterion.required)
        criteria.edit(program, made.cycle, criterion.key, values, reason="Finer points")
    tab = rate()
    assert states(tab)[0] == "look again"
    aptitude, courses = made.keys
    assert tab.form.points[aptitude].raw() == ""
    assert tab.form._notes[aptitude].text() == "This was changed after you gave 8. Give your points again."

    give(qtbot, tab, aptitude, "16")
    assert tab.form._notes[courses].text() == "This was changed after you gave 4. Give your points again."
    give(qtbot, tab, courses, "8")
    tab.submit()

    assert own(tab, made, "2026-0001").submitted
    assert own(tab, made, "2026-0001").values == {aptitude: Decimal(16), courses: Decimal(8)}


def test_without_a_cycle_one_is_told_what_will_be_here(rate, made, program):
    cycles.cycle(program, made.cycle)
    with program.operation("tests.close", "Closed scoring") as op:
        op.session.get_one(models.Cycle, made.cycle).state = CycleState.OPEN.value
    tab = rate()

    assert tab.pages.currentWidget() is tab.empty
    assert tab.help_page == "rating-sheets"


def test_few_points_are_levels_chosen_by_digit_and_taken_back_by_delete(qtbot, made, program):
    first = criteria.of_cycle(program, made.cycle).criteria[0]
    field = points_field(replace(first, maximum=Decimal(3), levels={"0": "None", "3": "Much"}, required=False))
    assert isinstance(field, LevelPoints)
    qtbot.addWidget(field)
    field.show()
    assert [button.text() for button in field._buttons.values()] == ["0   None", "1", "2", "3   Much",
                                                                      "N/A   not applicable"]  # fmt: skip
    assert field._buttons["3"].accessibleName() == "Aptitude: 3 Much"
    left = []
    field.left.connect(lambda: left.append(field.raw()))

    field.begin()
    qtbot.keyClicks(field._buttons["0"], "2")
    qtbot.keyClicks(field._buttons["2"], "n")
    qtbot.keyClick(field._buttons["N/A"], Qt.Key.Key_Delete)

    assert left == ["2", "N/A", ""]
    assert isinstance(points_field(first), TypedPoints)
    QApplication.processEvents()


def test_every_field_has_a_name_and_is_reached_by_tab(rate, made, program):
    first, second = criteria.of_cycle(program, made.cycle).criteria
    for criterion, maximum in ((first, 4), (second, 40)):  # one with levels to choose, one to type
        values = criteria.CriterionInput(criterion.name, Decimal(maximum), Decimal(1), levels=(("0", "Nothing shown"),))
        criteria.edit(program, made.cycle, criterion.key, values, reason="Other points")
    tab = rate()
    QApplication.processEvents()
    tab.view.application.conflict.unfold()
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

    assert tab.pages.currentWidget() is tab.empty
    assert tab.settle()
    said = tab.window().messages._text.text()
    assert said == "Scoring of Spring 2026 has ended. What you were typing was not entered."
