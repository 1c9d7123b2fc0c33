"""Opens the real window on a program and types into places of the program year, until it is killed.

Run as a script with a program folder that has an action in the present year. Writes "kept PLACE" once the status line
says that what was typed there is kept or saved, and at last "typed" in the middle of a word for the reports.
"""

import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from umdesk.domain.year_words import YearText
from umdesk.services import programs
from umdesk.ui.frame import Frame
from umdesk.ui.remembered import Remembered
from umdesk.ui.year.tab import YearTab

WORD = "abcdefg"


def places(tab: YearTab) -> dict[str, QWidget]:
    """Where something is typed, in turn, by the section."""
    goals = tab.section("goals")
    goals.primary_action().trigger()
    outreach = tab.section("outreach").list
    outreach.begin()
    budget = tab.section("budget").allocations
    budget.begin()
    actions = tab.section("actions").panel
    return {
        "goals": goals.form.fields["note"].editor,
        "outreach": outreach.recording.fields["title"].editor,
        "budget": budget.recording.fields["fund"].editor,
        "actions": actions.fields["text"].editor,
        "texts": tab.section("texts").texts[YearText.EXPLANATION.name].editor,
    }


def main(folder: Path) -> None:
    """Type a word everywhere and wait until it is kept; then another one into the last place."""
    app = QApplication([])
    frame = Frame(Remembered(Path(tempfile.mkdtemp()) / "window.ini"))
    frame.window.show()
    frame.show_program(programs.open_program(folder, password="correct horse battery"))
    workspace = frame.window.workspace
    workspace.go_to("Program year")
    kept: list[str] = []
    workspace.context.saved.connect(lambda: kept.append(""))
    workspace.context.kept.connect(lambda: kept.append(""))
    for name, editor in places(workspace.current()).items():
        workspace.current().section(name)
        editor.setFocus()
        kept.clear()
        QTest.keyClicks(editor, WORD)
        while not kept:
            app.processEvents()
            time.sleep(0.005)
        sys.stdout.write(f"kept {name}\n")
        sys.stdout.flush()
    QTest.keyClicks(editor, WORD)
    sys.stdout.write("typed\n")
    sys.stdout.flush()
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
