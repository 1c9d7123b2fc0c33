"""Rows of a list that may be very long: few are shown at once, many are made ready beside the window and follow."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QObject

from umdesk.domain.errors import UserError
from umdesk.ui.context import Context
from umdesk.ui.runner import Progress, Task
from umdesk.ui.widgets.rows import RowsModel
from umdesk.ui.widgets.sifting import Sifter

Row = TypeVar("Row")
Seen = TypeVar("Seen")

FEW = 1000
"""Up to so many rows are shown at once; more are made beside the window."""


class LongList(QObject, Generic[Row, Seen]):
    """Puts rows into a model; an answer that nobody waits for any longer is dropped."""

    def __init__(self, model: RowsModel[Row], context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._runner = context.runner
        self._task: Task | None = None

    @property
    def waiting(self) -> bool:
        """Whether rows are being made."""
        return self._task is not None

    def show(
        self,
        count: int,
        make: Callable[[], tuple[Sequence[Row], Seen]],
        shown: Callable[[Seen], None],
        stopped: Callable[[], None],
        title: str,
    ) -> None:
        """Show `count` rows in place of what was asked for before.

        Args:
            count: how many there are, known without them.
            make: gives the rows and what else is to be known of them; with many it runs in a thread.
            shown: called once they are in the model.
            stopped: called where the person cancelled it.
            title: what is going on, for the status line.
        """
        self.drop()
        if count <= FEW:
            rows, seen = make()
            self._model.set_rows(rows)
            shown(seen)
            return

        def ready(progress: Progress) -> tuple[Sifter[Row], Seen]:
            rows, seen = make()
            progress(0, 0)
            return self._model.sifted(rows), seen

        def done(answer: tuple[Sifter[Row], Seen]) -> None:
            if self._task is task:
                self._task = None
                sifter, seen = answer
                self._model.take(sifter)
                shown(seen)

        def ended(_error: UserError | None = None) -> None:
            if self._task is task:
                self._task = None
                stopped()

        task = self._runner.later(ready, done, owner=self, title=title, cancellable=True, refused=ended, stopped=ended)
        self._task = task

    def drop(self) -> None:
        """Wait for nothing any longer."""
        task, self._task = self._task, None
        if task is not None:
            task.progress.cancel()
