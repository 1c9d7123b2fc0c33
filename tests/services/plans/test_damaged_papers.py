"""What a plan has on paper, damaged: the check names it, the plan still opens, and a salvage says what was lost."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select

from tests.conftest import PASSWORD
from tests.services.plans.conftest import Someone
from tests.services.plans.writing import write_plan
from tests.storage import damage
from umdesk.domain.snapshots import snapshot_digest
from umdesk.domain.words import ProgressStatus, RevisionState
from umdesk.services import integrity, programs
from umdesk.services.plans import files, filing, printing, queries, records
from umdesk.services.plans.filing import ToFile
from umdesk.services.plans.printing import Made
from umdesk.services.programs import Program
from umdesk.storage import models
from umdesk.storage.pages.sealed import PAGE

PDF = b"%PDF-1.7 "


def put_on_file(program: Program, rebecca: Someone) -> None:
    """A printed plan, a scan of its first page, and evidence of progress, each on pages of its own."""
    write_plan(program, rebecca.revision)
    made = Made(PDF + b"plan" * 4000, 2, snapshot_digest(printing.snapshot(program, rebecca.revision)))
    printing.freeze(program, rebecca.revision, made)
    course = queries.plan(program, rebecca.participation).content.activities[0]
    done = records.record_progress(
        program, rebecca.participation, course.item, on=date(2026, 5, 19), status=ProgressStatus.DONE, hours=Decimal(1)
    )
    files.add(program, done, "certificate.pdf", PDF + b"done" * 4000)
    (paper,) = filing.papers(program, [f"{rebecca.number} R1"])
    filing.file(program, "scan.pdf", [ToFile(paper.document_id, 1, b"\x89PNG" + b"ink" * 4000, "image/png", 1)])


def test_damage_to_paper_is_named_and_no_plan_is_shut_by_it(program: Program, rebecca: Someone) -> None:
    put_on_file(program, rebecca)
    assert integrity.check(program).findings == ()
    raw = program.opened.anchor
    raw.execute("UPDATE blob SET data = x'8f'")
    found = {one.where: one.what for one in integrity.check(program).findings}
    number = rebecca.number
    assert found == {
        f"cdp {number} R1": "the kept copy is not what was printed",
        f"the content of plan {number} R1": "the kept copy is not what was printed",
        f"certificate.pdf of plan {number}": "the kept copy is not what was printed",
        f"scanned page 1 of cdp {number} R1": "the kept copy is not what was printed",
        f"plan {number} R1": "the kept content is not what was frozen: its digest is another one",
    }
    assert printing.frozen_snapshot(program, rebecca.revision) is None
    assert queries.plan(program, rebecca.participation).state is RevisionState.PRINTED


def test_a_salvage_says_that_the_content_of_a_plan_was_lost(program: Program, rebecca: Someone) -> None:
    put_on_file(program, rebecca)
    program.close()
    for page in damage.pages_of(program.folder, "blob"):
        damage.flip(program.folder, page * PAGE - 1000)
    saved = integrity.salvage_folder(program.folder, program.folder.with_name("saved.umdesk"), PASSWORD)
    assert sorted(each for each in saved.missing if "kept copies" in each) == [
        f"kept copies of documents: cdp {rebecca.number} R1",
        "kept copies of documents: certificate.pdf",
        "kept copies of documents: scan.pdf",
        f"kept copies of documents: the content of plan {rebecca.number} R1",
    ]
    again = programs.open_program(saved.program, password=PASSWORD)
    checked = integrity.check(again)
    assert checked.findings == ()
    assert not any("before contents were kept" in note for note in checked.notes)
    with again.reading() as session:
        assert session.scalars(select(models.Revision.snapshot_sha256)).one() is not None
    assert printing.frozen_snapshot(again, rebecca.revision) is None
    again.close()
