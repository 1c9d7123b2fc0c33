"""What comes next in a cycle, in one line for each of its states."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from umdesk.domain import dates
from umdesk.domain.words import CycleState
from umdesk.services.cycles import CycleDetail
from umdesk.ui.widgets.status import QuietLabel

_LEAST = 520
"""Pixels of height of the tab from which on the line takes no room that the work needs."""


def what_next(cycle: CycleDetail) -> str:
    """What is to be done until the next step, by the parts under which it is done."""
    match cycle.state:
        case CycleState.DRAFT:
            return "Next: say under Criteria what is judged, name under Raters who rates, then open the cycle."
        case CycleState.OPEN:
            return "Next: take in applications and decide who is eligible under Applicants, then start scoring."
        case CycleState.SCORING:
            texts = "check the texts under Masking; " if cycle.blind else ""
            return (
                f"Next: {texts}bring in ratings under Ratings or Sheets, or let raters sign in; settle wide spreads "
                "under Results; then start deciding."
            )
        case CycleState.DECIDING:
            drawn = "hold the draw under Draw where some are tied, " if cycle.seed_digest else ""
            return f"Next: {drawn}decide and apply under Results, tell people under Letters, then close the cycle."
        case CycleState.CLOSED:
            on = f" on {dates.show(cycle.closed_at.astimezone().date())}" if cycle.closed_at is not None else ""
            return f"Closed{on}. Make the packet under Packet. Under Outcome stand who declines and who comes up."


class NextLine(QuietLabel):
    """The line under the steps; it gives way where the window is too low for the work and it."""

    def __init__(self, tab: QWidget) -> None:
        super().__init__(parent=tab)
        self._tab = tab
        tab.installEventFilter(self)

    def say(self, text: str) -> None:
        """Show a line, or nothing for ""."""
        self.setText(text)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another height of the tab shows or hides the line."""
        if watched is self._tab and event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        self.setVisible(bool(self.text()) and self._tab.height() >= _LEAST)
