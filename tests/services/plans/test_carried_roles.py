"""Who sees and changes what hangs on a plan: a supervisor their own records, a reader nothing of counseling."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SetClock
from tests.roles_world import DANA, EVE, TODAY, World, as_text, copy_of
from umdesk.domain.errors import Gone, InvalidInput, NotAllowed
from umdesk.domain.words import ContactKind, ProgressStatus
from umdesk.services import history
from umdesk.services.people import contacts
from umdesk.services.plans import files, filing, queries, records, reviews
from umdesk.services.plans.reviews import Minutes
from umdesk.services.programs import Program
from umdesk.storage import blobs, models

PDF = b"%PDF-1.7 what was said"


def test_each_account_sees_and_changes_what_is_theirs(
    made_world: tuple[Path, World], tmp_path: Path, clock: SetClock
) -> None:
    folder, world = made_world
    program = copy_of(folder, tmp_path / "copy.umdesk", clock)
    part, person = world.one.participation, world.one.people[0]
    notes = {row.item: row.id for row in queries.plan(program, part).progress}
    spoken, done = notes[world.one.counseling], notes[world.one.activity]
    kept = {record: files.add(program, record, "note.pdf", PDF) for record in (spoken, done)}
    contacts.add(program, person, on=TODAY, kind=ContactKind.ACADEMIC_COUNSELING, note="in confidence")
    held = reviews.record(program, part, reviews.ReviewKind.QUARTERLY, None, Minutes(TODAY, summary="Maria’s words"))

    world.sign_in(program, EVE)
    assert (files.of_progress(program, spoken), len(files.of_progress(program, done))) == ((), 1)
    assert files.content(program, kept[done]) == PDF
    with pytest.raises(Gone):
        files.content(program, kept[spoken])
    seen = {row.id: (row.note, row.files, row.kept_back, row.theirs) for row in queries.plan(program, part).progress}
    assert seen[spoken] == ("", 0, True, False)
    (talk,) = contacts.of_person(program, person)
    assert (talk.kind, talk.note, talk.kept_back) == (ContactKind.ACADEMIC_COUNSELING, "", True)

    told = as_text(history.events(program, list(queries.plan(program, part).record_ids)))
    assert "note.pdf" in told  # that of the workshop
    records_of_files = [kept[spoken]]
    assert "note.pdf" not in as_text(history.events(program, records_of_files))
    world.sign_in(program, DANA)
    assert files.content(program, kept[spoken]) == PDF
    refused: list[Any] = [
        lambda: records.correct_progress(program, done, {"note": "mine"}),
        lambda: records.remove_progress(program, done),
        lambda: files.remove(program, kept[done]),
        lambda: reviews.correct(program, held, Minutes(TODAY)),
        lambda: reviews.remove(program, held),
    ]
    for change in refused:
        with pytest.raises(NotAllowed, match="written down by Maria Ortega"):
            change()
    own = records.record_progress(program, part, world.one.activity, on=TODAY, status=ProgressStatus.DONE)
    theirs = {row.id: row.theirs for row in queries.plan(program, part).progress}
    assert theirs == {spoken: False, done: False, own: True}
    records.correct_progress(program, own, {"note": "Passed"})
    records.remove_progress(program, own)
    with pytest.raises(InvalidInput):
        reviews.record(program, part, reviews.ReviewKind.QUARTERLY, None, Minutes())
    letter = a_letter(program, f"{queries.plan(program, part).plan_number} L1")
    with pytest.raises(NotAllowed):
        filing.original(program, letter)
    program.close()


def a_letter(program: Program, number: str) -> str:
    """A letter to an application that has the number of a plan; gives the document."""
    with program.operation("tests.letter", "Printed") as op:
        letter = models.PrintedDocument(
            id=models.new_id(), kind="letter", number=number, record_id=None, digest="0" * 10, pages=1,
            blob_sha256=blobs.keep(op.session, PDF, "application/pdf"), printed_at=program.now(), printed_by="Maria",
        )  # fmt: skip
        op.session.add(letter)
    return letter.id
