"""The whole job in the real window, by hand: create, import, rate, select, write a plan, print, report."""

from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.conftest import PASSWORD
from tests.e2e import office
from umdesk.domain.words import CycleState, RevisionState
from umdesk.services import applicants, drafts, history, integrity, programs
from umdesk.services.plans import queries
from umdesk.ui.frame import Frame
from umdesk.ui.newprogram import NewProgramPage
from umdesk.ui.signin import SignInPage
from umdesk.ui.widgets.fields import Field

TIMEOUT = 20_000


def page(frame: Frame, kind: type) -> Any:
    current = frame.window.pages.currentWidget()
    assert isinstance(current, kind)
    return current


def fill(field: Field, value: object) -> None:
    """Put a value into a field as a person does: type or choose, then leave it."""
    if isinstance(value, str) and not hasattr(field, "box"):
        field.set_raw(value)
    else:
        field.set_value(value)
    field.edited.emit()
    field.left.emit()


def fill_all(fields: dict[str, Field], **values: object) -> None:
    for name, value in values.items():
        fill(fields[name], value)


class Hands:
    """What a coordinator does in the window, a line each."""

    def __init__(self, frame: Frame, qtbot: QtBot) -> None:
        self.frame, self.qtbot = frame, qtbot

    @property
    def program(self) -> programs.Program:
        return self.frame.window.workspace.context.program

    def tab(self, name: str) -> Any:
        self.frame.window.workspace.go_to(name)
        tab = self.frame.window.workspace.current()
        self.qtbot.waitUntil(tab.isVisible)
        return tab

    def import_file(self, file: Path, cycle: str) -> None:
        tab = self.tab("Applicants")
        with self.qtbot.waitSignal(tab.importing.planned_now, timeout=TIMEOUT):
            tab.take_files([file])
        with self.qtbot.waitSignal(tab.importing.planned_now, timeout=TIMEOUT):
            fill(tab.importing.view.cycle.name, cycle)
        with self.qtbot.waitSignal(tab.importing.imported_now, timeout=TIMEOUT):
            tab.importing.view.run.click()
        tab.importing.view.finish.click()

    def take_step(self, state: CycleState) -> None:
        tab = self.tab("Selection")
        tab.primary_action().trigger()
        assert tab.panel.go.isVisible(), tab.panel.lines()
        tab.panel.go.click()
        assert tab.cycle.state is state

    def inner(self, name: str) -> Any:
        tab = self.tab("Selection")
        names = [tab.inner.tabText(number) for number in range(tab.inner.count())]
        tab.inner.setCurrentIndex(names.index(name))
        return tab.page(name)

    def name_raters(self, *names: str) -> None:
        raters = self.inner("Raters")
        for name in names:
            raters.new_name.set_raw(name)
            raters.add.click()

    def rate_by_keyboard(self, rater: str, points: dict[str, int]) -> None:
        """Choose the rater, then type a digit and Enter, cell by cell."""
        ratings = self.inner("Ratings")
        key = next(key for key, name in ratings._grid.raters.items() if name == rater)
        ratings.rater.set_value(key)
        ratings.rater.left.emit()
        for row in range(ratings.model.rowCount()):
            number = ratings.model.row(row).number
            if number not in points:
                continue
            ratings.view.setCurrentIndex(ratings.model.index(row, 2))
            for _ in ratings.model.criteria:
                self.qtbot.keyClicks(ratings.view, str(points[number]))
                self.qtbot.keyClick(ratings.view.findChild(QLineEdit), Qt.Key.Key_Return)

    def write_plan(self, editor: Any) -> None:
        fill_all(
            editor.fields.fields, supervisor_name="Pat O’Hara", target_class_code="5157", period_from="Jul 1, 2026",
            period_to="Jun 30, 2027", support="Two hours a week for study",
        )  # fmt: skip
        goals, activities, costs = editor._rows["Goals"], editor._rows["Activities"], editor._rows["Costs"]
        for number, text in enumerate(("Learn how the budget office works", "Become a staff analyst")):
            goals.add(number)
            fill_all(goals.fields, text=text)
        activities.add()
        fill_all(activities.fields, text="Excel for accountants", type="workshop", starts="9/1/2026", ends="9/30/2026")
        costs.add()
        fill_all(costs.fields, text="Course fee", estimate="350")
        editor.settle()


