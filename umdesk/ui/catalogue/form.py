"""The form of one activity of the catalogue: what it is, for whom it is offered, and what it usually takes."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from umdesk.domain.catalogue import Entry
from umdesk.domain.plan_settings import training_categories
from umdesk.domain.words import ActivityType, CostCategory
from umdesk.domain.writing import capital
from umdesk.services import classes, resources, settings
from umdesk.services.plans import catalogue
from umdesk.ui.context import Context
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.class_field import ClassField
from umdesk.ui.widgets.fields import ChoiceField, Field, LongTextField, MoneyField, NumberField, TextField
from umdesk.ui.widgets.keptform import KeptForm

_CHOSEN = frozenset({"type", "target_class_code", "training_category", "cost_category", "resource"})
_NONE = "(none)"
_NEW = Entry(ActivityType.COURSE, "")


class EntryForm(KeptForm[Entry]):
    """One activity of the catalogue, or a new one; who may not change it reads it."""

    may_change = "plans.catalogue.edit"
    first_field = "text"
    new_heading = "A new activity"
    none_heading = "Choose an activity in the list"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, _fields(), parent)
        row = self.fields_by_name
        self.add(row["text"])
        self.add_row(row["type"], row["provider"])
        self.add_row(row["target_class_code"], row["competency"])
        self.add_row(row["state_hours"], row["own_hours"], row["weeks"])
        self.add_row(row["training_category"], row["resource"])
        self.add_row(row["cost_category"], row["estimate"])
        self.add(row["note"])
        self.delete = push_button("Delete", "delete", self.take_out)
        typed = {name: field for name, field in row.items() if name not in _CHOSEN}
        self.end_with("catalogue_activity", typed, self.delete)

    def take_out(self) -> None:
        """Delete the entry, where no plan has it."""
        if self.row is not None:
            self.forget_typing()
            self._context.runner.now(catalogue.remove, self._context.program, self.row.id, refused=self.refuse)

    def arrange(self) -> None:
        """See KeptForm."""
        super().arrange()
        self.delete.setVisible(not self.switch.isHidden())

    def fill(self, row: Entry | None) -> None:
        """See KeptForm; the choices are those of today."""
        self._offer_choices(row)
        entry = row or _NEW
        values = {name: getattr(entry, name) for name in self.fields_by_name}
        values["weeks"] = None if entry.weeks is None else Decimal(entry.weeks)
        for name in ("target_class_code", "training_category"):
            values[name] = values[name] or None
        for name, value in values.items():
            self.fields_by_name[name].set_value(value)

    def record(self, row: Entry | None, values: dict[str, Any]) -> str:
        """See KeptForm."""
        program, wanted = self._context.program, _entry(values, row)
        if row is None:
            return catalogue.add(program, wanted)
        catalogue.edit(program, row.id, wanted)
        return row.id

    def set_active(self, row: Entry, *, active: bool) -> None:
        """See KeptForm."""
        catalogue.switch(self._context.program, row.id, active=active)

    def is_active(self, row: Entry) -> bool:
        """See KeptForm."""
        return row.active

    def id_of(self, row: Entry) -> str:
        """See KeptForm."""
        return row.id

    def heading_of(self, row: Entry) -> str:
        """See KeptForm."""
        return row.text

    def state_of(self, row: Entry) -> str:
        """See KeptForm."""
        return "" if row.active else "Switched off: it is not offered to plans."

    def _offer_choices(self, entry: Entry | None) -> None:
        """Fill the choices from the classes, the settings and the directory."""
        now, program = self._context.runner.now, self._context.program
        found = now(classes.choices, program) or ()
        written = now(settings.get, program, "plans.training_categories") or ""
        kinds = dict.fromkeys(training_categories(written))
        if entry is not None and entry.training_category:
            kinds.setdefault(entry.training_category)
        there = now(resources.list_resources, program) or ()
        self._choices("target_class_code", [(one.class_code, one.text) for one in found])
        self._choices("training_category", [(name, name) for name in kinds])
        self._choices("resource", [(one.id, one.values.name) for one in there])

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields_by_name[name]
        assert isinstance(field, ChoiceField)  # noqa: S101 -- made below
        field.set_choices(choices)


def _fields() -> dict[str, Field]:
    return {
        "text": TextField("What is done", required=True, max_length=300, placeholder="As it will stand in the plan"),
        "type": ChoiceField("Type", [(kind, capital(kind)) for kind in ActivityType], required=True),
        "provider": TextField("Who provides it"),
        "target_class_code": ClassField("For the target class"),
        "competency": TextField("For the competency", hint="several with commas; none: for every plan"),
        "state_hours": NumberField("State time", unit="hours", minimum=0, maximum=10000, decimals=2),
        "own_hours": NumberField("Own time", unit="hours", minimum=0, maximum=10000, decimals=2),
        "weeks": NumberField("Takes", unit="weeks", minimum=1, maximum=208),
        "training_category": ChoiceField("Training category", blank=_NONE),
        "resource": ChoiceField("Resource of the directory", blank=_NONE),
        "cost_category": ChoiceField("Kind of cost", [(kind, capital(kind)) for kind in CostCategory]),
        "estimate": MoneyField("Usual cost", hint="US dollars; empty if it is not known"),
        "note": LongTextField("Note for whoever writes the plan", lines=2),
    }


def _entry(values: Mapping[str, Any], before: Entry | None) -> Entry:
    text = ("text", "provider", "target_class_code", "competency", "training_category", "note")
    weeks = values["weeks"]
    return Entry(
        type=ActivityType(values["type"]),
        **{name: str(values[name] or "") for name in text},
        state_hours=values["state_hours"],
        own_hours=values["own_hours"],
        weeks=None if weeks is None else int(weeks),
        cost_category=CostCategory(values["cost_category"] or CostCategory.OTHER),
        estimate=values["estimate"],
        resource=values["resource"],
        active=before.active if before else True,
    )
