"""The section Activities: bars moved by mouse and keyboard, what is read out, the catalogue and the templates."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from tests.services.plans.conftest import Someone, someone
from tests.services.plans.writing import write_plan
from tests.ui.test_accessibility import faults_of
from umdesk.domain.plans import Activity
from umdesk.domain.words import ActivityType, ItemKind
from umdesk.services import history, settings
from umdesk.services.plans import catalogue, editing, queries, templates
from umdesk.services.programs import Program
from umdesk.ui.catalogue.window import CatalogueWindow, PlanTemplatesWindow
from umdesk.ui.context import Context
from umdesk.ui.plans.activities.page import ActivitiesPage
from umdesk.ui.plans.activities.panel import FROZEN
from umdesk.ui.plans.activities.picture import TimelinePicture
from umdesk.ui.plans.activities.suggestions import SuggestionsWindow
from umdesk.ui.plans.allowed import allowed

LEFT, SHIFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
TEXT = QAccessible.Text.Name


@pytest.fixture
def rebecca(program: Program) -> Someone:
    made = someone(program)
    write_plan(program, made.revision)
    found = queries.plan(program, made.participation).content
    editing.add_row(
        program, made.revision, ItemKind.ACTIVITY,
        {
            "text": "Budget office", "starts": date(2026, 7, 1), "ends": date(2026, 12, 31),
            "state_hours": Decimal(384), "serves_item_id": found.goals[0].item,
        },
    )  # fmt: skip
    td = {"type": ActivityType.TD_ASSIGNMENT, "text": "Analyst", "starts": date(2027, 1, 1), "ends": date(2027, 6, 30)}
    editing.add_row(program, made.revision, ItemKind.ACTIVITY, td)
    return made


@pytest.fixture
def page(qtbot: QtBot, context: Context, rebecca: Someone) -> Iterator[ActivitiesPage]:
    """The page with the timeline in view, told of every operation."""
    made = ActivitiesPage(context)

    def show() -> None:
        found = queries.plan(context.program, rebecca.participation)
        made.show_plan(found, allowed(context, found))

    context.announced.connect(show)
    made.resize(900, 640)
    qtbot.addWidget(made)
    show()
    made.show_timeline(shown=True)
    made.show()
    qtbot.waitExposed(made)
    yield made
    context.announced.disconnect(show)
    made.autosave.settle()


def activities(program: Program, person: Someone) -> list[Activity]:
    return list(queries.plan(program, person.participation).content.activities)


def at(picture: TimelinePicture, row: int, day: date) -> QPoint:
    """The middle of a day on a bar."""
    rect = picture.visualRect(picture.model().index(row, 0))
    return QPoint(int(rect.left() + picture.canvas.scale.x(day) + picture.canvas.scale.per_day / 2), rect.center().y())


def drag(qtbot: QtBot, picture: TimelinePicture, row: int, days: tuple[date, date], *, let_go: bool = True) -> None:
    """Press on one day of a bar and move to another, in steps as a hand does."""
    start, end = at(picture, row, days[0]), at(picture, row, days[1])
    qtbot.mousePress(picture.viewport(), LEFT, pos=start)
    for part in (3, 2, 1):
        qtbot.mouseMove(picture.viewport(), end - (end - start) / part + (end - start) / (part + 1), delay=1)
    send_move(picture, end)
    if let_go:
        qtbot.mouseRelease(picture.viewport(), LEFT, pos=end)


def send_move(picture: TimelinePicture, to: QPoint) -> None:
    """A move with the button held, which the offscreen cursor does not tell of."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    none = Qt.KeyboardModifier.NoModifier
    where = QPointF(picture.viewport().mapToGlobal(to))
    QApplication.sendEvent(picture.viewport(), QMouseEvent(QEvent.Type.MouseMove, QPointF(to), where, LEFT, LEFT, none))


