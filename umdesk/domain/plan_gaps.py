"""What is missing in a plan before it may be printed for signature, in the order of the page.

What a department cannot do without is *needed*; what makes a plan better is *advice* and never stops printing.
"""

from collections.abc import Iterable, Iterator

from umdesk.domain import dates
from umdesk.domain.plans import Activity, Content, Gap, Level, OverLimit, Section, is_empty, numbered_goals
from umdesk.domain.words import ActivityType, Approval, GoalTerm
from umdesk.domain.writing import quoted

USUALLY_COSTS = frozenset({
    ActivityType.COURSE, ActivityType.COLLEGE, ActivityType.WORKSHOP, ActivityType.LEADERSHIP,
})  # fmt: skip
"""Activities that rarely are free, so that a missing estimate is worth a word."""


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
            continue
        if goal.target_date is None:
            yield Gap(Level.ADVICE, section, f"{names[goal.item]} has no date.", "target_date", goal.row)
        if is_empty(goal.measure):
            text = f"{names[goal.item]} does not say how it will be seen that it is reached."
            yield Gap(Level.ADVICE, section, text, "measure", goal.row)


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
        if not row.type:
            yield Gap(Level.NEEDED, section, f"{name} has no type.", "type", row.row)
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
        yield Gap(Level.ADVICE, section, f"{name} does not say which goal it serves.", "serves_item_id", row.row)
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
    if content.supervisor_approval == Approval.DOES_NOT:
        text = "The supervisor does not approve the plan. Talk it over; it cannot be printed like this."
        yield Gap(Level.NEEDED, section, text, "supervisor_approval")
    elif is_empty(content.supervisor_approval):
        yield Gap(Level.ADVICE, section, "The supervisor has not said yes or no to the plan.", "supervisor_approval")
