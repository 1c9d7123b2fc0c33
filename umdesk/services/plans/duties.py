"""Modified or added duties of participants: what they did and will do, from when, and HR's approval on paper."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.errors import Gone, InvalidInput
from umdesk.services import scope
from umdesk.services.permissions import permit
from umdesk.services.plans import participations
from umdesk.services.plans.items import activity_names, own_activity
from umdesk.storage import models
from umdesk.storage.program import Program

WAITS = "waits for HR"


@dataclass(frozen=True, slots=True)
class Duties:
    """A change of duties: from and until when (None: until further notice), both days included, and who approved it.

    `hr_approved_by` and `hr_approved_on` are given together or not at all.
    """

    starts: date | None
    old_duties: str
    new_duties: str
    ends: date | None = None
    hr_approved_by: str = ""
    hr_approved_on: date | None = None
    note: str = ""

    @property
    def approved(self) -> bool:
        """Whether HR approved it."""
        return self.hr_approved_on is not None


@dataclass(frozen=True, slots=True)
class DutiesRow:
    """A change of duties on record; `item` is the planned activity that it belongs to, `standing` HR's word on it."""

    id: str
    duties: Duties
    item: str | None
    activity: str
    standing: str


def listed(program: Program, participation_id: str) -> tuple[DutiesRow, ...]:
    """The changes of duties of a participation, the newest first.

    Raises:
        NotAllowed: it is none of those that the account reaches.
    """
    permit(program, "plans.duties.listed")
    with program.reading() as session:
        scope.refuse_others(session, program, "plans.duties.listed", participation_id)
        names = activity_names(session, participation_id)
        row = models.DutyChange
        found = session.scalars(select(row).where(row.participation_id == participation_id))
        ordered = sorted(found, key=lambda one: (one.starts, one.id), reverse=True)
        return tuple(_shown(one, names.get(one.item_id or "", "")) for one in ordered)


def add(program: Program, participation_id: str, duties: Duties, *, item_id: str | None = None) -> str:
    """Record a change of duties; gives the record. `item_id` is the planned activity that it belongs to.

    Raises:
        InvalidInput: a day or a text is missing, it ends before it begins, or the approval is half given.
    """
    permit(program, "plans.duties.add")
    with program.operation("plans.duties.add", "") as op:
        person = participations.person_of(op.session, participation_id)
        row = models.DutyChange(id=models.new_id(), participation_id=participation_id)
        _write(op.session, row, duties, item_id, program.today())
        op.session.add(row)
        op.summary = f"Recorded duties of {person.full_name} from {dates.show(row.starts)}: {_standing(row)}"
        return row.id


def change(program: Program, duties_id: str, duties: Duties, *, item_id: str | None = None) -> None:
    """Put a change of duties right, end it, or add HR's approval.

    Raises:
        InvalidInput: see `add`.
        Gone: it is no longer on record.
    """
    permit(program, "plans.duties.change")
    with program.operation("plans.duties.change", "") as op:
        row = _row(op.session, duties_id)
        _write(op.session, row, duties, item_id, program.today())
        person = participations.person_of(op.session, row.participation_id)
        op.summary = f"Changed the duties of {person.full_name} from {dates.show(row.starts)}: {_standing(row)}"


def remove(program: Program, duties_id: str) -> None:
    """Take out a change of duties that was recorded by mistake."""
    permit(program, "plans.duties.remove")
    with program.operation("plans.duties.remove", "") as op:
        row = _row(op.session, duties_id)
        person = participations.person_of(op.session, row.participation_id)
        op.summary = f"Removed the duties of {person.full_name} from {dates.show(row.starts)}"
        op.session.delete(row)


def _shown(row: models.DutyChange, activity: str) -> DutiesRow:
    duties = Duties(
        row.starts, row.old_duties, row.new_duties, row.ends, row.hr_approved_by, row.hr_approved_on, row.note
    )
    return DutiesRow(row.id, duties, row.item_id, activity, _standing(row))


def _standing(row: models.DutyChange) -> str:
    if row.hr_approved_on is None:
        return WAITS
    return f"approved by {row.hr_approved_by} on {dates.show(row.hr_approved_on)}"


def _write(session: Session, row: models.DutyChange, given: Duties, item_id: str | None, today: date) -> None:
    duties = replace(
        given,
        old_duties=given.old_duties.strip(),
        new_duties=given.new_duties.strip(),
        hr_approved_by=" ".join(given.hr_approved_by.split()),
        note=given.note.strip(),
    )
    _check(duties, today)
    if item_id != row.item_id:
        row.item_id = own_activity(session, row.participation_id, item_id)
    assert duties.starts is not None  # noqa: S101 -- checked above
    row.starts, row.ends = duties.starts, duties.ends
    row.old_duties, row.new_duties = duties.old_duties, duties.new_duties
    row.hr_approved_by, row.hr_approved_on, row.note = duties.hr_approved_by, duties.hr_approved_on, duties.note


def _check(duties: Duties, today: date) -> None:
    if duties.starts is None:
        raise InvalidInput("The first day is missing.", "Say from when the duties are changed.", "starts")
    if duties.ends is not None and duties.ends < duties.starts:
        raise InvalidInput("It ends before it begins.", "Correct one of the two days.", "ends")
    if not duties.old_duties:
        raise InvalidInput("The old duties are missing.", "Say what the person does today.", "old_duties")
    if not duties.new_duties:
        raise InvalidInput("The new duties are missing.", "Say what the person will do.", "new_duties")
    if duties.hr_approved_on is not None and not duties.hr_approved_by:
        raise InvalidInput("Who approved it for HR is missing.", "Give the name, or clear the day.", "hr_approved_by")
    if duties.hr_approved_by and duties.hr_approved_on is None:
        raise InvalidInput("The day of HR's approval is missing.", "Give it, or clear the name.", "hr_approved_on")
    if duties.hr_approved_on is not None and duties.hr_approved_on > today:
        raise InvalidInput("This day has not come yet.", "Correct the date.", "hr_approved_on")


def _row(session: Session, duties_id: str) -> models.DutyChange:
    row = session.get(models.DutyChange, duties_id)
    if row is None:
        raise Gone("These duties are no longer on record; nothing was changed.", "Look at the plan again.")
    return row
