"""Ranks a cycle with many sheets beside the window before a part that shows its ranking is painted."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from umdesk.services import results
from umdesk.services.cycles import CycleDetail
from umdesk.ui.context import Context

_PARTS = ("Ratings", "Draw", "Results", "Outcome", "Packet")
"""The parts that show what follows from the ranking."""


class Ranking(QObject):
    """What is ranked is kept by the program, so that the part itself asks as it would of a small cycle."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._cycle_id = ""
        self._then: Callable[[], None] | None = None

    def comes_first(self, part: str, cycle: CycleDetail, then: Callable[[], None]) -> bool:
        """Whether a part has to wait for the ranking; `then` follows, the latest one that was asked for."""
        program = self._context.program
        if part not in _PARTS or not self._context.sees("results.prepare"):
            return False
        if not results.takes_time(program, cycle.id):
            return False
        self._then = then
        if self._cycle_id != cycle.id:
            self._cycle_id = cycle.id
            self._context.runner.later(
                lambda _progress: results.prepare(program, cycle.id), self._ranked, owner=self,
                title=f"Ranking {cycle.name}", refused=lambda _error: self._ranked(None),
            )  # fmt: skip
        return True

    def _ranked(self, _nothing: None) -> None:
        """Paint what is in view by now; what changed meanwhile is ranked first."""
        self._cycle_id = ""
        then, self._then = self._then, None
        if then is not None:
            then()
