"""A cycle with many sheets is ranked, and its many decisions are applied, beside the window."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from tests.selection_cycle import Made, make_cycle
from tests.ui.held import held
from umdesk.domain.words import CycleState
from umdesk.services import decisions, ratings
from umdesk.services import results as service
from umdesk.ui.selection import results
from umdesk.ui.selection.tab import SelectionTab


@pytest.fixture
def made(program) -> Made:
    made = make_cycle(program)
    made.go(CycleState.SCORING)
    for number, points in zip(made.applications, (9, 8, 7, 6), strict=True):
        made.rate(number, (points, points), (points, points), (points, points))
    return made


@pytest.fixture
def tab(made, context, qtbot, monkeypatch) -> Iterator[SelectionTab]:
    monkeypatch.setattr(service, "MANY_SHEETS", 1)
    monkeypatch.setattr(results, "_AT_ONCE", 1)
    tab = SelectionTab(context)
    context.announced.connect(tab.refresh)
    tab.show()
    qtbot.waitExposed(tab)
    yield tab
    context.runner.finish()
    tab.close()
    tab.deleteLater()


def test_a_part_waits_for_the_ranking_and_decisions_for_each_other(tab, made, program, runner, qtbot):
    def shown(title: str) -> bool:
        return not runner.busy and title in tab.pages

    qtbot.waitUntil(lambda: shown("Ratings"))
    with held(runner):
        ratings.enter(program, made.applications["2026-0004"], made.raters[0], made.keys[0], Decimal(10))
        tab.show_part("Results")
        assert runner.busy
        assert "Results" not in tab.pages
    for rater in made.raters:  # what changes while it is ranked is ranked too
        ratings.enter(program, made.applications["2026-0004"], rater, made.keys[0], Decimal(10))
        ratings.enter(program, made.applications["2026-0004"], rater, made.keys[1], Decimal(10))
    qtbot.waitUntil(lambda: shown("Results"))
    page = tab.page("Results")
    assert page.model.rows()[0].number == "2026-0004"

    made.go(CycleState.DECIDING)
    decisions.decide_by_rank(program, made.cycle, waitlist=2)
    qtbot.waitUntil(lambda: not runner.busy and page.apply.isEnabled())
    page.apply.trigger()
    assert (runner.busy, page.apply.isEnabled(), page.by_rank.isEnabled()) == (True, False, False)
    qtbot.waitUntil(lambda: not runner.busy)
    assert [row.applied for row in page.model.rows()] == [True] * 4
