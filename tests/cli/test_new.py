"""`umdesk new`: a program folder with its coordinator, whole or not at all."""

import json
import re

import pytest

from umdesk.cli.main import main
from umdesk.services import programs

PASSWORD = "three unrelated words"
NAMES = ["--department", "Department of Example", "--office", "Chico Office", "--coordinator", "Ana Nguyễn"]


@pytest.fixture(autouse=True)
def password(monkeypatch):
    monkeypatch.setenv("UMDESK_PASSWORD", PASSWORD)
    monkeypatch.delenv("UMDESK_ACCOUNT", raising=False)


def describe(folder):
    program = programs.open_program(folder, password=PASSWORD)
    try:
        return programs.describe(program)
    finally:
        program.close()


def test_a_new_program_gets_its_ending_and_opens(tmp_path, capsys):
    assert main(["new", str(tmp_path / "chico"), *NAMES]) == 0

    made = describe(tmp_path / "chico.umdesk")
    assert (made.department, made.office, made.coordinator) == ("Department of Example", "Chico Office", "Ana Nguyễn")
    assert made.demo is False
    assert "Recovery code: " in capsys.readouterr().out


def test_the_code_that_is_printed_once_opens_the_program(tmp_path, capsys):
    main(["new", str(tmp_path / "chico.umdesk"), *NAMES, "--json"])

    made = json.loads(capsys.readouterr().out)
    program = programs.open_with_recovery(tmp_path / "chico.umdesk", code=made["recovery_code"])
    assert program.account.name == "Ana Nguyễn"
    program.close()


def test_a_recovery_sheet_takes_the_place_of_the_printed_code(tmp_path, capsys):
    sheet = tmp_path / "sheet.pdf"

    assert main(["new", str(tmp_path / "chico"), *NAMES, "--recovery-sheet", str(sheet)]) == 0

    told = capsys.readouterr().out
    assert sheet.read_bytes().startswith(b"%PDF-")
    assert str(sheet) in told
    assert not re.search(r"([0-9A-Z]{4}-){3}", told)


def test_a_sheet_that_cannot_be_written_leaves_nothing_behind(tmp_path, capsys):
    sheet = tmp_path / "no such folder" / "sheet.pdf"

    assert main(["new", str(tmp_path / "chico"), *NAMES, "--recovery-sheet", str(sheet)]) == 1

    assert list(tmp_path.iterdir()) == []
    assert "no such folder" in capsys.readouterr().err


def test_what_stands_there_already_is_not_touched(tmp_path, capsys):
    (tmp_path / "chico.umdesk").mkdir()
    (tmp_path / "chico.umdesk" / "mine.txt").write_text("mine", encoding="utf-8")

    assert main(["new", str(tmp_path / "chico"), *NAMES]) == 1

    assert [path.name for path in tmp_path.rglob("*")] == ["chico.umdesk", "mine.txt"]
    assert "exists already" in capsys.readouterr().err


def test_a_short_password_is_a_sentence_and_nothing_is_made(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("UMDESK_PASSWORD", "short")

    assert main(["new", str(tmp_path / "chico"), *NAMES]) == 1

    assert list(tmp_path.iterdir()) == []
    assert "at least 12 characters" in capsys.readouterr().err


def test_a_place_where_no_folder_can_be_made_is_a_sentence(tmp_path, capsys):
    (tmp_path / "file").write_text("a file, not a folder", encoding="utf-8")

    assert main(["new", str(tmp_path / "file" / "chico"), *NAMES]) == 1

    assert [path.name for path in tmp_path.rglob("*")] == ["file"]
    assert "Choose a folder you may write to" in capsys.readouterr().err


def test_a_missing_name_is_a_usage_error(tmp_path, capsys):
    assert main(["new", str(tmp_path / "chico"), *NAMES[:4]]) == 2
    assert "--coordinator" in capsys.readouterr().err


def test_a_place_that_breaks_databases_is_told_when_a_program_is_made_and_opened(tmp_path, capsys):
    folder = tmp_path / "OneDrive" / "chico.umdesk"

    assert main(["new", str(folder), *NAMES]) == 0
    assert "umdesk: This folder is copied by a sync program (OneDrive)" in capsys.readouterr().err

    assert main(["applicants", str(folder), "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["applicants"] == []
    assert said.err.startswith("umdesk: This program is copied by a sync program (OneDrive)")
