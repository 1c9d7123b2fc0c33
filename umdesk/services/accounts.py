"""Accounts: who may sign in, with which roles, and which supervisor's or rater's record is theirs.

Nothing here can be undone by Undo, since keys.json changes together with the database. There is always a coordinator:
nobody can disable themselves or take that role from themselves.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain import account_names
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import CycleState, Role
from umdesk.services import own_part, passwords
from umdesk.services.account_links import (
    SupervisorChoice,
    link,
    only_record,
    refuse_anothers,
    refuse_second_rater,
)
from umdesk.services.account_links import choices as supervisor_choices_of
from umdesk.services.permissions import permit
from umdesk.storage.access import slots
from umdesk.storage.models import Account, AccountRole, Cycle, Event, ProgramRecord, Rater, Supervisor
from umdesk.storage.program import Program

__all__ = [
    "AccountRow", "SupervisorChoice", "add", "disable", "enable", "find_supervisor", "link_rater", "link_supervisor",
    "list_accounts", "list_names", "named", "rename", "reset", "set_list_names", "set_roles", "supervisor_choices",
    "warnings",
]  # fmt: skip

SIGN_IN = "programs.sign_in"
SEES_NOBODY = "This supervisor is linked to no supervisor record and sees no participants until that is done."
NOT_BLIND = (
    "A rater who is a reader too can read whose the applications of a blind cycle are until scoring starts; from then "
    "on it is sealed until their own sheets are in."
)
NOT_A_SUPERVISOR = "The link to a supervisor record means nothing without the role supervisor."


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account as the list of accounts shows it; `roles` in the order of the table of permissions."""

    id: str
    name: str
    roles: tuple[Role, ...]
    active: bool
    must_change: bool
    supervisor_id: str
    supervisor: str
    created_at: datetime
    last_sign_in: datetime | None

    def warnings(self) -> tuple[str, ...]:
        """What somebody should know about this account, in sentences."""
        return warnings(self.roles, self.supervisor_id)


def warnings(roles: Collection[Role], supervisor_id: str) -> tuple[str, ...]:
    """What somebody should know about an account with these roles and this link, in sentences."""
    found = []
    if Role.SUPERVISOR in roles and not supervisor_id:
        found.append(SEES_NOBODY)
    if Role.SUPERVISOR not in roles and supervisor_id:
        found.append(NOT_A_SUPERVISOR)
    if Role.RATER in roles and Role.READER in roles:
        found.append(NOT_BLIND)
    return tuple(found)


def list_accounts(program: Program) -> tuple[AccountRow, ...]:
    """All accounts in the order in which they were made, the disabled ones last."""
    permit(program, "accounts.list_accounts")
    with program.reading() as session:
        return _rows(session)


def named(program: Program, name: str) -> AccountRow:
    """The account of that name, without regard to capitals and blanks.

    Raises:
        InvalidInput: there is none.
    """
    permit(program, "accounts.named")
    with program.reading() as session:
        rows = _rows(session)
    found = next((row for row in rows if account_names.same(row.name, name)), None)
    if found is None:
        raise InvalidInput(
            f"There is no account named {name}.",
            f"The accounts are: {', '.join(row.name for row in rows)}.",
            "account",
        )
    return found


def list_names(program: Program) -> bool:
    """Whether the sign-in screen shows the names of the accounts."""
    permit(program, "accounts.list_names")
    return program.opened.keys.list_names


def set_list_names(program: Program, shown: bool) -> None:
    """Show the names of the accounts on the sign-in screen, or have everybody type theirs.

    Raises:
        CannotWrite: keys.json cannot be written.
    """
    permit(program, "accounts.set_list_names")
    if shown != program.opened.keys.list_names:
        slots.set_list_names(program, shown)


def supervisor_choices(program: Program) -> tuple[SupervisorChoice, ...]:
    """The supervisor records by name, each with the account that it is linked to."""
    permit(program, "accounts.supervisor_choices")
    with program.reading() as session:
        return supervisor_choices_of(session, program.today())


def find_supervisor(program: Program, record: str) -> str:
    """The id of a supervisor record that is named by its id (32 hexadecimal digits) or by its exact name.

    Raises:
        InvalidInput: there is none, or several have that name: then the sentence lists their ids.
    """
    permit(program, "accounts.find_supervisor")
    with program.reading() as session:
        return only_record(supervisor_choices_of(session, program.today()), record)


