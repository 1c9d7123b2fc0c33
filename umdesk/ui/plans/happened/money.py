"""Money: what was estimated, spent and left by cost line and kind of cost, and a form to record more."""

from typing import Any

from umdesk.domain import dates, money, plan_money
from umdesk.domain.plan_money import Spent, Sum
from umdesk.domain.words import CostCategory
from umdesk.domain.writing import capital, one_line
from umdesk.services.plans import records
from umdesk.services.plans.queries import MoneyRow, PlanDetail
from umdesk.services.year import budget
from umdesk.services.year.budget import Spending
from umdesk.ui.context import Context
from umdesk.ui.plans.allowed import Allowed
from umdesk.ui.plans.beside_page import BesidePage
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, MoneyField, Note, TextField
from umdesk.ui.widgets.recordform import remove_button
from umdesk.ui.widgets.recording import Kind, Recording
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import Chips, QuietLabel
from umdesk.ui.widgets.table import RowsTable, set_lines

_LINES = (("amount", "on"), ("item", "category"), ("fund", "request_number"), ("note",))
_BY_LINE, _BY_KIND = "line", "kind"


class MoneyPage(BesidePage):
    """What the plan was estimated to cost, what was spent, and a form to record more."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Money")
        self.sums = self.add(QuietLabel())
        self.over = self.add(Note())
        self.chips = self.add(Chips("How the sums are shown"))
        self.chips.chosen.connect(lambda _key: self._show_sums())
        self._sums = RowsModel[Sum](_sum_columns(), key=lambda row: f"{row.item} {row.of}", parent=self)
        self.by = self.add(RowsTable(self._sums, "Estimated, spent and left"))
        self.by.set_empty("No cost lines, and no money has been recorded yet.")
        self.recording = self.add(self._make_recording())
        self.budget = self.add(Note())
        self._asked: tuple[Any, ...] = ()
        for field in self.recording.fields.values():
            field.left.connect(self._ask_budget)
        self._typing = (self.recording,)
        self.form = self.recording.form
        self.section("What is on record")
        self._model = RowsModel[MoneyRow](_money_columns(), key=lambda row: row.id, parent=self)
        self.table = self.add(RowsTable(self._model, "Money spent"))
        self.table.set_empty("No money has been recorded yet.")
        self.table.chosen.connect(lambda _key: self._show_acts())
        self.table.opened.connect(lambda _key: self.put_right())
        self.right = push_button("Put it right…", "edit", self.put_right)
        self.remove = remove_button("Remove the chosen record", self._remove)
        self.add_layout(side_by_side(self.right, self.remove))
        for table, rows in ((self.by, 8), (self.table, 9)):
            set_lines(table, 6, rows)

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Show the money of the plan."""
        other, self._may = self._follow(detail), may.money
        kept = self.table.current_key()
        self._model.set_rows(detail.money)
        if detail.money and not self.table.choose(kept):
            self.table.choose(detail.money[0].id)
        left = detail.estimated - detail.spent
        self.sums.setText(
            f"Estimated {money.show(detail.estimated)}, spent {money.show(detail.spent)}, "
            f"{'left' if left >= 0 else 'over'} {money.show(abs(left))}. "
            "Kept beside the plan; it changes nothing on paper."
        )
        self.over.say(plan_money.over_words(detail.content.costs, _spent(detail)), Tone.ATTENTION, "attention")
        self._show_sums()
        choice = self.recording.fields["item"]
        assert isinstance(choice, ChoiceField)  # noqa: S101 -- made below
        choice.set_choices(
            [(row.item, f"Cost line: {one_line(row.text)}") for row in detail.content.costs]
            + [(row.item, f"Activity: {one_line(row.text)[:60]}") for row in detail.content.activities]
        )
        if other:
            self.recording.follow(detail.participation_id)
        self.recording.still_there(row.id for row in detail.money)
        self.recording.setVisible(may.money)
        self._show_acts()

    def put_right(self) -> None:
        """Show the chosen record in the form."""
        row = self._model.find(self.table.current_key())
        if row is None or not self._may:
            return
        values = {
            "amount": row.amount, "on": row.on, "item": row.item, "category": row.category, "fund": row.fund,
            "request_number": row.request_number, "note": row.note,
        }  # fmt: skip
        self.recording.correct(row.id, f"Put {money.show(row.amount)} of {dates.show(row.on)} right", values)
        self.ensureWidgetVisible(self.recording)

    def _make_recording(self) -> Recording:
        item = ChoiceField("For", blank="The plan as a whole")
        item.edited.connect(self._take_category)
        fields = {
            "amount": MoneyField("Amount", required=True, hint="US dollars; a refund with a minus"),
            "on": DateField("On", required=True, latest=self._context.program.today()),
            "item": item,
            "category": ChoiceField("Kind of cost", [(kind, capital(kind)) for kind in CostCategory]),
            "fund": TextField("Fund", placeholder="Example: Training budget"),
            "request_number": TextField("Request number", placeholder="Example: TR-2026-118"),
            "note": TextField("Note", placeholder="Example: Invoice 4417"),
        }
        kind = Kind(
            "money_record", "Record money that was spent", "Record money", self._record,
            lambda key, changes: records.correct_money(self._context.program, key, _for_service(changes)),
        )  # fmt: skip
        made = Recording(self._context, kind, fields, _LINES)
        made.begin_with(self._first)
        return made

    def _first(self) -> dict[str, Any]:
        today = self._context.program.today()
        texts = {"fund": "", "request_number": "", "note": ""}
        return {"amount": None, "on": today, "item": None, "category": CostCategory.OTHER, **texts}

    def _take_category(self) -> None:
        """A cost line brings its kind, fund and request number along."""
        chosen = self.recording.fields["item"].value()
        costs = self._detail.content.costs if self._detail else ()
        for row in costs:
            if row.item == chosen:
                self.recording.fields["category"].set_value(row.category)
                for name, text in (("fund", row.fund), ("request_number", row.request_number)):
                    if not self.recording.fields[name].raw():
                        self.recording.fields[name].set_value(text)

    def _ask_budget(self) -> None:
        """Say, while it is typed, where this money would go over the budget of its year."""
        fields = self.recording.fields
        try:
            typed = (
                *(fields[name].value() for name in ("on", "category", "fund", "amount", "item")),
                self.recording.corrects(),
            )
        except ValueError:
            return
        if typed == self._asked:
            return
        self._asked = typed
        on, category, fund, amount, item, corrected = typed
        if on is None or not amount:
            self.budget.say("")
            return

        def done(text: str) -> None:
            if self._asked == typed:
                self.budget.say(text, Tone.ATTENTION, "attention")

        program = self._context.program
        spending = Spending(on, CostCategory(category), fund or "", amount, item, corrected)
        self._context.runner.later(
            lambda _progress: budget.would_be_over(program, spending), done, owner=self, title="Asking the budget"
        )

    def _record(self, values: dict[str, Any]) -> None:
        if self._detail is None:
            return
        records.record_money(
            self._context.program,
            self._detail.participation_id,
            values["item"],
            on=values["on"],
            amount=values["amount"],
            category=CostCategory(values["category"]),
            fund=values["fund"] or "",
            request_number=values["request_number"] or "",
            note=values["note"] or "",
        )

    def _remove(self) -> None:
        if key := self.table.current_key():
            self._context.runner.now(records.remove_money, self._context.program, key)

    def _show_sums(self) -> None:
        if self._detail is None:
            return
        costs, spent = self._detail.content.costs, _spent(self._detail)
        lines, kinds = plan_money.by_line(costs, spent), plan_money.by_category(costs, spent)
        self.chips.set_chips([(_BY_LINE, "By cost line", len(lines)), (_BY_KIND, "By kind of cost", len(kinds))])
        self._sums.set_rows(kinds if self.chips.current() == _BY_KIND else lines)

    def _show_acts(self) -> None:
        for button in (self.right, self.remove):
            button.setVisible(self._may)
            button.setEnabled(bool(self.table.current_key()))


