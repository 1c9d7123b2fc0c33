"""The results of a cycle: the ranking with all that explains it, for the window, the command line and paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain.agreement import AgreementLine, agreements
from umdesk.domain.criterion_means import CriterionMean, criterion_means
from umdesk.domain.decisions import over_places
from umdesk.domain.draws import is_told
from umdesk.domain.errors import NotNow
from umdesk.domain.ranking import Ranked, Scored, SheetLike
from umdesk.domain.rater_statistics import RaterFigures, rater_figures
from umdesk.domain.scoring import Criterion, formula, is_wide, shown
from umdesk.domain.snapshots import RankingSnapshot
from umdesk.domain.stability import Verdict, WithoutRater, overall, stability
from umdesk.domain.ties import seed_digest
from umdesk.domain.words import ApplicationState, CycleState, Eligibility, Outcome
from umdesk.domain.writing import enumerated
from umdesk.services import decided_text, disagreements, ranked_paper, result_words, sealing, spreads, standing
from umdesk.services.cycle_steps import decisions_of
from umdesk.services.decisions import departures
from umdesk.services.disclosures import DISAGREED
from umdesk.services.permissions import permit
from umdesk.services.standing import Standing
from umdesk.storage import models
from umdesk.storage.kept import keep
from umdesk.storage.program import Program

MANY_SHEETS = 5_000
"""Sheets of a cycle from which on a ranking takes long enough to be seen."""


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A ranked application. `score` and `spread` are percents rounded for display; `exact` is the score itself.

    `rater_scores` are (rater, exact score) by rater; `wide` says that the spread asks for a second look and `settled`
    how it was settled, `spread_stands` what is still open of it; `departure` says where the decision departs from rank,
    "" where it does not. `decided` is the decision with what came after it in words, "" for none; `stands` is where the
    application is today.
    """

    rank: int
    application_id: str
    number: str
    name: str
    class_title: str
    unit: str
    eligibility: Eligibility
    score: Decimal
    exact: Fraction
    n: int
    spread: Decimal | None
    wide: bool
    settled: str
    spread_stands: str
    decided_by: str
    rater_scores: tuple[tuple[str, Fraction], ...]
    above_line: bool
    outcome: Outcome | None
    applied: bool
    decided: str
    stands: ApplicationState
    reason: str
    reason_kind: str
    departure: str

    @property
    def further_is_in(self) -> bool:
        """Whether the sheet of a further rater who was asked is in and nobody has looked at the spread again."""
        return self.spread_stands == spreads.LOOK_AGAIN

    @property
    def needs_reason(self) -> bool:
        """Whether the decision departs from rank without a kind of reason or without words.

        An applied one had both where it took them; what departs by a correction later stands in the packet.
        """
        return bool(self.departure) and not self.applied and not (self.reason and self.reason_kind)


@dataclass(frozen=True, slots=True)
class UnrankedRow:
    """An application without a rank, and why."""

    application_id: str
    number: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Results:
    """The results of a cycle. `above_line` counts the rows above the cut line, None while no places are set.

    `stability` tells for each rater, by name, who would enter or leave the first places without them (empty while no
    places are set), `notes` says it in sentences, and what to settle. `seed` is told from deciding on, its digest from
    scoring on. `criteria`, `sheets` (by application number) and `scored` are what all of it is made from.
    """

    cycle_id: str
    cycle: str
    state: CycleState
    formula: str
    seats: int
    above_line: int | None
    rows: tuple[ResultRow, ...]
    unranked: tuple[UnrankedRow, ...]
    raters: tuple[str, ...]
    verdict: Verdict | None
    stability: tuple[WithoutRater, ...]
    ties: tuple[str, ...]
    notes: tuple[str, ...]
    seed_digest: str
    seed: str
    seed_source: str
    criteria: tuple[Criterion, ...] = field(repr=False)
    sheets: Mapping[str, Sequence[SheetLike]] = field(repr=False)
    scored: tuple[Scored, ...] = field(repr=False)

    def agreement(self) -> tuple[AgreementLine, ...]:
        """How far the raters agree on each criterion and on the scores; worked out when it is asked for."""
        return agreements(self.criteria, self.sheets, self.scored)

    def by_criterion(self, number: str) -> tuple[CriterionMean, ...]:
        """An application's mean of each criterion over its n raters; empty for one that takes no part."""
        one = next((one for one in self.scored if one.number == number), None)
        return () if one is None else criterion_means(self.criteria, tuple(one.sheets.values()))

    @property
    def pending(self) -> int:
        """How many decisions wait to be applied."""
        return sum(1 for row in self.rows if row.outcome is not None and not row.applied)

    @property
    def over_places(self) -> str:
        """Says when more are selected than there are places, "6 selected for 5 places"; "" otherwise."""
        return over_places(sum(1 for row in self.rows if row.outcome is Outcome.SELECTED), self.seats)


