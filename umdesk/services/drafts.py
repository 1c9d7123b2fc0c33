"""Typing that is kept within a second and becomes an operation later."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.errors import NotAllowed
from umdesk.services import scope, sealing
from umdesk.services.permissions import Grant, grant, permit
from umdesk.storage import drafts, models
from umdesk.storage.drafts import Typed
from umdesk.storage.program import Program

__all__ = ["PAPER", "Typed", "cycle_of", "drop", "keep", "of_record", "recovered"]

PAPER = "paper_entry"
"""The table of typing from a paper sheet; its fields are called "paper_entry RATER TURN …" and stand at the
application."""
_OF_SCORES = frozenset({PAPER, "masked_text", "decision", "conflict", "waitlist_move", "further rater"})
"""The tables of typing that tells what is sealed for who rates."""


def keep(program: Program, table: str, record_id: str, field: str, value: str) -> None:
    """Keep what was typed into a field, in place of what was typed there before; safe once this returns.

    Raises:
        NotAllowed: the record is none of the account's own.
        NotNow: it is the paper sheet of another rater, and the cycle is sealed for the account.
    """
    permit(program, "drafts.keep")
    with program.operation("drafts.keep", "Kept typing") as op:
        if not _reached(op.session, program, "drafts.keep", record_id):
            raise NotAllowed(
                "There is no such record among yours, so what was typed was not kept.",
                "Ask the coordinator, if it should be yours.",
            )
        typed = Typed(table, record_id, field, value, program.now())
        if table == PAPER and not _may_be_told(op.session, program, typed):
            sealing.refuse_scores_of(op.session, program, [record_id])
        drafts.keep(op.session, program.account.account_id, typed)


def of_record(program: Program, record_id: str) -> dict[str, str]:
    """What this account typed into a record and did not settle yet, by field; nothing of a record not its own.

    What the account typed of ratings before they were sealed for it is not told while they are.
    """
    permit(program, "drafts.of_record")
    with program.reading() as session:
        found = drafts.of_account(session, program.account.account_id, record_id)
        if not found or not _reached(session, program, "drafts.of_record", record_id):
            return {}
        return {typed.field: typed.value for typed in found if _may_be_told(session, program, typed)}


def drop(program: Program, record_id: str, field: str | None = None) -> None:
    """Forget the typing of a record, or of one field of it."""
    permit(program, "drafts.drop")
    with program.operation("drafts.drop", "Dropped typing") as op:
        drafts.drop(op.session, program.account.account_id, record_id, field)


def recovered(program: Program) -> list[Typed]:
    """All typing of this account that was never settled, oldest first; shown after opening.

    Typing into what is the account's no longer, a plan that went to another supervisor, is left out, and so is what is
    sealed for it.
    """
    permit(program, "drafts.recovered")
    with program.reading() as session:
        typed = drafts.of_account(session, program.account.account_id)
        reached = {
            record: _reached(session, program, "drafts.recovered", record) for record in {one.record for one in typed}
        }
        return [one for one in typed if reached[one.record] and _may_be_told(session, program, one)]


def cycle_of(program: Program, record_id: str) -> str:
    """The cycle that a record belongs to, where it is one, an application, a rater or a criterion (by its key).

    "" for anything else, or for what is not the account's own.
    """
    permit(program, "drafts.cycle_of")
    with program.reading() as session:
        return _cycle(session, record_id) if _reached(session, program, "drafts.cycle_of", record_id) else ""


def _cycle(session: Session, record_id: str) -> str:
    if session.get(models.Cycle, record_id) is not None:
        return record_id
    if (application := session.get(models.Application, record_id)) is not None:
        return application.cycle_id
    if (rater := session.get(models.Rater, record_id)) is not None:
        return rater.cycle_id
    versions, row = models.CriteriaSet, models.Criterion
    query = select(versions.cycle_id).join(row, row.criteria_set_id == versions.id).where(row.key == record_id)
    return session.scalars(query).first() or ""


def _may_be_told(session: Session, program: Program, typed: Typed) -> bool:
    if typed.table not in _OF_SCORES or _cycle(session, typed.record) not in sealing.of(session, program).scores:
        return True
    rater = session.get(models.Rater, typed.field.split()[1]) if typed.table == PAPER else None
    return rater is not None and rater.account_id == program.account.account_id


def _reached(session: Session, program: Program, what: str, record_id: str) -> bool:
    return grant(program, what) is not Grant.OWN or scope.owns_record(session, program, record_id)
