"""Typing into a plan that is found later: what was not finished before it was printed, and what is recovered."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QWidget

from umdesk.services import drafts
from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.context import Context
from umdesk.ui.widgets.autosave import Autosave

_AGREED = frozenset({"revision", "plan_goal", "plan_competency", "plan_activity", "plan_cost"})
"""The tables of what a revision agrees; what happened can be recorded of a printed plan too."""
_MOST = 300
"""Characters that are told of it."""


def first_to_show(context: Context, rows: Sequence[str]) -> str:
    """The row, of those with these ids, that a plan opens on: one with typing that was never finished, else the first.

    "" for no rows.
    """
    found = context.runner.now(drafts.recovered, context.program) or () if rows else ()
    begun = {typed.record for typed in found}
    return next((row for row in rows if row in begun), rows[0] if rows else "")


def settle_left(left: QWidget | None, kept: Iterable[tuple[QWidget, Autosave]]) -> None:
    """Make the typing of the page that is left an operation; `kept` are pages with what keeps their typing.

    What was found on other pages when the plan was opened waits there, until somebody has seen it.
    """
    for page, autosave in kept:
        if page is left:
            autosave.settle()


def give_back(context: Context, detail: PlanDetail) -> None:
    """Tell what this account had typed into a frozen revision, so that it can be noted, and keep it no longer."""
    if not context.program.writable:
        return
    others = {revision.id for revision in detail.revisions} - {detail.revision_id}
    records = set(detail.record_ids) - others
    found = context.runner.now(drafts.recovered, context.program) or ()
    late = [typed for typed in found if typed.record in records and typed.table in _AGREED]
    for typed in late:
        drafts.drop(context.program, typed.record, typed.field)
    texts = "; ".join(f"“{text}”" for typed in late if (text := " ".join(typed.value.split())))
    if texts:
        context.runner.tell(
            "This plan was printed before you finished typing. Not entered was: "
            f"{texts if len(texts) <= _MOST else texts[:_MOST] + '…'}. Ask the coordinator to amend the plan, if it "
            "matters."
        )
