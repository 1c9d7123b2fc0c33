"""Printing plans: DRAFT, for signature, again with the same bytes, all of them, and from the terminal."""

import json
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import PASSWORD
from tests.served import served
from tests.services.plans.conftest import someone
from tests.services.plans.writing import write_plan
from umdesk.cli.main import main
from umdesk.domain.errors import CannotWrite, NotNow
from umdesk.domain.words import ParticipationState, RevisionState
from umdesk.jobs import print_plan
from umdesk.services.plans import editing, participations, printing, queries, revisions
from umdesk.services.programs import Program


def words(data: bytes, path: Path) -> str:
    """The text of a PDF, as a reader gets it."""
    import subprocess

    path.write_bytes(data)
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True).stdout


def test_a_draft_says_draft_and_changes_nothing(program: Program, tmp_path: Path) -> None:
    rebecca = someone(program)
    pdf = print_plan.preview(program, rebecca.revision)
    assert (pdf.draft, pdf.state, pdf.plan_number) == (True, RevisionState.DRAFT, rebecca.number)
    assert pdf.title == "Plan 2026-0001, revision 1 (draft)"
    text = words(pdf.data, tmp_path / "draft.pdf")
    assert "DRAFT" in text
    assert "R1 1/" not in text
    assert queries.plan(program, rebecca.participation).state is RevisionState.DRAFT


def test_printing_to_sign_freezes_what_is_on_the_page(program: Program, tmp_path: Path) -> None:
    rebecca = someone(program)
    write_plan(program, rebecca.revision)
    path = tmp_path / "plan.pdf"
    pdf = print_plan.print_to_sign(program, rebecca.revision, path)
    assert (pdf.draft, pdf.state, pdf.path) == (False, RevisionState.PRINTED, path)
    assert path.read_bytes() == pdf.data == printing.document(program, rebecca.revision)
    with pikepdf.open(path) as opened:
        assert len(opened.pages) == pdf.pages
    text = words(pdf.data, tmp_path / "again.pdf")
    assert "DRAFT" not in text
    assert f"{rebecca.number} R1 1/{pdf.pages}" in text
    assert print_plan.preview(program, rebecca.revision).data == pdf.data
    other = tmp_path / "other.pdf"
    again = print_plan.print_revision(program, rebecca.revision, other)
    assert (again.data, other.read_bytes()) == (pdf.data, pdf.data)
    with pytest.raises(NotNow, match="printed already"):
        print_plan.print_to_sign(program, rebecca.revision)


def test_nothing_is_frozen_that_was_not_written(program: Program, tmp_path: Path) -> None:
    rebecca = someone(program)
    write_plan(program, rebecca.revision)
    with pytest.raises(CannotWrite, match="does not exist"):
        print_plan.print_to_sign(program, rebecca.revision, tmp_path / "nowhere" / "plan.pdf")
    assert queries.plan(program, rebecca.participation).state is RevisionState.DRAFT
    assert printing.document(program, rebecca.revision) is None


def test_an_incomplete_plan_writes_no_file(program: Program, tmp_path: Path) -> None:
    rebecca = someone(program)
    with pytest.raises(NotNow, match="target class is missing"):
        print_plan.print_to_sign(program, rebecca.revision, tmp_path / "plan.pdf")
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_ready_plan_of_somebody_who_left_comes_out_as_a_draft(program: Program, tmp_path: Path) -> None:
    rebecca = someone(program)
    write_plan(program, rebecca.revision)
    revisions.mark_ready(program, rebecca.revision)
    participations.set_state(program, rebecca.participation, ParticipationState.ENDED, program.today(), "Retired")
    with pytest.raises(NotNow, match="is ended since May 20, 2026, so there is nothing left to sign"):
        print_plan.print_to_sign(program, rebecca.revision, tmp_path / "plan.pdf")
    pdf = print_plan.print_revision(program, rebecca.revision, tmp_path / "plan.pdf")
    assert (pdf.draft, pdf.state) == (True, RevisionState.READY)


