"""The lock of a program folder: one process writes, and the next one is told who does and since when."""

import getpass
import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from umdesk.domain import dates
from umdesk.domain.errors import CannotWrite, InUse
from umdesk.storage.sharing import share_file

# Far behind the text, because Windows forbids others to read a byte that is locked.
_LOCKED_BYTE = 1 << 30
_LONGEST_TURN_SECONDS = 5.0


class FolderLock:
    """The operating system's lock on the open file `lock`; it ends with the process, however that ends."""

    def __init__(self, folder: Path, now: datetime) -> None:
        """Take the lock.

        Raises:
            InUse: another window or process has it.
            CannotWrite: the folder may not be written to.
        """
        self._path = folder / "lock"
        try:
            # What is written here must not go through a link into somebody's own files.
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
            share_file(self._path)
            # Without a buffer, so that what a full disk did not take is not tried again when the file is closed.
            self._file: BinaryIO = os.fdopen(descriptor, "r+b", buffering=0)
        except OSError as error:
            raise CannotWrite(
                f"You may not write to {folder}.",
                "Ask whoever set the folder up for access, or look at the program without changing it.",
            ) from error
        try:
            _lock(self._file)
        except OSError as error:
            held = _read(self._file)
            self._file.close()
            raise InUse(
                f"{_since(held, now)} {_where(held)}.", "Have it closed there, or look without changing."
            ) from error
        text = json.dumps({"user": _user(), "host": socket.gethostname(), "since": now.isoformat()})
        # The text only informs: a full disk must not keep out whoever has to make room.
        with suppress(OSError):
            self._file.seek(0)
            self._file.write(text.encode())
            self._file.truncate()

    def release(self) -> None:
        """Give the lock back."""
        if not self._file.closed:
            with suppress(OSError):
                self._file.truncate(0)
            self._file.close()


def is_held(folder: Path) -> bool:
    """Whether some process has the folder open for writing right now."""
    try:
        with (folder / "lock").open("rb") as file:
            _lock(file, shared=True)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


@contextmanager
def in_turn(folder: Path) -> Iterator[None]:
    """Let other windows and processes do a short step in a folder one after the other.

    It never keeps anybody out: after five seconds, and where the system cannot lock a folder (Windows), the step is
    done all the same.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl  # noqa: PLC0415 -- does not exist on Windows

    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        began = time.monotonic()
        while time.monotonic() - began < _LONGEST_TURN_SECONDS:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                time.sleep(0.005)
        yield
    finally:
        os.close(descriptor)


def _lock(file: BinaryIO, *, shared: bool = False) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 -- exists on Windows only

        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 -- does not exist on Windows

        fcntl.flock(file.fileno(), (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _read(file: BinaryIO) -> dict[str, str]:
    try:
        file.seek(0)
        held = json.loads(file.read().decode("utf-8"))
        return {key: str(held[key]) for key in ("user", "host", "since")}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _since(held: dict[str, str], now: datetime) -> str:
    try:
        since = datetime.fromisoformat(held["since"])
    except (KeyError, ValueError):
        return "Open"
    today = since.astimezone().date() == now.astimezone().date()
    return f"Open since {dates.show_time(since) if today else dates.show_moment(since)}"


def _where(held: dict[str, str]) -> str:
    if not held:
        return "in another window"
    if held["host"] != socket.gethostname():
        return f"on the computer {held['host']}, by {held['user'] or 'somebody'}"
    if held["user"] != _user():
        return f"in another account on this computer ({held['user']})"
    return "in another window on this computer"
