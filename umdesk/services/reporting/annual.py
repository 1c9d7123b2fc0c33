"""The annual reports, put together from what is on record of their years (session block)."""

from collections.abc import Iterable

from sqlalchemy import select

from umdesk.domain import counts, dates
from umdesk.domain.counts import Period
from umdesk.domain.goals import OnRecord, Standing, standing
from umdesk.domain.reports import director, evaluation, progress, workforce
from umdesk.domain.reports import goals as goal_parts
from umdesk.domain.reports.basis import Basis
from umdesk.domain.reports.director import DirectorFacts, PlanInForce
from umdesk.domain.reports.evaluation import EvaluationFacts
from umdesk.domain.reports.model import Content, Span
from umdesk.domain.reports.moves import Advance
from umdesk.domain.reports.progress import ProgressFacts
from umdesk.domain.reports.workforce import WorkforceFacts
from umdesk.domain.year_words import GoalKind
from umdesk.services.plans import in_force
from umdesk.services.reporting import actions, budget, goals, plans
from umdesk.services.reporting import evaluation as evaluation_facts
from umdesk.services.reporting.applications import asked
from umdesk.services.reporting.book import Book
from umdesk.services.reporting.classes import class_facts
from umdesk.services.reporting.handbook import planned_targets
from umdesk.services.year import handbook
from umdesk.storage.models import Plan


def workforce_analysis(book: Book, span: Span) -> Content:
    """The Workforce Analysis worksheet; goals, budget and plans are those of the program year of its last day."""
    basis = book.basis(span)
    year = dates.program_year(span.period.last)
    on_record = goals.on_record(book)
    facts = WorkforceFacts(
        year=year,
        people=book.people,
        moves=advances(book),
        goals=goals.all_goals(book),
        on_record=on_record,
        texts=goals.texts(book),
        classes=class_facts(book),
        pots=budget.pots(book, counts.program_year_period(year), basis.period.last),
        exams=[row.exam for row in handbook.planned(book.session, year)],
        actions=actions.of_years(book, [year]),
        elements=handbook.of_program(book.session, basis.period.last),
        planned=planned_targets(book),
    )
    return workforce.content(facts, basis)


def progress_report(book: Book, span: Span) -> Content:
    """The progress report of Gov. Code 19402(b)."""
    first, last = dates.program_year(span.period.first), dates.program_year(span.period.last)
    facts = ProgressFacts(
        years=tuple(range(first, last + 1)),
        people=book.people,
        moves=advances(book),
        on_record=goals.on_record(book),
        goals=goals.all_goals(book),
        texts=goals.texts(book),
        catalogue=book.catalogue,
        employments=book.employments,
    )
    return progress.content(facts, book.basis(span))


def director_summary(book: Book, span: Span) -> Content:
    """The director's summary; pictures and budget end with the program year of the period's last day."""
    basis = book.basis(span)
    year = dates.program_year(span.period.last)
    years = range(year - director.YEARS + 1, year + 1)
    on_record = goals.on_record(book)
    facts = DirectorFacts(
        year=year,
        people=book.people,
        moves=advances(book),
        on_record=on_record,
        standings=_standings(years, book, on_record, basis),
        pots=budget.pots(book, counts.program_year_period(year), basis.period.last),
        plans=_in_force(book, basis),
        texts=goals.texts(book),
        actions=actions.of_years(book, [year]).rows,
    )
    return director.content(facts, basis)


def year_on_year(book: Book, span: Span) -> Content:
    """The last five program years side by side, the last one that of the last day counted."""
    basis = book.basis(span)
    year = dates.program_year(basis.period.last)
    years = tuple(range(year - evaluation.YEARS + 1, year + 1))
    period = Period(counts.program_year_period(years[0]).first, basis.period.last)
    on_record = goals.on_record(book)
    papers = plans.numbers(book)
    every = goals.all_goals(book)
    facts = EvaluationFacts(
        years=years,
        people=book.people,
        on_record=on_record,
        moves=advances(book),
        asked=asked(book, period),
        states=evaluation_facts.ended(book, papers, period),
        signed=evaluation_facts.signed(book, period),
        done=evaluation_facts.done(book, papers, period),
        trained=evaluation_facts.trained(book, papers, period),
        hiring=tuple(
            standing(year, GoalKind.HIRING, every, on_record, last=basis.period.last, today=basis.today)
            for year in years
        ),
        allocated=budget.allocated(book.session, years),
        spent=plans.spent(book, papers, period),
        texts=goals.texts(book),
    )
    return evaluation.content(facts, basis)


def _standings(years: Iterable[int], book: Book, on_record: OnRecord, basis: Basis) -> tuple[Standing, ...]:
    every = goals.all_goals(book)
    return tuple(one for year in years for one in goal_parts.standings(year, every, on_record, basis))


def _in_force(book: Book, basis: Basis) -> tuple[PlanInForce, ...]:
    """The plans of those who took part on the last day counted that were in force on it."""
    last = Period(basis.period.last, basis.period.last)
    person = {
        one.id: one.person for one in book.participations if counts.takes_part(one.states, last, book.definitions)
    }
    held = {plan for plan, _number, _day in in_force.held_from(book.session, last.last)}
    rows = book.rows(select(Plan.id, Plan.participation_id, Plan.number))
    return tuple(
        PlanInForce(book.people[person[part]], number) for plan, part, number in rows if plan in held and part in person
    )


def advances(book: Book) -> tuple[Advance, ...]:
    """Every move on record with whose it is."""
    return tuple(Advance(one.id, book.people[one.move.person], one.move) for one in book.advancements)
