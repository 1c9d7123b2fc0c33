"""Beside the outcome: the chosen applicant, what can be done for them, and the end of the waitlist."""

from datetime import date

from umdesk.domain.words import ApplicationState
from umdesk.services.waitlist import OutcomeRow
from umdesk.ui.theme import SPACE_16
from umdesk.ui.widgets.ask import Ask
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import LongTextField
from umdesk.ui.widgets.form import FormPanel, heading
from umdesk.ui.widgets.status import QuietLabel

_DECLINES = "The first draft of their plan is taken away too, which nobody has worked on. It can be undone."
_COMES_UP = "They start in the program on that day, with a plan. Passing somebody over needs a reason."


class OutcomePanel(FormPanel):
    """Widgets and layout; the page gives them their behaviour."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.setFixedWidth(max(230, self.fontMetrics().averageCharWidth() * 36) + SPACE_16)
        self._today = today
        self.who = heading("")
        self.about = QuietLabel()
        self.declined_on = DateField("Declined on", required=True, latest=today)
        self.declined_why = LongTextField("Why, in their words", required=True, lines=2)
        self.declines = Ask(
            "Declines…", "cross", "Record it", [("on", self.declined_on), ("reason", self.declined_why)], _DECLINES
        )
        self.up_on = DateField("Selected on", required=True, latest=today)
        self.up_why = LongTextField("Reason, if somebody is passed over", lines=2)
        self.comes_up = Ask(
            "Select from the waitlist…", "up", "Select", [("on", self.up_on), ("reason", self.up_why)], _COMES_UP
        )
        self.until = DateField("Last day of the waitlist", hint="Set it before the cycle is closed; then it stays.")
        for part in (self.who, self.about, self.declines, self.comes_up, self.until):
            self.add(part)
        for asked, day in ((self.declines, self.declined_on), (self.comes_up, self.up_on)):
            asked.opener.clicked.connect(lambda _checked, field=day: self._begin_on(field))

    def show_row(self, row: OutcomeRow | None, *, free: int, may: bool) -> None:
        """Offer what can be done for a row."""
        for asked, about in ((self.declines, "decline"), (self.comes_up, "move on")):
            asked.follow(row.application_id if row is not None else "", about)
        state = row.state if row is not None else None
        self.who.setText(f"{row.number} {row.name}" if row is not None else "")
        self.who.setVisible(row is not None)
        self.about.setText(_about(row, free) if row is not None else "Choose somebody to see what can be done.")
        held = (ApplicationState.SELECTED, ApplicationState.WAITLISTED)
        self._offer(self.declines, shown=may and state in held)
        self._offer(self.comes_up, shown=may and state is ApplicationState.WAITLISTED and free > 0)

    def _begin_on(self, day: DateField) -> None:
        if not day.raw():  # else it is typing that was kept
            day.set_value(self._today)
            day.line.selectAll()

    def fold(self) -> None:
        """Take back what was asked for another applicant."""
        self.declines.fold()
        self.comes_up.fold()

    @staticmethod
    def _offer(asked: Ask, *, shown: bool) -> None:
        if not shown:
            asked.fold()
        asked.setVisible(shown)


def _about(row: OutcomeRow, free: int) -> str:
    told = [part for part in (row.reason, row.happened) if part]
    if row.state is ApplicationState.WAITLISTED:
        told.append("Next on the waitlist." if row.next_in_line else "" if free else "No place is free.")
    return "\n".join(part for part in told if part) or f"Decided: {row.decided.value}."
