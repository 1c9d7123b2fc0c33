"""The demo comes into view once it is made, unless somebody went on to something else."""

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the data folder of the person is set the Linux way")


@pytest.fixture
def own_data(monkeypatch, tmp_path):
    """An empty data folder of the person."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.mark.usefixtures("own_data")
def test_a_program_opened_while_the_demo_is_made_stays_in_view(frame, program_folder, qtbot):
    frame.open_demo()
    assert frame.window.runner.busy
    frame.open_folder(program_folder)
    page = frame.window.pages.currentWidget()
    qtbot.waitUntil(lambda: not frame.window.runner.busy, timeout=120_000)
    assert frame.window.pages.currentWidget() is page
    offered = [each for each in frame.window.messages.findChildren(QPushButton) if each.text() == "Open the demo"]
    assert [each.isVisible() for each in offered] == [True]

    qtbot.mouseClick(offered[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: frame.window.workspace is not None, timeout=60_000)
    assert frame.window.windowTitle() == "demo – umdesk"


@pytest.mark.usefixtures("own_data")
def test_the_demo_opens_by_itself_for_who_waits(frame, qtbot):
    frame.open_demo()
    qtbot.waitUntil(lambda: frame.window.workspace is not None, timeout=120_000)
    assert frame.window.windowTitle() == "demo – umdesk"
