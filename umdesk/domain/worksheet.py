"""The worksheet of a plan, filled in on paper or on a screen by who cannot come to the desk; compared when it is back.

A field is named by the row that it belongs to, not by its place: what the plan had when the worksheet was printed keeps
its row (`goal_1a2b3c4d_text`), a blank row has a name of its own (`activity_new3_starts`). So a plan that changed in
the meantime is never written over by a row that only stands in the same place.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from umdesk.domain import money
from umdesk.domain.plans import Content, Section, numbered_goals
from umdesk.domain.privacy_notice import PrivacyNotice
from umdesk.domain.words import GoalTerm, ItemKind
from umdesk.domain.writing import plain

FORM = "umdesk worksheet"
EDITION = 1
PLAN = "plan"
NEW = "new"
ACTIVITIES = 8
"""Rows for activities, also where the plan has fewer."""
_ROOM = {"short": 3, "long": 2, ItemKind.COMPETENCY: 4, ItemKind.ACTIVITY: ACTIVITIES, ItemKind.COST: 3}
_KEY = 8
_MARK = re.compile(rf"{FORM}, edition (\d{{1,4}}), (\d{{4}}-\d{{4,}} S\d{{1,4}}) ([0-9a-f]{{10}})")
_NAME = re.compile(r"(?:plan|(?:goal|competency|activity|cost)_[0-9a-z]{2,20})_[a-z_]{2,24}")


class Holds(StrEnum):
    """What a field holds."""

    TEXT = "text"
    DATE = "date"
    HOURS = "hours"
    MONEY = "money"
    TYPE = "type of activity"
    APPROVAL = "approval"


@dataclass(frozen=True, slots=True)
class SheetField:
    """One field of a row or of the plan: its name in the plan, its label, what it holds, its lines and its hint."""

    name: str
    label: str
    holds: Holds = Holds.TEXT
    lines: int = 1
    hint: str = ""


#: The field of an activity that is its cost line's: what it is expected to cost.
COST = "cost"
ROWS: Mapping[ItemKind, tuple[SheetField, ...]] = {
    ItemKind.GOAL: (
        SheetField("text", "Goal", lines=2),
        SheetField("measure", "How it will be seen"),
        SheetField("target_date", "By when", Holds.DATE, hint="month/day/year"),
    ),
    ItemKind.COMPETENCY: (
        SheetField("name", "What to learn"),
        SheetField("now", "Now"),
        SheetField("wanted", "Wanted"),
    ),
    ItemKind.ACTIVITY: (
        SheetField("text", "What will be done", lines=2),
        SheetField("type", "Type", Holds.TYPE),
        SheetField("provider", "Provider"),
        SheetField("starts", "Start", Holds.DATE),
        SheetField("ends", "End", Holds.DATE),
        SheetField("state_hours", "State hours", Holds.HOURS),
        SheetField("own_hours", "Own hours", Holds.HOURS),
        SheetField(COST, "Cost", Holds.MONEY),
    ),
    ItemKind.COST: (
        SheetField("text", "What else is paid for"),
        SheetField("estimate", "Estimate", Holds.MONEY),
        SheetField("fund", "Fund"),
    ),
}
"""The fields of each kind of row, in order."""

FIELDS: Mapping[Section, tuple[SheetField, ...]] = {
    Section.PARTICIPANT: (
        SheetField("period_from", "The plan runs from", Holds.DATE, hint="month/day/year"),
        SheetField("period_to", "until", Holds.DATE, hint="month/day/year"),
    ),
    Section.TARGET: (
        SheetField("target_class_code", "Class code", hint="four digits"),
        SheetField("target_class_title", "Target class"),
    ),
    Section.SUPPORT: (
        SheetField("mentor_name", "Mentor or coach"),
        SheetField("support", "Support by the department", lines=3),
        SheetField("supervisor_comments", "Supervisor's comments", lines=3),
        SheetField("participant_comments", "Participant's own words", lines=3),
        SheetField("supervisor_approval", "The supervisor", Holds.APPROVAL),
    ),
}
"""The fields of the plan itself by section."""

SECTIONS: Mapping[ItemKind, Section] = {
    ItemKind.GOAL: Section.GOALS, ItemKind.COMPETENCY: Section.COMPETENCIES, ItemKind.ACTIVITY: Section.ACTIVITIES,
    ItemKind.COST: Section.COSTS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the worksheet: which (`key`), what people call it, and its values as text by field name."""

    kind: ItemKind
    key: str
    called: str
    values: tuple[tuple[str, str], ...]

    @property
    def is_new(self) -> bool:
        """Whether the plan has no such row yet."""
        return self.key.startswith(NEW)

    def value(self, field: str) -> str:
        """The text of a field."""
        return dict(self.values)[field]

    def name(self, field: str) -> str:
        """The name of a field of this row in the file."""
        return f"{self.kind}_{self.key}_{field}"


@dataclass(frozen=True, slots=True)
class WorksheetSnapshot:
    """What a worksheet shows: whose plan, what it holds so far, and room for more."""

    department: str
    office: str
    number: str
    plan_number: str
    revision_number: int
    participant: str
    employee_number: str
    current_class: str
    unit: str
    supervisor: str
    coordinator: str
    made_on: date
    fields: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    notice: PrivacyNotice


