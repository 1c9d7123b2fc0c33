"""The tab Career plans, by hand: write, leave, saved, undo, jump to what is missing, print, and what happens after."""

import contextlib
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.served import served
from tests.services.plans.conftest import Someone, someone
from tests.services.plans.writing import write_plan
from umdesk.domain.plans import Section
from umdesk.domain.words import ActivityType, GoalTerm, ItemKind, ParticipationState, ProgressStatus, RevisionState
from umdesk.services import drafts, history
from umdesk.services.people import holding
from umdesk.services.plans import editing, participations, printing, queries
from umdesk.services.plans.queries import PlanDetail
from umdesk.services.programs import Program
from umdesk.storage import models
from umdesk.ui.context import Context
from umdesk.ui.plans.tab import PlansTab
from umdesk.ui.widgets.field import Note


@pytest.fixture
def rebecca(program: Program) -> Someone:
    return someone(program)


@pytest.fixture
def tab(qtbot: QtBot, context: Context, rebecca: Someone) -> Iterator[PlansTab]:
    """The tab on a screen of its own, told of every operation as the workspace does."""
    made = PlansTab(context)
    context.announced.connect(made.refresh)
    made.resize(1260, 700)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.settle()


def detail(program: Program, person: Someone) -> PlanDetail:
    return queries.plan(program, person.participation)


def focused(widget: QWidget) -> QWidget | None:
    """The widget that has the focus in its window, also where no window is active."""
    return widget.window().focusWidget()


def type_into(qtbot: QtBot, widget: QWidget, text: str) -> None:
    """Type as a person does, over what is there."""
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(widget, text)


def print_by_hand(qtbot: QtBot, tab: PlansTab) -> None:
    """Press Print to sign and agree to what it says; it is done when its question has gone."""
    tab.editor.primary.trigger()
    banner = tab.editor.view.banner
    assert banner.isVisible()
    banner.press()
    qtbot.waitUntil(lambda: not banner.isVisible(), timeout=15000)
    assert tab.editor.detail.frozen


def test_the_list_names_each_participant_and_opens_a_plan(tab: PlansTab, qtbot: QtBot, rebecca: Someone) -> None:
    row = tab.participants.model.row(0)
    assert (row.name, row.plan_number, row.missing) == ("Nelson, Rebecca", "2026-0001", 4)
    assert tab.participants.table.current_key() == rebecca.participation
    assert tab.primary_action().isEnabled()
    qtbot.keyClick(tab.participants.table, Qt.Key.Key_Return)
    assert tab.pages.currentWidget() is tab.editor
    assert tab.editor.view.name.text() == "Rebecca Nelson"
    assert tab.primary_action().text() == "Prin&t to sign"
    tab.editor.view.back.click()
    assert tab.pages.currentWidget() is tab.participants


def test_an_empty_program_says_what_will_be_here(qtbot: QtBot, context: Context) -> None:
    empty = PlansTab(context)
    qtbot.addWidget(empty)
    wanted = []
    context.place_wanted.connect(lambda *place: wanted.append(place))
    from PySide6.QtWidgets import QPushButton

    next(b for b in empty.findChildren(QPushButton) if b.text() == "Go to Selection").click()
    assert wanted == [("Selection", "")]


def test_what_is_typed_is_kept_then_saved_then_undone(
    tab: PlansTab, qtbot: QtBot, program: Program, rebecca: Someone
) -> None:
    tab.open_plan(rebecca.participation)
    tab.editor.go_to_page(Section.SUPPORT)
    field = tab.editor.fields.fields["support"]
    type_into(qtbot, field.editor, "Two hours a week")
    qtbot.waitUntil(lambda: drafts.of_record(program, rebecca.revision) == {"support": "Two hours a week"})
    assert detail(program, rebecca).content.support == ""
    tab.editor.fields.fields["supervisor_comments"].editor.setFocus()
    qtbot.waitUntil(lambda: detail(program, rebecca).content.support == "Two hours a week")
    assert drafts.of_record(program, rebecca.revision) == {}
    assert history.undo_step(program) == "Changed the support in plan 2026-0001"
    history.undo(program)
    assert field.raw() == ""


