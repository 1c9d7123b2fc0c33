"""A change on its way: its effects are worked out off the GUI thread and shown, and only then it is made."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from umdesk.domain.class_changes import Change
from umdesk.domain.errors import UserError
from umdesk.services.classes import editing, effects
from umdesk.services.classes.effects import Effects
from umdesk.ui.context import Context

Refused = Callable[[UserError], None]


class Proposal(QObject):
    """Takes changes, asks for their effects, and makes them once they are agreed to.

    `effects_found` carries `Effects` that a person has to agree to; without any the change is made at once. `made`
    carries the codes of the classes that were changed.
    """

    effects_found = Signal(object)
    made = Signal(tuple)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._changes: tuple[Change, ...] = ()
        self._words = ""
        self._refused: Refused | None = None
        self._asking = False

    def propose(self, changes: Sequence[Change], refused: Refused, words: str = "") -> None:
        """Work out what the changes would do; `refused` says at its place why they cannot be made."""
        if self._asking:  # a second click on the same button
            return
        self._asking = True
        self._changes, self._refused, self._words = tuple(changes), refused, words
        program = self._context.program
        self._context.runner.later(
            lambda progress: effects.effects_of(program, changes, progress),
            self._found,
            owner=self,
            title="Working out what this changes",
            cancellable=True,
            refused=self._cannot,
            stopped=self._stopped,
        )

    def make(self) -> None:
        """Make the changes that were proposed last, a whole list of them off the GUI thread."""
        if self._asking:
            return
        program, changes, words = self._context.program, self._changes, self._words
        if len(changes) == 1:
            done = self._context.runner.now(editing.change, program, changes, words=words, refused=self._refused)
            if done is not None:
                self.made.emit(done)
            return
        self._asking = True
        self._context.runner.later(
            lambda _progress: editing.change(program, changes, words=words),
            self._done,
            owner=self,
            title="Changing the classes",
            refused=self._cannot,
        )

    def _done(self, codes: tuple[str, ...]) -> None:
        self._asking = False
        self.made.emit(codes)

    def _cannot(self, error: UserError) -> None:
        self._asking = False
        if self._refused is not None:
            self._refused(error)

    def _stopped(self) -> None:
        self._asking = False

    def _found(self, found: Effects) -> None:
        self._asking = False
        if found:
            self.effects_found.emit(found)
        else:
            self.make()
