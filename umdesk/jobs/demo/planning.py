"""The demo's career plans: written, printed, signed, amended; and what happened since."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from umdesk.domain.words import (
    ActivityType,
    ContactKind,
    CostCategory,
    GoalTerm,
    ItemKind,
    ProgressStatus,
    Qualified,
    ReviewKind,
    Route,
)
from umdesk.jobs import print_plan
from umdesk.jobs.demo import timeline
from umdesk.jobs.demo.timeline import Timeline
from umdesk.resources import resource
from umdesk.services.people import contacts
from umdesk.services.plans import (
    advancements,
    editing,
    queries,
    readiness,
    records,
    reviews,
    revisions,
    signing,
    templates,
)
from umdesk.services.plans.queries import PlanDetail, PlanRow
from umdesk.services.plans.revisions import Period
from umdesk.services.plans.signing import Signatures
from umdesk.services.programs import Program

# Of the plans in the order of their numbers.
SIGNED = 6
PRINTED = 8
READY = 9
COMPLETE = 11
PERIOD_DAYS = 730

_TALKS = (
    (ContactKind.CAREER_CONVERSATION, "Wants to work with numbers; likes the budget office best."),
    (ContactKind.CAREER_COUNSELING, "Went through the exam bulletin and the dates of the fall."),
    (ContactKind.ACADEMIC_COUNSELING, "The college counts 12 of the 18 units."),
    (ContactKind.NETWORKING, "Met two analysts of the regional office over lunch."),
    (ContactKind.COACHING, "Practiced a short talk on the new procedure."),
)

_TRAINING = {
    ActivityType.COURSE: "Job-related",
    ActivityType.WORKSHOP: "Job-related",
    ActivityType.COLLEGE: "Career-related",
    ActivityType.EXAM_PREPARATION: "Upward mobility",
    ActivityType.LEADERSHIP: "Career-related",
}
CareerPath = Mapping[str, Any]


def write_plans(program: Program, clock: Timeline, documents: Path, step: Callable[[str], None]) -> tuple[Path, ...]:
    """Fill, print and sign the plans of all participants, and change one; gives the files printed.

    The first six are signed, two more printed, one is ready, one in review, one a complete draft, the rest are begun.
    """
    paths = tomllib.loads(resource("demo/plans.toml").read_text(encoding="utf-8"))["path"]
    rows = sorted(queries.list_plans(program), key=lambda row: row.plan_number)
    clock.go_to(timeline.PLANNED)
    for place, row in enumerate(rows):
        step(f"Writing the plan of {row.name}")
        _write(program, row, paths[place % len(paths)], whole=place < COMPLETE)
    templates.save(program, rows[0].revision_id, "From the front desk to accounting", "As two people did it before.")
    for row in rows[:SIGNED]:
        revisions.mark_ready(program, row.revision_id)
    clock.go_to(timeline.PRINTED)
    files = [_print(program, row, documents, step) for row in rows[:SIGNED]]
    step("Signing the plans")
    clock.go_to(timeline.SIGNED)
    for row in rows[:SIGNED]:
        _sign(program, row.revision_id)
    clock.go_to(clock.before_end(timeline.AMENDED))
    for row in rows[SIGNED:READY]:
        revisions.mark_ready(program, row.revision_id)
    files += [_print(program, row, documents, step) for row in rows[SIGNED:PRINTED]]
    revisions.submit(program, rows[READY].revision_id, "The course in September is the only one before spring.")
    files.append(_amend(program, rows[1], documents))
    return tuple(files)


def _print(program: Program, row: PlanRow, documents: Path, step: Callable[[str], None]) -> Path:
    step(f"Printing plan {row.plan_number}")
    file = documents / f"{row.plan_number}.pdf"
    print_plan.print_to_sign(program, row.revision_id, file)
    return file


def follow_up(program: Program, today: date) -> None:
    """Record what happened since the plans were signed, up to a day."""
    rows = sorted(queries.list_plans(program), key=lambda row: row.plan_number)
    for place, row in enumerate(rows[:SIGNED]):
        plan = queries.plan(program, row.participation_id)
        _record(program, plan, place, today)
        _talk(program, plan, place)
    _advance(program, rows)
    later = Period(today + timedelta(days=31), today + timedelta(days=395))
    revisions.renew(program, rows[2].revision_id, later, "The annual conversation is due.")


def _write(program: Program, row: PlanRow, path: CareerPath, *, whole: bool) -> None:
    """Fill a plan along one career path; one that is not whole has a first goal, and shows what is missing."""
    start = timeline.APPLIED
    fields: dict[str, Any] = {
        "period_from": start,
        "period_to": start + timedelta(days=PERIOD_DAYS - 1),
        "target_class_code": path["target_class_code"],
        "target_class_title": path["target_class_title"],
    }
    if whole:
        fields |= {name: path[name] for name in ("support", "supervisor_comments", "participant_comments")}
    editing.set_fields(program, row.revision_id, fields)
    for goal in path["goals"] if whole else path["goals"][:1]:
        values = {"term": GoalTerm(goal["term"]), "text": goal["text"], "target_date": _day(start, goal["day"])}
        editing.add_row(program, row.revision_id, ItemKind.GOAL, values)
    if not whole:
        return
    for competency in path["competencies"]:
        editing.add_row(program, row.revision_id, ItemKind.COMPETENCY, competency)
    goals = [goal.item for goal in queries.plan(program, row.participation_id).content.goals]
    for activity in path["activities"]:
        _write_activity(program, row, activity, start, goals)
    _write_costs(program, row, path)


def _write_activity(program: Program, row: PlanRow, activity: CareerPath, start: date, goals: list[str]) -> None:
    editing.add_row(
        program,
        row.revision_id,
        ItemKind.ACTIVITY,
        {
            "type": ActivityType(activity["type"]),
            "text": activity["text"],
            "provider": activity["provider"],
            "starts": _day(start, activity["from"]),
            "ends": _day(start, activity["to"]),
            "state_hours": Decimal(activity["state_hours"]),
            "own_hours": Decimal(activity["own_hours"]),
            "serves_item_id": goals[activity["goal"] - 1],
            "also_serves_item_id": goals[activity["also"] - 1] if "also" in activity else None,
            "training_category": _TRAINING.get(ActivityType(activity["type"]), ""),
        },
    )


def _write_costs(program: Program, row: PlanRow, path: CareerPath) -> None:
    costs = {activity["text"]: activity for activity in path["activities"] if "cost" in activity}
    for written in queries.plan(program, row.participation_id).content.activities:
        paid = costs.get(written.text)
        if paid is not None:
            values = {
                "text": paid["cost"],
                "estimate": Decimal(paid["estimate"]),
                "category": _kind_of_cost(paid["cost"]),
                "fund": paid["fund"],
                "activity_item_id": written.item,
            }
            editing.add_row(program, row.revision_id, ItemKind.COST, values)


def _kind_of_cost(text: str) -> CostCategory:
    """The kind that a cost line of the demo says by its words."""
    words = text.casefold()
    named = {"tuition": CostCategory.TUITION, "fee": CostCategory.REGISTRATION, "guide": CostCategory.BOOKS}
    return next((kind for word, kind in named.items() if word in words), CostCategory.OTHER)


def _day(start: date, days: int) -> date:
    return start + timedelta(days=days)


def _sign(program: Program, revision_id: str) -> None:
    day = timeline.SIGNED
    signed = Signatures(
        employee=day - timedelta(days=4),
        supervisor=day - timedelta(days=1),
        coordinator=day,
        original_kept_at="Personnel file, cabinet 2",
    )
    signing.record(program, revision_id, signed)


def _record(program: Program, plan: PlanDetail, place: int, today: date) -> None:
    """What happened by the last day of the demo: progress and money."""
    costs = {cost.activity: cost for cost in plan.content.costs}
    for activity in plan.content.activities:
        if activity.starts is None or activity.ends is None or activity.starts > today:
            continue
        done = activity.ends <= today
        planned = (activity.state_hours or Decimal(0)) + (activity.own_hours or Decimal(0))
        records.record_progress(
            program,
            plan.participation_id,
            activity.item,
            on=min(activity.ends, today),
            status=ProgressStatus.DONE if done else ProgressStatus.IN_PROGRESS,
            hours=planned if done else (planned / 4).quantize(Decimal("0.5")),
            note="Finished as planned." if done else "Going well; the supervisor sees the first results.",
            evidence="Certificate in the personnel file" if done else "",
        )
        cost = costs.get(activity.item)
        if done and cost is not None and cost.estimate:
            # What is paid in the end is rarely what was estimated.
            paid = cost.estimate - Decimal(5) * (place % 3)
            records.record_money(
                program, plan.participation_id, cost.item, on=activity.ends, amount=paid, category=cost.category,
                fund=cost.fund,
            )  # fmt: skip


def _talk(program: Program, plan: PlanDetail, place: int) -> None:
    """Talks with a participant, what HR said of the qualifications, and for the first a review held early."""
    kind, said = _TALKS[place % len(_TALKS)]
    contacts.add(program, plan.person_id, on=date(2026, 5, 7) + timedelta(days=place), kind=kind, note=said)
    if place < len(Qualified):
        readiness.note(
            program, plan.participation_id, code=plan.content.target_class_code, met=list(Qualified)[place],
            noted_on=date(2026, 5, 28), text="As HR wrote by mail." if place < 2 else "HR asks for the transcripts.",
        )  # fmt: skip
    if place == 0:
        held = reviews.Minutes(
            held_on=date(2026, 6, 3),
            attended=f"{plan.content.participant}, {plan.content.supervisor_name}",
            summary="The first tasks are done well. Two hours a week are not always free.",
            next_steps="Move the hours to Wednesday mornings. Look at the exam bulletin together.",
        )
        reviews.record(program, plan.participation_id, ReviewKind.QUARTERLY, None, held)


def _amend(program: Program, row: PlanRow, documents: Path) -> Path:
    """Print a second revision of one plan, with a later date and a workshop more; gives the file of the first."""
    reason = "The college moved the course to the fall, and the personnel office offers a workshop in its place."
    revision_id = revisions.amend(program, row.revision_id, reason)
    content = queries.plan(program, row.participation_id, revision_id).content
    course = next(activity for activity in content.activities if activity.type is ActivityType.COLLEGE)
    later = {"starts": date(2026, 8, 24), "ends": date(2026, 12, 18)}
    editing.set_row(program, ItemKind.ACTIVITY, course.row, later)
    workshop: dict[str, Any] = {
        "type": ActivityType.WORKSHOP,
        "text": "Asking for facts: two half days on interviews with managers and employees.",
        "provider": "Regional personnel office",
        "starts": date(2026, 6, 23),
        "ends": date(2026, 6, 24),
        "state_hours": Decimal(8),
        "own_hours": Decimal(0),
        "serves_item_id": content.goals[1].item,
    }
    editing.add_row(program, revision_id, ItemKind.ACTIVITY, workshop, after=course.row)
    # The plan's own name is that of its newest revision, as `umdesk print` gives it.
    newest, older = documents / f"{row.plan_number}.pdf", documents / f"{row.plan_number} revision 1.pdf"
    newest.rename(older)
    print_plan.print_to_sign(program, revision_id, newest)
    return older


def _advance(program: Program, rows: list[PlanRow]) -> None:
    """Two moves to another class: one into a target class, one into the bridging class."""
    for row, day, code, route, note in (
        (rows[0], date(2026, 6, 1), "4179", Route.EXAM, "Was reachable on the list before the plan began."),
        (rows[3], date(2026, 6, 8), "5278", Route.TRANSFER, "Transfer within the office."),
    ):
        advancements.record_advancement(
            program, row.participation_id, on=day, to_class_code=code, route=route, note=note
        )
