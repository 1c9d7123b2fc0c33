"""The action plans of program years, read for reports (session block)."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from umdesk.domain import budget
from umdesk.domain.reports import action_plan
from umdesk.domain.reports.action_plan import ActionPlans
from umdesk.domain.reports.model import Content, Span
from umdesk.domain.year_words import YearFilePurpose
from umdesk.services.reporting.book import Book
from umdesk.services.year import action_columns, actions
from umdesk.storage.models import YearFile


def content(book: Book, span: Span) -> Content:
    """The report on the action plans of the program years of a period, as they stand today."""
    return action_plan.content(of_years(book, budget.years_of(span.period)), book.today)


def of_years(book: Book, years: Sequence[int]) -> ActionPlans:
    """The action plans of some program years with the names of their evidence."""
    rows = [row for year in years for row in actions.read(book.session, year)]
    files: dict[str, list[str]] = defaultdict(list)
    kept = select(YearFile.action_id, YearFile.name).where(YearFile.purpose == YearFilePurpose.EVIDENCE.value)
    for action, name in book.rows(kept.order_by(YearFile.added_at, YearFile.id)):
        if action is not None:
            files[action].append(name)
    return ActionPlans(years, action_columns.read(book.session), rows, files)
