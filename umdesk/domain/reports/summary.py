"""The program summary of a period: who applied, was selected, took part and moved up, the plans, and what they cost.

Figures about plans count identities and money records, never revisions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from umdesk.domain import counts
from umdesk.domain.counts import Move
from umdesk.domain.goals import OnRecord
from umdesk.domain.program_facts import Who
from umdesk.domain.reports import applications, moves
from umdesk.domain.reports import goals as goal_parts
from umdesk.domain.reports.applications import Asked
from umdesk.domain.reports.basis import Basis
from umdesk.domain.reports.lines import Line, Lines, Opens, Together
from umdesk.domain.reports.model import Cell, Content, Figures, Number, Span, Table, Unit, total
from umdesk.domain.reports.moves import Advance, Moves
from umdesk.domain.reports.plan_facts import Amount, OfPlan, Planned
from umdesk.domain.words import (
    NO_TYPE,
    ActivityType,
    ApplicationState,
    Eligibility,
    PlannedType,
    ProgressStatus,
    RevisionState,
)
from umdesk.domain.writing import capital

BY_CYCLE = "Applications by cycle"
BY_STATE = "Active plans by state"
BY_TYPE = "Activities by type and progress"
BY_ROUTE = "Advancements"
AS_PRINTED = (
    "A plan counts by what was last printed or signed. The report “Plans by state and age” counts it by the newest "
    "revision, which may be a draft."
)
NOTES = (
    "Plans are those of the period's participants, of the time in the program that reaches into the period.",
    "Activities and estimates are those of each plan's newest printed or signed revision, or of its newest draft.",
    "Each activity and each cost line counts once, however many revisions have it.",
    "An activity that a later revision took out counts only if it was begun.",
    "Progress is as of the last day counted. The states are those of the same revisions on the day this page was made.",
    counts.OWN_DEFINITIONS,
)


@dataclass(frozen=True, slots=True)
class PlanAsIs:
    """The plan of a participant of the period: the revision that counts, and whether they took part on the last day."""

    who: Who
    number: str
    revision: int
    state: RevisionState
    active: bool


@dataclass(frozen=True, slots=True)
class SummaryFacts:
    """What the summary is counted from; plans, estimates and activities are those of the period's participants."""

    people: Mapping[str, Who]
    on_record: OnRecord
    moves: Sequence[Advance]
    asked: Sequence[Asked]
    plans: Sequence[PlanAsIs]
    estimates: Sequence[Amount]
    spent: Sequence[Amount]
    activities: Sequence[OfPlan]


def content(facts: SummaryFacts, span: Span, basis: Basis) -> Content:
    """The summary of a period."""
    found = moves.count(facts.moves, facts.on_record.participations, basis, basis.period)
    numbers = (*_people(facts, basis), *_plans(facts), *moves.figures(found, basis), moves.unclear(found))
    tables = (
        _by_cycle(facts.asked, basis),
        _by_state(facts.plans),
        _by_type(facts.activities),
        _by_route(found, basis),
    )
    figures, shown = Figures("At a glance", numbers), tuple(table for table in tables if table.rows)
    return Content(
        (figures, *shown),
        notes=NOTES,
        data={
            "from": span.period.first,
            "to": span.period.last,
            "through": span.through,
            "figures": [_plain(figures.title, number) for number in numbers]
            + [
                _plain(one.title, cell) for one in shown for row in one.rows for cell in row if isinstance(cell, Number)
            ],
        },
    )


def _plain(group: str, number: Number) -> dict[str, object]:
    """A number as JSON has it, with the part of the page in which it stands."""
    return {"key": number.key, "group": group, "label": number.label, "value": number.value}


def _people(facts: SummaryFacts, basis: Basis) -> tuple[Number, ...]:
    def applied(key: str, label: str, answer: Eligibility | None, definition: str = "") -> Number:
        pool = [one for one in facts.asked if answer is None or one.eligibility is answer]
        return Number(key, label, _received(applications.first_of_each(pool, basis.period)), definition=definition)

    selected = Number(
        "selected",
        "Selected",
        Lines(applications.selected(facts.asked, basis.period), applications.selection, named=True),
        definition="Selections that were applied in the period, whenever the application was received.",
    )
    return (
        applied("applicants", "Applicants", None, "People with an application received in the period."),
        applied("eligible", "Eligible", Eligibility.ELIGIBLE, "Applicants with an application that is eligible."),
        applied("not-eligible", "Not eligible", Eligibility.NOT_ELIGIBLE),
        applied("undecided", "Waiting for a decision on eligibility", Eligibility.COORDINATOR_DECIDES),
        selected,
        goal_parts.participants(facts.on_record, facts.people, basis),
    )


def _plans(facts: SummaryFacts) -> tuple[Number, ...]:
    def dollars(key: str, label: str, found: Sequence[Amount], definition: str) -> Number:
        return Number(key, label, Lines(found, _amount, lambda one: one.amount, named=True), Unit.DOLLARS, definition)

    return (
        Number(
            "active-plans", "Active plans", Lines([one for one in facts.plans if one.active], _plan, named=True),
            definition="Plans of people who were active on the last day counted.",
        ),
        dollars(
            "estimated-cost", "Estimated cost", facts.estimates,
            "Estimates in the plans of the period's participants, each cost line once: as the newest printed or signed "
            "revision has it, or the newest draft where none was printed.",
        ),
        dollars("actual-cost", "Actual cost", facts.spent, "Money recorded with a date in the period."),
    )  # fmt: skip


