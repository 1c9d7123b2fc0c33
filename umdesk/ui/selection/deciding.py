"""Beside the results: the chosen applicant's scores, the decision with its reason, a wide spread to settle."""

from umdesk.domain.scoring import shown
from umdesk.domain.words import Eligibility, Outcome
from umdesk.domain.writing import capital
from umdesk.services.results import ResultRow
from umdesk.ui.theme import SPACE_8, SPACE_16, Tone
from umdesk.ui.widgets.ask import Ask
from umdesk.ui.widgets.fields import ChoiceField, LongTextField, Note, TextField
from umdesk.ui.widgets.form import FormPanel, heading
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable

MISSING = {
    (False, False): "Choose a reason and say it in words.",
    (True, False): "Say the reason in words.",
    (False, True): "Choose the kind of reason.",
}


def missing(row: ResultRow) -> str:
    """What a departure from rank still needs, in a sentence; "" when it has both."""
    return MISSING.get((bool(row.reason_kind), bool(row.reason)), "")


OUTCOMES = tuple((outcome, outcome.value.capitalize()) for outcome in Outcome)


class DecidingPanel(FormPanel):
    """Widgets and layout; the page gives them their behaviour."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(max(230, self.fontMetrics().averageCharWidth() * 33) + SPACE_16)
        self.who = heading("")
        self.about = QuietLabel()
        self.scores: RowsModel[tuple[str, str]] = RowsModel(
            (
                Column("Rater", lambda r: r[0], stretch=True),
                Column("Score", lambda r: r[1], number=True, width=8),
            ),
            lambda r: r[0],
            self,
        )
        self.scores_table = RowsTable(self.scores, "Rater scores of the chosen applicant")
        self.outcome = ChoiceField("Decision (keys S, W, N)", OUTCOMES, blank="No decision yet")
        self.departure = Note()
        self.kind = ChoiceField("Kind of reason", blank="Choose a reason")
        self.reason = LongTextField("Reason", lines=2)
        self.spread = Note()
        self.settlement = LongTextField("What the raters discussed", lines=2)
        self.further_name = TextField("Who is asked", required=True, placeholder="First and last name", max_length=80)
        self.further = Ask(
            "Ask a further rater…", "add", "Ask", [("rater", self.further_name)],
            "They get the sheet of this application; all others keep theirs. The spread waits for it, then you look at "
            "it again.",
        )  # fmt: skip
        for part in (
            self.who, self.about, self.scores_table, self.outcome, self.departure, self.kind, self.reason, self.spread,
            self.settlement, self.further,
        ):  # fmt: skip
            self.add(part)

    def show_row(self, row: ResultRow | None) -> None:
        """Show the facts of a row; the fields are filled by the page."""
        for part in (self.scores_table, self.outcome, self.kind, self.reason):
            part.setVisible(row is not None)
        self.further.setVisible(False)
        if row is None:
            self.who.setText("")
            self.about.setText("Choose a row to see each rater's score and to decide.")
            self.about.show()
            self.departure.say("")
            self.spread.say("")
            self.settlement.hide()
            return
        self.who.setText(f"{row.number} {row.name}")
        self.about.setText(" · ".join(part for part in (row.class_title, row.unit) if part))
        self.about.setVisible(bool(self.about.text()))
        self.scores.set_rows([(rater, str(shown(value))) for rater, value in row.rater_scores])
        height = self.scores_table.verticalHeader().defaultSectionSize()
        self.scores_table.setFixedHeight(height * (min(len(row.rater_scores), 6) + 1) + SPACE_8)
        moved = row.applied and row.outcome is not None and row.decided != row.outcome.value
        after = f" {capital(row.decided)}." if moved else ""
        if row.eligibility is Eligibility.COORDINATOR_DECIDES:
            self.departure.say("Decide on eligibility under Applicants before you select.", Tone.ATTENTION, "attention")
        elif row.needs_reason:
            self.departure.say(f"{row.departure} {missing(row)}", Tone.ATTENTION, "attention")
        elif row.departure:
            self.departure.say(f"{row.departure}{after}", Tone.QUIET, "info")
        elif row.applied:
            self.departure.say(f"Applied.{after}", Tone.GOOD, "check")
        else:
            self.departure.say("")
        self.settlement.setVisible(row.wide)
        told = row.spread_stands
        if told == "to settle":
            told = "ask a further rater, or record a discussion"
        self.settlement.label.setText(
            "What the further rating showed" if row.further_is_in else "What the raters discussed"
        )
        tone, symbol = (Tone.GOOD, "check") if row.settled else (Tone.ATTENTION, "attention")
        self.spread.say(f"Spread of {row.spread}: {told}." if row.wide else "", tone, symbol)
