"""The coordinator's word on a conflict of interest, with the definition and what the rater said in view."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.words import Conflict
from umdesk.services import conflicts
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.selection.raters.lists import PairLine
from umdesk.ui.theme import SPACE_12
from umdesk.ui.widgets.ask import Ask
from umdesk.ui.widgets.fields import TextField
from umdesk.ui.widgets.fold import Fold
from umdesk.ui.widgets.form import heading, paragraph


class JudgePanel(QWidget):
    """What was said about one pair, and Clear, Recuse or no conflict."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._pair: PairLine | None = None
        self.whose = heading("Conflict of interest")
        self.said = paragraph("")
        self.clear = Ask(
            "Clear…", "check", "Clear the conflict",
            [("reason", TextField("Why it does not matter", required=True, max_length=300))],
            "The rater then rates this application, and the reason stands in the selection packet.",
        )  # fmt: skip
        more = TextField("Reason, if there is more to say", max_length=300)
        self.recuse = Ask(
            "Recuse…", "cross", "Recuse the rater", [("reason", more)],
            "Their ratings of this application stay on file and do not count.",
        )  # fmt: skip
        self.none = QPushButton(icon("circle"), "No conflict")
        self.none.setAutoDefault(False)
        self.definition = Fold("What a conflict of interest is")
        self.words = paragraph("")
        self.definition.add(self.words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        for part in (self.whose, self.said, self.clear, self.recuse):
            column.addWidget(part)
        column.addWidget(self.none, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.definition)
        column.addStretch(1)
        for ask in (self.clear, self.recuse):
            ask.keep_typing(context, "conflict")
        self.clear.confirmed.connect(lambda: self._judge(Conflict.CLEARED, self.clear))
        self.recuse.confirmed.connect(lambda: self._judge(Conflict.RECUSED, self.recuse))
        self.none.clicked.connect(lambda _checked: self._judge(Conflict.NONE, None))

    def show_pair(self, pair: PairLine | None, *, open_to_judge: bool) -> None:
        """Show what is known of a pair; None for none."""
        self._pair = pair
        for word, ask in (("clear", self.clear), ("recuse", self.recuse)):
            told = (pair.pair.application_id, f"{word} {pair.pair.rater_id}") if pair is not None else ("", "")
            ask.follow(*told)
        self.words.setText(self._context.runner.now(conflicts.what_it_is, self._context.program) or "")
        may = pair is not None and open_to_judge and self._context.may("conflicts.judge")
        line = pair.line if pair is not None else None
        self.clear.setVisible(may and (line is None or line.conflict is not Conflict.CLEARED))
        self.recuse.setVisible(may and (line is None or line.conflict is not Conflict.RECUSED or line.waits))
        self.none.setVisible(may and not (line is not None and line.declared) and (line is not None or _unsaid(pair)))
        if pair is None:
            self.whose.setText("Conflict of interest")
            self.said.setText("Choose a line to see what was said and to judge it.")
            return
        self.whose.setText(f"{pair.pair.rater} and {pair.pair.number} {pair.pair.name}")
        self.said.setText("\n".join(_told(pair)))

    def _judge(self, conflict: Conflict, ask: Ask | None) -> None:
        if self._pair is None:
            return
        reason = ask.fields["reason"].raw() if ask is not None else ""
        pair, program = self._pair.pair, self._context.program

        def judge() -> bool:
            conflicts.judge(program, pair.application_id, pair.rater_id, conflict, reason=reason)
            return True

        if self._context.runner.now(judge, refused=ask.refuse if ask is not None else None) and ask is not None:
            ask.done()


def _unsaid(pair: PairLine | None) -> bool:
    return pair is not None and pair.hint is not None and pair.hint.open


def _told(pair: PairLine) -> list[str]:
    """What the rater said, what the records suggest, and what holds, a line each."""
    told, line = [], pair.line
    if line is not None and line.declared:
        when = f" on {dates.show(line.declared_at.date())}" if line.declared_at else ""
        words = f": “{line.declared_reason.rstrip('.')}”" if line.declared_reason else ", without a reason"
        told.append(f"{line.rater} named a conflict{when} ({line.declared_as}){words}.")
    if pair.hint is not None:
        told.append(f"On file: {pair.hint.why}. That decides nothing.")
    if line is not None and line.waits:
        told.append("It waits for you. Until then the rater is recused.")
    elif line is not None and line.conflict is not Conflict.NONE:
        word = "Cleared" if line.conflict is Conflict.CLEARED else "Recused"
        when = f" on {dates.show(line.at.date())}" if line.at else ""
        why = f": {line.reason.rstrip('.')}" if line.reason else ""
        told.append(f"{word} by {line.by or 'the coordinator'}{when}{why}.")
    return told
