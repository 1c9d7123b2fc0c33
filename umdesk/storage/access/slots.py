"""Changing the ways in: keys.json and what the database knows of it, together, whenever the power fails.

keys.json first holds the old and the new slots, then the database learns which are in force, then the others go. What
the database knows decides: a slot that it does not know opens nothing and is taken away at the next writing opening.
"""

import dataclasses
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.errors import UserError
from umdesk.domain.words import Role
from umdesk.storage.access import recovery_code
from umdesk.storage.access.keys import RECOVERY, STANDARD, Cost, Keys, Slot, unwrap, wrap, write_keys
from umdesk.storage.models import Account, AccountRole, RecoverySlot, new_id
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class PreparedCode:
    """A recovery code and its slot, not in force yet."""

    code: str
    slot: Slot


def prepare_code(program: Program) -> PreparedCode:
    """A new recovery code with its slot, kept nowhere."""
    code = recovery_code.new_code()
    return PreparedCode(code, _slot(program, RECOVERY, "", code))


def activate_code(program: Program, prepared: PreparedCode) -> None:
    """Put a prepared recovery code in force in place of the old one.

    Raises:
        CannotWrite: keys.json or the database cannot be written; the old code holds on.
    """

    def know(session: Session) -> None:
        for old in session.scalars(select(RecoverySlot)):
            session.delete(old)
        session.add(
            RecoverySlot(slot_number=prepared.slot.number, slot_digest=prepared.slot.digest(), made_at=program.now())
        )

    change(program, "programs.recovery", "Made a new recovery sheet; the old one ended", know, (prepared.slot,))


def set_password(program: Program, new: str) -> None:
    """Give the signed-in account a new password in place of the old one.

    Raises:
        CannotWrite: keys.json or the database cannot be written; the old password holds on.
    """
    who = program.account
    slot = _slot(program, who.account_id, who.name, new)

    def know(session: Session) -> None:
        _learn(session.get_one(Account, who.account_id), slot, must_change=False)

    change(program, "programs.set_password", f"Changed the password of {who.name}", know, (slot,))
    program.account = dataclasses.replace(who, must_change=False)


def is_own_password(program: Program, secret: str) -> bool:
    """Whether `secret` is the password that the signed-in account has."""
    keys = program.opened.keys
    mine = (slot for slot in keys.slots if slot.account == program.account.account_id)
    return any(unwrap(keys.program, slot, secret) is not None for slot in mine)


def add_account(
    program: Program, name: str, password: str, *, must_change: bool, summary: str, more: Callable[[Session, str], None]
) -> str:
    """Add an account with its slot; `more(session, account_id)` adds its roles and links. Gives the account's id.

    Raises:
        CannotWrite: keys.json or the database cannot be written; there is no such account then.
    """
    account_id = new_id()
    slot = _slot(program, account_id, name, password)

    def know(session: Session) -> None:
        account = Account(id=account_id, name=name, active=True, created_at=program.now())
        _learn(account, slot, must_change=must_change)
        session.add(account)
        session.flush()
        more(session, account_id)

    change(program, "accounts.add", summary, know, (slot,))
    return account_id


def give_password(program: Program, account: Account, password: str, *, operation: str, summary: str) -> None:
    """Give another account a password that somebody else chose; one that was disabled is active again.

    Raises:
        CannotWrite: keys.json or the database cannot be written; nothing was changed then.
    """
    slot = _slot(program, account.id, account.name, password)

    def know(session: Session) -> None:
        known = session.get_one(Account, account.id)
        known.active = True
        _learn(known, slot, must_change=True)

    change(program, operation, summary, know, (slot,))


def disable_account(program: Program, account: Account, summary: str) -> None:
    """End an account's way in.

    Raises:
        CannotWrite: the database cannot be written; the account goes on then.
    """

    def know(session: Session) -> None:
        known = session.get_one(Account, account.id)
        known.active, known.must_change = False, False
        known.slot_number = known.slot_digest = None

    change(program, "accounts.disable", summary, know)


