"""Modified or added duties of a participant, from when until when, and HR's approval."""

from collections.abc import Mapping, Sequence
from typing import Any

from umdesk.domain import dates
from umdesk.domain.writing import capital, one_line
from umdesk.services.plans import duties
from umdesk.services.plans.duties import Duties, DutiesRow
from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.context import Context
from umdesk.ui.plans.allowed import Allowed
from umdesk.ui.plans.record_page import RecordPage
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, LongTextField, TextField
from umdesk.ui.widgets.recording import Kind, Recording
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable

_LINES = (
    ("starts", "ends"), ("old_duties",), ("new_duties",), ("hr_approved_by", "hr_approved_on"), ("item",), ("note",),
)  # fmt: skip


class DutiesPage(RecordPage[DutiesRow]):
    """The changes of duties of a participation, and a form to record one or to add HR's approval."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Modified duties")
        self.add(
            QuietLabel(
                "Whether duties may be modified or added within the class, HR decides. Write down what was asked, and "
                "HR's approval once it is there."
            )
        )
        model = RowsModel[DutiesRow](_columns(), key=lambda row: row.id, parent=self)
        table = RowsTable(model, "Modified duties")
        table.set_empty("No duties were modified or added.")
        self.set_up(model, table, self._make_recording())

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Show the duties of a plan's participation."""
        self.show_detail(detail, may=may.duties)

    def read(self, participation_id: str) -> Sequence[DutiesRow]:
        """The changes of duties of a participation."""
        return self._context.runner.now(duties.listed, self._context.program, participation_id) or ()

    def key_of(self, row: DutiesRow) -> str:
        """The id of a change of duties."""
        return row.id

    def heading_of(self, row: DutiesRow) -> str:
        """What the form is called while it puts a change of duties right."""
        return f"The duties from {dates.show(row.duties.starts)}"

    def values_of(self, row: DutiesRow) -> Mapping[str, Any]:
        """A change of duties as the form shows it."""
        had = row.duties
        return {
            "starts": had.starts, "ends": had.ends, "old_duties": had.old_duties, "new_duties": had.new_duties,
            "hr_approved_by": had.hr_approved_by, "hr_approved_on": had.hr_approved_on, "item": row.item,
            "note": had.note,
        }  # fmt: skip

    def said_of(self, row: DutiesRow) -> str:
        """A change of duties in full, in words."""
        parts = (
            capital(row.standing),
            f"Old duties: {one_line(row.duties.old_duties)}",
            f"New duties: {one_line(row.duties.new_duties)}",
            f"Activity: {row.activity}" if row.activity else "",
            one_line(row.duties.note),
        )
        return ". ".join(part.rstrip(".") for part in parts if part)

    def awaited(self, row: DutiesRow) -> tuple[str, str]:
        """HR's approval, until it is there."""
        return ("", "") if row.duties.approved else ("Enter HR's approval…", "hr_approved_by")

    def take_out(self, key: str) -> None:
        """Remove a change of duties."""
        self._context.runner.now(duties.remove, self._context.program, key)

    def _make_recording(self) -> Recording:
        fields = {
            "starts": DateField("From", required=True),
            "ends": DateField("Until", hint="empty: until further notice"),
            "old_duties": LongTextField(
                "Old duties", required=True, lines=2, placeholder="Example: Sorts and files invoices"
            ),
            "new_duties": LongTextField(
                "New duties", required=True, lines=3, placeholder="Example: Checks invoices of up to $500 as well"
            ),
            "hr_approved_by": TextField("Approved for HR by", hint="empty: waits for HR"),
            "hr_approved_on": DateField("Approved by HR on", latest=self._context.program.today()),
            "item": ChoiceField("Belongs to the activity", blank="None of this plan"),
            "note": TextField("Note", placeholder="Example: Duty statement of May 4 is with HR"),
        }
        kind = Kind(
            "duty_change", "Record modified or added duties", "Record duties", self._record,
            lambda key, _changes: self._change(key),
        )  # fmt: skip
        made = Recording(self._context, kind, fields, _LINES)
        made.begin_with(lambda: {name: None if name in _DATES else "" for name in fields} | {"item": None})
        return made

    def _duties(self) -> tuple[Duties, str | None]:
        values: dict[str, Any] = {name: field.value() for name, field in self.inputs.items()}
        item = values.pop("item")
        given: dict[str, Any] = {name: value if name in _DATES else value or "" for name, value in values.items()}
        return Duties(**given), item

    def _record(self, _values: dict[str, Any]) -> None:
        if self._detail is not None:
            given, item = self._duties()
            duties.add(self._context.program, self._detail.participation_id, given, item_id=item)

    def _change(self, key: str) -> None:
        given, item = self._duties()
        duties.change(self._context.program, key, given, item_id=item)


_DATES = ("starts", "ends", "hr_approved_on")


def _columns() -> tuple[Column[DutiesRow], ...]:
    return (
        Column("New duties", lambda row: one_line(row.duties.new_duties), stretch=True),
        Column("From", lambda row: dates.show(row.duties.starts), sort=lambda row: row.duties.starts, width=12),
        Column("Until", lambda row: dates.show(row.duties.ends), sort=lambda row: row.duties.ends, width=12),
        Column(
            "HR",
            lambda row: "Approved" if row.duties.approved else capital(row.standing),
            tone=lambda row: Tone.GOOD if row.duties.approved else Tone.ATTENTION,
            tip=lambda row: capital(row.standing),
            width=13,
        ),
    )
