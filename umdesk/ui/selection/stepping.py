"""Takes a cycle from step to step: asks what stands against the next one, shows it in the panel, and takes it."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from umdesk.domain.errors import InvalidInput, UserError
from umdesk.domain.words import CycleState
from umdesk.services import cycle_steps
from umdesk.services.cycles import CycleDetail
from umdesk.ui.context import Context
from umdesk.ui.selection.steps import StepPanel
from umdesk.ui.theme import Tone


class Stepping(QObject):
    """Behaviour of a `StepPanel`, for every place from which a cycle is opened, closed and taken back."""

    def __init__(
        self, context: Context, panel: StepPanel, parent: QObject, show_draw: Callable[[], None] | None = None
    ) -> None:
        """`show_draw` leads to the draw where that is in view, so that its fingerprint is printed at once."""
        super().__init__(parent)
        self._show_draw = show_draw
        self._context = context
        self._panel = panel
        self._cycle: CycleDetail | None = None
        panel.confirmed.connect(self._take)

    def ask(self, cycle: CycleDetail) -> None:
        """Open the panel that says what stands against the next step; nothing happens before it is confirmed there."""
        self._cycle = cycle
        if cycle.next_state is None:
            return
        check = self._context.runner.now(cycle_steps.check, self._context.program, cycle.id, cycle.next_state)
        if check is not None:
            self._panel.show_check(check, drawn=bool(cycle.seed_digest))

    def back(self, cycle: CycleDetail) -> None:
        """Take the cycle one step back, where nothing depends on it."""
        self._context.runner.now(cycle_steps.step_back, self._context.program, cycle.id)

    def _take(self) -> None:
        cycle = self._cycle
        if cycle is None or cycle.next_state is None:
            return
        draw = self._panel.draw
        for field in (draw.text, draw.first, draw.second):
            field.set_reason("")
        check = self._context.runner.now(
            cycle_steps.move_to, self._context.program, cycle.id, cycle.next_state,
            witnessed=draw.witnessed(), share_ties=draw.share.isChecked(), refused=self._refused,
        )  # fmt: skip
        if check is None:
            return
        if check.blocking:
            self._panel.show_check(check, drawn=bool(cycle.seed_digest))
        else:
            self._panel.hide()
            if check.state is CycleState.SCORING and not draw.share.isChecked() and self._show_draw is not None:
                told = f"The draw of {cycle.name} is fixed. Print its fingerprint before the first rating."
                self._context.runner.tell(told, "Go to the draw", self._show_draw)

    def _refused(self, error: UserError) -> None:
        if isinstance(error, InvalidInput) and error.field == "words":
            self._panel.draw.text.set_reason(str(error))
        elif isinstance(error, InvalidInput) and error.field == "witness":
            self._panel.draw.second.set_reason(str(error))
        else:
            self._panel.refusal.say(str(error), Tone.BAD, "attention")
