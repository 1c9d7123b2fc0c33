"""Puts the window together and runs it."""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from umdesk.jobs.output import delete_open_copies, delete_stale_copies
from umdesk.ui import style, theme
from umdesk.ui.crash import CrashDialog, CrashHook
from umdesk.ui.frame import Frame
from umdesk.ui.remembered import Remembered, default_place
from umdesk.ui.window import apply_zoom


def run(argv: Sequence[str]) -> int:
    """Open the window and return its exit code when it has closed.

    Args:
        argv: nothing, or the program folder to open.
    """
    app = QApplication([sys.argv[0] or "umdesk"])
    app.setApplicationName("umdesk")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("umdesk")
    remembered = Remembered(default_place())
    theme.apply(app, remembered.scheme)
    style.watch_focus(app)
    apply_zoom(remembered.zoom)
    app.styleHints().colorSchemeChanged.connect(lambda _scheme: theme.apply(app, remembered.scheme))
    delete_stale_copies()  # what another run could not delete, because a reader held it or the power failed
    frame = Frame(remembered)
    hook = CrashHook(lambda text: CrashDialog(text, frame.window).show(), frame)
    hook.install()
    frame.window.show()
    folders = [Path(argument) for argument in argv if not argument.startswith("-")]
    if folders:
        QTimer.singleShot(0, lambda: frame.open_folder(folders[0].resolve()))
    code = app.exec()
    delete_open_copies()
    hook.remove()
    return code
