"""Documents that leave the program: kept whole, and written into the account of disclosures, in one place for all.

Building blocks for the operations through which they leave; each operation asks for its own permission before.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from umdesk.services import disclosures
from umdesk.services.disclosures import Leaving
from umdesk.storage import blobs
from umdesk.storage.models import PrintedDocument
from umdesk.storage.program import Program

PDF = "application/pdf"
_FOOTER_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Document:
    """A finished document to be kept: what it is, under which number, and the record that it is about, if one.

    `digest` is that of its content, the 64 hexadecimal digits or the ten of its footer; a workbook has 0 `pages`.
    """

    kind: str
    number: str
    record_id: str | None
    data: bytes
    pages: int
    digest: str
    media_type: str = PDF


def keep(session: Session, program: Program, document: Document) -> str:
    """Keep a document whole; gives the id of the record. What did not leave is no disclosure."""
    row = PrintedDocument(
        kind=document.kind, number=document.number, record_id=document.record_id,
        digest=document.digest[:_FOOTER_DIGITS], pages=document.pages,
        blob_sha256=blobs.keep(session, document.data, document.media_type), printed_at=program.now(),
        printed_by=program.account.name,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def keep_copy(session: Session, program: Program, original: PrintedDocument, kind: str, record_id: str) -> None:
    """Keep that a copy of a kept document was made, as a document of another kind; the bytes are kept once."""
    session.add(
        PrintedDocument(
            kind=kind, number=original.number, record_id=record_id, digest=original.digest, pages=original.pages,
            blob_sha256=original.blob_sha256, printed_at=program.now(), printed_by=program.account.name,
        )
    )  # fmt: skip


def let_out(
    session: Session,
    program: Program,
    leaving: Leaving,
    person_ids: Iterable[str],
    deliver: Callable[[], object] | None = None,
    *,
    document: Document | None = None,
) -> None:
    """Keep a document whole, write whose data leave with it, and deliver it, in an operation that cannot be undone.

    `document` is None where it is kept already. A document about nobody is kept and is no disclosure. `deliver` puts it
    where it goes; it is the last thing before the change is committed, and what it raises takes everything back.
    """
    if document is not None:
        keep(session, program, document)
    people = list(person_ids)
    if people:
        disclosures.note(session, program.now(), program.account.name, leaving, person_ids=people)
    session.flush()
    if deliver is not None:
        deliver()
