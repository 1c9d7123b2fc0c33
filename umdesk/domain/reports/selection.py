"""The report of selection: what became of the applications of each cycle."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from umdesk.domain.program_facts import Who
from umdesk.domain.reports.lines import NOBODY, Line, Opens
from umdesk.domain.reports.model import Cell, Content, Figures, Number, Table, total
from umdesk.domain.words import ApplicationState, CycleState, Eligibility
from umdesk.domain.writing import capital

SEALED = "Sealed"
NOT_YET = "Not yet"
"""In the place of a zero while a cycle has decided nothing."""
DEFINITIONS = (
    "Cycles with an application that was received in the period, or whose decisions were applied in it.",
    "Numbers are those of the whole cycle as it stands on the day this report was made.",
    "Scored: applications with a place in the ranking. By draw: applications whose place the recorded draw decided.",
    "Departures: decisions that depart from rank; each has its reason on record.",
)


@dataclass(frozen=True, slots=True)
class Applied:
    """An application as it may be told: `state` and `who` are veiled while its cycle is sealed."""

    id: str
    number: str
    who: Who
    received: date
    eligibility: Eligibility
    state: ApplicationState


@dataclass(frozen=True, slots=True)
class Results:
    """What the ranking of a cycle says, by application number: who has a place, whose the draw decided, departures.

    A departure is told with its reason.
    """

    scored: frozenset[str] = frozenset()
    drawn: frozenset[str] = frozenset()
    departures: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class CycleFacts:
    """A cycle with its applications; `results` is None while they are sealed for who asks."""

    id: str
    name: str
    state: CycleState
    seats: int
    raters: tuple[str, ...]
    applications: tuple[Applied, ...]
    results: Results | None


def content(cycles: Sequence[CycleFacts]) -> Content:
    """Count the applications of some cycles, by the names of the cycles."""
    ordered = sorted(
        cycles, key=lambda cycle: (min((one.received for one in cycle.applications), default=date.max), cycle.name)
    )
    screened, results = _screened(ordered), _results(ordered)
    whole = screened.total or ()
    figures = tuple(cell for cell in whole if isinstance(cell, Number))
    told = tuple(cell for cell in results.total or () if isinstance(cell, Number) and cell.key == "results/selected")
    sealed = [cycle.name for cycle in ordered if cycle.results is None]
    notes = tuple(f"The results of {name} are sealed for this account until its own sheets are in." for name in sealed)
    parts = (Figures("At a glance", (*figures, *told)), screened, results) if ordered else (screened, results)
    return Content(parts, definitions=DEFINITIONS, notes=notes)


def _line(one: Applied, what: str = "") -> Line:
    said = what or f"{capital(one.state)}, {one.eligibility}"
    return Line(one.who, one.number, said, one.received, opens=Opens.APPLICATION, key=one.id)


def _number(cycle: CycleFacts, slug: str, label: str, some: Sequence[Applied]) -> Number:
    ordered = sorted(some, key=lambda one: one.number)
    return Number(f"cycle/{cycle.name}/{slug}", f"{cycle.name}: {label.lower()}", tuple(_line(one) for one in ordered))


_SCREENED = ("Received", "Eligible", "Not eligible", "To decide", "Withdrawn")


def _screened(cycles: Sequence[CycleFacts]) -> Table:
    answers = {
        "Eligible": Eligibility.ELIGIBLE,
        "Not eligible": Eligibility.NOT_ELIGIBLE,
        "To decide": Eligibility.COORDINATOR_DECIDES,
    }
    rows: list[tuple[Cell, ...]] = []
    for cycle in cycles:
        every = cycle.applications
        some = {
            "Received": list(every),
            **{name: [one for one in every if one.eligibility is answer] for name, answer in answers.items()},
            "Withdrawn": [one for one in every if one.state is ApplicationState.WITHDRAWN],
        }
        rows.append((cycle.name, *(_number(cycle, _slug(name), name, some[name]) for name in _SCREENED)))
    return _table("Applications", ("Cycle", *_SCREENED), rows, "applications")


_STATES = {
    "Selected": ApplicationState.SELECTED,
    "Waitlisted": ApplicationState.WAITLISTED,
    "Not selected": ApplicationState.NOT_SELECTED,
    "Declined": ApplicationState.DECLINED,
}


def _results(cycles: Sequence[CycleFacts]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for cycle in cycles:
        key = f"cycle/{cycle.name}"
        seats = Line(NOBODY, "", f"Places of {cycle.name}", None, Decimal(cycle.seats), Opens.CYCLE, cycle.id)
        raters = tuple(Line(NOBODY, "", name, opens=Opens.CYCLE, key=cycle.id) for name in cycle.raters)
        rows.append(
            (
                cycle.name,
                capital(cycle.state),
                Number(f"{key}/seats", f"{cycle.name}: places", (seats,)),
                Number(f"{key}/raters", f"{cycle.name}: raters", raters),
                *_decided(cycle),
            )
        )
    columns = ("Cycle", "State", "Places", "Raters", "Scored", *_STATES, "By draw", "Departures")
    return _table("Results", columns, rows, "results", first=2)


def _decided(cycle: CycleFacts) -> tuple[Cell, ...]:
    """From "Scored" on; words in each cell while the cycle is sealed."""
    found = cycle.results
    if found is None:
        return (SEALED,) * (len(_STATES) + 3)
    every = cycle.applications
    scored = _number(cycle, "scored", "Scored", [one for one in every if one.number in found.scored])
    if not _is_decided(cycle):
        return (scored, *[NOT_YET] * (len(_STATES) + 2))
    departures = found.departures or {}
    return (
        scored,
        *(
            _number(cycle, _slug(name), name, [one for one in every if one.state is state])
            for name, state in _STATES.items()
        ),
        _number(cycle, "drawn", "Decided by draw", [one for one in every if one.number in found.drawn]),
        Number(
            f"cycle/{cycle.name}/departures",
            f"{cycle.name}: departures from rank",
            tuple(
                _line(one, departures[one.number])
                for one in sorted(every, key=lambda one: one.number)
                if one.number in departures
            ),
        ),
    )


def _is_decided(cycle: CycleFacts) -> bool:
    """Whether decisions of the cycle were applied, or it was closed without any."""
    return cycle.state is CycleState.CLOSED or any(one.state in _STATES.values() for one in cycle.applications)


def _numbers_at(place: int, rows: Sequence[tuple[Cell, ...]]) -> list[Number]:
    return [cell for row in rows if isinstance(cell := row[place], Number)]


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _table(
    title: str, columns: tuple[str, ...], rows: Sequence[tuple[Cell, ...]], key: str, *, first: int = 1
) -> Table:
    whole: tuple[Cell, ...] | None = None
    if rows:
        # A column of words alone, such as "Not yet", has no sum: it would be a zero.
        sums = [
            total(f"{key}/{_slug(name)}", name, numbers) if (numbers := _numbers_at(place, rows)) else None
            for place, name in enumerate(columns[first:], start=first)
        ]
        whole = ("Total", *[None] * (first - 1), *sums)
    return Table(
        title, columns, tuple(rows), whole,
        frozenset(place for place, cell in enumerate(whole or ()) if isinstance(cell, Number)),
        empty="No application was received or decided in this period.",
    )  # fmt: skip
