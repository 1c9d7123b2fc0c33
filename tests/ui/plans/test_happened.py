"""The pages on what happened, by hand: recorded, put right, removed; what is typed is kept; what leads where."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.attachment_files import picture
from tests.conftest import SetClock
from tests.connections import keep_connections
from tests.services.plans.carried import make_signed, open_copy
from tests.services.plans.conftest import Someone
from umdesk.domain.reviews import Standing
from umdesk.domain.words import CostCategory, ParticipationState, ProgressStatus, Qualified
from umdesk.jobs.attachments import Coming
from umdesk.services import drafts, history
from umdesk.services.people import contacts
from umdesk.services.plans import queries, reviews
from umdesk.services.plans.queries import PlanDetail
from umdesk.services.programs import Program
from umdesk.storage import models
from umdesk.ui.context import Context
from umdesk.ui.plans.editor import Editor


@pytest.fixture(scope="module")
def made(program_template: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Someone]:
    """A program with Rebecca's signed plan, closed."""
    folder = tmp_path_factory.mktemp("signed") / "redding.umdesk"
    return folder, make_signed(program_template[0], folder)


@pytest.fixture
def program(made: tuple[Path, Someone], tmp_path: Path, clock: SetClock) -> Iterator[Program]:
    """A fresh copy of it, looked at on September 1."""
    clock.set(datetime(2026, 9, 1, 17, 0, tzinfo=UTC))
    opened = keep_connections(open_copy(made[0], tmp_path / "redding.umdesk", clock))
    yield opened
    opened.close()


@pytest.fixture
def rebecca(made: tuple[Path, Someone]) -> Someone:
    """Signed on May 20, 2026."""
    return made[1]


@pytest.fixture
def editor(qtbot: QtBot, context: Context, rebecca: Someone) -> Iterator[Editor]:
    shown = Editor(context)
    context.announced.connect(lambda _announced: shown.refresh())
    shown.resize(1260, 700)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    shown.open_plan(rebecca.participation)
    yield shown
    shown.settle()


def detail(program: Program, rebecca: Someone) -> PlanDetail:
    return queries.plan(program, rebecca.participation)


def test_a_signed_plan_opens_on_progress_which_is_recorded_put_right_and_taken_back(
    editor: Editor, program: Program, rebecca: Someone, qtbot: QtBot
) -> None:
    page = editor.beside.page("progress")
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
    assert page.files.text() == "Attach evidence…"
    window = page.open_files()
    assert window is not None
    window.panel.attach([Coming("certificate.png", data=picture("PNG"))])
    qtbot.waitUntil(lambda: page.files.text() == "Evidence files (1)…", timeout=5000)
    window.close()


def test_what_is_typed_is_kept_until_it_is_recorded_and_contacts_stand_on_a_page_of_the_plan(
    editor: Editor, program: Program, rebecca: Someone, qtbot: QtBot
) -> None:
    note = editor.beside.page("money").recording.fields["note"]
    editor.go_to_page("money")
    note.editor.setFocus()
    qtbot.keyClicks(note.editor, "Invoice 4417")
    editor.go_to_page("reviews")
    said = editor.beside.page("reviews").recording.fields["summary"]
    said.editor.setFocus()
    qtbot.keyClicks(said.editor, "Went well")
    editor.settle()
    kept = drafts.of_record(program, rebecca.participation)
    assert kept == {"money_record note": "Invoice 4417", "review summary": "Went well"}
    editor.refresh()
    assert (note.raw(), said.raw()) == ("Invoice 4417", "Went well")
    editor.go_to_page("contacts")
    shown = editor.beside.page("contacts").list
    assert shown.model.rows() == []
    shown.begin_adding()
    assert shown.form is not None
    shown.form.fields["note"].set_raw("Asked for a mentor")
    shown.form.button.click()
    assert [row.note for row in contacts.of_person(program, rebecca.person)] == ["Asked for a mentor"]
    assert [row.note for row in shown.model.rows()] == ["Asked for a mentor"]


def test_money_takes_the_kind_of_its_cost_line_and_says_what_is_over(
    qtbot: QtBot, editor: Editor, program: Program, rebecca: Someone
) -> None:
    editor.go_to_page("money")
    page, fields = editor.beside.page("money"), editor.beside.page("money").recording.fields
    (cost,) = detail(program, rebecca).content.costs
    fields["item"].set_value(cost.item)
    fields["item"].edited.emit()
    assert (fields["category"].value(), fields["fund"].raw()) == (cost.category, "Training")
    fields["amount"].set_raw("362")
    page.form.button.click()
    assert page.over.text().startswith("Over the estimate: “Excel course” by $12.00")
    page.right.click()
    typed = fields["on"].raw()
    fields["on"].set_raw("6/30/2025")
    fields["on"].left.emit()
    told = "Jun 30, 2025 lies in program year 2024-25 and counts there."
    qtbot.waitUntil(lambda: page.budget.text() == told)
    fields["on"].set_raw(typed)
    fields["amount"].set_raw("340")
    fields["category"].set_value(CostCategory.TUITION)
    page.form.button.click()
    (row,) = detail(program, rebecca).money
    assert (row.amount, row.category, row.fund) == (Decimal(340), CostCategory.TUITION, "Training")
    assert not page.over.isVisible()


def test_a_review_that_is_due_is_recorded_and_put_right(editor: Editor, program: Program, rebecca: Someone) -> None:
    editor.go_to_page("reviews")
    page, fields = editor.beside.page("reviews"), editor.beside.page("reviews").recording.fields
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


def test_each_line_of_the_checklist_leads_to_where_it_is_answered(editor: Editor, program: Program) -> None:
    editor.go_to_page("readiness")
    page = editor.beside.page("readiness")
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
    for number, place in ((0, "Target class"), (2, "exams"), (3, "progress"), (4, "signatures"), (5, "reviews")):
        page.checklist.buttons[number].click()
        assert editor.view.sections.current() == place
        editor.go_to_page("readiness")


def test_a_change_of_status_says_before_what_it_does(editor: Editor, program: Program, rebecca: Someone) -> None:
    editor.go_to_page("status")
    page, fields = editor.beside.page("status"), editor.beside.page("status").changing.fields
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


def test_a_plan_with_500_records_opens_at_once(editor: Editor, program: Program, rebecca: Someone) -> None:
    item = detail(program, rebecca).content.activities[0].item
    with program.operation("tests.progress", "Recorded much") as op:
        op.session.add_all(
            models.Progress(
                participation_id=rebecca.participation, item_id=item, on=date(2026, 6, 1) + timedelta(days=number % 90),
                status=ProgressStatus.IN_PROGRESS, hours=Decimal(1), note=f"Lesson {number}",
            )
            for number in range(500)
        )  # fmt: skip
    taken = []
    for _turn in range(3):
        began = time.process_time()  # what others do on the machine is not counted
        editor.open_plan(rebecca.participation)
        taken.append(time.process_time() - began)
    assert editor.beside.page("progress").records.rows_model.rowCount() == 500
    assert min(taken) < 0.3
