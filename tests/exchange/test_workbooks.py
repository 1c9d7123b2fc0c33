"""Workbooks that go out hold what people typed and nothing that runs."""

import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import python_calamine

from umdesk.domain.errors import CannotWrite
from umdesk.exchange.workbooks import SheetOut, write


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "http://example.com", "007"])
def test_text_stays_text(tmp_path: Path, text: str) -> None:
    write(tmp_path / "out.xlsx", [SheetOut("Rest", ("Notes",), [(text,)])])
    (page,) = [python_calamine.load_workbook(tmp_path / "out.xlsx").get_sheet_by_index(0)]
    assert page.to_python()[1][0] in (text, text.replace("\r", "\n"), text.replace("\r", "_x000D_"))


def test_numbers_and_days_stay_what_they_are(tmp_path: Path) -> None:
    write(tmp_path / "out.xlsx", [SheetOut("Rest", ("A", "B", "C"), [(-3, Decimal("1.5"), date(2026, 2, 13))])])
    page = python_calamine.load_workbook(tmp_path / "out.xlsx").get_sheet_by_index(0)
    assert page.to_python()[1] == [-3.0, 1.5, date(2026, 2, 13)]


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=r"out\.xlsx could not be written"):
        write(tmp_path / "nowhere" / "out.xlsx", [])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows goes by the rights of the folder")
def test_nobody_else_may_read_a_workbook_and_no_link_leads_it_elsewhere(tmp_path: Path) -> None:
    (tmp_path / ".out.xlsx.part").symlink_to(tmp_path / "elsewhere")
    write(tmp_path / "out.xlsx", [SheetOut("Rest", ("Name",), [("Reyes",)])])
    assert (tmp_path / "out.xlsx").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]
