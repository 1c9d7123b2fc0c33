"""What the program summary is counted from (session block)."""

from sqlalchemy import select

from umdesk.domain import counts
from umdesk.domain.counts import Period
from umdesk.domain.program_facts import Who
from umdesk.domain.reports import summary
from umdesk.domain.reports.model import Content, Span
from umdesk.domain.reports.plan_facts import Amount, OfPlan, counted
from umdesk.domain.reports.summary import PlanAsIs, SummaryFacts
from umdesk.services.reporting import goals, plans
from umdesk.services.reporting.annual import advances
from umdesk.services.reporting.applications import asked
from umdesk.services.reporting.book import Book
from umdesk.services.reporting.sets import among
from umdesk.storage.models import PlanCost


def content(book: Book, span: Span) -> Content:
    """The program summary of a period."""
    basis = book.basis(span)
    period = basis.period
    on_record = goals.on_record(book)
    taking = {one.id: one for one in plans.taking_part(book, period)}
    versions = plans.revisions(book, taking)
    agreed = {part: one for part, rows in versions.items() if (one := counted(rows)) is not None}
    far = plans.statuses(book, taking, period.last)
    last = Period(period.last, period.last)
    active = {part for part, one in taking.items() if counts.takes_part(one.states, last, book.definitions)}
    who = {part: book.people[one.person] for part, one in taking.items()}
    numbers = plans.numbers(book)
    facts = SummaryFacts(
        people=book.people,
        on_record=on_record,
        moves=advances(book),
        asked=asked(book, period),
        plans=[
            PlanAsIs(who[part], numbers[part], one.number, one.state, part in active) for part, one in agreed.items()
        ],
        estimates=_estimates(book, {one.id.hex(): (who[part], numbers[part]) for part, one in agreed.items()}),
        spent=plans.spent(book, numbers, period),
        activities=[
            OfPlan(who[part], numbers[part], rows) for part, rows in plans.identities(book, versions, far).items()
        ],
    )
    return summary.content(facts, span, basis)


def _estimates(book: Book, of_revision: dict[str, tuple[Who, str]]) -> list[Amount]:
    """The estimates of some revisions, each revision with whose plan it is and its number."""
    row = PlanCost
    query = select(row.revision_id, row.text, row.estimate).where(
        among(row.revision_id, of_revision), row.estimate.is_not(None)
    )
    return [
        Amount(*of_revision[revision], text, estimate)
        for revision, text, estimate in book.rows(query)
        if estimate is not None
    ]
