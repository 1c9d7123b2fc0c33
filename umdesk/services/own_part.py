"""What an account that rates may not do by its own hand: open its seal, or close it again after a look.

From the first begun sheet of a cycle on, an account that has sheets to hand in sheds none of them but by handing it in
or by stepping back for a conflict of interest; and an account that has none takes none on, since it may have read what
others rated. Another coordinator can do both. That an applicant withdraws or is not eligible is recorded by anybody.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from umdesk.domain.errors import NotNow
from umdesk.domain.words import Conflict
from umdesk.services import sealing
from umdesk.storage import models
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class _Part:
    """The applications that an account rates, those of them that it has not handed in, and all that anybody rates.

    `blind` says whether it does so without names.
    """

    rates: frozenset[str] = frozenset()
    open: frozenset[str] = frozenset()
    rated: frozenset[str] = frozenset()
    blind: bool = False


@contextmanager
def unmoved(session: Session, program: Program) -> Iterator[None]:
    """Let what is done in this block of an operation go on if it neither opens nor closes the account's own seal.

    Raises:
        NotNow: it would; the operation takes everything back.
    """
    before = _parts(session, program)
    yield
    session.flush()
    after = _parts(session, program)
    for cycle_id in before.keys() | after.keys():
        was = before.get(cycle_id) or _Part()
        now = after.get(cycle_id) or _part(session, cycle_id, None)
        if was.open and (was.rates & now.rated - now.rates or was.blind > now.blind):
            raise _may_not_shed(session, cycle_id)
        if not was.open and now.open:
            raise _may_not_take_on(session, cycle_id)


def fixed(session: Session, program: Program, cycle_id: str) -> str | None:
    """The account's own rater in a cycle in which rating has begun: what this one rates stays (session block)."""
    return min(sealing.own_raters(session, program, cycle_id), default=None) if _begun(session, cycle_id) else None


def _parts(session: Session, program: Program) -> dict[str, _Part]:
    """The account's part in each cycle in scoring or deciding that it rates and in which rating has begun."""
    rows = sealing.rated(session, program)
    return {cycle_id: _part(session, cycle_id, rater_id) for cycle_id, rater_id, _ in rows if _begun(session, cycle_id)}


def _part(session: Session, cycle_id: str, rater_id: str | None) -> _Part:
    # Lists of applications, on which these stand, ask this too.
    from umdesk.services import assignment, standing  # noqa: PLC0415

    rated = frozenset(one.id for one in standing.applications(session, cycle_id).values() if not one.excluded)
    blind = session.get_one(models.Cycle, cycle_id).blind
    if rater_id is None:
        return _Part(rated=rated, blind=blind)
    sheet = models.Sheet
    recused = select(sheet.application_id).where(sheet.rater_id == rater_id, sheet.conflict == Conflict.RECUSED.value)
    rates = assignment.of_rater(session, cycle_id, rater_id) - set(session.scalars(recused))
    return _Part(rates, rates - assignment.handed_in(session, [rater_id])[rater_id], rated, blind)


def _begun(session: Session, cycle_id: str) -> bool:
    """Whether anybody has rated in a cycle or has gone through its names."""
    sheet, rater = models.Sheet, models.Rater
    touched = or_(sheet.started_at.is_not(None), sheet.submitted_at.is_not(None), sheet.declared_at.is_not(None))
    found = select(sheet.id).join(rater, rater.id == sheet.rater_id).where(rater.cycle_id == cycle_id, touched)
    return session.scalars(found.limit(1)).first() is not None


def _may_not_shed(session: Session, cycle_id: str) -> NotNow:
    name = session.get_one(models.Cycle, cycle_id).name
    return NotNow(
        f"Rating of {name} has begun, and what you rate stays yours until your own sheets are in: otherwise you would "
        "read what others rated and could come back. Nothing was changed.",
        "Submit your sheets, step back from those with a conflict of interest, or ask another coordinator.",
    )


def _may_not_take_on(session: Session, cycle_id: str) -> NotNow:
    name = session.get_one(models.Cycle, cycle_id).name
    return NotNow(
        f"Rating of {name} has begun and nothing of it is sealed for you, so you may have read what others rated; you "
        "cannot take on a sheet yourself. Nothing was changed.",
        "Ask another coordinator.",
    )
