"""What the program handbook is made from (session block)."""

from sqlalchemy import select

from umdesk.domain import dates
from umdesk.domain.in_force import MAY_HOLD
from umdesk.domain.reports import handbook as report
from umdesk.domain.reports.handbook import Criteria, HandbookFacts
from umdesk.domain.reports.model import Content, Span
from umdesk.domain.writing import plain
from umdesk.services.plans import in_force
from umdesk.services.reporting.book import Book
from umdesk.services.reporting.classes import class_facts
from umdesk.services.year import handbook, roles
from umdesk.storage.models import CriteriaSet, Criterion, Cycle, Revision


def content(book: Book, span: Span) -> Content:
    """The handbook as it stands on the last day counted, with the exams planned in that program year."""
    basis = book.basis(span)
    year = dates.program_year(span.period.last)
    holders = [row.holder for row in roles.of_program(book.session) if row.holder.on(basis.period.last)]
    facts = HandbookFacts(
        year,
        handbook.of_program(book.session, basis.period.last),
        roles.in_order(holders),
        _criteria(book),
        class_facts(book),
        tuple(row.exam for row in handbook.planned(book.session, year)),
        planned_targets(book),
    )
    return report.content(facts, basis)


def planned_targets(book: Book) -> frozenset[str]:
    """The target classes of plans in force."""
    holding = frozenset(in_force.held_ids(book.session).values())
    row = Revision
    found = book.rows(select(row.id, row.target_class_code).where(row.state.in_(MAY_HOLD), row.target_class_code != ""))
    return frozenset(code for key, code in found if key in holding)


def _criteria(book: Book) -> Criteria:
    """The criteria of the newest cycle that has any, as its newest version has them."""
    query = (
        select(CriteriaSet.id, Cycle.name)
        .join(Cycle, Cycle.id == CriteriaSet.cycle_id)
        .order_by(Cycle.opens.is_(None).desc(), Cycle.opens.desc(), CriteriaSet.version.desc())
        .limit(1)
    )
    newest = next(book.rows(query), None)
    if newest is None:
        return Criteria()
    row = Criterion
    rows = book.rows(
        select(row.name, row.maximum, row.weight).where(row.criteria_set_id == newest.id).order_by(row.position)
    )
    return Criteria(newest.name, tuple((one.name, plain(one.maximum), plain(one.weight)) for one in rows))
