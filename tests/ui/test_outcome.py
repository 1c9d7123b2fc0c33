"""The inner tabs Draw and Outcome as a coordinator uses them, and the window that corrects a closed cycle."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.selection_cycle import Made, make_cycle
from umdesk.domain.words import CycleState
from umdesk.services import cycle_steps, cycles, decisions, drafts, waitlist
from umdesk.services.cycle_steps import WitnessedSeed
from umdesk.ui.selection.outcome.correcting import CorrectionWindow
from umdesk.ui.selection.tab import SelectionTab


@pytest.fixture
def made(program) -> Made:
    """Six applications in deciding; the second and the third are tied to the last."""
    found = make_cycle(program, people=6)
    found.go(CycleState.OPEN)
    words = WitnessedSeed("seven green apples", "Ann Lee", "Bo Day")
    cycle_steps.move_to(program, found.cycle, CycleState.SCORING, witnessed=words)
    for number, points in zip(found.applications, (9, 7, 7, 6, 5, 4), strict=True):
        found.rate(number, *[(points, points)] * 3)
    found.go(CycleState.DECIDING)
    return found


@pytest.fixture
def tab(made, selection) -> SelectionTab:
    """The tab, opened on the cycle that was made."""
    return selection


def lines(page) -> list[str]:
    """What is in view of the steps of the draw."""
    return [label.text() for _head, label, _note in page.steps if label.isVisible()]


def test_the_draw_is_held_step_by_step(tab, qtbot, made, program) -> None:
    tab.show_part("Draw")
    page = tab.page("Draw")
    digest = page.draw.digest
    assert page.needed.text() == "A draw is needed: 2 applications in 1 group are tied to the last."
    assert (lines(page), page.order.isVisible()) == ([digest], False)
    page.hold.opener.click()
    qtbot.keyClicks(page.first.line, "Ann Lee")
    qtbot.keyClick(page.first.line, Qt.Key.Key_Return)
    assert page.second.reason().startswith("The draw takes two different witnesses by name")
    qtbot.keyClicks(page.second.line, "Bo Day")
    qtbot.keyClick(page.second.line, Qt.Key.Key_Return)
    assert page.about.text() == "The draw was held on May 20, 2026, 5:00 PM, witnessed by Ann Lee and Bo Day."
    assert (lines(page), page.hold.isVisible()) == ([digest], False)
    seen = []
    for _ in range(3):
        qtbot.mouseClick(page.next_step, Qt.MouseButton.LeftButton)
        seen.append((len(lines(page)), page.order.isVisible()))
    assert seen == [(2, False), (3, False), (3, True)]
    assert lines(page) == [digest, "seven green apples", digest]
    assert [row[1:3] for row in page.model.all_rows()] == [("2", "2026-0002"), ("3", "2026-0003")]
    assert page.next_step.isHidden()
    assert page.print.text() == "Print the draw…"


def test_a_further_rater_is_asked_beside_the_results(tab, qtbot, made, program) -> None:
    cycle_steps.step_back(program, made.cycle)
    made.rate("2026-0004", (10, 10), (6, 6), (2, 2))
    tab.show_part("Results")
    page = tab.page("Results")
    page.table.choose(made.applications["2026-0004"])
    assert page.panel.spread.text() == "Spread of 80.00: ask a further rater, or record a discussion."
    page.panel.further.opener.click()
    qtbot.keyClicks(page.panel.further_name.line, "Cy")
    qtbot.keyClick(page.panel.further_name.line, Qt.Key.Key_Return)
    assert page.panel.further_name.reason().startswith("Cy has rated this application already")
    page.panel.further_name.set_value("Ed Long")
    page.panel.further.confirm.click()
    assert page.panel.spread.text() == "Spread of 80.00: waiting for Ed Long."
    assert page.panel.further.body.isHidden()


def test_a_decline_moves_the_waitlist_on(tab, qtbot, made, program) -> None:
    tab.show_part("Outcome")
    page = tab.page("Outcome")
    assert page.summary.text() == "No decision is applied yet"
    decisions.decide_by_rank(program, made.cycle, waitlist=2)
    decisions.apply(program, made.cycle)
    assert page.summary.text() == "2 of 2 places held  ·  2 on the waitlist"
    page.panel.until.set_value(date(2026, 6, 30))
    page.panel.until.left.emit()
    assert page.ends.text() == "The waitlist moves on through its last day: 41 days left."
    page.table.choose(made.applications["2026-0001"])
    page.panel.declines.opener.click()
    page.panel.declines.confirm.click()
    assert page.panel.declined_why.reason() == "Why, in their words is needed."
    qtbot.keyClicks(page.panel.declined_why.box, "Moves away")
    page.panel.declines.confirm.click()
    assert page.summary.text() == "1 of 2 places held  ·  2 on the waitlist  ·  1 place free"
    first, second = (row for row in page.model.rows() if row.state.value == "waitlisted")
    page.table.choose(second.application_id)
    page.panel.comes_up.opener.click()
    page.panel.comes_up.confirm.click()
    assert f"{first.number} stands before {second.number}" in page.panel.up_why.reason()
    page.table.choose(first.application_id)
    assert page.panel.comes_up.body.isHidden()
    page.panel.comes_up.opener.click()
    page.panel.comes_up.confirm.click()
    assert page.summary.text() == "2 of 2 places held  ·  1 on the waitlist"
    assert page.model.find(first.application_id).happened.endswith("in place of 2026-0001.")
    tab.show_part("Results")
    ranked = tab.page("Results")
    ranked.table.choose(made.applications["2026-0001"])
    assert ranked.panel.departure.text() == "Applied. Selected, declined May 20, 2026."
    ranked.table.choose(first.application_id)
    assert ranked.panel.departure.text() == "Applied. Selected from the waitlist May 20, 2026."


def test_a_closed_cycle_is_corrected_with_old_and_new_side_by_side(tab, qtbot, made, program) -> None:
    decisions.decide_by_rank(program, made.cycle)
    decisions.apply(program, made.cycle)
    made.go(CycleState.CLOSED)
    tab.show_part("Outcome")
    page = tab.page("Outcome")
    assert page.panel.until.editor.isReadOnly()
    window = page.open_correction()
    qtbot.addWidget(window)
    assert not window.make.isEnabled()
    window.application.set_value(made.applications["2026-0004"])
    window.what.set_value("rating")
    window.what.left.emit()
    window.rater.set_value(made.raters[0])
    window.criterion.set_value(made.keys[0])
    qtbot.keyClicks(window.rating.line, "12")
    window.add.click()
    assert window.rating.reason() == "Aptitude takes 0 to 10. Nothing was changed."
    window.rating.set_value("10")
    window.add.click()
    assert [row[1] for row in window.listed.all_rows()] == ["2026-0004, Bo, Aptitude: 6 → 10"]
    changed = next(row for row in window.beside.all_rows() if row.number == "2026-0004")
    assert (changed.before[:2], changed.after[:2]) == (
        ("4", "60.00 from 3 raters, decided by score"),
        ("4", "68.89 from 3 raters, decided by score"),
    )
    window.make.click()
    assert window.reason.reason() == "Why the cycle is corrected is needed."
    qtbot.keyClicks(window.reason.box, "Typed one line too low")
    window.close()
    tab.show_part("Raters")
    tab.show_record(made.cycle)  # as the message on recovered typing leads to it
    (window,) = [each for each in tab.findChildren(CorrectionWindow) if each.isVisible()]
    assert [row[1] for row in window.listed.all_rows()] == ["2026-0004, Bo, Aptitude: 6 → 10"]
    assert window.reason.raw() == "Typed one line too low"
    window.make.click()
    assert drafts.recovered(program) == []
    assert [line.changes for line in page.corrected.all_rows()] == [("2026-0004, Bo, Aptitude: 6 → 10",)]
    assert cycles.cycle(program, made.cycle).state is CycleState.CLOSED
    assert waitlist.of_cycle(program, made.cycle).held == 2
