"""The sign-in page: who one is, waiting after wrong tries, a password of one's own, looking without changing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit

from tests.conftest import PASSWORD
from tests.services.plans.conftest import someone
from tests.ui.roles import supervisor_record
from umdesk.domain.waiting import Tries
from umdesk.domain.words import Role
from umdesk.services import accounts, programs
from umdesk.storage.access import attempts
from umdesk.storage.access.keys import read_keys
from umdesk.ui.signin import SignInPage

GIVEN, OWN = "the password they gave", "lantern under the bridge"


@pytest.fixture
def two_accounts(program) -> Path:
    """A closed program with a coordinator and Bo Reader, who was given a password."""
    accounts.add(program, "Bo Reader", [Role.READER], GIVEN, must_change=True)
    program.close()
    return program.folder


def page_of(frame, folder) -> SignInPage:
    frame.open_folder(folder)
    page = frame.window.pages.currentWidget()
    assert isinstance(page, SignInPage)
    return page


def opened(frame, qtbot):
    qtbot.waitUntil(lambda: frame.window.workspace is not None, timeout=20_000)
    return frame.window.workspace.context.program


def test_the_keyboard_picks_a_name(frame, two_accounts, qtbot):
    page = page_of(frame, two_accounts)
    box = page.account.box
    assert isinstance(box, QComboBox)
    assert [box.itemText(at) for at in range(box.count())] == ["Maria Ortega", "Bo Reader"]
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert page.account.value() == "Bo Reader"
    assert page.password.line.minimumHeight() > page.password.line.sizeHint().height()


def test_after_a_name_is_taken_from_the_list_the_password_is_next(frame, two_accounts, qtbot):
    page = page_of(frame, two_accounts)
    box = page.account.box
    box.setFocus()
    box.showPopup()
    qtbot.keyClick(box.view(), Qt.Key.Key_Down)
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: frame.window.focusWidget() is page.password.line)
    assert page.account.value() == "Bo Reader"

    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert page.account.value() == "Maria Ortega"
    assert frame.window.focusWidget() is box  # the arrows may go on


def test_where_the_names_are_kept_one_types_ones_own(frame, program, qtbot):
    accounts.set_list_names(program, False)
    program.close()
    page = page_of(frame, program.folder)
    assert isinstance(page.account.editor, QLineEdit)
    qtbot.waitUntil(page.account.editor.hasFocus)
    page.sign_in()
    assert page.account.reason() == "Your name is needed."
    qtbot.keyClicks(page.account.editor, "maria ortega")
    page.password.set_raw(PASSWORD)
    page.sign_in()
    assert opened(frame, qtbot).account.name == "Maria Ortega"


def test_a_given_password_leads_to_one_of_ones_own_before_anything_is_seen(frame, two_accounts, qtbot):
    page = page_of(frame, two_accounts)
    page.account.set_value("Bo Reader")
    page.password.set_raw(GIVEN)
    page.sign_in()
    qtbot.waitUntil(lambda: page._stack.currentIndex() == 2, timeout=20_000)
    assert frame.window.workspace is None
    assert page._new_title.text() == "Choose a password of your own"

    page.new_password.set_raw("short")
    qtbot.keyClick(page.new_password.line, Qt.Key.Key_Return)
    assert (page.again.line.hasFocus(), page.again.reason()) == (True, "")
    page.again.set_raw("shot")
    page.set_new_password()
    assert page.again.reason() == "The two passwords are not the same."
    page.again.set_raw("short")
    page.set_new_password()
    assert page.new_password.reason().startswith("A password needs at least 12 characters.")
    page.new_password.set_raw(OWN)
    page.again.set_raw(OWN)
    page.set_new_password()

    program = opened(frame, qtbot)
    assert (program.account.name, program.account.must_change) == ("Bo Reader", False)
    frame.window.close_program()
    programs.open_program(two_accounts, password=OWN, account="Bo Reader").close()


@pytest.mark.parametrize("roles", [[Role.SUPERVISOR], [Role.SUPERVISOR, Role.RATER]], ids=["one tab", "two tabs"])
def test_after_signing_in_the_focus_is_on_the_first_thing_to_do(frame, program, qtbot, roles):
    dana = someone(program)
    record = supervisor_record(program, "Dana Whitfield")
    accounts.add(program, "Dana Whitfield", roles, GIVEN, record, must_change=True)
    program.close()
    page = page_of(frame, program.folder)
    page.account.set_value("Dana Whitfield")
    page.password.set_raw(GIVEN)
    qtbot.keyClick(page.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page._stack.currentIndex() == 2, timeout=20_000)
    page.new_password.set_raw(OWN)
    qtbot.keyClicks(page.again.line, OWN)
    qtbot.keyClick(page.again.line, Qt.Key.Key_Return)
    opened(frame, qtbot)
    frame.window.close_program()
    page = page_of(frame, program.folder)
    page.account.set_value("Dana Whitfield")
    qtbot.keyClicks(page.password.line, OWN)
    qtbot.keyClick(page.password.line, Qt.Key.Key_Return)
    opened(frame, qtbot)

    cards = frame.window.workspace.current().cards
    qtbot.waitUntil(lambda: cards.focused() == dana.participation)
    # So that its ring is drawn.
    qtbot.waitUntil(lambda: frame.window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange))
    frame.window.close_program()


def test_leaving_before_a_password_was_chosen_closes_the_program(frame, two_accounts, qtbot):
    page = page_of(frame, two_accounts)
    page.account.set_value("Bo Reader")
    page.password.set_raw(GIVEN)
    page.sign_in()
    qtbot.waitUntil(lambda: page._stack.currentIndex() == 2, timeout=20_000)
    frame.locker._now = frame.locker.watch._now = lambda: datetime.now(UTC).timestamp() + 11 * 60
    frame.locker.check()
    assert frame.window.pages.currentWidget() is frame.window.welcome
    programs.open_program(two_accounts, password=PASSWORD).close()


def test_a_password_that_was_typed_and_left_is_forgotten(frame, two_accounts):
    page = page_of(frame, two_accounts)
    page.password.set_raw(PASSWORD)
    frame.locker._now = frame.locker.watch._now = lambda: datetime.now(UTC).timestamp() + 11 * 60
    frame.locker.check()
    assert page.password.raw() == ""


def test_the_wait_counts_down_and_ends_by_itself(frame, two_accounts, qtbot):
    now = datetime.now(UTC)
    maria = read_keys(two_accounts).account_slots()[0].account
    attempts._write(two_accounts, {maria: Tries(12, now, now)})
    page = page_of(frame, two_accounts)
    page.password.set_raw(PASSWORD)
    page.sign_in()
    qtbot.waitUntil(lambda: bool(page.password.reason()), timeout=20_000)
    assert page.password.reason().startswith("After several wrong tries umdesk waits. Wait ")
    assert page.sign_in_button.text().startswith(("Wait 4:5", "Wait 5:00"))
    assert not page.sign_in_button.isEnabled()

    page.account.set_value("Bo Reader")
    page.account.edited.emit()
    assert page.sign_in_button.isEnabled()
    assert page.sign_in_button.text() == "Sign in"

    page.sign_in_button.wait(1)
    qtbot.waitUntil(page.sign_in_button.isEnabled, timeout=5_000)
    assert page.password.reason() == ""


def test_a_reader_beside_an_open_window_looks_without_being_asked(frame, two_accounts, qtbot):
    reader = programs.open_program(two_accounts, password=GIVEN, account="Bo Reader")
    programs.set_password(reader, OWN)
    reader.close()
    holder = programs.open_program(two_accounts, password=PASSWORD)
    page = page_of(frame, two_accounts)
    page.account.set_value("Bo Reader")
    page.password.set_raw(OWN)
    page.sign_in()
    assert not opened(frame, qtbot).writable
    assert frame.window.banner.isVisible()
    assert frame.window.banner.text().startswith("Open to look: no changes, no printing, because it is open since ")
    assert frame.window.banner.text().endswith(" in another window on this computer.")
    frame.locker.lock()
    assert not frame.window.banner.isVisible()
    frame.window.close_program()
    assert not frame.window.banner.isVisible()
    holder.close()


def test_a_coordinator_beside_an_open_window_is_asked_and_told_why(frame, two_accounts, qtbot):
    holder = programs.open_program(two_accounts, password=PASSWORD)
    page = page_of(frame, two_accounts)
    page.password.set_raw(PASSWORD)
    page.sign_in()
    qtbot.waitUntil(page.look_button.isVisible, timeout=20_000)
    page.look_button.click()
    assert not opened(frame, qtbot).writable
    assert "because it is open since" in frame.window.banner.text()
    frame.window.close_program()
    holder.close()


def test_who_was_given_a_password_cannot_look_before_choosing_one(frame, two_accounts, qtbot):
    holder = programs.open_program(two_accounts, password=PASSWORD)
    page = page_of(frame, two_accounts)
    page.account.set_value("Bo Reader")
    page.password.set_raw(GIVEN)
    page.sign_in()
    qtbot.waitUntil(lambda: bool(page.note.text()), timeout=20_000)
    assert page.note.text().startswith("Before you can look, you have to choose a password of your own.")
    holder.close()
