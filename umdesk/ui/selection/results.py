"""The inner tab Results: the ranking, how ties were decided, decisions until they are applied together."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from umdesk.domain.errors import InvalidInput, UserError
from umdesk.domain.words import CycleState, Outcome
from umdesk.domain.writing import counted
from umdesk.jobs import print_ranking
from umdesk.services import decisions, drafts, results
from umdesk.services.cycles import CycleDetail
from umdesk.services.programs import Announced
from umdesk.services.results import ResultRow, Results, UnrankedRow
from umdesk.ui.context import Context
from umdesk.ui.dialogs import shown
from umdesk.ui.paperwindow import PaperWindow
from umdesk.ui.selection.beside import TablesWithNotes
from umdesk.ui.selection.deciding import DecidingPanel
from umdesk.ui.selection.page import Page
from umdesk.ui.selection.reasons import Reasons
from umdesk.ui.selection.resulttable import ResultsTable, results_model
from umdesk.ui.selection.resultviews import ResultViews
from umdesk.ui.theme import SPACE_8, SPACE_12, SPACE_16, Tone
from umdesk.ui.widgets.actions import action
from umdesk.ui.widgets.autosave import Autosave
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.search import SearchLine
from umdesk.ui.widgets.status import ActionButton, Chips, QuietLabel
from umdesk.ui.widgets.table import RowsTable

_EMPTY = "Nobody is ranked yet. An applicant is ranked once enough raters have complete sheets."
_NONE_LEFT = {
    "settle": "No wide spread is left to settle.",
    "open": "Everybody ranked is decided.",
    "reason": "No decision needs a reason.",
}
_AT_ONCE = 50
"""Pending decisions that are applied on the spot."""
_CONDITIONS = {
    "all": None,
    "settle": lambda row: row.wide and not row.settled,
    "open": lambda row: row.outcome is None,
    "reason": lambda row: row.needs_reason,
}


class ResultsPage(Page):
    """Behaviour of the inner tab Results."""

    help_page = "results"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.found: Results | None = None
        self.summary = PlainLabel()
        self.over = Note()
        self.formula = QuietLabel()
        self.problem = Note()
        self.chips = Chips("Show")
        self.search = SearchLine("Find in the results", "Find a number or name")
        self.model = results_model(self)
        self.table = ResultsTable(self.model)
        self.table.set_empty(_EMPTY)
        self.unranked: RowsModel[UnrankedRow] = RowsModel(
            (
                Column("Number", lambda r: r.number, width=11),
                Column("Name", lambda r: r.name, width=28),
                Column("Why it is not ranked", lambda r: r.reason, stretch=True),
            ),
            lambda r: r.application_id,
            self,
        )
        self.unranked_table = RowsTable(self.unranked, "Applications without a rank")
        self.unranked_table.set_empty("Every application is ranked.")
        self.tables = TablesWithNotes(self.table, self.unranked_table)
        self.ranking = QWidget()
        self.views = ResultViews(context, self.ranking)
        self.panel = DecidingPanel()
        self.reasons = Reasons(context, self.panel, self)
        self.waitlist = QSpinBox()
        self.waitlist.setRange(0, 999)
        self.waitlist.setValue(5)
        self.waitlist.setAccessibleName("How many are waitlisted")
        self._make_actions()
        self._lay_out()
        self.autosave = Autosave(context, "decision", self._save, self)
        self.autosave.add_all({"decision_reason": self.panel.reason, "spread_note": self.panel.settlement})
        self.chips.chosen.connect(self._filter)
        self.search.textChanged.connect(self.model.set_words)
        self.search.textChanged.connect(self.unranked.set_words)
        self.views.turned.connect(lambda: self._filter(self.chips.current()))
        self.views.chosen.connect(self.table.choose)
        self.table.chosen.connect(self._show_row)
        self.table.decided.connect(self.decide)
        self.panel.outcome.left.connect(self._decide_by_box)

    def _make_actions(self) -> None:
        self.by_rank = action(
            self, "list", "Decide by rank", self._decide_by_rank,
            tip="Select the first places, waitlist the next, for all without a reasoned decision",
        )  # fmt: skip
        self.apply = action(
            self, "check", "Apply decisions", self._apply,
            tip="Make all pending decisions final together and start a plan for each one selected",
        )  # fmt: skip
        self.print = action(
            self, "print", "Print ranking…", self.print_ranking,
            tip="See the ranking as a page, print it or save it as a PDF",
        )  # fmt: skip

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(SPACE_8)
        filters.addWidget(self.chips, 1)
        self.search.setMinimumWidth(self.fontMetrics().averageCharWidth() * 15)
        filters.addWidget(self.search)
        ranking = QVBoxLayout(self.ranking)
        ranking.setContentsMargins(0, 0, 0, 0)
        ranking.setSpacing(SPACE_8)
        ranking.addLayout(filters)
        ranking.addWidget(self.tables, 1)
        self.deciding = QWidget()
        acts = QHBoxLayout(self.deciding)
        acts.setContentsMargins(0, 0, 0, 0)
        acts.setSpacing(SPACE_8)
        self.waitlist_label = PlainLabel("and waitlist the next")
        self.waitlist_label.setBuddy(self.waitlist)
        for part in (ActionButton(self.by_rank), self.waitlist_label, self.waitlist):
            acts.addWidget(part)
        acts.addSpacing(SPACE_16)
        acts.addWidget(ActionButton(self.apply))
        below = QHBoxLayout()
        below.addWidget(self.deciding)
        below.addStretch(1)
        below.addWidget(self.tables.button)
        below.addWidget(ActionButton(self.print))
        work = QVBoxLayout()
        work.setSpacing(SPACE_8)
        work.addWidget(self.summary)
        work.addWidget(self.over)
        work.addWidget(self.formula)
        work.addWidget(self.views, 1)
        work.addWidget(self.problem)
        work.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_12)
        row.setSpacing(SPACE_16)
        row.addLayout(work, 1)
        row.addWidget(self.panel)

    def show_cycle(self, cycle: CycleDetail, announced: Announced | None) -> None:
        """Rank the cycle and show it."""
        super().show_cycle(cycle, announced)
        refusals: list[UserError] = []
        found = self.context.runner.now(results.results, self.context.program, cycle.id, refused=refusals.append)
        if found != self.found:  # a refusal may name what has been put right
            self.problem.say("")
        self.found = found
        self._seal(str(refusals[0]) if refusals else "")
        if found is None:
            return
        self.table.places = found.seats
        self.model.set_rows(found.rows)
        self.unranked.set_rows(found.unranked)
        self.summary.setText(_summary(found))
        self.over.say(f"{found.over_places}." if found.over_places else "", Tone.ATTENTION, "attention")
        self.formula.setText(found.formula)
        seed = (f"The seed is “{found.seed}”.",) if found.seed else ()
        self.tables.say(" ".join((*found.notes, *found.ties, *seed)))
        self.views.show_results(found)
        self._count_chips(found)
        self._filter(self.chips.current())
        self._enable(cycle, found)
        if not self.table.current_key() and found.rows:
            self.table.choose(found.rows[0].application_id)
        self._show_row(self.table.current_key())

    def settle(self) -> bool:
        """Turn a typed reason or note into an operation."""
        return self.autosave.settle()

    def decide(self, outcome: Outcome | None) -> None:
        """Decide the chosen row, or take its decision back; it stays pending."""
        row = self._row()
        if row is None or not self.context.may("decisions.decide") or not self.autosave.settle():
            return
        program = self.context.program
        if outcome is None:
            self.context.runner.now(decisions.take_back, program, row.application_id, refused=self._refused)
        elif outcome is not row.outcome:
            self.context.runner.now(
                decisions.decide, program, row.application_id, outcome, reason=row.reason, kind=row.reason_kind,
                refused=self._refused,
            )  # fmt: skip

    def print_ranking(self) -> PaperWindow | None:
        """Show the ranking as a page, with printing and saving."""
        if self.cycle is None:
            return None
        program, cycle_id = self.context.program, self.cycle.id
        return shown(
            PaperWindow(
                self.context,
                f"Ranking, {self.cycle.name}",
                lambda _progress: print_ranking.make_ranking(program, cycle_id),
                drawing="Making the ranking",
                help_page="printing",
                parent=self.window(),
            )
        )

    # --- showing

    def _count_chips(self, found: Results) -> None:
        rows = found.rows
        chips = [("all", "Ranked", len(rows))]
        chips.append(("settle", "To settle", sum(1 for row in rows if row.wide and not row.settled)))
        if found.state.after_scoring:
            chips.append(("open", "Undecided", sum(1 for row in rows if row.outcome is None)))
            chips.append(("reason", "Need a reason", sum(1 for row in rows if row.needs_reason)))
        chips.append(("unranked", "Not ranked", len(found.unranked)))
        self.chips.set_chips(chips)

    def _seal(self, why: str) -> None:
        """Show nothing but why there is nothing to see; "" opens the page again."""
        self.table.set_empty(why or _EMPTY)
        for part in (self.views.bar, self.chips, self.search, self.summary, self.formula, self.panel):
            part.setVisible(not why)
        self.print.setEnabled(not why)
        if why:
            self.views.bar.setCurrentIndex(0)
            self.deciding.hide()
            self.tables.say("")
            self.tables.choose(self.table)
            self.model.set_rows(())
            self.unranked.set_rows(())

    def _filter(self, key: str) -> None:
        self.tables.choose(self.unranked_table if key == "unranked" else self.table)
        about = self.views.bar.currentIndex() > 0 or key != "unranked"
        self.panel.setVisible(about and self.views.about_applicants())
        self.tables.button.setEnabled(self.views.bar.currentIndex() == 0)
        if self.found is not None:  # else it says why nothing is shown
            self.table.set_empty(_NONE_LEFT.get(key, _EMPTY) if self.found.rows else _EMPTY)
        self.model.set_condition(_CONDITIONS.get(key))

    def _enable(self, cycle: CycleDetail, found: Results) -> None:
        deciding = cycle.state is CycleState.DECIDING and self.context.may("decisions.decide")
        self.deciding.setVisible(deciding)
        self.by_rank.setEnabled(bool(found.rows))
        self.apply.setEnabled(found.pending > 0)
        self.apply.setText(f"Apply {found.pending} decisions" if found.pending > 1 else "Apply decisions")
        self.print.setEnabled(cycle.state not in (CycleState.DRAFT, CycleState.OPEN))

    def _row(self) -> ResultRow | None:
        return self.model.find(self.table.current_key())

    def _show_row(self, _key: str) -> None:
        row = self._row()
        self.panel.show_row(row)
        if row is None or self.cycle is None:
            self.autosave.clear()
            return
        self.panel.outcome.set_value(row.outcome)
        self.autosave.show(row.application_id, {"decision_reason": row.reason, "spread_note": row.settled})
        may = self.context.may("decisions.decide")
        deciding = self.cycle.state is CycleState.DECIDING and not row.applied and may
        self.panel.outcome.label.setText("Decision (keys S, W, N)" if deciding else "Decision")
        self.panel.outcome.set_read_only(not deciding)
        self.panel.reason.set_read_only(not deciding or row.outcome is None)
        self.panel.outcome.setVisible(row.outcome is not None or self.cycle.state is CycleState.DECIDING)
        self.panel.reason.setVisible(deciding or bool(row.reason))
        self.panel.reason.label.setText("Reason (required)" if row.departure else "Reason")
        open_cycle = self.cycle.state in (CycleState.SCORING, CycleState.DECIDING)
        self.panel.settlement.set_read_only(not (open_cycle and may))
        self.reasons.show(self.cycle, row)

    # --- doing

    def _decide_by_box(self) -> None:
        row = self._row()
        word = self.panel.outcome.value()
        chosen = None if word is None else Outcome(word)  # Qt hands a word back as plain text
        if row is not None and chosen is not row.outcome:
            self.decide(chosen)
            self._show_row(row.application_id)

    def _save(self, application_id: str, changed: dict[str, Any]) -> None:
        program = self.context.program
        row = next((r for r in self.found.rows if r.application_id == application_id), None) if self.found else None
        if "decision_reason" in changed and row is not None:
            if row.outcome is None:
                raise InvalidInput("Decide first, then write the reason.", "", "decision_reason")
            decisions.decide(
                program, application_id, row.outcome, reason=changed["decision_reason"] or "", kind=row.reason_kind
            )
            drafts.drop(program, application_id, "decision_reason")
        if "spread_note" in changed:
            try:
                self.reasons.settle(application_id, changed["spread_note"] or "")
            except InvalidInput as error:
                raise InvalidInput(error.message, error.advice, "spread_note") from error
            drafts.drop(program, application_id, "spread_note")

    def _decide_by_rank(self) -> None:
        if self.cycle is None or not self.settle():
            return
        self.problem.say("")
        changed = self.context.runner.now(
            decisions.decide_by_rank, self.context.program, self.cycle.id, waitlist=self.waitlist.value(),
            refused=self._refused,
        )  # fmt: skip
        if changed is not None:
            self.context.runner.tell(f"{changed} decisions by rank, pending until you apply them.")

    def _apply(self) -> None:
        """Apply what is pending; hundreds of decisions take a moment, beside the window."""
        if self.cycle is None or self.found is None or not self.settle():
            return
        self.problem.say("")
        runner, program, cycle, found = self.context.runner, self.context.program, self.cycle, self.found

        def tell(counts: Mapping[Outcome, int]) -> None:
            told = ", ".join(f"{count} {outcome.value}" for outcome, count in counts.items() if count)
            over = f" Note: {found.over_places}." if found.over_places else ""
            runner.tell(f"Applied: {told}. Each one selected has a plan now.{over}", "Go to Career plans", to_plans)

        def to_plans() -> None:
            self.context.place_wanted.emit("Career plans", "")

        def stop(error: UserError | None = None) -> None:
            if self.cycle is not None and self.found is not None:
                self._enable(self.cycle, self.found)
            if error is not None:
                self._refused(error)

        if found.pending <= _AT_ONCE:
            counts = runner.now(decisions.apply, program, cycle.id, refused=self._refused)
            if counts is not None:
                tell(counts)
            return
        for each in (self.apply, self.by_rank):
            each.setEnabled(False)
        runner.later(
            lambda progress: decisions.apply(program, cycle.id, progress), tell, owner=self,
            title="Applying decisions", cancellable=True, refused=stop, stopped=stop,
        )  # fmt: skip

    def _refused(self, error: UserError) -> None:
        self.problem.say(str(error), Tone.BAD, "attention")
        self._show_row(self.table.current_key())


def _summary(found: Results) -> str:
    places = "the number of places is not set" if not found.seats else f"{found.seats} places"
    if found.seats == 1:
        places = "1 place"
    parts = [f"{len(found.rows)} ranked, {len(found.unranked)} not ranked", places]
    flags = sum(1 for row in found.rows if row.wide and not row.settled)
    if flags:
        parts.append(f"{counted(flags, 'wide spread')} to settle")
    if found.pending:
        parts.append(counted(found.pending, "pending decision"))
    return "  ·  ".join(parts)
