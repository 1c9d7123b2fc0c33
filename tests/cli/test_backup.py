"""`umdesk backup` and `umdesk restore`: beside an open window, and on another computer with the file alone."""

import json

import pytest

from tests.conftest import PASSWORD
from umdesk.cli.main import main
from umdesk.services import programs, settings

pytestmark = pytest.mark.usefixtures("signed_in")


def told(capsys, *arguments):
    code = main([str(each) for each in (*arguments, "--json")])
    return code, json.loads(capsys.readouterr().out)


def test_a_backup_is_made_once_while_nothing_changes(program_folder, capsys):
    code, first = told(capsys, "backup", program_folder)
    again, second = told(capsys, "backup", program_folder)

    assert (code, again) == (0, 0)
    assert (first["made"], first["verified"]) == (True, True)
    assert first["file"].endswith(".umdeskbackup")
    assert second == {**first, "made": False}


def test_a_backup_runs_beside_an_open_window(program, capsys, tmp_path):
    settings.change(program, "td.warn_months", 21)

    code, made = told(capsys, "backup", program.folder, "--output", tmp_path / "José’s.umdeskbackup")

    assert code == 0
    assert made["file"] == str(tmp_path / "José’s.umdeskbackup")
    assert made["bytes"] == (tmp_path / "José’s.umdeskbackup").stat().st_size


def test_an_existing_file_is_not_written_over(program_folder, capsys, tmp_path):
    (tmp_path / "mine").write_text("mine")

    code, said = told(capsys, "backup", program_folder, "--output", tmp_path / "mine")

    assert code == 1
    assert "there already" in said["error"]["message"]
    assert (tmp_path / "mine").read_text() == "mine"


def test_a_restored_program_holds_what_the_backup_did(program_folder, capsys, tmp_path):
    told(capsys, "backup", program_folder, "--output", tmp_path / "one")

    code, restored = told(capsys, "restore", tmp_path / "one", "--output", tmp_path / "again")

    assert code == 0
    assert restored["program"] == str(tmp_path / "again.umdesk")
    assert restored["last_change"] == "Created the program of Redding Field Office"
    assert restored["events"] == 1
    programs.open_program(tmp_path / "again.umdesk", password=PASSWORD).close()
    assert told(capsys, "check", tmp_path / "again")[1]["ok"] is True


def test_the_recovery_code_restores_too(program_template, program_folder, capsys, tmp_path, monkeypatch):
    told(capsys, "backup", program_folder, "--output", tmp_path / "one")
    monkeypatch.delenv("UMDESK_PASSWORD")
    (tmp_path / "code").write_text(program_template[1] + "\n")

    code, _said = told(
        capsys, "restore", tmp_path / "one", "--output", tmp_path / "again", "--recovery-code-file", tmp_path / "code"
    )

    assert code == 0


@pytest.mark.parametrize("wrong", ["password", "account", "target", "file"])
def test_a_restore_that_cannot_be_makes_nothing(program_folder, capsys, tmp_path, monkeypatch, wrong):
    told(capsys, "backup", program_folder, "--output", tmp_path / "one")
    target, file, account = tmp_path / "again", tmp_path / "one", "Maria Ortega"
    if wrong == "password":
        monkeypatch.setenv("UMDESK_PASSWORD", "not the password")
    elif wrong == "account":
        account = "Nobody"
    elif wrong == "target":
        target = program_folder
    else:
        file = tmp_path / "absent"

    code, said = told(capsys, "restore", file, "--output", target, "--account", account)

    assert code == 1
    assert said["error"]["message"]
    assert not (tmp_path / "again.umdesk").exists()
