"""What a change of a participation's state does to plan, reviews and T&D, said before; coming back from leave."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates, plans
from umdesk.domain.words import ParticipationState, ReviewKind
from umdesk.domain.writing import counted, enumerated
from umdesk.services.permissions import permit
from umdesk.services.plans import content as contents
from umdesk.services.plans import participations, reviews
from umdesk.storage import models
from umdesk.storage.program import Program


def come_back(program: Program, participation_id: str, on: date, reason: str = "", *, review: bool) -> None:
    """End a leave; with `review` a review is set for the day of the return, in place of those that the leave left out.

    Raises:
        InvalidInput: the date lies before the leave.
        NotNow: the participation is active already.
    """
    permit(program, "plans.state_changes.come_back")
    with program.operation("plans.state_changes.come_back", "", reason=reason.strip() or None) as op:
        left_out = _left_out(op.session, participation_id, on)
        participations.enter_state(op.session, participation_id, ParticipationState.ACTIVE, on, reason)
        if review and left_out:
            kind = ReviewKind.ANNUAL if ReviewKind.ANNUAL in dict(left_out).values() else ReviewKind.QUARTERLY
            reviews.set_for(op.session, participation_id, kind, on, program.account.name)
        who = participations.person_of(op.session, participation_id).full_name
        op.summary = f"{who}: back from leave on {dates.show(on)}"


def effects(program: Program, participation_id: str, state: ParticipationState, on: date) -> tuple[str, ...]:
    """What entering a state on a day does to the plan, its reviews and T&D, in sentences."""
    permit(program, "plans.state_changes.effects")
    with program.reading() as session:
        states = participations.state_rows(session, participation_id)
        if state is ParticipationState.ON_LEAVE:
            return tuple(_leaving(session, participation_id, on))
        if state in participations.OVER:
            return tuple(_ending(session, participation_id, on))
        if states[-1].state is ParticipationState.ON_LEAVE:
            return tuple(_returning(session, participation_id, on))
        return ("The participation goes on: progress can be recorded again, and reviews are due by their schedule.",)


def _leaving(session: Session, participation_id: str, on: date) -> Iterator[str]:
    yield "The plan stays as it is, and progress and money can still be recorded."
    yield "A review whose day falls into the leave is not due. On the return you are asked whether to hold one then."
    for assignment in _running(session, participation_id, on):
        yield (
            f"The T&D assignment until {dates.show(assignment.ends)} goes on, and its months count during ordinary "
            "leave too (2 CCR 438.1). On a leave of more than 20 working days in a row, ask HR."
        )


def _returning(session: Session, participation_id: str, on: date) -> Iterator[str]:
    left_out = _left_out(session, participation_id, on)
    yield "The plan holds as before."
    if left_out:
        named = enumerated([f"the {kind} one of {dates.show(day)}" for day, kind in left_out[:4]])
        more = f" and {len(left_out) - 4} more" if len(left_out) > 4 else ""
        yield f"The leave left out {counted(len(left_out), 'review')}: {named}{more}."
    else:
        yield "The leave left out no review."


def _ending(session: Session, participation_id: str, on: date) -> Iterator[str]:
    yield f"The plan stays on file to be read and printed. Nothing that happens after {dates.show(on)} can be recorded."
    drafts = _unfinished(session, participation_id)
    if drafts is not None:
        yield f"Revision {drafts.number} is not signed ({drafts.state}) and stays so."
    yield "From then on no review is due."
    for assignment in _running(session, participation_id, on):
        yield (
            f"The T&D assignment until {dates.show(assignment.ends)} is not ended by this. End it under T&D "
            "assignments, and ask HR."
        )
    match = models.MentorMatch
    lasting = select(models.Resource.name).join(match, match.resource_id == models.Resource.id)
    mine = match.participation_id == participation_id
    for name in session.scalars(lasting.where(mine, match.ends.is_(None) | (match.ends > on)).order_by(match.starts)):
        yield f"The match with {name} is not ended by this. End it in the directory of resources."


def _left_out(session: Session, participation_id: str, on: date) -> tuple[tuple[date, ReviewKind], ...]:
    """The reviews whose day falls into the leave that ends with a day."""
    last = participations.state_rows(session, participation_id)[-1]
    if last.state is not ParticipationState.ON_LEAVE or on <= last.effective:
        return ()
    found = reviews.due_within(session, participation_id, last.effective, on)
    return tuple((day, kind) for day, kind in found if day < on)


def _running(session: Session, participation_id: str, on: date) -> list[models.TDAssignment]:
    row = models.TDAssignment
    person = participations.person_of(session, participation_id)
    found = session.scalars(select(row).where(row.person_id == person.id, row.ends > on).order_by(row.starts))
    return list(found)


def _unfinished(session: Session, participation_id: str) -> models.Revision | None:
    plan = session.scalars(select(models.Plan).where(models.Plan.participation_id == participation_id)).first()
    newest = contents.newest_revision(session, plan.id) if plan else None
    return newest if newest is not None and contents.state_of(newest) not in plans.CARRIED_OUT else None
