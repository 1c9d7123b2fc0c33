"""`umdesk print PROGRAM packet`."""

import json

import pytest
from python_calamine import CalamineWorkbook

from tests.documents.pdf_rules import check
from tests.selection_cycle import make_cycle
from umdesk.cli.main import main
from umdesk.domain.words import CycleState

pytestmark = pytest.mark.usefixtures("signed_in")


def test_the_packet_and_its_workbook_are_written(program, tmp_path, capsys):
    made = make_cycle(program, people=3)
    made.go(CycleState.SCORING)
    made.rate("2026-0001", (5, 5), (6, 6), (6, 6))
    made.rate("2026-0002", (9, 9), (9, 9), (9, 9))
    made.go(CycleState.DECIDING)
    program.close()
    pdf, workbook = tmp_path / "packet.pdf", tmp_path / "packet.xlsx"
    asked = ["print", str(program.folder), "packet", "--cycle", "Spring 2026"]

    assert main([*asked, "--output", str(pdf), "--workbook", str(workbook), "--json"]) == 0

    said = capsys.readouterr()
    answer = json.loads(said.out)
    assert answer.pop("pages") == check(pdf.read_bytes()).page_count
    assert answer == {
        "document": "packet",
        "cycle": "Spring 2026",
        "final": False,
        "output": str(pdf),
        "workbook": str(workbook),
        "ranked": 2,
        "unranked": 1,
        "agrees": True,
        "differences": [],
        "missing": [
            "1 application without a rank: 2026-0003.",
            "2 ranked applications without a decision: 2026-0001, 2026-0002.",
            "Spring 2026 is not closed: make the final packet after closing it.",
        ],
        "keep_until": None,
    }
    assert "make the final packet after closing it" in said.err
    assert "Checks" in CalamineWorkbook.from_path(str(workbook)).sheet_names

    assert main(asked) == 2
    assert "Neither --output nor --workbook was given. Give one of the two, or both." in capsys.readouterr().err
