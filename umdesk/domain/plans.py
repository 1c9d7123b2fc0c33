"""A Career Development Plan: what one revision agrees, and what can be missing in it.

A plan has short- and long-term goals, actions with their timelines, and estimated costs, and a supervisor has a say
in it (GC 19401, 2 CCR 599.983).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from umdesk.domain.words import ActivityType, CostCategory, GoalTerm, PlannedType, ProgressStatus, RevisionState

FROZEN = frozenset({RevisionState.PRINTED, RevisionState.SIGNED, RevisionState.FILED, RevisionState.SUPERSEDED})
"""States in which nothing that was agreed may change any more."""

ON_PAPER = FROZEN - {RevisionState.SUPERSEDED}
"""States of a revision whose printed page counts: it is to be signed, or was, and no other took its place."""

CARRIED_OUT = frozenset({RevisionState.SIGNED, RevisionState.FILED})
"""States in which every signature line is settled, by a date or by why there is none, and the work goes on."""

CLOSED = frozenset({ProgressStatus.DONE, ProgressStatus.DROPPED})
"""How far an activity is on which no more work is expected."""

COUNSELING = frozenset({ActivityType.ACADEMIC_COUNSELING, ActivityType.CAREER_COUNSELING, ActivityType.COACHING})
"""Activities in which a person speaks in confidence: who only reads sees of their notes the date and the kind."""


class Level(StrEnum):
    """How much a gap weighs."""

    NEEDED = "needed before printing"
    ADVICE = "advice"


class Section(StrEnum):
    """The parts of a plan, in the order of the page."""

    PARTICIPANT = "Participant"
    TARGET = "Target class"
    GOALS = "Goals"
    COMPETENCIES = "Competencies"
    ACTIVITIES = "Activities"
    COSTS = "Costs"
    SUPPORT = "Support and comments"


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal; `item` is the identity that it keeps through all revisions, `row` the row of this revision.

    `measure` says how it will be seen that the goal is reached.
    """

    row: str
    item: str
    term: GoalTerm
    text: str = ""
    target_date: date | None = None
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Competency:
    """A competency: where the participant is now and where they want to be."""

    row: str
    item: str
    name: str = ""
    now: str = ""
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """A planned activity; hours are planned, `serves` and `also_serves` are identities of goals or competencies.

    `type` is "" until somebody chooses one, `resource` is the id of what the department's directory offers for it.
    """

    row: str
    item: str
    type: PlannedType
    text: str = ""
    provider: str = ""
    starts: date | None = None
    ends: date | None = None
    state_hours: Decimal | None = None
    own_hours: Decimal | None = None
    serves: str | None = None
    required: bool = True
    also_serves: str | None = None
    training_category: str = ""
    resource: str | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """A cost line; `estimate` in US dollars, `activity` the identity of the activity that it pays for.

    `planned_on` is the day on which the money is expected to be spent.
    """

    row: str
    item: str
    text: str = ""
    estimate: Decimal | None = None
    fund: str = ""
    activity: str | None = None
    category: CostCategory = CostCategory.OTHER
    request_number: str = ""
    planned_on: date | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that one revision agrees; its field names are those of the form."""

    participant: str = ""
    employee_number: str = ""
    period_from: date | None = None
    period_to: date | None = None
    current_class_code: str = ""
    current_class_title: str = ""
    target_class_code: str = ""
    target_class_title: str = ""
    unit_name: str = ""
    supervisor_name: str = ""
    coordinator_name: str = ""
    support: str = ""
    supervisor_comments: str = ""
    supervisor_approval: str = ""
    participant_comments: str = ""
    mentor_name: str = ""
    mentor_resource_id: str | None = None
    goals: tuple[Goal, ...] = ()
    competencies: tuple[Competency, ...] = ()
    activities: tuple[Activity, ...] = ()
    costs: tuple[Cost, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing: said in words, with the place where it is filled in.

    `row` is the row of the list in the section, None for a field of the plan itself; `field` is the field's name.
    """

    level: Level
    section: Section
    text: str
    field: str
    row: str | None = None


@dataclass(frozen=True, slots=True)
class OverLimit:
    """A T&D activity of the plan that would go over 24 months in 36; `last` is the last allowed day, if any."""

    item: str
    last: date | None


def numbered_goals(goals: Iterable[Goal]) -> dict[str, str]:
    """How each goal is called on the page, by its identity: "Goal 1", short-term goals before long-term ones."""
    ordered = sorted(goals, key=lambda goal: goal.term is GoalTerm.LONG)
    return {goal.item: f"Goal {number}" for number, goal in enumerate(ordered, start=1)}


def served_names(content: Content) -> dict[str, str]:
    """What an activity can serve, by identity, as people read it: "Goal 1", "Competency 2"."""
    competencies = {row.item: f"Competency {number}" for number, row in enumerate(content.competencies, start=1)}
    return numbered_goals(content.goals) | competencies


def needed(found: Iterable[Gap]) -> tuple[Gap, ...]:
    """Those that must be filled before printing."""
    return tuple(gap for gap in found if gap.level is Level.NEEDED)


def status_of(progress: Iterable[tuple[date, ProgressStatus]]) -> ProgressStatus:
    """How far an activity is by its dated records: the newest holds, of two of one day the further one."""
    order = list(ProgressStatus)
    rows = [(on, order.index(status)) for on, status in progress]
    return order[max(rows)[1]] if rows else ProgressStatus.NOT_STARTED


def is_empty(value: str) -> bool:
    """Whether nothing but blanks was written."""
    return not value.strip()
