"""The Workforce Analysis worksheet: everything that its Upward Mobility part asks for, laid out to be copied.

The items are the union of what CalHR's pages and slides name and what Gov. Code 19402(b) asks for. It is a worksheet
of umdesk and never CalHR's form.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from umdesk.domain import counts, dates, goals
from umdesk.domain.budget import Pot
from umdesk.domain.counts import Period
from umdesk.domain.goals import Goal, OnRecord, Standing
from umdesk.domain.handbook import Element, PlannedExam
from umdesk.domain.program_facts import Who
from umdesk.domain.reports import action_plan, budget, classes, handbook, moves, unrecorded
from umdesk.domain.reports import asked as asked_items
from umdesk.domain.reports import goals as goal_parts
from umdesk.domain.reports.action_plan import ActionPlans
from umdesk.domain.reports.basis import Basis
from umdesk.domain.reports.classes import ClassFacts
from umdesk.domain.reports.model import Content, Figures, Part, Words
from umdesk.domain.reports.moves import Advance
from umdesk.domain.words import Category
from umdesk.domain.year_calendar import WORKFORCE_ANALYSIS, due
from umdesk.domain.year_words import GoalKind, YearText

NOT_THE_FORM = "This is a worksheet to copy from. It is not CalHR's form."
_THE_FORM = "CalHR's own form is in its Workforce Analysis dashboard and is due by"
READING = (
    "Goal wording: the law (Gov. Code 19402) speaks of higher-level technical, professional and administrative "
    "positions, the regulation (2 CCR 599.981) of entry-level ones. This worksheet counts moves into entry-level ones."
)


@dataclass(frozen=True, slots=True)
class WorkforceFacts:
    """What the worksheet is made from; `year` is the program year whose goals, budget and plans it has.

    `planned` are the target classes of plans in force.
    """

    year: int
    people: Mapping[str, Who]
    moves: Sequence[Advance]
    goals: Sequence[Goal]
    on_record: OnRecord
    texts: Mapping[tuple[int, YearText], str]
    classes: ClassFacts
    pots: Sequence[Pot]
    exams: Sequence[PlannedExam]
    actions: ActionPlans
    elements: Sequence[Element]
    planned: frozenset[str] = frozenset()


def content(facts: WorkforceFacts, basis: Basis) -> Content:
    """The worksheet of a period."""
    found = moves.count(facts.moves, facts.on_record.participations, basis, basis.period)
    calendar = counts.calendar_year_period(facts.year - 1)
    before = moves.count(facts.moves, facts.on_record.participations, basis, calendar)
    asked = _of_the_calendar_year(calendar, basis.period.last)
    taking = goal_parts.participants(facts.on_record, facts.people, basis)
    every = goal_parts.standings(facts.year, facts.goals, facts.on_record, basis)
    by_class = classes.count(facts.classes, basis)
    planned = [code for code in facts.planned if basis.category_on(code, basis.period.last) is Category.ELTPA]
    second = goals.second_missed(facts.year, facts.goals, facts.on_record, basis.today)
    reasons, unexplained = goal_parts.explained(second, facts.texts)
    expected = goal_parts.goal_number(goals.by_kind(every)[GoalKind.HIRING])
    figures = (
        taking,
        *moves.figures(found, basis)[:1],
        *((expected,) if expected else ()),
        *moves.figures(found, basis)[1:],
        moves.every(found),
        before.number(
            "calendar-um-hires", f"UM hires in the calendar year {calendar.first.year}", before.hires, asked,
        ),
        before.number(
            "calendar-um-moves", f"All such moves in the calendar year {calendar.first.year}",
            before.without_participant_test, asked,
        ),
    )  # fmt: skip
    money = budget.figures_of(facts.pots)
    known = {number.key: number for number in (*figures, *money)}
    name = dates.program_year_name(facts.year)
    parts: tuple[Part, ...] = (
        Words("What this is", (NOT_THE_FORM,)),
        asked_items.table(known, expected, name, calendar.first.year),
        Figures("At a glance", figures),
        goal_parts.table(f"Goals of {name}", every, facts.people, basis),
        *goal_parts.ahead(facts.year + 1, facts.goals),
        moves.by_class("um-hires", "UM hires by class", found, found.hires, basis),
        moves.by_class(
            "calendar-um-hires", f"UM hires by class in the calendar year {calendar.first.year}", before,
            before.hires, basis,
        ),
        Figures(f"Program budget of {name}", money),
        budget.table(facts.pots),
        *(classes.table(by_class, category) for category in (Category.LPEL, Category.ELTPA, Category.BRIDGING)),
        classes.targets(facts.classes, by_class, planned, basis),
        classes.ladders(facts.classes, by_class, basis),
        handbook.exams(facts.exams, facts.year, basis.title, basis.period.last),
        handbook.elements(facts.elements, basis.today),
        action_plan.table(facts.actions, basis.today, f"Action plan of {name}"),
        goal_parts.words("Good-faith efforts", facts.texts.get((facts.year, YearText.EFFORTS), ""), "Not written yet."),
        *reasons,
    )  # fmt: skip
    return Content(
        parts,
        definitions=(goals.SUM, goal_parts.THROUGH, classes.EMPLOYEES, READING, *budget.DEFINITIONS),
        notes=(
            f"{NOT_THE_FORM} {_THE_FORM} {dates.show(due(WORKFORCE_ANALYSIS, facts.year))}.",
            counts.OWN_DEFINITIONS,
            *_without_apprentices(facts.year, every),
        ),
        asks=(
            *goal_parts.missing(every),
            *unexplained,
            *unrecorded.asks(
                facts.classes.employments, [one.move for one in facts.moves], facts.on_record.participations, basis
            ),
            *budget.asks(facts.pots, facts.year),
            *classes.unsorted(by_class),
            *action_plan.asks(facts.actions),
            *handbook.asks(facts.elements),
        ),
        data={
            "year": facts.year,
            "participants": taking.value,
            "um_hires": len(found.hires),
            "advancements": len(found.every),
            "goals": goal_parts.plain(every),
            "budget": budget.data(facts.pots),
            "lpel_classes": classes.plain(by_class, Category.LPEL),
            "eltpa_classes": classes.plain(by_class, Category.ELTPA),
            "action_plan": action_plan.plain(facts.actions, basis.today),
            "definitions": definitions(basis),
        },
    )


def _of_the_calendar_year(calendar: Period, last: date) -> str:
    """What the law asks of the last calendar year, and how far that year is counted while it is not over."""
    counted = "" if last >= calendar.last else f", counted through {dates.show(last)}"
    return (
        f"Gov. Code 19402(b)(1) asks for the moves of the last calendar year, here {calendar.first.year}{counted}. "
        f"{moves.TWO_READINGS}"
    )


def _without_apprentices(year: int, every: Sequence[Standing]) -> tuple[str, ...]:
    """That there is no goal of that kind: the table of goals leaves it out, and only some departments need one."""
    if goals.by_kind(every)[GoalKind.APPRENTICESHIP].goals:
        return ()
    asked = "Gov. Code 19402(a) asks for one where the department takes part in apprenticeship programs."
    return (f"No apprenticeship goal is set for {dates.program_year_name(year)}: {asked}",)


def definitions(basis: Basis) -> dict[str, str]:
    """How the numbers of the JSON are counted, by their names there."""
    return {
        "participants": counts.participant_definition(basis.definitions),
        "um_hires": counts.hire_definition(basis.definitions),
        "advancements": moves.EVERY,
        "goals": " ".join([*(goals.definition(kind) for kind in GoalKind), goals.SUM]),
        "budget": " ".join(budget.DEFINITIONS),
        "lpel_classes": classes.EMPLOYEES,
        "eltpa_classes": classes.EMPLOYEES,
    }
