"""Reads the snapshot of a printed plan back from the canonical JSON that was kept with it."""

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Union, get_args, get_origin, get_type_hints

from umdesk.domain.snapshots import PlanSnapshot, canonical

__all__ = ["canonical", "read"]


def read(text: str) -> PlanSnapshot:
    """The plan of a canonical text; its own canonical text, and so its digest, are the same again.

    A field that the text does not have, because the plan was printed before there was such a field, is empty.

    Raises:
        ValueError: it is no such text, or holds a field that this version does not know.
    """
    try:
        content = json.loads(text)
        found = _read(PlanSnapshot, content[PlanSnapshot.__name__])
    except (LookupError, TypeError, ArithmeticError) as error:
        raise ValueError("this is no printed plan") from error
    assert isinstance(found, PlanSnapshot)  # noqa: S101 -- for the type checker
    return found


def _read(kind: Any, value: Any) -> Any:
    """A plain value as the type says that a field has."""
    if get_origin(kind) in (Union, types.UnionType):
        return None if value is None else _read(next(each for each in get_args(kind) if each is not type(None)), value)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], each) for each in value)
    if is_dataclass(kind):
        return _record(kind, value)
    if kind is date:
        return date.fromisoformat(value)
    if kind is Decimal:
        return Decimal(value)
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value


def _record(kind: Any, value: Mapping[str, Any]) -> Any:
    hints = get_type_hints(kind)
    names = {field.name for field in fields(kind)}
    if unknown := set(value) - names:
        raise ValueError(f"unknown fields: {', '.join(sorted(unknown))}")
    return kind(**{name: _read(hints[name], each) for name, each in value.items()})