def test_all_writes_one_file_a_plan(program: Program, tmp_path: Path) -> None:
    rebecca, alan = someone(program), someone(program, "Lee", "Alan", "000123")
    draft = someone(program, "Adams", "Zoe", "000124")
    write_plan(program, rebecca.revision)
    write_plan(program, alan.revision)
    write_plan(program, draft.revision)
    revisions.mark_ready(program, rebecca.revision)
    print_plan.print_to_sign(program, alan.revision)
    folder = tmp_path / "plans" / "today"
    everything = print_plan.print_all(program, folder)
    assert [(pdf.plan_number, pdf.state) for pdf in everything.printed] == [
        (rebecca.number, RevisionState.PRINTED),
        (alan.number, RevisionState.PRINTED),
    ]
    assert sorted(path.name for path in folder.iterdir()) == [f"{rebecca.number}.pdf", f"{alan.number}.pdf"]
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    print_plan.print_all(program, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first


def test_an_amendment_has_its_own_page_of_changes(program: Program, tmp_path: Path) -> None:
    rebecca = someone(program)
    write_plan(program, rebecca.revision)
    print_plan.print_to_sign(program, rebecca.revision)
    second = revisions.amend(program, rebecca.revision, "The period is longer")
    editing.set_fields(program, second, {"period_to": date(2027, 12, 31)})
    pdf = print_plan.print_to_sign(program, second, tmp_path / "second.pdf")
    text = " ".join(words(pdf.data, tmp_path / "text.pdf").split())
    assert "The period is longer" in text
    changes = text.split("What this revision changes")[1].split("Signatures")[0]
    assert "Dec 31, 2027" in changes
    assert "Jun 30, 2027" in changes


def test_the_terminal_prints_one_and_all(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rebecca, alan = someone(program), someone(program, "Lee", "Alan", "000123")
    write_plan(program, rebecca.revision)
    revisions.mark_ready(program, rebecca.revision)
    folder = str(program.folder)
    program.close()
    monkeypatch.setenv("UMDESK_PASSWORD", PASSWORD)
    one = tmp_path / "one.pdf"
    assert main(["print", folder, "cdp", "--person", "000123", "--output", str(one), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "files": [{"file": str(one), "plan": alan.number, "revision": 1, "state": "draft", "pages": 2, "draft": True}],
        "not_printed": [],
    }
    assert main(["print", folder, "cdp", "--all", "--output", str(tmp_path / "all"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(file["plan"], file["state"], file["draft"]) for file in found["files"]] == [
        (rebecca.number, "printed", False)
    ]
    first = (tmp_path / "all" / f"{rebecca.number}.pdf").read_bytes()
    again = tmp_path / "again.pdf"
    assert main(["print", folder, "cdp", "--person", "4711", "--output", str(again)]) == 0
    assert again.read_bytes() == first
    assert f"plan {rebecca.number}, revision 1, printed" in capsys.readouterr().out
    assert main(["print", folder, "cdp", "--person", "999", "--output", str(again)]) == 1
    assert main(["print", folder, "cdp", "--output", str(again)]) == 2


def test_a_ready_plan_that_no_longer_may_be_printed_is_named(program: Program, tmp_path: Path) -> None:
    from umdesk.domain.words import ActivityType, ItemKind

    rebecca, alan = someone(program), someone(program, "Lee", "Alan", "000123")
    for one in (rebecca, alan):
        write_plan(program, one.revision)
    editing.add_row(
        program,
        rebecca.revision,
        ItemKind.ACTIVITY,
        {
            "type": ActivityType.TD_ASSIGNMENT,
            "text": "Budget office",
            "starts": date(2026, 7, 1),
            "ends": date(2028, 6, 30),
        },
    )
    for one in (rebecca, alan):
        revisions.mark_ready(program, one.revision)
    served(program, rebecca.participation, date(2026, 1, 1), date(2026, 3, 31))
    everything = print_plan.print_all(program, tmp_path)
    assert [pdf.plan_number for pdf in everything.printed] == [alan.number]
    assert [one.plan_number for one in everything.not_printed] == [rebecca.number]
    assert "“Budget office” goes over 24 months" in everything.not_printed[0].reason
    assert [path.name for path in tmp_path.glob("*.pdf")] == [f"{alan.number}.pdf"]


def test_a_folder_that_cannot_be_made_is_a_sentence(program: Program, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotWrite, match=r"could not be made: .*Nothing was printed\."):
        print_plan.print_all(program, tmp_path / "file" / "plans")
