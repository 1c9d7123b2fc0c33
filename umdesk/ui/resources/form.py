"""The form of one resource: what it is, how to get it, and when somebody checked that it still holds."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from umdesk.domain.errors import InvalidInput, UserError
from umdesk.domain.resource_words import checked
from umdesk.domain.words import ResourceKind
from umdesk.domain.writing import capital
from umdesk.services import resources
from umdesk.services.resources import PEOPLE, Resource, ResourceInput
from umdesk.ui.context import Context
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, Field, LongTextField, Note, NumberField, TextField
from umdesk.ui.widgets.form import FormPanel, all_will_do
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.unrecorded import Unrecorded

_TABLE = "resource"


class ResourceForm(FormPanel):
    """One resource, or a new one; who may not change it reads it."""

    recorded = Signal(str)
    """The resource with this id was added or changed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.row: Resource | None = None
        self.begun = False
        self.fields_by_name: dict[str, Field] = {
            "kind": ChoiceField("Kind", [(kind, capital(kind)) for kind in ResourceKind], required=True),
            "name": TextField("Name", required=True, max_length=120, placeholder="What people call it"),
            "provider": TextField("Offered by"),
            "fields": TextField("Fields", placeholder="What it helps with, such as budgets, writing, supervision"),
            "how_to_get": LongTextField("How to get it", lines=3),
            "cost_note": TextField("What it costs"),
            "contact": LongTextField("Contact", lines=2),
            "capacity": NumberField("Participants at a time", minimum=1, maximum=999, hint="Empty for no limit."),
            "checked_on": DateField("Checked on", hint="The day on which somebody made sure that this still holds."),
            "note": LongTextField("Note", lines=2),
        }
        self.head = self.section("")
        self.checked = self.add(QuietLabel())
        row = self.fields_by_name
        self.add_row(row["kind"], row["name"], stretch=(2, 3))
        self.add_row(row["provider"], row["cost_note"])
        for name in ("fields", "how_to_get", "contact"):
            self.add(row[name])
        self.add_row(row["capacity"], row["checked_on"])
        self.add(row["note"])
        self.note = self.add(Note())
        self.keep = push_button("Keep the change", "check", self.press)
        self.today = push_button("Checked today", "calendar", self.check_today)
        self.switch = push_button("Switch off", "close", self.switch_over)
        self.cancel = push_button("Cancel", "close", self.give_up)
        self.add_layout(side_by_side(self.keep, self.today, self.switch, self.cancel))
        self._typing = Unrecorded(context, _TABLE, self._typed(), self)
        row["kind"].edited.connect(self._follow_kind)

    def show_row(self, row: Resource | None) -> None:
        """Show another resource, or the same as it is; None for nothing."""
        self.begun = False
        self.row = row
        self.note.say("")
        self._fill(row.values if row else ResourceInput(ResourceKind.COURSE, ""))
        self.head.setText(row.values.name if row else "Choose a resource in the list")
        today = self._context.program.today()
        self.checked.setText(f"Checked: {checked(row.values.checked_on, today)}" if row else "")
        self._typing.follow(row.id if row and self._may() else "")
        self._arrange()

    def begin(self) -> None:
        """Ask for a new resource."""
        self.begun, self.row = True, None
        self.note.say("")
        self._fill(ResourceInput(ResourceKind.COURSE, ""))
        self.head.setText("A new resource")
        self.checked.setText("")
        self._typing.follow(self._context.program.id)
        self._arrange()
        self.fields_by_name["kind"].setFocus(Qt.FocusReason.OtherFocusReason)

    def give_up(self) -> None:
        """Forget what was typed, and show what is on file."""
        self._typing.forget()
        self.begun = False
        self.show_row(self.row)

    def press(self) -> None:
        """Record what stands in the fields."""
        shown = [field for field in self.fields_by_name.values() if not field.isHidden()]
        if not all_will_do(shown):
            return
        values = {name: field.value() for name, field in self.fields_by_name.items()}
        wanted = _input(values)
        program, row = self._context.program, self.row

        def record() -> str:
            if row is None:
                return resources.add(program, wanted)
            resources.edit(program, row.id, wanted)
            return row.id

        made = self._context.runner.now(record, refused=self._refuse)
        if made:
            self._typing.forget()
            self.recorded.emit(made)
            self.note.say("Kept.", Tone.GOOD)

    def check_today(self) -> None:
        """Put today into the date of the check and record it."""
        self.fields_by_name["checked_on"].set_value(self._context.program.today())
        self.press()

    def switch_over(self) -> None:
        """Offer the resource, or switch it off."""
        row = self.row
        if row is not None:
            self._context.runner.now(
                resources.set_active, self._context.program, row.id, active=not row.active, refused=self._refuse
            )

    def _fill(self, values: ResourceInput) -> None:
        for each in fields(values):
            value = getattr(values, each.name)
            number = isinstance(value, int) and not isinstance(value, bool)
            self.fields_by_name[each.name].set_value(Decimal(value) if number else value)

    def _arrange(self) -> None:
        there, may = self.row is not None or self.begun, self._may()
        for field in self.fields_by_name.values():
            field.setVisible(there)
            field.set_read_only(not may)
        self._follow_kind()
        self.checked.setVisible(self.row is not None)
        self.keep.setVisible(there and may)
        self.keep.setText("Add it" if self.begun else "Keep the change")
        self.today.setVisible(self.row is not None and may)
        self.switch.setVisible(self.row is not None and may)
        if self.row is not None:
            self.switch.setText("Switch off" if self.row.active else "Offer it again")
        self.cancel.setVisible(self.begun)

    def _follow_kind(self) -> None:
        """Only people are matched, so only they have a number of participants at a time."""
        there = self.row is not None or self.begun
        self.fields_by_name["capacity"].setVisible(there and self.fields_by_name["kind"].value() in PEOPLE)

    def _may(self) -> bool:
        return self._context.may("resources.edit")

    def _typed(self) -> dict[str, Field]:
        """Those in which people type; a choice is made with one click."""
        return {name: field for name, field in self.fields_by_name.items() if name != "kind"}

    def _refuse(self, error: UserError) -> None:
        named = error.field if isinstance(error, InvalidInput) else ""
        if named in self.fields_by_name:
            self.fields_by_name[named].set_reason(str(error))
            self.fields_by_name[named].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.note.say(str(error), Tone.BAD, "attention")


def _input(values: dict[str, Any]) -> ResourceInput:
    capacity, checked_on = values["capacity"], values["checked_on"]
    text = {name: str(value or "") for name, value in values.items() if name not in {"kind", "capacity", "checked_on"}}
    return ResourceInput(
        kind=ResourceKind(values["kind"]),
        capacity=None if capacity is None else int(capacity),
        checked_on=checked_on if isinstance(checked_on, date) else None,
        **text,
    )
