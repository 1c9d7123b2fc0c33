"""What a packet would lack: what is not settled, not decided, not sent or not closed yet (session block)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.screening import LETTER_OF
from umdesk.domain.ties import BY_DRAW
from umdesk.domain.words import CycleState, Eligibility
from umdesk.domain.writing import counted
from umdesk.services import masking
from umdesk.services.cycle_steps import decisions_of
from umdesk.services.packet import decided
from umdesk.services.standing import Standing
from umdesk.services.window_checks import some
from umdesk.storage import models


def sentences(session: Session, now: Standing, cycle: models.Cycle) -> tuple[str, ...]:
    """A sentence for each thing that is open; none when the packet can be final."""
    found = [*_of_ratings(now), *_of_masking(session, cycle), *_of_flags(session, now), *_of_draw(now, cycle)]
    found += [*_of_decisions(session, now), *_of_letters(session, now)]
    if now.state is not CycleState.CLOSED:
        found.append(f"{now.name} is not closed: make the final packet after closing it.")
    return tuple(found)


def _of_ratings(now: Standing) -> list[str]:
    found = []
    returned = [
        number
        for number, sheets in now.sheets.items()
        if not now.applications[number].excluded and any(sheet.outdated and not sheet.recused for sheet in sheets)
    ]
    if returned:
        found.append(f"Sheets sent back by a change of the criteria do not count, for: {some(returned)}.")
    short = [one.number for one in now.ranking.unranked if not now.applications[one.number].excluded]
    if short:
        found.append(f"{counted(len(short), 'application')} without a rank: {some(short)}.")
    undecided = [one.number for one in now.applications.values() if one.eligibility is Eligibility.COORDINATOR_DECIDES]
    if undecided:
        found.append(f"Nobody decided on eligibility of: {some(undecided)}.")
    return found


def _of_masking(session: Session, cycle: models.Cycle) -> list[str]:
    open_ones = list(masking.unchecked(session, cycle.id))
    if not open_ones:
        return []
    return [f"The masked texts of {counted(len(open_ones), 'application')} were not checked: {some(open_ones)}."]


def _of_flags(session: Session, now: Standing) -> list[str]:
    open_ones = [flag.number for flag in decided.flags(session, now) if not flag.settled]
    return [f"{counted(len(open_ones), 'wide spread')} not settled: {some(open_ones)}."] if open_ones else []


def _of_draw(now: Standing, cycle: models.Cycle) -> list[str]:
    drawn = any(place.decided_by == BY_DRAW for place in now.ranking.ranked)
    return ["The draw decided places and was not held before witnesses."] if drawn and not cycle.draw_held_at else []


def _of_decisions(session: Session, now: Standing) -> list[str]:
    rows = decisions_of(session, now.cycle_id)
    pending = sum(1 for row in rows if row.applied_at is None)
    decided_on = {row.application_id for row in rows}
    open_ones = [p.number for p in now.ranking.ranked if now.applications[p.number].id not in decided_on]
    found = [f"{counted(pending, 'decision')} pending."] if pending else []
    if open_ones:
        found.append(f"{counted(len(open_ones), 'ranked application')} without a decision: {some(open_ones)}.")
    return found


def _of_letters(session: Session, now: Standing) -> list[str]:
    """Who was decided on and has no letter that says where they stand and was sent."""
    letter, application = models.Letter, models.Application
    sent = select(letter.application_id, letter.kind).join(application, application.id == letter.application_id)
    rows = session.execute(sent.where(application.cycle_id == now.cycle_id, letter.sent_on.is_not(None)))
    found = {(row.application_id, row.kind) for row in rows}
    decided_on = [one for one in now.applications.values() if one.state in LETTER_OF]
    wanted = {one.number: (one.id, LETTER_OF[one.state].value) for one in decided_on}
    open_ones = [number for number, letter_of in wanted.items() if letter_of not in found]
    return [f"No letter was sent that tells where they stand today: {some(open_ones)}."] if open_ones else []
