"""Making a report: read once, counted by the domain."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from umdesk.domain import dates
from umdesk.domain.counts import Period
from umdesk.domain.errors import InvalidInput
from umdesk.domain.reports import periods
from umdesk.domain.reports.kinds import KINDS
from umdesk.domain.reports.model import Report, Span
from umdesk.services.permissions import permit
from umdesk.services.reporting.book import Book
from umdesk.services.reporting.building import BUILDERS
from umdesk.storage.program import Program


def make(program: Program, kind: str, period: Period) -> Report:
    """Make a report on a period; of an unfinished period the part up to and with today is counted.

    Args:
        program: the open program.
        kind: a key of `kinds.KINDS`.
        period: the whole period that was asked for.

    Raises:
        InvalidInput: the period has not begun, and this kind of report counts what happened, or it has days of years
            that cannot be.
        NotAllowed: the account may not see reports.
    """
    permit(program, "reporting.making.make")
    periods.refuse_far(period)
    what = KINDS[kind]
    span = Span(period, period.until(program.today()))
    if span.counted is None and not what.ahead:
        raise InvalidInput(
            f"The period begins on {dates.show(period.first)}, so there is nothing to count yet.",
            "Choose an earlier period.",
            field="period",
        )
    with program.reading() as session, without_collecting():
        book = Book(session, program)
        return Report(kind, what.title, span, book.head, BUILDERS[kind](book, span))


@contextmanager
def without_collecting() -> Iterator[None]:
    """A report makes 100,000 values that all stay: to look for garbage among them takes as long as to make them."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            # Puts what was made among the old values: the first search after this does not go through all of it.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
