"""Changing how a cycle is rated and ranked: places, spread limit, blind rating, how scores are combined, ties."""

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import CycleState
from umdesk.domain.writing import plain
from umdesk.services import criteria
from umdesk.storage import models

if TYPE_CHECKING:
    from umdesk.services.cycles import CycleChanges


def change(session: Session, row: models.Cycle, changes: "CycleChanges", reason: str) -> list[str]:
    """Change the rules of a cycle (session block); gives what was changed, with what it was and is.

    Raises:
        InvalidInput: a value that cannot be, or a reason is missing; `field` names it.
        NotNow: scoring has started and blind rating cannot change, or deciding and no score may.
    """
    what = []
    if changes.seats is not None and changes.seats != row.seats:
        before, row.seats = row.seats, _at_least(changes.seats, 0, "seats", "The number of places")
        what.append(f"number of places ({before} → {row.seats})")
    if changes.spread_threshold is not None and changes.spread_threshold != row.spread_threshold:
        if not 0 < changes.spread_threshold <= 100:
            raise InvalidInput("The spread that asks for a second look lies above 0 and at most at 100.", "", "spread")
        what.append(f"spread limit ({plain(row.spread_threshold)} → {plain(changes.spread_threshold)})")
        row.spread_threshold = changes.spread_threshold
    if changes.blind is not None and changes.blind != row.blind:
        if row.state not in (CycleState.DRAFT, CycleState.OPEN):
            raise NotNow(
                f"Scoring of {row.name} has started, so raters may have seen names; blind or not stays as it is."
            )
        row.blind = changes.blind
        what.append("blind rating")
    scored, told = [], []
    if changes.aggregate is not None and changes.aggregate != row.aggregate:
        told.append(f"way to combine scores ({row.aggregate} → {changes.aggregate.value})")
        row.aggregate = changes.aggregate.value
        scored.append("way to combine scores")
    if changes.minimum_raters is not None and changes.minimum_raters != row.minimum_raters:
        least = row.minimum_raters
        row.minimum_raters = _at_least(changes.minimum_raters, 1, "minimum_raters", "The minimum of raters")
        told.append(f"minimum of raters ({least} → {row.minimum_raters})")
        scored.append("minimum of raters")
    if changes.tie_ladder is not None and list(changes.tie_ladder) != row.tie_ladder:
        names = {one.key: one.name for one in criteria.in_force(session, row.id).criteria}
        ladders = [
            ", ".join(names.get(key, "a criterion") for key in each) or "none"
            for each in (row.tie_ladder, changes.tie_ladder)
        ]
        told.append(f"tie ladder ({ladders[0]} → {ladders[1]})")
        row.tie_ladder = list(changes.tie_ladder)
        scored.append("tie ladder")
    if scored and row.state == CycleState.DECIDING:
        raise NotNow(
            f"Another {scored[0]} would change the ranking that is decided on, and the seed of the draw is known while "
            f"{row.name} is deciding; nothing was changed.",
            "Go back to scoring first, if it has to change.",
        )
    if scored and not reason.strip() and criteria.is_rated(session, row.id):
        raise InvalidInput(
            f"There are ratings already, so another {scored[0]} needs a reason; nothing was changed.",
            "Say why, and change it again.",
            "reason",
        )
    return what + told


def _at_least(value: int, least: int, field: str, name: str) -> int:
    if value < least:
        raise InvalidInput(f"{name} cannot be below {least}.", "", field)
    return value
