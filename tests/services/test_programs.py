"""Making and describing a program, and what it begins with."""

from pathlib import Path

import pytest
from sqlalchemy import select

from tests.conftest import CHEAP, new_recovery_code
from umdesk.domain.errors import CannotWrite, InvalidInput
from umdesk.services import programs
from umdesk.services.programs import Program
from umdesk.storage.models import JobClass


def test_a_program_says_whose_it_is(program: Program) -> None:
    info = programs.describe(program)
    assert (info.name, info.department, info.office, info.coordinator, info.demo) == (
        "redding",
        "Department of Example",
        "Redding Field Office",
        "Maria Ortega",
        False,
    )
    assert info.created_at == program.now()


def test_a_new_program_knows_the_classes(program: Program) -> None:
    with program.reading() as session:
        codes = set(session.scalars(select(JobClass.class_code)))
    assert "1379" in codes


def test_a_folder_may_have_any_name(tmp_path: Path) -> None:
    program, code = programs.create_program(
        tmp_path / "Ünit 100% #1? 'a' & b",
        department=" Department of Example ",
        office="Redding",
        coordinator="María Ortega",
        password="café au lait",
        cost=CHEAP,
    )
    program.close()
    assert program.folder.name == "Ünit 100% #1? 'a' & b.umdesk"
    # The same word typed on a keyboard that composes its accents otherwise.
    again = programs.open_program(program.folder, password="cafe\u0301 au lait")
    assert programs.describe(again).department == "Department of Example"
    again.close()
    assert programs.account_names(program.folder) == ("María Ortega",)
    programs.open_with_recovery(program.folder, code=code).close()


def test_a_demo_may_have_its_well_known_password(tmp_path: Path) -> None:
    program, _ = programs.create_program(
        tmp_path / "demo", department="D", office="O", coordinator="C", password="demo", demo=True, cost=CHEAP
    )
    assert programs.describe(program).demo
    program.close()


def test_a_code_whose_sheet_was_printed_before_is_the_one_in_force(tmp_path: Path) -> None:
    wanted = programs.new_code()
    program, code = programs.create_program(
        tmp_path / "a",
        department="D",
        office="O",
        coordinator="C",
        password="long enough words",
        cost=CHEAP,
        code=wanted,
    )
    program.close()
    assert code == wanted
    programs.open_with_recovery(program.folder, code=wanted).close()


@pytest.mark.parametrize("missing", ["department", "office", "coordinator"])
def test_a_missing_name_is_pointed_at_and_nothing_is_made(tmp_path: Path, missing: str) -> None:
    names = {"department": "D", "office": "O", "coordinator": "C"} | {missing: "  "}
    with pytest.raises(InvalidInput, match=f"The name of the {missing} is missing") as refused:
        programs.create_program(tmp_path / "a", **names, password="long enough words", cost=CHEAP)
    assert refused.value.field == missing
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "a.umdesk").mkdir()
    (tmp_path / "a.umdesk" / "letter.txt").write_text("mine")
    with pytest.raises(CannotWrite, match="exists already; it was not touched"):
        programs.create_program(
            tmp_path / "a", department="D", office="O", coordinator="C", password="long enough words", cost=CHEAP
        )
    assert [p.name for p in tmp_path.rglob("*")] == ["a.umdesk", "letter.txt"]


def test_a_new_recovery_code_ends_the_old_sheet_and_says_so_in_the_history(program: Program) -> None:
    from umdesk.services import history

    code = new_recovery_code(program)
    assert [line.summary for line in history.events(program, None, 1)] == [
        "Made a new recovery sheet; the old one ended"
    ]
    assert history.undo_step(program) is None
    program.close()
    programs.open_with_recovery(program.folder, code=code).close()
