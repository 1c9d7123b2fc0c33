"""What is about to leave the program, written down before it does and forgotten with the operation that records it.

A file stands before the operation that puts it on record is committed. Killed in between, what was written down here is
left over, and the next sign-in tells the history that a copy may lie in the open without being on record.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.storage.drafts import LEAVING
from umdesk.storage.models import Account, Draft, new_id

if TYPE_CHECKING:
    from umdesk.storage.program import Program


@dataclass(slots=True)
class Mark:
    """Under which field something is written down, "" where nothing leaves, and whether it may be out by now."""

    field: str = ""
    out: bool = False


FOUND = "leaving.found"
"""The operation by which the history tells of what was left over."""


def begin(engine: Engine, account_id: str, program_id: str, what: str, at: datetime) -> Mark:
    """Write down, in a transaction of its own, that something is about to leave; gives the mark to forget it by."""
    field = f"{LEAVING} {new_id()}"
    with Session(engine) as session:
        session.add(
            Draft(account_id=account_id, record_id=program_id, field=field, table_name=LEAVING, value=what, at=at)
        )
        session.commit()
    return Mark(field)


def forget(session: Session, mark: Mark) -> None:
    """It is on record with this transaction, or it did not leave."""
    if not mark.field:
        return
    statement = delete(Draft).where(Draft.table_name == LEAVING, Draft.field == mark.field)
    session.execute(statement, execution_options={"synchronize_session": False})


@dataclass(frozen=True, slots=True)
class Left:
    """What was written down and not forgotten: what perhaps left, when and by whom, and the field to forget it by."""

    what: str
    field: str
    at: datetime
    who: str


def left_over(session: Session) -> tuple[Left, ...]:
    """What was about to leave when umdesk was killed, the oldest first."""
    query = select(Draft.value, Draft.field, Draft.at, Account.name).join(Account, Account.id == Draft.account_id)
    return tuple(Left(*row) for row in session.execute(query.where(Draft.table_name == LEAVING).order_by(Draft.at)))


def tell(program: "Program", found: Iterable[Left]) -> None:
    """Tell the history of what was left over, and forget it.

    Raises:
        UserError: the history cannot be written.
    """
    for each in found:
        day = dates.show(each.at.astimezone().date())
        with program.operation(FOUND, f"Perhaps left without being on record: {each.what} ({each.who}, {day})") as op:
            op.undoable, op.always = False, True
            forget(op.session, Mark(each.field))
