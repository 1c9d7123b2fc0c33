"""Filing signed paper: which papers a scan can belong to, keeping its pages with them, and looking at them again.

A page is kept as a picture with the document that was printed. Of two pictures of one page the newer is shown and both
are kept; the same picture is never kept twice. A page says nothing about dates: those are recorded by a person.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, literal_column, select
from sqlalchemy.orm import Session

from umdesk.domain import plan_papers, scans
from umdesk.domain.errors import Gone
from umdesk.domain.scans import Paper
from umdesk.domain.words import RevisionState, Signatory
from umdesk.domain.writing import counted, enumerated
from umdesk.services import scope
from umdesk.services.permissions import permit
from umdesk.services.plans import makers, participations
from umdesk.storage import blobs
from umdesk.storage.models import (
    Blob,
    FiledPage,
    Plan,
    PrintedDocument,
    Revision,
    TDAssignment,
    new_id,
)
from umdesk.storage.program import Program

__all__ = [
    "Filed",
    "FiledRow",
    "Paper",
    "ToFile",
    "file",
    "filed",
    "original",
    "papers",
    "picture",
    "take_off",
    "waiting",
]

_LAST_FIRST: ColumnElement[int] = literal_column("filed_page.rowid").desc()
"""The order of pages that were filed in one moment: the last of a scan holds."""
_NAMED = 4
"""Papers that the line of the history names before it counts the rest."""


@dataclass(frozen=True, slots=True)
class ToFile:
    """A page that is to be filed: of which paper, its picture, where it was in the scan, how it was turned."""

    document_id: str
    page: int
    picture: bytes
    media_type: str
    source_page: int
    turned: int = 0
    look: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of the pages of one file: filed, those whose very picture is on file, and those that were before."""

    filed: tuple[ToFile, ...]
    same: tuple[ToFile, ...]
    again: tuple[ToFile, ...]


@dataclass(frozen=True, slots=True)
class FiledRow:
    """A page on file; `current` is False where a newer picture of the same page is there."""

    id: str
    document_id: str
    title: str
    page: int
    pages: int
    current: bool
    source: str
    source_page: int
    look: str
    filed_by: str
    filed_at: datetime
    media_type: str


def papers(program: Program, numbers: Collection[str]) -> tuple[Paper, ...]:
    """The papers that were printed under numbers ("2026-0001 R3"); those of others' participants are left out."""
    permit(program, "plans.filing.papers")
    with program.reading() as session:
        row = PrintedDocument
        found = session.scalars(select(row).where(row.number.in_(numbers), row.kind.in_(plan_papers.TITLES)))
        return tuple(_papers(session, program, "plans.filing.papers", found))


def waiting(program: Program) -> tuple[Paper, ...]:
    """All papers that a page can be filed with by hand, in the order of their numbers; those with pages to come first.

    Revisions that were replaced are among them.
    """
    permit(program, "plans.filing.waiting")
    with program.reading() as session:
        found = session.scalars(select(PrintedDocument).where(PrintedDocument.kind.in_(plan_papers.TITLES)))
        known = _papers(session, program, "plans.filing.waiting", found)
        return tuple(sorted(known, key=lambda one: (len(one.filed) == one.pages, one.superseded, one.number)))


def original(program: Program, document_id: str) -> bytes:
    """The PDF of a paper as it was printed, to see where its lines are.

    Raises:
        NotAllowed: it is of none of the account's own participants.
        Gone: it was lost when the program was damaged.
    """
    permit(program, "plans.filing.original")
    with program.reading() as session:
        document = _document(session, program, "plans.filing.original", document_id)
        return blobs.read(session, document.blob_sha256)


def file(program: Program, source: str, pages: Sequence[ToFile]) -> Filed:
    """Keep pages of a scanned file, `source` by its name, with their papers, in one step; undo takes them off.

    A picture that is on file for its page already is not kept again; when nothing else is left, nothing changes.

    Raises:
        NotAllowed: a paper is of none of the account's own participants; nothing was filed.
    """
    permit(program, "plans.filing.file")
    with program.reading() as session:
        before = _pictures(session, {page.document_id for page in pages})
    new, same, again = _sorted_out(pages, before)
    if not new:
        return Filed((), tuple(same), ())
    with program.operation("plans.filing.file", "") as op:
        named: dict[str, str] = {}
        now, by = program.now(), program.account.name
        for page in new:
            document = _document(op.session, program, op.name, page.document_id)
            named[document.number] = document.number
            op.session.add(
                FiledPage(
                    id=new_id(), printed_document_id=document.id, page=page.page,
                    blob_sha256=blobs.keep(op.session, page.picture, page.media_type), source=source,
                    source_page=page.source_page, turned=page.turned, look=page.look, filed_by=by, filed_at=now,
                )
            )  # fmt: skip
            op.session.flush()
        op.summary = f"Filed {counted(len(new), 'scanned page')} of {_enumerated(sorted(named))}"
    return Filed(tuple(new), tuple(same), tuple(again))


