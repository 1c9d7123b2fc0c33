"""Walks the window of each role through the demo: nothing to stumble over, and nothing that the role may not do."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from sqlalchemy import func, select

from tests.connections import keep_connections
from tests.ui.roles import WORDS
from tests.ui.test_accessibility import faults_of_all_pages, settle
from umdesk.domain.words import Role
from umdesk.services import accounts, cycles, programs
from umdesk.services.plans import queries
from umdesk.services.programs import Program
from umdesk.storage import models
from umdesk.ui.frame import Frame
from umdesk.ui.widgets.table import RowsTable

CHANGES = {
    "Import…", "Add…", "Decide otherwise…", "Decide…", "Take the decision back", "Withdraw…", "Add", "Up", "Down",
    "Remove", "Remove from the cycle", "New cycle", "Make the cycle", "Close the cycle", "Start scoring",
    "Back to deciding", "Decide by rank", "Apply decisions", "Mark ready", "Back to draft", "Amend…", "Print to sign",
    "Discard amendment…", "Record money", "Record assignment", "Record advancement", "Change status",
    "Remove the chosen record", "Remove the chosen assignment", "Remove the chosen advancement",
}  # fmt: skip
OWN = {
    "Send to the coordinator",
    "Send to the coordinator…",
    "Take it back",
    "Record signatures",
    "Record progress",
    "Add activity",
}
"""What a supervisor may do and a reader may not."""


@pytest.fixture
def show(frame: Frame, demo_folder: Path, tmp_path: Path) -> Iterator[Callable[[Role], Frame]]:
    """Shows the demo in the window of an account with this role; a supervisor has participants in every state."""

    def show_as(role: Role) -> Frame:
        folder = tmp_path / "demo.umdesk"
        shutil.copytree(demo_folder, folder)
        program = programs.open_program(folder, password="demo")
        record = everybody_under_one(program) if role is Role.SUPERVISOR else ""
        accounts.add(program, "Alex Doe", [role], WORDS, record)
        program.close()
        frame.show_program(keep_connections(programs.open_program(folder, password=WORDS, account="Alex Doe")))
        return frame

    yield show_as
    frame.window.close_program()


def everybody_under_one(program: Program) -> str:
    """Name one supervisor in the appointment of every participant; gives the supervisor's record."""
    with program.operation("tests.move", "Moved all participants to one supervisor") as op:
        boss = op.session.scalars(select(models.Supervisor).order_by(models.Supervisor.name)).first()
        assert boss is not None
        people = set(op.session.scalars(select(models.Participation.person_id)))
        held_since = select(models.Appointment.person_id, func.max(models.Appointment.effective))
        latest = dict(op.session.execute(held_since.group_by(models.Appointment.person_id)).all())
        for held in op.session.scalars(select(models.Appointment)):
            if held.person_id in people and held.effective == latest[held.person_id]:
                held.supervisor_id = boss.id
        return boss.id


def pressable(widget: QWidget) -> set[str]:
    return {
        button.text().replace("&", "")
        for button in widget.findChildren(QPushButton)
        if button.isVisible() and button.isEnabled()
    }


def walk(frame: Frame, qtbot, opened: QWidget) -> tuple[list[str], set[str]]:
    """The faults of a place with all its inner tabs, and what can be pressed there."""
    settle(qtbot, frame)
    for table in [table for table in opened.findChildren(RowsTable) if table.isVisible()]:
        table.choose(table.rows_model.key(0)) if table.rows_model.rowCount() else None
    settle(qtbot, frame)
    pressed = pressable(opened)
    faults = faults_of_all_pages(frame.window, qtbot, frame)
    return faults, pressed | pressable(opened)


def plans_of_every_state(program: Program) -> list[str]:
    return list({row.revision_state: row.participation_id for row in queries.list_plans(program)}.values())


def walk_plans(frame: Frame, qtbot) -> tuple[list[str], set[str]]:
    tab, found, pressed = frame.window.workspace.current(), [], set()
    for key in plans_of_every_state(frame.window.workspace.context.program):
        tab.open_plan(key)
        for place in range(tab.editor.view.sections.count()):
            page = tab.editor.view.sections.item(place).data(256)
            if page:
                tab.editor.go_to_page(page)
                settle(qtbot, frame)
                pressed |= pressable(tab.editor)
        found += faults_of_all_pages(frame.window, qtbot, frame)
    return found, pressed


def test_a_reader_walks_through_everything_and_can_change_nothing(show, qtbot):
    frame = show(Role.READER)
    workspace = frame.window.workspace
    faults, pressed = [], set()
    for place in range(workspace.tabs.count()):
        workspace.tabs.setCurrentIndex(place)
        found = walk(frame, qtbot, workspace.current())
        faults += found[0]
        pressed |= found[1]
    workspace.go_to("Career plans")
    found = walk_plans(frame, qtbot)

    assert faults + found[0] == []
    assert not (pressed | found[1]) & (CHANGES | OWN)
    assert {"Print ranking…", "Save as PDF…", "Print…"} <= pressed | found[1]


def test_a_reader_sees_a_cycle_without_the_grid_of_ratings(show, qtbot):
    frame = show(Role.READER)
    workspace = frame.window.workspace
    workspace.go_to("Selection", cycles.named(workspace.context.program, "Spring 2026").id)
    inner = workspace.current().inner

    assert [inner.tabText(place) for place in range(inner.count()) if inner.isTabVisible(place)] == [
        "Criteria", "Raters", "Draw", "Results", "Outcome", "Letters", "Packet",
    ]  # fmt: skip


def test_a_supervisor_walks_through_their_plans(show, qtbot):
    frame = show(Role.SUPERVISOR)
    workspace = frame.window.workspace
    faults, pressed = walk(frame, qtbot, workspace.current())
    found = walk_plans(frame, qtbot)

    assert faults + found[0] == []
    theirs = {"Up", "Down", "Remove", "Remove the chosen record", "Print to sign"}
    assert not (pressed | found[1]) & (CHANGES - theirs)
    assert {"Send to the coordinator…", "Record signatures", "Record progress", "Add activity"} <= found[1]


def test_a_rater_without_a_cycle_is_told_so(show, qtbot):
    frame = show(Role.RATER)

    assert walk(frame, qtbot, frame.window.workspace.current())[0] == []
