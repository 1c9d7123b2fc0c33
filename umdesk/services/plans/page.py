"""What stands on the page of a plan: the snapshot of a revision, with what it changes against the one before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import plan_changes, plans, reviews
from umdesk.domain.privacy_notice import PrivacyNotice
from umdesk.domain.settings import Value
from umdesk.domain.snapshots import ActivityLine, ChangeLine, CompetencyLine, CostLine, GoalLine, PlanSnapshot
from umdesk.domain.words import GoalTerm
from umdesk.services import disagreements, settings
from umdesk.services.plans import content as contents
from umdesk.services.plans import frozen, in_force, participations, td
from umdesk.storage import models


@dataclass(frozen=True, slots=True)
class Same:
    """What is the same on the page of every plan: the program, and what the department has set."""

    department: str
    office: str
    reviews: tuple[str, ...]
    coordinator_signs: bool
    notice: PrivacyNotice
    no_promise: str


def same(session: Session) -> Same:
    """What the pages of all plans share, read once for a batch."""
    program = session.scalars(select(models.ProgramRecord)).one()
    written = settings.section(session, "plans")
    return Same(
        department=program.department,
        office=program.office,
        reviews=_reviews(written),
        coordinator_signs=bool(written["plans.coordinator_signs"]),
        notice=settings.privacy_notice(session),
        no_promise=str(written["plans.no_promise_line"]),
    )


def snapshot(session: Session, revision: models.Revision) -> PlanSnapshot:
    """Everything that the page of a revision shows, as the program has it today."""
    person = participations.person_of(session, contents.plan_of(session, revision).participation_id)
    agreed = contents.load(session, revision, person)
    disagrees = bool(disagreements.rows_of(session, person.id))
    return compose(session, same(session), revision, person, agreed, on_td=True, disagrees=disagrees)


def compose(
    session: Session,
    shared: Same,
    revision: models.Revision,
    person: models.Person,
    agreed: plans.Content,
    *,
    on_td: bool,
    disagrees: bool,
) -> PlanSnapshot:
    """The same from what was read already; `on_td` says that the person has T&D on record or in the plan."""
    served = plans.served_names(agreed)
    offered = contents.resource_names(session, agreed) if any(row.resource for row in agreed.activities) else {}
    paid = {row.item: f"Activity {number}" for number, row in enumerate(agreed.activities, start=1)}
    base = PlanSnapshot(
        department=shared.department,
        office=shared.office,
        plan_number=contents.plan_of(session, revision).number,
        revision_number=revision.number,
        period_from=agreed.period_from,
        period_to=agreed.period_to,
        participant=agreed.participant,
        employee_number=agreed.employee_number,
        unit=agreed.unit_name,
        class_code=agreed.current_class_code,
        class_title=agreed.current_class_title,
        target_class_code=agreed.target_class_code,
        target_class_title=agreed.target_class_title,
        supervisor=agreed.supervisor_name,
        coordinator=agreed.coordinator_name,
        mentor=agreed.mentor_name,
        kind=revision.kind,
        short_goals=_goals(agreed, GoalTerm.SHORT),
        long_goals=_goals(agreed, GoalTerm.LONG),
        competencies=tuple(CompetencyLine(row.name, row.now, row.wanted) for row in agreed.competencies),
        activities=tuple(_activity(row, served, offered) for row in agreed.activities),
        costs=tuple(_cost(row, paid) for row in agreed.costs),
        support=agreed.support,
        supervisor_comments=agreed.supervisor_comments,
        supervisor_approval=agreed.supervisor_approval,
        participant_comments=agreed.participant_comments,
        training_and_development=td.lines(session, person.id, agreed) if on_td else (),
        reviews=shared.reviews,
        coordinator_signs=shared.coordinator_signs,
        notice=shared.notice,
        no_promise=shared.no_promise,
        disagrees=disagrees,
    )
    return base if revision.number == 1 else _later(session, base, revision, person, agreed)


def _later(
    session: Session, base: PlanSnapshot, revision: models.Revision, person: models.Person, agreed: plans.Content
) -> PlanSnapshot:
    before = in_force.agreed_before(session, revision)
    changed: tuple[plan_changes.Difference, ...] = ()
    since = None
    if before is not None:
        was = contents.load(session, before, person)
        kept = frozen.snapshot_of(session, before)
        changed = plan_changes.differences(was, agreed, contents.resource_names(session, was, agreed))
        changed += plan_changes.page_differences(kept, base) if kept is not None else ()
        since = before.number if before.number < revision.number - 1 else None
    lines = tuple(ChangeLine(each.what, each.was, each.now) for each in changed)
    return replace(base, reason=revision.reason, changes=lines, changes_since=since)


def _reviews(written: Mapping[str, Value]) -> tuple[str, ...]:
    """When the plan will be reviewed, as the department has set it."""
    often = reviews.often(int(str(written["plans.review_months"])), annual=bool(written["plans.annual_review"]))
    return (f"{often}, counted from the day on which this plan comes into force.",) if often else ()


def _goals(agreed: plans.Content, term: GoalTerm) -> tuple[GoalLine, ...]:
    return tuple(GoalLine(goal.text, goal.target_date, goal.measure) for goal in agreed.goals if goal.term is term)


def _activity(row: plans.Activity, served: dict[str, str], offered: dict[str, str]) -> ActivityLine:
    return ActivityLine(
        type=row.type,
        text=row.text,
        provider=row.provider,
        starts=row.starts,
        ends=row.ends,
        state_hours=row.state_hours,
        own_hours=row.own_hours,
        serves=served.get(row.serves or "", ""),
        required=row.required,
        also_serves=served.get(row.also_serves or "", ""),
        training_category=row.training_category,
        resource=offered.get(row.resource or "", ""),
    )


def _cost(row: plans.Cost, paid: dict[str, str]) -> CostLine:
    return CostLine(
        text=row.text,
        estimate=row.estimate,
        fund=row.fund,
        category=row.category.value,
        request_number=row.request_number,
        expected=row.planned_on,
        pays_for=paid.get(row.activity or "", ""),
    )
