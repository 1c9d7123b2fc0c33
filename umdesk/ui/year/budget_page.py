"""Budget: what the year has, what plans commit and spend of it, what is left, and adjustments with their reasons."""

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout

from umdesk.domain import dates, money
from umdesk.domain.budget import Allocated, Change, Pot, category_name, fund_name, over_words
from umdesk.domain.words import CostCategory
from umdesk.domain.writing import capital
from umdesk.domain.year_drafts import draft_record, year_of_draft
from umdesk.services.year import budget
from umdesk.services.year.budget import AllocationInput
from umdesk.ui.context import Context
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.actions import action
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.datefield import DateField, expect_in_period
from umdesk.ui.widgets.fields import ChoiceField, MoneyField, Note, TextField
from umdesk.ui.widgets.form import paragraph
from umdesk.ui.widgets.narrow import Narrow
from umdesk.ui.widgets.recordform import remove_button
from umdesk.ui.widgets.recording import Kind, Recording
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import ActionButton, QuietLabel
from umdesk.ui.widgets.suggest import suggest
from umdesk.ui.widgets.table import RowsTable, fit_rows
from umdesk.ui.year.page import YearForm, head
from umdesk.ui.year.record_list import Keeping, RecordList


class BudgetPage(YearForm):
    """The budget of one program year; the money records of the plans are its ledger."""

    help_page = "budget"
    tables = frozenset({
        "allocation", "allocation_change", "money_record", "plan_cost", "revision", "progress", "participation_state",
    })  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context, "year.budget.add")
        self._fund = TextField("Fund", placeholder="Example: Training budget")
        self.allocations = RecordList(context, self._keeping(), rows=8)
        self._allocate = action(self, "add", "&Allocate money", self.allocations.begin, may=self._may)
        self.button = ActionButton(self._allocate, primary=True)
        self.add_layout(head("Budget", self.button))
        self.sums = QuietLabel()
        self.report = push_button("Open the report", "open", lambda: self._go("Reports", "budget"))
        summary = QHBoxLayout()
        summary.addWidget(self.sums, 1)
        summary.addWidget(self.report)
        self.add_layout(summary)
        self.over = self.add(Note())
        self._lines = RowsModel[Pot](_line_columns(), key=lambda pot: pot.name, parent=self)
        self.lines = self.add(RowsTable(self._lines, "Lines of the budget"))
        Narrow(self.lines, {3: 118, 5: 100})
        self.lines.set_empty("Nothing was allocated, committed or spent yet.")
        self.add(
            paragraph(
                "Committed: estimates of plans in force. Spent: money recorded with the plans. Nothing is typed twice."
            )
        )
        self.section("Allocations")
        self.add(self.allocations)
        self._of_changes = self.section("Adjustments of the chosen allocation")
        self._changes = RowsModel[Change](_change_columns(), key=lambda change: change.id, parent=self)
        self.changes = self.add(RowsTable(self._changes, "Adjustments"))
        self.changes.set_empty("It was not adjusted.")
        self.remove_change = remove_button("Remove the chosen adjustment", self._remove_change)
        self.add_layout(side_by_side(self.remove_change))
        self.adjusting = self.add(self._make_adjusting())
        self.adjusting.began.connect(self._name_adjusting)
        self.adjust = push_button("Adjust…", "add", self._next_adjustment)
        self.allocations.put_beside(self.adjust)
        self._typing = (self.allocations, self.adjusting)
        self.allocations.chosen.connect(lambda _key: self._show_changes())
        fit_rows(self.lines, 3, 12)
        fit_rows(self.changes, 2, 4)

    def show_year(self, year: int) -> None:
        """Show the budget of a program year."""
        expect_in_period([self.adjusting.fields["on"]], *dates.program_year_period(year))
        super().show_year(year)

    def refresh(self) -> None:
        """Show the budget as it is now; what is chosen and typed stays. Its lines follow once they are counted."""
        program, year = self._context.program, self._year
        found = self._context.runner.now(budget.allocations, program, year)
        if found is None:
            return
        self.allocations.show_rows(found, year, may=self._may)
        self.adjusting.follow(draft_record(program.id, "allocation_change", year))
        self._show_changes()
        self._context.runner.later(
            lambda _progress: _counted(year, budget.of_year(program, year)), self._show_lines, owner=self,
            title="Counting the budget",
        )  # fmt: skip

    def year_of(self, record_id: str) -> int | None:
        """The program year of an allocation, or of typing that is kept for one."""
        program = self._context.program
        found = self._context.runner.now(budget.year_of, program, record_id)
        adjusted = year_of_draft(program.id, "allocation_change", record_id)
        return found or self.allocations.year_of_typing(record_id) or adjusted

    def show_record(self, record_id: str) -> None:
        """Choose an allocation."""
        self.allocations.show_record(record_id)

    def primary_action(self) -> QAction:
        """Allocate money."""
        return self._allocate

    def _show_lines(self, counted: tuple[int, tuple[Pot, ...], str, str]) -> None:
        year, pots, over, sums = counted
        if year == self._year:  # whoever went on to another year waits for that one
            self._lines.set_rows(pots)
            suggest(self._fund, dict.fromkeys(pot.fund for pot in pots if pot.fund))
            self.over.say(over, Tone.ATTENTION, "attention")
            self.sums.setText(sums)

    def _show_changes(self) -> None:
        chosen = self.allocations.current()
        self._changes.set_rows(chosen.changes if chosen else ())
        for part in (self._of_changes, self.changes):
            part.setVisible(chosen is not None)
        self.adjusting.setVisible(self._may and chosen is not None)
        self.adjust.setVisible(self._may)
        self.adjust.setEnabled(chosen is not None)
        self.remove_change.setVisible(self._may and bool(chosen and chosen.changes))
        self._name_adjusting()

    def _name_adjusting(self) -> None:
        """Say which allocation is adjusted, also once one was."""
        if (chosen := self.allocations.current()) is not None:
            self.adjusting.heading.setText(f"Adjust the allocation for {_named(chosen)}")

    def _adjust(self, values: dict[str, Any]) -> None:
        chosen = self.allocations.current()
        if chosen is not None:
            budget.adjust(self._context.program, chosen.id, values["on"], values["amount"], values["reason"] or "")

    def _remove_change(self) -> None:
        if key := self.changes.current_key():
            self._context.runner.now(budget.remove_adjustment, self._context.program, key)

    def _make_adjusting(self) -> Recording:
        fields = {
            "on": DateField("On", required=True),
            "amount": MoneyField("By how much", required=True, hint="US dollars; a cut with a minus"),
            "reason": TextField("Why", required=True, placeholder="Example: Moved from travel, memo of March 2"),
        }
        kind = Kind("allocation_change", "Adjust the allocation", "Adjust", self._adjust, lambda _key, _values: None)
        made = Recording(self._context, kind, fields, (("on", "amount"), ("reason",)))
        made.begin_with(self._first_adjustment)
        made.recorded.connect(lambda _corrected: QTimer.singleShot(0, self, self._next_adjustment))
        return made

    def _next_adjustment(self) -> None:
        """Go on with the next adjustment, once the one that was recorded is shown."""
        if self.adjusting.isVisible():
            self.bring_up(self.adjusting)
            self.adjusting.fields["on"].editor.setFocus(Qt.FocusReason.TabFocusReason)  # what is typed takes its place

    def _first_adjustment(self) -> dict[str, Any]:
        """An adjustment is mostly written down on its day."""
        today = self._context.program.today()
        first, last = dates.program_year_period(self._year)
        return {"on": today if first <= today <= last else None, "amount": None, "reason": ""}

    def _keeping(self) -> Keeping[Allocated]:
        program = self._context.program
        fields = {
            "category": ChoiceField(
                "Kind of cost", [(kind, capital(kind)) for kind in CostCategory], blank=category_name("")
            ),
            "fund": self._fund,
            "amount": MoneyField("Amount", required=True, hint="US dollars for the whole year"),
            "note": TextField("Note", placeholder="Example: Approved by the director on July 8"),
        }
        return Keeping(
            "allocation", "Allocations",
            "No money is allocated for this year yet. Begin with the fund that pays for training.",
            _allocation_columns(),
            lambda row: row.id, _named, _values, "Allocate money", "Allocate", fields,
            (("category", "fund"), ("amount", "note")), lambda: dict.fromkeys(fields),
            lambda values: budget.add(program, self._year, _input(values)),
            lambda key, values: budget.edit(program, key, _input(values)),
            lambda key: budget.remove(program, key),
        )  # fmt: skip


