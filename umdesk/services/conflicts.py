"""Conflicts of interest: what raters declare, and what the coordinator says to it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import Conflict, CycleState, DeclaredAs
from umdesk.services import sealing, settings, sheets, standing
from umdesk.services.permissions import permit
from umdesk.storage import models
from umdesk.storage.program import Program

_SAID = {
    Conflict.NONE: "No conflict of interest",
    Conflict.CLEARED: "Cleared the conflict of interest",
    Conflict.RECUSED: "Recused for a conflict of interest",
}
_JUST_AFTER = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """A pair on whose conflict of interest somebody has given a word: what the rater said, and what holds.

    `declared_as` is a word of `DeclaredAs`, "" while nobody asked. `waits` says that the rater named a conflict to
    which the coordinator has not said a word yet; the rater is recused meanwhile.
    """

    rater_id: str
    rater: str
    application_id: str
    number: str
    name: str
    declared: bool
    declared_as: str
    declared_at: datetime | None
    declared_reason: str
    conflict: Conflict
    reason: str
    by: str
    at: datetime | None
    waits: bool


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
    sheet = sheets.find(session, application_id, rater_id) or sheets.give_out(session, application_id, rater_id, now)
    sheet.declared_as, sheet.declared_at = how.value, now
    sheet.declared_conflict, sheet.declared_reason = conflict, reason.strip() if conflict else ""
    if conflict and sheet.conflict != Conflict.RECUSED:
        sheet.conflict, sheet.conflict_reason = Conflict.RECUSED.value, reason.strip()
        sheet.conflict_by, sheet.conflict_at = by, now
    return sheet


def waits(sheet: models.Sheet) -> bool:
    """Whether a conflict that the rater named waits for the coordinator's word."""
    return sheet.declared_conflict and sheet.conflict == Conflict.RECUSED and sheet.conflict_at == sheet.declared_at


def waiting() -> ColumnElement[bool]:
    """The same as a condition of a query on sheets."""
    sheet = models.Sheet
    recused = sheet.conflict == Conflict.RECUSED.value
    return recused & sheet.declared_conflict & (sheet.conflict_at == sheet.declared_at)


def unjudged(session: Session, cycle_id: str) -> tuple[tuple[str, str], ...]:
    """The named conflicts of a cycle that wait for the coordinator's word: (number, rater) in order (session block).

    What is withdrawn or not eligible is rated by nobody, so nothing waits there.
    """
    sheet = models.Sheet
    raters = standing.raters(session, cycle_id)
    rated = {one.id: one.number for one in standing.applications(session, cycle_id).values() if not one.excluded}
    query = select(sheet.application_id, sheet.rater_id).where(sheet.rater_id.in_(raters), waiting())
    pairs = session.execute(query).all()
    return tuple(sorted((rated[application], raters[rater]) for application, rater in pairs if application in rated))


def of_cycle(program: Program, cycle_id: str) -> tuple[ConflictLine, ...]:
    """The pairs of a cycle with a conflict that was named or judged, those that wait first, by rater and number.

    Raises:
        NotNow: the account rates the blind cycle and has not handed in all of its sheets.
    """
    permit(program, "conflicts.of_cycle")
    with program.reading() as session:
        sealing.refuse_names(session, program, cycle_id)
        people = {one.id: one for one in standing.applications(session, cycle_id).values()}
        raters = standing.raters(session, cycle_id)
        sheet = models.Sheet
        told = sheet.declared_conflict | (sheet.conflict != Conflict.NONE.value)
        found = session.scalars(select(sheet).where(sheet.rater_id.in_(raters), told))
        lines = [_line(row, raters[row.rater_id], people[row.application_id]) for row in found]
        return tuple(sorted(lines, key=lambda line: (not line.waits, line.rater, line.number)))


def what_it_is(program: Program) -> str:
    """The definition of a conflict of interest, for a screen where one is judged."""
    permit(program, "conflicts.what_it_is")
    with program.reading() as session:
        return definition(session)


def judge(program: Program, application_id: str, rater_id: str, conflict: Conflict, *, reason: str = "") -> None:
    """The coordinator's word on a rater's conflict of interest; what the rater declared stays beside it.

    A recused rater's ratings stay and do not count.

    Raises:
        InvalidInput: a conflict is cleared without a reason, or one that the rater named would be gone without one.
        NotNow: the cycle is past scoring, where another conflict would change ranks; or it is the account's own.
    """
    permit(program, "conflicts.judge")
    said = reason.strip()
    if conflict is Conflict.CLEARED and not said:
        raise InvalidInput("Clearing a conflict of interest needs a reason; nothing was changed.", "", "reason")
    with program.operation("conflicts.judge", "", reason=said or None) as op:
        rater = op.session.get_one(models.Rater, rater_id)
        application = op.session.get_one(models.Application, application_id)
        cycle = op.session.get_one(models.Cycle, rater.cycle_id)
        _refuse_late(cycle)
        sealing.refuse_names(op.session, program, rater.cycle_id)
        if rater.account_id == program.account.account_id and conflict is not Conflict.RECUSED:
            raise NotNow(
                "Nobody judges their own conflict of interest; nothing was changed.",
                "Another coordinator can. Until then you stay recused, and your ratings of it do not count.",
            )
        sheet = sheets.find(op.session, application_id, rater_id)
        if conflict is Conflict.NONE and sheet is not None and sheet.declared_conflict:
            raise InvalidInput(
                f"{rater.name} named a conflict of interest, so it does not just go; nothing was changed.",
                "Clear it, and say why it does not matter.",
                "conflict",
            )
        if sheet is None and not cycle.everyone_rates and conflict is not Conflict.RECUSED:
            raise InvalidInput(
                f"{application.number} is not assigned to {rater.name}, so there is nothing to clear; nothing was "
                "changed.",
                "Assign it first, if they are to rate it.",
                "reason",
            )
        sheet = sheet or sheets.give_out(op.session, application_id, rater_id, program.now())
        sheet.conflict = conflict.value
        sheet.conflict_reason = "" if conflict is Conflict.NONE else said
        sheet.conflict_by, sheet.conflict_at = program.account.name, program.now()
        if sheet.conflict_at == sheet.declared_at:  # one and the same moment: the answer is the later of the two
            sheet.conflict_at += _JUST_AFTER
        op.summary = f"{_SAID[conflict]}: {rater.name} for {application.number}"


def _refuse_late(cycle: models.Cycle) -> None:
    if CycleState(cycle.state).after_scoring:
        raise NotNow(
            f"{cycle.name} is {cycle.state}: another conflict of interest would change the ranking that was decided "
            "on, so nothing was changed.",
            "Go back to scoring first." if cycle.state == CycleState.DECIDING else "",
        )


def _line(sheet: models.Sheet, rater: str, one: standing.Applied) -> ConflictLine:
    return ConflictLine(
        rater_id=sheet.rater_id, rater=rater, application_id=one.id, number=one.number, name=one.name,
        declared=sheet.declared_conflict, declared_as=sheet.declared_as, declared_at=sheet.declared_at,
        declared_reason=sheet.declared_reason, conflict=Conflict(sheet.conflict), reason=sheet.conflict_reason,
        by=sheet.conflict_by, at=sheet.conflict_at, waits=waits(sheet),
    )  # fmt: skip
