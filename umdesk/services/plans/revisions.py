"""The steps of a revision: in review, ready, a draft again, signed or filed, amended."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates, plan_gaps, plans
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import ItemKind, RevisionState
from umdesk.services import classes, scope, settings
from umdesk.services.people import holding
from umdesk.services.permissions import Grant, grant, permit
from umdesk.services.plans import content as contents
from umdesk.services.plans import participations, td
from umdesk.services.plans.content import FIELDS, MODELS, Row
from umdesk.services.plans.editing import ROW_FIELDS
from umdesk.storage import models
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signed on paper and when; `not_signed` says who did not and why, where somebody refused or was absent."""

    employee: date | None = None
    supervisor: date | None = None
    coordinator: date | None = None
    not_signed: str = ""
    original_kept_at: str = ""


def submit(program: Program, revision_id: str) -> None:
    """Hand a complete draft to the coordinator for review.

    Raises:
        NotNow: something needed is missing (it is named), or the revision is past that step.
    """
    permit(program, "plans.revisions.submit")
    with program.operation("plans.revisions.submit", "") as op:
        revision = scope.revision(op.session, program, op.name, revision_id)
        plan = contents.plan_of(op.session, revision)
        _step(revision, plan.number, RevisionState.IN_REVIEW)
        _refuse_incomplete(op.session, revision, plan.number, "submit it")
        op.summary = f"Submitted plan {plan.number} for review"


def mark_ready(program: Program, revision_id: str) -> None:
    """Say that the plan is complete and agreed; it can then be printed for signature.

    Raises:
        NotNow: something needed is missing (it is named), or the revision is past that step.
    """
    permit(program, "plans.revisions.mark_ready")
    with program.operation("plans.revisions.mark_ready", "") as op:
        revision = scope.revision(op.session, program, op.name, revision_id)
        plan = contents.plan_of(op.session, revision)
        _step(revision, plan.number, RevisionState.READY)
        _refuse_incomplete(op.session, revision, plan.number, "mark it ready")
        op.summary = f"Marked plan {plan.number} ready for printing"


def back_to_draft(program: Program, revision_id: str) -> None:
    """Take "in review" or, as a coordinator, "ready" back, before it is printed.

    Raises:
        NotNow: it is printed, or it is ready and the account may only take a review back.
    """
    permit(program, "plans.revisions.back_to_draft")
    with program.operation("plans.revisions.back_to_draft", "") as op:
        revision = scope.revision(op.session, program, op.name, revision_id)
        plan = contents.plan_of(op.session, revision)
        if contents.state_of(revision) is RevisionState.READY and grant(program, op.name) is Grant.OWN:
            raise NotNow(
                f"Plan {plan.number} was marked ready for printing; nothing was changed.",
                "Ask the coordinator to make it a draft again.",
            )
        _step(revision, plan.number, RevisionState.DRAFT)
        op.summary = f"Made plan {plan.number} a draft again"


def record_signatures(program: Program, revision_id: str, signatures: Signatures) -> RevisionState:
    """Record the dates on the signed paper; gives the state that follows from them. Cannot be undone.

    Signed: employee, supervisor and (where the department asks) coordinator have a date. Filed: somebody did not
    sign and a note says who and why. Otherwise the revision stays printed and waits for the others.

    Raises:
        NotNow: the revision is not printed.
        InvalidInput: a date lies before the day of printing or after today.
    """
    permit(program, "plans.revisions.record_signatures")
    with program.operation("plans.revisions.record_signatures", "", undoable=False) as op:
        revision = scope.revision(op.session, program, op.name, revision_id)
        number = contents.plan_of(op.session, revision).number
        state = contents.state_of(revision)
        if state not in {RevisionState.PRINTED, RevisionState.FILED, RevisionState.SIGNED}:
            raise NotNow(
                f"Revision {revision.number} of plan {number} is {state}; only a printed one can be signed.",
                "Print it to sign first." if state not in plans.FROZEN else "Open the newest revision.",
            )
        _check_signatures(signatures, revision, program.today())
        revision.employee_signed = signatures.employee
        revision.supervisor_signed = signatures.supervisor
        revision.coordinator_signed = signatures.coordinator
        revision.not_signed_note = signatures.not_signed.strip()
        revision.original_kept_at = signatures.original_kept_at.strip()
        asks = settings.value(op.session, "plans.coordinator_signs")
        revision.state = _signed_state(signatures, coordinator_asked=asks)
        op.summary = f"Recorded the signatures of plan {number}, revision {revision.number}: {revision.state}"
        return contents.state_of(revision)


