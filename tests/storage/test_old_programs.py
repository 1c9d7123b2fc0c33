"""A real program folder of every version opens in this one, with its data, its history and its typing.

The folders are kept as each version made them, in tests/data/programs.
"""

import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from tests.conftest import PASSWORD
from umdesk.domain.words import CostCategory, Outcome, RevisionState
from umdesk.services import applicants, cycles, drafts, history, integrity, mentor_matches, programs, results
from umdesk.services.plans import exams, printing, queries
from umdesk.storage import migrations

OLD = Path(__file__).parents[1] / "data" / "programs"
RECOVERY_CODES = {
    "0001": "H89K-F9H4-EM3Y-D8KG-6029-KAA8-CCKY-0TSK",
    "0002": "PYDZ-FYB1-4WT1-RNG9-ZFK5-0FB1-C58S-88HG",
    "0003": "KN0K-G0M7-EN0W-7F9B-DB05-2FTA-WMC7-ZHSZ",
    "0005": "8VMX-SBB7-8103-Z4F9-662M-Y656-DTWS-32JH",
    "0004": "8BWC-PQ0Q-2KTW-H6ZC-K6HP-SA8A-7RXF-ST01",
}


@pytest.mark.parametrize("file", sorted(OLD.glob("*.zip")), ids=lambda file: file.stem)
def test_an_old_program_opens_with_all_that_it_held(file: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(file) as kept:
        kept.extractall(tmp_path)

    program = programs.open_program(tmp_path / "Old.umdesk", password=PASSWORD)

    described = programs.describe(program)
    assert (described.department, described.coordinator) == ("Department of Example", "Zoë O’Hara")
    row, *_others = applicants.rows(program)
    assert (row.name, row.employee_number, row.number) == ("Nuñez, Ana", "000042", "2026-0001")
    assert [(typed.field, typed.value) for typed in drafts.recovered(program)] == [("notes", "typed, not settled")]
    migrated = [line.summary for line in history.events(program) if line.operation == "programs.migrate"]
    assert migrated == [f"Brought the program from {file.stem} to {migrations.HEAD} for this version of umdesk"]
    assert integrity.check(program).findings == ()
    program.close()


@pytest.mark.parametrize("file", sorted(OLD.glob("*.zip")), ids=lambda file: file.stem)
def test_an_old_recovery_sheet_opens_its_program(file: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(file) as kept:
        kept.extractall(tmp_path)

    program = programs.open_with_recovery(tmp_path / "Old.umdesk", code=RECOVERY_CODES[file.stem])

    assert program.account.name == "Zoë O’Hara"
    program.close()


def test_a_program_of_0003_keeps_its_ratings_its_ranking_and_its_decisions(tmp_path: Path) -> None:
    with zipfile.ZipFile(OLD / "0003.zip") as kept:
        kept.extractall(tmp_path)
    program = programs.open_program(tmp_path / "Old.umdesk", password=PASSWORD)

    found = results.results(program, cycles.named(program, "Spring 2026").id)

    assert [(row.rank, row.name, row.score, row.outcome, row.applied, row.wide, row.settled) for row in found.rows] == [
        (1, "Nuñez, Ana", Decimal("90.00"), Outcome.SELECTED, True, True, "They talked."),
        (2, "O’Neil, Zoë", Decimal("50.00"), Outcome.WAITLISTED, True, True, ""),
    ]
    program.close()


def test_a_program_of_0004_keeps_its_plan_with_the_signed_revision_and_the_amendment(tmp_path: Path) -> None:
    with zipfile.ZipFile(OLD / "0004.zip") as kept:
        kept.extractall(tmp_path)
    program = programs.open_program(tmp_path / "Old.umdesk", password=PASSWORD)

    row = queries.list_plans(program)[0]
    found = queries.plan(program, row.participation_id)
    first = queries.plan(program, row.participation_id, found.revisions[-1].id)
    assert [(one.number, one.state) for one in found.revisions] == [
        (2, RevisionState.DRAFT), (1, RevisionState.SIGNED),
    ]  # fmt: skip
    assert (first.content.support, found.content.support) == ("Two hours a week.", "Three hours a week.")
    assert first.content.costs[0].category is CostCategory.OTHER
    assert (printing.document(program, first.revision_id) or b"")[:5] == b"%PDF-"
    assert [money.amount for money in found.money] == [Decimal("120.50")]
    program.close()


def test_a_program_of_0005_keeps_its_exam_its_mentor_and_the_frozen_plan(tmp_path: Path) -> None:
    with zipfile.ZipFile(OLD / "0005.zip") as kept:
        kept.extractall(tmp_path)
    program = programs.open_program(tmp_path / "Old.umdesk", password=PASSWORD)

    row = queries.list_plans(program)[0]
    found = queries.plan(program, row.participation_id)
    first = queries.plan(program, row.participation_id, found.revisions[-1].id)
    assert (first.content.support, found.content.support) == ("Two hours a week.", "Three hours a week.")
    assert [
        (one.class_code, one.list_rank) for one in (line.exam for line in exams.listed(program, row.participation_id))
    ] == [("5157", "3")]
    assert [one.mentor for one in mentor_matches.of_participation(program, row.participation_id)] == ["Ida Wells"]
    program.close()
