"""The budget of a program year: allocations and their adjustments, and what plans commit and spend of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import budget, counts, dates, money
from umdesk.domain.budget import Allocated, Pot
from umdesk.domain.errors import Gone, InvalidInput
from umdesk.domain.folding import folded
from umdesk.domain.words import CostCategory
from umdesk.domain.writing import one_line, shortened, sound
from umdesk.services import scope
from umdesk.services.permissions import permit
from umdesk.services.reporting import budget as facts
from umdesk.services.reporting.book import Book
from umdesk.storage import models
from umdesk.storage.program import Program

_NAMED = 80


@dataclass(frozen=True, slots=True)
class AllocationInput:
    """What a coordinator writes of an allocation; `category` None is for any kind of cost, `amount` in US dollars."""

    category: CostCategory | None
    fund: str
    amount: Decimal | None
    note: str = ""


def of_year(program: Program, year: int) -> tuple[Pot, ...]:
    """The lines of a program year's budget as they stand today; many plans take a moment."""
    permit(program, "year.budget.of_year")
    dates.refuse_no_year(year)
    with program.reading() as session:
        return _pots(Book(session, program), year, facts.allocated(session, [year]))


def allocations(program: Program, year: int) -> tuple[Allocated, ...]:
    """The allocations of a program year with their adjustments, by fund and kind of cost."""
    permit(program, "year.budget.allocations")
    dates.refuse_no_year(year)
    with program.reading() as session:
        found = facts.allocated(session, [year])
    return tuple(sorted(found, key=lambda one: (folded(one.fund), one.category)))


def year_of(program: Program, allocation_id: str) -> int | None:
    """The program year of an allocation, None where it is no longer there."""
    permit(program, "year.budget.year_of")
    with program.reading() as session:
        row = session.get(models.Allocation, allocation_id)
        return None if row is None else row.year


@dataclass(frozen=True, slots=True)
class Spending:
    """Money that somebody is about to record; `item` is the identity of the cost line or activity, if one.

    `instead_of` is the money record that is put right with it, "" for a new one.
    """

    on: date
    category: CostCategory
    fund: str
    amount: Decimal
    item: str | None = None
    instead_of: str = ""


def would_be_over(program: Program, spending: Spending) -> str:
    """What to tell whoever is about to record money: that it counts in another year, that it goes over the budget.

    It is "" for money of this program year for which the budget has room. What a plan in force has committed for it
    was counted before. Nothing goes over where the department keeps no budget for that year.
    """
    permit(program, "year.budget.would_be_over")
    year = dates.program_year(spending.on)
    told = ""
    if year != dates.program_year(program.today()):
        told = f"{dates.show(spending.on)} lies in program year {dates.program_year_name(year)} and counts there."
    return " ".join(filter(None, (told, _over(program, spending, year))))


def _over(program: Program, spending: Spending, year: int) -> str:
    with program.reading() as session:
        given = facts.allocated(session, [year])
        if not given:
            return ""
        found = _pots(Book(session, program), year, given, without=spending.instead_of)
    pot = budget.pot_of(found, spending.category.value, spending.fund)
    counted = budget.committed_for(found, spending.item, spending.category.value) if spending.item else Decimal(0)
    more = spending.amount - min(spending.amount, counted)
    room = max(pot.left, Decimal(0))
    if more <= room:
        return ""
    return (
        f"The budget of {dates.program_year_name(year)} has {money.show(room)} left for {pot.name}; "
        f"this goes over it by {money.show(more - room)}."
    )


def plan_would_be_over(program: Program, revision_id: str) -> str:
    """Which lines of the budget a plan would go over if this revision were signed; "" where there is room.

    Raises:
        NotAllowed: it is none of the account's own plans.
    """
    permit(program, "year.budget.plan_would_be_over")
    with program.reading() as session:
        revision = scope.revision(session, program, "year.budget.plan_would_be_over", revision_id)
        own = session.get_one(models.Plan, revision.plan_id).number
        instead = {revision.plan_id: revision_id}
        given = facts.allocated(session, facts.years_of_costs(session, revision_id))
        book, told = Book(session, program), []
        for year in sorted({one.year for one in given}):
            found = _pots(book, year, [one for one in given if one.year == year], instead)
            told.append(budget.over_words(found, year, own))
    over = " ".join(filter(None, told))
    return f"With the costs of this plan: {over}" if over else ""


def add(program: Program, year: int, values: AllocationInput) -> str:
    """Allocate money in a program year; gives the allocation.

    Raises:
        InvalidInput: the amount is missing or negative, or the year has an allocation of that kind and fund already.
    """
    permit(program, "year.budget.add")
    dates.refuse_no_year(year)
    with program.operation("year.budget.add", "") as op:
        row = models.Allocation(id=models.new_id(), year=year)
        op.summary = f"Allocated {_write(op.session, row, values)}"
        op.session.add(row)
        return row.id


def edit(program: Program, allocation_id: str, values: AllocationInput) -> None:
    """Put an allocation right; what was changed in the course of the year is an adjustment instead.

    Raises:
        Gone: it is no longer there.
        InvalidInput: as `add` says, or its adjustments would bring it below zero.
    """
    permit(program, "year.budget.edit")
    with program.operation("year.budget.edit", "") as op:
        row = _row(op.session, allocation_id)
        op.summary = f"Changed the allocation: {_write(op.session, row, values)}"
        _refuse_below_zero(op.session, row)


