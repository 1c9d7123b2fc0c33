"""What the year-on-year evaluation is counted from (session block); what there is much of, the database groups."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, Integer, Text, case, cast, func, literal_column, select, type_coerce
from sqlalchemy.orm import aliased

from umdesk.domain import dates
from umdesk.domain.counts import Period
from umdesk.domain.reports.evaluation import Happened, Trained
from umdesk.domain.words import NO_TYPE, ParticipationState, ProgressStatus
from umdesk.domain.writing import capital, one_line
from umdesk.services.plans import in_force
from umdesk.services.reporting.book import Book
from umdesk.services.reporting.sets import among
from umdesk.storage.models import Plan, PlanActivity, Progress

_FAR = {status.value: place for place, status in enumerate(ProgressStatus)}
_DONE = ProgressStatus.DONE.value
_ENDS = frozenset({ParticipationState.COMPLETED, ParticipationState.WITHDRAWN, ParticipationState.ENDED})


def ended(book: Book, papers: Mapping[str, str], period: Period) -> list[tuple[ParticipationState, Happened]]:
    """The participations that were completed, withdrawn or ended in a period, with the day of each."""
    return [
        (change.state, Happened(
            one.id, book.people[one.person], papers.get(one.id, ""), capital(change.state), change.effective
        ))
        for one in book.participations
        for change in one.states.states
        if change.state in _ENDS and change.effective in period
    ]  # fmt: skip


def signed(book: Book, period: Period) -> list[Happened]:
    """The revisions that were signed or put in force in a period, by the id of their plan."""
    held = [one for one in in_force.held_from(book.session, period.last) if one[2] >= period.first]
    person = {taking.id: taking.person for taking in book.participations}
    rows = book.rows(select(Plan.id, Plan.participation_id, Plan.number))
    plans = {plan: (book.people[person[part]], paper) for plan, part, paper in rows}
    return [Happened(plan, *plans[plan], f"Revision {number}", day) for plan, number, day in held]


def done(book: Book, papers: Mapping[str, str], period: Period) -> list[Happened]:
    """The activities that were done at the end of a program year of the period and were not so the year before."""
    row, again = Progress, aliased(Progress)
    done_then = select(again.item_id).where(again.status == _DONE, again.on.between(period.first, period.last))
    query = select(row.item_id, row.participation_id, row.on, row.status).where(
        row.item_id.in_(done_then), row.on <= period.last
    )
    steps: dict[str, dict[int, tuple[date, int]]] = {}
    part_of: dict[str, str] = {}
    for item, part, on, status in book.rows(query):
        part_of[item] = part
        ends = steps.setdefault(item, {})
        year = dates.program_year(on)
        ends[year] = max(ends.get(year, (date.min, 0)), (on, _FAR[status]))
    became = [
        (item, ends[year][0])
        for item, ends in steps.items()
        for before, year in pairwise((0, *sorted(ends)))
        if ends[year][1] == _FAR[_DONE]
        and ends[year][0] >= period.first
        and (not before or ends[before][1] != _FAR[_DONE])
    ]
    said = _said(book, {item for item, _on in became})
    taking = {one.id: one.person for one in book.participations}
    return [
        Happened(item, book.people[taking[part_of[item]]], papers.get(part_of[item], ""), said.get(item, ""), on)
        for item, on in became
    ]


def _said(book: Book, items: Iterable[str]) -> Mapping[str, str]:
    """What lists call activities, as their newest revision has them."""
    row = PlanActivity
    query = select(row.item_id, row.text, row.type).where(among(row.item_id, items))
    newest_last = query.order_by(row.item_id, literal_column("plan_activity.rowid"))
    return {item: one_line(text) or capital(kind or NO_TYPE) for item, text, kind in book.rows(newest_last)}


def trained(book: Book, papers: Mapping[str, str], period: Period) -> list[Trained]:
    """The hours that were recorded in a period, summed for each participation and program year."""
    row = Progress
    year = _year(row.on)
    # Joined as text and summed here, since a sum in the database would not be exact.
    each = func.group_concat(type_coerce(row.hours, Text), " ")
    query = (
        select(row.participation_id, year, each)
        .where(row.on.between(period.first, period.last), row.hours.is_not(None))
        .group_by(row.participation_id, year)
    )
    taking = {one.id: one.person for one in book.participations}
    return [
        Trained(book.people[taking[part]], papers.get(part, ""), when, hours)
        for part, when, texts in book.rows(query)
        if (hours := sum(map(Decimal, texts.split()), Decimal(0)))
    ]


def _year(day: Any) -> ColumnElement[int]:
    """The program year of a day in the database, where days are ISO 8601 text."""
    text = type_coerce(day, Text)
    begins = f"{dates.PROGRAM_YEAR_STARTS:02}"
    return cast(func.substr(text, 1, 4), Integer) + case((func.substr(text, 6, 2) >= begins, 1), else_=0)
