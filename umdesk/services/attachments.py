"""The files that came with an application: kept inside the encrypted program, looked at, taken off, copied out.

Their kind is told by their content. A copy that is saved out is a disclosure, which is written down.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from umdesk.domain.attachments import MediaType, refuse_a_lie, seen_name, sniff, tidy_name
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import CycleState
from umdesk.domain.writing import one_line
from umdesk.services import disclosures, sealing
from umdesk.services.permissions import permit
from umdesk.storage import blobs
from umdesk.storage.models import Application, Attachment, Change, Cycle, Event, ParticipationFile, YearFile
from umdesk.storage.program import Program

Beside: TypeAlias = "tuple[type[Attachment | ParticipationFile | YearFile], ColumnElement[bool]]"
"""A table of files, and the condition for those of one record."""


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """One file that is kept; `size` in bytes, `by` is who added it."""

    id: str
    name: str
    kind: MediaType
    size: int
    note: str
    by: str
    at: datetime


def of_application(program: Program, application_id: str) -> tuple[AttachmentRow, ...]:
    """The files of an application, in the order in which they were added."""
    permit(program, "attachments.of_application")
    with program.reading() as session:
        sealing.refuse_names_of(session, program, [application_id])
        query = select(Attachment).where(Attachment.application_id == application_id)
        return rows_of(session.scalars(query.order_by(Attachment.added_at, Attachment.name, Attachment.id)))


def content(program: Program, attachment_id: str) -> bytes:
    """The bytes of a file, to be shown.

    Raises:
        Gone: they were lost when the program was damaged, or the file was taken off meanwhile.
    """
    permit(program, "attachments.content")
    with program.reading() as session:
        row = session.get_one(Attachment, attachment_id)
        sealing.refuse_names_of(session, program, [row.application_id])
        return blobs.read(session, row.blob_sha256)


def taken_off(program: Program, application_id: str) -> tuple[str, ...]:
    """The ids of the files that were taken off an application, so that its history tells of them too."""
    permit(program, "attachments.taken_off")
    query = (
        select(Change.record_id)
        .join(Event, Event.seq == Change.event_seq)
        .where(
            Event.operation == "attachments.remove",
            Change.table_name == Attachment.__tablename__,
            Change.before.contains(application_id),
        )
    )
    with program.reading() as session:
        sealing.refuse_names_of(session, program, [application_id])
        return tuple(session.scalars(query.distinct()))


def add(program: Program, application_id: str, name: str, data: bytes, note: str = "") -> str:
    """Keep a file with an application; gives its id. Its kind is judged by its content.

    Raises:
        InvalidInput: it is empty, too large, of a kind that is not kept, its name says another kind, or it is with
            the application already.
        NotNow: the cycle is closed.
    """
    permit(program, "attachments.add")
    with program.operation("attachments.add", "") as op:
        application = _changeable(op.session, program, application_id)
        mine = Attachment, Attachment.application_id == application_id
        kept = keep_beside(op.session, program, mine, name, data, already=f"with application {application.number}")
        row = Attachment(application_id=application_id, note=one_line(note), **kept)
        op.session.add(row)
        op.session.flush()
        op.summary = f"Attached “{row.name}” to application {application.number}"
        return row.id


def set_note(program: Program, attachment_id: str, note: str) -> None:
    """Write a line beside a file, "" for none.

    Raises:
        NotNow: the cycle is closed.
    """
    permit(program, "attachments.set_note")
    with program.operation("attachments.set_note", "", settles=attachment_id) as op:
        row = op.session.get_one(Attachment, attachment_id)
        application = _changeable(op.session, program, row.application_id)
        row.note = one_line(note)
        op.summary = f"Changed the note to “{row.name}” of application {application.number}"


def remove(program: Program, attachment_id: str) -> None:
    """Take a file off its application; undo brings it back, since its bytes stay in the program.

    Raises:
        NotNow: the cycle is closed.
    """
    permit(program, "attachments.remove")
    with program.operation("attachments.remove", "") as op:
        row = op.session.get_one(Attachment, attachment_id)
        application = _changeable(op.session, program, row.application_id)
        op.summary = f"Took “{row.name}” off application {application.number}"
        op.session.delete(row)


def record_copy(program: Program, attachment_id: str, deliver: Callable[[], object]) -> None:
    """Write down that a copy of a file leaves the program, for good.

    `deliver` writes it; that is the last thing before the change is committed, and what it raises takes it back.
    """
    permit(program, "attachments.record_copy")
    leaves = f"A file of an application was {disclosures.SAVED_AS_FILE}"
    with program.operation("attachments.record_copy", "", undoable=False, leaves=leaves) as op:
        row = op.session.get_one(Attachment, attachment_id)
        application = op.session.get_one(Application, row.application_id)
        sealing.refuse_names(op.session, program, application.cycle_id)
        by, what = program.account.name, f"“{row.name}”, which came with application {application.number}"
        leaving = disclosures.in_the_department(by, "The department's own use", what, disclosures.SAVED_AS_FILE)
        disclosures.note(op.session, program.now(), by, leaving, person_ids=[application.person_id])
        op.summary = f"“{row.name}” of application {application.number} was {disclosures.SAVED_AS_FILE}"
        deliver()


def _changeable(session: Session, program: Program, application_id: str) -> Application:
    application = session.get_one(Application, application_id)
    sealing.refuse_names(session, program, application.cycle_id)
    cycle = session.get_one(Cycle, application.cycle_id)
    if cycle.state == CycleState.CLOSED:
        raise NotNow(f"{cycle.name} is closed and keeps its applications as they are.", "Nothing was changed.")
    return application


def rows_of(found: Iterable[Attachment | ParticipationFile | YearFile]) -> tuple[AttachmentRow, ...]:
    """Files as lists show them, whatever they are kept with (session block)."""
    return tuple(
        AttachmentRow(one.id, one.name, MediaType(one.media_type), one.size, one.note, one.added_by, one.added_at)
        for one in found
    )


def keep_beside(
    session: Session,
    program: Program,
    mine: Beside,
    name: str,
    data: bytes,
    *,
    already: str = "kept with this record",
) -> dict[str, Any]:
    """Keep the bytes of a file beside the others of its record; gives the columns of its row (session block).

    Its kind is told by its content, and its name is one that none of `mine` has.

    Raises:
        InvalidInput: it is empty, too large, of a kind that is not kept, its name says another kind, or it is one of
            `mine` (`already`).
    """
    table, those = mine
    shown = seen_name(name)
    kind = sniff(data, shown)
    refuse_a_lie(kind, shown)
    digest = blobs.keep(session, data, kind.value)
    session.flush()
    twin = session.scalars(select(table.name).where(those, table.blob_sha256 == digest)).first()
    if twin is not None:
        raise InvalidInput(f"“{shown}” is {already} already, as “{twin}”.", "Nothing was attached.")
    taken = set(session.scalars(select(func.lower(table.name)).where(those)))
    return {
        "name": free_name(tidy_name(name, kind), taken), "media_type": kind.value, "size": len(data),
        "blob_sha256": digest, "added_by": program.account.name, "added_at": program.now(),
    }  # fmt: skip


def free_name(name: str, taken: set[str]) -> str:
    """The name, or with a number behind it where another file beside it has it (`taken`, in lower case)."""
    stem, dot, ending = name.rpartition(".")
    found, number = name, 1
    while found.lower() in taken:
        number += 1
        found = f"{stem} ({number}){dot}{ending}"
    return found
