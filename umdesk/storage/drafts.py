"""Typing that has not become an operation yet: no history, no undo step, but in the encrypted database."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from umdesk.storage import kept
from umdesk.storage.models import Draft

LEAVING = "leaving"
"""The table of what is about to leave the program (`storage.leaving`), which nobody typed."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed into one field, and when."""

    table: str
    record: str
    field: str
    value: str
    at: datetime


def keep(session: Session, account_id: str, typed: Typed) -> None:
    """Keep what was typed, in place of what was typed there before."""
    draft = session.get(Draft, (account_id, typed.record, typed.field))
    if draft is None:
        draft = Draft(account_id=account_id, record_id=typed.record, field=typed.field)
        session.add(draft)
    draft.table_name, draft.value, draft.at = typed.table, typed.value, typed.at


def of_account(session: Session, account_id: str, record: str | None = None) -> list[Typed]:
    """All typing of an account, or that of one record, oldest first."""
    # A plan that opens asks this for each of its fields and lines, and mostly there is no typing at all.
    typed = kept.keep(session, "typing", account_id, lambda: _of_account(session, account_id), None)
    return [one for one in typed if record is None or one.record == record]


def _of_account(session: Session, account_id: str) -> tuple[Typed, ...]:
    typing = Draft.account_id == account_id, Draft.table_name != LEAVING
    query = select(Draft).where(*typing).order_by(Draft.at, Draft.field)
    return tuple(Typed(d.table_name, d.record_id, d.field, d.value, d.at) for d in session.scalars(query))


def drop(session: Session, account_id: str, record: str, field: str | None = None) -> None:
    """Forget the typing of a record, or of one field of it.

    What was typed into a form about the record that records with a button is no change of the record: without a field
    it stays. Such a field is called after its table: "masked_text statement".
    """
    what = own_fields() if field is None else Draft.field == field
    statement = delete(Draft).where(Draft.account_id == account_id, Draft.record_id == record, what)
    session.execute(statement, execution_options={"synchronize_session": False})


def own_fields() -> ColumnElement[bool]:
    """The typing that changes its record, and not that of a form which records with a button."""
    return func.instr(Draft.field, Draft.table_name + " ") != 1
