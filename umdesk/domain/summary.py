"""The program summary of a period: every figure together with the records that make it.

A figure is never a bare number: it carries one line for each thing it counts (or adds up), so that a reader can open
the list behind it. Figures about plans count identities and money records, never revisions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from umdesk.domain import counts
from umdesk.domain.counts import CategoryOn, Definitions, Move, Period
from umdesk.domain.program_facts import (
    AdvancementFact,
    ApplicationFact,
    CostFact,
    Facts,
    PlanFact,
    Who,
    activities_of,
    agreed,
    status_on,
)
from umdesk.domain.snapshots import SummaryTable
from umdesk.domain.words import (
    NO_TYPE,
    ActivityType,
    ApplicationState,
    Category,
    Eligibility,
    PlannedType,
    ProgressStatus,
    RevisionState,
)
from umdesk.domain.writing import capital


@dataclass(frozen=True, slots=True)
class Line:
    """One thing behind a figure: whose it is, the number of its paper, what it is, its day, its US dollars.

    `application` is the id of an application that can be looked at; without one it is the person's plan.
    """

    who: Who
    record: str
    what: str
    on: date | None = None
    amount: Decimal | None = None
    application: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the lines behind it: their count, or for money the sum of their amounts.

    `group` is the table it stands in. There `row` holds the first cells of its row and `column` the head of its
    column; at a glance both are empty and `label` says it all.
    """

    key: str
    group: str
    label: str
    lines: tuple[Line, ...]
    definition: str = ""
    money: bool = False
    row: tuple[str, ...] = ()
    column: str = ""

    @property
    def value(self) -> int | Decimal:
        """The number itself: a whole number of lines, or US dollars."""
        if self.money:
            return sum((line.amount or Decimal(0) for line in self.lines), Decimal("0.00"))
        return len(self.lines)


AT_A_GLANCE = "At a glance"
BY_CYCLE = "Applications by cycle"
BY_STATE = "Active plans by state"
BY_TYPE = "Activities by type and progress"
BY_ROUTE = "Advancements"


def summarize(facts: Facts, period: Period, category_on: CategoryOn, definitions: Definitions) -> tuple[Figure, ...]:
    """All figures of a period, in the order of the page; give the part of the period that is over."""
    taking_part = counts.participants(facts.participations, period, definitions)
    plans = [plan for plan in facts.plans if plan.who.id in taking_part]
    received = [found for found in facts.applications if found.received in period]
    return (
        *_people(facts, period, definitions, received, taking_part),
        *_plan_figures(facts, plans, period, definitions),
        *_moves(facts, period, category_on, definitions),
        *_by_cycle(received, facts, period),
        *_by_state(_active_plans(plans, period, definitions)),
        *_by_type(plans, period),
        *_by_route(facts, period),
    )


ROW_HEADS = {
    BY_CYCLE: ("Cycle",),
    BY_STATE: ("State",),
    BY_TYPE: ("Type",),
    BY_ROUTE: ("From class", "To class", "Route"),
}


def tables(figures: Sequence[Figure]) -> tuple[SummaryTable, ...]:
    """The figures outside the first group as tables, a row for each `row`; a table without rows is left out."""
    found = []
    for title, heads in ROW_HEADS.items():
        cells = [figure for figure in figures if figure.group == title]
        rows = list(dict.fromkeys(figure.row for figure in cells))
        columns = list(dict.fromkeys(figure.column for figure in cells))
        value = {(figure.row, figure.column): figure.value for figure in cells}
        if rows:
            sums = tuple(sum(value[row, column] for row in rows) for column in columns)
            total = ("Total", *("" for _ in heads[1:]), *sums)
            body = tuple((*row, *(value[row, column] for column in columns)) for row in rows)
            found.append(SummaryTable(title, (*heads, *columns), body, total if len(rows) > 1 else None))
    return tuple(found)


