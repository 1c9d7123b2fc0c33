"""A bug opens a window with a report that holds no personal data."""

import sys
import threading

from PySide6.QtGui import QGuiApplication

from umdesk.ui.crash import CrashDialog, CrashHook, report


def look_up(name: str) -> str:
    secret = f"Social note on {name}"
    try:
        return {}[secret]
    except KeyError as error:
        raise RuntimeError(f"no person called {name}") from error


def caught():
    try:
        look_up("Rebecca Nelson")
    except RuntimeError as error:
        return error
    raise AssertionError


def test_a_report_names_places_and_kinds_but_no_people():
    error = caught()

    text = report(type(error), error.__traceback__, error.__cause__)

    assert "builtins.RuntimeError" in text
    assert "caused by builtins.KeyError" in text
    assert "in look_up" in text
    assert "Rebecca" not in text
    assert "Nelson" not in text
    assert "Social" not in text
    assert "/home" not in text
    assert "\\Users" not in text


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
