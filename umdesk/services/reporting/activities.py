"""The activities of a period's participants, and the hours recorded in it, for their report."""

from collections.abc import Mapping

from umdesk.domain.reports import training
from umdesk.domain.reports.model import Content, Span
from umdesk.domain.reports.plan_facts import Doing, Planned, Worked
from umdesk.domain.reports.training import Hours
from umdesk.services.reporting import plans
from umdesk.services.reporting.book import Book


def content(book: Book, span: Span) -> Content:
    """The report of activities on a period."""
    basis = book.basis(span)
    taking = plans.taking_part(book, basis.period)
    who = {one.id: book.people[one.person] for one in book.participations}
    ids = [one.id for one in taking]
    far = plans.statuses(book, ids, basis.period.last)
    planned = plans.identities(book, plans.revisions(book, ids), far, hours=True)
    numbers = plans.numbers(book)
    doing = [Doing(who[part], numbers.get(part, ""), row) for part, rows in planned.items() for row in rows]
    known: dict[bytes, Planned] = {row.item: row for rows in planned.values() for row in rows}
    worked = plans.hours(book, None, basis.period)
    known |= _others(book, worked, known)
    hours = [
        Hours(who[part], numbers.get(part, ""), row, known.get(row.item))
        for part, rows in worked.items()
        for row in rows
    ]
    return training.content(doing, hours, basis)


def _others(
    book: Book, worked: Mapping[str, tuple[Worked, ...]], known: Mapping[bytes, Planned]
) -> Mapping[bytes, Planned]:
    """What hours were recorded for that is in no plan of the period's participants."""
    wanted = {row.item for rows in worked.values() for row in rows if row.item not in known}
    return plans.newest_of(book, wanted) if wanted else {}
