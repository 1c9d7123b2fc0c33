"""The pages on what happened, by hand: recorded, put right, removed; what is typed is kept; what leads where."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from tests.attachment_files import picture
from tests.conftest import SetClock
from tests.services.plans.carried import sign
from tests.services.plans.conftest import Someone, someone
from umdesk.domain.reviews import Standing
from umdesk.domain.words import CostCategory, ParticipationState, ProgressStatus, Qualified
from umdesk.jobs.attachments import Coming
from umdesk.services import drafts, history
from umdesk.services.people import contacts
from umdesk.services.plans import queries, records, reviews
from umdesk.services.plans.queries import PlanDetail
from umdesk.services.programs import Program
from umdesk.ui.context import Context
from umdesk.ui.plans.editor import Editor


@pytest.fixture
def rebecca(program: Program, clock: SetClock) -> Someone:
    """Signed on May 20, 2026, and looked at on September 1."""
    made = someone(program)
    sign(program, made)
    clock.set(datetime(2026, 9, 1, 17, 0, tzinfo=UTC))
    return made


@pytest.fixture
def editor(qtbot: QtBot, context: Context, rebecca: Someone) -> Iterator[Editor]:
    made = Editor(context)
    context.announced.connect(lambda _announced: made.refresh())
    made.resize(1260, 700)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.open_plan(rebecca.participation)
    yield made
    made.settle()


def detail(program: Program, rebecca: Someone) -> PlanDetail:
    return queries.plan(program, rebecca.participation)


def test_a_signed_plan_opens_on_progress_which_is_recorded_put_right_and_taken_back(
    editor: Editor, program: Program, rebecca: Someone, qtbot: QtBot
) -> None:
    page = editor.progress
    assert page.isVisible()
    form = page.recording
    assert form.heading.text() == "Record what happened to “Excel for accountants”"
    form.fields["note"].editor.setFocus()
    qtbot.keyClicks(form.fields["note"].editor, "First half")
    form.fields["hours"].set_raw("4.5")
    form.form.button.click()
    assert page.chosen() is not None
    assert page.chosen().note == "First half"
    assert form.fields["note"].raw() == ""
    assert page.sums.text().startswith("0 of 1 activity done; 4.5 hours of 16 planned.")
    page.right.click()
    assert form.heading.text() == "Put the record of Sep 1, 2026 right"
    form.fields["note"].set_raw("All of it")
    form.fields["status"].set_value(ProgressStatus.DONE)
    form.form.button.click()
    (row,) = detail(program, rebecca).progress
    assert (row.note, row.hours, row.status) == ("All of it", Decimal("4.5"), ProgressStatus.DONE)
    assert not form.corrects()
    page.remove.click()
    assert detail(program, rebecca).progress == ()
    history.undo(program)
    assert page.records.current_key() == row.id


def test_what_is_typed_is_kept_until_it_is_recorded(
    editor: Editor, program: Program, rebecca: Someone, qtbot: QtBot
) -> None:
    note = editor.money.recording.fields["note"]
    editor.go_to_page("money")
    note.editor.setFocus()
    qtbot.keyClicks(note.editor, "Invoice 4417")
    editor.go_to_page("reviews")
    said = editor.reviews.recording.fields["summary"]
    said.editor.setFocus()
    qtbot.keyClicks(said.editor, "Went well")
    editor.settle()
    kept = drafts.of_record(program, rebecca.participation)
    assert kept == {"money_record note": "Invoice 4417", "review summary": "Went well"}
    editor.refresh()
    assert (note.raw(), said.raw()) == ("Invoice 4417", "Went well")


def test_evidence_is_attached_to_the_chosen_record(
    editor: Editor, program: Program, rebecca: Someone, qtbot: QtBot
) -> None:
    item = detail(program, rebecca).content.activities[0].item
    records.record_progress(
        program, rebecca.participation, item, on=date(2026, 8, 30), status=ProgressStatus.DONE, note="Passed"
    )
    assert editor.progress.files.text() == "Attach evidence…"
    window = editor.progress.open_files()
    assert window is not None
    window.panel.attach([Coming("certificate.png", data=picture("PNG"))])
    qtbot.waitUntil(lambda: editor.progress.files.text() == "Evidence files (1)…", timeout=5000)
    window.close()


def test_money_takes_the_kind_of_its_cost_line_and_says_what_is_over(
    editor: Editor, program: Program, rebecca: Someone
) -> None:
    editor.go_to_page("money")
    page, fields = editor.money, editor.money.recording.fields
    (cost,) = detail(program, rebecca).content.costs
    fields["item"].set_value(cost.item)
    fields["item"].edited.emit()
    assert (fields["category"].value(), fields["fund"].raw()) == (cost.category, "Training")
    fields["amount"].set_raw("362")
    page.form.button.click()
    assert page.over.text().startswith("Over the estimate: “Excel course” by $12.00")
    page.right.click()
    fields["amount"].set_raw("340")
    fields["category"].set_value(CostCategory.TUITION)
    page.form.button.click()
    (row,) = detail(program, rebecca).money
    assert (row.amount, row.category, row.fund) == (Decimal(340), CostCategory.TUITION, "Training")
    assert not page.over.isVisible()


def test_a_review_that_is_due_is_recorded_and_put_right(editor: Editor, program: Program, rebecca: Someone) -> None:
    editor.go_to_page("reviews")
    page, fields = editor.reviews, editor.reviews.recording.fields
    assert page.next.text() == "Next: the quarterly review, due since Aug 20, 2026 (12 days)."
    assert page.right.text() == "Record it…"
    fields["summary"].set_raw("The course went well")
    page.form.button.click()
    assert fields["held_on"].reason().startswith("It is not said whether the review was held.")
    fields["held_on"].set_raw("8/31/2026")
    page.form.button.click()
    row = reviews.of_plan(program, rebecca.participation).rows[-1]
    assert (row.slot.standing, row.minutes.summary) == (Standing.HELD, "The course went well")
    page.table.choose(row.key)
    assert "What was found: The course went well" in page.said.text()
    page.right.click()
    fields["held_on"].set_raw("")
    fields["not_held_reason"].set_raw("It was the wrong person")
    page.form.button.click()
    assert reviews.of_plan(program, rebecca.participation).rows[-1].slot.standing is Standing.NOT_HELD


def test_contacts_stand_on_a_page_of_the_plan(editor: Editor, program: Program, rebecca: Someone) -> None:
    editor.go_to_page("contacts")
    shown = editor.contacts.list
    assert shown.model.rows() == []
    shown.begin_adding()
    assert shown.form is not None
    shown.form.fields["note"].set_raw("Asked for a mentor")
    shown.form.button.click()
    assert [row.note for row in contacts.of_person(program, rebecca.person)] == ["Asked for a mentor"]
    assert [row.note for row in shown.model.rows()] == ["Asked for a mentor"]


def test_each_line_of_the_checklist_leads_to_where_it_is_answered(editor: Editor, program: Program) -> None:
    editor.go_to_page("readiness")
    page = editor.readiness
    names = [button.accessibleName() for button in page.checklist.buttons]
    assert len(names) == 6
    assert (
        names[3] == "The required activities are done: not yet. 0 of 1 done; open: “Excel for accountants”. Go there."
    )
    page.checklist.buttons[1].click()
    assert editor.view.sections.current() == "readiness"
    page.recording.fields["met"].set_value(Qualified.NOT_YET)
    page.form.button.click()
    assert page.checklist.buttons[1].accessibleName().startswith("The minimum qualifications are noted as met: not yet")
    for number, place in ((0, "Target class"), (3, "progress"), (4, "signatures"), (5, "reviews")):
        page.checklist.buttons[number].click()
        assert editor.view.sections.current() == place
        editor.go_to_page("readiness")


def test_a_change_of_status_says_before_what_it_does(editor: Editor, program: Program, rebecca: Someone) -> None:
    editor.go_to_page("status")
    page, fields = editor.status, editor.status.changing.fields
    assert "A review whose day falls into the leave is not due." in page.effects.text()
    fields["state"].set_value(ParticipationState.WITHDRAWN)
    fields["state"].edited.emit()
    assert "The plan stays on file to be read and printed." in page.effects.text()
    fields["state"].set_value(ParticipationState.ON_LEAVE)
    fields["on"].set_raw("8/1/2026")
    fields["reason"].set_raw("Parental leave")
    page.change.button.click()
    assert page.now.text() == "On leave since Aug 1, 2026."
    assert fields["review"].isVisible()
    assert "The leave left out 1 review: the quarterly one of Aug 20, 2026." in page.effects.text()
    fields["review"].set_value(value=True)
    page.change.button.click()
    assert detail(program, rebecca).participation_state is ParticipationState.ACTIVE
    with program.reading() as session:
        assert [due.due for due in reviews.due(session, program.today())] == [date(2026, 9, 1)]
    page.take_back.click()
    assert detail(program, rebecca).participation_state is ParticipationState.ON_LEAVE
