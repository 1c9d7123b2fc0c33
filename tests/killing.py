"""Kills a forked worker before its n-th step: an SQL statement, or an opening, renaming or removing of a file.

Unlike a clock, the count hits every place that there is, and the same place again.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from umdesk.storage import engine as engines

_FILE_STEPS = frozenset({"open", "os.rename", "os.remove", "os.truncate", "shutil.copyfile"})
DONE = 0


class Steps:
    """Counts the steps of this process in one folder once it is armed, and ends it before the n-th."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._left = -1
        connect = engines.connect

        def watched(*given: Any, **named: Any) -> Any:
            raw = connect(*given, **named)
            raw.set_trace_callback(lambda _statement: self._step())
            return raw

        engines.connect = watched
        sys.addaudithook(self._audit)

    def arm(self, number: int) -> None:
        """End before the step of this number, counted from 1 from here on."""
        self._left = number

    def _audit(self, event: str, given: tuple[Any, ...]) -> None:
        if self._left >= 0 and event in _FILE_STEPS and str(given[0]).startswith(self._folder):
            self._step()

    def _step(self) -> None:
        if self._left < 0:
            return
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def killed_before(number: int, folder: Path, work: Callable[[Callable[[], None]], None]) -> bool:
    """Do `work(arm)` in a forked process that is killed before its n-th step; False when it had ended before.

    `work` calls `arm()` where the counting begins.
    """
    worker = os.fork()
    if worker == 0:
        try:
            steps = Steps(folder)
            work(lambda: steps.arm(number))
        except BaseException as error:  # noqa: BLE001 -- a forked worker must never go on as a second test run
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
            os._exit(3)
        os._exit(DONE)
    _, status = os.waitpid(worker, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return True
    assert os.waitstatus_to_exitcode(status) == DONE, f"step {number}: the worker failed"
    return False


def numbers(first: int = 1, stride: int = 1) -> Iterator[int]:
    """The steps at which to kill: the first, then each `stride` further, without end."""
    while True:
        yield first
        first += stride
