"""The tab Applicants: list, filters, form, deciding, withdrawing, adding."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.applications import BRUCE, HEADER, NELSON, table_of
from umdesk.domain.errors import UserError
from umdesk.domain.intake import headers
from umdesk.domain.words import ApplicationState, Eligibility
from umdesk.services import applicants, cycles, drafts, history, imports
from umdesk.services.programs import Program
from umdesk.ui.applicants.filters import ALL, DECIDE, ELIGIBLE, NOT_ELIGIBLE, WITHDRAWN
from umdesk.ui.applicants.tab import ApplicantsTab
from umdesk.ui.context import Context
from umdesk.ui.remembered import Remembered
from umdesk.ui.runner import Runner

LEE = ("Lee", "Bo", "111111", "8888", "Special Projects Aide", "Permanent", "", "2/10/2026")
REESE = ("Muñoz", "Jason", "222222", "1978", "", "Permanent", "", "2/11/2026")


def fill(program: Program, *rows: tuple[str, ...], cycle: str = "Spring 2026") -> None:
    table = table_of(HEADER, *rows)
    imports.commit(program, table, headers.find(table), cycle)


@pytest.fixture
def context(program: Program, tmp_path: Path) -> Iterator[Context]:
    runner = Runner()
    refused: list[UserError] = []
    runner.refused.connect(refused.append)
    made = Context(program, runner, Remembered(tmp_path / "remembered.json"))
    # As in the window: the tab in view hears of every operation.
    yield made
    made.stop()
    runner.close()
    assert refused == []


def shown(context: Context, qtbot: QtBot) -> ApplicantsTab:
    tab = ApplicantsTab(context)
    qtbot.addWidget(tab)
    context.announced.connect(tab.refresh)
    tab.resize(1280, 700)
    tab.show()
    return tab


@pytest.fixture
def tab(context: Context, qtbot: QtBot) -> ApplicantsTab:
    fill(context.program, NELSON, BRUCE, LEE, REESE)
    return shown(context, qtbot)


def names(tab: ApplicantsTab) -> list[str]:
    return [row.last_name for row in tab.view.model.rows()]


def choose(tab: ApplicantsTab, last_name: str) -> str:
    wanted = next(row.id for row in tab.view.model.rows() if row.last_name == last_name)
    tab.view.table.choose(wanted)
    return wanted


def test_an_empty_program_offers_the_first_step(context: Context, qtbot: QtBot) -> None:
    tab = shown(context, qtbot)
    assert tab.pages.currentWidget() is tab.empty
    assert tab.primary_action().isEnabled()
    wanted: list[str] = []
    context.window_wanted.connect(wanted.append)
    next(button for button in tab.empty.findChildren(QPushButton) if "window" in button.text()).click()
    assert wanted == ["window"]
    fill(context.program, NELSON)
    assert tab.pages.currentWidget() is tab.view
    assert names(tab) == ["Nelson"]


def test_the_list_is_filtered_by_a_click_on_a_count_and_by_words(tab: ApplicantsTab, qtbot: QtBot) -> None:
    assert names(tab) == ["Nelson", "Bruce", "Lee", "Muñoz"]
    tab.view.chips.choose(DECIDE)
    assert names(tab) == ["Lee"]
    tab.view.chips.choose(NOT_ELIGIBLE)
    assert names(tab) == ["Muñoz"]
    tab.view.chips.choose(ALL)
    qtbot.keyClicks(tab.view.search, "munoz 1978")
    qtbot.waitUntil(lambda: names(tab) == ["Muñoz"])
    tab.view.search.clear()
    qtbot.waitUntil(lambda: len(names(tab)) == 4)


def test_the_chosen_application_stands_beside_the_list(tab: ApplicantsTab) -> None:
    choose(tab, "Lee")
    detail = tab.view.detail
    assert tab.view.beside.currentWidget() is detail
    assert (detail.name.text(), detail.badge.text()) == ("Lee, Bo", "To decide")
    assert detail.saved.fields.person["employee_number"].raw() == "111111"
    assert detail.saved.fields.code.raw() == "8888"


def test_a_decision_is_made_in_place_and_taken_back(tab: ApplicantsTab, qtbot: QtBot) -> None:
    wanted = choose(tab, "Lee")
    panel = tab.view.detail.eligibility
    panel.ask.unfold()
    qtbot.mouseClick(panel.ask.confirm, Qt.MouseButton.LeftButton)
    assert panel.why.reason() == "Reason is needed."
    panel.choice.set_value(Eligibility.ELIGIBLE)
    panel.why.set_value("HR says entry level")
    qtbot.mouseClick(panel.ask.confirm, Qt.MouseButton.LeftButton)
    assert tab.view.detail.badge.text() == "Eligible, decided"
    assert "HR says entry level" in panel.decided_note.text()
    assert panel.ask.body.isHidden()
    qtbot.mouseClick(panel.take_back, Qt.MouseButton.LeftButton)
    assert tab.view.detail.badge.text() == "To decide"
    assert tab.view.table.current_key() == wanted


def test_typing_becomes_one_change_when_the_field_is_left(tab: ApplicantsTab, context: Context, qtbot: QtBot) -> None:
    wanted = choose(tab, "Lee")
    detail = tab.view.detail
    detail.pages.setCurrentIndex(0)
    phone = detail.saved.fields.person["work_phone"]
    phone.setFocus()
    qtbot.keyClicks(phone.editor, "555-0100")
    qtbot.waitUntil(lambda: drafts.of_record(context.program, detail.detail.person_id) == {"work_phone": "555-0100"})
    assert applicants.detail(context.program, wanted).work_phone == ""
    detail.saved.fields.person["work_email"].setFocus()
    assert applicants.detail(context.program, wanted).work_phone == "555-0100"
    assert history.undo_step(context.program) == "Changed the work phone of Bo Lee"


def test_a_known_class_code_brings_its_title(tab: ApplicantsTab, context: Context, qtbot: QtBot) -> None:
    wanted = choose(tab, "Nelson")
    tab.view.detail.pages.setCurrentIndex(0)
    fields = tab.view.detail.saved.fields
    fields.code.setFocus()
    fields.code.line.selectAll()
    qtbot.keyClicks(fields.code.editor, "1441")
    qtbot.waitUntil(lambda: fields.code.line.completer().popup().isHidden())
    qtbot.keyClick(fields.code.editor, Qt.Key.Key_Return)
    now = applicants.detail(context.program, wanted)
    assert (now.class_code, now.class_title) == ("1441", "Office Assistant (General)")
    history.undo(context.program)
    assert applicants.detail(context.program, wanted).class_code == "1379"
    assert fields.code.raw() == "1379"


def test_a_value_that_will_not_do_is_explained_under_its_field(tab: ApplicantsTab, qtbot: QtBot) -> None:
    choose(tab, "Lee")
    tab.view.detail.pages.setCurrentIndex(0)
    number = tab.view.detail.saved.fields.person["employee_number"]
    number.setFocus()
    number.line.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(number.editor, "429163")
    tab.view.detail.saved.fields.unit.setFocus()
    assert number.reason().startswith("Employee number 429163 belongs to Chase Bruce.")
    assert not tab.settle()


def test_an_application_is_withdrawn_with_a_reason_and_taken_back(tab: ApplicantsTab, qtbot: QtBot) -> None:
    choose(tab, "Nelson")
    detail = tab.view.detail
    detail.pages.setCurrentIndex(1)
    detail.withdraw.unfold()
    detail.why.set_value("Took another job")
    qtbot.mouseClick(detail.withdraw.confirm, Qt.MouseButton.LeftButton)
    assert detail.badge.text() == "Withdrawn"
    assert detail.withdrawn.text() == "Withdrawn May 20, 2026: Took another job"
    tab.view.chips.choose(WITHDRAWN)
    assert names(tab) == ["Nelson"]
    qtbot.mouseClick(detail.back, Qt.MouseButton.LeftButton)
    assert names(tab) == []


def test_a_question_that_unfolds_shows_its_buttons(tab: ApplicantsTab, qtbot: QtBot) -> None:
    tab.resize(1000, 420)
    choose(tab, "Nelson")
    detail = tab.view.detail
    detail.pages.setCurrentIndex(1)
    detail.withdraw.unfold()
    confirm = detail.withdraw.confirm
    qtbot.waitUntil(lambda: confirm.visibleRegion().boundingRect() == confirm.rect())


def test_an_applicant_is_added_by_hand(tab: ApplicantsTab, context: Context, qtbot: QtBot) -> None:
    tab.add_action.trigger()
    adding = tab.view.adding
    assert tab.view.beside.currentWidget() is adding
    qtbot.mouseClick(adding.add_button, Qt.MouseButton.LeftButton)
    assert adding.fields.person["last_name"].reason() == "Last name is needed."
    adding.fields.person["last_name"].set_value("Ortiz")
    qtbot.mouseClick(adding.add_button, Qt.MouseButton.LeftButton)
    assert adding.fields.code.reason() == "An appointment needs a class code or a class title."
    adding.fields.code.set_value("2011")
    adding.fields.tenure.set_value("permanent")
    qtbot.mouseClick(adding.add_button, Qt.MouseButton.LeftButton)
    assert tab.view.beside.currentWidget() is tab.view.detail
    assert tab.view.detail.name.text() == "Ortiz"
    assert names(tab)[-1] == "Ortiz"
    row = applicants.rows(context.program)[-1]
    assert (row.class_title, row.state) == ("Custodian", ApplicationState.ELIGIBLE)


def test_enter_adds_the_applicant_in_the_words_of_the_program_and_escape_leaves(
    tab: ApplicantsTab, context: Context, qtbot: QtBot
) -> None:
    tab.add_action.trigger()
    adding = tab.view.adding
    adding.fields.person["last_name"].set_value("Ortiz")
    adding.fields.code.set_value("2011")
    qtbot.keyClicks(adding.fields.tenure.line, "Perm")
    qtbot.keyClick(adding.fields.tenure.line, Qt.Key.Key_Return)
    assert names(tab)[-1] == "Ortiz"
    assert applicants.rows(context.program)[-1].state is ApplicationState.ELIGIBLE

    tab.add_action.trigger()
    qtbot.keyClick(adding.fields.tenure.line, Qt.Key.Key_Escape)
    assert tab.view.beside.currentWidget() is tab.view.detail


def test_the_first_applicant_can_be_added_into_a_new_cycle_in_one_step(context: Context, qtbot: QtBot) -> None:
    tab = shown(context, qtbot)
    tab.add_action.trigger()
    adding = tab.view.adding
    assert adding.cycle.name.raw() == "Spring 2026"
    adding.fields.person["last_name"].set_value("Ortiz")
    adding.fields.code.set_value("2011")
    adding.add()
    assert names(tab) == ["Ortiz"]
    history.undo(context.program)
    assert cycles.list_cycles(context.program) == ()
    assert tab.pages.currentWidget() is tab.empty


def test_another_application_of_the_same_person_is_one_click_away(
    tab: ApplicantsTab, context: Context, qtbot: QtBot
) -> None:
    fill(context.program, (*NELSON[:7], "8/3/2026"), cycle="Fall 2026")
    first, second = (row.id for row in applicants.rows(context.program) if row.last_name == "Nelson")
    tab.show_record(second)
    assert tab.view.detail.detail is not None
    assert tab.view.detail.detail.id == second
    assert [other.id for other in tab.view.detail.detail.others] == [first]
    tab.view.detail.other_wanted.emit(first)
    assert tab.view.detail.detail.id == first
    assert tab.view.table.current_key() == first


def test_who_is_typed_in_stays_beside_the_list_when_the_filter_shows_them_no_longer(
    tab: ApplicantsTab, context: Context, qtbot: QtBot
) -> None:
    wanted = choose(tab, "Nelson")
    tab.view.chips.choose(ELIGIBLE)
    tab.view.detail.pages.setCurrentIndex(0)
    phone = tab.view.detail.saved.fields.person["work_phone"]
    phone.setFocus()
    applicants.withdraw(context.program, wanted, "Moved away")
    assert wanted not in [row.id for row in tab.view.model.rows()]
    assert tab.view.detail.detail.id == wanted
    qtbot.keyClicks(phone.editor, "555-0100")
    tab.view.table.setFocus()
    assert applicants.detail(context.program, wanted).work_phone == "555-0100"
    choose(tab, tab.view.model.rows()[0].last_name)
    assert tab.view.detail.detail.id != wanted
