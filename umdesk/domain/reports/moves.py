"""The moves of a period as reports count them: UM hires, the numbers beside them, and by class and route."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from umdesk.domain import counts, dates
from umdesk.domain.classes import class_code
from umdesk.domain.counts import Move, Participation, Period
from umdesk.domain.program_facts import Who
from umdesk.domain.reports.basis import Basis, ClassTitle
from umdesk.domain.reports.lines import Line, Lines, Opens
from umdesk.domain.reports.model import Number, Table, total
from umdesk.domain.words import Category, Route
from umdesk.domain.writing import capital

EVERY = "Every move to another class that is on record with a date in the period."
WITHOUT_TEST = (
    "Everyone whose move from an LPEL or bridging class into an ELTPA class is on record, in the program or not; the "
    "UM hires are among them. A person counts once in a period, with the first such move."
)
ALL_SUCH = "All such moves, in the program or not"
TWO_READINGS = (
    "The law does not say whether only people in the program count, so the UM hires stand beside all such moves."
)
UNKNOWN = "unknown"
"""In the place of a class code, in the key of a number about moves of which the class is not on record."""
UNCLEAR = "One of the two classes is unknown, unconfirmed or in no group. No UM hire until that is settled."


@dataclass(frozen=True, slots=True)
class Advance:
    """A move to another class by its id, and whose it is; `plan` is that of the participation it is recorded with."""

    id: str
    who: Who
    move: Move
    plan: str = ""


@dataclass(frozen=True, slots=True)
class Moves:
    """The moves of a period, those of them that count, and those that cannot be judged yet."""

    every: tuple[Move, ...]
    hires: tuple[Move, ...]
    without_participant_test: tuple[Move, ...]
    into_bridging: tuple[Move, ...]
    unclear: tuple[Move, ...]
    whose: Mapping[Move, Advance]
    title: ClassTitle

    def line(self, move: Move) -> Line:
        """A move of the period as a list shows it."""
        title = self.title
        what = f"{title(move.from_class, move.on)} to {title(move.to_class, move.on)}, by {move.route}"
        who = self.whose[move].who
        return Line(who, "", what, move.on, opens=Opens.PERSON, key=who.id)

    def number(self, key: str, label: str, moves: Sequence[Move], definition: str = "") -> Number:
        """A number that counts some of the moves."""
        return Number(key, label, Lines(moves, self.line, named=True), definition=definition)


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
        tuple(one.move for one in dated if _unclear(one.move, basis)),
        {one.move: one for one in dated},
        basis.title,
    )


def every(found: Moves) -> Number:
    """All moves on record."""
    return found.number("advancements", "Advancements", found.every, EVERY)


def figures(found: Moves, basis: Basis) -> tuple[Number, ...]:
    """UM hires and the two numbers that always stand beside them."""
    return (
        found.number("um-hires", "UM hires", found.hires, counts.hire_definition(basis.definitions)),
        found.number("um-moves", ALL_SUCH, found.without_participant_test, WITHOUT_TEST),
        found.number("into-bridging", "Moves into bridging classes", found.into_bridging, counts.INTO_BRIDGING),
    )


def unclear(found: Moves) -> Number:
    """Moves that may be UM hires once their classes are known."""
    return found.number("unclear-moves", "Moves that cannot be judged yet", found.unclear, UNCLEAR)


def by_class(
    key: str, title: str, found: Moves, moves: Sequence[Move], basis: Basis, *, column: str = "Employees"
) -> Table:
    """Some of the moves by the two classes that they led between; `column` says what the numbers count."""
    pairs: dict[tuple[str, str], list[Move]] = {}
    for move in sorted(moves, key=classes_of):
        pairs.setdefault(classes_of(move), []).append(move)
    rows = tuple(
        (a, b, found.number(class_key(key, pair), f"{a} to {b}", own))
        for pair, own in pairs.items()
        for a, b in [titles(pair, basis)]
    )
    whole = ("Total", None, total(key, title, (row[2] for row in rows))) if len(rows) > 1 else None
    return Table(title, ("From", "To", column), rows, whole, frozenset({2}), note=retitled(moves, basis))


def classes_of(move: Move) -> tuple[str, str]:
    """The codes of the two classes of a move, by which tables join moves: a title does not last."""
    return class_code(move.from_class), class_code(move.to_class)


def class_key(key: str, pair: tuple[str, str]) -> str:
    """The key of a number about moves from one class to another: "um-hires/1441/5157"."""
    return "/".join((key, *(code or UNKNOWN for code in pair)))


def titles(pair: tuple[str, str], basis: Basis) -> tuple[str, str]:
    """Two classes as they were called on the last day counted."""
    return basis.title(pair[0], basis.period.last), basis.title(pair[1], basis.period.last)


def retitled(moves: Iterable[Move], basis: Basis) -> str:
    """What to say under a table by class where a class of these moves had another title on the day of a move."""
    day = basis.period.last
    codes = ((code, move.on) for move in moves for code in classes_of(move))
    if all(basis.title(code, on) == basis.title(code, day) for code, on in codes):
        return ""
    return f"A class that was retitled is one row, with its title of {dates.show(day)}."


def by_route(title: str, found: Moves, moves: Sequence[Move], column: str) -> Table:
    """Some of the moves by their routes; `column` says what the numbers count."""
    numbers = [
        (capital(route), found.number(f"route/{route}", f"{column} by {route}", own))
        for route in Route
        if (own := [move for move in moves if move.route is route])
    ]
    whole = ("Total", total("route", column, (number for _name, number in numbers))) if len(numbers) > 1 else None
    return Table(title, ("Route", column), tuple(numbers), whole, frozenset({1}))


def _unclear(move: Move, basis: Basis) -> bool:
    """Whether the category of one of the two classes is not known on the day of the move."""
    both = (basis.category_on(move.from_class, move.on), basis.category_on(move.to_class, move.on))
    return Category.UNMAPPED in both
