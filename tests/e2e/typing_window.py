"""Opens the real window on a program and types for ever: into an application's notes, or a paper sheet's first comment.

Run as a script with a program folder that holds one application, and with the ids of an application and a rater for
the paper sheet. Writes "typed N" after each burst, and "saved N" whenever the status line says that it is saved or
kept; N is how many letters had been typed by then. Whoever started it kills it.
"""

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from umdesk.services import programs
from umdesk.ui.frame import Frame
from umdesk.ui.remembered import Remembered
from umdesk.ui.workspace import Workspace

LETTERS_IN_A_BURST = 7
BURST_EVERY_MS = 900


def notes_of_the_application(workspace: Workspace) -> QWidget:
    """Where the notes on the first application are typed."""
    workspace.go_to("Applicants")
    tab = workspace.current()
    tab.view.detail.pages.setCurrentIndex(1)
    return tab.view.detail.saved.fields.application["notes"].editor


def comment_on_paper(workspace: Workspace, application: str, rater: str) -> QWidget:
    """Where the first comment of a paper sheet is typed."""
    workspace.go_to("Selection")
    workspace.current().show_part("Sheets")
    page = workspace.current().page("Sheets")
    page.show_typing(application, f"paper_entry {rater} 1")
    return next(iter(page.typing_panel.comments.values())).editor


def main(folder: Path, *paper: str) -> None:
    """Type in bursts, with pauses in which the typing is saved."""
    app = QApplication([])
    frame = Frame(Remembered(Path(tempfile.mkdtemp()) / "window.ini"))
    frame.window.show()
    frame.show_program(programs.open_program(folder, password="correct horse battery"))
    workspace = frame.window.workspace
    editor = comment_on_paper(workspace, *paper) if paper else notes_of_the_application(workspace)
    editor.setFocus()
    typed = [0]

    def say(what: str) -> None:
        sys.stdout.write(f"{what} {typed[0]}\n")
        sys.stdout.flush()

    workspace.context.saved.connect(lambda: say("saved"))
    workspace.context.kept.connect(lambda: say("saved"))

    def burst() -> None:
        QTest.keyClicks(editor, "x" * LETTERS_IN_A_BURST)
        typed[0] += LETTERS_IN_A_BURST
        say("typed")

    timer = QTimer()
    timer.timeout.connect(burst)
    timer.start(BURST_EVERY_MS)
    QTimer.singleShot(0, burst)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
