"""The inner tab Criteria: the window and rules of a cycle, and what is judged."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from umdesk.domain.errors import InvalidInput
from umdesk.domain.scoring import Criterion, formula
from umdesk.domain.words import Aggregate, CycleState
from umdesk.domain.writing import plain
from umdesk.services import criteria, cycles
from umdesk.services.cycles import CycleChanges, CycleDetail
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.selection.beside import Beside
from umdesk.ui.selection.criterion import CriterionForm
from umdesk.ui.selection.page import Page
from umdesk.ui.theme import SPACE_8, SPACE_12
from umdesk.ui.widgets.autosave import Autosave
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, Field, NumberField, TextField
from umdesk.ui.widgets.form import FormPanel, heading
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable

AGGREGATES = (
    (Aggregate.MEAN, "Mean of all raters"),
    (Aggregate.MEDIAN, "Median (the middle one)"),
    (Aggregate.TRIMMED_MEAN, "Mean without highest and lowest"),
)
_WORDS = {"spread": "spread_threshold"}


class RulesForm(FormPanel):
    """Dates, places and how raters' scores become one."""

    def __init__(self) -> None:
        super().__init__()
        self.section("Cycle")
        self.name = self.add(TextField("Name", required=True, max_length=80))
        self.opens = DateField("Opens")
        self.closes = DateField("Closes")
        self.add_row(self.opens, self.closes)
        self.seats = self.add(NumberField("Places", minimum=0, maximum=9999, hint="0 while nobody set them"))
        self.section("How scores are combined")
        self.aggregate = self.add(ChoiceField("The score is the", AGGREGATES))
        self.minimum_raters = NumberField("Raters at least", required=True, minimum=1, maximum=99)
        self.spread = NumberField("Spread to look at", required=True, unit="points", minimum=1, maximum=100, decimals=2)
        self.add_row(self.minimum_raters, self.spread)
        self.section("Ties")
        self.first_tie = self.add(ChoiceField("First decided by", blank="nothing"))
        self.second_tie = self.add(ChoiceField("Then by", blank="nothing"))
        self.draw = self.add(QuietLabel())
        self.reason = self.add(TextField("Reason for a change", hint="Needed since there are ratings"))

    def named(self) -> dict[str, Field]:
        """The fields that are typed in, by what `CycleChanges` calls them."""
        return {
            "name": self.name, "opens": self.opens, "closes": self.closes, "seats": self.seats,
            "aggregate": self.aggregate, "minimum_raters": self.minimum_raters, "spread_threshold": self.spread,
            "first_tie": self.first_tie, "second_tie": self.second_tie,
        }  # fmt: skip


class CriteriaList(QWidget):
    """The criteria in order, with what can be done to the list."""

    def __init__(self) -> None:
        super().__init__()
        self.model: RowsModel[Criterion] = RowsModel(
            (
                Column("Criterion", lambda c: c.name, stretch=True),
                Column("Max.", lambda c: plain(c.maximum), sort=lambda c: c.maximum, number=True, width=4),
                Column("Weight", lambda c: plain(c.weight), sort=lambda c: c.weight, number=True, width=5),
                Column("Required", lambda c: "yes" if c.required else "no", width=7),
                Column("Counted", lambda c: "yes" if c.counted else "shown only", width=8),
            ),
            lambda c: c.key,
            self,
        )
        self.table = RowsTable(self.model, "Criteria")
        self.table.setSortingEnabled(False)
        self.table.set_empty("No criterion yet. Add the first one.")
        self.add = QPushButton(icon("add"), "Add")
        self.up = QPushButton(icon("up"), "Up")
        self.down = QPushButton(icon("down"), "Down")
        self.remove = QPushButton(icon("delete"), "Remove")
        self.starting_point = QuietLabel(
            "These criteria are a starting point, not law: use them, change them, or put your department's own in "
            "their place (2 CCR 599.983(d))."
        )
        self.formula = QuietLabel()
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_8)
        for button in (self.add, self.up, self.down, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_12)
        column.setSpacing(SPACE_8)
        column.addWidget(heading("What is judged"))
        column.addWidget(self.starting_point)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        column.addWidget(self.formula)
        self._column = column

    def minimumSizeHint(self) -> QSize:
        """High enough for its wrapped texts, which a splitter does not ask about."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), max(hint.height(), self._column.minimumHeightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width takes another height."""
        super().resizeEvent(event)
        self.updateGeometry()


