"""Whether each printed plan is still what was frozen: its kept content, the digest on record, and that on its page."""

import hashlib
from collections.abc import Callable

from sqlalchemy import Connection

from umdesk.domain.writing import counted
from umdesk.storage.blobs import LOST
from umdesk.storage.integrity.findings import Finding

_PRINTED = """
    SELECT plan.number, revision.number, revision.content_digest, revision.snapshot_sha256,
           blob.data, blob.media_type, printed_document.digest
    FROM revision JOIN plan ON plan.id = revision.plan_id
    LEFT JOIN blob ON blob.sha256 = revision.snapshot_sha256
    LEFT JOIN printed_document ON printed_document.id = revision.printed_document_id
    WHERE revision.printed_at IS NOT NULL ORDER BY plan.number, revision.number
"""


def compare(connection: Connection, found: Callable[[Finding], object], note: Callable[[str], object]) -> None:
    """Reckon the digest of every printed revision anew from its kept content and compare it with record and page.

    A revision that was printed before contents were kept has none, which is no fault: `note` is told how many.
    """
    without = 0
    for plan, number, digest, kept, data, kind, on_page in connection.exec_driver_sql(_PRINTED).yield_per(20):
        where = f"plan {plan} R{number}"
        if digest and on_page is not None and not digest.startswith(on_page):
            found(Finding("document", where, "the digest on its page is not the one on record"))
        if kept is None:
            without += 1
        elif data is None:
            found(Finding("document", where, "the content that was frozen is missing"))
        elif kind == LOST:
            note(f"The kept content of {where} was lost before a salvage; its printed page is another copy.")
        elif not isinstance(data, bytes) or hashlib.sha256(data).hexdigest() != digest:
            found(Finding("document", where, "the kept content is not what was frozen: its digest is another one"))
    if without:
        what = counted(without, "revision of a plan was", "revisions of plans were")
        note(f"{what} printed before contents were kept beside the page; the printed page itself is kept.")


def named(connection: Connection, sha256: str) -> list[str]:
    """The printed plans whose frozen content is kept under a digest, in words."""
    rows = connection.exec_driver_sql(
        "SELECT plan.number, revision.number FROM revision JOIN plan ON plan.id = revision.plan_id "
        "WHERE revision.snapshot_sha256 = ?",
        (sha256,),
    )
    return [f"the content of plan {row[0]} R{row[1]}" for row in rows]
