"""Who on this computer may use a program folder: exactly those who may write to the folder that holds it.

The password decides who reads the records; this only lets every Windows or Unix account that shares a workstation
reach the files. Windows does it by itself, since a new folder inherits the rights of the one that holds it.
"""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path


def share_folder(folder: Path) -> None:
    """Give a new folder the rights of the one that holds it, as far as that lets others write."""
    if sys.platform == "win32":
        return
    holder = folder.parent.stat()
    mode = 0o700
    if holder.st_mode & stat.S_IWGRP:
        # Files made later belong to the group of the folder too.
        mode |= 0o2070
        with suppress(OSError):
            os.chown(folder, -1, holder.st_gid)
    if holder.st_mode & stat.S_IWOTH:
        mode |= 0o007
    folder.chmod(mode)


def share_file(file: Path) -> None:
    """Let everybody who may use the folder read and write the file in it."""
    if sys.platform == "win32":
        return
    folder = file.parent.stat()
    # Only the owner may change the mode, and what another account made is right already.
    with suppress(PermissionError):
        if folder.st_mode & stat.S_IRWXG:
            os.chown(file, -1, folder.st_gid)
        file.chmod(folder.st_mode & 0o666)
