"""`umdesk person`: the promised keys, the day, a sentence for an unknown number."""

import json
from datetime import date

import pytest

from umdesk.cli.main import main
from umdesk.services.applicants import editing
from umdesk.services.programs import Program

pytestmark = pytest.mark.usefixtures("signed_in")


@pytest.fixture
def nelson(program: Program) -> None:
    """Rebecca Nelson has applied."""
    new = editing.NewApplicant(
        "Nelson", "Rebecca", "4134", class_code="1379", tenure="permanent", unit="Redding Center",
        supervisor="Dana Whitfield", received=date(2026, 2, 9),
    )  # fmt: skip
    editing.add(program, None, new, new_cycle="Spring 2026")


@pytest.mark.usefixtures("nelson")
def test_a_person_has_the_promised_keys_and_is_asked_beside_an_open_window(program: Program, capsys):
    assert main(["person", str(program.folder), "04134", "--on", "2/15/2026", "--json"]) == 0

    assert json.loads(capsys.readouterr().out) == {
        "employee_number": "004134", "last_name": "Nelson", "first_name": "Rebecca", "class_code": "1379",
        "title": "Office Assistant (Typing)", "category": "LPEL", "unit": "Redding Center",
        "supervisor": "Dana Whitfield",
        "applications": [
            {"number": "2026-0001", "cycle": "Spring 2026", "received": "2026-02-09", "state": "eligible"}
        ],
        "participation": None,
    }  # fmt: skip


@pytest.mark.usefixtures("nelson")
def test_people_read_the_same(program: Program, capsys):
    assert main(["person", str(program.folder), "4134", "--on", "2026-02-08"]) == 0
    assert "No appointment on file had begun by that day." in capsys.readouterr().out
    assert main(["person", str(program.folder), "4134"]) == 0
    said = capsys.readouterr().out
    assert "Class       1379 Office Assistant (Typing)" in said
    assert "2026-0001    Spring 2026  Feb 9, 2026  eligible" in said


def test_an_unknown_number_and_a_day_that_is_none_are_sentences(program: Program, capsys):
    assert main(["person", str(program.folder), "9", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["message"] == "Nobody on file has the employee number 9."
    assert main(["person", str(program.folder), "9", "--on", "someday"]) == 2
    assert "'someday' is not a date" in capsys.readouterr().err
