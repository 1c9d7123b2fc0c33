"""When an application was received: the stamp, whether that was late, and *Change the day received…* with a reason."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.form_sources import why_asked
from umdesk.domain.intake.lateness import is_late
from umdesk.domain.words import CycleState
from umdesk.services import applicants
from umdesk.services.applicants import ApplicantDetail
from umdesk.ui.context import Context
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.ask import Ask
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import Field, LongTextField, Note, TextField
from umdesk.ui.widgets.form import paragraph


def late_words(detail: ApplicantDetail) -> str:
    """That an application is late, by which days, "" for one that is in time."""
    if not detail.late:
        return ""
    return f"Late: received {dates.show(detail.received)}, and the window closed {dates.show(detail.closes)}."


class StampPanel(QWidget):
    """Shows the day received; a coordinator changes it with a reason, and says why a late application is taken in.

    `late_field` is the field of the reason for a late application; it is shown while the application is late.
    """

    def __init__(self, context: Context, late_field: Field) -> None:
        super().__init__()
        self._context = context
        self._detail: ApplicantDetail | None = None
        self._late_field = late_field
        self.words = paragraph("")
        self.words.setToolTip(why_asked("received"))
        self.late = Note()
        self.day = DateField(
            "Day received",
            latest=context.program.today(),
            hint="Empty where nobody knows it; the coordinator decides eligibility then.",
        )
        self.why = LongTextField("Why the day is changed", required=True, lines=2)
        self.why_late = TextField("Why it is taken in late", hint=why_asked("late_reason"))
        self.ask = Ask(
            "Change the day received…",
            "edit",
            "Change the day",
            (("day", self.day), ("reason", self.why), ("late_reason", self.why_late)),
            "Eligibility is judged on this day. The history keeps the day that stood there, and you can undo this.",
        )
        self.ask.opener.clicked.connect(lambda _checked: self._begin())
        self.ask.confirmed.connect(self._change)
        self.day.left.connect(self._show_why_late)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        for widget in (self.words, self.late, late_field, self.ask):
            column.addWidget(widget)

    def show_detail(self, detail: ApplicantDetail) -> None:
        """Show the stamp of an application."""
        if self._detail is None or self._detail.id != detail.id:
            self.ask.fold()
        self._detail = detail
        known = detail.received is not None
        came = f" ({detail.came_as})" if detail.came_as else ""
        self.words.setText(
            f"Received {dates.show(detail.received)}{came}" if known else f"The day received is not known{came}."
        )
        self.ask.opener.setText("Change the day received…" if known else "Give the day received…")
        unsaid = detail.late and not detail.late_reason
        said = f"No reason is on file why it is taken in. {dates.show(detail.closes)} was the last day."
        self.late.say(said if unsaid else "", Tone.ATTENTION, "attention")
        self._late_field.setVisible(detail.late)
        may = self._context.may("applicants.editing.restamp") and detail.cycle_state is not CycleState.CLOSED
        self.ask.setVisible(may)

    def _begin(self) -> None:
        if self._detail is not None:
            self.day.set_value(self._detail.received)
            self._show_why_late()

    def _show_why_late(self) -> None:
        detail = self._detail
        late = detail is not None and is_late(self.day.day(), detail.closes)
        self.why_late.setVisible(late and detail is not None and not detail.late)

    def _change(self) -> None:
        if self._detail is None:
            return
        program, wanted = self._context.program, self._detail.id
        day, why, late = self.day.value(), str(self.why.value() or ""), str(self.why_late.value() or "")

        def change() -> bool:
            applicants.restamp(program, wanted, day, why, late=late)
            return True

        if self._context.runner.now(change, refused=self.ask.refuse):
            self.ask.fold()
