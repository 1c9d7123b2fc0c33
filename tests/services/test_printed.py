"""Documents on their way out: kept whole, told in the account of disclosures, or taken back together."""

import hashlib

import pytest
from sqlalchemy import select

from umdesk.services import disclosures, printed
from umdesk.services.printed import Document
from umdesk.services.programs import Program
from umdesk.storage import blobs
from umdesk.storage.models import Person, PrintedDocument, new_id

DIGEST = hashlib.sha256(b"what it says").hexdigest()
DOCUMENT = Document("report", "Report 2026", None, b"%PDF", 3, DIGEST)


def let_out(program: Program, people: list[str], deliver: list[str], *, fails: bool = False) -> None:
    def write() -> None:
        deliver.append("written")
        if fails:
            raise OSError("the disk is full")

    leaving = disclosures.in_the_department(program.account.name, "Work with the report", "Report 2026", "saved as PDF")
    with program.operation("tests.let_out", "Report 2026 was saved as PDF", undoable=False) as op:
        printed.let_out(op.session, program, leaving, people, write, document=DOCUMENT)


def kept(program: Program) -> list[PrintedDocument]:
    with program.reading() as session:
        return list(session.scalars(select(PrintedDocument)))


def test_a_document_is_kept_whole_with_its_disclosure_or_not_at_all(program: Program) -> None:
    person, written = new_id(), list[str]()
    with program.operation("tests.put", "Put a person in") as op:
        op.session.add(Person(id=person, last_name="Reyes", first_name="Dana"))
    with pytest.raises(OSError, match="full"):
        let_out(program, [person], written, fails=True)
    assert (kept(program), disclosures.of_person(program, person)) == ([], ())

    let_out(program, [person], written)
    (row,) = kept(program)
    assert (row.kind, row.number, row.pages, row.digest) == ("report", "Report 2026", 3, DIGEST[:10])
    assert row.printed_by == program.account.name
    with program.reading() as session:
        assert blobs.read(session, row.blob_sha256) == b"%PDF"
    (line,) = disclosures.of_person(program, person)
    assert (line.recipient, line.how) == (f"The department, by {program.account.name}", "saved as PDF")

    let_out(program, [], written)
    assert len(kept(program)) == 2
    assert len(disclosures.of_person(program, person)) == 1
    assert written == ["written"] * 3
