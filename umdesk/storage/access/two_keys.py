"""While the key is being changed, keys.json lists two: the one that opens program.db is in force, the other goes."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from umdesk.domain.errors import WrongPassword
from umdesk.storage import engine as engines
from umdesk.storage.access.keys import Keys, Slot
from umdesk.storage.engine import DatabaseKey

NEXT = "program.db.next"
"""The database under the next key, while it is being made."""


@dataclass(frozen=True, slots=True)
class OneTime:
    """The password with which one account signs in once after the change."""

    name: str
    password: str


@dataclass(frozen=True, slots=True)
class NewWays:
    """All that opens the program after the change, beside the password of who changed the key."""

    passwords: tuple[OneTime, ...]
    recovery_code: str


def view_of(keys: Keys, slot: Slot) -> Keys | None:
    """The keys as they are for who comes with this slot: the present ones or the next; None when it is in neither."""
    return next((each.without_next() for each in (keys, keys.after_rotation()) if slot in each.slots), None)


def opens(folder: Path, key: DatabaseKey) -> bool:
    """Whether a key is that of program.db; reads one page and writes nothing."""
    raw = engines.connect(folder / "program.db", key, read_only=True)
    try:
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.OperationalError:
        return True  # locked, or in a place where it must be copied first: the opening proper will tell
    except sqlcipher.DatabaseError:
        return False
    finally:
        raw.close()
    return True


def not_in_force() -> WrongPassword:
    """The sentence for a password of the key that was changed."""
    return WrongPassword(
        "The key of this program was changed, and this password ended with it.",
        "Sign in with the password on the page that the coordinator gave you.",
    )


def remove_leftovers(folder: Path) -> None:
    """Take away what a change of the keys that was cut short left in the folder; only for who holds its lock."""
    for name in (NEXT, f"{NEXT}-journal", f"{NEXT}-wal", f"{NEXT}-shm", "keys.json.new"):
        with suppress(OSError):  # it costs room, and the next writing opening tries again
            (folder / name).unlink(missing_ok=True)
