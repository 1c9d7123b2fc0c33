"""The goals and the texts of program years, read for reports (session block)."""

from collections.abc import Mapping

from sqlalchemy import select

from umdesk.domain.counts import Period
from umdesk.domain.goals import Goal, OnRecord
from umdesk.domain.year_words import GoalKind, ReductionAnswer, YearText
from umdesk.services.reporting.book import Book
from umdesk.storage.models import YearGoal, YearNote


def all_goals(book: Book) -> tuple[Goal, ...]:
    """Every goal of every program year, in the order of years and timeframes."""
    row = YearGoal
    rows = book.rows(
        select(
            row.id, row.year, row.kind, row.employees, row.period_from, row.period_to, row.approved_on,
            row.approved_note, row.reduced_to, row.reduction_asked_on, row.reduction_reason, row.reduction_answer,
            row.reduction_answered_on, row.note,
        ).order_by(row.year, row.period_from, row.id)
    )  # fmt: skip
    return tuple(
        Goal(
            year=one.year, kind=GoalKind(one.kind), employees=one.employees,
            timeframe=Period(one.period_from, one.period_to), approved_on=one.approved_on,
            approved_note=one.approved_note, reduced_to=one.reduced_to, reduction_asked_on=one.reduction_asked_on,
            reduction_reason=one.reduction_reason,
            reduction_answer=ReductionAnswer(one.reduction_answer) if one.reduction_answer else None,
            reduction_answered_on=one.reduction_answered_on, note=one.note, id=one.id,
        )
        for one in rows
    )  # fmt: skip


def on_record(book: Book) -> OnRecord:
    """What goals are counted from."""
    return OnRecord(
        tuple(one.states for one in book.participations),
        tuple(one.move for one in book.advancements),
        book.category_on,
        book.definitions,
    )


def texts(book: Book) -> Mapping[tuple[int, YearText], str]:
    """The texts of all program years by year and word; those that nobody wrote are left out."""
    row = YearNote
    rows = book.rows(select(row.year, row.key, row.text).where(row.text != ""))
    return {(one.year, YearText(one.key)): one.text for one in rows}
