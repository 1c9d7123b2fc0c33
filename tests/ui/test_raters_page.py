"""The inner tabs Raters and Masking as a coordinator uses them."""

import pytest
from PySide6.QtCore import Qt

from tests.selection_cycle import Made, make_cycle
from tests.ui.roles import WORDS
from tests.ui.test_accessibility import faults_of, out_of_order, unreached
from umdesk.domain.words import Conflict, CycleState, DeclaredAs, Role
from umdesk.services import accounts, assignment, conflicts, masking, raters
from umdesk.storage import models
from umdesk.ui.selection.tab import SelectionTab


@pytest.fixture
def made(program) -> Made:
    """A blind cycle in scoring: Person1 is the niece of Bo, Person2 has the last name of a rater and a statement."""
    made = make_cycle(program, 4, ("Bo", "Cy Person2", "Di"))
    made.go(CycleState.SCORING)
    made.rate("2026-0003", (7, 5))
    with program.operation("tests.prepare", "Prepared") as op:
        op.session.get_one(models.Cycle, made.cycle).blind = True
        for number in ("2026-0002", "2026-0004"):
            op.session.get_one(models.Application, made.applications[number]).statement = "I am Ana, and I learn."
        conflicts.declare(
            op.session, made.raters[0], made.applications["2026-0001"], conflict=True, reason="My niece",
            how=DeclaredAs.RATER, now=program.now(), by="Bo",
        )  # fmt: skip
    return made


@pytest.fixture
def tab(made, selection) -> SelectionTab:
    """The tab, opened on the cycle that was made."""
    return selection


def assigned(program, made) -> list[int]:
    with program.reading() as session:
        found = assignment.assigned(session, made.cycle)
        return [len(found[rater]) for rater in made.raters]


def test_the_lists_tell_who_rates_what_and_a_conflict_is_cleared_with_a_reason(tab, made, program, qtbot) -> None:
    tab.show_part("Raters")
    page = tab.page("Raters")
    assert tab.help_page == "raters"
    shown = {row.name: [column.text(row) for column in page.model.columns][2:] for row in page.model.rows()}
    assert shown["Bo"] == ["1 of 3", "1", "1", "1"]
    accounts.add(program, "Eve Lin", [Role.RATER], WORDS)
    tab.refresh(None)
    qtbot.keyClicks(page.new_name.line, "eve lin")
    qtbot.keyClick(page.new_name.line, Qt.Key.Key_Return)
    assert {row.name: row.account for row in raters.panel(program, made.cycle).raters}["eve lin"] == "Eve Lin"
    raters.remove(program, next(row.id for row in raters.panel(program, made.cycle).raters if row.account))
    page.table.choose(made.raters[2])
    qtbot.keyClicks(page.chosen.unit.line, "Yreka Shop")
    qtbot.keyClick(page.chosen.unit.line, Qt.Key.Key_Return)
    assert raters.panel(program, made.cycle).raters[2].unit == "Yreka Shop"

    page.views.choose("applications")
    first = page.applications.rows_model.rows()[0]
    assert [column.text(first) for column in page.applications.rows_model.columns] == [
        "2026-0001", "Person1, Ana", "", "2", "1 more", "Cy Person2, Di", "Bo",
    ]  # fmt: skip

    page.views.choose("conflicts")
    rows = page.pairs.rows_model.rows()
    assert [(row.pair.rater, row.why, row.stands) for row in rows] == [
        ("Bo", "Named by the rater: My niece", "To judge"),
        ("Cy Person2", "Same last name", "Suggested only"),
    ]
    page.pairs.choose(rows[0].key)
    assert page.judge.words.text().startswith("You have a conflict of interest")
    assert not page.judge.none.isVisible(), "what a rater named does not just go"
    page.judge.clear.opener.click()
    page.judge.clear.confirm.click()
    assert page.judge.clear.fields["reason"].reason() != ""
    qtbot.keyClicks(page.judge.clear.fields["reason"].line, "A namesake")
    qtbot.keyClick(page.judge.clear.fields["reason"].line, Qt.Key.Key_Return)
    assert conflicts.of_cycle(program, made.cycle)[0].conflict is Conflict.CLEARED
    assert page.pairs.rows_model.rows()[0].stands == "Cleared"