def test_a_drag_is_one_operation_and_one_step_back(
    qtbot: QtBot, page: ActivitiesPage, program: Program, rebecca: Someone
) -> None:
    picture, before = page.timeline.picture, len(history.events(program, None, 1000))
    drag(qtbot, picture, 1, (date(2026, 10, 1), date(2026, 10, 22)))
    moved = activities(program, rebecca)[1]
    assert (moved.starts, moved.ends) == (date(2026, 7, 22), date(2027, 1, 21))
    assert len(history.events(program, None, 1000)) == before + 1
    assert page.table.current_key() == moved.row
    assert page.fields["starts"].value() == date(2026, 7, 22)
    drag(qtbot, picture, 1, (date(2027, 1, 21), date(2026, 12, 31)))
    assert activities(program, rebecca)[1].ends == date(2026, 12, 31)
    drag(qtbot, picture, 1, (date(2026, 7, 22), date(2026, 7, 1)))
    assert activities(program, rebecca)[1].starts == date(2026, 7, 1)
    for _step in range(3):
        history.undo(program)
    assert (activities(program, rebecca)[1].starts, activities(program, rebecca)[1].ends) == (
        date(2026, 7, 1), date(2026, 12, 31)
    )  # fmt: skip


def test_what_cannot_be_is_said_and_escape_takes_back(
    qtbot: QtBot, page: ActivitiesPage, program: Program, rebecca: Someone
) -> None:
    picture, before = page.timeline.picture, activities(program, rebecca)
    drag(qtbot, picture, 0, (date(2026, 9, 30), date(2026, 8, 1)), let_go=False)
    assert "cannot end before it begins" in page.timeline.note.text()
    qtbot.keyClick(picture, Qt.Key.Key_Escape)
    drag(qtbot, picture, 1, (date(2026, 10, 1), date(2026, 10, 22)), let_go=False)
    assert page.timeline.note.text() == "“Budget office”: Jul 22, 2026 to Jan 21, 2027 (184 days)"
    qtbot.keyClick(picture, Qt.Key.Key_Escape)
    qtbot.mouseRelease(picture.viewport(), LEFT, pos=at(picture, 1, date(2026, 10, 22)))
    assert page.timeline.note.text() == "Taken back. The dates are as they were."
    assert activities(program, rebecca) == before


