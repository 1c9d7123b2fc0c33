"""What is printed of a plan: the snapshot of a revision, freezing it once its PDF was made, the kept bytes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import plans
from umdesk.domain.errors import NotNow, UserError
from umdesk.domain.snapshots import PlanSnapshot
from umdesk.domain.words import RevisionState
from umdesk.domain.writing import capital
from umdesk.services import disclosures, printed, scope, settings
from umdesk.services.permissions import permit
from umdesk.services.plans import content as contents
from umdesk.services.plans import freezing, frozen, page, participations, prepared
from umdesk.services.plans.freezing import PDF, Made
from umdesk.services.plans.prepared import ToPrint, check_printable
from umdesk.storage import models
from umdesk.storage.chunks import chunks
from umdesk.storage.program import Program

__all__ = [
    "COPY", "PDF", "Drawn", "Made", "ToPrint", "check_printable", "document", "freeze", "freeze_all",
    "frozen_snapshot", "note_copies", "note_copy", "of_person", "printable", "record_copy", "snapshot", "to_print",
    "to_print_all",
]  # fmt: skip

COPY = "cdp copy"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A revision with the PDF that the print job made of it, to be frozen."""

    ready: ToPrint
    made: Made


def snapshot(program: Program, revision_id: str) -> PlanSnapshot:
    """Everything that the page of a revision shows."""
    permit(program, "plans.printing.snapshot")
    with program.reading() as session:
        return page.snapshot(session, scope.revision(session, program, "plans.printing.snapshot", revision_id))


def to_print(program: Program, revision_id: str) -> ToPrint:
    """The revision with what is needed to print it."""
    permit(program, "plans.printing.to_print")
    with program.reading() as session:
        revision = scope.revision(session, program, "plans.printing.to_print", revision_id)
        return prepared.with_document(
            session, revision, prepared.look_up(session, [revision], program.today())[revision_id]
        )


