"""What intake keeps: more of classes and applications, ladders, attachments, letters, contacts, merges, saved lists.

Frozen: it never imports the live models.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_TEXT = ("", sa.Text())
_DATE = (None, sa.Date())
_COLUMNS: dict[str, dict[str, tuple[Any, Any]]] = {
    "job_class": {
        "salary_minimum": (None, sa.Text()),
        "salary_maximum": (None, sa.Text()),
        "probation_months": (None, sa.Integer()),
        "minimum_qualifications": _TEXT,
        "bargaining_unit": _TEXT,
        "hard_to_fill": (sa.false(), sa.Boolean()),
    },
    "class_override": {"ends": _DATE},
    "person": {"hired": _DATE},
    "appointment": {
        "position_number": _TEXT,
        "salary_range": _TEXT,
        "work_location": _TEXT,
        "probation_ends": _DATE,
    },
    "cycle": {"notice": _TEXT},
    "application": {
        "came_as": _TEXT,
        "late_reason": _TEXT,
        "signed": _DATE,
        "education": _TEXT,
        "training": _TEXT,
        "td_history": _TEXT,
        "exams": _TEXT,
        "heard_of": _TEXT,
        "supervisor_recommends": _TEXT,
        "supervisor_comment": _TEXT,
        "supervisor_commented": _DATE,
    },
}
"""Table → column → (value for the rows that are there, None for none; type)."""


def upgrade() -> None:
    """Add columns to six tables, and make nine tables."""
    for table, columns in _COLUMNS.items():
        _add_columns(table, columns)
    _people()
    _applications()
    _lists()


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


def _id(name: str = "id", *, nullable: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(16), nullable=nullable)


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _points(table: str, column: str, at: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [at], name=op.f(f"fk_{table}_{column}"))


def _make(table: str, *parts: sa.schema.SchemaItem, indexes: tuple[str, ...] = ()) -> None:
    op.create_table(table, _id(), *parts, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")))
    for column in indexes:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _people() -> None:
    _make(
        "ladder_step",
        *_text("from_class_code", "to_class_code", "route", "note"),
        sa.UniqueConstraint(
            "from_class_code",
            "to_class_code",
            "route",
            name=op.f("uq_ladder_step_from_class_code_to_class_code_route"),
        ),
    )
    _make(
        "person_merge",
        _id("person_id"),
        _id("gone_id"),
        *_text("gone_name", "gone_number", "reason", "merged_by", "merged_at"),
        _points("person_merge", "person_id", "person.id"),
        indexes=("person_id",),
    )
    _make(
        "distinct_people",
        _id("first_id"),
        _id("second_id"),
        *_text("found_by", "found_at"),
        _points("distinct_people", "first_id", "person.id"),
        _points("distinct_people", "second_id", "person.id"),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_distinct_people_first_id_second_id")),
        indexes=("second_id",),
    )
    _make(
        "contact",
        _id("person_id"),
        _id("participation_id", nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        *_text("kind", "note", "made_by"),
        _points("contact", "person_id", "person.id"),
        _points("contact", "participation_id", "participation.id"),
        indexes=("person_id", "participation_id"),
    )


def _applications() -> None:
    _make(
        "attachment",
        _id("application_id"),
        *_text("name", "media_type"),
        sa.Column("size", sa.Integer(), nullable=False),
        *_text("blob_sha256", "note", "added_by", "added_at"),
        _points("attachment", "application_id", "application.id"),
        _points("attachment", "blob_sha256", "blob.sha256"),
        indexes=("application_id", "blob_sha256"),
    )
    _make(
        "eligibility_record",
        _id("application_id"),
        *_text("answer"),
        sa.Column("reasons", sa.JSON(), nullable=False),
        *_text("occasion", "recorded_by", "recorded_at"),
        _points("eligibility_record", "application_id", "application.id"),
        indexes=("application_id",),
    )
    _make(
        "letter",
        _id("application_id"),
        *_text("kind", "made_at", "made_by"),
        _id("printed_document_id"),
        sa.Column("sent_on", sa.Date(), nullable=True),
        *_text("sent_by"),
        _points("letter", "application_id", "application.id"),
        _points("letter", "printed_document_id", "printed_document.id"),
        indexes=("application_id", "printed_document_id"),
    )


def _lists() -> None:
    _make(
        "column_mapping",
        *_text("sender"),
        sa.Column("fields", sa.JSON(), nullable=False),
        *_text("used_at"),
        sa.UniqueConstraint("sender", name=op.f("uq_column_mapping_sender")),
    )
    _make(
        "saved_list",
        _id("account_id"),
        *_text("place", "name"),
        sa.Column("filters", sa.JSON(), nullable=False),
        _points("saved_list", "account_id", "account.id"),
        sa.UniqueConstraint("account_id", "place", "name", name=op.f("uq_saved_list_account_id_place_name")),
    )
