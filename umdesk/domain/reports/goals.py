"""The goals of program years in reports: each with its timeframe, whom it counts, and its approval by CalHR."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from umdesk.domain import counts, dates, goals
from umdesk.domain.goals import Goal, OnRecord, Reached, Standing
from umdesk.domain.program_facts import Who
from umdesk.domain.reports.basis import Basis
from umdesk.domain.reports.lines import NOBODY, Line, Lines, Opens, by_name
from umdesk.domain.reports.model import Cell, Number, Table, Words
from umdesk.domain.writing import capital, enumerated
from umdesk.domain.year_words import GoalKind, YearText

THROUGH = "Goals and budget are those of the program year in which the period ends, up to the last day counted."
NEEDED = (GoalKind.PARTICIPATION, GoalKind.HIRING)
"""The goals that every program year has to have."""
NO_GOAL = "no goal"
"""In the place of a number, of a year without a goal of that kind: it has missed nothing."""
_EXPECTED = {
    GoalKind.PARTICIPATION: "Participation",
    GoalKind.HIRING: "Hiring (expected to advance)",
    GoalKind.APPRENTICESHIP: "Apprenticeship",
}


def standings(year: int, every: Sequence[Goal], on_record: OnRecord, basis: Basis) -> tuple[Standing, ...]:
    """How a program year stands with its goals on the last day counted, one standing for each kind."""
    return tuple(
        goals.standing(year, kind, every, on_record, last=basis.period.last, today=basis.today) for kind in GoalKind
    )


def participants(on_record: OnRecord, people: Mapping[str, Who], basis: Basis) -> Number:
    """Who took part on at least one day of the period, each once with the first such day."""
    found = goals.reached(GoalKind.PARTICIPATION, basis.period, on_record)

    def line(one: Reached) -> Line:
        return Line(people[one.person], "", "Participant", one.on, opens=Opens.PLAN, key=one.person)

    lines = Lines(found, line, named=True)
    return Number("participants", "Participants", lines, definition=counts.participant_definition(basis.definitions))


def goal_number(one: Standing) -> Number | None:
    """A year's goal as a number whose lines are the goals it is made of; None where the year has none."""
    if one.goal is None:
        return None
    name = f"{capital(one.kind)} goal of {dates.program_year_name(one.year)}"
    lines = tuple(_of_goal(goal, goal.holds) for goal in one.goals)
    return Number(f"{one.year}/goal/{one.kind}", name, lines, definition=goals.definition(one.kind))


def reached_number(one: Standing, people: Mapping[str, Who], basis: Basis) -> Number:
    """Whom a year's goal counts."""
    label = f"{capital(one.kind)} reached in {dates.program_year_name(one.year)}"
    lines = by_name(_line(found, people, basis) for found in one.reached)
    return Number(f"{one.year}/reached/{one.kind}", label, lines)


def difference(one: Standing, people: Mapping[str, Who], basis: Basis) -> Number | None:
    """By how much a year is above its goal, below zero where people are missing; None without a goal."""
    if one.goal is None:
        return None
    counted = (_line(found, people, basis, Decimal(1)) for found in one.reached)
    lines = (*(_of_goal(goal, -goal.holds) for goal in one.goals), *by_name(counted))
    return Number(f"{one.year}/difference/{one.kind}", f"{capital(one.kind)}: reached less goal", lines)


def table(title: str, every: Sequence[Standing], people: Mapping[str, Who], basis: Basis) -> Table:
    """The goals of one or more years, a row for each year and kind; a kind without a goal is left out."""
    several = len({one.year for one in every}) > 1
    rows: list[tuple[Cell, ...]] = []
    for one in every:
        if one.goals:
            name = f"{capital(one.kind)} {dates.program_year_name(one.year)}" if several else _EXPECTED[one.kind]
            rows.append((
                name, "; ".join(_timeframe(goal) for goal in one.goals), goal_number(one),
                reached_number(one, people, basis), difference(one, people, basis), _state(one),
                "; ".join(dict.fromkeys(map(_approval, one.goals))),
            ))  # fmt: skip
    columns = ("Goal", "Timeframe", "Employees", "Reached", "Difference", "State", "CalHR")
    return Table(title, columns, tuple(rows), empty="No goal is on record.")


def ahead(year: int, every: Sequence[Goal]) -> tuple[Table, ...]:
    """The goals that are set for a year which has not begun to be counted; nothing where there are none."""
    own = tuple(goal for goal in every if goal.year == year)
    standings = (
        Standing(year, kind, tuple(goal for goal in own if goal.kind is kind), (), over=False) for kind in GoalKind
    )
    rows = tuple(
        (
            _EXPECTED[one.kind], "; ".join(_timeframe(goal) for goal in one.goals), goal_number(one),
            "; ".join(dict.fromkeys(map(_approval, one.goals))),
        )
        for one in standings
        if one.goals
    )  # fmt: skip
    columns = ("Goal", "Timeframe", "Employees", "CalHR")
    return (Table(f"Goals of {dates.program_year_name(year)}, the year to come", columns, rows),) if rows else ()


