"""The application window: typing that keeps itself, a copy for another year, opening and closing, and the form."""

from datetime import date, timedelta

import pytest

from tests.selection_cycle import make_cycle
from umdesk.domain.words import CycleState
from umdesk.jobs.output import SAVED
from umdesk.services import cycles, drafts, history, raters
from umdesk.services.cycles import CycleChanges
from umdesk.ui.cyclewindow.formwindow import FormWindow
from umdesk.ui.cyclewindow.window import CycleWindow


@pytest.fixture
def cycle(program):
    made = make_cycle(program, people=2)
    cycles.edit_cycle(
        program,
        made.cycle,
        CycleChanges(opens=date(2026, 1, 5), closes=date(2026, 1, 30), notice="Hand it in.", seats=2),
    )
    return made


@pytest.fixture
def window(context, cycle):
    made = CycleWindow(context)
    made.show()
    return made


def named(program, name):
    return cycles.named(program, name)


def test_days_places_and_announcement_are_kept_when_their_field_is_left(window, program, qtbot) -> None:
    assert (window.form.opens.raw(), window.form.notice.raw()) == ("Jan 5, 2026", "Hand it in.")
    window.form.notice.editor.setFocus()
    window.form.notice.box.selectAll()
    qtbot.keyClicks(window.form.notice.box, "Send it to Redding.")
    window.form.closes.editor.setFocus()
    assert named(program, "Spring 2026").notice == "Send it to Redding."

    window.form.closes.line.selectAll()
    qtbot.keyClicks(window.form.closes.line, "2/6/2026")
    window.form.seats.editor.setFocus()
    assert named(program, "Spring 2026").closes == date(2026, 2, 6)
    assert history.undo_step(program) == "Changed the dates of Spring 2026"
    assert window.form.came.text() == "2 applications on file."


def test_a_last_day_before_the_first_is_told_under_its_field(window, program, qtbot) -> None:
    window.form.closes.editor.setFocus()
    window.form.closes.line.selectAll()
    qtbot.keyClicks(window.form.closes.line, "1/2/2026")
    window.form.name.editor.setFocus()

    assert window.form.closes.reason() == "The window would close before it opens; nothing was changed."
    assert named(program, "Spring 2026").closes == date(2026, 1, 30)


def test_what_is_typed_is_kept_when_the_window_is_closed(window, program, qtbot) -> None:
    window.form.notice.editor.setFocus()
    window.form.notice.box.selectAll()
    qtbot.keyClicks(window.form.notice.box, "Typed last.")
    window.close()

    assert named(program, "Spring 2026").notice == "Typed last."


def test_a_copy_is_proposed_a_year_later_and_made(window, program, cycle) -> None:
    window.copy.click()
    making = window.making
    assert (making.name.raw(), making.opens.raw(), making.closes.raw()) == (
        "Spring 2027",
        "Jan 5, 2027",
        "Jan 30, 2027",
    )
    making.raters.set_value(True)
    making.make.click()

    made = named(program, "Spring 2027")
    assert (made.seats, made.notice, made.state) == (2, "Hand it in.", CycleState.DRAFT)
    assert len(raters.of_cycle(program, made.id)) == len(cycle.raters)
    assert window.cycle.id == made.id
    assert window.picker.currentData() == made.id
    assert window.form.came.text() == "0 applications on file."
    assert making.isHidden()


def test_a_name_that_is_taken_and_days_in_the_wrong_order_are_told_at_their_fields(window, program) -> None:
    window.begin_copy()
    window.making.name.set_raw("spring 2026")
    window.making.make.click()
    assert "already" in window.making.name.reason()

    window.making.name.set_raw("Fall 2026")
    window.making.closes.set_raw("1/1/2026")
    window.making.make.click()
    assert window.making.closes.reason().startswith("The window would close before it opens")
    window.making.cancel.click()
    assert len(cycles.list_cycles(program)) == 1


