"""What happened beside the plan: progress of activities, and money that was spent. Never frozen, never signed for."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NoReturn

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates, money, plans
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import CostCategory, ItemKind, ProgressStatus
from umdesk.services import scope
from umdesk.services.changes import refuse_unknown
from umdesk.services.permissions import permit
from umdesk.services.plans import makers, participations
from umdesk.storage import models
from umdesk.storage.program import Program

PROGRESS_FIELDS = frozenset({"on", "status", "hours", "note", "evidence"})
MONEY_FIELDS = frozenset({"item_id", "on", "amount", "category", "fund", "request_number", "note"})
_MOST_HOURS = 10000


def record_progress(
    program: Program,
    participation_id: str,
    item_id: str,
    *,
    on: date,
    status: ProgressStatus,
    hours: Decimal | None = None,
    note: str = "",
    evidence: str = "",
) -> str:
    """Record what happened to an activity on a date; gives the record. `hours` are those of this record alone.

    There may be several records of a day.

    Raises:
        InvalidInput: the date has not come yet or lies after the end of the participation, or the hours cannot be.
    """
    permit(program, "plans.records.record_progress")
    with program.operation("plans.records.record_progress", "") as op:
        scope.refuse_others(op.session, program, op.name, participation_id)
        item = _item(op.session, participation_id, item_id)
        if item.kind != ItemKind.ACTIVITY:
            raise KeyError(item_id)
        _check_day(op.session, participation_id, on, program.today())
        _check_hours(hours)
        row = models.Progress(
            id=models.new_id(), participation_id=participation_id, item_id=item_id, on=on, status=status, hours=hours,
            note=note.strip(), evidence=evidence.strip(),
        )  # fmt: skip
        op.session.add(row)
        op.summary = f"Recorded progress of {_who(op.session, participation_id)}: {status} on {dates.show(on)}"
        return row.id


def correct_progress(program: Program, progress_id: str, changes: Mapping[str, Any]) -> None:
    """Put some of `PROGRESS_FIELDS` of a record right.

    Raises:
        InvalidInput: the date or the hours cannot be.
        NotAllowed: somebody else wrote it and the account is not a coordinator's.
    """
    permit(program, "plans.records.correct_progress")
    refuse_unknown(changes, PROGRESS_FIELDS)
    with program.operation("plans.records.correct_progress", "", settles=progress_id) as op:
        row = _own_progress(op.session, program, op.name, progress_id)
        _check_day(op.session, row.participation_id, changes.get("on", row.on), program.today())
        _check_hours(changes.get("hours", row.hours))
        for name, value in changes.items():
            setattr(row, name, value.strip() if isinstance(value, str) else value)
        who = _who(op.session, row.participation_id)
        op.summary = f"Put right the progress of {who} of {dates.show(row.on)}: {row.status}"


def remove_progress(program: Program, progress_id: str) -> None:
    """Take out a record of progress that was made by mistake, and the evidence that was kept with it.

    Raises:
        NotAllowed: somebody else wrote it and the account is not a coordinator's.
    """
    permit(program, "plans.records.remove_progress")
    with program.operation("plans.records.remove_progress", "") as op:
        row = _own_progress(op.session, program, op.name, progress_id)
        who = _who(op.session, row.participation_id)
        op.summary = f"Removed the progress of {dates.show(row.on)} from the records of {who}"
        kept = models.ParticipationFile
        for file in op.session.scalars(select(kept).where(kept.progress_id == progress_id)):
            op.session.delete(file)
        op.session.flush()
        op.session.delete(row)


def record_money(
    program: Program,
    participation_id: str,
    item_id: str | None,
    *,
    on: date,
    amount: Decimal,
    category: CostCategory = CostCategory.OTHER,
    fund: str = "",
    request_number: str = "",
    note: str = "",
) -> str:
    """Record US dollars that were spent on a date (negative: a refund); `item_id` is the cost line or activity, if one.

    Raises:
        InvalidInput: the date has not come yet or lies after the end of the participation, or the amount is nothing.
    """
    permit(program, "plans.records.record_money")
    with program.operation("plans.records.record_money", "") as op:
        if item_id is not None:
            _item(op.session, participation_id, item_id)
        _check_spent(op.session, participation_id, on, program.today(), amount)
        row = models.MoneyRecord(
            id=models.new_id(), participation_id=participation_id, item_id=item_id, on=on, amount=amount,
            category=CostCategory(category).value, fund=fund.strip(), request_number=request_number.strip(),
            note=note.strip(),
        )  # fmt: skip
        op.session.add(row)
        who = _who(op.session, participation_id)
        op.summary = f"Recorded {money.show(amount)} for {who} on {dates.show(on)}"
        return row.id


def correct_money(program: Program, money_id: str, changes: Mapping[str, Any]) -> None:
    """Put some of `MONEY_FIELDS` of a record right.

    Raises:
        InvalidInput: the date cannot be, or the amount is nothing.
    """
    permit(program, "plans.records.correct_money")
    refuse_unknown(changes, MONEY_FIELDS)
    with program.operation("plans.records.correct_money", "", settles=money_id) as op:
        row = op.session.get(models.MoneyRecord, money_id) or _gone()
        if changes.get("item_id") is not None:
            _item(op.session, row.participation_id, changes["item_id"])
        on, amount = changes.get("on", row.on), changes.get("amount", row.amount)
        _check_spent(op.session, row.participation_id, on, program.today(), amount)
        for name, value in changes.items():
            setattr(row, name, value.strip() if isinstance(value, str) else value)
        who = _who(op.session, row.participation_id)
        op.summary = f"Put right {money.show(row.amount)} for {who} on {dates.show(row.on)}"


def remove_money(program: Program, money_id: str) -> None:
    """Take out a record of money that was made by mistake."""
    permit(program, "plans.records.remove_money")
    with program.operation("plans.records.remove_money", "") as op:
        row = op.session.get(models.MoneyRecord, money_id) or _gone()
        who = _who(op.session, row.participation_id)
        op.summary = f"Removed {money.show(row.amount)} of {dates.show(row.on)} from the records of {who}"
        op.session.delete(row)


def statuses(session: Session, participation_id: str) -> Mapping[str, ProgressStatus]:
    """How far the activities of a participation are, by identity; those without a record are left out."""
    return all_statuses(session, participation_id).get(participation_id, {})


def all_statuses(session: Session, of: str = "") -> Mapping[str, Mapping[str, ProgressStatus]]:
    """The same of all participations at once, or `of` one, by participation."""
    row = models.Progress
    query = select(row.participation_id, row.item_id, row.on, row.status)
    found: defaultdict[str, defaultdict[str, list[tuple[date, ProgressStatus]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for part, item, on, status in session.execute(query.where(row.participation_id == of) if of else query):
        found[part][item].append((on, ProgressStatus(status)))
    return {part: {item: plans.status_of(rows) for item, rows in items.items()} for part, items in found.items()}


def _item(session: Session, participation_id: str, item_id: str) -> models.PlanItem:
    """The identity, which must be of the participation's own plan."""
    item = session.get(models.PlanItem, item_id)
    plan = session.get(models.Plan, item.plan_id) if item else None
    # Another plan's entry is told from none at all by nobody.
    if item is None or plan is None or plan.participation_id != participation_id:
        _gone()
    return item


