"""What happens when umdesk itself has a bug: a window with a report that holds no personal data."""

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from umdesk import faults
from umdesk.ui.theme import SPACE_12, SPACE_16
from umdesk.ui.widgets.form import paragraph, title
from umdesk.ui.widgets.plain import PlainLabel, plain_reading


class CrashDialog(QDialog):
    """Says that it was not the person's fault, that saved work is safe, and offers the report."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Something went wrong in umdesk")
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = text
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_16)
        column.setSpacing(SPACE_12)
        column.addWidget(title("Something went wrong in umdesk"))
        column.addWidget(
            paragraph(
                "This is a mistake in the software, not yours. What the status bar called saved is safe, and the step "
                "that failed changed nothing. You can go on working; if the window behaves oddly, close umdesk and "
                "start it again."
            )
        )
        self._label = PlainLabel("&Report for the people who maintain umdesk. It holds no names and nothing you typed.")
        self._label.setWordWrap(True)
        self._report = plain_reading("Report", text)
        self._label.setBuddy(self._report)
        column.addWidget(self._label)
        column.addWidget(self._report, 1)
        buttons = QDialogButtonBox()
        self.copy_button = buttons.addButton("Copy the report", QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton(QDialogButtonBox.StandardButton.Close)
        close.setDefault(True)
        self.copy_button.clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.resize(640, 420)

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.text)
        self.copy_button.setText("Copied")


class CrashHook(QObject):
    """Catches what nobody caught, in every thread, and shows it once in the GUI thread."""

    crashed = Signal(str)

    def __init__(self, show: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._before = (sys.excepthook, threading.excepthook)
        self.crashed.connect(show)

    def install(self) -> None:
        """Take over the hooks of the interpreter."""
        sys.excepthook = self._caught
        threading.excepthook = lambda args: self._caught(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def remove(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._before

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        text = faults.report(kind, trace, error.__cause__ or error.__context__, beside=f"Qt {qVersion()}")
        sys.stderr.write(text + "\n")
        self.crashed.emit(text)
