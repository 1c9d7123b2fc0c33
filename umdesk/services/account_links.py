"""Which supervisor's and rater's record is which account's; used by `accounts`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain.account_names import same
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.writing import counted
from umdesk.storage.models import Account, Appointment, Rater, Supervisor


@dataclass(frozen=True, slots=True)
class SupervisorChoice:
    """A supervisor record, how many people's appointments name it today, and the account it is linked to."""

    id: str
    name: str
    people: int
    account_id: str
    account: str


def choices(session: Session, today: date) -> tuple[SupervisorChoice, ...]:
    """All supervisor records by name."""
    latest = (
        select(Appointment.person_id, func.max(Appointment.effective).label("effective"))
        .where(Appointment.effective <= today)
        .group_by(Appointment.person_id)
        .subquery()
    )
    people = (
        select(Appointment.supervisor_id, func.count(Appointment.person_id.distinct()).label("people"))
        .join(latest, (latest.c.person_id == Appointment.person_id) & (latest.c.effective == Appointment.effective))
        .group_by(Appointment.supervisor_id)
        .subquery()
    )
    rows = session.execute(
        select(Supervisor.id, Supervisor.name, people.c.people, Account.id, Account.name)
        .outerjoin(people, people.c.supervisor_id == Supervisor.id)
        .outerjoin(Account, Account.id == Supervisor.account_id)
        .order_by(func.lower(Supervisor.name), Supervisor.id)
    )
    return tuple(SupervisorChoice(id_, name, count or 0, of or "", whose or "") for id_, name, count, of, whose in rows)


def only_record(records: Iterable[SupervisorChoice], wanted: str) -> str:
    """The id of the one record with that id or that exact name, without regard to capitals.

    Raises:
        InvalidInput: there is none, or there are several.
    """
    records = tuple(records)
    found = [each for each in records if each.id == wanted.strip().lower()]
    found = found or [each for each in records if same(each.name, wanted)]
    if not found:
        raise InvalidInput(
            f"There is no supervisor record “{wanted}”; nothing was changed.",
            "Give the supervisor's name exactly as the appointments have it, or the id of the record.",
            "supervisor",
        )
    if len(found) > 1:
        ids = ", ".join(f"{each.id} ({counted(each.people, 'person', 'people')})" for each in found)
        raise InvalidInput(
            f"{len(found)} supervisor records have the name {wanted.strip()}; nothing was changed.",
            f"Give the id of one of them: {ids}.",
            "supervisor",
        )
    return found[0].id


def refuse_anothers(session: Session, supervisor_id: str, own_id: str) -> None:
    """Refuse a supervisor record that is another active account's.

    Raises:
        InvalidInput: it is, or there is no such record.
    """
    record = session.get(Supervisor, supervisor_id)
    if record is None:
        raise InvalidInput("There is no such supervisor record; nothing was changed.", "", "supervisor")
    other = session.get(Account, record.account_id) if record.account_id else None
    if other is not None and other.active and other.id != own_id:
        raise InvalidInput(
            f"The supervisor record {record.name} is linked to the account {other.name}; nothing was changed.",
            "End that link first.",
            "supervisor",
        )


def link(session: Session, account_id: str, supervisor_id: str) -> Supervisor | None:
    """Make the record, or none for "", the only one that is linked to the account; gives it."""
    for record in session.scalars(select(Supervisor).where(Supervisor.account_id == account_id)):
        if record.id != supervisor_id:
            record.account_id = None
    if not supervisor_id:
        return None
    wanted = session.get_one(Supervisor, supervisor_id)
    wanted.account_id = account_id
    return wanted


def refuse_second_rater(session: Session, rater: Rater, account: Account) -> None:
    """Refuse an account that cannot be this rater's.

    Raises:
        NotNow: it is disabled.
        InvalidInput: it is another rater's of the cycle already.
    """
    if not account.active:
        raise NotNow(f"The account {account.name} is disabled; nothing was changed.", "Enable it first.")
    others = select(Rater).where(Rater.cycle_id == rater.cycle_id, Rater.account_id == account.id, Rater.id != rater.id)
    other = session.scalars(others).first()
    if other is not None:
        raise InvalidInput(
            f"{account.name} is the account of the rater {other.name} in this cycle; nothing was changed.",
            "Each rater of a cycle has an account of their own.",
            "account",
        )
