"""What followed the ranking: wide spreads, decisions, the waitlist, corrections, letters, and who saw what."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import decisions as rules
from umdesk.domain.packet import (
    CorrectionPart,
    DecisionPart,
    DrawnPart,
    DrawPart,
    FlagPart,
    LetterPart,
    MovePart,
    PlacePart,
    UnrankedPart,
    ViewingPart,
)
from umdesk.domain.ranking import Ranked
from umdesk.domain.scoring import exact_text, is_wide, shown
from umdesk.domain.ties import SHARED, criterion_mean, seed_digest
from umdesk.domain.words import ApplicationState, Outcome, SettledBy
from umdesk.services import corrections as corrected
from umdesk.services import decisions, draws, sealing, spreads
from umdesk.services.cycle_steps import decisions_of
from umdesk.services.packet import stood
from umdesk.services.standing import Applied, Standing
from umdesk.storage import models

_BEFORE = (Outcome.SELECTED.value, Outcome.WAITLISTED.value)
"""Decisions after which an applicant may come to stand elsewhere: by declining, or from the waitlist."""


def places(now: Standing, flags: Sequence[FlagPart], rows: Sequence[DecisionPart]) -> tuple[PlacePart, ...]:
    """The ranking, best first."""
    settled = {flag.number: flag.how for flag in flags if flag.settled}
    outcomes = {row.number: row.outcome if row.applied_at else f"{row.outcome} (pending)" for row in rows}
    for number, outcome in outcomes.items():
        state = now.applications[number].state
        if state in (ApplicationState.DECLINED, ApplicationState.SELECTED) and outcome in _BEFORE and outcome != state:
            outcomes[number] = f"{outcome}, then {state.value}"
    means = _means(now)
    return tuple(
        PlacePart(
            rank=place.rank,
            number=place.number,
            name=now.applications[place.number].name,
            score=shown(place.score),
            exact=exact_text(place.score),
            n=place.n,
            spread=None if place.spread is None else shown(place.spread),
            wide=is_wide(place.spread, now.rules.spread_threshold),
            settled=settled.get(place.number, "") if is_wide(place.spread, now.rules.spread_threshold) else "",
            decided_by=place.decided_by,
            ladder=tuple("" if mean is None else exact_text(mean) for mean in means[place.number]),
            inside=place.rank <= now.rules.seats,
            decision=outcomes.get(place.number, ""),
        )
        for place in now.ranking.ranked
    )


def unranked(now: Standing) -> tuple[UnrankedPart, ...]:
    """The others, and why they have no rank."""
    return tuple(
        UnrankedPart(one.number, now.applications[one.number].name, one.reason, one.n) for one in now.ranking.unranked
    )


def draw(session: Session, now: Standing, cycle: models.Cycle) -> DrawPart:
    """The draw in full: every group of equal applications that it ordered, and those who share a rank without one."""
    seed = cycle.draw_seed or ""
    digest = seed_digest(seed) if seed else ""
    return DrawPart(
        seed=seed,
        digest=digest,
        fixed_at=draws.fixed_at(session, digest),
        source=cycle.draw_seed_source or "",
        held_at=cycle.draw_held_at,
        witnesses=cycle.draw_witnesses,
        groups=tuple(
            tuple(DrawnPart(line.rank, line.number, line.digest) for line in group.lines)
            for group in (draws.groups(now) if seed else ())
        ),
        shared=_shared(now),
    )


def flags(session: Session, now: Standing) -> tuple[FlagPart, ...]:
    """The wide spreads, how each was settled, and whether that was about the spread as it is now."""
    row, application = models.SpreadSettlement, models.Application
    query = select(row).join(application, application.id == row.application_id)
    settlements = session.scalars(query.where(application.cycle_id == now.cycle_id))
    on_record = {each.application_id: each for each in settlements}
    before = stood.settlements(session, [one.id for one in now.applications.values()])
    found = []
    for number, flag in spreads.flags(session, now).items():
        one = now.applications[number]
        settled = on_record.get(one.id)
        found.append(
            FlagPart(
                number=number,
                name=one.name,
                spread=shown(flag.spread),
                how=flag.words,
                settled=flag.settled,
                note=flag.note,
                by=settled.settled_by if settled else "",
                at=settled.settled_at if settled else None,
                before=before.get(one.id, ()),
            )
        )
    wide = {one.number for one in found}
    for place in now.ranking.ranked:
        one = now.applications[place.number]
        if place.number not in wide and one.id in on_record:
            found.append(_past(one, place, on_record[one.id], before.get(one.id, ())))
    return tuple(found)


def _past(one: Applied, place: Ranked, row: models.SpreadSettlement, before: tuple[str, ...]) -> FlagPart:
    """A spread that was looked at and is not wide any more."""
    return FlagPart(
        number=place.number,
        name=one.name,
        spread=shown(place.spread or Fraction(0)),
        how=f"not wide any more; {SettledBy(row.how).value}",
        settled=True,
        note=row.note,
        by=row.settled_by,
        at=row.settled_at,
        before=before,
    )


def decided(session: Session, now: Standing) -> tuple[DecisionPart, ...]:
    """The decisions with their reasons, by rank, then by number."""
    rows = decisions_of(session, now.cycle_id)
    departing = _departing(session, now, rows)
    people = {one.id: one for one in now.applications.values()}
    found = [_decision(people[row.application_id], row, departing) for row in rows]
    return tuple(sorted(found, key=lambda one: (one.rank is None, one.rank or 0, one.number)))


def _departing(session: Session, now: Standing, rows: list[models.Decision]) -> dict[str, str]:
    """Where decisions depart from rank: by the ranking that they were applied by, and by a corrected one."""
    by_now = decisions.departures(now, rows)
    row = models.Correction
    query = select(row).where(row.cycle_id == now.cycle_id).order_by(row.corrected_at, row.id)
    first = session.scalars(query).first()
    if first is None:
        return by_now
    told = first.before["ranked"]
    ranked = [
        Ranked(each["rank"], each["application"], Fraction(each["score"]), each["n"], None, each["decided_by"], {})
        for each in told
    ]
    outcomes = {each["application"]: Outcome(each["decision"]) for each in told if each["decision"]}
    by_then = rules.departures(ranked, outcomes, now.rules.seats)
    return {number: _both(by_then.get(number, ""), by_now.get(number, "")) for number in {**by_then, **by_now}}


def _both(then: str, now: str) -> str:
    """A departure by the ranking of then and by the corrected one of now."""
    if then == now:
        return now
    return f"{then or 'By the ranking of then: no departure.'} As corrected: {now or 'no departure.'}"


def moves(session: Session, now: Standing) -> tuple[MovePart, ...]:
    """Who declined and who came from the waitlist after the decisions, in order of the days."""
    application, move = models.Application, models.WaitlistMove
    people = {one.id: one for one in now.applications.values()}
    query = select(application).where(application.cycle_id == now.cycle_id, application.declined_on.is_not(None))
    gone = session.scalars(query).all()
    told_by = stood.decliners(session, [row.id for row in gone])
    found = [
        MovePart(
            row.declined_on, row.number, people[row.id].name, "Declined the place.", row.declined_reason,
            told_by.get(row.id, ""),
        )
        for row in gone
    ]  # fmt: skip
    moved = select(move).join(application, application.id == move.application_id)
    for row in session.scalars(moved.where(application.cycle_id == now.cycle_id)):
        one, before = people[row.application_id], people.get(row.in_place_of_id or "")
        instead = f", in place of {before.number} {before.name}" if before else ""
        what = f"Moved up from the waitlist{instead}."
        found.append(MovePart(row.on, one.number, one.name, what, row.reason, row.moved_by))
    return tuple(sorted(found, key=lambda one: (str(one.on or ""), one.number)))


def corrections(session: Session, cycle_id: str) -> tuple[CorrectionPart, ...]:
    """Corrections of the closed cycle in their order, every application before and after."""
    return tuple(
        CorrectionPart(
            at=line.at,
            by=line.by,
            reason=line.reason,
            changes=line.changes,
            beside=tuple((row.number, *row.said) for row in line.rows if row.changed),
            unchanged=sum(1 for row in line.rows if not row.changed),
        )
        for line in corrected.listed(session, cycle_id)
    )


def letters(session: Session, now: Standing) -> tuple[LetterPart, ...]:
    """The letters to applicants of the cycle, by number, the oldest first."""
    letter, application = models.Letter, models.Application
    people = {one.id: one for one in now.applications.values()}
    query = select(letter).join(application, application.id == letter.application_id)
    rows = session.scalars(
        query.where(application.cycle_id == now.cycle_id).order_by(application.number, letter.made_at, letter.id)
    )
    return tuple(
        LetterPart(
            people[row.application_id].number, people[row.application_id].name, row.kind, row.made_at, row.made_by,
            row.sent_on, row.sent_by,
        )
        for row in rows
    )  # fmt: skip


def viewings(session: Session, cycle_id: str) -> tuple[ViewingPart, ...]:
    """Who saw which sealed part, the oldest first."""
    return tuple(ViewingPart(line.part, line.who, line.at) for line in sealing.viewings(session, cycle_id))


def _decision(one: Applied, row: models.Decision, departing: Mapping[str, str]) -> DecisionPart:
    return DecisionPart(
        number=one.number,
        name=one.name,
        rank=row.rank,
        outcome=Outcome(row.outcome).value,
        kind=row.reason_kind,
        reason=row.reason,
        departs=departing.get(one.number, ""),
        by=row.decided_by,
        at=row.decided_at,
        applied_at=row.applied_at,
    )


def _means(now: Standing) -> dict[str, tuple[Fraction | None, ...]]:
    """The mean on each step of the ladder, by application."""
    ladder = now.rules.tie_ladder().criteria
    return {
        scored.number: tuple(criterion_mean(criterion, tuple(scored.sheets.values())) for criterion in ladder)
        for scored in now.scored
    }


def _shared(now: Standing) -> tuple[tuple[DrawnPart, ...], ...]:
    """Those who share a rank, since nothing told them apart."""
    groups: dict[int, list[DrawnPart]] = {}
    for place in now.ranking.ranked:
        if place.decided_by == SHARED:
            groups.setdefault(place.rank, []).append(DrawnPart(place.rank, place.number, ""))
    return tuple(tuple(group) for group in groups.values())
