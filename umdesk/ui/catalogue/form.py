"""The form of one activity of the catalogue: what it is, for whom it is offered, and what it usually takes."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from umdesk.domain.catalogue import Entry
from umdesk.domain.errors import InvalidInput, UserError
from umdesk.domain.plan_settings import training_categories
from umdesk.domain.words import ActivityType, CostCategory
from umdesk.domain.writing import capital
from umdesk.services import classes, resources, settings
from umdesk.services.plans import catalogue
from umdesk.ui.context import Context
from umdesk.ui.plans.class_field import ClassField
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.fields import ChoiceField, Field, LongTextField, MoneyField, Note, NumberField, TextField
from umdesk.ui.widgets.form import FormPanel, all_will_do
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.unrecorded import Unrecorded

_CHOSEN = frozenset({"type", "target_class_code", "training_category", "cost_category", "resource"})
_NONE = "(none)"
_NEW = Entry(ActivityType.COURSE, "")


class EntryForm(FormPanel):
    """One activity of the catalogue, or a new one; who may not change it reads it."""

    recorded = Signal(str)
    """The entry with this id was added or changed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.entry: Entry | None = None
        self.begun = False
        self.fields_by_name = _fields()
        self.head = self.section("")
        self.state = self.add(QuietLabel())
        row = self.fields_by_name
        self.add(row["text"])
        self.add_row(row["type"], row["provider"])
        self.add_row(row["target_class_code"], row["competency"])
        self.add_row(row["state_hours"], row["own_hours"], row["weeks"])
        self.add_row(row["training_category"], row["resource"])
        self.add_row(row["cost_category"], row["estimate"])
        self.add(row["note"])
        self.note = self.add(Note())
        self.keep = push_button("Keep the change", "check", self.press)
        self.switch = push_button("Switch off", "close", self.switch_over)
        self.delete = push_button("Delete", "delete", self.take_out)
        self.cancel = push_button("Cancel", "close", self.give_up)
        self.add_layout(side_by_side(self.keep, self.switch, self.delete, self.cancel))
        typed = {name: field for name, field in row.items() if name not in _CHOSEN}
        self._typing = Unrecorded(context, "catalogue_activity", typed, self)

    def offer_choices(self) -> None:
        """Fill the choices from the classes, the settings and the directory."""
        now, program = self._context.runner.now, self._context.program
        found = now(classes.choices, program) or ()
        written = now(settings.get, program, "plans.training_categories") or ""
        kinds = dict.fromkeys(training_categories(written))
        if self.entry is not None and self.entry.training_category:
            kinds.setdefault(self.entry.training_category)
        there = now(resources.list_resources, program) or ()
        self._choices("target_class_code", [(one.class_code, one.text) for one in found])
        self._choices("training_category", [(name, name) for name in kinds])
        self._choices("resource", [(one.id, one.values.name) for one in there])

    def show_entry(self, entry: Entry | None) -> None:
        """Show another entry, or the same as it is; None for nothing."""
        self.begun, self.entry = False, entry
        self.note.say("")
        self.offer_choices()
        self._fill(entry or _NEW)
        self.head.setText(entry.text if entry else "Choose an activity in the list")
        self.state.setText("" if entry is None or entry.active else "Switched off: it is not offered to plans.")
        self._typing.follow(entry.id if entry and self._may() else "")
        self._arrange()

    def begin(self) -> None:
        """Ask for a new entry."""
        self.begun, self.entry = True, None
        self.note.say("")
        self.offer_choices()
        self._fill(_NEW)
        self.head.setText("A new activity")
        self.state.setText("")
        self._typing.follow(self._context.program.id)
        self._arrange()
        self.fields_by_name["text"].setFocus(Qt.FocusReason.OtherFocusReason)

    def give_up(self) -> None:
        """Forget what was typed, and show what is on file."""
        self._typing.forget()
        self.show_entry(self.entry)

    def press(self) -> None:
        """Record what stands in the fields."""
        if not all_will_do(self.fields_by_name.values()):
            return
        values = {name: field.value() for name, field in self.fields_by_name.items()}
        wanted, program, before = _entry(values, self.entry), self._context.program, self.entry

        def record() -> str:
            if before is None:
                return catalogue.add(program, wanted)
            catalogue.edit(program, before.id, wanted)
            return before.id

        made = self._context.runner.now(record, refused=self._refuse)
        if made:
            self._typing.forget()
            self.recorded.emit(made)
            self.note.say("Kept.", Tone.GOOD)

    def switch_over(self) -> None:
        """Offer the entry, or switch it off."""
        entry, program = self.entry, self._context.program
        if entry is not None:
            self._context.runner.now(catalogue.switch, program, entry.id, active=not entry.active, refused=self._refuse)

    def take_out(self) -> None:
        """Delete the entry, where no plan has it."""
        entry = self.entry
        if entry is not None:
            self._typing.forget()
            self._context.runner.now(catalogue.remove, self._context.program, entry.id, refused=self._refuse)

    def _fill(self, entry: Entry) -> None:
        values = {name: getattr(entry, name) for name in self.fields_by_name}
        values["weeks"] = None if entry.weeks is None else Decimal(entry.weeks)
        for name in ("target_class_code", "training_category"):
            values[name] = values[name] or None
        for name, value in values.items():
            self.fields_by_name[name].set_value(value)

    def _arrange(self) -> None:
        there, may = self.entry is not None or self.begun, self._may()
        for field in self.fields_by_name.values():
            field.setVisible(there)
            field.set_read_only(not may)
        self.state.setVisible(bool(self.state.text()))
        self.keep.setVisible(there and may)
        self.keep.setText("Add it" if self.begun else "Keep the change")
        for button in (self.switch, self.delete):
            button.setVisible(self.entry is not None and may)
        if self.entry is not None:
            self.switch.setText("Switch off" if self.entry.active else "Offer it again")
        self.cancel.setVisible(self.begun)

    def _may(self) -> bool:
        return self._context.may("plans.catalogue.edit")

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields_by_name[name]
        assert isinstance(field, ChoiceField)  # noqa: S101 -- made below
        field.set_choices(choices)

    def _refuse(self, error: UserError) -> None:
        named = error.field if isinstance(error, InvalidInput) else ""
        if named in self.fields_by_name:
            self.fields_by_name[named].set_reason(str(error))
            self.fields_by_name[named].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.note.say(str(error), Tone.BAD, "attention")


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
