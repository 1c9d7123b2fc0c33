"""Cycles: one application window with its rules, and the steps from draft to closed."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain import criteria_file
from umdesk.domain.criteria_file import CriteriaFile
from umdesk.domain.draws import is_told
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.intake.tables import clean
from umdesk.domain.packet import keep_until
from umdesk.domain.ties import seed_digest
from umdesk.domain.words import Aggregate, CycleState
from umdesk.services import criteria, cycle_rules, settings
from umdesk.services.permissions import permit
from umdesk.storage import drafts, models
from umdesk.storage.program import Program

STEPS = tuple(CycleState)
FROM_FILE = "the criteria file"
"""Where a draw seed comes from that was in the file a cycle was made from."""
_TYPED = ("name", "opens", "closes", "notice", "seats", "aggregate", "minimum_raters", "spread_threshold", "blind")
_TIES = ("first_tie", "second_tie", "third_tie", "fourth_tie")


@dataclass(frozen=True, slots=True)
class CycleLine:
    """A cycle in a list; `applications` counts all, withdrawn ones too.

    `keep_until` is the last day of the years that a closed cycle is kept at least, None while it is not closed.
    """

    id: str
    name: str
    state: CycleState
    opens: date | None
    closes: date | None
    seats: int
    applications: int
    keep_until: date | None


@dataclass(frozen=True, slots=True)
class CycleDetail:
    """A cycle with its rules; `seats` is 0 while nobody set the places, `notice` announces the window.

    `seed_digest` is the SHA-256 of the draw seed once there is one; the seed itself is told from deciding on.
    """

    id: str
    name: str
    state: CycleState
    opens: date | None
    closes: date | None
    notice: str
    seats: int
    aggregate: Aggregate
    minimum_raters: int
    spread_threshold: Decimal
    tie_ladder: tuple[str, ...]
    blind: bool
    criteria: criteria.CriteriaVersion
    seed_digest: str
    seed: str
    seed_source: str
    scoring_started_at: datetime | None
    closed_at: datetime | None

    @property
    def next_state(self) -> CycleState | None:
        """The state that comes next, None for a closed cycle."""
        at = STEPS.index(self.state)
        return STEPS[at + 1] if at + 1 < len(STEPS) else None


@dataclass(frozen=True, slots=True)
class CycleChanges:
    """What to change in a cycle; a field that is None stays as it is, `no_opens` and `no_closes` clear a date."""

    name: str | None = None
    opens: date | None = None
    closes: date | None = None
    no_opens: bool = False
    no_closes: bool = False
    notice: str | None = None
    seats: int | None = None
    aggregate: Aggregate | None = None
    minimum_raters: int | None = None
    spread_threshold: Decimal | None = None
    tie_ladder: tuple[str, ...] | None = None
    blind: bool | None = None

    @property
    def typed(self) -> tuple[str, ...]:
        """The fields of a form that these changes were typed into."""
        named = [field for field in _TYPED if getattr(self, field) is not None]
        named += [field for field in ("opens", "closes") if getattr(self, f"no_{field}")]
        return (*named, *(_TIES if self.tie_ladder is not None else ()))


def new_cycle(session: Session, name: str, now: datetime) -> models.Cycle:
    """Make a cycle as a draft with criteria to start from, made `now`, in an operation that another service runs.

    Raises:
        InvalidInput: the name is empty or taken.
    """
    tidy = _free_name(session, name, None)
    cycle = models.Cycle(
        name=tidy,
        state=CycleState.DRAFT.value,
        seats=0,
        aggregate=Aggregate.MEAN.value,
        minimum_raters=settings.value(session, "cycles.minimum_raters"),
        spread_threshold=Decimal(settings.value(session, "cycles.spread_threshold")),
        tie_ladder=[],
    )
    session.add(cycle)
    session.flush()
    keys = criteria.add_starting_set(session, cycle.id, now)
    cycle.tie_ladder = list(keys[:2])
    session.flush()
    return cycle


def by_name(session: Session, name: str) -> str | None:
    """The id of the cycle of that name, ignoring case and outer space; None when there is none."""
    wanted = " ".join(name.split()).casefold()
    rows = session.execute(select(models.Cycle.id, models.Cycle.name))
    return next((row.id for row in rows if row.name.casefold() == wanted), None)


def tidy_name(name: str) -> str:
    """The name that a cycle would get, without needless blanks.

    Raises:
        InvalidInput: nothing is left.
    """
    tidy = clean(name)
    if not tidy:
        raise InvalidInput("A cycle needs a name.", "Give it one, such as “Spring 2026”.", "name")
    return tidy


def create_cycle(program: Program, name: str, opens: date | None = None, closes: date | None = None) -> str:
    """Make a cycle as a draft with criteria to start from, with the days of its window if they are known; gives its id.

    Raises:
        InvalidInput: the name is empty or taken, or the window would close before it opens; `field` names it.
    """
    permit(program, "cycles.create_cycle")
    with program.operation("cycles.create_cycle", "") as op:
        cycle = new_cycle(op.session, name, program.now())
        _change_dates(op.session, cycle, CycleChanges(opens=opens, closes=closes))
        op.summary = f"Made the cycle {cycle.name}"
        return cycle.id


def copy(
    program: Program,
    source_id: str,
    name: str,
    opens: date | None,
    closes: date | None,
    *,
    with_raters: bool = False,
) -> str:
    """Make a cycle as a draft with the criteria, rules, places and announcement of another; gives its id.

    Applications, ratings, results and the draw stay where they are; the raters come along only when asked for.

    Raises:
        InvalidInput: the name is empty or taken, or the window would close before it opens; `field` names it.
    """
    permit(program, "cycles.copy")
    with program.operation("cycles.copy", "") as op:
        source = op.session.get_one(models.Cycle, source_id)
        row = models.Cycle(
            name=_free_name(op.session, name, None), state=CycleState.DRAFT.value, notice=source.notice,
            seats=source.seats, aggregate=source.aggregate, minimum_raters=source.minimum_raters,
            spread_threshold=source.spread_threshold, blind=source.blind, tie_ladder=[],
        )  # fmt: skip
        _change_dates(op.session, row, CycleChanges(opens=opens, closes=closes))
        op.session.add(row)
        op.session.flush()
        keys = criteria.copy_set(op.session, source_id, row.id, program.now())
        row.tie_ladder = [keys[key] for key in source.tie_ladder if key in keys]
        if with_raters:
            names = op.session.scalars(select(models.Rater).where(models.Rater.cycle_id == source_id)).all()
            op.session.add_all(
                models.Rater(cycle_id=row.id, name=r.name, account_id=r.account_id, unit=r.unit) for r in names
            )
        op.summary = f"Made the cycle {row.name} as a copy of {source.name}"
        return row.id


def create_from(program: Program, content: CriteriaFile, *, name: str = "") -> str:
    """Make a cycle as a draft with the criteria and rules of a file or template; gives its id.

    `name` wins over the name in the file. A draw seed of the file is kept sealed until the draw.

    Raises:
        InvalidInput: the name is taken, or neither `name` nor the file has one; `field` names it.
    """
    permit(program, "cycles.create_from")
    with program.operation("cycles.create_from", "") as op:
        row = models.Cycle(
            name=_free_name(op.session, name if name.strip() else content.name, None), state=CycleState.DRAFT.value,
            seats=content.seats, aggregate=content.aggregate.value, minimum_raters=content.minimum_raters,
            spread_threshold=content.spread_threshold, blind=content.blind, tie_ladder=[],
            draw_seed=content.draw_seed, draw_seed_source=FROM_FILE if content.draw_seed else None,
        )  # fmt: skip
        op.session.add(row)
        op.session.flush()
        keys = criteria.add_set(op.session, row.id, content.criteria, program.now())
        row.tie_ladder = [keys[criterion] for criterion in content.tie_ladder]
        op.summary = f"Made the cycle {row.name} from given criteria"
        return row.id


def rules_of(session: Session, cycle_id: str) -> CriteriaFile:
    """A cycle's criteria in force and rules as a file or template has them, without the draw seed (session block)."""
    row = session.get_one(models.Cycle, cycle_id)
    return criteria_file.of_rules(
        row.name, criteria.in_force(session, cycle_id).criteria, aggregate=Aggregate(row.aggregate),
        minimum_raters=row.minimum_raters, spread_threshold=row.spread_threshold, seats=row.seats, blind=row.blind,
        ladder=row.tie_ladder,
    )  # fmt: skip


