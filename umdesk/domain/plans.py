"""A Career Development Plan: the steps of a revision, and what is missing before it may be printed for signature.

A plan has short- and long-term goals, actions with their timelines, and estimated costs, and a supervisor has a say
in it (GC 19401, 2 CCR 599.983). What a department cannot do without is *needed*; what makes a plan better is *advice*
and never stops printing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from umdesk.domain import dates
from umdesk.domain.words import ActivityType, CostCategory, GoalTerm, ProgressStatus, RevisionState
from umdesk.domain.writing import quoted

FROZEN = frozenset({RevisionState.PRINTED, RevisionState.SIGNED, RevisionState.FILED, RevisionState.SUPERSEDED})
"""States in which nothing that was agreed may change any more."""

STEPS: Mapping[RevisionState, frozenset[RevisionState]] = {
    RevisionState.DRAFT: frozenset({RevisionState.IN_REVIEW, RevisionState.READY}),
    RevisionState.IN_REVIEW: frozenset({RevisionState.DRAFT, RevisionState.READY}),
    RevisionState.READY: frozenset({RevisionState.DRAFT, RevisionState.PRINTED}),
    RevisionState.PRINTED: frozenset({RevisionState.SIGNED, RevisionState.FILED, RevisionState.SUPERSEDED}),
    RevisionState.FILED: frozenset({RevisionState.SIGNED, RevisionState.SUPERSEDED}),
    RevisionState.SIGNED: frozenset({RevisionState.SUPERSEDED}),
    RevisionState.SUPERSEDED: frozenset(),
}
"""The states that may follow each state."""

USUALLY_COSTS = frozenset({
    ActivityType.COURSE, ActivityType.COLLEGE, ActivityType.WORKSHOP, ActivityType.LEADERSHIP,
})  # fmt: skip
"""Activities that rarely are free, so that a missing estimate is worth a word."""


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

    `resource` is the id of what the department's directory offers for it.
    """

    row: str
    item: str
    type: ActivityType
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


def may_follow(state: RevisionState, following: RevisionState) -> bool:
    """Whether a revision may go from one state to the other."""
    return following in STEPS[state]


def numbered_goals(goals: Iterable[Goal]) -> dict[str, str]:
    """How each goal is called on the page, by its identity: "Goal 1", short-term goals before long-term ones."""
    ordered = sorted(goals, key=lambda goal: goal.term is GoalTerm.LONG)
    return {goal.item: f"Goal {number}" for number, goal in enumerate(ordered, start=1)}


def served_names(content: Content) -> dict[str, str]:
    """What an activity can serve, by identity, as people read it: "Goal 1", "Competency 2"."""
    competencies = {row.item: f"Competency {number}" for number, row in enumerate(content.competencies, start=1)}
    return numbered_goals(content.goals) | competencies


def gaps(content: Content, over_limit: Iterable[OverLimit] = ()) -> tuple[Gap, ...]:
    """All that is missing, in the order of the page; what is needed and what is only advice."""
    found = (
        *_participant(content),
        *_target(content),
        *_goals(content),
        *_competencies(content),
        *_activities(content),
        *_over(content, over_limit),
        *_costs(content),
        *_support(content),
    )
    order = list(Section)
    return tuple(sorted(found, key=lambda gap: order.index(gap.section)))


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


def _participant(content: Content) -> Iterator[Gap]:
    section = Section.PARTICIPANT
    if is_empty(content.current_class_code) and is_empty(content.current_class_title):
        yield Gap(Level.NEEDED, section, "The current class is missing.", "current_class_code")
    if is_empty(content.supervisor_name):
        yield Gap(Level.NEEDED, section, "The supervisor is missing, who signs the plan.", "supervisor_name")
    if is_empty(content.coordinator_name):
        yield Gap(Level.NEEDED, section, "The coordinator is missing, who signs the plan.", "coordinator_name")
    if is_empty(content.unit_name):
        yield Gap(Level.ADVICE, section, "The unit is empty.", "unit_name")
    if content.period_from is None or content.period_to is None:
        field = "period_from" if content.period_from is None else "period_to"
        yield Gap(Level.ADVICE, section, "The plan says no period (from, to).", field)
    elif content.period_to < content.period_from:
        yield Gap(Level.NEEDED, section, "The plan's period ends before it begins.", "period_to")


def _target(content: Content) -> Iterator[Gap]:
    section = Section.TARGET
    if is_empty(content.target_class_code) and is_empty(content.target_class_title):
        yield Gap(Level.NEEDED, section, "The target class is missing.", "target_class_code")
    elif content.target_class_code and content.target_class_code == content.current_class_code:
        yield Gap(Level.ADVICE, section, "The target class is the current class.", "target_class_code")


