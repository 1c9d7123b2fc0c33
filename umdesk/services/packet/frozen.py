"""A closed cycle as it stood on the day of closing: names, classes and units that were changed since (session blocks).

Ratings, ranks and decisions of a closed cycle change by recorded corrections alone. Who its applicants are is kept with
the people, whose names and appointments go on; the history tells what they were.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain.settings import DEFAULTS
from umdesk.domain.words import CycleState
from umdesk.services import conflicts
from umdesk.services.standing import Applied, Standing
from umdesk.storage.models import Application, Appointment, Change, Person, Record, Unit

_DEFINITION = "selection.conflict_definition"


class AsClosed:
    """What some records were when a cycle was closed; for one that is not closed, what they are."""

    def __init__(self, session: Session, cycle_id: str) -> None:
        """Read what was changed since the closing: the first change of a record after it tells what it was."""
        self._session = session
        self._then: dict[str, Mapping[str, Any]] = {}
        self._closed = _closing(session, cycle_id)
        if self._closed is None:
            return
        tables = [model.__tablename__ for model in (Application, Appointment, Person, Unit)]
        rows = session.execute(
            select(Change.record_id, Change.before)
            .where(Change.event_seq > self._closed, Change.table_name.in_(tables), Change.before.is_not(None))
            .order_by(Change.event_seq, Change.id)
        )
        for record_id, before in rows:
            if record_id not in self._then:
                self._then[record_id] = json.loads(before or "{}")

    def standing(self, now: Standing) -> Standing:
        """The cycle with its applicants as they were."""
        if not self._then:
            return now
        return replace(now, applications={number: self._applied(one) for number, one in now.applications.items()})

    def conflict_definition(self) -> str:
        """What counted as a conflict of interest."""
        if self._closed is not None:
            key = func.json_extract(func.coalesce(Change.before, Change.after), "$.key")
            query = select(Change.before).where(
                Change.event_seq > self._closed, Change.table_name == "setting", key == _DEFINITION
            )
            for before in self._session.scalars(query.order_by(Change.event_seq, Change.id).limit(1)):
                return str(json.loads(before)["value"] if before else DEFAULTS[_DEFINITION].default)
        return conflicts.definition(self._session)

    def _applied(self, one: Applied) -> Applied:
        application = self._of(Application, one.id)
        person = self._of(Person, application.get("person_id"))
        held = self._of(Appointment, application.get("appointment_id"))
        unit = self._of(Unit, held.get("unit_id"))
        return replace(
            one,
            last_name=person.get("last_name", one.last_name),
            first_name=person.get("first_name", one.first_name),
            class_code=held.get("class_code", one.class_code),
            class_title=held.get("class_title", one.class_title),
            unit=unit.get("name", "" if held else one.unit),
        )

    def _of(self, model: type[Record], record_id: str | None) -> Mapping[str, Any]:
        """A record as it was then, {} where none was named."""
        if not record_id:
            return {}
        then = self._then.get(record_id)
        if then is not None:
            return then
        row = self._session.get(model, record_id)
        return {} if row is None else {column.key: getattr(row, column.key) for column in model.__table__.columns}


def _closing(session: Session, cycle_id: str) -> int | None:
    """The number of the event that closed a cycle."""
    return session.scalars(
        select(func.max(Change.event_seq)).where(
            Change.table_name == "cycle",
            Change.record_id == cycle_id,
            func.json_extract(Change.after, "$.state") == CycleState.CLOSED.value,
            func.coalesce(func.json_extract(Change.before, "$.state"), "") != CycleState.CLOSED.value,
        )
    ).one()
