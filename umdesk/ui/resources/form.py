"""The form of one resource: what it is, how to get it, and when somebody checked that it still holds."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from umdesk.domain.resource_words import checked
from umdesk.domain.words import ResourceKind
from umdesk.domain.writing import capital
from umdesk.services import resources
from umdesk.services.resources import PEOPLE, Resource, ResourceInput
from umdesk.ui.context import Context
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, Field, LongTextField, NumberField, TextField
from umdesk.ui.widgets.keptform import KeptForm


class ResourceForm(KeptForm[Resource]):
    """One resource, or a new one; who may not change it reads it."""

    may_change = "resources.edit"
    first_field = "kind"
    new_heading = "A new resource"
    none_heading = "Choose a resource in the list"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, _fields(), parent)
        row = self.fields_by_name
        self.add_row(row["kind"], row["name"], stretch=(2, 3))
        self.add_row(row["provider"], row["cost_note"])
        for name in ("fields", "how_to_get", "contact"):
            self.add(row[name])
        self.add_row(row["capacity"], row["checked_on"])
        self.add(row["note"])
        self.today = push_button("Checked today", "calendar", self.check_today)
        # Those in which people type; a choice is made with one click.
        self.end_with("resource", {name: field for name, field in row.items() if name != "kind"}, self.today)
        row["kind"].edited.connect(self._follow_kind)

    def check_today(self) -> None:
        """Put today into the date of the check and record it."""
        self.fields_by_name["checked_on"].set_value(self._context.program.today())
        self.press()

    def arrange(self) -> None:
        """See KeptForm."""
        super().arrange()
        self.today.setVisible(not self.switch.isHidden())
        self._follow_kind()

    def fill(self, row: Resource | None) -> None:
        """See KeptForm."""
        values = row.values if row else ResourceInput(ResourceKind.COURSE, "")
        for each in fields(values):
            value = getattr(values, each.name)
            number = isinstance(value, int) and not isinstance(value, bool)
            self.fields_by_name[each.name].set_value(Decimal(value) if number else value)

    def record(self, row: Resource | None, values: dict[str, Any]) -> str:
        """See KeptForm."""
        program, wanted = self._context.program, _input(values)
        if row is None:
            return resources.add(program, wanted)
        resources.edit(program, row.id, wanted)
        return row.id

    def set_active(self, row: Resource, *, active: bool) -> None:
        """See KeptForm."""
        resources.set_active(self._context.program, row.id, active=active)

    def is_active(self, row: Resource) -> bool:
        """See KeptForm."""
        return row.active

    def id_of(self, row: Resource) -> str:
        """See KeptForm."""
        return row.id

    def heading_of(self, row: Resource) -> str:
        """See KeptForm."""
        return row.values.name

    def state_of(self, row: Resource) -> str:
        """See KeptForm."""
        return f"Checked: {checked(row.values.checked_on, self._context.program.today())}"

    def _follow_kind(self) -> None:
        """Only people are matched, so only they have a number of participants at a time."""
        there = self.row is not None or self.begun
        self.fields_by_name["capacity"].setVisible(there and self.fields_by_name["kind"].value() in PEOPLE)


def _fields() -> dict[str, Field]:
    return {
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


def _input(values: dict[str, Any]) -> ResourceInput:
    capacity, checked_on = values["capacity"], values["checked_on"]
    text = {name: str(value or "") for name, value in values.items() if name not in {"kind", "capacity", "checked_on"}}
    return ResourceInput(
        kind=ResourceKind(values["kind"]),
        capacity=None if capacity is None else int(capacity),
        checked_on=checked_on if isinstance(checked_on, date) else None,
        **text,
    )