def _spent(detail: PlanDetail) -> tuple[Spent, ...]:
    return tuple(Spent(row.item, row.category, row.amount) for row in detail.money)


def _for_service(changes: dict[str, Any]) -> dict[str, Any]:
    named = {"item_id" if name == "item" else name: value for name, value in changes.items()}
    return {name: value or "" if name in ("fund", "request_number", "note") else value for name, value in named.items()}


def _named(row: MoneyRow) -> str:
    """What it was spent for, and the note to it."""
    return ": ".join(part for part in (one_line(row.text) or "The plan as a whole", one_line(row.note)) if part)


def _paid_by(row: MoneyRow) -> str:
    return ", ".join(part for part in (row.fund, row.request_number) if part)


def _left(row: Sum) -> str:
    """What a screen reader hears of what is left."""
    if row.estimate is None:
        return "nothing was estimated"
    return f"{money.show(row.left)}{', over the estimate' if row.over else ''}"


def _sum_columns() -> tuple[Column[Sum], ...]:
    return (
        Column("For", lambda row: one_line(row.of) or "(no text yet)", stretch=True),
        Column("Estimate", lambda row: "" if row.estimate is None else money.show(row.estimate),
               sort=lambda row: row.estimate, number=True, width=11),
        Column("Spent", lambda row: money.show(row.spent), sort=lambda row: row.spent, number=True, width=11),
        Column(
            "Left",
            lambda row: "" if row.estimate is None else money.show(row.left),
            sort=lambda row: row.left,
            number=True,
            tone=lambda row: Tone.ATTENTION if row.over and row.estimate is not None else None,
            said=_left,
            width=13,
        ),
    )  # fmt: skip


def _money_columns() -> tuple[Column[MoneyRow], ...]:
    return (
        Column("On", lambda row: dates.show(row.on), sort=lambda row: row.on, width=12),
        Column("For", _named, stretch=True, tip=_named),
        Column("Kind", lambda row: capital(row.category), width=10),
        Column("Fund, request", _paid_by, width=15),
        Column("Amount", lambda row: money.show(row.amount), sort=lambda row: row.amount, number=True, width=11),
    )
