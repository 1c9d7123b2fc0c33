"""Bytes kept by their SHA-256: printed documents and attachments."""

import hashlib

from sqlalchemy.orm import Session

from umdesk.domain.errors import Gone
from umdesk.storage.models import Blob

#: The media type that stands where a copy was on a damaged page and could not be saved.
LOST = "lost"


def keep(session: Session, data: bytes, media_type: str) -> str:
    """Keep bytes once and give their SHA-256 in 64 hexadecimal digits."""
    digest = hashlib.sha256(data).hexdigest()
    if session.get(Blob, digest) is None:
        session.add(Blob(sha256=digest, media_type=media_type, data=data))
    return digest


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
