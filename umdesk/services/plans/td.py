"""T&D assignments of a person: what was served, what is planned, and where that stands to the limit of 2 CCR 438.1."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates, plans, td_limits, td_words
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.td_limits import DAYS_TO_GRANT_AN_EARLY_END, END_WARNINGS, Period, Service
from umdesk.domain.words import ActivityType
from umdesk.services import holidays, settings
from umdesk.services.people import holding
from umdesk.services.permissions import permit
from umdesk.services.plans import participations
from umdesk.storage import models
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class Assignment:
    """One T&D assignment: recorded (`id`), or planned in the revision and not recorded yet (`id` "").

    `last_allowed` is the last day on which it may be served beside the others; `over` is True when it ends later.
    """

    id: str
    item: str | None
    name: str
    first: date
    last: date
    time_base: Fraction
    class_code: str
    over_limit_reason: str
    last_allowed: date | None
    over: bool

    @property
    def planned(self) -> bool:
        """Whether it is only planned."""
        return not self.id


@dataclass(frozen=True, slots=True)
class TDView:
    """A person's T&D: assignments in order of time, the standing today, and the same in sentences.

    `ending` says that the assignment in service ends within 90 days, "" otherwise.
    """

    assignments: tuple[Assignment, ...]
    standing: td_limits.Standing
    used_and_left: str
    used_shortly: str
    last_day: str
    warning: str
    note: str
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """An assignment that ends soon: in how many `days`, and within which of the stages of 90, 60 and 30 days."""

    participation_id: str
    assignment_id: str
    ends: date
    days: int
    stage: int


@dataclass(frozen=True, slots=True)
class EarlyEndDue:
    """A request to end early that is due on a day; `days` from today, negative when late; `note` on the count."""

    participation_id: str
    assignment_id: str
    requested: date
    due: date
    days: int
    note: str


@dataclass(frozen=True, slots=True)
class _Known:
    """A period with where it comes from."""

    period: Period
    id: str
    item: str | None
    name: str
    class_code: str = ""
    reason: str = ""


def remove_assignment(program: Program, assignment_id: str) -> None:
    """Take out an assignment that was recorded by mistake.

    Raises:
        NotNow: somebody signed its agreement, or it is no longer there.
    """
    permit(program, "plans.td.remove_assignment")
    with program.operation("plans.td.remove_assignment", "") as op:
        row = row_of(op.session, assignment_id)
        if row.employee_signed or row.current_supervisor_signed or row.new_supervisor_signed:
            raise NotNow(
                "Its agreement was signed on paper, so it stays on record; nothing was removed.",
                "Write down an early end, or agree anew on other terms.",
            )
        op.summary = f"Removed the T&D assignment from {dates.show(row.starts)}"
        op.session.delete(row)


def view(session: Session, person_id: str, content: plans.Content | None, today: date) -> TDView:
    """Where a person's T&D stands, the revision's planned activities counted with what is recorded."""
    known = [*_recorded(session, person_id), *_planned(session, person_id, content)]
    known.sort(key=lambda one: one.period)
    service = _service(session, person_id)
    current = next((one for one in known if one.period.last >= today), None)
    others = [one.period for one in known if one is not current]
    standing = td_limits.standing(
        others, current.period if current else None, today, service,
        warn_from=settings.value(session, "td.warn_months"),
    )  # fmt: skip
    return TDView(
        assignments=tuple(_assignment(one, known, service) for one in known),
        standing=standing,
        used_and_left=td_words.used_and_left(standing),
        used_shortly=td_words.used_shortly(standing),
        last_day=td_words.last_day(standing, assigned=current is not None),
        warning=td_words.warning(standing) if known else "",
        note=td_words.ASK_HR if standing.ask_hr else "",
        ending=next((td_words.ending(one.period.last, today) for one in known if _ends_soon(one, today)), ""),
    )


def concerned(session: Session, asked: Iterable[tuple[str, plans.Content]]) -> frozenset[str]:
    """Those of some people, each with what their revision agrees, of whom T&D is recorded or planned there."""
    planned = {
        person for person, content in asked if any(row.type is ActivityType.TD_ASSIGNMENT for row in content.activities)
    }
    return frozenset(planned.union(session.scalars(select(models.TDAssignment.person_id).distinct())))


def over_limit(view: TDView) -> tuple[plans.OverLimit, ...]:
    """The planned activities that go over the limit; one recorded with a reason is accepted."""
    return tuple(
        plans.OverLimit(one.item, one.last_allowed) for one in view.assignments if one.planned and one.over and one.item
    )


def lines(session: Session, person_id: str, content: plans.Content) -> tuple[str, ...]:
    """The sentences of the printed plan on its T&D activities, which do not depend on the day."""
    known = [*_recorded(session, person_id), *_planned(session, person_id, content)]
    service = _service(session, person_id)
    items = {row.item for row in content.activities}
    periods = [one.period for one in known]
    hours = td_limits.by_hours(periods)
    found = []
    for one in sorted(known, key=lambda one: one.period):
        if one.item in items:
            end = one.period.last
            used = td_limits.used_hours(periods, end, service) if hours else td_limits.used(periods, end)
            last = _last_allowed(one, known, service)
            found.append(td_words.planned_line(one.name, one.period, used, last, by_hours=hours))
    return tuple(found)


def goes_over(session: Session, row: models.TDAssignment, period: Period) -> bool:
    """Whether an assignment goes over the limit beside the other recorded ones (session block)."""
    return _over(_last_beside(session, row.person_id, period, row.id), period)


def agreement_lines(session: Session, row: models.TDAssignment, period: Period) -> tuple[str, ...]:
    """What an agreement says on used and left by its last day, all recorded assignments counted (session block)."""
    others = [one.period for one in _recorded(session, row.person_id) if one.id != row.id]
    service = _service(session, row.person_id)
    everything = [*others, period]
    hours = td_limits.by_hours(everything)
    used = td_limits.used_hours(everything, period.last, service) if hours else td_limits.used(everything, period.last)
    last = td_limits.last_allowed_day(others, period.first, period.time_base, service)
    return td_words.agreement_lines(period, used, last, by_hours=hours)


def ending(session: Session, today: date) -> tuple[Ending, ...]:
    """The assignments in service that end within 90 days, the first to end first (session block).

    Those of people who have left the program are not among them.
    """
    row = models.TDAssignment
    last = today + timedelta(days=max(END_WARNINGS))
    query = select(row).where(row.starts <= today, row.ends >= today, row.ends <= last)
    rows = session.scalars(query).all()
    taking = participations.taking_part(session, today) if rows else frozenset()
    found = [
        Ending(part, one.id, one.ends, days, min(stage for stage in END_WARNINGS if stage >= days))
        for one in rows
        if (part := one.participation_id or "") in taking and (days := (one.ends - today).days) >= 0
    ]
    return tuple(sorted(found, key=lambda one: (one.ends, one.assignment_id)))


def early_ends_due(session: Session, today: date) -> tuple[EarlyEndDue, ...]:
    """The requests to end early that nobody has granted yet, the first due first (session block)."""
    row = models.TDAssignment
    query = select(row).where(row.early_end_requested.is_not(None), row.planned_end.is_(None), row.ends >= today)
    found = [
        EarlyEndDue(part, one.id, one.early_end_requested, due.day, (due.day - today).days, due.note)
        for one in session.scalars(query)
        if (part := one.participation_id or "") and one.early_end_requested is not None
        if participations.takes_part(session, part, today)
        for due in [holidays.due(session, one.early_end_requested, DAYS_TO_GRANT_AN_EARLY_END)]
    ]
    return tuple(sorted(found, key=lambda one: (one.due, one.assignment_id)))


def _ends_soon(one: _Known, today: date) -> bool:
    days = (one.period.last - today).days
    return bool(one.id) and one.period.first <= today and 0 <= days <= max(END_WARNINGS)


def _recorded(session: Session, person_id: str) -> list[_Known]:
    row = models.TDAssignment
    rows = session.scalars(select(row).where(row.person_id == person_id))
    return [
        _Known(
            Period(one.starts, one.ends, Fraction(one.time_base)),
            one.id,
            one.item_id,
            f"T&D assignment in class {one.class_code}" if one.class_code else "T&D assignment",
            one.class_code,
            one.over_limit_reason,
        )
        for one in rows
    ]


def _planned(session: Session, person_id: str, content: plans.Content | None) -> Iterable[_Known]:
    """The T&D activities of the revision with usable dates that no recorded assignment fulfils."""
    row = models.TDAssignment
    recorded = set(session.scalars(select(row.item_id).where(row.person_id == person_id)))
    for activity in content.activities if content else ():
        if activity.type is not ActivityType.TD_ASSIGNMENT or activity.item in recorded:
            continue
        if activity.starts and activity.ends and activity.starts <= activity.ends:
            held = holding.held_or_first(session, person_id, activity.starts)
            base = td_words.read_time_base(held.time_base) if held else Fraction(1)
            name = " ".join(activity.text.split()) or "T&D assignment"
            yield _Known(Period(activity.starts, activity.ends, base), "", activity.item, name)


def _assignment(one: _Known, known: Sequence[_Known], service: Sequence[Service]) -> Assignment:
    last = _last_allowed(one, known, service)
    return Assignment(
        id=one.id,
        item=one.item,
        name=one.name,
        first=one.period.first,
        last=one.period.last,
        time_base=one.period.time_base,
        class_code=one.class_code,
        over_limit_reason=one.reason,
        last_allowed=last,
        over=_over(last, one.period),
    )


def _last_allowed(one: _Known, known: Sequence[_Known], service: Sequence[Service]) -> date | None:
    others = [other.period for other in known if other is not one]
    return td_limits.last_allowed_day(others, one.period.first, one.period.time_base, service)


def _last_beside(session: Session, person_id: str, period: Period, but: str) -> date | None:
    """The last allowed day of a period beside the assignments on record, `but` one of them."""
    others = [one.period for one in _recorded(session, person_id) if one.id != but]
    return td_limits.last_allowed_day(others, period.first, period.time_base, _service(session, person_id))


def _over(last_allowed: date | None, period: Period) -> bool:
    return last_allowed is None or last_allowed < period.last


def _service(session: Session, person_id: str) -> tuple[Service, ...]:
    row = models.Appointment
    rows = session.execute(select(row.effective, row.time_base).where(row.person_id == person_id))
    return tuple(sorted(Service(since, td_words.read_time_base(text)) for since, text in rows))


def refuse_over(session: Session, person_id: str, period: Period, reason: str, *, but: str = "") -> None:
    """Refuse an assignment that goes over the limit beside the recorded ones (`but` one of them) without a reason.

    Raises:
        InvalidInput: it goes over and there is no reason.
    """
    if reason.strip():
        return
    last = _last_beside(session, person_id, period, but)
    if _over(last, period):
        until = f"the last allowed day is {dates.show(last)}" if last else "no day of it is allowed"
        raise InvalidInput(
            f"This goes over 24 months of T&D in 36 ({td_words.RULE}): {until}. Nothing was recorded.",
            "Choose an earlier end, or say why it is kept.",
            field="over_limit_reason",
        )


def period_of(first: date, last: date, time_base: Fraction) -> Period:
    """An assignment's period.

    Raises:
        InvalidInput: the dates or the time base cannot be.
    """
    try:
        return Period(first, last, time_base)
    except ValueError as error:
        field = "time_base" if "time base" in str(error) else "last"
        raise InvalidInput(f"{error} Nothing was recorded.", "Correct it.", field=field) from error


def row_of(session: Session, assignment_id: str) -> models.TDAssignment:
    """The row of a recorded assignment (session block for its other services).

    Raises:
        NotNow: it is no longer there.
    """
    row = session.get(models.TDAssignment, assignment_id)
    if row is None:
        raise NotNow("This assignment is no longer there; nothing was changed.", "Look at the plan again.")
    return row
