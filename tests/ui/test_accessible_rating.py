"""Walks what a cycle asks and shows from scoring to its end as a screen reader and the keyboard would."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from tests.selection_cycle import Made, make_cycle
from tests.ui.test_accessibility import faults_of, settle, unreached
from umdesk.domain.words import CycleState
from umdesk.services import cycle_steps, cycles
from umdesk.storage.models import Application, Rater
from umdesk.ui.selection.tab import SelectionTab


@pytest.fixture
def made(program) -> Made:
    """A blind cycle that is open; two of its applications will be tied to the last."""
    made = make_cycle(program, people=4)
    cycles.edit_cycle(program, made.cycle, cycles.CycleChanges(blind=True, spread_threshold=Decimal(20)))
    with program.operation("tests.statement", "Wrote a statement") as op:
        op.session.get_one(Application, made.applications["2026-0001"]).statement = "I, Ana Person1, lead a unit."
    made.go(CycleState.OPEN)
    return made


@pytest.fixture
def tab(open_frame, made) -> SelectionTab:
    workspace = open_frame.window.workspace
    workspace.go_to("Selection", made.cycle)
    return workspace.current()


@pytest.fixture
def faults(open_frame, qtbot) -> Callable[[], list[str]]:
    def found() -> list[str]:
        settle(qtbot, open_frame)
        return faults_of(open_frame.window) + unreached(open_frame.window)

    return found


def test_a_cycle_from_scoring_to_its_end(made, tab, program, faults) -> None:
    tab.next_step.trigger()
    tab.panel.draw.words.click()
    assert faults() == []
    cycle_steps.move_to(program, made.cycle, CycleState.SCORING)
    tab.panel.hide()
    for number, rated in (("2026-0001", (9, 2, 5)), ("2026-0002", (6, 6, 6)), ("2026-0003", (6, 6, 6))):
        made.rate(number, *[(points, points) for points in rated])
    tab.show_part("Masking")
    assert faults() == []
    tab.show_part("Ratings")
    tab.page("Ratings").give_back.ask.unfold()
    assert faults() == []
    tab.page("Ratings").give_back.ask.fold()
    tab.show_part("Results")
    page = tab.page("Results")
    page.table.choose(made.applications["2026-0001"])
    page.panel.further.unfold()
    assert faults() == []
    page.panel.further.fold()
    for view in range(page.views.bar.count()):
        page.views.bar.setCurrentIndex(view)
        assert faults() == [], page.views.bar.tabText(view)
    page.views.bar.setCurrentIndex(0)
    tab.next_step.trigger()
    assert faults() == []
    made.go(CycleState.DECIDING)
    for part in ("Draw", "Outcome", "Letters", "Packet"):
        tab.show_part(part)
        assert faults() == [], part
    tab.show_part("Draw")
    draw = tab.page("Draw")
    draw.hold.unfold()
    assert faults() == []
    draw.nobody.set_raw("Nobody was there")
    draw.hold.confirm.click()
    while draw.next_step.isVisible():
        assert faults() == []
        draw.next_step.click()
    assert faults() == []


def test_what_is_sealed_for_a_coordinator_who_rates(made, tab, program, faults) -> None:
    made.go(CycleState.SCORING)
    with program.operation("tests.link", "Linked") as op:
        op.session.get_one(Rater, made.raters[1]).account_id = program.account.account_id
    tab.refresh(None)
    assert tab.sealed.isVisible()
    for place in range(tab.inner.count()):
        if tab.inner.isTabVisible(place) and tab.inner.isTabEnabled(place):
            tab.inner.setCurrentIndex(place)
            assert faults() == [], tab.inner.tabText(place)


def test_every_mark_of_the_results_is_said_too(made, tab, program) -> None:
    cycle_steps.move_to(program, made.cycle, CycleState.SCORING)
    made.rate("2026-0001", (9, 9), (2, 2), (5, 5))
    tab.show_part("Results")
    page = tab.page("Results")
    said = [
        str(page.model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole) or page.model.index(0, column).data())
        for column in range(page.model.columnCount())
    ]
    assert said[0] == "Rank: 1, within the places"
    assert said[3:7] == ["Score: 53.33", "n: 3", "Spread: 70.00 wide", "0 – raters – 100: Bo 90.00, Cy 20.00, Di 50.00"]
