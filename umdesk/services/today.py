"""What is due for whoever is signed in: plans, signatures, reviews, T&D, lists, ratings, windows, backup, deadlines.

Each part is told to those who may see where it is done: a supervisor of their own participants, a rater of their own
sheets, a coordinator and a reader of all. Who may not do it is told what is open, not what to do.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates, next_step, today
from umdesk.domain.backups import OLD
from umdesk.domain.next_step import Do, Turn, Viewer
from umdesk.domain.today import Due, Kind
from umdesk.domain.words import CycleState, RevisionState
from umdesk.domain.writing import counted, listed_name
from umdesk.services import assignment, backups, my_sheets, scope, settings
from umdesk.services.permissions import Grant, grant, may, permit
from umdesk.services.plans import exams, in_force, participations, queries, reviews, signing, td
from umdesk.services.year import due as year_due
from umdesk.storage import models
from umdesk.storage.program import Program

_PLANS, _MINE, _SHEETS = "Career plans", "My participants", "My rating sheets"
_LIST = "plans.queries.list_plans"
_TO_LOOK_AT = {
    RevisionState.IN_REVIEW: "Look at the plan that the supervisor sent.",
    RevisionState.READY: "Print the plan to sign.",
    RevisionState.FILED: "Say whether the plan is in force: not everyone signed it.",
}
_OPEN = {
    RevisionState.IN_REVIEW: "The plan was sent and waits for the coordinator.",
    RevisionState.READY: "The plan is ready to print and to sign.",
    RevisionState.FILED: "Not everyone signed the plan, and it is not in force.",
}
"""The same for who may only look."""
_OF_THE_PLAN = frozenset({Do.FILL, Do.SEND, Do.PRINT, Do.PUT_IN_FORCE})


def due(program: Program) -> tuple[Due, ...]:
    """Everything that is due for the signed-in account, what presses most first."""
    permit(program, "today.due")
    day = program.today()
    found = [*_of_plans(program, day), *_of_sheets(program), *_of_cycles(program, day)]
    if may(program, "year.calendar.of_year"):
        with program.reading() as session:
            found += year_due.lines(session, day, does=may(program, "year.calendar.mark"))
    if may(program, "backups.list_backups"):
        found += _of_backups(program)
    return today.ordered(found, day)


def _of_plans(program: Program, day: date) -> Iterator[Due]:
    if not may(program, _LIST):
        return
    own = grant(program, _LIST) is Grant.OWN
    tab = _MINE if own else _PLANS
    if own:
        yield from _of_own_plans(program)
    with program.reading() as session:
        reached = scope.visible(session, program, _LIST)
        names = _names(session, reached, day)
        if not own:
            words = _TO_LOOK_AT if may(program, "plans.revisions.mark_ready") else _OPEN
            yield from _to_look_at(session, names, words)
        yield from _signatures(session, names, tab, does=may(program, "plans.signing.record"))
        yield from _reviews(session, names, reached, tab, day, does=may(program, "plans.reviews.record"))
        yield from _td(session, names, tab, day, does=may(program, "plans.editing.set_fields"))
        for one in exams.expiring(session, day):
            if one.participation_id in names:
                what = f"The eligibility for {one.for_class} ends."
                yield Due(Kind.LIST, what, names[one.participation_id], one.expires, tab, one.participation_id, "exams")


def _of_own_plans(program: Program) -> Iterator[Due]:
    """The plans with which it is the supervisor's turn; their signatures and reviews have lines of their own."""
    for row in queries.list_plans(program):
        step = next_step.next_step(row.standing, Viewer.SUPERVISOR)
        if row.theirs and step.turn is Turn.YOURS and step.do in _OF_THE_PLAN:
            about = f"{row.name}, plan {row.plan_number}"
            yield Due(Kind.PLAN, step.sentence, about, None, _MINE, row.participation_id)


def _names(session: Session, reached: Collection[str] | None, day: date) -> dict[str, str]:
    """How those who take part are called in a line, by participation: what is due after the end asks nobody."""
    taking = participations.taking_part(session, day)
    part, person, plan = models.Participation, models.Person, models.Plan
    query = (
        select(part.id, person.last_name, person.first_name, plan.number)
        .join(person, person.id == part.person_id)
        .join(plan, plan.participation_id == part.id)
    )
    return {
        one: f"{listed_name(last, first)}, plan {number}"
        for one, last, first, number in session.execute(query)
        if one in taking and (reached is None or one in reached)
    }


def _to_look_at(session: Session, names: dict[str, str], words: Mapping[RevisionState, str]) -> Iterator[Due]:
    """The plans that wait for the coordinator: sent, ready to print, filed and not in force."""
    row, plan = models.Revision, models.Plan
    query = select(row, plan.participation_id).join(plan, plan.id == row.plan_id).where(row.state.in_(_TO_LOOK_AT))
    found = session.execute(query.order_by(plan.number)).all()
    filed = [revision.plan_id for revision, _ in found if revision.state == RevisionState.FILED]
    held = in_force.revisions_in_force(session, filed)
    for revision, participation in found:
        holds = revision.plan_id in held and held[revision.plan_id].id == revision.id
        if holds or participation not in names:
            continue
        what = words[RevisionState(revision.state)]
        page = "signatures" if revision.state == RevisionState.FILED else ""
        yield Due(Kind.PLAN, what, names[participation], None, _PLANS, participation, page)