@pytest.mark.parametrize("typed", ["5157", "services analyst (gen", "5157 Staff Services Analyst (General)"])
def test_the_target_class_is_found_by_a_part_of_its_code_or_title(
    tab: PlansTab, qtbot: QtBot, program: Program, rebecca: Someone, typed: str
) -> None:
    tab.open_plan(rebecca.participation)
    tab.editor.go_to_page(Section.TARGET)
    field = tab.editor.fields.fields["target_class_code"]
    type_into(qtbot, field.box.lineEdit(), typed)
    assert tab.settle()
    content = detail(program, rebecca).content
    assert (content.target_class_code, content.target_class_title) == ("5157", "Staff Services Analyst (General)")
    assert tab.editor.fields.fields["target_class_title"].raw() == "Staff Services Analyst (General)"


def test_a_class_that_nobody_knows_is_said_under_the_field(
    tab: PlansTab, qtbot: QtBot, program: Program, rebecca: Someone
) -> None:
    tab.open_plan(rebecca.participation)
    tab.editor.go_to_page(Section.TARGET)
    field = tab.editor.fields.fields["target_class_code"]
    type_into(qtbot, field.box.lineEdit(), "dragon keeper")
    assert not tab.settle()
    assert field.reason().startswith("No class fits.")
    type_into(qtbot, field.box.lineEdit(), "analyst")
    assert not tab.settle()
    assert field.reason().endswith("classes fit. Type more, or choose one of the list.")
    assert detail(program, rebecca).content.target_class_code == ""


def test_goals_are_added_written_moved_and_removed(
    tab: PlansTab, qtbot: QtBot, program: Program, rebecca: Someone
) -> None:
    tab.open_plan(rebecca.participation)
    tab.editor.go_to_page(Section.GOALS)
    page = tab.editor.view.pages.currentWidget()
    page.add(0)
    assert focused(tab) is page.fields["text"].editor
    type_into(qtbot, page.fields["text"].editor, "Learn the budget cycle")
    page.add(1)
    type_into(qtbot, page.fields["text"].editor, "Become an analyst")
    type_into(qtbot, page.fields["target_date"].editor, "6/30/2028")
    tab.settle()
    goals = detail(program, rebecca).content.goals
    assert [(goal.term, goal.text, goal.target_date) for goal in goals] == [
        (GoalTerm.SHORT, "Learn the budget cycle", None),
        (GoalTerm.LONG, "Become an analyst", date(2028, 6, 30)),
    ]
    page.table.choose(goals[0].row)
    page.remove()
    assert [goal.text for goal in detail(program, rebecca).content.goals] == ["Become an analyst"]
    assert page.table.rows_model.rowCount() == 1


def test_a_wrong_date_is_said_under_its_field_and_kept_as_typing(
    tab: PlansTab, qtbot: QtBot, program: Program, rebecca: Someone
) -> None:
    row = editing.add_row(program, rebecca.revision, ItemKind.ACTIVITY, {"text": "Course", "ends": date(2026, 9, 1)})
    tab.open_plan(rebecca.participation)
    tab.editor.go_to_page(Section.ACTIVITIES)
    page = tab.editor.view.pages.currentWidget()
    type_into(qtbot, page.fields["starts"].editor, "9/2/2026")
    assert not tab.settle()
    assert page.fields["starts"].reason().startswith("The activity ends before it begins.")
    assert drafts.of_record(program, row) == {"starts": "9/2/2026"}
    type_into(qtbot, page.fields["ends"].editor, "9/30/2026")
    assert tab.settle()
    activity = detail(program, rebecca).content.activities[0]
    assert (activity.starts, activity.ends) == (date(2026, 9, 2), date(2026, 9, 30))