def _goals(content: Content) -> Iterator[Gap]:
    section = Section.GOALS
    for term in GoalTerm:
        if not any(goal.term is term for goal in content.goals):
            yield Gap(Level.NEEDED, section, f"A {term} goal is missing.", term.value)
    names = numbered_goals(content.goals)
    for goal in content.goals:
        if is_empty(goal.text):
            yield Gap(Level.NEEDED, section, f"{names[goal.item]} has no text.", "text", goal.row)
        elif goal.target_date is None:
            yield Gap(Level.ADVICE, section, f"{names[goal.item]} has no date.", "target_date", goal.row)


def _competencies(content: Content) -> Iterator[Gap]:
    section = Section.COMPETENCIES
    if not content.competencies:
        yield Gap(Level.ADVICE, section, "No competency is named yet: what should the participant learn?", "name")
    for number, row in enumerate(content.competencies, start=1):
        if is_empty(row.name):
            yield Gap(Level.NEEDED, section, f"Competency {number} has no name.", "name", row.row)
        elif is_empty(row.wanted):
            yield Gap(Level.ADVICE, section, f"Competency {number} does not say what is wanted.", "wanted", row.row)


def _activities(content: Content) -> Iterator[Gap]:
    section = Section.ACTIVITIES
    if not content.activities:
        yield Gap(Level.NEEDED, section, "An activity is missing.", "text")
    for number, row in enumerate(content.activities, start=1):
        name = quoted(row.text, 40) or f"Activity {number}"
        if is_empty(row.text):
            yield Gap(Level.NEEDED, section, f"{name} does not say what will be done.", "text", row.row)
        if row.starts is None:
            yield Gap(Level.NEEDED, section, f"{name} has no start date.", "starts", row.row)
        if row.ends is None:
            yield Gap(Level.NEEDED, section, f"{name} has no end date.", "ends", row.row)
        if row.starts and row.ends and row.ends < row.starts:
            yield Gap(Level.NEEDED, section, f"{name} ends before it begins.", "ends", row.row)
        yield from _activity_advice(content, row, name)


def _activity_advice(content: Content, row: Activity, name: str) -> Iterator[Gap]:
    section = Section.ACTIVITIES
    if row.state_hours is None and row.own_hours is None:
        yield Gap(Level.ADVICE, section, f"{name} has no planned hours.", "state_hours", row.row)
    if row.serves is None and (content.goals or content.competencies):
        yield Gap(Level.ADVICE, section, f"{name} does not say which goal it serves.", "serves", row.row)
    if row.type in USUALLY_COSTS and all(cost.activity != row.item for cost in content.costs):
        text = f"{name} is a {row.type} and has no cost line. If it is free, leave it so."
        yield Gap(Level.ADVICE, Section.COSTS, text, "text")
    if row.ends and content.period_to and row.ends > content.period_to:
        yield Gap(Level.ADVICE, section, f"{name} ends after the plan's period.", "ends", row.row)


def _over(content: Content, over_limit: Iterable[OverLimit]) -> Iterator[Gap]:
    lasts = {over.item: over.last for over in over_limit}
    for row in content.activities:
        if row.item not in lasts:
            continue
        last = lasts[row.item]
        until = f"the last allowed day is {dates.show(last)}" if last else "no day of it is allowed"
        text = (
            f"{quoted(row.text, 40) or 'The T&D assignment'} goes over 24 months of T&D in 36: {until}. Shorten it, or "
            "record the assignment with the coordinator's reason."
        )
        yield Gap(Level.NEEDED, Section.ACTIVITIES, text, "ends", row.row)


def _costs(content: Content) -> Iterator[Gap]:
    section = Section.COSTS
    for number, row in enumerate(content.costs, start=1):
        name = quoted(row.text, 40) or f"Cost line {number}"
        if is_empty(row.text):
            yield Gap(Level.NEEDED, section, f"{name} does not say what is paid for.", "text", row.row)
        if row.estimate is None:
            yield Gap(Level.NEEDED, section, f"{name} has no estimate.", "estimate", row.row)


def _support(content: Content) -> Iterator[Gap]:
    section = Section.SUPPORT
    if is_empty(content.support):
        yield Gap(Level.ADVICE, section, "Nothing is said about the department's support.", "support")
    if is_empty(content.supervisor_comments):
        yield Gap(Level.ADVICE, section, "The supervisor's comments are empty.", "supervisor_comments")
