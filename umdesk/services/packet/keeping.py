"""Packets that were made, how long they are kept, and what stands against a final one; copies on their way out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, literal_column, select
from sqlalchemy.orm import Session

from umdesk.domain.words import CycleState
from umdesk.services import disclosures, printed, sealing, settings, standing
from umdesk.services.cycles import kept_until
from umdesk.services.packet import missing
from umdesk.services.packet.gathering import refuse_early
from umdesk.services.permissions import permit
from umdesk.storage import blobs, models
from umdesk.storage.program import Program

PACKET, WORKBOOK = "packet", "packet workbook"
"""The kinds of printed document under which a packet and its workbook are kept."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Kept:
    """A packet that left the program and is kept whole; `final` says that its cycle was closed by then."""

    id: str
    kind: str
    made_at: datetime
    made_by: str
    pages: int
    digest: str
    final: bool


@dataclass(frozen=True, slots=True)
class Holding:
    """How much of something a packet holds: "application", 179."""

    what: str
    count: int


@dataclass(frozen=True, slots=True)
class Status:
    """What is known of a cycle's packet. `missing` says in sentences what it would lack, none when it can be final.

    `keep_until` is the last day of the `years` from closing, None while the cycle is not closed.
    """

    cycle: str
    closed: bool
    keep_until: date | None
    years: int
    holds: tuple[Holding, ...]
    missing: tuple[str, ...]
    kept: tuple[Kept, ...]

    @property
    def final(self) -> bool:
        """Whether a packet was made since the cycle was closed."""
        return any(one.final and one.kind == PACKET for one in self.kept)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook on its way out: `digest` is that of the packet's content, `applications` the numbers in it."""

    title: str
    cycle_id: str
    data: bytes
    digest: str
    applications: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A kept packet or workbook, whole; `applications` are the numbers of its cycle."""

    title: str
    kind: str
    cycle_id: str
    data: bytes
    pages: int
    digest: str
    applications: tuple[str, ...]


def status(program: Program, cycle_id: str) -> Status:
    """What the packet of a cycle would hold and lack, and the packets that were made.

    Raises:
        NotNow: the cycle is not in deciding yet, or it is sealed for the account.
    """
    permit(program, "packet.keeping.status")
    with program.reading() as session:
        sealing.refuse_scores(session, program, cycle_id)
        now = standing.load(session, cycle_id)
        refuse_early(now)
        cycle = session.get_one(models.Cycle, cycle_id)
        years = int(settings.value(session, "selection.retention_years"))
        closed, kept = cycle.closed_at, _kept(session, cycle)
        return Status(
            cycle=cycle.name,
            closed=now.state is CycleState.CLOSED,
            keep_until=kept_until(closed, years),
            years=years,
            holds=_holds(session, now),
            missing=(*missing.sentences(session, now, cycle), *_outdated(session, cycle_id, kept)),
            kept=kept,
        )


def document(program: Program, document_id: str) -> Document:
    """A packet or its workbook as it was made.

    Raises:
        NotNow: its cycle is sealed for the account.
    """
    permit(program, "packet.keeping.document")
    with program.reading() as session:
        row = session.get_one(models.PrintedDocument, document_id)
        cycle_id = row.record_id or ""
        sealing.refuse_scores(session, program, cycle_id)
        number = models.Application.number
        numbers = session.scalars(select(number).where(models.Application.cycle_id == cycle_id).order_by(number))
        data = blobs.read(session, row.blob_sha256)
        return Document(row.number, row.kind, cycle_id, data, row.pages, row.digest, tuple(numbers))


def record_workbook(program: Program, workbook: Workbook, deliver: Callable[[], object]) -> None:
    """Write down that a packet's workbook left the program and keep it whole; cannot be undone.

    `deliver` writes the file; it is the last thing before the change is committed, and what it raises takes it back.
    """
    permit(program, "packet.keeping.record_workbook")
    how = disclosures.SAVED_AS_WORKBOOK
    told = f"{workbook.title} was {how}"
    with program.operation("packet.keeping.record_workbook", told, undoable=False, leaves=told) as op:
        kept = printed.Document(WORKBOOK, workbook.title, workbook.cycle_id, workbook.data, 0, workbook.digest, XLSX)
        leaving = disclosures.in_the_department(program.account.name, "Selection file", workbook.title, how)
        people = disclosures.people_of_applications(op.session, workbook.applications)
        printed.let_out(op.session, program, leaving, people, deliver, document=kept)


def _holds(session: Session, now: standing.Standing) -> tuple[Holding, ...]:
    rating, sheet, application, letter = models.Rating, models.Sheet, models.Application, models.Letter
    rated = (
        select(
            func.count().filter(rating.value.is_not(None) | rating.not_applicable),
            func.count().filter(rating.comment != ""),
        )
        .select_from(rating)
        .join(sheet, sheet.id == rating.sheet_id)
        .join(application, application.id == sheet.application_id)
        .where(application.cycle_id == now.cycle_id)
    )
    values, comments = session.execute(rated).one()
    letters = select(func.count()).select_from(letter).join(application, application.id == letter.application_id)
    return (
        Holding("application", len(now.applications)),
        Holding("rater", len(now.raters)),
        Holding("rating", values),
        Holding("comment", comments),
        Holding("letter", session.scalar(letters.where(application.cycle_id == now.cycle_id)) or 0),
    )


def _outdated(session: Session, cycle_id: str, kept: tuple[Kept, ...]) -> tuple[str, ...]:
    """Says that the last packet was made before a correction."""
    row = models.Correction
    moments = session.scalars(select(row.corrected_at).where(row.cycle_id == cycle_id)).all()
    made = max((one.made_at for one in kept if one.kind == PACKET), default=None)
    if made is None or made >= max(moments, default=made):
        return ()
    return ("The result was corrected after the last packet was made: make another.",)


def _kept(session: Session, cycle: models.Cycle) -> tuple[Kept, ...]:
    row = models.PrintedDocument
    rows = session.scalars(
        select(row)
        .where(row.record_id == cycle.id, row.kind.in_((PACKET, WORKBOOK)))
        .order_by(row.printed_at.desc(), literal_column("printed_document.rowid").desc())
    )
    closed = cycle.closed_at
    return tuple(
        Kept(
            each.id, each.kind, each.printed_at, each.printed_by, each.pages, each.digest,
            closed is not None and each.printed_at >= closed,
        )
        for each in rows
    )  # fmt: skip
