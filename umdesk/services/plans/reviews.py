"""Reviews of plans: which are due by the schedule, what was said in those that were held, why one was not."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates, reviews
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.reviews import Recorded, Schedule, Slot, Standing
from umdesk.domain.words import ParticipationState, ReviewKind
from umdesk.services import scope, settings
from umdesk.services.permissions import Grant, grant, permit
from umdesk.services.plans import in_force, makers, participations
from umdesk.services.plans.participations import State
from umdesk.storage import models
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class Minutes:
    """What is written down of a review: held on a day, who took part, what went well and what is next; or why not."""

    held_on: date | None = None
    attended: str = ""
    summary: str = ""
    next_steps: str = ""
    not_held_reason: str = ""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review: how it stands, and what is on record of it; `id` is "" where nothing is.

    `theirs` says that who asks may change what is on record.
    """

    id: str
    slot: Slot
    minutes: Minutes
    made_by: str
    theirs: bool

    @property
    def key(self) -> str:
        """What tells the reviews of a participation apart."""
        return f"{self.slot.due} {self.slot.kind}"


@dataclass(frozen=True, slots=True)
class ReviewsView:
    """The reviews of a participation, the newest day first; `rule` says how their days are counted."""

    rows: tuple[ReviewRow, ...]
    rule: str
    next: Slot | None


@dataclass(frozen=True, slots=True)
class DueReview:
    """A review that somebody should hold; `days_over` is 0 on its day."""

    participation_id: str
    kind: ReviewKind
    due: date
    days_over: int


def of_plan(program: Program, participation_id: str) -> ReviewsView:
    """The reviews of a participation: those on record and those of the schedule."""
    permit(program, "plans.reviews.of_plan")
    with program.reading() as session:
        scope.refuse_others(session, program, "plans.reviews.of_plan", participation_id)
        facts = _facts(session, [participation_id])[participation_id]
        found = {(row.due, ReviewKind(row.kind)): row for row in facts.records}
        shown = facts.slots(program.today())
        changes = grant(program, "plans.reviews.correct")
        name = program.account.name
        rows = [_row(slot, found.get((slot.due, slot.kind)), changes, name) for slot in shown]
        return ReviewsView(tuple(reversed(rows)), reviews.rule_in_words(facts.schedule), reviews.next_due(shown))


def due(session: Session, today: date, reached: Iterable[str] | None = None) -> tuple[DueReview, ...]:
    """The reviews that are due on a day or before, the oldest first; of these participations, or of all (None)."""
    found = []
    for participation_id, facts in _facts(session, reached).items():
        found += [
            DueReview(participation_id, slot.kind, slot.due, slot.days_over)
            for slot in facts.slots(today)
            if slot.standing is Standing.DUE
        ]
    return tuple(sorted(found, key=lambda one: (one.due, one.participation_id, one.kind)))


def record(program: Program, participation_id: str, kind: ReviewKind, day: date | None, minutes: Minutes) -> str:
    """Record a review that was due on a day, or (None) one that was held in between; gives the record.

    Raises:
        InvalidInput: neither a day nor a reason is given or both are, a day cannot be, or there is a record already.
    """
    permit(program, "plans.reviews.record")
    with program.operation("plans.reviews.record", "") as op:
        scope.refuse_others(op.session, program, op.name, participation_id)
        _check(op.session, participation_id, minutes, program.today())
        due_on = day or minutes.held_on
        if due_on is None:
            raise InvalidInput("The day is missing.", "Choose the review that was not held.", "review")
        row = _on(op.session, participation_id, kind, due_on)
        if row is not None and _is_done(row):
            raise InvalidInput(
                f"The {kind} review due on {dates.show(due_on)} is on record already.", "Put that one right.", "review"
            )
        if row is None:
            row = models.Review(
                id=models.new_id(), participation_id=participation_id, kind=kind.value, due=due_on, made_by=""
            )
            op.session.add(row)
        row.made_by = program.account.name
        _write(row, minutes)
        op.summary = _summary("Recorded", op.session, row)
        return row.id


def correct(program: Program, review_id: str, minutes: Minutes) -> None:
    """Put right what is on record of a review.

    Raises:
        InvalidInput: neither a day nor a reason is given or both are, or a day cannot be.
        NotAllowed: somebody else wrote it and the account is not a coordinator's.
    """
    permit(program, "plans.reviews.correct")
    with program.operation("plans.reviews.correct", "") as op:
        row = _own(op.session, program, op.name, review_id)
        _check(op.session, row.participation_id, minutes, program.today())
        _write(row, minutes)
        op.summary = _summary("Changed", op.session, row)


def remove(program: Program, review_id: str) -> None:
    """Take out a review that was recorded by mistake; one of the schedule is due again then.

    Raises:
        NotAllowed: somebody else wrote it and the account is not a coordinator's.
    """
    permit(program, "plans.reviews.remove")
    with program.operation("plans.reviews.remove", "") as op:
        row = _own(op.session, program, op.name, review_id)
        op.summary = _summary("Removed", op.session, row)
        op.session.delete(row)