def _own_progress(session: Session, program: Program, what: str, progress_id: str) -> models.Progress:
    row = session.get(models.Progress, progress_id)
    scope.refuse_others(session, program, what, row.participation_id if row else "")
    if row is None:
        _gone()
    makers.refuse_others_work(what, program, makers.of_records(session, [progress_id]).get(progress_id, ""))
    return row


def _check_day(session: Session, participation_id: str, on: date, today: date) -> None:
    if on > today:
        raise InvalidInput("This date has not come yet; nothing was recorded.", "Correct the date.", field="on")
    participations.refuse_after_end(session, participation_id, on)


def _check_hours(hours: Decimal | None) -> None:
    if hours is not None and not (hours.is_finite() and 0 <= hours <= _MOST_HOURS):
        raise InvalidInput("The hours cannot be right.", "Write 0 or more.", field="hours")


def _check_spent(session: Session, participation_id: str, on: date, today: date, amount: Decimal) -> None:
    _check_day(session, participation_id, on, today)
    if amount == 0:
        raise InvalidInput("The amount is nothing.", "Write what was spent, or a refund with a minus.", "amount")
    if not amount.is_finite() or abs(amount) > money.LARGEST:
        raise InvalidInput(f"The largest amount is {money.show(money.LARGEST)}.", "Correct it.", "amount")


def _who(session: Session, participation_id: str) -> str:
    return participations.person_of(session, participation_id).full_name


def _gone() -> NoReturn:
    raise NotNow("This is no longer there; nothing was changed.", "Look at the plan again.")
