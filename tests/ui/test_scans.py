"""Filing scans in the window: dropped files, what became of them, matching by hand, pages beside the data."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from tests.conftest import PASSWORD, SetClock
from tests.roles_world import DANA, EVE, World
from tests.scanned_paper import Sheet, pdf_of
from tests.ui.test_accessibility import faults_of, unreached
from umdesk.jobs import print_plan
from umdesk.services import programs
from umdesk.services.plans import filing, printing, queries
from umdesk.ui.frame import Frame
from umdesk.ui.scans.filed import FiledPages
from umdesk.ui.scans.window import ScansWindow


@dataclass(frozen=True)
class Scanned:
    """A program in which a plan of Dana's is printed, and a scan of it whose first page nobody can read."""

    folder: Path
    revision: str
    number: str
    scan: Path


@pytest.fixture
def scanned(made_world: tuple[Path, World], tmp_path: Path, clock: SetClock) -> Scanned:
    folder = tmp_path / "redding.umdesk"
    shutil.copytree(made_world[0], folder)
    revision = made_world[1].one.ready
    program = programs.open_program(folder, password=PASSWORD, clock=clock)
    pdf = print_plan.print_to_sign(program, revision)
    number = queries.plan(program, queries.participation_of(program, revision)).plan_number
    program.close()
    pages = [Sheet(pdf.data, page, 150) for page in range(1, pdf.pages + 1)]
    path = tmp_path / "stack.pdf"
    path.write_bytes(pdf_of([replace(pages[0], covered=1.0, turned=180), *pages[1:]]))
    return Scanned(folder, revision, number, path)


def test_dropped_scans_are_filed_matched_by_hand_and_shown_beside_the_dates(
    frame: Frame, scanned: Scanned, clock: SetClock, qtbot: QtBot
) -> None:
    program = programs.open_program(scanned.folder, password=PASSWORD, clock=clock)
    frame.show_program(program)
    workspace = frame.window.workspace
    assert workspace is not None
    workspace.go_to("Career plans", scanned.revision)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(scanned.scan))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    frame.window.dropEvent(QDropEvent(QPointF(600, 400), copy, mime, left, none))
    window = frame.window.findChild(ScansWindow)
    assert window is not None
    qtbot.waitUntil(lambda: not frame.window.runner.busy)
    qtbot.waitExposed(window)
    kinds = [window._model.row(place).kind for place in range(window._model.rowCount())]
    assert (kinds.count("Problem"), kinds.count("Filed")) == (2, 1)
    assert window.matching.isVisible()
    assert window.matching.paper.value() == filing.papers(program, [f"{scanned.number} R1"])[0].document_id
    assert window.matching.page.value() == 1
    assert (faults_of(window), unreached(window)) == ([], [])

    window.matching.turn_button.click()
    window.matching.turn_button.click()
    window.matching.file_button.click()
    rows = filing.filed(program, scanned.revision)
    assert [row.page for row in rows if row.current][:2] == [1, 2]
    assert rows[0].look == "Matched by hand."
    assert "Problem" not in {window._model.row(place).kind for place in range(window._model.rowCount())}
    window.close()

    beside = FiledPages(workspace.context)
    qtbot.addWidget(beside)
    beside.resize(700, 800)
    beside.show_record(scanned.revision)
    beside.show()
    qtbot.waitExposed(beside)
    assert beside._model.rowCount() == len(rows)
    assert beside.strip.isVisible()
    assert beside.strip.height() > 100
    beside.table.choose(rows[0].id)
    assert beside.picture.name.startswith("Page 1 of ")
    qtbot.keyClick(beside.picture, Qt.Key.Key_Plus)
    assert beside.picture.larger > 1
    qtbot.keyClick(beside.picture, Qt.Key.Key_0)
    assert beside.picture.larger == 1
    beside.off_button.click()
    qtbot.waitUntil(lambda: beside._model.rowCount() == len(rows) - 1)
    beside.close()


def test_who_may_not_file_is_offered_no_scanner(
    frame: Frame, scanned: Scanned, made_world: tuple[Path, World], clock: SetClock, qtbot: QtBot
) -> None:
    program = programs.open_program(scanned.folder, password=PASSWORD, clock=clock)
    paper = filing.papers(program, [f"{scanned.number} R1"])[0]
    filing.file(program, "scan.pdf", [filing.ToFile(paper.document_id, 1, b"x", "image/png", 1)])
    assert printing.document(program, scanned.revision)
    made_world[1].sign_in(program, EVE)
    frame.show_program(program)
    shown = {action.text(): action.isVisible() for action in frame.menus._needs}
    assert not shown["&File scans…"]
    workspace = frame.window.workspace
    assert workspace is not None
    beside = FiledPages(workspace.context)
    qtbot.addWidget(beside)
    beside.show_record(scanned.revision)
    beside.show()
    assert beside._model.rowCount() == 1
    assert not beside.scan_button.isVisible()
    assert not beside.off_button.isVisible()
    beside.close()
    made_world[1].sign_in(program, DANA)
    assert [row.page for row in filing.filed(program, scanned.revision)] == [1]
