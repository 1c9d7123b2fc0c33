"""The demo's raters: what they give, what they write beside it, and their word on conflicts of interest."""

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from umdesk.domain.intake.tables import Line, Table
from umdesk.domain.words import Conflict, SettledBy
from umdesk.resources import resource
from umdesk.services import assigning, conflicts, cycles, decisions, rating_files, ratings
from umdesk.services.programs import Program
from umdesk.services.ratings import GridRow

RATERS = ("Philippa Greene", "Samuel Okafor", "Teresa Villanueva")
FURTHER = "Marcus Webb"
# Places in the ranking's list of applications, by number.
WIDE, RECUSED, CLEARED = 25, 32, 16
_SAID = {
    (RECUSED, 2): (Conflict.RECUSED, "Was her supervisor until August 2025."),
    (CLEARED, 1): (
        Conflict.CLEARED,
        "They shared an office for three months in 2017. No tie since; the personnel office sees it the same way.",
    ),
}
_COMMENTED = 5


def texts() -> Mapping[str, Any]:
    """What people of the demo wrote in selection: comments, discussions, the second cycle's applications."""
    return tomllib.loads(resource("demo/selection.toml").read_text(encoding="utf-8"))


def rate(program: Program, cycle_id: str, names: Sequence[str] = RATERS) -> None:
    """Bring in what the panel gave, as the file in which it comes; two of them name a conflict of interest.

    One conflict is cleared, one is not: there, and where one rater saw an application quite differently, somebody
    further is asked.
    """
    rows = ratings.grid(program, cycle_id).rows
    pairs = [(at, place) for place in range(len(names)) for at in range(len(rows))]
    _bring_in(program, cycle_id, rows, pairs, recused=frozenset(_SAID))
    known = {name: rater_id for rater_id, name in ratings.grid(program, cycle_id).raters.items()}
    for (at, place), (conflict, reason) in _SAID.items():
        conflicts.judge(program, rows[at].application_id, known[names[place]], conflict, reason=reason)
    decisions.ask_further_rater(program, rows[WIDE].application_id, FURTHER)
    further = {name: rater_id for rater_id, name in ratings.grid(program, cycle_id).raters.items()}[FURTHER]
    both = (rows[WIDE].application_id, rows[RECUSED].application_id)
    assigning.assign(program, assigning.by_hand(program, cycle_id, further, both))
    _bring_in(program, cycle_id, rows, [(CLEARED, 1), (WIDE, 3), (RECUSED, 3)])
    decisions.settle_spread(
        program,
        rows[WIDE].application_id,
        "A fourth rater read it and stands with the first two. The low scores are of a rater who missed page 2.",
        how=SettledBy.FURTHER_RATER,
    )


def points(number: str, rater: int, criterion: int) -> Decimal:
    """Points from 0 to 5 that a rater gives, always the same for the same application."""
    merit = _chance(number) % 100
    mood = _chance(f"{number} {rater} {criterion}") % 100
    given = 1 + merit * 3 // 100 + (1 if mood > 45 else 0) + (1 if mood > 88 else 0) - (1 if mood < 8 else 0)
    return Decimal(min(5, max(0, given)))


def comment(comments: Mapping[str, Mapping[str, str]], criterion: int, given: Decimal) -> str:
    """What a rater writes beside points from 0 to 5."""
    return comments[str(criterion)]["low" if given <= 1 else "high" if given >= 4 else "middle"]


def _bring_in(
    program: Program,
    cycle_id: str,
    rows: Sequence[GridRow],
    pairs: Sequence[tuple[int, int]],
    *,
    recused: frozenset[tuple[int, int]] = frozenset(),
) -> None:
    """Import a file with these rows, each an application and a rater by place."""
    criteria = cycles.cycle(program, cycle_id).criteria.criteria
    comments = texts()["comments"]
    titles = [criterion.name for criterion in criteria]
    lines = [Line(1, ("Application", "Rater", *titles, "Conflict", *(f"Comment: {title}" for title in titles)))]
    for at, rater in pairs:
        given = [] if (at, rater) in recused else _values(rows, at, rater, len(titles))
        spoken = (at + rater) % _COMMENTED == 0 or at == WIDE
        said = [comment(comments, place, one) if spoken else "" for place, one in enumerate(given)]
        empty = [""] * (len(titles) - len(given))
        conflict = "recused" if (at, rater) in recused else "" if (at, rater) in _SAID else "none"
        values = [*(str(one) for one in given), *empty]
        lines.append(
            Line(len(lines) + 1, (rows[at].number, (*RATERS, FURTHER)[rater], *values, conflict, *said, *empty))
        )
    table = Table("Ratings of the panel.xlsx", "Ratings", tuple(lines), len(lines[0].cells))
    rating_files.bring_in(program, (table,), cycle_id)


def _values(rows: Sequence[GridRow], at: int, rater: int, count: int) -> list[Decimal]:
    # Equal sheets are tied to the draw; two equally weighted points changed over are tied to the second criterion.
    twin = {9: 8, 20: 19}.get(at, at)
    values = [points(rows[twin].number, rater, criterion) for criterion in range(count)]
    if at == 14:
        values = [points(rows[13].number, rater, criterion) for criterion in range(count)]
        values[0], values[1] = values[1], values[0]
    if at == WIDE and rater == 2:
        # One rater who sees an application quite differently: a spread that has to be talked about.
        values = [Decimal(max(0, int(value) - 3)) for value in values]
    return values


def _chance(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4])
