"""The annual reports, put together from what is on record of their years (session block)."""

from umdesk.domain import counts, dates
from umdesk.domain.reports import prepared, workforce
from umdesk.domain.reports.advancements import Advance
from umdesk.domain.reports.model import Content, Span
from umdesk.domain.reports.workforce import WorkforceFacts
from umdesk.services.reporting import budget, goals
from umdesk.services.reporting import prepared as prepared_facts
from umdesk.services.reporting.book import Book
from umdesk.services.reporting.classes import class_facts


def workforce_analysis(book: Book, span: Span) -> Content:
    """The Workforce Analysis worksheet; goals, budget and plans are those of the program year of its last day."""
    basis = book.basis(span)
    year = dates.program_year(span.period.last)
    on_record = goals.on_record(book)
    actions = prepared_facts.actions(book, year)
    elements = prepared_facts.handbook(book)
    facts = WorkforceFacts(
        year=year,
        people=book.people,
        participations=on_record.participations,
        moves=advances(book),
        goals=goals.all_goals(book),
        on_record=on_record,
        texts=goals.texts(book),
        classes=class_facts(book),
        pots=budget.pots(book, counts.program_year_period(year), basis.period.last),
        exams=prepared.exams(prepared_facts.exams(book, year), year, basis.title, basis.period.last),
        actions=actions,
        handbook=prepared.handbook(elements, basis.today),
        asks=prepared.missing(actions, elements, year),
    )
    return workforce.content(facts, basis)


def advances(book: Book) -> tuple[Advance, ...]:
    """Every move on record with whose it is."""
    return tuple(Advance(one.id, book.people[one.move.person], one.move) for one in book.advancements)
