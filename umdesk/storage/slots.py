"""Changing a way in: a new password or a new recovery code takes the place of the old one.

keys.json first holds the old and the new slot, then the database learns the new one, then the old one goes. Whenever
the power fails meanwhile, exactly one of the two opens the program.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.storage import recovery_code
from umdesk.storage.keys import RECOVERY, Cost, Slot, wrap, write_keys
from umdesk.storage.models import Account, RecoverySlot
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

    _replace(program, prepared.slot, "programs.recovery", "Made a new recovery sheet; the old one ended", know)


def set_password(program: Program, new: str) -> None:
    """Give the signed-in account a new password in place of the old one.

    Raises:
        CannotWrite: keys.json or the database cannot be written; the old password holds on.
    """
    slot = _slot(program, program.account.account_id, program.account.name, new)

    def know(session: Session) -> None:
        account = session.get_one(Account, program.account.account_id)
        account.slot_number, account.slot_digest = slot.number, slot.digest()
        account.must_change = False

    _replace(program, slot, "programs.set_password", f"Changed the password of {program.account.name}", know)


def _slot(program: Program, account: str, name: str, secret: str) -> Slot:
    keys = program.opened.keys
    key, cost = program.opened.key, _cost(program)
    return wrap(keys.program, keys.next_number(), account, name=name, secret=secret, key=key, cost=cost)


def _cost(program: Program) -> Cost:
    """A new slot costs what the dearest of the old ones does."""
    return max((slot.cost for slot in program.opened.keys.slots), key=lambda cost: cost.memory_kib * cost.passes)


def _replace(program: Program, slot: Slot, name: str, summary: str, know: Callable[[Session], None]) -> None:
    old = program.opened.keys
    try:
        with program.operation(name, summary, undoable=False) as op:
            write_keys(program.folder, old.with_slot(slot))
            know(op.session)
    except BaseException:
        if program.writable:
            write_keys(program.folder, old)
        raise
    program.opened.keys = old.with_only(slot)
    write_keys(program.folder, program.opened.keys)
