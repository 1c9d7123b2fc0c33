"""A cycle's criteria: what is judged, in versions once there are ratings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.criteria_file import FileCriterion
from umdesk.domain.criterion_names import NEVER_RATED, is_never_rated
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.intake.tables import clean
from umdesk.domain.scoring import Criterion
from umdesk.domain.starting_criteria import STARTING_POINT
from umdesk.domain.words import CycleState
from umdesk.domain.writing import plain, sound
from umdesk.services.permissions import permit
from umdesk.storage import models
from umdesk.storage.models import new_id
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class CriteriaVersion:
    """The criteria in force, their version from 1, and whether ratings stand on this cycle already."""

    set_id: str
    version: int
    criteria: tuple[Criterion, ...]
    rated: bool


@dataclass(frozen=True, slots=True)
class PastVersion:
    """One version of a cycle's criteria, from 1; `reason` says why it was made, "" for the first."""

    version: int
    made_at: datetime
    reason: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class CriterionInput:
    """What one types for a criterion; levels by their points as text ("0", "2.5")."""

    name: str
    maximum: Decimal
    weight: Decimal
    step: Decimal = Decimal(1)
    required: bool = True
    counted: bool = True
    description: str = ""
    levels: tuple[tuple[str, str], ...] = ()


# --- building blocks for other services --------------------------------------------------------------------------


def add_starting_set(session: Session, cycle_id: str, at: datetime) -> tuple[str, ...]:
    """Give a new cycle the criteria to start from; gives their keys in order."""
    version = models.CriteriaSet(cycle_id=cycle_id, version=1, made_at=at, reason="")
    session.add(version)
    session.flush()
    keys = []
    for position, (name, description, maximum, weight, levels) in enumerate(STARTING_POINT):
        keys.append(new_id())
        session.add(
            models.Criterion(
                criteria_set_id=version.id, key=keys[-1], position=position, name=name, description=description,
                maximum=Decimal(maximum), weight=Decimal(weight), step=Decimal(1), levels=dict(levels),
            )
        )  # fmt: skip
    session.flush()
    return tuple(keys)


def copy_set(session: Session, source_id: str, cycle_id: str, at: datetime) -> dict[str, str]:
    """Give a new cycle the criteria in force in another one; gives the key of each by the key of the one it copies."""
    version = models.CriteriaSet(cycle_id=cycle_id, version=1, made_at=at, reason="")
    session.add(version)
    session.flush()
    found = in_force(session, source_id).criteria
    keys = {criterion.key: new_id() for criterion in found}
    session.add_all(_row(version.id, place, replace(c, key=keys[c.key])) for place, c in enumerate(found))
    session.flush()
    return keys


def add_set(session: Session, cycle_id: str, wanted: Sequence[FileCriterion], at: datetime) -> dict[str, str]:
    """Give a new cycle the criteria of a file or template; gives the key of each by its name."""
    version = models.CriteriaSet(cycle_id=cycle_id, version=1, made_at=at, reason="")
    session.add(version)
    session.flush()
    return _fill(session, version.id, wanted)


def replace_set(session: Session, cycle_id: str, wanted: Sequence[FileCriterion]) -> dict[str, str]:
    """Put other criteria in the place of those of a cycle that nobody rated; gives the key of each by its name."""
    set_id = in_force(session, cycle_id).set_id
    _rewrite(session, set_id, [])
    session.flush()
    return _fill(session, set_id, wanted)


def _fill(session: Session, set_id: str, wanted: Sequence[FileCriterion]) -> dict[str, str]:
    keys = {criterion.name: new_id() for criterion in wanted}
    for position, one in enumerate(wanted):
        criterion = Criterion(
            keys[one.name], one.name, one.maximum, one.weight, one.step, one.required, one.counted, one.levels,
            one.description,
        )  # fmt: skip
        session.add(_row(set_id, position, criterion))
    session.flush()
    return keys


def versions(session: Session, cycle_id: str) -> dict[str, tuple[Criterion, ...]]:
    """The criteria of every version by the version's id, the one in force last."""
    sets, row = models.CriteriaSet, models.Criterion
    found: dict[str, list[Criterion]] = {}
    ids = session.execute(select(sets.id).where(sets.cycle_id == cycle_id).order_by(sets.version)).scalars()
    for set_id in ids:
        found[set_id] = []
    rows = session.execute(
        select(
            row.criteria_set_id, row.key, row.name, row.maximum, row.weight, row.step, row.required, row.counted,
            row.levels, row.description,
        )
        .where(row.criteria_set_id.in_(list(found)))
        .order_by(row.position)
    )  # fmt: skip
    for set_id, *values in rows:
        found[set_id].append(Criterion(*values))
    return {set_id: tuple(criteria) for set_id, criteria in found.items()}


def history_of(session: Session, cycle_id: str) -> tuple[PastVersion, ...]:
    """Every version of a cycle's criteria with when and why it was made, the first one first (session block)."""
    found = versions(session, cycle_id)
    sets = models.CriteriaSet
    rows = session.scalars(select(sets).where(sets.cycle_id == cycle_id).order_by(sets.version))
    return tuple(PastVersion(row.version, row.made_at, row.reason, found[row.id]) for row in rows)


