"""Locking: nothing of the program is on the screen or under a key, nothing typed is lost, the right person goes on."""

import time
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QClipboard, QDesktopServices, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QWidget

from tests.conftest import PASSWORD
from umdesk.domain.errors import UserError
from umdesk.jobs import output
from umdesk.services import accounts, applicants, cycles, drafts, history, programs, settings
from umdesk.ui.locking import CLOSE_AFTER_MINUTES
from umdesk.ui.reports.tab import ReportsTab
from umdesk.ui.signin import SignInPage

CONTROL = Qt.KeyboardModifier.ControlModifier
HARMLESS = {"&Quit", "Larger &text", "&Smaller text", "&Normal text"}
"""What a locked window still does with a key that this test would rather not press."""


class Wall:
    """A clock on the wall that one sets; seconds."""

    def __init__(self) -> None:
        self.now = time.time()

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def wall(open_frame) -> Wall:
    """The clock that the locker looks at."""
    made = Wall()
    open_frame.locker._now = open_frame.locker.watch._now = made
    open_frame.locker.watch.touched()
    return made


def lines(program, most=1):
    return [line.summary for line in history.events(program, None, most)]


def unlock(frame, qtbot, password=PASSWORD):
    frame.locker.page.password.set_raw(password)
    frame.locker.page.unlock()
    qtbot.waitUntil(lambda: frame.window.workspace is not None, timeout=20_000)


def in_view(frame):
    """Every word on the screen."""
    labels = [label for top in QApplication.topLevelWidgets() for label in top.findChildren(QLabel)]
    return " ".join(label.text() for label in labels if label.isVisible())


def test_the_keys_lock_from_a_window_beside_the_work(open_frame, qtbot):
    beside = open_frame.open_window("accounts")
    beside.activateWindow()
    qtbot.waitUntil(beside.isActiveWindow)

    QTest.keyClick(beside, Qt.Key.Key_L, CONTROL)

    assert open_frame.locker.page is not None
    assert not beside.isVisible()


def test_the_keys_lock_from_a_dialog_that_has_to_be_answered(open_frame, qtbot):
    question = QDialog(open_frame.window)
    question.setModal(True)
    question.show()
    question.activateWindow()
    qtbot.waitUntil(question.isActiveWindow)

    QTest.keyClick(question.windowHandle(), Qt.Key.Key_L, CONTROL)

    qtbot.waitUntil(lambda: open_frame.locker.page is not None)
    assert not question.isVisible()


def test_the_keys_lock_and_the_password_unlocks(open_frame, program, qtbot):
    open_frame.window.activateWindow()
    qtbot.waitUntil(open_frame.window.isActiveWindow)
    QTest.keyClick(open_frame.window.windowHandle(), Qt.Key.Key_L, CONTROL)

    assert open_frame.window.workspace is None
    assert open_frame.window.pages.currentWidget() is open_frame.locker.page
    assert open_frame.window.windowTitle() == "Locked – umdesk"
    assert "Maria Ortega" in in_view(open_frame)
    assert lines(program) == ["Locked"]
    qtbot.waitUntil(open_frame.locker.page.password.line.hasFocus)
    qtbot.keyClicks(open_frame.locker.page.password.line, PASSWORD)
    qtbot.keyClick(open_frame.locker.page.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: open_frame.window.workspace is not None, timeout=20_000)
    assert open_frame.window.pages.currentWidget() is open_frame.window.workspace
    assert open_frame.window.windowTitle() == "redding – umdesk"
    assert lines(program) == ["Unlocked"]
    assert open_frame.status.who.text() == "Coordinator: Maria Ortega"


def test_a_wrong_password_stays_locked_and_the_fourth_waits(open_frame, program, clock, qtbot):
    open_frame.locker.lock()
    page = open_frame.locker.page
    for number in range(4):
        page.password.set_raw(f"guess {number}")
        page.password.set_reason("")
        page.unlock()
        qtbot.waitUntil(lambda: bool(page.password.reason()), timeout=20_000)
        assert page.password.reason().startswith("The password is not right, so the window stays locked.")
    assert not page.unlock_button.isEnabled()
    assert page.unlock_button.text() in {"Wait 1 s", "Wait 2 s"}
    page.password.set_raw(PASSWORD)
    page.unlock()
    assert open_frame.window.covered is not None

    clock.set(clock.moment + timedelta(seconds=2))
    page.unlock_button._until = 0.0
    page.unlock_button.count_down()
    assert page.password.reason() == ""
    unlock(open_frame, qtbot)
    assert open_frame.window.covered is None


