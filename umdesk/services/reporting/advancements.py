"""Every move on record with its plan, for the report of advancements."""

from umdesk.domain.reports import advancements
from umdesk.domain.reports.model import Content, Span
from umdesk.domain.reports.moves import Advance
from umdesk.services.reporting import plans
from umdesk.services.reporting.book import Book


def content(book: Book, span: Span) -> Content:
    """The report of advancements in a period."""
    basis = book.basis(span)
    dated = [one for one in book.advancements if one.move.on in basis.period]
    numbers = plans.numbers(book)
    moves = [
        Advance(one.id, book.people[one.move.person], one.move, numbers.get(one.participation or "", ""))
        for one in dated
    ]
    return advancements.content(moves, [one.states for one in book.participations], basis)