def _people(
    facts: Facts,
    period: Period,
    definitions: Definitions,
    received: Sequence[ApplicationFact],
    taking_part: frozenset[str],
) -> tuple[Figure, ...]:
    def applied(key: str, label: str, answer: Eligibility | None, definition: str) -> Figure:
        first: dict[str, ApplicationFact] = {}
        for found in sorted(received, key=lambda a: (a.received, a.number)):
            if answer is None or found.eligibility is answer:
                first.setdefault(found.who.id, found)
        return _glance(key, label, [_application_line(found) for found in first.values()], definition)

    selected = [found for found in facts.applications if found.selected_on is not None and found.selected_on in period]
    return (
        applied("applicants", "Applicants", None, "People with an application received in the period."),
        applied("eligible", "Eligible", Eligibility.ELIGIBLE, "Applicants with an application that is eligible."),
        applied("not-eligible", "Not eligible", Eligibility.NOT_ELIGIBLE, ""),
        applied("undecided", "Waiting for a decision on eligibility", Eligibility.COORDINATOR_DECIDES, ""),
        _glance(
            "selected",
            "Selected",
            [Line(a.who, a.number, a.cycle, a.selected_on, application=a.id) for a in selected],
            "Selections that were applied in the period, whenever the application was received.",
        ),
        _glance(
            "participants",
            "Participants",
            [Line(facts.people[person], "", "Participant") for person in taking_part],
            counts.participant_definition(definitions),
        ),
    )


def _plan_figures(
    facts: Facts, plans: Sequence[PlanFact], period: Period, definitions: Definitions
) -> tuple[Figure, ...]:
    estimates = [
        Line(plan.who, plan.number, cost.text, amount=cost.estimate)
        for plan in plans
        for cost in _costs(plan)
        if cost.estimate is not None
    ]
    spent = [Line(m.who, m.plan, m.text, m.on, m.amount) for m in facts.money if m.on in period]
    return (
        _glance(
            "active-plans",
            "Active plans",
            [_plan_line(plan) for plan in _active_plans(plans, period, definitions)],
            "Plans of people who were active on the last day counted.",
        ),
        _glance(
            "estimated-cost",
            "Estimated cost",
            estimates,
            "Estimates in the plans of the period's participants, each cost line once: as the newest printed or signed "
            "revision has it, or the newest draft where none was printed.",
            money=True,
        ),
        _glance("actual-cost", "Actual cost", spent, "Money recorded with a date in the period.", money=True),
    )


def _moves(facts: Facts, period: Period, category_on: CategoryOn, definitions: Definitions) -> tuple[Figure, ...]:
    by_move = {found.move: found for found in facts.advancements}
    found = counts.count_hires(by_move, facts.participations, period, category_on, definitions)

    def figure(key: str, label: str, moves: Iterable[Move], definition: str = "") -> Figure:
        return _glance(key, label, [_move_line(by_move[move]) for move in moves], definition)

    unclear = [
        move
        for move in by_move
        if move.on in period
        and Category.UNMAPPED in (category_on(move.from_class, move.on), category_on(move.to_class, move.on))
    ]
    return (
        figure("um-hires", "UM hires", found.hires, counts.hire_definition(definitions)),
        figure(
            "um-moves",
            "The same moves without the participant test",
            found.without_participant_test,
            "Everyone whose move into an ELTPA class is on record, in the program or not.",
        ),
        figure("into-bridging", "Moves into bridging classes", found.into_bridging),
        figure(
            "unclear-moves",
            "Moves that cannot be judged yet",
            unclear,
            "One of the two classes is unknown, unconfirmed or in no group. No UM hire until that is settled.",
        ),
    )


