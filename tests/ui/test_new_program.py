"""Creating a program in the window, from the first field to the open tabs."""

import pytest
from PySide6.QtCore import Qt

from tests.conftest import PASSWORD
from umdesk.services import programs


@pytest.fixture
def page(frame, tmp_path):
    frame.menus._does["create"]()
    made = frame.window.pages.currentWidget()
    made.place.set_raw(str(tmp_path / "shared"))
    return made


def type_names(page, qtbot):
    qtbot.keyClicks(page.department.line, "Department of Example")
    qtbot.keyClicks(page.office.line, "Redding Field Office")
    qtbot.keyClicks(page.coordinator.line, "Maria Ortega")


def type_passwords(page, first="correct horse battery", again="correct horse battery"):
    page.password.set_raw(first)
    page.again.set_raw(again)


def test_a_program_is_created_with_its_sheet_and_opened(frame, page, tmp_path, qtbot):
    type_names(page, qtbot)
    assert page.name.raw() == "Redding Field Office"
    qtbot.mouseClick(page.next_button, Qt.MouseButton.LeftButton)
    type_passwords(page)
    qtbot.mouseClick(page.next_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.preview.page_count() == 1, timeout=20_000)
    assert not page.next_button.isEnabled()
    assert page._code in page.preview.text()
    assert not (tmp_path / "shared").exists()

    assert page.preview.save_to(tmp_path / "sheet.pdf")
    assert page.safe.isChecked()
    qtbot.mouseClick(page.next_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: frame.window.workspace is not None, timeout=30_000)

    program = frame.window.workspace.context.program
    assert program.folder == tmp_path / "shared" / "Redding Field Office.umdesk"
    assert programs.describe(program).department == "Department of Example"
    assert programs.describe(program).coordinator == "Maria Ortega"
    folder, code = program.folder, page._code
    frame.window.close_program()
    programs.open_with_recovery(folder, code=code).close()


def test_nothing_is_on_the_disk_when_one_gives_up(frame, page, tmp_path, qtbot):
    type_names(page, qtbot)
    page.go_on()
    type_passwords(page)
    page.go_on()
    qtbot.waitUntil(lambda: page.preview.page_count() == 1, timeout=20_000)

    page.cancel_button.click()

    assert frame.window.pages.currentWidget() is frame.window.welcome
    assert not (tmp_path / "shared").exists()


def test_each_step_says_under_the_field_what_is_missing(page, qtbot):
    page.go_on()
    assert page.stack.currentIndex() == 0
    assert page.department.reason() == "Department is needed."

    type_names(page, qtbot)
    page.name.set_raw("a/b")
    page.go_on()
    assert page.name.reason().startswith("A folder name cannot")
    page.name.set_raw("redding")
    page.go_on()
    assert page.stack.currentIndex() == 1

    type_passwords(page, "short", "short")
    page.go_on()
    assert page.password.reason().startswith("A password needs at least 12 characters.")
    type_passwords(page, again="something else")
    page.go_on()
    assert page.again.reason() == "The two passwords are not the same."
    page.go_back()
    assert page.department.raw() == "Department of Example"


def test_a_folder_that_is_taken_is_refused(page, tmp_path, qtbot):
    type_names(page, qtbot)
    page.name.set_raw("redding")
    page.place.set_raw(str(tmp_path))
    (tmp_path / "redding.umdesk").mkdir()

    page.go_on()

    assert page.name.reason() == "redding.umdesk exists in this folder already. Choose another name."


def test_a_copy_in_a_pdf_reader_is_no_sheet_to_keep(page):
    page._sheet_left("opened in a PDF reader", "Recovery sheet")
    assert not page.safe.isChecked()
    page._sheet_left("printed", "Recovery sheet")
    assert page.safe.isChecked()


def test_risky_places_are_warned_of(page, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "maria"))
    (tmp_path / "maria" / "OneDrive").mkdir(parents=True)
    (tmp_path / "shared").mkdir()

    def warning(place):
        page.place.set_raw(str(place))
        page._show_place()
        return page.place_note.text()

    assert "Only your own" not in warning(tmp_path / "shared" / "umdesk")
    assert warning(tmp_path / "maria" / "umdesk").startswith("Only your own account")
    assert "sync program" in warning(tmp_path / "maria" / "OneDrive")
    assert "network" in warning("//server/share/umdesk")


def test_enter_leads_on_from_every_field_and_tab_from_a_password_to_its_repetition(page, qtbot):
    type_names(page, qtbot)
    qtbot.keyClick(page.coordinator.line, Qt.Key.Key_Return)
    assert page.stack.currentIndex() == 1

    qtbot.keyClicks(page.password.line, "short")
    qtbot.keyClick(page.password.line, Qt.Key.Key_Return)
    assert page.again.reason() == "Password again is needed."

    assert page.password.line.nextInFocusChain() is page.again.line
    qtbot.keyClicks(page.again.line, "short")
    qtbot.keyClick(page.password.line, Qt.Key.Key_Return)
    assert "12 characters" in page.password.reason()


def test_the_place_of_a_program_is_told_when_it_is_opened(frame, program_folder, clock):
    synced = program_folder.parent / "OneDrive" / program_folder.name
    synced.parent.mkdir()
    program_folder.rename(synced)

    frame.show_program(programs.open_program(synced, password=PASSWORD, clock=clock))

    assert frame.window.messages.text().startswith("This program is copied by a sync program (OneDrive)")
    frame.window.close_program()
    assert frame.window.messages.text() == ""
