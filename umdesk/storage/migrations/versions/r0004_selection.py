"""What selection keeps: conflicts as declared, masked texts, paper typed twice, waitlist, corrections, who saw what.

Frozen: it never imports the live models.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_TEXT = ("", sa.Text())
_DATE = (None, sa.Date())
_MOMENT = (None, sa.Text())
_COLUMNS: dict[str, dict[str, tuple[Any, Any]]] = {
    "cycle": {
        "draw_held_at": _MOMENT,
        "draw_witnesses": _TEXT,
        "everyone_rates": (sa.true(), sa.Boolean()),
        "waitlist_until": _DATE,
    },
    "application": {"declined_on": _DATE, "declined_reason": _TEXT},
    "rater": {"unit": _TEXT},
    "sheet": {
        "conflict_by": _TEXT,
        "conflict_at": _MOMENT,
        "declared_as": _TEXT,
        "declared_at": _MOMENT,
        "declared_conflict": (sa.false(), sa.Boolean()),
        "declared_reason": _TEXT,
        "entered_as": _TEXT,
    },
    "decision": {"reason_kind": _TEXT},
    "spread_settlement": {"how": ("discussion", sa.Text()), "spread": _TEXT},
}
"""Table → column → (value for the rows that are there, None for none; type)."""


def upgrade() -> None:
    """Add columns to six tables, and make seven tables."""
    for table, columns in _COLUMNS.items():
        _add_columns(table, columns)
    _criteria()
    _sheets()
    _decided()


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


def _json(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _points(table: str, column: str, at: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [at], name=op.f(f"fk_{table}_{column}"))


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _make(table: str, *parts: sa.schema.SchemaItem, indexes: tuple[str, ...] = ()) -> None:
    op.create_table(table, _id(), *parts, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")))
    for column in indexes:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _criteria() -> None:
    _make(
        "criteria_template",
        *_text("name"),
        _json("content"),
        *_text("made_by", "made_at"),
        _once("criteria_template", "name"),
    )
    _make(
        "masked_text",
        _id("application_id"),
        *_text("field", "text", "of_sha256", "checked_by", "checked_at"),
        _points("masked_text", "application_id", "application.id"),
        _once("masked_text", "application_id", "field"),
    )


def _sheets() -> None:
    _make(
        "reopening",
        _id("sheet_id"),
        *_text("reason", "reopened_by", "reopened_at"),
        _points("reopening", "sheet_id", "sheet.id"),
        indexes=("sheet_id",),
    )
    _make(
        "paper_entry",
        _id("sheet_id"),
        sa.Column("turn", sa.Integer(), nullable=False),
        _json("ratings"),
        _json("comments"),
        *_text("conflict", "typed_by", "typed_at"),
        _points("paper_entry", "sheet_id", "sheet.id"),
        _once("paper_entry", "sheet_id", "turn"),
    )


def _decided() -> None:
    _make(
        "waitlist_move",
        _id("application_id"),
        _id("in_place_of_id", nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        *_text("reason", "moved_by", "moved_at"),
        _points("waitlist_move", "application_id", "application.id"),
        _points("waitlist_move", "in_place_of_id", "application.id"),
        indexes=("application_id", "in_place_of_id"),
    )
    _make(
        "correction",
        _id("cycle_id"),
        *_text("reason"),
        _json("changes"),
        _json("before"),
        _json("after"),
        *_text("corrected_by", "corrected_at"),
        _points("correction", "cycle_id", "cycle.id"),
        indexes=("cycle_id",),
    )
    _make(
        "viewing",
        _id("cycle_id"),
        *_text("what", "seen_by", "seen_at"),
        _points("viewing", "cycle_id", "cycle.id"),
        indexes=("cycle_id",),
    )