def in_force(session: Session, cycle_id: str) -> CriteriaVersion:
    """The criteria that hold now."""
    every = versions(session, cycle_id)
    set_id = next(reversed(every))
    return CriteriaVersion(set_id, len(every), every[set_id], is_rated(session, cycle_id))


def is_rated(session: Session, cycle_id: str) -> bool:
    """Whether anybody has rated anything in the cycle."""
    found = session.execute(
        select(models.Rating.id)
        .join(models.Sheet, models.Sheet.id == models.Rating.sheet_id)
        .join(models.Application, models.Application.id == models.Sheet.application_id)
        .where(models.Application.cycle_id == cycle_id)
        .limit(1)
    ).first()
    return found is not None


def changed_keys(old: tuple[Criterion, ...], new: tuple[Criterion, ...]) -> frozenset[str]:
    """The criteria whose change sends a touched sheet back: maximum, step, required or levels differ."""
    before = {criterion.key: criterion for criterion in old}
    return frozenset(c.key for c in new if c.key in before and _scale(before[c.key]) != _scale(c))


def _scale(criterion: Criterion) -> tuple[Decimal, Decimal, bool, dict[str, str]]:
    return criterion.maximum, criterion.step, criterion.required, dict(criterion.levels)


# --- operations and queries ---------------------------------------------------------------------------------------


def of_cycle(program: Program, cycle_id: str) -> CriteriaVersion:
    """The criteria of a cycle as they are now."""
    permit(program, "criteria.of_cycle")
    with program.reading() as session:
        return in_force(session, cycle_id)


def of_versions(program: Program, cycle_id: str) -> tuple[PastVersion, ...]:
    """Every version of a cycle's criteria with when and why it was made, the first one first."""
    permit(program, "criteria.of_versions")
    with program.reading() as session:
        return history_of(session, cycle_id)


def add(program: Program, cycle_id: str, values: CriterionInput, *, reason: str = "") -> str:
    """Add a criterion at the end; gives its key. A reason is needed once there are ratings."""
    permit(program, "criteria.add")
    key = new_id()

    def change(criteria: list[Criterion]) -> list[Criterion]:
        return [*criteria, _criterion(key, values, criteria)]

    summary = f"Added the criterion “{values.name.strip()}”"
    _change(program, cycle_id, "criteria.add", change, summary=summary, reason=reason)
    return key


def edit(program: Program, cycle_id: str, key: str, values: CriterionInput, *, reason: str = "") -> None:
    """Change a criterion. Once there are ratings this makes a new version and needs a reason.

    A changed maximum, step, level or "required" sends the sheets that rated the criterion back: their ratings
    stay and do not count until the sheet is confirmed.
    """
    permit(program, "criteria.edit")

    def change(criteria: list[Criterion]) -> list[Criterion]:
        others = [criterion for criterion in criteria if criterion.key != key]
        return [_criterion(key, values, others) if c.key == key else c for c in criteria]

    summary = "Changed the criterion “{name}”"
    _change(program, cycle_id, "criteria.edit", change, summary=summary, reason=reason, key=key)


def remove(program: Program, cycle_id: str, key: str, *, reason: str = "") -> None:
    """Take a criterion out; its ratings stay on file and touch no score."""
    permit(program, "criteria.remove")

    def change(criteria: list[Criterion]) -> list[Criterion]:
        return [criterion for criterion in criteria if criterion.key != key]

    summary = "Removed the criterion “{name}”"
    _change(program, cycle_id, "criteria.remove", change, summary=summary, reason=reason, key=key)


def move(program: Program, cycle_id: str, key: str, by: int, *, reason: str = "") -> None:
    """Move a criterion up (negative) or down the list; the order touches no score."""
    permit(program, "criteria.move")

    def change(criteria: list[Criterion]) -> list[Criterion]:
        at = next((i for i, criterion in enumerate(criteria) if criterion.key == key), None)
        if at is None:
            return criteria
        to = max(0, min(len(criteria) - 1, at + by))
        criteria.insert(to, criteria.pop(at))
        return criteria

    summary = "Moved the criterion “{name}”"
    _change(program, cycle_id, "criteria.move", change, summary=summary, reason=reason, key=key)


