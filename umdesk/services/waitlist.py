"""After decisions are applied: who declines, and who comes up from the waitlist until it expires.

Both go on after the cycle is closed, which changes nothing of what was rated, ranked and decided.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain import waitlist as rules
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import ApplicationState, CycleState, Eligibility, Outcome
from umdesk.domain.writing import enumerated, one_line
from umdesk.services import sealing, standing
from umdesk.services.permissions import permit
from umdesk.services.standing import Standing
from umdesk.storage import models
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What became of a decided application. `state` is where it stands today, `decided` what was decided.

    `happened` tells in a sentence what came after the decision, "" for nothing; `next_in_line` says that the waitlist
    moves on to it first.
    """

    application_id: str
    number: str
    name: str
    rank: int | None
    state: ApplicationState
    decided: Outcome
    reason: str
    happened: str
    next_in_line: bool


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of a cycle: the decided applications, the selected first, then the waitlist in its order.

    `places` is 0 while nobody set them, `held` counts who takes part of those selected, `free` what may be filled from
    the waitlist; `until` is the last day on which that is done.
    """

    cycle_id: str
    cycle: str
    state: CycleState
    rows: tuple[OutcomeRow, ...]
    places: int
    held: int
    free: int
    until: date | None
    time_left: str
    pending: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A cycle after its decisions: each applied decision with where its application stands."""

    now: Standing
    cycle: models.Cycle
    rows: tuple[tuple[models.Decision, models.Application], ...]
    standings: tuple[rules.Standing, ...]
    moves: tuple[models.WaitlistMove, ...]

    @property
    def replaced(self) -> frozenset[str]:
        """The numbers of those in whose place somebody was selected."""
        numbers = {application.id: application.number for _decision, application in self.rows}
        return frozenset(numbers[m.in_place_of_id] for m in self.moves if m.in_place_of_id in numbers)

    @property
    def free(self) -> int:
        """How many places may be filled."""
        return rules.free(self.standings, self.now.rules.seats, self.replaced)


def of_cycle(program: Program, cycle_id: str) -> Outcomes:
    """What became of a cycle's applications after its decisions were applied.

    Raises:
        NotNow: the cycle is sealed for the account.
    """
    permit(program, "waitlist.of_cycle")
    with program.reading() as session:
        sealing.refuse_scores(session, program, cycle_id)
        line = _line(session, cycle_id)
        waiting = [each.number for each in rules.waiting(line.standings)]
        rows = [_row(line, waiting, at) for at in range(len(line.rows))]
        order = list(ApplicationState)
        rows.sort(key=lambda row: (order.index(row.state), row.rank or 10**9, row.number))
        return Outcomes(
            cycle_id=cycle_id,
            cycle=line.now.name,
            state=line.now.state,
            rows=tuple(rows),
            places=line.now.rules.seats,
            held=rules.holding(line.standings),
            free=line.free,
            until=line.cycle.waitlist_until,
            time_left=rules.time_left(line.cycle.waitlist_until, program.today()),
            pending=_pending(session, cycle_id),
        )


def set_until(program: Program, cycle_id: str, until: date | None) -> None:
    """Set the last day on which the waitlist moves on, None for no last day; until the cycle is closed.

    Raises:
        NotNow: the cycle is closed, and applicants rely on the day that stood then.
    """
    permit(program, "waitlist.set_until")
    with program.operation("waitlist.set_until", "") as op:
        cycle = op.session.get_one(models.Cycle, cycle_id)
        if cycle.waitlist_until == until:
            return
        if cycle.state == CycleState.CLOSED:
            raise NotNow(
                f"{cycle.name} is closed, and its waitlist ends on the day that stood then; nothing was changed.",
                "Who is wanted after that day applies to another cycle.",
            )
        cycle.waitlist_until = until
        told = f"ends on {dates.show(until)}" if until is not None else "has no last day"
        op.summary = f"The waitlist of {cycle.name} {told}"


