"""Files that are kept with a participation: evidence of progress, looked at, taken off, copied out.

They are kept like the files of applications: inside the encrypted program, their kind told by their content. A copy
that is saved out is a disclosure, which is written down. They are no part of any plan on paper. The line of an
operation does not name the file, since its name can tell what was said in confidence.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.attachments import seen_name, sniff, tidy_name
from umdesk.domain.errors import Gone
from umdesk.domain.words import FilePurpose
from umdesk.domain.writing import one_line
from umdesk.services import disclosures, scope
from umdesk.services.attachments import AttachmentRow, keep_beside, rows_of
from umdesk.services.permissions import permit
from umdesk.services.plans import makers, participations
from umdesk.storage import blobs
from umdesk.storage.models import ParticipationFile, Plan, PlanItem, Progress, new_id
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class Came:
    """A file that comes in: its name and bytes, by whom and when."""

    name: str
    data: bytes
    by: str
    at: datetime


def of_progress(program: Program, progress_id: str) -> tuple[AttachmentRow, ...]:
    """The evidence of one record of progress, as it was added; none of counseling for who only reads."""
    permit(program, "plans.files.of_progress")
    with program.reading() as session:
        record = _progress(session, program, "plans.files.of_progress", progress_id)
        if _kept_back(session, program, "plans.files.of_progress", record):
            return ()
        row = ParticipationFile
        query = select(row).where(row.progress_id == progress_id).order_by(row.added_at, row.name, row.id)
        return rows_of(session.scalars(query))


def content(program: Program, file_id: str) -> bytes:
    """The bytes of a file, to be shown.

    Raises:
        Gone: they were lost when the program was damaged, or the file was taken off meanwhile.
        NotAllowed: the account does not reach it.
    """
    permit(program, "plans.files.content")
    with program.reading() as session:
        return blobs.read(session, _seen(session, program, "plans.files.content", file_id).blob_sha256)


def add(program: Program, progress_id: str, name: str, data: bytes, note: str = "") -> str:
    """Keep a file as evidence of a record of progress; gives its id. Its kind is judged by its content.

    Raises:
        InvalidInput: it is empty, too large, of a kind that is not kept, its name says another kind, or it is kept
            with this record already.
    """
    permit(program, "plans.files.add")
    with program.operation("plans.files.add", "") as op:
        record = _progress(op.session, program, op.name, progress_id)
        kept = ParticipationFile(
            id=new_id(), participation_id=record.participation_id, progress_id=progress_id,
            purpose=FilePurpose.EVIDENCE.value, note=one_line(note),
            **keep_beside(
                op.session, program, (ParticipationFile, ParticipationFile.progress_id == progress_id), name, data
            ),
        )  # fmt: skip
        op.session.add(kept)
        who = participations.person_of(op.session, record.participation_id).full_name
        op.summary = f"Attached a file to the progress of {who} of {dates.show(record.on)}"
        return kept.id


def keep(session: Session, participation_id: str, purpose: FilePurpose, came: Came) -> str:
    """Keep a file with a participation as such, a returned worksheet for example (a part of other operations).

    Raises:
        InvalidInput: it is empty, too large, or of a kind that is not kept.
    """
    kind = sniff(came.data, seen_name(came.name))
    digest = blobs.keep(session, came.data, kind.value)
    session.flush()
    row = ParticipationFile(
        id=new_id(), participation_id=participation_id, purpose=purpose.value, name=tidy_name(came.name, kind),
        media_type=kind.value, size=len(came.data), blob_sha256=digest, added_by=came.by, added_at=came.at,
    )  # fmt: skip
    session.add(row)
    return row.id


def set_note(program: Program, file_id: str, note: str) -> None:
    """Write a line beside a file, "" for none.

    Raises:
        NotAllowed: somebody else added it and the account is not a coordinator's.
    """
    permit(program, "plans.files.set_note")
    with program.operation("plans.files.set_note", "", settles=file_id) as op:
        row = _own(op.session, program, op.name, file_id)
        row.note = one_line(note)
        op.summary = f"Changed the note to a file of {_who(op.session, row)}"


def remove(program: Program, file_id: str) -> None:
    """Take a file off; undo brings it back, since its bytes stay in the program.

    Raises:
        NotAllowed: somebody else added it and the account is not a coordinator's.
    """
    permit(program, "plans.files.remove")
    with program.operation("plans.files.remove", "") as op:
        row = _own(op.session, program, op.name, file_id)
        op.summary = f"Took a file off the records of {_who(op.session, row)}"
        op.session.delete(row)


def record_copy(program: Program, file_id: str, deliver: Callable[[], object]) -> None:
    """Write down that a copy of a file leaves the program, for good.

    `deliver` writes it; that is the last thing before the change is committed, and what it raises takes it back.
    """
    permit(program, "plans.files.record_copy")
    with program.reading() as session:  # what is refused never was about to leave
        _seen(session, program, "plans.files.record_copy", file_id)
    leaves = f"A file of a career plan was {disclosures.SAVED_AS_FILE}"
    with program.operation("plans.files.record_copy", "", undoable=False, leaves=leaves) as op:
        row = _seen(op.session, program, op.name, file_id)
        person = participations.person_of(op.session, row.participation_id)
        by, what = program.account.name, f"“{row.name}”, {row.purpose} of the career plan"
        leaving = disclosures.in_the_department(by, "The department's own use", what, disclosures.SAVED_AS_FILE)
        disclosures.note(op.session, program.now(), by, leaving, person_ids=[person.id])
        op.summary = f"A file of {person.full_name}'s career plan was {disclosures.SAVED_AS_FILE}"
        deliver()


def _progress(session: Session, program: Program, what: str, progress_id: str) -> Progress:
    row = session.get(Progress, progress_id)
    scope.refuse_others(session, program, what, row.participation_id if row else "")
    return row or _gone()


def _file(session: Session, program: Program, what: str, file_id: str) -> ParticipationFile:
    row = session.get(ParticipationFile, file_id)
    scope.refuse_others(session, program, what, row.participation_id if row else "")
    return row or _gone()


def _own(session: Session, program: Program, what: str, file_id: str) -> ParticipationFile:
    row = _file(session, program, what, file_id)
    makers.refuse_others_work(what, program, row.added_by)
    return row


def _seen(session: Session, program: Program, what: str, file_id: str) -> ParticipationFile:
    row = _file(session, program, what, file_id)
    record = session.get(Progress, row.progress_id) if row.progress_id else None
    if record is not None and _kept_back(session, program, what, record):
        _gone()
    return row


def _kept_back(session: Session, program: Program, what: str, record: Progress) -> bool:
    plan_of = select(Plan.id).join(PlanItem, PlanItem.plan_id == Plan.id).where(PlanItem.id == record.item_id)
    plan_id = session.scalars(plan_of).first()
    return scope.kept_back(session, program, what, plan_id)(record.item_id)


def _who(session: Session, row: ParticipationFile) -> str:
    return participations.person_of(session, row.participation_id).full_name


def _gone() -> NoReturn:
    raise Gone("This file or record is no longer there; nothing was changed.", "Look at the plan again.")
