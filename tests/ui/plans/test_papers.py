"""The window of plans and papers: one paper of one plan at once, a batch with what could not be made, a file each."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.services.plans.conftest import someone
from tests.services.plans.writing import write_plan
from umdesk.domain.words import RevisionState
from umdesk.jobs.print_batch import PLAN
from umdesk.services.plans import queries, revisions
from umdesk.services.programs import Program
from umdesk.ui.context import Context
from umdesk.ui.printing.menu import PapersButton
from umdesk.ui.printing.window import PapersWindow


def opened(context: Context, qtbot: QtBot, chosen: str = "") -> PapersWindow:
    window = PapersWindow(context, None, chosen)
    window.show()
    qtbot.waitExposed(window)
    return window


def test_papers_are_chosen_made_and_saved(context: Context, program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    rebecca, alan = someone(program), someone(program, "Lee", "Alan", "000123")
    write_plan(program, rebecca.revision)
    revisions.mark_ready(program, rebecca.revision)

    window = opened(context, qtbot)
    assert window.choosing.count.text() == "1 plan, 1 paper"
    window.choosing.group.setCurrentIndex(0)
    window.choosing.group.activated.emit(0)
    window.choosing.papers["participant copy"].setChecked(True)
    assert window.choosing.count.text() == "2 plans, 4 papers"
    assert "DRAFT" in window.choosing.told.text()
    window.choosing.sign.setChecked(True)
    assert "cannot be undone" in window.choosing.told.text()
    assert window.make.isDefault()
    window.make.click()
    qtbot.waitUntil(lambda: window.batch is not None)
    assert window.note.findChildren(type(window.choosing.count))[0].text() == (
        f"2 papers made, 3 pages. Frozen, to be signed: {rebecca.number}. 2 papers could not be made."
    )
    assert f"{alan.number}, Career Development Plan: Plan {alan.number} is a draft" in window.refused.toPlainText()
    assert queries.plan(program, rebecca.participation).state is RevisionState.PRINTED
    assert window.pane.page_count() == 3
    assert window.pane.save_to(tmp_path / "all.pdf")
    window.save_each(tmp_path)
    qtbot.waitUntil(lambda: not context.runner.busy)
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == [
        f"{rebecca.number} R1 participant copy.pdf", f"{rebecca.number} revision 1.pdf", "all.pdf",
    ]  # fmt: skip
    window.choosing.group.setCurrentIndex(window.choosing.group.count() - 1)
    window.choosing.group.activated.emit(0)
    for box in window.choosing.papers.values():
        box.setChecked(False)
    assert not window.make.isEnabled()
    window.close()

    one = opened(context, qtbot, f"{rebecca.participation} withdrawal")
    qtbot.waitUntil(lambda: one.batch is not None)
    assert "Withdrawal from the Upward Mobility Program" in one.pane.text()
    assert not one.each.isEnabled()
    one.close()


def test_the_button_of_a_plan_opens_the_window_with_the_paper(context: Context, qtbot: QtBot) -> None:
    button = PapersButton(context)
    qtbot.addWidget(button)
    button.plan = lambda: "abc"
    wanted: list[str] = []
    context.window_wanted.connect(wanted.append)
    for action in button.menu().actions():
        action.trigger()
    assert wanted[0] == f"papers abc {PLAN}"
    assert wanted[1] == "papers abc participant copy"
    assert wanted[-2:] == ["worksheets abc", "papers"]
