"""Which rows of the list of applicants an operation touched, so that nothing else of a long list is read again."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from umdesk.services.applicants.judging import SECTION
from umdesk.services.permissions import permit
from umdesk.storage.chunks import chunks
from umdesk.storage.models import Application, Appointment, Change, Event, Participation
from umdesk.storage.program import Announced, Program

_OF_ALL = frozenset({"job_class", "class_override"})
"""What many rows are judged by."""
_POINTS_AT = {
    "eligibility_decision": "application_id",
    "eligibility_record": "application_id",
    "letter": "application_id",
    "participation": "person_id",
    "participation_state": "participation_id",
    "setting": "key",
}
"""Of records that may be gone, the field by which the history still tells whom they were about."""
_OF_CYCLE = ("name", "opens", "closes", "state")
"""The fields of a cycle that a row tells something of."""
_MOST = 20_000  # changed records from which on reading all is quicker
FOLLOWED = frozenset({"application", "person", "appointment", "unit", "cycle", *_OF_ALL, *_POINTS_AT})
"""The tables of which a row of the list tells something."""


def touched(program: Program, announced: Announced) -> frozenset[str] | None:
    """The applications of which a row may say something else since an operation, also those that are gone.

    None when it may be all of them: the classes or the rules by which everybody is judged have changed.
    """
    permit(program, "applicants.following.touched")
    if not announced.tables & FOLLOWED:
        return frozenset()
    if announced.tables & _OF_ALL or len(announced.records) > _MOST:
        return None
    with program.reading() as session:
        changed = _changed(session, announced.event_id)
        if any(key.startswith(f"{SECTION}.") for key in changed["setting"]):
            return None
        return frozenset(_applications(session, changed))


def _changed(session: Session, event_id: str) -> Mapping[str, set[str]]:
    """By table, the records that an event changed, or whom these are about."""
    found: dict[str, set[str]] = defaultdict(set)
    of_event = select(Change).join(Event, Event.seq == Change.event_seq).where(Event.id == event_id)
    told = Change.table_name.in_([*_POINTS_AT, "cycle"])
    plain = of_event.with_only_columns(Change.table_name, Change.record_id)
    for table, record in session.execute(plain.where(Change.table_name.in_(FOLLOWED), ~told)):
        found[table].add(record)
    whole = of_event.with_only_columns(Change.table_name, Change.record_id, Change.before, Change.after)
    for table, record, before, after in session.execute(whole.where(told)):
        was, stands = json.loads(before or "{}"), json.loads(after or before or "{}")
        if table != "cycle":
            found[table].add(stands[_POINTS_AT[table]])
        elif any(was.get(field) != stands[field] for field in _OF_CYCLE):
            found[table].add(record)
    return found


def _applications(session: Session, changed: Mapping[str, set[str]]) -> Iterator[str]:
    """The applications that changed themselves, or that changed records belong to."""
    for table in ("application", "eligibility_decision", "eligibility_record", "letter"):
        yield from changed[table]
    of_states = _ids(session, Participation.person_id, {Participation.id: changed["participation_state"]})
    yield from _ids(
        session,
        Application.id,
        {
            Application.person_id: {*changed["person"], *changed["participation"], *of_states},
            Application.appointment_id: changed["appointment"],
            Application.cycle_id: changed["cycle"],
        },
    )
    held = _ids(session, Appointment.id, {Appointment.unit_id: changed["unit"]})
    yield from _ids(session, Application.id, {Application.appointment_id: held})


def _ids(
    session: Session,
    wanted: InstrumentedAttribute[str],
    where: Mapping[InstrumentedAttribute[str] | InstrumentedAttribute[str | None], Collection[str]],
) -> set[str]:
    """The ids of the rows in which one of these columns has one of these values."""
    queries = [select(wanted).where(column.in_(some)) for column, ids in where.items() for some in chunks(sorted(ids))]
    return {each for query in queries for each in session.scalars(query)}
