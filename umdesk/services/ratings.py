"""Ratings: the grid that a coordinator types in, sheet by sheet, and conflicts of interest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from umdesk.domain.scoring import Criterion
from umdesk.domain.words import Conflict, CycleState, EnteredAs
from umdesk.domain.writing import counted
from umdesk.services import sealing, standing
from umdesk.services.permissions import permit
from umdesk.services.sheets import SheetWriter
from umdesk.storage import models
from umdesk.storage.program import Operation, Program


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
    """All that can be rated in a cycle; `editable` is True only while it is in scoring.

    Unless `everyone_rates`, a rater without a sheet for an application does not rate it.
    """

    cycle_id: str
    editable: bool
    criteria: tuple[Criterion, ...]
    raters: Mapping[str, str]
    rows: tuple[GridRow, ...]
    everyone_rates: bool


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A whole sheet to enter: values by criterion key, None for not applicable."""

    application_id: str
    rater_id: str
    values: Mapping[str, Decimal | None]


def grid(program: Program, cycle_id: str) -> Grid:
    """The applications that take part, with every rater's ratings.

    Raises:
        NotNow: they are sealed for the account.
    """
    permit(program, "ratings.grid")
    with program.reading() as session:
        sealing.refuse_scores(session, program, cycle_id)
        now = standing.load(session, cycle_id)
        everyone = session.get_one(models.Cycle, cycle_id).everyone_rates
    scores = {one.number: one.scores for one in now.scored}
    rows = []
    for number, person in now.applications.items():
        if person.excluded:
            continue
        sheets = {
            sheet.rater_id: GridSheet(
                sheet.values, sheet.conflict, sheet.conflict_reason, sheet.outdated,
                scores[number].get(sheet.rater_id),
            )
            for sheet in now.sheets.get(number, ())
        }  # fmt: skip
        rows.append(
            GridRow(person.id, number, person.name, person.class_title, person.unit, person.eligibility.value, sheets)
        )
    return Grid(cycle_id, now.state is CycleState.SCORING, now.rules.criteria, now.raters, tuple(rows), everyone)


def enter(program: Program, application_id: str, rater_id: str, key: str, value: Decimal | None) -> None:
    """Enter one rating, None for not applicable; the same value again changes nothing.

    Raises:
        InvalidInput: the value does not fit the criterion; the sentence says what does.
        NotNow: the cycle is not in scoring, or the rater is recused.
    """
    permit(program, "ratings.enter")
    with program.operation("ratings.enter", "") as op:
        writer = _writer(op, program, application_id)
        criterion = writer.write(application_id, rater_id, key, value)
        text = "N/A" if value is None else format(value, "f")
        op.summary = f"Rated {writer.number(application_id)}: {criterion.name} {text} by {writer.rater(rater_id)}"


def clear(program: Program, application_id: str, rater_id: str, key: str) -> None:
    """Make a rating blank again; a blank is not zero."""
    permit(program, "ratings.clear")
    with program.operation("ratings.clear", "") as op:
        writer = _writer(op, program, application_id)
        criterion = writer.erase(application_id, rater_id, key)
        op.summary = f"Cleared {criterion.name} of {writer.number(application_id)} by {writer.rater(rater_id)}"


def enter_sheets(program: Program, entries: Sequence[SheetEntry]) -> int:
    """Enter whole sheets of one cycle in one operation; gives how many. One wrong value takes all of them back."""
    permit(program, "ratings.enter_sheets")
    if not entries:
        return 0
    with program.operation("ratings.enter_sheets", "") as op:
        writer = _writer(op, program, entries[0].application_id)
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
        writer = _writer(op, program, application_id)
        writer.confirm(application_id, rater_id)
        op.summary = f"Confirmed the sheet of {writer.rater(rater_id)} for {writer.number(application_id)}"


def _writer(op: Operation, program: Program, application_id: str) -> SheetWriter:
    """What writes the ratings that a coordinator types into the application's cycle.

    Raises:
        NotNow: the cycle is sealed for the account: who types the sheets of others sees them.
    """
    cycle_id = op.session.get_one(models.Application, application_id).cycle_id
    sealing.refuse_scores(op.session, program, cycle_id)
    return SheetWriter(op.session, program.now(), cycle_id, EnteredAs.TYPED)
