"""The inner tab Criteria: the window and rules of a cycle, and what is judged."""

from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import zip_longest
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from umdesk.domain.errors import InvalidInput
from umdesk.domain.words import Aggregate, CycleState
from umdesk.services import criteria, cycles
from umdesk.services.cycles import CycleChanges, CycleDetail
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.selection.beside import Beside
from umdesk.ui.selection.criterialist import CriteriaList
from umdesk.ui.selection.criterion import CriterionForm
from umdesk.ui.selection.page import Page
from umdesk.ui.selection.rulesform import TIES, RulesForm
from umdesk.ui.selection.templates import TemplatesWindow
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.autosave import Autosave
from umdesk.ui.widgets.unrecorded import Unrecorded

_WORDS = {"spread": "spread_threshold"}
_RANKED_ANEW = "There are ratings: this computes all scores and ranks again at once, and needs a reason."
_SCORED_BY = frozenset({"aggregate", "minimum_raters", *TIES})


class RulesPage(Page):
    """Behaviour of the inner tab Criteria."""

    help_page = "criteria"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.form = RulesForm()
        self.list = CriteriaList()
        self.criterion = CriterionForm(context)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.form)
        parts.addWidget(Beside(self.list, self.criterion, (500, 430)))
        parts.setStretchFactor(0, 1)
        parts.setStretchFactor(1, 3)
        parts.setSizes([310, 930])
        self.list.table.setMinimumHeight(self.fontMetrics().height() * 7)
        self.criterion.setMinimumHeight(self.fontMetrics().height() * 11)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(parts)
        self.autosave = Autosave(context, "cycle", self._save, self)
        self.autosave.add_all(self.form.named())
        self.form.reason.left.connect(self.autosave.settle)
        self._why = Unrecorded(context, "cycle", {"reason": self.form.reason}, self)
        self.list.table.chosen.connect(self._show_criterion)
        self.criterion.typed.connect(self._work_through)
        for name, field in self.form.named().items():
            field.edited.connect(partial(self._rule_typed, name))
        self.list.templates.clicked.connect(lambda _checked: self.open_templates())
        self.list.add.clicked.connect(self._add)
        self.list.up.clicked.connect(lambda: self._move(-1))
        self.list.down.clicked.connect(lambda: self._move(1))
        self.list.remove.clicked.connect(self._remove)

    def show_cycle(self, cycle: CycleDetail, announced: Announced | None) -> None:
        """Show the rules and criteria of a cycle."""
        super().show_cycle(cycle, announced)
        found = cycle.criteria.criteria
        choices = [(criterion.key, criterion.name) for criterion in found]
        for field in self.form.ties:
            field.set_choices(choices)
        self.form.show_ladder(cycle.tie_ladder)
        ladder = dict(zip_longest(TIES, cycle.tie_ladder[: len(TIES)]))
        self.autosave.show(
            cycle.id,
            {
                "name": cycle.name, "opens": cycle.opens, "closes": cycle.closes, "seats": cycle.seats,
                "blind": cycle.blind, "aggregate": cycle.aggregate, "minimum_raters": cycle.minimum_raters,
                "spread_threshold": cycle.spread_threshold.normalize(), **ladder,
            },
        )  # fmt: skip
        self._why.follow(cycle.id if cycle.criteria.rated else "")
        self.form.draw.setText(_about_draw(cycle))
        self.list.model.set_rows(found)
        self.form.effect.say("")
        self._show_versions(cycle)
        self.list.starting_point.setVisible(cycle.state is CycleState.DRAFT and self.context.may("criteria.edit"))
        self._enable(cycle)
        if not self.list.table.current_key() and found:
            self.list.table.choose(found[0].key)
        self._show_criterion(self.list.table.current_key())
        self._work_through()

    def open_templates(self) -> None:
        """Open the window with the templates and files of criteria."""
        if self.cycle is not None and self.settle():
            TemplatesWindow(self.context, self.cycle, self.window()).show()

    def show_typing(self, record_id: str, field: str) -> None:
        """Choose the criterion of which typing was recovered; the rules of a cycle are in view anyway."""
        self.list.table.choose(record_id)

    def settle(self) -> bool:
        """Turn what is typed into operations."""
        return all([self.autosave.settle(), self.criterion.settle()])

    def _enable(self, cycle: CycleDetail) -> None:
        writable = self.context.may("cycles.edit_cycle") and cycle.state is not CycleState.CLOSED
        for field in self.form.fields():
            field.set_read_only(not writable)
        self.form.reason.setVisible(cycle.criteria.rated and writable)
        before = cycle.state in (CycleState.DRAFT, CycleState.OPEN)
        self.form.blind.set_read_only(not (writable and before))
        self.form.blind_note.setText(
            "Can be changed until scoring starts." if before else "Fixed since scoring started."
        )
        editable = writable and cycle.state is not CycleState.DECIDING
        for field in (self.form.aggregate, self.form.minimum_raters, *self.form.ties):
            field.set_read_only(not editable)
        self.criterion.set_editable(editable)
        for button in (self.list.add, self.list.up, self.list.down, self.list.remove):
            button.setEnabled(editable)
            button.setVisible(self.context.may("criteria.edit"))
        self.list.templates.setVisible(self.context.sees("criteria_templates.templates"))

    def _save(self, cycle_id: str, changed: dict[str, Any]) -> None:
        plain_fields = ("name", "opens", "closes", "spread_threshold", "blind")
        typed: dict[str, Any] = {name: changed[name] for name in plain_fields if name in changed}
        typed |= {name: int(changed[name] or 0) for name in ("seats", "minimum_raters") if name in changed}
        if "aggregate" in changed:
            typed["aggregate"] = Aggregate(changed["aggregate"])  # Qt hands a word back as plain text
        typed |= {f"no_{name}": True for name in ("opens", "closes") if name in changed and changed[name] is None}
        changes = CycleChanges(**typed)
        if changed.keys() & set(TIES) and self.cycle is not None:
            further = self.cycle.tie_ladder[len(TIES) :]  # of a longer ladder that came from a file
            changes = replace(changes, tie_ladder=tuple(dict.fromkeys((*self.form.ladder(), *further))))
        try:
            cycles.edit_cycle(self.context.program, cycle_id, changes, reason=self.form.reason.raw())
        except InvalidInput as error:
            if error.field == "reason":
                self.form.reason.set_reason("Say why, then the change is made.")
            raise InvalidInput(error.message, error.advice, _WORDS.get(error.field, error.field)) from error
        self._why.forget()
        self.form.reason.set_value("")

    def _rule_typed(self, name: str) -> None:
        if name in TIES:
            self.form.show_ladder(self.form.ladder())
        if name in _SCORED_BY and self.cycle is not None and self.cycle.criteria.rated:
            self.form.effect.say(_RANKED_ANEW, Tone.ATTENTION, "attention")
        self._work_through()

    def _work_through(self) -> None:
        """Work the formula through with what is typed at the moment."""
        if self.cycle is None:
            return
        typed = self.criterion.as_typed()
        found = [
            typed if typed is not None and typed.key == criterion.key else criterion
            for criterion in self.cycle.criteria.criteria
        ]
        how = Aggregate(self.form.aggregate.value() or self.cycle.aggregate)
        try:
            minimum = int(self.form.minimum_raters.value() or self.cycle.minimum_raters)
        except ValueError:
            minimum = self.cycle.minimum_raters
        self.list.example.show_rules(found, how, minimum)

    def _show_versions(self, cycle: CycleDetail) -> None:
        found = self.context.runner.now(criteria.of_versions, self.context.program, cycle.id) or ()
        self.list.versions.show_versions(found)
        place = self.list.below.indexOf(self.list.versions)
        self.list.below.setTabText(place, f"Versions ({len(found)})")

    def _show_criterion(self, key: str) -> None:
        if self.cycle is None:
            return
        found = next((c for c in self.cycle.criteria.criteria if c.key == key), None)
        self.criterion.show_criterion(self.cycle.id, found, rated=self.cycle.criteria.rated)

    def _reason(self) -> str:
        return self.criterion.reason.raw()

    def _add(self) -> None:
        if self.cycle is None or not self.settle():
            return
        taken = {criterion.name for criterion in self.cycle.criteria.criteria}
        name = next(n for i in range(1, 999) if (n := "New criterion" if i == 1 else f"New criterion {i}") not in taken)
        values = criteria.CriterionInput(name, Decimal(5), Decimal(1))
        key = self.context.runner.now(
            criteria.add, self.context.program, self.cycle.id, values, reason=self._reason(), refused=self._refused
        )
        if key:
            self.list.table.choose(key)
            self.criterion.name.editor.setFocus()
            self.criterion.name.line.selectAll()

    def _move(self, by: int) -> None:
        key = self.list.table.current_key()
        if self.cycle is not None and key and self.settle():
            self.context.runner.now(
                criteria.move, self.context.program, self.cycle.id, key, by, reason=self._reason(),
                refused=self._refused,
            )  # fmt: skip

    def _remove(self) -> None:
        key = self.list.table.current_key()
        if self.cycle is not None and key and self.settle():
            self.context.runner.now(
                criteria.remove, self.context.program, self.cycle.id, key, reason=self._reason(), refused=self._refused
            )

    def _refused(self, error: Exception) -> None:
        if isinstance(error, InvalidInput) and error.field == "reason":
            self.criterion.reason.set_reason(str(error))
            self.criterion.reason.editor.setFocus()
        else:
            self.context.runner.refused.emit(error)


def _about_draw(cycle: CycleDetail) -> str:
    if cycle.seed:
        return f"Then a draw. Its seed “{cycle.seed}” comes from {cycle.seed_source}; SHA-256 {_parted(cycle)}."
    if cycle.seed_digest and cycle.scoring_started_at is None:
        return (
            f"Then a draw. Its seed comes from {cycle.seed_source} and is kept sealed; its SHA-256 is told when "
            "scoring starts, the seed itself with the decisions."
        )
    if cycle.seed_digest:
        return (
            f"Then a draw, fixed when scoring started. Its seed comes from {cycle.seed_source} and is shown with the "
            f"decisions; SHA-256 {_parted(cycle)}."
        )
    if cycle.state in (CycleState.DRAFT, CycleState.OPEN):
        return "Those still equal are drawn. The draw is fixed when scoring starts."
    return "Those still equal share a rank; no draw was fixed."


def _parted(cycle: CycleDetail) -> str:
    """The digest in groups of eight, which break over lines."""
    digest = cycle.seed_digest
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
