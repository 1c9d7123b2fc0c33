"""The line under the work keeps what matters in view, however narrow the window."""

import pytest
from PySide6.QtWidgets import QApplication

from umdesk.ui.statusline import StatusLine
from umdesk.ui.theme import Tone


@pytest.fixture
def line(qtbot) -> StatusLine:
    """A line with all it can hold."""
    made = StatusLine()
    qtbot.addWidget(made)
    made.show_program("Coordinator: Maria Ortega")
    made.show_undo("Changed the class of Nelson, Rebecca to 1379 Office Assistant")
    made.show_backup("Backup 10:00 ok", Tone.GOOD, "Two places have it.")
    made.resize(1400, 30)
    made.show()
    return made


def parts(line):
    """What is in view, from left to right."""
    every = {
        "saved": line.saved, "undo": line.undo_button, "who": line.who, "lock": line.lock_button,
        "switch": line.switch_button, "backup": line.backup,
    }  # fmt: skip
    return [name for name, widget in every.items() if widget.isVisible()]


def test_with_room_enough_all_is_said(line):
    assert parts(line) == ["saved", "undo", "who", "lock", "switch", "backup"]
    assert line.undo_button.text().startswith("Undo: Changed the class of Nelson, Re")
    assert line.backup.toolTip() == "Two places have it."


def test_what_gives_way_is_the_name_then_the_backup_then_undo(line):
    seen = []
    for width in range(1400, 300, -10):
        line.resize(width, 30)
        if not seen or seen[-1] != parts(line):
            seen.append(parts(line))
    assert seen == [
        ["saved", "undo", "who", "lock", "switch", "backup"],
        ["saved", "undo", "lock", "switch", "backup"],
        ["saved", "undo", "lock", "switch"],
        ["saved", "lock", "switch"],
    ]


def test_nothing_is_cut_off_where_it_is_shown(line):
    for width in (1400, 1000, 853, 760, 600):
        line.resize(width, 30)
        QApplication.processEvents()
        for widget in (line.saved, line.who, line.lock_button, line.switch_button, line.backup, line.undo_button):
            if widget.isVisible():
                assert widget.width() >= widget.minimumSizeHint().width(), (width, widget)


def test_without_a_program_it_is_empty(line):
    line.show_program("")
    assert parts(line) == []
    line.show_program("Reader: Bo")
    assert line.backup.text() == ""
