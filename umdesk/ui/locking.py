"""Lock, unlock, switch user, and what happens when nobody touches a key.

While the window is locked the program stays open and running jobs go on, but nothing of it is on the screen: the main
window shows only the lock page, everything else is hidden or closed, and what would open meanwhile waits.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QDockWidget, QToolTip, QWidget
from shiboken6 import isValid

from umdesk.ui.window import MainWindow

if TYPE_CHECKING:
    from umdesk.services.programs import Announced
    from umdesk.ui.context import Context
    from umdesk.ui.lockpage import LockPage

CHECK_SECONDS = 5
"""How often the clock is looked at; by the clock and not by a timer, since a sleeping computer stops timers."""
IDLE_MINUTES = 10
"""Before a program says otherwise: for somebody who has signed in and chooses a password."""
CLOSE_AFTER_MINUTES = 30
"""Minutes locked after which the program is saved, backed up and closed."""

_INPUT = {
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TabletPress,
}  # fmt: skip
_LOCK_KEYS = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_L)
_POPUPS = {"Popup", "ToolTip", "SplashScreen"}


class IdleWatch(QObject):
    """Knows how long nobody has touched key or mouse in any window of the application, a dialog's too."""

    def __init__(self, now: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._now = now
        self._last = now()
        self._watched: QWindow | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            # Input comes through the window that has the focus; a filter on all events of all objects would be slow.
            app.focusWindowChanged.connect(self._watch)
            self._watch(QGuiApplication.focusWindow())

    def touched(self) -> None:
        """Somebody is there."""
        self._last = self._now()

    def idle_seconds(self) -> float:
        """Seconds since the last touch; a clock that was set back begins anew."""
        self._last = min(self._last, self._now())
        return self._now() - self._last

    before_input = Signal()
    """A key or the mouse, before it counts as a touch: the computer may have slept since the last one."""

    lock_keys = Signal()
    """Ctrl+L where no menu sees it: in a dialog that has to be answered first."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take note of input and let it pass."""
        if event.type() in _INPUT:
            self.before_input.emit()
            self.touched()
            if isinstance(event, QKeyEvent) and event.keyCombination() == _LOCK_KEYS:
                self.lock_keys.emit()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = window
        if window is not None:
            window.installEventFilter(self)


class Locker(QObject):
    """Locks the main window and lets the same person go on, or another one sign in."""

    sign_in_wanted = Signal(object)  # Path of the program folder, after it was closed
    unlocked = Signal()

    def __init__(self, window: MainWindow, parent: QObject, now: Callable[[], float] = time.time) -> None:
        super().__init__(parent)
        self._window = window
        self._now = now
        self._page: LockPage | None = None
        self._locked_at = 0.0
        self._hidden: list[QWidget] = []
        self._focus: QWidget | None = None
        self.idle_minutes = IDLE_MINUTES
        self.watch = IdleWatch(now, self)
        self.watch.before_input.connect(self.check)
        self.watch.lock_keys.connect(lambda: QTimer.singleShot(0, self, self.lock))  # not from within the event
        window.runner.ended.connect(
            lambda _task: QTimer.singleShot(0, self, self._forget_copied)
        )  # what it did follows
        self._timer = QTimer(self)
        self._timer.setInterval(CHECK_SECONDS * 1000)
        self._timer.timeout.connect(self.check)
        self._timer.start()

    @property
    def page(self) -> "LockPage | None":
        """The lock page while the window is locked."""
        return self._page

    def follow(self, context: "Context") -> None:
        """Take the idle time of a program that was opened, and each other one that is set for it."""
        from umdesk.services import settings  # noqa: PLC0415 -- not for the welcome page

        def take(announced: "Announced | None" = None) -> None:
            if announced is None or announced.operation == "settings.change":
                self.idle_minutes = settings.get(context.program, "lock.idle_minutes")

        take()
        context.announced.connect(take)
        context.lock_wanted.connect(self.lock)

    def check(self) -> None:
        """Lock after the idle time of the program; close what has been locked for half an hour."""
        if self._window.covered is not None:
            self._locked_at = min(self._locked_at, self._now())  # a clock that was set back begins anew
            if self._now() - self._locked_at >= CLOSE_AFTER_MINUTES * 60 and not self._window.runner.busy:
                QTimer.singleShot(0, self, self.switch)  # not from within the event of a key
        elif self.idle_minutes and self.watch.idle_seconds() >= self.idle_minutes * 60:
            if self._window.workspace is not None:
                self.watch.touched()
                self.lock(idle=True)
            elif not self._window.runner.busy:  # what is under way belongs to somebody who waits for it
                self.watch.touched()
                self._leave_page_alone()

    def lock(self, *, idle: bool = False) -> None:
        """Hide everything, then settle the typing and write the lock into the history."""
        from umdesk.jobs.output import delete_open_copies  # noqa: PLC0415 -- not for the welcome page
        from umdesk.services import programs  # noqa: PLC0415 -- not for the welcome page
        from umdesk.ui.lockpage import LockPage  # noqa: PLC0415 -- not for the welcome page

        workspace = self._window.workspace
        if workspace is None:
            return
        program = workspace.context.program
        self._focus = QApplication.focusWidget()
        self._locked_at = self._now()
        page = LockPage(program, self._window.runner)
        page.unlocked.connect(self._unlock)
        page.switch_wanted.connect(self.switch)
        self._page = page
        self._window.cover(page)
        _application().installEventFilter(self)
        self._put_away_windows()
        self._window.repaint()  # what follows may wait for the disk
        clear_clipboard()
        delete_open_copies()
        workspace.settle()
        programs.lock(program, self.idle_minutes if idle else 0)
        page.password.setFocus()

    def switch(self) -> None:
        """Settle, close the program, and show the sign-in page of its folder."""
        workspace = self._window.workspace or self._window.covered
        if workspace is None:
            return
        folder: Path = workspace.context.program.folder
        clear_clipboard()
        self.forget()
        self._window.close_program()
        clear_clipboard()  # what was under way until now may have copied something
        self.sign_in_wanted.emit(folder)

    def forget(self) -> None:
        """The program is being closed: close what was hidden with it."""
        self._end()
        for widget in self._hidden:
            if isValid(widget):
                widget.close()
        self._hidden = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What a running job opens while the window is locked waits until it is unlocked."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            QTimer.singleShot(0, self, self._put_away_windows)
        return False

    def _unlock(self) -> None:
        self._end()
        self._window.uncover()
        for widget in self._hidden:
            if isValid(widget):
                widget.show()
        self._hidden = []
        if self._focus is not None and isValid(self._focus):
            self._focus.setFocus()
        self._focus = None
        self.unlocked.emit()

    def _forget_copied(self) -> None:
        """What a job copied that ended behind the lock is not to be had without unlocking."""
        if self._window.covered is not None:
            clear_clipboard()

    def _end(self) -> None:
        self._page = None
        _application().removeEventFilter(self)
        self.watch.touched()

    def _put_away_windows(self) -> None:
        """Reject what asks a question, close what pops up, hide the windows beside; help may stay."""
        if self._window.covered is None:
            return
        QToolTip.hideText()
        while (modal := QApplication.activeModalWidget()) is not None and modal is not self._window:
            _leave(modal)
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for widget in QApplication.topLevelWidgets():
            if widget is self._window or not widget.isVisible() or isinstance(widget, QDockWidget):
                continue
            if widget.windowType().name in _POPUPS:
                widget.hide()
            elif widget.isModal():
                _leave(widget)
            else:
                self._hidden.append(widget)
                widget.hide()

    def _leave_page_alone(self) -> None:
        """A page on which somebody was about to sign in forgets them, and the windows beside are closed.

        They show what is in a backup or a damaged program, and keep the password that was typed to see it.
        """
        for widget in QApplication.topLevelWidgets():
            if widget is not self._window and widget.isVisible() and not isinstance(widget, QDockWidget):
                _leave(widget)
        clear_clipboard()
        forget = getattr(self._window.pages.currentWidget(), "left_alone", None)
        if forget is not None:
            forget()


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("A window is there, so its application is.")
    return app


def clear_clipboard() -> None:
    """Take away what this application has put there; what others put there stays."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


def _leave(widget: QWidget) -> None:
    if isinstance(widget, QDialog):
        widget.reject()
    else:
        widget.close()
    widget.hide()  # also where it asked back whether to close
