"""The progress report of Gov. Code 19402(b): who moved into technical, professional and administrative classes.

It counts a calendar year, while goals are missed in program years; so it has the goals of the program years that it
touches. It names nobody: every number leads to its people.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from umdesk.domain import counts, dates, goals
from umdesk.domain.classes import ClassCatalogue, band_range
from umdesk.domain.counts import Move, Period
from umdesk.domain.goals import Goal, OnRecord
from umdesk.domain.program_facts import Who
from umdesk.domain.reports import goals as goal_parts
from umdesk.domain.reports import moves, unrecorded
from umdesk.domain.reports.basis import Basis
from umdesk.domain.reports.employment import Employment
from umdesk.domain.reports.model import Content, Figures, Table, total
from umdesk.domain.reports.moves import Advance, Moves
from umdesk.domain.words import Category, Route
from umdesk.domain.writing import enumerated
from umdesk.domain.year_calendar import PROGRESS, due
from umdesk.domain.year_words import GoalKind, YearText

_GROUPS = {
    "BL00": "Horticulture",
    "CA00": "Office and allied",
    "DA00": "Custodian and domestic",
    "PA00": "Mechanical and construction trades",
}
"""First schematic code of an LPEL range → the occupational group of 2 CCR 599.981."""
_BRIDGING = "Bridging classes"
_OWN = "Classes by the department's own category"
APPRENTICES = "People with an advancement by apprenticeship dated in the period, each once."


@dataclass(frozen=True, slots=True)
class ProgressFacts:
    """What the report is made from; `years` are the program years that its period touches, in order."""

    years: tuple[int, ...]
    people: Mapping[str, Who]
    moves: Sequence[Advance]
    on_record: OnRecord
    goals: Sequence[Goal]
    texts: Mapping[tuple[int, YearText], str]
    catalogue: ClassCatalogue
    employments: Mapping[str, Employment]


def content(facts: ProgressFacts, basis: Basis) -> Content:
    """The progress report of a period, which is a calendar year where nobody asked for another."""
    found = moves.count(facts.moves, facts.on_record.participations, basis, basis.period)
    apprentices = _apprentices(found.every)
    every = [
        goals.standing(
            year, kind, facts.goals, facts.on_record,
            last=min(basis.today, counts.program_year_period(year).last), today=basis.today,
        )
        for year in facts.years
        for kind in GoalKind
    ]  # fmt: skip
    second = goals.second_missed(facts.years[-1], facts.goals, facts.on_record, basis.today)
    reasons, unexplained = goal_parts.explained(second, facts.texts)
    names = enumerated([dates.program_year_name(year) for year in facts.years])
    figures = (
        *moves.figures(found, basis),
        found.number("apprentices", "Apprentices who moved on", apprentices, APPRENTICES),
    )  # fmt: skip
    return Content(
        (
            Figures("At a glance", figures),
            _by_group(found, facts.catalogue, basis),
            moves.by_class("um-hires", "UM hires by class", found, found.hires, basis),
            moves.by_route("UM hires by route", found, found.hires, "UM hires"),
            moves.by_class("um-moves", f"{moves.ALL_SUCH}, by class", found, found.without_participant_test, basis),
            *(
                [moves.by_class("apprentices", "Apprentices by class", found, apprentices, basis)]
                if apprentices
                else []
            ),
            goal_parts.table(f"Goals of the program years {names}", every, facts.people, basis),
            *reasons,
        ),
        definitions=(goals.SUM,),
        notes=(
            *_due(basis.period),
            f"Gov. Code 19402(b)(1) asks for the moves from entry-level occupational groups. {moves.TWO_READINGS}",
            counts.OWN_DEFINITIONS,
            "Moves count in the calendar year, goals in program years (Gov. Code 19402(b)(1)).",
            f"Goals are counted through {dates.show(basis.today)}.",
        ),
        asks=(
            *goal_parts.missing(every),
            *unexplained,
            *unrecorded.asks(
                facts.employments, [one.move for one in facts.moves], facts.on_record.participations, basis
            ),
        ),
        data={
            "um_hires": len(found.hires),
            "um_moves": len(found.without_participant_test),
            "into_bridging": len(found.into_bridging),
            "apprentices": len(apprentices),
            "goals": {str(year): goal_parts.plain([one for one in every if one.year == year]) for year in facts.years},
        },
    )


def _due(period: Period) -> tuple[str, ...]:
    """When the report of a calendar year is due; nothing for a period that is none."""
    year = period.first.year
    if period.first != counts.calendar_year_period(year).first or period.last.year != year:
        return ()
    on = dates.show(due(PROGRESS, year + 1))
    return (f"The report of the calendar year {year} is due to CalHR by {on} (Gov. Code 19402(b)(1)).",)


def _apprentices(dated: Sequence[Move]) -> tuple[Move, ...]:
    """The first move by apprenticeship of each person."""
    first: dict[str, Move] = {}
    for move in sorted(dated, key=lambda move: (move.on, move.person, move.to_class)):
        if move.route is Route.APPRENTICESHIP:
            first.setdefault(move.person, move)
    return tuple(first.values())


def _by_group(found: Moves, catalogue: ClassCatalogue, basis: Basis) -> Table:
    """The UM hires by the occupational group that they came from, beside all such moves."""
    names = [*_GROUPS.values(), _BRIDGING, _OWN]
    both: dict[str, tuple[list[Move], list[Move]]] = {name: ([], []) for name in names}
    for place, some in enumerate((found.hires, found.without_participant_test)):
        for move in some:
            both[_group(move, catalogue, basis)][place].append(move)
    rows = tuple(
        (
            name,
            found.number(f"group/{name}/um-hires", f"{name}: UM hires", hires),
            found.number(f"group/{name}/um-moves", f"{name}: all such moves", everyone),
        )
        for name, (hires, everyone) in both.items()
        if hires or everyone or name in _GROUPS.values()
    )
    whole = (
        "Total",
        total("group/um-hires", "UM hires", (row[1] for row in rows)),
        total("group/um-moves", "All such moves", (row[2] for row in rows)),
    )
    columns = ("Entry-level occupational group", "UM hires", "All such moves")
    return Table("From which occupational groups", columns, rows, whole, frozenset({1, 2}))


def _group(move: Move, catalogue: ClassCatalogue, basis: Basis) -> str:
    if basis.category_on(move.from_class, move.on) is Category.BRIDGING:
        return _BRIDGING
    known = catalogue.facts(move.from_class, move.on)
    bounds = band_range(known.schematic_code) if known else None
    return _GROUPS.get(bounds[0], _OWN) if bounds else _OWN
