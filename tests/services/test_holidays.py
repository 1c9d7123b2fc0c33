"""The department's list of holidays: filled by rule, put right by hand, undone; due dates count by it."""

from datetime import date

import pytest

from umdesk.domain.errors import Gone, InvalidInput
from umdesk.services import history, holidays
from umdesk.services.programs import Program


def test_a_new_program_has_the_holidays_of_two_years(program: Program) -> None:
    found = holidays.listed(program)
    assert (len(found.rows), found.missing) == (22, ())
    assert (found.rows[0].name, found.rows[-1].on) == ("New Year's Day", date(2027, 12, 25))


def test_a_year_is_filled_and_put_right(program: Program) -> None:
    for row in holidays.listed(program).rows:
        holidays.remove(program, row.id)
    assert holidays.listed(program).missing == (2026, 2027)
    assert holidays.fill(program, 2026) == 11
    assert holidays.fill(program, 2026) == 0
    found = holidays.listed(program)
    assert (len(found.rows), found.missing) == (11, (2027,))
    with program.reading() as session:
        assert holidays.due(session, date(2026, 5, 20), 10).day == date(2026, 6, 4)
        assert holidays.due(session, date(2026, 12, 28), 10).unchecked == (2027,)
    added = holidays.add(program, date(2026, 6, 1), "Day  of mourning")
    with program.reading() as session:
        assert holidays.due(session, date(2026, 5, 20), 10).day == date(2026, 6, 5)
    for day, name, field in (
        (None, "A day", "on"),
        (date(2026, 6, 2), " ", "name"),
        (date(2026, 6, 1), "Another", "on"),
    ):
        with pytest.raises(InvalidInput) as refused:
            holidays.add(program, day, name)
        assert refused.value.field == field
    assert history.undo(program).startswith("Added the holiday Day of mourning, Jun 1, 2026")
    with pytest.raises(Gone):
        holidays.remove(program, added)
    with pytest.raises(InvalidInput, match="no year 12"):
        holidays.fill(program, 12)
