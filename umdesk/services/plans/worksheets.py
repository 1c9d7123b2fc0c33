"""Worksheets of plans: printed for who cannot come, compared with the plan when they are back, taken in as one step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates, worksheet, worksheet_reading
from umdesk.domain.errors import NotNow
from umdesk.domain.plan_papers import WORKSHEET
from umdesk.domain.words import FilePurpose, RevisionState
from umdesk.domain.worksheet import Difference, Mark, WorksheetSnapshot
from umdesk.domain.writing import counted
from umdesk.services import disclosures, printed, scope, settings
from umdesk.services.permissions import permit
from umdesk.services.plans import content as contents
from umdesk.services.plans import editing, files, participations, worksheet_entries
from umdesk.services.plans.files import Came
from umdesk.services.plans.printing import Made
from umdesk.services.printed import Document
from umdesk.storage import blobs, models
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class ToFill:
    """A worksheet as the print job needs it."""

    participation_id: str
    snapshot: WorksheetSnapshot

    @property
    def title(self) -> str:
        """What people call it: "Worksheet 2026-0007 S1"."""
        return f"Worksheet {self.snapshot.number}"


@dataclass(frozen=True, slots=True)
class Compared:
    """A worksheet beside its plan: whose it is, each field that differs, and what else there is to know.

    `refusal` says why nothing can be taken in now, "" when it can.
    """

    participation_id: str
    participant: str
    plan_number: str
    number: str
    revision_id: str
    differences: tuple[Difference, ...]
    remarks: tuple[str, ...]
    refusal: str


def to_fill(program: Program, participation_id: str) -> ToFill:
    """The worksheet of a participant's plan with what the newest revision holds.

    Raises:
        NotNow: the newest revision is printed, so that nothing could be taken in.
        NotAllowed: it is of none of the account's own participants.
    """
    permit(program, "plans.worksheets.to_fill")
    with program.reading() as session:
        scope.refuse_others(session, program, "plans.worksheets.to_fill", participation_id)
        plan = _plan(session, participation_id)
        revision = contents.newest_revision(session, plan.id)
        if refusal := _frozen(revision, plan.number):
            raise NotNow(refusal, "Start an amendment first; its worksheet holds what was agreed.")
        person = participations.person_of(session, participation_id)
        agreed = contents.load(session, revision, person)
        owner = session.scalars(select(models.ProgramRecord)).one()
        number = f"{plan.number} S{len(_printed(session, plan.number)) + 1}"
        snapshot = WorksheetSnapshot(
            department=owner.department, office=owner.office, number=number, plan_number=plan.number,
            revision_number=revision.number, participant=agreed.participant, employee_number=agreed.employee_number,
            current_class=f"{agreed.current_class_code} {agreed.current_class_title}".strip(), unit=agreed.unit_name,
            supervisor=agreed.supervisor_name, coordinator=agreed.coordinator_name, made_on=program.today(),
            fields=tuple(worksheet.plan_values(agreed).items()), lines=worksheet.lines(agreed),
            notice=settings.privacy_notice(session),
        )  # fmt: skip
        return ToFill(participation_id, snapshot)


def participation_numbered(program: Program, plan_number: str) -> str:
    """The participation of the plan with that number.

    Raises:
        NotNow: there is no such plan.
        NotAllowed: there is none among the account's own participants.
    """
    permit(program, "plans.worksheets.participation_numbered")
    with program.reading() as session:
        plan = models.Plan
        found = session.scalars(select(plan.participation_id).where(plan.number == plan_number.strip())).first()
        reached = scope.visible(session, program, "plans.worksheets.participation_numbered")
        if found is not None and (reached is None or found in reached):
            return found
        if reached is not None:
            raise scope.no_such_plan()
        raise NotNow(f"There is no plan {plan_number.strip() or '(empty)'}.", "Look in the list of career plans.")


def keep(program: Program, sheet: ToFill, made: Made, how: str, deliver: Callable[[], object]) -> None:
    """Keep a worksheet that leaves the program ("saved as PDF"), which is a disclosure; cannot be undone.

    `deliver` puts it where it goes; it is the last thing before the change is committed, and what it raises takes
    everything back.

    Raises:
        NotNow: another worksheet got its number meanwhile.
    """
    permit(program, "plans.worksheets.keep")
    with program.reading() as reading:  # what is refused never was about to leave
        scope.refuse_others(reading, program, "plans.worksheets.keep", sheet.participation_id)
    told = f"{sheet.title} was {how}"
    with program.operation("plans.worksheets.keep", told, undoable=False, leaves=told) as op:
        session = op.session
        scope.refuse_others(session, program, op.name, sheet.participation_id)
        number, digest = sheet.snapshot.number, made.digest[:10]
        same = [row for row in _printed(session, sheet.snapshot.plan_number) if row.number == number]
        if any(row.digest != digest for row in same):
            raise NotNow(f"The number {number} went to another worksheet meanwhile.", "Make the worksheet again.")
        kept = Document(WORKSHEET, number, sheet.participation_id, made.data, made.pages, digest)
        leaving = disclosures.in_the_department(program.account.name, "Work with the plan", sheet.title, how)
        person = session.get_one(models.Participation, sheet.participation_id).person_id
        printed.let_out(session, program, leaving, [person], deliver, document=None if same else kept)


def original(program: Program, mark: Mark) -> bytes:
    """The worksheet as it was printed, byte for byte.

    Raises:
        NotNow: this program printed no such worksheet.
        NotAllowed: it is of none of the account's own participants.
    """
    permit(program, "plans.worksheets.original")
    with program.reading() as session:
        row, _participation = _of_mark(session, program, "plans.worksheets.original", mark)
        return blobs.read(session, row.blob_sha256)


def compare(
    program: Program, mark: Mark, was: Mapping[str, str], sheet: Mapping[str, str], digest: str = ""
) -> Compared:
    """A worksheet that came back beside the newest revision of its plan.

    Args:
        program: the open program.
        mark: what the file says of itself.
        was: what stood on it when it was printed, by field name.
        sheet: what stands on it.
        digest: the SHA-256 of the file, to tell one that came in before; "" for none.

    Raises:
        NotNow: this program printed no such worksheet.
        NotAllowed: it is of none of the account's own participants.
    """
    permit(program, "plans.worksheets.compare")
    with program.reading() as session:
        row, participation = _of_mark(session, program, "plans.worksheets.compare", mark)
        plan = _plan(session, participation)
        revision = contents.newest_revision(session, plan.id)
        person = participations.person_of(session, participation)
        agreed = contents.load(session, revision, person)
        return Compared(
            participation_id=participation,
            participant=person.full_name,
            plan_number=plan.number,
            number=mark.number,
            revision_id=revision.id,
            differences=worksheet_reading.differences(agreed, was, sheet),
            remarks=_remarks(session, row, plan.number, digest),
            refusal=_frozen(revision, plan.number),
        )


def take(program: Program, mark: Mark, chosen: Mapping[str, str], name: str, data: bytes) -> str:
    """Take entries of a worksheet into its plan and keep the file with the participation; gives the participation.

    Args:
        program: the open program.
        mark: what the file says of itself.
        chosen: the entries to take, by field name, as they shall stand in the plan; "" empties a field.
        name: the name of the file.
        data: the file; b"" for one that is not kept, since it holds what is never collected.

    Raises:
        InvalidInput: an entry cannot be taken; `field` is its name and nothing was changed.
        NotNow: the plan was printed meanwhile, or this program printed no such worksheet.
        NotAllowed: it is of none of the account's own participants.
    """
    permit(program, "plans.worksheets.take")
    with program.operation("plans.worksheets.take", "") as op:
        session = op.session
        _row, participation = _of_mark(session, program, op.name, mark)
        plan = _plan(session, participation)
        newest = contents.newest_revision(session, plan.id)
        again = ""
        if chosen:
            revision = editing.open_revision(session, program, op.name, newest.id)
            worksheet_entries.put(session, revision, chosen)
            again = editing.reopen(op, program, revision)
        if data:
            came = Came(name, data, program.account.name, program.now())
            files.keep(session, participation, FilePurpose.WORKSHEET, came)
        entries = counted(len(chosen), "entry", "entries")
        op.summary = f"Took {entries} of worksheet {mark.number} into plan {plan.number}{again}"
        return participation


def _of_mark(session: Session, program: Program, what: str, mark: Mark) -> tuple[models.PrintedDocument, str]:
    """The worksheet that was printed under that number with that content, and the participation it is for."""
    row = models.PrintedDocument
    query = select(row).where(row.kind == WORKSHEET, row.number == mark.number, row.digest == mark.digest)
    found = session.scalars(query).first()
    reached = scope.visible(session, program, what)
    if found is not None and found.record_id and (reached is None or found.record_id in reached):
        return found, found.record_id
    if reached is not None:
        raise scope.no_such_plan()
    raise NotNow(
        f"Worksheet {mark.number} was not printed from this program, or its page was changed; nothing was taken in.",
        "Look whether it belongs to another program, or type what it says into the plan.",
    )


def _printed(session: Session, plan_number: str) -> list[models.PrintedDocument]:
    row = models.PrintedDocument
    query = select(row).where(row.kind == WORKSHEET, row.number.startswith(f"{plan_number} S"))
    return sorted(session.scalars(query), key=lambda one: int(one.number.rpartition("S")[2]))


def _plan(session: Session, participation_id: str) -> models.Plan:
    return session.scalars(select(models.Plan).where(models.Plan.participation_id == participation_id)).one()


def _frozen(revision: models.Revision, number: str) -> str:
    state = contents.state_of(revision)
    if state in {RevisionState.DRAFT, RevisionState.IN_REVIEW, RevisionState.READY}:
        return ""
    return f"Revision {revision.number} of plan {number} is {state}; it can no longer be changed."


def _remarks(session: Session, row: models.PrintedDocument, plan_number: str, digest: str) -> tuple[str, ...]:
    said = [f"Printed on {dates.show(row.printed_at.astimezone().date())} by {row.printed_by}."]
    newer = _printed(session, plan_number)[-1]
    if newer.id != row.id:
        day = dates.show(newer.printed_at.astimezone().date())
        said.append(f"This is an older worksheet: {newer.number} was printed on {day}.")
    file = models.ParticipationFile
    query = select(file).where(file.participation_id == row.record_id, file.blob_sha256 == digest)
    if digest and (kept := session.scalars(query).first()) is not None:
        said.append(f"This file came in on {dates.show(kept.added_at.astimezone().date())} already.")
    return tuple(said)