def test_the_keys_move_start_end_and_both_by_day_week_and_month(
    qtbot: QtBot, page: ActivitiesPage, program: Program, rebecca: Someone
) -> None:
    picture = page.timeline.picture
    picture.setFocus()
    picture.choose(activities(program, rebecca)[0].row)
    qtbot.keyClick(picture, Qt.Key.Key_Down)
    before = len(history.events(program, None, 1000))
    qtbot.keyClick(picture, Qt.Key.Key_Right)
    qtbot.keyClick(picture, Qt.Key.Key_W)
    assert page.timeline.step.currentText() == "week"
    qtbot.keyClick(picture, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(picture, Qt.Key.Key_Left, CTRL)
    assert page.timeline.note.text() == "“Budget office”: Jun 25, 2026 to Jan 8, 2027 (198 days)"
    qtbot.keyClick(picture, Qt.Key.Key_Return)
    moved = activities(program, rebecca)[1]
    assert (moved.starts, moved.ends) == (date(2026, 6, 25), date(2027, 1, 8))
    assert len(history.events(program, None, 1000)) == before + 1
    qtbot.keyClick(picture, Qt.Key.Key_M)
    qtbot.keyClick(picture, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(picture, Qt.Key.Key_Escape)
    assert activities(program, rebecca)[1] == moved
    qtbot.keyClick(picture, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(picture, Qt.Key.Key_Up)  # choosing another bar keeps what was moved
    assert activities(program, rebecca)[1].ends == date(2027, 2, 8)
    picture.choose(activities(program, rebecca)[2].row)
    qtbot.keyClick(picture, Qt.Key.Key_Right, SHIFT)
    assert page.timeline.note.text() == "“Analyst”: Jan 1 to Jul 31, 2027 (212 days) · 7 of 24 months"
    qtbot.keyClick(picture, Qt.Key.Key_Escape)


def test_each_bar_is_read_as_a_sentence_and_a_frozen_plan_stays(
    qtbot: QtBot, page: ActivitiesPage, context: Context, rebecca: Someone
) -> None:
    picture = page.timeline.picture
    assert faults_of(page) == []
    read = QAccessible.queryAccessibleInterface(picture)
    assert read.childCount() == 3
    assert read.child(1).text(TEXT) == "Budget office, Jul 1 to Dec 31, 2026, 384 hours, serves Goal 1"
    assert read.child(2).text(TEXT) == "Analyst, Jan 1 to Jun 30, 2027, 6 of 24 months of T&D used"
    found = queries.plan(context.program, rebecca.participation)
    page.timeline.show_plan(found, date(2026, 5, 20), editable=False)
    picture.hand.let_go(FROZEN)
    drag(qtbot, picture, 1, (date(2026, 10, 1), date(2026, 10, 22)))
    assert page.timeline.note.text() == FROZEN
    qtbot.keyClick(picture, Qt.Key.Key_Right)
    assert activities(context.program, rebecca) == list(found.content.activities)


def test_an_added_activity_asks_for_its_type(page: ActivitiesPage) -> None:
    page.add_one.click()
    assert page.fields["type"].box.currentText() == "Choose a type"
    row = page.table.rows_model.find(page.table.current_key())
    assert page.table.rows_model.columns[1].text(row) == "No type yet"
    page.fields["type"].box.setCurrentIndex(4)
    page.fields["type"].box.activated.emit(4)
    assert page.autosave.settle()
    assert page.table.rows_model.find(page.table.current_key()).type is ActivityType.WORKSHOP


def test_the_form_has_all_links_and_says_hours_over_the_limit(page: ActivitiesPage, program: Program) -> None:
    page.table.choose(page.table.rows_model.row(1).row)
    serves = page.fields["also_serves_item_id"]
    serves.box.setCurrentIndex(3)
    serves.box.activated.emit(3)
    page.fields["training_category"].box.setCurrentIndex(2)
    page.fields["training_category"].box.activated.emit(2)
    assert page.autosave.settle()
    row = page.table.rows_model.row(1)
    assert row.training_category == "Job-related"
    assert page.table.rows_model.columns[5].text(row) == "Goal 1, Competency 1"
    assert page.table.rows_model.columns[4].text(page.table.rows_model.row(0)) == "$350.00"
    assert page.hours.text() == "Planned: 400 hours on state time, 0 on own time."
    settings.change(program, "plans.state_hours_a_year", 160)
    assert "240 over the department's limit of 160 a year" in page.over.text()


def test_activities_of_the_catalogue_come_in_one_step(
    qtbot: QtBot, page: ActivitiesPage, context: Context, program: Program, rebecca: Someone
) -> None:
    window = SuggestionsWindow(context, rebecca.revision, rebecca.number, page)
    window.added.connect(page.table.choose)
    window.show()
    chosen = [one.entry.id for one in catalogue.suggested(program, rebecca.revision)[:2]]
    for key in chosen:
        window.check(key)
    assert window.add.text() == "Add 2 activities"
    assert faults_of(window) == []
    window.add.click()
    assert len(activities(program, rebecca)) == 5
    assert page.table.current_key() == activities(program, rebecca)[3].row
    history.undo(program)
    assert len(activities(program, rebecca)) == 3


def test_the_catalogue_is_kept_in_its_window(qtbot: QtBot, context: Context, program: Program) -> None:
    window = CatalogueWindow(context)
    qtbot.addWidget(window)
    window.show()
    entries = window.entries
    entries.new.click()
    entries.form.fields_by_name["text"].line.setText("A day with the budget officer")
    entries.form.fields_by_name["weeks"].line.setText("2")
    entries.form.keep.click()
    found = next(one for one in catalogue.listed(program) if one.text == "A day with the budget officer")
    assert (found.weeks, found.active) == (2, True)
    qtbot.waitUntil(lambda: entries.form.row == found)
    entries.form.switch.click()
    qtbot.waitUntil(lambda: entries.model.find(found.id) is None)
    entries.all.setChecked(True)
    entries.table.choose(found.id)
    assert entries.form.switch.text() == "Offer it again"
    entries.form.delete.click()
    assert found.id not in {one.id for one in catalogue.listed(program)}


def test_a_template_is_added_and_a_plan_kept_as_one(
    qtbot: QtBot, context: Context, program: Program, rebecca: Someone
) -> None:
    window = PlanTemplatesWindow(context, rebecca.revision, rebecca.number)
    qtbot.addWidget(window)
    window.show()
    page = window.page
    assert faults_of(window) == []
    page.keep.opener.click()
    page.name.line.setText("Clerk to analyst")
    page.keep.confirm.click()
    kept = next(one for one in templates.listed(program) if one.name == "Clerk to analyst")
    qtbot.waitUntil(lambda: page.table.current_key() == kept.id)
    assert {row.there for row in page.coming.rows()} == {True}
    page.table.choose(next(one.id for one in templates.listed(program) if one.name == "Office assistant to analyst"))
    page.use.click()
    assert "added to plan" in page.note.text()
    assert len(activities(program, rebecca)) == 9
