"""A written request to end a T&D assignment early: the day it was received, when it is due, and that it was granted."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.td_limits import DAYS_TO_GRANT_AN_EARLY_END
from umdesk.domain.working_days import Due
from umdesk.services import holidays
from umdesk.services.permissions import permit
from umdesk.services.plans import td
from umdesk.storage import models
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class EarlyEnd:
    """A request on record: when it was received and why, by when it is due, and whether it was granted."""

    requested: date
    reason: str
    due: Due
    granted: bool


def request(program: Program, assignment_id: str, received: date | None, reason: str) -> None:
    """Write down that the employee asked in writing to end an assignment early; `received` is the day it came in.

    Raises:
        InvalidInput: the day or the reason is missing, or the day has not come yet or lies after the assignment.
        NotNow: it was granted already, or is no longer there.
    """
    permit(program, "plans.td_early_ends.request")
    with program.operation("plans.td_early_ends.request", "", reason=reason.strip() or None) as op:
        row = td.row_of(op.session, assignment_id)
        _refuse_granted(row)
        if received is None:
            raise InvalidInput("The day is missing.", "Give the day on which the request was received.", "received")
        if received > program.today():
            raise InvalidInput("This day has not come yet.", "Correct the date.", "received")
        if received > row.ends:
            raise InvalidInput("The assignment has ended before this day.", "Correct the date.", "received")
        row.early_end_requested, row.early_end_reason = received, reason.strip()
        due = holidays.due(op.session, received, DAYS_TO_GRANT_AN_EARLY_END)
        who = op.session.get_one(models.Person, row.person_id).full_name
        op.summary = f"{who} asked to end the T&D assignment early; due by {dates.show(due.day)}"


def grant(program: Program, assignment_id: str, last: date | None) -> None:
    """Write down that the request was granted: `last` is the last day that is served; the agreed end stays on record.

    Raises:
        InvalidInput: the day is missing, lies before the first day or is not earlier than the agreed end.
        NotNow: nobody asked for it, it was granted already, or the assignment is no longer there.
    """
    permit(program, "plans.td_early_ends.grant")
    with program.operation("plans.td_early_ends.grant", "") as op:
        row = td.row_of(op.session, assignment_id)
        if row.early_end_requested is None:
            raise NotNow("Nobody has asked to end this assignment early.", "Write down the request first.")
        _refuse_granted(row)
        if last is None:
            raise InvalidInput("The day is missing.", "Give the last day that is served.", "last")
        if last < row.starts:
            raise InvalidInput("The assignment has not begun by then.", "Remove it if none of it is served.", "last")
        if last >= row.ends:
            agreed = dates.show(row.ends)
            raise InvalidInput(f"The agreed end is {agreed}; this is not earlier.", "Correct the date.", "last")
        row.planned_end, row.ends = row.ends, last
        who = op.session.get_one(models.Person, row.person_id).full_name
        op.summary = f"The T&D assignment of {who} ends early, on {dates.show(last)}"


def take_back(program: Program, assignment_id: str) -> None:
    """Take a request to end early off the record: it was withdrawn, or written down by mistake; the agreed end holds.

    Raises:
        NotNow: there is none, or the assignment is no longer there.
    """
    permit(program, "plans.td_early_ends.take_back")
    with program.operation("plans.td_early_ends.take_back", "") as op:
        row = td.row_of(op.session, assignment_id)
        if row.early_end_requested is None:
            raise NotNow("There is no request to end this assignment early; nothing was changed.")
        row.ends, row.planned_end = row.planned_end or row.ends, None
        row.early_end_requested, row.early_end_reason = None, ""
        who = op.session.get_one(models.Person, row.person_id).full_name
        op.summary = f"Took back the early end of the T&D assignment of {who}"


def of_assignment(session: Session, row: models.TDAssignment) -> EarlyEnd | None:
    """The request on record of an assignment, None without one (session block)."""
    if row.early_end_requested is None:
        return None
    due = holidays.due(session, row.early_end_requested, DAYS_TO_GRANT_AN_EARLY_END)
    return EarlyEnd(row.early_end_requested, row.early_end_reason, due, row.planned_end is not None)


def _refuse_granted(row: models.TDAssignment) -> None:
    if row.planned_end is not None:
        raise NotNow(
            f"The early end on {dates.show(row.ends)} was granted already; nothing was changed.",
            "Take it back first, if it is another one.",
        )
