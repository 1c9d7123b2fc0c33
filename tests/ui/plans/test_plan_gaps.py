"""What is missing in a plan leads to its field: every gap that there can be, from every place that shows it."""

import ast
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.services.plans.conftest import Someone, someone
from tests.services.plans.writing import write_plan
from umdesk.domain import plan_gaps
from umdesk.domain.plans import Content, Gap, OverLimit, Section
from umdesk.domain.words import ActivityType, Approval
from umdesk.services.plans import queries
from umdesk.services.programs import Program
from umdesk.ui.context import Context
from umdesk.ui.plans.tab import PlansTab


@pytest.fixture
def rebecca(program: Program) -> Someone:
    """A participant with a whole plan."""
    made = someone(program)
    write_plan(program, made.revision)
    return made


@pytest.fixture
def tab(qtbot: QtBot, context: Context, rebecca: Someone) -> Iterator[PlansTab]:
    """The tab with the plan open."""
    made = PlansTab(context)
    context.announced.connect(made.refresh)
    made.resize(1260, 700)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.open_plan(rebecca.participation)
    yield made
    made.settle()


def lacking(whole: Content) -> Iterator[tuple[Content, Sequence[OverLimit]]]:
    """Plans that lack one thing or another, so that every gap comes up; the rows keep their ids."""
    goal, competency, activity, cost = whole.goals[0], whole.competencies[0], whole.activities[0], whole.costs[0]
    yield Content(), ()
    yield replace(whole, period_from=None), ()
    yield replace(whole, period_to=date(2026, 1, 1), target_class_code=whole.current_class_code), ()
    yield replace(whole, goals=(replace(goal, text=""), whole.goals[1])), ()
    yield replace(whole, goals=(replace(goal, target_date=None, measure=""), whole.goals[1])), ()
    yield replace(whole, competencies=(replace(competency, name=""),)), ()
    yield replace(whole, competencies=(replace(competency, wanted=""),)), ()
    bare = replace(activity, text="", type="", starts=None, ends=None, state_hours=None, own_hours=None, serves=None)
    yield replace(whole, activities=(bare,)), ()
    backwards = replace(activity, ends=date(2026, 8, 31))
    yield replace(whole, activities=(backwards,)), (OverLimit(activity.item, None),)
    yield replace(whole, activities=(replace(activity, type=ActivityType.COURSE, ends=date(2030, 1, 1)),), costs=()), ()
    yield replace(whole, costs=(replace(cost, text="", estimate=None),)), ()
    yield replace(whole, supervisor_approval=Approval.DOES_NOT), ()
    yield replace(whole, costs=(replace(cost, estimate=Decimal(0)),)), ()


def gaps_found(whole: Content) -> tuple[set[Gap], set[int]]:
    """The gaps of all these plans, and the lines of the rules that gave one."""
    file, lines = plan_gaps.__file__, set()

    def trace(frame: FrameType, _event: str, _given: Any) -> Any:
        if frame.f_code.co_filename == file:
            lines.add(frame.f_lineno)
            return trace
        return None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        found = {gap for content, over in lacking(whole) for gap in plan_gaps.gaps(content, over)}
    finally:
        sys.settrace(before)
    return found, lines


def places_of_gaps() -> set[int]:
    """The lines of the rules in which a gap is made."""
    tree = ast.parse(Path(plan_gaps.__file__).read_text(encoding="utf-8"))
    return {
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Gap"
    }


def focused(widget: QWidget) -> QWidget:
    found = widget.window().focusWidget()
    assert found is not None
    return found


def test_every_gap_that_there_can_be_leads_to_a_field_in_view(
    tab: PlansTab, program: Program, rebecca: Someone
) -> None:
    whole = queries.plan(program, rebecca.participation).content
    found, lines = gaps_found(whole)
    assert places_of_gaps() <= lines, "a gap is never met by this walk: add a plan that lacks it to `lacking`"
    assert {gap.section for gap in found} == set(Section)
    for width, height in ((1260, 700), (840, 470)):
        tab.resize(width, height)
        for gap in sorted(found, key=lambda gap: (gap.section, gap.field, gap.row or "")):
            tab.setFocus()
            tab.editor.go_to_page("missing")
            tab.editor.go_to(gap)
            there = focused(tab)
            assert (there.isVisible(), there.isEnabled()) == (True, True), gap
            assert there.accessibleName(), gap
            assert not there.visibleRegion().isEmpty(), f"{gap} leads to what is out of view"
            assert tab.editor.view.sections.current() == gap.section
            if gap.row is not None:
                page = tab.editor.view.pages.currentWidget()
                assert page.table.current_key() == gap.row
                assert page.fields[gap.field].isAncestorOf(there), gap
