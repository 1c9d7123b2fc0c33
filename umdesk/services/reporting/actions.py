"""The action plans of a period, read for their report (session block)."""

from collections import defaultdict

from sqlalchemy import select

from umdesk.domain import budget
from umdesk.domain.reports import action_plan
from umdesk.domain.reports.model import Content, Span
from umdesk.domain.year_words import YearFilePurpose
from umdesk.services.reporting.book import Book
from umdesk.services.year import action_columns, actions
from umdesk.storage.models import YearFile


def content(book: Book, span: Span) -> Content:
    """The report on the action plans of the program years of a period, as they stand today."""
    years = budget.years_of(span.period)
    rows = [row for year in years for row in actions.read(book.session, year)]
    files: dict[str, list[str]] = defaultdict(list)
    kept = select(YearFile.action_id, YearFile.name).where(YearFile.purpose == YearFilePurpose.EVIDENCE.value)
    for action, name in book.session.execute(kept.order_by(YearFile.added_at, YearFile.id)):
        if action is not None:
            files[action].append(name)
    return action_plan.content(action_columns.read(book.session), rows, files, years, book.today)