def test_an_assignment_is_looked_at_before_it_is_made(tab, made, program, qtbot, runner, tmp_path) -> None:
    tab.show_part("Raters")
    page = tab.page("Raters")
    page.assign.click()
    panel = page.assigning
    panel.each.set_value(1)
    panel.show_button.click()
    qtbot.waitUntil(panel.shown.make.isVisible)
    assert panel.shown.about.text() == "1 rater for each, by chance: to look at"
    assert [load.before for load in panel.shown.model.rows()] == [3, 4, 4]
    assert assigned(program, made) == [4, 4, 4], "Bo’s recused one among them: nothing is made yet"
    panel.shown.make.click()
    qtbot.waitUntil(lambda: not runner.busy)
    assert sum(assigned(program, made)) == 5, "one for each, and the one from which Bo is recused"
    assert panel.stands.text() == "Raters rate what is assigned to them."

    panel.way.set_value("hand")
    panel.way.left.emit()
    panel.rater.set_value(made.raters[1])
    panel.rater.left.emit()
    panel.ticks.paste.set_raw("2026-1, 2026-0002 and 2026-0099")
    panel.ticks.tick.click()
    assert panel.ticks.paste.reason() == "Not in this list: 2026-0099."
    panel.show_button.click()
    qtbot.waitUntil(panel.shown.make.isVisible)
    panel.shown.make.click()
    qtbot.waitUntil(lambda: not runner.busy)
    with program.reading() as session:
        own = assignment.of_rater(session, made.cycle, made.raters[1])
    assert {made.applications["2026-0001"], made.applications["2026-0002"]} <= own

    path = tmp_path / "panel.csv"
    path.write_text("Application,Rater\n2026-0004,Di\n2026-0001,Bo\n", encoding="utf-8")
    panel.propose_file(path)
    qtbot.waitUntil(lambda: not runner.busy)
    assert [row[1] for row in panel.shown.refused_model.rows()] == [
        "Bo is recused from 2026-0001, so it was not assigned."
    ]
    panel.everyone.opener.click()
    panel.everyone.confirm.click()
    assert assigned(program, made) == [4, 4, 4]
    panel.back.click()
    assert page.assign.isVisible()


def test_every_view_can_be_read_and_reached_without_eyes_and_mouse(tab, made, qtbot, runner) -> None:
    def faults() -> list[str]:
        qtbot.wait(1)
        return faults_of(tab) + unreached(tab) + out_of_order(tab)

    tab.show_part("Raters")
    page = tab.page("Raters")
    page.table.choose(made.raters[0])
    assert faults() == []
    page.views.choose("conflicts")
    page.pairs.choose(page.pairs.rows_model.key(0))
    page.judge.clear.unfold()
    page.judge.definition.fit(unfold=True)
    assert faults() == []
    page.assign.click()
    panel = page.assigning
    panel.only.opener.click()
    assert panel.only.fields["keep"].value() == "begun"
    panel.only.cancel.click()
    panel.way.set_value("hand")
    panel.way.left.emit()
    panel.show_button.click()
    qtbot.waitUntil(lambda: not runner.busy)
    assert faults() == []
    tab.show_part("Masking")
    assert faults() == []


def test_masked_texts_are_checked_one_after_the_other(tab, made, program, qtbot) -> None:
    tab.show_part("Masking")
    page = tab.page("Masking")
    assert page.left_over.text() == "2 applications to check"
    assert page.whose.text() == "2026-0002 Ana Person2: to check"
    side = page.sides["statement"]
    assert (side.original.toPlainText(), side.text.raw()) == ("I am Ana, and I learn.", "I am [name], and I learn.")
    assert side.marked.text() == "Masked by the computer: Ana (name)."
    side.text.box.setFocus()
    qtbot.keyClick(side.text.box, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(side.text.box, " Much.")
    page.settle()
    page.table.choose(made.applications["2026-0004"])
    assert side.text.raw() == "I am [name], and I learn."
    page.table.choose(made.applications["2026-0002"])
    assert side.text.raw() == "I am [name], and I learn. Much.", "typing is kept until it is checked"
    qtbot.keyClick(side.text.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.whose.text() == "2026-0004 Ana Person4: to check"
    with program.reading() as session:
        assert masking.unchecked(session, made.cycle) == ("2026-0004",)
        application = session.get_one(models.Application, made.applications["2026-0002"])
        assert masking.masked(session, application)["statement"] == "I am [name], and I learn. Much."
    side.text.box.setPlainText("Something else")
    page.anew.click()
    assert side.text.raw() == "I am [name], and I learn."
    page.next.click()
    assert page.left_over.text() == "All texts are checked"
