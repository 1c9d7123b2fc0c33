"""The form of one criterion: maximum, weight, step, what the points mean."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal

from umdesk.domain.criteria_changes import effect
from umdesk.domain.criteria_faults import DECIMALS_MOST
from umdesk.domain.criteria_file import NAME_MOST
from umdesk.domain.errors import InvalidInput
from umdesk.domain.scoring import Criterion
from umdesk.services import criteria
from umdesk.services.criteria import CriterionInput
from umdesk.ui.context import Context
from umdesk.ui.selection.levels import LevelsField
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.autosave import Autosave
from umdesk.ui.widgets.fields import CheckField, Field, LongTextField, Note, NumberField, TextField
from umdesk.ui.widgets.form import FormPanel
from umdesk.ui.widgets.unrecorded import Unrecorded

_RATED = (
    "There are ratings. Another maximum, step, meaning or “required” sends sheets back; another weight or “counted” "
    "computes all ranks again. Either needs a reason."
)


class CriterionForm(FormPanel):
    """Edits one criterion; what is typed saves itself."""

    typed = Signal()
    """What is typed would make another criterion of it; `as_typed` tells which."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._cycle_id = ""
        self._shown: Criterion | None = None
        self._editable = False
        self._rated = False
        self.section("Chosen criterion")
        self.name = self.add(TextField("Name", required=True, max_length=NAME_MOST))
        self.maximum = NumberField("Maximum", required=True, unit="points", decimals=DECIMALS_MOST)
        self.weight = NumberField("Weight", required=True, decimals=DECIMALS_MOST)
        self.step = NumberField("Step", required=True, unit="points", decimals=DECIMALS_MOST)
        self.add_row(self.maximum, self.weight, self.step, stretch=(4, 3, 4))
        self.required_box = self.add(CheckField("Required: every rater gives a number"))
        self.counted = self.add(CheckField("Counted in the score (otherwise only shown)"))
        self.description = self.add(LongTextField("What to look for", lines=2))
        self.levels = self.add(LevelsField("What the points mean"))
        self.returns = self.add(Note())
        self.reason = self.add(TextField("Reason for a change"))
        self._autosave = Autosave(context, "criterion", self._save, self)
        self._autosave.add_all(self.named())
        self.reason.left.connect(self._autosave.settle)
        self._why = Unrecorded(context, "criterion", {"reason": self.reason}, self)
        for field in self.named().values():
            field.edited.connect(self._typing)

    def named(self) -> dict[str, Field]:
        """The fields by what `CriterionInput` calls them."""
        return {
            "name": self.name, "maximum": self.maximum, "weight": self.weight, "step": self.step,
            "required": self.required_box, "counted": self.counted, "description": self.description,
            "levels": self.levels,
        }  # fmt: skip

    def show_criterion(self, cycle_id: str, criterion: Criterion | None, *, rated: bool) -> None:
        """Show a criterion; None empties the form."""
        self._cycle_id = cycle_id
        self._shown = criterion
        self._rated = rated
        for field in self.fields():
            field.setEnabled(criterion is not None)
        self.reason.setVisible(rated and self._editable)
        if criterion is None:
            self._autosave.clear()
            for field in self.named().values():
                field.set_value(None)
            return
        self.levels.set_scale(criterion.maximum, criterion.step)
        self._autosave.show(
            criterion.key,
            {
                "name": criterion.name, "maximum": criterion.maximum.normalize(),
                "weight": criterion.weight.normalize(), "step": criterion.step.normalize(),
                "required": criterion.required, "counted": criterion.counted, "description": criterion.description,
                "levels": tuple(criterion.levels.items()),
            },
        )  # fmt: skip
        self._why.follow(criterion.key if rated else "")
        self._tell_effect()

    def as_typed(self) -> Criterion | None:
        """The criterion as it is typed at the moment; None while some of it will not do."""
        if self._shown is None:
            return None
        try:
            values = {name: field.value() for name, field in self.named().items()}
        except ValueError:
            return None
        numbers = (values["maximum"], values["weight"], values["step"])
        if any(number is None or number <= 0 for number in numbers) or values["step"] > values["maximum"]:
            return None
        return replace(
            self._shown, name=values["name"] or self._shown.name, maximum=numbers[0], weight=numbers[1],
            step=numbers[2], required=values["required"], counted=values["counted"],
            levels=dict(values["levels"]), description=values["description"] or "",
        )  # fmt: skip

    def set_editable(self, editable: bool) -> None:
        """Whether the criteria may be changed now."""
        self._editable = editable
        for field in self.fields():
            field.set_read_only(not editable)

    def settle(self) -> bool:
        """Turn what is typed into an operation."""
        return self._autosave.settle()

    def _typing(self) -> None:
        typed = self.as_typed()
        if typed is not None:
            self.levels.set_scale(typed.maximum, typed.step)
        self._tell_effect()
        self.typed.emit()

    def _tell_effect(self) -> None:
        """Say before a change is made what it would do to the ratings that are there."""
        if not (self._rated and self._editable):
            self.returns.say("")
            return
        typed = self.as_typed()
        what = effect(self._shown, typed) if self._shown is not None and typed is not None else ""
        self.returns.say(what or _RATED, Tone.ATTENTION if what else Tone.QUIET, "attention" if what else "info")

    def _save(self, key: str, changed: dict[str, Any]) -> None:
        shown = self._shown
        if shown is None or shown.key != key:
            return
        values = CriterionInput(
            shown.name, shown.maximum, shown.weight, shown.step, shown.required, shown.counted, shown.description,
            tuple(shown.levels.items()),
        )  # fmt: skip
        typed: dict[str, Any] = {name: "" if value is None else value for name, value in changed.items()}
        values = replace(values, **typed)
        try:
            criteria.edit(self._context.program, self._cycle_id, key, values, reason=self.reason.raw())
        except InvalidInput as error:
            if error.field == "reason":
                self.reason.set_reason("Say why, then the change is made.")
            raise
        self._why.forget()
        self.reason.set_value("")
