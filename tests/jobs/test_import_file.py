"""Whole files: the three of the field offices, and the workbook of what did not come in."""

import json
from collections import Counter
from pathlib import Path

import pytest
import python_calamine
import xlsxwriter

from tests.applications import BRUCE, HEADER, NELSON, write_xlsx
from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake.matching import Outcome
from umdesk.jobs import import_file
from umdesk.services import applicants, history, imports
from umdesk.services.programs import Program

FILES = Path(__file__).parents[1] / "data" / "imports"


@pytest.mark.parametrize("name", ["redding-applications.xlsx", "ukiah-applications.ods", "fresno-applications.csv"])
def test_the_files_of_the_field_offices_agree_with_their_truth(program: Program, name: str) -> None:
    truth = json.loads((FILES / name).with_suffix(".truth.json").read_text())
    _, done = import_file.run(program, FILES / name, "Spring 2026")
    counts = done.plan.counts()
    assert len(done.plan.verdicts) == truth["rows"]
    assert counts[Outcome.IMPORTED] == truth["distinct_people"] == len(applicants.rows(program))
    assert counts[Outcome.DUPLICATE] == truth["exact_duplicates"]
    assert counts[Outcome.ATTENTION] == truth["near_duplicates"] + truth["bad_date"]
    assert counts[Outcome.REFUSED] == truth["missing_last_name"]
    why = Counter(
        reason.text.split()[-1] if "class list" in reason.text else reason.text.split(",")[0].split(" “")[0]
        for row in applicants.rows(program)
        for reason in row.reasons
        if not reason.ok
    )
    assert why["list."] == truth["unknown_class"]
    assert why["The tenure is"] == truth["limited_term"]
    assert Counter(row.eligibility for row in applicants.rows(program))["not eligible"] == (
        truth["eltpa_class"] + truth["supervisory_class"]
    )
    events = history.events(program, None, 100)
    _, again = import_file.run(program, FILES / name, "Spring 2026")
    assert again.event_id is None
    assert history.events(program, None, 100) == events


def test_a_dry_run_says_the_same_and_changes_nothing(program: Program) -> None:
    _, planned = import_file.preview(program, FILES / "ukiah-applications.ods", "Spring 2026")
    assert applicants.rows(program) == ()
    _, done = import_file.run(program, FILES / "ukiah-applications.ods", "Spring 2026")
    assert done.plan.as_json() == planned.plan.as_json()


def test_the_rest_is_saved_with_its_line_and_reason_without_columns_that_are_never_collected(
    program: Program, tmp_path: Path
) -> None:
    header = ("Applications",), (*HEADER, "DOB", "Notes")
    refused = ("", *BRUCE[1:], "1/2/1980", "=1+1")
    path = write_xlsx(tmp_path / "list.xlsx", [*header, (*NELSON, "1/2/1981", "x"), refused, ("Total", 2)])
    _, done = import_file.run(program, path, "Spring 2026")
    assert import_file.save_rest(program, done.plan, tmp_path / "rest.xlsx") == 1
    titles, row = python_calamine.load_workbook(tmp_path / "rest.xlsx").get_sheet_by_index(0).to_python()
    assert titles == ["Line", *HEADER, "Notes", "What happened", "Reason"]
    assert row == [4.0, *refused[:8], "=1+1", "Cannot come in", "The last name is missing."]
    assert done.plan.layout.dropped == ("DOB",)


def test_the_rest_comes_in_once_it_is_put_right(program: Program, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "list.xlsx", [HEADER, NELSON, (*BRUCE[:6], "31/31/2024", BRUCE[7])])
    found, planned = import_file.preview(program, path, "Spring 2026")
    imports.commit(program, found.table, found.layout, "Spring 2026")
    import_file.save_rest(program, planned.plan, tmp_path / "rest.xlsx")
    rows = python_calamine.load_workbook(tmp_path / "rest.xlsx").get_sheet_by_index(0).to_python()
    corrected = [["" if cell == "31/31/2024" else cell for cell in row] for row in rows]
    _, second = import_file.run(program, write_xlsx(tmp_path / "again.xlsx", corrected), "Spring 2026")
    assert second.plan.counts() == {Outcome.IMPORTED: 1}


def test_the_sheet_that_looks_like_applications_is_taken_and_others_are_named(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Read me").write(0, 0, "About this file")
        for name in ("Redding", "Ukiah"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEADER)
            sheet.write_row(1, 0, NELSON)
    found = import_file.look(path)
    assert (found.table.sheet, found.others) == ("Redding", ("Ukiah",))
    assert import_file.look(path, "ukiah").table.sheet == "Ukiah"
    with pytest.raises(InvalidInput, match="has no sheet “Fresno”") as caught:
        import_file.look(path, "Fresno")
    assert "“Redding”" in caught.value.advice
    with pytest.raises(InvalidInput, match="no header line"):
        import_file.look(path, "Read me")
