"""What a budget is counted from: allocations, the cost lines of plans in force, and the money that was spent."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from umdesk.domain import budget, counts, dates, plans
from umdesk.domain.budget import Allocated, Change, Committed, Pot, Spent
from umdesk.domain.counts import Period
from umdesk.domain.in_force import MAY_HOLD
from umdesk.domain.reports import budget as report
from umdesk.domain.reports.model import Content, Span
from umdesk.domain.words import TAKES_PART, ItemKind, ProgressStatus
from umdesk.domain.writing import capital
from umdesk.services.plans import in_force
from umdesk.services.reporting.book import Book
from umdesk.services.reporting.sets import among
from umdesk.storage.models import (
    Allocation,
    AllocationChange,
    MoneyRecord,
    Participation,
    Plan,
    PlanActivity,
    PlanCost,
    PlanItem,
    Progress,
    Revision,
)

_OVER = frozenset({ProgressStatus.DONE, ProgressStatus.DROPPED})


def content(book: Book, span: Span) -> Content:
    """The report on the budget; of a period that has not begun, what is planned for it."""
    through = span.counted.last if span.counted else book.today
    return report.content(pots(book, span.period, through), budget.years_of(span.period))


def pots(book: Book, period: Period, through: date, instead: Mapping[str, str] | None = None) -> tuple[Pot, ...]:
    """The lines of the budget of a period, with what happened up to and with the day `through`.

    `instead` takes other revisions for the ones that hold, by plan: what would be if they did.
    """
    return of_allocations(book, allocated(book.session, budget.years_of(period)), period, through, instead)


def of_allocations(
    book: Book,
    given: Sequence[Allocated],
    period: Period,
    through: date,
    instead: Mapping[str, str] | None = None,
    *,
    without: str = "",
) -> tuple[Pot, ...]:
    """The same for whoever has read the allocations of the period; `without` leaves a money record out."""
    lines = committed(book, period, through, instead, without)
    return budget.pots(given, lines, [one for one in spent(book, period, through) if one.id != without])


def years_of_costs(session: Session, revision_id: str) -> frozenset[int]:
    """The program years in which the cost lines of a revision belong that have an estimate (session block)."""
    line, activity = PlanCost, aliased(PlanActivity)
    rows = session.execute(
        select(_expected(activity))
        .select_from(line)
        .join(Revision, Revision.id == line.revision_id)
        .outerjoin(activity, _pays_for(activity))
        .where(line.revision_id == revision_id, line.estimate.is_not(None))
    )
    return frozenset(dates.program_year(day) for (day,) in rows if day is not None)


def allocated(session: Session, years: Iterable[int]) -> tuple[Allocated, ...]:
    """The allocations of some program years with their adjustments in order (session block)."""
    changes: dict[str, list[Change]] = defaultdict(list)
    row = AllocationChange
    for one in session.scalars(select(row).order_by(row.on, row.id)):
        changes[one.allocation_id].append(Change(one.id, one.on, one.amount, one.reason, one.made_by))
    given = Allocation
    columns = select(given.id, given.year, given.category, given.fund, given.amount, given.note)
    found = session.execute(columns.where(given.year.in_(list(years))))
    return tuple(
        Allocated(key, year, category, fund, amount, note, tuple(changes.get(key, ())))
        for key, year, category, fund, amount, note in found
    )


def committed(
    book: Book, period: Period, through: date, instead: Mapping[str, str] | None = None, without: str = ""
) -> tuple[Committed, ...]:
    """The cost lines of plans in force that belong to a period; `instead` and `without` as said above.

    The day of a line is when the money is expected to be spent; else the end of the activity that it pays for, else
    that one's start, else the first day of the plan's period. A line without any of them belongs to no year.
    What was spent on an activity was spent on the first of its lines of that kind of cost.
    """
    other = instead or {}
    holding = frozenset({**in_force.held_ids(book.session), **other}.values())
    line, version, activity = PlanCost, Revision, aliased(PlanActivity)
    expected = _expected(activity)
    # A line of another year may be the first one of an activity on which money was recorded.
    with_money = line.activity_item_id.in_(select(MoneyRecord.item_id))
    every = book.rows(
        select(
            line.revision_id, line.item_id, line.text, line.category, line.estimate, line.fund, line.planned_on,
            line.activity_item_id, activity.starts, activity.ends, version.period_from, Plan.number,
            Plan.participation_id, Participation.person_id,
        )
        .join(version, version.id == line.revision_id)
        .join(Plan, Plan.id == version.plan_id)
        .join(Participation, Participation.id == Plan.participation_id)
        .outerjoin(activity, _pays_for(activity))
        .where(
            line.estimate.is_not(None),
            or_(version.state.in_(MAY_HOLD), version.id.in_(list(other.values()))),
            or_(expected.between(period.first, period.last), with_money),
        )
        .order_by(Plan.number, line.position)
    )  # fmt: skip
    rows = [row for row in every if row.revision_id in holding]
    gone = _gone(book, through)
    over = _over(book, {row.activity_item_id for row in rows if row.activity_item_id}, through)
    on_items = _on_items(book, {one for row in rows for one in (row.item_id, row.activity_item_id)}, through, without)
    found = []
    for row in rows:
        paid = on_items[row.item_id, ""] + on_items.pop((row.activity_item_id or "", row.category), Decimal(0))
        day = row.planned_on or row.ends or row.starts or row.period_from
        if day is not None and day in period:
            closed = row.participation_id in gone or row.activity_item_id in over
            found.append(
                Committed(
                    book.people[row.person_id], row.number, row.item_id, row.text, row.category, row.fund, row.estimate,
                    day, paid, closed, row.activity_item_id or "",
                )
            )  # fmt: skip
    return tuple(found)


def spent(book: Book, period: Period, through: date) -> tuple[Spent, ...]:
    """The money records of a period; one without a fund has that of the cost line that it is for."""
    row = MoneyRecord
    query = (
        select(
            row.id,
            row.on,
            row.amount,
            row.category,
            row.fund,
            row.note,
            row.item_id,
            Plan.number,
            Participation.person_id,
        )
        .join(Participation, Participation.id == row.participation_id)
        .outerjoin(Plan, Plan.participation_id == Participation.id)
        .where(row.on >= period.first, row.on <= min(period.last, through))
    )
    rows = list(book.rows(query))
    funds = _funds(book) if any(not one.fund and one.item_id for one in rows) else {}
    return tuple(
        Spent(
            one.id, book.people[one.person_id], one.number or "", one.on, one.amount, one.category,
            one.fund or funds.get(one.item_id or "", ""), one.note or capital(one.category),
        )
        for one in rows
    )  # fmt: skip


def _expected(activity: type[PlanActivity]) -> ColumnElement[date | None]:
    """The day of a cost line, as `committed` says."""
    return func.coalesce(PlanCost.planned_on, activity.ends, activity.starts, Revision.period_from)


def _pays_for(activity: type[PlanActivity]) -> ColumnElement[bool]:
    """The activity of a cost line, in the same revision."""
    return and_(activity.revision_id == PlanCost.revision_id, activity.item_id == PlanCost.activity_item_id)


def _gone(book: Book, through: date) -> frozenset[str]:
    """The participations that were over at the end of a day."""
    return frozenset(
        one.id
        for one in book.participations
        if (state := counts.state_on(one.states, through)) is not None and state not in TAKES_PART
    )


def _over(book: Book, activities: Iterable[str], through: date) -> frozenset[str]:
    """Those of some activities that were done or dropped at the end of a day."""
    steps: dict[str, list[tuple[date, ProgressStatus]]] = defaultdict(list)
    row = Progress
    for item, on, status in book.rows(
        select(row.item_id, row.on, row.status).where(among(row.item_id, activities), row.on <= through)
    ):
        steps[item].append((on, ProgressStatus(status)))
    return frozenset(item for item, rows in steps.items() if plans.status_of(rows) in _OVER)


def _on_items(book: Book, items: Iterable[str | None], through: date, without: str) -> dict[tuple[str, str], Decimal]:
    """What was spent up to the end of a day on some cost lines, with "", and on some activities, by kind of cost."""
    found: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    row = MoneyRecord
    for item, kind, category, amount in book.rows(
        select(row.item_id, PlanItem.kind, row.category, row.amount)
        .join(PlanItem, PlanItem.id == row.item_id)
        .where(among(row.item_id, filter(None, items)), row.on <= through, row.id != without)
    ):
        found[item or "", "" if kind == ItemKind.COST else category] += amount
    return found


def _funds(book: Book) -> Mapping[str, str]:
    """The fund of each cost line, by its newest revision."""
    rows = book.rows(
        select(PlanCost.item_id, PlanCost.fund)
        .join(Revision, Revision.id == PlanCost.revision_id)
        .where(PlanCost.fund != "")
        .order_by(Revision.number)
    )
    return {row.item_id: row.fund for row in rows}
