"""The window of screening: who wants which letter, the letters as pages, made, saved, marked as sent."""

from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton

from tests.applications import HEADER, write_xlsx
from umdesk.domain.words import LetterKind
from umdesk.jobs import import_file
from umdesk.services import applicants, disclosures, letters
from umdesk.ui.applicants.detail import DetailPanel
from umdesk.ui.letters.lines import MADE, SENT
from umdesk.ui.letters.window import LettersWindow

ROWS = (
    ("Nelson", "Rebecca", "704134", "1379", "Office Assistant (Typing)", "Permanent", "9/28/2022", "2/15/2026"),
    ("Bruce", "Chase", "429163", "5157", "Staff Services Analyst (General)", "Permanent", "2/27/2024", "2/9/2026"),
    ("Aguilar", "Rosa", "512008", "1379", "Office Assistant (Typing)", "", "2/27/2024", "2/9/2026"),
)


@pytest.fixture
def window(context, program, tmp_path, qtbot):
    import_file.run(program, write_xlsx(tmp_path / "list.xlsx", (HEADER, *ROWS)), "Spring 2026")
    made = LettersWindow(context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.chips.current() == LetterKind.RECEIVED.value)
    return made


def shows(qtbot, window, text):
    qtbot.waitUntil(lambda: text in window.pane.text(), timeout=10_000)


def make(qtbot, window, kind):
    window.chips.choose(kind.value)
    shows(qtbot, window, "Upward Mobility Program")
    window.actions_bar.make.click()
    qtbot.waitUntil(lambda: window.chips.current() == MADE, timeout=10_000)


def names(window):
    return [line.one.row.last_name for line in window.model.rows()]


def test_each_group_lists_who_wants_its_letter_and_shows_how_it_will_read(window, qtbot):
    assert names(window) == ["Nelson"]
    shows(qtbot, window, "Your application 2026-0001 was received")
    window.chips.choose(LetterKind.NOT_ELIGIBLE.value)
    shows(qtbot, window, "You are not eligible in this cycle")
    assert "Jun 3, 2026" in window.pane.text()
    window.actions_bar.reply_by.set_value(date(2026, 7, 1))
    window.actions_bar.reply_by.left.emit()
    shows(qtbot, window, "Jul 1, 2026")
    window.chips.choose(LetterKind.MORE_INFORMATION.value)
    shows(qtbot, window, "The tenure is missing.")
    window.actions_bar.wanted.set_value("Your notice of appointment")
    window.actions_bar.wanted.left.emit()
    shows(qtbot, window, "Your notice of appointment")
    assert not window.pane._parts.print.isEnabled()


def test_a_letter_is_made_saved_and_marked_as_sent(window, program, qtbot, tmp_path):
    make(qtbot, window, LetterKind.NOT_ELIGIBLE)
    qtbot.waitUntil(lambda: names(window) == ["Bruce"])
    qtbot.waitUntil(window.pane._parts.print.isEnabled, timeout=10_000)
    window.saver.save_letters([(line.letter, line.one.row.number) for line in window.model.rows()], tmp_path)
    saved = tmp_path / "2026-0002 letter not eligible.pdf"
    qtbot.waitUntil(lambda: saved.is_file() and not window._context.runner.busy)
    assert window.pane.save_to(tmp_path / "all.pdf")
    bruce = next(one.row for one in letters.screened(program, window.cycle.value()) if one.letters)
    assert [one.how for one in disclosures.of_person(program, bruce.person_id)] == ["saved as PDF"] * 2

    window.actions_bar.send.opener.click()
    assert window.actions_bar.sent_on.value() == date(2026, 5, 20)
    window.actions_bar.send.confirm.click()
    qtbot.waitUntil(lambda: names(window) == [])
    window.chips.choose(SENT)
    assert [line.letters for line in window.model.rows()] == ["Not eligible, sent May 20, 2026"]


def test_a_letter_is_thrown_away_and_wanted_again(window, qtbot):
    make(qtbot, window, LetterKind.RECEIVED)
    qtbot.waitUntil(lambda: names(window) == ["Nelson"])
    window.actions_bar.discard.click()
    qtbot.waitUntil(lambda: names(window) == [])
    window.chips.choose(LetterKind.RECEIVED.value)
    assert names(window) == ["Nelson"]


def test_the_screening_list_is_shown_and_saved(window, program, qtbot, tmp_path):
    window.list_button.click()
    shows(qtbot, window, "Screening list, Spring 2026")
    window.saver.save_list(window.cycle.value(), tmp_path / "list.xlsx")
    qtbot.waitUntil(lambda: (tmp_path / "list.xlsx").is_file() and not window._context.runner.busy)
    assert window.pane.save_to(tmp_path / "list.pdf")


def test_the_application_shows_its_letters(window, context, program, qtbot):
    make(qtbot, window, LetterKind.RECEIVED)
    panel = DetailPanel(context)
    qtbot.addWidget(panel)
    nelson = next(row for row in applicants.rows(program) if row.last_name == "Nelson")
    panel.show_application(nelson.id)
    (button,) = panel.letters.findChildren(QPushButton)
    assert button.text() == "Letter: Received, not sent"
    letters.mark_sent(program, [letters.of_application(program, nelson.id)[0].id], date(2026, 5, 20))
    qtbot.waitUntil(
        lambda: (
            [b.text() for b in panel.letters.findChildren(QPushButton) if not b.isHidden()]
            == ["Letter: Received, sent May 20, 2026"]
        )
    )
