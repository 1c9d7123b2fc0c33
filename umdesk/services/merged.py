"""What a person's record was before: the records that were merged into it, whose history is the person's too."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.storage.models import PersonMerge


def former_ids(session: Session, person_id: str) -> tuple[str, ...]:
    """The ids of the records that were merged into a person's, in the order of the merges (session block)."""
    query = select(PersonMerge.gone_id).where(PersonMerge.person_id == person_id)
    return tuple(session.scalars(query.order_by(PersonMerge.merged_at, PersonMerge.id)))


def former_names(session: Session) -> dict[str, list[str]]:
    """The names on records that were merged into others, by the id of the person whose they are (session block)."""
    found: dict[str, list[str]] = {}
    for person_id, name in session.execute(select(PersonMerge.person_id, PersonMerge.gone_name)):
        found.setdefault(person_id, []).append(name)
    return found
