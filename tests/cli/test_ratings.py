"""`umdesk ratings import`: what comes in, what is refused, and why."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.conftest import PASSWORD
from tests.selection_cycle import Made, make_cycle
from umdesk.cli.main import main
from umdesk.domain.words import CycleState
from umdesk.services import history
from umdesk.services.programs import Program, open_program
from umdesk.storage import models

TITLES = ("Application", "Rater", "Aptitude", "Courses")


@pytest.fixture
def made(program: Program) -> Made:
    made = make_cycle(program)
    made.go(CycleState.SCORING)
    return made


@pytest.fixture
def run(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> Callable[..., Any]:
    """Import rows below the titles; gives the answer, or what was said where nothing was done."""
    monkeypatch.setenv("UMDESK_PASSWORD", PASSWORD)
    made.program.close()

    def run(rows: Sequence[Sequence[Any]], *more: str, name: str = "ratings.xlsx") -> Any:
        path = write(tmp_path / name, rows)
        code = main(
            ["ratings", "import", str(made.program.folder), str(path), "--cycle", "Spring 2026", "--json", *more]
        )
        said = capsys.readouterr()
        answer = json.loads(said.out)
        return answer if code == 0 else (code, answer["error"]["message"])

    return run


def write(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    if path.suffix == ".csv":
        path.write_text("\n".join(",".join(map(str, row)) for row in rows), encoding="utf-8")
        return path
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def answer(rows: int, imported: int = 0, unchanged: int = 0, **lists: list[Any]) -> dict[str, Any]:
    """The whole answer; lists that are not named are empty."""
    return {
        "rows": rows, "imported": imported, "unchanged": unchanged, "incomplete": lists.get("incomplete", []),
        "refused": lists.get("refused", []), "raters_added": lists.get("added", []),
    }  # fmt: skip


def sheets_of(folder: Path) -> dict[tuple[str, str], tuple[Any, ...]]:
    """What the program holds of each sheet."""
    program = open_program(folder, password=PASSWORD)
    with program.reading() as session:
        found = {}
        for sheet in session.query(models.Sheet):
            number = session.get_one(models.Application, sheet.application_id).number
            rows = session.query(models.Rating).filter_by(sheet_id=sheet.id)
            values = {r.value if r.value is not None else "N/A" if r.not_applicable else r.comment for r in rows}
            rater = session.get_one(models.Rater, sheet.rater_id).name
            said = sheet.conflict, sheet.declared_as, sheet.entered_as, sheet.submitted_at is not None
            found[number, rater] = ({str(value) for value in values}, *said)
        events = [(event.summary, event.reason) for event in history.events(program)[1:2]]
    program.close()
    return {**found, ("", ""): tuple(events)}


def test_ratings_come_in_again_and_otherwise(run: Callable[..., Any], made: Made) -> None:
    rows = [
        TITLES,
        ("2026-0001", "Bo", 4, 7.0),
        ("2026 - 2", "  bo ", "5,0", "n/a"),
        ("2026-0003", "Vera Lane", "", 3),
        ("2026-0004", "Cy"),
    ]
    first = answer(4, 3, 1, incomplete=[
        {"row": 4, "reason": "Aptitude is missing."}, {"row": 5, "reason": "The row has no rating."},
    ], added=["Vera Lane"])  # fmt: skip
    refused = answer(4, 0, 3, incomplete=first["incomplete"], refused=[
        {"row": 2, "reason": "On file Bo has something else for 2026-0001: Aptitude."}
    ])  # fmt: skip
    other = [rows[0], ("2026-0001", "Bo", 5, 7.0), *rows[2:]]

    assert run(rows, "--dry-run") == first
    assert run(rows) == first
    assert run(rows) == answer(4, 0, 4, incomplete=first["incomplete"])
    assert run(other) == refused
    assert run(other, "--replace", "Typed from paper") == answer(4, 1, 3, incomplete=first["incomplete"])
    assert sheets_of(made.program.folder) == {
        ("2026-0001", "Bo"): ({"5", "7"}, "none", "from file", "from file", True),
        ("2026-0002", "Bo"): ({"5", "N/A"}, "none", "from file", "from file", True),
        ("2026-0003", "Vera Lane"): ({"3"}, "none", "from file", "from file", False),
        ("", ""): (("Imported 1 rating sheet from ratings.xlsx into Spring 2026", "Typed from paper"),),
    }


def test_a_conflict_in_a_file(run: Callable[..., Any], made: Made) -> None:
    rows = [
        (*TITLES, "Conflict"),
        ("2026-0001", "Bo", 4, "", "cleared: A namesake"),
        ("2026-0002", "Bo", "", "", "Recused"),
        ("2026-0003", "Bo", 4, 7, "recused"),
        ("2026-0004", "Bo", 4, "", "cleared"),
        ("2026-0003", "Cy", 4, "", "maybe"),
    ]
    assert run(rows) == answer(5, 3, refused=[
        {"row": 5, "reason": "The conflict of interest is cleared without a reason; write “cleared: REASON”."},
        {"row": 6, "reason": "“maybe” is no word for a conflict: none, cleared: REASON, or recused."},
    ])  # fmt: skip
    again = [rows[0], ("2026-0002", "Bo", 4, "", ""), ("2026-0001", "Bo", 4, "", "none"), rows[3]]
    assert run(again, name="again.csv") == answer(3, 0, 2, refused=[
        {"row": 2, "reason": "Bo is recused from 2026-0002 on file, and only the coordinator clears that, with a "
                             "reason."},
    ])  # fmt: skip
    found = sheets_of(made.program.folder)
    assert found["2026-0001", "Bo"] == ({"4"}, "cleared", "from file", "from file", True)
    assert found["2026-0002", "Bo"] == (set(), "recused", "from file", "", False)
    assert found["2026-0003", "Bo"] == ({"4", "7"}, "recused", "from file", "from file", True)


def test_a_file_that_cannot_be_used_changes_nothing(run: Callable[..., Any]) -> None:
    assert run([("Number", "Who", "Aptitude"), ("2026-0001", "Bo", 4)]) == (
        1, "ratings.xlsx has no line of titles with “Rater”; nothing was imported."
    )  # fmt: skip
    assert run([("Application", "Rater", "Height"), ("2026-0001", "Bo", 4)]) == (
        1, "ratings.xlsx has no column with the name of a criterion; nothing was imported."
    )  # fmt: skip
    assert run([TITLES], "--replace", " ") == (2, "--replace needs a reason; nothing was imported.")
    assert run([TITLES], "--replace", "\udcff") == (1, "Replacing ratings needs a reason; nothing was imported.")
    assert run([TITLES], "--cycle", "Never") == (1, "There is no cycle named “Never”.")