def test_a_new_cycle_is_made_with_its_days(window, program, qtbot) -> None:
    window.new.click()
    assert window.making.raters.isHidden()
    window.making.make.click()
    assert window.making.name.reason()
    qtbot.keyClicks(window.making.name.line, "Fall 2026")
    window.making.opens.set_raw("8/3/2026")
    window.making.make.click()

    assert named(program, "Fall 2026").opens == date(2026, 8, 3)
    assert len(named(program, "Fall 2026").criteria.criteria) == 4


def test_opening_and_closing_first_list_what_stands_against_them(window, program) -> None:
    window.following.click()
    assert "The window closed on Jan 30, 2026 already." in window.panel.lines()
    window.panel.go.click()
    assert window.cycle.state is CycleState.OPEN
    assert window.state.text().startswith("Open, but the last day was Jan 30, 2026")

    cycles.edit_cycle(program, window.cycle.id, CycleChanges(closes=program.today() + timedelta(days=3)))
    assert window.state.text() == "Open: applications are taken in."
    assert window.following.text() == "Start scoring…"
    window.following.click()
    window.panel.go.click()
    assert window.cycle.state is CycleState.SCORING
    assert window.following.isHidden()
    assert window.back.text() == "Take applications again"
    window.back.click()
    assert window.cycle.state is CycleState.OPEN


def test_a_program_without_a_cycle_offers_the_first_one(context, program, qtbot) -> None:
    window = CycleWindow(context)
    qtbot.addWidget(window)
    window.show()
    assert window.making.isVisible()
    assert window.making.height() < window.height() // 2
    assert not window.copy.isEnabled()
    window.making.cancel.click()
    assert window.empty.isVisible()
    window.new.click()
    window.making.name.set_raw("Spring 2026")
    window.making.make.click()
    assert window.cycle.name == "Spring 2026"
    assert not window.empty.isVisible()


def test_the_form_is_shown_saved_and_written_down(context, cycle, program, qtbot, tmp_path) -> None:
    window = FormWindow(context)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.pane.page_count() == 3)
    assert "Hand it in." in window.pane.text()

    with qtbot.waitSignal(window.pane.left_program) as left:
        assert window.pane.save_to(tmp_path / "form.pdf")
    assert left.args == [SAVED, "Application form, Spring 2026"]
    assert history.events(program, None, 1)[0].summary == "Application form, Spring 2026 was saved as PDF"

    cycles.edit_cycle(program, cycle.cycle, CycleChanges(notice="Send it to Redding."))
    qtbot.waitUntil(lambda: "Send it to Redding." in window.pane.text())


def test_the_form_of_a_program_without_a_cycle_says_so(context, qtbot) -> None:
    window = FormWindow(context)
    qtbot.addWidget(window)
    assert window.pane.message().startswith("There is no cycle yet.")


def test_both_are_reached_from_the_applicants_and_the_menu(open_frame, program, qtbot) -> None:
    cycles.create_cycle(program, "Spring 2026")
    open_frame.window.workspace.go_to("Applicants")
    tab = open_frame.window.workspace.current()
    texts = [action.text().replace("&", "") for action in tab.view.more.actions()]
    assert "Application window…" in texts
    assert "Application form…" in texts
    with qtbot.waitSignal(open_frame.window.workspace.context.window_wanted) as asked:
        tab.view.more.actions()[texts.index("Application form…")].trigger()
    assert asked.args[0].startswith("form")


def test_typing_in_the_announcement_that_was_cut_off_is_shown_where_it_stands(open_frame, program, qtbot) -> None:
    made = cycles.create_cycle(program, "Spring 2026")
    drafts.keep(program, "cycle", made, "notice", "Hand it to")
    workspace = open_frame.window.workspace

    with qtbot.waitSignal(workspace.context.window_wanted) as asked:
        workspace.go_to("Selection", made)

    assert asked.args == [f"window {made}"]
    (window,) = open_frame.window.findChildren(CycleWindow)
    assert window.form.notice.raw() == "Hand it to"
    assert window.form.notice.draft_line.text()
    assert named(program, "Spring 2026").notice == ""
