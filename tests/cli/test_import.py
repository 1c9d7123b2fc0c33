"""`umdesk import` and `umdesk applicants` answer in the shapes that scripts read."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.applications import BRUCE, HEADER, NELSON, table_of, write_xlsx
from tests.conftest import PASSWORD
from tests.filled_forms import NELSON as NELSON_FORM
from tests.filled_forms import write
from umdesk.cli import main
from umdesk.domain.intake import headers
from umdesk.domain.intake.fields import Field
from umdesk.services import columns, programs

pytestmark = pytest.mark.usefixtures("signed_in")


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, Any, str]:
    code = main.main([str(word) for word in words])
    said = capsys.readouterr()
    return code, json.loads(said.out) if said.out.startswith("{") else said.out, said.err


def test_an_import_lists_what_did_not_come_in(
    program_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [("List",), HEADER, NELSON, NELSON, ("", *BRUCE[1:]), (*BRUCE[:6], "soon", BRUCE[7]), ("Total", 4)]
    path = write_xlsx(tmp_path / "list.xlsx", [(*row, "x") if len(row) == 8 else row for row in rows])
    words = ("import", program_folder, path, "--cycle", "Spring 2026", "--json")
    code, dry, _ = run(capsys, *words, "--dry-run")
    assert (code, dry["imported"]) == (0, 1)
    code, answer, _ = run(capsys, *words)
    assert code == 0
    assert answer == dry
    assert (answer["rows"], answer["dropped_columns"]) == (4, [])
    assert [(row["row"], row["of"]) for row in answer["duplicates"]] == [(4, 3)]
    assert [row["row"] for row in answer["refused"]] == [5]
    assert answer["attention"] == [{"row": 6, "reason": "The date of appointment “soon” is not a date."}]
    code, again, _ = run(capsys, *words[:-1])
    assert code == 0
    assert again.startswith("Nothing new, so nothing was changed.")
    code, listed, _ = run(capsys, "applicants", program_folder, "--cycle", "Spring 2026", "--json")
    assert code == 0
    (applicant,) = listed["applicants"]
    assert {key: applicant[key] for key in ("application", "last_name", "first_name", "employee_number")} == {
        "application": "2026-0001", "last_name": "Nelson", "first_name": "Rebecca", "employee_number": "704134",
    }  # fmt: skip
    assert (applicant["class_code"], applicant["eligibility"]) == ("1379", "eligible")
    assert applicant["reasons"]


@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_bad_input_is_a_sentence_and_nothing_is_done(
    program_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    path = write_xlsx(tmp_path / "list.xlsx", [(*HEADER, "Received"), (*NELSON, "2/2/2026")])
    code, answer, said = run(capsys, "import", program_folder, path, "--cycle", "Spring 2026", "--json", *words)
    assert code == 1
    assert "both could be the date received" in answer["error"]["message"]
    assert "both could be the date received" in said
    assert run(capsys, "applicants", program_folder, "--json")[1] == {"applicants": []}


def test_an_unknown_cycle_and_a_missing_file_are_sentences(
    program_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, said = run(capsys, "applicants", program_folder, "--cycle", "Fall")
    assert code == 1
    assert "no cycle named “Fall”" in said
    code, _, said = run(capsys, "import", program_folder, tmp_path / "no.xlsx", "--cycle", "Fall")
    assert code == 1
    assert "There is no file" in said


@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_a_cycle_without_a_name_is_a_sentence_in_the_dry_run_too(
    program_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    path = write_xlsx(tmp_path / "list.xlsx", [HEADER, NELSON])
    code, answer, _ = run(capsys, "import", program_folder, path, "--cycle", " ", "--json", *words)
    assert (code, answer["error"]["message"]) == (1, "A cycle needs a name.")


def test_filled_forms_come_in_a_file_for_a_row_in_the_same_shape(
    program_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, empty = write(tmp_path / "nelson.pdf", NELSON_FORM), tmp_path / "empty.pdf"
    empty.touch()
    words = ("import", program_folder, good, empty, "--cycle", "Spring 2026")
    code, dry, _ = run(capsys, *words, "--json", "--dry-run")
    code, answer, _ = run(capsys, *words, "--json")
    assert (code, answer) == (0, dry)
    assert answer == {
        "rows": 2, "imported": 1, "duplicates": [], "attention": [], "dropped_columns": [],
        "refused": [{"row": 2, "reason": "empty.pdf is empty: there is nothing in the file. Ask for the form again."}],
    }  # fmt: skip
    code, said, _ = run(capsys, *words)
    assert code == 0
    assert "Of 2 forms none came into Spring 2026; 1 here already, 0 need a decision, 1 cannot come in." in said
    assert "nelson.pdf  Here already" in said


def test_forms_that_do_not_fit_the_command_are_usage_and_one_that_is_missing_stops_all(
    program_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form, sheet = write(tmp_path / "nelson.pdf", NELSON_FORM), write_xlsx(tmp_path / "list.xlsx", [HEADER, NELSON])
    into = ("--cycle", "Spring 2026")
    for files in ((form, sheet), (sheet, sheet), (form, "--sheet", "1")):
        code, _, said = run(capsys, "import", program_folder, *files, *into)
        assert (code, "nothing was imported" in said) == (2, True)
    code, _, said = run(capsys, "import", program_folder, form, tmp_path / "gone.pdf", *into)
    assert (code, "There is no file" in said) == (1, True)
    assert run(capsys, "applicants", program_folder, "--json")[1] == {"applicants": []}


def test_the_columns_of_a_sender_are_taken_where_the_headers_are_exactly_theirs(
    program_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = ("Last Name", "First Name", "Key", "Kind", "Received")
    row = ("Nelson", "Rebecca", "704134", "1379", "2/15/2026")
    layout = headers.at(table_of(odd, row), 1).choose({2: Field.EMPLOYEE_NUMBER, 3: Field.CLASS_CODE})
    program = programs.open_program(program_folder, password=PASSWORD)
    columns.keep(program, "Redding personnel office", layout)
    program.close()
    more = write_xlsx(tmp_path / "more.xlsx", [(*odd, "Shoe size"), (*row, "9")])
    words = ("--cycle", "Spring 2026", "--dry-run", "--json")
    code, _, said = run(capsys, "import", program_folder, more, *words)
    assert code == 1
    assert "No column is the class code" in said
    exact = write_xlsx(tmp_path / "exact.xlsx", [odd, row])
    code, answer, said = run(capsys, "import", program_folder, exact, *words)
    assert (code, answer["imported"]) == (0, 1)
    assert "The columns are those that were kept for Redding personnel office." in said