def _input(values: dict[str, Any]) -> AllocationInput:
    category = CostCategory(values["category"]) if values["category"] else None
    return AllocationInput(category, values["fund"] or "", values["amount"], values["note"] or "")


def _values(row: Allocated) -> dict[str, Any]:
    return {"category": row.category or None, "fund": row.fund, "amount": row.first, "note": row.note}


def _named(row: Allocated) -> str:
    return f"{category_name(row.category).lower()}, {fund_name(row.fund)}"


def _counted(year: int, pots: tuple[Pot, ...]) -> tuple[int, tuple[Pot, ...], str, str]:
    """The lines of a year with what is said of them, off the window's thread."""
    return year, pots, over_words(pots, year), _sums(pots)


def _sums(pots: tuple[Pot, ...]) -> str:
    allocated, committed, spent, still, left = (
        money.total(getattr(pot, name) for pot in pots)
        for name in ("allocation", "commitment", "spending", "open", "left")
    )
    return (
        f"Allocated {money.show(allocated)}, committed {money.show(committed)}, spent {money.show(spent)}, "
        f"still to be spent {money.show(still)}, {'left' if left >= 0 else 'over'} {money.show(abs(left))}."
    )


def _left(pot: Pot) -> str:
    """What a screen reader hears of what is left."""
    return f"{money.show(pot.left)}{', over-committed' if pot.left < 0 else ''}"


