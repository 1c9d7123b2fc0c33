"""The terms of a T&D assignment in a form: to record one, to put it right, or to agree anew after it was printed."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from umdesk.domain.td_words import Purpose
from umdesk.domain.writing import capital
from umdesk.services import classes
from umdesk.services.plans import td_agreements
from umdesk.services.plans.td_agreements import Agreement, Terms
from umdesk.ui.context import Context
from umdesk.ui.widgets.class_field import ClassField
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import CheckField, ChoiceField, Field, LongTextField, NumberField, TextField
from umdesk.ui.widgets.recording import Kind, Recording

_LINES = (
    ("item",), ("first", "last"), ("time_base", "class_code"), *((purpose.name,) for purpose in Purpose), ("duties",),
    ("from_unit", "to_unit"), ("current_supervisor", "new_supervisor"), ("over_limit_reason",),
)  # fmt: skip
_TEXTS = ("duties", "from_unit", "to_unit", "current_supervisor", "new_supervisor", "over_limit_reason")


class TermsForm(Recording):
    """Records assignments of the participation that `whose` names, or puts the chosen one right."""

    def __init__(self, context: Context, whose: Callable[[], str]) -> None:
        self._context, self._whose = context, whose
        self._anew = False
        kind = Kind(
            "td_assignment", "Record an assignment that is, was or will be served", "Record assignment",
            self._record_terms, lambda key, _changes: self._change_terms(key),
        )  # fmt: skip
        super().__init__(context, kind, _fields(), _LINES)
        self.begin_with(_empty)
        self._agreed: Mapping[str, Mapping[str, Any]] = {}
        self._taken: dict[str, str] = {}
        self.fields["item"].edited.connect(self._take_over)

    def offer(self, planned: Sequence[tuple[str, str]], agreed: Mapping[str, Mapping[str, Any]]) -> None:
        """The planned activities that an assignment can fulfil, and the classes, which are read once.

        `agreed` is what the plan says of each already, by the names of the fields.
        """
        self._agreed = agreed
        activities, field = self.fields["item"], self.fields["class_code"]
        if isinstance(activities, ChoiceField):
            activities.set_choices(planned)
        if isinstance(field, ClassField) and field.box.count() <= 1:
            found = self._context.runner.now(classes.choices, self._context.program) or ()
            field.set_choices([(choice.class_code, choice.text) for choice in found])

    def _take_over(self) -> None:
        """Fill in what the plan says of the chosen activity, where nothing stands that somebody typed."""
        if self.corrects():
            return
        for name, value in self._agreed.get(self.fields["item"].value() or "", {}).items():
            field = self.fields[name]
            if value and _stands(field) in ("", self._taken.get(name)):
                field.set_value(value)
                field.edited.emit()  # kept like typing
                self._taken[name] = _stands(field)

    def put_right(self, agreement: Agreement) -> None:
        """Show the terms of an assignment; of one that was printed a new agreement takes the place."""
        terms = agreement.terms
        self._anew = bool(agreement.number)
        values: dict[str, Any] = {
            "item": terms.item, "first": terms.first, "last": terms.last, "time_base": terms.time_base,
            "class_code": terms.class_code or None,
            **{purpose.name: purpose in terms.purposes for purpose in Purpose},
            **{name: getattr(terms, name) for name in _TEXTS},
        }  # fmt: skip
        heading = "The terms of the chosen assignment"
        if self._anew:
            heading = f"New terms in place of {agreement.number}: the agreement is printed and signed anew"
        self.correct(agreement.id, heading, values)

    def terms(self) -> Terms:
        """What stands in the form."""
        values: dict[str, Any] = {name: field.value() for name, field in self.fields.items()}
        return Terms(
            first=values["first"],
            last=values["last"],
            time_base=values["time_base"] or Decimal(1),
            class_code=values["class_code"] or "",
            purposes=tuple(purpose for purpose in Purpose if values[purpose.name]),
            item=values["item"],
            **{name: values[name] or "" for name in _TEXTS},
        )

    def _record_terms(self, _values: dict[str, Any]) -> None:
        td_agreements.record(self._context.program, self._whose(), self.terms())

    def _change_terms(self, key: str) -> None:
        td_agreements.change(self._context.program, key, self.terms(), anew=self._anew)


def _fields() -> Mapping[str, Field]:
    purposes = {purpose.name: CheckField(capital(purpose)) for purpose in Purpose}
    return {
        "item": ChoiceField("Fulfils the planned activity", blank="None of this plan"),
        "first": DateField("First day", required=True),
        "last": DateField("Last day", required=True),
        "time_base": NumberField(
            "Time base", minimum=Decimal("0.1"), maximum=1, decimals=3, hint="1 is full time, 0.5 half time"
        ),
        "class_code": ClassField("T&D class"),
        **purposes,
        "duties": LongTextField(
            "Duties, goals of the training, and how it is learned", lines=3,
            placeholder="Example: Reconciles monthly reports; learns the budget cycle beside the analyst",
        ),
        "from_unit": TextField("From unit", placeholder="Empty: that of the appointment"),
        "to_unit": TextField("To unit", placeholder="Example: Fiscal Services"),
        "current_supervisor": TextField("Current supervisor", placeholder="Empty: that of the appointment"),
        "new_supervisor": TextField("New supervisor", placeholder="Example: Sam Ortiz"),
        "over_limit_reason": TextField(
            "Reason, if it goes over 24 months", placeholder="Only the coordinator keeps one that is over"
        ),
    }  # fmt: skip


def _stands(field: Field) -> str:
    """What stands in a field, "" for nothing; half a date is something."""
    try:
        return str(field.value() or "")
    except ValueError:
        return field.raw()


def _empty() -> dict[str, Any]:
    nothing: dict[str, Any] = dict.fromkeys(("item", "first", "last", "class_code"))
    return {
        **nothing, "time_base": Decimal(1), **{purpose.name: False for purpose in Purpose}, **dict.fromkeys(_TEXTS, ""),
    }  # fmt: skip
