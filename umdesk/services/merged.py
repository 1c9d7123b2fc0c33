"""What a person's record was before: the records that were merged into it, whose history is the person's too."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.storage.models import Person, PersonMerge


def former_ids(session: Session, person_id: str) -> tuple[str, ...]:
    """The ids of the records that were merged into a person's, in the order of the merges (session block)."""
    query = select(PersonMerge.gone_id).where(PersonMerge.person_id == person_id)
    return tuple(session.scalars(query.order_by(PersonMerge.merged_at, PersonMerge.id)))


def became(session: Session) -> Mapping[str, str]:
    """The id of each record that was merged → the id that holds since, over several merges too (session block)."""
    into = dict(session.execute(select(PersonMerge.gone_id, PersonMerge.person_id)).all())

    def holds(person: str) -> str:
        return holds(into[person]) if person in into else person

    return {gone: holds(gone) for gone in into}


def on_file(session: Session, person_ids: Iterable[str]) -> tuple[str, ...]:
    """Who of these is on file, each once: of a record that was merged, whose it is since (session block)."""
    there = set(session.scalars(select(Person.id)))
    since = became(session)
    found = dict.fromkeys(since.get(person, person) for person in person_ids)
    return tuple(person for person in found if person in there)


def former_names(session: Session) -> dict[str, list[str]]:
    """The names on records that were merged into others, by the id of the person whose they are (session block)."""
    found: dict[str, list[str]] = {}
    for person_id, name in session.execute(select(PersonMerge.person_id, PersonMerge.gone_name)):
        found.setdefault(person_id, []).append(name)
    return found
