"""The plans of the generated program: revisions, activities, cost lines, progress, money, T&D, reviews, exams."""

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from umdesk.domain.words import (
    ActivityType,
    CostCategory,
    ExamOutcome,
    ItemKind,
    ProgressStatus,
    Qualified,
    ReviewKind,
    RevisionState,
)
from umdesk.storage import models

if TYPE_CHECKING:
    from ten_years import Row, World

_TARGETS = ("5157", "4179", "4546", "5312", "5278", "9001")
_KEPT = 0.85
"""How many of a revision's activities and cost lines its next revision keeps."""
_REWRITTEN = 0.2
"""How many of those it keeps are planned anew, with another type, other hours or another estimate."""


def plan(world: "World", person: "Row", part: "Row", over: date | None, activities_each: int) -> None:
    """A plan with one to three revisions, and what happened."""
    random = world.random
    end = over or world.today
    own = world.put(
        models.Plan,
        participation_id=part["id"],
        number=f"{part['started'].year}-{len(world.rows.get(models.Plan, [])) + 1:05d}",
    )
    activities = [_item(world, own, ItemKind.ACTIVITY) for _ in range(activities_each)]
    costs = [_item(world, own, ItemKind.COST) for _ in range(random.randint(1, 4))]
    planned = {item["id"]: _activity(world, part) for item in activities}
    estimated = {item["id"]: _cost(world, part, activities) for item in costs}
    days = [part["started"] + timedelta(days=random.randint(0, 60))]
    for _ in range(random.choice([0, 0, 1, 1, 2])):
        days.append(days[-1] + timedelta(days=random.randint(100, 400)))
    days = [min(day, world.today) for day in days]
    newer, revisions = None, []
    for number, day in reversed(list(enumerate(days, 1))):
        newer = _revision(world, own, number, day, newer)
        revisions.insert(0, newer)
    kept_activities, kept_costs = activities, costs
    for revision in revisions:
        for model, kept, values in (
            (models.PlanActivity, kept_activities, planned), (models.PlanCost, kept_costs, estimated),
        ):  # fmt: skip
            for place, item in enumerate(kept):
                key = item["id"]
                world.put(model, revision_id=revision["id"], item_id=key, position=place, **values[key])
        kept_activities = [item for item in kept_activities if random.random() < _KEPT]
        kept_costs = [item for item in kept_costs if random.random() < _KEPT]
        for kept, values, write in (
            (kept_activities, planned, lambda: _activity(world, part)),
            (kept_costs, estimated, lambda: _cost(world, part, activities)),
        ):
            values.update({item["id"]: write() for item in kept if random.random() < _REWRITTEN})
    _happened(world, part, activities, costs, end)
    _beside(world, person, part, end)


def _item(world: "World", own: "Row", kind: ItemKind) -> "Row":
    return world.put(models.PlanItem, plan_id=own["id"], kind=kind)


def _activity(world: "World", part: "Row") -> "Row":
    random = world.random
    starts = part["started"] + timedelta(days=random.randint(0, 900))
    return {
        "type": random.choice([*ActivityType, ""]), "text": f"Activity {random.randint(1, 10**9)}", "starts": starts,
        "ends": starts + timedelta(days=random.randint(0, 200)) if random.random() < 0.9 else None,
        "state_hours": Decimal(random.randint(0, 160)) / 2 if random.random() < 0.8 else None,
        "own_hours": Decimal(random.randint(0, 40)) / 4 if random.random() < 0.4 else None,
        "training_category": random.choice(["Job-Required", "Job-Related", "Upward Mobility", ""]),
        "required": random.random() < 0.5,
    }  # fmt: skip


def _cost(world: "World", part: "Row", activities: "list[Row]") -> "Row":
    random = world.random
    return {
        "text": "=Tuition" if random.random() < 0.1 else "Tuition", "category": random.choice(list(CostCategory)),
        "estimate": Decimal(random.randint(0, 90_000)) / 100 if random.random() < 0.9 else None,
        "fund": random.choice(["Training", "TRAINING", "General", ""]),
        "planned_on": part["started"] + timedelta(days=random.randint(0, 900)) if random.random() < 0.6 else None,
        "activity_item_id": random.choice(activities)["id"] if random.random() < 0.6 else None,
    }  # fmt: skip


