"""The cycles of a period with what became of their applications, for the selection summary; sealed ones stay sealed."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from sqlalchemy import select

from umdesk.domain import decisions as rules
from umdesk.domain.counts import Period
from umdesk.domain.ranking import Ranked
from umdesk.domain.reports import selection
from umdesk.domain.reports.model import Content, Span
from umdesk.domain.reports.selection import Applied, CycleFacts, Results
from umdesk.domain.ties import BY_DRAW, BY_SCORE
from umdesk.domain.words import ApplicationState, CycleState, Eligibility, Outcome
from umdesk.domain.writing import one_line
from umdesk.services import standing
from umdesk.services.applicants.judging import Judge
from umdesk.services.applicants.standing import Answers
from umdesk.services.cycle_steps import decisions_of
from umdesk.services.reporting.book import Book
from umdesk.services.sealing import SEALED_WHO
from umdesk.storage.models import Application, Appointment, Correction, Cycle, Decision, Person, Rater


def content(book: Book, span: Span) -> Content:
    """The selection summary of a period."""
    period = book.basis(span).period
    judge = Judge.of(book.session, book.catalogue)
    return selection.content([_cycle(book, judge, each) for each in _touched(book, period)])


def _touched(book: Book, period: Period) -> Sequence[str]:
    """The cycles with an application received in the period or a decision applied in it.

    When something was decided in a sealed cycle is not told.
    """
    row = Application
    received = select(row.cycle_id).where(row.received >= period.first, row.received <= period.last).distinct()
    found = dict.fromkeys(book.session.scalars(received))
    applied = (
        select(row.cycle_id, Decision.applied_at)
        .join(Decision, Decision.application_id == row.id)
        .where(Decision.applied_at.is_not(None))
        .distinct()
    )
    for cycle, at in book.rows(applied):
        if at is not None and at.astimezone().date() in period and cycle not in book.sealed.scores:
            found[cycle] = None
    return list(found)


def _cycle(book: Book, judge: Judge, cycle_id: str) -> CycleFacts:
    cycle = book.session.get_one(Cycle, cycle_id)
    applications = _applications(book, judge, cycle_id)
    names = book.session.scalars(select(Rater.name).where(Rater.cycle_id == cycle_id).order_by(Rater.name))
    state = CycleState(cycle.state)
    sealed = cycle_id in book.sealed.scores
    return CycleFacts(
        cycle_id, cycle.name, state, cycle.seats, tuple(names), applications,
        None if sealed else _results(book, cycle, applications),
    )  # fmt: skip


def _applications(book: Book, judge: Judge, cycle_id: str) -> tuple[Applied, ...]:
    answers = Answers.of(book.session, cycle_id=cycle_id, judge=judge)
    row = Application
    query = (
        select(row.id, row.number, row.person_id, row.received, row.state, *answers.columns)
        .join(Cycle, Cycle.id == row.cycle_id)
        .join(Person, Person.id == row.person_id)
        .join(Appointment, Appointment.id == row.appointment_id)
        .where(row.cycle_id == cycle_id)
    )
    veiled = cycle_id in book.sealed.names
    return tuple(
        Applied(
            one.id, one.number, SEALED_WHO if veiled else book.people[one.person_id], one.received,
            answers.of_row(one.id, cycle_id, one).eligibility,
            book.sealed.state(cycle_id, ApplicationState(one.state)),
        )
        for one in book.rows(query)
    )  # fmt: skip


def _results(book: Book, cycle: Cycle, applications: Sequence[Applied]) -> Results:
    if CycleState(cycle.state) in (CycleState.DRAFT, CycleState.OPEN):
        return Results()
    decided = decisions_of(book.session, cycle.id)
    ranked = _as_recorded(book, cycle, applications, decided)
    if ranked is None:
        ranked = standing.load(book.session, cycle.id).ranking.ranked
    numbers = {one.id: one.number for one in applications}
    outcomes = {numbers[row.application_id]: Outcome(row.outcome) for row in decided}
    reasons = {numbers[row.application_id]: f"{row.reason_kind}: {row.reason}".strip(": ") for row in decided}
    departs = rules.departures(ranked, outcomes, cycle.seats)
    return Results(
        frozenset(place.number for place in ranked),
        frozenset(place.number for place in ranked if place.decided_by == BY_DRAW),
        {number: one_line(f"{text} {reasons.get(number, '')}") for number, text in departs.items()},
    )


def _as_recorded(
    book: Book, cycle: Cycle, applications: Sequence[Applied], decided: Sequence[Decision]
) -> tuple[Ranked, ...] | None:
    """The ranking of a closed cycle as its decisions have it; None where it has to be worked out again.

    Ranking hundreds of applications takes longer than the rest of a report. What the decisions hold is enough where
    nothing was corrected, every place is decided, and no two have one score, so that no tie was ever to be decided.
    """
    if cycle.state != CycleState.CLOSED or not decided:
        return None
    if book.session.scalars(select(Correction.id).where(Correction.cycle_id == cycle.id).limit(1)).first():
        return None
    taking: Mapping[str, str] = {
        one.id: one.number
        for one in applications
        if one.state is not ApplicationState.WITHDRAWN and one.eligibility is not Eligibility.NOT_ELIGIBLE
    }
    placed = sorted(
        (row.rank, taking[row.application_id], row.score)
        for row in decided
        if row.rank and row.application_id in taking
    )
    scores = {score for _rank, _number, score in placed}
    if not len(scores) == len(placed) == len(taking) or [one[0] for one in placed] != list(range(1, len(placed) + 1)):
        return None
    return tuple(Ranked(rank, number, Fraction(0), 0, None, BY_SCORE, {}) for rank, number, _score in placed)
