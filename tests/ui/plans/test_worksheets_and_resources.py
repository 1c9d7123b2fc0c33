"""The window of worksheets: one that came back beside its plan. The window of resources: entries and matches."""

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.jobs.test_worksheets import filled, sent
from tests.services.plans.conftest import Someone, someone
from umdesk.domain.words import ResourceKind, Role
from umdesk.services import mentor_matches, resources
from umdesk.services.plans import editing, queries
from umdesk.services.programs import Program, SignedIn
from umdesk.ui.context import Context
from umdesk.ui.resources.window import ResourcesWindow
from umdesk.ui.worksheets.window import WorksheetsWindow

TODAY = date(2026, 5, 20)


@pytest.fixture
def rebecca(program: Program) -> Someone:
    """Rebecca Nelson with an empty draft."""
    return someone(program)


def test_a_worksheet_that_came_back_is_compared_put_right_and_taken_in(
    context: Context, program: Program, rebecca: Someone, qtbot: QtBot, tmp_path: Path
) -> None:
    editing.set_fields(program, rebecca.revision, {"support": "One hour a week"})
    answers = {"plan_support": "Two hours a week", "activity_new1_text": "Excel", "activity_new1_starts": "Sept"}
    back = tmp_path / "back.pdf"
    back.write_bytes(filled(sent(program, rebecca, tmp_path), answers))
    foreign = tmp_path / "notes.pdf"
    foreign.write_bytes(b"%PDF-1.4 nothing")
    editing.set_fields(program, rebecca.revision, {"support": "An hour a day"})
    window = WorksheetsWindow(context)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.printing.pane.page_count() > 1)
    assert window.printing.picker.currentText() == f"Nelson, Rebecca  ({rebecca.number})"

    page = window.returned
    window.tabs.setCurrentWidget(page)
    page.read([back, foreign])
    qtbot.waitUntil(lambda: len(page.entries.blocks) == 3)
    said = {block.difference.name: block for block in page.entries.blocks}
    support, what, start = (said[name] for name in answers)
    assert [block.take.isChecked() for block in (support, what, start)] == [False, True, False]
    assert support.remark.text().startswith("The plan was changed since the worksheet was printed")
    assert start.field.reason() == "“Sept” is no date. Write it like 8/31/2026."
    assert page.run.text() == "Take 1 entry into the plan"

    start.take.setChecked(True)
    page.run.click()
    assert "is no date" in start.field.reason()
    assert queries.plan(program, rebecca.participation).content.activities == ()
    qtbot.keyClicks(start.field.line, "")
    start.field.set_raw("9/1/2026")
    support.take.setChecked(True)
    page.run.click()
    plan = queries.plan(program, rebecca.participation).content
    assert [(one.text, one.starts) for one in plan.activities] == [("Excel", date(2026, 9, 1))]
    assert plan.support == "Two hours a week"
    qtbot.waitUntil(lambda: page.back is not None and page.back.path == foreign)
    assert "damaged" in page.entries.refusal.text()
    assert not page.run.isVisible()
    page.following.click()
    assert page.show_plan.isVisible()
    with qtbot.waitSignal(context.place_wanted) as asked:
        page.show_plan.click()
    assert asked.args == ["Career plans", rebecca.participation]


def test_the_directory_is_kept_by_the_coordinator_and_read_by_a_supervisor(
    context: Context, program: Program, rebecca: Someone, qtbot: QtBot
) -> None:
    window = ResourcesWindow(context)
    qtbot.addWidget(window)
    window.show()
    form = window.form
    window.new.click()
    form.press()
    assert form.fields_by_name["name"].reason()
    form.fields_by_name["kind"].set_value(ResourceKind.MENTOR)
    form.fields_by_name["kind"].edited.emit()
    form.fields_by_name["name"].set_value("Ann Lee")
    form.fields_by_name["capacity"].set_value(1)
    form.press()
    qtbot.waitUntil(lambda: not form.begun and form.row is not None)
    assert form.head.text() == "Ann Lee"
    assert form.state.text() == "Checked: check before use"
    form.today.click()
    assert form.state.text() == "Checked: May 20, 2026 (today)"

    matches = window.matches
    assert matches.isVisible()
    matches.add.opener.click()
    assert not matches.over.isVisible(), "only who is full needs a reason for one more"
    matches.who.set_value(rebecca.participation)
    matches.add.confirm.click()
    qtbot.waitUntil(lambda: matches.model.rowCount() == 1)
    assert matches.room.text() == "1 match of 1 at a time, full."
    other = someone(program, "Bruce", "Chase", "004712")
    matches.add.opener.click()
    assert matches.over.isVisible()
    matches.who.set_value(other.participation)
    matches.add.confirm.click()
    assert "takes 1 at a time and has 1" in matches.over.reason()
    matches.over.set_value("Both sit in one office")
    matches.add.confirm.click()
    qtbot.waitUntil(lambda: matches.model.rowCount() == 2)
    matches.table.choose(matches.model.key(0))
    matches.end.opener.click()
    matches.end.confirm.click()
    lee = form.row.id if form.row else ""
    assert [match.ends for match in mentor_matches.of_resource(program, lee)].count(TODAY) == 1
    form.switch.click()
    qtbot.waitUntil(lambda: window.model.find(lee) is None)
    window.all.setChecked(True)
    window.table.choose(lee)
    assert form.switch.text() == "Offer it again"
    resources.set_active(program, lee, active=True)

    program.account = SignedIn(program.account.account_id, "Sam", frozenset({Role.SUPERVISOR}))
    looks = ResourcesWindow(context, None, lee)
    qtbot.addWidget(looks)
    looks.show()
    assert not looks.new.isVisible()
    assert not looks.form.keep.isVisible()
    assert looks.form.fields_by_name["name"].value() == "Ann Lee"
    assert {row.participant for row in looks.matches.model.rows()} == {""}, "no names of others"
