"""The raters of a cycle, by name."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import Conflict, CycleState
from umdesk.services.permissions import permit
from umdesk.storage import models
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class RaterLine:
    """A rater with what they have done: sheets begun, complete ones, and those they are recused from.

    `account` is the name of the account with which they sign in, "" where none is linked.
    """

    id: str
    name: str
    started: int
    complete: int
    recused: int
    account_id: str = ""
    account: str = ""


def of_cycle(program: Program, cycle_id: str) -> tuple[RaterLine, ...]:
    """The raters of a cycle by name."""
    permit(program, "raters.of_cycle")
    rater, sheet = models.Rater, models.Sheet
    with program.reading() as session:
        rows = session.execute(
            select(
                rater.id,
                rater.name,
                func.count(sheet.started_at),
                func.count(sheet.submitted_at),
                func.count(sheet.id).filter(sheet.conflict == Conflict.RECUSED.value),
                rater.account_id,
                models.Account.name,
            )
            .outerjoin(sheet, sheet.rater_id == rater.id)
            .outerjoin(models.Account, models.Account.id == rater.account_id)
            .where(rater.cycle_id == cycle_id)
            .group_by(rater.id, rater.name)
            .order_by(rater.name)
        )
        return tuple(RaterLine(*row[:5], row.account_id or "", row[6] or "") for row in rows)


def add(program: Program, cycle_id: str, name: str) -> str:
    """Add a rater to a cycle; gives their id."""
    permit(program, "raters.add")
    with program.operation("raters.add", "") as op:
        cycle = _open_cycle(op.session, cycle_id)
        rater = models.Rater(cycle_id=cycle_id, name=_free_name(op.session, cycle_id, name, None))
        op.session.add(rater)
        op.session.flush()
        op.summary = f"Added the rater {rater.name} to {cycle.name}"
        return rater.id


def rename(program: Program, rater_id: str, name: str) -> None:
    """Correct a rater's name."""
    permit(program, "raters.rename")
    with program.operation("raters.rename", "") as op:
        rater = op.session.get_one(models.Rater, rater_id)
        _open_cycle(op.session, rater.cycle_id)
        before = rater.name
        rater.name = _free_name(op.session, rater.cycle_id, name, rater_id)
        op.summary = f"Renamed the rater {before} to {rater.name}"


def remove(program: Program, rater_id: str) -> None:
    """Take a rater out of a cycle.

    Raises:
        NotNow: they have rated; recusing them keeps what they wrote and counts none of it.
    """
    permit(program, "raters.remove")
    with program.operation("raters.remove", "") as op:
        rater = op.session.get_one(models.Rater, rater_id)
        cycle = _open_cycle(op.session, rater.cycle_id)
        sheets = op.session.scalars(select(models.Sheet).where(models.Sheet.rater_id == rater_id)).all()
        ids = [sheet.id for sheet in sheets]
        if op.session.scalars(select(models.Rating.id).where(models.Rating.sheet_id.in_(ids)).limit(1)).first():
            raise NotNow(
                f"{rater.name} has ratings on file and stays in the cycle; nothing was changed.",
                "Clear their ratings first, or recuse them from an application: then theirs does not count there.",
            )
        for sheet in sheets:
            op.session.delete(sheet)
        op.session.flush()
        op.session.delete(rater)
        op.summary = f"Removed the rater {rater.name} from {cycle.name}"


def _open_cycle(session: Session, cycle_id: str) -> models.Cycle:
    cycle = session.get_one(models.Cycle, cycle_id)
    if cycle.state == CycleState.CLOSED:
        raise NotNow(f"{cycle.name} is closed and keeps its raters; nothing was changed.")
    return cycle


def _free_name(session: Session, cycle_id: str, name: str, own_id: str | None) -> str:
    tidy = " ".join(name.split())
    if not tidy:
        raise InvalidInput("A rater needs a name.", "", "name")
    rows = session.execute(select(models.Rater.id, models.Rater.name).where(models.Rater.cycle_id == cycle_id))
    for row in rows:
        if row.name.casefold() == tidy.casefold() and row.id != own_id:
            raise InvalidInput(f"{row.name} is a rater of this cycle already.", "", "name")
    return tidy
