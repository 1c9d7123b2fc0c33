"""`umdesk salvage`, `umdesk print PROGRAM anchor` and `umdesk check --anchor`."""

import json

import pytest

from tests.storage import damage
from umdesk.cli.main import main
from umdesk.storage.pages.sealed import PAGE

pytestmark = pytest.mark.usefixtures("signed_in")


def told(capsys, *arguments):
    code = main([*map(str, arguments), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_damaged_program_is_saved_and_what_is_missing_is_listed(program_folder, tmp_path, capsys):
    damage.fill(program_folder)
    damage.flip(program_folder, max(damage.pages_of(program_folder, "person")) * PAGE - 500)
    damage.flip(program_folder, max(damage.pages_of(program_folder, "blob")) * PAGE - 500)

    code, saved = told(capsys, "salvage", program_folder, "--output", tmp_path / "saved")

    assert code == 0
    assert saved["program"] == str(tmp_path / "saved.umdesk")
    assert saved["missing"] == ["kept copies of documents: cdp 2026-0001"]
    assert saved["events_lost"] == []
    (people,) = [each for each in saved["tables"] if each["table"] == "person"]
    assert (people["kept"], people["lost"]) == (61, 0)
    assert people["from_history"] > 0
    assert told(capsys, "check", tmp_path / "saved")[1]["ok"] is True


def test_it_says_in_words_what_was_saved(program_folder, tmp_path, capsys):
    damage.fill(program_folder)
    damage.flip(program_folder, max(damage.pages_of(program_folder, "event")) * PAGE - 500)

    assert main(["salvage", str(program_folder), "--output", str(tmp_path / "saved")]) == 0

    said = capsys.readouterr().out
    assert "Events of the history that are lost in whole or in part: " in said
    assert "Open it and look through it before you put the damaged one away." in said


def test_the_code_of_the_recovery_sheet_will_do(program_folder, program_template, tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("UMDESK_PASSWORD")
    file = tmp_path / "code.txt"
    file.write_text(program_template[1] + "\n", encoding="utf-8")
    code, saved = told(capsys, "salvage", program_folder, "--output", tmp_path / "saved", "--recovery-code-file", file)

    assert (code, saved["missing"]) == (0, [])


def test_what_stands_there_is_not_written_over(program_folder, tmp_path, capsys):
    (tmp_path / "saved.umdesk").mkdir()

    code, saved = told(capsys, "salvage", program_folder, "--output", tmp_path / "saved")

    assert code == 1
    assert "exists already" in saved["error"]["message"]


def test_an_anchor_is_printed_and_the_history_compared_with_it(program_folder, tmp_path, capsys):
    _, printed = told(capsys, "print", program_folder, "anchor", "--output", tmp_path / "anchor.pdf")

    code, found = told(capsys, "check", program_folder, "--anchor", printed["anchor"])

    assert (code, found["ok"], found["anchor"]["ok"]) == (0, True, True)
    assert found["anchor"]["event"] == printed["event"]
    assert (tmp_path / "anchor.pdf").read_bytes().startswith(b"%PDF")


def test_an_anchor_of_another_history_is_found_out(program_folder, tmp_path, capsys):
    (tmp_path / "anchor.txt").write_text("1 0123 4567 89ab cdef\n")

    code, found = told(capsys, "check", program_folder, "--anchor-file", tmp_path / "anchor.txt")

    assert (code, found["ok"], found["findings"]) == (1, False, [])
    assert found["anchor"]["what"].startswith("The history was changed")


@pytest.mark.parametrize("between", [" ", "\n"])
def test_an_anchor_file_may_be_the_text_of_a_photo(program_folder, tmp_path, capsys, between):
    _, printed = told(capsys, "print", program_folder, "anchor", "--output", tmp_path / "anchor.pdf")
    note = "" if between == "\n" else "\nfiled in binder 7"
    (tmp_path / "anchor.txt").write_text(printed["anchor"].upper().replace(" ", between) + note)

    code, found = told(capsys, "check", program_folder, "--anchor-file", tmp_path / "anchor.txt")

    assert (code, found["anchor"]["ok"]) == (0, True)


def test_the_check_tells_what_it_read_and_how_the_backups_are(program_folder, capsys):
    told(capsys, "backup", program_folder)
    (backup,) = (program_folder / "backups").glob("*.umdeskbackup")
    _, found = told(capsys, "check", program_folder)
    assert [(each["file"], each["ok"]) for each in found["backups"]] == [(backup.name, True)]
    assert found["anchor"] is None
    assert found["pages"] > 100
    assert found["records"] > 40

    whole = backup.read_bytes()
    backup.write_bytes(whole[:-3000] + bytes([whole[-3000] ^ 1]) + whole[-2999:])
    code, found = told(capsys, "check", program_folder)

    assert code == 1
    assert [(each["kind"], each["where"]) for each in found["findings"]] == [("backup", backup.name)]
