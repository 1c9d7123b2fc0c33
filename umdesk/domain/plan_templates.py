"""Plan templates: goals, competencies, activities and cost lines of a common path, without names and without dates.

Dates are kept as days from the start of the plan. What an activity serves, and what a cost line is for, is kept as the
place in the template's own lists. Taking one over adds to a plan and never puts anything in the place of what is there.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from umdesk.domain.folding import folded
from umdesk.domain.plans import Activity, Content, Cost, Goal
from umdesk.domain.words import CostCategory, GoalTerm, PlannedType, planned_type
from umdesk.domain.writing import one_line

NAME_MOST = 120
SOMEONE = "the participant"


@dataclass(frozen=True, slots=True)
class TemplateGoal:
    """A goal; `days` after the plan's start it is to be reached."""

    term: GoalTerm
    text: str
    measure: str = ""
    days: int | None = None


@dataclass(frozen=True, slots=True)
class TemplateCompetency:
    """A competency; where the participant is now stays out, since it is about a person."""

    name: str
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class TemplateActivity:
    """An activity from the day `starts` to the day `ends` after the plan's start.

    `serves` and `also_serves` are places such as "goal 0" and "competency 1"; hours are planned hours.
    """

    type: PlannedType
    text: str
    provider: str = ""
    starts: int | None = None
    ends: int | None = None
    state_hours: Decimal | None = None
    own_hours: Decimal | None = None
    serves: str = ""
    also_serves: str = ""
    required: bool = True
    training_category: str = ""


@dataclass(frozen=True, slots=True)
class TemplateCost:
    """A cost line; `activity` is the place of the activity that it is for, `estimate` in US dollars."""

    text: str
    category: CostCategory = CostCategory.OTHER
    estimate: Decimal | None = None
    fund: str = ""
    activity: int | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class TemplateContent:
    """Everything that a template adds to a plan."""

    goals: tuple[TemplateGoal, ...] = ()
    competencies: tuple[TemplateCompetency, ...] = ()
    activities: tuple[TemplateActivity, ...] = ()
    costs: tuple[TemplateCost, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it."""
        return not (self.goals or self.competencies or self.activities or self.costs)


@dataclass(frozen=True, slots=True)
class Coming:
    """One thing that a template would add: its kind, its text, its dates, and whether the plan has it already."""

    kind: str
    text: str
    when: str
    there: bool


def of_plan(content: Content, today: date) -> TemplateContent:
    """What a template of a plan holds; the participant's name becomes "the participant"."""
    anchor = start_of(content, today)
    said = _without(content.participant)
    goals = {goal.item: f"goal {number}" for number, goal in enumerate(content.goals)}
    served = goals | {row.item: f"competency {number}" for number, row in enumerate(content.competencies)}
    places = {row.item: number for number, row in enumerate(content.activities)}
    return TemplateContent(
        goals=tuple(_goal(row, anchor, said) for row in content.goals),
        competencies=tuple(TemplateCompetency(said(row.name), said(row.wanted)) for row in content.competencies),
        activities=tuple(_activity(row, anchor, said, served) for row in content.activities),
        costs=tuple(_cost(row, anchor, said, places) for row in content.costs),
    )


def start_of(content: Content, today: date) -> date:
    """The day from which a plan's days are counted: its period's first, else its first activity's, else today."""
    starts = [row.starts for row in content.activities if row.starts is not None]
    return content.period_from or min(starts, default=today)


def on_day(anchor: date, days: int | None) -> date | None:
    """The date so many days after the plan's start."""
    return None if days is None else anchor + timedelta(days=days)


def same_text(text: str) -> str:
    """A text by which two goals, competencies, activities or cost lines are known to be one."""
    return folded(one_line(text))


def as_json(content: TemplateContent) -> dict[str, Any]:
    """The form in which the program keeps it: numbers as text, so that they stay exact."""
    return {
        "goals": [_plain(row) for row in content.goals],
        "competencies": [_plain(row) for row in content.competencies],
        "activities": [_plain(row) for row in content.activities],
        "costs": [_plain(row) for row in content.costs],
    }


def parse(kept: Mapping[str, Any]) -> TemplateContent:
    """Read what `as_json` wrote.

    Raises:
        KeyError, ValueError: it was written by something else, which is a bug.
    """
    return TemplateContent(
        goals=tuple(TemplateGoal(**{**row, "term": GoalTerm(row["term"])}) for row in kept["goals"]),
        competencies=tuple(TemplateCompetency(**row) for row in kept["competencies"]),
        activities=tuple(
            TemplateActivity(**{**_numbers(row, "state_hours", "own_hours"), "type": planned_type(row["type"])})
            for row in kept["activities"]
        ),
        costs=tuple(
            TemplateCost(**{**_numbers(row, "estimate"), "category": CostCategory(row["category"])})
            for row in kept["costs"]
        ),
    )


def _goal(row: Goal, anchor: date, said: "_Without") -> TemplateGoal:
    return TemplateGoal(row.term, said(row.text), said(row.measure), _days(anchor, row.target_date))


def _activity(row: Activity, anchor: date, said: "_Without", served: Mapping[str, str]) -> TemplateActivity:
    return TemplateActivity(
        row.type, said(row.text), said(row.provider), _days(anchor, row.starts), _days(anchor, row.ends),
        row.state_hours, row.own_hours, served.get(row.serves or "", ""), served.get(row.also_serves or "", ""),
        row.required, row.training_category,
    )  # fmt: skip


def _cost(row: Cost, anchor: date, said: "_Without", places: Mapping[str, int]) -> TemplateCost:
    return TemplateCost(
        said(row.text), row.category, row.estimate, row.fund, places.get(row.activity or ""),
        _days(anchor, row.planned_on),
    )  # fmt: skip


def _days(anchor: date, day: date | None) -> int | None:
    return None if day is None else (day - anchor).days


class _Without:
    """Writes texts without the name of a person."""

    def __init__(self, names: Iterable[str]) -> None:
        words = [re.escape(name) for name in names if name]
        self._pattern = re.compile(rf"\b({'|'.join(words)})\b") if words else None

    def __call__(self, text: str) -> str:
        if self._pattern is None:
            return text
        written = self._pattern.sub(SOMEONE, text)
        return written[:1].upper() + written[1:] if written != text and text[:1].isupper() else written


def _without(name: str) -> _Without:
    """The full name first, then each part of it that is no initial."""
    parts: Sequence[str] = [part for part in name.split() if len(part.strip(".")) > 1]
    return _Without([name, *parts])


def _plain(row: Any) -> dict[str, Any]:
    found = {name: getattr(row, name) for name in row.__slots__}
    return {name: format(value, "f") if isinstance(value, Decimal) else value for name, value in found.items()}


def _numbers(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {**row, **{name: None if row[name] is None else Decimal(row[name]) for name in names}}
