"""Asking for a file without stopping the window."""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog, QWidget

_SHEETS = "*.xlsx *.xls *.xlsm *.xlsb *.ods *.csv *.txt *.tsv"
_APPLICATIONS = (
    f"Spreadsheets and filled forms ({_SHEETS} *.pdf);;Spreadsheets ({_SHEETS});;"
    "Filled forms, one or many (*.pdf);;All files (*)"
)


def ask_for_lists(parent: QWidget, then: Callable[[list[Path]], object]) -> None:
    """Ask for a spreadsheet, or for one filled form or many, and go on with them."""
    _open_many(QFileDialog(parent, "Choose the list of applications, or the filled forms", "", _APPLICATIONS), then)


def ask_for_assignment(parent: QWidget, then: Callable[[Path], object]) -> None:
    """Ask for a spreadsheet that says who rates what and go on with it."""
    dialog = QFileDialog(parent, "Choose the list of who rates what", "", f"Spreadsheets ({_SHEETS});;All files (*)")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(dialog, then)


def ask_for_class_list(parent: QWidget, then: Callable[[Path], object]) -> None:
    """Ask for a spreadsheet of classes and go on with it."""
    dialog = QFileDialog(parent, "Choose the list of classes", "", f"Spreadsheets ({_SHEETS});;All files (*)")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(dialog, then)


def ask_for_ratings(parent: QWidget, then: Callable[[Path], object]) -> None:
    """Ask for a spreadsheet of ratings and go on with it."""
    dialog = QFileDialog(parent, "Choose the file of ratings", "", f"Spreadsheets ({_SHEETS});;All files (*)")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(dialog, then)


def ask_for_criteria(parent: QWidget, then: Callable[[Path], object]) -> None:
    """Ask for a criteria file and go on with it."""
    dialog = QFileDialog(parent, "Choose the criteria file", "", "Criteria files (*.json);;All files (*)")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(dialog, then)


def ask_for_folder(parent: QWidget, title: str, then: Callable[[Path], object]) -> None:
    """Ask for a folder and go on with it; `title` says what for."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    _open(dialog, then)


def ask_for_workbook(parent: QWidget, name: str, then: Callable[[Path], object], title: str) -> None:
    """Ask where to save a workbook and go on with the place; `title` says what is saved."""
    dialog = QFileDialog(parent, title, "", "Excel workbook (*.xlsx)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("xlsx")
    _open(dialog, then, name)


def ask_for_pdf(parent: QWidget, name: str, then: Callable[[Path], object]) -> None:
    """Ask where to save a document and go on with the place."""
    dialog = QFileDialog(parent, "Save as PDF", "", "PDF documents (*.pdf)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    _open(dialog, then, name)


def ask_for_rest(parent: QWidget, name: str, then: Callable[[Path], object]) -> None:
    """Ask where to save what an import left out and go on with the place."""
    ask_for_workbook(parent, name, then, "Save what did not come in")


def ask_for_attachments(parent: QWidget, then: Callable[[list[Path]], object]) -> None:
    """Ask for files to attach, several at once, and go on with them."""
    kept = "Files to attach (*.pdf *.jpg *.jpeg *.png *.docx);;All files (*)"
    _open_many(QFileDialog(parent, "Attach files", "", kept), then)


def ask_for_logo(parent: QWidget, then: Callable[[Path], object]) -> None:
    """Ask for a picture that is to be the department's logo and go on with it."""
    dialog = QFileDialog(parent, "Choose the department's logo", "", "Pictures (*.png *.jpg *.jpeg);;All files (*)")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(dialog, then)


def ask_for_worksheets(parent: QWidget, then: Callable[[list[Path]], object]) -> None:
    """Ask for filled worksheets, several at once, and go on with them."""
    _open_many(QFileDialog(parent, "Choose the worksheets that came back", "", "PDF (*.pdf);;All files (*)"), then)


def ask_for_scans(parent: QWidget, then: Callable[[list[Path]], object]) -> None:
    """Ask for scanned files, several at once, and go on with them."""
    kinds = "Scans (*.pdf *.tif *.tiff *.jpg *.jpeg *.png);;All files (*)"
    _open_many(QFileDialog(parent, "Choose the scanned files", "", kinds), then)


def ask_where_to_copy(parent: QWidget, name: str, then: Callable[[Path], object]) -> None:
    """Ask where to save a copy of a file and go on with the place; the ending of the file stays."""
    ending = Path(name).suffix
    dialog = QFileDialog(parent, "Save a copy", "", f"The same kind of file (*{ending})")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending.removeprefix("."))
    _open(dialog, then, re.sub(r'[<>:"|?*]', " ", name))


def _open_many(dialog: QFileDialog, then: Callable[[list[Path]], object]) -> None:
    _begin_at_home(dialog)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda chosen: then([Path(one) for one in chosen]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _open(dialog: QFileDialog, then: Callable[[Path], object], name: str = "") -> None:
    _begin_at_home(dialog)
    if name:
        dialog.selectFile(name)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _begin_at_home(dialog: QFileDialog) -> None:
    """Begin in the person's own folder, not in the one that the program was started from; later in the last one."""
    if dialog.directory() == QDir.current():
        dialog.setDirectory(QDir.home())
