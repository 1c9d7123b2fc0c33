"""What a printed revision agreed, kept for ever: its snapshot as canonical JSON, of which its digest is the digest."""

import hashlib

from sqlalchemy.orm import Session

from umdesk.domain import frozen_plans
from umdesk.domain.errors import Gone
from umdesk.domain.snapshots import PlanSnapshot
from umdesk.storage import blobs, models

JSON = "application/json"


def text_of(session: Session, revision: models.Revision) -> str | None:
    """The kept text of a printed revision; None where none was kept, or it was lost or is damaged."""
    if revision.snapshot_sha256 is None:
        return None
    try:
        return blobs.read(session, revision.snapshot_sha256).decode()
    except (Gone, KeyError, UnicodeDecodeError):
        return None


def snapshot_of(session: Session, revision: models.Revision) -> PlanSnapshot | None:
    """What a printed revision shows, read from what was kept; None where nothing was, or it is damaged.

    The plan can be looked at then all the same; the check of the program names the damage.
    """
    text = text_of(session, revision)
    try:
        return None if text is None else frozen_plans.read(text)
    except ValueError:
        return None


def digest_of(text: str) -> str:
    """The digest of a kept text, to be compared with that of the revision and of its page."""
    return hashlib.sha256(text.encode()).hexdigest()