def test_no_key_reaches_the_program_behind_the_lock(open_frame, program, qtbot):
    settings.change(program, "td.warn_months", 20)
    workspace = open_frame.window.workspace
    open_frame.locker.lock()
    handle = open_frame.window.windowHandle()
    before = len(history.events(program))

    actions = [action for action in open_frame.window.findChildren(QAction) if action.text() not in HARMLESS]
    keys = {key.toString(): key for action in actions for key in action.shortcuts()}
    assert {"Ctrl+Z", "Ctrl+W", "Ctrl+O", "Ctrl+F", "Ctrl+H", "Ctrl+3", "Ctrl+P", "Ctrl+Shift+N"} <= set(keys)
    for key in [*keys.values(), *[QKeySequence(Qt.Key.Key_Tab)] * 20]:
        QTest.keySequence(handle, key)
        focus = QApplication.focusWidget()
        assert focus is None or not workspace.isAncestorOf(focus)
        assert QApplication.activeModalWidget() is None

    assert settings.get(program, "td.warn_months") == 20
    assert len(history.events(program)) == before
    assert not workspace.isVisible()
    assert workspace.tabs.currentIndex() == 0
    assert open_frame.window.pages.currentWidget() is open_frame.locker.page
    assert not any(action.isEnabled() for action in open_frame.menus.program_actions)
    assert not open_frame.window.statusBar().isVisible()
    assert not open_frame.window.acceptDrops()


def test_typing_is_settled_and_what_will_not_do_stays_a_draft(open_frame, program, qtbot):
    cycle = cycles.create_cycle(program, "Fall 2026")
    made = applicants.add(program, cycle, applicants.NewApplicant(last_name="Nelson", class_code="2011"))
    workspace = open_frame.window.workspace
    workspace.go_to("Applicants", made)
    fields = workspace.current().view.detail.saved.fields
    qtbot.keyClicks(fields.person["work_phone"].editor, "555-0100")
    fields.application["signed"].set_raw("the day before")
    fields.application["signed"].edited.emit()

    open_frame.locker.lock()

    assert drafts.of_record(program, made) == {"signed": "the day before"}
    assert applicants.detail(program, made).work_phone == "555-0100"
    assert lines(program) == ["Locked"]
    unlock(open_frame, qtbot)
    assert workspace.current().view.detail.saved.fields.application["signed"].raw() == "the day before"


def test_windows_beside_come_back_and_dialogs_popups_and_menus_are_gone(open_frame, qtbot):
    beside = open_frame.open_window("history")
    qtbot.waitExposed(beside)
    asking = QDialog(open_frame.window)
    asking.open()
    menu = QMenu(open_frame.window)
    menu.addAction("Copy")
    menu.popup(open_frame.window.mapToGlobal(open_frame.window.rect().center()))
    qtbot.waitUntil(menu.isVisible)

    open_frame.locker.lock()

    assert [top for top in QApplication.topLevelWidgets() if top.isVisible()] == [open_frame.window]
    assert asking.result() == QDialog.DialogCode.Rejected
    unlock(open_frame, qtbot)
    assert beside.isVisible()
    assert not asking.isVisible()
    assert not menu.isVisible()


def test_a_dialog_that_waits_for_an_answer_is_rejected_when_the_time_is_up(open_frame, program, wall, qtbot):
    asking = QDialog(open_frame.window)
    wall.now += 10 * 60
    QTimer.singleShot(0, open_frame.locker.check)
    assert asking.exec() == QDialog.DialogCode.Rejected
    assert open_frame.locker.page is not None
    assert lines(program) == ["Locked after 10 minutes without a key"]


