"""A private copy of a database that one only looks at, where the folder itself cannot be used for that."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from umdesk.domain.errors import CannotWrite, InUse, UserError
from umdesk.storage.backups.faults import FULL

DATABASE = "program.db"
#: What belongs to the database: without the -wal the last work is missing, without a -journal that a crash left behind
#: half of what was being written is in it.
_PARTS = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-journal")
_WAL_HEADER = 32
_TRIES = 50
_PAUSE_SECONDS = 0.1

Stamp = tuple[object, ...]


def copy_for_reading(folder: Path) -> Path:
    """Copy the database with its journals to a private folder, all of one moment also when somebody writes meanwhile.

    Raises:
        CannotWrite: there is no room for it.
        InUse: somebody writes all the time.
        UserError: the database cannot be read.
    """
    private = Path(tempfile.mkdtemp(prefix="umdesk-look-"))
    done = False
    try:
        with _told(folder, private):
            for _ in range(_TRIES):
                before = _stamp(folder)
                for name in _PARTS:
                    _copy(folder / name, private / name)
                if _stamp(folder) == before:
                    done = True
                    return private
                time.sleep(_PAUSE_SECONDS)
        raise InUse("Somebody saves a lot in this program, so it cannot be looked at now.", "Try again in a minute.")
    finally:
        if not done:
            shutil.rmtree(private, ignore_errors=True)


def _copy(part: Path, target: Path) -> None:
    try:
        shutil.copyfile(part, target)
    except FileNotFoundError:
        if part.name == DATABASE:
            raise
        target.unlink(missing_ok=True)


def _stamp(folder: Path) -> Stamp:
    """What changes when a copy that was made meanwhile is not of one moment.

    In the -wal that is only its beginning: it is new whenever the file is written from the start again, and what is
    added at the end is a transaction more or is left out.
    """
    database, wal, journal = (folder / name for name in _PARTS)
    beginning = b""
    if wal.exists():
        with wal.open("rb") as file:
            beginning = file.read(_WAL_HEADER)
    return (*_written(database), beginning, *_written(journal))


def _written(part: Path) -> Stamp:
    try:
        found = part.stat()
    except FileNotFoundError:
        return ()
    return found.st_size, found.st_mtime_ns


@contextmanager
def _told(folder: Path, private: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise CannotWrite(
                f"There is no room in “{private.parent}” for the copy that is looked at; nothing was changed.",
                "Make room on that disk and try again.",
            ) from error
        raise UserError(
            f"The program in “{folder}” cannot be read: {error.strerror or type(error).__name__}.",
            "Check that the disk is there and that you may read the folder.",
        ) from error