def decline(program: Program, application_id: str, on: date, reason: str) -> None:
    """Record that a selected or waitlisted applicant declined on a day.

    Where nothing but the untouched first draft of a plan is there, their participation is taken away again: they never
    took part. Somebody who has begun withdraws under Career plans instead.

    Raises:
        InvalidInput: the reason is missing, or the day lies in the future or before the decision.
        NotNow: the application is neither selected nor waitlisted, or their participation has begun.
    """
    permit(program, "waitlist.decline")
    from umdesk.services.plans import not_begun  # noqa: PLC0415 -- plans are no part of ranking

    tidy = one_line(reason)
    if not tidy:
        raise InvalidInput("Why the applicant declines is missing; nothing was changed.", "A few words do.", "reason")
    with program.operation("waitlist.decline", "", reason=tidy) as op:
        application = op.session.get_one(models.Application, application_id)
        sealing.refuse_scores(op.session, program, application.cycle_id)
        if application.state not in (ApplicationState.SELECTED, ApplicationState.WAITLISTED):
            raise NotNow(
                f"Application {application.number} is {application.state}, so there is nothing to decline; nothing was "
                "changed."
            )
        _check_day(op.session, program, application, on)
        begun = not_begun.of_application(op.session, application_id)
        if begun is not None and not not_begun.is_untouched(op.session, begun):
            raise NotNow(
                f"The career plan of application {application.number} has been worked on, so they have taken part; "
                "nothing was changed.",
                "Let them withdraw under Career plans: the place is free then, and the waitlist can move on.",
            )
        if begun is not None:
            not_begun.take_away(op.session, begun)
        what = "the place" if application.state == ApplicationState.SELECTED else "the place on the waitlist"
        application.state = ApplicationState.DECLINED.value
        application.declined_on, application.declined_reason = on, tidy
        op.summary = f"{application.number} declined {what}"


def move_on(program: Program, application_id: str, on: date, *, reason: str = "") -> None:
    """Select a waitlisted applicant for a free place; they take part from that day on.

    The next by rank comes up. Passing somebody over needs a reason, as does choosing among those who share a rank.

    Raises:
        InvalidInput: the day will not do, or somebody is passed over without a reason.
        NotNow: the applicant is not on the waitlist or not eligible, no place is free, or the waitlist has ended.
    """
    permit(program, "waitlist.move_on")
    from umdesk.services.plans import start_participation  # noqa: PLC0415 -- plans are no part of ranking

    tidy = one_line(reason)
    with program.operation("waitlist.move_on", "", reason=tidy or None) as op:
        application = op.session.get_one(models.Application, application_id)
        sealing.refuse_scores(op.session, program, application.cycle_id)
        line = _line(op.session, application.cycle_id)
        _may_come_up(line, application)
        _check_day(op.session, program, application, on)
        _not_expired(line, on)
        ahead = rules.passed_over(line.standings, application.number)
        if ahead and not tidy:
            raise InvalidInput(
                f"{enumerated(ahead)} {'stands' if len(ahead) == 1 else 'stand'} before {application.number} or at the "
                "same rank; nothing was changed.",
                "Say why they are passed over, or select the next one.",
                "reason",
            )
        vacated = rules.vacated(line.standings, line.replaced)
        in_place_of = vacated[0] if vacated else None
        by_number = {each.number: each.id for _decision, each in line.rows}
        op.session.add(
            models.WaitlistMove(
                application_id=application_id, in_place_of_id=by_number[in_place_of] if in_place_of else None, on=on,
                reason=tidy, moved_by=program.account.name, moved_at=program.now(),
            )
        )  # fmt: skip
        application.state = ApplicationState.SELECTED.value
        start_participation(op.session, application.person_id, application_id, on, program.today())
        place = f"in place of {in_place_of}" if in_place_of else "for a free place"
        op.summary = f"Selected {application.number} from the waitlist of {line.now.name}, {place}"


def _line(session: Session, cycle_id: str) -> _Line:
    now = standing.load(session, cycle_id)
    decision, application, move = models.Decision, models.Application, models.WaitlistMove
    found = session.execute(
        select(decision, application)
        .join(application, application.id == decision.application_id)
        .where(application.cycle_id == cycle_id, decision.applied_at.is_not(None))
        .order_by(application.number)
    )
    rows = tuple((each[0], each[1]) for each in found)
    moves = tuple(
        session.scalars(
            select(move)
            .join(application, application.id == move.application_id)
            .where(application.cycle_id == cycle_id)
        )
    )
    ranks = {place.number: place.rank for place in now.ranking.ranked}
    came_up = {each.application_id for each in moves}
    over = _left(session, [each.id for _decision, each in rows])
    standings = tuple(
        rules.Standing(
            number=each.number,
            state=ApplicationState(each.state),
            rank=ranks.get(each.number),
            had_place=made.outcome == Outcome.SELECTED or each.id in came_up,
            left=each.id in over,
        )
        for made, each in rows
    )
    return _Line(now, session.get_one(models.Cycle, cycle_id), rows, standings, moves)


