"""The demo comes into view once it is made, unless somebody went on to something else."""

import shutil
import sys
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the data folder of the person is set the Linux way")


@pytest.fixture
def own_data(monkeypatch, tmp_path):
    """An empty data folder of the person."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def slow(frame, own_data, demo_folder):
    """What lets the demo be ready, which the window makes in the data folder: a copy of the one of this test run."""
    ready = threading.Event()

    def make(place, _progress):
        assert ready.wait(60)
        return shutil.copytree(demo_folder, place / demo_folder.name)

    frame.make_demo = make
    return ready


def test_a_program_opened_while_the_demo_is_made_stays_in_view(frame, slow, program_folder, qtbot):
    frame.open_demo()
    assert frame.window.runner.busy
    frame.open_folder(program_folder)
    page = frame.window.pages.currentWidget()
    slow.set()
    qtbot.waitUntil(lambda: not frame.window.runner.busy, timeout=60_000)
    assert frame.window.pages.currentWidget() is page
    offered = [each for each in frame.window.messages.findChildren(QPushButton) if each.text() == "Open the demo"]
    assert [each.isVisible() for each in offered] == [True]

    qtbot.mouseClick(offered[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: frame.window.workspace is not None, timeout=60_000)
    assert frame.window.windowTitle() == "demo – umdesk"


def test_the_demo_opens_by_itself_for_who_waits(frame, slow, qtbot):
    frame.open_demo()
    slow.set()
    qtbot.waitUntil(lambda: frame.window.workspace is not None, timeout=60_000)
    assert frame.window.windowTitle() == "demo – umdesk"


def test_a_demo_that_cannot_be_made_is_told_of_on_the_page_where_it_was_asked_for(frame, own_data, qtbot):
    own_data.write_text("in the way")
    page = frame.window.pages.currentWidget()
    frame.open_demo()
    qtbot.waitUntil(lambda: not frame.window.runner.busy, timeout=60_000)
    assert frame.window.pages.currentWidget() is page
    assert any("The demo could not be made" in text for text in told(frame))


def told(frame):
    """The messages of the window."""
    return [label.text() for label in frame.window.messages.findChildren(QLabel)]
