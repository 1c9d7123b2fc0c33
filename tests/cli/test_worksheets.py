"""`umdesk print worksheet` and the way back through `umdesk import`."""

import json
from pathlib import Path

import pytest
from pypdf import PdfWriter

from tests.conftest import PASSWORD
from tests.jobs.test_worksheets import filled
from tests.services.plans.conftest import someone
from umdesk.cli.main import main
from umdesk.services import programs
from umdesk.services.plans import editing, queries
from umdesk.services.programs import Program


@pytest.mark.usefixtures("signed_in")
def test_a_worksheet_goes_out_and_comes_back_from_the_terminal(
    program: Program, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rebecca = someone(program)
    editing.set_fields(program, rebecca.revision, {"supervisor_comments": "Ready"})
    folder, sheet = str(program.folder), tmp_path / "sheet.pdf"
    program.close()
    line = ["print", folder, "worksheet", "--plan", rebecca.number, "--output", str(sheet), "--json"]
    assert main(line) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["number"], told["plan"], told["pages"]) == (f"{rebecca.number} S1", rebecca.number, 4)
    line[4] = "2019-0001"
    assert main(line) == 1
    assert "There is no plan 2019-0001." in capsys.readouterr().err

    back = tmp_path / "back.pdf"
    answers = {"plan_support": "Two hours a week", "activity_new1_starts": "soon", "plan_supervisor_comments": ""}
    back.write_bytes(filled(sheet.read_bytes(), answers))
    assert main(["import", folder, str(back), "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["worksheets"][0]["taken"] == 1
    assert main(["import", folder, str(back), "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["worksheets"]
    assert (one["plan"], one["taken"], one["refused"]) == (rebecca.number, 1, "")
    assert [row["problem"] for row in one["look"]] == ["“soon” is no date. Write it like 8/31/2026.", ""]
    writer = PdfWriter(clone_from=back)
    writer.add_metadata({"/Subject": f"umdesk worksheet, edition 1, {rebecca.number} S9 0123456789"})
    writer.write(tmp_path / "foreign.pdf")
    assert main(["import", folder, str(tmp_path / "foreign.pdf"), "--json"]) == 1  # nothing was done
    assert "was not printed from this program" in json.loads(capsys.readouterr().out)["worksheets"][0]["refused"]
    other = tmp_path / "list.csv"
    other.write_text("Name\nNelson\n")
    assert main(["import", folder, str(other)]) == 2
    assert "name it with --cycle" in capsys.readouterr().err

    again = programs.open_program(Path(folder), password=PASSWORD)
    plan = queries.plan(again, rebecca.participation).content
    assert (plan.support, plan.supervisor_comments) == ("Two hours a week", "Ready")
    again.close()
