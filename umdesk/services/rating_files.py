"""Ratings from files: what one would do to a cycle, and bringing it in, in one operation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain import rating_columns, rating_import
from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake.tables import Table, clean
from umdesk.domain.rating_columns import Columns
from umdesk.domain.rating_plan import Entry, Fate, Known, KnownApplication, OnFile, RatingPlan
from umdesk.domain.words import ApplicationState, Conflict, DeclaredAs, EnteredAs
from umdesk.domain.writing import counted
from umdesk.services import criteria, sealing, standing
from umdesk.services.permissions import permit
from umdesk.services.sheets import SheetWriter, refuse_unless_scoring
from umdesk.storage import models
from umdesk.storage.chunks import chunks
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class RatingImport:
    """What was planned, the table it was read from, and the event of the import; None when nothing was changed."""

    table: Table
    columns: Columns
    plan: RatingPlan
    event_id: str | None = None


def plan(program: Program, tables: tuple[Table, ...], cycle_id: str, *, replace: bool = False) -> RatingImport:
    """What a file of ratings would do, without doing it; with `replace` ratings that differ give way.

    A coordinator whose own sheets are not in is not told whether a rating of somebody else differs.

    Raises:
        InvalidInput: the columns cannot be used.
        NotNow: the cycle is not in scoring.
    """
    permit(program, "rating_files.plan")
    with program.reading() as session:
        return _planned(session, program, tables, cycle_id, replace=replace)


def bring_in(program: Program, tables: tuple[Table, ...], cycle_id: str, *, replace: str | None = None) -> RatingImport:
    """Bring in every row that is not refused, in one operation; `replace` says why ratings that differ are replaced.

    The plan is made before the operation takes the write queue, and once more inside it if the program has changed
    meanwhile.

    Raises:
        InvalidInput: the columns cannot be used, or ratings are to be replaced without a reason.
        NotNow: the cycle is not in scoring.
    """
    permit(program, "rating_files.bring_in")
    reason = clean(replace or "")
    if replace is not None and not reason:
        raise InvalidInput("Replacing ratings needs a reason; nothing was imported.", "Say why.", "reason")
    with program.reading() as session:
        before = _last_event(session)
        made = _planned(session, program, tables, cycle_id, replace=replace is not None)
    if not made.plan.of(Fate.IMPORTED):
        return made
    with program.operation("rating_files.bring_in", "", reason=reason or None) as op:
        if _last_event(op.session) != before:
            made = _planned(op.session, program, tables, cycle_id, replace=replace is not None)
        rows = made.plan.of(Fate.IMPORTED)
        writer = SheetWriter(op.session, program.now(), cycle_id, EnteredAs.FILE)
        writer.read_all()
        _Rows(op.session, writer, program.now(), program.account.name).write(row.entry for row in rows if row.entry)
        added = f", and added {counted(len(made.plan.raters_added), 'rater')}" if made.plan.raters_added else ""
        op.summary = (
            f"Imported {counted(len(rows), 'rating sheet')} from {made.table.file} into {writer.cycle.name}{added}"
        )
    return RatingImport(made.table, made.columns, made.plan, op.event_id)


class _Rows:
    """Writes the rows of one file."""

    def __init__(self, session: Session, writer: SheetWriter, now: datetime, by: str) -> None:
        self._session = session
        self._writer = writer
        self._now = now
        self._by = by
        self._added: dict[str, models.Rater] = {}

    def write(self, entries: Iterable[Entry]) -> None:
        """Write rows; a rater that is not on file is added with the first of theirs."""
        for entry in entries:
            rater_id = entry.rater_id or self._rater(entry.rater)
            if entry.said is None:
                self._writer.sheet(entry.application_id, rater_id)
                continue
            sheet = self._writer.put(entry.application_id, rater_id, entry.values, entry.comments)
            if not sheet.declared_as:
                sheet.declared_as, sheet.declared_at = DeclaredAs.FILE.value, self._now
                sheet.declared_conflict = entry.said.conflict is not Conflict.NONE
                # The words beside “cleared” are the coordinator's, not what the rater said.
                sheet.declared_reason = entry.said.reason if entry.said.conflict is Conflict.RECUSED else ""
            told = entry.said.conflict, entry.said.reason
            if told[0] is not Conflict.NONE and told != (sheet.conflict, sheet.conflict_reason):
                sheet.conflict, sheet.conflict_reason = told[0].value, told[1] or sheet.conflict_reason
                sheet.conflict_by, sheet.conflict_at = self._by, self._now

    def _rater(self, name: str) -> str:
        if name not in self._added:
            rater = models.Rater(cycle_id=self._writer.cycle.id, name=name)
            self._session.add(rater)
            self._session.flush()
            self._added[name] = rater
        return self._added[name].id


def _planned(
    session: Session, program: Program, tables: tuple[Table, ...], cycle_id: str, *, replace: bool
) -> RatingImport:
    refuse_unless_scoring(session.get_one(models.Cycle, cycle_id))
    versions = criteria.versions(session, cycle_id)
    in_force = next(reversed(versions.values()))
    table, columns = rating_columns.find(tables, in_force)
    applied = standing.applications(session, cycle_id)
    elsewhere = rating_import.numbers_of(table, columns).difference(applied)
    outdated = {set_id: criteria.changed_keys(old, in_force) for set_id, old in versions.items()}
    own = sealing.own_raters(session, program, cycle_id)
    sealed = cycle_id in sealing.of(session, program).scores
    known = Known(
        criteria=in_force,
        applications={number: KnownApplication(one.id, _excluded(one)) for number, one in applied.items()},
        elsewhere=_cycles_of(session, cycle_id, elsewhere),
        raters={name.casefold(): (id_, name) for id_, name in standing.raters(session, cycle_id).items()},
        sheets=_on_file(session, cycle_id, outdated, own if sealed else None),
        everyone_rates=session.get_one(models.Cycle, cycle_id).everyone_rates,
        own=own,
    )
    return RatingImport(table, columns, rating_import.make(table, columns, known, replace=replace))


def _excluded(one: standing.Applied) -> str:
    if not one.excluded:
        return ""
    return "is withdrawn" if one.state is ApplicationState.WITHDRAWN else "is not eligible"


def _cycles_of(session: Session, cycle_id: str, numbers: frozenset[str]) -> dict[str, str]:
    """The cycles of numbers that belong to another one."""
    row, cycle = models.Application, models.Cycle
    found: dict[str, str] = {}
    for chunk in chunks(sorted(numbers)):
        rows = session.execute(
            select(row.number, cycle.name)
            .join(cycle, cycle.id == row.cycle_id)
            .where(row.number.in_(chunk), row.cycle_id != cycle_id)
        )
        found.update((number, name) for number, name in rows)
    return found


def _on_file(
    session: Session, cycle_id: str, outdated: dict[str, frozenset[str]], seen: frozenset[str] | None
) -> dict[tuple[str, str], OnFile]:
    """The sheets of a cycle by application and rater; with `seen` only those of these raters may be seen."""
    sheet, rating, rater = models.Sheet, models.Rating, models.Rater
    in_cycle = select(sheet).join(rater, rater.id == sheet.rater_id).where(rater.cycle_id == cycle_id)
    ratings = session.connection().execute(
        select(rating.sheet_id, rating.criterion_key, rating.value, rating.not_applicable, rating.comment)
        .join(sheet, sheet.id == rating.sheet_id)
        .join(rater, rater.id == sheet.rater_id)
        .where(rater.cycle_id == cycle_id)
    )
    values: dict[str, dict[str, Decimal | None]] = {}
    comments: dict[str, dict[str, str]] = {}
    for sheet_id, key, value, not_applicable, comment in ratings:
        if value is not None or not_applicable:
            values.setdefault(sheet_id, {})[key] = value
        if comment:
            comments.setdefault(sheet_id, {})[key] = comment
    return {
        (one.application_id, one.rater_id): OnFile(
            values=values.get(one.id, {}),
            comments=comments.get(one.id, {}),
            conflict=Conflict(one.conflict),
            conflict_reason=one.conflict_reason,
            outdated=outdated[one.criteria_set_id].intersection(values.get(one.id, {})),
            submitted=one.submitted_at is not None,
            hidden=seen is not None and one.rater_id not in seen,
        )
        for one in session.scalars(in_cycle)
    }


def _last_event(session: Session) -> int:
    """The number of the newest event: while it is the same, nothing that a plan stands on has changed."""
    return session.scalars(select(func.max(models.Event.seq))).one() or 0
