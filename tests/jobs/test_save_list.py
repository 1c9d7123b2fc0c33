"""A list is saved as it is shown, whole or not at all, and the program says that it left."""

from datetime import date

import pytest
import python_calamine

from umdesk.domain.errors import CannotWrite
from umdesk.jobs import save_list
from umdesk.jobs.save_list import ListOut
from umdesk.services import history

OUT = ListOut(
    "Applicants: Spring/2026, all of the northern units",
    ("Number", "Name", "Received", "Score"),
    [("0007", "=Nelson", date(2026, 2, 13), 3), ("0012", "@Reyes", None, None)],
)


class Stopped(Exception):
    """Somebody pressed Cancel."""


def last(program) -> str:
    return history.events(program)[0].summary


def test_text_stays_text_and_days_and_numbers_are_real(program, tmp_path):
    path = tmp_path / "list.xlsx"

    assert save_list.save(program, path, OUT) == 2

    sheet = python_calamine.load_workbook(path).get_sheet_by_index(0)
    assert sheet.name == "Applicants  Spring 2026, all of"
    assert sheet.to_python() == [
        ["Number", "Name", "Received", "Score"],
        ["0007", "=Nelson", date(2026, 2, 13), 3.0],
        ["0012", "@Reyes", "", ""],
    ]
    assert last(program) == "Applicants: Spring/2026, all of the northern units was saved as a workbook (2 rows)"
    assert [each.name for each in tmp_path.glob("*list*")] == ["list.xlsx"]


def test_what_was_stopped_or_cannot_be_written_leaves_nothing_behind(program, tmp_path):
    def stop(_done: int, _total: int, _text: str) -> None:
        raise Stopped

    before = last(program)
    folder = tmp_path / "out"
    folder.mkdir()

    with pytest.raises(Stopped):
        save_list.save(program, folder / "list.xlsx", ListOut("Many", ("A",), [("x",)] * 600), stop)
    with pytest.raises(CannotWrite):
        save_list.save(program, folder / "nowhere" / "list.xlsx", OUT)

    assert list(folder.iterdir()) == []
    assert last(program) == before
