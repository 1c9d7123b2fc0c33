"""The line under the work: what is saved, what can be undone, what is going on, who is signed in, how to lock."""

import time
from datetime import datetime

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QStatusBar, QWidget

from umdesk.ui.icons import icon, tone_icon
from umdesk.ui.runner import Task
from umdesk.ui.theme import SPACE_8, SPACE_16, Tone
from umdesk.ui.widgets.plain import PlainLabel, plain_tip
from umdesk.ui.widgets.symbol import Symbol

WIDEST_UNDO = 320
"""Pixels that the name of the undo step takes at most."""


class StatusLine(QStatusBar):
    """Left: the state of saving and the undo step. Right: a long operation, who is signed in, lock, switch, backup."""

    undo_wanted = Signal()
    lock_wanted = Signal()
    switch_wanted = Signal()
    backup_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setMinimumHeight(self.fontMetrics().height() + SPACE_16)
        self._is_open = False
        self._undo = ""
        self._symbol, self.saved = Symbol(), PlainLabel()
        self.saved.setAccessibleName("State of saving")
        self.undo_button = _flat("undo", "")
        self.undo_button.clicked.connect(self.undo_wanted)
        self.tasks = TaskLine()
        self.who = PlainLabel()
        self.who.setTextFormat(Qt.TextFormat.PlainText)
        self.lock_button = _flat("lock", "Lock")
        self.lock_button.setToolTip("Hide everything until the password is typed again (Ctrl+L)")
        self.lock_button.clicked.connect(self.lock_wanted)
        self.switch_button = _flat("people", "Switch user")
        self.switch_button.setToolTip("Close the program and let somebody else sign in")
        self.switch_button.clicked.connect(self.switch_wanted)
        self._backup_symbol, self.backup = Symbol(), QPushButton()
        self.backup.setFlat(True)
        self.backup.clicked.connect(self.backup_wanted)
        self.addWidget(self._symbol)
        self.addWidget(self.saved)
        self.addWidget(self.undo_button)
        for widget in (self.tasks, self.who, self.lock_button, self.switch_button, self._backup_symbol, self.backup):
            self.addPermanentWidget(widget)
        self.setContentsMargins(SPACE_8, 0, SPACE_8, 0)
        self.tasks.resized.connect(self._fit)
        self.show_program("")

    def show_program(self, who: str) -> None:
        """Say who is signed in ("Coordinator: Maria Ortega"); an empty text hides all of it: no program is open."""
        if not who or not self._is_open:
            self.show_backup("")
            self.show_undo("")
            self._say("All is saved", Tone.GOOD)
        self._is_open = bool(who)
        self.who.setText(who)
        self._fit()

    def show_look_only(self) -> None:
        """Say that nothing can be changed."""
        self._say("Looking without changing", Tone.QUIET)

    def show_saved(self, at: datetime) -> None:
        """Everything typed until now is on disk."""
        from umdesk.domain import dates  # noqa: PLC0415 -- keeps the welcome screen's start short

        self._say(f"Saved {dates.show_time(at)}", Tone.GOOD)

    def show_kept(self) -> None:
        """What stands in a form is on disk; its button records it."""
        self._say("Typing kept, not recorded yet", Tone.QUIET)

    def show_typing(self) -> None:
        """Something was typed within the last second."""
        self._say("Saving…", Tone.QUIET)

    def show_undo(self, what: str) -> None:
        """Offer to take the last operation back."""
        self._undo = what
        self.undo_button.setText("Undo")
        self.undo_button.setToolTip(plain_tip(f"Undo: {what}"))
        self.undo_button.setAccessibleName(f"Undo: {what}" if what else "Undo")
        self._fit()

    def show_backup(self, text: str, tone: Tone = Tone.GOOD, tooltip: str = "") -> None:
        """Say how the backup stands ("Backup 10:00 ok"), with more of it in the tip; "" says nothing."""
        self._backup_symbol.show_icon(tone_icon(tone))
        self.backup.setText(text)
        self.backup.setAccessibleName(f"State of the backup: {text}")
        self.backup.setToolTip(plain_tip(tooltip))
        self._backup_symbol.setToolTip(plain_tip(tooltip))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What matters most keeps its place on a narrow window."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text takes more room; the parts of the line get their new font after the line itself."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            QTimer.singleShot(0, self, self._fit)

    def minimumSizeHint(self) -> QSize:
        """The line gives way before the window does."""
        return QSize(0, super().minimumSizeHint().height())

    def _say(self, text: str, tone: Tone) -> None:
        self._symbol.show_icon(tone_icon(tone))
        self.saved.setText(text)
        self._fit()

    def _fit(self) -> None:
        """Shorten the undo step, then leave out name, backup and undo in this order, as far as the line is narrow."""
        always: tuple[QWidget, ...] = (self._symbol, self.saved, self.lock_button, self.switch_button)
        for widget in always:
            widget.setVisible(self._is_open)
        room = self.width() - 2 * SPACE_8 - (_width(*always) if self._is_open else 0)
        room -= 0 if self.tasks.isHidden() else _width(self.tasks)
        wants_backup = self._is_open and bool(self.backup.text())
        backup = _width(self._backup_symbol, self.backup) if wants_backup else 0
        who = _width(self.who) if self._is_open else 0
        undo = self._name_undo(max(0, room - backup - who)) if self._is_open and self._undo else 0
        shows_who = self._is_open and room >= backup + who + undo
        shows_backup = wants_backup and room >= backup + undo
        self.undo_button.setVisible(0 < undo <= room)
        self.who.setVisible(shows_who)
        self._backup_symbol.setVisible(shows_backup)
        self.backup.setVisible(shows_backup)

    def _name_undo(self, room: int) -> int:
        """Name the undo step within the room there is; gives the width that the button takes."""
        metrics = self.undo_button.fontMetrics()
        self.undo_button.setText("Undo: ")
        around = _width(self.undo_button)
        names = min(WIDEST_UNDO, room - around)
        # A few letters of the step say less than the word alone.
        short = metrics.elidedText(self._undo, Qt.TextElideMode.ElideRight, names) if names >= around else ""
        self.undo_button.setText(f"Undo: {short.replace('&', '&&')}" if short else "Undo")  # T&D is no key to press
        return _width(self.undo_button)


