"""Eligibility of one application: the answer, its reasons with their sources, and *Decide otherwise…*."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.eligibility import Reason
from umdesk.domain.words import ApplicationState, CycleState, Eligibility
from umdesk.services import applicants
from umdesk.services.applicants import ApplicantDetail
from umdesk.ui.applicants.ask import Ask
from umdesk.ui.applicants.words import ELIGIBILITY_TONES, ELIGIBILITY_WORDS, RULES_WORDS
from umdesk.ui.context import Context
from umdesk.ui.icons import icon, tone_icon
from umdesk.ui.theme import SPACE_2, SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets.fields import ChoiceField, LongTextField
from umdesk.ui.widgets.form import FormPanel, heading, paragraph
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.symbol import Symbol

CHOICES = tuple((answer, ELIGIBILITY_WORDS[answer]) for answer in (Eligibility.ELIGIBLE, Eligibility.NOT_ELIGIBLE))
_SYMBOL_WORDS = {Tone.GOOD: "In favor", Tone.BAD: "Against", Tone.ATTENTION: "Open"}


class ReasonLine(QWidget):
    """One reason: a symbol, the sentence, and under it where the rule comes from."""

    def __init__(self, reason: Reason, tone: Tone) -> None:
        super().__init__()
        symbol = Symbol(tone_icon(tone))
        symbol.setAccessibleName(_SYMBOL_WORDS[tone])
        symbol.setToolTip(_SYMBOL_WORDS[tone])
        words = paragraph(reason.text)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        text = QVBoxLayout()
        text.setSpacing(SPACE_2)
        text.addWidget(words)
        text.addWidget(QuietLabel(reason.source))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        row.addWidget(symbol, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


class EligibilityPanel(FormPanel):
    """Says who is eligible and why, and lets the coordinator decide otherwise with a reason."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._id = ""
        self.decided_note = paragraph("")
        self.computed_heading = heading("What the rules say")
        self.reasons = QVBoxLayout()
        self.reasons.setSpacing(SPACE_12)
        self.choice = ChoiceField("Decision", CHOICES, required=True)
        self.why = LongTextField("Reason", required=True, lines=2, hint="It stands in the record and in the history.")
        self.ask = Ask(
            "Decide otherwise…",
            "edit",
            "Decide",
            (("decided", self.choice), ("reason", self.why)),
            "The answer of the rules is kept beside your decision. You can take it back.",
        )
        self.ask.confirmed.connect(self._decide)
        self.take_back = QPushButton(icon("undo"), "Take the decision back")
        self.take_back.setAutoDefault(False)
        self.take_back.clicked.connect(lambda _checked: self._take_back())
        buttons = QHBoxLayout()
        buttons.addWidget(self.take_back)
        buttons.addStretch(1)
        self.add(self.decided_note)
        self.add_layout(buttons)
        self.add(self.computed_heading)
        self.add_layout(self.reasons)
        self.add(self.ask)

    def show_detail(self, detail: ApplicantDetail) -> None:
        """Show where an application stands."""
        if detail.id != self._id:
            self.ask.fold()
        self._id = detail.id
        standing = detail.standing
        decided = standing.decided
        self.decided_note.setVisible(decided is not None)
        if decided is not None:
            self.decided_note.setText(
                f"Decided by {decided.by}, {dates.show_moment(decided.at)}: {decided.reason}\n"
                f"The rules said then: {RULES_WORDS[decided.computed]}."
            )
        self.computed_heading.setText(f"What the rules say: {RULES_WORDS[standing.computed.eligibility]}")
        self._show_reasons(standing.computed.reasons, ELIGIBILITY_TONES[standing.computed.eligibility])
        settled = detail.state not in (
            ApplicationState.RECEIVED, ApplicationState.ELIGIBLE, ApplicationState.NOT_ELIGIBLE
        )  # fmt: skip
        open_to_change = detail.cycle_state is not CycleState.CLOSED and not settled
        self.ask.setVisible(open_to_change and self._context.may("applicants.deciding.decide_eligibility"))
        self.take_back.setEnabled(open_to_change)
        may_take_back = self._context.may("applicants.deciding.take_back_eligibility")
        self.take_back.setVisible(decided is not None and may_take_back)
        open_question = standing.eligibility is Eligibility.COORDINATOR_DECIDES
        self.ask.opener.setText("Decide…" if open_question else "Decide otherwise…")

    def _show_reasons(self, reasons: tuple[Reason, ...], against: Tone) -> None:
        while self.reasons.count():
            item = self.reasons.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for reason in reasons:
            self.reasons.addWidget(ReasonLine(reason, Tone.GOOD if reason.ok else against))

    def _decide(self) -> None:
        program, reason = self._context.program, self.why.value() or ""

        def decide() -> bool:
            applicants.decide_eligibility(program, self._id, Eligibility(self.choice.value()), reason)
            return True

        if self._context.runner.now(decide, refused=self.ask.refuse):
            self.ask.fold()

    def _take_back(self) -> None:
        self._context.runner.now(applicants.take_back_eligibility, self._context.program, self._id)
