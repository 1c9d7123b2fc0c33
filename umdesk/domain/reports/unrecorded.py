"""Participants who moved up by their appointments while no advancement is on record; reports count advancements."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from umdesk.domain import counts, dates
from umdesk.domain.counts import Move, Participation
from umdesk.domain.reports.basis import Basis
from umdesk.domain.reports.employment import Employment
from umdesk.domain.words import Route
from umdesk.domain.writing import counted, enumerated

_NAMED = 5
"""How many of them are described at most."""


def asks(
    employments: Mapping[str, Employment], moves: Iterable[Move], participations: Sequence[Participation], basis: Basis
) -> tuple[str, ...]:
    """What to ask where appointments of the period would be UM hires, were the moves on record; it names nobody."""
    recorded = {(move.person, move.to_class) for move in moves}
    held = [
        Move(person, now.effective, before.class_code, now.class_code, Route.TRANSFER)
        for person in {one.person for one in participations}
        if person in employments
        for before, now in pairwise(employments[person].held)
        if now.effective in basis.period
        and now.class_code != before.class_code
        and (person, now.class_code) not in recorded
    ]
    found = counts.count_hires(held, participations, basis.period, basis.category_on, basis.definitions).hires
    if not found:
        return ()
    told = [f"{move.from_class} to {move.to_class} on {dates.show(move.on)}" for move in found[:_NAMED]]
    if len(found) > _NAMED:
        told.append(f"{len(found) - _NAMED:,} more")
    said = f"{counted(len(found), 'participant')} moved into an ELTPA class by appointment alone"
    record = "Record the advancement with the plan, under Advancement and status."
    return (f"{said}, so no number has the move: {enumerated(told)}. {record}",)