def add(
    program: Program,
    name: str,
    roles: Collection[Role],
    password: str,
    supervisor_id: str = "",
    *,
    must_change: bool = False,
) -> str:
    """Add an account; gives its id.

    Args:
        program: the open program.
        name: with which this person signs in; unique without regard to capitals and blanks.
        roles: one at least.
        password: the first one.
        supervisor_id: the supervisor record that is this person's.
        must_change: whether nothing is possible before they chose a password of their own.

    Raises:
        InvalidInput: the name, the roles or the password will not do, or the record is another account's.
        CannotWrite: keys.json or the database cannot be written; there is no such account then.
    """
    permit(program, "accounts.add")
    tidy, wanted = account_names.tidy(name), _some(roles)
    with program.reading() as session:
        _refuse_taken(session, tidy, "")
        if supervisor_id:
            refuse_anothers(session, supervisor_id, "")
        _refuse_weak(session, password, tidy)

    def more(session: Session, account_id: str) -> None:
        _refuse_taken(session, tidy, account_id)
        session.add_all(AccountRole(account_id=account_id, role=role.value) for role in wanted)
        if supervisor_id:
            link(session, account_id, supervisor_id)

    summary = f"Added the account {tidy} ({_in_words(wanted)})"
    return slots.add_account(program, tidy, password, must_change=must_change, summary=summary, more=more)


def set_roles(program: Program, account_id: str, roles: Collection[Role]) -> None:
    """Give an account these roles instead of those that it has; they hold from its next sign-in.

    Raises:
        InvalidInput: there is no role among them.
        NotNow: somebody takes the role coordinator from themselves.
    """
    permit(program, "accounts.set_roles")
    wanted = _some(roles)
    if account_id == program.account.account_id and Role.COORDINATOR not in wanted:
        raise NotNow(
            "You cannot take the role coordinator from yourself; nothing was changed.",
            "Another coordinator can, so that the program is never without one.",
        )
    with program.operation("accounts.set_roles", "", undoable=False) as op:
        account = op.session.get_one(Account, account_id)
        before = op.session.scalars(select(AccountRole).where(AccountRole.account_id == account_id)).all()
        for row in before:
            if Role(row.role) not in wanted:
                op.session.delete(row)
        has = {Role(row.role) for row in before}
        op.session.add_all(AccountRole(account_id=account_id, role=role.value) for role in wanted if role not in has)
        op.summary = f"{account.name} is {_in_words(wanted)}, before {_in_words(has)}"


def rename(program: Program, account_id: str, name: str) -> None:
    """Give an account another name, with which this person signs in from now on.

    Raises:
        InvalidInput: the name is another account's, empty, too long, or holds characters that nobody sees.
        CannotWrite: keys.json or the database cannot be written; the old name holds on.
    """
    permit(program, "accounts.rename")
    tidy = account_names.tidy(name)
    with program.reading() as session:
        account = session.get_one(Account, account_id)
        _refuse_taken(session, tidy, account_id)
    if tidy != account.name:
        slots.rename_account(program, account, tidy, f"Renamed the account {account.name} to {tidy}")


def disable(program: Program, account_id: str) -> None:
    """End an account's way in; what this person did stays in the history.

    Raises:
        NotNow: it is one's own account, or disabled already.
        CannotWrite: the database cannot be written; the account goes on then.
    """
    permit(program, "accounts.disable")
    if account_id == program.account.account_id:
        raise NotNow("You cannot disable your own account; nothing was changed.", "Another coordinator can.")
    with program.reading() as session:
        account = session.get_one(Account, account_id)
    if not account.active:
        raise NotNow(f"{account.name} is disabled already; nothing was changed.")
    slots.disable_account(program, account, f"Disabled the account {account.name}")


def enable(program: Program, account_id: str, password: str) -> None:
    """Let a disabled account sign in again, with a password that has to be changed first.

    Raises:
        NotNow: the account is not disabled.
        InvalidInput: the password will not do.
        CannotWrite: keys.json or the database cannot be written; the account stays disabled.
    """
    permit(program, "accounts.enable")
    with program.reading() as session:
        account = session.get_one(Account, account_id)
        if account.active:
            raise NotNow(f"{account.name} is not disabled; nothing was changed.")
        _refuse_weak(session, password, account.name)
    summary = f"Enabled the account {account.name}, with a password to be changed"
    slots.give_password(program, account, password, operation="accounts.enable", summary=summary)


