"""Which function builds the content of each kind of report from a book; a kind is added here in one line."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from umdesk.domain.budget import years_of
from umdesk.domain.reports import advancements, budget
from umdesk.domain.reports.model import Content, Span
from umdesk.services.reporting import budget as budget_facts
from umdesk.services.reporting import participants
from umdesk.services.reporting.book import Book

Builder: TypeAlias = "Callable[[Book, Span], Content]"


def _advancements(book: Book, span: Span) -> Content:
    moves = [advancements.Advance(one.id, book.people[one.move.person], one.move) for one in book.advancements]
    taking = [one.states for one in book.participations]
    return advancements.content(moves, taking, book.basis(span))


def _budget(book: Book, span: Span) -> Content:
    through = span.counted.last if span.counted else book.today
    return budget.content(budget_facts.pots(book, span.period, through), years_of(span.period))


BUILDERS: Mapping[str, Builder] = {
    "advancements": _advancements,
    "participants": participants.content,
    "budget": _budget,
}
"""Kind of report → what builds it. Of a kind that is not `ahead` the period has begun."""