def _revision(world: "World", own: "Row", number: int, day: date, newer: "Row | None") -> "Row":
    """A revision begun on a day, with the steps through its states; the printing of a newer one took its place."""
    from ten_years import moment  # noqa: PLC0415 -- the two make each other's rows

    random = world.random
    ends = random.choice([
        RevisionState.DRAFT, RevisionState.IN_REVIEW, RevisionState.READY, RevisionState.PRINTED,
        *[RevisionState.SIGNED] * 5, RevisionState.FILED,
    ])  # fmt: skip
    if newer is not None:
        ends = random.choice([RevisionState.PRINTED, *[RevisionState.SIGNED] * 5, RevisionState.FILED])
    path = [RevisionState.DRAFT, RevisionState.IN_REVIEW, RevisionState.READY, RevisionState.PRINTED]
    path = [*path, ends] if ends not in path else path[: path.index(ends) + 1]
    on = [min(world.today, day + timedelta(days=random.randint(0, 30))) for _ in path[1:]]
    on = [day, *sorted(min(each, newer["started_on"]) if newer else each for each in on)]
    if newer and newer["printed_at"]:
        path, on = [*path, RevisionState.SUPERSEDED], [*on, newer["printed_at"].date()]
    reached = dict(zip(path, on, strict=True))
    signed, printed = reached.get(RevisionState.SIGNED), reached.get(RevisionState.PRINTED)
    filed = reached.get(RevisionState.FILED)
    revision = world.put(
        models.Revision, plan_id=own["id"], number=number, kind="initial" if number == 1 else "amended",
        state=path[-1], started_on=day, period_from=day, period_to=day + timedelta(days=364),
        target_class_code=random.choice(_TARGETS) if random.random() < 0.95 else "",
        printed_at=moment(printed) if printed else None, employee_signed=signed or filed, supervisor_signed=signed,
        not_signed_note="" if signed or not filed else "The supervisor was absent.",
        in_force_on=filed if filed and random.random() < 0.5 else None,
    )  # fmt: skip
    for place in range(1, len(path)):
        world.put(
            models.RevisionStep, revision_id=revision["id"], from_state=path[place - 1], to_state=path[place],
            made_by="Maria Ortega", made_at=moment(on[place]),
        )  # fmt: skip
    return revision


def _happened(world: "World", part: "Row", activities: "list[Row]", costs: "list[Row]", end: date) -> None:
    random = world.random
    for item in activities:
        for _ in range(random.choice([0, 1, 2, 3])):
            world.put(
                models.Progress, participation_id=part["id"], item_id=item["id"], on=world.day(part["started"], end),
                status=random.choice(list(ProgressStatus)),
                hours=Decimal(random.randint(1, 80)) / 2 if random.random() < 0.7 else None,
            )  # fmt: skip
    for _ in range(random.randint(0, 6)):
        chosen = random.choice([None, random.choice(costs), random.choice(activities)])
        world.put(
            models.MoneyRecord, participation_id=part["id"], item_id=chosen["id"] if chosen else None,
            on=world.day(part["started"], end), amount=Decimal(random.randint(-5_000, 60_000)) / 100,
            category=random.choice(list(CostCategory)), fund=random.choice(["Training", "General", "training", ""]),
        )  # fmt: skip


def _beside(world: "World", person: "Row", part: "Row", end: date) -> None:
    random = world.random
    for _ in range(random.choice([0] * 16 + [1, 1, 1, 2])):
        first = world.day(part["started"], end)
        signed = first if random.random() < 0.5 else None
        world.put(
            models.TDAssignment, person_id=person["id"], participation_id=part["id"], starts=first,
            ends=first + timedelta(days=random.randint(0, 900)), time_base=Decimal(random.choice(["1", "1", "0.5"])),
            employee_signed=signed, current_supervisor_signed=signed,
            new_supervisor_signed=signed if random.random() < 0.8 else None,
            class_code="5157", class_title="Staff Services Analyst (General)",
        )  # fmt: skip
    due = world.day(part["started"], end)
    world.put(
        models.Review, participation_id=part["id"], kind=ReviewKind.QUARTERLY, due=due, made_by="Maria Ortega",
        held_on=due if random.random() < 0.6 else None,
    )  # fmt: skip
    if random.random() < 0.4:
        passed = random.random() < 0.6
        taken = world.day(part["started"], end)
        world.put(
            models.ExamResult, participation_id=part["id"], class_code=random.choice(_TARGETS), taken_on=taken,
            outcome=ExamOutcome.PASSED if passed else ExamOutcome.FAILED,
            list_expires=taken + timedelta(days=730) if passed else None,
        )  # fmt: skip
    if random.random() < 0.5:
        world.put(
            models.QualificationNote, participation_id=part["id"], class_code=random.choice(_TARGETS),
            met=random.choice(list(Qualified)), noted_on=world.day(part["started"], end), made_by="Maria Ortega",
        )  # fmt: skip
