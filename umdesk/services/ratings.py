"""Ratings: the grid that a coordinator types in, sheet by sheet, and conflicts of interest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.scoring import Criterion, Scorer, rating_problem
from umdesk.domain.words import Conflict, CycleState
from umdesk.domain.writing import counted
from umdesk.services import criteria, standing
from umdesk.services.permissions import permit
from umdesk.storage import models
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class GridSheet:
    """A rater's ratings of one application in the grid; `score` is None while the sheet is not complete.

    `outdated` names the criteria that changed after their rating: the sheet does not count until confirmed.
    """

    values: Mapping[str, Decimal | None]
    conflict: Conflict
    conflict_reason: str
    outdated: frozenset[str]
    score: Fraction | None


@dataclass(frozen=True, slots=True)
class GridRow:
    """An application in the grid with its sheets by rater id; a rater who has not begun has none."""

    application_id: str
    number: str
    name: str
    class_title: str
    unit: str
    eligibility: str
    sheets: Mapping[str, GridSheet]


@dataclass(frozen=True, slots=True)
class Grid:
    """All that can be rated in a cycle; `editable` is True only while it is in scoring."""

    cycle_id: str
    editable: bool
    criteria: tuple[Criterion, ...]
    raters: Mapping[str, str]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A whole sheet to enter: values by criterion key, None for not applicable."""

    application_id: str
    rater_id: str
    values: Mapping[str, Decimal | None]


def grid(program: Program, cycle_id: str) -> Grid:
    """The applications that take part, with every rater's ratings."""
    permit(program, "ratings.grid")
    with program.reading() as session:
        now = standing.load(session, cycle_id)
    scorer = Scorer(now.rules.criteria)
    rows = []
    for number, person in now.applications.items():
        if person.excluded:
            continue
        sheets = {sheet.rater_id: _grid_sheet(sheet, scorer) for sheet in now.sheets.get(number, ())}
        rows.append(
            GridRow(person.id, number, person.name, person.class_title, person.unit, person.eligibility.value, sheets)
        )
    return Grid(cycle_id, now.state is CycleState.SCORING, now.rules.criteria, now.raters, tuple(rows))


def _grid_sheet(sheet: standing.SheetState, scorer: Scorer) -> GridSheet:
    counts = sheet.conflict is not Conflict.RECUSED and not sheet.outdated
    score = scorer.score(sheet.values) if counts else None
    return GridSheet(sheet.values, sheet.conflict, sheet.conflict_reason, sheet.outdated, score)


def enter(program: Program, application_id: str, rater_id: str, key: str, value: Decimal | None) -> None:
    """Enter one rating, None for not applicable; the same value again changes nothing.

    Raises:
        InvalidInput: the value does not fit the criterion; the sentence says what does.
        NotNow: the cycle is not in scoring, or the rater is recused.
    """
    permit(program, "ratings.enter")
    with program.operation("ratings.enter", "") as op:
        writer = _Writer(op.session, program.now(), application_id)
        criterion = writer.write(application_id, rater_id, key, value)
        text = "N/A" if value is None else format(value, "f")
        op.summary = f"Rated {writer.number(application_id)}: {criterion.name} {text} by {writer.rater(rater_id)}"


def clear(program: Program, application_id: str, rater_id: str, key: str) -> None:
    """Make a rating blank again; a blank is not zero."""
    permit(program, "ratings.clear")
    with program.operation("ratings.clear", "") as op:
        writer = _Writer(op.session, program.now(), application_id)
        criterion = writer.erase(application_id, rater_id, key)
        op.summary = f"Cleared {criterion.name} of {writer.number(application_id)} by {writer.rater(rater_id)}"


def enter_sheets(program: Program, entries: Sequence[SheetEntry]) -> int:
    """Enter whole sheets of one cycle in one operation; gives how many. One wrong value takes all of them back."""
    permit(program, "ratings.enter_sheets")
    if not entries:
        return 0
    with program.operation("ratings.enter_sheets", "") as op:
        writer = _Writer(op.session, program.now(), entries[0].application_id)
        writer.read_all()
        for entry in entries:
            for key, value in entry.values.items():
                writer.write(entry.application_id, entry.rater_id, key, value)
        op.summary = f"Entered {counted(len(entries), 'rating sheet')} of {writer.cycle.name}"
    return len(entries)


