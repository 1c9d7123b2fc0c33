"""Signing in from the command line: refused, waiting, and in the history."""

import json
from datetime import UTC, datetime

import pytest

from tests.conftest import PASSWORD
from umdesk.cli.main import main
from umdesk.domain.waiting import Tries
from umdesk.services import history, programs
from umdesk.storage.access import attempts
from umdesk.storage.access.keys import read_keys


@pytest.mark.parametrize("command", [["applicants"], ["check"]])
def test_a_command_that_comes_too_soon_says_how_long_to_wait(signed_in, program_folder, capsys, command):
    now = datetime.now(UTC)
    account = read_keys(program_folder).account_slots()[0].account
    attempts._write(program_folder, {account: Tries(12, now, now)})

    assert main([command[0], str(program_folder), "--json"]) == 1

    said = json.loads(capsys.readouterr().out)["error"]["message"]
    assert said == "After several wrong tries umdesk waits. Wait 5 minutes, then try again."


def test_a_command_that_asks_leaves_no_trace_and_counts_a_wrong_password(program_folder, monkeypatch, capsys):
    monkeypatch.setenv("UMDESK_PASSWORD", "not the password")
    assert main(["applicants", str(program_folder)]) == 1
    assert "The password is not right" in capsys.readouterr().err
    assert [tries.count for tries in attempts.read(program_folder).values()] == [1]

    monkeypatch.setenv("UMDESK_PASSWORD", PASSWORD)
    assert main(["applicants", str(program_folder)]) == 0
    assert [tries.count for tries in attempts.read(program_folder).values()] == [1]
    program = programs.open_program(program_folder, password=PASSWORD)
    lines = [line.summary.split(" on ")[0] for line in history.events(program)]
    program.close()
    assert lines[:2] == ["Signed in: Maria Ortega", "1 wrong password for Maria Ortega"]
    assert "Signed in: Maria Ortega, from the command line" not in lines