@dataclass(frozen=True, slots=True)
class Mark:
    """What a file says of itself: a worksheet of which edition, its number, and the digest of what it showed."""

    edition: int
    number: str
    digest: str

    @property
    def plan_number(self) -> str:
        """The plan that it was printed for."""
        return self.number.partition(" ")[0]


@dataclass(frozen=True, slots=True)
class Returned:
    """One file that came back: what it says of itself and the texts of its fields; `refusal` says why it cannot do."""

    file: str
    mark: Mark | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    refusal: str = ""
    remarks: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which worksheet and plan differ.

    `plan` is what the plan has, `sheet` what stands on the worksheet, `was` what stood there when it was printed;
    `problem` says why what stands there cannot be taken, "" when it can.
    """

    name: str
    section: Section
    called: str
    plan: str
    sheet: str
    was: str
    problem: str = ""

    @property
    def both(self) -> bool:
        """Whether the plan was changed too since the worksheet was printed."""
        return self.plan != self.was

    @property
    def suggested(self) -> bool:
        """Whether the worksheet's is put forward: it can be taken, says something, and nobody changed the plan."""
        return bool(self.sheet) and not self.problem and not self.both


def mark(number: str, digest: str) -> str:
    """The line that makes a file known as this worksheet, for its document information (Subject).

    It stands there and in no field, since programs that fill a form in keep a document's subject.
    """
    return f"{FORM}, edition {EDITION}, {number} {digest[:10]}"


def read_mark(subject: str) -> Mark | None:
    """What a document's subject says, None when it is no worksheet of ours."""
    found = _MARK.fullmatch(" ".join(subject.split()))
    return None if found is None else Mark(int(found[1]), found[2], found[3])


def is_name(name: str) -> bool:
    """Whether a field has a name that a worksheet's has."""
    return _NAME.fullmatch(name) is not None


def plan_name(field_name: str) -> str:
    """The name in the file of a field of the plan itself."""
    return f"{PLAN}_{field_name}"


def plan_values(content: Content) -> dict[str, str]:
    """The fields of the plan itself as texts, by their names in the plan."""
    fields = [one for section in FIELDS.values() for one in section]
    return {one.name: shown(getattr(content, one.name), one.holds) for one in fields}


def lines(content: Content, *, blank: bool = True) -> tuple[Line, ...]:
    """The rows of a plan in the order of the page, each list followed (with `blank`) by room for more.

    A cost line that pays for an activity stands with that activity, the first of several.
    """
    return (*_goals(content, blank=blank), *_rows(content, blank=blank))


def paid(content: Content) -> dict[str, str]:
    """Activity → the cost line that stands with it on the worksheet, both by identity."""
    found: dict[str, str] = {}
    activities = {row.item for row in content.activities}
    for cost in content.costs:
        if cost.activity in activities and cost.activity not in found:
            found[cost.activity] = cost.item
    return found


def shown(value: Any, holds: Holds) -> str:
    """A value of the plan as the worksheet has it."""
    if value is None or value == "":
        return ""
    if holds is Holds.DATE:
        return f"{value.month}/{value.day}/{value.year}"
    if holds is Holds.MONEY:
        return money.show(value)
    return plain(value) if isinstance(value, Decimal) else str(value)


def _goals(content: Content, *, blank: bool) -> Iterator[Line]:
    names = numbered_goals(content.goals)
    for term, token in ((GoalTerm.SHORT, "short"), (GoalTerm.LONG, "long")):
        own = [goal for goal in content.goals if goal.term is term]
        for goal in own:
            yield _line(ItemKind.GOAL, goal, f"{names[goal.item]} ({term})")
        for number in range(1, _blanks(token, len(own)) + 1 if blank else 1):
            yield _empty(ItemKind.GOAL, f"{NEW}{token}{number}", f"Further {term} goal {number}")


def _rows(content: Content, *, blank: bool) -> Iterator[Line]:
    with_activity = paid(content)
    estimates = {cost.item: cost.estimate for cost in content.costs}
    others = [cost for cost in content.costs if cost.item not in with_activity.values()]
    listed: tuple[tuple[ItemKind, str, Sequence[Any]], ...] = (
        (ItemKind.COMPETENCY, "Competency", content.competencies),
        (ItemKind.ACTIVITY, "Activity", content.activities),
        (ItemKind.COST, "Other cost", others),
    )
    for kind, called, own in listed:
        for number, row in enumerate(own, start=1):
            cost = estimates.get(with_activity.get(row.item, ""))
            yield _line(kind, row, f"{called} {number}", {COST: shown(cost, Holds.MONEY)})
        for number in range(1, _blanks(kind, len(own)) + 1 if blank else 1):
            yield _empty(kind, f"{NEW}{number}", f"{called} {len(own) + number}")


def _blanks(what: str, there: int) -> int:
    return max(_ROOM[what] - there, 1)


def _line(kind: ItemKind, row: Any, called: str, more: Mapping[str, str] | None = None) -> Line:
    values = {one.name: shown(getattr(row, one.name), one.holds) for one in ROWS[kind] if one.name != COST}
    if kind is ItemKind.ACTIVITY:
        values |= more or {}
    return Line(kind, row.item[:_KEY], called, tuple(values.items()))


def _empty(kind: ItemKind, key: str, called: str) -> Line:
    return Line(kind, key, called, tuple((one.name, "") for one in ROWS[kind]))
