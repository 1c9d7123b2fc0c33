"""A bug opens a window with a report that holds no personal data."""

import sys
import threading

from PySide6.QtGui import QGuiApplication

from umdesk.ui.crash import CrashDialog, CrashHook


def look_up(name: str) -> str:
    raise RuntimeError(f"no person called {name}")


def test_the_report_can_be_copied(qtbot):
    dialog = CrashDialog("builtins.ValueError\n  test.py:1 in f")
    qtbot.addWidget(dialog)

    dialog.copy_button.click()

    assert QGuiApplication.clipboard().text() == "builtins.ValueError\n  test.py:1 in f"
    assert not dialog.isModal()


def test_bugs_of_every_thread_reach_the_window(qtbot, capsys):
    shown = []
    hook = CrashHook(shown.append)
    before = sys.excepthook
    hook.install()
    try:
        sys.excepthook(ValueError, ValueError("Rebecca"), None)
        thread = threading.Thread(target=lambda: look_up("Rebecca"))
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: len(shown) == 2)
    finally:
        hook.remove()

    assert "builtins.ValueError" in shown[0]
    assert "builtins.RuntimeError" in shown[1]
    assert "Rebecca" not in capsys.readouterr().err
    assert sys.excepthook is before