@pytest.fixture
def hands(open_frame: Frame, qtbot: QtBot) -> Hands:
    return Hands(open_frame, qtbot)


def test_the_wizard_makes_a_program_and_opens_it(frame: Frame, qtbot: QtBot, tmp_path: Path) -> None:
    frame.window.welcome.create_button.click()
    wizard = page(frame, NewProgramPage)
    for field, text in (
        (wizard.department, "Department of Example"),
        (wizard.office, "Redding Field Office"),
        (wizard.coordinator, "Ana María O’Neil"),
        (wizard.name, "redding"),
        (wizard.place, str(tmp_path)),
    ):
        field.set_raw(text)
    wizard.next_button.click()
    wizard.password.set_raw(PASSWORD)
    wizard.again.set_raw(PASSWORD)
    wizard.next_button.click()
    qtbot.waitUntil(lambda: wizard.preview.page_count() == 1, timeout=TIMEOUT)
    assert not wizard.next_button.isEnabled()
    assert wizard.preview.save_to(tmp_path / "sheet.pdf")
    assert wizard.next_button.isEnabled()
    assert not (tmp_path / "redding.umdesk").exists()
    wizard.next_button.click()
    qtbot.waitUntil(lambda: frame.window.workspace is not None, timeout=TIMEOUT)
    program = frame.window.workspace.context.program
    assert program.account.name == "Ana María O’Neil"
    assert "redding" in frame.window.windowTitle()


