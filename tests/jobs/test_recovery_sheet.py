"""A new recovery sheet: at every moment a sheet exists whose code opens the program."""

import re

import pytest

from tests.documents.pdf_rules import check
from umdesk.domain.errors import CannotWrite, InvalidInput, WrongPassword
from umdesk.jobs import recovery_sheet
from umdesk.services import programs


def code_on(path) -> str:
    found = re.search(r"([0-9A-Z]{4}-){7}[0-9A-Z]{4}", check(path.read_bytes()).text)
    assert found
    return found[0]


def opens(folder, code: str) -> bool:
    try:
        programs.open_with_recovery(folder, code=code).close()
    except WrongPassword:
        return False
    return True


def test_the_sheet_of_a_new_program_shows_its_code(tmp_path):
    code = programs.new_code()

    read = check(recovery_sheet.for_new_program(tmp_path / "chico.umdesk", "Department", "Chico", code).data)

    assert read.page_count == 1
    assert f"Recovery code {code}" in read.text
    assert "for the upward mobility program “chico”" in read.text


def test_the_new_sheet_opens_the_program_and_the_old_one_no_longer(program, program_template, tmp_path):
    old = program_template[1]
    sheet = tmp_path / "sheet.pdf"

    recovery_sheet.print_new_sheet(program, sheet)
    program.close()

    assert [file.name for file in tmp_path.glob("*.pdf")] == ["sheet.pdf"]
    assert opens(program.folder, code_on(sheet))
    assert not opens(program.folder, old)


def test_a_sheet_that_cannot_be_written_leaves_the_old_code_in_force(program, program_template, tmp_path):
    with pytest.raises(CannotWrite):
        recovery_sheet.print_new_sheet(program, tmp_path / "nowhere" / "sheet.pdf")
    program.close()

    assert opens(program.folder, program_template[1])


def test_a_folder_in_the_way_leaves_the_old_code_in_force(program, program_template, tmp_path):
    (tmp_path / "sheet.pdf").mkdir()

    with pytest.raises(InvalidInput, match="is a folder"):
        recovery_sheet.print_new_sheet(program, tmp_path / "sheet.pdf")
    program.close()

    assert opens(program.folder, program_template[1])


def test_a_code_that_cannot_come_into_force_leaves_the_old_sheet(program, program_template, tmp_path):
    sheet = tmp_path / "sheet.pdf"
    sheet.write_bytes(b"the old sheet")
    program.close()  # nothing can be written any more

    with pytest.raises(Exception):  # noqa: B017, PT011 -- whatever goes wrong, the old sheet must survive
        recovery_sheet.print_new_sheet(program, sheet)

    assert sheet.read_bytes() == b"the old sheet"
    assert list(tmp_path.glob("*.pdf")) == [sheet]
    assert opens(program.folder, program_template[1])
