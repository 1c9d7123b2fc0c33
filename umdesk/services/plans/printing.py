"""What is printed of a plan: the snapshot of a revision, freezing it once its PDF was made, the kept bytes."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import plan_gaps, plans
from umdesk.domain.errors import NotAllowed, NotNow
from umdesk.domain.snapshots import PlanSnapshot, snapshot_digest
from umdesk.domain.words import RevisionState
from umdesk.services import disclosures, mentor_matches, scope, settings
from umdesk.services.permissions import Grant, grant, permit
from umdesk.services.plans import content as contents
from umdesk.services.plans import frozen, page, participations, td, turns
from umdesk.storage import blobs, models
from umdesk.storage.program import Program

KIND, COPY = "cdp", "cdp copy"
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class ToPrint:
    """A revision as the print job needs it; `document` is the kept PDF of one that was printed already.

    `needed` names in words what is missing before it may be printed for signature.
    """

    revision_id: str
    plan_number: str
    revision_number: int
    state: RevisionState
    employee_number: str
    snapshot: PlanSnapshot
    needed: tuple[plans.Gap, ...]
    document: bytes | None
    pages: int


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF that the print job made: its bytes, pages, and the digest of the content that it shows (64 digits)."""

    data: bytes
    pages: int
    digest: str


def snapshot(program: Program, revision_id: str) -> PlanSnapshot:
    """Everything that the page of a revision shows."""
    permit(program, "plans.printing.snapshot")
    with program.reading() as session:
        return page.snapshot(session, scope.revision(session, program, "plans.printing.snapshot", revision_id))


def to_print(program: Program, revision_id: str) -> ToPrint:
    """The revision with what is needed to print it."""
    permit(program, "plans.printing.to_print")
    with program.reading() as session:
        return _to_print(session, scope.revision(session, program, "plans.printing.to_print", revision_id))


def of_person(program: Program, employee_number: str) -> str:
    """The revision to print for an employee number: the newest of the newest plan.

    Raises:
        NotNow: nobody has that number, or the person has no plan.
        NotAllowed: the account reaches only its own participants, and none of them has that number.
    """
    permit(program, "plans.printing.of_person")
    wanted = employee_number.strip()
    with program.reading() as session:
        width = settings.value(session, "people.employee_number_width")
        person, part, plan = models.Person, models.Participation, models.Plan
        query = (
            select(plan.id)
            .join(part, plan.participation_id == part.id)
            .join(person, part.person_id == person.id)
            .where(person.employee_number.in_([wanted, wanted.zfill(width)]))
            .order_by(part.started.desc(), plan.number.desc())
        )
        reached = scope.visible(session, program, "plans.printing.of_person")
        if reached is not None:
            query = query.where(part.id.in_(reached))
        found = session.execute(query).first()
        if found is None and reached is not None:
            raise scope.no_such_plan()
        if found is None:
            raise NotNow(
                f"Nobody with the employee number {wanted or '(empty)'} has a career plan; nothing was printed.",
                "Look the number up in the list of career plans.",
            )
        return contents.newest_revision(session, found[0]).id


def printable(program: Program) -> tuple[str, ...]:
    """The revision to print of each plan: the newest that is ready, printed, signed or filed; plans without one not.

    Who reaches only their own participants gets only theirs.
    """
    permit(program, "plans.printing.printable")
    states = plans.ON_PAPER | {RevisionState.READY}
    with program.reading() as session:
        row, plan = models.Revision, models.Plan
        query = (
            select(plan.number, row.number, row.id)
            .join(plan, row.plan_id == plan.id)
            .where(row.state.in_(states))
            .order_by(plan.number, row.number)
        )
        reached = scope.visible(session, program, "plans.printing.printable")
        if reached is not None:
            query = query.where(plan.participation_id.in_(reached))
        rows = session.execute(query)
        return tuple({number: revision_id for number, _, revision_id in rows}.values())


def freeze(program: Program, revision_id: str, made: Made, deliver: Callable[[], object] | None = None) -> None:
    """Keep the PDF whole with what it shows, and freeze the revision; the one before it is superseded. For good.

    A draft that lacks nothing is made ready in the same step. `deliver` puts the PDF where it belongs, outside the
    program, which is a disclosure; it is the last thing before the change is committed, and what it raises takes
    everything back.

    Raises:
        NotNow: it is printed already, something needed is missing, or it was changed since the PDF was made.
        NotAllowed: it is a supervisor, and the department leaves printing to sign to the coordinator.
    """
    permit(program, "plans.printing.freeze")
    with program.operation("plans.printing.freeze", "", undoable=False) as op:
        session = op.session
        revision = scope.revision(session, program, op.name, revision_id)
        if grant(program, op.name) is Grant.OWN and not settings.value(session, "plans.supervisor_prints"):
            raise NotAllowed(
                "Here the coordinator prints plans to sign; nothing was printed.",
                "Send the plan to the coordinator.",
            )
        ready = _to_print(session, revision)
        check_printable(ready)
        if snapshot_digest(ready.snapshot) != made.digest:
            raise NotNow("The plan was changed while it was being printed; nothing was frozen.", "Print it again.")
        document = models.PrintedDocument(
            id=models.new_id(), kind=KIND, number=f"{ready.plan_number} R{revision.number}", record_id=revision.id,
            digest=made.digest[:10], pages=made.pages, blob_sha256=blobs.keep(session, made.data, PDF),
            printed_at=program.now(), printed_by=program.account.name,
        )  # fmt: skip
        session.add(document)
        session.flush()
        if contents.state_of(revision) is not RevisionState.READY:
            turns.note_step(session, program, revision, RevisionState.READY)
        turns.note_step(session, program, revision, RevisionState.PRINTED)
        revision.content_digest = frozen.keep(session, revision, ready.snapshot)
        revision.printed_at = document.printed_at
        revision.printed_document_id = document.id
        for older in _older(session, revision):
            turns.note_step(session, program, older, RevisionState.SUPERSEDED)
        op.summary = f"Printed plan {ready.plan_number}, revision {revision.number}, for signature"
        part = contents.plan_of(session, revision).participation_id
        op.summary += mentor_matches.follow_printed(session, revision, part, program.today())
        session.flush()
        if deliver is not None:
            what = f"Plan {ready.plan_number}, revision {revision.number}"
            _disclose(program, session, revision, what, "written as PDF for signature")
            deliver()


