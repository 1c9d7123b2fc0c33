"""The changes that are gathered for a correction, kept as typing until the correction is made."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from umdesk.domain.corrections import Change, ConflictChange, DecisionChange, RatingChange
from umdesk.domain.words import Conflict, Outcome
from umdesk.services import drafts
from umdesk.ui.context import Context

_TABLE, _FIELD = "correction", "correction changes"


def keep(context: Context, cycle_id: str, changes: Sequence[Change]) -> None:
    """Keep the changes as they stand; none ends the typing."""
    if not changes:
        context.runner.now(drafts.drop, context.program, cycle_id, _FIELD)
        return
    text = json.dumps([[type(each).__name__, asdict(each)] for each in changes])
    context.runner.now(drafts.keep, context.program, _TABLE, cycle_id, _FIELD, text)
    context.saved.emit()


def kept(context: Context, cycle_id: str) -> list[Change]:
    """The changes that were gathered before and not made."""
    found = context.runner.now(drafts.of_record, context.program, cycle_id) or {}
    return [_change(kind, values) for kind, values in json.loads(found.get(_FIELD, "[]"))]


def _change(kind: str, values: dict[str, str]) -> Change:
    if kind == RatingChange.__name__:
        return RatingChange(**values)
    if kind == ConflictChange.__name__:
        return ConflictChange(**{**values, "conflict": Conflict(values["conflict"])})  # type: ignore[arg-type] # one word
    return DecisionChange(**{**values, "outcome": Outcome(values["outcome"])})  # type: ignore[arg-type] # one word