def confirm_sheet(program: Program, application_id: str, rater_id: str) -> None:
    """Say that a sheet's ratings hold under the changed criteria too, so that it counts again.

    Raises:
        InvalidInput: a rating does not fit the criteria as they are now.
    """
    permit(program, "ratings.confirm_sheet")
    with program.operation("ratings.confirm_sheet", "") as op:
        writer = _Writer(op.session, program.now(), application_id)
        writer.confirm(application_id, rater_id)
        op.summary = f"Confirmed the sheet of {writer.rater(rater_id)} for {writer.number(application_id)}"


def set_conflict(program: Program, application_id: str, rater_id: str, conflict: Conflict, *, reason: str = "") -> None:
    """Record a rater's conflict of interest on one application. A recused rater's ratings stay and do not count.

    Raises:
        InvalidInput: a conflict is cleared without a reason.
    """
    permit(program, "ratings.set_conflict")
    if conflict is Conflict.CLEARED and not reason.strip():
        raise InvalidInput("Clearing a conflict of interest needs a reason; nothing was changed.", "", "reason")
    with program.operation("ratings.set_conflict", "", reason=reason.strip() or None) as op:
        writer = _Writer(op.session, program.now(), application_id)
        sheet = writer.sheet(application_id, rater_id)
        sheet.conflict = conflict.value
        sheet.conflict_reason = "" if conflict is Conflict.NONE else reason.strip()
        words = {
            Conflict.NONE: "No conflict of interest",
            Conflict.CLEARED: "Cleared the conflict of interest",
            Conflict.RECUSED: "Recused for a conflict of interest",
        }[conflict]
        op.summary = f"{words}: {writer.rater(rater_id)} for {writer.number(application_id)}"


