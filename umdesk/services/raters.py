"""The raters of a cycle, by name."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.intake.tables import clean
from umdesk.domain.words import Conflict, CycleState, Role
from umdesk.services import assignment, conflicts, own_part, sealing, standing
from umdesk.services.permissions import permit
from umdesk.storage import models
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class RaterLine:
    """A rater with what they have done: sheets begun, complete ones, and those they are recused from.

    `assigned` counts what they rate, those they are recused from left out, and `submitted` how many of these are in.
    `to_judge` counts the conflicts of interest that they named and the coordinator has not judged. `account` is the
    name of the account with which they sign in, "" where none is linked; `sees_all` says that its roles would show it
    everything of the cycle, so that something is sealed for it.
    """

    id: str
    name: str
    started: int
    complete: int
    recused: int
    account_id: str = ""
    account: str = ""
    unit: str = ""
    assigned: int = 0
    submitted: int = 0
    to_judge: int = 0
    sees_all: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """The raters of a cycle, how they come to what they rate, and what is sealed for the account that asks, in words.

    `applications` counts those that take part. `names_sealed` says that the account may not know whose they are.
    """

    raters: tuple[RaterLine, ...]
    everyone_rates: bool
    applications: int
    sealed: str
    names_sealed: bool


def of_cycle(program: Program, cycle_id: str) -> tuple[RaterLine, ...]:
    """The raters of a cycle by name."""
    permit(program, "raters.of_cycle")
    with program.reading() as session:
        return _lines(session, cycle_id)


def panel(program: Program, cycle_id: str) -> Panel:
    """The same with what concerns all of them."""
    permit(program, "raters.panel")
    with program.reading() as session:
        part = sum(not one.excluded for one in standing.applications(session, cycle_id).values())
        return Panel(
            _lines(session, cycle_id),
            session.get_one(models.Cycle, cycle_id).everyone_rates,
            part,
            sealing.words(session, program, cycle_id),
            cycle_id in sealing.of(session, program).names,
        )


def _lines(session: Session, cycle_id: str) -> tuple[RaterLine, ...]:
    rater, sheet, role = models.Rater, models.Sheet, models.AccountRole
    submitted, recused = sheet.submitted_at.is_not(None), sheet.conflict == Conflict.RECUSED.value
    done: dict[str, set[str]] = {}
    stepped_back: dict[str, set[str]] = {}
    mine = sheet.rater_id.in_(select(rater.id).where(rater.cycle_id == cycle_id))
    for rater_id, application_id, is_recused in session.execute(
        select(sheet.rater_id, sheet.application_id, recused).where(mine, submitted | recused)
    ):
        (stepped_back if is_recused else done).setdefault(rater_id, set()).add(application_id)
    assigned = assignment.assigned(session, cycle_id)
    all_seeing = set(
        session.scalars(select(role.account_id).where(role.role.in_([Role.COORDINATOR.value, Role.READER.value])))
    )
    rows = session.execute(
        select(
            rater.id, rater.name, func.count(sheet.started_at), func.count(sheet.submitted_at),
            func.count(sheet.id).filter(recused), rater.account_id, models.Account.name, rater.unit,
            func.count(sheet.id).filter(conflicts.waiting()),
        )
        .outerjoin(sheet, sheet.rater_id == rater.id)
        .outerjoin(models.Account, models.Account.id == rater.account_id)
        .where(rater.cycle_id == cycle_id)
        .group_by(rater.id, rater.name)
        .order_by(rater.name)
    )  # fmt: skip
    found = []
    for row in rows:
        rates = assigned[row[0]] - stepped_back.get(row[0], set())
        found.append(
            RaterLine(
                *row[:5], row[5] or "", row[6] or "", row[7], len(rates), len(rates & done.get(row[0], set())), row[8],
                row[5] in all_seeing,
            )
        )  # fmt: skip
    return tuple(found)


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


def set_unit(program: Program, rater_id: str, unit: str) -> None:
    """Say where a rater works, "" for unknown; possible conflicts of interest are put forward by it."""
    permit(program, "raters.set_unit")
    with program.operation("raters.set_unit", "") as op:
        rater = op.session.get_one(models.Rater, rater_id)
        _open_cycle(op.session, rater.cycle_id)
        rater.unit = " ".join(unit.split())
        op.summary = f"Noted where the rater {rater.name} works: {rater.unit or 'unknown'}"


def remove(program: Program, rater_id: str) -> None:
    """Take a rater out of a cycle.

    Raises:
        NotNow: they have rated; recusing them keeps what they wrote and counts none of it. Or it would open the seal.
    """
    permit(program, "raters.remove")
    with program.operation("raters.remove", "") as op, own_part.unmoved(op.session, program):
        rater = op.session.get_one(models.Rater, rater_id)
        cycle = _open_cycle(op.session, rater.cycle_id)
        sheets = op.session.scalars(select(models.Sheet).where(models.Sheet.rater_id == rater_id)).all()
        ids = [sheet.id for sheet in sheets]
        kept = (models.Rating, models.PaperEntry, models.Reopening)
        if any(op.session.scalars(select(row.id).where(row.sheet_id.in_(ids)).limit(1)).first() for row in kept):
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
    tidy = clean(name)
    if not tidy:
        raise InvalidInput("A rater needs a name.", "", "name")
    rows = session.execute(select(models.Rater.id, models.Rater.name).where(models.Rater.cycle_id == cycle_id))
    for row in rows:
        if row.name.casefold() == tidy.casefold() and row.id != own_id:
            raise InvalidInput(f"{row.name} is a rater of this cycle already.", "", "name")
    return tidy
