"""Above a plan: the last note that went along with a step, and what others changed since one last worked on it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from umdesk.domain import dates, plan_steps, plans
from umdesk.domain.writing import counted, enumerated
from umdesk.services.plans import comparing
from umdesk.services.plans.comparing import Since
from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.plans.differences import DifferenceList
from umdesk.ui.theme import SPACE_4, SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets.fields import Note


class TurnNotes(QFrame):
    """Hidden while there is neither a note nor a change of others to tell."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._about = ""
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.note = Note()
        self.since = Note()
        self.show_changes = self._button("list", "Show changes")
        self.show_changes.setCheckable(True)
        self.show_changes.toggled.connect(self._unfold)
        self.seen = self._button("close", "Dismiss")
        self.seen.setAccessibleName("Dismiss what others changed")
        self.seen.clicked.connect(lambda _checked: self.dismiss())
        self.changes = DifferenceList("What others changed", lines=3)
        self.changes.table.setMaximumHeight(self.fontMetrics().height() * 8)
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        line.addWidget(self.since, 1)
        line.addWidget(self.show_changes)
        line.addWidget(self.seen)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_12, SPACE_4, SPACE_12, SPACE_4)
        column.setSpacing(SPACE_4)
        column.addWidget(self.note)
        column.addLayout(line)
        column.addWidget(self.changes)
        self._tell(None)
        self.hide()

    def show_plan(self, detail: PlanDetail, *, writes: bool) -> None:
        """Show the last note of a revision; what others changed is asked for when another revision comes into view."""
        noted = None if detail.state in plans.FROZEN else plan_steps.last_note(detail.steps)
        mine = noted is not None and noted.by == self._context.program.account.name
        self.note.say("" if noted is None else plan_steps.told(noted, "you" if mine else ""), Tone.ACCENT, "info")
        if self._about != detail.revision_id:
            self._about = detail.revision_id
            since = None
            if writes and not detail.frozen:
                since = self._context.runner.now(comparing.since_mine, self._context.program, detail.revision_id)
            self._tell(since)
        elif detail.frozen:
            self._tell(None)
        self._follow()

    def forget(self) -> None:
        """Another plan may come into view: ask anew what others changed."""
        self._about = ""

    def dismiss(self) -> None:
        """It was read."""
        self._tell(None)
        self._follow()

    def fold(self) -> None:
        """Leave the room to a question above the plan."""
        self.show_changes.setChecked(False)

    def _tell(self, since: Since | None) -> None:
        self.since.say("" if since is None else _words(since), Tone.ATTENTION, "people")
        for button in (self.show_changes, self.seen):
            button.setVisible(since is not None)
        self.show_changes.setChecked(False)
        self.changes.hide()
        if since is not None:
            self.changes.show_differences(since.differences)

    def _unfold(self, shown: bool) -> None:
        self.changes.setVisible(shown)
        if shown:
            self.changes.table.setFocus()

    def _follow(self) -> None:
        self.setVisible(bool(self.note.text() or self.since.text()))

    def _button(self, symbol: str, text: str) -> QPushButton:
        button = QPushButton(icon(symbol), text)
        button.setAutoDefault(False)
        return button


def _words(since: Since) -> str:
    """As in "Since you last changed it (Nov 20, 2026): 3 changes by Dana Whitfield."."""
    begin = since.own or since.sent
    day = dates.show(begin.astimezone().date()) if begin else ""
    lead = f"Since you last changed it ({day})" if since.own else f"Since it was sent ({day})"
    return f"{lead}: {counted(len(since.differences), 'change')} by {enumerated(since.by)}."
