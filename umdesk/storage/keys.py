"""keys.json: the program's id, the cipher salt and the slots, each of which wraps the database key for one person."""

import hashlib
import json
import os
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from umdesk.domain.errors import CannotWrite, Damaged, UserError
from umdesk.storage.engine import DatabaseKey, sync_folder
from umdesk.storage.sharing import share_file

FORMAT = 1
RECOVERY = "recovery"
_KEY_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12


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
class Keys:
    """All of keys.json."""

    program: str
    salt: bytes
    slots: tuple[Slot, ...]

    def with_slot(self, slot: Slot) -> "Keys":
        """These keys and one slot more."""
        return Keys(self.program, self.salt, (*self.slots, slot))

    def with_only(self, slot: Slot) -> "Keys":
        """These keys with `slot` as the only one of its account."""
        others = (each for each in self.slots if each.account != slot.account)
        return Keys(self.program, self.salt, tuple(sorted((*others, slot), key=lambda each: each.number)))

    def account_slots(self) -> tuple[Slot, ...]:
        """The slots that belong to accounts, in order of their numbers."""
        return tuple(s for s in self.slots if s.account != RECOVERY)

    def recovery_slots(self) -> tuple[Slot, ...]:
        """The slot of the recovery sheet; two when a change of sheets was cut short, of which one is in force."""
        return tuple(s for s in self.slots if s.account == RECOVERY)

    def next_number(self) -> int:
        """A number that no slot has."""
        return max((s.number for s in self.slots), default=0) + 1


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
    """Read keys.json.

    Raises:
        Damaged: it is not there, cut or altered so that it cannot be understood.
        UserError: a newer umdesk wrote it, or it may not be read.
    """
    file = folder / "keys.json"
    try:
        plain = json.loads(file.read_bytes().decode("utf-8"))
        if plain["format"] > FORMAT:
            raise UserError(
                "This program was last used by a newer umdesk.", "Install the newer version on this computer too."
            )
        return Keys(
            _hex(plain["program"], _SALT_BYTES).hex(),
            _hex(plain["salt"], _SALT_BYTES),
            tuple(_slot(slot) for slot in plain["slots"]),
        )
    except PermissionError as error:
        raise UserError(
            f"Your account on this computer may not read {file}.", "Ask whoever set the folder up for access."
        ) from error
    except FileNotFoundError as error:
        raise _damaged("is missing") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged("is damaged") from error


def _damaged(how: str) -> Damaged:
    return Damaged(
        f"The file keys.json of this program {how}, so no password can open it. The data itself is not touched.",
        "Put keys.json back from a backup or from a copy of the folder.",
    )


def _hex(text: str, length: int) -> bytes:
    value = bytes.fromhex(text)
    if len(value) != length:
        raise ValueError(length)
    return value


def _slot(plain: dict[str, Any]) -> Slot:
    cost = plain["argon2id"]
    slot = Slot(
        int(plain["number"]),
        str(plain["account"]),
        str(plain["name"]),
        Cost(int(cost["memory_kib"]), int(cost["passes"]), int(cost["lanes"])),
        _hex(plain["salt"], _SALT_BYTES),
        _hex(plain["nonce"], _NONCE_BYTES),
        bytes.fromhex(plain["wrapped"]),
    )
    # A file that asks for absurd work must not hang the sign-in.
    if not (8 * slot.cost.lanes <= slot.cost.memory_kib <= 1 << 20 and 1 <= slot.cost.passes <= 64):
        raise ValueError(slot.cost)
    if not 1 <= slot.cost.lanes <= 64:
        raise ValueError(slot.cost)
    return slot


def write_keys(folder: Path, keys: Keys) -> None:
    """Write keys.json so that either the old or the new one is there whatever happens meanwhile.

    Raises:
        CannotWrite: the folder may not be written to or the disk is full.
    """
    plain = {
        "format": FORMAT,
        "program": keys.program,
        "salt": keys.salt.hex(),
        "slots": [slot.plain() for slot in keys.slots],
    }
    text = json.dumps(plain, indent=2, sort_keys=True) + "\n"
    fresh = folder / "keys.json.new"
    try:
        with fresh.open("w", encoding="utf-8", newline="\n") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        share_file(fresh)
        fresh.replace(folder / "keys.json")
        sync_folder(folder)
    except OSError as error:
        raise CannotWrite(
            f"keys.json could not be written in {folder}; the keys are as they were.",
            "Check that there is room on the disk and that you may write to the folder.",
        ) from error
