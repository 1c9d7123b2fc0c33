"""What a person's record was before: the records that were merged into it, whose history is the person's too."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.intake import names
from umdesk.domain.intake.matching import number_key
from umdesk.storage.models import Person, PersonMerge


def former_ids(session: Session, person_id: str) -> tuple[str, ...]:
    """The ids of the records that were merged into a person's, in the order of the merges (session block)."""
    query = select(PersonMerge.gone_id).where(PersonMerge.person_id == person_id)
    return tuple(session.scalars(query.order_by(PersonMerge.merged_at, PersonMerge.id)))


def whose_number_ended(session: Session, number: str, last_name: str, first_name: str) -> Person | None:
    """The person whose record became one with one of this employee number, if the name may be theirs (session block).

    Another name has the number by right: it was a slip of the fingers in the record that is gone.
    """
    merges = session.execute(
        select(PersonMerge.person_id, PersonMerge.gone_number).where(PersonMerge.gone_number != "")
    )
    for person_id, gone in merges.all():
        if number_key(gone) == number_key(number):
            person = session.get_one(Person, person_id)
            written, known = names.fold(last_name, first_name), names.fold(person.last_name, person.first_name)
            if names.may_be_one(written, known):
                return person
    return None
