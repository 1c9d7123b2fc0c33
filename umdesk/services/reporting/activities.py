"""The activities of a period's participants, and the hours recorded in it, for their report."""

from collections.abc import Mapping

from umdesk.domain.reports import training
from umdesk.domain.reports.model import Content, Span
from umdesk.domain.reports.plan_facts import OfPlan, Planned, Worked
from umdesk.services.reporting import plans
from umdesk.services.reporting.book import Book


def content(book: Book, span: Span) -> Content:
    """The report of activities on a period."""
    basis = book.basis(span)
    taking = plans.taking_part(book, basis.period)
    ids = [one.id for one in taking]
    far, worked = plans.progress(book, basis.period, ids)
    planned = plans.identities(book, plans.revisions(book, ids), far, hours=True)
    numbers = plans.numbers(book)
    known: dict[bytes, Planned] = {row.item: row for rows in planned.values() for row in rows}
    known |= _others(book, worked, known)
    doing = [
        OfPlan(book.people[one.person], numbers.get(one.id, ""), planned.get(one.id, ()), worked.get(one.id, ()))
        for one in book.participations
        if one.id in planned or one.id in worked
    ]
    return training.content(doing, known, basis)


def _others(
    book: Book, worked: Mapping[str, tuple[Worked, ...]], known: Mapping[bytes, Planned]
) -> Mapping[bytes, Planned]:
    """What hours were recorded for that is in no plan of the period's participants."""
    wanted = {row.item for rows in worked.values() for row in rows if row.item not in known}
    return plans.newest_of(book, wanted) if wanted else {}