def test_what_a_job_opens_while_it_is_locked_waits(open_frame, qtbot):
    open_frame.locker.lock()
    late, asking = QWidget(), QDialog(open_frame.window)
    qtbot.addWidget(late)
    late.show()
    asking.open()
    qtbot.waitUntil(lambda: not late.isVisible() and not asking.isVisible())
    open_frame.window.runner.tell("Imported Rebecca Nelson.")
    open_frame.window.runner.refused.emit(UserError("Nelson could not be imported."))
    assert "Nelson" not in in_view(open_frame)

    unlock(open_frame, qtbot)
    assert late.isVisible()
    assert not asking.isVisible()
    assert open_frame.window.messages.text() == "Nelson could not be imported."


def test_a_message_that_was_there_comes_back(open_frame, qtbot):
    open_frame.window.messages.notice("Typing of Rebecca Nelson was recovered.")
    open_frame.locker.lock()
    assert "Nelson" not in in_view(open_frame)
    unlock(open_frame, qtbot)
    assert open_frame.window.messages.text() == "Typing of Rebecca Nelson was recovered."


def test_nothing_of_the_program_stays_in_the_clipboard_or_in_open_copies(open_frame, tmp_path, monkeypatch):
    monkeypatch.setattr(output, "all_copies_folder", lambda: tmp_path / "copies")
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: True)  # the offscreen platform does not know it
    copy = output.write_open_copy(b"%PDF", "Plan of Rebecca Nelson")
    QGuiApplication.clipboard().setText("Nelson\tRebecca")

    open_frame.locker.lock()

    assert QGuiApplication.clipboard().text() == ""
    assert not copy.exists()


@pytest.mark.parametrize("goes", ["lock", "switch"])
def test_what_is_copied_only_after_locking_does_not_stay_in_the_clipboard(open_frame, qtbot, monkeypatch, goes):
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: True)
    go, copied = [], []

    def work(_progress):
        while not go:
            time.sleep(0.005)
        return "Nelson\tRebecca"

    def done(text):
        QGuiApplication.clipboard().setText(text)
        copied.append(QGuiApplication.clipboard().text())

    open_frame.window.runner.later(work, done, owner=open_frame.window, title="Copying 90,000 rows")
    QTimer.singleShot(0, lambda: go.append(1))
    getattr(open_frame.locker, goes)()

    qtbot.waitUntil(lambda: copied == ["Nelson\tRebecca"])
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "")


def test_a_copy_that_is_drawn_only_after_locking_is_not_opened(open_frame, qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    workspace = open_frame.window.workspace
    workspace.go_to("Reports")
    tab = workspace.findChild(ReportsTab)
    qtbot.waitUntil(lambda: tab.view.place.report is not None and not open_frame.window.runner.busy)

    tab.view.place.ways.open_copy()
    open_frame.locker.lock()
    qtbot.waitUntil(lambda: not open_frame.window.runner.busy)

    assert opened == []
    unlock(open_frame, qtbot)
    assert "was drawn while the window was locked" in open_frame.window.messages.text()


def test_what_another_application_put_into_the_clipboard_stays(open_frame, monkeypatch):
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: False)
    QGuiApplication.clipboard().setText("a recipe")
    open_frame.locker.lock()
    assert QGuiApplication.clipboard().text() == "a recipe"


def test_a_running_job_goes_on_behind_the_lock(open_frame, program, qtbot):
    go, done = [], []

    def work(_progress):
        while not go:
            time.sleep(0.005)
        settings.change(program, "td.warn_months", 21)
        return "changed"

    open_frame.window.runner.later(work, done.append, owner=open_frame.window, title="Importing Nelson.csv")
    open_frame.locker.lock()
    assert "Nelson" not in in_view(open_frame)
    go.append(True)
    qtbot.waitUntil(lambda: done == ["changed"])
    assert open_frame.window.covered is not None
    assert settings.get(program, "td.warn_months") == 21


def test_the_window_locks_by_itself_after_the_idle_time_of_the_program(open_frame, program, wall):
    settings.change(program, "lock.idle_minutes", 3)
    QApplication.processEvents()
    wall.now += 2 * 60
    open_frame.locker.check()
    assert open_frame.window.workspace is not None
    QTest.keyClick(open_frame.window.windowHandle(), Qt.Key.Key_Shift)
    wall.now += 2 * 60
    open_frame.locker.check()
    assert open_frame.window.workspace is not None
    wall.now += 61
    open_frame.locker.check()
    assert open_frame.window.workspace is None
    assert lines(program) == ["Locked after 3 minutes without a key"]


