"""The columns of a sender's lists, chosen by hand once and kept under the sender's name."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake.fields import Field
from umdesk.domain.intake.headers import Layout
from umdesk.domain.intake.remembered import SenderColumns, fields_of
from umdesk.domain.intake.wordings import is_never_collected
from umdesk.domain.writing import one_line
from umdesk.services.permissions import permit
from umdesk.storage.models import ColumnMapping
from umdesk.storage.program import Program

LONGEST_NAME = 80


def kept(program: Program) -> tuple[SenderColumns, ...]:
    """The columns of every sender that has some, the newest first."""
    permit(program, "columns.kept")
    with program.reading() as session:
        rows = session.scalars(select(ColumnMapping).order_by(ColumnMapping.used_at.desc(), ColumnMapping.sender))
        return tuple(_columns(row) for row in rows)


def keep(program: Program, sender: str, layout: Layout) -> None:
    """Keep what the columns of a sender's lists are; what was kept under that name before is replaced.

    Raises:
        InvalidInput: the name is missing or too long, or no column has a header to know it by.
    """
    permit(program, "columns.keep")
    name = one_line(sender)
    if not name or len(name) > LONGEST_NAME:
        raise InvalidInput(
            f"The sender needs a name of up to {LONGEST_NAME} letters; nothing was kept.",
            "Write who sent the list, for example “Redding personnel office”.",
            "sender",
        )
    fields = {header: field.value if field else None for header, field in fields_of(layout).items()}
    if not fields:
        raise InvalidInput("No column has a header of its own, so there is nothing to keep.", "", "sender")
    with program.operation("columns.keep", f"Kept the columns of lists from {name}") as op:
        row = _row(op.session, name)
        if row is None:
            op.session.add(ColumnMapping(sender=name, fields=fields, used_at=program.now()))
        else:
            row.sender, row.fields, row.used_at = name, fields, program.now()


def forget(program: Program, sender: str) -> None:
    """Forget the columns of a sender; their lists are guessed like any other again."""
    permit(program, "columns.forget")
    with program.operation("columns.forget", f"Forgot the columns of lists from {one_line(sender)}") as op:
        row = _row(op.session, one_line(sender))
        if row is not None:
            op.session.delete(row)


def _row(session: Session, sender: str) -> ColumnMapping | None:
    return session.scalars(select(ColumnMapping).where(func.lower(ColumnMapping.sender) == sender.lower())).first()


def _columns(row: ColumnMapping) -> SenderColumns:
    known = {field.value: field for field in Field}
    fields = {
        header: known.get(value) if value else None
        for header, value in row.fields.items()
        # What became never collected since is not taken, whatever was kept.
        if not is_never_collected(header)
    }
    return SenderColumns(row.sender, fields, row.used_at)
