"""The report of plans by state and age, from the revisions of everybody in the program."""

from umdesk.domain.counts import state_on
from umdesk.domain.reports import plan_states
from umdesk.domain.reports.model import Content, Span
from umdesk.domain.reports.plan_facts import newest_by
from umdesk.domain.reports.plan_states import Standing
from umdesk.domain.words import TAKES_PART
from umdesk.services.reporting import plans
from umdesk.services.reporting.book import Book


def content(book: Book, span: Span) -> Content:
    """The report on the last day counted."""
    basis = book.basis(span)
    last = basis.period.last
    within = [one for one in book.participations if state_on(one.states, last) in TAKES_PART]
    versions = plans.versions(book, [one.id for one in within])
    found = []
    for one in within:
        newest = newest_by(versions.get(one.id, ()), last)
        if newest is not None:
            found.append(Standing(book.people[one.person], newest.plan, newest.number, *newest.on(last)))
    return plan_states.content(found, basis)