def test_each_missing_thing_leads_to_its_field(tab: PlansTab, program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    empty = editing.add_row(program, rebecca.revision, ItemKind.ACTIVITY, {"text": "Exam"})
    editing.set_fields(program, rebecca.revision, {"supervisor_name": ""})
    tab.open_plan(rebecca.participation)
    tab.editor.primary.trigger()
    assert not tab.editor.view.banner.isVisible()
    lines = tab.editor._gaps.lines()
    assert [line.text() for line in lines[:3]] == [
        "The supervisor is missing, who signs the plan.",
        "“Exam” has no type.",
        "“Exam” has no start date.",
    ]
    lines[1].click()
    page = tab.editor.view.pages.currentWidget()
    assert focused(tab) is page.fields["type"].editor
    tab.editor._gaps.lines()[3].click()
    assert page.table.current_key() == empty
    assert focused(tab) is page.fields["ends"].editor
    tab.editor._gaps.lines()[0].click()
    assert focused(tab) is tab.editor.fields.fields["supervisor_name"].editor


def test_the_sections_say_how_they_stand(tab: PlansTab, program: Program, rebecca: Someone) -> None:
    tab.open_plan(rebecca.participation)
    said = [
        tab.editor.view.sections.item(number).data(Qt.ItemDataRole.AccessibleTextRole)
        for number in range(tab.editor.view.sections.count())
    ]
    assert said[1:9] == [
        "Participant, complete, 1 tip",
        "Target class, 1 to fix",
        "Goals, 2 to fix",
        "Competencies, empty",
        "Activities, 1 to fix",
        "Costs, empty",
        "Support and comments, empty",
        "What is missing, 4 to fix",
    ]
    assert tab.editor.view.next.text() == (
        "Next: fill in 4 things in Target class, Goals and Activities, then print it to sign."
    )


def test_printing_says_before_what_it_does_then_freezes(
    tab: PlansTab, qtbot: QtBot, program: Program, rebecca: Someone
) -> None:
    write_plan(program, rebecca.revision)
    tab.open_plan(rebecca.participation)
    tab.editor.primary.trigger()
    banner = tab.editor.view.banner
    assert "this cannot be undone" in banner.text.text()
    banner.no.click()
    assert detail(program, rebecca).state is RevisionState.DRAFT
    print_by_hand(qtbot, tab)
    assert detail(program, rebecca).state is RevisionState.PRINTED
    assert not banner.isVisible()
    pane = tab.editor.view.preview.pane
    qtbot.waitUntil(lambda: pane.page_count() >= 1)
    assert "DRAFT" not in pane.text()
    assert tab.editor.fields.fields["support"].box.isReadOnly()
    assert tab.primary_action().text() == "Record &signatures"
    assert printing.document(program, rebecca.revision)


def test_editing_a_printed_plan_is_refused_in_a_sentence(
    tab: PlansTab, qtbot: QtBot, program: Program, context: Context, rebecca: Someone
) -> None:
    write_plan(program, rebecca.revision)
    tab.open_plan(rebecca.participation)
    tab.editor.go_to_page(Section.GOALS)
    page = tab.editor.view.pages.currentWidget()
    print_by_hand(qtbot, tab)
    refusals = []
    context.runner.refused.connect(refusals.append)
    page.add(0)
    assert "is printed and can no longer be changed; nothing was changed." in str(refusals[0])
    assert not any(button.isVisible() for button in page.adds)


def test_the_page_beside_the_form_follows_what_is_written(
    tab: PlansTab, qtbot: QtBot, program: Program, rebecca: Someone
) -> None:
    preview = tab.editor.view.preview
    with qtbot.waitSignal(preview.drawn, timeout=15000):
        tab.open_plan(rebecca.participation)
    assert "DRAFT" in preview.pane.text()
    with qtbot.waitSignal(preview.drawn, timeout=15000):
        editing.set_fields(program, rebecca.revision, {"support": "A mentor from the budget office"})
    assert "A mentor from the budget office" in " ".join(preview.pane.text().split())
    tab.editor.view.page_shown.click()
    assert not preview.isVisible()


def test_characters_that_no_font_has_are_named_above_the_page(
    tab: PlansTab, qtbot: QtBot, program: Program, rebecca: Someone
) -> None:
    preview = tab.editor.view.preview
    with qtbot.waitSignal(preview.drawn, timeout=15000):
        tab.open_plan(rebecca.participation)
    said = "No font has these characters; they show as a replacement: 🌲"
    assert said not in [note.text() for note in preview.findChildren(Note)]
    with qtbot.waitSignal(preview.drawn, timeout=15000):
        editing.set_fields(program, rebecca.revision, {"unit_name": "Yreka 🌲"})
    assert [note.isVisible() for note in preview.findChildren(Note) if note.text() == said] == [True]


def test_a_t_and_d_activity_shows_used_left_and_the_last_day(tab: PlansTab, program: Program, rebecca: Someone) -> None:
    editing.add_row(
        program,
        rebecca.revision,
        ItemKind.ACTIVITY,
        {"type": ActivityType.TD_ASSIGNMENT, "starts": date(2026, 7, 1), "ends": date(2027, 6, 30)},
    )
    tab.open_plan(rebecca.participation)
    tab.editor.go_to_page(Section.ACTIVITIES)
    page = tab.editor.view.pages.currentWidget()
    assert page.remark.text() == "0 months of 24 months used, 24 months left. This one may last until Jun 30, 2028."
    tab.editor.go_to_page("td")
    assert tab.editor.beside.page("td").box.headline.text() == "0 months of 24 months used, 24 months left"


def test_an_assignment_over_the_limit_asks_for_a_reason(tab: PlansTab, program: Program, rebecca: Someone) -> None:
    tab.open_plan(rebecca.participation)
    tab.editor.go_to_page("td")
    form = tab.editor.beside.page("td").form
    form.fields["first"].set_value(date(2026, 1, 1))
    form.fields["last"].set_value(date(2028, 1, 31))
    assert not form.press()
    assert "the last allowed day is Dec 31, 2027" in form.fields["over_limit_reason"].reason()
    form.fields["over_limit_reason"].set_value("Apprenticeship, approved")
    assert form.press()
    assert detail(program, rebecca).td.assignments[0].over_limit_reason == "Apprenticeship, approved"
    assert "over 24 months" in tab.editor.beside.page("td").box.warning.text()


def test_progress_and_money_are_recorded_beside_a_printed_plan(
    tab: PlansTab, qtbot: QtBot, program: Program, rebecca: Someone
) -> None:
    write_plan(program, rebecca.revision)
    tab.open_plan(rebecca.participation)
    print_by_hand(qtbot, tab)
    tab.editor.go_to_page("progress")
    progress, money = tab.editor.beside.page("progress"), tab.editor.beside.page("money")
    progress.form.fields["status"].set_value(ProgressStatus.DONE)
    progress.form.fields["hours"].set_value(Decimal(14))
    progress.form.fields["note"].set_value("Passed")
    assert progress.form.press()
    tab.editor.go_to_page("money")
    money.form.fields["amount"].set_value(Decimal("340.25"))
    assert money.form.press()
    found = detail(program, rebecca)
    assert (found.activities[0].status, found.activities[0].hours) == (ProgressStatus.DONE, Decimal(14))
    assert money.sums.text().startswith("Estimated $350.00, spent $340.25, left $9.75.")
    assert progress.records.rows_model.rowCount() == 1
    money.form.fields["amount"].set_value(None)
    assert not money.form.press()
    assert money.form.fields["amount"].reason() == "Amount is needed."


def test_signatures_then_an_amendment_then_discarding_it(
    tab: PlansTab, qtbot: QtBot, program: Program, rebecca: Someone
) -> None:
    write_plan(program, rebecca.revision)
    tab.open_plan(rebecca.participation)
    print_by_hand(qtbot, tab)
    tab.editor.primary.trigger()
    assert tab.editor.view.pages.currentWidget() is tab.editor.beside.page("signatures")
    form = tab.editor.beside.page("signatures").form
    qtbot.waitUntil(lambda: form.fields["employee"].isAncestorOf(tab.window().focusWidget()))
    for name in ("employee", "supervisor", "coordinator"):
        form.fields[name].set_value(date(2026, 5, 20))
    assert form.press()
    assert detail(program, rebecca).state is RevisionState.SIGNED
    assert tab.primary_action().text() == "&Amend…"
    tab.editor.primary.trigger()
    banner = tab.editor.view.banner
    banner.press()
    assert banner.isVisible()
    assert banner.reason.reason() == "A note is needed."
    banner.reason.set_value("The course moved")
    banner.press()
    found = detail(program, rebecca)
    assert (found.revision_number, found.state, found.reason) == (2, RevisionState.DRAFT, "The course moved")
    assert tab.editor.view.number.text() == "Plan 2026-0001, revision 2, amended"
    tab.editor.steps.ask_to_discard()
    banner.press()
    assert detail(program, rebecca).revision_number == 1
    assert tab.editor.view.number.text() == "Plan 2026-0001"
    view, completed = tab.editor.view, ParticipationState.COMPLETED
    participations.set_state(program, rebecca.participation, completed, program.today(), "All is done")
    assert (tab.editor.primary.isVisible(), view.amend.isVisible(), view.renew.isVisible()) == (False, False, False)
    assert view.next.text().startswith("Completed, so nothing more is agreed or amended.")
    history.undo(program)
    assert view.renew.isVisible()
    history.undo(program)
    assert tab.editor.view.number.text() == "Plan 2026-0001, revision 2, amended"


def test_an_older_revision_can_be_looked_at(tab: PlansTab, qtbot: QtBot, program: Program, rebecca: Someone) -> None:
    from umdesk.services.plans import revisions

    write_plan(program, rebecca.revision)
    tab.open_plan(rebecca.participation)
    print_by_hand(qtbot, tab)
    revisions.amend(program, rebecca.revision, "new dates")
    tab.editor.go_to_page("versions")
    tab.editor.beside.page("versions").table.choose(rebecca.revision)
    assert tab.editor.detail is not None
    assert tab.editor.detail.revision_number == 1
    assert not tab.editor.primary.isEnabled()
    assert tab.editor.beside.page("versions").history.table.rows_model.rowCount() > 0


def test_an_advancement_completes_the_participation(tab: PlansTab, program: Program, rebecca: Someone) -> None:
    write_plan(program, rebecca.revision)
    tab.open_plan(rebecca.participation)
    tab.editor.go_to_page("status")
    form = tab.editor.beside.page("status").advance
    assert form.fields["to_class_code"].value() == "5157"
    form.fields["completes"].set_value(True)
    assert form.press()
    found = detail(program, rebecca)
    assert found.participation_state is ParticipationState.COMPLETED
    assert found.advancements[0].to_class == "5157 Staff Services Analyst (General)"
    tab.editor.beside.page("status").moves.choose(found.advancements[0].id)
    tab.editor.beside.page("status").remove.click()
    assert detail(program, rebecca).advancements == ()


def test_a_move_that_contradicts_what_is_on_file_is_told_in_the_form(
    tab: PlansTab, program: Program, rebecca: Someone
) -> None:
    write_plan(program, rebecca.revision)
    started = program.today()
    with program.operation("tests.later", "An appointment of a list from a later day") as op:
        held = holding.held_on(op.session, rebecca.person, started)
        assert held is not None
        later = {name: getattr(held, name) for name in holding.HELD}
        op.session.add(models.Appointment(person_id=rebecca.person, effective=started + timedelta(days=9), **later))
    tab.open_plan(rebecca.participation)
    tab.editor.go_to_page("status")
    status = tab.editor.beside.page("status")
    status.advance.fields["on"].set_raw("1/2/2020")
    status.advance.fields["on"].left.emit()
    assert "lies in program year 2019-20" in status.looked.text()
    assert "is on file as their class, and no move to it is on record." in status.looked.text()
    assert not status.advance.press()
    assert "lies before" in status.advance.fields["on"].reason() or "began on" in status.advance.fields["on"].reason()
    status.advance.fields["on"].set_value(started)
    assert not status.advance.press()
    assert "say in the note why" in status.advance.fields["note"].reason()
    status.advance.fields["note"].set_value("HR confirmed it")
    assert status.advance.press()
    assert detail(program, rebecca).advancements[0].note == "HR confirmed it"


def test_leave_needs_a_reason(tab: PlansTab, program: Program, rebecca: Someone) -> None:
    tab.open_plan(rebecca.participation)
    tab.editor.go_to_page("status")
    form = tab.editor.beside.page("status").change
    reason = form.fields["reason"]
    assert reason.label.text() == "Reason (required)"
    assert not form.press()
    assert reason.reason() == "Reason is needed."
    reason.set_value("Parental leave")
    assert form.press()
    assert detail(program, rebecca).participation_state is ParticipationState.ON_LEAVE
    form.fields["state"].set_value(ParticipationState.ACTIVE)
    form.fields["state"].edited.emit()
    assert reason.label.text() == "Reason"


def test_typing_found_at_open_is_shown(tab: PlansTab, program: Program, rebecca: Someone) -> None:
    drafts.keep(program, "revision", rebecca.revision, "support", "typed before the power went")
    tab.open_plan(rebecca.participation)
    field = tab.editor.fields.fields["support"]
    assert field.raw() == "typed before the power went"
    tab.settle()
    assert detail(program, rebecca).content.support == "typed before the power went"


def test_search_and_chips_narrow_the_list(tab: PlansTab, program: Program, rebecca: Someone) -> None:
    someone(program, "Sulich", "Kacper", "000812")
    tab.find()
    tab.participants.search.setText("kacper")
    assert [row.name for row in tab.participants.model.rows()] == ["Sulich, Kacper"]
    tab.participants.search.clear()
    tab.participants.chips.choose("printed")
    assert tab.participants.model.rows() == []
    tab.show_record(rebecca.person)
    assert tab.editor.detail is not None
    assert tab.editor.detail.participation_id == rebecca.participation


def test_every_page_has_names_and_cuts_nothing_off(
    tab: PlansTab, qtbot: QtBot, program: Program, rebecca: Someone
) -> None:
    from tests.ui.test_accessibility import faults_of
    from umdesk.ui.plans import editor

    def at_rest() -> list[str]:
        with contextlib.suppress(qtbot.TimeoutError):  # the layout follows a moment later
            qtbot.waitUntil(lambda: not faults_of(tab), timeout=3_000)
        return faults_of(tab)

    write_plan(program, rebecca.revision)
    editing.add_row(program, rebecca.revision, ItemKind.ACTIVITY, {"text": "Exam", "type": ActivityType.EXAM})
    faults = faults_of(tab)
    tab.open_plan(rebecca.participation)
    for key in (*Section, editor.MISSING, *(key for key, *_rest in editor._BESIDE)):
        tab.editor.go_to_page(key)
        faults += [f"{key}: {fault}" for fault in at_rest()]
    tab.editor.steps.ask_to_amend()
    faults += at_rest()
    assert faults == []


def test_the_keyboard_reaches_the_sections_and_the_fields(tab: PlansTab, qtbot: QtBot, rebecca: Someone) -> None:
    tab.open_plan(rebecca.participation)
    sections = tab.editor.view.sections
    sections.setFocus()
    qtbot.keyClick(sections, Qt.Key.Key_Down)
    assert sections.current() == Section.TARGET
    qtbot.keyClick(sections, Qt.Key.Key_Tab)
    assert focused(tab) is not sections


def test_tab_leads_from_the_sections_through_the_form_to_the_printed_page(
    tab: PlansTab, qtbot: QtBot, rebecca: Someone
) -> None:
    view = tab.editor.view
    with qtbot.waitSignal(view.preview.drawn, timeout=15000):
        tab.open_plan(rebecca.participation)
    view.sections.setFocus()
    parts: list[str] = []
    for _ in range(60):
        tab.window().focusNextPrevChild(True)
        now = focused(tab)
        if now is None or now is view.sections:
            break
        part = next(
            (name for name, whole in (("form", view.pages), ("page", view.preview)) if whole.isAncestorOf(now)), ""
        )
        if part and parts[-1:] != [part]:
            parts.append(part)
    assert parts == ["form", "page"]


def test_enter_in_the_reason_starts_the_amendment(
    tab: PlansTab, qtbot: QtBot, program: Program, rebecca: Someone
) -> None:
    write_plan(program, rebecca.revision)
    tab.open_plan(rebecca.participation)
    print_by_hand(qtbot, tab)
    tab.editor.view.amend.click()
    type_into(qtbot, tab.editor.view.banner.reason.line, "The course moved")
    qtbot.keyClick(tab.editor.view.banner.reason.line, Qt.Key.Key_Return)
    found = detail(program, rebecca)
    assert (found.revision_number, found.reason) == (2, "The course moved")


def test_a_plan_whose_start_is_undone_leads_back_to_the_list(
    tab: PlansTab, program: Program, context: Context, rebecca: Someone
) -> None:
    alan = someone(program, "Lee", "Alan", "000123")
    refusals = []
    context.runner.refused.connect(refusals.append)
    tab.open_plan(alan.participation)
    history.undo(program)
    assert tab.pages.currentWidget() is tab.participants
    assert [row.name for row in tab.participants.model.rows()] == ["Nelson, Rebecca"]
    assert str(refusals[0]).startswith("This plan is no longer there")


def test_ready_and_back_by_hand(tab: PlansTab, program: Program, rebecca: Someone) -> None:
    tab.open_plan(rebecca.participation)
    tab.editor.view.ready.click()
    assert tab.editor.view.sections.current() == "missing"
    write_plan(program, rebecca.revision)
    tab.editor.view.ready.click()
    assert detail(program, rebecca).state is RevisionState.READY
    assert tab.editor.view.badge.text() == "Ready"
    assert tab.editor.view.ready.isHidden()
    assert tab.editor.view.to_draft.text() == "Back to draft…"
    tab.editor.view.to_draft.click()
    banner = tab.editor.view.banner
    banner.press()
    assert banner.reason.reason()
    banner.reason.set_value("The dates are too early")
    banner.press()
    assert detail(program, rebecca).state is RevisionState.DRAFT
    assert "Made a draft again by you" in tab.editor.view.notes.note.text()
    assert tab.editor.view.notes.note.text().endswith(": The dates are too early")


def test_activities_move_by_hand(tab: PlansTab, program: Program, rebecca: Someone) -> None:
    for text in ("one", "two"):
        editing.add_row(program, rebecca.revision, ItemKind.ACTIVITY, {"text": text})
    tab.open_plan(rebecca.participation)
    tab.editor.go_to_page(Section.ACTIVITIES)
    page = tab.editor.view.pages.currentWidget()
    page.down.click()
    assert [row.text for row in detail(program, rebecca).content.activities] == ["two", "one"]
    assert page.fields["text"].raw() == "one"
    page.up.click()
    assert [row.text for row in detail(program, rebecca).content.activities] == ["one", "two"]


def test_records_are_taken_out_by_hand(tab: PlansTab, program: Program, context: Context, rebecca: Someone) -> None:
    from umdesk.services.plans import records

    write_plan(program, rebecca.revision)
    item = detail(program, rebecca).content.activities[0].item
    on = date(2026, 5, 20)
    records.record_progress(program, rebecca.participation, item, on=on, status=ProgressStatus.DONE)
    records.record_money(program, rebecca.participation, None, on=on, amount=Decimal(20))
    served(program, rebecca.participation, date(2025, 1, 1), date(2025, 6, 30))
    editing.add_row(
        program,
        rebecca.revision,
        ItemKind.ACTIVITY,
        {"type": ActivityType.TD_ASSIGNMENT, "starts": date(2026, 7, 1), "ends": date(2026, 12, 31)},
    )
    tab.open_plan(rebecca.participation)
    for page, table, remove in (
        ("progress", tab.editor.beside.page("progress").records, tab.editor.beside.page("progress").remove),
        ("money", tab.editor.beside.page("money").table, tab.editor.beside.page("money").remove),
        ("td", tab.editor.beside.page("td").table, tab.editor.beside.page("td").remove),
    ):
        tab.editor.go_to_page(page)
        table.choose(table.rows_model.key(0))
        remove.click()
    found = detail(program, rebecca)
    assert (found.progress, found.money) == ((), ())
    told = []
    context.runner.told.connect(lambda *said: told.append(said[0]))
    tab.editor.beside.page("td").table.choose(tab.editor.beside.page("td").table.rows_model.key(0))
    tab.editor.beside.page("td").remove.click()
    assert told == ["This one is planned. Change or remove it under Activities."]
    assert len(detail(program, rebecca).td.assignments) == 1


def test_a_page_that_comes_back_after_closing_touches_nothing(qtbot: QtBot, context: Context, rebecca: Someone) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    closed = PlansTab(context)
    closed.resize(1260, 700)
    closed.show()
    closed.open_plan(rebecca.participation)
    closed.editor.view.preview._draw()
    closed.close()
    closed.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: not context.runner.busy, timeout=15000)


def test_a_step_waits_for_typing_that_will_not_do(
    tab: PlansTab, qtbot: QtBot, program: Program, context: Context, rebecca: Someone
) -> None:
    write_plan(program, rebecca.revision)
    tab.open_plan(rebecca.participation)
    field = tab.editor.fields.fields["period_to"]
    type_into(qtbot, field.editor, "someday")
    tab.editor.go_to_page(Section.GOALS)
    told = []
    context.runner.told.connect(lambda *said: told.append(said[0]))
    tab.editor.primary.trigger()
    assert not tab.editor.view.banner.isVisible()
    assert tab.editor.view.sections.current() == Section.PARTICIPANT
    assert field.reason().startswith("This is not a date.")
    assert told == ["First put right what is marked here, or clear it. It is kept as typing until then."]
    type_into(qtbot, field.editor, "6/30/2027")
    tab.editor.primary.trigger()
    assert tab.editor.view.banner.isVisible()
