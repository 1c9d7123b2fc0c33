"""Holds the threads of a runner, so that a test can look at or cancel an operation that has not begun."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from umdesk.ui.runner import Runner


@contextmanager
def held(runner: Runner) -> Iterator[None]:
    """What is handed in within this block begins after it."""
    gate = threading.Event()
    for _thread in range(2):  # as many as a runner has
        runner.later(lambda _progress: gate.wait(30), lambda _result: None, owner=runner, title="Waiting")
    try:
        yield
    finally:
        gate.set()