def _line_columns() -> tuple[Column[Pot], ...]:
    def amount(name: str, of: str, width: int = 11) -> Column[Pot]:
        return Column(
            name, lambda pot: money.show(getattr(pot, of)), sort=lambda pot: getattr(pot, of), number=True, width=width
        )

    return (
        Column("Kind of cost", lambda pot: category_name(pot.category), width=14),
        Column("Fund", lambda pot: capital(fund_name(pot.fund)), stretch=True),
        amount("Allocated", "allocation"),
        amount("Committed", "commitment"),
        amount("Spent", "spending"),
        amount("Still to be spent", "open", 13),
        Column(
            "Left", lambda pot: money.show(pot.left), sort=lambda pot: pot.left, number=True,
            tone=lambda pot: Tone.ATTENTION if pot.left < 0 else None, said=_left, width=13,
        ),
    )  # fmt: skip


def _allocation_columns() -> tuple[Column[Allocated], ...]:
    return (
        Column("Kind of cost", lambda row: category_name(row.category), width=16),
        Column("Fund", lambda row: capital(fund_name(row.fund)), width=18),
        Column("At first", lambda row: money.show(row.first), sort=lambda row: row.first, number=True, width=12),
        Column("Now", lambda row: money.show(row.amount), sort=lambda row: row.amount, number=True, width=12),
        Column("Note", lambda row: row.note, stretch=True, tip=lambda row: row.note),
    )


def _change_columns() -> tuple[Column[Change], ...]:
    return (
        Column("On", lambda change: dates.show(change.on), sort=lambda change: change.on, width=12),
        Column(
            "Change", lambda change: money.show(change.amount), sort=lambda change: change.amount, number=True, width=12
        ),
        Column("Why", lambda change: change.reason, stretch=True, tip=lambda change: change.reason),
        Column("By", lambda change: change.made_by, width=16),
    )
