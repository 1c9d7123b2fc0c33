"""A supervisor's sitting: cards with the one thing to do, and the guided way through a plan to the page to sign."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import SetClock
from tests.services.plans.carried import sign
from tests.services.plans.conftest import Someone, someone
from tests.services.plans.writing import write_plan
from tests.ui.roles import WORDS, supervisor_record
from umdesk.domain.next_step import Turn
from umdesk.domain.plans import Section
from umdesk.domain.words import ActivityType, ItemKind, RevisionState, Role
from umdesk.services import accounts, settings
from umdesk.services.plans import editing, queries
from umdesk.services.programs import Program, SignedIn
from umdesk.ui.context import Context
from umdesk.ui.mine.tab import MyParticipantsTab

Show = Callable[[], MyParticipantsTab]


@pytest.fixture
def rebecca(program: Program) -> Someone:
    """A participant of Dana Whitfield with an empty draft."""
    return someone(program)


@pytest.fixture
def show(context: Context, program: Program, qtbot: QtBot) -> Show:
    """Shows Dana Whitfield her participants."""

    def shown() -> MyParticipantsTab:
        record = supervisor_record(program, "Dana Whitfield")
        dana = accounts.add(program, "Dana Whitfield", [Role.SUPERVISOR], WORDS, record)
        program.account = SignedIn(dana, "Dana Whitfield", frozenset({Role.SUPERVISOR}))
        tab = MyParticipantsTab(context)
        qtbot.addWidget(tab)
        tab.resize(1240, 640)
        tab.show()
        context.announced.connect(tab.refresh)
        return tab

    return shown


def test_the_guided_way_leads_from_the_card_through_every_section_to_the_page_to_sign(
    show: Show, program: Program, rebecca: Someone, qtbot: QtBot
) -> None:
    editing.add_row(program, rebecca.revision, ItemKind.ACTIVITY, {
        "type": ActivityType.COURSE, "text": "Excel", "starts": date(2026, 9, 1),
    })  # fmt: skip
    tab = show()
    (card,) = tab.cards.cards
    assert card.todo.turn is Turn.YOURS
    assert card.todo.sentence.startswith("Next: fill in 4 things in Target class, Goals and Activities")
    qtbot.mouseClick(card.button, Qt.MouseButton.LeftButton)
    view, guide = tab.editor.view, tab.editor.view.guide
    assert view.sections.current() == Section.TARGET
    assert guide.here.text() == "2 of 7: The target class is missing."
    assert view.next.text() == card.todo.sentence
    way = []
    for _turn in Section:
        way.append(view.sections.current())
        qtbot.mouseClick(guide.onward, Qt.MouseButton.LeftButton)
        if view.sections.current() == Section.TARGET:
            break
        assert view.pages.currentWidget().isAncestorOf(tab.window().focusWidget()), "the cursor goes along"
    assert way == [str(section) for section in Section][1:], "after the last comes the first that lacks something"

    view.sections.choose(Section.ACTIVITIES)
    assert guide.here.text() == "5 of 7: “Excel” has no end date."
    qtbot.mouseClick(guide.here, Qt.MouseButton.LeftButton)
    assert tab.window().focusWidget().accessibleName().startswith("Ends")

    write_plan(program, rebecca.revision)
    (excel,) = [one for one in queries.plan(program, rebecca.participation).content.activities if one.text == "Excel"]
    editing.set_row(program, ItemKind.ACTIVITY, excel.row, {"ends": date(2026, 9, 30)})
    view.sections.choose(Section.SUPPORT)
    assert (guide.onward.text(), view.send.isVisible()) == ("Print to sign", True)
    qtbot.mouseClick(guide.onward, Qt.MouseButton.LeftButton)
    view.banner.yes.click()
    qtbot.waitUntil(lambda: view.badge.text().startswith("Printed"), timeout=20_000)
    assert not guide.isVisible()
    assert view.next.text().startswith("Printed on May 20, 2026. Next: have it signed on paper")
    view.back.click()
    assert tab.cards.cards[0].todo.button == "Enter the dates of the signatures"


def test_where_the_coordinator_prints_the_guided_way_ends_with_sending(
    show: Show, program: Program, rebecca: Someone, qtbot: QtBot
) -> None:
    write_plan(program, rebecca.revision)
    settings.change(program, "plans.supervisor_prints", False)
    tab = show()
    tab.open_plan(rebecca.participation)
    view = tab.editor.view
    view.sections.choose(Section.SUPPORT)
    assert (view.guide.onward.text(), view.send.isVisible()) == ("Send to the coordinator", False)
    qtbot.mouseClick(view.guide.onward, Qt.MouseButton.LeftButton)
    view.banner.yes.click()
    assert queries.plan(program, rebecca.participation).state is RevisionState.IN_REVIEW
    view.back.click()
    assert tab.cards.cards[0].todo.turn is Turn.OTHERS


def test_a_card_says_what_is_late_and_leads_to_the_review(
    show: Show, program: Program, rebecca: Someone, clock: SetClock
) -> None:
    sign(program, rebecca)
    clock.set(datetime(2026, 10, 20, 17, 0, tzinfo=UTC))
    tab = show()
    (card,) = tab.cards.cards
    assert (card.todo.turn, card.todo.button) == (Turn.YOURS, "Hold the review")
    assert [note.text() for note in card.late] == [
        "The quarterly review is due since Aug 20, 2026 (61 days).",
        "“Excel for accountants” should have ended by Sep 30, 2026; no end is recorded.",
    ]
    assert "is due since Aug 20, 2026" in card.button.accessibleDescription()
    tab.open_plan(rebecca.participation)
    assert tab.editor.view.sections.current() == "reviews"
