"""Attachments: kept inside the program, undoable, recorded when a copy leaves, in everything that holds data."""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from tests.attachment_files import docx, pdf, picture
from umdesk.domain.attachments import MediaType
from umdesk.domain.errors import CannotWrite, Gone, InvalidInput, NotNow
from umdesk.domain.words import CycleState
from umdesk.jobs import attachments as jobs
from umdesk.jobs import dump
from umdesk.jobs.attachments import Coming
from umdesk.services import applicants, attachments, cycles, disclosures, history, integrity
from umdesk.services.applicants import NewApplicant
from umdesk.services.person_record import record
from umdesk.services.programs import Program
from umdesk.storage.models import Blob, Cycle


@pytest.fixture
def application(program: Program) -> str:
    cycle = cycles.create_cycle(program, "Spring 2026")
    return applicants.add(program, cycle, NewApplicant("Muñoz", class_code="1379", received=date(2026, 2, 15)))


def names(program: Program, application: str) -> list[str]:
    return [row.name for row in attachments.of_application(program, application)]


def test_a_file_is_kept_byte_for_byte_with_who_and_when(program: Program, application: str) -> None:
    data = pdf(2)
    added = attachments.add(program, application, "C:\\scans\\Zeugnis ñ.PDF", data, " page 2  is blank ")
    (row,) = attachments.of_application(program, application)
    assert (row.id, row.name, row.kind, row.size) == (added, "Zeugnis ñ.pdf", MediaType.PDF, len(data))
    assert (row.note, row.by, row.at) == ("page 2 is blank", "Maria Ortega", program.now())
    assert attachments.content(program, added) == data
    assert history.undo_step(program) == "Attached “Zeugnis ñ.pdf” to application 2026-0001"


def test_the_same_file_is_not_attached_twice_and_two_files_of_one_name_are_told_apart(
    program: Program, application: str
) -> None:
    attachments.add(program, application, "cv.pdf", pdf(1))
    with pytest.raises(InvalidInput, match=r"is with application 2026-0001 already, as “cv\.pdf”"):
        attachments.add(program, application, "again.pdf", pdf(1))
    attachments.add(program, application, "CV.pdf", pdf(2))
    assert sorted(names(program, application)) == ["CV (2).pdf", "cv.pdf"]


def test_taking_off_is_undone_with_the_bytes(program: Program, application: str) -> None:
    added = attachments.add(program, application, "cv.docx", docx("Dear panel"))
    attachments.remove(program, added)
    assert names(program, application) == []
    assert attachments.taken_off(program, application) == (added,)
    history.undo(program)
    assert attachments.content(program, added) == docx("Dear panel")
    history.undo(program)
    assert names(program, application) == []
    with program.reading() as session:
        assert session.query(Blob).count() == 1
    assert integrity.check(program).findings == ()


def test_a_closed_cycle_keeps_its_files(program: Program, application: str) -> None:
    added = attachments.add(program, application, "cv.pdf", pdf(1))
    with program.operation("test", "test") as op:
        for cycle in op.session.query(Cycle):
            cycle.state = CycleState.CLOSED.value
    for change in (
        lambda: attachments.add(program, application, "b.png", picture("PNG")),
        lambda: attachments.remove(program, added),
        lambda: attachments.set_note(program, added, "late"),
    ):
        with pytest.raises(NotNow, match="is closed"):
            change()


def test_several_files_come_in_and_what_cannot_is_told(program: Program, application: str, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(script="app.alert(1)"))
    (tmp_path / "b.pdf").write_bytes(picture("JPEG"))
    (tmp_path / "c.docx").write_bytes(b"")
    steps: list[str] = []
    files = [Coming.of(tmp_path / name) for name in ("a.pdf", "b.pdf", "c.docx", "gone.png")]
    done = jobs.attach(program, application, [*files, Coming("pasted.png", data=picture("PNG"))], _tell(steps))
    assert names(program, application) == ["a.pdf", "pasted.png"]
    assert [text.split("”")[0] for text in done.refused] == ["“b.pdf", "“c.docx", "“gone.png"]
    assert done.remarks == ("“a.pdf”: It holds a program (JavaScript). Nothing of that is run or opened here.",)
    assert steps[1] == "Attaching b.pdf"


def _tell(steps: list[str]):
    return lambda _done, _total, text: steps.append(text)


def test_a_copy_that_leaves_is_in_the_account_of_disclosures(
    program: Program, application: str, tmp_path: Path
) -> None:
    attachments.add(program, application, "cv.pdf", pdf(1))
    (row,) = attachments.of_application(program, application)
    person = applicants.detail(program, application).person_id
    with pytest.raises(CannotWrite):
        jobs.save_copy(program, row, tmp_path / "no folder" / "cv.pdf")
    assert disclosures.of_person(program, person) == ()
    jobs.save_copy(program, row, tmp_path / "cv.pdf")
    assert (tmp_path / "cv.pdf").read_bytes() == pdf(1)
    (told,) = disclosures.of_person(program, person)
    assert (told.what, told.how) == ("“cv.pdf”, which came with application 2026-0001", "saved as a file")


def test_the_export_of_everything_holds_the_files_by_name(program: Program, application: str, tmp_path: Path) -> None:
    attachments.add(program, application, "Lebenslauf ñ.docx", docx("Dear panel"))
    made = dump.dump(program, tmp_path / "all.zip")
    with zipfile.ZipFile(made.path) as archive:
        name = "attachments/2026-0001 Lebenslauf ñ.docx"
        assert archive.read(name) == docx("Dear panel")
        (row,) = csv.DictReader(io.StringIO(archive.read("tables/attachment.csv").decode("utf-8-sig")))
    assert (row["name"], row["file"], made.attachments) == ("Lebenslauf ñ.docx", name, 1)


def test_the_persons_record_lists_the_files(program: Program, application: str) -> None:
    attachments.add(program, application, "cv.pdf", pdf(1))
    person = applicants.detail(program, application).person_id
    told = record.snapshot(program, person, "Ana Muñoz", "Her request")
    assert "cv.pdf" in repr(told)


def test_a_lost_file_is_named_by_the_check_and_told_when_it_is_wanted(program: Program, application: str) -> None:
    added = attachments.add(program, application, "cv.pdf", pdf(1))
    with program.operation("test", "test") as op:
        raw = op.session.connection().connection.dbapi_connection
        raw.execute("UPDATE blob SET data = x'00' WHERE media_type = 'application/pdf'")
    assert ["cv.pdf of 2026-0001" in str(finding) for finding in integrity.check(program).findings] == [True]
    with program.operation("test", "test") as op:
        raw = op.session.connection().connection.dbapi_connection
        raw.execute("UPDATE blob SET media_type = 'lost'")
    with pytest.raises(Gone, match="was lost when the program was damaged"):
        attachments.content(program, added)
