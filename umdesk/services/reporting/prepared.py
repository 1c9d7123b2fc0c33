"""The action plan and planned exams of a program year, read for reports (session block)."""

from sqlalchemy import select

from umdesk.domain.reports.prepared import Action, Exam
from umdesk.domain.year_words import ActionStatus
from umdesk.services.reporting.book import Book
from umdesk.storage import models


def actions(book: Book, year: int) -> tuple[Action, ...]:
    """The actions of a year in their order, with the department's own columns by their titles."""
    own = dict(book.session.execute(select(models.ActionColumn.key, models.ActionColumn.title)).all())
    row = models.Action
    rows = book.session.execute(
        select(
            row.id, row.text, row.aim, row.responsible, row.target_date, row.status, row.result, row.done_on, row.extra
        )
        .where(row.year == year)
        .order_by(row.position, row.id)
    )
    return tuple(
        Action(
            one.id, one.text, one.aim, one.responsible, one.target_date, ActionStatus(one.status), one.result,
            one.done_on, {own[key]: str(text) for key, text in one.extra.items() if key in own},
        )
        for one in rows
    )  # fmt: skip


def exams(book: Book, year: int) -> tuple[Exam, ...]:
    """The exams that are planned in a year, in the order of their days."""
    row = models.PlannedExam
    rows = book.session.execute(
        select(row.class_code, row.class_title, row.planned_for, row.note)
        .where(row.year == year)
        .order_by(row.planned_for.is_(None), row.planned_for, row.class_code)
    )
    return tuple(Exam(one.class_code, one.class_title, one.planned_for, one.note) for one in rows)
