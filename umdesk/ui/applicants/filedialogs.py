"""Asking for a file without stopping the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

_READ = "Spreadsheets (*.xlsx *.xls *.xlsm *.xlsb *.ods *.csv *.txt *.tsv);;All files (*)"


def ask_for_list(parent: QWidget, then: Callable[[Path], object]) -> None:
    """Ask for a spreadsheet and go on with it."""
    dialog = QFileDialog(parent, "Choose the list of applications", "", _READ)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(dialog, then)


def ask_for_workbook(parent: QWidget, name: str, then: Callable[[Path], object]) -> None:
    """Ask where to save a workbook and go on with the place."""
    dialog = QFileDialog(parent, "Save the rows that did not come in", name, "Excel workbook (*.xlsx)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("xlsx")
    _open(dialog, then)


def _open(dialog: QFileDialog, then: Callable[[Path], object]) -> None:
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
