"""How many employees the department had in a class on a day, stated by it where umdesk does not know all of them.

Reports show the newest of a class beside the employees on file, never mixed with them.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import counts, dates
from umdesk.domain.classes import class_code
from umdesk.domain.errors import Gone, InvalidInput
from umdesk.domain.writing import counted, one_line
from umdesk.services import classes
from umdesk.services.permissions import permit
from umdesk.storage.models import Headcount, new_id
from umdesk.storage.program import Program

MOST = 99_999
"""Employees that a class can have at most."""


@dataclass(frozen=True, slots=True)
class StatedEmployees:
    """What the department states: the employees of a class on a day, and from where the number is."""

    class_code: str
    on: date | None
    employees: int | None
    source: str = ""


@dataclass(frozen=True, slots=True)
class HeadcountRow:
    """A stated number by its id, with the class as it was called on that day."""

    id: str
    stated: StatedEmployees
    class_title: str


def of_year(program: Program, year: int) -> tuple[HeadcountRow, ...]:
    """The numbers that are stated for days of a program year, by class, of one class the newest first."""
    permit(program, "year.headcounts.of_year")
    dates.refuse_no_year(year)
    period = counts.program_year_period(year)
    with program.reading() as session:
        catalogue = classes.facts(session)
        query = select(Headcount).where(Headcount.on >= period.first, Headcount.on <= period.last)
        return tuple(
            HeadcountRow(
                row.id, StatedEmployees(row.class_code, row.on, row.employees, row.source),
                catalogue.title(row.class_code, row.on),
            )
            for row in session.scalars(query.order_by(Headcount.class_code, Headcount.on.desc()))
        )  # fmt: skip


def year_of(program: Program, headcount_id: str) -> int | None:
    """The program year of a stated number, None where it is no longer there."""
    permit(program, "year.headcounts.year_of")
    with program.reading() as session:
        row = session.get(Headcount, headcount_id)
        return None if row is None else dates.program_year(row.on)


def add(program: Program, year: int, stated: StatedEmployees) -> str:
    """State how many employees a class had on a day of a program year; gives the record.

    Raises:
        InvalidInput: class, day or number is missing or cannot be, or the class has a number for that day.
    """
    permit(program, "year.headcounts.add")
    dates.refuse_no_year(year)
    with program.operation("year.headcounts.add", "") as op:
        row = Headcount(id=new_id())
        _write(op.session, row, year, stated)
        op.session.add(row)
        op.summary = f"Stated {_named(row)}"
        return row.id


def edit(program: Program, year: int, headcount_id: str, stated: StatedEmployees) -> None:
    """Write a stated number of a program year anew.

    Raises:
        Gone: it is no longer there.
        InvalidInput: as `add` says.
    """
    permit(program, "year.headcounts.edit")
    dates.refuse_no_year(year)
    with program.operation("year.headcounts.edit", "") as op:
        row = _row(op.session, headcount_id)
        _write(op.session, row, year, stated)
        op.summary = f"Changed {_named(row)}"


def remove(program: Program, headcount_id: str) -> None:
    """Take out a stated number.

    Raises:
        Gone: it is no longer there.
    """
    permit(program, "year.headcounts.remove")
    with program.operation("year.headcounts.remove", "") as op:
        row = _row(op.session, headcount_id)
        op.summary = f"Removed {_named(row)}"
        op.session.delete(row)


def _write(session: Session, row: Headcount, year: int, stated: StatedEmployees) -> None:
    code = class_code(stated.class_code)
    if not code:
        raise InvalidInput("The class is missing.", "Choose it by code or title.", "class_code")
    if stated.on is None:
        raise InvalidInput("The day is missing.", "Give the day for which the number holds.", "on")
    dates.refuse_other_year(stated.on, year, "on")
    if stated.employees is None or not 0 <= stated.employees <= MOST:
        raise InvalidInput("This is no number of employees.", f"Write a number from 0 to {MOST:,}.", "employees")
    there = select(Headcount.id).where(Headcount.class_code == code, Headcount.on == stated.on, Headcount.id != row.id)
    if session.scalars(there).first() is not None:
        raise InvalidInput(
            f"Class {code} has a number for {dates.show(stated.on)} already.", "Change that one, or give another day.",
            "on",
        )  # fmt: skip
    row.class_code, row.on, row.employees, row.source = code, stated.on, stated.employees, one_line(stated.source)


def _named(row: Headcount) -> str:
    return f"{counted(row.employees, 'employee')} in class {row.class_code} on {dates.show(row.on)}"


def _row(session: Session, headcount_id: str) -> Headcount:
    row = session.get(Headcount, headcount_id)
    if row is None:
        raise Gone("This number is no longer there; nothing was changed.", "Look at the handbook again.")
    return row
