"""`umdesk report`: every kind as a PDF, a workbook or JSON, on a year or between two days."""

import io
import json

import pytest
import python_calamine
from pypdf import PdfReader

from umdesk.cli.main import main
from umdesk.domain.reports.kinds import KINDS
from umdesk.services.reporting.building import BUILDERS

pytestmark = pytest.mark.usefixtures("signed_in")


@pytest.fixture
def run(program_folder, capsys):
    """Run a report; gives exit code, standard output and standard error."""

    def run(*words):
        code = main(["report", str(program_folder), *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_everything_that_is_offered_can_be_made():
    assert set(KINDS) == set(BUILDERS)


def test_a_year_is_written_as_a_pdf_and_its_figures_are_said(run, tmp_path):
    path = tmp_path / "moves.pdf"
    code, out, _err = run("advancements", "--year", "2025", "--output", path)

    assert code == 0
    assert out.splitlines()[0] == "Advancements, Jul 1, 2024 to Jun 30, 2025"
    assert ["UM", "hires", "0"] in [line.split() for line in out.splitlines()]
    assert out.endswith(f"Wrote {path}.\n")
    assert "program year 2024-25" in PdfReader(path).pages[0].extract_text()


def test_two_days_are_written_as_a_workbook_and_answered_as_json(run, tmp_path):
    path = tmp_path / "moves.xlsx"
    code, out, _err = run("advancements", "--from", "2024-01-01", "--to", "3/31/2024", "--output", path, "--json")

    told = json.loads(out)
    assert (code, told["report"], told["output"], told["pages"]) == (0, "advancements", str(path), 0)
    assert told["period"] == {"from": "2024-01-01", "to": "2024-03-31", "complete": True, "through": None}
    assert "year" not in told
    assert {"key": "um-hires", "label": "UM hires", "value": 0, "unit": "count"} in told["figures"]
    assert "Summary" in python_calamine.load_workbook(io.BytesIO(path.read_bytes())).sheet_names


def test_json_on_a_calendar_year_holds_what_the_answer_says(run, tmp_path):
    path = tmp_path / "progress.json"
    code, out, _err = run("progress", "--year", "2025", "--output", path, "--json")

    told, kept = json.loads(out), json.loads(path.read_text(encoding="utf-8"))
    assert code == 0
    assert {key: told[key] for key in kept} == kept
    assert (kept["year"], kept["period"]["from"], kept["period"]["to"]) == (2025, "2025-01-01", "2025-12-31")


def test_workforce_analysis_holds_what_calhr_asks_for(run, tmp_path):
    part = ("--from", "2024-10-01", "--to", "2024-12-31")
    code, out, _err = run("workforce-analysis", "--year", "2025", *part, "--output", tmp_path / "wa.json", "--json")

    told = json.loads(out)
    assert code == 0
    assert {
        "year", "period", "participants", "um_hires", "advancements", "goals", "budget", "lpel_classes",
        "eltpa_classes", "action_plan", "definitions",
    } <= told.keys()  # fmt: skip
    assert {"allocated", "committed", "spent"} <= told["budget"].keys()
    assert (told["participants"], told["um_hires"], told["year"]) == (0, 0, 2025)
    assert told["period"] == {"from": "2024-10-01", "to": "2024-12-31", "complete": True, "through": None}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--year", "2025", "--output", "moves.docx"), 1, "End the name in .pdf, .xlsx or .json."),
        (("--year", "2099", "--output", "moves.pdf"), 1, "begins on Jul 1, 2098, so there is nothing to count yet"),
        (("--year", "2025", "--from", "2024-06-30", "--to", "2024-08-01", "--output", "m.pdf"), 1, "Jun 30, 2024 lies"),
        (("--from", "2024-02-01", "--to", "2024-01-01", "--output", "m.pdf"), 1, "before it begins"),
        (("--from", "2024-02-01", "--output", "m.pdf"), 1, "needs a first and a last day"),
        (("--from", "2024-02-01", "--to", "9999-12-31", "--output", "m.pdf"), 2, "The year 9999 is too far away"),
        (("--from", "soon", "--to", "later", "--output", "moves.pdf"), 2, "'soon' is no date"),
        (("--year", "2025"), 2, "--output"),
    ],
)
def test_what_cannot_be_is_a_sentence_and_writes_nothing(run, tmp_path, monkeypatch, words, code, said):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    found, _out, err = run("advancements", *words)

    assert (found, said in err) == (code, True), err
    assert sorted(tmp_path.iterdir()) == before
