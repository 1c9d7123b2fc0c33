"""Who wrote a record: they and the coordinator put it right or take it out, nobody else does."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.errors import NotAllowed
from umdesk.services.permissions import Grant, grant
from umdesk.storage.models import Change, Event
from umdesk.storage.program import Program


def refuse_others_work(what: str, program: Program, made_by: str) -> None:
    """Let `what` ("module.function") go on with a record that somebody wrote, or refuse.

    Raises:
        NotAllowed: it is another's, and the account is not a coordinator's.
    """
    if grant(program, what) is Grant.OWN and made_by != program.account.name:
        raise NotAllowed(
            f"This was written down by {made_by or 'somebody else'}; nothing was changed.",
            "Ask them or the coordinator.",
        )


def of_records(session: Session, record_ids: Collection[str]) -> Mapping[str, str]:
    """The names of the accounts that wrote records which do not say it themselves, by record, from the history."""
    query = (
        select(Change.record_id, Event.account_name)
        .join(Event, Event.seq == Change.event_seq)
        .where(Change.record_id.in_(record_ids), Change.before.is_(None))
        .order_by(Change.event_seq.desc())
    )
    return dict(session.execute(query).all())
