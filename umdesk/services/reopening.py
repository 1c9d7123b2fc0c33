"""Giving a submitted rating sheet back to its rater, by the coordinator and with a reason.

A submitted sheet is for good: nobody undoes the submission, and what was given back stays on file with its reason. The
giving back itself is an operation of the coordinator like any other, so the coordinator may undo it in the same
sitting, as long as nothing of the sheet was changed since; the sheet is then submitted as it was.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import Conflict, CycleState
from umdesk.services import own_part, scope, sealing, sheets
from umdesk.services.permissions import permit
from umdesk.storage import models
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class SubmittedSheet:
    """A submitted sheet that can be given back; `times` is how often it was given back before."""

    application_id: str
    number: str
    rater_id: str
    rater: str
    submitted_at: datetime
    times: int


def submitted(program: Program, cycle_id: str) -> tuple[SubmittedSheet, ...]:
    """The submitted sheets of a cycle in scoring, by rater and number; none of a cycle in another state.

    While the cycle is sealed for the account there are only its own, since how many sheets an application has is
    sealed too.
    """
    permit(program, "reopening.submitted")
    sheet, rater, application, back = models.Sheet, models.Rater, models.Application, models.Reopening
    times = select(func.count()).where(back.sheet_id == sheet.id).correlate(sheet).scalar_subquery()
    with program.reading() as session:
        if session.get_one(models.Cycle, cycle_id).state != CycleState.SCORING:
            return ()
        only = _only(session, program, cycle_id)
        rows = session.execute(
            select(application.id, application.number, rater.id, rater.name, sheet.submitted_at, times)
            .join(rater, rater.id == sheet.rater_id)
            .join(application, application.id == sheet.application_id)
            .where(rater.cycle_id == cycle_id, sheet.submitted_at.is_not(None), sheet.conflict != Conflict.RECUSED)
            .order_by(rater.name, application.number)
        )
        return tuple(SubmittedSheet(*row) for row in rows if only is None or row[2] == only)


def reopen(program: Program, application_id: str, rater_id: str, reason: str) -> None:
    """Give a submitted sheet back to its rater, who can change it and submits it anew; until then it does not count.

    Raises:
        InvalidInput: there is no reason.
        NotNow: the cycle is not in scoring, the sheet is not submitted, or it is another's in a cycle that is sealed
            for the account.
    """
    permit(program, "reopening.reopen")
    said = reason.strip()
    if not said:
        raise InvalidInput(
            "A sheet is given back with a reason, which its rater reads; nothing was changed.", "", "reason"
        )
    with program.operation("reopening.reopen", "", reason=said) as op, own_part.unmoved(op.session, program):
        session = op.session
        application = session.get_one(models.Application, application_id)
        rater = session.get_one(models.Rater, rater_id)
        cycle = session.get_one(models.Cycle, application.cycle_id)
        only = _only(session, program, cycle.id)
        if only is not None and only != rater_id:
            sealing.refuse_scores(session, program, cycle.id)
        if cycle.state != CycleState.SCORING:
            raise NotNow(
                f"{cycle.name} is {cycle.state}, and sheets are given back only in scoring; nothing was changed.",
                "Go back to scoring first." if cycle.state == CycleState.DECIDING else "",
            )
        sheet = sheets.find(session, application_id, rater_id)
        if sheet is None or sheet.submitted_at is None:
            raise NotNow(
                f"The sheet of {rater.name} for {application.number} is not submitted, so it was not given back.",
                "The rater can change it as it is.",
            )
        sheet.submitted_at = None
        session.add(
            models.Reopening(
                sheet_id=sheet.id, reason=said, reopened_by=program.account.name, reopened_at=program.now()
            )
        )  # fmt: skip
        op.summary = f"Gave the sheet for {application.number} back to {rater.name}"


def _only(session: Session, program: Program, cycle_id: str) -> str | None:
    """The one rater whose sheets the account may see while the cycle is sealed for it; None is all of them."""
    if cycle_id not in sealing.of(session, program).scores:
        return None
    return scope.own_raters(session, program).get(cycle_id, "")
