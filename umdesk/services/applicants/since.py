"""What changed since an answer was put on record: the operations that touched what eligibility rests on."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from umdesk.domain.classes import class_code
from umdesk.domain.words import Demand
from umdesk.services import sealing
from umdesk.services.applicants.judging import SECTION, criteria_of
from umdesk.services.applicants.recorded import records
from umdesk.services.permissions import permit
from umdesk.storage.models import Application, Appointment, Change, Event, Participation
from umdesk.storage.program import Program

#: The fields that an answer rests on; another field of these records never changes it.
_RESTS_ON = {
    "application": (
        "received", "received_known", "appointment_id", "person_id", "statement", "signed", "late_reason",
        "supervisor_recommends", "supervisor_comment", "supervisor_commented",
    ),
    "appointment": ("class_code", "class_title", "class_date", "tenure", "time_base", "probation_ends"),
    "person": ("hired",),
    "cycle": ("opens", "closes"),
}  # fmt: skip
_OF_A_CLASS = ("job_class", "class_override")


@dataclass(frozen=True, slots=True)
class ChangeSince:
    """One operation since: what was done, by whom, when."""

    what: str
    by: str
    at: datetime


def changes(program: Program, application_id: str) -> tuple[ChangeSince, ...]:
    """What may have changed the answer to an application since it went on record, the oldest first.

    Empty where no answer is on record, or where it was not a change of the records that would change the answer.
    """
    permit(program, "applicants.since.changes")
    with program.reading() as session:
        sealing.refuse_names_of(session, program, [application_id])
        recorded = records(session, application_ids=[application_id]).get(application_id)
        if recorded is None:
            return ()
        since = session.scalar(select(func.max(Change.event_seq)).where(Change.record_id == recorded.id)) or 0
        return tuple(
            ChangeSince(event.summary, event.account_name, event.at)
            for event in session.scalars(select(Event).where(Event.seq.in_(_touching(session, application_id, since))))
        )


def _touching(session: Session, application_id: str, since: int) -> list[int]:
    """The numbers of the events after `since` that touched what the answer rests on, in order."""
    application = session.get_one(Application, application_id)
    held = session.get_one(Appointment, application.appointment_id)
    own = (application.id, application.person_id, application.appointment_id, application.cycle_id)
    code = class_code(held.class_code)
    row = select(Change.event_seq, Change.table_name, Change.before, Change.after).where(Change.event_seq > since)
    last = func.coalesce(Change.after, Change.before)
    of_class = (Change.table_name.in_(_OF_A_CLASS)) & (func.json_extract(last, "$.class_code") == code)
    of_criteria = (Change.table_name == "setting") & func.json_extract(last, "$.key").startswith(f"{SECTION}.")
    touched = [Change.record_id.in_(own), of_class, of_criteria]
    if criteria_of(session).not_participant is not Demand.OFF:
        mine = select(Participation.id).where(Participation.person_id == application.person_id)
        of_part = func.json_extract(last, "$.participation_id").in_(session.scalars(mine).all())
        touched.append((Change.table_name == "participation_state") & of_part)
    found = session.execute(row.where(or_(*touched)))
    return sorted({seq for seq, table, before, after in found if _matters(table, before, after)})


def _matters(table: str, before: str | None, after: str | None) -> bool:
    if table not in _RESTS_ON:
        return True
    was: dict[str, Any] = json.loads(before) if before else {}
    now: dict[str, Any] = json.loads(after) if after else {}
    return any(was.get(field) != now.get(field) for field in _RESTS_ON[table])
