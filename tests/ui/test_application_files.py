"""The page *Files* of an application: attaching by button, drop and paste, a preview of each kind, taking off."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from tests.attachment_files import docx, pdf, picture
from tests.filled_forms import drawn_without_end, saved
from tests.ui.test_accessibility import faults_of
from umdesk.services import applicants, attachments, cycles, history
from umdesk.services.applicants import NewApplicant
from umdesk.services.programs import Program
from umdesk.ui.applicants.detail import DetailPanel
from umdesk.ui.applicants.files import FilesPanel
from umdesk.ui.context import Context
from umdesk.ui.remembered import Remembered
from umdesk.ui.runner import Runner


@pytest.fixture
def application(program: Program) -> str:
    cycle = cycles.create_cycle(program, "Spring 2026")
    return applicants.add(program, cycle, NewApplicant("Nelson", class_code="1379"))


@pytest.fixture
def panel(program: Program, application: str, qtbot: QtBot, tmp_path: Path) -> Iterator[FilesPanel]:
    runner = Runner()
    context = Context(program, runner, Remembered(tmp_path / "remembered.json"))
    detail = DetailPanel(context)
    qtbot.addWidget(detail)
    detail.resize(460, 700)
    detail.show()
    detail.show_application(application)
    detail.pages.setCurrentWidget(detail.files)
    yield detail.files
    context.stop()
    runner.close()


def names(panel: FilesPanel) -> list[str]:
    return [row.name for row in panel.table.rows_model.rows()]


def drop(panel: FilesPanel, *files: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    panel.dropEvent(QDropEvent(QPointF(QPoint(9, 9)), Qt.DropAction.CopyAction, mime, buttons, keys))


def test_dropped_files_come_in_and_what_cannot_is_said(panel: FilesPanel, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "cv.pdf").write_bytes(pdf(2))
    (tmp_path / "virus.pdf").write_bytes(b"MZ")
    drop(panel, tmp_path / "cv.pdf", tmp_path / "virus.pdf")
    qtbot.waitUntil(lambda: panel.said.text() != "")
    assert names(panel) == ["cv.pdf"]
    assert panel.said.text().startswith("“virus.pdf” is a program for Windows by its content.")
    assert history.undo_step(panel._context.program) == "Attached “cv.pdf” to application 2026-0001"


def test_each_kind_is_shown_with_words_for_a_screen_reader(
    panel: FilesPanel, program: Program, application: str, qtbot: QtBot
) -> None:
    attachments.add(program, application, "cv.pdf", pdf(3))
    attachments.add(program, application, "desk.jpg", picture("JPEG", 900, 600), "her desk")
    attachments.add(program, application, "letter.docx", docx("Dear panel", "I apply."))
    preview = panel.preview
    for name, widget, about in (
        ("cv.pdf", preview.pages, "PDF, 1 kB, 3 pages"),
        ("desk.jpg", preview.picture, "JPEG picture, 9 kB, 900 × 600 dots"),
        ("letter.docx", preview.text, "Word document, 1 kB, shown as plain text"),
    ):
        panel.table.choose(next(row.id for row in panel.table.rows_model.rows() if row.name == name))
        qtbot.waitUntil(lambda widget=widget: preview.body.currentWidget() is widget)
        assert preview.about.text() == about
        window = panel.open_large()
        qtbot.waitUntil(lambda window=window: window.preview.about.text() != "")
        assert faults_of(panel) == faults_of(window) == []
        window.close()
    assert preview.text.toPlainText() == "Dear panel\nI apply."
    assert preview.picture.picture.accessibleName() == "desk.jpg. her desk: a picture of 900 × 600 dots, without text"


def test_pages_with_too_much_to_draw_are_a_sentence(
    panel: FilesPanel, program: Program, application: str, qtbot: QtBot
) -> None:
    attachments.add(program, application, "endless.pdf", saved(drawn_without_end()))
    panel.table.choose(next(row.id for row in panel.table.rows_model.rows()))
    qtbot.waitUntil(lambda: panel.preview.empty.text().startswith("There is too much on the pages"))
    assert panel.preview.pages.count() == 0
    assert panel.preview.body.currentWidget() is panel.preview.empty


def test_a_picture_is_pasted(panel: FilesPanel, program: Program, qtbot: QtBot) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    QGuiApplication.clipboard().setImage(image)
    panel.paste()
    qtbot.waitUntil(lambda: names(panel) == ["Pasted picture 2026-05-20.png"])
    QGuiApplication.clipboard().setText("words")
    panel.paste()
    assert panel.said.text() == "There is no file and no picture on the clipboard."


def test_a_note_is_typed_a_copy_saved_and_a_file_taken_off(
    panel: FilesPanel, program: Program, application: str, qtbot: QtBot, tmp_path: Path
) -> None:
    attachments.add(program, application, "cv.pdf", pdf(1))
    qtbot.keyClicks(panel.note_field.line, "page 2 is blank")
    qtbot.keyClick(panel.note_field.line, Qt.Key.Key_Return)
    assert attachments.of_application(program, application)[0].note == "page 2 is blank"
    panel.save_copy(tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == pdf(1)
    assert panel.said.text() == "Saved as out.pdf. That it left stands in the account of disclosures."
    qtbot.mouseClick(panel.remove_button, Qt.MouseButton.LeftButton)
    assert names(panel) == []
    assert panel.note_field.isHidden()
