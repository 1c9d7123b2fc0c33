"""`umdesk print PROGRAM ranking` and `recovery`."""

import json

import pytest

from tests.documents.pdf_rules import check
from tests.selection_cycle import make_cycle
from umdesk.cli.main import main
from umdesk.domain.words import CycleState
from umdesk.services import history
from umdesk.services.programs import open_program

pytestmark = pytest.mark.usefixtures("signed_in")


def test_the_ranking_is_printed(program, tmp_path, capsys):
    made = make_cycle(program, people=3)
    made.go(CycleState.SCORING)
    made.rate("2026-0001", (5, 5), (6, 6), (6, 6))
    made.rate("2026-0002", (9, 9), (9, 9), (9, 9))
    program.close()
    output = tmp_path / "ranking.pdf"

    asked = ["print", str(program.folder), "ranking", "--cycle", "Spring 2026", "--output", str(output), "--json"]
    assert main(asked) == 0

    assert json.loads(capsys.readouterr().out) == {
        "document": "ranking",
        "cycle": "Spring 2026",
        "ranked": 2,
        "unranked": 1,
        "output": str(output),
        "pages": 2,
    }
    rows = check(output.read_bytes()).rows(0)
    assert [row[:2] for row in rows[1:]] == [["1", "2026-0002"], ["2", "2026-0001"]]
    again = open_program(program.folder, password="correct horse battery")
    try:
        lines = [line.summary for line in history.events(again, None, 4)]
        assert lines[1:] == [
            "Ranking, Spring 2026 was saved as PDF",
            "Saw the results of Spring 2026",
            "Signed in: Maria Ortega, from the command line",
        ]
    finally:
        again.close()


def test_a_ranking_is_not_taken_out_beside_an_open_window(program, tmp_path, capsys):
    make_cycle(program).go(CycleState.SCORING)
    output = tmp_path / "ranking.pdf"

    assert main(["print", str(program.folder), "ranking", "--cycle", "Spring 2026", "--output", str(output)]) == 1

    assert "Have it closed there" in capsys.readouterr().err
    assert not output.exists()


def test_a_ranking_before_scoring_is_a_sentence_and_no_file(program, tmp_path, capsys):
    make_cycle(program)
    program.close()
    output = tmp_path / "ranking.pdf"

    assert main(["print", str(program.folder), "ranking", "--cycle", "Spring 2026", "--output", str(output)]) == 1

    assert "there is no ranking before scoring" in capsys.readouterr().err
    assert not output.exists()


def test_a_new_recovery_sheet_is_printed(program, tmp_path, capsys):
    program.close()
    output = tmp_path / "sheet.pdf"

    assert main(["print", str(program.folder), "recovery", "--output", str(output)]) == 0

    assert "the old sheet no longer opens the program" in capsys.readouterr().out
    assert check(output.read_bytes()).title == "Recovery sheet, redding"


def test_a_sheet_for_a_folder_that_is_not_there_is_a_sentence(program, tmp_path, capsys):
    program.close()
    output = tmp_path / "nowhere" / "sheet.pdf"

    assert main(["print", str(program.folder), "recovery", "--output", str(output), "--json"]) == 1

    assert "does not exist" in json.loads(capsys.readouterr().out)["error"]["message"]
