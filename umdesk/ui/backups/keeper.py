"""Makes backups while people work and on closing, and says in the status line how they stand."""

import threading
import time
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMessageBox, QProgressBar, QPushButton, QVBoxLayout, QWidget

from umdesk.domain.errors import NotNow, UserError
from umdesk.ui.context import Context
from umdesk.ui.runner import Progress
from umdesk.ui.statusline import StatusLine
from umdesk.ui.theme import SPACE_12, SPACE_16
from umdesk.ui.widgets.form import paragraph
from umdesk.ui.window import MainWindow

EVERY = timedelta(hours=1)
"""While people work a backup is made this often, if something changed."""
SOON = timedelta(minutes=10)
"""Until the first backup after opening when the newest is old, and until another try after one that failed."""
LOOK_SECONDS = 60
"""How often the clock is looked at; by the clock, since a sleeping computer stops timers."""
PATIENCE_SECONDS = 0.4
"""A backup on closing that takes longer than this is shown."""


class Keeper(QObject):
    """Watches over the backups of the program in the window."""

    def __init__(self, window: MainWindow, status: StatusLine, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._status = status
        self._context: Context | None = None
        self._planned = self._next = datetime.min.replace(tzinfo=UTC)
        self._running = False
        self.failed: UserError | None = None
        self._farewell: QMessageBox | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_SECONDS * 1000)
        self._timer.timeout.connect(self.check)
        window.closing.connect(self.closing)

    def watch(self, context: Context) -> None:
        """A program was opened: say how its backups stand, and make one every hour from now on."""
        self._context = context
        self.failed = None
        context.backed_up.connect(self._backed_up)
        newest = self._show()
        age = timedelta.max if newest is None else context.program.now() - newest
        self._plan(EVERY - age if timedelta() <= age < EVERY - SOON else SOON)
        self._timer.start()

    def check(self) -> None:
        """Make a backup in the background when it is time and nobody is making one."""
        context = self._context
        if context is None or self._running or not context.may("backups.make"):
            return
        now = context.program.now()
        if now < self._planned:  # the clock was set back
            self._plan(SOON)
        elif now >= self._next:
            self.back_up()

    def back_up(self) -> None:
        """Make a backup in the background."""
        from umdesk.services import backups  # noqa: PLC0415 -- not for the welcome page

        context = self._context
        if context is None:
            return
        self._running = True
        context.runner.later(
            lambda progress: backups.make(context.program, progress),
            lambda _made: self._backed_up(None),
            owner=context,
            title="Making a backup",
            cancellable=True,  # also by closing, which makes one of its own and shows how far it is
            refused=self._backed_up,
            stopped=self._stopped,
        )

    def closing(self, quitting: bool) -> None:
        """Make a backup of what changed before the program closes; the typing is settled by now."""
        context, self._context = self._context, None
        self._timer.stop()
        self._running = False
        if context is None or not context.may("backups.make"):
            return
        error = _back_up_and_wait(context, self._window)
        if error is None or isinstance(error, NotNow):
            return
        if quitting:
            self._farewell = _farewell(error)
        else:
            QTimer.singleShot(0, self._window, lambda: self._window.messages.refuse(error))

    def _backed_up(self, error: UserError | None) -> None:
        self._running = False
        self.failed = error
        self._plan(EVERY if error is None else SOON)
        self._show()

    def _stopped(self) -> None:
        self._running = False
        self._plan(SOON)

    def _plan(self, wait: timedelta) -> None:
        if self._context is not None:
            self._planned = self._context.program.now()
            self._next = self._planned + wait

    def _show(self) -> datetime | None:
        """Say how the backups stand; gives when the newest was made."""
        from umdesk.services import backups  # noqa: PLC0415 -- not for the welcome page
        from umdesk.ui.backups import words  # noqa: PLC0415 -- not for the welcome page

        context = self._context
        if context is None or not context.sees("backups.status"):
            return None
        program = context.program
        try:
            status = backups.status(program)
        except UserError:
            return None  # the program cannot be read; whatever is done in it says so
        text, tone, tip = words.in_status_line(status, self.failed, program.now())
        self._status.show_backup(text, tone, tip)
        return status.newest


def _back_up_and_wait(context: Context, window: QWidget) -> UserError | None:
    """Make a backup while nothing else goes on; what a person sees of it begins when it takes long."""
    from umdesk.services import backups  # noqa: PLC0415 -- not for the welcome page

    runner, ended, stop = context.runner, list[UserError | None](), threading.Event()

    def make(progress: Progress) -> object:
        return backups.make(context.program, progress, stop.is_set)

    task = runner.later(
        make, lambda _made: ended.append(None), owner=context, title="Making a backup", refused=ended.append
    )
    shown: ClosingDialog | None = None
    began = time.monotonic()
    QTimer.singleShot(int(PATIENCE_SECONDS * 1000) + 1, lambda: None)  # wakes the loop below
    while not ended and runner.busy:
        flags = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
        if shown is None:
            flags |= QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
            if time.monotonic() - began > PATIENCE_SECONDS:
                shown = ClosingDialog(window)
                shown.given_up.clicked.connect(stop.set)
                task.progressed.connect(shown.progressed)
                shown.show()
        QCoreApplication.processEvents(flags)
    if shown is not None:
        shown.done(0)
    return ended[0] if ended else None


class ClosingDialog(QDialog):
    """Says that a backup is being made before the program closes, and lets one close without."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Closing the program")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._words = paragraph("Everything is saved. Making a backup…")
        self._bar = QProgressBar()
        self._bar.setAccessibleName("Progress of the backup")
        self._bar.setRange(0, 0)
        self.given_up = QPushButton("Close without a backup")
        self.given_up.clicked.connect(self._end)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_16)
        column.setSpacing(SPACE_12)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.given_up)
        column.addLayout(row)
        self.setMinimumWidth(420)

    def progressed(self, done: int, total: int, text: str) -> None:
        """Show how far the backup is."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if text and self.given_up.isEnabled():
            self._words.setText(f"Everything is saved. {text}…")

    def reject(self) -> None:
        """Escape and the cross of the window close without a backup."""
        self.given_up.click()

    def _end(self) -> None:
        self.given_up.setEnabled(False)
        self._words.setText("Everything is saved. Ending the backup…")


def _farewell(error: UserError) -> QMessageBox:
    """Says after the last window has gone that there is no backup of the last work; blocks nothing."""
    box = QMessageBox(
        QMessageBox.Icon.Warning,
        "No backup was made",
        f"The program is closed and everything is saved, but there is no backup of the last changes. {error}",
        QMessageBox.StandardButton.Ok,
    )
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setModal(False)
    box.show()
    return box