def test_the_whole_job_by_hand(hands: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    program = hands.program
    hands.import_file(office.workbook(tmp_path / "applications.xlsx"), office.CYCLE)
    assert [row.name for row in hands.tab("Applicants").view.model.rows()][:2] == [
        "Nguyễn-O’Connor, Siobhán", "Nelson, Rebecca",
    ]  # fmt: skip

    rules = hands.inner("Criteria")
    fill_all(rules.form.named(), seats="1", opens="2/1/2026", closes="3/1/2026")
    hands.name_raters(*office.RATERS)
    hands.take_step(CycleState.OPEN)
    hands.take_step(CycleState.SCORING)
    for place, rater in enumerate(office.RATERS):
        hands.rate_by_keyboard(rater, {number: points[place] for number, points in office.POINTS.items()})
    hands.take_step(CycleState.DECIDING)
    results = hands.inner("Results")
    assert [(row.rank, row.number, str(row.score)) for row in results.model.rows()] == [
        (1, "2026-0001", "93.33"), (2, "2026-0002", "80.00"), (3, "2026-0003", "66.67"), (4, "2026-0004", "33.33"),
    ]  # fmt: skip
    results.by_rank.trigger()
    results.apply.trigger()

    plans = hands.tab("Career plans")
    row = queries.list_plans(program)[0]
    plans.open_plan(row.participation_id)
    editor = plans.editor
    assert editor.detail.needed
    hands.write_plan(editor)
    assert [gap.text for gap in editor.detail.needed] == []
    plans.primary_action().trigger()
    editor.view.banner.yes.click()
    qtbot.waitUntil(lambda: not editor.view.banner.isVisible(), timeout=TIMEOUT)
    assert editor.detail.state is RevisionState.PRINTED
    assert editor.view.preview.pane.save_to(tmp_path / "plan.pdf")
    text = "\n".join(page.extract_text() for page in PdfReader(tmp_path / "plan.pdf").pages)
    assert "Nguyễn-O’Connor" in text
    assert "Excel for accountants" in text
    assert "DRAFT" not in text

    reports = hands.tab("Reports")
    reports.view.gallery.choose("summary")
    place = reports.view.place
    qtbot.waitUntil(lambda: place.report is not None and place.report.kind == "summary", timeout=TIMEOUT)
    numbers = {number.key: number for number in place.report.content.numbers()}
    assert [numbers[key].value for key in ("applicants", "eligible", "selected", "active-plans")] == [6, 4, 1, 1]
    assert str(numbers["estimated-cost"].value) == "350.00"

    # From a figure to the person behind it.
    place.open_number(numbers["selected"])
    place.behind.table.choose("0")
    place.behind.open.click()
    assert hands.frame.window.workspace.current().view.detail.name.text() == "Nguyễn-O’Connor, Siobhán"
    hands.tab("Reports")
    place.open_number(numbers["active-plans"])
    place.behind.table.choose("0")
    place.behind.open.click()
    assert hands.frame.window.workspace.current().editor.detail.plan_number == "2026-0001"
    assert integrity.check(program).findings == ()


def test_undo_in_the_window_takes_an_import_back(hands: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    hands.import_file(office.workbook(tmp_path / "applications.xlsx"), office.CYCLE)
    assert len(applicants.rows(hands.program)) == 6
    qtbot.waitUntil(lambda: "6 applications" in hands.frame.menus.undo.text(), timeout=TIMEOUT)
    hands.frame.menus.undo.trigger()
    assert applicants.rows(hands.program) == ()
    qtbot.waitUntil(lambda: hands.tab("Applicants").view.model.rows() == [], timeout=TIMEOUT)
    hands.frame.menus.redo.trigger()
    qtbot.waitUntil(lambda: len(hands.tab("Applicants").view.model.rows()) == 6, timeout=TIMEOUT)


def test_a_wrong_password_is_a_sentence_and_the_right_one_opens(
    frame: Frame, qtbot: QtBot, program_folder: Path
) -> None:
    frame.open_folder(program_folder)
    signin = page(frame, SignInPage)
    signin.password.set_raw("not the password")
    signin.sign_in()
    qtbot.waitUntil(lambda: signin.password.reason() != "" or signin.note.text() != "", timeout=TIMEOUT)
    assert frame.window.workspace is None
    signin.password.set_raw(PASSWORD)
    signin.sign_in()
    qtbot.waitUntil(lambda: frame.window.workspace is not None, timeout=TIMEOUT)


def test_a_second_window_is_told_since_when_and_may_look(frame: Frame, qtbot: QtBot, program_folder: Path) -> None:
    first = programs.open_program(program_folder, password=PASSWORD)
    try:
        frame.open_folder(program_folder)
        signin = page(frame, SignInPage)
        signin.password.set_raw(PASSWORD)
        signin.sign_in()
        qtbot.waitUntil(signin.look_button.isVisible, timeout=TIMEOUT)
        assert "Open since" in signin.note.text()
        signin.look_button.click()
        qtbot.waitUntil(lambda: frame.window.workspace is not None, timeout=TIMEOUT)
        assert not frame.window.workspace.context.program.writable
        frame.window.close_program()
    finally:
        first.close()


def test_an_answer_for_a_window_that_was_closed_meanwhile_is_dropped(open_frame: Frame, qtbot: QtBot) -> None:
    runner = open_frame.window.runner
    window = open_frame.open_window("check")
    assert window is not None
    window.close()
    qtbot.waitUntil(lambda: not runner.busy, timeout=TIMEOUT)


def test_typing_for_a_record_that_undo_took_away_is_dropped_with_a_word(hands: Hands) -> None:
    tab = hands.tab("Selection")
    tab.new_cycle.trigger()
    tab.new_name.set_raw("Spring 2026")
    tab.make.click()
    name = hands.inner("Criteria").criterion.name
    name.set_raw("Something else")
    name.edited.emit()
    history.undo(hands.program)
    told: list[str] = []
    hands.frame.window.runner.told.connect(lambda text, _action, _act: told.append(text))
    assert tab.settle()
    assert any("no longer there" in text for text in told)
    assert drafts.recovered(hands.program) == []
    assert tab.settle()
