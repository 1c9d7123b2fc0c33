"""What wants to be read before an application window is opened, and before it is closed for scoring.

Only warnings: what forbids a step stands with the steps (`cycle_steps`). Everything here runs inside a session.
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.intake.lateness import is_late
from umdesk.domain.likeness import Strength
from umdesk.domain.privacy_notice import PARTS
from umdesk.domain.writing import counted
from umdesk.services import settings
from umdesk.services.people import duplicates
from umdesk.services.standing import Applied
from umdesk.storage import models

MOST_COMPARED = 1000
"""Among more people than this, who may be one and the same is not looked for while somebody waits."""
_MOST = 6


def before_open(session: Session, cycle: models.Cycle, today: date) -> list[str]:
    """What speaks against opening the window now: its days, its announcement, the notice on its form."""
    found = _days(session, cycle, today)
    if not cycle.notice.strip():
        found.append("No text announces the window, so the form does not say where to hand it in.")
    found += _unwritten(session)
    if not cycle.seats:
        found.append("The number of places is not set.")
    return found


def before_closing(session: Session, cycle: models.Cycle, taking_part: list[Applied], today: date) -> list[str]:
    """What speaks against taking no more applications: the last day, late ones without a reason, likely duplicates."""
    found = []
    if cycle.closes is not None and cycle.closes >= today:
        found.append(f"The window is open through {dates.show(cycle.closes)}.")
    found += _late(session, cycle)
    found += _twice(session, taking_part)
    return found


def _days(session: Session, cycle: models.Cycle, today: date) -> list[str]:
    opens, closes = cycle.opens, cycle.closes
    if opens is None or closes is None:
        return ["The cycle has no first or no last day for applications."]
    if is_late(today, closes):
        return [f"The window closed on {dates.show(closes)} already."]
    found = []
    if opens > today:
        found.append(f"The first day for applications is {dates.show(opens)}, which is still to come.")
    elif opens < today:
        found.append(f"The first day for applications was {dates.show(opens)}.")
    days = (closes - opens).days + 1
    shortest = settings.value(session, "cycles.shortest_window")
    if days < shortest:
        found.append(f"The window is open for {counted(days, 'day')} only; your settings ask for {shortest} or more.")
    return found


def _unwritten(session: Session) -> list[str]:
    """The parts of the notice that the law asks for on the form (Civ. Code 1798.17) and nobody wrote."""
    count = len(settings.privacy_notice(session).unwritten)
    if not count:
        return []
    if count == len(PARTS):
        return ["The privacy notice is not written: its parts stand as blanks on the form. Write it in the settings."]
    if count == 1:
        return ["One part of the privacy notice is not written: it stands as a blank on the form. See the settings."]
    return [f"{count} parts of the privacy notice are not written: they stand as blanks on the form. See the settings."]


def _late(session: Session, cycle: models.Cycle) -> list[str]:
    row = models.Application
    rows = session.execute(
        select(row.number, row.received).where(row.cycle_id == cycle.id, row.late_reason == "").order_by(row.number)
    )
    late = [number for number, received in rows if is_late(received, cycle.closes)]
    if not late:
        return []
    return [f"{counted(len(late), 'late application')} without a reason: {some(late)}."]


def _twice(session: Session, taking_part: list[Applied]) -> list[str]:
    of = {person.person_id: person.number for person in taking_part}
    if len(of) > MOST_COMPARED:
        return [f"Likely duplicates among {len(of):,} applications were not looked for: see Likely duplicates."]
    pairs = [
        " and ".join(sorted((of[pair.first.id], of[pair.second.id])))
        for pair in duplicates.among(session, list(of))
        if pair.strength is not Strength.POSSIBLE
    ]
    return [f"Applications that may be of one person: {some(pairs)}."] if pairs else []


def some(texts: list[str]) -> str:
    """The first few, in order, and how many more."""
    shown = ", ".join(sorted(texts)[:_MOST])
    return f"{shown} and {len(texts) - _MOST} more" if len(texts) > _MOST else shown
