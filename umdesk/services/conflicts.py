"""Conflicts of interest: what raters declare, and what the coordinator says to it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.errors import InvalidInput
from umdesk.domain.words import Conflict, DeclaredAs
from umdesk.services import settings
from umdesk.storage import models


def definition(session: Session) -> str:
    """What a conflict of interest is in this department; it stands wherever one is asked for or judged."""
    return str(settings.value(session, "selection.conflict_definition"))


def declare(
    session: Session,
    rater_id: str,
    application_id: str,
    *,
    conflict: bool,
    reason: str,
    how: DeclaredAs,
    now: datetime,
    by: str,
) -> models.Sheet:
    """Keep a rater's word on a conflict of interest, for an operation that another service runs; gives the sheet.

    The sheet is made where there is none. A named conflict recuses the rater; "no conflict" leaves what holds, since
    only the coordinator clears. `by` is the name of who put the word in, `reason` what the rater said, if anything.

    Raises:
        InvalidInput: application and rater belong to different cycles.
    """
    sheet = session.scalars(
        select(models.Sheet).where(models.Sheet.application_id == application_id, models.Sheet.rater_id == rater_id)
    ).first()
    if sheet is None:
        sheet = new_sheet(session, rater_id, application_id, now)
    sheet.declared_as, sheet.declared_at = how.value, now
    sheet.declared_conflict, sheet.declared_reason = conflict, reason.strip() if conflict else ""
    if conflict and sheet.conflict != Conflict.RECUSED:
        sheet.conflict, sheet.conflict_reason = Conflict.RECUSED.value, reason.strip()
        sheet.conflict_by, sheet.conflict_at = by, now
    return sheet


def new_sheet(session: Session, rater_id: str, application_id: str, now: datetime) -> models.Sheet:
    """Give a rater an empty sheet for an application, on the criteria in force.

    Raises:
        InvalidInput: application and rater belong to different cycles.
    """
    cycle_id = session.get_one(models.Rater, rater_id).cycle_id
    if session.get_one(models.Application, application_id).cycle_id != cycle_id:
        raise InvalidInput("The application and the rater belong to different cycles; nothing was changed.")
    versions = models.CriteriaSet
    in_force = select(versions.id).where(versions.cycle_id == cycle_id).order_by(versions.version.desc()).limit(1)
    sheet = models.Sheet(
        id=models.new_id(), application_id=application_id, rater_id=rater_id,
        criteria_set_id=session.scalars(in_force).one(), assigned_at=now, conflict=Conflict.NONE.value,
    )  # fmt: skip
    session.add(sheet)
    return sheet
