"""How a long operation says how far it is."""

from collections.abc import Callable

Progress = Callable[[int, int, str], object]
"""Told how many of how many steps are done and what comes next; it may raise, which ends the operation."""


class Steps:
    """Counts the steps of an operation; each is told before it begins. `total` may grow on the way."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        """Tell `progress`, or nobody."""
        self._progress = progress
        self._done = 0
        self.total = total

    def __call__(self, text: str) -> None:
        """Say that the next step begins."""
        if self._progress is not None:
            self._progress(min(self._done, self.total), self.total, text)
        self._done += 1
