"""Which records and events of the history are an account's own: those of its participants' plans, those of its sheets.

Read from what the history keeps of each change, so that a record that is gone is still known for whose it was.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.services import scope
from umdesk.storage import models
from umdesk.storage.models import Change, Event
from umdesk.storage.program import Program

#: Kind of record → the field that says what it belongs to, and the kind of that.
_BELONGS_TO: Mapping[str, tuple[str, str]] = {
    "plan": ("participation_id", "participation"),
    "participation_state": ("participation_id", "participation"),
    "progress": ("participation_id", "participation"),
    "money_record": ("participation_id", "participation"),
    "mentor_match": ("participation_id", "participation"),
    "review": ("participation_id", "participation"),
    "exam_result": ("participation_id", "participation"),
    "duty_change": ("participation_id", "participation"),
    "qualification_note": ("participation_id", "participation"),
    "participation_file": ("participation_id", "participation"),
    "revision": ("plan_id", "plan"),
    "revision_step": ("revision_id", "revision"),
    "plan_item": ("plan_id", "plan"),
    "plan_goal": ("revision_id", "revision"),
    "plan_competency": ("revision_id", "revision"),
    "plan_activity": ("revision_id", "revision"),
    "plan_cost": ("revision_id", "revision"),
    "printed_document": ("record_id", "printed"),
    "filed_page": ("printed_document_id", "printed_document"),
    "td_assignment": ("person_id", "person"),
    "advancement": ("person_id", "person"),
    "appointment": ("person_id", "person"),
    "contact": ("person_id", "person"),
    "separation": ("person_id", "person"),
    "disclosure_person": ("person_id", "person"),
    "sheet": ("rater_id", "rater"),
    "rating": ("sheet_id", "sheet"),
    "reopening": ("sheet_id", "sheet"),
    "paper_entry": ("sheet_id", "sheet"),
}
#: Kinds of records that name nobody: whose an event is they do not tell.
_NEUTRAL = frozenset({"disclosure"})

#: What an event is called where it also touched records of others: its own line might name them.
_IN_GENERAL: Mapping[str, str] = {
    "decisions.apply": "Decisions of a cycle were applied",
    "history.undo": "A step was undone",
    "history.redo": "A step was done again",
}
_ELSE_IN_GENERAL = "A change that touched other records too"


class Mine:
    """What is the account's own in the history."""

    def __init__(self, session: Session, program: Program) -> None:
        """Look up the account's participations and sheets of today."""
        self._session = session
        parts = scope.own_participations(session, program)
        raters = frozenset(scope.own_raters(session, program).values())
        plan, revision, sheet, part = models.Plan, models.Revision, models.Sheet, models.Participation
        plans = frozenset(session.scalars(select(plan.id).where(plan.participation_id.in_(parts))))
        revisions = frozenset(session.scalars(select(revision.id).where(revision.plan_id.in_(plans))))
        people = frozenset(session.scalars(select(part.person_id).where(part.id.in_(parts))))
        review, assignment, paper = models.Review, models.TDAssignment, models.PrintedDocument
        # What a paper can be printed of: a revision, a participation, a review, a T&D assignment.
        printed = revisions.union(
            parts,
            session.scalars(select(review.id).where(review.participation_id.in_(parts))),
            session.scalars(select(assignment.id).where(assignment.person_id.in_(people))),
        )
        self._own: Mapping[str, frozenset[str]] = {
            "participation": parts,
            "plan": plans,
            "revision": revisions,
            "person": people,
            "printed": printed,
            "printed_document": frozenset(session.scalars(select(paper.id).where(paper.record_id.in_(printed)))),
            "rater": raters,
            "sheet": frozenset(session.scalars(select(sheet.id).where(sheet.rater_id.in_(raters)))),
        }

    def has_records(self, record_ids: Sequence[str]) -> bool:
        """Whether all of these are records of own plans or sheets."""
        wanted = set(record_ids).difference(*self._own.values())
        values = func.coalesce(Change.after, Change.before)
        rows = self._session.execute(
            select(Change.table_name, Change.record_id, values).where(Change.record_id.in_(wanted))
        ).all()
        # The person is where a plan begins, but more is on file of them than the plan.
        people = self._own["person"].intersection(record_ids)
        return (
            not people
            and wanted == {record for _, record, _ in rows}
            and self._all_own((table, record, json.loads(text)) for table, record, text in rows)
        )

    def has_event(self, event: Event) -> bool:
        """Whether an event touched nothing but own records."""
        values = func.coalesce(Change.after, Change.before)
        rows = self._session.execute(
            select(Change.table_name, Change.record_id, values).where(Change.event_seq == event.seq)
        )
        return self._all_own((table, record, json.loads(text)) for table, record, text in rows)

    def words_for(self, event: Event) -> tuple[str, str | None]:
        """The line and the reason of an event: its own, or in general words where others are concerned too."""
        if self.has_event(event):
            return event.summary, event.reason
        return _IN_GENERAL.get(event.operation, _ELSE_IN_GENERAL), None

    def _all_own(self, records: Iterable[tuple[str, str, dict[str, Any]]]) -> bool:
        own = {kind: set(ids) for kind, ids in self._own.items()}
        order = list(_BELONGS_TO)
        # A revision or sheet that is gone is known only by its own change, so the whole comes before its parts.
        known = sorted(records, key=lambda one: order.index(one[0]) if one[0] in _BELONGS_TO else -1)
        for table, record, values in known:
            if table in _NEUTRAL or record in own.get(table, ()):
                continue
            field, whole = _BELONGS_TO.get(table, ("", ""))
            if not field or values.get(field) not in own[whole]:
                return False
            own.setdefault(table, set()).add(record)
        return True