def reset(program: Program, account_id: str, password: str) -> None:
    """Give another account a password that this person has to change when they sign in.

    Raises:
        NotNow: it is one's own account, or a disabled one.
        InvalidInput: the password will not do.
        CannotWrite: keys.json or the database cannot be written; the old password holds on.
    """
    permit(program, "accounts.reset")
    if account_id == program.account.account_id:
        raise NotNow("This is your own account; nothing was changed.", "Use “Change password” for it.")
    with program.reading() as session:
        account = session.get_one(Account, account_id)
        if not account.active:
            raise NotNow(f"{account.name} is disabled; nothing was changed.", "Enable the account instead.")
        _refuse_weak(session, password, account.name)
    summary = f"Reset the password of {account.name}, to be changed at the next sign-in"
    slots.give_password(program, account, password, operation="accounts.reset", summary=summary)


def link_supervisor(program: Program, account_id: str, supervisor_id: str) -> None:
    """Say which supervisor record is an account's, so that it sees that supervisor's participants; "" ends the link.

    Raises:
        InvalidInput: the record is linked to another active account.
    """
    permit(program, "accounts.link_supervisor")
    with program.operation("accounts.link_supervisor", "", undoable=False) as op:
        account = op.session.get_one(Account, account_id)
        if supervisor_id:
            refuse_anothers(op.session, supervisor_id, account_id)
        record = link(op.session, account_id, supervisor_id)
        op.summary = (
            f"Linked the account {account.name} to the supervisor {record.name}"
            if record is not None
            else f"The account {account.name} is linked to no supervisor any more"
        )


def link_rater(program: Program, rater_id: str, account_id: str) -> None:
    """Say with which account a rater of a cycle signs in to their sheets; "" ends the link.

    Raises:
        NotNow: the cycle is closed, the account is disabled, or it is one's own and rating has begun.
        InvalidInput: the account is another rater's of the cycle already.
    """
    permit(program, "accounts.link_rater")
    with (
        program.operation("accounts.link_rater", "", undoable=False) as op,
        own_part.unmoved(op.session, program),
    ):
        rater = op.session.get_one(Rater, rater_id)
        op.summary = f"The rater {rater.name} signs in with no account any more"
        if op.session.get_one(Cycle, rater.cycle_id).state == CycleState.CLOSED:
            raise NotNow("The cycle is closed and keeps its raters; nothing was changed.")
        if account_id:
            account = op.session.get_one(Account, account_id)
            refuse_second_rater(op.session, rater, account)
            op.summary = f"The rater {rater.name} signs in as {account.name}"
        rater.account_id = account_id or None


def _rows(session: Session) -> tuple[AccountRow, ...]:
    accounts = session.scalars(select(Account).order_by(Account.active.desc(), Account.created_at, Account.id)).all()
    roles: dict[str, list[Role]] = {account.id: [] for account in accounts}
    for account_id, role in session.execute(select(AccountRole.account_id, AccountRole.role)):
        roles[account_id].append(Role(role))
    linked = select(Supervisor).where(Supervisor.account_id.is_not(None))
    supervisors = {record.account_id: record for record in session.scalars(linked)}
    signed_in = select(Event.account_id, func.max(Event.at)).where(Event.operation == SIGN_IN)
    seen: dict[str | None, datetime] = {row[0]: row[1] for row in session.execute(signed_in.group_by(Event.account_id))}
    return tuple(
        AccountRow(
            account.id,
            account.name,
            tuple(sorted(roles[account.id], key=list(Role).index)),
            account.active,
            account.must_change,
            supervisors[account.id].id if account.id in supervisors else "",
            supervisors[account.id].name if account.id in supervisors else "",
            account.created_at,
            seen.get(account.id),
        )
        for account in accounts
    )


def _refuse_taken(session: Session, name: str, own_id: str) -> None:
    for account_id, taken in session.execute(select(Account.id, Account.name)):
        if account_id != own_id and account_names.same(taken, name):
            raise InvalidInput(f"There is an account named {taken} already.", "Choose another name.", "name")


def _refuse_weak(session: Session, password: str, name: str) -> None:
    demo = session.scalars(select(ProgramRecord.demo)).one()
    passwords.check_unless(demo=demo, password=password, name=name)


def _some(roles: Collection[Role]) -> tuple[Role, ...]:
    wanted = tuple(role for role in Role if role in set(roles))
    if not wanted:
        raise InvalidInput("An account needs at least one role.", "Choose what this person may do.", "roles")
    return wanted


def _in_words(roles: Collection[Role]) -> str:
    return ", ".join(role.value for role in Role if role in roles) or "without a role"
