"""Types into a plan until it is killed: into two fields of it at once, then into the form of a goal.

Run as a script with a program folder and the participation whose plan it is. For each of the two it forks, says
"pid NUMBER" and then, for each letter typed, "typed SECONDS" by the monotonic clock. Whoever started it kills each.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.conftest import PASSWORD, SetClock
from umdesk.domain.plans import Section
from umdesk.services import programs
from umdesk.ui.context import Context
from umdesk.ui.plans.editor import Editor
from umdesk.ui.plans.tab import PlansTab
from umdesk.ui.remembered import Remembered
from umdesk.ui.runner import Runner

UNKNOWN = "dragon keeper"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
EVERY_MS = 40


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def two_fields(editor: Editor) -> QWidget:
    """A class that nobody knows stays typing; then the cursor stands in the text on support."""
    editor.go_to_page(Section.TARGET)
    line = editor.fields.fields["target_class_code"].box.lineEdit()
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, UNKNOWN)
    editor.go_to_page(Section.SUPPORT)
    return editor.fields.fields["support"].editor


def goal(editor: Editor) -> QWidget:
    """The text of the last goal."""
    editor.go_to_page(Section.GOALS)
    page = editor.view.pages.currentWidget()
    page.table.choose(page.model.key(page.model.rowCount() - 1))
    return page.fields["text"].editor


def type_for_ever(folder: Path, participation: str, number: int) -> None:
    """Open the plan and type a letter every few milliseconds."""
    app = QApplication([])
    program = programs.open_program(folder, password=PASSWORD, clock=SetClock())
    context = Context(program, Runner(), Remembered(Path(tempfile.mkdtemp()) / "window.ini"))
    tab = PlansTab(context)
    context.announced.connect(tab.refresh)
    tab.resize(1260, 700)
    tab.show()
    tab.open_plan(participation)
    widget = (two_fields, goal)[number](tab.editor)
    widget.setFocus()
    widget.selectAll()
    typed = [0]

    def letter() -> None:
        say(f"typed {time.monotonic()}")
        QTest.keyClicks(widget, LETTERS[typed[0] % len(LETTERS)])
        typed[0] += 1

    timer = QTimer()
    timer.timeout.connect(letter)
    timer.start(EVERY_MS)
    app.exec()


if __name__ == "__main__":
    for which in (0, 1):
        worker = os.fork()
        if worker == 0:
            say(f"pid {os.getpid()}")
            type_for_ever(Path(sys.argv[1]), sys.argv[2], which)
        os.waitpid(worker, 0)
