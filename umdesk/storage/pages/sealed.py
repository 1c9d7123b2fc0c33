"""The encrypted pages of program.db: whether each still matches its seal, and what is on it, in memory only.

The layout is that of SQLCipher 4 with a raw key: pages of 4096 bytes, of which the last 80 are an initialisation vector
of 16 and an HMAC-SHA512 of 64 bytes; the first 16 bytes of the file are the salt. Reading past the engine is what tells
exactly which pages are damaged, since the engine stops at the first.
"""

import hashlib
import hmac
import time
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from umdesk.storage.engine import DatabaseKey
from umdesk.storage.pages.journal import Journal, read_journal
from umdesk.storage.pages.wal import Wal, read_wal

PAGE = 4096
SALT = 16
_VECTOR = 16
_SEAL = 64
#: What a page offers to the database: all but the vector and the seal.
USABLE = PAGE - _VECTOR - _SEAL
#: Beside a writer a page can be read while it is being written; it is damaged only when it stays so.
_TRIES = 3
_PAUSE_SECONDS = 0.03


class SealedPages:
    """The pages of a closed or open database as they stand on the disk, those of its -wal or its -journal first.

    Numbers begin with 1, as the database counts. `salt` is the one that fits the pages; `salt_is_right` tells whether
    the first bytes of the file are those of keys.json.
    """

    def __init__(self, database: Path, key: DatabaseKey, keep: list[BinaryIO] | None = None) -> None:
        """Open the file for reading.

        Args:
            database: the file.
            key: what opens it.
            keep: where this process has the database open, the file goes here instead of being closed: on Unix,
                closing a file gives up every lock that the process has on it, and with it the database's own.

        Raises:
            OSError: it cannot be opened or read.
        """
        self._database = database
        self._keep = keep
        self._key = key.key
        self._file: BinaryIO = database.open("rb")
        self.size = database.stat().st_size
        self.salt = key.salt
        self._seal_key = _seal_key(key.key, key.salt)
        if not self._opens_any() and self._opens_any(other := self._salt_in_file()):
            # keys.json is not sealed: there the salt can be the damaged one of the two.
            self.salt = other
            self._seal_key = _seal_key(key.key, other)
        self._written = self._when_written()
        self._journal = self._read_journal()
        self._wal = self._read_wal()
        if not self._wal.whole and self._changed_meanwhile():
            # Read in the middle of a write, it can look damaged; it is only when it stays so.
            time.sleep(_PAUSE_SECONDS)
            self._wal = self._read_wal()
        self.salt_is_right = self._salt_in_file() == key.salt or 1 in self._wal.pages or 1 in self._journal.pages
        self.count = self._wal.count or self._journal.count or max(1, -(-self.size // PAGE), self._count_in_header())

    def __enter__(self) -> "SealedPages":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _t: TracebackType | None
    ) -> None:
        if self._keep is None:
            self._file.close()
        else:
            self._keep.append(self._file)

    @property
    def wal_is_whole(self) -> bool:
        """Whether no part of the -wal file is damaged; from a damaged part on the database engine forgets the rest."""
        return self._wal.whole

    def damaged(self) -> list[int]:
        """The numbers of all pages that do not match their seal or are not there."""
        return [number for number in range(1, self.count + 1) if not self.is_whole(number)]

    def is_whole(self, number: int) -> bool:
        """Whether a page matches its seal."""
        return self._sealed(number) is not None

    def clear(self, number: int) -> bytes | None:
        """The 4016 bytes of a page that the database uses, or None when it does not match its seal."""
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes  # noqa: PLC0415 -- start-up time

        sealed = self._sealed(number)
        if sealed is None:
            return None
        first = SALT if number == 1 else 0
        decryptor = Cipher(algorithms.AES(self._key), modes.CBC(sealed[USABLE : USABLE + _VECTOR])).decryptor()
        # The salt stands where the database has its sixteen magic bytes.
        return bytes(first) + decryptor.update(sealed[first:USABLE])

    def _sealed(self, number: int) -> bytes | None:
        for again in range(_TRIES):
            page = self._wal.pages.get(number) or self._journal.pages.get(number) or self._in_file(number)
            if _matches(self._seal_key, number, page):
                return page
            if again + 1 < _TRIES and self._changed_meanwhile():
                time.sleep(_PAUSE_SECONDS)
                self._journal = self._read_journal()
                self._wal = self._read_wal()
            else:
                break
        return None

    def _changed_meanwhile(self) -> bool:
        """Whether somebody has the database open or has written to it: then a second look can see something else."""
        before, self._written = self._written, self._when_written()
        return self._written != before or self._beside("-shm").exists()

    def _when_written(self) -> int:
        return self._database.stat().st_mtime_ns

    def _beside(self, ending: str) -> Path:
        return self._database.with_name(self._database.name + ending)

    def _read_journal(self) -> Journal:
        try:
            journal = self._beside("-journal").read_bytes()
        except OSError:
            journal = b""
        return read_journal(journal, PAGE)

    def _read_wal(self) -> Wal:
        try:
            wal = self._beside("-wal").read_bytes()
        except OSError:
            wal = b""
        return read_wal(wal, PAGE, lambda number, data: _matches(self._seal_key, number, data))

    def _in_file(self, number: int) -> bytes:
        self._file.seek((number - 1) * PAGE)
        return self._file.read(PAGE)

    def _salt_in_file(self) -> bytes:
        return self._in_file(1)[:SALT]

    def _opens_any(self, salt: bytes | None = None) -> bool:
        """Whether one of the first pages matches its seal."""
        key = self._seal_key if salt is None else _seal_key(self._key, salt)
        numbers = range(1, min(self.size // PAGE, 20) + 1)
        return any(_matches(key, number, self._in_file(number)) for number in numbers)

    def _count_in_header(self) -> int:
        first = self.clear(1)
        return 0 if first is None else int.from_bytes(first[28:32], "big")


def _seal_key(key: bytes, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)


def _matches(key: bytes, number: int, page: bytes) -> bool:
    if len(page) != PAGE:
        return False
    first = SALT if number == 1 else 0
    seal = hmac.digest(key, page[first : PAGE - _SEAL] + number.to_bytes(4, "little"), "sha512")
    return hmac.compare_digest(seal, page[PAGE - _SEAL :])
