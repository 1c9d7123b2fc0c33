"""Runs operations for the screens: short ones at once, long ones in a thread, and says what went wrong.

A `UserError` becomes a line in the message bar (or goes to the form that asked). Everything else is a bug and is left
to the exception hook, which opens the crash dialog.
"""

import gc
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Signal, Slot
from shiboken6 import isValid

from umdesk.domain.errors import UserError

_MANY_MADE = 20_000
"""Objects that a long operation left, from which on the collection of garbage does not look through them."""
_TURN = 0.0003
"""Seconds that a thread keeps the interpreter while the window waits for it: one paint asks for it a thousand times."""

T = TypeVar("T")
Refused = Callable[[UserError], None]


class Cancelled(Exception):
    """The person pressed Cancel; raised out of the progress call inside the long operation."""


class Progress:
    """What a long operation calls to say how far it is: `progress(done, total, "Reading rows")`.

    The call raises `Cancelled` once the person pressed Cancel, so that the operation ends where it can end.
    """

    def __init__(self, tell: Callable[[int, int, str], None]) -> None:
        self._tell = tell
        self._stop = False
        self._last = 0.0

    def __call__(self, done: int, total: int, text: str = "") -> None:
        """`done` of `total` steps; a total of 0 means that nobody knows how many there are."""
        if self._stop:
            raise Cancelled
        now = time.monotonic()
        if done >= total or now - self._last > 0.05:  # twenty times a second is as much as anyone can read
            self._last = now
            self._tell(done, total, text)

    def cancel(self) -> None:
        """Ask the operation to stop at its next step."""
        self._stop = True


@dataclass(frozen=True, slots=True)
class _After:
    """What follows a long operation, in the GUI thread, while `owner` is there."""

    owner: QObject
    done: Callable[[Any], None]
    refused: Refused
    stopped: Callable[[], None] | None
    unwanted: Callable[[Any], object] | None


class Task(QObject):
    """One long operation under way; lives in the GUI thread."""

    progressed = Signal(int, int, str)
    finished = Signal(object, object, object)  # the task, its result, its error

    def __init__(self, title: str, cancellable: bool, after: _After, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.cancellable = cancellable
        self.after = after
        self.started_at = time.monotonic()
        self.progress = Progress(self.progressed.emit)


class Runner(QObject):
    """Where every screen hands in its operations."""

    refused = Signal(object)  # UserError, for the message bar
    told = Signal(str, str, object)  # text, action text, action
    started = Signal(object)  # Task
    ended = Signal(object)  # Task

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="umdesk")
        self._tasks: set[Task] = set()
        self._closed = False
        self._turn = sys.getswitchinterval()

    def now(self, fn: Callable[..., T], *args: Any, refused: Refused | None = None, **kwargs: Any) -> T | None:
        """Run a short operation here and return its result; None when it was refused.

        The error goes to `refused` when given (a form that shows it under a field), otherwise to the message bar.
        """
        try:
            return fn(*args, **kwargs)
        except UserError as error:
            (refused or self.refused.emit)(error)
            return None

    def later(
        self,
        fn: Callable[[Progress], T],
        done: Callable[[T], None],
        *,
        owner: QObject,
        title: str,
        cancellable: bool = False,
        refused: Refused | None = None,
        stopped: Callable[[], None] | None = None,
        unwanted: Callable[[T], object] | None = None,
    ) -> Task:
        """Run `fn(progress)` in a thread; `done(result)`, `refused(error)` or `stopped()` follow in the GUI thread.

        `fn` must not touch a widget. `owner` is whom the answer is for: when it is gone by then, because its window
        was closed, none of the three is called, but `unwanted(result)` is, which gives back what was opened. `title`
        says what is going on ("Reading fresno.csv"). Once the runner is closed nothing is run and nothing follows.
        """
        task = Task(title, cancellable, _After(owner, done, refused or self.refused.emit, stopped, unwanted), self)
        if self._closed:  # a timer that comes after the window has gone
            return task
        task.finished.connect(self._finish)
        self._tasks.add(task)
        # Python collects garbage on whatever thread is running, and a widget must not end on any but this one.
        gc.disable()
        sys.setswitchinterval(_TURN)
        self.started.emit(task)
        self._pool.submit(_work, task, fn)
        return task

    def tell(self, text: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Say that something was done, with at most one thing to do about it ("Undo")."""
        self.told.emit(text, action, act)

    def keep_made(self) -> None:
        """Let the collection of garbage leave out what there is by now, until `finish`.

        An open program with its window is 150,000 objects; to look through them takes a tenth of a second each time.
        """
        gc.freeze()

    @property
    def busy(self) -> bool:
        """Whether a long operation is under way."""
        return bool(self._tasks)

    def finish(self) -> None:
        """Ask what can be cancelled to stop, and wait until all is done and told; before a program is closed."""
        for task in tuple(self._tasks):
            if task.cancellable:
                task.progress.cancel()
        without_input = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
        while self._tasks:
            QCoreApplication.processEvents(without_input | QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        gc.unfreeze()

    def close(self) -> None:
        """Finish, and take no more work."""
        self.finish()
        self._closed = True
        self._pool.shutdown(wait=True)

    @Slot(object, object, object)
    def _finish(self, task: Task, result: object, error: BaseException | None) -> None:
        self._tasks.discard(task)
        if not self._tasks:
            sys.setswitchinterval(self._turn)
            if gc.get_count()[0] > _MANY_MADE:  # 100,000 rows take half a second to look through, and are no garbage
                gc.freeze()
            else:
                gc.collect(0)  # here: the thread that ends has a few steps left, and could come first
            gc.enable()
        self.ended.emit(task)
        task.deleteLater()
        after = task.after
        if error is not None and not isinstance(error, UserError | Cancelled):
            raise error
        if not isValid(after.owner):
            if error is None and after.unwanted is not None:
                after.unwanted(result)
        elif error is None:
            after.done(result)
        elif isinstance(error, UserError):
            after.refused(error)
        elif after.stopped is not None:
            after.stopped()


def _work(task: Task, fn: Callable[[Progress], Any]) -> None:
    try:
        result = fn(task.progress)
    except BaseException as error:  # noqa: BLE001 -- handed to the GUI thread, which raises or shows it
        task.finished.emit(task, None, error)
    else:
        task.finished.emit(task, result, None)
