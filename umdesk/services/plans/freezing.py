"""Freezing revisions whose PDF was made: the PDF is kept whole with what it shows, and what came before is superseded.

The part of printing to sign that is written in one operation, of one plan or of many.
"""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.errors import NotAllowed, NotNow, UserError
from umdesk.domain.plan_papers import PLAN
from umdesk.domain.snapshots import canonical
from umdesk.domain.words import RevisionState
from umdesk.services import mentor_matches, scope, settings
from umdesk.services.permissions import Grant, grant
from umdesk.services.plans import content as contents
from umdesk.services.plans import frozen, prepared, turns
from umdesk.services.plans.prepared import ToPrint, check_printable
from umdesk.storage import blobs, models
from umdesk.storage.chunks import chunks
from umdesk.storage.kept import moment
from umdesk.storage.program import Operation, Part, Program

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF that the print job made: its bytes, pages, and the digest of the content that it shows (64 digits)."""

    data: bytes
    pages: int
    digest: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A revision to be frozen with its PDF; `ready` is what the PDF was made of, None where nobody kept it."""

    revision_id: str
    made: Made
    ready: ToPrint | None


@dataclass(frozen=True, slots=True)
class _Checked:
    """A revision that may be frozen, with what is written: the texts by their SHA-256, and the revisions before it."""

    revision: models.Revision
    ready: ToPrint
    made: Made
    content: str
    document: str
    older: Sequence[models.Revision]


def freeze(op: Operation, program: Program, asked: Sequence[Asked]) -> tuple[UserError | None, ...]:
    """Freeze some revisions in an operation; for each None, or why it is left as it is.

    Raises:
        NotAllowed: it is a supervisor, and the department leaves printing to sign to the coordinator.
    """
    session = op.session
    now = moment(session)
    if grant(program, "plans.printing.freeze") is Grant.OWN and not settings.value(session, "plans.supervisor_prints"):
        raise NotAllowed(
            "Here the coordinator prints plans to sign; nothing was printed.",
            "Send the plan to the coordinator.",
        )
    rows = scope.revisions(session, program, "plans.printing.freeze", [one.revision_id for one in asked])
    reached = {own: row for own, row in rows.items() if isinstance(row, models.Revision)}
    known = {one.revision_id: one.ready for one in asked if one.ready and now is not None and one.ready.moment == now}
    unknown = [row for own, row in reached.items() if own not in known]
    known |= prepared.look_up(session, unknown, program.today())
    refused: dict[str, UserError] = {own: row for own, row in rows.items() if isinstance(row, UserError)}
    texts: dict[str, str] = {}
    for one in asked:
        if one.revision_id in reached:
            try:
                texts[one.revision_id] = _checked(known[one.revision_id], one.made)
            except UserError as error:
                refused[one.revision_id] = error
    passed = [one for one in asked if one.revision_id in texts]
    kept = blobs.keep_all(
        session,
        [(texts[one.revision_id].encode(), frozen.JSON) for one in passed] + [(one.made.data, PDF) for one in passed],
    )
    older = _older(session, [reached[one.revision_id] for one in passed])
    for one, content, data in zip(passed, kept[: len(passed)], kept[len(passed) :], strict=True):
        row = reached[one.revision_id]
        before = older[row.id]
        op.parts.append(_write(program, session, _Checked(row, known[row.id], one.made, content, data, before)))
    if len(op.parts) == 1:
        op.summary = op.parts.pop().summary
    return tuple(refused.get(one.revision_id) for one in asked)


def _checked(ready: ToPrint, made: Made) -> str:
    """The text of what the page shows, of a revision that may be frozen with this PDF."""
    check_printable(ready)
    text = canonical(ready.snapshot)
    if hashlib.sha256(text.encode()).hexdigest() != made.digest:
        raise NotNow("The plan was changed while it was being printed; nothing was frozen.", "Print it again.")
    return text


def _write(program: Program, session: Session, one: _Checked) -> Part:
    """Write it all; gives the line for people and what it changed."""
    revision = one.revision
    document = models.PrintedDocument(
        id=models.new_id(), kind=PLAN, number=f"{one.ready.plan_number} R{revision.number}", record_id=revision.id,
        digest=one.made.digest[:10], pages=one.made.pages, blob_sha256=one.document, printed_at=program.now(),
        printed_by=program.account.name,
    )  # fmt: skip
    session.add(document)
    changed = [document.id, revision.id]
    if contents.state_of(revision) is not RevisionState.READY:
        changed.append(turns.note_step(session, program, revision, RevisionState.READY))
    changed.append(turns.note_step(session, program, revision, RevisionState.PRINTED))
    revision.snapshot_sha256 = revision.content_digest = one.content
    revision.printed_at = document.printed_at
    revision.printed_document_id = document.id
    for row in one.older:
        changed += [row.id, turns.note_step(session, program, row, RevisionState.SUPERSEDED)]
    more, matches = mentor_matches.follow_printed(session, revision, one.ready.participation_id, program.today())
    summary = f"Printed plan {one.ready.plan_number}, revision {revision.number}, for signature{more}"
    return Part(summary, frozenset([*changed, *matches]))


def _older(session: Session, revisions: Sequence[models.Revision]) -> dict[str, list[models.Revision]]:
    """The revisions before each of some that nothing took the place of yet."""
    row = models.Revision
    found: dict[str, list[models.Revision]] = defaultdict(list)
    later = {revision.plan_id: revision for revision in revisions if revision.number > 1}
    for chunk in chunks(list(later)):
        for one in session.scalars(select(row).where(row.plan_id.in_(chunk)).order_by(row.number)):
            revision = later[one.plan_id]
            if one.number < revision.number and contents.state_of(one) is not RevisionState.SUPERSEDED:
                found[revision.id].append(one)
    return found
