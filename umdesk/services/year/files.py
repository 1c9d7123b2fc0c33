"""Files of the program year: evidence of an action, material of an outreach, a part of the handbook as a document.

They are kept like the files of applications: inside the encrypted program, their kind told by their content. A copy
that is saved out is written into the account of disclosures, since a file can name people.
"""

from collections.abc import Callable, Mapping
from typing import NoReturn

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from umdesk.domain.errors import Gone
from umdesk.domain.writing import one_line
from umdesk.domain.year_words import YearFilePurpose
from umdesk.services import disclosures
from umdesk.services.attachments import AttachmentRow, keep_beside, rows_of
from umdesk.services.permissions import permit
from umdesk.storage import blobs
from umdesk.storage.models import Action, HandbookElement, Outreach, YearFile, new_id
from umdesk.storage.program import Program

_MODELS: Mapping[YearFilePurpose, type[Action] | type[Outreach] | type[HandbookElement]] = {
    YearFilePurpose.EVIDENCE: Action,
    YearFilePurpose.MATERIAL: Outreach,
    YearFilePurpose.HANDBOOK: HandbookElement,
}
_FIELDS = {
    YearFilePurpose.EVIDENCE: "action_id",
    YearFilePurpose.MATERIAL: "outreach_id",
    YearFilePurpose.HANDBOOK: "handbook_element_id",
}
_WHOSE = {
    YearFilePurpose.EVIDENCE: "an action of the action plan",
    YearFilePurpose.MATERIAL: "an outreach",
    YearFilePurpose.HANDBOOK: "a part of the handbook",
    YearFilePurpose.LOGO: "the department",
}


def listed(program: Program, purpose: YearFilePurpose, record_id: str) -> tuple[AttachmentRow, ...]:
    """The files of an action, an outreach or a part of the handbook, in the order in which they were added."""
    permit(program, "year.files.listed")
    with program.reading() as session:
        found = select(YearFile).where(_of(purpose, record_id)).order_by(YearFile.added_at, YearFile.id)
        return rows_of(session.scalars(found))


def content(program: Program, file_id: str) -> bytes:
    """The bytes of a file, to be shown.

    Raises:
        Gone: they were lost when the program was damaged, or the file was taken off meanwhile.
    """
    permit(program, "year.files.content")
    with program.reading() as session:
        return blobs.read(session, _row(session, file_id).blob_sha256)


def add(program: Program, purpose: YearFilePurpose, record_id: str, name: str, data: bytes) -> str:
    """Keep a file with an action, an outreach or a part of the handbook; gives its id.

    Raises:
        InvalidInput: it is empty, too large, of a kind that is not kept, its name says another kind, or it is kept
            with this record already.
        Gone: the record is no longer there.
    """
    permit(program, "year.files.add")
    with program.operation("year.files.add", "") as op:
        if op.session.get(_MODELS[purpose], record_id) is None:
            _gone()
        row = keep(op.session, program, (purpose, record_id), name, data)
        op.summary = f"Attached “{row.name}” to {_WHOSE[purpose]}"
        return row.id


def keep(session: Session, program: Program, of: tuple[YearFilePurpose, str], name: str, data: bytes) -> YearFile:
    """The same in an operation that another service runs (session block); raises what `add` does."""
    purpose, record_id = of
    kept = keep_beside(session, program, (YearFile, _of(purpose, record_id)), name, data)
    row = YearFile(id=new_id(), purpose=purpose.value, **{_FIELDS[purpose]: record_id}, **kept)
    session.add(row)
    return row


def set_note(program: Program, file_id: str, note: str) -> None:
    """Write a line beside a file, "" for none."""
    permit(program, "year.files.set_note")
    with program.operation("year.files.set_note", "", settles=file_id) as op:
        row = _row(op.session, file_id)
        row.note = one_line(note)
        op.summary = f"Changed the note to “{row.name}”"


def remove(program: Program, file_id: str) -> None:
    """Take a file off; undo brings it back, since its bytes stay in the program."""
    permit(program, "year.files.remove")
    with program.operation("year.files.remove", "", settles=file_id) as op:
        row = _row(op.session, file_id)
        op.summary = f"Took “{row.name}” off {_WHOSE[YearFilePurpose(row.purpose)]}"
        op.session.delete(row)


def record_copy(program: Program, file_id: str, deliver: Callable[[], object]) -> None:
    """Write down that a copy of a file leaves the program, for good.

    `deliver` writes it; that is the last thing before the change is committed, and what it raises takes it back.
    """
    permit(program, "year.files.record_copy")
    leaves = f"A file of the program year was {disclosures.SAVED_AS_FILE}"
    with program.operation("year.files.record_copy", "", undoable=False, leaves=leaves) as op:
        row = _row(op.session, file_id)
        whose = _WHOSE[YearFilePurpose(row.purpose)]
        leaving = disclosures.in_the_department(
            program.account.name, "The department's own use", f"“{row.name}” of {whose}", disclosures.SAVED_AS_FILE
        )
        disclosures.note(op.session, program.now(), program.account.name, leaving)
        op.summary = f"“{row.name}” of {whose} was {disclosures.SAVED_AS_FILE}"
        deliver()


def take_off_all(session: Session, purpose: YearFilePurpose, record_id: str) -> None:
    """Take all files off a record that is removed (session block); undo brings them back with it."""
    for row in session.scalars(select(YearFile).where(_of(purpose, record_id))):
        session.delete(row)
    session.flush()


def how_many(session: Session, purpose: YearFilePurpose) -> dict[str, int]:
    """How many files there are for a purpose, by record (session block)."""
    column = getattr(YearFile, _FIELDS[purpose])
    query = select(column, func.count()).where(YearFile.purpose == purpose.value).group_by(column)
    return {record: number for record, number in session.execute(query) if record is not None}


def _of(purpose: YearFilePurpose, record_id: str) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = getattr(YearFile, _FIELDS[purpose]) == record_id
    return condition


def _row(session: Session, file_id: str) -> YearFile:
    return session.get(YearFile, file_id) or _gone()


def _gone() -> NoReturn:
    raise Gone("This file or record is no longer there; nothing was changed.", "Look at the program year again.")