def due_within(session: Session, participation_id: str, first: date, last: date) -> tuple[tuple[date, ReviewKind], ...]:
    """The reviews of the schedule whose day lies within these, both included, whatever the state of the person."""
    schedule = _facts(session, [participation_id])[participation_id].schedule
    found = reviews.due_days(schedule, last) if schedule else ()
    return tuple((day, kind) for day, kind in found if day >= first)


def set_for(session: Session, participation_id: str, kind: ReviewKind, day: date, by: str) -> None:
    """Set a review for a day by hand, unless one is due on that day (a part of other operations)."""
    facts = _facts(session, [participation_id])[participation_id]
    if any(slot.due == day for slot in facts.slots(day)):
        return
    session.add(
        models.Review(id=models.new_id(), participation_id=participation_id, kind=kind.value, due=day, made_by=by)
    )


@dataclass(frozen=True, slots=True)
class _Facts:
    schedule: Schedule | None
    states: Sequence[State]
    records: Sequence[models.Review]

    def slots(self, today: date) -> tuple[Slot, ...]:
        recorded = [
            Recorded(ReviewKind(row.kind), row.due, row.held_on, bool(row.not_held_reason)) for row in self.records
        ]
        return reviews.slots(self.schedule, recorded, today, self._takes_part())

    def _takes_part(self) -> Callable[[date], bool]:
        return lambda day: participations.state_on(self.states, day) is ParticipationState.ACTIVE


def _facts(session: Session, reached: Iterable[str] | None) -> Mapping[str, _Facts]:
    """What the reviews of participations follow from, by participation; read in a few questions for all."""
    part, plan, review = models.Participation, models.Plan, models.Review
    ids = set(session.scalars(select(part.id)) if reached is None else reached)
    one = next(iter(ids), "") if len(ids) == 1 else ""
    of_plan, of_review = select(plan.id, plan.participation_id), select(review)
    if one:
        of_plan = of_plan.where(plan.participation_id == one)
        of_review = of_review.where(review.participation_id == one)
    plans = {row.id: row.participation_id for row in session.execute(of_plan) if row.participation_id in ids}
    starts = {plans[plan_id]: day for plan_id, day in in_force.first_days(session, plans.keys()).items()}
    records: defaultdict[str, list[models.Review]] = defaultdict(list)
    for found in session.scalars(of_review):
        records[found.participation_id].append(found)
    states = participations.states_of(session, [one] if one else None)
    wanted = settings.section(session, "plans")
    months, annual = int(str(wanted["plans.review_months"])), bool(wanted["plans.annual_review"])
    return {
        each: _Facts(Schedule(starts[each], months, annual) if each in starts else None, states[each], records[each])
        for each in ids
    }


def _row(slot: Slot, row: models.Review | None, changes: Grant, name: str) -> ReviewRow:
    if row is None:
        return ReviewRow("", slot, Minutes(), "", theirs=False)
    minutes = Minutes(row.held_on, row.attended, row.summary, row.next_steps, row.not_held_reason)
    theirs = changes is Grant.YES or (changes is Grant.OWN and row.made_by == name)
    return ReviewRow(row.id, slot, minutes, row.made_by, theirs)


def _on(session: Session, participation_id: str, kind: ReviewKind, day: date) -> models.Review | None:
    row = models.Review
    query = select(row).where(row.participation_id == participation_id, row.kind == kind.value, row.due == day)
    return session.scalars(query).first()


def _is_done(row: models.Review) -> bool:
    return row.held_on is not None or bool(row.not_held_reason)


def _own(session: Session, program: Program, what: str, review_id: str) -> models.Review:
    row = session.get(models.Review, review_id)
    scope.refuse_others(session, program, what, row.participation_id if row else "")
    if row is None:
        raise NotNow("This review is no longer there; nothing was changed.", "Look at the plan again.")
    makers.refuse_others_work(what, program, row.made_by)
    return row


def _check(session: Session, participation_id: str, minutes: Minutes, today: date) -> None:
    reason = minutes.not_held_reason.strip()
    if minutes.held_on is None and not reason:
        raise InvalidInput(
            "It is not said whether the review was held.", "Give the day, or say why it was not held.", "held_on"
        )
    if minutes.held_on is not None and reason:
        raise InvalidInput(
            "A review that was held needs no reason for not holding it.", "Clear the day or the reason.", "held_on"
        )
    if minutes.held_on is not None:
        if minutes.held_on > today:
            raise InvalidInput("This day has not come yet.", "Correct the date.", "held_on")
        participations.refuse_after_end(session, participation_id, minutes.held_on, "held_on")


def _write(row: models.Review, minutes: Minutes) -> None:
    row.held_on = minutes.held_on
    row.attended = minutes.attended.strip()
    row.summary = minutes.summary.strip()
    row.next_steps = minutes.next_steps.strip()
    row.not_held_reason = minutes.not_held_reason.strip()


def _summary(did: str, session: Session, row: models.Review) -> str:
    who = participations.person_of(session, row.participation_id).full_name
    held = f"held on {dates.show(row.held_on)}" if row.held_on else "not held"
    return f"{did} the {row.kind} review of {who} due on {dates.show(row.due)}: {held}"
