"""Waiting in a window that a script works in."""

import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication


def settle(seconds: float = 0.0) -> None:
    """Let the window do what it has to do."""
    end = time.monotonic() + seconds
    while True:
        QApplication.processEvents()
        if time.monotonic() >= end:
            return
        time.sleep(0.005)


def until(ready: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + 20
    while not ready():
        settle()
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.005)
