"""Bytes kept by their SHA-256: printed documents and attachments."""

import hashlib
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.errors import Gone
from umdesk.storage.chunks import chunks
from umdesk.storage.models import Blob

#: The media type that stands where a copy was on a damaged page and could not be saved.
LOST = "lost"


def keep(session: Session, data: bytes, media_type: str) -> str:
    """Keep bytes once and give their SHA-256 in 64 hexadecimal digits."""
    digest = hashlib.sha256(data).hexdigest()
    if session.get(Blob, digest) is None:
        session.add(Blob(sha256=digest, media_type=media_type, data=data))
    return digest


def keep_all(session: Session, every: Sequence[tuple[bytes, str]]) -> list[str]:
    """Keep several at once, each with its media type; gives the SHA-256 of each."""
    digests = [hashlib.sha256(data).hexdigest() for data, _ in every]
    known: set[str] = set()
    for chunk in chunks(digests):
        known.update(session.scalars(select(Blob.sha256).where(Blob.sha256.in_(chunk))))
    new = {digest: each for digest, each in zip(digests, every, strict=True) if digest not in known}
    session.add_all(Blob(sha256=digest, media_type=kind, data=data) for digest, (data, kind) in new.items())
    return digests


def read(session: Session, sha256: str) -> bytes:
    """The bytes of a digest.

    Raises:
        KeyError: nothing is kept under it.
        Gone: it was lost before the program was salvaged.
    """
    blob = session.get(Blob, sha256)
    if blob is None:
        raise KeyError(sha256)
    if blob.media_type == LOST:
        raise Gone(
            "The kept copy of this document was lost when the program was damaged.",
            "A copy on paper, or one that was saved before, is the only one left.",
        )
    return blob.data
