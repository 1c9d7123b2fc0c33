"""The inner tab Outcome: who is selected, who waits and who declined; declines, the waitlist, corrections."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.errors import UserError
from umdesk.domain.words import ApplicationState, CycleState
from umdesk.domain.writing import capital, counted
from umdesk.services import corrections, waitlist
from umdesk.services.corrections import CorrectionLine
from umdesk.services.cycles import CycleDetail
from umdesk.services.programs import Announced
from umdesk.services.waitlist import OutcomeRow, Outcomes
from umdesk.ui.context import Context
from umdesk.ui.dialogs import shown
from umdesk.ui.selection.outcome.panel import OutcomePanel
from umdesk.ui.selection.page import Page
from umdesk.ui.theme import SPACE_8, SPACE_12, SPACE_16, Tone
from umdesk.ui.widgets.actions import action
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import ActionButton, QuietLabel
from umdesk.ui.widgets.table import RowsTable

_NOTHING = "Nothing is decided for good yet. Decide under Results and apply the decisions; then it is shown here."
_TONES = {ApplicationState.SELECTED: Tone.GOOD, ApplicationState.WAITLISTED: Tone.ACCENT}


class OutcomePage(Page):
    """Behaviour of the inner tab Outcome."""

    help_page = "draw-and-outcome"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.found: Outcomes | None = None
        self.summary = PlainLabel()
        self.ends = QuietLabel()
        self.problem = Note()
        self.model: RowsModel[OutcomeRow] = RowsModel(
            (
                Column("Number", lambda r: r.number, width=11),
                Column("Name", lambda r: r.name, width=22),
                Column("Rank", lambda r: str(r.rank or "–"), sort=lambda r: r.rank, number=True, width=6),
                Column("Stands at", _stands, sort=_place, tone=lambda r: _TONES.get(r.state), width=16),
                Column("Decided", lambda r: capital(r.decided.value), tip=lambda r: r.reason, width=13),
                Column("What came after", lambda r: r.happened, tip=lambda r: r.happened, stretch=True),
            ),
            lambda r: r.application_id,
            self,
        )
        self.table = RowsTable(self.model, "What became of those decided")
        self.table.set_empty(_NOTHING)
        self.corrected: RowsModel[CorrectionLine] = RowsModel(
            (
                Column("Corrected", lambda c: dates.show(c.at.astimezone().date()), sort=lambda c: c.at, width=13),
                Column("By", lambda c: c.by, width=16),
                Column("Reason", lambda c: c.reason, tip=lambda c: c.reason, width=28),
                Column("Changes", lambda c: "; ".join(c.changes), tip=lambda c: "\n".join(c.changes), stretch=True),
            ),
            lambda c: c.id,
            self,
        )
        self.corrections_table = RowsTable(self.corrected, "Corrections of the closed cycle")
        self.panel = OutcomePanel(context.program.today())
        self.correct = action(
            self, "edit", "Correct…", self.open_correction,
            tip="Correct the closed cycle, with the old result kept beside the new one",
        )  # fmt: skip
        self.correct_button = ActionButton(self.correct)
        for asked in (self.panel.declines, self.panel.comes_up):
            asked.keep_typing(context, "waitlist_move")
        self._lay_out()
        self.table.chosen.connect(self._show_row)
        self.panel.until.left.connect(self._keep_until)
        self.panel.declines.confirmed.connect(self._decline)
        self.panel.comes_up.confirmed.connect(self._move_on)

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.addWidget(self.correct_button)
        below.addStretch(1)
        self.corrections_table.setMaximumHeight(self.fontMetrics().height() * 9)
        work = QVBoxLayout()
        work.setSpacing(SPACE_8)
        for part in (self.summary, self.ends):
            work.addWidget(part)
        work.addWidget(self.table, 1)
        work.addWidget(self.problem)
        work.addWidget(self.corrections_table)
        work.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_12)
        row.setSpacing(SPACE_16)
        row.addLayout(work, 1)
        row.addWidget(self.panel)

    def show_cycle(self, cycle: CycleDetail, announced: Announced | None) -> None:
        """Show what became of a cycle."""
        if self.cycle is None or self.cycle.id != cycle.id:
            self.problem.say("")
            self.panel.fold()
        super().show_cycle(cycle, announced)
        found = self.context.runner.now(waitlist.of_cycle, self.context.program, cycle.id, refused=self._refused)
        if found is None:
            return
        self.found = found
        self.model.set_rows(found.rows)
        self.summary.setText(_summary(found))
        ends = f"The waitlist moves on through its last day: {found.time_left}." if found.rows else ""
        self.ends.setText(ends)
        closed = cycle.state is CycleState.CLOSED
        lines = self.context.runner.now(corrections.of_cycle, self.context.program, cycle.id) if closed else ()
        self.corrected.set_rows(lines or ())
        self.corrections_table.setVisible(bool(lines))
        self.correct_button.setVisible(closed and self.context.may("corrections.make"))
        self.panel.until.set_value(found.until)
        self.panel.until.set_read_only(closed or not self.context.may("waitlist.set_until"))
        if not self.table.current_key() and found.rows:
            next_one = next((row for row in found.rows if row.next_in_line), found.rows[0])
            self.table.choose(next_one.application_id)
        self._show_row(self.table.current_key())

    def open_correction(self) -> "QWidget | None":
        """Open the window in which a closed cycle is corrected."""
        from umdesk.ui.selection.outcome.correcting import CorrectionWindow  # noqa: PLC0415 -- rarely wanted

        if self.cycle is None:
            return None
        return shown(CorrectionWindow(self.context, self.cycle, self.table.current_key(), self.window()))

    def show_typing(self, record_id: str, field: str) -> None:
        """Choose the applicant, or open the window in which a correction was begun."""
        if field.startswith("correction ") and self.correct_button.isVisibleTo(self):
            self.open_correction()
        else:
            super().show_typing(record_id, field)

    def settle(self) -> bool:
        """Keep a typed last day."""
        self._keep_until()
        return not self.panel.until.reason()

    def _show_row(self, key: str) -> None:
        row = self.model.find(key)
        free = self.found.free if self.found else 0
        self.panel.show_row(row, free=free, may=self.context.may("waitlist.decline"))

    def _keep_until(self) -> None:
        cycle, until = self.cycle, self.panel.until
        if cycle is None or self.found is None or cycle.state is CycleState.CLOSED or not until.check():
            return
        if until.value() != self.found.until:
            self.context.runner.now(
                waitlist.set_until, self.context.program, cycle.id, until.value(),
                refused=lambda error: until.set_reason(str(error)),
            )  # fmt: skip

    def _decline(self) -> None:
        asked, row = self.panel.declines, self.model.find(self.table.current_key())
        if row is None:
            return
        refusals: list[UserError] = []
        day, reason = self.panel.declined_on.value(), self.panel.declined_why.raw()
        self.context.runner.now(
            waitlist.decline, self.context.program, row.application_id, day, reason, refused=refusals.append
        )
        if refusals:
            asked.refuse(refusals[0])
        else:
            asked.done()
            following = next((each for each in self.model.rows() if each.next_in_line), None)
            told = f"{row.number} declined."
            self.table.setFocus()
            if following is not None:
                self.table.choose(following.application_id)
                told = f"{told} Next on the waitlist is {following.number}."
            self.context.runner.tell(told)

    def _move_on(self) -> None:
        asked, row = self.panel.comes_up, self.model.find(self.table.current_key())
        if row is None:
            return
        refusals: list[UserError] = []
        self.context.runner.now(
            waitlist.move_on, self.context.program, row.application_id, self.panel.up_on.value(),
            reason=self.panel.up_why.raw(), refused=refusals.append,
        )  # fmt: skip
        if refusals:
            asked.refuse(refusals[0])
        else:
            asked.done()
            self.table.setFocus()
            self.context.runner.tell(f"{row.number} is selected and has a plan now.")

    def _refused(self, error: UserError) -> None:
        self.model.set_rows(())
        self.problem.say(str(error), Tone.BAD, "attention")


def _stands(row: OutcomeRow) -> str:
    return f"{capital(row.state.value)}, next" if row.next_in_line else capital(row.state.value)


def _place(row: OutcomeRow) -> int:
    return list(ApplicationState).index(row.state)


def _summary(found: Outcomes) -> str:
    if not found.rows:
        return "No decision is applied yet"
    waiting = sum(1 for row in found.rows if row.state is ApplicationState.WAITLISTED)
    places = f"{found.held} of {counted(found.places, 'place')} held" if found.places else f"{found.held} selected"
    parts = [places, f"{waiting} on the waitlist"]
    if found.free:
        parts.append(f"{counted(found.free, 'place')} free")
    if found.pending:
        parts.append(f"{counted(found.pending, 'decision')} pending")
    return "  ·  ".join(parts)