def _by_cycle(asked: Sequence[Asked], basis: Basis) -> Table:
    received = [one for one in asked if one.received in basis.period]
    selected = [one for one in asked if one.selected_on is not None and one.selected_on in basis.period]

    def answered(answer: Eligibility) -> list[Asked]:
        return [one for one in received if one.eligibility is answer]

    columns = {
        "Received": received,
        "Eligible": answered(Eligibility.ELIGIBLE),
        "Not eligible": answered(Eligibility.NOT_ELIGIBLE),
        "To decide": answered(Eligibility.COORDINATOR_DECIDES),
        "Withdrawn": [one for one in received if one.state is ApplicationState.WITHDRAWN],
        "Selected": selected,
    }
    cycles = sorted({one.cycle for one in (*received, *selected)})
    cells = {
        (cycle, column): _received([one for one in pool if one.cycle == cycle])
        for cycle in cycles
        for column, pool in columns.items()
    }
    return _crossed(BY_CYCLE, "Cycle", cycles, list(columns), cells)


def _by_state(plans: Sequence[PlanAsIs]) -> Table:
    active = [one for one in plans if one.active]
    states = [state for state in RevisionState if any(one.state is state for one in active)]
    of = {state: [one for one in active if one.state is state] for state in states}
    cells = {(capital(state), "Plans"): Lines(some, _plan, named=True) for state, some in of.items()}
    table = _crossed(BY_STATE, "State", [capital(state) for state in states], ["Plans"], cells)
    return replace(table, note=AS_PRINTED)


def _by_type(found: Sequence[OfPlan]) -> Table:
    rows: dict[tuple[PlannedType, ProgressStatus], list[tuple[OfPlan, Planned]]] = {}
    for plan in found:
        for row in plan.activities:
            rows.setdefault((row.type, row.status), []).append((plan, row))
    lines = {key: Lines(some, lambda one: one[0].line(one[1].said), named=True) for key, some in rows.items()}
    cells: dict[tuple[str, str], Sequence[Line]] = {}
    names = []
    for kind in (*ActivityType, ""):
        own = {capital(status): lines[kind, status] for status in ProgressStatus if (kind, status) in lines}
        if own:
            names.append(name := capital(kind or NO_TYPE))
            cells |= {(name, status): some for status, some in own.items()}
            cells[name, "All"] = Together(own.values(), named=True)
    return _crossed(BY_TYPE, "Type", names, [*map(capital, ProgressStatus), "All"], cells)


def _by_route(found: Moves, basis: Basis) -> Table:
    groups: dict[tuple[tuple[str, str], str], list[Move]] = {}
    for move in found.every:
        groups.setdefault((moves.classes_of(move), move.route.value), []).append(move)
    body = []
    for (pair, route), own in sorted(groups.items(), key=itemgetter(0)):
        row = (*moves.titles(pair, basis), route)
        key = f"{moves.class_key(BY_ROUTE, pair)}/{route}/Moves"
        body.append((*row, found.number(key, f"{', '.join(row)}: Moves", own)))
    everybody = total(f"{BY_ROUTE}/Moves", "All moves", (row[3] for row in body))
    whole = ("Total", None, None, everybody) if len(body) > 1 else None
    note = moves.retitled(found.every, basis)
    return Table(BY_ROUTE, ("From class", "To class", "Route", "Moves"), tuple(body), whole, frozenset({3}), note)


def _crossed(
    title: str, head: str, rows: Sequence[str], columns: Sequence[str], cells: Mapping[tuple[str, str], Sequence[Line]]
) -> Table:
    """A table of numbers by two names; its total is the sum of each column."""

    def number(row: str, column: str) -> Number:
        return Number(f"{title}/{row}/{column}", f"{row}: {column}", cells.get((row, column), ()))

    grid = [[number(row, column) for column in columns] for row in rows]
    body: tuple[tuple[Cell, ...], ...] = tuple((row, *numbers) for row, numbers in zip(rows, grid, strict=True))
    whole: tuple[Cell, ...] | None = None
    if len(rows) > 1:
        sums = (
            total(f"{title}/{column}", f"All: {column}", (numbers[at] for numbers in grid))
            for at, column in enumerate(columns)
        )
        whole = ("Total", *sums)
    return Table(title, (head, *columns), body, whole, frozenset(range(1, len(columns) + 1)))


def _received(some: Sequence[Asked]) -> Lines:
    return Lines(some, applications.received, named=True)


def _amount(one: Amount) -> Line:
    return one.line


def _plan(one: PlanAsIs) -> Line:
    what = f"Revision {one.revision}: {one.state}"
    return Line(one.who, one.number, what, None, opens=Opens.PLAN, key=one.who.id)