def missing(every: Sequence[Standing]) -> tuple[str, ...]:
    """What to ask about the goals of years: those that a year has to have, and their approval."""
    found = []
    for year in dict.fromkeys(one.year for one in every):
        own, name = [one for one in every if one.year == year], dates.program_year_name(year)
        unset = [one.kind for one in own if not one.goals and one.kind in NEEDED]
        waiting = [one.kind for one in own if any(goal.approved_on is None for goal in one.goals)]
        if unset:
            found.append(f"Set {named(unset)} of {name} under Program year, Goals.")
        if waiting:
            when = f"Enter when CalHR approved {named(waiting)} of {name}, once it did,"
            found.append(f"{when} under Program year, Goals.")
    return tuple(found)


def explained(
    second_missed: int | None, texts: Mapping[tuple[int, YearText], str]
) -> tuple[tuple[Words, ...], tuple[str, ...]]:
    """The explanation and the needs where two years in a row were missed, and what to ask while they are unwritten."""
    if second_missed is None:
        return (), ()
    name = f"{dates.program_year_name(second_missed - 1)} and {dates.program_year_name(second_missed)}"
    parts = []
    asks = []
    for key, title, ask in (
        (YearText.EXPLANATION, f"Why goals of {name} were missed", "why both were missed"),
        (YearText.NEEDS, "What the next two years need", "what the next two years need"),
    ):
        text = texts.get((second_missed, key), "")
        parts.append(words(title, text, "Not written yet."))
        if not text:
            asks.append(
                f"Goals of {name} were missed. Write {ask} under Program year, Words for reports: Gov. Code "
                "19402(b)(1) asks for it."
            )
    return tuple(parts), tuple(asks)


def words(title: str, text: str, empty: str = "") -> Words:
    """A text that somebody wrote, by its paragraphs."""
    return Words(title, tuple(line.strip() for line in text.splitlines() if line.strip()), empty)


def plain(every: Sequence[Standing]) -> dict[str, object]:
    """The goals of one year as JSON has them, by kind."""
    return {
        one.kind.value: {
            "goal": one.goal,
            "reached": len(one.reached),
            "over": one.over,
            "missed": one.missed,
            "goals": [
                {
                    "employees": goal.employees, "holds": goal.holds, "from": goal.timeframe.first,
                    "to": goal.timeframe.last, "approved_on": goal.approved_on, "reduced_to": goal.reduced_to,
                    "reduction_asked_on": goal.reduction_asked_on, "reduction_reason": goal.reduction_reason,
                    "reduction_answer": goal.reduction_answer, "reduction_answered_on": goal.reduction_answered_on,
                }
                for goal in one.goals
            ],
        }
        for one in every
    }  # fmt: skip


def _line(found: Reached, people: Mapping[str, Who], basis: Basis, amount: Decimal | None = None) -> Line:
    what = "Participant"
    if found.move is not None:
        what = f"{basis.title(found.move.from_class, found.on)} to {basis.title(found.move.to_class, found.on)}"
    return Line(people[found.person], "", what, found.on, amount, Opens.PERSON, found.person)


def _of_goal(goal: Goal, amount: int) -> Line:
    what = f"{capital(goal.kind)} goal, {_timeframe(goal)}"
    return Line(NOBODY, "", what, goal.approved_on, Decimal(amount), Opens.GOAL, goal.id)


def named(kinds: Sequence[GoalKind]) -> str:
    """Goals in words: "the hiring goal", "the participation and hiring goals"."""
    return f"the {enumerated(kinds)} goal{'s' if len(kinds) > 1 else ''}"


def _timeframe(goal: Goal) -> str:
    return dates.show_span(goal.timeframe.first, goal.timeframe.last)


def _state(one: Standing) -> str:
    if one.goal is not None and len(one.reached) >= one.goal:
        return "reached"
    return "missed" if one.missed else "in progress"


def _approval(goal: Goal) -> str:
    told = [f"approved {dates.show(goal.approved_on)}" if goal.approved_on else "not approved yet"]
    if goal.reduced_to is not None:
        asked = f" on {dates.show(goal.reduction_asked_on)}" if goal.reduction_asked_on else ""
        answered = f" {dates.show(goal.reduction_answered_on)}" if goal.reduction_answered_on else ""
        answer = f"{goal.reduction_answer}{answered}" if goal.reduction_answer else "not answered yet"
        told.append(f"reduction from {goal.employees:,} to {goal.reduced_to:,} asked for{asked}, {answer}")
    return ", ".join(told)