def list_cycles(program: Program) -> tuple[CycleLine, ...]:
    """All cycles, those that opened last first, undated drafts before them."""
    permit(program, "cycles.list_cycles")
    row = models.Cycle
    counted = (
        select(models.Application.cycle_id, func.count().label("n")).group_by(models.Application.cycle_id).subquery()
    )
    with program.reading() as session:
        rows = session.execute(
            select(
                row.id, row.name, row.state, row.opens, row.closes, row.seats, func.coalesce(counted.c.n, 0),
                row.closed_at,
            )
            .outerjoin(counted, counted.c.cycle_id == row.id)
            .order_by(row.opens.desc().nulls_first(), row.name)
        )  # fmt: skip
        years = int(settings.value(session, "selection.retention_years"))
        return tuple(
            CycleLine(r[0], r[1], CycleState(r[2]), r[3], r[4], r[5], r[6], kept_until(r[7], years)) for r in rows
        )


def kept_until(closed_at: datetime | None, years: int) -> date | None:
    """The last day on which the packet of a cycle is kept at least, None while it is not closed (session block)."""
    return keep_until(closed_at.astimezone().date(), years) if closed_at else None


def cycle(program: Program, cycle_id: str) -> CycleDetail:
    """One cycle with its rules and criteria."""
    permit(program, "cycles.cycle")
    with program.reading() as session:
        return detail(session, cycle_id)