def to_print_all(program: Program, revision_ids: Sequence[str]) -> dict[str, ToPrint | UserError]:
    """The same of many at once; for one that cannot be printed it gives what `to_print` would raise."""
    permit(program, "plans.printing.to_print_all")
    with program.reading() as session:
        asked = scope.revisions(session, program, "plans.printing.to_print_all", revision_ids)
        rows = {own: row for own, row in asked.items() if isinstance(row, models.Revision)}
        refused = {own: row for own, row in asked.items() if isinstance(row, UserError)}
        found = prepared.look_up(session, list(rows.values()), program.today())
        return {**prepared.with_documents(session, rows, found), **refused}


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

    A ready plan of somebody who left the program is left out, since nobody is there to sign it. Who reaches only their
    own participants gets only theirs.
    """
    permit(program, "plans.printing.printable")
    states = plans.ON_PAPER | {RevisionState.READY}
    with program.reading() as session:
        row, plan = models.Revision, models.Plan
        query = (
            select(plan.number, row.state, row.id, plan.participation_id)
            .join(plan, row.plan_id == plan.id)
            .where(row.state.in_(states))
            .order_by(plan.number, row.number)
        )
        reached = scope.visible(session, program, "plans.printing.printable")
        if reached is not None:
            query = query.where(plan.participation_id.in_(reached))
        parts, today = participations.states_of(session), program.today()
        left = {part for part, states in parts.items() if participations.state_on(states, today) in participations.OVER}
        rows = [row for row in session.execute(query) if row.state != RevisionState.READY or row[3] not in left]
        return tuple({number: revision_id for number, _, revision_id, _ in rows}.values())


def freeze(
    program: Program,
    revision_id: str,
    made: Made,
    deliver: Callable[[], object] | None = None,
    ready: ToPrint | None = None,
) -> None:
    """Keep the PDF whole with what it shows, and freeze the revision; the one before it is superseded. For good.

    A draft that lacks nothing is made ready in the same step. `deliver` puts the PDF where it belongs, outside the
    program, which is a disclosure; it is the last thing before the change is committed, and what it raises takes
    everything back. `ready` is what the PDF was made of; it is read again where anything has changed since.

    Raises:
        NotNow: it is printed already, its participation is over, something needed is missing, or it was changed since
            the PDF was made.
        NotAllowed: it is a supervisor, and the department leaves printing to sign to the coordinator.
    """
    permit(program, "plans.printing.freeze")
    leaves = "" if deliver is None else "A career plan was written as PDF for signature"
    with program.operation("plans.printing.freeze", "", undoable=False, leaves=leaves) as op:
        (refused,) = freezing.freeze(op, program, [freezing.Asked(revision_id, made, ready)])
        if refused is not None:
            raise refused
        if deliver is not None:
            revision = op.session.get_one(models.Revision, revision_id)
            what = f"Plan {contents.plan_of(op.session, revision).number}, revision {revision.number}"
            leaving = _leaving(program, revision, what, "written as PDF for signature")
            person = participations.person_of(op.session, contents.plan_of(op.session, revision).participation_id)
            printed.let_out(op.session, program, leaving, [person.id], deliver)


def freeze_all(program: Program, drawn: Sequence[Drawn]) -> tuple[UserError | None, ...]:
    """The same for many plans with one wait for the disk; for each None, or why it could not be frozen.

    Each plan is frozen whole or not at all and has its own line in the history.

    Raises:
        NotAllowed: it is a supervisor, and the department leaves printing to sign to the coordinator.
        CannotWrite: the disk is full or the like; none of them was frozen.
    """
    permit(program, "plans.printing.freeze_all")
    with program.operation("plans.printing.freeze", "", undoable=False) as op:
        return freezing.freeze(
            op, program, [freezing.Asked(one.ready.revision_id, one.made, one.ready) for one in drawn]
        )


def record_copy(program: Program, revision_id: str, how: str, deliver: Callable[[], object] | None = None) -> None:
    """Write down that a copy of a revision left the program ("saved as PDF"); a printed one's is kept as a document.

    `deliver` writes the file; it is the last thing before the change is committed, and what it raises takes it back.
    """
    permit(program, "plans.printing.record_copy")
    leaves = "" if deliver is None else f"A copy of a career plan was {how}"
    with program.operation("plans.printing.record_copy", "", undoable=False, leaves=leaves) as op:
        revision = scope.revision(op.session, program, op.name, revision_id)
        op.summary = note_copy(op.session, program, revision, how)
        if deliver is not None:
            deliver()


def note_copy(session: Session, program: Program, revision: models.Revision, how: str) -> str:
    """Write in an operation that a copy of a revision leaves; gives the line for people (a part of others)."""
    return note_copies(session, program, [revision], how)[0]


def note_copies(session: Session, program: Program, revisions: Sequence[models.Revision], how: str) -> list[str]:
    """The same of many at once, a line each."""
    kept, plan = models.PrintedDocument, models.Plan
    ids = [revision.printed_document_id or "" for revision in revisions]
    originals = {one.id: one for part in chunks(ids) for one in session.scalars(select(kept).where(kept.id.in_(part)))}
    ids = [revision.plan_id for revision in revisions]
    of = {one.id: one for part in chunks(ids) for one in session.scalars(select(plan).where(plan.id.in_(part)))}
    people = participations.people_of(session, [one.participation_id for one in of.values()])
    lines: list[str] = []
    leaving: list[tuple[disclosures.Leaving, str]] = []
    for revision in revisions:
        original = originals.get(revision.printed_document_id or "")
        named = f"plan {of[revision.plan_id].number}, revision {revision.number}"
        what = capital(named) if original else f"Draft of {named}"
        person = people[of[revision.plan_id].participation_id].id
        leaving.append((_leaving(program, revision, what, how), person))
        if original is None:
            lines.append(f"{capital(named)}: a draft was {how}")
            continue
        lines.append(f"Plan {original.number}: a copy was {how}")
        printed.keep_copy(session, program, original, COPY, revision.id)
    disclosures.note_each(session, program.now(), program.account.name, leaving)
    return lines


def document(program: Program, revision_id: str) -> bytes | None:
    """The kept PDF of a printed revision, byte for byte; None when it was never printed."""
    permit(program, "plans.printing.document")
    with program.reading() as session:
        return prepared.document(session, scope.revision(session, program, "plans.printing.document", revision_id))[0]


def frozen_snapshot(program: Program, revision_id: str) -> PlanSnapshot | None:
    """What a printed revision shows, read from what was kept at its printing; None of one that has nothing kept.

    Its digest is that on the page, whatever settings, names and later revisions say by now. Nothing is kept of a draft,
    and of a revision that was printed before contents were kept.
    """
    permit(program, "plans.printing.frozen_snapshot")
    with program.reading() as session:
        revision = scope.revision(session, program, "plans.printing.frozen_snapshot", revision_id)
        return frozen.snapshot_of(session, revision)


def _leaving(program: Program, revision: models.Revision, what: str, how: str) -> disclosures.Leaving:
    """What the account says of a page of a plan that leaves the program."""
    waits = contents.state_of(revision) is RevisionState.PRINTED
    purpose = "Signature of the plan" if waits else "Work with the plan"
    return disclosures.in_the_department(program.account.name, purpose, what, how)
