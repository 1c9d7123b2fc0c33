"""What career plans keep: turns, kinds and signatures of revisions, resources, catalogue, reviews, exams, filed paper.

Frozen: it never imports the live models.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_TEXT = ("", sa.Text())
_OTHER = ("other", sa.Text())
_DATE = (None, sa.Date())
_BLOB = (None, sa.Text())
_ID = (None, sa.LargeBinary(16))
_COLUMNS: dict[str, dict[str, tuple[Any, Any]]] = {
    "revision": {
        "kind": ("initial", sa.Text()),
        "supervisor_approval": _TEXT,
        "mentor_name": _TEXT,
        "mentor_resource_id": _ID,
        "snapshot_sha256": _BLOB,
        "employee_not_signed": _TEXT,
        "employee_not_signed_reason": _TEXT,
        "supervisor_not_signed": _TEXT,
        "supervisor_not_signed_reason": _TEXT,
        "coordinator_not_signed": _TEXT,
        "coordinator_not_signed_reason": _TEXT,
        "in_force_on": _DATE,
        "in_force_reason": _TEXT,
        "in_force_by": _TEXT,
    },
    "plan_goal": {"measure": _TEXT},
    "plan_activity": {"also_serves_item_id": _ID, "training_category": _TEXT, "resource_id": _ID},
    "plan_cost": {"category": _OTHER, "request_number": _TEXT, "planned_on": _DATE},
    "money_record": {"category": _OTHER, "request_number": _TEXT},
    "td_assignment": {
        "class_title": _TEXT,
        "purpose": _TEXT,
        "duties": _TEXT,
        "from_unit": _TEXT,
        "to_unit": _TEXT,
        "current_supervisor": _TEXT,
        "new_supervisor": _TEXT,
        "employee_signed": _DATE,
        "current_supervisor_signed": _DATE,
        "new_supervisor_signed": _DATE,
        "original_kept_at": _TEXT,
        "early_end_requested": _DATE,
        "early_end_reason": _TEXT,
        "planned_end": _DATE,
    },
}
"""Table → column → (value for the rows that are there, None for none; type)."""
_POINTERS = {
    "revision": {"mentor_resource_id": "resource.id", "snapshot_sha256": "blob.sha256"},
    "plan_activity": {"also_serves_item_id": "plan_item.id", "resource_id": "resource.id"},
}


def upgrade() -> None:
    """Make twelve tables, and add columns to six; a later revision of a plan is an amended one."""
    _resources()
    for table, columns in _COLUMNS.items():
        _add_columns(table, columns)
    op.execute("UPDATE revision SET kind = 'amended' WHERE number > 1")
    _beside_the_plan()
    _paper()


def _add_columns(table: str, columns: dict[str, tuple[Any, Any]]) -> None:
    # Reading the tables that a table points at as well would take most of the time of a new program.
    with op.batch_alter_table(table, reflect_kwargs={"resolve_fks": False}) as batch:
        for name, (value, kind) in columns.items():
            batch.add_column(sa.Column(name, kind, nullable=value is None, server_default=value))
    # The defaults were only for the rows that are there.
    with op.batch_alter_table(table, reflect_kwargs={"resolve_fks": False}) as batch:
        for name, (value, _) in columns.items():
            if value is not None:
                batch.alter_column(name, server_default=None)
        for name, at in _POINTERS.get(table, {}).items():
            other, key = at.split(".")
            batch.create_foreign_key(op.f(f"fk_{table}_{name}"), other, [name], [key])
            batch.create_index(op.f(f"ix_{table}_{name}"), [name], unique=False)


def _id(name: str = "id", *, nullable: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(16), nullable=nullable)


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _maybe(*names: str) -> list[sa.Column[str]]:
    """Exact numbers, as text, that may be unknown."""
    return [sa.Column(name, sa.Text(), nullable=True) for name in names]


def _day(name: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _whole(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _yes_or_no(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _points(table: str, column: str, at: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [at], name=op.f(f"fk_{table}_{column}"))


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _make(table: str, *parts: sa.schema.SchemaItem, indexes: tuple[str, ...] = ()) -> None:
    op.create_table(table, _id(), *parts, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")))
    for column in indexes:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _resources() -> None:
    _make(
        "resource",
        *_text("kind", "name", "provider", "fields", "how_to_get", "cost_note", "contact"),
        _whole("capacity", nullable=True),
        _day("checked_on"),
        *_text("note"),
        _yes_or_no("active"),
    )
    _make(
        "catalogue_activity",
        *_text("type", "text", "provider", "target_class_code", "competency", "training_category"),
        *_maybe("state_hours", "own_hours"),
        _whole("weeks", nullable=True),
        *_text("cost_category"),
        *_maybe("estimate"),
        _id("resource_id", nullable=True),
        *_text("note"),
        _yes_or_no("active"),
        _points("catalogue_activity", "resource_id", "resource.id"),
        indexes=("resource_id",),
    )
    op.create_index("ix_catalogue_activity_target", "catalogue_activity", ["target_class_code"], unique=False)
    _make(
        "plan_template",
        *_text("name", "target_class_code", "description"),
        sa.Column("content", sa.JSON(), nullable=False),
        *_text("made_by", "made_at"),
        _once("plan_template", "name"),
    )
    _make(
        "mentor_match",
        _id("resource_id"),
        _id("participation_id"),
        _day("starts", nullable=False),
        _day("ends"),
        *_text("note"),
        _points("mentor_match", "resource_id", "resource.id"),
        _points("mentor_match", "participation_id", "participation.id"),
        indexes=("resource_id", "participation_id"),
    )


def _beside_the_plan() -> None:
    _make(
        "review",
        _id("participation_id"),
        *_text("kind"),
        _day("due", nullable=False),
        _day("held_on"),
        *_text("attended", "summary", "next_steps", "not_held_reason", "made_by"),
        _points("review", "participation_id", "participation.id"),
        _once("review", "participation_id", "kind", "due"),
        indexes=("participation_id",),
    )
    _make(
        "exam_result",
        _id("participation_id"),
        _id("item_id", nullable=True),
        *_text("class_code", "class_title"),
        _day("taken_on"),
        *_text("outcome", "list_kind", "list_rank"),
        _day("list_expires"),
        _day("retake_from"),
        *_text("note"),
        _points("exam_result", "participation_id", "participation.id"),
        _points("exam_result", "item_id", "plan_item.id"),
        indexes=("participation_id", "item_id"),
    )
    _make(
        "duty_change",
        _id("participation_id"),
        _id("item_id", nullable=True),
        _day("starts", nullable=False),
        _day("ends"),
        *_text("old_duties", "new_duties", "hr_approved_by"),
        _day("hr_approved_on"),
        *_text("note"),
        _points("duty_change", "participation_id", "participation.id"),
        _points("duty_change", "item_id", "plan_item.id"),
        indexes=("participation_id", "item_id"),
    )
    _make(
        "qualification_note",
        _id("participation_id"),
        *_text("class_code", "met"),
        _day("noted_on", nullable=False),
        *_text("note", "made_by"),
        _points("qualification_note", "participation_id", "participation.id"),
        indexes=("participation_id",),
    )
    _make("holiday", _day("on", nullable=False), *_text("name"), _once("holiday", "on"))


def _paper() -> None:
    _make(
        "revision_step",
        _id("revision_id"),
        *_text("from_state", "to_state", "note", "made_by", "made_at"),
        _points("revision_step", "revision_id", "revision.id"),
        indexes=("revision_id",),
    )
    _make(
        "participation_file",
        _id("participation_id"),
        _id("progress_id", nullable=True),
        *_text("purpose", "name", "media_type"),
        _whole("size"),
        *_text("blob_sha256", "note", "added_by", "added_at"),
        _points("participation_file", "participation_id", "participation.id"),
        _points("participation_file", "progress_id", "progress.id"),
        _points("participation_file", "blob_sha256", "blob.sha256"),
        indexes=("participation_id", "progress_id", "blob_sha256"),
    )
    _make(
        "filed_page",
        _id("printed_document_id"),
        _whole("page"),
        *_text("blob_sha256", "source"),
        _whole("source_page"),
        _whole("turned"),
        *_text("look", "filed_by", "filed_at"),
        _points("filed_page", "printed_document_id", "printed_document.id"),
        _points("filed_page", "blob_sha256", "blob.sha256"),
        indexes=("printed_document_id", "blob_sha256"),
    )
