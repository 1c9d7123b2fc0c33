"""Where a finished file may be put, and what makes it last."""

import os
from contextlib import suppress
from pathlib import Path

from umdesk.domain.errors import InvalidInput


def flush_name(folder: Path) -> None:
    """Bring the new name of a file in `folder` onto the disk, where the system can; the file itself is there."""
    with suppress(OSError):  # Windows opens no folder, and does this by itself
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def refuse_place(path: Path) -> None:
    """Let a file be put at a path, or refuse where it would take the place of something that is no such file.

    A paper that is called program.db would be the end of the program.

    Raises:
        InvalidInput: a folder or a device is there, or it is a place in a program folder.
    """
    if is_folder(path):
        raise InvalidInput(f"“{path}” is a folder.", "Give a file name too.")
    with suppress(OSError):
        if path.exists() and not path.is_file():
            raise InvalidInput(f"“{path}” is no file that can be replaced.", "Give another file name.")
        for folder in path.resolve().parents:
            if (folder / "keys.json").is_file() and (folder / "program.db").is_file():
                raise InvalidInput(
                    f"“{folder}” is a program folder, and nothing else is kept in it; nothing was written.",
                    "Choose another folder.",
                )


def is_folder(path: Path) -> bool:
    """Whether a folder is at a path; nothing is where the disk does not take the name or one may not look."""
    try:
        return path.is_dir()
    except OSError:
        return False
