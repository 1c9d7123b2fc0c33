"""Puts a finished file where a person wants it: whole or not at all.

Also the private copies for *Open in your PDF reader*: a copy leaves the encrypted program, so it goes to a folder that
only this user of the computer may read, and is deleted on lock, on close and at the next start.
"""

import os
import re
import shutil
import tempfile
from pathlib import Path

from umdesk.domain.errors import CannotWrite, InvalidInput

PRINTED, SAVED, OPENED = "printed", "saved as PDF", "opened in a PDF reader"
"""How a copy left the encrypted program; an opened one does not stay: it is deleted when the program is closed."""


def write_file(data: bytes, path: Path) -> Path:
    """Write a file under a temporary name, flush it to the disk, and rename it; returns the path.

    An older file at the path is replaced in one step or stays as it was. Raises InvalidInput when the path is a folder,
    CannotWrite when the folder does not exist or may not be written to, or the disk is full.
    """
    refuse_folder(path)
    if not _is_folder(path.parent):
        raise CannotWrite(
            f"The folder “{path.parent}” does not exist or is closed to you.", "Make it or choose another one."
        )
    temporary: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".umdesk-", delete=False) as file:
            temporary = Path(file.name)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o600)
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        reason = error.strerror or type(error).__name__
        raise CannotWrite(
            f"“{path.name}” could not be written to “{path.parent}”: {reason}.",
            "Nothing was changed. Choose a folder that you may write to, or make room on the disk.",
        ) from error
    return path


def refuse_folder(path: Path) -> None:
    """Raise InvalidInput when a file is to be written where a folder is."""
    if _is_folder(path):
        raise InvalidInput(f"“{path}” is a folder.", "Give a file name too.")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that the disk does not take, or a folder that one may not look into
        return False


def open_copies_folder() -> Path:
    """Where private copies lie; only this user of the computer may look into it."""
    from platformdirs import user_cache_path  # noqa: PLC0415 - start-up time

    return user_cache_path("umdesk", appauthor=False) / "opened-copies"


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
    """Delete all private copies; False when one is still held open by another program (it goes at the next start)."""
    base = folder or open_copies_folder()
    shutil.rmtree(base, ignore_errors=True)
    return not base.exists()


def file_name(name: str) -> str:
    """A name that every file system takes, ending in .pdf: "Ranking: Spring/2026" becomes "Ranking Spring 2026.pdf"."""
    plain = re.sub(r"\s+", " ", re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", name.removesuffix(".pdf"))).strip(" .")
    return f"{plain[:100] or 'document'}.pdf"