def results(program: Program, cycle_id: str) -> Results:
    """The results of a cycle as they are now, over what is complete.

    Raises:
        NotNow: they are sealed for the account; also below.
    """
    permit(program, "results.results")
    with program.reading() as session:
        sealing.refuse_scores(session, program, cycle_id)
        return of(session, standing.load(session, cycle_id))


def takes_time(program: Program, cycle_id: str) -> bool:
    """Whether a cycle has so many sheets, and is not ranked yet, that a screen would stand still for its ranking."""
    permit(program, "results.takes_time")
    if not program.writable:  # nothing is kept where another process may write
        return False
    with program.reading() as session:
        if standing.is_ready(session, cycle_id):
            return False
        sheet, application = models.Sheet, models.Application
        query = select(func.count()).select_from(sheet).join(application, application.id == sheet.application_id)
        return (session.scalar(query.where(application.cycle_id == cycle_id)) or 0) > MANY_SHEETS


def prepare(program: Program, cycle_id: str) -> None:
    """Rank a cycle, so that the next who asks gets it at once."""
    permit(program, "results.prepare")
    with program.reading() as session:
        now = standing.load(session, cycle_id)
        _without_each(session, now)


def ranking(program: Program, cycle_id: str) -> Results:
    """The same for a ranking that leaves the window.

    Raises:
        NotNow: scoring has not started, so there is nothing to rank.
    """
    permit(program, "results.ranking")
    with program.reading() as session:
        return of(session, _ranked(session, program, cycle_id))


def rater_statistics(program: Program, cycle_id: str) -> tuple[RaterFigures, ...]:
    """How each rater of a cycle scored beside the others, by name; for the coordinator, never in the rank."""
    permit(program, "results.rater_statistics")
    with program.reading() as session:
        sealing.refuse_scores(session, program, cycle_id)
        now = standing.load(session, cycle_id)
        return rater_figures({one.number: one.scores for one in now.scored}, now.raters)


def snapshot(program: Program, cycle_id: str) -> RankingSnapshot:
    """Everything that the printed ranking shows.

    Raises:
        NotNow: scoring has not started.
    """
    permit(program, "results.snapshot")
    with program.reading() as session:
        now = _ranked(session, program, cycle_id)
        record = session.scalars(select(models.ProgramRecord)).one()
        return ranked_paper.snapshot(of(session, now), program, record, _disagreed(session, now))


def _ranked(session: Session, program: Program, cycle_id: str) -> Standing:
    """A cycle whose ranking may leave the window, or a refusal."""
    sealing.refuse_scores(session, program, cycle_id)
    now = standing.load(session, cycle_id)
    if now.state in (CycleState.DRAFT, CycleState.OPEN):
        raise NotNow(f"{now.name} is {now.state.value}: there is no ranking before scoring.", "Start scoring first.")
    return now


def _disagreed(session: Session, now: Standing) -> tuple[str, ...]:
    """Whose statement of disagreement is on file, by number, in a sentence (Civ. Code 1798.36)."""
    people = {applied.person_id: number for number, applied in now.applications.items()}
    numbers = sorted(people[person] for person in disagreements.on_file(session, people))
    return (f"{DISAGREED} for {enumerated(numbers)}.",) if numbers else ()


