"""What happened beside the plan: progress of activities, and money that was spent."""

from typing import Any

from PySide6.QtWidgets import QWidget

from umdesk.domain import dates, money
from umdesk.domain.words import ProgressStatus
from umdesk.domain.writing import capital, grouped, one_line
from umdesk.services.history import KEPT_BACK
from umdesk.services.plans import records
from umdesk.services.plans.queries import ActivityState, MoneyRow, PlanDetail, ProgressRow
from umdesk.ui.context import Context
from umdesk.ui.plans.allowed import Allowed
from umdesk.ui.plans.words import STATUS_TONES
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, LongTextField, MoneyField, NumberField, TextField
from umdesk.ui.widgets.form import FormPanel, title
from umdesk.ui.widgets.recordform import RecordForm, remove_button
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable
from umdesk.ui.widgets.unrecorded import Unrecorded


class ProgressPage(FormPanel):
    """The activities with how far they are, and what happened to the chosen one."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._detail: PlanDetail | None = None
        self.add(title("Progress"))
        self.add(QuietLabel("What was done, with its date. It is kept beside the plan and changes nothing on paper."))
        self._activities = RowsModel[ActivityState](_activity_columns(), key=lambda row: row.item, parent=self)
        self.activities = self.add(RowsTable(self._activities, "Activities and their progress"))
        self.activities.set_empty("The plan has no activities yet. Add them under Activities.")
        self.activities.chosen.connect(lambda _key: self._show_records())
        self._heading = self.section("Record what happened to the chosen activity")
        self.form = self.add(self._make_form())
        texts = {name: self.form.fields[name] for name in ("hours", "note", "evidence")}
        self._unrecorded = Unrecorded(context, "progress", texts, self)
        self.section("What is on record")
        self._records = RowsModel[ProgressRow](_record_columns(), key=lambda row: row.id, parent=self)
        self.records = self.add(RowsTable(self._records, "Progress on record"))
        self.records.set_empty("Nothing has been recorded for this activity.")
        self.remove = self.add(remove_button("Remove the chosen record", self._remove))
        for table in (self.activities, self.records):
            table.setMinimumHeight(self.fontMetrics().height() * 6)
            table.setMaximumHeight(self.fontMetrics().height() * 9)

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Show what happened to the plan's activities."""
        other = self._detail is None or self._detail.participation_id != detail.participation_id
        self._detail = detail
        self._activities.set_rows(detail.activities)
        if detail.activities and not self.activities.current_key():
            self.activities.choose(detail.activities[0].item)
        if other:
            self._unrecorded.keep()
            self._begin()
            self._unrecorded.follow(detail.participation_id)
        self._show_records()
        for part in (self._heading, self.form, self.remove):
            part.setVisible(may.progress)
        self.form.setEnabled(bool(detail.activities))

    def keep(self) -> None:
        """Keep what was typed and is not recorded yet."""
        self._unrecorded.keep()

    def _make_form(self) -> RecordForm:
        fields = {
            "status": ChoiceField("How far it is", [(status, capital(status)) for status in ProgressStatus][1:]),
            "on": DateField("On", required=True, latest=self._context.program.today()),
            "hours": NumberField("Hours since the last record", unit="hours", minimum=0, decimals=2),
            "note": LongTextField(
                "What was done", lines=2, placeholder="Example: Finished the first half, test passed"
            ),
            "evidence": TextField("Evidence", placeholder="Example: Certificate in the personnel file"),
        }
        lines = (("status", "on", "hours"), ("note",), ("evidence",))
        return RecordForm(self._context, fields, lines, "Record progress", self._record)

    def _begin(self) -> None:
        today = self._context.program.today()
        values = {"status": ProgressStatus.IN_PROGRESS, "on": today, "hours": None, "note": "", "evidence": ""}
        self.form.show_values(values)

    def _record(self, values: dict[str, Any]) -> None:
        item = self.activities.current_key()
        if self._detail is None or not item:
            return
        records.record_progress(
            self._context.program,
            self._detail.participation_id,
            item,
            on=values["on"],
            status=values["status"],
            hours=values["hours"],
            note=values["note"] or "",
            evidence=values["evidence"] or "",
        )
        self._unrecorded.forget()
        self._begin()

    def _remove(self) -> None:
        if key := self.records.current_key():
            self._context.runner.now(records.remove_progress, self._context.program, key)

    def _show_records(self) -> None:
        item = self.activities.current_key()
        found = self._detail.progress if self._detail else ()
        rows = [row for row in found if row.item == item]
        self._records.set_rows(rows)
        self.remove.setEnabled(bool(rows))


