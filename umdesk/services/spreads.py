"""Wide spreads: which applications have one, whether it is settled, and who was asked for a further rating.

A wide spread is settled by a recorded discussion, or by a further rater whose sheet is in and after which somebody
looked at the spread again. It is settled as the spread stood then: another spread asks anew (session blocks).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.ranking import Ranked
from umdesk.domain.scoring import exact_text, is_wide
from umdesk.domain.words import Conflict, CycleState, SettledBy
from umdesk.domain.writing import enumerated, one_line
from umdesk.services import assigning, sheets, standing
from umdesk.services.standing import Standing
from umdesk.storage import models
from umdesk.storage.program import Program

MOVED = "settled at another spread: settle it anew"
LOOK_AGAIN = "the further rating is in: look at it again"


@dataclass(frozen=True, slots=True)
class Flag:
    """A wide spread in exact percent points; `note` is what is on record of it, "" when nothing is.

    `waiting` names the further raters whose sheet is not in; `moved` says that it was settled at another spread.
    """

    spread: Fraction
    how: SettledBy | None = None
    note: str = ""
    settled: bool = False
    waiting: tuple[str, ...] = ()
    moved: bool = False

    @property
    def words(self) -> str:
        """How it stands, for a list: "to settle", "waiting for Ann Lee", "settled by discussion"."""
        if self.settled and self.how is not None:
            return f"settled by {self.how.value}"
        if self.waiting:
            return f"waiting for {enumerated(self.waiting)}"
        if self.how is SettledBy.FURTHER_RATER and not self.moved:
            return LOOK_AGAIN
        return MOVED if self.moved else "to settle"


def flags(session: Session, now: Standing) -> dict[str, Flag]:
    """The wide spreads of the ranked applications, by application number."""
    row = models.SpreadSettlement
    query = select(row).join(models.Application, models.Application.id == row.application_id)
    rows = {
        each.application_id: each for each in session.scalars(query.where(models.Application.cycle_id == now.cycle_id))
    }
    found = {}
    for place in now.ranking.ranked:
        if place.spread is not None and is_wide(place.spread, now.rules.spread_threshold):
            found[place.number] = _flag(session, now, place, rows.get(now.applications[place.number].id))
    return found


def ask_further(session: Session, program: Program, application_id: str, name: str) -> tuple[str, datetime]:
    """Give a further rater, on the panel already or not, a sheet of one application; gives their name and the moment.

    Where everyone rates everything, the others keep all they have to rate and a rater who is new gets this one sheet:
    from then on the cycle goes by what is assigned.

    Raises:
        InvalidInput: there is no name, the rater has rated the application, or may not.
    """
    cycle = session.get_one(models.Cycle, session.get_one(models.Application, application_id).cycle_id)
    tidy = one_line(name)
    if not tidy:
        raise InvalidInput("A further rater needs a name; nothing was changed.", "Name who is asked.", "rater")
    panel = standing.raters(session, cycle.id)
    rater_id = next((rater for rater, each in panel.items() if each.casefold() == tidy.casefold()), None)
    if rater_id is None:
        if cycle.everyone_rates:
            assigning.write_down(session, program, cycle)
        rater = models.Rater(id=models.new_id(), cycle_id=cycle.id, name=tidy)
        session.add(rater)
        session.flush()
        rater_id = rater.id
    sheet = sheets.find(session, application_id, rater_id)
    if sheet is None:
        sheet = sheets.give_out(session, application_id, rater_id, program.now())
    elif sheet.conflict == Conflict.RECUSED:
        raise InvalidInput(
            f"{panel[rater_id]} is recused from this application; nothing was changed.", "Ask somebody else.", "rater"
        )
    elif sheet.submitted_at is not None:
        raise InvalidInput(
            f"{panel[rater_id]} has rated this application already; nothing was changed.", "Ask somebody else.", "rater"
        )
    # The moment, which no other sheet of the application has, ties the sheet to the asking.
    rows = session.scalars(select(models.Sheet.assigned_at).where(models.Sheet.application_id == application_id))
    sheet.assigned_at = max([program.now(), *(at + timedelta(microseconds=1) for at in rows)])
    session.flush()
    return panel.get(rater_id, tidy), sheet.assigned_at


def refuse_unless_scored(cycle: models.Cycle, *, rating: bool = False) -> None:
    """Let a spread be settled while scoring or deciding; a further rating can come in while scoring alone.

    Raises:
        NotNow: the cycle is in another state.
    """
    if cycle.state not in (CycleState.SCORING, CycleState.DECIDING):
        raise NotNow(f"{cycle.name} is {cycle.state}; a spread is settled while scoring or deciding.")
    if rating and cycle.state != CycleState.SCORING:
        raise NotNow(
            f"{cycle.name} is {cycle.state}, and a further rater rates while it is in scoring; nothing was changed.",
            "Go back to scoring first, or record a discussion.",
        )


def note(session: Session, application_id: str) -> models.SpreadSettlement:
    """The record of how an application's spread is settled, made where there is none."""
    row = models.SpreadSettlement
    found = session.scalars(select(row).where(row.application_id == application_id)).first()
    if found is None:
        found = row(application_id=application_id)
        session.add(found)
    return found


def exact_spread(now: Standing, application_id: str) -> str:
    """The spread of an application as it is now, as an exact fraction, "" when it has none."""
    for place in now.ranking.ranked:
        if now.applications[place.number].id == application_id and place.spread is not None:
            return exact_text(place.spread)
    return ""


def _flag(session: Session, now: Standing, place: Ranked, row: models.SpreadSettlement | None) -> Flag:
    spread = place.spread if place.spread is not None else Fraction(0)
    if row is None:
        return Flag(spread)
    how = SettledBy(row.how)
    asked_only = how is SettledBy.FURTHER_RATER and not row.spread
    same = row.spread in ("", exact_text(spread))
    waiting = _waiting(session, now, place, row) if asked_only else ()
    return Flag(spread, how, row.note, same and not asked_only, waiting, moved=not same)


def _waiting(session: Session, now: Standing, place: Ranked, row: models.SpreadSettlement) -> tuple[str, ...]:
    sheet = models.Sheet
    asked = session.scalars(
        select(sheet.rater_id).where(sheet.application_id == row.application_id, sheet.assigned_at == row.settled_at)
    )
    return tuple(sorted(now.raters[rater] for rater in asked if rater not in place.scores))
