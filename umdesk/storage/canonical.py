"""Records as canonical JSON: the form in which the history keeps, hashes and restores them."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Boolean, Date, Integer, Table
from sqlalchemy.types import TypeEngine

from umdesk.storage.models.base import Exact, Moment, exact_text

ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, check_circular=False)


def encode(value: Any) -> str:
    """Plain values as JSON with sorted keys and no blanks."""
    return ENCODER.encode(value)


def plain(value: Any, kind: TypeEngine[Any] | None = None) -> Any:
    """One Python value as JSON has it: decimals, dates and moments (UTC) as text.

    `kind` is the type of the value's column, so that a whole number in a column of decimals is text as well.
    """
    if value is not None and isinstance(kind, Exact):
        return exact_text(value)
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, (Decimal, date)):
        return _text(value)
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    raise TypeError(f"The history cannot keep a {type(value).__name__}.")


def _text(value: Decimal | date) -> str:
    if isinstance(value, Decimal):
        return exact_text(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat()


def restore(table: Table, text: str) -> dict[str, Any]:
    """The Python values of a record from its canonical JSON, by column name."""
    return {name: _python(table, name, value) for name, value in json.loads(text).items()}


def _python(table: Table, name: str, value: Any) -> Any:
    kind = table.columns[name].type
    if value is None or isinstance(kind, (JSON, Boolean, Integer)):
        return value
    if isinstance(kind, Exact):
        return Decimal(value)
    if isinstance(kind, Moment):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return value
