"""attempts.json: wrong passwords of each account until it signs in; the next sign-in of anybody tells the history.

It only makes guessing at the keyboard slow: whoever can delete the file can copy the whole folder too. So a file that
is cut off, garbled or cannot be written counts as no tries and never keeps anybody out.
"""

import hashlib
import json
import secrets
from collections.abc import Container
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from umdesk.domain import account_names
from umdesk.domain.errors import TooSoon, UserError, WrongPassword
from umdesk.domain.waiting import Tries, seconds_left, wait_after
from umdesk.storage.access.keys import Keys, Slot, unwrap
from umdesk.storage.lock import in_turn
from umdesk.storage.whole_file import write_whole

FORMAT = 1
_LARGEST_FILE = 1 << 20
_FIRST_YEAR, _LAST_YEAR = 1970, 9000
UNKNOWN = "unknown"
"""How the key begins under which a name that is no account's is counted, where the names are not listed."""
BACKUPS = "backups"
"""Stands for all ways into the backups that lie in the program folder."""


def nobody(program: str, name: str) -> str:
    """What wrong tries with the name of no account are counted under: one of 256 keys, by the name.

    One key for all would show who has an account: another made-up name would have to wait too. More keys would tell
    more of what was typed, which may be a password in the wrong field.
    """
    digest = hashlib.sha256(f"{program}:{account_names.key(name)}".encode()).digest()
    return f"{UNKNOWN} {digest[0]:02x}"


def fitting_slots(
    folder: Path,
    keys: Keys,
    slots: tuple[Slot, ...],
    secret: str,
    *,
    now: datetime,
    refusal: UserError,
    who: str = "",
) -> list[tuple[Slot, bytes]]:
    """Those of one account's slots that `secret` opens, each with the database key; every way in passes here.

    Args:
        folder: the program folder.
        keys: its keys.
        slots: of one account, or those of the recovery sheet.
        secret: what was typed.
        now: this moment, aware.
        refusal: what to raise when none opens.
        who: the account's id, or "recovery"; as the slots say, unless there may be none.

    Raises:
        TooSoon: it is not yet time for another try; nothing was tried.
        UserError: `refusal`; the try is counted.
    """
    who = who or (slots[0].account if slots else UNKNOWN)
    refuse_early(folder, who, now)
    # Without an account a slot is tried all the same, so that the time it takes does not tell which names there are.
    tried = [(slot, unwrap(keys.program, slot, secret)) for slot in slots or keys.slots[:1]]
    refuse_early(folder, who, now)  # again: several windows that guess at once would get a free try each
    fitting = [(slot, key) for slot, key in tried if key is not None]
    if fitting and slots:
        return fitting
    wait = wait_after(count_wrong(folder, who, now).count)
    if isinstance(refusal, WrongPassword):
        refusal.seconds = wait
    raise refusal


def refuse_early(folder: Path, who: str, now: datetime) -> None:
    """Raise TooSoon while an account ("recovery" for the sheet) has to wait; even the right password waits.

    Raises:
        TooSoon: `seconds` says how long.
    """
    tries = read(folder).get(who)
    if tries is None:
        return
    left = seconds_left(tries, now)
    if tries.last > now:
        _count_the_wait_from(folder, who, now)
    if left:
        raise TooSoon(left)


def _count_the_wait_from(folder: Path, who: str, now: datetime) -> None:
    """Let the last try be `now` where the clock was set back, or the wait would never end."""
    with in_turn(folder):
        all_tries = read(folder)  # anew: another window may have counted a try since
        tries = all_tries.get(who)
        if tries is not None and tries.last > now:
            _write(folder, {**all_tries, who: replace(tries, first=min(tries.first, now), last=now)})


def count_wrong(folder: Path, who: str, now: datetime) -> Tries:
    """Count a wrong try and give all of the account's."""
    with in_turn(folder):
        all_tries = read(folder)
        before = all_tries.get(who)
        tries = Tries(1, now, now) if before is None else before.and_one_more(now)
        _write(folder, {**all_tries, who: tries})
    return tries


def read(folder: Path) -> dict[str, Tries]:
    """The wrong tries of each account id; none where the file is missing or cannot be understood."""
    try:
        with (folder / "attempts.json").open("rb") as file:
            plain = json.loads(file.read(_LARGEST_FILE).decode("utf-8"))
        if plain["format"] != FORMAT:
            return {}
        return {str(who): _tries(entry) for who, entry in plain["tries"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return {}


def forget(folder: Path, taken: dict[str, Tries], ended: Container[str] | None = None) -> None:
    """Drop the tries that are in the history; any that came meanwhile stay.

    Args:
        folder: the program folder.
        taken: what the history knows.
        ended: who has shown that they know their password; None is everybody. The others wait on: else whoever has
            an account could sign in between two guesses at somebody else's password, and never wait.
    """
    with in_turn(folder):
        rest = {}
        for who, tries in read(folder).items():
            if tries != taken.get(who):
                rest[who] = tries
            elif ended is not None and who not in ended:
                rest[who] = tries.all_told()
        if rest:
            _write(folder, rest)
            return
        with suppress(OSError):
            (folder / "attempts.json").unlink(missing_ok=True)


def _tries(plain: dict[str, Any]) -> Tries:
    first, last = datetime.fromisoformat(plain["first"]), datetime.fromisoformat(plain["last"])
    tries = Tries(int(plain["count"]), first, last, int(plain.get("told", 0)))
    if not 0 <= tries.told <= tries.count or tries.count < 1 or tries.first.tzinfo is None or tries.last.tzinfo is None:
        raise ValueError(plain)
    # At the ends of the calendar a moment has no local time, and the history could not tell it.
    if not all(_FIRST_YEAR <= moment.year <= _LAST_YEAR for moment in (tries.first, tries.last)):
        raise ValueError(plain)
    return tries


def _write(folder: Path, all_tries: dict[str, Tries]) -> None:
    plain = {
        "format": FORMAT,
        "tries": {
            who: {
                "count": tries.count,
                "told": tries.told,
                "first": tries.first.isoformat(),
                "last": tries.last.isoformat(),
            }
            for who, tries in sorted(all_tries.items())
        },
    }
    # A name of its own, since another window may write at the same time.
    temporary = folder / f"attempts.json.{secrets.token_hex(4)}"
    with suppress(OSError):  # a place where one may not write takes no tries, and none can be changed there either
        write_whole(folder / "attempts.json", json.dumps(plain, indent=2) + "\n", temporary)