def _left(session: Session, application_ids: list[str]) -> frozenset[str]:
    """Those whose participation has been withdrawn or ended; who completed the program used the place."""
    from umdesk.domain.words import ParticipationState  # noqa: PLC0415 -- beside the next
    from umdesk.services.plans.participations import state_rows  # noqa: PLC0415 -- plans are no part of ranking

    gone = (ParticipationState.WITHDRAWN, ParticipationState.ENDED)
    part = models.Participation
    rows = session.scalars(select(part).where(part.application_id.in_(application_ids)))
    return frozenset(row.application_id or "" for row in rows if state_rows(session, row.id)[-1].state in gone)


def _row(line: _Line, waiting: list[str], at: int) -> OutcomeRow:
    (decision, application), standing_now = line.rows[at], line.standings[at]
    person = line.now.applications[application.number]
    happened = []
    for move in line.moves:
        if move.application_id == application.id:
            numbers = {each.id: each.number for _decision, each in line.rows}
            place = f"in place of {numbers[move.in_place_of_id]}" if move.in_place_of_id else "for a free place"
            why = f": {move.reason.rstrip('.')}" if move.reason else ""
            happened.append(f"Selected from the waitlist on {dates.show(move.on)}, {place}{why}.")
    if application.declined_on is not None:
        why = application.declined_reason.rstrip(".")
        happened.append(f"Declined on {dates.show(application.declined_on)}: {why}.")
    if standing_now.left:
        happened.append("Left the program; see Career plans.")
    words = [part for part in (decision.reason_kind, decision.reason) if part]
    return OutcomeRow(
        application_id=application.id,
        number=application.number,
        name=person.name,
        rank=standing_now.rank,
        state=standing_now.state,
        decided=Outcome(decision.outcome),
        reason=": ".join(words),
        happened=" ".join(happened),
        next_in_line=bool(waiting) and waiting[0] == application.number and line.free > 0,
    )


def _may_come_up(line: _Line, application: models.Application) -> None:
    number = application.number
    if application.state != ApplicationState.WAITLISTED:
        raise NotNow(f"Application {number} is {application.state}, not on the waitlist; nothing was changed.")
    if line.now.applications[number].eligibility is not Eligibility.ELIGIBLE:
        why = line.now.applications[number].why
        raise NotNow(f"{number} cannot be selected: {why or 'the applicant is not eligible.'} Nothing was changed.")
    if not line.free:
        raise NotNow(
            f"No place of {line.now.name} is free; nothing was changed.",
            "A place comes free when somebody selected declines, or withdraws under Career plans.",
        )


def _not_expired(line: _Line, on: date) -> None:
    until = line.cycle.waitlist_until
    if until is not None and on > until:
        raise NotNow(
            f"The waitlist of {line.now.name} ended on {dates.show(until)}; nothing was changed.",
            "Who is wanted after that day applies to another cycle.",
        )


def _check_day(session: Session, program: Program, application: models.Application, on: date) -> None:
    if on > program.today():
        raise InvalidInput("This day has not come yet; nothing was changed.", "Correct the date.", "on")
    decision = session.scalars(select(models.Decision).where(models.Decision.application_id == application.id)).first()
    applied = decision.applied_at.astimezone().date() if decision is not None and decision.applied_at else None
    if applied is not None and on < applied:
        raise InvalidInput(
            f"The decisions were applied on {dates.show(applied)}, after this day; nothing was changed.",
            "Choose that day or a later one.",
            "on",
        )


def _pending(session: Session, cycle_id: str) -> int:
    decision, application = models.Decision, models.Application
    query = select(decision.id).join(application, application.id == decision.application_id)
    return len(session.scalars(query.where(application.cycle_id == cycle_id, decision.applied_at.is_(None))).all())