def _by_cycle(received: Sequence[ApplicationFact], facts: Facts, period: Period) -> tuple[Figure, ...]:
    selected = [found for found in facts.applications if found.selected_on is not None and found.selected_on in period]
    cycles = sorted({found.cycle for found in (*received, *selected)})

    def answered(answer: Eligibility) -> list[ApplicationFact]:
        return [found for found in received if found.eligibility is answer]

    columns = {
        "Received": received,
        "Eligible": answered(Eligibility.ELIGIBLE),
        "Not eligible": answered(Eligibility.NOT_ELIGIBLE),
        "To decide": answered(Eligibility.COORDINATOR_DECIDES),
        "Withdrawn": [found for found in received if found.state is ApplicationState.WITHDRAWN],
        "Selected": selected,
    }
    return tuple(
        _cell(BY_CYCLE, (cycle,), column, [_application_line(found) for found in pool if found.cycle == cycle])
        for cycle in cycles
        for column, pool in columns.items()
    )


def _by_state(plans: Sequence[PlanFact]) -> tuple[Figure, ...]:
    states = {plan.number: found.state for plan in plans if (found := agreed(plan.revisions))}
    return tuple(
        _cell(
            BY_STATE,
            (capital(state),),
            "Plans",
            [_plan_line(plan) for plan in plans if states.get(plan.number) is state],
        )
        for state in RevisionState
        if state in states.values()
    )


def _by_type(plans: Sequence[PlanFact], period: Period) -> tuple[Figure, ...]:
    cells: dict[tuple[PlannedType, ProgressStatus], list[Line]] = {}
    for plan in plans:
        for activity in activities_of(plan, period.last):
            status = status_on(plan.progress, activity.item, period.last)
            line = Line(plan.who, plan.number, activity.text or activity.type or capital(NO_TYPE))
            cells.setdefault((activity.type, status), []).append(line)
    figures = []
    kinds: tuple[PlannedType, ...] = (*ActivityType, "")
    for kind in kinds:
        by_status = {capital(status): cells.get((kind, status), []) for status in ProgressStatus}
        every = [line for lines in by_status.values() for line in lines]
        if every:
            columns = {**by_status, "All": every}
            figures += [_cell(BY_TYPE, (capital(kind or NO_TYPE),), column, lines) for column, lines in columns.items()]
    return tuple(figures)


def _by_route(facts: Facts, period: Period) -> tuple[Figure, ...]:
    rows: dict[tuple[str, str, str], list[Line]] = {}
    for found in facts.advancements:
        if found.move.on in period:
            row = (found.from_title, found.to_title, found.move.route.value)
            rows.setdefault(row, []).append(_move_line(found))
    return tuple(_cell(BY_ROUTE, row, "Moves", rows[row]) for row in sorted(rows))


def _active_plans(plans: Sequence[PlanFact], period: Period, definitions: Definitions) -> list[PlanFact]:
    last_day = Period(period.last, period.last)
    return [plan for plan in plans if counts.takes_part(plan.participation, last_day, definitions)]


def _costs(plan: PlanFact) -> tuple[CostFact, ...]:
    counted = agreed(plan.revisions)
    return counted.costs if counted else ()


def _glance(key: str, label: str, lines: Sequence[Line], definition: str, *, money: bool = False) -> Figure:
    return Figure(key, AT_A_GLANCE, label, _ordered(lines), definition, money)


def _cell(table: str, row: tuple[str, ...], column: str, lines: Sequence[Line]) -> Figure:
    key = "/".join((table, *row, column))
    return Figure(key, table, f"{', '.join(row)}: {column}", _ordered(lines), row=row, column=column)


def _ordered(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda x: (x.who.name.casefold(), x.record, x.on or date.min, x.what, x.who.id)))


def _application_line(found: ApplicationFact) -> Line:
    what = f"{found.cycle}: {found.eligibility.value}"
    return Line(found.who, found.number, what, found.received, application=found.id)


def _plan_line(plan: PlanFact) -> Line:
    counted = agreed(plan.revisions)
    return Line(plan.who, plan.number, f"Revision {counted.number}: {counted.state.value}" if counted else "Plan")


def _move_line(found: AdvancementFact) -> Line:
    what = f"{found.from_title} → {found.to_title}, {found.move.route.value}"
    return Line(found.who, "", what, found.move.on)
