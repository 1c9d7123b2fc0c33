"""Typing that is kept within a second and becomes an operation later."""

from umdesk.services.permissions import permit
from umdesk.storage import drafts
from umdesk.storage.drafts import Typed
from umdesk.storage.program import Program

__all__ = ["Typed", "drop", "keep", "of_record", "recovered"]


def keep(program: Program, table: str, record_id: str, field: str, value: str) -> None:
    """Keep what was typed into a field, in place of what was typed there before; safe once this returns."""
    permit(program, "drafts.keep")
    with program.operation("drafts.keep", "Kept typing") as op:
        drafts.keep(op.session, program.account.account_id, Typed(table, record_id, field, value, program.now()))


def of_record(program: Program, record_id: str) -> dict[str, str]:
    """What this account typed into a record and did not settle yet, by field."""
    permit(program, "drafts.of_record")
    with program.reading() as session:
        return {t.field: t.value for t in drafts.of_account(session, program.account.account_id, record_id)}


def drop(program: Program, record_id: str, field: str | None = None) -> None:
    """Forget the typing of a record, or of one field of it."""
    permit(program, "drafts.drop")
    with program.operation("drafts.drop", "Dropped typing") as op:
        drafts.drop(op.session, program.account.account_id, record_id, field)


def recovered(program: Program) -> list[Typed]:
    """All typing of this account that was never settled, oldest first; shown after opening."""
    permit(program, "drafts.recovered")
    with program.reading() as session:
        return drafts.of_account(session, program.account.account_id)
