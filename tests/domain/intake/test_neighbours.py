"""A second table in the sheet, below the list or beside it, is said and is not mistaken for rows."""

import pytest

from tests.applications import BRUCE, HEADER, NELSON, plan_of
from umdesk.domain.intake.matching import Outcome

SECOND = {
    "a count by unit": [("Unit", "Applications"), ("Butte Unit", "12"), ("Redding", "3")],
    "with a title": [("Applications by class",), ("Code", "Meaning"), ("1379", "Office Assistant"), ("6291", "x")],
    "contacts": [("Supervisor", "E-mail", "Phone"), ("Kyle Cabrera", "k@x.gov", "555-1200")],
    "other people": [
        ("Unit", "Name", "Job", "Supervisor name", "Work phone", "Notes"),
        ("Butte", "Lee, Ann", "Captain", "Kyle Cabrera", "555-1200", "on leave"),
    ],
}


@pytest.mark.parametrize("name", SECOND)
def test_a_table_below_is_said_and_not_read(name: str) -> None:
    found = plan_of(HEADER, NELSON, BRUCE, (), *SECOND[name])
    assert [verdict.outcome for verdict in found.verdicts] == [Outcome.IMPORTED, Outcome.IMPORTED]
    last = 4 + len(SECOND[name])
    assert found.remarks == (f"Lines 5–{last} are of another table in the sheet and not read as applications.",)


@pytest.mark.parametrize(
    "more",
    [
        [(), BRUCE],
        [(), ("Late applications",), BRUCE],
        [(), HEADER, BRUCE],
        [(), ("Late applications",), HEADER, BRUCE],
        [(), ("Bruce", "Chase", "", "", "Personnel Selection Technician", "Permanent")],
        [(), ("Bruce", "Chase", "", "6291"), ("Lee", "Ann", "", "1379")],
    ],
)
def test_rows_after_a_blank_line_are_rows(more: list[tuple[str, ...]]) -> None:
    found = plan_of(HEADER, NELSON, *more)
    assert {verdict.entry.last_name for verdict in found.verdicts} >= {"Nelson", "Bruce"}
    assert found.remarks == ()


def test_a_table_beside_is_not_read() -> None:
    found = plan_of(
        (*HEADER, "", "Last Name", "Class"), (*NELSON, "", "Young", "1379"), (*BRUCE, "", "Old", "6291"),
        ("", "", "", "", "", "", "", "", "", "Third", "2011"),
    )  # fmt: skip
    assert [verdict.entry.last_name for verdict in found.verdicts] == ["Nelson", "Bruce"]
    assert found.layout.unused == ("Last Name", "Class")
    assert found.skipped == ((4, "part of another table"),)


def test_a_column_after_a_gap_is_still_the_list() -> None:
    found = plan_of((*HEADER, "", "Notes", "Unit"), (*NELSON, "", "by mail", "Butte Unit"))
    assert (found.verdicts[0].entry.notes, found.verdicts[0].entry.unit) == ("by mail", "Butte Unit")
