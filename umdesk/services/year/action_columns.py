"""The columns of the action plan: renamed, hidden, put in another order, and the department's own."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import action_plan
from umdesk.domain.action_plan import OWN, STARTING, ActionColumn
from umdesk.domain.errors import Gone, InvalidInput, NotNow
from umdesk.domain.writing import counted
from umdesk.services.permissions import permit
from umdesk.storage import models
from umdesk.storage.models import new_id
from umdesk.storage.program import Program


def listed(program: Program) -> tuple[ActionColumn, ...]:
    """All columns in their order, also those that are hidden."""
    permit(program, "year.action_columns.listed")
    with program.reading() as session:
        return read(session)


def rename(program: Program, key: str, title: str) -> None:
    """Give a column another title.

    Raises:
        InvalidInput: it is empty, too long, or another column has it.
    """
    permit(program, "year.action_columns.rename")
    with program.operation("year.action_columns.rename", "") as op:
        row = _row(op.session, key)
        others = [one for one in read(op.session) if one.key != key]
        tidy = action_plan.checked_title(title, others)
        op.summary = f"Renamed the column “{row.title}” of the action plan to “{tidy}”"
        row.title = tidy


def show(program: Program, key: str, *, shown: bool) -> None:
    """Show or hide a column; what stands in it stays.

    Raises:
        NotNow: it is the column of the actions themselves.
    """
    permit(program, "year.action_columns.show")
    with program.operation("year.action_columns.show", "") as op:
        row = _row(op.session, key)
        if key == "text" and not shown:
            raise NotNow("The column of the actions names each row, so it stays.", "Hide another one.")
        row.shown = shown
        op.summary = f"{'Showed' if shown else 'Hid'} the column “{row.title}” of the action plan"


def move(program: Program, key: str, by: int) -> None:
    """Move a column to the left (negative) or right."""
    permit(program, "year.action_columns.move")
    with program.operation("year.action_columns.move", "") as op:
        row = _row(op.session, key)
        rows = _rows(op.session)
        place = rows.index(row)
        target = min(max(place + by, 0), len(rows) - 1)
        rows.insert(target, rows.pop(place))
        _number(rows)
        op.summary = f"Moved the column “{row.title}” of the action plan"


def add(program: Program, title: str) -> str:
    """Add a column of the department's own, in which any text can stand; gives its key.

    Raises:
        InvalidInput: the title will not do, or there are too many columns.
    """
    permit(program, "year.action_columns.add")
    with program.operation("year.action_columns.add", "") as op:
        rows = _own_rows(op.session)
        tidy = action_plan.checked_title(title, read(op.session))
        if len(rows) >= action_plan.MOST_COLUMNS:
            raise InvalidInput(
                f"An action plan has {action_plan.MOST_COLUMNS} columns at most.", "Rename one instead.", "title"
            )
        row = models.ActionColumn(id=new_id(), key=f"{OWN}{new_id()}", title=tidy, position=len(rows))
        op.session.add(row)
        op.summary = f"Added the column “{tidy}” to the action plan"
        return row.key


def remove(program: Program, key: str) -> None:
    """Take out a column of the department's own in which nothing stands.

    Raises:
        NotNow: something stands in it, or it is none of the department's own.
    """
    permit(program, "year.action_columns.remove")
    with program.operation("year.action_columns.remove", "") as op:
        row = _row(op.session, key)
        if not key.startswith(OWN):
            raise NotNow(f"“{row.title}” belongs to every action plan, so it stays.", "Hide it instead.")
        used = sum(bool(extra.get(key)) for extra in op.session.scalars(select(models.Action.extra)))
        if used:
            raise NotNow(
                f"Something stands in “{row.title}” for {counted(used, 'action')}, so it stays.", "Hide it instead."
            )
        op.summary = f"Removed the column “{row.title}” of the action plan"
        op.session.delete(row)
        op.session.flush()
        _number(_rows(op.session))


def read(session: Session) -> tuple[ActionColumn, ...]:
    """All columns in their order (session block for other services)."""
    rows = _rows(session)
    return tuple(ActionColumn(row.key, row.title, row.shown) for row in rows) or STARTING


def _rows(session: Session) -> list[models.ActionColumn]:
    column = models.ActionColumn
    return list(session.scalars(select(column).order_by(column.position, column.id)))


def _own_rows(session: Session) -> list[models.ActionColumn]:
    """The columns as records; the first change writes those of the start down."""
    if not _rows(session):
        for place, one in enumerate(STARTING):
            session.add(models.ActionColumn(id=new_id(), key=one.key, title=one.title, position=place))
        session.flush()
    return _rows(session)


def _row(session: Session, key: str) -> models.ActionColumn:
    found = next((row for row in _own_rows(session) if row.key == key), None)
    if found is None:
        raise Gone("This column is no longer there; nothing was changed.", "Look at the action plan again.")
    return found


def _number(rows: list[models.ActionColumn]) -> None:
    for place, row in enumerate(rows):
        if row.position != place:
            row.position = place
