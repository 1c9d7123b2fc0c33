"""The inner tab Letters of Selection: who wants which letter, how it will read, what is open, made and sent."""

import pytest

from tests.selection_cycle import make_cycle
from umdesk.domain.words import CycleState, LetterKind, Outcome
from umdesk.services import cycles, decisions, settings
from umdesk.ui.letters.lines import MADE, SENT
from umdesk.ui.selection.letters import LettersPage
from umdesk.ui.selection.parts import PARTS

S, N = Outcome.SELECTED, Outcome.NOT_SELECTED


@pytest.fixture
def made(program):
    """Two applications that are decided, not applied."""
    cycle = make_cycle(program, people=2)
    cycle.go(CycleState.SCORING)
    for number, points in zip(cycle.applications, (9, 6), strict=True):
        cycle.rate(number, (points, points), (points, points), (points, points))
    cycle.go(CycleState.DECIDING)
    cycles.edit_cycle(program, cycle.cycle, cycles.CycleChanges(seats=1))
    for application, outcome in zip(cycle.applications.values(), (S, N), strict=True):
        decisions.decide(program, application, outcome)
    return cycle


def numbers(desk):
    return [line.one.row.number for line in desk.model.rows()]


def shows(qtbot, desk, text):
    qtbot.waitUntil(lambda: text in desk.pane.text(), timeout=10_000)


def test_what_was_decided_is_told_in_writing(made, context, program, qtbot):
    (part,) = (part for part in PARTS if part.title == "Letters")
    assert part.wanted(cycles.cycle(program, made.cycle))
    page = LettersPage(context)
    qtbot.addWidget(page)
    page.resize(1240, 620)
    page.show()
    page.show_cycle(cycles.cycle(program, made.cycle), None)
    desk, bar = page.desk, page.desk.actions_bar
    qtbot.waitUntil(lambda: desk.chips.current() == LetterKind.SELECTED.value)
    assert numbers(desk) == [], "pending decisions are told to nobody"

    decisions.apply(program, made.cycle)
    qtbot.waitUntil(lambda: numbers(desk) == ["2026-0001"])
    shows(qtbot, desk, "You are selected for the Upward Mobility Program")
    assert (bar.reply_by.isHidden(), bar.wanted.isHidden()) == (False, True)
    desk.chips.choose(LetterKind.NOT_SELECTED.value)
    shows(qtbot, desk, "(to be written by the department)")
    assert bar.note.text().startswith("How to ask for a review is not written yet")
    settings.change(program, "letters.review", "Write to the EEO officer.")
    shows(qtbot, desk, "Write to the EEO officer.")
    qtbot.waitUntil(lambda: bar.note.text().startswith("This is how the letter will read."))

    bar.make.click()
    qtbot.waitUntil(lambda: desk.chips.current() == MADE and numbers(desk) == ["2026-0002"], timeout=10_000)
    bar.send.opener.click()
    bar.send.confirm.click()
    qtbot.waitUntil(lambda: numbers(desk) == [])
    desk.chips.choose(SENT)
    assert [line.letters for line in desk.model.rows()] == ["Not selected, sent May 20, 2026"]
