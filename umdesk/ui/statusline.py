"""The line under the work: what is saved, what can be undone, what is going on, whose program it is."""

import time
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QStatusBar, QWidget

from umdesk.ui.icons import icon, tone_icon
from umdesk.ui.runner import Task
from umdesk.ui.theme import SPACE_8, SPACE_16, Tone
from umdesk.ui.widgets.symbol import Symbol


class StatusLine(QStatusBar):
    """Left: the state of saving and the undo step. Right: a long operation, the program, and who is signed in."""

    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setMinimumHeight(self.fontMetrics().height() + SPACE_16)
        self._symbol = Symbol()
        self.saved = QLabel()
        self.saved.setAccessibleName("State of saving")
        self.undo_button = QPushButton(icon("undo"), "")
        self.undo_button.setFlat(True)
        self.undo_button.clicked.connect(self.undo_wanted)
        self.tasks = _TaskLine()
        self.program = QLabel()
        self.who = QLabel()
        left: tuple[QWidget, ...] = (self._symbol, self.saved, self.undo_button)
        right: tuple[QWidget, ...] = (self.tasks, self.program, self.who)
        for widget in left:
            self.addWidget(widget)
        for widget in right:
            self.addPermanentWidget(widget)
        self.setContentsMargins(SPACE_8, 0, SPACE_8, 0)
        self.show_program("", "")

    def show_program(self, name: str, who: str) -> None:
        """Say whose program is open and who is signed in; empty names hide all of it."""
        self.program.setText(name)
        self.who.setText(f"Signed in: {who}" if who else "")
        shown: tuple[QWidget, ...] = (self._symbol, self.saved, self.undo_button, self.program, self.who)
        for widget in shown:
            widget.setVisible(bool(name))
        if name:
            self._say("All is saved", Tone.GOOD)
            self.show_undo("")

    def show_look_only(self) -> None:
        """Say that nothing can be changed."""
        self._say("Looking without changing", Tone.QUIET)

    def show_saved(self, at: datetime) -> None:
        """Everything typed until now is on disk."""
        from umdesk.domain import dates  # noqa: PLC0415 - keeps the welcome screen's start short

        self._say(f"Saved {dates.show_time(at)}", Tone.GOOD)

    def show_typing(self) -> None:
        """Something was typed within the last second."""
        self._say("Saving…", Tone.QUIET)

    def show_undo(self, what: str) -> None:
        """Offer to take the last operation back."""
        self.undo_button.setVisible(bool(what) and bool(self.program.text()))
        metrics = self.fontMetrics()
        short = metrics.elidedText(what, Qt.TextElideMode.ElideRight, 320)
        self.undo_button.setText(f"Undo: {short.replace('&', '&&')}")  # T&D is no key to press
        self.undo_button.setToolTip(f"Undo: {what}")
        self.undo_button.setAccessibleName(f"Undo: {what}" if what else "Undo")

    def _say(self, text: str, tone: Tone) -> None:
        self._symbol.show_icon(tone_icon(tone))
        self.saved.setText(text)


class _TaskLine(QWidget):
    """One long operation: what, how far, how long still, Cancel."""

    def __init__(self) -> None:
        super().__init__()
        self._title = QLabel()
        self._bar = QProgressBar()
        self._bar.setFixedWidth(160)
        self._bar.setAccessibleName("Progress")
        self._left = QLabel()
        self._cancel = QPushButton("Cancel")
        self._cancel.clicked.connect(self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        for widget in (self._title, self._bar, self._left, self._cancel):
            row.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._tasks: list[Task] = []
        self.hide()

    def add(self, task: Task) -> None:
        """Show a task that has begun."""
        self._tasks.append(task)
        task.progressed.connect(self._progressed)
        self._title.setText(task.title)
        self._bar.setRange(0, 0)
        self._left.setText("")
        self._cancel.setVisible(task.cancellable)
        self._cancel.setEnabled(True)
        self._cancel.setAccessibleName(f"Cancel: {task.title}")
        self.show()

    def remove(self, task: Task) -> None:
        """Forget a task that has ended."""
        if task in self._tasks:
            self._tasks.remove(task)
        self.setVisible(bool(self._tasks))

    def _progressed(self, done: int, total: int, text: str) -> None:
        if not self._tasks:
            return
        task = self._tasks[-1]
        self._title.setText(text or task.title)
        self._bar.setRange(0, max(0, total))
        self._bar.setValue(done)
        spent = time.monotonic() - task.started_at
        if total and done and spent > 2:
            seconds = int(spent / done * (total - done)) + 1
            self._left.setText(f"about {seconds} s left" if seconds < 90 else f"about {seconds // 60 + 1} min left")

    def _stop(self) -> None:
        if self._tasks:
            self._tasks[-1].progress.cancel()
            self._cancel.setEnabled(False)
            self._title.setText("Stopping…")
