"""Sign-ins, wrong tries and locks as events of the history; whoever unlocks knows the password of who signed in."""

import hmac
from contextlib import suppress

from sqlalchemy import select

from umdesk.domain import dates
from umdesk.domain.errors import Damaged, UserError
from umdesk.domain.waiting import Tries
from umdesk.domain.words import Role
from umdesk.domain.writing import counted
from umdesk.storage import leaving
from umdesk.storage.access import attempts
from umdesk.storage.access.attempts import BACKUPS, UNKNOWN
from umdesk.storage.access.keys import RECOVERY, read_keys
from umdesk.storage.models import Account
from umdesk.storage.program import Program


def record_sign_in(program: Program, how: str) -> None:
    """Write the sign-in, all wrong tries since the last one, and what left unrecorded into the history.

    Looking writes nothing.

    Args:
        program: the program, just opened.
        how: what to add to the name: ", with the recovery sheet".

    Raises:
        UserError: the history cannot be written.
    """
    if program.writable:
        _take_tries(program)
        with program.operation("programs.sign_in", f"Signed in: {program.account.name}{how}", undoable=False) as op:
            op.always = True
            left_over = leaving.left_over(op.session)
        leaving.tell(program, left_over)


def record_lock(program: Program, how: str) -> None:
    """Write into the history that the window was locked; a full disk must not keep it open, so errors are passed over.

    Args:
        program: the open program.
        how: what to add: " after 10 minutes without a key".
    """
    if program.writable:
        with suppress(UserError):
            program.note("programs.lock", f"Locked{how}")


def unlock(program: Program, password: str, refusal: UserError) -> None:
    """Compare a password with that of the signed-in account and write the unlocking into the history.

    Raises:
        TooSoon: it is not yet time for another try.
        UserError: `refusal`, where the password is not right; the try is counted.
    """
    confirm(program, password, refusal)
    if program.writable:
        with suppress(UserError):  # a full disk must not lock a person out who has to make room
            _take_tries(program)
            program.note("programs.unlock", "Unlocked")


def confirm(program: Program, password: str, refusal: UserError) -> None:
    """Compare a password with that of the signed-in account; raises as `unlock`."""
    # Beside another writer the ways in may change; for a writer those in its hands are the ones in force.
    keys = program.opened.keys if program.writable else read_keys(program.folder)
    slots = tuple(slot for slot in keys.slots if slot.account == program.account.account_id)
    fitting = attempts.fitting_slots(
        program.folder, keys, slots, password, now=program.now(), refusal=refusal, who=program.account.account_id
    )
    if not any(hmac.compare_digest(key, program.opened.key) for _slot, key in fitting):
        raise Damaged("This password opens another key than that of the program.", "Close the program and check it.")


def _take_tries(program: Program) -> None:
    """Tell the history of all wrong tries; only those of who is here end, a coordinator's sign-in ends all."""
    taken = attempts.read(program.folder)
    with program.reading() as session:
        names = {row.id: row.name for row in session.execute(select(Account.id, Account.name))} if taken else {}
    for who, tries in taken.items():
        if tries.untold and (who in names or who in {RECOVERY, BACKUPS} or who.startswith(UNKNOWN)):
            program.note("programs.wrong_tries", _words(tries, who, names.get(who, "")))
    mine = None if Role.COORDINATOR in program.account.roles else {program.account.account_id}
    attempts.forget(program.folder, taken, mine)


def _words(tries: Tries, who: str, name: str) -> str:
    count = tries.untold
    if who == RECOVERY:
        what = counted(count, "wrong recovery code")
    elif who.startswith(UNKNOWN):
        what = f"{counted(count, 'try', 'tries')} with the name of no account"
    elif who == BACKUPS:
        what = counted(count, "wrong password or code for a backup", "wrong passwords or codes for backups")
    else:
        what = f"{counted(count, 'wrong password')} for {name}"
    first, last = dates.show_moment(tries.first), dates.show_moment(tries.last)
    return f"{what} on {first}" if first == last else f"{what} between {first} and {last}"