class MoneyPage(FormPanel):
    """What the plan was estimated to cost, what was spent, and a form to record more."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._detail: PlanDetail | None = None
        self.add(title("Money"))
        self.sums = self.add(QuietLabel())
        self._model = RowsModel[MoneyRow](_money_columns(), key=lambda row: row.id, parent=self)
        self.table = self.add(RowsTable(self._model, "Money spent"))
        self.table.set_empty("No money has been recorded yet.")
        self.table.setMinimumHeight(self.fontMetrics().height() * 6)
        self.table.setMaximumHeight(self.fontMetrics().height() * 9)
        self.remove = self.add(remove_button("Remove the chosen record", self._remove))
        self._heading = self.section("Record money that was spent")
        fields = {
            "amount": MoneyField("Amount", required=True, hint="US dollars; a refund with a minus"),
            "on": DateField("On", required=True, latest=context.program.today()),
            "item": ChoiceField("For", blank="The plan as a whole"),
            "fund": TextField("Fund", placeholder="Example: Training budget"),
            "note": TextField("Note", placeholder="Example: Invoice 4417"),
        }
        lines = (("amount", "on"), ("item",), ("fund", "note"))
        self.form = self.add(RecordForm(context, fields, lines, "Record money", self._record))

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Show the money of the plan."""
        other = self._detail is None or self._detail.participation_id != detail.participation_id
        self._detail = detail
        self._model.set_rows(detail.money)
        left = detail.estimated - detail.spent
        self.sums.setText(
            f"Estimated {money.show(detail.estimated)}, spent {money.show(detail.spent)}, "
            f"{'left' if left >= 0 else 'over'} {money.show(abs(left))}. "
            "Kept beside the plan; it changes nothing on paper."
        )
        choice = self.form.fields["item"]
        assert isinstance(choice, ChoiceField)  # noqa: S101 -- made above
        choice.set_choices(
            [(row.item, f"Cost line: {one_line(row.text)}") for row in detail.content.costs]
            + [(row.item, f"Activity: {one_line(row.text)[:60]}") for row in detail.content.activities]
        )
        if other:
            self._begin()
        for part in (self._heading, self.form, self.remove):
            part.setVisible(may.money)
        self.remove.setEnabled(bool(detail.money))

    def _begin(self) -> None:
        today = self._context.program.today()
        self.form.show_values({"amount": None, "on": today, "item": None, "fund": "", "note": ""})

    def _record(self, values: dict[str, Any]) -> None:
        if self._detail is None:
            return
        records.record_money(
            self._context.program,
            self._detail.participation_id,
            values["item"],
            on=values["on"],
            amount=values["amount"],
            fund=values["fund"] or "",
            note=values["note"] or "",
        )
        self._begin()

    def _remove(self) -> None:
        if key := self.table.current_key():
            self._context.runner.now(records.remove_money, self._context.program, key)


def _activity_columns() -> tuple[Column[ActivityState], ...]:
    return (
        Column("Activity", lambda row: one_line(row.text) or "(no text yet)", stretch=True),
        Column("How far", lambda row: capital(row.status), tone=lambda row: STATUS_TONES[row.status], width=13),
        Column("Last record", lambda row: dates.show(row.last), sort=lambda row: row.last, width=12),
        Column(
            "Hours",
            lambda row: f"{grouped(row.hours)} of {grouped(row.planned_hours)}",
            sort=lambda row: row.hours,
            number=True,
            width=11,
        ),
        Column("", lambda row: "" if row.in_plan else "no longer in the plan", width=4),
    )


def _record_columns() -> tuple[Column[ProgressRow], ...]:
    return (
        Column("On", lambda row: dates.show(row.on), sort=lambda row: row.on, width=12),
        Column("How far", lambda row: capital(row.status), tone=lambda row: STATUS_TONES[row.status], width=13),
        Column("Hours", lambda row: "" if row.hours is None else grouped(row.hours), number=True, width=6),
        Column("What was done", lambda row: KEPT_BACK if row.kept_back else one_line(row.note), stretch=True),
        Column("Evidence", lambda row: row.evidence, width=16),
    )


def _money_columns() -> tuple[Column[MoneyRow], ...]:
    return (
        Column("On", lambda row: dates.show(row.on), sort=lambda row: row.on, width=12),
        Column("For", lambda row: one_line(row.text) or "The plan as a whole", stretch=True),
        Column("Fund", lambda row: row.fund, width=12),
        Column("Note", lambda row: row.note, width=16),
        Column("Amount", lambda row: money.show(row.amount), sort=lambda row: row.amount, number=True, width=11),
    )
