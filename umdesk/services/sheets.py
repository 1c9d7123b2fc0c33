"""Rating sheets: finding one, giving an empty one out, and writing them, whoever rates and by whatever way."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.rating_text import Blank, Typed
from umdesk.domain.scoring import Criterion, Scorer, rating_problem
from umdesk.domain.words import Conflict, CycleState, EnteredAs
from umdesk.domain.writing import enumerated
from umdesk.services import criteria
from umdesk.storage import models

OF_TWO_CYCLES = "The application and the rater belong to different cycles; nothing was changed."


class SheetWriter:
    """Writes ratings of one cycle inside one operation.

    `way` is how the ratings come in and stays with each sheet that they are written to. In the window a rater submits
    a sheet; by every other way a complete one is submitted with its last rating.

    Raises:
        NotNow: when made, if the cycle is not in scoring.
    """

    def __init__(self, session: Session, now: datetime, cycle_id: str, way: EnteredAs) -> None:
        """Read the criteria of the cycle."""
        self._way = way
        self._session = session
        self._now = now
        self.cycle = session.get_one(models.Cycle, cycle_id)
        refuse_unless_scoring(self.cycle)
        versions = criteria.versions(session, self.cycle.id)
        self._set_id, current = next(reversed(versions.items()))
        self._criteria = {criterion.key: criterion for criterion in current}
        self._outdated = {set_id: criteria.changed_keys(old, current) for set_id, old in versions.items()}
        self._scorer = Scorer(current)
        self._all_read = False
        self._held: list[models.Application | models.Rater] = []
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
        # The session forgets what nobody holds, and would then write whatever is new before it asks again.
        self._held = [
            *self._session.scalars(select(models.Application).where(mine)),
            *self._session.scalars(select(models.Rater).where(models.Rater.cycle_id == self.cycle.id)),
        ]
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
            found = find(self._session, application_id, rater_id)
        if found is None:
            found = self._new_sheet(application_id, rater_id)
        self._sheets[application_id, rater_id] = found
        return found

    def _new_sheet(self, application_id: str, rater_id: str) -> models.Sheet:
        application = self._session.get_one(models.Application, application_id)
        rater = self._session.get_one(models.Rater, rater_id)
        if not application.cycle_id == rater.cycle_id == self.cycle.id:
            raise InvalidInput(OF_TWO_CYCLES)
        sheet = empty(application_id, rater_id, self._set_id, self._now)
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
        given = _given(rows).get(key)
        if given is not None and given.value == value and sheet.submitted_at is not None:
            return criterion
        self._refuse_handed_in(sheet)
        self._set(sheet, rows, key, value)
        sheet.entered_as = self._way.value
        self._mark(sheet, rows)
        return criterion

    def _refuse_handed_in(self, sheet: models.Sheet) -> None:
        """What a rater has handed in in the window nobody types over: it goes back to the rater, with a reason."""
        by_rater = sheet.entered_as == EnteredAs.WINDOW and sheet.submitted_at is not None
        if by_rater and self._way is EnteredAs.TYPED:
            raise NotNow(
                f"{self.rater(sheet.rater_id)} has submitted the sheet of {self.number(sheet.application_id)}; "
                "nothing was changed.",
                "Give it back to them first, with a reason.",
            )

    def put(
        self, application_id: str, rater_id: str, values: Mapping[str, Typed], comments: Mapping[str, str]
    ) -> models.Sheet:
        """Write the part of a sheet that a file or a paper has: a blank takes a rating away, other criteria stay.

        Ratings that were given before their criterion changed are blank afterwards, unless they are given again.
        """
        sheet = self.sheet(application_id, rater_id)
        if self.outdated(application_id, rater_id).intersection(values):
            self.blank_outdated(application_id, rater_id)
        rows = self._rows(sheet.id)
        for key, value in values.items():
            if not isinstance(value, Blank):
                self._set(sheet, rows, key, value)
            elif key in rows:
                rows[key].value, rows[key].not_applicable = None, False
        for key, text in comments.items():
            if key in rows:
                rows[key].comment = text
            elif text:
                rows[key] = models.Rating(sheet_id=sheet.id, criterion_key=key, value=None, comment=text)
                self._session.add(rows[key])
        given = _given(rows)
        for key in [key for key, row in rows.items() if key not in given and not row.comment]:
            self._session.delete(rows.pop(key))
        sheet.entered_as = self._way.value if given else ""
        self._mark(sheet, given)
        return sheet

    def _set(self, sheet: models.Sheet, rows: dict[str, models.Rating], key: str, value: Decimal | None) -> None:
        row = rows.get(key)
        if row is None:
            row = models.Rating(sheet_id=sheet.id, criterion_key=key, value=value, comment="")
            self._session.add(row)
            rows[key] = row
        if row.value != value:
            row.value = value
        row.not_applicable = value is None
        if self._outdated[sheet.criteria_set_id].intersection(_given(rows)) <= {key}:
            sheet.criteria_set_id = self._set_id

    def outdated(self, application_id: str, rater_id: str) -> frozenset[str]:
        """The criteria that changed after they were rated on a sheet."""
        sheet = self.sheet(application_id, rater_id)
        return self._outdated[sheet.criteria_set_id].intersection(_given(self._rows(sheet.id)))

    def blank_outdated(self, application_id: str, rater_id: str) -> None:
        """Make the ratings blank that were given before their criterion changed; the words beside them stay.

        The sheet is of the criteria in force then.
        """
        sheet = self.sheet(application_id, rater_id)
        rows = self._rows(sheet.id)
        for key in self.outdated(application_id, rater_id):
            if rows[key].comment:
                rows[key].value, rows[key].not_applicable = None, False
            else:
                self._session.delete(rows.pop(key))
        # Two rows of one sheet and criterion must never meet, not even within the operation.
        self._session.flush()
        sheet.criteria_set_id = self._set_id
        self._mark(sheet, rows)

    def erase(self, application_id: str, rater_id: str, key: str) -> Criterion:
        """Make one rating blank; the words beside it stay."""
        criterion = self._criterion(key)
        sheet = self.sheet(application_id, rater_id)
        rows = self._rows(sheet.id)
        row = rows.get(key)
        if row is not None:
            self._refuse_handed_in(sheet)
            row.value, row.not_applicable = None, False
            if not row.comment:
                self._session.delete(rows.pop(key))
            if not _given(rows):
                sheet.entered_as = ""
            self._mark(sheet, rows)
        return criterion

    def comment(self, application_id: str, rater_id: str, key: str, text: str) -> Criterion:
        """Write the words beside one rating, which may be blank."""
        criterion = self._criterion(key)
        sheet = self.sheet(application_id, rater_id)
        rows = self._rows(sheet.id)
        row = rows.get(key)
        if row is None and text:
            row = rows[key] = models.Rating(sheet_id=sheet.id, criterion_key=key, value=None, comment="")
            self._session.add(row)
        if row is None:
            return criterion
        row.comment = text
        if not text and key not in _given(rows):
            self._session.delete(rows.pop(key))
        self._mark(sheet, rows)
        return criterion

    def submit(self, application_id: str, rater_id: str) -> None:
        """Say that a complete sheet is done.

        Raises:
            NotNow: a required rating is missing, or one was made under criteria that changed since.
        """
        sheet = self.sheet(application_id, rater_id)
        rows = _given(self._rows(sheet.id))
        outdated = self._outdated[sheet.criteria_set_id].intersection(rows)
        missing = [c.name for c in self._criteria.values() if c.key in outdated]
        missing += [c.name for c in self._criteria.values() if c.required and c.counted and c.key not in rows]
        if missing or not self._is_complete(sheet, rows):
            named = enumerated(missing) or "a rating"
            raise NotNow(
                f"The sheet of {self.number(application_id)} is not complete, so it was not submitted: {named} "
                f"{'are' if len(missing) > 1 else 'is'} missing.",
                "Rate what is missing, then submit it.",
            )
        sheet.submitted_at = self._now

    def confirm(self, application_id: str, rater_id: str) -> None:
        """Take a sheet over to the criteria in force."""
        sheet = self.sheet(application_id, rater_id)
        rows = self._rows(sheet.id)
        for key, row in _given(rows).items():
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
        if not self._is_complete(sheet, rows):
            sheet.submitted_at = None
        elif sheet.submitted_at is None and self._way is not EnteredAs.WINDOW:
            sheet.submitted_at = self._now

    def _is_complete(self, sheet: models.Sheet, rows: Mapping[str, models.Rating]) -> bool:
        given = _given(rows)
        current = sheet.criteria_set_id == self._set_id or not self._outdated[sheet.criteria_set_id].intersection(given)
        return current and self._scorer.score({key: row.value for key, row in given.items()}) is not None


def find(session: Session, application_id: str, rater_id: str) -> models.Sheet | None:
    """The sheet of a rater for an application, None where there is none."""
    sheet = models.Sheet
    return session.scalars(
        select(sheet).where(sheet.application_id == application_id, sheet.rater_id == rater_id)
    ).first()


def empty(application_id: str, rater_id: str, set_id: str, at: datetime) -> models.Sheet:
    """A sheet on which nothing stands, on one version of the criteria, not yet in a session."""
    return models.Sheet(
        id=models.new_id(), application_id=application_id, rater_id=rater_id, criteria_set_id=set_id,
        assigned_at=at, conflict=Conflict.NONE.value,
    )  # fmt: skip


def give_out(session: Session, application_id: str, rater_id: str, at: datetime) -> models.Sheet:
    """Give a rater an empty sheet for an application, on the criteria in force.

    Raises:
        InvalidInput: application and rater belong to different cycles.
    """
    cycle_id = session.get_one(models.Rater, rater_id).cycle_id
    if session.get_one(models.Application, application_id).cycle_id != cycle_id:
        raise InvalidInput(OF_TWO_CYCLES)
    versions = models.CriteriaSet
    in_force = select(versions.id).where(versions.cycle_id == cycle_id).order_by(versions.version.desc()).limit(1)
    sheet = empty(application_id, rater_id, session.scalars(in_force).one(), at)
    session.add(sheet)
    return sheet


def refuse_unless_scoring(cycle: models.Cycle) -> None:
    """Let ratings be entered, or refuse.

    Raises:
        NotNow: the cycle is not in scoring.
    """
    if cycle.state != CycleState.SCORING:
        advice = {
            CycleState.DRAFT: "Open the cycle and start scoring first.",
            CycleState.OPEN: "Start scoring first.",
            CycleState.DECIDING: "Go back to scoring first, if a rating has to change.",
        }.get(CycleState(cycle.state), "")
        raise NotNow(f"{cycle.name} is {cycle.state}, and ratings are entered while it is in scoring.", advice)


def _given(rows: Mapping[str, models.Rating]) -> dict[str, models.Rating]:
    """The ratings without the blank ones, of which only the words are left."""
    return {key: row for key, row in rows.items() if row.value is not None or row.not_applicable}
