"""keys.json: the program's id, the cipher salt and the slots, each of which wraps the database key for one person.

While the key is being changed the file also holds the salt and the slots of the next key, and whichever of the two
opens the database is in force.
"""

import hashlib
import json
import secrets
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from umdesk.domain.errors import CannotWrite, Damaged, UserError
from umdesk.storage.engine import DatabaseKey
from umdesk.storage.whole_file import write_whole

FORMAT = 2
_READ = (1, FORMAT)
RECOVERY = "recovery"
_KEY_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12
_LARGEST_FILE = 4 << 20
_MOST_WORK = 1 << 22
"""KiB times passes of one try, about four seconds; the standard is a twentieth of it."""
_MOST_OF_ONE = 16
"""Slots of one account: two while a change is under way, and what changes that were cut short have left."""
_NEWER = "This program was last used by a newer umdesk."


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a password costs: memory in KiB, passes over it, lanes (Argon2id, RFC 9106)."""

    memory_kib: int
    passes: int
    lanes: int


STANDARD = Cost(memory_kib=65_536, passes=3, lanes=4)


@dataclass(frozen=True, slots=True)
class Slot:
    """One wrapped copy of the database key; `account` is an account's id or "recovery", `name` is only shown."""

    number: int
    account: str
    name: str
    cost: Cost
    salt: bytes
    nonce: bytes
    wrapped: bytes

    def plain(self) -> dict[str, Any]:
        """The slot as it stands in keys.json."""
        return {
            "number": self.number,
            "account": self.account,
            "name": self.name,
            "argon2id": {"memory_kib": self.cost.memory_kib, "passes": self.cost.passes, "lanes": self.cost.lanes},
            "salt": self.salt.hex(),
            "nonce": self.nonce.hex(),
            "wrapped": self.wrapped.hex(),
        }

    def digest(self) -> str:
        """SHA-256 of the slot, which the database knows, so that a slot put in from elsewhere is refused."""
        return hashlib.sha256(json.dumps(self.plain(), sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class NextKeys:
    """The salt and the slots of the key that is about to take the place of the present one."""

    salt: bytes
    slots: tuple[Slot, ...]

    def plain(self) -> dict[str, Any]:
        """The next keys as they stand in keys.json."""
        return {"salt": self.salt.hex(), "slots": [slot.plain() for slot in self.slots]}


@dataclass(frozen=True, slots=True)
class Keys:
    """All of keys.json; `list_names` says whether the sign-in screen shows the names of the accounts."""

    program: str
    salt: bytes
    slots: tuple[Slot, ...]
    list_names: bool = True
    next: NextKeys | None = None

    def with_slot(self, slot: Slot) -> "Keys":
        """These keys and one slot more."""
        return replace(self, slots=(*self.slots, slot))

    def without_next(self) -> "Keys":
        """These keys without those of the next key."""
        return replace(self, next=None)

    def after_rotation(self) -> "Keys":
        """These keys once the next key is in force; as they are where there is none."""
        if self.next is None:
            return self
        return replace(self, salt=self.next.salt, slots=self.next.slots, next=None)

    def account_slots(self) -> tuple[Slot, ...]:
        """The slots that belong to accounts: those of coordinators first, in the order of the accounts' making."""
        return tuple(s for s in self.slots if s.account != RECOVERY)

    def recovery_slots(self) -> tuple[Slot, ...]:
        """The slot of the recovery sheet; two when a change of sheets was cut short, of which one is in force."""
        return tuple(s for s in self.slots if s.account == RECOVERY)

    def next_number(self) -> int:
        """A number that no slot has."""
        coming = self.next.slots if self.next is not None else ()
        return max((s.number for s in (*self.slots, *coming)), default=0) + 1

    def plain(self) -> dict[str, Any]:
        """All of keys.json as JSON values."""
        plain = {
            "format": FORMAT,
            "program": self.program,
            "salt": self.salt.hex(),
            "list_names": self.list_names,
            "slots": [slot.plain() for slot in self.slots],
        }
        if self.next is not None:
            plain["next"] = self.next.plain()
        return plain


def new_database_key() -> DatabaseKey:
    """A random key and salt for a new program."""
    return DatabaseKey(secrets.token_bytes(_KEY_BYTES), secrets.token_bytes(_SALT_BYTES))


def wrap(program: str, number: int, account: str, *, name: str, secret: str, key: bytes, cost: Cost) -> Slot:
    """Make a slot that gives `key` to whoever knows `secret` (a password or a recovery code)."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 -- start-up time

    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    wrapped = AESGCM(_derive(secret, salt, cost)).encrypt(nonce, key, _bound_to(program, account, number))
    return Slot(number, account, name, cost, salt, nonce, wrapped)


def unwrap(program: str, slot: Slot, secret: str) -> bytes | None:
    """The database key from a slot, or None when the secret does not fit or the slot was altered."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 -- start-up time
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 -- start-up time

    cipher = AESGCM(_derive(secret, slot.salt, slot.cost))
    try:
        return cipher.decrypt(slot.nonce, slot.wrapped, _bound_to(program, slot.account, slot.number))
    except InvalidTag:
        return None


def _bound_to(program: str, account: str, number: int) -> bytes:
    return f"umdesk:{program}:{account}:{number}".encode()


def _derive(secret: str, salt: bytes, cost: Cost) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415 -- start-up time

    # One password typed on two keyboards may differ in how its accents are composed.
    typed = unicodedata.normalize("NFKC", secret).encode()
    kdf = Argon2id(salt=salt, length=_KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return kdf.derive(typed)


def read_keys(folder: Path) -> Keys:
    """Read keys.json, all of it or none.

    Raises:
        Damaged: it is not there, cut or altered so that it cannot be understood.
        UserError: a newer umdesk wrote it, or it may not be read.
    """
    file = folder / "keys.json"
    try:
        if file.stat().st_size > _LARGEST_FILE:
            raise _damaged("is damaged")
        return _keys(json.loads(file.read_bytes().decode("utf-8")))
    except PermissionError as error:
        raise UserError(
            f"Your account on this computer may not read {file}.", "Ask whoever set the folder up for access."
        ) from error
    except FileNotFoundError as error:
        raise _damaged("is missing") from error
    except (OSError, ArithmeticError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _damaged("is damaged") from error


def _damaged(how: str) -> Damaged:
    return Damaged(
        f"The file keys.json of this program {how}, so no password can open it. The data itself is not touched.",
        "Restore a backup and choose to put back keys.json only, or put the file back from a copy of the folder.",
    )


def _keys(plain: Any) -> Keys:
    written = _whole(plain["format"])
    if written > FORMAT:
        raise UserError(_NEWER, "Install the newer version on this computer too.")
    if written not in _READ:
        raise ValueError(written)
    list_names, coming = plain.get("list_names", True), plain.get("next")
    if not isinstance(list_names, bool):
        raise TypeError(list_names)
    return Keys(
        _hex(plain["program"], _SALT_BYTES).hex(),
        _hex(plain["salt"], _SALT_BYTES),
        _slots(plain["slots"]),
        list_names,
        None if coming is None else NextKeys(_hex(coming["salt"], _SALT_BYTES), _slots(coming["slots"])),
    )


def _slots(plain: Any) -> tuple[Slot, ...]:
    if not isinstance(plain, list):
        raise TypeError(plain)
    slots = tuple(_slot(slot) for slot in plain)
    if max(Counter(slot.account for slot in slots).values(), default=0) > _MOST_OF_ONE:
        raise ValueError(len(slots))
    return slots


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 53:
        raise ValueError(value)
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _hex(text: str, length: int) -> bytes:
    value = bytes.fromhex(text)
    if len(value) != length:
        raise ValueError(length)
    return value


def _slot(plain: dict[str, Any]) -> Slot:
    cost = plain["argon2id"]
    slot = Slot(
        _whole(plain["number"]),
        _text(plain["account"]),
        _text(plain["name"]),
        Cost(_whole(cost["memory_kib"]), _whole(cost["passes"]), _whole(cost["lanes"])),
        _hex(plain["salt"], _SALT_BYTES),
        _hex(plain["nonce"], _NONCE_BYTES),
        bytes.fromhex(plain["wrapped"]),
    )
    # A file that asks for absurd work must not hang the sign-in, nor make later slots as dear.
    if not (8 * slot.cost.lanes <= slot.cost.memory_kib <= 1 << 20 and 1 <= slot.cost.passes <= 64):
        raise ValueError(slot.cost)
    if slot.cost.memory_kib * slot.cost.passes > _MOST_WORK:
        raise ValueError(slot.cost)
    if not 1 <= slot.cost.lanes <= 64:
        raise ValueError(slot.cost)
    return slot


def write_keys(folder: Path, keys: Keys) -> None:
    """Write keys.json so that either the old or the new one is there whatever happens meanwhile.

    Raises:
        CannotWrite: the folder may not be written to or the disk is full.
    """
    text = json.dumps(keys.plain(), indent=2, sort_keys=True) + "\n"
    try:
        write_whole(folder / "keys.json", text, folder / "keys.json.new")
    except OSError as error:
        raise CannotWrite(
            f"keys.json could not be written in {folder}; the keys are as they were.",
            "Check that there is room on the disk and that you may write to the folder.",
        ) from error
