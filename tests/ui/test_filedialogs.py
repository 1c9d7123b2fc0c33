"""Where a question for a file begins, and what name it proposes."""

from pathlib import Path

import pytest
from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from umdesk.ui.widgets.filedialogs import ask_for_workbook


def test_a_file_is_saved_in_the_persons_folder_not_where_the_program_was_started(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    parent = QWidget()
    qtbot.addWidget(parent)
    ask_for_workbook(parent, "Applicants.xlsx", lambda _path: None, "Save the list")
    (dialog,) = parent.findChildren(QFileDialog)
    assert dialog.directory() != QDir(str(tmp_path))
    assert [Path(chosen).name for chosen in dialog.selectedFiles()] == ["Applicants.xlsx"]
    dialog.reject()
