"""`umdesk check`: says what is damaged, changes nothing."""

import json

import pytest

from umdesk.cli.main import main

pytestmark = pytest.mark.usefixtures("signed_in")


def test_a_whole_program_has_no_findings(program_folder, capsys):
    assert main(["check", str(program_folder), "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is True
    assert told["findings"] == []
    assert told["events"] == 1
    assert len(told["last_event_hash"]) == 64


def test_checking_leaves_the_database_as_it_was(program_folder, capsys):
    database = program_folder / "program.db"
    before = database.read_bytes()

    main(["check", str(program_folder)])

    assert database.read_bytes() == before


def test_a_damaged_page_is_found_and_named(program_folder, capfd):
    database = program_folder / "program.db"
    pages = bytearray(database.read_bytes())
    # In the middle of the file: a page of rows, not the head that opening reads.
    middle = len(pages) // 2
    pages[middle : middle + 64] = bytes(64)
    database.write_bytes(pages)

    assert main(["check", str(program_folder), "--json"]) == 1

    told = json.loads(capfd.readouterr().out)
    assert told["ok"] is False
    assert told["findings"][0]["kind"] == "page"


@pytest.mark.parametrize(("kind", "file"), [("database", "program.db"), ("keys", "keys.json")])
def test_a_missing_file_is_found_by_its_own_name(program_folder, capsys, kind, file):
    (program_folder / file).unlink()

    assert main(["check", str(program_folder), "--json"]) == 1

    (found,) = json.loads(capsys.readouterr().out)["findings"]
    assert (found["kind"], found["where"]) == (kind, file)
    assert "is missing" in found["what"]