def _flat(symbol: str, text: str) -> QPushButton:
    button = QPushButton(icon(symbol), text)
    button.setFlat(True)
    return button


def _width(*widgets: QWidget) -> int:
    """The width that widgets want beside each other in the line."""
    return sum(widget.sizeHint().width() + SPACE_8 for widget in widgets)


class TaskLine(QWidget):
    """One long operation: what, how far, how long still, Cancel."""

    resized = Signal()
    """It wants more room or less."""

    def __init__(self) -> None:
        super().__init__()
        self._title = PlainLabel()
        self._bar = QProgressBar()
        self._bar.setFixedWidth(160)
        self._bar.setAccessibleName("Progress")
        self._left = PlainLabel()
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
        self.resized.emit()

    def remove(self, task: Task) -> None:
        """Forget a task that has ended."""
        if task in self._tasks:
            self._tasks.remove(task)
        if not self._tasks:
            self._title.setText("")
            self._cancel.setAccessibleName("Cancel")
        self.setVisible(bool(self._tasks))
        self.resized.emit()

    def _progressed(self, done: int, total: int, text: str) -> None:
        if not self._tasks:
            return
        task, wide = self._tasks[-1], self.sizeHint().width()
        self._title.setText(text or task.title)
        self._bar.setRange(0, max(0, total))
        self._bar.setValue(done)
        spent = time.monotonic() - task.started_at
        if total and done and spent > 2:
            seconds = int(spent / done * (total - done)) + 1
            self._left.setText(f"about {seconds} s left" if seconds < 90 else f"about {seconds // 60 + 1} min left")
        if self.sizeHint().width() != wide:
            self.resized.emit()

    def _stop(self) -> None:
        if self._tasks:
            self._tasks[-1].progress.cancel()
            self._cancel.setEnabled(False)
            self._title.setText("Stopping…")
