"""The agreement on a T&D assignment on paper: what it shows, freezing it once its PDF was made, the kept bytes."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import td_limits, td_words
from umdesk.domain.errors import NotNow
from umdesk.domain.plan_papers import AGREEMENT
from umdesk.domain.snapshots import snapshot_digest
from umdesk.domain.td_limits import Period
from umdesk.domain.td_snapshot import TDAgreementSnapshot
from umdesk.domain.writing import enumerated
from umdesk.services import disclosures, printed, scope, settings
from umdesk.services.people import holding
from umdesk.services.permissions import permit
from umdesk.services.plans import td
from umdesk.services.plans.printing import Made
from umdesk.services.printed import Document
from umdesk.storage import blobs, models
from umdesk.storage.program import Program

COPY = f"{AGREEMENT} copy"
AGREED = (
    "starts", "ends", "time_base", "class_code", "purpose", "duties", "from_unit", "to_unit", "current_supervisor",
    "new_supervisor", "over_limit_reason",
)  # fmt: skip
"""The columns that an agreement shows."""


@dataclass(frozen=True, slots=True)
class ToPrint:
    """An agreement as the print job needs it; `document` is the kept PDF of one that still holds."""

    assignment_id: str
    number: str
    snapshot: TDAgreementSnapshot
    needed: tuple[str, ...]
    document: bytes | None
    pages: int


def to_print(program: Program, assignment_id: str) -> ToPrint:
    """An agreement with what is needed to print it: the kept one while it holds, else the next.

    Raises:
        NotNow: the assignment is no longer there, or belongs to no participant.
        NotAllowed: it is of none of the account's own participants.
    """
    permit(program, "plans.td_papers.to_print")
    with program.reading() as session:
        return _to_print(session, _reached(session, program, "plans.td_papers.to_print", assignment_id))


def freeze(program: Program, assignment_id: str, made: Made, deliver: Callable[[], object] | None = None) -> str:
    """Keep the PDF of an agreement whole, under its number; gives that. For good.

    `deliver` puts the PDF where it belongs, outside the program, which is a disclosure; it is the last thing before the
    change is committed, and what it raises takes everything back.

    Raises:
        NotNow: it holds already, something is missing, or it was changed since the PDF was made.
    """
    permit(program, "plans.td_papers.freeze")
    leaves = "" if deliver is None else "A T&D agreement was written as PDF for signature"
    with program.operation("plans.td_papers.freeze", "", undoable=False, leaves=leaves) as op:
        session, row = op.session, td.row_of(op.session, assignment_id)
        ready = _to_print(session, row)
        check_printable(ready)
        if snapshot_digest(ready.snapshot) != made.digest:
            raise NotNow("It was changed while it was being printed; nothing was frozen.", "Print it again.")
        printed.keep(session, program, Document(AGREEMENT, ready.number, row.id, made.data, made.pages, made.digest))
        op.summary = f"Printed T&D agreement {ready.number} for signature"
        if deliver is not None:
            leaving = _leaving(program, f"T&D agreement {ready.number}", "written as PDF for signature")
            printed.let_out(session, program, leaving, [row.person_id], deliver)
        return ready.number


def record_copy(program: Program, assignment_id: str, how: str, deliver: Callable[[], object]) -> None:
    """Write down that a copy of an agreement left the program ("saved as PDF"); that of a printed one is kept.

    `deliver` writes the file; it is the last thing before the change is committed, and what it raises takes it back.
    """
    permit(program, "plans.td_papers.record_copy")
    with program.reading() as session:  # what is refused never was about to leave
        _reached(session, program, "plans.td_papers.record_copy", assignment_id)
    leaves = f"A copy of a T&D agreement was {how}"
    with program.operation("plans.td_papers.record_copy", "", undoable=False, leaves=leaves) as op:
        op.summary = f"{note_copy(op.session, program, op.name, assignment_id, how)} was {how}"
        deliver()


def note_copy(session: Session, program: Program, what: str, assignment_id: str, how: str) -> str:
    """Keep a copy that leaves by `what` ("module.function") and put it into the account; gives what it is called.

    The part of `record_copy` that other operations compose.
    """
    row = _reached(session, program, what, assignment_id)
    found = _to_print(session, row)
    called = f"T&D agreement {found.number}"
    original = newest(session, row)
    if found.document is None or original is None:
        called = f"Draft of {called}"
    else:
        printed.keep_copy(session, program, original, COPY, row.id)
    printed.let_out(session, program, _leaving(program, called, how), [row.person_id])
    return called


def _reached(session: Session, program: Program, what: str, assignment_id: str) -> models.TDAssignment:
    """The row, if the account reaches its participant with `what`."""
    found = session.get(models.TDAssignment, assignment_id)
    scope.refuse_others(session, program, what, (found.participation_id or "") if found else "")
    return td.row_of(session, assignment_id)


def check_printable(ready: ToPrint) -> None:
    """Raise NotNow with what is missing, or because it is printed already."""
    if ready.document is not None:
        raise NotNow(f"Agreement {ready.number} is printed already.", "Print it again: it comes out the same.")
    if ready.needed:
        raise NotNow(
            f"Agreement {ready.number} is not complete: {enumerated(ready.needed)} missing. Nothing was printed.",
            "Fill in what is missing, then print it.",
        )


def needed(row: models.TDAssignment) -> tuple[str, ...]:
    """What is missing for printing, in words."""
    wanted = (
        (row.class_code, "the T&D class"),
        (row.purpose, "the purpose"),
        (row.duties, "the duties"),
        (row.from_unit, "the present unit"),
        (row.to_unit, "the new unit"),
        (row.current_supervisor, "the current supervisor"),
        (row.new_supervisor, "the new supervisor"),
    )
    return tuple(words for value, words in wanted if not value)


def newest(session: Session, row: models.TDAssignment) -> models.PrintedDocument | None:
    """The newest print of the agreement."""
    document = models.PrintedDocument
    query = select(document).where(document.kind == AGREEMENT, document.record_id == row.id)
    found = sorted(session.scalars(query), key=lambda one: (one.printed_at, len(one.number), one.number))
    return found[-1] if found else None


def changed(session: Session, row: models.TDAssignment, document: models.PrintedDocument) -> bool:
    """Whether the terms differ from those that were printed, as the history has them."""
    change = models.Change
    printed = select(change.event_seq).where(change.record_id == document.id, change.before.is_(None))
    seq = session.scalars(printed.order_by(change.event_seq.desc())).first()
    later = select(change.before).where(change.record_id == row.id, change.event_seq > (seq or 0))
    before = session.scalars(later.order_by(change.id)).first() if seq else None
    if before is None:
        return False
    was = json.loads(before)
    latest = select(change.after).where(change.record_id == row.id).order_by(change.id.desc())
    now = json.loads(session.scalars(latest).first() or "{}")
    return _terms_of(was) != _terms_of(now)


def _to_print(session: Session, row: models.TDAssignment) -> ToPrint:
    if row.participation_id is None:
        raise NotNow("This assignment belongs to no plan, so it has no agreement.", "Record it with the plan.")
    document = newest(session, row)
    plan = session.scalars(select(models.Plan).where(models.Plan.participation_id == row.participation_id)).one()
    if document is not None and not changed(session, row, document):
        snapshot = _snapshot(session, row, plan.number, document.number, "")
        data = blobs.read(session, document.blob_sha256)
        return ToPrint(row.id, document.number, snapshot, (), data, document.pages)
    number = f"{plan.number} T{_prints(session, plan.number) + 1}"
    snapshot = _snapshot(session, row, plan.number, number, document.number if document else "")
    return ToPrint(row.id, number, snapshot, needed(row), None, 0)


def _prints(session: Session, plan_number: str) -> int:
    """How many agreements of a plan were printed."""
    row = models.PrintedDocument
    found = session.scalars(select(row.id).where(row.kind == AGREEMENT, row.number.startswith(f"{plan_number} T")))
    return len(found.all())


def _snapshot(
    session: Session, row: models.TDAssignment, plan_number: str, number: str, replaces: str
) -> TDAgreementSnapshot:
    person = session.get_one(models.Person, row.person_id)
    program = session.scalars(select(models.ProgramRecord)).one()
    held = holding.held_or_first(session, person.id, row.starts)
    present = f"{held.class_code} {held.class_title}".strip() if held else ""
    last = row.planned_end or row.ends
    period = Period(row.starts, last, Fraction(row.time_base))
    return TDAgreementSnapshot(
        department=program.department,
        office=program.office,
        number=number,
        plan_number=plan_number,
        employee=person.full_name,
        employee_number=person.employee_number or "",
        present_class=present,
        td_class=f"{row.class_code} {row.class_title}".strip(),
        purposes=td_words.read_purposes(row.purpose),
        duties=row.duties,
        from_unit=row.from_unit,
        to_unit=row.to_unit,
        first=row.starts,
        last=last,
        lasts=td_words.months(td_limits.length(row.starts, last)),
        time_base=td_words.time_base(period.time_base),
        standing=td.agreement_lines(session, row, period),
        current_supervisor=row.current_supervisor,
        new_supervisor=row.new_supervisor,
        over_reason=row.over_limit_reason if td.goes_over(session, row, period) else "",
        replaces=replaces,
        notice=settings.privacy_notice(session),
    )


def _terms_of(record: dict[str, object]) -> dict[str, object]:
    """The agreed columns of a record as the history keeps it; an early end leaves the agreed one."""
    agreed = {name: record.get(name) for name in AGREED}
    return agreed | {
        "ends": record.get("planned_end") or record.get("ends"),
        "time_base": Decimal(str(record.get("time_base"))),
    }


def _leaving(program: Program, what: str, how: str) -> disclosures.Leaving:
    return disclosures.in_the_department(program.account.name, "T&D assignment", what, how)