def of(session: Session, now: Standing) -> Results:
    """The results of a cycle that was read already (session block for other services)."""
    cycle = session.get_one(models.Cycle, now.cycle_id)
    decisions = decisions_of(session, now.cycle_id)
    by_application = {decision.application_id: decision for decision in decisions}
    departing = departures(now, decisions)
    flags = spreads.flags(session, now)
    since = decided_text.since(session, now.cycle_id)
    seats = now.rules.seats
    rows = tuple(
        _row(now, place, by_application, since, departure=departing.get(place.number, ""), flag=flags.get(place.number))
        for place in now.ranking.ranked
    )
    found = {line.rater: line for line in _without_each(session, now)}
    lines = tuple(  # by the raters' names, as everywhere else
        WithoutRater(name, found[rater].verdict, found[rater].enters, found[rater].leaves)
        for rater, name in now.raters.items()
        if rater in found
    )
    return Results(
        cycle_id=now.cycle_id,
        cycle=now.name,
        state=now.state,
        formula=formula(now.rules.criteria, now.rules.aggregate, now.rules.minimum_raters),
        seats=seats,
        above_line=sum(1 for row in rows if row.above_line) if seats else None,
        rows=rows,
        unranked=tuple(_unranked(now, u.number, u.reason) for u in now.ranking.unranked),
        raters=tuple(now.raters.values()),
        verdict=overall(lines) if lines else None,
        stability=lines,
        ties=result_words.ties(now, cycle),
        notes=(
            *result_words.corrected(session, now.cycle_id),
            *result_words.stability_notes(lines),
            *result_words.spread_notes(rows, now.rules.spread_threshold),
        ),
        seed_digest=seed_digest(cycle.draw_seed) if cycle.draw_seed else "",
        seed=cycle.draw_seed if is_told(now.state) and cycle.draw_seed else "",
        seed_source=cycle.draw_seed_source or "",
        criteria=now.rules.criteria,
        sheets=now.sheets,
        scored=now.scored,
    )


def _without_each(session: Session, now: Standing) -> tuple[WithoutRater, ...]:
    return keep(
        session, "stability", now.cycle_id, lambda: stability(now.ranking, now.scored, now.rules), standing.UNTOUCHED_BY
    )


def _row(
    now: Standing,
    place: Ranked,
    decisions: dict[str, models.Decision],
    since: Mapping[str, tuple[str, ...]],
    *,
    departure: str,
    flag: spreads.Flag | None,
) -> ResultRow:
    person = now.applications[place.number]
    decision = decisions.get(person.id)
    applied = decision is not None and decision.applied_at is not None
    by_rater = sorted((now.raters[rater_id], score) for rater_id, score in place.scores.items())
    return ResultRow(
        rank=place.rank,
        application_id=person.id,
        number=place.number,
        name=person.name,
        class_title=person.class_title,
        unit=person.unit,
        eligibility=person.eligibility,
        score=shown(place.score),
        exact=place.score,
        n=place.n,
        spread=None if place.spread is None else shown(place.spread),
        wide=is_wide(place.spread, now.rules.spread_threshold),
        settled=flag.note if flag is not None and flag.settled else "",
        spread_stands=flag.words if flag is not None else "",
        decided_by=place.decided_by,
        rater_scores=tuple(by_rater),
        above_line=place.rank <= now.rules.seats,
        outcome=None if decision is None else Outcome(decision.outcome),
        applied=applied,
        decided=decided_text.told(decision.outcome, applied, since.get(person.id, ())) if decision is not None else "",
        stands=person.state,
        reason="" if decision is None else decision.reason,
        reason_kind="" if decision is None else decision.reason_kind,
        departure=departure,
    )


def _unranked(now: Standing, number: str, reason: str) -> UnrankedRow:
    person = now.applications[number]
    return UnrankedRow(person.id, number, person.name, reason)
