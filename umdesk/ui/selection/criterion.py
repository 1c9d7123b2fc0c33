"""The form of one criterion: maximum, weight, step, what the points mean."""

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from umdesk.domain.errors import InvalidInput
from umdesk.domain.scoring import Criterion
from umdesk.domain.writing import plain
from umdesk.services import criteria
from umdesk.services.criteria import CriterionInput
from umdesk.ui.context import Context
from umdesk.ui.widgets.autosave import Autosave
from umdesk.ui.widgets.fields import CheckField, Field, LongTextField, NumberField, TextField
from umdesk.ui.widgets.form import FormPanel
from umdesk.ui.widgets.status import QuietLabel


class LevelsField(LongTextField):
    """What the points mean, a line each: "0 = No goal is named"."""

    def value(self) -> Any:
        """Pairs of points and text; ValueError with a sentence for a line that is none."""
        pairs = []
        for line in self.raw().splitlines():
            if not line.strip():
                continue
            points, found, text = line.partition("=")
            try:
                number = Decimal(points.strip())
            except InvalidOperation:
                number = Decimal("NaN")
            if not found or not number.is_finite() or not text.strip():
                raise ValueError(f"Write “points = meaning”, like “3 = Some effort”, not “{line.strip()}”.")
            pairs.append((plain(number), text.strip()))
        return tuple(pairs)

    def set_value(self, value: Any) -> None:
        """Show pairs of points and text."""
        self.set_raw("\n".join(f"{points} = {text}" for points, text in value or ()))
        self.set_reason("")


class CriterionForm(FormPanel):
    """Edits one criterion; what is typed saves itself."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._cycle_id = ""
        self._shown: Criterion | None = None
        self._editable = False
        self.section("Chosen criterion")
        self.name = self.add(TextField("Name", required=True, max_length=80))
        self.maximum = NumberField("Maximum", required=True, unit="points", decimals=2)
        self.weight = NumberField("Weight", required=True, decimals=2)
        self.step = NumberField("Step", required=True, unit="points", decimals=2)
        self.add_row(self.maximum, self.weight, self.step, stretch=(4, 3, 4))
        self.required_box = self.add(CheckField("Required: every rater gives a number"))
        self.counted = self.add(CheckField("Counted in the score (otherwise only shown)"))
        self.description = self.add(LongTextField("What to look for", lines=2))
        self.levels = self.add(LevelsField("What the points mean", lines=4, placeholder="0 = …"))
        self.returns = self.add(
            QuietLabel(
                "There are ratings. Another maximum, step, meaning or “required” sends the sheets with a rating of it "
                "back: their points stay and count once confirmed."
            )
        )
        self.reason = self.add(TextField("Reason for a change"))
        self._autosave = Autosave(context, "criterion", self._save, self)
        self._autosave.add_all(self.named())
        self.reason.left.connect(self._autosave.settle)

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
        for field in self.fields():
            field.setEnabled(criterion is not None)
        self.returns.setVisible(rated and self._editable)
        self.reason.setVisible(rated and self._editable)
        if criterion is None:
            self._autosave.clear()
            for field in self.named().values():
                field.set_value(None)
            return
        self._autosave.show(
            criterion.key,
            {
                "name": criterion.name, "maximum": criterion.maximum.normalize(),
                "weight": criterion.weight.normalize(), "step": criterion.step.normalize(),
                "required": criterion.required, "counted": criterion.counted, "description": criterion.description,
                "levels": tuple(criterion.levels.items()),
            },
        )  # fmt: skip

    def set_editable(self, editable: bool) -> None:
        """Whether the criteria may be changed now."""
        self._editable = editable
        for field in self.fields():
            field.set_read_only(not editable)

    def settle(self) -> bool:
        """Turn what is typed into an operation."""
        return self._autosave.settle()

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
        self.reason.set_value("")
