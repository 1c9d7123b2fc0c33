"""Typing that is kept within a second and becomes an operation later."""

from sqlalchemy.orm import Session

from umdesk.domain.errors import NotAllowed
from umdesk.services import scope
from umdesk.services.permissions import Grant, grant, permit
from umdesk.storage import drafts
from umdesk.storage.drafts import Typed
from umdesk.storage.program import Program

__all__ = ["Typed", "drop", "keep", "of_record", "recovered"]


def keep(program: Program, table: str, record_id: str, field: str, value: str) -> None:
    """Keep what was typed into a field, in place of what was typed there before; safe once this returns.

    Raises:
        NotAllowed: the record is none of the account's own.
    """
    permit(program, "drafts.keep")
    with program.operation("drafts.keep", "Kept typing") as op:
        if not _reached(op.session, program, "drafts.keep", record_id):
            raise NotAllowed(
                "There is no such record among yours, so what was typed was not kept.",
                "Ask the coordinator, if it should be yours.",
            )
        drafts.keep(op.session, program.account.account_id, Typed(table, record_id, field, value, program.now()))


def of_record(program: Program, record_id: str) -> dict[str, str]:
    """What this account typed into a record and did not settle yet, by field; nothing of a record not its own."""
    permit(program, "drafts.of_record")
    with program.reading() as session:
        if not _reached(session, program, "drafts.of_record", record_id):
            return {}
        return {t.field: t.value for t in drafts.of_account(session, program.account.account_id, record_id)}


def drop(program: Program, record_id: str, field: str | None = None) -> None:
    """Forget the typing of a record, or of one field of it."""
    permit(program, "drafts.drop")
    with program.operation("drafts.drop", "Dropped typing") as op:
        drafts.drop(op.session, program.account.account_id, record_id, field)


def recovered(program: Program) -> list[Typed]:
    """All typing of this account that was never settled, oldest first; shown after opening.

    Typing into what is the account's no longer, a plan that went to another supervisor, is left out.
    """
    permit(program, "drafts.recovered")
    with program.reading() as session:
        typed = drafts.of_account(session, program.account.account_id)
        reached = {
            record: _reached(session, program, "drafts.recovered", record) for record in {one.record for one in typed}
        }
        return [one for one in typed if reached[one.record]]


def _reached(session: Session, program: Program, what: str, record_id: str) -> bool:
    return grant(program, what) is not Grant.OWN or scope.owns_record(session, program, record_id)
