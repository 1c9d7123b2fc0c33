"""Which rater rates which application, and whether a rater has done their part.

With `everyone_rates` each rater of a cycle rates each application that takes part; without, a rater rates those for
which they have a sheet. Withdrawn and not eligible applications are rated by nobody, whatever sheets there are.
"""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.words import Conflict, CycleState
from umdesk.services import standing
from umdesk.storage import models


def assigned(session: Session, cycle_id: str) -> Mapping[str, frozenset[str]]:
    """What each rater of a cycle rates: rater id → application ids (session block for other services)."""
    rated = frozenset(one.id for one in standing.applications(session, cycle_id).values() if not one.excluded)
    raters = standing.raters(session, cycle_id)
    if session.get_one(models.Cycle, cycle_id).everyone_rates:
        return dict.fromkeys(raters, rated)
    sheet, rater = models.Sheet, models.Rater
    rows = session.connection().execute(
        select(sheet.rater_id, sheet.application_id)
        .join(rater, rater.id == sheet.rater_id)
        .where(rater.cycle_id == cycle_id)
    )
    own: dict[str, set[str]] = {rater_id: set() for rater_id in raters}
    for rater_id, application_id in rows:
        own[rater_id].add(application_id)
    return {rater_id: rated & applications for rater_id, applications in own.items()}


def of_rater(session: Session, cycle_id: str, rater_id: str) -> frozenset[str]:
    """The ids of the applications that one rater of a cycle rates; none for a rater of another cycle."""
    return assigned(session, cycle_id).get(rater_id, frozenset())


def handed_in(session: Session, rater_ids: Collection[str]) -> Mapping[str, frozenset[str]]:
    """The applications of which the sheets of some raters are in: submitted, or the rater is recused from them."""
    sheet = models.Sheet
    rows = session.execute(
        select(sheet.rater_id, sheet.application_id).where(
            sheet.rater_id.in_(rater_ids), sheet.submitted_at.is_not(None) | (sheet.conflict == Conflict.RECUSED.value)
        )
    )
    found: dict[str, set[str]] = {rater_id: set() for rater_id in rater_ids}
    for rater_id, application_id in rows:
        found[rater_id].add(application_id)
    return {rater_id: frozenset(applications) for rater_id, applications in found.items()}


def own_sheets_in(session: Session, cycle_id: str, rater_id: str) -> bool:
    """Whether a rater's own sheets are in: each assigned one is submitted, or the rater is recused from it.

    A rater to whom nothing is assigned is done only when scoring is over, since an assignment may still come.
    """
    wanted = of_rater(session, cycle_id, rater_id)
    if not wanted:
        over = (CycleState.DECIDING.value, CycleState.CLOSED.value)
        return session.get_one(models.Cycle, cycle_id).state in over
    return wanted <= handed_in(session, [rater_id])[rater_id]
