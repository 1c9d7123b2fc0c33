"""What is due of the program year, for Today: deadlines, own dates, overdue actions, follow-ups, handbook reviews."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates, today
from umdesk.domain.today import Due, Kind
from umdesk.domain.writing import quoted
from umdesk.services import settings
from umdesk.services.year import actions, calendar
from umdesk.storage.models import HandbookElement, Outreach

AHEAD = "year.warn_days"
_TAB = "Program year"
_NAMED = 80


def lines(session: Session, day: date, *, does: bool = True) -> Iterator[Due]:
    """What is late or due within the setting's days (session block for Today).

    Who does nothing about it (`does`) is told what is open, not what to do.
    """
    ahead = settings.value(session, AHEAD)
    last = day + timedelta(days=ahead)
    yield from today.deadlines(day, ahead, calendar.done(session), does=does)
    for own in calendar.undone_own(session, day, ahead):
        yield Due(Kind.DEADLINE, own.title, "Department", own.on, _TAB, f"calendar:{own.id}")
    for action in actions.overdue(session, day):
        what = f"The action {quoted(action.text, _NAMED)} is not done." if action.text else "An action is not done."
        about = action.responsible or f"Action plan {dates.program_year_name(action.year)}"
        yield Due(Kind.ACTION, what, about, action.target_date, _TAB, f"actions:{action.id}")
    out = Outreach
    follow = select(out).where(out.follow_up_due <= last, out.follow_up_done.is_(None))
    for one in session.scalars(follow.order_by(out.follow_up_due, out.id)):
        what = one.follow_up or ("Follow up" if does else "To be followed up")
        yield Due(Kind.OUTREACH, what, one.title, one.follow_up_due, _TAB, f"outreach:{one.id}")
    part = HandbookElement
    for element in session.scalars(select(part).where(part.next_review <= last).order_by(part.next_review, part.id)):
        what = f"Review the handbook: {element.key}." if does else f"The handbook is to be reviewed: {element.key}."
        about = element.owner or "Handbook"
        yield Due(Kind.HANDBOOK, what, about, element.next_review, _TAB, f"handbook:{element.id}")
