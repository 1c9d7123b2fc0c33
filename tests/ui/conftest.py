"""Fixtures for the window: the application as umdesk sets it up, a context with a real program, the whole frame."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from umdesk.jobs.demo import DemoMade
from umdesk.services.programs import Program
from umdesk.ui import theme
from umdesk.ui.context import Context
from umdesk.ui.frame import Frame
from umdesk.ui.remembered import Remembered
from umdesk.ui.runner import Runner
from umdesk.ui.selection.tab import SelectionTab
from umdesk.ui.theme import Scheme


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    """Every test begins with the light palette and leaves no window behind."""
    theme.apply(qapp, Scheme.LIGHT)
    yield
    for widget in qapp.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    qapp.sendPostedEvents(None, 52)  # DeferredDelete: windows go here, not when Python collects them
    qapp.processEvents()


@pytest.fixture
def remembered(tmp_path: Path) -> Remembered:
    """An empty memory of this computer."""
    return Remembered(tmp_path / "settings" / "window.ini")


@pytest.fixture(scope="session")
def demo_folder(demo_made: DemoMade) -> Path:
    """The demo, closed, to be copied: every list has rows and every state occurs."""
    return demo_made.program


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    """A runner whose threads end with the test."""
    running = Runner()
    yield running
    running.close()


@pytest.fixture
def context(program: Program, runner: Runner, remembered: Remembered) -> Iterator[Context]:
    """What a screen gets, around a real encrypted program."""
    made = Context(program, runner, remembered)
    yield made
    made.stop()


@pytest.fixture
def selection(context: Context, qtbot: QtBot) -> Iterator[SelectionTab]:
    """The tab Selection, in view and repainting on what is announced."""
    shown = SelectionTab(context)
    shown.resize(1280, 690)
    context.announced.connect(shown.refresh)
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    shown.close()
    shown.deleteLater()


@pytest.fixture
def frame(qtbot: QtBot, remembered: Remembered) -> Iterator[Frame]:
    """The whole window on its welcome page, 1280 by 800."""
    made = Frame(remembered)
    made.window.resize(1280, 800)
    made.window.show()
    qtbot.waitExposed(made.window)
    yield made
    close_without_backup(made)
    made.deleteLater()  # its timers end here, not on whatever thread Python collects it


@pytest.fixture
def open_frame(frame: Frame, program: Program) -> Iterator[Frame]:
    """The window with a real program open in it; it closes before its program does."""
    frame.show_program(program)
    yield frame
    close_without_backup(frame)


def close_without_backup(frame: Frame) -> None:
    """Close the window after a test; of what a test leaves behind nobody needs a backup, which takes a while."""
    keeper, frame.backups.keeper = frame.backups.keeper, None
    if keeper is not None:
        frame.window.closing.disconnect(keeper.closing)
    frame.window.close()
