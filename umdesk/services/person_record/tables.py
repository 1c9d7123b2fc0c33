"""How the rows of each table are told: which fields, in which order, and how wide their columns are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import money
from umdesk.domain.field_words import field_words
from umdesk.domain.person_snapshot import Facts, Listing
from umdesk.domain.writing import capital, quoted
from umdesk.domain.writing import plain as plain_number
from umdesk.services.history import Names
from umdesk.storage.canonical import plain
from umdesk.storage.chunks import chunks
from umdesk.storage.models import Base

#: Table → (field, share of the width in a table), in the order in which they are told.
TOLD: dict[str, tuple[tuple[str, int], ...]] = {
    "person": (
        ("last_name", 1), ("first_name", 1), ("employee_number", 1), ("work_phone", 1), ("work_email", 1),
        ("hired", 1),
    ),
    "appointment": (
        ("effective", 1), ("class_code", 1), ("class_title", 1), ("salary_range", 1), ("class_date", 1),
        ("tenure", 1), ("probation_ends", 1), ("time_base", 1), ("position_number", 1), ("unit_id", 1),
        ("work_location", 1), ("supervisor_id", 1),
    ),
    "application": (
        ("number", 1), ("cycle_id", 1), ("received", 1), ("state", 1), ("target_class", 1),
        ("statement", 1), ("notes", 1), ("source", 1), ("appointment_id", 1), ("withdrawn_on", 1),
        ("withdrawn_reason", 1), ("came_as", 1), ("late_reason", 1), ("signed", 1), ("education", 1), ("training", 1),
        ("td_history", 1), ("exams", 1), ("heard_of", 1), ("supervisor_recommends", 1), ("supervisor_comment", 1),
        ("supervisor_commented", 1), ("declined_on", 1), ("declined_reason", 1),
    ),
    "attachment": (("name", 26), ("media_type", 20), ("size", 10), ("added_at", 16), ("added_by", 14), ("note", 14)),
    "eligibility_record": (
        ("recorded_at", 16), ("occasion", 18), ("answer", 14), ("reasons", 36), ("recorded_by", 16),
    ),
    "letter": (("kind", 22), ("made_at", 18), ("made_by", 18), ("sent_on", 14), ("sent_by", 18)),
    "contact": (("on", 14), ("kind", 20), ("note", 46), ("made_by", 20)),
    "separation": (("on", 18), ("kind", 32), ("note", 50)),
    "person_merge": (
        ("merged_at", 18), ("gone_name", 22), ("gone_number", 14), ("reason", 30), ("merged_by", 16),
    ),
    "eligibility_decision": (
        ("decided_at", 16), ("decided_by", 14), ("decided", 12), ("reason", 22), ("computed", 12),
        ("computed_reasons", 24),
    ),
    "sheet": (
        ("rater_id", 16), ("criteria_set_id", 14), ("assigned_at", 14), ("started_at", 14), ("submitted_at", 14),
        ("conflict", 10), ("conflict_reason", 18), ("conflict_by", 12), ("conflict_at", 12), ("declared_as", 12),
        ("declared_at", 12), ("declared_conflict", 10), ("declared_reason", 18), ("entered_as", 12),
    ),
    "masked_text": (("field", 14), ("text", 52), ("checked_by", 17), ("checked_at", 17)),
    "reopening": (("sheet_id", 24), ("reason", 40), ("reopened_by", 18), ("reopened_at", 18)),
    "paper_entry": (
        ("sheet_id", 18), ("turn", 8), ("ratings", 22), ("comments", 22), ("conflict", 10), ("typed_by", 10),
        ("typed_at", 10),
    ),
    "waitlist_move": (("on", 14), ("in_place_of_id", 18), ("reason", 32), ("moved_by", 18), ("moved_at", 18)),
    "rating": (("sheet_id", 20), ("criterion_key", 28), ("value", 14), ("comment", 38)),
    "spread_settlement": (("how", 1), ("spread", 1), ("note", 1), ("settled_by", 1), ("settled_at", 1)),
    "decision": (
        ("outcome", 1), ("reason_kind", 1), ("reason", 1), ("rank", 1), ("score", 1), ("decided_by", 1),
        ("decided_at", 1), ("applied_at", 1),
    ),
    "participation": (("started", 1), ("application_id", 1)),
    "participation_state": (("effective", 20), ("state", 20), ("reason", 60)),
    "plan": (("number", 1),),
    "revision": (
        ("number", 1), ("kind", 1), ("state", 1), ("started_on", 1), ("reason", 1), ("period_from", 1),
        ("period_to", 1),
        ("current_class_code", 1), ("current_class_title", 1), ("target_class_code", 1), ("target_class_title", 1),
        ("unit_name", 1), ("supervisor_name", 1), ("coordinator_name", 1), ("support", 1), ("supervisor_comments", 1),
        ("supervisor_approval", 1), ("participant_comments", 1), ("mentor_name", 1), ("mentor_resource_id", 1),
        ("printed_at", 1), ("printed_document_id", 1), ("content_digest", 1),
        ("employee_signed", 1), ("supervisor_signed", 1), ("coordinator_signed", 1),
        ("employee_not_signed", 1), ("employee_not_signed_reason", 1), ("supervisor_not_signed", 1),
        ("supervisor_not_signed_reason", 1), ("coordinator_not_signed", 1), ("coordinator_not_signed_reason", 1),
        ("not_signed_note", 1), ("original_kept_at", 1), ("in_force_on", 1), ("in_force_reason", 1),
        ("in_force_by", 1),
    ),
    "revision_step": (("from_state", 16), ("to_state", 16), ("note", 34), ("made_by", 17), ("made_at", 17)),
    "plan_goal": (("text", 42), ("measure", 26), ("term", 16), ("target_date", 16)),
    "plan_competency": (("name", 30), ("now", 35), ("wanted", 35)),
    "plan_activity": (
        ("text", 1), ("type", 1), ("provider", 1), ("starts", 1), ("ends", 1), ("state_hours", 1), ("own_hours", 1),
        ("serves_item_id", 1), ("also_serves_item_id", 1), ("training_category", 1), ("resource_id", 1),
        ("required", 1),
    ),
    "plan_cost": (
        ("text", 22), ("category", 12), ("estimate", 12), ("fund", 14), ("request_number", 12), ("planned_on", 12),
        ("activity_item_id", 20),
    ),
    "progress": (("on", 12), ("item_id", 22), ("status", 12), ("hours", 8), ("note", 26), ("evidence", 20)),
    "money_record": (
        ("on", 12), ("amount", 12), ("category", 12), ("fund", 14), ("request_number", 12), ("item_id", 18),
        ("note", 26),
    ),
    "td_assignment": (
        ("starts", 1), ("ends", 1), ("time_base", 1), ("class_code", 1), ("class_title", 1), ("purpose", 1),
        ("duties", 1), ("from_unit", 1), ("to_unit", 1), ("current_supervisor", 1), ("new_supervisor", 1),
        ("employee_signed", 1), ("current_supervisor_signed", 1), ("new_supervisor_signed", 1),
        ("original_kept_at", 1), ("early_end_requested", 1), ("early_end_reason", 1), ("planned_end", 1),
        ("item_id", 1), ("over_limit_reason", 1),
    ),
    "mentor_match": (("starts", 18), ("ends", 18), ("resource_id", 34), ("note", 30)),
    "review": (
        ("kind", 11), ("due", 12), ("held_on", 12), ("attended", 15), ("summary", 18), ("next_steps", 16),
        ("not_held_reason", 16), ("made_by", 12),
    ),
    "exam_result": (
        ("class_code", 1), ("class_title", 1), ("taken_on", 1), ("outcome", 1), ("list_kind", 1), ("list_rank", 1),
        ("list_expires", 1), ("retake_from", 1), ("item_id", 1), ("note", 1),
    ),
    "duty_change": (
        ("starts", 1), ("ends", 1), ("old_duties", 1), ("new_duties", 1), ("hr_approved_by", 1),
        ("hr_approved_on", 1), ("item_id", 1), ("note", 1),
    ),
    "qualification_note": (("noted_on", 14), ("class_code", 12), ("met", 20), ("note", 36), ("made_by", 18)),
    "participation_file": (
        ("name", 24), ("purpose", 12), ("media_type", 16), ("size", 8), ("added_at", 14), ("added_by", 12),
        ("note", 14),
    ),
    "filed_page": (
        ("printed_document_id", 22), ("page", 8), ("source", 20), ("source_page", 10), ("turned", 8), ("look", 16),
        ("filed_by", 16), ("filed_at", 14),
    ),
    "advancement": (
        ("on", 14), ("from_class_code", 12), ("to_class_code", 12), ("to_class_title", 24), ("route", 13),
        ("note", 25),
    ),
    "disagreement": (("filed", 1), ("about", 1), ("statement", 1), ("reasons", 1)),
    "printed_document": (
        ("printed_at", 18), ("kind", 14), ("number", 20), ("printed_by", 18), ("pages", 8), ("digest", 16),
    ),
}  # fmt: skip

_ENTRIES = frozenset({"item_id", "serves_item_id", "activity_item_id"})
_LONGEST_NAME = 60
_MONEY = frozenset({("money_record", "amount"), ("plan_cost", "estimate")})

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Own:
    """Another heading and another way to tell a column."""

    heading: str
    tell: Callable[[Row], str]


@dataclass(frozen=True, slots=True)
class Teller:
    """Reads rows and tells their fields in words."""

    session: Session
    names: Names

    def rows(self, table: str, ids: Sequence[str], *order: str) -> list[Row]:
        """The rows of some ids, in order of some columns."""
        columns = Base.metadata.tables[table].columns
        found: list[Row] = []
        for chunk in chunks(ids):
            query = select(*columns).where(columns["id"].in_(chunk))
            found += [dict(row) for row in self.session.connection().execute(query).mappings()]
        return sorted(found, key=lambda row: tuple((row[name] is not None, row[name]) for name in order))

    def text(self, table: str, column: str, row: Row) -> str:
        """One field in words, "" for nothing."""
        value = row[column]
        if isinstance(value, Decimal):
            return money.show(value) if (table, column) in _MONEY else plain_number(value)
        told = self.names.show(table, column, plain(value, Base.metadata.tables[table].columns[column].type))
        # What an entry points at stands in the same record in full.
        return quoted(told, _LONGEST_NAME).strip("“”") if column in _ENTRIES else told

    def facts(self, table: str, row: Row, name: str = "", **own: str) -> Facts:
        """The fields of one row, under a name; `own` tells some in another way."""
        return Facts(
            tuple(
                (heading(table, column), own[column] if column in own else self.text(table, column, row))
                for column, _ in TOLD[table]
            ),
            name,
        )

    def listing(self, table: str, rows: Sequence[Row], name: str, own: Mapping[str, Own] | None = None) -> Listing:
        """Rows as a table called `name`; `own` heads and tells some columns in another way."""
        told = own or {}
        return Listing(
            name,
            tuple(
                (told[column].heading if column in told else heading(table, column), share)
                for column, share in TOLD[table]
            ),
            tuple(
                tuple(
                    told[column].tell(row) if column in told else self.text(table, column, row)
                    for column, _ in TOLD[table]
                )
                for row in rows
            ),
        )


def heading(table: str, column: str) -> str:
    """What people call a field, as a table heads its column: "Received on"."""
    return capital(field_words(table, column))
