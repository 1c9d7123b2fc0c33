"""Supervisors as records of their own: how many people each has, putting right, merging those written in two ways."""

from dataclasses import dataclass

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from umdesk.domain import mail
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.lookalikes import lookalikes
from umdesk.domain.writing import counted, one_line
from umdesk.services.people import counting, naming
from umdesk.services.permissions import permit
from umdesk.storage.models import Account, Appointment, Supervisor
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class SupervisorRow:
    """A supervisor with how many people's appointment names them today and how many appointments do at all.

    `account` is the name of the account that is linked to the record, "" without one.
    """

    id: str
    name: str
    email: str
    people: int
    appointments: int
    account: str


def listed(program: Program) -> tuple[SupervisorRow, ...]:
    """All supervisors by name."""
    permit(program, "people.supervisors.listed")
    with program.reading() as session:
        return _rows(program, session)


def alike(program: Program) -> tuple[tuple[SupervisorRow, SupervisorRow], ...]:
    """Supervisors who may be one written in two ways, the most alike first; of each two the one with more people first.

    Two different emails keep two records apart, and so do two accounts; the same email puts them forward.
    """
    permit(program, "people.supervisors.alike")
    with program.reading() as session:
        rows = _rows(program, session)

    def apart(first: int, second: int) -> bool:
        one, other = rows[first], rows[second]
        return bool(
            (one.email and other.email and one.email.casefold() != other.email.casefold())
            or (one.account and other.account)
        )

    pairs = [(pair.first, pair.second) for pair in lookalikes([row.name for row in rows], apart)]
    by_mail: dict[str, int] = {}
    for place, row in enumerate(rows):
        first = by_mail.setdefault(row.email.casefold(), place) if row.email else place
        if first != place and (first, place) not in pairs and not apart(first, place):
            pairs.append((first, place))
    return tuple(counting.larger_first(rows[first], rows[second]) for first, second in pairs)


def edit(program: Program, supervisor_id: str, *, name: str, email: str) -> None:
    """Put a supervisor's name and email right, for all appointments that name them.

    Raises:
        InvalidInput: the name is missing, the email is none, or another record has the same name and could be theirs;
            named by `field`.
    """
    permit(program, "people.supervisors.edit")
    tidy, address = one_line(name), mail.checked(email, "email")
    if not tidy:
        raise InvalidInput("A supervisor needs a name.", "", "name")
    with program.operation("people.supervisors.edit", "", settles=supervisor_id) as op:
        record = op.session.get_one(Supervisor, supervisor_id)
        for other in op.session.scalars(select(Supervisor).where(Supervisor.id != supervisor_id)):
            same_mail = not address or not other.email or address.casefold() == other.email.casefold()
            if other.name.casefold() == tidy.casefold() and same_mail:
                raise InvalidInput(f"There is a supervisor {tidy} already.", "Merge the two instead.", "name")
        was = record.name
        op.summary = (
            f"Renamed the supervisor {was} to {tidy}" if was != tidy else f"Changed the email of the supervisor {tidy}"
        )
        record.name, record.email = tidy, address
        naming.forget(op.session)


def merge(program: Program, kept_id: str, gone_id: str) -> int:
    """Make two supervisors one: every appointment of the one that goes names the one that is kept; gives how many.

    The kept record takes over an email and the link to an account where it has none.

    Raises:
        InvalidInput: it is the same record twice.
        NotNow: both are linked to accounts, which are two people's ways in.
    """
    permit(program, "people.supervisors.merge")
    if kept_id == gone_id:
        raise InvalidInput("These are not two supervisors.", "Choose the other one.", "gone")
    with program.operation("people.supervisors.merge", "") as op:
        session = op.session
        kept, gone = session.get_one(Supervisor, kept_id), session.get_one(Supervisor, gone_id)
        if kept.account_id and gone.account_id:
            names = [session.get_one(Account, each).name for each in (kept.account_id, gone.account_id)]
            raise NotNow(
                f"{kept.name} and {gone.name} each have an account ({names[0]} and {names[1]}); nothing was changed.",
                "End the link of one of them in the window of accounts first.",
            )
        rows = session.scalars(select(Appointment).where(Appointment.supervisor_id == gone_id)).all()
        for row in rows:
            row.supervisor_id = kept_id
        kept.email = kept.email or gone.email
        account, gone.account_id = gone.account_id, None
        kept.account_id = kept.account_id or account
        session.flush()
        session.delete(gone)
        naming.forget(session)
        op.summary = f"Merged the supervisor {gone.name} into {kept.name} ({counted(len(rows), 'appointment')})"
        return len(rows)


def _rows(program: Program, session: Session) -> tuple[SupervisorRow, ...]:
    today = counting.people_today(session, Appointment.supervisor_id, program.today())
    ever = counting.appointments(session, Appointment.supervisor_id)
    found = session.execute(
        select(Supervisor.id, Supervisor.name, Supervisor.email, Account.name).outerjoin(
            Account, Account.id == Supervisor.account_id
        )
    )
    return tuple(
        SupervisorRow(record, name, email, today.get(record, 0), ever.get(record, 0), account or "")
        for record, name, email, account in sorted(found, key=_by_name)
    )


def _by_name(row: Row[str, str, str, str]) -> tuple[str, str, str]:
    record, name, email, _account = row
    return name.casefold(), email.casefold(), record
