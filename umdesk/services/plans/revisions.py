"""The steps of a revision before it is printed, and the revisions that replace a printed one.

`umdesk.domain.plan_steps` has the table of steps: who takes each, what must be complete, and what it freezes.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import plan_gaps, plan_steps, plans
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import ItemKind, RevisionKind, RevisionState
from umdesk.services import classes, scope
from umdesk.services.people import holding
from umdesk.services.permissions import Grant, grant, permit
from umdesk.services.plans import content as contents
from umdesk.services.plans import participations, records, td, turns
from umdesk.services.plans.content import FIELDS, MODELS, Row
from umdesk.services.plans.editing import ROW_FIELDS
from umdesk.storage import models
from umdesk.storage.program import Program


def submit(program: Program, revision_id: str, note: str = "") -> None:
    """Hand a complete draft to the coordinator for review, with a note if wanted; it can still be changed.

    Raises:
        NotNow: something needed is missing (it is named), or the revision is past that step.
    """
    permit(program, "plans.revisions.submit")
    with program.operation("plans.revisions.submit", "", reason=note.strip() or None) as op:
        revision = scope.revision(op.session, program, op.name, revision_id)
        number = _may_become(op.session, revision, RevisionState.IN_REVIEW)
        _refuse_incomplete(op.session, revision, number, "submit it")
        turns.note_step(op.session, program, revision, RevisionState.IN_REVIEW, note)
        op.summary = f"Submitted plan {number} for review"


def mark_ready(program: Program, revision_id: str, note: str = "") -> None:
    """Say that the plan is complete and agreed; it can then be printed for signature.

    From then on the supervisor cannot change it; a change by the coordinator makes it a draft again.

    Raises:
        NotNow: something needed is missing (it is named), or the revision is past that step.
    """
    permit(program, "plans.revisions.mark_ready")
    with program.operation("plans.revisions.mark_ready", "", reason=note.strip() or None) as op:
        revision = scope.revision(op.session, program, op.name, revision_id)
        number = _may_become(op.session, revision, RevisionState.READY)
        _refuse_incomplete(op.session, revision, number, "mark it ready")
        turns.note_step(op.session, program, revision, RevisionState.READY, note)
        op.summary = f"Marked plan {number} ready for printing"


def back_to_draft(program: Program, revision_id: str, note: str = "") -> None:
    """Make a plan that is in review or ready a draft again, before it is printed.

    A supervisor takes a review back, with or without a note. The coordinator sends a review back with a note that says
    what to change, and makes a ready plan a draft again with a reason.

    Raises:
        InvalidInput: a coordinator gives no note.
        NotNow: it is printed, or it is ready and the account may only take a review back.
    """
    permit(program, "plans.revisions.back_to_draft")
    with program.operation("plans.revisions.back_to_draft", "", reason=note.strip() or None) as op:
        revision = scope.revision(op.session, program, op.name, revision_id)
        own = grant(program, op.name) is Grant.OWN
        before = contents.state_of(revision)
        if before is RevisionState.READY and own:
            number = contents.plan_of(op.session, revision).number
            raise NotNow(
                f"Plan {number} was marked ready for printing; nothing was changed.",
                "Ask the coordinator to make it a draft again.",
            )
        number = _may_become(op.session, revision, RevisionState.DRAFT)
        if not note.strip() and not own:
            what = "Say in a few words why." if before is RevisionState.READY else "Say what has to be changed."
            raise InvalidInput("A note is missing; nothing was changed.", what, field="note")
        turns.note_step(op.session, program, revision, RevisionState.DRAFT, note)
        took = "Took back plan" if own else "Made plan" if before is RevisionState.READY else "Sent back plan"
        op.summary = f"{took} {number}{' a draft again' if before is RevisionState.READY else ''}"


def amend(program: Program, revision_id: str, reason: str) -> str:
    """Start a new revision as a copy of this one, which holds until the new one is signed; gives its id.

    Goals, activities and all other lines keep their identities. The current class, unit and supervisor are those
    of today; the supervisor's approval is asked anew.

    Raises:
        InvalidInput: there is no reason.
        NotNow: this is not the newest revision, it is not printed, or the participant left the program.
    """
    permit(program, "plans.revisions.amend")
    with program.operation("plans.revisions.amend", "", reason=reason.strip() or None) as op:
        old, plan = _replaceable(op.session, program, op.name, revision_id)
        if not reason.strip():
            raise InvalidInput("A reason is missing.", "Say in a few words what changes and why.", field="reason")
        new = _follow(op.session, program, old, RevisionKind.AMENDED, reason)
        for kind in ItemKind:
            op.session.add_all(_copy(row, kind, new.id) for row in contents.rows_of(op.session, old.id, kind))
        op.summary = f"Started revision {new.number} of plan {plan.number}"
        return new.id


@dataclass(frozen=True, slots=True)
class Period:
    """The period of an annual revision; both days belong to it."""

    first: date
    last: date


def renew(program: Program, revision_id: str, period: Period, note: str = "") -> str:
    """Start the annual revision of a plan for its next period, with what is still ahead; gives its id.

    Copied are the activities that are neither done nor dropped, the goals that lie in or after the new period or that
    such an activity serves, all competencies, and the costs that are not of an activity left behind nor expected
    before the period. Comments and approval are asked anew; what happened stays on record.

    Raises:
        InvalidInput: the period ends before it begins.
        NotNow: this is not the newest revision, it is not printed, or the participant left the program.
    """
    permit(program, "plans.revisions.renew")
    with program.operation("plans.revisions.renew", "", reason=note.strip() or None) as op:
        session = op.session
        old, plan = _replaceable(session, program, op.name, revision_id)
        if period.last < period.first:
            raise InvalidInput("The period ends before it begins.", "Correct one of the two dates.", field="last")
        new = _follow(session, program, old, RevisionKind.ANNUAL, note)
        new.period_from, new.period_to = period.first, period.last
        new.supervisor_comments = new.participant_comments = ""
        ahead = _ahead(session, old, plan.participation_id, period)
        for kind in ItemKind:
            rows = [row for row in contents.rows_of(session, old.id, kind) if row.item_id in ahead]
            copies = [_copy(row, kind, new.id) for row in rows]
            for place, copy in enumerate(copies):
                copy.position = place
                _let_go(copy, ahead)
            session.add_all(copies)
        op.summary = f"Started revision {new.number} of plan {plan.number}, the annual one"
        return new.id


def discard(program: Program, revision_id: str) -> str:
    """Throw an amendment away that was never printed; the revision before it stays as it is. Gives that one's id.

    Raises:
        NotNow: it is printed, or it is the plan's first revision.
    """
    permit(program, "plans.revisions.discard")
    with program.operation("plans.revisions.discard", "", settles=revision_id) as op:
        session = op.session
        revision = scope.revision(session, program, op.name, revision_id)
        plan = contents.plan_of(session, revision)
        if contents.state_of(revision) in plans.FROZEN or revision.number == 1:
            raise NotNow(
                f"Revision {revision.number} of plan {plan.number} cannot be discarded.",
                "Only an amendment that was not printed yet can.",
            )
        for kind in ItemKind:
            for row in contents.rows_of(session, revision.id, kind):
                session.delete(row)
        step = models.RevisionStep
        for taken in session.scalars(select(step).where(step.revision_id == revision.id)):
            session.delete(taken)
        session.flush()
        session.delete(revision)
        session.flush()
        op.summary = f"Discarded revision {revision.number} of plan {plan.number}"
        return contents.newest_revision(session, plan.id).id


def gaps_of(session: Session, revision: models.Revision) -> tuple[plans.Gap, ...]:
    """All that is missing in a revision."""
    person = participations.person_of(session, contents.plan_of(session, revision).participation_id)
    agreed = contents.load(session, revision, person)
    return plan_gaps.gaps(agreed, td.over_limit(td.view(session, person.id, agreed, revision.started_on)))


def _refuse_incomplete(session: Session, revision: models.Revision, number: str, step: str) -> None:
    missing = plans.needed(gaps_of(session, revision))
    if missing:
        raise NotNow(
            f"Plan {number} is not complete. {' '.join(gap.text for gap in missing[:4])}",
            f"Fill in what is missing, then {step}.",
        )


def _may_become(session: Session, revision: models.Revision, following: RevisionState) -> str:
    """The number of the plan, if the table of steps lets the revision go there."""
    number, state = contents.plan_of(session, revision).number, contents.state_of(revision)
    if not plan_steps.may_follow(state, following):
        raise NotNow(
            f"Revision {revision.number} of plan {number} is {state} and cannot become {following}.",
            "Use Amend to change a printed plan." if state in plans.FROZEN else "",
        )
    return number


def _replaceable(
    session: Session, program: Program, what: str, revision_id: str
) -> tuple[models.Revision, models.Plan]:
    """A printed revision that is the newest of its plan, with the plan."""
    old = scope.revision(session, program, what, revision_id)
    plan = contents.plan_of(session, old)
    if contents.state_of(old) not in plans.FROZEN:
        raise NotNow(f"Plan {plan.number} is not printed yet.", "Change it as it is; there is nothing to amend.")
    if contents.newest_revision(session, plan.id).id != old.id:
        raise NotNow(f"Plan {plan.number} has a newer revision already.", "Open the newest revision.")
    states = participations.state_rows(session, plan.participation_id)
    if (state := participations.state_on(states, program.today())) in participations.OVER:
        raise NotNow(
            f"The participation is {state}, so plan {plan.number} cannot be changed any more.",
            "What was agreed and what happened stay on record.",
        )
    return old, plan


def _follow(
    session: Session, program: Program, old: models.Revision, kind: RevisionKind, reason: str
) -> models.Revision:
    """The revision after this one, with its fields and without its lines."""
    new = models.Revision(
        id=models.new_id(), plan_id=old.plan_id, number=old.number + 1, kind=kind, state=RevisionState.DRAFT,
        started_on=program.today(), reason=reason.strip(), **{name: getattr(old, name) for name in FIELDS},
    )  # fmt: skip
    new.supervisor_approval = ""
    _bring_up_to_date(session, new, contents.plan_of(session, old).participation_id, program.today())
    session.add(new)
    session.flush()
    return new


def _ahead(session: Session, old: models.Revision, participation_id: str, period: Period) -> frozenset[str]:
    """The identities of the lines that the annual revision takes over."""
    agreed = contents.load(session, old, participations.person_of(session, participation_id))
    status = records.statuses(session, participation_id)
    activities = [one for one in agreed.activities if status.get(one.item) not in plans.CLOSED]
    ahead = {one.item for one in activities} | {one.item for one in agreed.competencies}
    served = {item for one in activities for item in (one.serves, one.also_serves)}
    ahead |= {
        goal.item
        for goal in agreed.goals
        if goal.target_date is None or goal.target_date >= period.first or goal.item in served
    }
    ahead |= {
        cost.item
        for cost in agreed.costs
        if (cost.activity is None or cost.activity in ahead)
        and (cost.planned_on is None or cost.planned_on >= period.first)
    }
    return frozenset(ahead)


def _let_go(row: Row, kept: frozenset[str]) -> None:
    """What a copied line points at and that was left behind it points at no more."""
    for name in ("serves_item_id", "also_serves_item_id", "activity_item_id"):
        if getattr(row, name, None) is not None and getattr(row, name) not in kept:
            setattr(row, name, None)


def _bring_up_to_date(session: Session, revision: models.Revision, participation_id: str, today: date) -> None:
    person = participations.person_of(session, participation_id)
    held = holding.held_or_first(session, person.id, today)
    if held is None:
        return
    unit, supervisor = holding.names_of(session, held)
    if held.class_code and held.class_code != revision.current_class_code:
        revision.current_class_code = held.class_code
        revision.current_class_title = held.class_title or classes.facts(session).title(held.class_code, today)
    revision.unit_name = unit or revision.unit_name
    revision.supervisor_name = supervisor or revision.supervisor_name


def _copy(row: Row, kind: ItemKind, revision_id: str) -> Row:
    values = {name: getattr(row, name) for name in ROW_FIELDS[kind]}
    return MODELS[kind](
        id=models.new_id(), revision_id=revision_id, item_id=row.item_id, position=row.position, **values
    )


def newest_of_plan(session: Session, plan_id: str) -> tuple[models.Revision, ...]:
    """All revisions of a plan, the newest first."""
    row = models.Revision
    return tuple(session.scalars(select(row).where(row.plan_id == plan_id).order_by(row.number.desc())))
