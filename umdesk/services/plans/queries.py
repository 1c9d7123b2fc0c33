"""What the screens ask: the list of participants with their plans, and one plan with all that belongs to it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain import money, plan_gaps, plan_steps, plans
from umdesk.domain import readiness as checklist
from umdesk.domain.errors import NotNow
from umdesk.domain.folding import folded
from umdesk.domain.words import (
    TAKES_PART,
    ActivityType,
    ProgressStatus,
    RevisionKind,
    RevisionState,
)
from umdesk.domain.writing import listed_name
from umdesk.services import scope
from umdesk.services.permissions import permit
from umdesk.services.plans import content as contents
from umdesk.services.plans import happened, participations, readiness, records, revisions, signing, td, turns
from umdesk.services.plans.standing import Around, Seen, around
from umdesk.services.plans.views import (
    ActivityState,
    AdvancementRow,
    MoneyRow,
    PlanDetail,
    PlanRow,
    ProgressRow,
    RevisionRow,
)
from umdesk.storage import models
from umdesk.storage.program import Program

__all__ = [
    "AT_ONCE", "ActivityState", "AdvancementRow", "MoneyRow", "PlanDetail", "PlanRow", "ProgressRow", "RevisionRow",
    "how_many", "list_plans", "participation_of", "plan", "supervises",
]  # fmt: skip


AT_ONCE = 150
"""Plans that a screen reads at once; more take over 0.3 s and are read beside the window."""


def list_plans(program: Program) -> tuple[PlanRow, ...]:
    """One row a participant, by name; the newest revision of each plan. A supervisor sees their own participants."""
    permit(program, "plans.queries.list_plans")
    with program.reading() as session:
        part, plan, person = models.Participation, models.Plan, models.Person
        query = (
            select(part, plan, person)
            .join(plan, plan.participation_id == part.id)
            .join(person, part.person_id == person.id)
        )
        reached = scope.visible(session, program, "plans.queries.list_plans")
        if reached is not None:
            query = query.where(part.id.in_(reached))
        found = session.execute(query).all()
        today = program.today()
        about = around(session, today, [row[0].id for row in found], [row[1].id for row in found])
        known = readiness.Known(session, today, {row[0].id: row[1].id for row in found})
        shared = _Shared(session, today, about, known, [(row[1].id, row[2]) for row in found])
        rows = [_plan_row(session, *row, shared=shared) for row in found]
        written = scope.visible(session, program, "plans.editing.set_fields")
        if written is not None:
            rows = [replace(row, theirs=row.participation_id in written) for row in rows]
        return tuple(sorted(rows, key=lambda row: (folded(row.name), row.plan_number)))


def how_many(program: Program) -> int:
    """How many rows the list of plans has, which is quickly told; for screens to wait for many beside the window."""
    permit(program, "plans.queries.how_many")
    with program.reading() as session:
        reached = scope.visible(session, program, "plans.queries.how_many")
        if reached is not None:
            return len(reached)
        return session.scalar(select(func.count()).select_from(models.Plan)) or 0


def plan(program: Program, participation_id: str, revision_id: str = "") -> PlanDetail:
    """Everything about one plan; the newest revision unless another is asked for.

    Raises:
        NotNow: the participation is no longer there (its start was undone).
        NotAllowed: it is of none of the account's own participants.
    """
    permit(program, "plans.queries.plan")
    with program.reading() as session:
        scope.refuse_others(session, program, "plans.queries.plan", participation_id)
        row = session.scalars(select(models.Plan).where(models.Plan.participation_id == participation_id)).first()
        if row is None:
            raise NotNow("This plan is no longer there: its start was undone.", "Choose another participant.")
        revision = contents.newest_revision(session, row.id)
        if revision_id:
            revision = scope.revision(session, program, "plans.queries.plan", revision_id)
        if revision.plan_id != row.id:
            raise KeyError(revision_id)
        kept_back = scope.kept_back(session, program, "plans.queries.plan", row.id)
        found = _detail(session, row, revision, program.today(), kept_back)
        found = replace(found, progress=happened.with_makers(session, program, found.progress))
        reached = scope.visible(session, program, "plans.editing.set_fields")
        return found if reached is None or participation_id in reached else replace(found, theirs=False)


def supervises(program: Program) -> str:
    """As whom appointments name the account: the supervisor record that is linked to it, "" without one."""
    permit(program, "plans.queries.supervises")
    with program.reading() as session:
        return scope.supervisor_of(session, program)


def participation_of(program: Program, record_id: str) -> str:
    """The participation of a person, plan, revision or its line, "" for none; for jumps from other places.

    Of those that the account does not reach there is none.
    """
    permit(program, "plans.queries.participation_of")
    part, plan, revision = models.Participation, models.Plan, models.Revision
    with program.reading() as session:
        found = session.execute(
            select(part.id)
            .join(plan, plan.participation_id == part.id)
            .join(revision, revision.plan_id == plan.id)
            .where(
                (part.id == record_id)
                | (part.person_id == record_id)
                | (plan.id == record_id)
                | (revision.id == record_id)
                | (part.application_id == record_id)
            )
            .order_by(part.started.desc())
        ).scalars()
        named = list(found) or [scope.participation_of_record(session, record_id) or ""]
        reached = scope.visible(session, program, "plans.queries.participation_of")
        return next((each for each in named if reached is None or each in reached), "")


class _Shared:
    """What the rows of the list are made of, read for all of them in a few questions."""

    def __init__(
        self,
        session: Session,
        today: date,
        about: Around,
        known: readiness.Known,
        people: Sequence[tuple[str, models.Person]],
    ) -> None:
        """Read it; `people` are plan ids with the person whose plan it is."""
        self.about, self.known = about, known
        self.newest = contents.newest_revisions(session, [plan_id for plan_id, _ in people])
        self.agreed = contents.load_many(session, [(self.newest[plan_id], person) for plan_id, person in people])
        self.states = participations.states_of(session)
        self.statuses = records.all_statuses(session)
        self.on_td = frozenset(session.scalars(select(models.TDAssignment.person_id)))


def _plan_row(
    session: Session,
    part: models.Participation,
    plan: models.Plan,
    person: models.Person,
    *,
    shared: "_Shared",
) -> PlanRow:
    about = shared.about
    revision = shared.newest[plan.id]
    agreed = shared.agreed[revision.id]
    state = contents.state_of(revision)
    on_td = person.id in shared.on_td or any(row.type is ActivityType.TD_ASSIGNMENT for row in agreed.activities)
    view = td.view(session, person.id, agreed, about.today) if on_td else None
    status = shared.statuses.get(part.id, {})
    takes_part = participations.state_on(shared.states[part.id], about.today)
    gaps = () if state in plans.FROZEN else plan_gaps.gaps(agreed, td.over_limit(view) if view else ())
    return PlanRow(
        participation_id=part.id,
        person_id=person.id,
        revision_id=revision.id,
        name=listed_name(person.last_name, person.first_name),
        employee_number=person.employee_number or "",
        plan_number=plan.number,
        revision_number=revision.number,
        revision_state=state,
        participation_state=takes_part,
        target=f"{agreed.target_class_code} {agreed.target_class_title}".strip(),
        unit=agreed.unit_name,
        supervisor=agreed.supervisor_name,
        missing=len(plans.needed(gaps)),
        unsigned_days=_unsigned(revision, about) if takes_part in TAKES_PART else 0,
        done=sum(status.get(row.item) is ProgressStatus.DONE for row in agreed.activities),
        activities=len(agreed.activities),
        td=view.used_shortly if view and view.assignments else "",
        td_warning=bool(view and view.warning),
        standing=about.of(session, plan, revision, Seen(agreed, gaps, takes_part, status, view)),
        readiness=checklist.shortly(shared.known.lines(part.id, agreed, status)),
    )


def _unsigned(revision: models.Revision, about: Around) -> int:
    """For how many days a printed revision waits longer than it should for its signatures, else 0."""
    if revision.state != RevisionState.PRINTED:
        return 0
    return plan_steps.late(signing.printed_on(revision), about.today, about.late_after)


def _detail(
    session: Session, plan: models.Plan, revision: models.Revision, today: date, kept_back: Callable[[str], bool]
) -> PlanDetail:
    person = participations.person_of(session, plan.participation_id)
    agreed = contents.load(session, revision, person)
    view = td.view(session, person.id, agreed, today)
    versions = revisions.newest_of_plan(session, plan.id)
    states = participations.state_rows(session, plan.participation_id)
    progress, spent = happened.progress(session, plan.participation_id, kept_back), happened.money_of(session, plan)
    gaps, takes_part = plan_gaps.gaps(agreed, td.over_limit(view)), participations.state_on(states, today)
    about = around(session, today, [plan.participation_id], [plan.id])
    newest = versions[0].id == revision.id
    status = records.statuses(session, plan.participation_id)
    return PlanDetail(
        participation_id=plan.participation_id,
        person_id=person.id,
        plan_id=plan.id,
        plan_number=plan.number,
        revision_id=revision.id,
        revision_number=revision.number,
        state=contents.state_of(revision),
        newest=newest,
        reason=revision.reason,
        content=agreed,
        gaps=gaps,
        revisions=tuple(
            RevisionRow(
                row.id, row.number, contents.state_of(row), row.started_on, row.printed_at, row.reason,
                RevisionKind(row.kind),
            )
            for row in versions
        ),
        printed_at=revision.printed_at,
        signatures=signing.signatures_of(revision),
        signs=signing.asked(session, revision),
        in_force=signing.in_force_of(revision),
        kind=RevisionKind(revision.kind),
        steps=turns.steps_of(session, revision.id),
        states=states,
        participation_state=takes_part,
        activities=happened.activities(session, plan.id, agreed, progress),
        progress=progress,
        money=spent,
        estimated=money.total(row.estimate for row in agreed.costs),
        spent=money.total(row.amount for row in spent),
        td=view,
        advancements=happened.advancements(session, person.id, plan.participation_id),
        record_ids=happened.record_ids(session, plan, revision, person.id),
        standing=about.of(session, plan, revision, Seen(agreed, gaps, takes_part, status, view, newest)),
    )  # fmt: skip
