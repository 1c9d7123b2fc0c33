"""The Career Development Plan as a form: what was agreed, room for ink, and the signatures."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from umdesk.documents.blocks import Block, Grid, NewPage, Together
from umdesk.documents.builder import BODY, SMALL, STRONG, Box, Builder, Column, Value
from umdesk.documents.notice import notice_parts
from umdesk.documents.pages import WIDTH, Furniture
from umdesk.documents.pdf import Pdf
from umdesk.documents.signing import signatures
from umdesk.domain import dates, money
from umdesk.domain.snapshots import ActivityLine, GoalLine, PlanSnapshot, snapshot_digest
from umdesk.domain.writing import capital, grouped

TITLE = "Career Development Plan"
OPTIONAL = "Optional"
"""How an activity is marked that the participant may leave out."""
_DISAGREES = "The participant has filed a statement of disagreement with the record (Civil Code section 1798.36)."
_NOTHING = "–"
_HALF = WIDTH / 2
_INK = 30.0
"""The least height of a row that is to be filled in by hand, in points."""
_GOALS = (Column("", 260.0), Column("Reached by", 64.0), Column("How it will be seen", 180.0))
_COMPETENCIES = (
    Column("Competency", 184.0),
    Column("Where the participant is now", 160.0),
    Column("What is wanted", 160.0),
)
_ACTIVITIES = (
    Column("Activity", 142.0),
    Column("Type", 72.0),
    Column("Provider", 66.0),
    Column("Start", 41.0),
    Column("End", 41.0),
    Column("State hours", 39.0, "right"),
    Column("Own hours", 39.0, "right"),
    Column("Serves", 64.0),
)
_COSTS = (
    Column("Item", 142.0),
    Column("Category", 60.0),
    Column("Pays for", 58.0),
    Column("Fund", 72.0),
    Column("Request no.", 62.0),
    Column("Expected on", 48.0),
    Column("Estimate", 62.0, "right"),
)
_CHANGES = (Column("What", 144.0), Column("Before", 180.0), Column("In this revision", 180.0))
_AGREED = "By signing, each of us says that we have read this plan, talked it over, and agree to carry it out."


def render(plan: PlanSnapshot, *, draft: bool) -> Pdf:
    """The plan as a tagged PDF; a draft says so on each page and carries no codes."""
    digest = snapshot_digest(plan)
    name = f"{TITLE} {plan.plan_number}, revision {plan.revision_number}"
    form = Builder(f"{name} (draft)" if draft else name, plan.department)
    for block in _blocks(form, plan, draft=draft):
        form.add(block)
    if draft:
        return form.finish(Furniture("DRAFT", draft=True), digest)
    return form.finish(Furniture(f"{plan.plan_number} R{plan.revision_number}", digest[:10], code=True), digest)


def _blocks(form: Builder, plan: PlanSnapshot, *, draft: bool) -> Iterator[Block]:
    yield from _head(form, plan, draft=draft)
    if plan.disagrees:
        yield form.paragraph(_DISAGREES, before=6.0)
    if plan.revision_number > 1:
        yield from _why(form, plan)
    yield form.heading(2, "Goals")
    # Activities name the goal that they serve by its number, so the two lists count on.
    yield _goals(form, "Short-term goals", plan.short_goals, 1)
    yield _goals(form, "Long-term goals", plan.long_goals, len(plan.short_goals) + 1)
    yield form.heading(2, "Competencies")
    rows = [(f"{at}. {line.name}", line.now, line.wanted) for at, line in enumerate(plan.competencies, start=1)]
    yield form.table(_COMPETENCIES, rows or [("", "", "")], least=0.0 if rows else _INK)
    yield from _activities(form, plan)
    yield from _costs(form, plan)
    if plan.training_and_development:
        yield form.heading(2, "Training and development assignments")
        yield form.items(plan.training_and_development)
    yield form.heading(2, "Support and comments")
    yield from form.boxes(
        [
            [Box("Support that the participant will have", (plan.support,), room=34.0)],
            [
                Box("Supervisor's comments", (plan.supervisor_comments,), WIDTH - 150.0, room=40.0),
                Box("Supervisor's approval", (capital(plan.supervisor_approval),), 150.0),
            ],
            [Box("Participant's comments", (plan.participant_comments,), room=40.0)],
        ],
        before=4.0,
    )
    if plan.reviews:
        yield form.heading(2, "Reviews planned")
        yield form.items(plan.reviews)
    yield form.heading(2, "Notice about the information on this form")
    yield form.paragraph("California Civil Code section 1798.17", SMALL, before=2.0, keeps_next=True)
    yield form.terms(notice_parts(plan.notice), SMALL, before=3.0)
    if plan.revision_number > 1:
        yield from _changes(form, plan)
    yield _signatures(form, plan)


def _head(form: Builder, plan: PlanSnapshot, *, draft: bool) -> Iterator[Block]:
    yield from form.head(
        (plan.department, plan.office),
        [(f"Plan {plan.plan_number}", STRONG), (f"Revision {plan.revision_number}, {plan.kind} plan", BODY)],
        TITLE,
        "Upward Mobility Program, Government Code section 19401",
    )
    if draft:
        yield form.paragraph("DRAFT. This page is not for signature; the plan may still change.", STRONG, before=6.0)
    yield from form.boxes(
        [
            [
                Box("Participant", (plan.participant,), _HALF, style=STRONG),
                Box("Employee number", (plan.employee_number,), _HALF - 156.0),
                Box("Plan period", (_period(plan),), 156.0),
            ],
            [
                Box("Current class", (_class(plan.class_code, plan.class_title),), _HALF),
                Box("Target class", (_class(plan.target_class_code, plan.target_class_title),), _HALF, style=STRONG),
            ],
            [
                Box("Unit", (plan.unit,), WIDTH / 4),
                Box("Supervisor", (plan.supervisor,), WIDTH / 4),
                Box("Upward mobility coordinator", (plan.coordinator,), WIDTH / 4),
                Box("Mentor or coach", (plan.mentor,), WIDTH / 4),
            ],
        ],
        before=10.0,
    )


def _why(form: Builder, plan: PlanSnapshot) -> Iterator[Block]:
    """What a later revision says of itself where one begins to read; the reason in its own words, to the letter."""
    if plan.reason:
        yield form.paragraph(f"Reason for this revision: {plan.reason}", before=8.0)
    listed = f"What it changes against {_earlier(plan)} is listed above the signatures."
    yield form.paragraph(listed, before=3.0 if plan.reason else 8.0)


def _earlier(plan: PlanSnapshot) -> str:
    """The revision with which the list of changes compares."""
    return "the revision before" if plan.changes_since is None else f"revision {plan.changes_since}, the last in force,"


def _changes(form: Builder, plan: PlanSnapshot) -> Iterator[Block]:
    """The page of a later revision that lists what it changes; the signatures follow on it."""
    yield NewPage()
    yield form.heading(2, "What this revision changes")
    if not plan.changes:
        yield form.paragraph(f"Nothing differs from {_earlier(plan).rstrip(',')}.")
        return
    yield form.table(_CHANGES, [(line.what, line.was or _NOTHING, line.now or _NOTHING) for line in plan.changes])


def _goals(form: Builder, title: str, goals: tuple[GoalLine, ...], first: int) -> Grid:
    columns = (replace(_GOALS[0], title=title), *_GOALS[1:])
    rows = [(f"{at}. {goal.text}", dates.show(goal.by), goal.measure) for at, goal in enumerate(goals, start=first)]
    return form.table(columns, rows or [("", "", "")], least=0.0 if rows else _INK, before=4.0)


def _activities(form: Builder, plan: PlanSnapshot) -> Iterator[Block]:
    yield form.heading(2, "Activities")
    rows: list[tuple[Value, ...]] = [
        (
            f"{at}. {line.text}",
            (line.type, _category(line), "" if line.required else OPTIONAL),
            (line.provider, f"Resource: {line.resource}") if line.resource else line.provider,
            dates.show(line.starts),
            dates.show(line.ends),
            _hours(line.state_hours),
            _hours(line.own_hours),
            (line.serves, f"also {line.also_serves}" if line.also_serves else ""),
        )
        for at, line in enumerate(plan.activities, start=1)
    ]
    if not rows:
        yield form.table(_ACTIVITIES, [("",) * 8], least=_INK)
        return
    total = ("All activities", "", "", "", "", _hours(plan.state_hours), _hours(plan.own_hours), "")
    yield form.table(_ACTIVITIES, rows, total=total)
    yield form.paragraph(
        "State hours are planned on state time, own hours on the participant's own time.", SMALL, before=3.0
    )


def _category(line: ActivityLine) -> str:
    return f"Category: {line.training_category}" if line.training_category else ""


def _costs(form: Builder, plan: PlanSnapshot) -> Iterator[Block]:
    yield form.heading(2, "Estimated costs")
    if not plan.costs:
        yield form.paragraph("No costs are planned.")
        return
    rows = [
        (
            line.text,
            line.category,
            line.pays_for,
            line.fund,
            line.request_number,
            dates.show(line.expected),
            _amount(line.estimate),
        )
        for line in plan.costs
    ]
    yield form.table(_COSTS, rows, total=("Total", "", "", "", "", "", money.show(plan.estimate)))


def _signatures(form: Builder, plan: PlanSnapshot) -> Together:
    signers = [("Employee", plan.participant), ("Supervisor", plan.supervisor)]
    if plan.coordinator_signs:
        signers.append(("Coordinator", plan.coordinator))
    return signatures(form, (plan.no_promise, _AGREED), signers)


def _period(plan: PlanSnapshot) -> str:
    if not plan.period_from or not plan.period_to:
        return dates.show(plan.period_from or plan.period_to)
    return dates.show_span(plan.period_from, plan.period_to)


def _class(code: str, title: str) -> str:
    return f"{code} {title}".strip()


def _hours(hours: Decimal | None) -> str:
    return "" if hours is None else grouped(hours)


def _amount(amount: Decimal | None) -> str:
    return "" if amount is None else money.show(amount)
