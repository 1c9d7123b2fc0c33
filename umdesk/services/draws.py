"""The draw that settles the last ties, as a small ceremony: its fingerprint, its seed, its order, its witnesses.

The seed is fixed when scoring starts and told from deciding on. Who is drawn before whom follows from it alone, so that
holding the draw changes no rank; it puts on record who looked on when the seed was told.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.draws import DrawnGroup, DrawnLine, DrawSnapshot, is_told, witnessed_by
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.scoring import shown
from umdesk.domain.ties import BY_DRAW, Ladder, draw_digest, seed_digest, settle
from umdesk.domain.words import CycleState
from umdesk.domain.writing import one_line
from umdesk.services import sealing, standing
from umdesk.services.permissions import permit
from umdesk.services.standing import Standing
from umdesk.storage import models
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class Draw:
    """The draw of a cycle. `digest` is the SHA-256 of its seed, "" where those still tied share a rank.

    `seed` and `groups` are told from deciding on; `needed` says then whether any place is drawn. `witnesses` are the
    words on record of who looked on, "" until the draw is held.
    """

    cycle_id: str
    cycle: str
    state: CycleState
    digest: str
    source: str
    fixed_at: datetime | None
    seed: str
    groups: tuple[DrawnGroup, ...]
    held_at: datetime | None
    witnesses: str

    @property
    def told(self) -> bool:
        """Whether the seed is told."""
        return bool(self.seed)

    @property
    def needed(self) -> bool:
        """Whether any place follows from the draw."""
        return bool(self.groups)

    @property
    def seed_fits(self) -> bool:
        """Whether the seed gives the fingerprint."""
        return self.told and seed_digest(self.seed) == self.digest


def of_cycle(program: Program, cycle_id: str) -> Draw:
    """The draw of a cycle as it may be told now.

    Raises:
        NotNow: the cycle is sealed for the account once the order is told.
    """
    permit(program, "draws.of_cycle")
    with program.reading() as session:
        return _draw(session, program, cycle_id)


def snapshot(program: Program, cycle_id: str) -> DrawSnapshot:
    """What the paper on the draw shows: the fingerprint before the draw, the whole draw after it.

    Raises:
        NotNow: scoring has not started, or there is no draw, or the cycle is sealed for the account.
    """
    permit(program, "draws.snapshot")
    with program.reading() as session:
        found = _draw(session, program, cycle_id)
        record = session.scalars(select(models.ProgramRecord)).one()
    if not found.digest:
        raise NotNow(f"{found.cycle} has no draw to print.", "A draw is fixed when scoring starts.")
    after = found.held_at is not None
    held = f"{dates.show_moment(found.held_at)}; {found.witnesses}" if found.held_at is not None else ""
    return DrawSnapshot(
        department=record.department,
        office=record.office,
        cycle=found.cycle,
        digest=found.digest,
        source=found.source,
        fixed=dates.show_moment(found.fixed_at) if found.fixed_at is not None else "",
        seed=found.seed if after else "",
        needed=found.needed,
        groups=found.groups if after else (),
        held=held,
        made_on=program.today(),
        made_by=program.account.name,
    )


def hold(program: Program, cycle_id: str, first: str = "", second: str = "", *, nobody: str = "") -> Draw:
    """Put on record that the draw was held, before two witnesses by name, or why nobody looked on; for good.

    Raises:
        InvalidInput: there are not two different names, and no words why nobody looked on.
        NotNow: the cycle is not in deciding, has no draw, or the draw was held already.
    """
    permit(program, "draws.hold")
    why = one_line(nobody)
    witnesses = f"no witnesses: {why}" if why else witnessed_by(first, second)
    if not witnesses:
        raise InvalidInput(
            "The draw takes two different witnesses by name; nothing was recorded.",
            "Name both, or say in words why nobody looked on.",
            "second" if first.strip() else "first",
        )
    with program.operation("draws.hold", "", undoable=False) as op:
        cycle = op.session.get_one(models.Cycle, cycle_id)
        sealing.refuse_scores(op.session, program, cycle_id)
        if cycle.state != CycleState.DECIDING:
            raise NotNow(f"{cycle.name} is {cycle.state}; the draw is held when deciding starts.")
        if cycle.draw_seed is None:
            raise NotNow(f"{cycle.name} has no draw: those still tied share a rank.")
        if cycle.draw_held_at is not None:
            raise NotNow(
                f"The draw of {cycle.name} was held on {dates.show_moment(cycle.draw_held_at)}; nothing was changed."
            )
        cycle.draw_held_at, cycle.draw_witnesses = program.now(), witnesses
        op.summary = f"Held the draw of {cycle.name}, {witnesses}; the seed is “{cycle.draw_seed}”"
    with program.reading() as session:
        return _draw(session, program, cycle_id)


def groups(now: Standing) -> tuple[DrawnGroup, ...]:
    """Every group of applications that the draw put in order, the best first (session block)."""
    ranks = {place.number: place.rank for place in now.ranking.ranked if place.decided_by == BY_DRAW}
    sheets = {each.number: tuple(each.sheets.values()) for each in now.scored}
    ladder = Ladder(now.rules.tie_ladder().criteria, None)
    found = []
    drawn = [place for place in now.ranking.ranked if place.number in ranks]
    for score, places in groupby(drawn, key=lambda place: place.score):
        # Without a seed, those whom only the draw tells apart share a place.
        for tied in settle({place.number: sheets[place.number] for place in places}, ladder):
            numbers = sorted(tied.numbers, key=lambda number: ranks[number])
            lines = tuple(DrawnLine(ranks[n], n, draw_digest(now.rules.seed or "", n)) for n in numbers)
            found.append(DrawnGroup(f"{shown(score):.2f}", lines))
    return tuple(found)


def _draw(session: Session, program: Program, cycle_id: str) -> Draw:
    cycle = session.get_one(models.Cycle, cycle_id)
    state = CycleState(cycle.state)
    told = is_told(state) and bool(cycle.draw_seed)
    if told:
        sealing.refuse_scores(session, program, cycle_id)
    begun = state not in (CycleState.DRAFT, CycleState.OPEN)
    digest = seed_digest(cycle.draw_seed) if cycle.draw_seed and begun else ""
    return Draw(
        cycle_id=cycle_id,
        cycle=cycle.name,
        state=state,
        digest=digest,
        source=cycle.draw_seed_source or "",
        fixed_at=fixed_at(session, digest),
        seed=cycle.draw_seed if told and cycle.draw_seed else "",
        groups=groups(standing.load(session, cycle_id)) if told else (),
        held_at=cycle.draw_held_at,
        witnesses=cycle.draw_witnesses,
    )


def told_at(session: Session, cycle_id: str) -> datetime | None:
    """When a cycle first came to deciding, from which on its seed is told; None before (session block)."""
    change, event = models.Change, models.Event
    state = func.json_extract(change.after, "$.state") == CycleState.DECIDING.value
    query = (
        select(event.at)
        .join(change, change.event_seq == event.seq)
        .where(change.table_name == "cycle", change.record_id == cycle_id, state)
        .order_by(event.seq)
        .limit(1)
    )
    return session.scalars(query).first()


def fixed_at(session: Session, digest: str) -> datetime | None:
    """When a seed was fixed: the moment of the event that told its SHA-256 (session block)."""
    if not digest:
        return None
    event = models.Event
    query = select(event.at).where(event.operation == "cycle_steps.fix_draw", event.summary.endswith(digest))
    return session.scalars(query.order_by(event.seq)).first()