def amend(program: Program, revision_id: str, reason: str) -> str:
    """Start a new revision as a copy of this one, which stays in force until the new one is printed; gives its id.

    Goals, activities and all other lines keep their identities. The current class, unit and supervisor are those
    of today.

    Raises:
        InvalidInput: there is no reason.
        NotNow: this is not the newest revision, or it is not printed.
    """
    permit(program, "plans.revisions.amend")
    with program.operation("plans.revisions.amend", "", reason=reason.strip() or None) as op:
        session = op.session
        old = scope.revision(session, program, op.name, revision_id)
        plan = contents.plan_of(session, old)
        if not reason.strip():
            raise InvalidInput("A reason is missing.", "Say in a few words what changes and why.", field="reason")
        if contents.state_of(old) not in plans.FROZEN:
            raise NotNow(f"Plan {plan.number} is not printed yet.", "Change it as it is; there is nothing to amend.")
        if contents.newest_revision(session, plan.id).id != old.id:
            raise NotNow(f"Plan {plan.number} has a newer revision already.", "Open the newest revision.")
        new = models.Revision(
            id=models.new_id(), plan_id=plan.id, number=old.number + 1, state=RevisionState.DRAFT,
            started_on=program.today(), reason=reason.strip(), **{name: getattr(old, name) for name in FIELDS},
        )  # fmt: skip
        _bring_up_to_date(session, new, plan.participation_id, program.today())
        session.add(new)
        session.flush()
        for kind in ItemKind:
            session.add_all(_copy(row, kind, new.id) for row in contents.rows_of(session, old.id, kind))
        op.summary = f"Started revision {new.number} of plan {plan.number}"
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


def _step(revision: models.Revision, number: str, following: RevisionState) -> None:
    state = contents.state_of(revision)
    if not plans.may_follow(state, following):
        raise NotNow(
            f"Revision {revision.number} of plan {number} is {state} and cannot become {following}.",
            "Use Amend to change a printed plan." if state in plans.FROZEN else "",
        )
    revision.state = following


def _check_signatures(signatures: Signatures, revision: models.Revision, today: date) -> None:
    printed = revision.printed_at.astimezone().date() if revision.printed_at else None
    for field, day in (
        ("employee", signatures.employee),
        ("supervisor", signatures.supervisor),
        ("coordinator", signatures.coordinator),
    ):
        if day is not None and printed is not None and day < printed:
            raise InvalidInput(
                f"The plan was printed on {dates.show(printed)} and cannot have been signed before.",
                "Correct the date.",
                field=field,
            )
        if day is not None and day > today:
            raise InvalidInput("This date has not come yet.", "Correct the date.", field=field)


def _signed_state(signatures: Signatures, *, coordinator_asked: bool) -> RevisionState:
    if signatures.not_signed.strip():
        return RevisionState.FILED
    wanted = [signatures.employee, signatures.supervisor, *([signatures.coordinator] if coordinator_asked else [])]
    return RevisionState.SIGNED if all(wanted) else RevisionState.PRINTED


def _bring_up_to_date(session: Session, revision: models.Revision, participation_id: str, today: date) -> None:
    person = participations.person_of(session, participation_id)
    held = holding.held_or_first(session, person.id, today)
    if held is None:
        return
    unit = session.get(models.Unit, held.unit_id) if held.unit_id else None
    supervisor = session.get(models.Supervisor, held.supervisor_id) if held.supervisor_id else None
    if held.class_code and held.class_code != revision.current_class_code:
        revision.current_class_code = held.class_code
        revision.current_class_title = held.class_title or classes.facts(session).title(held.class_code, today)
    revision.unit_name = unit.name if unit else revision.unit_name
    revision.supervisor_name = supervisor.name if supervisor else revision.supervisor_name


def _copy(row: Row, kind: ItemKind, revision_id: str) -> Row:
    values = {name: getattr(row, name) for name in ROW_FIELDS[kind]}
    return MODELS[kind](
        id=models.new_id(), revision_id=revision_id, item_id=row.item_id, position=row.position, **values
    )


def newest_of_plan(session: Session, plan_id: str) -> tuple[models.Revision, ...]:
    """All revisions of a plan, the newest first."""
    row = models.Revision
    return tuple(session.scalars(select(row).where(row.plan_id == plan_id).order_by(row.number.desc())))
