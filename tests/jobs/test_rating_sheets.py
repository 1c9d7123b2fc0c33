"""What goes out to raters, and comes back: sheets on paper, and a workbook for each."""

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from tests.documents.pdf_rules import check
from tests.selection_cycle import Made, make_cycle
from umdesk.domain.rating_columns import APPLICATION
from umdesk.domain.rating_plan import Fate
from umdesk.domain.words import CycleState
from umdesk.exchange import spreadsheets
from umdesk.jobs import import_ratings, rating_sheets
from umdesk.services import criteria, cycles, disclosures, ratings
from umdesk.services.programs import Program
from umdesk.storage import models

LEVELS = {"0": "Nothing\x0bat all\x07", "10": "Several clear examples"}


@pytest.fixture
def made(program: Program) -> Made:
    """A blind cycle in scoring; the applicants wrote a statement with their name in it."""
    made = make_cycle(program, people=3)
    with program.operation("tests.write", "Wrote statements") as op:
        op.session.get_one(models.Cycle, made.cycle).blind = True
        for number, each in made.applications.items():
            row = op.session.get_one(models.Application, each)
            row.statement, row.target_class = f"=1+1 I am Ana Person{number[-1]}.", "Analyst"
    values = criteria.CriterionInput("Aptitude", Decimal(10), Decimal(2), Decimal("0.5"), levels=tuple(LEVELS.items()))
    criteria.edit(program, made.cycle, made.keys[0], values)
    made.go(CycleState.SCORING)
    ratings.enter(program, made.applications["2026-0001"], made.raters[0], made.keys[0], Decimal("4.5"))
    return made


def test_a_sheet_on_paper_is_tagged_names_nobody_in_a_blind_cycle_and_has_its_code(made: Made, tmp_path: Path) -> None:
    sheets = rating_sheets.make(made.program, made.cycle, made.raters[:2])
    read = check(sheets.data, papers=6)
    assert (sheets.sheets, sheets.pages, sheets.applications) == (6, 12, ("2026-0001", "2026-0002", "2026-0003"))
    assert read.title == "Rating sheets, Spring 2026"
    assert "10: Several clear examples" in read.text
    assert "I am [name]" in read.text
    assert "Person" not in read.text
    assert (read.text.count("Rater's signature"), read.text.count("Sheet code")) == (6, 6)
    rating_sheets.save(made.program, sheets, tmp_path / sheets.file_name)
    assert (tmp_path / "Rating sheets Spring 2026.pdf").read_bytes() == sheets.data
    with made.program.reading() as session:
        person = session.get_one(models.Application, made.applications["2026-0001"]).person_id
    assert disclosures.of_person(made.program, person)[0].what == "Rating sheets, Spring 2026"
    assert rating_sheets.make(made.program, made.cycle, ()).pages == 1


def test_a_workbook_comes_back_as_it_went_and_filled_in(made: Made, tmp_path: Path) -> None:
    program = made.program
    paths = rating_sheets.save_workbooks(program, made.cycle, made.raters[:1], tmp_path)
    assert [path.name for path in paths] == ["Ratings Spring 2026, Bo.xlsx"]
    with zipfile.ZipFile(io.BytesIO(paths[0].read_bytes())) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert "Person" not in "".join(parts.values()), "no applicant is named, not even in what the file says of itself"
    page = parts["xl/worksheets/sheet2.xml"]
    assert "<sheetProtection" in page
    assert all(word in page for word in ("Several clear examples", 'type="list"', 'ySplit="1"'))
    assert "<f>" not in "".join(parts.values())
    tables = {table.sheet: table for table in spreadsheets.read(paths[0]).tables}
    assert [line.cells[0] for line in tables["Ratings"].lines] == [APPLICATION, "2026-0001", "2026-0002", "2026-0003"]
    assert tables["What they wrote"].lines[1].cells == ("2026-0001", "Statement", "=1+1 I am [name].")

    back = import_ratings.preview(program, paths[0], made.cycle).plan
    assert back.remarks == ()
    assert [(row.fate, row.incomplete) for row in back.rows] == [
        (Fate.UNCHANGED, ""), (Fate.UNCHANGED, "The row has no rating."), (Fate.UNCHANGED, "The row has no rating."),
    ]  # fmt: skip
    ratings.enter(program, made.applications["2026-0001"], made.raters[0], made.keys[0], Decimal(5))
    older = import_ratings.preview(program, paths[0], made.cycle).plan.rows[0]
    assert (older.fate, older.differences[0].before, older.differences[0].after) == (Fate.DIFFERS, "5", "4.5")
    assert cycles.cycle(program, made.cycle).state is CycleState.SCORING
