"""Takes a participation away again that nobody has begun to use: only the untouched first draft of its plan is there.

Somebody who declines never took part, so no report may count them (session blocks, inside an operation).
"""

import json
from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.storage import models
from umdesk.storage.canonical import encode, plain
from umdesk.storage.models import Base, Change, Draft, Record

_WHOSE: dict[str, object] = {"person_id": None}
_OWN = frozenset({"participation_state", "plan", "revision"})


def of_application(session: Session, application_id: str) -> models.Participation | None:
    """The participation that an application brought; None where the person took part already, or none began."""
    row = models.Participation
    return session.scalars(select(row).where(row.application_id == application_id)).first()


def is_untouched(session: Session, participation: models.Participation) -> bool:
    """Whether nothing but its start, its plan and the first draft as it was made hangs on a participation."""
    rows = _rows(session, participation)
    if len(rows) != len(_OWN) + 1:
        return False
    return not _pointed_at(session, rows) and all(_as_made(session, row) for row in rows)


def take_away(session: Session, participation: models.Participation) -> None:
    """Delete an untouched participation with its state, its plan and the draft; the plan's number is not given again.

    Raises:
        ValueError: it is not untouched, which is a bug of the caller.
    """
    if not is_untouched(session, participation):
        raise ValueError("the participation has been used")
    for row in _rows(session, participation):
        session.delete(row)
        session.flush()


def _rows(session: Session, participation: models.Participation) -> list[Record]:
    """The participation and what was made with it, in the order in which they can be deleted."""
    plans = session.scalars(select(models.Plan).where(models.Plan.participation_id == participation.id)).all()
    states = session.scalars(
        select(models.ParticipationStateRow).where(models.ParticipationStateRow.participation_id == participation.id)
    ).all()
    revisions = session.scalars(
        select(models.Revision).where(models.Revision.plan_id.in_([plan.id for plan in plans]))
    ).all()
    return [*revisions, *plans, *states, participation]


def _pointed_at(session: Session, rows: Iterable[Record]) -> bool:
    """Whether anything else points at one of the rows: progress, money, an entry of the plan, a paper, typing."""
    ids = [row.id for row in rows]
    for table in Base.metadata.tables.values():
        if table.name in _OWN:
            continue
        for key in table.foreign_keys:
            if key.column.table.name in (*_OWN, "participation"):
                query = select(func.count()).select_from(table).where(key.parent.in_(ids))
                if session.execute(query).scalar_one():
                    return True
    typed = select(Draft.field).where(Draft.record_id.in_(ids)).limit(1)
    # A worksheet may be on somebody's desk; a paper names its record without a foreign key.
    paper = select(models.PrintedDocument.id).where(models.PrintedDocument.record_id.in_(ids)).limit(1)
    return session.scalars(typed).first() is not None or session.scalars(paper).first() is not None


def _as_made(session: Session, row: Record) -> bool:
    """Whether a row is still what the history says it was made as."""
    made = session.scalars(
        select(Change.after)
        .where(Change.record_id == row.id, Change.before.is_(None), Change.after.is_not(None))
        .order_by(Change.id.desc())
    ).first()
    columns = Base.metadata.tables[row.__tablename__].columns
    now = {column.name: plain(getattr(row, column.name), column.type) for column in columns}
    # Whose record it is may have changed: two records that were one person's were made one.
    return made is not None and encode({**json.loads(made), **_WHOSE}) == encode({**now, **_WHOSE})