def take_off(program: Program, filed_page_id: str) -> None:
    """Take a page off that was filed with the wrong paper; undo brings it back.

    Raises:
        Gone: it was taken off meanwhile.
        NotAllowed: it is of none of the account's own participants, or somebody else filed it and the account is not a
            coordinator's.
    """
    permit(program, "plans.filing.take_off")
    with program.operation("plans.filing.take_off", "") as op:
        row = _row(op.session, program, op.name, filed_page_id)
        makers.refuse_others_work(op.name, program, row.filed_by)
        document = op.session.get_one(PrintedDocument, row.printed_document_id)
        op.summary = f"Took the filed page {row.page} off {document.number}"
        op.session.delete(row)


def filed(program: Program, record_id: str) -> tuple[FiledRow, ...]:
    """The filed pages of what was printed of a record: a revision, a T&D assignment, a participation, or a document.

    In the order of the papers and pages, of one page the newest first.
    """
    permit(program, "plans.filing.filed")
    with program.reading() as session:
        document, row = PrintedDocument, FiledPage
        found = session.execute(
            select(row, document, Blob.media_type)
            .join(document, row.printed_document_id == document.id)
            .join(Blob, Blob.sha256 == row.blob_sha256)
            .where((document.record_id == record_id) | (document.id == record_id))
            .order_by(document.number, document.printed_at, row.page, row.filed_at.desc(), _LAST_FIRST)
        ).all()
        rows: list[FiledRow] = []
        for one, paper, media_type in found:
            _refuse_others(session, program, "plans.filing.filed", paper)
            title = Paper(paper.id, paper.kind, paper.number, paper.digest, paper.pages, "", "").title
            newest = not rows or (rows[-1].document_id, rows[-1].page) != (paper.id, one.page)
            rows.append(
                FiledRow(
                    one.id, paper.id, title, one.page, paper.pages, newest, one.source, one.source_page, one.look,
                    one.filed_by, one.filed_at, media_type,
                )
            )  # fmt: skip
        return tuple(rows)


def picture(program: Program, filed_page_id: str) -> bytes:
    """The picture of a filed page.

    Raises:
        Gone: it was taken off meanwhile, or lost when the program was damaged.
        NotAllowed: it is of none of the account's own participants.
    """
    permit(program, "plans.filing.picture")
    with program.reading() as session:
        row = _row(session, program, "plans.filing.picture", filed_page_id)
        return blobs.read(session, row.blob_sha256)


def _papers(session: Session, program: Program, what: str, documents: Iterable[PrintedDocument]) -> list[Paper]:
    """The papers among documents; of one that was made twice with the same number and content the first."""
    reached = scope.visible(session, program, what)
    plans: dict[str, Plan | None] = {}
    found: dict[tuple[str, str], Paper] = {}
    for document in sorted(documents, key=lambda one: (one.printed_at, one.id)):
        number, _ = scans.split_number(document.number)
        if number not in plans:
            plans[number] = session.scalars(select(Plan).where(Plan.number == number)).first()
        plan = plans[number]
        if plan is None or (reached is not None and plan.participation_id not in reached):
            continue
        key = (document.number, document.digest)
        if key not in found:
            found[key] = _paper(session, document, plan)
    return list(found.values())


def _paper(session: Session, document: PrintedDocument, plan: Plan) -> Paper:
    person = participations.person_of(session, plan.participation_id).full_name
    there = session.scalars(select(FiledPage.page).where(FiledPage.printed_document_id == document.id))
    pages = frozenset(there)
    plain = (
        document.id,
        document.kind,
        document.number,
        document.digest,
        document.pages,
        person,
        plan.participation_id,
    )
    bare = Paper(*plain, filed=pages)
    if document.kind == plan_papers.PLAN:
        return _of_revision(session, bare, session.get_one(Revision, document.record_id))
    assignment = session.get(TDAssignment, document.record_id or "")
    return bare if assignment is None else _of_assignment(session, bare, document, assignment)


