"""The moves of a period as reports count them: UM hires, the numbers beside them, and the classes they led between."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from umdesk.domain import counts
from umdesk.domain.counts import Move, Participation, Period
from umdesk.domain.reports.advancements import Advance, line
from umdesk.domain.reports.basis import Basis
from umdesk.domain.reports.model import Line, Number, Table, by_name, total

EVERY = "Every move to another class that is on record with a date in the period."
WITHOUT_TEST = "Everyone whose move into an ELTPA class is on record, in the program or not."


@dataclass(frozen=True, slots=True)
class Moves:
    """The moves of a period that count, with the line of each."""

    every: tuple[Move, ...]
    hires: tuple[Move, ...]
    without_participant_test: tuple[Move, ...]
    into_bridging: tuple[Move, ...]
    lines: dict[Move, Line]

    def number(self, key: str, label: str, moves: Iterable[Move], definition: str = "") -> Number:
        """A number that counts some of the moves."""
        return Number(key, label, by_name(self.lines[move] for move in moves), definition=definition)


def count(moves: Sequence[Advance], participations: Sequence[Participation], basis: Basis, period: Period) -> Moves:
    """Count the moves of a period, which need not be the one of the report."""
    dated = [one for one in moves if one.move.on in period]
    movers = {one.move.person for one in dated}
    own = [one for one in participations if one.person in movers]
    found = counts.count_hires((one.move for one in dated), own, period, basis.category_on, basis.definitions)
    return Moves(
        tuple(one.move for one in dated),
        found.hires,
        found.without_participant_test,
        found.into_bridging,
        {one.move: line(one, basis.title) for one in dated},
    )


def by_class(key: str, title: str, found: Moves, moves: Sequence[Move], basis: Basis) -> Table:
    """Some of the moves by the two classes that they led between."""
    pairs: dict[tuple[str, str], list[Move]] = {}
    for move in sorted(moves, key=lambda move: (move.from_class, move.to_class)):
        pair = basis.title(move.from_class, move.on), basis.title(move.to_class, move.on)
        pairs.setdefault(pair, []).append(move)
    numbers = [found.number(f"{key}/{a}/{b}", f"{a} to {b}", own) for (a, b), own in pairs.items()]
    rows = tuple((*pair, number) for pair, number in zip(pairs, numbers, strict=True))
    whole = ("Total", None, total(key, title, numbers)) if len(rows) > 1 else None
    return Table(title, ("From", "To", "Employees"), rows, whole, frozenset({2}))
