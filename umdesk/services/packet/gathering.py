"""Takes the snapshot of a cycle for its packet."""

from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.agreement import reading
from umdesk.domain.criteria_changes import differences
from umdesk.domain.errors import NotNow
from umdesk.domain.packet import (
    AgreementPart,
    CriterionPart,
    PacketSnapshot,
    RulesPart,
    VersionPart,
)
from umdesk.domain.progress import Progress, Steps
from umdesk.domain.scoring import Criterion, formula
from umdesk.services import criteria, results, sealing, settings, standing
from umdesk.services.cycles import kept_until
from umdesk.services.packet import decided, missing, rated, texts, told
from umdesk.services.packet.frozen import AsClosed
from umdesk.services.permissions import permit
from umdesk.services.standing import Standing
from umdesk.storage import models
from umdesk.storage.program import Program

_READ = ("Reading the ranking", "Reading the sheets", "Reading the decisions", "Reading the history")


def snapshot(program: Program, cycle_id: str, progress: Progress | None = None) -> PacketSnapshot:
    """Everything that the packet of a cycle holds, as it is at this moment. `progress` may raise, which ends it.

    Raises:
        NotNow: the cycle is not in deciding yet, or it is sealed for the account.
    """
    permit(program, "packet.gathering.snapshot")
    step = Steps(progress, len(_READ))
    step(_READ[0])
    with program.reading() as session:
        sealing.refuse_scores(session, program, cycle_id)
        stands = standing.load(session, cycle_id)
        refuse_early(stands)
        then = AsClosed(session, cycle_id)
        now = then.standing(stands)
        ranked = results.of(session, now)
        cycle = session.get_one(models.Cycle, cycle_id)
        owner = session.execute(select(models.ProgramRecord.department, models.ProgramRecord.office)).one()
        every = criteria.versions(session, cycle_id)
        years = int(settings.value(session, "selection.retention_years"))
        closed = cycle.closed_at
        step(_READ[1])
        sheets = rated.read(session, now, every)
        applications = rated.applications(session, sheets, texts.read_by_raters(session, cycle))
        step(_READ[2])
        flags, rows = decided.flags(session, now), decided.decided(session, now)
        letters = decided.letters(session, now)
        step(_READ[3])
        event, digest = told.last(session)
        return PacketSnapshot(
            department=owner.department,
            office=owner.office,
            cycle=cycle.name,
            state=cycle.state,
            made_at=program.now(),
            made_on=program.today(),
            made_by=program.account.name,
            opens=cycle.opens,
            closes=cycle.closes,
            notice=cycle.notice,
            scoring_started_at=cycle.scoring_started_at,
            closed_at=closed,
            keep_until=kept_until(closed, years),
            retention_years=years,
            waitlist_until=cycle.waitlist_until,
            rules=_rules(now, cycle, ranked.ties),
            versions=_versions(session, every),
            conflict_definition=then.conflict_definition(),
            raters=rated.raters(session, sheets),
            conflicts=rated.conflicts(sheets),
            applications=applications,
            places=decided.places(now, flags, rows),
            unranked=decided.unranked(now),
            draw=decided.draw(session, now, cycle),
            flags=flags,
            notes=ranked.notes,
            agreement=tuple(
                AgreementPart(line.what, line.found.shown, line.found.basis, reading(line.found))
                for line in (ranked.agreement() if ranked.rows else ())
            ),
            decisions=rows,
            moves=decided.moves(session, now),
            corrections=decided.corrections(session, cycle_id),
            letters=letters,
            viewings=decided.viewings(session, cycle_id),
            history=told.events(session, cycle_id),
            event=event,
            hash=digest,
            missing=missing.sentences(session, now, cycle),
        )


def refuse_early(now: Standing) -> None:
    """Let a packet be made, or refuse (session block).

    Raises:
        NotNow: the cycle is not in deciding yet.
    """
    if not now.state.after_scoring:
        raise NotNow(
            f"{now.name} is {now.state.value}: the selection packet is made from deciding on.",
            "Start deciding first, and make the final packet after closing the cycle.",
        )


def _rules(now: Standing, cycle: models.Cycle, ties: tuple[str, ...]) -> RulesPart:
    rules = now.rules
    return RulesPart(
        formula=formula(rules.criteria, rules.aggregate, rules.minimum_raters),
        aggregate=rules.aggregate,
        minimum_raters=rules.minimum_raters,
        spread_threshold=rules.spread_threshold,
        seats=rules.seats,
        ladder=tuple(criterion.name for criterion in rules.tie_ladder().criteria),
        ties=ties,
        blind=cycle.blind,
        everyone_rates=cycle.everyone_rates,
    )


def _versions(session: Session, every: Mapping[str, tuple[Criterion, ...]]) -> tuple[VersionPart, ...]:
    rows = {row.id: row for row in session.scalars(select(models.CriteriaSet).where(models.CriteriaSet.id.in_(every)))}
    parts = []
    before: tuple[Criterion, ...] | None = None
    for set_id, found in every.items():
        row, changes = rows[set_id], () if before is None else differences(before, found)
        parts.append(VersionPart(row.version, row.made_at, row.reason, tuple(map(_criterion, found)), changes))
        before = found
    return tuple(parts)


def _criterion(one: Criterion) -> CriterionPart:
    levels = sorted(one.levels.items(), key=lambda pair: Decimal(pair[0]))
    return CriterionPart(
        one.name, one.maximum, one.weight, one.step, one.required, one.counted, one.description, tuple(levels)
    )
