"""What a person's record was before: the records that were merged into it, whose history is the person's too."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.storage.models import PersonMerge


def former_ids(session: Session, person_id: str) -> tuple[str, ...]:
    """The ids of the records that were merged into a person's, in the order of the merges (session block)."""
    query = select(PersonMerge.gone_id).where(PersonMerge.person_id == person_id)
    return tuple(session.scalars(query.order_by(PersonMerge.merged_at, PersonMerge.id)))