def test_windows_beside_are_closed_when_nobody_is_there_and_no_program_is_open(frame, program_folder, qtbot):
    """They opened a damaged program or a backup with a password, which they still know."""
    wall = Wall()
    frame.locker._now = frame.locker.watch._now = wall
    frame.locker.watch.touched()
    frame.backups.restore(program_folder)
    frame.backups.repair(program_folder, PASSWORD, "Maria Ortega", "")
    qtbot.waitUntil(lambda: not frame.window.runner.busy, timeout=20_000)
    assert len([top for top in QApplication.topLevelWidgets() if top.isVisible()]) == 3
    wall.now += 9 * 60
    frame.locker.check()
    assert len([top for top in QApplication.topLevelWidgets() if top.isVisible()]) == 3

    wall.now += 60
    frame.locker.check()

    assert [top for top in QApplication.topLevelWidgets() if top.isVisible()] == [frame.window]


def test_the_first_key_after_a_sleep_finds_it_locked(open_frame, wall):
    wall.now += 8 * 3600
    QTest.keyClick(open_frame.window.windowHandle(), Qt.Key.Key_Z, CONTROL)
    assert open_frame.locker.page is not None


def test_a_clock_set_back_does_not_lock_and_does_not_keep_from_locking(open_frame, wall):
    wall.now -= 24 * 3600
    open_frame.locker.check()
    assert open_frame.locker.page is None
    wall.now += 10 * 60
    open_frame.locker.check()
    assert open_frame.locker.page is not None


def test_after_half_an_hour_the_program_is_closed_and_one_signs_in_again(open_frame, program, wall, qtbot):
    settings.change(program, "td.warn_months", 20)
    open_frame.open_window("history")
    open_frame.locker.lock()
    wall.now += CLOSE_AFTER_MINUTES * 60 - 1
    open_frame.locker.check()
    QApplication.processEvents()
    assert open_frame.window.covered is not None
    wall.now += 1
    open_frame.locker.check()
    qtbot.waitUntil(lambda: isinstance(open_frame.window.pages.currentWidget(), SignInPage))
    assert [top for top in QApplication.topLevelWidgets() if top.isVisible()] == [open_frame.window]
    programs.open_program(program.folder, password=PASSWORD).close()
    assert [path.suffix for path in (program.folder / "backups").glob("*.umdeskbackup")] == [".umdeskbackup"]
    assert open_frame.window.statusBar().isVisible()
    assert not open_frame.status.lock_button.isVisible()


def test_switching_user_closes_the_program_and_shows_who_may_sign_in(open_frame, program, qtbot):
    open_frame.status.switch_button.click()
    page = open_frame.window.pages.currentWidget()
    assert isinstance(page, SignInPage)
    programs.open_program(program.folder, password=PASSWORD).close()


def test_switching_from_the_lock_page_gives_the_folder_back(open_frame, program, qtbot):
    open_frame.status.lock_button.click()
    open_frame.locker.page.switch_button.click()
    assert isinstance(open_frame.window.pages.currentWidget(), SignInPage)
    assert open_frame.locker.page is None
    programs.open_program(program.folder, password=PASSWORD).close()


def test_a_program_that_keeps_the_names_to_itself_names_nobody_on_its_door(open_frame, program):
    accounts.set_list_names(program, False)
    open_frame.locker.lock()
    assert "Maria Ortega" not in in_view(open_frame)
    assert open_frame.locker.page.password.label.text() == "Password of the person who is signed in"


def test_closing_a_locked_window_closes_the_program(open_frame, program):
    open_frame.locker.lock()
    open_frame.window.close()
    programs.open_program(program.folder, password=PASSWORD).close()


def test_the_status_line_keeps_what_it_said(open_frame, qtbot):
    open_frame.status.show_backup("Backup 10:00 ok")
    open_frame.locker.lock()
    unlock(open_frame, qtbot)
    assert open_frame.status.backup.text() == "Backup 10:00 ok"
    assert open_frame.status.backup.isVisible()
