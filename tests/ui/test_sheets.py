"""The inner tab Sheets: a paper typed in by keyboard, settled, and a file of ratings with its preview."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.selection_cycle import Made, make_cycle
from tests.ui.test_accessibility import faults_of, settle, unreached
from umdesk.domain.paper_entries import Typing
from umdesk.domain.words import CycleState
from umdesk.services import paper_sheets, ratings, sheet_papers
from umdesk.ui.selection.sheets import SheetsPage


@pytest.fixture
def made(program) -> Made:
    made = make_cycle(program, people=2)
    made.go(CycleState.SCORING)
    return made


@pytest.fixture
def page(made, selection) -> SheetsPage:
    """The inner tab Sheets, in view."""
    selection.show_part("Sheets")
    return selection.page("Sheets")


def keys(qtbot, page: SheetsPage, *texts: str) -> None:
    """Type texts one after another, each ended with Enter, where the keyboard is."""
    for text in texts:
        widget = page.window().focusWidget()
        assert isinstance(widget, QWidget)
        qtbot.keyClicks(widget, text)
        qtbot.keyClick(widget, Qt.Key.Key_Return)


def type_paper(qtbot, page: SheetsPage, *texts: str) -> None:
    """Say that there is no conflict and type points and comments; the last Enter presses the button."""
    panel = page.typing_panel
    panel.conflict.set_value("none")
    panel.points[next(iter(panel.points))].editor.setFocus()
    keys(qtbot, page, *texts)
    assert page.window().focusWidget() is panel.keep
    panel.keep.click()


def test_a_paper_is_typed_twice_and_settled(page, made, qtbot) -> None:
    code = sheet_papers.papers(made.program, made.cycle, made.raters[:1])[0].code
    page.code.editor.setFocus()
    keys(qtbot, page, "K7QM-3XWE-9RR")
    assert page.code.reason() == "A sign of the code is wrong, or two changed places. Look at the paper again."
    page.code.set_value(None)
    keys(qtbot, page, code.replace("-", "").lower())
    panel = page.typing_panel
    assert panel.whose.text() == "2026-0001, Person1, Ana: first typing of the sheet of Bo"
    type_paper(qtbot, page, "11", "", "", "")
    assert panel.points[made.keys[0]].reason() == "Aptitude takes 0 to 10."
    panel.points[made.keys[0]].line.selectAll()
    type_paper(qtbot, page, "4", "Calm", "n", "")
    assert page.note.text() == "Kept. The sheet of Bo for 2026-0001 waits for its second typing."
    assert [(line.number, line.turn) for line in page.model.rows()] == [("2026-0001", 2)]

    page.open_line(f"{made.applications['2026-0001']} {made.raters[0]}")
    assert panel.points[made.keys[0]].raw() == "", "the second typing does not see the first"
    assert "Maria Ortega typed it first" in panel.about.text()
    type_paper(qtbot, page, "7", "Calm", "n", "")
    settling = page.settling
    assert [asked.choice.name for asked in settling.asked] == ["Aptitude: the paper says"]
    settling.enter.click()
    assert settling.asked[0].choice.reason() == "Choose what the paper says."
    settling.asked[0].choice.set_value("=4")
    settling.enter.click()
    assert page.note.text() == "Entered: the sheet of Bo for 2026-0001, typed twice and settled by the paper."
    sheet = ratings.grid(made.program, made.cycle).rows[0].sheets[made.raters[0]]
    assert dict(sheet.values) == {made.keys[0]: 4, made.keys[1]: None}
    page.table.choose(page.model.rows()[0].application_id + " " + made.raters[0])
    assert (page.go_on.isEnabled(), page.anew.isEnabled()) == (False, True)
    page.anew.click()
    assert panel.whose.text() == "2026-0001, Person1, Ana: first typing of the sheet of Bo"


def test_a_file_of_ratings_shows_what_would_change_before_it_does(page, made, qtbot, tmp_path: Path) -> None:
    ratings.enter(made.program, made.applications["2026-0001"], made.raters[0], made.keys[0], Decimal(7))
    file = tmp_path / "ratings.csv"
    file.write_text(
        "Application,Rater,Aptitude,Courses,Height\n2026-0001,Bo,4,,\n2026-0002,Bo,5,1,\n2026-0009,Bo,5,1,\n2026-0002,Ed,,2,",
        encoding="utf-8",
    )
    page.look_at_file(file)
    panel = page.import_panel
    qtbot.waitUntil(lambda: panel.plan is not None)
    assert panel.counts.text() == "4 rows: 2 come in, 1 differs and 1 is refused. New raters: Ed."
    assert [[panel.model.index(row, column).data() for column in (0, 3, 4)] for row in range(4)] == [
        ["2", "Differs", "Aptitude 7 → 4."],
        ["3", "Comes in", "Aptitude 5; Courses 1."],
        ["4", "Refused", "There is no application “2026-0009” in this cycle."],
        ["5", "Comes in, incomplete", "Courses 2. Aptitude is missing."],
    ]
    assert panel.go.text() == "Import 2 rows"
    panel.reason.set_raw("The paper says so")
    panel.reason.edited.emit()
    assert panel.go.text() == "Import 3 rows"
    panel.go.click()
    qtbot.waitUntil(lambda: page.pages.currentIndex() == 0)
    grid = ratings.grid(made.program, made.cycle)
    assert [dict(row.sheets[made.raters[0]].values).get(made.keys[0]) for row in grid.rows] == [4, 5]
    assert list(grid.raters.values()) == ["Bo", "Cy", "Di", "Ed"]


def test_the_pages_on_which_a_paper_is_typed_in_and_settled(open_frame, program, qtbot, tmp_path):
    made = make_cycle(program, people=2)
    made.go(CycleState.SCORING)
    typed = Typing({made.keys[0]: "4"}, {}, "none")
    for turn, other in ((1, typed), (2, Typing({made.keys[0]: "7"}, {}, "none"))):
        paper_sheets.type_in(program, made.applications["2026-0001"], made.raters[0], turn, other)
    (tmp_path / "ratings.csv").write_text("Application,Rater,Aptitude\n2026-0002,Bo,4\n", encoding="utf-8")
    workspace = open_frame.window.workspace
    workspace.go_to("Selection")
    workspace.current().show_part("Sheets")
    page = workspace.current().page("Sheets")
    steps = (
        lambda: page.open_line(f"{made.applications['2026-0001']} {made.raters[0]}"),
        page.settling.start_over,
        lambda: page.look_at_file(tmp_path / "ratings.csv"),
    )
    for place, step in zip((2, 1, 3), steps, strict=True):
        step()
        settle(qtbot, open_frame)
        assert page.pages.currentIndex() == place
        assert faults_of(open_frame.window) + unreached(open_frame.window) == []
