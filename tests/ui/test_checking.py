"""The window that checks and repairs: an open program, and one that does not open."""

import pytest

from tests.conftest import PASSWORD
from tests.storage import damage
from tests.ui.test_accessibility import faults_of, unreached
from umdesk.domain.words import Role
from umdesk.jobs import anchor
from umdesk.services.programs import SignedIn
from umdesk.storage.models import PrintedDocument
from umdesk.storage.pages.sealed import PAGE
from umdesk.ui.checking.window import CheckWindow


def settled(qtbot, frame):
    qtbot.waitUntil(lambda: not frame.window.runner.busy, timeout=20_000)


@pytest.fixture
def check_window(qtbot, open_frame):
    window = open_frame.open_window("check")
    settled(qtbot, open_frame)
    return window


def test_a_whole_program_is_found_whole_with_what_was_read(check_window):
    assert check_window.note.text() == "Nothing is wrong."
    assert "events of the history" in check_window.figures.text()
    assert not check_window.table.isVisible()
    assert not check_window.salvage_button.isVisible()


def test_an_anchor_is_printed_and_kept_and_compared(qtbot, open_frame, check_window, program, tmp_path):
    check_window.show_anchor()
    assert "History anchor" in check_window.preview.text()
    check_window.preview.save_to(tmp_path / "anchor.pdf")
    with program.reading() as session:
        assert session.query(PrintedDocument).one().number.startswith("History anchor, event ")
    check_window.back_button.click()

    check_window.anchor.set_raw(check_window._page.text)
    check_window.compare_button.click()
    settled(qtbot, open_frame)

    assert check_window.answer.text().endswith("is what was printed.")


def test_a_mistyped_anchor_is_said_under_its_field(qtbot, open_frame, check_window, program):
    typed = anchor.make_anchor(program).text

    for text in (typed[:-1] + ("0" if typed[-1] != "0" else "1"), ""):
        check_window.anchor.set_raw(text)
        check_window.compare_button.click()
        settled(qtbot, open_frame)
        assert check_window.anchor.reason() != ""
        assert check_window.answer.text() == ""


def test_a_reader_may_check_and_is_offered_no_salvage(qtbot, open_frame, program):
    program.account = SignedIn(program.account.account_id, "Rita Shaw", frozenset({Role.READER}))
    program.opened.anchor.execute("UPDATE event SET summary = 'x' WHERE seq = 1")

    window = open_frame.open_window("check")
    settled(qtbot, open_frame)

    assert window.note.text() == "One thing is wrong."
    assert not window.salvage_button.isVisible()
    assert window.advice.text().startswith("Its text or its changes were altered")


def test_a_program_that_does_not_open_is_checked_and_saved(qtbot, frame, program_folder, tmp_path):
    damage.fill(program_folder)
    damage.flip(program_folder, PAGE - 1000)  # the first page
    damage.flip(program_folder, max(damage.pages_of(program_folder, "person")) * PAGE - 1000)
    frame.open_folder(program_folder)
    page = frame.window.pages.currentWidget()
    page.password.set_raw(PASSWORD)
    page.sign_in()
    settled(qtbot, frame)
    assert page.repair_button.isVisible()

    page.repair_button.click()
    settled(qtbot, frame)
    window = next(each for each in frame.window.findChildren(CheckWindow) if each.isVisible())
    shown = [window.model.index(row, 1).data() for row in range(window.model.rowCount())]
    assert shown[0] == "List of tables, page 1"
    assert any(text.startswith("People, page ") for text in shown)
    assert "Restore the newest backup" in window.advice.text()
    assert faults_of(window) == []
    assert unreached(window) == []

    window.salvage_to(tmp_path / "saved.umdesk")
    settled(qtbot, frame)
    assert window.saved.missing.toPlainText() == "Nothing is missing."
    assert "from the history" in window.saved.note.text()
    assert faults_of(window) == []
    assert unreached(window) == []
    window.open_button.click()
    assert frame.window.pages.currentWidget()._folder == tmp_path / "saved.umdesk"
