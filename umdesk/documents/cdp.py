"""The Career Development Plan as a form: what was agreed, room for ink, and the signatures."""

from collections.abc import Iterator
from decimal import Decimal

from umdesk.documents.blocks import Block, Together
from umdesk.documents.builder import BODY, SMALL, STRONG, Box, Builder, Column
from umdesk.documents.notice import notice_parts
from umdesk.documents.pages import WIDTH, Furniture
from umdesk.documents.pdf import Pdf
from umdesk.domain import dates, money
from umdesk.domain.snapshots import GoalLine, PlanSnapshot, snapshot_digest
from umdesk.domain.writing import grouped

TITLE = "Career Development Plan"
_DISAGREES = "The participant has filed a statement of disagreement with the record (Civil Code section 1798.36)."
_NBSP = "\u00a0"
_HALF = WIDTH / 2
_COMPETENCIES = (
    Column("Competency", 184.0),
    Column("Where the participant is now", 160.0),
    Column("What is wanted", 160.0),
)
_ACTIVITIES = (
    Column("Activity", 146.0),
    Column("Type", 68.0),
    Column("Provider", 66.0),
    Column("Start", 41.0),
    Column("End", 41.0),
    Column("State hours", 40.0, "right"),
    Column("Own hours", 40.0, "right"),
    Column("Serves", 62.0),
)
_COSTS = (Column("Item", 280.0), Column("Fund", 134.0), Column("Estimate", 90.0, "right"))
_SIGNATURES = (
    Column("Signed by", 82.0),
    Column("Printed name", 150.0),
    Column("Signature", 186.0),
    Column("Date", 86.0),
)


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
    if plan.amended:
        yield from _changes(form, plan)
    yield form.heading(2, "Goals")
    yield from form.boxes(
        [
            [Box("Short-term goals", _goals(plan.short_goals), room=34.0, numbered=True)],
            # Activities name the goal that they serve by its number, so the two lists count on.
            [
                Box(
                    "Long-term goals",
                    _goals(plan.long_goals),
                    room=34.0,
                    numbered=True,
                    first=len(plan.short_goals) + 1,
                )
            ],
        ],
        before=4.0,
    )
    yield form.heading(2, "Competencies")
    rows = [(line.name, line.now, line.wanted) for line in plan.competencies]
    yield form.table(_COMPETENCIES, rows or [("", "", "")], least=0.0 if rows else 30.0)
    yield from _activities(form, plan)
    yield from _costs(form, plan)
    if plan.training_and_development:
        yield form.heading(2, "Training and development assignments")
        yield form.items(plan.training_and_development)
    yield form.heading(2, "Support and comments")
    yield from form.boxes(
        [
            [Box("Support that the participant will have", (plan.support,), room=34.0)],
            [Box("Supervisor's comments", (plan.supervisor_comments,), room=40.0)],
            [Box("Participant's comments", (plan.participant_comments,), room=40.0)],
        ],
        before=4.0,
    )
    yield form.heading(2, "Notice about the information on this form")
    yield form.paragraph("California Civil Code section 1798.17", SMALL, before=2.0, keeps_next=True)
    yield form.terms(notice_parts(plan.notice), SMALL, before=3.0)
    yield _signatures(form, plan)


def _head(form: Builder, plan: PlanSnapshot, *, draft: bool) -> Iterator[Block]:
    kind = "amended plan" if plan.amended else "initial plan"
    yield from form.head(
        (plan.department, plan.office),
        [(f"Plan {plan.plan_number}", STRONG), (f"Revision {plan.revision_number}, {kind}", BODY)],
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
                Box("Unit", (plan.unit,), WIDTH / 3),
                Box("Supervisor", (plan.supervisor,), WIDTH / 3),
                Box("Upward mobility coordinator", (plan.coordinator,), WIDTH / 3),
            ],
        ],
        before=10.0,
    )


def _changes(form: Builder, plan: PlanSnapshot) -> Iterator[Block]:
    yield form.heading(2, "What this revision changes")
    if plan.reason:
        yield form.paragraph(f"Reason: {plan.reason}")
    if plan.changes:
        yield form.items(plan.changes)
    elif not plan.reason:
        yield form.paragraph("No reason is on record.")


def _activities(form: Builder, plan: PlanSnapshot) -> Iterator[Block]:
    yield form.heading(2, "Activities")
    rows = [
        (
            line.text,
            line.type,
            line.provider,
            dates.show(line.starts),
            dates.show(line.ends),
            _hours(line.state_hours),
            _hours(line.own_hours),
            line.serves,
        )
        for line in plan.activities
    ]
    if not rows:
        yield form.table(_ACTIVITIES, [("",) * 8], least=30.0)
        return
    total = ("All activities", "", "", "", "", _hours(plan.state_hours), _hours(plan.own_hours), "")
    yield form.table(_ACTIVITIES, rows, total=total)
    yield form.paragraph(
        "State hours are planned on state time, own hours on the participant's own time.", SMALL, before=3.0
    )


def _costs(form: Builder, plan: PlanSnapshot) -> Iterator[Block]:
    yield form.heading(2, "Estimated costs")
    if not plan.costs:
        yield form.paragraph("No costs are planned.")
        return
    rows = [(line.text, line.fund, _amount(line.estimate)) for line in plan.costs]
    yield form.table(_COSTS, rows, total=("Total", "", money.show(plan.estimate)))


def _signatures(form: Builder, plan: PlanSnapshot) -> Together:
    blocks: list[Block] = [form.heading(2, "Signatures")]
    if plan.no_promise:
        blocks.append(form.paragraph(plan.no_promise, before=3.0))
    blocks.append(
        form.paragraph(
            "By signing, each of us says that we have read this plan, talked it over, and agree to carry it out.",
            before=3.0,
        )
    )
    rows = [("Employee", plan.participant, "", ""), ("Supervisor", plan.supervisor, "", "")]
    if plan.coordinator_signs:
        rows.append(("Coordinator", plan.coordinator, "", ""))
    blocks.append(form.table(_SIGNATURES, rows, least=32.0, before=6.0, style=BODY))
    return Together(tuple(blocks), company=True)


def _goals(goals: tuple[GoalLine, ...]) -> tuple[str, ...]:
    return tuple(
        f"{goal.text} (by{_NBSP}{dates.show(goal.by).replace(' ', _NBSP)})" if goal.by else goal.text for goal in goals
    )


def _period(plan: PlanSnapshot) -> str:
    if not plan.period_from or not plan.period_to:
        return dates.show(plan.period_from or plan.period_to)
    return f"{dates.show(plan.period_from)} to {dates.show(plan.period_to)}"


def _class(code: str, title: str) -> str:
    return f"{code} {title}".strip()


def _hours(hours: Decimal | None) -> str:
    return "" if hours is None else grouped(hours)


def _amount(amount: Decimal | None) -> str:
    return "" if amount is None else money.show(amount)
