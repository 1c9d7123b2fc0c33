"""The form that sets a goal of a program year, or changes one: its approval, or a reduction that was asked for."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from umdesk.domain import dates
from umdesk.domain.goal_terms import MOST, GoalTerms, terms_of, told_of_days
from umdesk.domain.goals import Goal
from umdesk.domain.writing import capital
from umdesk.domain.year_drafts import draft_record
from umdesk.domain.year_words import GoalKind, ReductionAnswer
from umdesk.services.year import goals
from umdesk.ui.context import Context
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.datefield import DateField, expect_in_period
from umdesk.ui.widgets.fields import ChoiceField, Field, LongTextField, Note, NumberField, TextField
from umdesk.ui.widgets.recording import Kind, Recording

_LINES = (
    ("kind", "employees"), ("period_from", "period_to"), ("approved_on", "approved_note"),
    ("reduced_to", "reduction_asked_on"), ("reduction_reason",), ("reduction_answer", "reduction_answered_on"),
    ("note",),
)  # fmt: skip
_OF_A_REDUCTION = (
    "reduced_to", "reduction_asked_on", "reduction_reason", "reduction_answer", "reduction_answered_on",
)  # fmt: skip
_WITH_CALHR = ("approved_on", "reduction_asked_on", "reduction_answered_on")
_NUMBERS, _TEXTS = ("employees", "reduced_to"), ("approved_note", "reduction_reason", "note")


class GoalForm(Recording):
    """Records a goal of the year that `show_year` named; `changed` is called with the id of the goal."""

    def __init__(self, context: Context, changed: Callable[[str], None]) -> None:
        self.taken: frozenset[GoalKind] = frozenset()
        """The kinds that the year has a goal of; a new one begins with the first of the others."""
        self._goal: Goal | None = None
        self._year = 0
        self._program_context = context
        self._changed = changed
        kind = Kind("year_goal", "Set a goal", "Set the goal", self._set, self._change)
        super().__init__(context, kind, _fields(context), _LINES)
        reason = self.fields["reduction_reason"]
        reason.editor.setMaximumHeight(reason.editor.minimumHeight())  # or it takes the room of the goals above
        self.begin_with(self._first)
        self.began.connect(self._arrange)
        self.far = Note()
        column = self.fields["approved_on"].layout()
        assert column is not None  # noqa: S101 -- every field has one
        column.addWidget(self.far)
        for name in _WITH_CALHR:
            self.fields[name].left.connect(self._tell_far)
        self.began.connect(self._tell_far)
        self._arrange()

    def show_year(self, year: int) -> None:
        """Set goals of another program year."""
        if year == self._year:
            return
        self._year = year
        days = self.fields["period_from"], self.fields["period_to"]
        expect_in_period(days, *dates.program_year_period(year))
        self.follow(draft_record(self._program_context.program.id, "year_goal", year))

    def change_goal(self, goal: Goal) -> None:
        """Show a goal to be changed."""
        self._goal = goal
        terms = terms_of(goal)
        values = {name: getattr(terms, name) for name in self.fields}
        self.correct(goal.id, f"Change the {goal.kind} goal", values)

    def _first(self) -> dict[str, Any]:
        first, last = dates.program_year_period(self._year)
        empty: dict[str, Any] = dict.fromkeys(self.fields)
        kind = next((kind for kind in GoalKind if kind not in self.taken), GoalKind.PARTICIPATION)
        return empty | {"kind": kind, "period_from": first, "period_to": last}

    def _arrange(self) -> None:
        """A reduction is asked for of a goal that is there."""
        for name in _OF_A_REDUCTION:
            self.fields[name].setVisible(bool(self.corrects()))

    def _tell_far(self) -> None:
        """Say which days look mistyped: those of an answer of CalHR may lie in another year, but seldom far away."""
        days = [field.day() for name in _WITH_CALHR if isinstance(field := self.fields[name], DateField)]
        self.far.say(told_of_days(self._year, days), Tone.ATTENTION, "attention")

    def _set(self, values: dict[str, Any]) -> None:
        made = goals.add(self._program_context.program, self._year, GoalTerms(**_plain(values)))
        self._changed(made)

    def _change(self, goal_id: str, changes: dict[str, Any]) -> None:
        if self._goal is not None:
            terms = replace(terms_of(self._goal), **_plain(changes))
            goals.change(self._program_context.program, goal_id, terms)
            self._changed(goal_id)


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """The values as a goal has them: whole numbers, words of the lists, texts without None."""
    plain = dict(values)
    for name in _NUMBERS:
        if plain.get(name) is not None:
            plain[name] = int(plain[name])
    for name in _TEXTS:
        if name in plain:
            plain[name] = plain[name] or ""
    if "kind" in plain:
        plain["kind"] = GoalKind(plain["kind"])
    if plain.get("reduction_answer") is not None:
        plain["reduction_answer"] = ReductionAnswer(plain["reduction_answer"])
    return plain


def _fields(context: Context) -> dict[str, Field]:
    today = context.program.today()
    return {
        "kind": ChoiceField("Goal", [(kind, capital(kind)) for kind in GoalKind], required=True),
        "employees": NumberField("How many employees", unit="employees", minimum=0, maximum=MOST, required=True),
        "period_from": DateField("From", hint="the whole program year unless you say otherwise"),
        "period_to": DateField("To"),
        "approved_on": DateField("Approved by CalHR on", latest=today, hint="empty: not approved yet"),
        "approved_note": TextField("Note on the approval", placeholder="Example: Letter of May 4"),
        "reduced_to": NumberField("Reduction asked for, to", unit="employees", minimum=0, maximum=MOST),
        "reduction_asked_on": DateField("Asked for on", latest=today),
        "reduction_reason": LongTextField(
            "Reason for the reduction", lines=2, placeholder="Example: A hiring freeze since March"
        ),
        "reduction_answer": ChoiceField(
            "CalHR's answer", [(one, capital(one)) for one in ReductionAnswer], blank="No answer yet"
        ),
        "reduction_answered_on": DateField("Answered on", latest=today),
        "note": TextField("Note", placeholder="Example: Agreed with the director on July 8"),
    }
