"""What can keep a backup from being made, in sentences: the disk, the database, the place."""

import errno
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from umdesk.domain.errors import CannotWrite, Damaged, UserError
from umdesk.storage import engine as engines

#: No room, a limit on the size of files, a quota.
FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})


def cannot_write(error: OSError, place: Path) -> CannotWrite:
    """The sentence for a folder that does not take a backup."""
    if error.errno in FULL:
        return CannotWrite(
            f"The disk of “{place}” is full, so no backup was made; the ones there are as they were.",
            "Make room on the disk and try again.",
        )
    return CannotWrite(
        f"No backup could be written to “{place}”: {error.strerror or type(error).__name__}. "
        "The ones there are as they were.",
        "Check that the disk is there and that you may write to it.",
    )


def database_error(error: sqlcipher.Error, place: Path) -> UserError:
    """The sentence for a database that could not be copied; what is no fault of disk or data is raised again."""
    known = engines.user_error(error)
    if isinstance(known, Damaged):
        return Damaged(
            "The program is damaged, so no backup was made; the ones there are as they were.",
            "Check the program, then restore a backup.",
        )
    if known is not None:
        return CannotWrite(
            f"No backup was made in “{place}”; the ones there are as they were. {known.message}", known.advice
        )
    raise error
