"""Starting: the welcome page needs little, and the whole application runs and ends in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUN = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from umdesk.app import run

def look():
    window = next(window for window in QApplication.topLevelWidgets() if window.isVisible())
    told["title"] = window.windowTitle()
    told["modules"] = sorted(sys.modules)
    for number in range(20_000):  # under Python 3.11 PySide6 6.12 takes a reference from None with each of these
        window.setToolTip("")
    window.close()

def look_and_run(self, run_loop=QApplication.exec):
    QTimer.singleShot(0, look)
    return run_loop()

told = {}
QApplication.exec = look_and_run
told["code"] = run(sys.argv[1:])
print(json.dumps(told))
"""


def start(home: Path, *arguments: str):
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_the_window_opens_without_what_it_does_not_need_yet_and_ends_well(tmp_path):
    told = start(tmp_path)

    assert told["title"] == "umdesk"
    assert told["code"] == 0
    heavy = ("sqlalchemy", "sqlcipher3", "alembic", "cryptography", "reportlab", "xlsxwriter", "python_calamine")
    heavy += ("PySide6.QtPdf", "PySide6.QtPrintSupport", "umdesk.storage", "umdesk.services", "umdesk.documents")
    assert [name for name in told["modules"] if name.startswith(heavy)] == []


def test_where_the_window_was_is_kept_in_the_local_settings(tmp_path):
    start(tmp_path)

    assert (tmp_path / "config" / "umdesk" / "window.ini").is_file()
