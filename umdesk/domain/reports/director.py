"""The director's summary: a program year on one page, with five years of participants and UM hires in pictures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from umdesk.domain import counts, dates, goals
from umdesk.domain.budget import Pot
from umdesk.domain.goals import OnRecord, Standing
from umdesk.domain.program_facts import Who
from umdesk.domain.reports import budget, moves
from umdesk.domain.reports import goals as goal_parts
from umdesk.domain.reports.basis import Basis
from umdesk.domain.reports.lines import Line, Opens, by_name
from umdesk.domain.reports.model import Bars, Content, Figures, Number, Series
from umdesk.domain.reports.moves import Advance
from umdesk.domain.writing import capital
from umdesk.domain.year_words import GoalKind, YearText

IN_FORCE = "Plans that had come into force by the last day counted, of people active in the program on that day."
YEARS = 5
"""How many program years the picture has."""


@dataclass(frozen=True, slots=True)
class PlanInForce:
    """A plan that was in force on the last day counted, and whose it is."""

    who: Who
    number: str


@dataclass(frozen=True, slots=True)
class DirectorFacts:
    """What the page is made from; `standings` are those of five program years, the one of the report last."""

    year: int
    people: Mapping[str, Who]
    moves: Sequence[Advance]
    on_record: OnRecord
    standings: Sequence[Standing]
    pots: Sequence[Pot]
    plans: Sequence[PlanInForce]
    texts: Mapping[tuple[int, YearText], str]


def content(facts: DirectorFacts, basis: Basis) -> Content:
    """The page of a period."""
    found = moves.count(facts.moves, facts.on_record.participations, basis, basis.period)
    now = goals.by_kind(one for one in facts.standings if one.year == facts.year)
    money = {number.key: number for number in _money(facts)}
    plans = by_name(
        Line(one.who, one.number, "Plan in force", None, opens=Opens.PLAN, key=one.who.id) for one in facts.plans
    )
    text = facts.texts.get((facts.year, YearText.DIRECTOR), "")
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
            money["budget/left"],
        ),
    )
    return Content(
        (
            figures,
            *((goal_parts.words("From the program", text),) if text else ()),
            goals_picture(facts.standings, facts.people, basis),
            _budget(facts),
        ),
        definitions=(goals.SUM, goal_parts.THROUGH),
        data={
            "year": facts.year,
            "years": {
                str(year): goal_parts.plain([one for one in facts.standings if one.year == year])
                for year in dict.fromkeys(one.year for one in facts.standings)
            },
            "budget": budget.data(facts.pots),
        },
    )  # fmt: skip


def goals_picture(standings: Sequence[Standing], people: Mapping[str, Who], basis: Basis) -> Bars:
    """Participants and UM hires of some program years beside their goals."""
    series = []
    for kind, name in ((GoalKind.PARTICIPATION, "Participants"), (GoalKind.HIRING, "UM hires")):
        own = [one for one in standings if one.kind is kind]
        series.append(Series(name, tuple(goal_parts.reached_number(one, people, basis) for one in own)))
        goal = tuple(next(iter(_goal(one)), goal_parts.NO_GOAL) for one in own)
        series.append(Series(f"{capital(kind)} goal", goal))
    years = tuple(dates.program_year_name(one.year) for one in standings if one.kind is GoalKind.HIRING)
    return Bars("Participants and UM hires against the goals", years, tuple(series), by="Program year")


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
