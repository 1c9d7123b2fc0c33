"""Writing a small file of a program folder so that the old or the new one is there, whatever happens meanwhile."""

import os
from contextlib import suppress
from pathlib import Path

from umdesk.storage.engine import sync_folder
from umdesk.storage.sharing import share_file


def write_whole(file: Path, text: str, temporary: Path) -> None:
    """Write a text under a temporary name in the same folder, flush it to the disk, and rename it.

    Args:
        file: the file; an older one is replaced in one step.
        text: all of it.
        temporary: the name while it is being written; what lies there goes.

    Raises:
        OSError: there is no room, or one may not write there; the older file is as it was.
    """
    try:
        # In a folder that others may write to, a link of that name would lead into somebody's own files.
        temporary.unlink(missing_ok=True)
        with temporary.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        share_file(temporary)
        temporary.replace(file)
        sync_folder(file.parent)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
