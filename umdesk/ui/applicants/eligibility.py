"""Eligibility of one application: the answer, its reasons with their sources, and *Decide otherwise…*.

An answer on record says so; where the rules would give another today, that one is shown beside it and taken only when
the coordinator takes it with a reason.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.eligibility import Reason
from umdesk.domain.words import ApplicationState, CycleState, Eligibility
from umdesk.services import applicants
from umdesk.services.applicants import ApplicantDetail, since
from umdesk.ui.applicants.words import ELIGIBILITY_TONES, ELIGIBILITY_WORDS, RULES_WORDS
from umdesk.ui.context import Context
from umdesk.ui.icons import icon, tone_icon
from umdesk.ui.theme import SPACE_2, SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets import layouts
from umdesk.ui.widgets.ask import Ask
from umdesk.ui.widgets.fields import ChoiceField, LongTextField, Note
from umdesk.ui.widgets.form import FormPanel, heading, paragraph
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.symbol import Symbol

CHOICES = tuple((answer, ELIGIBILITY_WORDS[answer]) for answer in (Eligibility.ELIGIBLE, Eligibility.NOT_ELIGIBLE))
_MOST_CHANGES = 5
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


def show_reasons(layout: QVBoxLayout, reasons: tuple[Reason, ...], against: Tone) -> None:
    """Fill a layout with the lines of reasons; `against` is the tone of those that stand in the way."""
    layouts.empty(layout)
    for reason in reasons:
        layout.addWidget(ReasonLine(reason, Tone.GOOD if reason.ok else against))


class FreshAnswer(QWidget):
    """What the rules would answer today where another answer is on record, since when, and *Take this answer…*."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._id = ""
        self.note = Note()
        self.since = QuietLabel()
        self.reasons = QVBoxLayout()
        self.reasons.setSpacing(SPACE_12)
        self.why = LongTextField("Reason", required=True, lines=2, hint="It stands in the record and in the history.")
        self.ask = Ask(
            "Take this answer…",
            "check",
            "Take this answer",
            (("reason", self.why),),
            "The answer on record until now stays on file. A letter that was sent is not changed by it.",
        )
        self.ask.confirmed.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        column.addWidget(self.note)
        column.addLayout(self.reasons)
        column.addWidget(self.since)
        column.addWidget(self.ask)

    def show_detail(self, detail: ApplicantDetail, *, open_to_change: bool) -> None:
        """Show the answer that would be given today; hidden where it is the one in force."""
        if detail.id != self._id:
            self.ask.fold()
        self._id = detail.id
        standing = detail.standing
        fresh = standing.fresh
        self.setVisible(fresh is not None)
        if fresh is None:
            return
        # The answer of today, and not that of the record, is what the symbols are about.
        self.note.say(
            f"The answer would change. On record: {RULES_WORDS[standing.computed.eligibility]}. "
            f"By what is on file today: {RULES_WORDS[fresh.eligibility]}.",
            Tone.ATTENTION,
            "attention",
        )
        show_reasons(self.reasons, tuple(each for each in fresh.reasons if each not in standing.computed.reasons)
                     or fresh.reasons, ELIGIBILITY_TONES[fresh.eligibility])  # fmt: skip
        found = self._context.runner.now(since.changes, self._context.program, detail.id) or ()
        said = [f"{each.what} ({each.by}, {dates.show_moment(each.at)})" for each in found[-_MOST_CHANGES:]]
        self.since.setText("\n".join(["Changed since:", *said]) if said else "")
        self.since.setVisible(bool(said))
        self.ask.setVisible(open_to_change and self._context.may("applicants.deciding.take_fresh"))

    def _take(self) -> None:
        program, wanted, reason = self._context.program, self._id, self.why.value() or ""

        def take() -> bool:
            applicants.take_fresh(program, wanted, reason)
            return True

        if self._context.runner.now(take, refused=self.ask.refuse):
            self.ask.fold()


class EligibilityPanel(FormPanel):
    """Says who is eligible and why, and lets the coordinator decide otherwise with a reason."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._id = ""
        self.decided_note = paragraph("")
        self.fresh = FreshAnswer(context)
        self.computed_heading = heading("What the rules say")
        self.on_record = QuietLabel()
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
        self.add(self.fresh)
        self.add(self.computed_heading)
        self.add(self.on_record)
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
        said = "What the rules say" if standing.recorded is None else "On record"
        self.computed_heading.setText(f"{said}: {RULES_WORDS[standing.computed.eligibility]}")
        recorded = standing.recorded
        self.on_record.setVisible(recorded is not None)
        if recorded is not None:
            self.on_record.setText(
                f"On record since {dates.show_moment(recorded.at)}: {recorded.occasion}, {recorded.by}. A later change "
                "does not alter it by itself."
            )
        show_reasons(self.reasons, standing.computed.reasons, ELIGIBILITY_TONES[standing.computed.eligibility])
        settled = detail.state not in (
            ApplicationState.RECEIVED, ApplicationState.ELIGIBLE, ApplicationState.NOT_ELIGIBLE
        )  # fmt: skip
        open_to_change = detail.cycle_state is not CycleState.CLOSED and not settled
        self.fresh.show_detail(detail, open_to_change=open_to_change)
        self.ask.setVisible(open_to_change and self._context.may("applicants.deciding.decide_eligibility"))
        self.take_back.setEnabled(open_to_change)
        may_take_back = self._context.may("applicants.deciding.take_back_eligibility")
        self.take_back.setVisible(decided is not None and may_take_back)
        open_question = standing.eligibility is Eligibility.COORDINATOR_DECIDES
        self.ask.opener.setText("Decide…" if open_question else "Decide otherwise…")

    def _decide(self) -> None:
        program, reason = self._context.program, self.why.value() or ""

        def decide() -> bool:
            applicants.decide_eligibility(program, self._id, Eligibility(self.choice.value()), reason)
            return True

        if self._context.runner.now(decide, refused=self.ask.refuse):
            self.ask.fold()

    def _take_back(self) -> None:
        self._context.runner.now(applicants.take_back_eligibility, self._context.program, self._id)
