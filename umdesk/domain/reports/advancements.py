"""The report of advancements: every move on record, by route and by class, and which of them are UM hires."""

from collections.abc import Sequence
from dataclasses import dataclass

from umdesk.domain import counts
from umdesk.domain.counts import Hires, Move, Participation
from umdesk.domain.program_facts import Who
from umdesk.domain.reports.basis import Basis, ClassTitle
from umdesk.domain.reports.model import Content, Figures, Line, Number, Opens, Table, by_name, total
from umdesk.domain.words import Category, Route
from umdesk.domain.writing import capital


@dataclass(frozen=True, slots=True)
class Advance:
    """A move to another class by its id, and whose it is; `plan` is that of the participation it is recorded with."""

    id: str
    who: Who
    move: Move
    plan: str = ""


def content(moves: Sequence[Advance], participations: Sequence[Participation], basis: Basis) -> Content:
    """Count the moves of a period."""
    title = basis.title
    dated = [one for one in moves if one.move.on in basis.period]
    lines = {one.move: line(one, title) for one in dated}
    movers = {one.move.person for one in dated}
    own = [each for each in participations if each.person in movers]
    found = counts.count_hires((one.move for one in dated), own, basis.period, basis.category_on, basis.definitions)
    unclear = [one.move for one in dated if _unclear(one.move, basis)]

    def number(key: str, label: str, of: Sequence[Move], definition: str = "") -> Number:
        return Number(key, label, by_name(lines[move] for move in of), definition=definition)

    every = Number(
        "advancements", "Advancements", by_name(line(one, title) for one in dated),
        definition="Every move to another class that is on record with a date in the period.",
    )  # fmt: skip
    figures = Figures(
        "At a glance",
        (
            every,
            number("um-hires", "UM hires", found.hires, counts.hire_definition(basis.definitions)),
            number("um-moves", "The same moves without the participant test", found.without_participant_test),
            number("into-bridging", "Moves into bridging classes", found.into_bridging, counts.INTO_BRIDGING),
            number(
                "unclear-moves", "Moves that cannot be judged yet", unclear,
                "One of the two classes is unknown, unconfirmed or in no group. No UM hire until that is settled.",
            ),
        ),
    )  # fmt: skip
    listed = _listed(dated, title, found, frozenset(unclear))
    return Content((figures, _by_route(dated, title), _by_class(dated, title), listed))


def _unclear(move: Move, basis: Basis) -> bool:
    """Whether the category of one of the two classes is not known on the day of the move."""
    both = (basis.category_on(move.from_class, move.on), basis.category_on(move.to_class, move.on))
    return Category.UNMAPPED in both


def line(one: Advance, title: ClassTitle) -> Line:
    """A move as a list shows it."""
    move = one.move
    what = f"{title(move.from_class, move.on)} to {title(move.to_class, move.on)}, by {move.route}"
    return Line(one.who, "", what, move.on, opens=Opens.PERSON, key=one.who.id)


def _by_route(dated: Sequence[Advance], title: ClassTitle) -> Table:
    cells = [
        Number(
            f"route/{route.value}",
            capital(route),
            by_name(line(one, title) for one in dated if one.move.route is route),
        )
        for route in Route
    ]
    rows = tuple((capital(route), cell) for route, cell in zip(Route, cells, strict=True) if cell.lines)
    whole = ("Total", total("route", "All routes", cells)) if rows else None
    return Table("By route", ("Route", "Moves"), rows, whole, frozenset({1}))


def _by_class(dated: Sequence[Advance], title: ClassTitle) -> Table:
    kinds: dict[tuple[str, str], list[Advance]] = {}
    for one in sorted(dated, key=lambda one: (one.move.from_class, one.move.to_class)):
        pair = title(one.move.from_class, one.move.on), title(one.move.to_class, one.move.on)
        kinds.setdefault(pair, []).append(one)
    cells = {
        pair: Number(
            f"class/{pair[0]}/{pair[1]}", f"{pair[0]} to {pair[1]}", by_name(line(one, title) for one in moves)
        )
        for pair, moves in kinds.items()
    }
    rows = tuple((*pair, cell) for pair, cell in cells.items())
    whole = ("Total", None, total("class", "All moves", cells.values())) if rows else None
    return Table("By class", ("From", "To", "Moves"), rows, whole, frozenset({2}))


def _listed(dated: Sequence[Advance], title: ClassTitle, found: Hires, unclear: frozenset[Move]) -> Table:
    """Everybody who moved, with what the move counts as and the plan that it is recorded with."""
    counts_as = {
        **dict.fromkeys(unclear, "Cannot be judged yet"),
        **dict.fromkeys(found.into_bridging, "Into a bridging class"),
        **dict.fromkeys(found.without_participant_test, "Like a UM hire, not in the program"),
        **dict.fromkeys(found.hires, "UM hire"),
    }
    ordered = sorted(dated, key=lambda one: (one.who.name, one.who.id, one.move.on))
    rows = tuple(
        (
            one.who.name,
            one.move.on,
            title(one.move.from_class, one.move.on),
            title(one.move.to_class, one.move.on),
            capital(one.move.route),
            counts_as.get(one.move, ""),
            one.plan or "–",
        )
        for one in ordered
    )
    return Table(
        "Who moved",
        ("Name", "On", "From", "To", "By", "Counts as", "Plan"),
        rows,
        people=tuple(dict.fromkeys(one.who.id for one in ordered)),
    )
