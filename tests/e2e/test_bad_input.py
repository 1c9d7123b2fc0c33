"""Bad input is a sentence each: nothing is half-written, and the program still opens."""

import json
import os
import shutil

import pytest
import xlsxwriter

from tests.conftest import PASSWORD
from tests.e2e import office
from umdesk.cli.main import main
from umdesk.services import history, integrity, programs

pytestmark = pytest.mark.usefixtures("signed_in")


def book(path, *rows):
    made = xlsxwriter.Workbook(str(path))
    sheet = made.add_worksheet("Sheet1")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    made.close()
    return path


def no_spreadsheet(folder):
    file = folder / "photo.xlsx"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    return file


def password_protected(folder):
    # A workbook with a password is an OLE container, not a zip file.
    file = folder / "secret.xlsx"
    stream = "EncryptedPackage".encode("utf-16-le")
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream + bytes(2048))
    return file


def empty_workbook(folder):
    return book(folder / "empty.xlsx")


def no_header(folder):
    return book(folder / "numbers.xlsx", (1, 2, 3), (4, 5, 6))


def two_columns_for_one_field(folder):
    return book(
        folder / "twice.xlsx",
        ("Last Name", "First Name", "Class Code", "Class Code", "Received"),
        ("Nelson", "Rebecca", "1441", "1379", "2/9/2026"),
    )


def not_there(folder):
    return folder / "nowhere.xlsx"


def a_cut_off_file(folder):
    whole = office.workbook(folder / "whole.xlsx").read_bytes()
    file = folder / "cut.xlsx"
    file.write_bytes(whole[: len(whole) // 2])
    return file


@pytest.mark.parametrize(
    "make",
    [
        no_spreadsheet, password_protected, empty_workbook, no_header, two_columns_for_one_field, not_there,
        a_cut_off_file,
    ],
    ids=lambda make: make.__name__,
)  # fmt: skip
def test_a_file_that_cannot_be_imported_is_a_sentence_and_changes_nothing(make, program_folder, tmp_path, capsys):
    code = main(["import", str(program_folder), str(make(tmp_path)), "--cycle", office.CYCLE, "--json"])

    told = capsys.readouterr()
    assert code == 1
    error = json.loads(told.out)["error"]
    assert error["message"].endswith((".", "?"))
    assert "fault in umdesk" not in error["message"]
    assert "Traceback" not in told.err
    assert done_in(program_folder) == ["programs.create"]


@pytest.mark.parametrize("damage", ["not json at all", "{}", "", '{"program": "x", "slots": 5}'])
def test_a_damaged_key_file_is_a_sentence(damage, program_folder, capsys):
    (program_folder / "keys.json").write_text(damage, encoding="utf-8")

    assert main(["applicants", str(program_folder), "--json"]) == 1

    message = json.loads(capsys.readouterr().out)["error"]["message"]
    assert "fault in umdesk" not in message
    assert "password" not in message.lower().split(".")[0]


@pytest.mark.parametrize("left", [0, 100, 4096, 20_000])
def test_a_database_that_was_cut_off_is_damage_and_not_a_wrong_password(left, program_folder, capfd):
    database = program_folder / "program.db"
    database.write_bytes(database.read_bytes()[:left])

    assert main(["applicants", str(program_folder), "--json"]) == 1

    message = json.loads(capfd.readouterr().out)["error"]["message"]
    assert "fault in umdesk" not in message
    assert "wrong" not in message.lower()


def test_a_database_of_noise_is_damage(program_folder, capfd):
    database = program_folder / "program.db"
    database.write_bytes(os.urandom(database.stat().st_size))

    assert main(["check", str(program_folder), "--json"]) == 1

    assert "fault in umdesk" not in json.loads(capfd.readouterr().out).get("error", {}).get("message", "")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_one_may_not_write_to_is_a_sentence(program_folder, tmp_path, capsys):
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    output = locked / "summary.pdf"
    assert main(["report", str(program_folder), "summary", "--year", "2025", "--output", str(output), "--json"]) == 1
    assert "could not be written" in json.loads(capsys.readouterr().out)["error"]["message"]


def test_a_folder_that_is_no_program_is_a_sentence(tmp_path, capsys):
    (tmp_path / "empty.umdesk").mkdir()
    for folder in (tmp_path / "empty.umdesk", tmp_path / "nothing.umdesk"):
        assert main(["applicants", str(folder), "--json"]) == 1
        assert "fault in umdesk" not in json.loads(capsys.readouterr().out)["error"]["message"]


def test_a_program_is_never_made_over_something_else(program_folder, tmp_path, capsys):
    before = {path.name: path.read_bytes() for path in program_folder.iterdir() if path.is_file()}
    arguments = ["--department", "D", "--office", "O", "--coordinator", "C", "--json"]

    assert main(["new", str(program_folder), *arguments]) == 1

    assert {path.name: path.read_bytes() for path in program_folder.iterdir() if path.is_file()} == before
    assert "error" in json.loads(capsys.readouterr().out)


def test_a_copy_of_a_closed_folder_opens_with_the_same_password(program_folder, tmp_path):
    copy = tmp_path / "elsewhere" / "copy.umdesk"
    shutil.copytree(program_folder, copy)
    assert done_in(copy) == ["programs.create"]


def done_in(folder):
    """Open, check, and give what the history has beside sign-ins."""
    program = programs.open_program(folder, password=PASSWORD)
    try:
        checked = integrity.check(program)
        assert checked.findings == ()
        done = [line.operation for line in history.events(program)]
        return [operation for operation in done if operation != "programs.sign_in"]
    finally:
        program.close()