def named(program: Program, name: str) -> CycleDetail:
    """The cycle of a name.

    Raises:
        InvalidInput: no cycle has this name; the advice lists those that there are.
    """
    permit(program, "cycles.named")
    with program.reading() as session:
        found = by_name(session, name)
        if found is not None:
            return detail(session, found)
        names = session.scalars(select(models.Cycle.name).order_by(models.Cycle.name)).all()
    there = f"There are: {', '.join(names)}." if names else "The program has no cycle yet."
    raise InvalidInput(f"There is no cycle named “{name}”.", there, "cycle")


def detail(session: Session, cycle_id: str) -> CycleDetail:
    """The same inside a session."""
    row = session.get_one(models.Cycle, cycle_id)
    state = CycleState(row.state)
    return CycleDetail(
        id=row.id,
        name=row.name,
        state=state,
        opens=row.opens,
        closes=row.closes,
        notice=row.notice,
        seats=row.seats,
        aggregate=Aggregate(row.aggregate),
        minimum_raters=row.minimum_raters,
        spread_threshold=row.spread_threshold,
        tie_ladder=tuple(row.tie_ladder),
        blind=row.blind,
        criteria=criteria.in_force(session, cycle_id),
        seed_digest=seed_digest(row.draw_seed) if row.draw_seed else "",
        seed=row.draw_seed or "" if is_told(state) else "",
        seed_source=row.draw_seed_source or "",
        scoring_started_at=row.scoring_started_at,
        closed_at=row.closed_at,
    )


def edit_cycle(program: Program, cycle_id: str, changes: CycleChanges, *, reason: str = "") -> None:
    """Change a cycle's name, dates, announcement or rules.

    From the first rating on, another way to combine scores, minimum of raters or tie ladder needs a reason; all
    ranks follow at once.

    Raises:
        InvalidInput: a value that cannot be, or a reason is missing; `field` names it.
        NotNow: the cycle is closed, or it is in deciding and the change would make other scores or ranks.
    """
    permit(program, "cycles.edit_cycle")
    with program.operation("cycles.edit_cycle", "", reason=reason.strip() or None) as op:
        # A cycle is typed into in two places; only what this one changes is settled.
        for field in changes.typed:
            drafts.drop(op.session, program.account.account_id, cycle_id, field)
        row = op.session.get_one(models.Cycle, cycle_id)
        if row.state == CycleState.CLOSED:
            raise NotNow(f"{row.name} is closed and keeps its rules; nothing was changed.")
        what = [*_change_dates(op.session, row, changes), *cycle_rules.change(op.session, row, changes, reason)]
        op.summary = f"Changed the {' and '.join(what) or 'rules'} of {row.name}"


def _change_dates(session: Session, row: models.Cycle, changes: CycleChanges) -> list[str]:
    what = []
    if changes.name is not None and changes.name.strip() != row.name:
        row.name = _free_name(session, changes.name, row.id)
        what.append("name")
    opens = None if changes.no_opens else changes.opens or row.opens
    closes = None if changes.no_closes else changes.closes or row.closes
    if opens and closes and closes < opens:
        raise InvalidInput(
            "The window would close before it opens; nothing was changed.", "", "closes" if changes.closes else "opens"
        )
    if (opens, closes) != (row.opens, row.closes):
        row.opens, row.closes = opens, closes
        what.append("dates")
    if changes.notice is not None and changes.notice.strip() != row.notice:
        row.notice = changes.notice.strip()
        what.append("announcement")
    return what


def _free_name(session: Session, name: str, own_id: str | None) -> str:
    tidy = tidy_name(name)
    taken = by_name(session, tidy)
    if taken is not None and taken != own_id:
        raise InvalidInput(f"There is a cycle “{tidy}” already.", "Choose another name.", "name")
    return tidy
