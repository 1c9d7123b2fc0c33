"""The director's summary: a program year on one page, with pictures of up to five years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from umdesk.domain import counts, dates, goals
from umdesk.domain.action_plan import ActionRow
from umdesk.domain.budget import Pot, over_words
from umdesk.domain.goals import OnRecord, Standing
from umdesk.domain.program_facts import Who
from umdesk.domain.reports import budget, moves, years
from umdesk.domain.reports import goals as goal_parts
from umdesk.domain.reports.basis import Basis
from umdesk.domain.reports.lines import Line, Opens, by_name
from umdesk.domain.reports.model import Bars, Content, Figures, Number, Series
from umdesk.domain.reports.moves import Advance
from umdesk.domain.writing import capital, enumerated, quoted
from umdesk.domain.year_calendar import PROGRESS, WORKFORCE_ANALYSIS, statutory
from umdesk.domain.year_words import GoalKind, YearText

IN_FORCE = "Plans that had come into force by the last day counted, of people active in the program on that day."
LEFT = "Left: allocated less spent less what the plans in force are still expected to cost (still to be spent)."
_DUE = {WORKFORCE_ANALYSIS: "Workforce Analysis", PROGRESS: "progress report"}
"""Statutory date → what the department sends by it."""
_CALM = "Nothing: the goals are set and none was missed, the budget holds, and no action is overdue."
_ACTIONS = 2
"""How many overdue actions are named, each with at most so many signs:"""
_ACTION = 40
YEARS = 5
"""How many program years the picture has; on paper fewer where the words need their room."""


@dataclass(frozen=True, slots=True)
class PlanInForce:
    """A plan that was in force on the last day counted, and whose it is."""

    who: Who
    number: str


@dataclass(frozen=True, slots=True)
class DirectorFacts:
    """What the page is made from; `standings` are those of five program years, the one of the report last.

    `actions` is the action plan of the year.
    """

    year: int
    people: Mapping[str, Who]
    moves: Sequence[Advance]
    on_record: OnRecord
    standings: Sequence[Standing]
    pots: Sequence[Pot]
    plans: Sequence[PlanInForce]
    texts: Mapping[tuple[int, YearText], str]
    actions: Sequence[ActionRow] = ()


def content(facts: DirectorFacts, basis: Basis) -> Content:
    """The page of a period."""
    found = moves.count(facts.moves, facts.on_record.participations, basis, basis.period)
    every = tuple(dict.fromkeys(one.year for one in facts.standings))
    shown = years.told(every, {one.year for one in facts.standings if one.goals or one.reached})
    text = facts.texts.get((facts.year, YearText.DIRECTOR), "")
    standings = [one for one in facts.standings if one.year in shown]
    now = goals.by_kind(one for one in facts.standings if one.year == facts.year)
    money = {number.key: number for number in _money(facts)}
    plans = by_name(
        Line(one.who, one.number, "Plan in force", None, opens=Opens.PLAN, key=one.who.id) for one in facts.plans
    )
    figures = Figures(
        "At a glance",
        (
            goal_parts.participants(facts.on_record, facts.people, basis),
            *_goal(now[GoalKind.PARTICIPATION]),
            found.number("um-hires", "UM hires", found.hires, counts.hire_definition(basis.definitions)),
            *_goal(now[GoalKind.HIRING]),
            Number("plans-in-force", "Plans in force", plans, definition=IN_FORCE),
            money["budget/allocated"],
            money["budget/spent"],
            replace(money["budget/left"], definition=LEFT),
        ),
    )
    return Content(
        (
            figures,
            goal_parts.words("What needs attention", "\n".join(_attention(facts, basis)), _CALM),
            *((goal_parts.words("From the program", text),) if text else ()),
            goals_picture(standings, facts.people, basis),
            _budget(facts),
        ),
        definitions=(*((goals.SUM,) if any(_is_sum(one) for one in standings) else ()), goal_parts.THROUGH,
            *years.left_out(every, shown),
        ),
        data={
            "year": facts.year,
            "years": {
                str(year): goal_parts.plain([one for one in standings if one.year == year])
                for year in shown
            },
            "budget": budget.data(facts.pots),
        },
    )  # fmt: skip


def _is_sum(one: Standing) -> bool:
    """Whether the number of a goal has to be explained: it is made of several, or was reduced."""
    return len(one.goals) > 1 or any(goal.reduced_to is not None for goal in one.goals)


def _attention(facts: DirectorFacts, basis: Basis) -> list[str]:
    """What a director may have to act on, in a sentence each: goals, budget, overdue actions, the next due dates."""
    name, over = dates.program_year_name(facts.year), over_words(facts.pots, facts.year)
    now = goals.by_kind(one for one in facts.standings if one.year == facts.year)
    unset = [kind for kind in goal_parts.NEEDED if now[kind].goal is None]
    missed = [kind for kind in GoalKind if now[kind].missed]
    found = [
        f"{capital(goal_parts.named(kinds))} of {name} {'is' if len(kinds) == 1 else 'are'} {state}."
        for kinds, state in ((unset, "not set"), (missed, "missed"))
        if kinds
    ]
    if goals.short_twice(facts.standings) is not None:
        found.append("Goals were missed two years in a row: tell CalHR why and what is needed (Gov. Code 19402(b)(1)).")
    if not any(pot.allocated for pot in facts.pots):
        found.append(f"No budget of {name} is on record.")
    found += [over] if over else []
    late = [row.text for row in facts.actions if row.overdue(basis.today) and row.text.strip()]
    if late:
        more = [*(quoted(text, _ACTION) for text in late[:_ACTIONS]), *(["others"] if len(late) > _ACTIONS else [])]
        found.append(f"Overdue in the action plan: {enumerated(more)}.")
    due = [
        f"the {what} by {dates.show(one.on)}"
        for one in statutory(facts.year)
        if (what := _DUE.get(one.key)) and one.on >= basis.today
    ]
    return [*found, *([f"Due to CalHR: {enumerated(due)}."] if due else [])]


def goals_picture(standings: Sequence[Standing], people: Mapping[str, Who], basis: Basis) -> Bars:
    """Participants and UM hires of some program years beside their goals."""
    series = []
    for kind, name in ((GoalKind.PARTICIPATION, "Participants"), (GoalKind.HIRING, "UM hires")):
        own = [one for one in standings if one.kind is kind]
        series.append(Series(name, tuple(goal_parts.reached_number(one, people, basis) for one in own)))
        goal = tuple(next(iter(_goal(one)), goal_parts.NO_GOAL) for one in own)
        series.append(Series(f"{capital(kind)} goal", goal))
    names = years.names([one.year for one in standings if one.kind is GoalKind.HIRING], basis)
    return Bars("Participants and UM hires against the goals", names, tuple(series), by="Program year")


def _goal(one: Standing) -> tuple[Number, ...]:
    found = goal_parts.goal_number(one)
    return () if found is None else (replace(found, definition=""),)


def _money(facts: DirectorFacts) -> list[Number]:
    """The sums of the budget without their definitions, which take the room of the one page."""
    return [replace(number, definition="") for number in budget.figures_of(facts.pots)]


def _budget(facts: DirectorFacts) -> Bars:
    spent, still, left = (
        number for number in _money(facts) if number.key.rpartition("/")[2] in ("spent", "open", "left")
    )
    name = dates.program_year_name(facts.year)
    return Bars(
        "Budget used",
        (name,),
        tuple(Series(number.label, (number,)) for number in (spent, still, left)),
        by="Program year",
    )
