"""Opens the real window on a program and types into an application's notes, for ever.

Run as a script with a program folder that holds one application. Writes "typed N" after each burst, and "saved N"
whenever the status line says that all is saved; N is how many letters had been typed by then. Whoever started it
kills it.
"""

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from umdesk.services import programs
from umdesk.ui.frame import Frame
from umdesk.ui.remembered import Remembered

LETTERS_IN_A_BURST = 7
BURST_EVERY_MS = 900


def main(folder: Path) -> None:
    """Type in bursts, with pauses in which the typing is saved."""
    app = QApplication([])
    frame = Frame(Remembered(Path(tempfile.mkdtemp()) / "window.ini"))
    frame.window.show()
    frame.show_program(programs.open_program(folder, password="correct horse battery"))
    tab = frame.window.workspace.current()
    notes = tab.view.detail.saved.fields.application["notes"]
    tab.view.detail.pages.setCurrentIndex(1)
    notes.editor.setFocus()
    typed = [0]

    def say(what: str) -> None:
        sys.stdout.write(f"{what} {typed[0]}\n")
        sys.stdout.flush()

    frame.window.workspace.context.saved.connect(lambda: say("saved"))

    def burst() -> None:
        QTest.keyClicks(notes.editor, "x" * LETTERS_IN_A_BURST)
        typed[0] += LETTERS_IN_A_BURST
        say("typed")

    timer = QTimer()
    timer.timeout.connect(burst)
    timer.start(BURST_EVERY_MS)
    QTimer.singleShot(0, burst)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