def record_copy(program: Program, revision_id: str, how: str, deliver: Callable[[], object] | None = None) -> None:
    """Write down that a copy of a revision left the program ("saved as PDF"); a printed one's is kept as a document.

    `deliver` writes the file; it is the last thing before the change is committed, and what it raises takes it back.
    """
    permit(program, "plans.printing.record_copy")
    with program.operation("plans.printing.record_copy", "", undoable=False) as op:
        revision = scope.revision(op.session, program, op.name, revision_id)
        op.summary = note_copy(op.session, program, revision, how)
        if deliver is not None:
            deliver()


def note_copy(session: Session, program: Program, revision: models.Revision, how: str) -> str:
    """Write in an operation that a copy of a revision leaves; gives the line for people (a part of others)."""
    original = session.get(models.PrintedDocument, revision.printed_document_id or "")
    named = f"lan {contents.plan_of(session, revision).number}, revision {revision.number}"
    if original is None:
        _disclose(program, session, revision, f"Draft of p{named}", how)
        summary = f"P{named}: a draft was {how}"
    else:
        _disclose(program, session, revision, f"P{named}", how)
        session.add(
            models.PrintedDocument(
                kind=COPY, number=original.number, record_id=revision.id, digest=original.digest,
                pages=original.pages, blob_sha256=original.blob_sha256, printed_at=program.now(),
                printed_by=program.account.name,
            )
        )  # fmt: skip
        summary = f"Plan {original.number}: a copy was {how}"
    session.flush()
    return summary


def document(program: Program, revision_id: str) -> bytes | None:
    """The kept PDF of a printed revision, byte for byte; None when it was never printed."""
    permit(program, "plans.printing.document")
    with program.reading() as session:
        return _document(session, scope.revision(session, program, "plans.printing.document", revision_id))[0]


def frozen_snapshot(program: Program, revision_id: str) -> PlanSnapshot | None:
    """What a printed revision shows, read from what was kept at its printing; None of one that has nothing kept.

    Its digest is that on the page, whatever settings, names and later revisions say by now. Nothing is kept of a draft,
    and of a revision that was printed before contents were kept (`frozen.NOT_KEPT` says so in words).
    """
    permit(program, "plans.printing.frozen_snapshot")
    with program.reading() as session:
        revision = scope.revision(session, program, "plans.printing.frozen_snapshot", revision_id)
        return frozen.snapshot_of(session, revision)


def check_printable(ready: ToPrint) -> None:
    """Raise NotNow with what is missing, or because it is printed already."""
    if ready.state in plans.FROZEN:
        raise NotNow(
            f"Revision {ready.revision_number} of plan {ready.plan_number} is {ready.state} already; it was not "
            "frozen again.",
            "Print it again: it comes out with the same content.",
        )
    if ready.needed:
        missing = " ".join(gap.text for gap in ready.needed[:4])
        more = f" And {len(ready.needed) - 4} more." if len(ready.needed) > 4 else ""
        raise NotNow(
            f"Plan {ready.plan_number} is not complete, so it was not printed for signature. {missing}{more}",
            "Fill in what is missing, then print it.",
        )


def _disclose(program: Program, session: Session, revision: models.Revision, what: str, how: str) -> None:
    """Put into the account that a page of a plan leaves the program."""
    person = participations.person_of(session, contents.plan_of(session, revision).participation_id)
    name = program.account.name
    waits = contents.state_of(revision) is RevisionState.PRINTED
    purpose = "Signature of the plan" if waits else "Work with the plan"
    leaving = disclosures.Leaving(disclosures.the_department(name), purpose, what, how)
    disclosures.note(session, program.now(), name, leaving, person_ids=[person.id])


def _to_print(session: Session, revision: models.Revision) -> ToPrint:
    plan = contents.plan_of(session, revision)
    person = participations.person_of(session, plan.participation_id)
    agreed = contents.load(session, revision, person)
    view = td.view(session, person.id, agreed, revision.started_on)
    data, pages = _document(session, revision)
    return ToPrint(
        revision_id=revision.id,
        plan_number=plan.number,
        revision_number=revision.number,
        state=contents.state_of(revision),
        employee_number=person.employee_number or "",
        snapshot=page.snapshot(session, revision),
        needed=plans.needed(plan_gaps.gaps(agreed, td.over_limit(view))),
        document=data,
        pages=pages,
    )


def _document(session: Session, revision: models.Revision) -> tuple[bytes | None, int]:
    if revision.printed_document_id is None:
        return None, 0
    kept = session.get(models.PrintedDocument, revision.printed_document_id)
    return (blobs.read(session, kept.blob_sha256), kept.pages) if kept else (None, 0)


def _older(session: Session, revision: models.Revision) -> list[models.Revision]:
    """The revisions before this one that are still in force."""
    row = models.Revision
    older = session.scalars(select(row).where(row.plan_id == revision.plan_id, row.number < revision.number))
    return [one for one in older if contents.state_of(one) is not RevisionState.SUPERSEDED]
