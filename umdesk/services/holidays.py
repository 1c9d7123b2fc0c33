"""The state's holidays as the department keeps them: by them working days are counted."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates, working_days
from umdesk.domain import holidays as rules
from umdesk.domain.errors import Gone, InvalidInput
from umdesk.domain.working_days import Due
from umdesk.domain.writing import counted
from umdesk.services.permissions import permit
from umdesk.storage import models
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A holiday on file."""

    id: str
    on: date
    name: str


@dataclass(frozen=True, slots=True)
class Holidays:
    """All holidays in order, and the years, of this and the next one, that have none."""

    rows: tuple[HolidayRow, ...]
    missing: tuple[int, ...]


def listed(program: Program) -> Holidays:
    """All holidays on file."""
    permit(program, "holidays.listed")
    with program.reading() as session:
        row = models.Holiday
        rows = tuple(HolidayRow(one.id, one.on, one.name) for one in session.scalars(select(row).order_by(row.on)))
    years = {one.on.year for one in rows}
    this = program.today().year
    return Holidays(rows, tuple(year for year in (this, this + 1) if year not in years))


def add(program: Program, on: date | None, name: str) -> str:
    """Put a holiday on file; gives the record.

    Raises:
        InvalidInput: the day or the name is missing, or the day is a holiday already.
    """
    permit(program, "holidays.add")
    with program.operation("holidays.add", "") as op:
        if on is None:
            raise InvalidInput("The day is missing.", "Give the day of the holiday.", "on")
        called = " ".join(name.split())
        if not called:
            raise InvalidInput("The name is missing.", "Say what the holiday is called.", "name")
        there = op.session.scalars(select(models.Holiday).where(models.Holiday.on == on)).first()
        if there is not None:
            raise InvalidInput(f"{dates.show(on)} is on file already: {there.name}.", "Choose another day.", "on")
        row = models.Holiday(id=models.new_id(), on=on, name=called)
        op.session.add(row)
        op.summary = f"Added the holiday {called}, {dates.show(on)}"
        return row.id


def remove(program: Program, holiday_id: str) -> None:
    """Take a holiday from the file.

    Raises:
        Gone: it is no longer there.
    """
    permit(program, "holidays.remove")
    with program.operation("holidays.remove", "") as op:
        row = op.session.get(models.Holiday, holiday_id)
        if row is None:
            raise Gone("This holiday is no longer on file; nothing was changed.", "Look at the list again.")
        op.summary = f"Removed the holiday {row.name}, {dates.show(row.on)}"
        op.session.delete(row)


def fill(program: Program, year: int) -> int:
    """Add the holidays of a year by Government Code 19853 that are not on file; gives how many.

    Raises:
        InvalidInput: there is no such year.
    """
    permit(program, "holidays.fill")
    if not dates.EARLIEST_YEAR < year < dates.LATEST_YEAR:
        raise InvalidInput(f"There is no year {year}.", "Give a year such as 2027.", "year")
    with program.operation("holidays.fill", "") as op:
        added = _fill(op.session, year)
        op.summary = f"Added {counted(added, 'state holiday')} of {year}"
        return added


def seed(session: Session, this_year: int) -> None:
    """The holidays of this and the next year, for a new program."""
    for year in (this_year, this_year + 1):
        _fill(session, year)


def due(session: Session, received: date, count: int) -> Due:
    """The day by which something is due so many working days after its receipt (session block)."""
    return working_days.due(received, count, set(session.scalars(select(models.Holiday.on))))


def _fill(session: Session, year: int) -> int:
    there = set(session.scalars(select(models.Holiday.on)))
    missing = [holiday for holiday in rules.of_year(year) if holiday.on not in there]
    session.add_all(models.Holiday(id=models.new_id(), on=holiday.on, name=holiday.name) for holiday in missing)
    session.flush()
    return len(missing)
