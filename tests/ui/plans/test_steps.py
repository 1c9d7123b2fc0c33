"""Steps of a plan by hand: notes back and forth, what others changed, signatures with a refusal, revisions compared."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.services.plans.conftest import Someone, someone
from tests.services.plans.writing import write_plan
from tests.ui.test_accessibility import faults_of
from umdesk.domain.dates import a_year_on
from umdesk.domain.plans import Content
from umdesk.domain.words import NotSigned, ParticipationState, RevisionState, Role, Signatory
from umdesk.jobs import print_plan
from umdesk.services.plans import editing, participations, queries, revisions
from umdesk.services.plans.queries import PlanDetail
from umdesk.services.programs import Program, SignedIn
from umdesk.storage import models
from umdesk.ui.context import Context
from umdesk.ui.plans import participants
from umdesk.ui.plans.allowed import allowed
from umdesk.ui.plans.tab import PlansTab
from umdesk.ui.plans.words import gaps_words, next_period

TODAY = date(2026, 5, 20)
DANA = SignedIn("d" * 32, "Dana Whitfield", frozenset({Role.SUPERVISOR}), must_change=False)


@pytest.fixture
def rebecca(program: Program) -> Someone:
    """A participant with a complete plan, whose supervisor has an account."""
    made = someone(program)
    write_plan(program, made.revision)
    with program.operation("tests.account", "Made an account") as op:
        op.session.add(models.Account(id=DANA.account_id, name=DANA.name, created_at=program.now()))
        op.session.flush()
        for row in op.session.query(models.Supervisor):
            row.account_id = DANA.account_id
    return made


@pytest.fixture
def tab(qtbot: QtBot, context: Context, rebecca: Someone) -> Iterator[PlansTab]:
    """The tab, told of every operation as the workspace does."""
    made = PlansTab(context)
    context.announced.connect(made.refresh)
    made.resize(1260, 700)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.settle()


def faults_in(tab: PlansTab) -> list[str]:
    """What a screen reader would miss, or an eye, once everything has its place."""
    for _level in range(6):  # a layout hears of a change in one inside it a turn later
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    return faults_of(tab)


def detail(program: Program, person: Someone) -> PlanDetail:
    return queries.plan(program, person.participation)


def test_notes_go_back_and_forth_and_each_sees_what_the_other_changed(
    tab: PlansTab, qtbot: QtBot, program: Program, rebecca: Someone
) -> None:
    maria, program.account = program.account, DANA
    editor, view = tab.editor, tab.editor.view
    tab.open_plan(rebecca.participation)
    assert view.notes.isHidden()
    editor.steps.send()
    view.banner.reason.set_value("The course is early.")
    qtbot.keyClick(view.banner.reason.line, Qt.Key.Key_Return)
    assert detail(program, rebecca).state is RevisionState.IN_REVIEW
    assert view.notes.note.text() == "Sent by you on May 20, 2026: The course is early."

    program.account = maria
    editing.set_fields(program, rebecca.revision, {"support": "Three hours a week."})
    tab.show_list()
    tab.open_plan(rebecca.participation)
    assert view.notes.note.text() == "Sent by Dana Whitfield on May 20, 2026: The course is early."
    assert view.notes.since.text() == ""
    assert view.to_draft.text() == "Send back…"
    view.to_draft.click()
    view.banner.press()
    assert view.banner.reason.reason() != ""
    view.banner.reason.set_value("Later, please.")
    view.banner.press()

    program.account = DANA
    tab.show_list()
    tab.open_plan(rebecca.participation)
    assert view.notes.note.text() == "Sent back by Maria Ortega on May 20, 2026: Later, please."
    assert view.notes.since.text() == "Since you last changed it (May 20, 2026): 1 change by Maria Ortega."
    view.notes.show_changes.click()
    assert [one.what for one in view.notes.changes.differences()] == ["Support"]
    assert view.notes.changes.now.toPlainText() == "Three hours a week."
    assert faults_in(tab) == []
    view.notes.seen.click()
    assert (view.notes.since.text(), view.notes.changes.isHidden()) == ("", True)
    program.account = maria


def test_a_note_that_is_only_typed_is_kept_and_escape_is_not_now(
    tab: PlansTab, qtbot: QtBot, rebecca: Someone, context: Context
) -> None:
    tab.open_plan(rebecca.participation)
    banner = tab.editor.view.banner
    tab.editor.steps.send()
    qtbot.keyClicks(banner.reason.line, "Please look")
    context.settling.emit()
    qtbot.keyClick(banner.reason.line, Qt.Key.Key_Escape)
    assert banner.isHidden()
    tab.editor.steps.send()
    assert banner.reason.raw() == "Please look"


def test_refusals_are_recorded_and_the_coordinator_puts_the_plan_in_force(
    tab: PlansTab, program: Program, rebecca: Someone
) -> None:
    print_plan.print_to_sign(program, rebecca.revision)
    tab.open_plan(rebecca.participation)
    tab.editor.go_to_page("signatures")
    page = tab.editor.beside.page("signatures")
    fields = page.form.fields
    assert page.stands.text().startswith("It waits for the signature of the participant, the supervisor and")
    fields["supervisor"].set_raw("May 1, 2026")
    assert not fields["supervisor"].check()
    assert fields["supervisor"].reason() == "The plan was printed on May 20, 2026 and cannot have been signed before."
    fields["supervisor"].set_raw("May 21, 2026")
    assert not fields["supervisor"].check()
    assert fields["supervisor"].reason() == "This date has not come yet."
    for name in ("supervisor", "coordinator"):
        fields[name].set_value(TODAY)
    fields["employee_how"].set_value(NotSigned.REFUSED.value)
    fields["employee_how"].edited.emit()
    assert (fields["employee"].isHidden(), fields["employee_reason"].isHidden()) == (True, False)
    assert not page.form.press()
    assert fields["employee_reason"].reason().startswith("It is not said why the participant did not sign.")
    fields["employee_reason"].set_value("Wants another course")
    assert page.form.press()
    assert faults_in(tab) == []
    found = detail(program, rebecca)
    assert found.state is RevisionState.FILED
    assert found.signatures.missing[Signatory.EMPLOYEE].reason == "Wants another course"
    assert "the participant refused (Wants another course)" in page.stands.text()
    assert page.recorded.text() == "Recorded by Maria Ortega on May 20, 2026."
    page.force.fields["reason"].set_value("Agreed by telephone")
    assert page.force.press()
    assert page.force.isHidden()
    assert "In force since May 20, 2026 by the word of Maria Ortega: Agreed by telephone" in page.stands.text()


def test_the_annual_revision_begins_with_a_period_and_is_compared_with_the_one_before(
    tab: PlansTab, program: Program, rebecca: Someone
) -> None:
    print_plan.print_to_sign(program, rebecca.revision)
    tab.open_plan(rebecca.participation)
    view = tab.editor.view
    assert view.renew.isVisible()
    view.renew.click()
    assert faults_in(tab) == []
    assert (view.banner.first.value(), view.banner.last.value()) == (date(2027, 7, 1), date(2028, 6, 30))
    view.banner.press()
    found = detail(program, rebecca)
    assert (found.kind.value, found.content.period_to) == ("annual", date(2028, 6, 30))
    editing.set_fields(program, found.revision_id, {"support": "One hour.\nAnd a mentor."})
    tab.editor.go_to_page("compare")
    page = tab.editor.beside.page("compare")
    said = [(one.what, one.was, one.now) for one in page.list.differences()]
    assert ("Support", "Two hours a week of state time.", "One hour.\nAnd a mentor.") in said
    assert page.words.text() == f"{len(said)} things differ."
    assert page.list.table.choose(str([what for what, _, _ in said].index("Support")))
    assert (page.list.was.toPlainText(), page.list.now.toPlainText()) == (
        "Two hours a week of state time.", "One hour.\nAnd a mentor."
    )  # fmt: skip
    assert faults_in(tab) == []
    page.right.set_value(rebecca.revision)
    page.right.edited.emit()
    assert page.words.text() == "These are the same revision."


def test_very_many_plans_are_read_beside_the_window(
    qtbot: QtBot, program: Program, tab: PlansTab, rebecca: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(participants, "AT_ONCE", 0)
    revisions.submit(program, rebecca.revision)
    qtbot.waitUntil(lambda: tab.participants.model.row(0).revision_state is RevisionState.IN_REVIEW)


@pytest.mark.parametrize(
    ("first", "last", "proposed"),
    [
        (date(2026, 4, 1), date(2028, 3, 30), date(2027, 4, 1)),
        (date(2025, 7, 1), date(2026, 6, 30), date(2026, 7, 1)),
        (date(2023, 7, 1), date(2024, 6, 30), TODAY),
        (None, None, TODAY),
    ],
)
def test_the_year_that_is_proposed_for_an_annual_revision(
    first: date | None, last: date | None, proposed: date
) -> None:
    found = next_period(Content(period_from=first, period_to=last), TODAY)
    assert found == (proposed, a_year_on(proposed) - timedelta(days=1))


def test_nothing_is_printed_to_sign_for_somebody_who_left(
    tab: PlansTab, context: Context, program: Program, rebecca: Someone
) -> None:
    tab.open_plan(rebecca.participation)
    view = tab.editor.view
    assert (view.primary.isVisible(), view.primary.text()) == (True, "Prin&t to sign")
    left = (rebecca.participation, ParticipationState.WITHDRAWN, TODAY, "Moved away")
    context.runner.now(participations.set_state, program, *left)
    assert not view.primary.isVisible()
    assert view.next.text() == "Withdrawn, so nothing more is agreed or amended. What happened can be looked at."
    assert gaps_words(detail(program, rebecca), allowed(context, detail(program, rebecca))) == (
        "The participation is withdrawn, so nothing of this revision is left to sign."
    )
