"""Another user signs in at the same window: nothing of the one before is left in any widget, hidden ones too."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QAbstractListModel
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.conftest import PASSWORD, SetClock
from tests.roles_world import DANA, PASSWORDS, World
from tests.ui.test_accessibility import settle
from umdesk.services import programs
from umdesk.services.plans import editing, queries
from umdesk.ui.frame import Frame
from umdesk.ui.signin import SignInPage
from umdesk.ui.workspace import Workspace

_EVERY = ("windowTitle", "toolTip", "accessibleName", "statusTip")
_OF_SOME = ((QLabel, "text"), (QLineEdit, "text"), (QAbstractButton, "text"), (QPlainTextEdit, "toPlainText"),
            (QTextEdit, "toPlainText"), (QGroupBox, "title"))  # fmt: skip


def texts_of(widget: QWidget) -> Iterator[str]:
    """All that a widget says or would say if it was shown."""
    yield from (str(getattr(widget, name)()) for name in _EVERY)
    yield from (str(getattr(widget, name)()) for kind, name in _OF_SOME if isinstance(widget, kind))
    yield from (f"{action.text()} {action.toolTip()}" for action in widget.actions())
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(number) for number in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
        for row in range(model.rowCount()):
            yield from (str(model.index(row, column).data()) for column in range(columns))


def left(words: tuple[str, ...]) -> list[str]:
    """The widgets that hold one of the words, and what they say."""
    return [
        f"{type(widget).__name__}: {text[:80]}"
        for widget in QApplication.allWidgets()
        for text in texts_of(widget)
        if any(word in text for word in words)
    ]


def report_on_participants(workspace: Workspace, qtbot: QtBot) -> None:
    """Make the report on participants, with the list behind a number, all rows of a table, and a copy of it."""
    workspace.go_to("Reports")
    tab = workspace.current()
    tab.view.gallery.choose("participants")
    place = tab.view.place
    qtbot.waitUntil(lambda: place.report is not None and place.report.kind == "participants", timeout=10_000)
    for link in ("number:participants", "whole:1", "copy:1"):
        place.browser.followed.emit(link)


def test_the_next_user_finds_nothing_of_the_one_before(
    frame: Frame, made_world: tuple[Path, World], tmp_path: Path, clock: SetClock, qtbot: QtBot
) -> None:
    folder, other = tmp_path / "redding.umdesk", made_world[1].other
    shutil.copytree(made_world[0], folder)
    program = programs.open_program(folder, password=PASSWORD, clock=clock)
    frame.show_program(program)
    workspace = frame.window.workspace
    assert workspace is not None
    workspace.go_to("Applicants")
    workspace.go_to("Career plans")
    workspace.current().open_plan(other.participation)
    report_on_participants(workspace, qtbot)
    plan = queries.plan(program, other.participation)
    who = plan.content.participant
    words = (*other.words, who)
    editing.set_fields(program, plan.revision_id, {"support": f"Time for {who}"})
    beside = frame.open_window(f"person {other.people[0]}")
    assert beside is not None
    beside.hide()
    settle(qtbot, frame)
    frame.find_anything()
    settle(qtbot, frame)
    frame.finder.panel.field.setText(who.split()[0])
    frame.window.runner.tell(f"Recorded the signature of {who}")
    frame.status.show_undo(f"Changed the name of {who}")
    settle(qtbot, frame)
    assert len(left(words)) > 20

    frame.locker.lock()
    frame.locker.switch()
    page = frame.window.pages.currentWidget()
    assert isinstance(page, SignInPage)
    qtbot.waitUntil(lambda: left(words) == [])  # what goes, goes once the event loop turns

    page.account.set_value(DANA)
    page.fill_in(PASSWORDS[DANA])
    qtbot.waitUntil(lambda: frame.window.workspace is not None, timeout=20_000)
    settle(qtbot, frame)
    frame.find_anything()
    settle(qtbot, frame)
    assert frame.finder.panel.field.text() == ""
    assert left(words) == []
    frame.window.close_program()
