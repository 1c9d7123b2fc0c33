"""What a program year keeps: goals, action plan, budget, outreach, handbook, roles, calendar, filed reports.

Frozen: it never imports the live models.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make fifteen tables."""
    _goals_and_actions()
    _budget()
    _outreach()
    _handbook()
    _files()
    _people_and_reports()


def _id(name: str = "id", *, nullable: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(16), nullable=nullable)


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _day(name: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _whole(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _points(table: str, column: str, at: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [at], name=op.f(f"fk_{table}_{column}"))


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _make(table: str, *parts: sa.schema.SchemaItem, indexes: tuple[str, ...] = ()) -> None:
    op.create_table(table, _id(), *parts, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")))
    for column in indexes:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _goals_and_actions() -> None:
    _make(
        "year_goal",
        _whole("year"),
        *_text("kind"),
        _whole("employees"),
        _day("period_from", nullable=False),
        _day("period_to", nullable=False),
        _day("approved_on"),
        *_text("approved_note"),
        _whole("reduced_to", nullable=True),
        _day("reduction_asked_on"),
        *_text("reduction_reason", "reduction_answer"),
        _day("reduction_answered_on"),
        *_text("note"),
        indexes=("year",),
    )
    _make("year_note", _whole("year"), *_text("key", "text"), _once("year_note", "year", "key"))
    _make(
        "action_column",
        *_text("key", "title"),
        _whole("position"),
        sa.Column("shown", sa.Boolean(), nullable=False),
        _once("action_column", "key"),
    )
    _make(
        "action",
        _whole("year"),
        _whole("position"),
        *_text("text", "aim", "responsible"),
        _day("target_date"),
        *_text("status", "result"),
        _day("done_on"),
        sa.Column("extra", sa.JSON(), nullable=False),
        _id("carried_from_id", nullable=True),
        _points("action", "carried_from_id", "action.id"),
        indexes=("year", "carried_from_id"),
    )


def _budget() -> None:
    _make("allocation", _whole("year"), *_text("category", "fund", "amount", "note"), indexes=("year",))
    _make(
        "allocation_change",
        _id("allocation_id"),
        _day("on", nullable=False),
        *_text("amount", "reason", "made_by"),
        _points("allocation_change", "allocation_id", "allocation.id"),
        indexes=("allocation_id",),
    )


def _outreach() -> None:
    _make(
        "outreach",
        _day("on", nullable=False),
        *_text("channel", "title", "audience"),
        _whole("reach", nullable=True),
        _id("unit_id", nullable=True),
        _id("cycle_id", nullable=True),
        *_text("follow_up"),
        _day("follow_up_due"),
        _day("follow_up_done"),
        *_text("note"),
        _points("outreach", "unit_id", "unit.id"),
        _points("outreach", "cycle_id", "cycle.id"),
        indexes=("unit_id", "cycle_id"),
    )


def _handbook() -> None:
    _make(
        "handbook_element",
        *_text("key", "text", "owner"),
        _day("reviewed_on"),
        _day("next_review"),
        _once("handbook_element", "key"),
    )
    _make(
        "planned_exam",
        _whole("year"),
        *_text("class_code", "class_title"),
        _day("planned_for"),
        *_text("note"),
        indexes=("year",),
    )
    _make("role_holder", *_text("role", "name", "contact", "duties"), _day("starts"), _day("ends"))
    _make(
        "year_date",
        _whole("year"),
        *_text("key", "title"),
        _day("on", nullable=False),
        _day("done_on"),
        *_text("note"),
        indexes=("year",),
    )


def _files() -> None:
    owners = {"action_id": "action.id", "outreach_id": "outreach.id", "handbook_element_id": "handbook_element.id"}
    _make(
        "year_file",
        *_text("purpose"),
        *(_id(name, nullable=True) for name in owners),
        *_text("name", "media_type"),
        _whole("size"),
        *_text("blob_sha256", "note", "added_by", "added_at"),
        *(_points("year_file", name, at) for name, at in owners.items()),
        _points("year_file", "blob_sha256", "blob.sha256"),
        indexes=(*owners, "blob_sha256"),
    )


def _people_and_reports() -> None:
    _make(
        "headcount",
        *_text("class_code"),
        _day("on", nullable=False),
        _whole("employees"),
        *_text("source"),
        _once("headcount", "class_code", "on"),
    )
    _make(
        "separation",
        _id("person_id"),
        _day("on", nullable=False),
        *_text("kind", "note"),
        _points("separation", "person_id", "person.id"),
        indexes=("person_id",),
    )
    _make(
        "filed_report",
        *_text("kind"),
        _day("period_from", nullable=False),
        _day("period_to", nullable=False),
        _id("printed_document_id"),
        *_text("content_sha256"),
        _day("filed_on", nullable=False),
        *_text("filed_with", "note", "filed_by", "filed_at"),
        _points("filed_report", "printed_document_id", "printed_document.id"),
        _points("filed_report", "content_sha256", "blob.sha256"),
        indexes=("printed_document_id", "content_sha256"),
    )
