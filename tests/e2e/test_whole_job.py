"""The whole job through services and command line: new, import, score, select, plan, print, report, check."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from pypdf import PdfReader

from tests.conftest import PASSWORD
from tests.e2e import office
from umdesk.cli.main import main
from umdesk.domain.words import ProgressStatus, RevisionState, Route
from umdesk.services import programs
from umdesk.services.plans import advancements, queries, records, signing

pytestmark = pytest.mark.usefixtures("signed_in")


@pytest.fixture
def run(capsys):
    """Run a command with --json; gives its exit code and its one object."""

    def run_command(*words):
        code = main([*(str(word) for word in words), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return run_command


def text_of(path):
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def open_as_coordinator(folder, now=datetime(2026, 5, 20, 17, tzinfo=UTC)):
    return programs.open_program(folder, password=PASSWORD, clock=lambda: now)


def test_the_whole_job(program_folder, tmp_path, run):
    file = office.workbook(tmp_path / "applications.xlsx")

    # A dry run says what would happen and changes nothing.
    code, dry = run("import", program_folder, file, "--cycle", office.CYCLE, "--dry-run")
    assert code == 0
    assert run("applicants", program_folder) == (0, {"applicants": []})

    code, imported = run("import", program_folder, file, "--cycle", office.CYCLE)
    assert code == 0
    assert imported == dry
    assert imported == {
        "rows": 7,
        "imported": 6,
        "duplicates": [],
        "attention": [],
        "refused": [{"row": 10, "reason": imported["refused"][0]["reason"]}],
        "dropped_columns": ["DOB"],
    }

    code, again = run("import", program_folder, file, "--cycle", office.CYCLE)
    assert (code, again["imported"], len(again["duplicates"])) == (0, 0, 6)
    assert {"row", "of", "reason"} == set(again["duplicates"][0])

    code, listed = run("applicants", program_folder, "--cycle", office.CYCLE)
    assert [(one["application"], one["employee_number"], one["eligibility"]) for one in listed["applicants"]] == [
        ("2026-0001", "000123", "eligible"),
        ("2026-0002", "000456", "eligible"),
        ("2026-0003", "000789", "eligible"),
        ("2026-0004", "001011", "eligible"),
        ("2026-0005", "001213", "not eligible"),
        ("2026-0006", "001415", "coordinator decides"),
    ]
    assert set(listed["applicants"][0]) == {
        "application", "last_name", "first_name", "employee_number", "class_code", "eligibility", "reasons",
    }  # fmt: skip
    assert listed["applicants"][2]["class_code"] == "0731"

    program = open_as_coordinator(program_folder)
    cycle_id = office.score(program)
    program.close()

    code, ranked = run("rank", program_folder, "--cycle", office.CYCLE)
    assert code == 0
    assert (ranked["cycle"], ranked["formula"] != "") == (office.CYCLE, True)
    assert [(row["rank"], row["application"], row["score"], row["exact"], row["n"]) for row in ranked["ranking"]] == [
        (1, "2026-0001", 93.33, "280/3", 3),
        (2, "2026-0002", 80.00, "80/1", 3),
        (3, "2026-0003", 66.67, "200/3", 3),
        (4, "2026-0004", 33.33, "100/3", 3),
    ]
    assert [row["decided_by"] for row in ranked["ranking"]] == ["score"] * 4
    assert ranked["ranking"][0]["spread"] == 20.0
    assert {row["application"] for row in ranked["unranked"]} == {"2026-0005", "2026-0006"}

    program = open_as_coordinator(program_folder)
    office.select(program, cycle_id)
    plans = queries.list_plans(program)
    assert [plan.name for plan in plans] == ["Nelson, Rebecca", "Nguyễn-O’Connor, Siobhán"]
    for plan in plans:
        office.write_plan(program, plan.participation_id)
    program.close()

    # Printing freezes; printing again gives the same bytes.
    sheet = tmp_path / "plan.pdf"
    code, _ = run("print", program_folder, "cdp", "--person", "123", "--output", sheet)
    assert code == 0
    first = sheet.read_bytes()
    assert "Nguyễn-O’Connor" in text_of(sheet)
    assert "DRAFT" not in text_of(sheet)
    run("print", program_folder, "cdp", "--person", "000123", "--output", sheet)
    assert sheet.read_bytes() == first
    code, _ = run("print", program_folder, "cdp", "--all", "--output", tmp_path / "all")
    assert code == 0
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == ["2026-0001.pdf", "2026-0002.pdf"]

    # What happened: signatures, progress, money, an advancement. Printing took place by the computer's own clock.
    program = open_as_coordinator(program_folder, datetime.now(UTC) + timedelta(days=400))
    today = program.today()
    plan = next(plan for plan in queries.list_plans(program) if plan.employee_number == "000123")
    detail = queries.plan(program, plan.participation_id)
    assert detail.state is RevisionState.PRINTED
    item = detail.activities[0].item
    signed = signing.Signatures(employee=today, supervisor=today, coordinator=today)
    assert signing.record(program, detail.revision_id, signed) is RevisionState.SIGNED
    records.record_progress(program, plan.participation_id, item, on=today, status=ProgressStatus.DONE)
    records.record_money(program, plan.participation_id, None, on=today, amount=Decimal("340.75"))
    advancements.record_advancement(
        program, plan.participation_id, on=today, to_class_code="5157", route=Route.EXAM, completes=True
    )
    year = today.year + (1 if today.month >= 7 else 0)
    from umdesk.domain import counts
    from umdesk.services.reporting import making

    summary = making.make(program, "summary", counts.program_year_period(year)).content
    figures = {number.key: number.value for number in summary.numbers()}
    assert figures["um-hires"] == 1
    assert figures["actual-cost"] == Decimal("340.75")
    assert figures["estimated-cost"] == Decimal("700.00")
    assert figures["active-plans"] == 1
    program.close()

    code, report = run("report", program_folder, "summary", "--year", "2026", "--output", tmp_path / "summary.pdf")
    figures = {figure["key"]: figure["value"] for figure in report["figures"]}
    assert (figures["applicants"], figures["eligible"], figures["selected"]) == (6, 4, 2)
    assert "Redding Field Office" in text_of(tmp_path / "summary.pdf")

    code, _ = run("print", program_folder, "ranking", "--cycle", office.CYCLE, "--output", tmp_path / "ranking.pdf")
    assert "Nguyễn-O’Connor" in text_of(tmp_path / "ranking.pdf")

    code, checked = run("check", program_folder)
    assert (code, checked["ok"], checked["findings"]) == (0, True, [])
    assert checked["events"] > 20
    assert len(checked["last_event_hash"]) == 64


def test_a_program_from_nothing_with_its_recovery_sheet(tmp_path, run, monkeypatch):
    sheet = tmp_path / "recovery.pdf"
    code, made = run(
        "new", tmp_path / "redding", "--department", "Department of Example", "--office", "Redding Field Office",
        "--coordinator", "Ana María O’Neil", "--recovery-sheet", sheet,
    )  # fmt: skip
    assert code == 0
    assert "recovery_code" not in made
    assert "redding" in text_of(sheet)
    assert run("applicants", tmp_path / "redding.umdesk") == (0, {"applicants": []})
    monkeypatch.setenv("UMDESK_PASSWORD", "something else entirely")
    code, refused = run("check", tmp_path / "redding.umdesk")
    assert code == 1
    assert "password" in refused["error"]["message"].lower()


def test_commands_that_ask_run_beside_an_open_window_and_those_that_change_say_who_has_it(
    program, program_folder, tmp_path, run
):
    assert run("applicants", program_folder)[0] == 0
    assert run("check", program_folder)[0] == 0
    file = office.workbook(tmp_path / "applications.xlsx")
    assert run("import", program_folder, file, "--cycle", office.CYCLE, "--dry-run")[0] == 0
    code, refused = run("import", program_folder, file, "--cycle", office.CYCLE)
    assert code == 1
    assert "Open since" in refused["error"]["message"]
