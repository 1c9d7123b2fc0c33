"""Employee numbers: their one form, and whose a number is or was (session blocks for other services)."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.intake import names
from umdesk.domain.intake.matching import number_key
from umdesk.domain.intake.rows import employee_number
from umdesk.domain.writing import one_line
from umdesk.services import settings
from umdesk.storage.models import Person, PersonMerge


def tidied(session: Session, text: Any) -> str:
    """An employee number in its one form, of the settings' width; "" for None and for nothing."""
    return employee_number(one_line(str(text or "")), settings.value(session, "people.employee_number_width"))


def holder(session: Session, number: str) -> Person | None:
    """The person with a number in its one form; a number with letters is found however it is written."""
    found = session.scalars(select(Person).where(Person.employee_number == number)).first()
    if found is None and not number.isdigit():
        same = next((one for one, text in _all(session) if number_key(text) == number_key(number)), None)
        found = session.get(Person, same) if same else None
    return found


def former_holder(session: Session, number: str, last_name: str, first_name: str) -> Person | None:
    """The person whose record became one with one of this number, if the name may be theirs.

    Another name has the number by right: it was a slip of the fingers in the record that is gone.
    """
    written = names.fold(last_name, first_name)
    for person_id, gone in _ended(session):
        if number_key(gone) == number_key(number):
            person = session.get_one(Person, person_id)
            if names.may_be_one(written, names.fold(person.last_name, person.first_name)):
                return person
    return None


def everybody_with(session: Session, number: str) -> list[str]:
    """The ids of all with a number in any of its forms, else of those with whose record one of that number became one.

    A number from before the width of the settings changed has other zeros.
    """
    wanted = tidied(session, number)
    if not wanted:
        return []
    found = list(session.scalars(select(Person.id).where(Person.employee_number.in_({wanted, number.strip()}))))
    if not found:
        found = [one for one, text in _all(session) if _without_zeros(text) == _without_zeros(wanted)]
    if not found:
        found = [one for one, text in _ended(session) if _without_zeros(text) == _without_zeros(wanted)]
    return list(dict.fromkeys(found))


def _all(session: Session) -> list[tuple[str, str]]:
    query = select(Person.id, Person.employee_number).where(Person.employee_number.is_not(None))
    return [(person_id, number or "") for person_id, number in session.execute(query)]


def _ended(session: Session) -> list[tuple[str, str]]:
    query = select(PersonMerge.person_id, PersonMerge.gone_number).where(PersonMerge.gone_number != "")
    return [(person_id, number) for person_id, number in session.execute(query)]


def _without_zeros(number: str) -> str:
    return number_key(number).lstrip("0")
