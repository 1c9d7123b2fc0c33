"""What is typed into the forms of the tab Selection is kept until it is recorded, and found again after the window."""

import pytest

from tests.selection_cycle import Made, applicant, make_cycle
from umdesk.domain.words import CycleState
from umdesk.services import cycles, drafts, paper_sheets, settings
from umdesk.services.paper_sheets import Typing
from umdesk.storage.models import Application
from umdesk.ui.selection.tab import SelectionTab
from umdesk.ui.settingswindow import SettingsWindow

PAPER = "Recovered typing: what was typed of this paper before is here again. Keep it once all of the paper is typed."


@pytest.fixture
def made(program) -> Made:
    made = make_cycle(program, people=2)
    made.go(CycleState.SCORING)
    made.rate("2026-0002", (8, 1))
    return made


@pytest.fixture
def tab(made, context, qtbot) -> SelectionTab:
    tab = SelectionTab(context)
    qtbot.addWidget(tab)
    tab.show()
    return tab


def typed(program) -> dict[str, str]:
    """The recovered typing by field, of forms that tell raters apart without them."""
    return {one.field: one.value for one in drafts.recovered(program)}


def test_a_paper_half_typed_is_there_again_for_its_turn_alone(made, tab, context, qtbot) -> None:
    program, ana, bo = made.program, made.applications["2026-0001"], made.raters[0]
    tab.show_part("Sheets")
    page = tab.page("Sheets")
    page._go_on_with(paper_sheets.sheet(program, ana, bo))
    panel = page.typing_panel
    qtbot.keyClicks(panel.points[made.keys[0]].line, "7")
    qtbot.keyClicks(panel.comments[made.keys[0]].line, "Calm")
    context.settling.emit()  # as a lock, a switch and a close do
    lead = f"paper_entry {bo} 1"
    assert typed(program) == {f"{lead} rating {made.keys[0]}": "7", f"{lead} comment {made.keys[0]}": "Calm"}

    panel.later.click()
    assert page.note.text() == "What was typed of the sheet of Bo for 2026-0001 is kept. Open it again to go on."
    tab.show_part("Raters")
    tab.show_record(ana)  # what the message at opening leads to
    assert (tab.inner.tabText(tab.inner.currentIndex()), panel.note.text()) == ("Sheets", PAPER)
    assert (panel.points[made.keys[0]].raw(), panel.comments[made.keys[0]].raw()) == ("7", "Calm")

    paper_sheets.type_in(program, ana, bo, 1, Typing({made.keys[0]: "5"}, {}, "none"))  # another window, another hand
    page._go_on_with(paper_sheets.sheet(program, ana, bo))
    page.show_overview()
    page._go_on_with(paper_sheets.sheet(program, ana, bo))
    assert panel.whose.text() == "2026-0001, Person1, Ana: second typing of the sheet of Bo"
    assert [field.raw() for field in panel.points.values()] == ["", ""]
    assert (panel.note.text(), typed(program)) == ("", {})

    qtbot.keyClicks(panel.points[made.keys[0]].line, "6")
    panel.conflict.set_value("none")
    panel.keep.click()
    assert typed(program) == {}, "what is recorded is typing no longer"
    asked = page.settling.asked[0]
    asked.choice.set_value("other")
    asked.choice.edited.emit()
    qtbot.keyClicks(asked.other.line, "4")
    page.settling.cancel.click()
    assert sorted(typed(program).values()) == ["4", "Something else"]
    page._go_on_with(paper_sheets.sheet(program, ana, bo))
    again = page.settling.asked[0]
    assert (again.choice.value(), again.other.raw()) == ("other", "4")
    page.settling.enter.click()
    assert typed(program) == {}


def test_a_question_that_unfolds_offers_again_what_was_typed(made, tab, context, qtbot) -> None:
    tab.show_part("Ratings")
    asked = tab.page("Ratings").give_back
    asked.ask.unfold()
    qtbot.keyClicks(asked.reason.line, "Courses are mis")
    asked.ask.fold()
    assert (asked.ask.begun.isHidden(), asked.ask.begun.text()) == (False, "What was typed here is kept.")
    asked.ask.unfold()
    assert (asked.reason.raw(), asked.sheet.reason()) == ("Courses are mis", "")
    assert asked.reason.draft_line.text() == "Recovered typing, not part of the record yet"
    asked.ask.cancel.click()
    assert (typed(made.program), asked.ask.begun.isHidden()) == ({}, True)


def test_a_masked_text_that_nobody_checked_yet_is_led_to(made, tab, qtbot) -> None:
    program = made.program
    blind = cycles.create_cycle(program, "Fall 2026")
    cycles.edit_cycle(program, blind, cycles.CycleChanges(blind=True))
    with program.operation("tests.apply", "Added applicants") as op:
        both = [applicant(op.session, blind, f"2026-010{at}", f"Blind{at}") for at in (1, 2)]
        for each in both:
            op.session.get_one(Application, each).statement = "I lead the office."
    drafts.keep(program, "masked_text", both[1], "masked_text statement", "I lead an office.")
    tab.refresh(None)
    tab.show_record(both[1])
    page = tab.page("Masking")
    text = page.sides["statement"].text
    assert (tab.inner.tabText(tab.inner.currentIndex()), page.table.current_key()) == ("Masking", both[1])
    assert (text.raw(), text.draft_line.text()) == (
        "I lead an office.", "Recovered typing, not part of the record yet",
    )  # fmt: skip
    text.draft_line.action.click()
    assert (text.raw(), text.draft_line.text(), typed(program)) == ("I lead the office.", "", {})


def test_a_setting_half_typed_is_there_again(program, context, qtbot) -> None:
    window = SettingsWindow(context)
    qtbot.addWidget(window)
    field = window.fields["letters.contact"]
    qtbot.keyClicks(field.editor, "Room 4")
    context.settling.emit()
    assert typed(program) == {"setting letters.contact": "Room 4"}
    again = SettingsWindow(context)
    qtbot.addWidget(again)
    assert again.fields["letters.contact"].raw() == "Room 4"
    again.fields["letters.contact"].left.emit()
    assert (settings.get(program, "letters.contact"), typed(program)) == ("Room 4", {})