def _signatures(session: Session, names: dict[str, str], tab: str, *, does: bool) -> Iterator[Due]:
    """The printed revisions that are not signed, by the day from which they are called up."""
    days = timedelta(days=settings.value(session, "plans.unsigned_days"))
    row, plan = models.Revision, models.Plan
    query = select(row, plan.participation_id).join(plan, plan.id == row.plan_id)
    for revision, participation in session.execute(query.where(row.state == RevisionState.PRINTED)):
        printed = signing.printed_on(revision)
        if printed is not None and participation in names:
            since = f"revision {revision.number} was printed on {dates.show(printed)}."
            what = f"Enter the signatures: {since}" if does else f"The signatures are out: {since}"
            yield Due(
                Kind.SIGNATURE, what, names[participation], printed + days, tab, participation, "signatures"
            )  # fmt: skip


def _reviews(
    session: Session, names: dict[str, str], reached: Collection[str] | None, tab: str, day: date, *, does: bool
) -> Iterator[Due]:
    for review in reviews.due(session, day + today.SOON, reached):
        if review.participation_id in names:
            about = names[review.participation_id]
            what = f"Hold the {review.kind} review." if does else f"The {review.kind} review is due."
            yield Due(Kind.REVIEW, what, about, review.due, tab, review.participation_id, "reviews")


def _td(session: Session, names: dict[str, str], tab: str, day: date, *, does: bool) -> Iterator[Due]:
    """The assignments that end within 90 days, and the requests to end early."""
    for one in td.ending(session, day):
        if one.participation_id in names:
            part = one.participation_id
            ends = f"The T&D assignment ends within {one.stage} days"
            what = f"{ends}: plan what follows." if does else f"{ends}."
            yield Due(Kind.TD, what, names[part], one.ends, tab, part, "td")
    for request in td.early_ends_due(session, day):
        if request.participation_id in names:
            part = request.participation_id
            asked = f"asked on {dates.show(request.requested)} to end T&D early{': grant it' if does else ''}."
            what = f"The participant {asked} {request.note}".strip()
            yield Due(Kind.TD, what, names[part], request.due, tab, part, "td")


def _of_sheets(program: Program) -> Iterator[Due]:
    """The account's own rating sheets."""
    if not may(program, "my_sheets.cycles"):
        return
    for cycle in my_sheets.cycles(program):
        if missing := cycle.sheets - cycle.submitted:
            what = f"Rate {counted(missing, 'application')}."
            yield Due(Kind.RATING, what, cycle.name, None, _SHEETS, cycle.id)


def _of_cycles(program: Program, day: date) -> Iterator[Due]:
    """The windows that close, and the raters whose sheets are not in, for who leads the selection."""
    if not may(program, "raters.panel"):
        return
    cycle, rater, does = models.Cycle, models.Rater, may(program, "cycle_steps.move_to")
    with program.reading() as session:
        for one in session.scalars(select(cycle).where(cycle.state == CycleState.OPEN).order_by(cycle.name)):
            if one.closes is not None:
                over = "The window is over: score." if does else "The window is over."
                what = "The window for applications closes." if one.closes >= day else over
                yield Due(Kind.CYCLE, what, one.name, one.closes, "Selection", one.id)
        days = timedelta(days=settings.value(session, "selection.rating_days"))
        for one in session.scalars(select(cycle).where(cycle.state == CycleState.SCORING).order_by(cycle.name)):
            wanted = assignment.assigned(session, one.id)
            given = assignment.handed_in(session, list(wanted))
            names = dict(session.execute(select(rater.id, rater.name).where(rater.cycle_id == one.id)).all())
            begun = one.scoring_started_at.astimezone().date() if one.scoring_started_at else day
            for rater_id, applications in wanted.items():
                if missing := len(applications - given[rater_id]):
                    what = f"{missing:,} of {counted(len(applications), 'sheet')} not in yet."
                    about = f"{names[rater_id]}, {one.name}"
                    yield Due(Kind.RATING, what, about, begun + days, "Selection", one.id)


def _of_backups(program: Program) -> Iterator[Due]:
    status = backups.status(program)
    if status.newest is None:
        if not status.complete:
            yield Due(Kind.BACKUP, "Make the first backup.", "This program", window="backups")
    elif not status.complete and program.now() - status.newest >= OLD:
        made = status.newest.astimezone().date()
        what = f"Make a backup: the newest is of {dates.show(made)}."
        yield Due(Kind.BACKUP, what, "This program", made + OLD, window="backups")