def rename_account(program: Program, account: Account, name: str, summary: str) -> None:
    """Give an account another name, also in its slot.

    Raises:
        CannotWrite: keys.json or the database cannot be written; the old name holds on.
    """
    mine = (slot for slot in program.opened.keys.slots if slot.digest() == account.slot_digest)
    renamed = tuple(dataclasses.replace(slot, name=name) for slot in mine)

    def know(session: Session) -> None:
        known = session.get_one(Account, account.id)
        known.name = name
        if renamed:
            known.slot_digest = renamed[0].digest()

    change(program, "accounts.rename", summary, know, renamed)
    if program.account.account_id == account.id:
        program.account = dataclasses.replace(program.account, name=name)


def set_list_names(program: Program, shown: bool) -> None:
    """Say in keys.json whether the sign-in screen shows the names of the accounts.

    Raises:
        CannotWrite: keys.json cannot be written.
    """
    keys = dataclasses.replace(program.opened.keys, list_names=shown)
    with program.operation(
        "accounts.set_list_names",
        "The sign-in screen shows the names of the accounts" if shown else "The sign-in screen shows no names",
        undoable=False,
    ) as op:
        op.always = True
        write_keys(program.folder, keys)
        program.opened.keys = keys


def change(
    program: Program, name: str, summary: str, know: Callable[[Session], None], slots: Iterable[Slot] = ()
) -> None:
    """Add `slots` to keys.json, let the database know by `know(session)`, and take away what is not in force then.

    Raises:
        CannotWrite: keys.json or the database cannot be written; all ways in are as they were.
    """
    try:
        with program.operation(name, summary, undoable=False) as op:
            keys = program.opened.keys
            for slot in slots:
                keys = keys.with_slot(slot)
            program.opened.keys = keys
            write_keys(program.folder, keys)
            know(op.session)
    finally:
        # Also after an error: it may have come after the commit, and then the new slots are the ones in force.
        if program.writable:
            _settle(program)


def in_force(session: Session, keys: Keys) -> Keys:
    """The keys without the slots that open nothing: what a change that was cut short left behind.

    The slots of coordinators come first, each group in the order of its accounts' making, recovery last. A slot of
    an active account of which the database knows none is kept, so that a wrong keys.json can still be looked at.
    """
    accounts = session.scalars(select(Account).where(Account.active).order_by(Account.created_at, Account.id)).all()
    coordinators = set(
        session.scalars(select(AccountRole.account_id).where(AccountRole.role == Role.COORDINATOR.value))
    )
    digests = {account.id: {account.slot_digest} for account in accounts}
    digests[RECOVERY] = set(session.scalars(select(RecoverySlot.slot_digest)))
    there = {slot.account for slot in keys.slots if slot.digest() in digests.get(slot.account, ())}
    kept = (
        slot
        for slot in keys.slots
        if slot.account in digests and (slot.digest() in digests[slot.account] or slot.account not in there)
    )
    ordered = sorted(accounts, key=lambda account: account.id not in coordinators)
    place = {account.id: number for number, account in enumerate(ordered)}
    return dataclasses.replace(
        keys, slots=tuple(sorted(kept, key=lambda slot: (place.get(slot.account, len(place)), slot.number)))
    )


def _settle(program: Program) -> None:
    # A failure here costs nothing: the next writing opening does the same. The queue keeps out a change whose slots
    # the database does not know yet.
    with suppress(UserError, OSError), program.queued(), program.reading() as session:
        keys = in_force(session, program.opened.keys)
        if keys != program.opened.keys:
            write_keys(program.folder, keys)
            program.opened.keys = keys


def _learn(account: Account, slot: Slot, *, must_change: bool) -> None:
    account.slot_number, account.slot_digest, account.must_change = slot.number, slot.digest(), must_change


def _slot(program: Program, account: str, name: str, secret: str) -> Slot:
    keys = program.opened.keys
    key, cost = program.opened.key, dearest_cost(program)
    return wrap(keys.program, keys.next_number(), account, name=name, secret=secret, key=key, cost=cost)


def dearest_cost(program: Program) -> Cost:
    """A new slot costs what the dearest of those in force does; what somebody put into keys.json does not count."""
    with program.reading() as session:
        known = {*session.scalars(select(Account.slot_digest)), *session.scalars(select(RecoverySlot.slot_digest))}
    costs = [slot.cost for slot in program.opened.keys.slots if slot.digest() in known]
    return max(costs, key=lambda cost: cost.memory_kib * cost.passes, default=STANDARD)