def remove(program: Program, allocation_id: str) -> None:
    """Take out an allocation with its adjustments.

    Raises:
        Gone: it is no longer there.
    """
    permit(program, "year.budget.remove")
    with program.operation("year.budget.remove", "") as op:
        row = _row(op.session, allocation_id)
        op.summary = f"Removed the allocation {_named(row)}"
        for change in _changes(op.session, allocation_id):
            op.session.delete(change)
        op.session.flush()
        op.session.delete(row)


def adjust(program: Program, allocation_id: str, on: date | None, amount: Decimal | None, reason: str) -> str:
    """Raise or (with a negative amount) cut an allocation on a day; gives the adjustment.

    Raises:
        Gone: it is no longer there.
        InvalidInput: the day is missing or in another program year, there is no amount or no reason, or the
            allocation would fall below zero.
    """
    permit(program, "year.budget.adjust")
    with program.operation("year.budget.adjust", "") as op:
        row = _row(op.session, allocation_id)
        if on is None:
            raise InvalidInput("The day is missing.", "Give the day of the adjustment.", "on")
        dates.refuse_other_year(on, row.year, "on")
        if not amount:
            raise InvalidInput("The change is missing.", "Write by how much it changes, like 500 or -500.", "amount")
        _refuse_no_amount(amount)
        why = sound(reason).strip()
        if not why:
            raise InvalidInput("The reason is missing.", "Say why the allocation changes.", "reason")
        change = models.AllocationChange(
            id=models.new_id(), allocation_id=row.id, on=on, amount=amount, reason=why, made_by=program.account.name
        )
        op.session.add(change)
        op.session.flush()
        _refuse_below_zero(op.session, row)
        op.summary = f"Adjusted the allocation {_named(row)} by {money.show(amount)}"
        return change.id


def remove_adjustment(program: Program, change_id: str) -> None:
    """Take out an adjustment that was made by mistake.

    Raises:
        Gone: it is no longer there.
        InvalidInput: the allocation would fall below zero.
    """
    permit(program, "year.budget.remove_adjustment")
    with program.operation("year.budget.remove_adjustment", "") as op:
        change = op.session.get(models.AllocationChange, change_id)
        if change is None:
            raise Gone("This adjustment is no longer there; nothing was changed.", "Look at the budget again.")
        row = _row(op.session, change.allocation_id)
        op.summary = f"Removed an adjustment of the allocation {_named(row)} by {money.show(change.amount)}"
        op.session.delete(change)
        op.session.flush()
        _refuse_below_zero(op.session, row)


def _pots(
    book: Book, year: int, given: Sequence[Allocated], instead: Mapping[str, str] | None = None, without: str = ""
) -> tuple[Pot, ...]:
    period = counts.program_year_period(year)
    return facts.of_allocations(book, given, period, max(book.today, period.first), instead, without=without)


def _write(session: Session, row: models.Allocation, values: AllocationInput) -> str:
    if values.amount is None:
        raise InvalidInput("The amount is missing.", "Write dollars and cents, like 5,000.", "amount")
    _refuse_no_amount(values.amount)
    if values.amount < 0:
        raise InvalidInput("An allocation cannot be negative.", "Write an amount of zero or more.", "amount")
    category = values.category.value if values.category else budget.ANY
    fund = one_line(values.fund)
    for other in session.scalars(select(models.Allocation).where(models.Allocation.year == row.year)):
        if other.id != row.id and (other.category, folded(other.fund)) == (category, folded(fund)):
            raise InvalidInput(
                f"{dates.program_year_name(row.year)} has an allocation for {_named(other)} already.",
                "Change or adjust that one, or choose another kind of cost or fund.",
                "fund",
            )
    row.category, row.fund, row.amount, row.note = category, fund, values.amount, sound(values.note).strip()
    return f"{money.show(values.amount)} for {_named(row)} in {dates.program_year_name(row.year)}"


def _refuse_no_amount(amount: Decimal) -> None:
    if not amount.is_finite() or abs(amount) > money.LARGEST:
        raise InvalidInput(f"The largest amount is {money.show(money.LARGEST)}.", "Correct it.", "amount")
    if amount != amount.quantize(money.CENT):
        raise InvalidInput("The amount goes below a cent.", "Write at most two digits after the point.", "amount")


def _refuse_below_zero(session: Session, row: models.Allocation) -> None:
    total = row.amount + money.total(change.amount for change in _changes(session, row.id))
    if total < 0:
        raise InvalidInput(
            f"The allocation would be {money.show(total)}.", "An allocation cannot fall below zero.", "amount"
        )


def _named(row: models.Allocation) -> str:
    return f"{budget.category_name(row.category).lower()}, {shortened(budget.fund_name(row.fund), _NAMED)}"


def _changes(session: Session, allocation_id: str) -> list[models.AllocationChange]:
    row = models.AllocationChange
    return list(session.scalars(select(row).where(row.allocation_id == allocation_id)))


def _row(session: Session, allocation_id: str) -> models.Allocation:
    row = session.get(models.Allocation, allocation_id)
    if row is None:
        raise Gone("This allocation is no longer there; nothing was changed.", "Look at the budget again.")
    return row
