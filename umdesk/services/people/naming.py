"""Units and supervisors by name, made where there is none; quick for an import that names thousands (session block)."""

from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.writing import one_line
from umdesk.storage.models import Supervisor, Unit

Place = TypeVar("Place", Unit, Supervisor)
_UNITS, _SUPERVISORS = "units by name", "supervisors by name"


def unit_named(session: Session, name: str) -> Unit | None:
    """The unit of a name, made if there is none; None for an empty name."""
    tidy = one_line(name)
    if not tidy:
        return None
    known = _known(session, _UNITS, Unit)
    for unit_id in known.get(tidy.casefold(), ()):
        found = _loaded(session, Unit, unit_id)
        if found is not None and found.name.casefold() == tidy.casefold():
            return found
    # Another part of the operation may have made it meanwhile.
    unit = session.scalars(select(Unit).where(Unit.name == tidy)).first()
    if unit is None:
        unit = Unit(name=tidy)
        session.add(unit)
        session.flush()
    known.setdefault(tidy.casefold(), []).append(unit.id)
    return unit


def supervisor_named(session: Session, name: str, email: str) -> Supervisor | None:
    """The supervisor of a name and email, made if there is none; None for an empty name.

    A supervisor on file without an email gets the one that is given; two emails under one name are two people.
    """
    tidy, mail = one_line(name), one_line(email)
    if not tidy:
        return None
    known = _known(session, _SUPERVISORS, Supervisor)
    there = (_loaded(session, Supervisor, each) for each in known.get(tidy.casefold(), ()))
    for supervisor in there:
        if supervisor is None or supervisor.name.casefold() != tidy.casefold():
            continue
        if not mail or not supervisor.email or supervisor.email.casefold() == mail.casefold():
            supervisor.email = supervisor.email or mail
            return supervisor
    supervisor = Supervisor(name=tidy, email=mail)
    session.add(supervisor)
    session.flush()
    known.setdefault(tidy.casefold(), []).append(supervisor.id)
    return supervisor


def forget(session: Session) -> None:
    """Look names up afresh from here on, in an operation that gave records other names."""
    for key in (_UNITS, _SUPERVISORS):
        session.info.pop(key, None)


def _loaded(session: Session, model: type[Place], record_id: str) -> Place | None:
    # What is not written yet waits for the end of the operation: an import would write after every name.
    with session.no_autoflush:
        return session.get(model, record_id)


def _known(session: Session, key: str, model: type[Unit] | type[Supervisor]) -> dict[str, list[str]]:
    """The ids on file by name, read once an operation: SQL cannot compare letters beyond ASCII without their case."""
    if key not in session.info:
        session.info[key] = _by_name(session.execute(select(model.id, model.name).order_by(model.id)))
    found: dict[str, list[str]] = session.info[key]
    return found


def _by_name(rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for record_id, name in rows:
        found.setdefault(name.casefold(), []).append(record_id)
    return found
