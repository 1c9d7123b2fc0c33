"""Puts the plans of the bench into an encrypted program, ready to be printed for signature."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from umdesk.domain.snapshots import PlanSnapshot
from umdesk.domain.words import GoalTerm, ItemKind, ParticipationState, RevisionState
from umdesk.jobs.print_batch import Chosen
from umdesk.services import programs
from umdesk.services.programs import Cost, Program
from umdesk.storage import models
from umdesk.storage.engine import WRITE

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
_SINCE = date(2024, 3, 1)


def made(folder: Path, plans: Sequence[PlanSnapshot]) -> tuple[Program, tuple[Chosen, ...]]:
    """An open program with one participant and one ready plan for each of some plans, and what a batch asks for.

    The rows go straight into the tables: the history of their typing would take minutes and is not measured.
    """
    program, _code = programs.create_program(
        folder, department=plans[0].department, office=plans[0].office, coordinator=plans[0].coordinator,
        password="correct horse battery", cost=CHEAP,  # noqa: S106 -- nobody signs in again
    )  # fmt: skip
    rows: dict[Any, list[dict[str, Any]]] = {}
    chosen = tuple(_put(rows, one, program.today()) for one in plans)
    engine = program.opened.engine.execution_options(**{WRITE: True})
    with program.queued(), engine.begin() as connection:
        for model, values in rows.items():
            connection.execute(model.__table__.insert(), [with_defaults(model, each) for each in values])
    return program, chosen


def _put(rows: dict[Any, list[dict[str, Any]]], plan: PlanSnapshot, today: date) -> Chosen:
    def put(model: Any, **values: Any) -> str:
        own = models.new_id()
        rows.setdefault(model, []).append({"id": own, **values})
        return own

    first, _, last = plan.participant.partition(" ")
    person = put(models.Person, first_name=first, last_name=last, employee_number=plan.employee_number)
    put(
        models.Appointment, person_id=person, effective=_SINCE, class_code=plan.class_code,
        class_title=plan.class_title, tenure="permanent", time_base="1.0",
    )  # fmt: skip
    part = put(models.Participation, person_id=person, started=today)
    put(models.ParticipationStateRow, participation_id=part, state=ParticipationState.ACTIVE.value, effective=today)
    own = put(models.Plan, participation_id=part, number=plan.plan_number)
    revision = put(
        models.Revision, plan_id=own, number=1, state=RevisionState.READY.value, started_on=today,
        period_from=plan.period_from, period_to=plan.period_to, current_class_code=plan.class_code,
        current_class_title=plan.class_title, target_class_code=plan.target_class_code,
        target_class_title=plan.target_class_title, unit_name=plan.unit, supervisor_name=plan.supervisor,
        coordinator_name=plan.coordinator, support=plan.support, supervisor_comments=plan.supervisor_comments,
        supervisor_approval=plan.supervisor_approval, participant_comments=plan.participant_comments,
    )  # fmt: skip

    def line(model: Any, kind: ItemKind, position: int, **values: Any) -> str:
        item = put(models.PlanItem, plan_id=own, kind=kind.value)
        put(model, revision_id=revision, item_id=item, position=position, **values)
        return item

    goals = []
    for term, listed in ((GoalTerm.SHORT, plan.short_goals), (GoalTerm.LONG, plan.long_goals)):
        for at, goal in enumerate(listed):
            values = {"term": term.value, "text": goal.text, "measure": goal.measure, "target_date": goal.by}
            goals.append(line(models.PlanGoal, ItemKind.GOAL, at, **values))
    for at, row in enumerate(plan.competencies):
        line(models.PlanCompetency, ItemKind.COMPETENCY, at, name=row.name, now=row.now, wanted=row.wanted)
    for at, act in enumerate(plan.activities):
        line(
            models.PlanActivity, ItemKind.ACTIVITY, at, type=act.type, text=act.text, provider=act.provider,
            starts=act.starts, ends=act.ends, state_hours=act.state_hours, serves_item_id=goals[0],
            training_category=act.training_category,
        )  # fmt: skip
    for at, cost in enumerate(plan.costs):
        line(
            models.PlanCost, ItemKind.COST, at, text=cost.text, category=cost.category, estimate=cost.estimate,
            fund=cost.fund, request_number=cost.request_number, planned_on=cost.expected,
        )  # fmt: skip
    return Chosen(part, revision, plan.plan_number)


def with_defaults(model: Any, values: dict[str, Any]) -> dict[str, Any]:
    """A row with every column, since the columns of the first row are those of all."""
    return {
        column.name: values.get(column.name, column.default.arg if column.default is not None else None)
        for column in model.__table__.columns
    }
