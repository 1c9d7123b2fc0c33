"""The T&D assignments of everybody with one in a period, with all that the limit of 24 months follows from."""

from collections import defaultdict
from fractions import Fraction

from sqlalchemy import select

from umdesk.domain.reports import td
from umdesk.domain.reports.model import Content, Span
from umdesk.domain.reports.td import Assignment, Serving
from umdesk.domain.td_limits import Period, Service
from umdesk.domain.td_words import read_time_base
from umdesk.services.reporting.book import Book
from umdesk.services.reporting.sets import among
from umdesk.storage.models import Appointment, TDAssignment


def content(book: Book, span: Span) -> Content:
    """The report of T&D assignments on a period."""
    basis = book.basis(span)
    row, asked = TDAssignment, basis.period
    touching = select(row.person_id).where(row.starts <= asked.last, row.ends >= asked.first)
    query = select(
        row.id, row.person_id, row.starts, row.ends, row.time_base, row.class_code, row.class_title, row.from_unit,
        row.to_unit, row.over_limit_reason,
    ).where(row.person_id.in_(touching))  # fmt: skip
    found: defaultdict[str, list[Assignment]] = defaultdict(list)
    for one in book.rows(query):
        name = one.class_title or (book.class_title(one.class_code, one.starts) if one.class_code else "")
        said = name if name.startswith(one.class_code) else f"{one.class_code} {name}"
        period = Period(one.starts, one.ends, Fraction(one.time_base))
        found[one.person_id].append(
            Assignment(one.id, period, said.strip(), one.from_unit, one.to_unit, one.over_limit_reason)
        )
    service = _service(book, list(found))
    people = [Serving(book.people[person], tuple(rows), service[person]) for person, rows in found.items()]
    return td.content(people, basis)


def _service(book: Book, people: list[str]) -> defaultdict[str, tuple[Service, ...]]:
    """The time bases that people worked at by their appointments."""
    row = Appointment
    query = select(row.person_id, row.effective, row.time_base).where(among(row.person_id, people))
    found: defaultdict[str, list[Service]] = defaultdict(list)
    for person, since, text in book.rows(query):
        found[person].append(Service(since, read_time_base(text)))
    return defaultdict(tuple, {person: tuple(sorted(rows)) for person, rows in found.items()})
