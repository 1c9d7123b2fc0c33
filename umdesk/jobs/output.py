"""Puts a finished file where a person wants it: whole or not at all.

Also the private copies for *Open in your PDF reader*: a copy leaves the encrypted program, so it goes to a folder that
only this user of the computer may read, one for each umdesk that runs, and is deleted on lock, on close and at the next
start.
"""

import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from umdesk.domain.errors import CannotWrite, NotOnRecord, UserError
from umdesk.exchange.disk import flush_name, is_folder, refuse_place

PRINTED, SAVED, OPENED = "printed", "saved as PDF", "opened in a PDF reader"
"""How a copy left the encrypted program; an opened one does not stay: it is deleted when the program is closed."""

_DAY = 24 * 60 * 60
_BEGUN, _LONGEST_WRITING = ".umdesk-file-", 10 * 60


def write_file(data: bytes, path: Path) -> Path:
    """Write a file under a temporary name, flush it to the disk, and rename it; returns the path.

    An older file at the path is replaced in one step or stays as it was. Raises InvalidInput when no file may be put at
    the path, CannotWrite when the folder does not exist or may not be written to, or the disk is full.
    """
    refuse_place(path)
    if not is_folder(path.parent):
        raise CannotWrite(
            f"The folder “{path.parent}” does not exist or is closed to you.", "Make it or choose another one."
        )
    _delete_begun(path.parent)
    temporary: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=_BEGUN, delete=False) as file:
            temporary = Path(file.name)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o600)
        temporary.replace(path)
        flush_name(path.parent)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        reason = error.strerror or type(error).__name__
        raise CannotWrite(
            f"“{path.name}” could not be written to “{path.parent}”: {reason}.",
            "Nothing was changed. Choose a folder that you may write to, or make room on the disk.",
        ) from error
    return path


class Copies:
    """The files that one operation lets out of the program; what took no other file's place can be taken back."""

    def __init__(self) -> None:
        self._out: list[tuple[Path, bool]] = []

    def write(self, data: bytes, path: Path) -> Path:
        """Write a file, as `write_file`."""
        self.put(path, lambda: write_file(data, path))
        return path

    def open(self, data: bytes, name: str, folder: Path | None = None) -> Path:
        """Write a private copy for another program to open, as `write_open_copy`."""
        path = write_open_copy(data, name, folder)
        self._out.append((path, True))
        return path

    def put(self, path: Path, deliver: Callable[[], object]) -> None:
        """Let a file out that `deliver` puts at the path."""
        alone = not os.path.lexists(path)
        deliver()
        self._out.append((path, alone))

    def take_back(self) -> tuple[Path, ...]:
        """Delete what was put where nothing stood before; gives what stays outside."""
        for path, alone in self._out:
            if alone:
                with suppress(OSError):
                    path.unlink()
        return tuple(path for path, _alone in self._out if os.path.lexists(path))


@contextmanager
def copies() -> Iterator[Copies]:
    """Files that leave in the block and are put on record there: both or neither.

    Raises:
        CannotWrite: a file could not be put on record. It was taken back, or took the place of another one: then the
            message says where it stands.
    """
    out = Copies()
    try:
        yield out
    except NotOnRecord as error:
        stays = out.take_back()
        if stays:
            raise error.standing(_where(stays)) from error
        error.forget()
        raise error.plain from error
    except UserError as error:
        stays = out.take_back()
        if stays:
            raise CannotWrite(
                f"{error.message} What was saved before that is in “{_where(stays)}” and is not on record.",
                "Save it once more in the same place, so that it is on record, or delete it.",
            ) from error
        raise
    except BaseException:
        out.take_back()
        raise


def _where(files: tuple[Path, ...]) -> str:
    """A file, or the folder in which several lie."""
    return str(files[0] if len(files) == 1 else files[0].parent)


def _delete_begun(folder: Path) -> None:
    """Delete what a killed umdesk had begun to write here: it is hidden, and it may hold names."""
    with suppress(OSError):
        for left in folder.glob(f"{_BEGUN}*"):
            if time.time() - left.stat().st_mtime > _LONGEST_WRITING:
                left.unlink()


def all_copies_folder() -> Path:
    """Where the private copies of every running umdesk lie, a folder each, named by the number of its process."""
    from platformdirs import user_cache_path  # noqa: PLC0415 -- start-up time

    return user_cache_path("umdesk", appauthor=False) / "opened-copies"


def open_copies_folder() -> Path:
    """Where the private copies of this umdesk lie; only this user of the computer may look into it."""
    return all_copies_folder() / str(os.getpid())


def write_open_copy(data: bytes, name: str, folder: Path | None = None) -> Path:
    """Write a private copy for another program to open, each in a folder of its own, and return its path.

    `name` may hold anything; what no file system takes is left out. Raises CannotWrite.
    """
    base = folder or open_copies_folder()
    try:
        base.mkdir(parents=True, exist_ok=True, mode=0o700)
        base.chmod(0o700)
        place = Path(tempfile.mkdtemp(dir=base))
    except OSError as error:
        raise CannotWrite(
            f"No copy could be made in “{base}”: {error.strerror or type(error).__name__}.",
            "Save the document to a folder of your choice instead.",
        ) from error
    return write_file(data, place / file_name(name))


def delete_open_copies(folder: Path | None = None) -> bool:
    """Delete the private copies of this umdesk; False when another program holds one (it goes at the next start)."""
    base = folder or open_copies_folder()
    shutil.rmtree(base, ignore_errors=True)
    return not base.exists()


def delete_stale_copies(folder: Path | None = None) -> None:
    """Delete what no running umdesk has opened, at the start: a reader held it, or the power failed.

    After a day a copy goes in any case, since the number of its process may be that of another program by then.
    """
    base = folder or all_copies_folder()
    with suppress(OSError):  # none were made yet, or another umdesk clears them at this moment
        for place in base.iterdir():
            old = time.time() - place.stat().st_mtime > _DAY
            mine = place.name == str(os.getpid())
            if mine or old or not place.name.isdecimal() or not _is_running(int(place.name)):
                shutil.rmtree(place, ignore_errors=True)


def _is_running(process: int) -> bool:
    """Whether a process of this user has the number."""
    running = True
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 -- asked on Windows only

        query, still_active = 0x1000, 259
        handle = ctypes.windll.kernel32.OpenProcess(query, False, process)
        code = ctypes.c_ulong()
        ctypes.windll.kernel32.GetExitCodeProcess(handle, ctypes.byref(code))
        ctypes.windll.kernel32.CloseHandle(handle)
        running = bool(handle) and code.value == still_active
    else:
        try:
            os.kill(process, 0)
        except (OSError, OverflowError):
            running = False
    return running


def file_name(name: str, ending: str = ".pdf") -> str:
    """A name that every file system takes, with its ending: "Ranking: Spring/2026" is "Ranking Spring 2026.pdf"."""
    plain = re.sub(r"\s+", " ", re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", name.removesuffix(ending))).strip(" .")
    return f"{plain[:100].rstrip(' .') or 'document'}{ending}"
