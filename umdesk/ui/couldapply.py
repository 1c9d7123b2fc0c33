"""*Could I apply?*: a class, a tenure and a day in, the answer with its reasons out; nothing is written down."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from umdesk.domain.words import Eligibility, Tenure
from umdesk.domain.writing import enumerated
from umdesk.services import classes, eligibility
from umdesk.services.eligibility import Asks, CouldApply, Question
from umdesk.ui.applicants.eligibility import show_reasons
from umdesk.ui.applicants.forms import TIME_BASES
from umdesk.ui.applicants.words import ELIGIBILITY_TONES
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.icons import tone_icon
from umdesk.ui.theme import SPACE_8, SPACE_12
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, Field, TextField
from umdesk.ui.widgets.form import FormPanel, heading, paragraph
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.suggest import suggest
from umdesk.ui.widgets.symbol import Symbol

_ANSWERS = {
    Eligibility.ELIGIBLE: "You could apply: nothing stands in the way.",
    Eligibility.COORDINATOR_DECIDES: "You could apply, and the coordinator would have to decide.",
    Eligibility.NOT_ELIGIBLE: "By the rules you could not apply with this.",
}
_PAUSE_MS = 150


class CouldApplyWindow(SideWindow):
    """Answers while one types, for anybody at the workstation."""

    help_page = "eligibility"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Could I apply?", parent, 680, 720)
        self._context = context
        self.held = TextField("Your class", placeholder="1379, or a title", hint="The code or the title of the class.")
        self.tenure = ChoiceField("Tenure", [(one.value, one.value.capitalize()) for one in Tenure], blank="Choose one")
        self.day = DateField("Day of the application", hint="The answer is given for this day.")
        self.class_date = DateField("In this class since")
        self.hired = DateField("With the state since")
        self.probation_ends = DateField("Probation ends", hint="Leave it empty when probation is over.")
        self.time_base = TextField("Time base")
        suggest(self.time_base, TIME_BASES)
        self.symbol = Symbol()
        self.said = heading("")
        self.reasons_heading = heading("Why")
        self.reasons = QVBoxLayout()
        self.reasons.setSpacing(SPACE_12)
        self.next_heading = heading("What to do next")
        self.next = paragraph("")
        self.also = paragraph("")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.answer)
        self._lay_out()
        for field in self._fields():
            field.edited.connect(self._pause.start)
            field.left.connect(self.answer)
        context.announced.connect(self._again)
        self.day.set_value(context.program.today())
        self._offer_classes()
        self.finish()
        self.answer()
        self.held.setFocus()

    def answer(self) -> None:
        """Show the answer to what stands in the fields."""
        self._pause.stop()
        day = self.day.day() or self._context.program.today()
        question = Question(
            self.held.raw(),
            str(self.tenure.value() or ""),
            day,
            time_base=self.time_base.raw(),
            class_date=self.class_date.day(),
            hired=self.hired.day(),
            probation_ends=self.probation_ends.day(),
        )
        found = self._context.runner.now(eligibility.could_apply, self._context.program, question)
        if found is not None:
            self._show_asked(found.asks)
            self._show(found if question.held_class.strip() else None)

    def _show(self, found: CouldApply | None) -> None:
        for widget in (self.reasons_heading, self.next_heading, self.next, self.also):
            widget.setVisible(found is not None)
        if found is None:
            self.symbol.hide()
            self.said.setText("Type a class to see the answer.")
            show_reasons(self.reasons, (), ELIGIBILITY_TONES[Eligibility.ELIGIBLE])
            return
        tone = ELIGIBILITY_TONES[found.answer.eligibility]
        self.symbol.show_icon(tone_icon(tone))
        self.symbol.show()
        self.said.setText(_ANSWERS[found.answer.eligibility])
        show_reasons(self.reasons, found.answer.reasons, tone)
        self.next.setText("\n".join(found.next_steps))
        self.also.setText(f"The department also asks for {enumerated(found.also_asked)}." if found.also_asked else "")
        self.also.setVisible(bool(found.also_asked))

    def _show_asked(self, asks: Asks) -> None:
        """Ask for no more than what counts here."""
        self.class_date.setVisible(asks.class_date)
        self.hired.setVisible(asks.hired)
        self.probation_ends.setVisible(asks.probation)
        self.time_base.setVisible(asks.time_base)

    def _fields(self) -> Iterable[Field]:
        return (
            self.held, self.tenure, self.day, self.class_date, self.hired, self.probation_ends, self.time_base
        )  # fmt: skip

    def _offer_classes(self) -> None:
        known = self._context.runner.now(classes.choices, self._context.program) or ()
        suggest(self.held, [choice.text for choice in known])

    def _again(self, announced: Any) -> None:
        if announced.tables & {"job_class", "class_override", "setting"}:
            self._offer_classes()
            self.answer()

    def _lay_out(self) -> None:
        form = FormPanel()
        form.add(paragraph("Nothing that you type here is written down, and the answer is no decision."))
        form.add(self.held)
        form.add_row(self.tenure, self.day)
        form.add_row(self.class_date, self.hired)
        form.add_row(self.probation_ends, self.time_base)
        said = QHBoxLayout()
        said.setSpacing(SPACE_8)
        said.addWidget(self.symbol)
        said.addWidget(self.said, 1)
        form.add_layout(said)
        form.add(self.reasons_heading)
        form.add_layout(self.reasons)
        form.add(self.next_heading)
        form.add(self.next)
        form.add(self.also)
        form.add(QuietLabel("By the class list and the department's criteria as they are today."))
        self.column.addWidget(form, 1)