class _Writer:
    """Writes ratings of one cycle inside one operation.

    Raises:
        NotNow: when made, if the cycle of the application is not in scoring.
    """

    def __init__(self, session: Session, now: datetime, application_id: str) -> None:
        self._session = session
        self._now = now
        self.cycle = session.get_one(models.Cycle, session.get_one(models.Application, application_id).cycle_id)
        if self.cycle.state != CycleState.SCORING:
            advice = {
                CycleState.DRAFT: "Open the cycle and start scoring first.",
                CycleState.OPEN: "Start scoring first.",
                CycleState.DECIDING: "Go back to scoring first, if a rating has to change.",
            }.get(CycleState(self.cycle.state), "")
            raise NotNow(
                f"{self.cycle.name} is {self.cycle.state}, and ratings are entered while it is in scoring.", advice
            )
        versions = criteria.versions(session, self.cycle.id)
        self._set_id, current = next(reversed(versions.items()))
        self._criteria = {criterion.key: criterion for criterion in current}
        self._outdated = {set_id: criteria.changed_keys(old, current) for set_id, old in versions.items()}
        self._required = [c.key for c in current if c.counted and c.required]
        self._scorer = Scorer(current)
        self._all_read = False
        self._sheets: dict[tuple[str, str], models.Sheet] = {}
        self._rated: dict[str, dict[str, models.Rating]] = {}

    def read_all(self) -> None:
        """Read every sheet of the cycle at once, for an operation that writes many."""
        mine = models.Application.cycle_id == self.cycle.id
        joined = models.Sheet.application_id == models.Application.id
        for sheet in self._session.scalars(select(models.Sheet).join(models.Application, joined).where(mine)):
            self._sheets[sheet.application_id, sheet.rater_id] = sheet
            self._rated[sheet.id] = {}
        rows = select(models.Rating).join(models.Sheet, models.Sheet.id == models.Rating.sheet_id)
        for row in self._session.scalars(rows.join(models.Application, joined).where(mine)):
            self._rated[row.sheet_id][row.criterion_key] = row
        self._session.scalars(select(models.Application).where(mine)).all()
        self._all_read = True

    def number(self, application_id: str) -> str:
        """The application's number."""
        return self._session.get_one(models.Application, application_id).number

    def rater(self, rater_id: str) -> str:
        """The rater's name."""
        return self._session.get_one(models.Rater, rater_id).name

    def sheet(self, application_id: str, rater_id: str) -> models.Sheet:
        """The sheet of a rater for an application, made where there is none."""
        found = self._sheets.get((application_id, rater_id))
        if found is None and not self._all_read:
            found = self._session.scalars(
                select(models.Sheet).where(
                    models.Sheet.application_id == application_id, models.Sheet.rater_id == rater_id
                )
            ).first()
        if found is None:
            found = self._new_sheet(application_id, rater_id)
        self._sheets[application_id, rater_id] = found
        return found

    def _new_sheet(self, application_id: str, rater_id: str) -> models.Sheet:
        application = self._session.get_one(models.Application, application_id)
        rater = self._session.get_one(models.Rater, rater_id)
        if not application.cycle_id == rater.cycle_id == self.cycle.id:
            raise InvalidInput("The application and the rater belong to different cycles.")
        sheet = models.Sheet(
            id=models.new_id(), application_id=application_id, rater_id=rater_id, criteria_set_id=self._set_id,
            assigned_at=self._now, conflict=Conflict.NONE.value,
        )  # fmt: skip
        self._session.add(sheet)
        self._rated[sheet.id] = {}
        return sheet

    def write(self, application_id: str, rater_id: str, key: str, value: Decimal | None) -> Criterion:
        """Set one rating."""
        criterion = self._criterion(key)
        problem = rating_problem(criterion, value)
        if problem:
            raise InvalidInput(problem, "The rating was left as it was.", key)
        sheet = self.sheet(application_id, rater_id)
        if sheet.conflict == Conflict.RECUSED:
            raise NotNow(
                f"{self.rater(rater_id)} is recused from {self.number(application_id)}; nothing was entered.",
                "Change the conflict of interest first, if that is wrong.",
            )
        rows = self._rows(sheet.id)
        row = rows.get(key)
        if row is None:
            row = models.Rating(sheet_id=sheet.id, criterion_key=key, value=value, comment="")
            self._session.add(row)
            rows[key] = row
        if row.value != value:
            row.value = value
        row.not_applicable = value is None
        if self._outdated[sheet.criteria_set_id].intersection(rows) <= {key}:
            sheet.criteria_set_id = self._set_id
        self._mark(sheet, rows)
        return criterion

    def erase(self, application_id: str, rater_id: str, key: str) -> Criterion:
        """Make one rating blank."""
        criterion = self._criterion(key)
        sheet = self.sheet(application_id, rater_id)
        rows = self._rows(sheet.id)
        row = rows.pop(key, None)
        if row is not None:
            self._session.delete(row)
            self._mark(sheet, rows)
        return criterion

    def confirm(self, application_id: str, rater_id: str) -> None:
        """Take a sheet over to the criteria in force."""
        sheet = self.sheet(application_id, rater_id)
        rows = self._rows(sheet.id)
        for key, row in rows.items():
            problem = rating_problem(self._criteria[key], row.value) if key in self._criteria else ""
            if problem:
                raise InvalidInput(problem, "Type this rating again; the sheet was left as it was.", key)
        sheet.criteria_set_id = self._set_id
        self._mark(sheet, rows)

    def _criterion(self, key: str) -> Criterion:
        if key not in self._criteria:
            raise InvalidInput("This criterion is no longer part of the cycle; nothing was entered.", "", key)
        return self._criteria[key]

    def _rows(self, sheet_id: str) -> dict[str, models.Rating]:
        if sheet_id not in self._rated:
            rows = self._session.scalars(select(models.Rating).where(models.Rating.sheet_id == sheet_id))
            self._rated[sheet_id] = {row.criterion_key: row for row in rows}
        return self._rated[sheet_id]

    def _mark(self, sheet: models.Sheet, rows: Mapping[str, models.Rating]) -> None:
        """Keep the moments: begun with the first rating, submitted as soon as every required one is there."""
        if rows and sheet.started_at is None:
            sheet.started_at = self._now
        current = sheet.criteria_set_id == self._set_id or not self._outdated[sheet.criteria_set_id].intersection(rows)
        complete = current and self._scorer.score({key: row.value for key, row in rows.items()}) is not None
        if not complete:
            sheet.submitted_at = None
        elif sheet.submitted_at is None:
            sheet.submitted_at = self._now
