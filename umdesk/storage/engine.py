"""Encrypted connections to program.db: SQLCipher with a raw key, foreign keys on, WAL where the disk allows it."""

import errno
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlalchemy.util import LRUCache
from sqlcipher3 import dbapi2 as sqlcipher

from umdesk.domain.errors import CannotWrite, Damaged, InUse, UserError
from umdesk.storage.places import on_local_disk

#: Older versions can lose a committed transaction when a checkpoint meets a writer (sqlite.org/wal.html).
OLDEST_SQLITE = (3, 51, 3)
BUSY_MILLISECONDS = 15_000
WRITE = "umdesk_write"
_STATEMENTS = 1_000
"""Compiled statements that are kept; a whole sitting has about half as many."""
#: What a place answers that cannot flush a folder, or does not let it be opened for that; the rename itself is done.
_CANNOT_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM})


@dataclass(frozen=True, slots=True)
class DatabaseKey:
    """What opens program.db: a random 256-bit key and the salt of the file, both as bytes."""

    key: bytes
    salt: bytes

    def pragma(self) -> str:
        """The statement that gives SQLCipher the raw key, so that it derives nothing itself."""
        return f"PRAGMA key = \"x'{self.key.hex()}{self.salt.hex()}'\""


def check_sqlite_version() -> None:
    """Refuse a SQLite that can lose a commit.

    Raises:
        UserError: the library that came with Python is older than 3.51.3.
    """
    if sqlcipher.sqlite_version_info < OLDEST_SQLITE:
        raise UserError(
            f"The database library on this computer (SQLite {sqlcipher.sqlite_version}) is known to lose data.",
            "Install umdesk again with the libraries it comes with.",
        )


def connect(database: Path, key: DatabaseKey, *, read_only: bool = False) -> Any:
    """Open one raw connection. It raises nothing for a wrong key: the first statement that reads does.

    Args:
        database: the file; it must exist when `read_only`.
        key: what opens it.
        read_only: open the file itself for reading only, and refuse every write.
    """
    address = f"{address_of(database.absolute())}?mode={'ro' if read_only else 'rwc'}"
    raw = sqlcipher.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    # SQLCipher writes sixty lines to standard error for one damaged page.
    raw.execute("PRAGMA cipher_log_level = NONE")
    raw.execute(key.pragma())
    raw.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    raw.execute("PRAGMA foreign_keys = ON")
    # Temporary tables and sorts must not reach the disk in the clear.
    raw.execute("PRAGMA temp_store = MEMORY")
    if read_only:
        raw.execute("PRAGMA query_only = ON")
    else:
        raw.execute("PRAGMA synchronous = FULL")
    return raw


def address_of(database: PurePath) -> str:
    """The address of a whole path as SQLite takes it, which refuses the name of a server before the path."""
    address = database.as_uri()
    return address if address.startswith("file:///") else address.replace("file://", "file:////", 1)


def choose_journal(raw: Any, folder: Path) -> str:
    """Set the journal for the disk the folder is on and return what SQLite really took: "wal" or "delete"."""
    if on_local_disk(folder):
        taken = str(raw.execute("PRAGMA journal_mode = WAL").fetchone()[0]).lower()
        if taken == "wal":
            return taken
    return str(raw.execute("PRAGMA journal_mode = DELETE").fetchone()[0]).lower()


def make_engine(database: Path, key: DatabaseKey, *, read_only: bool = False) -> Engine:
    """Build the engine: a new connection per session, a real BEGIN, and BEGIN IMMEDIATE for writing sessions."""
    creator: Callable[[], Any] = lambda: connect(database, key, read_only=read_only)  # noqa: E731
    # What an error says of itself must not hold names.
    engine = create_engine(
        f"sqlite+{_DIALECT}://", creator=creator, module=sqlcipher, poolclass=NullPool, hide_parameters=True
    )
    event.listen(engine, "begin", _begin)
    return engine.execution_options(compiled_cache=_compiled())


class SqlCipherDialect(SQLiteDialect_pysqlite):
    """SQLite as every program speaks it: a statement that was compiled for one program serves the next."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))


_DIALECT = "umdesk"
registry.register(f"sqlite.{_DIALECT}", __name__, SqlCipherDialect.__name__)


@cache
def _compiled() -> "LRUCache[Any, Any]":
    """The compiled statements of this process: it opens a program again after each lock, check and backup."""
    return LRUCache(_STATEMENTS)


def _begin(connection: Connection) -> None:
    # Without an explicit BEGIN a DDL statement would survive a rollback.
    if connection.get_execution_options().get(WRITE):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        # Records may be written in any order; the commit checks them all.
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    else:
        connection.exec_driver_sql("BEGIN")


def user_error(error: Exception, so: str = "nothing was changed") -> UserError | None:
    """The sentence for a database error that the machine or the disk caused; None when it is our bug.

    `so` is what it means for the data, in words that follow "so".
    """
    text = str(error.orig if isinstance(error, DBAPIError) else error).lower()
    if "disk is full" in text:
        return CannotWrite(f"The disk is full, so {so}.", "Make room on the disk and try again.")
    if "readonly" in text or "unable to open" in text:
        return CannotWrite(
            f"The program folder cannot be written to, so {so}.",
            "Check that the folder is still there and that your Windows account may write to it.",
        )
    if "database is locked" in text or "busy" in text:
        return InUse(f"Another process holds the database, so {so}.", "Close it there and try again.")
    if "disk i/o error" in text:
        return CannotWrite(f"The disk reported an error, so {so}.", "Check the disk, then open the program again.")
    if "malformed" in text or "not a database" in text or "corrupt" in text:
        return damaged_database()
    return None


def damaged_database() -> Damaged:
    """The sentence for a database that does not open or read although the password fits."""
    return Damaged(
        "The password is right, but the database (program.db) is damaged.",
        "Do not work on in this folder. Keep a copy of it as it is and go back to a backup.",
    )


def sync_folder(folder: Path) -> None:
    """Make a rename in the folder last through a power cut, as far as its place can (Windows does so by itself).

    Raises:
        OSError: the disk reported an error.
    """
    if sys.platform == "win32":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:
            raise
