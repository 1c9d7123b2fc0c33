"""The year-on-year evaluation: what the program did in each of the last program years, side by side."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from umdesk.domain import counts, dates, goals
from umdesk.domain.budget import Allocated
from umdesk.domain.counts import Period
from umdesk.domain.goals import OnRecord, Standing
from umdesk.domain.program_facts import Who
from umdesk.domain.reports import applications, budget, moves, years
from umdesk.domain.reports import goals as goal_parts
from umdesk.domain.reports.applications import Asked
from umdesk.domain.reports.asked import NO_BUDGET
from umdesk.domain.reports.basis import Basis
from umdesk.domain.reports.lines import Line, Opens, by_name
from umdesk.domain.reports.model import Bars, Cell, Content, Number, Series, Table, Unit
from umdesk.domain.reports.moves import Advance
from umdesk.domain.reports.plan_facts import Amount
from umdesk.domain.words import Eligibility, ParticipationState
from umdesk.domain.year_words import GoalKind, YearText

YEARS = 5
"""How many program years stand side by side."""
DEFINITIONS = (
    "Applicants: people with an application received in the year. Eligible: those with one that is eligible.",
    "Selected: selections that were applied in the year.",
    "Withdrew or ended, completed: participations that entered this state in the year, each once.",
    "Plans signed: plans with a revision that was signed or put in force in the year, each once a year.",
    "Activities done: activities that were done at the end of the year and not at the end of the year before.",
    "Training hours: hours recorded for activities with a date in the year.",
    "The last year is counted up to the last day counted of the report.",
    "Allocated: what the year's budget gives, with its adjustments. Spent: money recorded in the year, less refunds.",
)


@dataclass(frozen=True, slots=True)
class Happened:
    """Something of a participation on a day; `paper` is the number of its plan, `what` says more.

    `key` is the id of what counts once a year: the participation, the plan or the activity.
    """

    key: str
    who: Who
    paper: str
    what: str
    on: date


@dataclass(frozen=True, slots=True)
class Trained:
    """The hours that were recorded for a participation in a program year."""

    who: Who
    paper: str
    year: int
    hours: Decimal


@dataclass(frozen=True, slots=True)
class EvaluationFacts:
    """What the evaluation is made from; `years` are program years in order, `states` what participations entered.

    `signed`, `done`, `trained` and `spent` hold what happened in these years, `allocated` their allocations,
    `hiring` how each stands with its hiring goal.
    """

    years: tuple[int, ...]
    people: Mapping[str, Who]
    on_record: OnRecord
    moves: Sequence[Advance]
    asked: Sequence[Asked]
    states: Sequence[tuple[ParticipationState, Happened]]
    signed: Sequence[Happened]
    done: Sequence[Happened]
    trained: Sequence[Trained]
    hiring: Sequence[Standing]
    allocated: Sequence[Allocated]
    spent: Sequence[Amount]
    texts: Mapping[tuple[int, YearText], str]


_Row: TypeAlias = "tuple[str, tuple[Cell, ...]]"


def content(facts: EvaluationFacts, basis: Basis) -> Content:
    """The years side by side, the one of the report last."""
    people, budgets = _people(facts, basis), _budgets(facts)
    shown = years.told(facts.years, _on_record(facts.years, (*people, *budgets)))
    people, budgets = (_from(len(facts.years) - len(shown), rows) for rows in (people, budgets))
    names = years.names(shown, basis)
    name = dates.program_year_name(shown[-1])
    text = facts.texts.get((facts.years[-1], YearText.EVALUATION), "")
    rows = tuple((label, *cells) for label, cells in (*people, *budgets))
    part = years.is_part(shown[-1], basis)
    note = f"{name} is counted through {dates.show(basis.period.last)}: it is no whole year." if part else ""
    return Content(
        (
            Table("The years side by side", ("What", *names), rows, note=note),
            *(_picture(title, names, people, labels) for title, labels in _PICTURES),
            Bars(
                "Budget", names, tuple(Series(label, _numbers(cells)) for label, cells in budgets[:2]),
                by="Program year",
            ),
            goal_parts.words("Evaluation", text, "Not written yet."),
        ),
        definitions=(
            counts.participant_definition(basis.definitions), counts.hire_definition(basis.definitions),
            goals.definition(GoalKind.HIRING), goals.SUM, *DEFINITIONS,
        ),
        notes=years.left_out(facts.years, shown),
        asks=() if text else (f"Write the evaluation of {name} under Program year, Words for reports.",),
        data={
            "years": {
                str(year): {
                    label.lower().replace(" ", "_"): _plain(cells[place]) for label, cells in (*people, *budgets)
                }
                for place, year in enumerate(shown)
            }
        },
    )  # fmt: skip


def _on_record(every: Sequence[int], rows: Iterable[_Row]) -> set[int]:
    """The years of which a row tells something."""
    return {
        year
        for _label, cells in rows
        for year, cell in zip(every, cells, strict=True)
        if isinstance(cell, Number) and cell.lines
    }


def _from(place: int, rows: Iterable[_Row]) -> tuple[_Row, ...]:
    """The rows without the years before a place."""
    return tuple((label, cells[place:]) for label, cells in rows)


_PICTURES = (
    ("Applicants and selected", ("Applicants", "Selected")),
    ("Participants and UM hires", ("Participants", "UM hires", "Hiring goal")),
)


def _people(facts: EvaluationFacts, basis: Basis) -> tuple[_Row, ...]:
    periods = {year: _counted(year, basis) for year in facts.years}
    hires = {
        year: moves.count(facts.moves, facts.on_record.participations, basis, period)
        for year, period in periods.items()
    }
    taking = {year: goals.reached(GoalKind.PARTICIPATION, period, facts.on_record) for year, period in periods.items()}
    hiring = {one.year: one for one in facts.hiring}

    def row(label: str, lines: Callable[[int, Period], Iterable[Line]]) -> _Row:
        return label, tuple(
            Number(f"{year}/{label.lower()}", f"{label}, {dates.program_year_name(year)}", by_name(lines(year, period)))
            for year, period in periods.items()
        )

    first = applications.first_of_each
    eligible = [one for one in facts.asked if one.eligibility is Eligibility.ELIGIBLE]

    def happened(found: Iterable[Happened]) -> Callable[[int, Period], Iterable[Line]]:
        by_year: dict[int, dict[str, Happened]] = {year: {} for year in periods}
        for one in sorted(found, key=lambda one: one.on):
            year = dates.program_year(one.on)
            if year in periods and one.on in periods[year]:
                by_year[year].setdefault(one.key, one)
        return lambda year, _period: map(_line, by_year[year].values())

    def entered(*states: ParticipationState) -> Callable[[int, Period], Iterable[Line]]:
        return happened(one for state, one in facts.states if state in states)

    return (
        row("Applicants", lambda _year, period: map(applications.received, first(facts.asked, period))),
        row("Eligible", lambda _year, period: map(applications.received, first(eligible, period))),
        row("Selected", lambda _year, period: map(applications.selection, applications.selected(facts.asked, period))),
        row("Participants", lambda year, _period: (
            Line(facts.people[one.person], "", "Participant", one.on, opens=Opens.PLAN, key=one.person)
            for one in taking[year]
        )),
        row("Withdrew or ended", entered(ParticipationState.WITHDRAWN, ParticipationState.ENDED)),
        row("Completed", entered(ParticipationState.COMPLETED)),
        row("Plans signed", happened(facts.signed)),
        row("Activities done", happened(facts.done)),
        ("Training hours", tuple(_hours(facts.trained, year) for year in periods)),
        row("UM hires", lambda year, _period: map(hires[year].line, hires[year].hires)),
        ("Hiring goal", tuple(goal_parts.goal_number(hiring[year]) for year in periods)),
        ("Goal met", tuple(_met(hiring[year]) for year in periods)),
    )  # fmt: skip


def _budgets(facts: EvaluationFacts) -> tuple[_Row, ...]:
    given: dict[int, list[Line]] = {year: [] for year in facts.years}
    paid: dict[int, list[Line]] = {year: [] for year in facts.years}
    for one in facts.allocated:
        given[one.year] += budget.lines_of(one)
    for bill in facts.spent:
        if bill.on is not None:
            paid[dates.program_year(bill.on)].append(bill.line)

    def row(key: str, label: str, lines: Mapping[int, Iterable[Line]]) -> _Row:
        return label, tuple(
            Number(f"{year}/{key}", f"{label}, {dates.program_year_name(year)}", tuple(own), Unit.DOLLARS)
            for year, own in lines.items()
        )

    name, cells = row("allocated", "Allocated", given)
    allocated = tuple(cell if given[year] else NO_BUDGET for year, cell in zip(facts.years, cells, strict=True))
    return (name, allocated), row("spent", "Spent", {y: by_name(own) for y, own in paid.items()})


def _line(one: Happened) -> Line:
    return Line(one.who, one.paper, one.what, one.on, opens=Opens.PLAN, key=one.who.id)


def _hours(trained: Sequence[Trained], year: int) -> Number:
    lines = (
        Line(one.who, one.paper, "Hours recorded", None, one.hours, Opens.PLAN, one.who.id)
        for one in trained
        if one.year == year
    )
    return Number(f"{year}/hours", f"Training hours, {dates.program_year_name(year)}", by_name(lines), Unit.HOURS)


def _met(one: Standing) -> str:
    if one.goal is None:
        return goal_parts.NO_GOAL
    if len(one.reached) >= one.goal:
        return "met"
    return "missed" if one.missed else "not yet"


def _picture(title: str, names: tuple[str, ...], rows: Sequence[_Row], labels: Sequence[str]) -> Bars:
    cells = dict(rows)
    return Bars(title, names, tuple(Series(label, _numbers(cells[label])) for label in labels), by="Program year")


def _numbers(cells: Sequence[Cell]) -> tuple[Number | str, ...]:
    """The bars of a row; where there is none, the words that stand there, of goals that there is no goal."""
    return tuple(cell if isinstance(cell, Number) else str(cell or goal_parts.NO_GOAL) for cell in cells)


def _plain(cell: Cell) -> object:
    if isinstance(cell, Number):
        return cell.value
    return None if cell == NO_BUDGET else cell


def _counted(year: int, basis: Basis) -> Period:
    """A program year up to and with the last day counted."""
    whole = counts.program_year_period(year)
    return whole.until(basis.period.last) or Period(whole.first, whole.first)
