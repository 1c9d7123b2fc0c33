"""Changing the key in the window."""

import pytest

from tests.conftest import PASSWORD
from tests.ui.held import held
from umdesk.domain.errors import WrongPassword
from umdesk.domain.words import Role
from umdesk.services import accounts, programs
from umdesk.storage.access.keys import read_keys
from umdesk.ui.rotating import RotatingPage
from umdesk.ui.signin import SignInPage

BO = "seven quiet harbor lamps"


@pytest.fixture
def window(open_frame, program, qtbot):
    accounts.add(program, "Bo", [Role.READER], BO)
    shown = open_frame.open_window("key")
    qtbot.waitExposed(shown)
    return shown


def finished(frame, qtbot) -> RotatingPage:
    qtbot.waitUntil(lambda: isinstance(frame.window.pages.currentWidget(), RotatingPage))
    page = frame.window.pages.currentWidget()
    qtbot.waitUntil(page.sign_in_button.isVisible, timeout=20_000)
    return page


def test_the_key_is_changed_and_one_signs_in_again(window, open_frame, program, qtbot, tmp_path):
    window.password.set_raw(PASSWORD)
    window.change(tmp_path / "pages.pdf")
    page = finished(open_frame, qtbot)
    assert page.heading.text() == "The key was changed"
    assert f"The pages are in {tmp_path / 'pages.pdf'}." in page.told.text()
    assert "Bo gets a page. Give it by hand." in page.told.text()
    assert "A backup that opens with the passwords that hold now was made." in page.told.text()
    page.sign_in_button.click()
    assert isinstance(open_frame.window.pages.currentWidget(), SignInPage)
    programs.open_program(program.folder, password=PASSWORD).close()
    with pytest.raises(WrongPassword):
        programs.open_program(program.folder, password=BO, account="Bo")


def test_a_wrong_password_is_told_before_the_program_is_closed(window, open_frame, qtbot):
    window.ask_where()
    assert window.password.reason() == "Your password is needed."
    window.password.set_raw("not this one")
    window.ask_where()
    assert "The password is not right; nothing was changed." in window.password.reason()
    assert open_frame.window.workspace is not None


def test_the_pages_go_to_a_file_that_is_not_there_yet_and_not_into_the_program(window, program, tmp_path):
    (tmp_path / "pages.pdf").write_text("an older file")
    window.change(tmp_path / "pages.pdf")
    assert window.note.text() == "pages.pdf exists already. Choose another name for the pages."
    window.change(program.folder / "pages.pdf")
    assert window.note.text() == "Save the pages outside the program folder."


def test_what_goes_wrong_is_said_and_all_is_as_it_was(window, open_frame, program, qtbot, tmp_path):
    before = read_keys(program.folder)
    window.password.set_raw(PASSWORD)
    window.change(tmp_path / "nowhere" / "pages.pdf")
    page = finished(open_frame, qtbot)
    assert page.heading.text() == "The key was not changed"
    assert "does not exist" in page.note.text()
    assert not page.show_button.isVisible()
    assert read_keys(program.folder) == before


def test_it_can_be_stopped(window, open_frame, program, qtbot, tmp_path):
    before = read_keys(program.folder)
    page = RotatingPage(program.folder, "Maria Ortega", open_frame.window.runner)
    open_frame.window.close_program()
    open_frame.window.show_page(page)
    with held(open_frame.window.runner):
        page.begin(PASSWORD, tmp_path / "pages.pdf")
        page.cancel_button.click()
    assert finished(open_frame, qtbot).note.text() == "Stopped. All passwords are as they were."
    assert read_keys(program.folder) == before
    assert not (tmp_path / "pages.pdf").exists()
