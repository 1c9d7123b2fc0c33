"""A program whose keys.json is lost while its database is whole: the keys of a backup open it again."""

from datetime import datetime
from pathlib import Path

from umdesk.storage.backups import lost_keys
from umdesk.storage.backups.archive import About
from umdesk.storage.backups.looking import Way


def are_lost(folder: Path) -> bool:
    """Whether the database of a program is there and its keys.json is missing or damaged."""
    return lost_keys.are_lost(folder)


def put_back(file: Path, way: Way, folder: Path, now: datetime) -> About:
    """Give a closed program the keys.json of a backup; all the work since the backup stays.

    Whoever got another password since the backup, or an account, has no way in until a coordinator gives them one. The
    damaged file is kept beside it under another name.

    Args:
        file: the backup.
        way: the password of a coordinator, or the code of the recovery sheet, of the backup and of today.
        folder: the program folder.
        now: this moment, aware.

    Raises:
        WrongPassword, NotAllowed, Damaged, UserError: as `backups.look`; nothing was changed.
        NotAllowed: keys.json is whole, the backup is of another program, or this way in ended since the backup.
        Damaged: the database is damaged too, or its key was changed since.
        InUse: somebody has the program open.
        CannotWrite: the folder cannot be written to.
    """
    return lost_keys.put_back(file, way, folder, now)