def _change(
    program: Program,
    cycle_id: str,
    operation: str,
    change: Callable[[list[Criterion]], list[Criterion]],
    *,
    summary: str,
    reason: str,
    key: str = "",
) -> None:
    with program.operation(operation, summary, reason=reason.strip() or None, settles=key or None) as op:
        cycle = op.session.get_one(models.Cycle, cycle_id)
        if CycleState(cycle.state).after_scoring:
            raise NotNow(
                f"The criteria of {cycle.name} are fixed while it is {cycle.state}; nothing was changed.",
                "Go back to scoring first, if you have to change them." if cycle.state == CycleState.DECIDING else "",
            )
        now = in_force(op.session, cycle_id)
        name = next((criterion.name for criterion in now.criteria if criterion.key == key), "")
        op.summary = f"{summary.format(name=name) if key else summary} of {cycle.name}"
        wanted = change(list(now.criteria))
        if tuple(wanted) == now.criteria:
            return
        if now.rated:
            if not reason.strip():
                raise InvalidInput(
                    "There are ratings already, so a change of the criteria needs a reason; nothing was changed.",
                    "Say why, and change it again.",
                    "reason",
                )
            version = models.CriteriaSet(
                cycle_id=cycle_id, version=now.version + 1, made_at=program.now(), reason=reason.strip()
            )
            op.session.add(version)
            op.session.flush()
            op.session.add_all(_row(version.id, position, c) for position, c in enumerate(wanted))
            _send_back(op.session, cycle_id, tuple(wanted))
        else:
            _rewrite(op.session, now.set_id, wanted)
        cycle.tie_ladder = [k for k in cycle.tie_ladder if any(c.key == k for c in wanted)]


def _send_back(session: Session, cycle_id: str, wanted: tuple[Criterion, ...]) -> None:
    """Open the submitted sheets again that the criteria touch: a rating has to be given again, or a new one is missing.

    Else nobody but the coordinator could put them right.
    """
    changed = {set_id: changed_keys(old, wanted) for set_id, old in versions(session, cycle_id).items()}
    required = {criterion.key for criterion in wanted if criterion.required and criterion.counted}
    sheet, rating, application = models.Sheet, models.Rating, models.Application
    submitted = (
        select(sheet)
        .join(application, application.id == sheet.application_id)
        .where(application.cycle_id == cycle_id, sheet.submitted_at.is_not(None))
    )
    sheets = {row.id: row for row in session.scalars(submitted)}
    rated: dict[str, set[str]] = {sheet_id: set() for sheet_id in sheets}
    keys = select(rating.sheet_id, rating.criterion_key).join(sheet, sheet.id == rating.sheet_id)
    for sheet_id, key in session.execute(keys.join(application).where(application.cycle_id == cycle_id)):
        rated.get(sheet_id, set()).add(key)
    for sheet_id, row in sheets.items():
        if changed[row.criteria_set_id] & rated[sheet_id] or required - rated[sheet_id]:
            row.submitted_at = None


def _rewrite(session: Session, set_id: str, wanted: list[Criterion]) -> None:
    rows = {
        row.key: row
        for row in session.scalars(select(models.Criterion).where(models.Criterion.criteria_set_id == set_id))
    }
    for position, criterion in enumerate(wanted):
        row = rows.pop(criterion.key, None)
        if row is None:
            session.add(_row(set_id, position, criterion))
            continue
        row.position = position
        for field in ("name", "description", "maximum", "weight", "step", "required", "counted"):
            if getattr(row, field) != getattr(criterion, field):
                setattr(row, field, getattr(criterion, field))
        if row.levels != dict(criterion.levels):
            row.levels = dict(criterion.levels)
    for row in rows.values():
        session.delete(row)


def _row(set_id: str, position: int, criterion: Criterion) -> models.Criterion:
    return models.Criterion(
        criteria_set_id=set_id,
        key=criterion.key,
        position=position,
        name=criterion.name,
        description=criterion.description,
        maximum=criterion.maximum,
        weight=criterion.weight,
        step=criterion.step,
        required=criterion.required,
        counted=criterion.counted,
        levels=dict(criterion.levels),
    )


def _criterion(key: str, values: CriterionInput, others: list[Criterion]) -> Criterion:
    """The criterion that was typed.

    Raises:
        InvalidInput: a value that cannot be; `field` names it.
    """
    name = clean(values.name)
    if not name:
        raise InvalidInput("A criterion needs a name.", "", "name")
    if is_never_rated(name):
        raise InvalidInput(f"“{name}” {NEVER_RATED}.", "Name the knowledge or skill that is rated.", "name")
    if any(other.name.casefold() == name.casefold() for other in others):
        raise InvalidInput(f"There is a criterion “{name}” already.", "Choose another name.", "name")
    for field in ("maximum", "weight", "step"):
        value: Decimal = getattr(values, field)
        if not value.is_finite() or value <= 0:
            raise InvalidInput(f"The {field} must be above 0.", "", field)
    if values.step > values.maximum:
        raise InvalidInput("The step cannot be larger than the maximum.", "", "step")
    levels = {points.strip(): made for points, text in values.levels if (made := sound(text).strip())}
    if beyond := [points for points in levels if not 0 <= Decimal(points) <= values.maximum]:
        raise InvalidInput(
            f"A meaning stands at {beyond[0]} points, and the maximum is {plain(values.maximum)}.",
            "Move it to points that can be given, or take it out.",
            "levels",
        )
    blank = Criterion(key, name, values.maximum, values.weight, values.step)
    return replace(
        blank,
        required=values.required,
        counted=values.counted,
        levels=levels,
        description=sound(values.description).strip(),
    )
