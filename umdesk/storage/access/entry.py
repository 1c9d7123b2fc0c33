"""Coming in with a password or a recovery code: which slots are tried, and what one is told when none opens."""

from datetime import UTC, datetime
from pathlib import Path

from umdesk.domain import account_names
from umdesk.domain.errors import Damaged, InvalidInput, WrongPassword
from umdesk.storage.access.attempts import fitting_slots, nobody
from umdesk.storage.access.keys import Keys, Slot
from umdesk.storage.access.recovery_code import normalize
from umdesk.storage.access.two_keys import not_in_force, opens, view_of
from umdesk.storage.engine import DatabaseKey


def account_slots(keys: Keys, account: str | None) -> tuple[Slot, ...]:
    """The slots of an account, those of both keys while the key is being changed.

    Several of one key when a change of its password or name was cut short. None when there is no such account and the
    program keeps the names to itself.

    Args:
        keys: of the program.
        account: the account's name; None is the first account.

    Raises:
        InvalidInput: there is no such account.
        Damaged: there is no account at all.
    """
    return tuple(dict.fromkeys(slot for each in (keys, keys.after_rotation()) for slot in _of_account(each, account)))


def recovery_slots(keys: Keys) -> tuple[Slot, ...]:
    """The slots of the recovery sheet, those of both keys while the key is being changed."""
    return tuple(dict.fromkeys((*keys.recovery_slots(), *keys.after_rotation().recovery_slots())))


def _of_account(keys: Keys, account: str | None) -> tuple[Slot, ...]:
    slots = keys.account_slots()
    wanted = [slot for slot in slots if account is None or account_names.same(slot.name, account)]
    if not slots:
        raise Damaged("keys.json has no way in with a password.", "Use the recovery sheet, or put keys.json back.")
    if not wanted:
        if not keys.list_names:
            return ()
        names = ", ".join(dict.fromkeys(slot.name for slot in slots))
        raise InvalidInput(f"There is no account named {account}.", f"The accounts are: {names}.", "account")
    return tuple(slot for slot in slots if slot.account == wanted[0].account)


def wrong_password(keys: Keys) -> WrongPassword:
    """The sentence for a password that no slot of the account opens with, or for a name that must not be told wrong."""
    what = "password" if keys.list_names else "name or the password"
    return WrongPassword(
        f"The {what} is not right, so the program stays closed.",
        "Check the name, the Caps Lock key and the keyboard's language. A coordinator can give you another password, "
        "and for a coordinator there is the recovery sheet.",
    )


def wrong_code() -> WrongPassword:
    """The sentence for a code that no slot opens with."""
    return WrongPassword(
        "This is not the code of the recovery sheet in force, so the program stays closed.",
        "A sheet ends when a newer one is printed.",
    )


def way_in(folder: Path, keys: Keys, password: str, account: str | None, code: str) -> tuple[Slot, Keys, bytes]:
    """The slot that a password or a recovery code opens, the keys it belongs to, and the database key in it.

    For a program that may be too damaged to open.

    Raises:
        WrongPassword: it opens none; the try is counted.
        TooSoon: it is not yet time for another try.
        InvalidInput: no such account, or the code was mistyped.
    """
    slots = recovery_slots(keys) if code else account_slots(keys, account)
    secret = normalize(code) if code else password
    refusal = wrong_code() if code else wrong_password(keys)
    who = "" if slots else nobody(keys.program, account or "")
    fitting = fitting_slots(folder, keys, slots, secret, now=datetime.now(UTC), refusal=refusal, who=who)
    ways = [(slot, view_of(keys, slot) or keys, key) for slot, key in fitting]
    # One password may open slots of both keys; where neither opens the database, it is the database that is damaged.
    found = [way for way in ways if keys.next is None or opens(folder, DatabaseKey(way[2], way[1].salt))]
    if not found and len(ways) == 1:
        raise not_in_force()
    return (found or ways)[0]
