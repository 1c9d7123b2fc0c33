"""Exams of participants and the lists that they led to: recorded as HR or CalCareers told, never decided here."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import exams as rules
from umdesk.domain.classes import class_code
from umdesk.domain.errors import Gone
from umdesk.domain.exams import Exam
from umdesk.domain.words import ExamOutcome, ListKind
from umdesk.services import classes, scope, settings
from umdesk.services.permissions import permit
from umdesk.services.plans import participations
from umdesk.services.plans.items import activity_names, own_activity
from umdesk.storage import models
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class ExamRow:
    """An exam on record; `item` is the planned activity that it belongs to, `activity` what that one is called.

    `standing` says what it means today, `expires_soon` that the list ends within the days of the setting.
    """

    id: str
    exam: Exam
    class_title: str
    item: str | None
    activity: str
    standing: str
    expires_soon: bool

    @property
    def for_class(self) -> str:
        """Code and title of the class."""
        return f"{self.exam.class_code} {self.class_title}".strip()


@dataclass(frozen=True, slots=True)
class Expiring:
    """A list that a participant's eligibility ends on soon; `days` counts from today, 0 is today."""

    participation_id: str
    exam_id: str
    for_class: str
    expires: date
    days: int


def listed(program: Program, participation_id: str) -> tuple[ExamRow, ...]:
    """The exams of a participation: those without a day first, then the newest first.

    Raises:
        NotAllowed: it is none of those that the account reaches.
    """
    permit(program, "plans.exams.listed")
    with program.reading() as session:
        scope.refuse_others(session, program, "plans.exams.listed", participation_id)
        names = activity_names(session, participation_id)
        today, warn = program.today(), settings.value(session, "exams.warn_days")
        found = [
            ExamRow(
                row.id, exam, row.class_title, row.item_id, names.get(row.item_id or "", ""),
                rules.standing(exam, today), _soon(exam, today, warn),
            )
            for row, exam in _of(session, participation_id)
        ]  # fmt: skip
        return tuple(sorted(found, key=lambda row: (row.exam.taken_on or date.max, row.id), reverse=True))


def add(program: Program, participation_id: str, exam: Exam, *, item_id: str | None = None) -> str:
    """Record an exam that is planned, was taken or was missed; gives the record. `item_id` is its planned activity.

    Raises:
        InvalidInput: see `umdesk.domain.exams.check`.
    """
    permit(program, "plans.exams.add")
    with program.operation("plans.exams.add", "") as op:
        person = participations.person_of(op.session, participation_id)
        row = models.ExamResult(id=models.new_id(), participation_id=participation_id)
        _write(op.session, row, exam, item_id, program.today())
        op.session.add(row)
        op.summary = f"Recorded an exam of {person.full_name} for {row.class_code}: {row.outcome}"
        return row.id


def change(program: Program, exam_id: str, exam: Exam, *, item_id: str | None = None) -> None:
    """Put an exam on record right, or add its result and list.

    Raises:
        InvalidInput: see `umdesk.domain.exams.check`.
        Gone: it is no longer on record.
    """
    permit(program, "plans.exams.change")
    with program.operation("plans.exams.change", "") as op:
        row = _row(op.session, exam_id)
        _write(op.session, row, exam, item_id, program.today())
        person = participations.person_of(op.session, row.participation_id)
        op.summary = f"Changed the exam of {person.full_name} for {row.class_code}: {row.outcome}"


def remove(program: Program, exam_id: str) -> None:
    """Take out an exam that was recorded by mistake."""
    permit(program, "plans.exams.remove")
    with program.operation("plans.exams.remove", "") as op:
        row = _row(op.session, exam_id)
        person = participations.person_of(op.session, row.participation_id)
        op.summary = f"Removed an exam of {person.full_name} for {row.class_code}"
        op.session.delete(row)


def of_participation(session: Session, participation_id: str) -> tuple[Exam, ...]:
    """All exams of a participation (session block for other services)."""
    return tuple(exam for _row, exam in _of(session, participation_id))


def expiring(session: Session, today: date) -> tuple[Expiring, ...]:
    """The lists that end within the days of the setting "exams.warn_days", the first to end first.

    An older exam says nothing where a newer one for the same class holds longer. Those of people who have left the
    program are not among them.
    """
    row, warn = models.ExamResult, settings.value(session, "exams.warn_days")
    last = today + timedelta(days=warn)
    passed = row.outcome == ExamOutcome.PASSED.value
    held: dict[tuple[str, str], models.ExamResult] = {}
    for one in session.scalars(select(row).where(passed, row.list_expires >= today)):
        key = (one.participation_id, one.class_code)
        if key not in held or (held[key].list_expires or today) < (one.list_expires or today):
            held[key] = one
    taking = participations.taking_part(session, today) if held else frozenset()
    found = [
        Expiring(
            one.participation_id, one.id, f"{one.class_code} {one.class_title}".strip(), expires, (expires - today).days
        )
        for one in held.values()
        if (expires := one.list_expires) is not None and expires <= last and one.participation_id in taking
    ]
    return tuple(sorted(found, key=lambda one: (one.expires, one.exam_id)))


def _of(session: Session, participation_id: str) -> list[tuple[models.ExamResult, Exam]]:
    row = models.ExamResult
    found = session.scalars(select(row).where(row.participation_id == participation_id))
    return [(one, _plain(one)) for one in found]


def _plain(row: models.ExamResult) -> Exam:
    return Exam(
        class_code=row.class_code,
        outcome=ExamOutcome(row.outcome),
        taken_on=row.taken_on,
        list_kind=ListKind(row.list_kind) if row.list_kind else None,
        list_rank=row.list_rank,
        list_expires=row.list_expires,
        retake_from=row.retake_from,
        note=row.note,
    )


def _write(session: Session, row: models.ExamResult, given: Exam, item_id: str | None, today: date) -> None:
    exam = replace(
        given, class_code=class_code(given.class_code), list_rank=given.list_rank.strip(), note=given.note.strip()
    )
    rules.check(exam, today)
    if item_id != row.item_id:
        row.item_id = own_activity(session, row.participation_id, item_id)
    if exam.class_code != row.class_code:
        row.class_title = classes.facts(session).title(exam.class_code, exam.taken_on or today)
    row.class_code, row.outcome, row.taken_on = exam.class_code, exam.outcome.value, exam.taken_on
    row.list_kind = exam.list_kind.value if exam.list_kind else ""
    row.list_rank, row.list_expires, row.retake_from = exam.list_rank, exam.list_expires, exam.retake_from
    row.note = exam.note


def _soon(exam: Exam, today: date, warn: int) -> bool:
    expires = exam.list_expires
    return exam.outcome is ExamOutcome.PASSED and expires is not None and 0 <= (expires - today).days <= warn


def _row(session: Session, exam_id: str) -> models.ExamResult:
    row = session.get(models.ExamResult, exam_id)
    if row is None:
        raise Gone("This exam is no longer on record; nothing was changed.", "Look at the plan again.")
    return row
