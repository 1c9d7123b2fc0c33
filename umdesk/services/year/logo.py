"""The department's logo: one picture, printed on flyers. What it was before stays in the history."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import logo
from umdesk.domain.attachments import seen_name, tidy_name
from umdesk.domain.year_words import YearFilePurpose
from umdesk.services.permissions import permit
from umdesk.storage import blobs
from umdesk.storage.models import YearFile, new_id
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class Logo:
    """The logo as it is kept: its file name, its bytes, who set it and when."""

    name: str
    data: bytes
    by: str
    at: datetime


def shown(program: Program) -> Logo | None:
    """The logo, None where the department set none.

    Raises:
        Gone: its bytes were lost when the program was damaged.
    """
    permit(program, "year.logo.shown")
    with program.reading() as session:
        row = kept(session)
        if row is None:
            return None
        return Logo(row.name, blobs.read(session, row.blob_sha256), row.added_by, row.added_at)


def keep(program: Program, name: str, data: bytes) -> None:
    """Make a picture the logo, in place of the one before; undo brings that back.

    Raises:
        InvalidInput: it is no PNG or JPEG picture, or too large.
    """
    permit(program, "year.logo.keep")
    kind = logo.check(data, seen_name(name))
    with program.operation("year.logo.keep", "") as op:
        before = kept(op.session)
        if before is not None:
            op.session.delete(before)
            op.session.flush()
        row = YearFile(
            id=new_id(), purpose=YearFilePurpose.LOGO.value, name=tidy_name(name, kind), media_type=kind.value,
            size=len(data), blob_sha256=blobs.keep(op.session, data, kind.value), added_by=program.account.name,
            added_at=program.now(),
        )  # fmt: skip
        op.session.add(row)
        op.summary = f"Made “{row.name}” the department's logo"


def remove(program: Program) -> None:
    """Print no logo any more; undo brings it back."""
    permit(program, "year.logo.remove")
    with program.operation("year.logo.remove", "") as op:
        row = kept(op.session)
        if row is not None:
            op.summary = f"Removed the department's logo “{row.name}”"
            op.session.delete(row)


def kept(session: Session) -> YearFile | None:
    """The row of the logo (session block)."""
    of_logo = select(YearFile).where(YearFile.purpose == YearFilePurpose.LOGO.value)
    return session.scalars(of_logo.order_by(YearFile.added_at.desc())).first()
