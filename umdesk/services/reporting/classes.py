"""Employees by class, stated numbers and ladders, read for reports (session block)."""

from sqlalchemy import select

from umdesk.domain.ladders import Step
from umdesk.domain.reports import classes
from umdesk.domain.reports.classes import ClassFacts, Stated
from umdesk.domain.reports.model import Content, Span
from umdesk.domain.words import Route
from umdesk.services.reporting.book import Book
from umdesk.storage.models import Headcount, LadderStep


def content(book: Book, span: Span) -> Content:
    """The report on employees by class."""
    return classes.content(class_facts(book), book.basis(span))


def class_facts(book: Book) -> ClassFacts:
    """What employees by class are counted from."""
    row, step = Headcount, LadderStep
    stated = book.rows(select(row.class_code, row.on, row.employees, row.source))
    steps = book.rows(select(step.from_class_code, step.to_class_code, step.route, step.note))
    return ClassFacts(
        book.people,
        book.employments,
        book.catalogue,
        tuple(Stated(*one) for one in stated),
        tuple(Step(one[0], one[1], Route(one[2]), one[3]) for one in steps),
    )
