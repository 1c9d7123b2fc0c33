"""Employees of a class as the department states them: kept by day, shown beside the people on file."""

from datetime import date

import pytest

from umdesk.domain.counts import program_year_period
from umdesk.domain.errors import InvalidInput
from umdesk.domain.reports.model import Number, Table
from umdesk.services import history
from umdesk.services.programs import Program
from umdesk.services.reporting import making
from umdesk.services.year import headcounts
from umdesk.services.year.headcounts import StatedEmployees


def test_a_stated_number_stands_beside_the_people_on_file_and_what_cannot_be_is_refused(program: Program) -> None:
    one = headcounts.add(program, 2026, StatedEmployees("1441", date(2026, 1, 1), 40, "=HR list"))
    headcounts.add(program, 2026, StatedEmployees("2011", date(2026, 1, 1), 7))
    for refused, field in (
        (StatedEmployees("", date(2026, 1, 1), 40), "class_code"),
        (StatedEmployees("1441", None, 40), "on"),
        (StatedEmployees("1441", date(2026, 7, 1), 40), "on"),
        (StatedEmployees("1441", date(2026, 1, 1), 41), "on"),
        (StatedEmployees("1441", date(2026, 2, 1), None), "employees"),
        (StatedEmployees("1441", date(2026, 2, 1), -1), "employees"),
    ):
        with pytest.raises(InvalidInput) as told:
            headcounts.add(program, 2026, refused)
        assert told.value.field == field

    headcounts.edit(program, 2026, one, StatedEmployees("1441", date(2026, 1, 1), 42, "HR list"))

    assert [(row.stated.class_code, row.stated.employees, headcounts.year_of(program, row.id)) for row in (
        headcounts.of_year(program, 2026)
    )] == [("1441", 42, 2026), ("2011", 7, 2026)]  # fmt: skip
    parts = making.make(program, "workforce-analysis", program_year_period(2026)).content.parts
    lpel = next(part for part in parts if isinstance(part, Table) and "(LPEL)" in part.title)
    assert [
        (row[0], *(cell.value for cell in row if isinstance(cell, Number))) for row in lpel.rows
    ] == [("1441", 0, 42), ("2011", 0, 7)]  # fmt: skip
    headcounts.remove(program, one)
    assert history.undo(program) == "Removed 42 employees in class 1441 on Jan 1, 2026"
    assert len(headcounts.of_year(program, 2026)) == 2
