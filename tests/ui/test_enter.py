"""Enter presses the button that has the focus, and no other one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from umdesk.ui import style


@pytest.fixture(autouse=True)
def _watched(qapp: QApplication) -> None:
    style.watch_focus(qapp)


def shown(qtbot: QtBot, window: QWidget, *parts: QWidget) -> list[str]:
    """Show the parts below each other; the list collects which buttons were pressed."""
    pressed: list[str] = []
    column = QVBoxLayout(window)
    for part in parts:
        column.addWidget(part)
        if isinstance(part, QPushButton):
            part.clicked.connect(lambda _on, button=part: pressed.append(button.text()))
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return pressed


def test_enter_presses_a_button_of_a_page(qtbot: QtBot) -> None:
    choose = QPushButton("Choose")
    window = QWidget()
    pressed = shown(qtbot, window, choose)
    choose.setFocus()
    qtbot.keyClick(choose, Qt.Key.Key_Return)
    assert pressed == ["Choose"]


def test_in_a_dialog_the_focused_button_goes_before_the_default_one(qtbot: QtBot) -> None:
    line, make, restore = QLineEdit(), QPushButton("Back up now"), QPushButton("Restore")
    make.setDefault(True)
    restore.setAutoDefault(False)
    window = QDialog()
    pressed = shown(qtbot, window, line, make, restore)
    restore.setFocus()
    qtbot.keyClick(restore, Qt.Key.Key_Return)
    assert pressed == ["Restore"]
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert pressed == ["Restore", "Back up now"]


def test_a_button_that_had_the_focus_is_no_default_for_a_field(qtbot: QtBot) -> None:
    line, disable = QLineEdit(), QPushButton("Disable")
    disable.setAutoDefault(False)
    window = QDialog()
    pressed = shown(qtbot, window, line, disable)
    disable.setFocus()
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert pressed == []


@pytest.mark.parametrize(("name", "field"), [("password", "new"), ("key", "password")])
def test_enter_in_a_password_does_what_the_window_is_for(open_frame, qtbot: QtBot, name: str, field: str) -> None:
    window = open_frame.open_window(name)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    pressed: list[str] = []
    window.change_button.clicked.connect(lambda: pressed.append(name))
    line = getattr(window, field).line
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert pressed == [name]


def test_the_default_button_stays_so_when_the_focus_was_on_it(open_frame, qtbot: QtBot) -> None:
    window = open_frame.open_window("password")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for _ in range(2):
        window.change_button.setFocus()
        window.new.line.setFocus()
        assert window.change_button.isDefault()
