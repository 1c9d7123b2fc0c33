"""The window around everything: pages, menus, status line, undo by name, what is remembered."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QSplitter

from tests.conftest import PASSWORD
from tests.filled_forms import NELSON, write
from umdesk.domain.errors import UserError
from umdesk.services import applicants, cycles, drafts, programs, settings
from umdesk.ui import theme
from umdesk.ui.frame import Frame
from umdesk.ui.remembered import Remembered
from umdesk.ui.signin import SignInPage
from umdesk.ui.theme import Scheme


def actions(frame):
    return {action.text().replace("&", ""): action for action in frame.window.findChildren(QAction) if action.text()}


def test_without_a_program_only_what_needs_none_can_be_done(frame):
    found = actions(frame)

    assert found["New program…"].isEnabled()
    assert found["Open a program…"].isEnabled()
    assert not found["Close program"].isEnabled()
    assert not found["Undo"].isEnabled()
    assert frame.window.windowTitle() == "umdesk"


def test_the_welcome_page_lists_recent_programs_and_marks_missing_ones(frame, remembered, program_folder):
    remembered.opened(program_folder, "redding", datetime(2026, 5, 19, 9, 0).astimezone())
    remembered.opened(Path("/nowhere/ukiah.umdesk"), "ukiah", datetime(2026, 5, 20, 9, 0).astimezone())
    welcome = frame.window.welcome
    welcome.refresh()

    assert [welcome.recent.item(row).text().split("\n") for row in range(2)] == [
        ["ukiah", "Not found at /nowhere"],
        ["redding", f"{program_folder.parent}  ·  last opened May 19, 2026"],
    ]
    assert not welcome.open_button.isEnabled()
    welcome.remove_button.click()
    assert [entry.name for entry in remembered.recent()] == ["redding"]
    assert welcome.open_button.isEnabled()


def test_the_menu_leads_to_recent_programs_that_are_there(frame, remembered, program_folder):
    remembered.opened(program_folder, "redding", datetime(2026, 5, 19, 9, 0).astimezone())
    remembered.opened(Path("/nowhere/ukiah.umdesk"), "ukiah", datetime(2026, 5, 20, 9, 0).astimezone())
    frame.window.page_changed.emit()

    assert [action.text() for action in frame.menus.recent.actions()] == [f"redding  ({program_folder.parent})"]
    frame.menus.recent.actions()[0].trigger()
    assert isinstance(frame.window.pages.currentWidget(), SignInPage)


def test_an_open_program_names_the_window_and_the_status_line(open_frame):
    assert open_frame.window.windowTitle() == "redding – umdesk"
    assert open_frame.status.who.text() == "Coordinator: Maria Ortega"
    assert open_frame.status.saved.text() == "All is saved"
    assert actions(open_frame)["Close program"].isEnabled()
    assert open_frame.remembered.recent()[0].name == "redding"


@pytest.mark.parametrize("place", ["Today", "Applicants", "Selection", "Career plans", "Program year", "Reports"])
def test_each_tab_opens_and_says_where_its_help_is(open_frame, place):
    workspace = open_frame.window.workspace

    workspace.go_to(place)

    assert open_frame.help_page() == workspace.current().help_page
    assert isinstance(workspace.current().primary_action(), QAction)
    assert workspace.settle()


def test_keys_lead_to_the_tabs(open_frame, qtbot):
    found = actions(open_frame)

    found["4 Career plans"].trigger()
    assert open_frame.window.workspace.tabs.currentIndex() == 3
    assert found["4 Career plans"].shortcut() == QKeySequence("Ctrl+4")


def test_undo_is_named_and_takes_the_operation_back(open_frame, program, qtbot):
    settings.change(program, "cycles.minimum_raters", 2)
    qtbot.waitUntil(open_frame.menus.undo.isEnabled)

    assert open_frame.menus.undo.text() == "&Undo “Changed the setting “Raters needed for a score””"
    assert open_frame.status.undo_button.text().startswith("Undo: Changed the setting")
    assert open_frame.status.saved.text().startswith("Saved ")
    open_frame.menus.undo.trigger()
    assert settings.get(program, "cycles.minimum_raters") == 3
    qtbot.waitUntil(open_frame.menus.redo.isEnabled)
    assert open_frame.window.messages.text() == "Undone: Changed the setting “Raters needed for a score”"
    open_frame.menus.redo.trigger()
    assert settings.get(program, "cycles.minimum_raters") == 2


def test_the_undo_button_shows_an_ampersand_as_it_is(open_frame):
    open_frame.status.show_undo("Recorded a T&D assignment")

    assert open_frame.status.undo_button.text() == "Undo: Recorded a T&&D assignment"
    assert open_frame.status.undo_button.accessibleName() == "Undo: Recorded a T&D assignment"


def test_undo_has_keys_that_a_text_field_does_not_swallow(frame):
    assert frame.menus.undo.shortcuts() == [QKeySequence("Ctrl+Alt+Z"), QKeySequence("Ctrl+Z")]


def test_no_two_actions_share_a_key(open_frame):
    for place in range(open_frame.window.workspace.tabs.count()):
        open_frame.window.workspace.tabs.setCurrentIndex(place)
        keys = [
            key.toString()
            for action in open_frame.window.findChildren(QAction)
            for key in action.shortcuts()
            if action.isEnabled() and action.shortcutContext() is Qt.ShortcutContext.WindowShortcut
        ]
        visible = [key for key in keys if keys.count(key) > 1]
        assert visible == []


def test_nothing_moves_when_a_message_goes_by_itself(open_frame, qtbot):
    window = open_frame.window
    before = window.pages.height()
    window.messages.tell("Done.")
    qtbot.waitUntil(lambda: window.pages.height() < before)
    beside = window.pages.height()

    window.messages._going.timeout.emit()
    window.centralWidget().layout().activate()
    assert (window.messages.text(), window.pages.height()) == ("", beside)

    window.messages.tell("Done again.")
    qtbot.mouseClick(window.messages._close, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.pages.height() == before)


def test_a_refusal_is_a_line_and_not_a_dialog(open_frame):
    def refuse():
        raise UserError("The cycle is closed.", "Open another one.")

    assert open_frame.window.runner.now(refuse) is None
    assert open_frame.window.messages.text() == "The cycle is closed. Open another one."
    assert open_frame.window.messages.isVisible()


def test_a_long_operation_shows_progress_and_can_be_cancelled(open_frame, qtbot):
    runner, begun, ended = open_frame.window.runner, [], []

    def work(progress):
        while True:
            progress(1, 2, "Reading rows")

    runner.later(
        work, begun.append, owner=runner, title="Reading", cancellable=True, stopped=lambda: ended.append("stopped")
    )
    line = open_frame.status.tasks
    qtbot.waitUntil(lambda: line._title.text() == "Reading rows")
    assert line.isVisible()
    line._cancel.click()

    qtbot.waitUntil(lambda: ended == ["stopped"])
    assert begun == []
    assert not line.isVisible()


def test_closing_lets_a_long_operation_end_first(open_frame, program):
    done = []

    def work(progress):
        settings.change(program, "cycles.minimum_raters", 2)
        return "changed"

    open_frame.window.runner.later(work, done.append, owner=open_frame.window, title="Changing")
    open_frame.window.close_program()

    assert done == ["changed"]


def test_a_long_operation_gives_its_result_in_the_window(open_frame, qtbot):
    got = []

    window = open_frame.window
    window.runner.later(lambda progress: progress(1, 1) or 42, got.append, owner=window, title="Counting")

    qtbot.waitUntil(lambda: got == [42])


def test_closing_gives_the_folder_back_and_returns_to_welcome(open_frame, program):
    open_frame.window.close_program()

    assert open_frame.window.pages.currentWidget() is open_frame.window.welcome
    programs.open_program(program.folder, password=PASSWORD).close()
    assert open_frame.window.windowTitle() == "umdesk"


def test_size_and_place_are_remembered(qtbot, tmp_path):
    place = tmp_path / "window.ini"
    first = Frame(Remembered(place))
    first.window.resize(701, 603)
    first.window.show()
    first.window.close()

    second = Frame(Remembered(place))

    assert (second.window.width(), second.window.height()) == (701, 603)
    second.window.close()


def test_a_splitter_stays_where_a_person_moved_it(open_frame, program, qtbot):
    def splitter_of_the_reports() -> QSplitter:
        open_frame.window.workspace.go_to("Reports")
        place = open_frame.window.workspace.current().view.place
        qtbot.waitUntil(lambda: place.report is not None, timeout=10_000)
        place.open_number(place.report.content.numbers()[0])
        qtbot.waitUntil(lambda: min(place.parts.sizes()) > 100)
        return place.parts

    splitter = splitter_of_the_reports()
    before = splitter.sizes()
    splitter.moveSplitter(before[0] + 60, 1)
    moved = splitter.sizes()
    assert moved[0] == before[0] + 60

    open_frame.window.close_program()
    again = programs.open_program(program.folder, password=PASSWORD)
    open_frame.show_program(again)
    assert splitter_of_the_reports().sizes() == moved


def test_colours_are_chosen_and_remembered(frame, remembered, qapp):
    actions(frame)["Dark"].trigger()
    qapp.processEvents()
    assert theme.is_dark()
    assert remembered.scheme is Scheme.DARK

    actions(frame)["Light"].trigger()
    assert not theme.is_dark()
    assert actions(frame)["Light"].isChecked()


def test_text_grows_and_shrinks_within_limits(frame, remembered, qapp):
    plain = qapp.font().pointSizeF()
    small = frame.window.welcome._nothing.font().pointSizeF()

    actions(frame)["Larger text"].trigger()
    assert qapp.font().pointSizeF() == pytest.approx(plain * 1.1)
    assert frame.window.welcome._nothing.font().pointSizeF() == pytest.approx(small * 1.1)
    remembered.zoom = 400
    assert remembered.zoom == 200
    actions(frame)["Normal text"].trigger()
    assert qapp.font().pointSizeF() == pytest.approx(plain)


def test_memory_of_a_damaged_file_falls_back_to_defaults(tmp_path):
    place = tmp_path / "window.ini"
    place.write_bytes(b"[General]\nscheme=purple\nzoom=much\n\x00\xff[")

    remembered = Remembered(place)

    assert remembered.scheme is Scheme.SYSTEM
    assert remembered.zoom == 100
    assert remembered.recent() == []


def test_a_program_folder_dropped_on_the_window_is_opened(frame, program_folder, qtbot):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(program_folder))])
    event = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )

    frame.window.dropEvent(event)

    qtbot.waitUntil(lambda: isinstance(frame.window.pages.currentWidget(), SignInPage))


def test_a_wrong_password_is_a_line_and_the_right_one_opens(frame, program_folder, qtbot):
    frame.open_folder(program_folder)
    page = frame.window.pages.currentWidget()

    qtbot.keyClicks(page.password.line, "wrong password")
    qtbot.keyClick(page.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.password.reason()), timeout=20_000)
    assert page.password.reason() == (
        "The password is not right, so the program stays closed. "
        "Check the name, the Caps Lock key and the keyboard's language. A coordinator can give you another password, "
        "and for a coordinator there is the recovery sheet."
    )
    assert page.password.line.selectedText() == "wrong password".replace("wrong password", page.password.line.text())

    qtbot.keyClicks(page.password.line, PASSWORD)
    page.sign_in_button.click()
    qtbot.waitUntil(lambda: frame.window.workspace is not None, timeout=20_000)
    assert frame.window.workspace.context.program.account.name == "Maria Ortega"


def test_the_recovery_sheet_leads_to_a_new_password(frame, program_folder, program_template, qtbot):
    code = program_template[1]
    frame.open_folder(program_folder)
    page = frame.window.pages.currentWidget()
    page._turn_to(1, page.code)
    page.code.set_raw("AAAA-BBBB")
    page.use_code()
    qtbot.waitUntil(lambda: bool(page.code.reason()), timeout=20_000)
    assert page.code.reason().startswith("A recovery code has 8 groups of 4 characters")

    page.code.set_raw(code.lower())
    page.use_code()
    qtbot.waitUntil(lambda: page._stack.currentIndex() == 2, timeout=20_000)
    page.new_password.set_raw("four unrelated words")
    page.again.set_raw("four unrelated word")
    page.set_new_password()
    assert page.again.reason() == "The two passwords are not the same."
    page.again.set_raw("four unrelated words")
    page.set_new_password()

    qtbot.waitUntil(lambda: frame.window.workspace is not None, timeout=20_000)
    frame.window.close_program()
    frame.open_folder(program_folder, "four unrelated words")
    qtbot.waitUntil(lambda: frame.window.workspace is not None, timeout=20_000)


def test_a_folder_that_is_no_program_is_refused_in_a_line(frame, tmp_path):
    frame.open_folder(tmp_path)

    assert frame.window.messages.text() == (
        f"{tmp_path} is not a program folder. Choose a folder whose name ends with .umdesk."
    )
    assert frame.window.pages.currentWidget() is frame.window.welcome


def test_a_program_open_elsewhere_can_be_looked_at(frame, program, program_folder, qtbot):
    frame.open_folder(program_folder, PASSWORD)
    page = frame.window.pages.currentWidget()
    qtbot.waitUntil(lambda: bool(page.note.text()), timeout=20_000)

    assert page.look_button.isVisible()
    page.look_button.click()
    qtbot.waitUntil(lambda: frame.window.workspace is not None, timeout=20_000)
    assert frame.status.saved.text() == "Looking without changing"
    assert not frame.window.workspace.context.program.writable


def test_typing_of_the_last_sitting_is_told_when_the_program_opens(frame, program):
    drafts.keep(program, "person", "ab" * 16, "last_name", "Nelson-Ortiz")

    frame.show_program(program)

    assert frame.window.messages.text().startswith(
        "Typing that was not finished last time was recovered in one record."
    )


def test_recovered_typing_of_an_application_is_one_click_away(frame, program, qtbot):
    cycle = cycles.create_cycle(program, "Fall 2026")
    for name in ("Nelson", "Bruce"):
        made = applicants.add(program, cycle, applicants.NewApplicant(last_name=name, class_code="2011"))
    drafts.keep(program, "application", made, "statement", "I would like to")

    frame.show_program(program)
    qtbot.mouseClick(frame.window.messages._action, Qt.MouseButton.LeftButton)

    detail = frame.window.workspace.current().view.detail
    qtbot.waitUntil(lambda: detail.name.text().startswith("Bruce"))


def test_typing_in_a_field_keeps_ctrl_z_for_the_field(open_frame, program, qtbot):
    settings.change(program, "cycles.minimum_raters", 2)
    line = QLineEdit(open_frame.window)
    line.show()
    open_frame.window.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    qtbot.keyClicks(line, "abc")

    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert line.text() == ""
    assert settings.get(program, "cycles.minimum_raters") == 2


def test_a_tab_shrinks_its_lists_before_the_page_scrolls(open_frame, qtbot):
    open_frame.window.workspace.go_to("Applicants")
    holder = open_frame.window.workspace.tabs.currentWidget()
    tab = open_frame.window.workspace.current()
    tab.pages.setCurrentWidget(tab.importing)
    page = tab.importing
    page.view.pages.setCurrentWidget(page.view.bands)
    page.view.note.say("A sentence that wraps. " * 12)
    open_frame.window.resize(1000, 560)
    open_frame.window.show()
    qtbot.waitUntil(lambda: holder.viewport().height() > 0 and page.view.isVisible())

    assert not holder.verticalScrollBar().isVisible()
    assert tab.height() == holder.viewport().height()


def test_kept_sizes_that_are_none_fall_back_to_the_defaults(remembered):
    assert remembered.sizes("splitter-0-0") == []
    remembered.keep_sizes("splitter-0-0", [300, 500])
    assert remembered.sizes("splitter-0-0") == [300, 500]
    remembered.keep_state("splitter-0-0", QByteArray(b"[3, x"))
    assert remembered.sizes("splitter-0-0") == []


def test_forms_dropped_where_no_tab_takes_files_go_to_the_applicants(open_frame, tmp_path, qtbot):
    workspace = open_frame.window.workspace
    workspace.go_to("Reports")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(write(tmp_path / "nelson.pdf", NELSON)))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    open_frame.window.dropEvent(QDropEvent(QPoint(9, 9), copy, data, left, Qt.KeyboardModifier.NoModifier))

    page = workspace.current().forms.page
    qtbot.waitUntil(lambda: page.view.run.text() == "Import 1 application")
