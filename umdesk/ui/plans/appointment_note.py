"""Where the fields of the participant come from, and the way to take a newer appointment over."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.services.plans.appointment import Difference, HeldToday
from umdesk.ui.theme import SPACE_4, Tone
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.status import QuietLabel


class AppointmentNote(QWidget):
    """Says as of when the appointment holds, and where the plan says something else."""

    taken_over = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.since = QuietLabel()
        self.differs = Note()
        self.differs.action.setFlat(False)
        self.differs.pressed.connect(self.taken_over)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addWidget(self.since)
        column.addWidget(self.differs)

    def show_held(self, held: HeldToday | None, *, editable: bool) -> None:
        """Show the appointment of today; None where none is on file."""
        if held is None:
            self.since.setText("No appointment is on file for this person, so nothing could be filled in.")
            self.differs.say("")
            return
        known = ", ".join(part for part in (held.tenure, _time_base(held.time_base)) if part)
        self.since.setText(
            f"Filled in from the appointment since {dates.show(held.since)}, as of {dates.show(held.as_of)}"
            f"{f' ({known})' if known else ''}. What stands here is printed and signed."
        )
        if not held.differences:
            self.differs.say("")
            return
        said = " ".join(map(_difference, held.differences))
        self.differs.say(f"The appointment says otherwise. {said}", Tone.ATTENTION)
        if editable:
            self.differs.offer("Take over", "Take over what the appointment of today says")


def _difference(one: Difference) -> str:
    return f"{one.name}: {one.there}, not {one.here}." if one.here else f"{one.name}: {one.there}."


def _time_base(text: str) -> str:
    return f"time base {text}" if text else ""