class RulesPage(Page):
    """Behaviour of the inner tab Criteria."""

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
        self.list.table.chosen.connect(self._show_criterion)
        self.list.add.clicked.connect(self._add)
        self.list.up.clicked.connect(lambda: self._move(-1))
        self.list.down.clicked.connect(lambda: self._move(1))
        self.list.remove.clicked.connect(self._remove)

    def show_cycle(self, cycle: CycleDetail, announced: Announced | None) -> None:
        """Show the rules and criteria of a cycle."""
        super().show_cycle(cycle, announced)
        found = cycle.criteria.criteria
        choices = [(criterion.key, criterion.name) for criterion in found]
        self.form.first_tie.set_choices(choices)
        self.form.second_tie.set_choices(choices)
        ladder = (*cycle.tie_ladder, None, None)
        self.autosave.show(
            cycle.id,
            {
                "name": cycle.name, "opens": cycle.opens, "closes": cycle.closes, "seats": cycle.seats,
                "aggregate": cycle.aggregate, "minimum_raters": cycle.minimum_raters,
                "spread_threshold": cycle.spread_threshold.normalize(),
                "first_tie": ladder[0], "second_tie": ladder[1],
            },
        )  # fmt: skip
        self.form.draw.setText(_about_draw(cycle))
        self.list.model.set_rows(found)
        self.list.formula.setText(formula(found, cycle.aggregate, cycle.minimum_raters))
        self.list.starting_point.setVisible(cycle.state is CycleState.DRAFT and self.context.may("criteria.edit"))
        self._enable(cycle)
        if not self.list.table.current_key() and found:
            self.list.table.choose(found[0].key)
        self._show_criterion(self.list.table.current_key())

    def settle(self) -> bool:
        """Turn what is typed into operations."""
        return all([self.autosave.settle(), self.criterion.settle()])

    def _enable(self, cycle: CycleDetail) -> None:
        writable = self.context.may("cycles.edit_cycle") and cycle.state is not CycleState.CLOSED
        for field in self.form.fields():
            field.set_read_only(not writable)
        self.form.reason.setVisible(cycle.criteria.rated and writable)
        editable = writable and cycle.state is not CycleState.DECIDING
        self.criterion.set_editable(editable)
        for button in (self.list.add, self.list.up, self.list.down, self.list.remove):
            button.setEnabled(editable)
            button.setVisible(self.context.may("criteria.edit"))

    def _save(self, cycle_id: str, changed: dict[str, Any]) -> None:
        plain_fields = ("name", "opens", "closes", "spread_threshold")
        typed: dict[str, Any] = {name: changed[name] for name in plain_fields if name in changed}
        typed |= {name: int(changed[name] or 0) for name in ("seats", "minimum_raters") if name in changed}
        if "aggregate" in changed:
            typed["aggregate"] = Aggregate(changed["aggregate"])  # Qt hands a word back as plain text
        typed |= {f"no_{name}": True for name in ("opens", "closes") if name in changed and changed[name] is None}
        changes = CycleChanges(**typed)
        if "first_tie" in changed or "second_tie" in changed:
            keys = (self.form.first_tie.value(), self.form.second_tie.value())
            changes = replace(changes, tie_ladder=tuple(dict.fromkeys(key for key in keys if key)))
        try:
            cycles.edit_cycle(self.context.program, cycle_id, changes, reason=self.form.reason.raw())
        except InvalidInput as error:
            if error.field == "reason":
                self.form.reason.set_reason("Say why, then the change is made.")
            raise InvalidInput(error.message, error.advice, _WORDS.get(error.field, error.field)) from error
        self.form.reason.set_value("")

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
