"""How ready people are by what was on file on a day: the readiness lists of many, read at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from umdesk.domain import exams, readiness, reviews
from umdesk.domain.counts import state_on
from umdesk.domain.exams import Exam
from umdesk.domain.readiness import Facts, Line, Required
from umdesk.domain.reports.plan_facts import Version, in_force_by, newest_by
from umdesk.domain.reviews import Recorded, Schedule
from umdesk.domain.words import TAKES_PART, ExamOutcome, ParticipationState, Qualified, ReviewKind
from umdesk.services import settings
from umdesk.services.reporting import plans
from umdesk.services.reporting.book import Book, Taking
from umdesk.services.reporting.plans import Far, Key
from umdesk.services.reporting.sets import among
from umdesk.storage.models import ExamResult, QualificationNote, Review


@dataclass(frozen=True, slots=True)
class Ready:
    """The readiness list of a participation on a day, for the target class, and the review that comes next."""

    target_code: str
    target_title: str
    lines: tuple[Line, ...]
    next_review: date | None


def in_program(taking: Iterable[Taking], day: date) -> tuple[Taking, ...]:
    """Those who are in the program on a day, be it on leave."""
    return tuple(one for one in taking if state_on(one.states, day) in TAKES_PART)


def of(
    book: Book, taking: Sequence[Taking], versions: Mapping[str, tuple[Version, ...]], far: Far, day: date
) -> Mapping[str, Ready]:
    """The readiness lists on a day, by participation, as `plans.readiness` has them today.

    The target class and the required activities are those of the revision in force, else of the newest one.
    """
    ids = [one.id for one in taking]
    held = {each: in_force_by(versions.get(each, ()), day) for each in ids}
    agreed = {each: held[each] or newest_by(versions.get(each, ()), day) for each in ids}
    required = plans.required(book, [one.id for one in agreed.values() if one is not None])
    notes, passed = _notes(book, ids, day), _passed(book, ids)
    slots = _Slots(book, ids, day)
    found = {}
    for one in taking:
        plan, in_force = agreed[one.id], held[one.id]
        code, title = (plan.target_code, plan.target_title) if plan is not None else ("", "")
        noted = notes.get((one.id, code))
        shown = slots.of(one, versions.get(one.id, ()))
        facts = Facts(
            target=f"{code} {title}".strip(),
            qualified=noted[0] if noted else None,
            noted_on=noted[1] if noted else None,
            eligible=any(exams.eligible(exam, code, day) for exam in passed.get(one.id, ()) if code),
            eligibility="",
            required=_required(required.get(plan.id, ()) if plan is not None else (), far),
            in_force_since=in_force.since if in_force else None,
            in_force=in_force is not None,
            overdue=len(reviews.overdue(shown)),
        )
        following = reviews.next_due(shown)
        found[one.id] = Ready(code, title, readiness.checklist(facts), following.due if following else None)
    return found


def _required(items: Iterable[Key], far: Far) -> tuple[Required, ...]:
    return tuple(Required("", far.of(item)) for item in items)


def _notes(book: Book, ids: list[str], day: date) -> Mapping[tuple[str, str], tuple[Qualified, date]]:
    """The newest note on the minimum qualifications by a day, by participation and class code."""
    row = QualificationNote
    query = (
        select(row.participation_id, row.class_code, row.met, row.noted_on)
        .where(row.noted_on <= day, among(row.participation_id, ids))
        .order_by(row.noted_on, row.id)
    )
    rows = list(book.rows(query))
    return {(part, code): (Qualified(met), on) for part, code, met, on in rows}


def _passed(book: Book, ids: list[str]) -> Mapping[str, list[Exam]]:
    row = ExamResult
    query = select(row.participation_id, row.class_code, row.taken_on, row.list_expires).where(
        row.outcome == ExamOutcome.PASSED.value, among(row.participation_id, ids)
    )
    found: defaultdict[str, list[Exam]] = defaultdict(list)
    for part, code, taken, expires in book.rows(query):
        found[part].append(Exam(code, ExamOutcome.PASSED, taken, list_expires=expires))
    return found


class _Slots:
    """The reviews of participations as they stand on a day, by the schedule of the settings and what is on record."""

    def __init__(self, book: Book, ids: list[str], day: date) -> None:
        wanted = settings.section(book.session, "plans")
        self._months, self._annual = int(str(wanted["plans.review_months"])), bool(wanted["plans.annual_review"])
        self._day = day
        self._near = reviews.near(self._months, day)
        self._records: defaultdict[str, list[Recorded]] = defaultdict(list)
        row = Review
        query = select(row.participation_id, row.kind, row.due, row.held_on, row.not_held_reason).where(
            among(row.participation_id, ids)
        )
        for part, kind, due, held_on, not_held in book.rows(query):
            held = held_on if held_on is not None and held_on <= day else None
            self._records[part].append(Recorded(ReviewKind(kind), due, held, bool(not_held)))

    def of(self, one: Taking, versions: Sequence[Version]) -> tuple[reviews.Slot, ...]:
        """The reviews of a participation."""
        since = [each.since for each in versions if each.agreed and each.since is not None and each.since <= self._day]
        schedule = Schedule(min(since), self._months, self._annual) if since else None
        states, recorded = one.states, self._records[one.id]
        if all(change.state is ParticipationState.ACTIVE for change in states.states):
            return reviews.slots(schedule, recorded, self._day, since=self._near)

        def takes_part(day: date) -> bool:
            return (state_on(states, day) or ParticipationState.ACTIVE) is ParticipationState.ACTIVE

        return reviews.slots(schedule, recorded, self._day, takes_part)
