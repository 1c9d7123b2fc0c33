"""The frame around all commands: who signs in, what goes where, which exit code."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from umdesk import __version__
from umdesk.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def no_sign_in_from_outside(monkeypatch):
    monkeypatch.delenv("UMDESK_ACCOUNT", raising=False)
    monkeypatch.delenv("UMDESK_PASSWORD", raising=False)


@pytest.fixture
def password_file(tmp_path):
    file = tmp_path / "password.txt"
    file.write_text(PASSWORD + "\n", encoding="utf-8")
    return file


def test_help_lists_the_commands_and_ends_well(capsys):
    assert main(["--help"]) == 0

    told = capsys.readouterr().out
    assert "umdesk COMMAND --help" in told
    assert "check" in told


def test_the_version_is_told(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"umdesk {__version__}\n"


def test_an_unknown_command_is_a_usage_error_on_standard_error(capsys):
    assert main(["chek", "x.umdesk"]) == 2

    said = capsys.readouterr()
    assert said.out == ""
    assert "invalid choice: 'chek'" in said.err


def test_a_usage_error_with_json_is_one_object(capsys):
    assert main(["check", "--json"]) == 2

    said = capsys.readouterr()
    assert json.loads(said.out)["error"]["message"] == "the following arguments are required: PROGRAM"
    assert "usage: umdesk check" in said.err


def test_options_are_not_guessed_from_their_first_letters(capsys, program_folder):
    assert main(["check", str(program_folder), "--pass", "x"]) == 2
    assert "--pass" in capsys.readouterr().err


def test_a_password_file_opens_the_program(capsys, program_folder, password_file):
    assert main(["check", str(program_folder), "--password-file", str(password_file)]) == 0
    assert "Nothing is wrong" in capsys.readouterr().out


def test_the_environment_opens_the_program(capsys, program_folder, monkeypatch):
    monkeypatch.setenv("UMDESK_PASSWORD", PASSWORD)
    monkeypatch.setenv("UMDESK_ACCOUNT", "Maria Ortega")

    assert main(["check", str(program_folder)]) == 0


def test_a_program_is_found_without_its_ending(program_folder, monkeypatch):
    monkeypatch.setenv("UMDESK_PASSWORD", PASSWORD)

    assert main(["check", str(program_folder.with_suffix(""))]) == 0


def test_a_copy_under_another_name_is_opened_as_it_is(program_folder, monkeypatch):
    monkeypatch.setenv("UMDESK_PASSWORD", PASSWORD)
    copy = program_folder.rename(program_folder.with_name("copy of May 20"))

    assert main(["check", str(copy)]) == 0


@pytest.mark.parametrize("place", [1, 2, 4])
def test_json_stands_anywhere_after_the_command(capsys, program_folder, password_file, place):
    words = ["check", str(program_folder), "--password-file", str(password_file)]
    words.insert(place, "--json")

    assert main(words) == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True


def test_a_wrong_password_is_a_sentence(capsys, program_folder, monkeypatch):
    monkeypatch.setenv("UMDESK_PASSWORD", "wrong horse")

    assert main(["check", str(program_folder)]) == 1

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("umdesk: ")
    assert "Traceback" not in said.err
    assert "fault in umdesk" not in said.err


def test_a_wrong_password_with_json_is_one_object(capsys, program_folder, monkeypatch):
    monkeypatch.setenv("UMDESK_PASSWORD", "wrong horse")

    assert main(["check", str(program_folder), "--json"]) == 1
    assert set(json.loads(capsys.readouterr().out)["error"]) == {"message", "advice"}


def test_an_unknown_account_is_named_with_those_there_are(capsys, program_folder, monkeypatch):
    monkeypatch.setenv("UMDESK_PASSWORD", PASSWORD)

    assert main(["check", str(program_folder), "--account", "Nobody"]) == 1
    assert "Maria Ortega" in capsys.readouterr().err


def test_no_program_is_a_sentence(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("UMDESK_PASSWORD", PASSWORD)

    assert main(["check", str(tmp_path / "none.umdesk")]) == 1
    assert "There is no program" in capsys.readouterr().err


def test_damaged_keys_are_a_sentence_and_left_as_they_are(capsys, program_folder, monkeypatch):
    monkeypatch.setenv("UMDESK_PASSWORD", PASSWORD)
    keys = program_folder / "keys.json"
    keys.write_text('{"program": "ab', encoding="utf-8")

    assert main(["applicants", str(program_folder)]) == 1
    assert "keys.json" in capsys.readouterr().err
    assert keys.read_text(encoding="utf-8") == '{"program": "ab'


def test_a_damaged_database_is_a_sentence(capfd, program_folder, monkeypatch):
    monkeypatch.setenv("UMDESK_PASSWORD", PASSWORD)
    database = program_folder / "program.db"
    database.write_bytes(b"\0" * database.stat().st_size)

    assert main(["applicants", str(program_folder)]) == 1

    said = capfd.readouterr()
    assert "fault in umdesk" not in said.err
    assert "damaged" in said.err.lower()


def test_an_empty_password_file_is_a_sentence(capsys, program_folder, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.touch()

    assert main(["check", str(program_folder), "--password-file", str(empty)]) == 1
    assert "is empty" in capsys.readouterr().err


def test_without_a_terminal_and_a_password_it_says_how_to_give_one(capsys, program_folder, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO())

    assert main(["check", str(program_folder)]) == 1
    assert "--password-file" in capsys.readouterr().err


def test_a_command_that_only_asks_runs_beside_an_open_program(program, monkeypatch):
    monkeypatch.setenv("UMDESK_PASSWORD", PASSWORD)

    assert main(["check", str(program.folder)]) == 0


def run(*words, **environment):
    """The command in a process of its own, without a screen."""
    return subprocess.run(
        [sys.executable, "-m", "umdesk", *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", **environment},
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_the_window_without_a_screen_is_a_sentence():
    ended = run()

    assert ended.returncode == 1
    assert ended.stderr.startswith("umdesk: There is no screen here")
    assert ended.stdout == ""


def test_standard_output_holds_the_object_and_nothing_else(program_folder):
    ended = run("check", program_folder, "--json", UMDESK_PASSWORD=PASSWORD)

    assert ended.returncode == 0
    assert json.loads(ended.stdout)["findings"] == []
    assert ended.stderr == ""


def test_a_command_that_changes_is_refused_beside_an_open_program(program, tmp_path):
    sheet = tmp_path / "sheet.pdf"

    ended = run("print", program.folder, "recovery", "--output", sheet, "--json", UMDESK_PASSWORD=PASSWORD)

    assert ended.returncode == 1
    assert "open" in json.loads(ended.stdout)["error"]["message"].lower()
    assert not sheet.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe without a reader is another error there")
def test_a_reader_that_has_had_enough_is_no_fault(program_folder):
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "umdesk", "check", str(program_folder), "--json"]
    environment = os.environ | {"UMDESK_PASSWORD": PASSWORD}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)

    assert (done.returncode, done.stderr) == (0, b"")