def _of_revision(session: Session, paper: Paper, revision: Revision) -> Paper:
    state = RevisionState(revision.state)
    return replace(
        paper, revision_id=revision.id, state=state, replaced_by=_replaced_by(session, revision),
        dated=frozenset(one.value for one in Signatory if getattr(revision, f"{one}_signed")),
        excused=frozenset(one.value for one in Signatory if getattr(revision, f"{one}_not_signed")),
        dates_wanted=state is RevisionState.PRINTED,
    )  # fmt: skip


def _of_assignment(session: Session, paper: Paper, document: PrintedDocument, assignment: TDAssignment) -> Paper:
    names = ("employee", "current supervisor", "new supervisor")
    signed = frozenset(name for name in names if getattr(assignment, f"{name.replace(' ', '_')}_signed"))
    row = PrintedDocument
    anew = select(row.id).where(
        row.kind == document.kind, row.record_id == document.record_id, row.printed_at > document.printed_at
    )
    later = session.scalars(anew).first()
    return replace(paper, state=RevisionState.SUPERSEDED if later else None, dated=signed, dates_wanted=not later)


def _replaced_by(session: Session, revision: Revision) -> int | None:
    """The revision that took the place of a superseded one: the next that was printed."""
    row = Revision
    later = select(row.number).where(
        row.plan_id == revision.plan_id, row.number > revision.number, row.printed_at.is_not(None)
    )
    return session.scalars(later.order_by(row.number)).first()


def _document(session: Session, program: Program, what: str, document_id: str) -> PrintedDocument:
    found = session.get(PrintedDocument, document_id)
    if found is None:
        if scope.visible(session, program, what) is not None:
            raise scope.no_such_plan()
        raise KeyError(document_id)
    _refuse_others(session, program, what, found)
    return found


def _refuse_others(session: Session, program: Program, what: str, document: PrintedDocument) -> None:
    """Refuse a paper of a plan that the account does not reach.

    Applications are numbered like plans, so a paper of another kind is of no plan, whatever its number.

    Raises:
        NotAllowed: it is of another's participant, or of no plan.
    """
    reached = scope.visible(session, program, what)
    if reached is None:
        return
    number, _ = scans.split_number(document.number)
    of_plans = document.kind in plan_papers.TITLES
    plan = session.scalars(select(Plan).where(Plan.number == number)).first() if of_plans else None
    if plan is None or plan.participation_id not in reached:
        raise scope.no_such_plan()


def _row(session: Session, program: Program, what: str, filed_page_id: str) -> FiledPage:
    found = session.get(FiledPage, filed_page_id)
    if found is None:
        raise Gone("This page is no longer on file: its filing was undone, or somebody took it off.", "Look again.")
    _refuse_others(session, program, what, session.get_one(PrintedDocument, found.printed_document_id))
    return found


def _pictures(session: Session, documents: Collection[str]) -> dict[tuple[str, int], set[str]]:
    """The digests of what is on file: (document, page) → pictures."""
    row = FiledPage
    found: dict[tuple[str, int], set[str]] = {}
    query = select(row.printed_document_id, row.page, row.blob_sha256).where(row.printed_document_id.in_(documents))
    for document, page, digest in session.execute(query):
        found.setdefault((document, page), set()).add(digest)
    return found


def _sorted_out(
    pages: Sequence[ToFile], there: dict[tuple[str, int], set[str]]
) -> tuple[list[ToFile], list[ToFile], list[ToFile]]:
    """The pages to keep, those that are there, and of those to keep the ones that another picture of is there."""
    new: list[ToFile] = []
    same: list[ToFile] = []
    again: list[ToFile] = []
    for page in pages:
        known = there.setdefault((page.document_id, page.page), set())
        digest = hashlib.sha256(page.picture).hexdigest()
        if digest in known:
            same.append(page)
            continue
        if known:
            again.append(page)
        known.add(digest)
        new.append(page)
    return new, same, again


def _enumerated(numbers: list[str]) -> str:
    if len(numbers) <= _NAMED:
        return enumerated(numbers)
    return f"{', '.join(numbers[:_NAMED])} and {counted(len(numbers) - _NAMED, 'more paper')}"
