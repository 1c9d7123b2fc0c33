"""The tab Selection as a coordinator uses it."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit

from tests.selection_cycle import Made, applicant, make_cycle
from umdesk.domain.words import Aggregate, Conflict, CycleState, Outcome
from umdesk.services import cycles, decisions, history, raters, ratings, results
from umdesk.ui.selection.parts import PARTS
from umdesk.ui.selection.tab import SelectionTab

D = Decimal
S, W, N = Outcome.SELECTED, Outcome.WAITLISTED, Outcome.NOT_SELECTED


@pytest.fixture
def tab(selection) -> SelectionTab:
    """The tab, before there is a cycle."""
    return selection


def show(tab: SelectionTab, name: str):
    """Go to an inner tab."""
    names = [tab.inner.tabText(i) for i in range(tab.inner.count())]
    tab.inner.setCurrentIndex(names.index(name))
    return tab.page(name)


@pytest.fixture
def scoring(program) -> Made:
    """A cycle in scoring with four applications, three raters and two criteria of 10 points."""
    made = make_cycle(program)
    made.go(CycleState.SCORING)
    return made


@pytest.fixture
def scored(scoring) -> Made:
    """The same with ranks in the order of the numbers; the third has a wide spread."""
    for number, points in zip(scoring.applications, (9, 8, 7, 6), strict=True):
        scoring.rate(number, (points, points), (points, points), (points, points))
    scoring.rate("2026-0003", (10, 10), (7, 7), (4, 4))
    return scoring


def test_each_part_has_a_page_of_help() -> None:
    assert {part.title: getattr(part.make, "help_page", "") for part in PARTS} == {
        "Criteria": "criteria",
        "Raters": "raters",
        "Masking": "raters",
        "Ratings": "ratings",
        "Sheets": "ratings",
        "Draw": "draw-and-outcome",
        "Results": "results",
        "Outcome": "draw-and-outcome",
        "Letters": "letters",
        "Packet": "selection-packet",
    }


# --- cycles and steps -----------------------------------------------------------------------------------------------


def test_an_empty_program_offers_the_first_cycle(tab, qtbot, program) -> None:
    assert tab.body.currentWidget() is tab.empty
    assert tab.primary_action() is tab.new_cycle
    tab.new_cycle.trigger()
    qtbot.keyClicks(tab.new_name.line, "Spring 2026")
    qtbot.keyClick(tab.new_name.line, Qt.Key.Key_Return)
    assert tab.cycle.name == "Spring 2026"
    assert tab.primary_action().text() == "Open the cycle"
    assert tab.naming.isHidden()


def test_a_value_that_will_not_do_keeps_its_cycle_in_view(tab, qtbot, program) -> None:
    first, second = cycles.create_cycle(program, "Spring 2026"), cycles.create_cycle(program, "Fall 2026")
    tab.show_record(first)
    qtbot.keyClicks(tab.page("Criteria").form.opens.line, "soon")
    tab.show_record(second)
    assert tab.cycle.name == "Spring 2026"
    assert tab.picker.currentData() == first
    assert tab.page("Criteria").form.opens.raw() == "soon"


def test_a_name_that_is_taken_is_told_under_its_field(tab, qtbot, program) -> None:
    cycles.create_cycle(program, "Spring 2026")
    tab.ask_new_cycle()
    qtbot.keyClicks(tab.new_name.line, "spring 2026")
    tab.make.click()
    assert tab.new_name.reason() == "There is a cycle “spring 2026” already. Choose another name."


def test_the_next_step_lists_what_stands_against_it_in_the_page(tab, program) -> None:
    make_cycle(program, people=0)
    tab.next_step.trigger()
    assert tab.panel.lines()[0] == "The cycle has no first or no last day for applications."
    assert tab.panel.go.text() == "Open the cycle all the same"
    assert tab.following.text().endswith("then open the cycle.")
    assert [part.title for part in PARTS if tab.inner.isTabVisible(PARTS.index(part))] == ["Criteria", "Raters"]
    tab.panel.go.click()
    assert tab.cycle.state is CycleState.OPEN
    assert tab.following.text().endswith("then start scoring.")
    tab.next_step.trigger()
    assert tab.panel.lines() == ["There is no eligible application to score."]
    assert not tab.panel.go.isVisible()
    tab.panel.not_now.click()
    assert tab.panel.isHidden()
    tab.back.click()
    assert tab.cycle.state is CycleState.DRAFT


def test_words_of_two_witnesses_are_asked_for_in_the_page(tab, qtbot, program) -> None:
    make_cycle(program).go(CycleState.OPEN)
    tab.next_step.trigger()
    tab.panel.draw.words.setChecked(True)
    tab.panel.go.click()
    assert tab.panel.draw.text.reason() == "The words for the draw are missing. Type them as they are read out."
    for field, text in (
        (tab.panel.draw.text, "seven green apples"),
        (tab.panel.draw.first, "Ann Lee"),
        (tab.panel.draw.second, "Bo Day"),
    ):
        qtbot.keyClicks(field.line, text)
    tab.panel.go.click()
    assert tab.cycle.state is CycleState.SCORING
    assert tab.cycle.seed_source == "words read out, witnessed by Ann Lee and Bo Day"
    assert tab.inner.tabText(tab.inner.currentIndex()) == "Ratings"


# --- criteria and raters --------------------------------------------------------------------------------------------


def test_rules_save_themselves_when_a_field_is_left(tab, qtbot, program) -> None:
    cycle_id = cycles.create_cycle(program, "Spring 2026")
    page = show(tab, "Criteria")
    page.form.seats.line.setFocus()
    page.form.seats.line.selectAll()
    qtbot.keyClicks(page.form.seats.line, "12")
    qtbot.keyClick(page.form.seats.line, Qt.Key.Key_Return)
    assert cycles.cycle(program, cycle_id).seats == 12
    assert history.undo_step(program) == "Changed the number of places (0 → 12) of Spring 2026"


def test_criteria_are_added_and_changed_in_the_page(tab, qtbot, program) -> None:
    cycle_id = cycles.create_cycle(program, "Spring 2026")
    page = show(tab, "Criteria")
    page.list.add.click()
    assert page.criterion.name.raw() == "New criterion"
    qtbot.keyClicks(page.criterion.name.line, "Attendance")
    levels = page.criterion.levels
    assert [points.text() for points, _meaning in levels.rows] == ["0", "1", "2", "3", "4", "5"]
    qtbot.keyClicks(levels.rows[0][1], "Often away")
    qtbot.keyClicks(levels.rows[5][1], "Always there")
    page.criterion.maximum.line.selectAll()
    qtbot.keyClicks(page.criterion.maximum.line, "10")
    assert page.settle()
    last = cycles.cycle(program, cycle_id).criteria.criteria[-1]
    assert (last.name, last.maximum, last.levels) == ("Attendance", D(10), {"0": "Often away", "5": "Always there"})
    page.criterion.step.line.selectAll()
    qtbot.keyClicks(page.criterion.step.line, "0.5")
    assert page.settle()
    qtbot.keyClicks(levels.rows[0][0], "x")
    assert not page.settle()
    assert page.criterion.levels.reason().startswith("Write the points as a number before “Often away”")


def test_a_change_after_the_first_rating_asks_why(tab, qtbot, scored, program) -> None:
    page = show(tab, "Criteria")
    page.list.table.choose(scored.keys[1])
    page.criterion.weight.line.selectAll()
    qtbot.keyClicks(page.criterion.weight.line, "3")
    assert not page.settle()
    assert page.criterion.reason.reason() == "Say why, then the change is made."
    qtbot.keyClicks(page.criterion.reason.line, "Agreed by the panel")
    qtbot.keyClick(page.criterion.reason.line, Qt.Key.Key_Return)
    assert cycles.cycle(program, scored.cycle).criteria.criteria[1].weight == 3


def test_raters_are_typed_one_after_the_other(tab, qtbot, program) -> None:
    cycle_id = cycles.create_cycle(program, "Spring 2026")
    page = show(tab, "Raters")
    for name in ("Ann Lee", "Bo Day"):
        qtbot.keyClicks(page.new_name.line, name)
        qtbot.keyClick(page.new_name.line, Qt.Key.Key_Return)
    assert [rater.name for rater in raters.of_cycle(program, cycle_id)] == ["Ann Lee", "Bo Day"]
    qtbot.keyClicks(page.new_name.line, "ann lee")
    page.add.click()
    assert page.new_name.reason() == "Ann Lee is a rater of this cycle already."
    page.new_name.set_value(None)
    page.table.choose(page.model.key(1))
    page.remove.click()
    assert [rater.name for rater in raters.of_cycle(program, cycle_id)] == ["Ann Lee"]


# --- the grid -------------------------------------------------------------------------------------------------------


def type_in(qtbot, page, *keys: str) -> None:
    """Type entries, each followed by Enter, where the focus of the grid is."""
    for text in keys:
        qtbot.keyClicks(page.view, text[0])
        for editor in [line for line in page.view.findChildren(QLineEdit) if line.isVisible()]:
            qtbot.keyClicks(editor, text[1:])
            qtbot.keyClick(editor, Qt.Key.Key_Return)


def values(program, made, rater: int = 0) -> list[dict[str, Decimal | None]]:
    """What is on file of one rater, an application after the other, by place of the criterion."""
    rows = ratings.grid(program, made.cycle).rows
    sheets = [row.sheets.get(made.raters[rater]) for row in rows]
    return [dict(sheet.values) if sheet else {} for sheet in sheets]


def test_ratings_are_typed_by_keyboard_alone(tab, qtbot, scoring, program) -> None:
    page = show(tab, "Ratings")
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.view.setFocus()
    first, second = scoring.keys
    type_in(qtbot, page, "9", "n", "8", "7.")
    assert values(program, scoring)[:2] == [{first: D(9), second: None}, {first: D(8), second: D(7)}]
    assert page.progress.text() == "2 of 4 sheets complete"
    assert page.model.index(0, 4).data() == "90.00"
    assert (page.view.currentIndex().row(), page.view.currentIndex().column()) == (2, 2)
    qtbot.keyClick(page.view, Qt.Key.Key_Up)
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    assert values(program, scoring)[1] == {second: D(7)}
    assert page.progress.text() == "1 of 4 sheets complete"


def test_a_wrong_value_is_told_in_a_line_and_stays_out(tab, qtbot, scoring, program) -> None:
    page = show(tab, "Ratings")
    page.view.setFocus()
    type_in(qtbot, page, "12")
    assert page.note.text() == "2026-0001: Aptitude takes 0 to 10. You typed “12”."
    assert (page.view.currentIndex().row(), page.view.currentIndex().column()) == (0, 2)
    assert values(program, scoring)[0] == {}
    type_in(qtbot, page, "n")
    assert page.note.text() == "2026-0001: Aptitude is required, so N/A cannot be used. You typed “N/A”."
    type_in(qtbot, page, "10")
    assert page.note.text() == ""
    assert values(program, scoring)[0] == {scoring.keys[0]: D(10)}


def test_undo_shows_in_the_grid_at_once(tab, qtbot, scoring, program) -> None:
    page = show(tab, "Ratings")
    page.view.setFocus()
    type_in(qtbot, page, "9")
    history.undo(program)
    assert page.model.index(0, 2).data() == ""
    history.redo(program)
    assert page.model.index(0, 2).data() == "9"


def test_tab_and_enter_go_through_the_cells_and_escape_leads_out(tab, qtbot, scoring) -> None:
    page = show(tab, "Ratings")
    page.view.setFocus()
    places = []
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Backtab, Qt.Key.Key_Down):
        qtbot.keyClick(page.view, key)
        places.append((page.view.currentIndex().row(), page.view.currentIndex().column()))
    assert places == [(0, 3), (1, 2), (1, 3), (1, 2), (2, 2)]
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert page.rater.editor.hasFocus()


def test_a_recused_rater_cannot_be_typed_for(tab, qtbot, scoring, program) -> None:
    page = show(tab, "Ratings")
    page.panel.conflict.set_value(Conflict.RECUSED)
    page.panel.conflict.left.emit()
    assert page.model.index(0, 5).data() == "Recused"
    page.view.setFocus()
    type_in(qtbot, page, "9")
    assert values(program, scoring)[0] == {}
    assert page.progress.text() == "0 of 3 sheets complete"
    page.panel.conflict.set_value(Conflict.CLEARED)
    page.panel.conflict.left.emit()
    assert page.panel.reason.reason() == "Say why the conflict does not matter."
    qtbot.keyClicks(page.panel.reason.line, "Never worked together")
    qtbot.keyClick(page.panel.reason.line, Qt.Key.Key_Return)
    assert ratings.grid(program, scoring.cycle).rows[0].sheets[scoring.raters[0]].conflict is Conflict.CLEARED


def test_the_grid_is_narrowed_by_words_and_changes_rater(tab, scored) -> None:
    page = show(tab, "Ratings")
    page.search.setText("person3")
    assert [page.model.index(row, 0).data() for row in range(page.model.rowCount())] == ["2026-0003"]
    assert page.model.index(0, 2).data() == "10"
    page.rater.set_value(scored.raters[2])
    page.rater.left.emit()
    assert page.model.index(0, 2).data() == "4"


def test_ratings_rest_outside_scoring(tab, qtbot, program) -> None:
    make_cycle(program)
    page = show(tab, "Ratings")
    assert page.note.text() == "Points can be typed once scoring has started."
    assert not page.model.flags(page.model.index(0, 2)) & Qt.ItemFlag.ItemIsEditable


# --- results and decisions ------------------------------------------------------------------------------------------


def column(page, name: str) -> list[str]:
    """The texts of one column of the results."""
    at = [c.title for c in page.model.columns].index(name)
    return [page.model.index(row, at).data() for row in range(page.model.rowCount())]


def test_results_show_rank_score_and_what_to_settle(tab, qtbot, scored, program) -> None:
    page = show(tab, "Results")
    assert column(page, "Number") == ["2026-0001", "2026-0002", "2026-0003", "2026-0004"]
    assert column(page, "Score") == ["90.00", "80.00", "70.00", "60.00"]
    assert column(page, "Spread") == ["0.00", "0.00", "60.00 wide", "0.00"]
    assert page.summary.text() == "4 ranked, 0 not ranked  ·  2 places  ·  1 wide spread to settle"
    assert not page.over.isVisible()
    page.chips.choose("settle")
    assert column(page, "Number") == ["2026-0003"]
    page.table.choose(scored.applications["2026-0003"])
    assert [(row[0], row[1]) for row in page.panel.scores.rows()] == [
        ("Bo", "100.00"),
        ("Cy", "70.00"),
        ("Di", "40.00"),
    ]
    qtbot.keyClicks(page.panel.settlement.box, "Talked it through")
    assert page.settle()
    assert results.results(program, scored.cycle).rows[2].settled == "Talked it through"


def test_decisions_by_rank_and_by_key_are_applied_together(tab, qtbot, scored, program) -> None:
    tab.next_step.trigger()
    tab.panel.go.click()
    page = show(tab, "Results")
    page.waitlist.setValue(1)
    page.by_rank.trigger()
    assert column(page, "Decision") == [
        "selected (pending)", "selected (pending)", "waitlisted (pending)", "not selected (pending)",
    ]  # fmt: skip
    page.table.choose(scored.applications["2026-0004"])
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_S)
    assert column(page, "Decision")[3] == "selected, say why"
    assert (page.over.isVisible(), page.over.text()) == (True, "3 selected for 2 places.")
    page.apply.trigger()
    assert page.problem.text().startswith("These depart from rank and need a reason: 2026-0004")
    assert page.panel.departure.text().endswith("Choose a reason and say it in words.")
    qtbot.keyClicks(page.panel.reason.box, "Two places came free")
    assert page.settle()
    assert page.problem.text() == "", "a refusal goes with the next change"
    assert page.panel.departure.text().endswith("Choose the kind of reason.")
    page.panel.kind.set_value("Other")
    page.panel.kind.left.emit()
    page.apply.trigger()
    assert page.problem.text() == ""
    assert column(page, "Decision") == ["selected", "selected", "waitlisted", "selected"]
    assert not page.apply.isEnabled()
    history.undo(program)
    assert column(page, "Decision")[0] == "selected (pending)"


def test_one_whose_eligibility_is_open_is_not_selected(tab, qtbot, program) -> None:
    made = make_cycle(program, people=1)
    with program.operation("applicants.add", "Added") as op:
        made.applications["2026-0002"] = applicant(op.session, made.cycle, "2026-0002", "Tran", "3333")
    made.go(CycleState.SCORING)
    for number in made.applications:
        made.rate(number, (9, 9), (9, 9), (9, 9))
    made.go(CycleState.DECIDING)
    page = show(tab, "Results")
    page.table.choose(made.applications["2026-0002"])
    page.decide(S)
    assert page.problem.text().startswith("2026-0002 cannot be selected before you decide")
    assert results.results(program, made.cycle).pending == 0


def test_not_ranked_ones_have_their_reasons(tab, scoring) -> None:
    page = show(tab, "Results")
    page.chips.choose("unranked")
    assert page.unranked_table.isVisible()
    assert [row.reason for row in page.unranked.rows()] == ["No complete score yet; it takes 3."] * 4


def test_what_a_rater_does_not_rate_is_no_sheet_to_fill_in(tab, scored, program) -> None:
    first = ratings.grid(program, scored.cycle).rows[0]
    decisions.ask_further_rater(program, ratings.grid(program, scored.cycle).rows[2].application_id, "Zoe Further")
    page = show(tab, "Ratings")
    page.rater.set_value(next(line.id for line in raters.of_cycle(program, scored.cycle) if line.name == "Zoe Further"))
    page.rater.left.emit()
    assert page.progress.text() == "0 of 1 sheets complete"
    last = page.model.columnCount() - 1
    assert [page.model.index(row, last).data() for row in range(3)] == ["Not assigned", "Not assigned", "Not begun"]
    assert page.model.row(0).application_id == first.application_id


def test_the_ranking_is_shown_as_a_page(tab, qtbot, scored) -> None:
    page = show(tab, "Results")
    window = page.print_ranking()
    from umdesk.ui.preview import PreviewPane

    pane = window.findChild(PreviewPane)
    qtbot.waitUntil(lambda: pane.page_count() > 0, timeout=20_000)
    assert "2026-0003" in pane.text()
    window.close()


def test_a_closed_cycle_only_shows(tab, scored, program) -> None:
    scored.go(CycleState.DECIDING)
    decisions.decide_by_rank(program, scored.cycle)
    decisions.apply(program, scored.cycle)
    tab.next_step.trigger()
    assert "cannot be undone" in tab.panel._about.text()
    tab.panel.go.click()
    assert tab.cycle.state is CycleState.CLOSED
    assert not tab.next_step.isEnabled()
    assert tab.next_button.isHidden()
    assert tab.following.text().endswith("Under Outcome stand who declines and who comes up.")
    assert tab.back.isHidden()
    page = show(tab, "Criteria")
    assert not page.list.add.isEnabled()
    assert page.form.seats.line.isReadOnly()


def test_choices_of_the_boxes_are_written(tab, scored, program) -> None:
    page = show(tab, "Criteria")
    page.form.aggregate.set_value(Aggregate.MEDIAN)
    page.form.aggregate.edited.emit()
    page.form.reason.set_raw("Agreed by the panel")
    page.form.aggregate.left.emit()
    assert cycles.cycle(program, scored.cycle).aggregate is Aggregate.MEDIAN
    scored.go(CycleState.DECIDING)
    page = show(tab, "Results")
    page.table.choose(scored.applications["2026-0001"])
    page.panel.outcome.set_value(S)
    page.panel.outcome.left.emit()
    assert results.results(program, scored.cycle).rows[0].outcome is S
    page.panel.outcome.set_value(None)
    page.panel.outcome.left.emit()
    assert results.results(program, scored.cycle).rows[0].outcome is None
