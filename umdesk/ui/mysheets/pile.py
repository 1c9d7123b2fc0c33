"""The sheets of the cycle in view, and which one comes next."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from umdesk.domain.errors import UserError
from umdesk.domain.progress import Steps
from umdesk.services import my_sheets
from umdesk.services.my_sheets import MySheets
from umdesk.ui.context import Context
from umdesk.ui.mysheets.words import Progress

_AT_ONCE = 10
"""Sheets that are handed in on the spot."""


class Pile:
    """What was read of the sheets; None before a cycle is chosen and after its scoring ended."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self.found: MySheets | None = None
        self.submitting = False
        """Whether several sheets are being handed in: they are read anew once, at the end."""

    @property
    def cycle_id(self) -> str:
        """The cycle, "" for none."""
        return self.found.cycle_id if self.found is not None else ""

    @property
    def progress(self) -> Progress:
        """How far the rater is."""
        return Progress.of(self.found.sheets, self.found.criteria) if self.found is not None else Progress.of((), ())

    def read(self, cycle_id: str) -> MySheets | None:
        """Read the sheets of a cycle; None when that was refused, and what is here stays."""
        found = self._context.runner.now(my_sheets.sheets, self._context.program, cycle_id)
        self.found = found or self.found
        return found

    def read_one(self, application_id: str) -> MySheets | None:
        """Read one sheet anew: masking the texts of 500 others would hold the typing up."""
        fresh = self._context.runner.now(my_sheets.sheet, self._context.program, application_id)
        if fresh is None or self.found is None:
            return None
        rows = tuple(fresh if row.application_id == application_id else row for row in self.found.sheets)
        self.found = replace(self.found, sheets=rows)
        return self.found

    def after(self, application_id: str) -> str:
        """The next sheet below one that is not rated, else the first one; "" without any."""
        ids = [row.application_id for row in self.found.sheets] if self.found is not None else []
        at = ids.index(application_id) + 1 if application_id in ids else 0
        unrated = set(self.progress.unrated) - {application_id}
        return next((each for each in (*ids[at:], *ids[:at]) if each in unrated), "")

    def submit_complete(self, owner: QObject, then: Callable[[], None]) -> None:
        """Hand in every sheet that is complete, up to the first that is refused; many of them beside the window."""
        program, runner, complete = self._context.program, self._context.runner, self.progress.complete

        def submit(progress: Callable[[int, int, str], object] | None = None) -> None:
            step = Steps(progress, len(complete))
            for number, application_id in enumerate(complete, start=1):
                step(f"Submitting sheet {number} of {len(complete)}")
                my_sheets.submit(program, application_id)

        def end(error: UserError | None = None) -> None:
            self.submitting = False
            if error is not None:
                runner.refused.emit(error)
            then()

        self.submitting = True
        if len(complete) > _AT_ONCE:
            runner.later(
                submit, lambda _done: end(), owner=owner, title="Submitting sheets", cancellable=True,
                refused=end, stopped=end,
            )  # fmt: skip
            return
        runner.now(submit)
        end()
