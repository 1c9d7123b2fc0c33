"""Ctrl+K: found with the keyboard alone, opened with Enter, closed with Escape; each account finds what it may see."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit

from umdesk.domain.words import Role
from umdesk.services import applicants, cycles
from umdesk.services.applicants import NewApplicant
from umdesk.services.programs import SignedIn
from umdesk.ui.finding.hits import HitsModel
from umdesk.ui.year.pages import SECTIONS


@pytest.fixture
def nelson(program) -> str:
    """The application of Rebecca Nelson."""
    cycle = cycles.create_cycle(program, "Spring 2026")
    applicants.add(program, cycle, NewApplicant("O’Brien", "Siobhán", employee_number="704009", class_code="1379"))
    return applicants.add(
        program, cycle, NewApplicant("Nelson", "Rebecca", employee_number="704001", class_code="1441")
    )


@pytest.fixture
def search(open_frame, qtbot) -> Callable[[str], list[str]]:
    """Press Ctrl+K, type, and give what is listed."""

    def typed(text: str) -> list[str]:
        window = open_frame.window
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        panel = open_frame.finder.panel
        assert QApplication.focusWidget() is panel.field
        qtbot.waitUntil(lambda: not window.runner.busy)
        qtbot.keyClicks(panel.field, text)
        return listed(panel.model)

    return typed


def listed(model: HitsModel) -> list[str]:
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def press(open_frame, qtbot, key: Qt.Key) -> None:
    qtbot.keyClick(open_frame.finder.panel.field, key)


def test_a_person_is_found_without_the_apostrophe_and_opened_with_enter(nelson, search, open_frame, qtbot):
    assert search("obrien siob") == ["People", "O’Brien, Siobhán"]

    with qtbot.waitSignal(open_frame.window.workspace.context.person_wanted):
        press(open_frame, qtbot, Qt.Key.Key_Return)
    assert not open_frame.finder.panel.isVisible()


def test_the_arrow_keys_go_over_the_headings_and_enter_opens_the_application(nelson, search, open_frame, qtbot):
    found = search("2026")
    panel = open_frame.finder.panel

    assert found[:3] == ["Applications", "2026-0001", "2026-0002"]
    press(open_frame, qtbot, Qt.Key.Key_Down)
    assert panel.list.currentIndex().data() == "2026-0002"
    press(open_frame, qtbot, Qt.Key.Key_Up)
    press(open_frame, qtbot, Qt.Key.Key_Up)
    assert panel.list.currentIndex().data() == "2026-0001"
    press(open_frame, qtbot, Qt.Key.Key_Down)
    press(open_frame, qtbot, Qt.Key.Key_Return)

    workspace = open_frame.window.workspace
    workspace.go_to("Applicants")
    tab = workspace.current()
    qtbot.waitUntil(lambda: tab.view.table.current_key() == nelson)


def test_escape_closes_and_gives_the_focus_back(nelson, search, open_frame, qtbot):
    open_frame.window.workspace.go_to("Applicants")
    field = open_frame.window.workspace.current().view.search
    field.setFocus()
    search("nel")

    press(open_frame, qtbot, Qt.Key.Key_Escape)

    assert not open_frame.finder.panel.isVisible()
    assert QApplication.focusWidget() is field


def test_a_click_beside_the_panel_closes_it(nelson, search, open_frame, qtbot):
    search("nel")

    qtbot.mouseClick(open_frame.window.statusBar(), Qt.MouseButton.LeftButton)

    assert not open_frame.finder.panel.isVisible()


@pytest.mark.parametrize("kind", [QLineEdit, QTextEdit])
def test_the_keys_work_while_one_types(nelson, search, open_frame, kind):
    field = kind(open_frame.window.workspace.current())
    field.show()
    field.setFocus()
    field.setPlainText("some text") if kind is QTextEdit else field.setText("some text")

    assert search("nelson")[:2] == ["People", "Nelson, Rebecca"]
    assert (field.toPlainText() if kind is QTextEdit else field.text()) == "some text"


def test_a_command_is_found_by_its_words_and_its_keys_and_runs(search, open_frame, qtbot):
    assert "Keyboard shortcuts" in search("keyboard")
    press(open_frame, qtbot, Qt.Key.Key_Escape)
    assert search("ctrl h")[:2] == ["Commands", "History of everything…"]
    press(open_frame, qtbot, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: any("History" in each.windowTitle() for each in QApplication.topLevelWidgets()))


def test_a_section_of_the_program_year_is_found_and_gone_to(search, open_frame, qtbot):
    assert search("goals")[:2] == ["Commands", "Goals"]
    press(open_frame, qtbot, Qt.Key.Key_Return)
    workspace = open_frame.window.workspace
    qtbot.waitUntil(lambda: workspace.tabs.tabText(workspace.tabs.currentIndex()) == "Program year")
    tab = workspace.current()
    assert tab.sections.current() == "goals"

    for section in SECTIONS:
        assert tab.section(section.key).primary_action().text().replace("&", "") in section.act
    tab.section("budget")
    assert search("set a goal")[:2] == ["Commands", "Set a goal"]
    press(open_frame, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tab.sections.current() == "goals" and tab.current().form.isVisible())
    assert search("make flyer")[:2] == ["Commands", "Outreach"]
    press(open_frame, qtbot, Qt.Key.Key_Escape)
    assert search("file this report")[:2] == ["Commands", "File this report…"]
    press(open_frame, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: workspace.tabs.tabText(workspace.tabs.currentIndex()) == "Reports")
    filing = workspace.current().view.place.ways.file
    qtbot.waitUntil(lambda: filing.isEnabled() and not open_frame.window.runner.busy)
    assert search("file this report")[:2] == ["Commands", "File this report…"]
    press(open_frame, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(each.windowTitle() == "File this report" for each in QApplication.topLevelWidgets()))


def test_help_pages_and_reports_are_found_and_opened(nelson, search, open_frame, qtbot):
    search("program summary")
    press(open_frame, qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: open_frame.help_page() == "reports")
    qtbot.waitUntil(lambda: not open_frame.window.runner.busy)

    assert "Backup and restore" in search("restore")


@pytest.mark.parametrize(("typed", "window"), [("1379", "classes 1379"), ("yreka", "units "), ("lund", "units ")])
def test_a_class_a_unit_and_a_supervisor_open_in_their_windows(program, open_frame, search, qtbot, typed, window):
    new = NewApplicant("Ito", "Bo", class_code="1379", unit="Yreka", supervisor="Vera Lund")
    applicants.add(program, cycles.create_cycle(program, "Spring 2026"), new)
    search(typed)

    with qtbot.waitSignal(open_frame.window.workspace.context.window_wanted) as wanted:
        press(open_frame, qtbot, Qt.Key.Key_Return)

    assert wanted.args[0].startswith(window)
    qtbot.waitUntil(lambda: not open_frame.window.runner.busy)


def test_what_changes_while_it_is_open_is_found_at_once(nelson, search, open_frame, program, qtbot):
    search("nelson")
    person = applicants.detail(program, nelson).person_id

    applicants.edit_person(program, person, {"last_name": "Lindgren"})

    field = open_frame.finder.panel.field
    field.clear()
    qtbot.keyClicks(field, "lindg")
    assert listed(open_frame.finder.panel.model) == ["People", "Lindgren, Rebecca"]


def test_a_rater_finds_no_names_and_no_command_that_is_not_theirs(nelson, frame, program, qtbot):
    program.account = SignedIn(program.account.account_id, "Rita Bell", frozenset({Role.RATER}))
    frame.show_program(program)
    frame.find_anything()
    qtbot.waitUntil(lambda: not frame.window.runner.busy)
    panel = frame.finder.panel

    for typed in ("nelson", "704001", "2026", "summary", "accounts", "export", "set a goal", "file this"):
        panel.field.setText(typed)
        found = listed(panel.model)
        assert not {"People", "Applications", "Reports", "Commands", "Career plans"} & set(found), typed
    panel.field.setText("lock")
    assert "Commands" in listed(panel.model)
    frame.window.close()


def test_what_fits_nothing_is_said_and_without_a_program_commands_and_help_are_found(frame, qtbot):
    frame.find_anything()
    panel = frame.finder.panel

    panel.field.setText("nobody has this name")
    assert panel.said.text() == "Nothing fits “nobody has this name”. Try fewer letters."
    panel.field.setText("demo")
    assert "Look at the demo" in listed(panel.model)
