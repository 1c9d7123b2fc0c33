"""Which rows are a person's: the person, what points at them, and what points at that.

Also rows that are gone: the history of amendments tells what was taken out as well.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.services.merged import former_ids
from umdesk.storage.chunks import chunks
from umdesk.storage.models import Base, Change

#: Table → (column, the tables it points at). A row belongs to whom the row belongs to that the column points at. In an
#: order in which each comes after what it points at.
OWNED: dict[str, tuple[str, tuple[str, ...]]] = {
    "appointment": ("person_id", ("person",)),
    "application": ("person_id", ("person",)),
    "attachment": ("application_id", ("application",)),
    "eligibility_record": ("application_id", ("application",)),
    "eligibility_decision": ("application_id", ("application",)),
    "letter": ("application_id", ("application",)),
    "sheet": ("application_id", ("application",)),
    "rating": ("sheet_id", ("sheet",)),
    "reopening": ("sheet_id", ("sheet",)),
    "paper_entry": ("sheet_id", ("sheet",)),
    "masked_text": ("application_id", ("application",)),
    "spread_settlement": ("application_id", ("application",)),
    "decision": ("application_id", ("application",)),
    "waitlist_move": ("application_id", ("application",)),
    "participation": ("person_id", ("person",)),
    "participation_state": ("participation_id", ("participation",)),
    "plan": ("participation_id", ("participation",)),
    "plan_item": ("plan_id", ("plan",)),
    "revision": ("plan_id", ("plan",)),
    "revision_step": ("revision_id", ("revision",)),
    "plan_goal": ("revision_id", ("revision",)),
    "plan_competency": ("revision_id", ("revision",)),
    "plan_activity": ("revision_id", ("revision",)),
    "plan_cost": ("revision_id", ("revision",)),
    "progress": ("participation_id", ("participation",)),
    "money_record": ("participation_id", ("participation",)),
    "mentor_match": ("participation_id", ("participation",)),
    "review": ("participation_id", ("participation",)),
    "exam_result": ("participation_id", ("participation",)),
    "duty_change": ("participation_id", ("participation",)),
    "qualification_note": ("participation_id", ("participation",)),
    "participation_file": ("participation_id", ("participation",)),
    "td_assignment": ("person_id", ("person",)),
    "advancement": ("person_id", ("person",)),
    "contact": ("person_id", ("person",)),
    "separation": ("person_id", ("person",)),
    "person_merge": ("person_id", ("person",)),
    "disagreement": ("person_id", ("person",)),
    "disclosure_person": ("person_id", ("person",)),
    "printed_document": (
        "record_id",
        ("revision", "disclosure", "application", "participation", "td_assignment", "review", "advancement"),
    ),
    "filed_page": ("printed_document_id", ("printed_document",)),
}


@dataclass(slots=True)
class Belongings:
    """The ids of a person's rows by table: those on file, and those that were taken out."""

    on_file: dict[str, list[str]] = field(default_factory=dict)
    gone: dict[str, list[str]] = field(default_factory=dict)

    def ids(self, *tables: str) -> list[str]:
        """The ids of the rows on file of some tables."""
        return [found for table in tables for found in self.on_file.get(table, ())]

    def every(self) -> list[str]:
        """All ids, of the tables of `OWNED` and the person, also of rows that were taken out."""
        return [found for kept in (self.on_file, self.gone) for ids in kept.values() for found in ids]


def of_person(session: Session, person_id: str) -> Belongings:
    """All that is a person's."""
    found = Belongings({"person": [person_id]}, {"person": list(former_ids(session, person_id))})
    deleted = _deleted(session)
    for table, (column, owners) in OWNED.items():
        if table == "printed_document":
            found.on_file["disclosure"] = _disclosures(session, found.ids("disclosure_person"))
        wanted = {one for owner in owners for kept in (found.on_file, found.gone) for one in kept.get(owner, ())}
        found.on_file[table] = _pointing(session, table, column, wanted)
        found.gone[table] = [one for one, values in deleted.get(table, ()) if values.get(column) in wanted]
    return found


def _pointing(session: Session, table: str, column: str, wanted: Iterable[str]) -> list[str]:
    columns = Base.metadata.tables[table].columns
    return [
        one
        for chunk in chunks(sorted(wanted))
        for one in session.scalars(select(columns["id"]).where(columns[column].in_(chunk)))
    ]


def _disclosures(session: Session, ids: list[str]) -> list[str]:
    columns = Base.metadata.tables["disclosure_person"].columns
    return [
        one
        for chunk in chunks(ids)
        for one in session.scalars(select(columns["disclosure_id"]).where(columns["id"].in_(chunk)))
    ]


def _deleted(session: Session) -> dict[str, list[tuple[str, dict[str, object]]]]:
    """Every row that was taken out and is not back, by table: its id and what stood in it."""
    rows = session.execute(
        select(Change.table_name, Change.record_id, Change.before)
        .where(Change.after.is_(None), Change.table_name.in_(list(OWNED)))
        .order_by(Change.id)
    )
    found: dict[str, dict[str, dict[str, object]]] = {}
    for table, record, before in rows:
        if before is not None:
            found.setdefault(table, {})[record] = json.loads(before)
    there = {table: set(_pointing(session, table, "id", records)) for table, records in found.items()}
    return {
        table: [(one, values) for one, values in records.items() if one not in there[table]]
        for table, records in found.items()
    }
