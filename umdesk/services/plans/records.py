"""What happened beside the plan: progress of activities, and money that was spent. Never frozen, never signed for."""

from datetime import date
from decimal import Decimal
from typing import NoReturn

from sqlalchemy.orm import Session

from umdesk.domain import dates, money
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import ItemKind, ProgressStatus
from umdesk.services import scope
from umdesk.services.permissions import permit
from umdesk.services.plans import participations
from umdesk.storage import models
from umdesk.storage.program import Program


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
    """Record what happened to an activity on a date; gives the record. `hours` are those spent since the last one.

    Raises:
        InvalidInput: the date has not come yet, or the hours cannot be.
    """
    permit(program, "plans.records.record_progress")
    with program.operation("plans.records.record_progress", "") as op:
        scope.refuse_others(op.session, program, op.name, participation_id)
        item = _item(op.session, participation_id, item_id)
        if item.kind != ItemKind.ACTIVITY:
            raise KeyError(item_id)
        _check_day(on, program.today())
        if hours is not None and not 0 <= hours <= 10000:
            raise InvalidInput("The hours cannot be right.", "Write 0 or more.", field="hours")
        row = models.Progress(
            id=models.new_id(), participation_id=participation_id, item_id=item_id, on=on, status=status, hours=hours,
            note=note.strip(), evidence=evidence.strip(),
        )  # fmt: skip
        op.session.add(row)
        op.summary = f"Recorded progress of {_who(op.session, participation_id)}: {status} on {dates.show(on)}"
        return row.id


def remove_progress(program: Program, progress_id: str) -> None:
    """Take out a record of progress that was made by mistake."""
    permit(program, "plans.records.remove_progress")
    with program.operation("plans.records.remove_progress", "") as op:
        found = op.session.get(models.Progress, progress_id)
        scope.refuse_others(op.session, program, op.name, found.participation_id if found else "")
        row = found or _gone()
        who = _who(op.session, row.participation_id)
        op.summary = f"Removed the progress of {dates.show(row.on)} from the records of {who}"
        op.session.delete(row)


def record_money(
    program: Program,
    participation_id: str,
    item_id: str | None,
    *,
    on: date,
    amount: Decimal,
    fund: str = "",
    note: str = "",
) -> str:
    """Record US dollars that were spent on a date (negative: a refund); `item_id` is the cost line or activity, if one.

    Raises:
        InvalidInput: the date has not come yet, or the amount is nothing.
    """
    permit(program, "plans.records.record_money")
    with program.operation("plans.records.record_money", "") as op:
        if item_id is not None:
            _item(op.session, participation_id, item_id)
        _check_day(on, program.today())
        if amount == 0:
            raise InvalidInput("The amount is nothing.", "Write what was spent, or a refund with a minus.", "amount")
        row = models.MoneyRecord(
            id=models.new_id(), participation_id=participation_id, item_id=item_id, on=on, amount=amount,
            fund=fund.strip(), note=note.strip(),
        )  # fmt: skip
        op.session.add(row)
        who = _who(op.session, participation_id)
        op.summary = f"Recorded {money.show(amount)} for {who} on {dates.show(on)}"
        return row.id


def remove_money(program: Program, money_id: str) -> None:
    """Take out a record of money that was made by mistake."""
    permit(program, "plans.records.remove_money")
    with program.operation("plans.records.remove_money", "") as op:
        row = op.session.get(models.MoneyRecord, money_id) or _gone()
        who = _who(op.session, row.participation_id)
        op.summary = f"Removed {money.show(row.amount)} of {dates.show(row.on)} from the records of {who}"
        op.session.delete(row)


def _item(session: Session, participation_id: str, item_id: str) -> models.PlanItem:
    """The identity, which must be of the participation's own plan."""
    item = session.get(models.PlanItem, item_id)
    plan = session.get(models.Plan, item.plan_id) if item else None
    # Another plan's entry is told from none at all by nobody.
    if item is None or plan is None or plan.participation_id != participation_id:
        _gone()
    return item


def _check_day(on: date, today: date) -> None:
    if on > today:
        raise InvalidInput("This date has not come yet; nothing was recorded.", "Correct the date.", field="on")


def _who(session: Session, participation_id: str) -> str:
    return participations.person_of(session, participation_id).full_name


def _gone() -> NoReturn:
    raise NotNow("This is no longer there; nothing was changed.", "Look at the plan again.")
