"""A keys.json that was lost or damaged while the database is whole: that of a backup takes its place.

Nothing of the work since the backup is lost then, as it would be if the backup took the place of the whole program.
"""

import shutil
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from umdesk.domain.errors import CannotWrite, Damaged, NotAllowed, UserError
from umdesk.storage import engine as engines
from umdesk.storage.access.keys import RECOVERY, Keys, read_keys, write_keys
from umdesk.storage.backups.archive import DATABASE, KEYS, About, unpacked
from umdesk.storage.backups.looking import Entry, Way, enter, knows
from umdesk.storage.lock import FolderLock


def are_lost(folder: Path) -> bool:
    """Whether a folder has a database and no keys.json that can be understood."""
    try:
        read_keys(folder)
    except Damaged:
        return (folder / DATABASE).is_file()
    except UserError:
        return False
    return False


def put_back(file: Path, way: Way, folder: Path, now: datetime) -> About:
    """Give a closed program the keys.json of a backup; see `services.lost_keys.put_back`."""
    lock = FolderLock(folder, now)
    try:
        if not are_lost(folder):
            raise NotAllowed("The keys.json of this program is whole, so it stays.", "Sign in, or restore the backup.")
        with unpacked(file) as (unpacked_to, about):
            entry = enter(unpacked_to, about, way, file)
            keys = _still_in_force(folder, read_keys(unpacked_to), entry)
        _keep_damaged(folder, now)
        write_keys(folder, keys)
        return about
    finally:
        lock.release()


def _still_in_force(folder: Path, keys: Keys, entry: Entry) -> Keys:
    """The ways in of the backup that the present database knows.

    Raises:
        Damaged: the database does not open with the key of the backup.
        NotAllowed: who came into the backup has another way in today.
    """
    try:
        with closing(engines.connect(folder / DATABASE, entry.key)) as raw:
            same = raw.execute("SELECT lower(hex(id)) FROM program").fetchone() == (keys.program,)
            slots = tuple(slot for slot in keys.slots if knows(raw, slot, recovery=slot.account == RECOVERY))
    except sqlcipher.Error as error:
        raise Damaged(
            "The database does not open with the keys of this backup, so nothing was put back: it is damaged, or its "
            "key was changed since.",
            "Choose a newer backup, or restore this one.",
        ) from error
    if not same:
        raise NotAllowed("This is a backup of another program, so nothing was put back.", "Choose another backup.")
    if entry.account not in {slot.account for slot in slots} and not (entry.account is None and slots):
        raise NotAllowed(
            "The password or the sheet was changed after this backup, so nothing was put back.",
            "Choose a newer backup, or restore this one.",
        )
    return replace(keys, slots=slots)


def _keep_damaged(folder: Path, now: datetime) -> None:
    """Keep the damaged file beside the new one, since nobody knows what is in it."""
    try:
        shutil.copyfile(folder / KEYS, folder / f"keys damaged {now.astimezone():%Y-%m-%d %H-%M-%S}.json")
    except FileNotFoundError:
        pass
    except OSError as error:
        raise CannotWrite(
            f"“{folder}” cannot be written to, so nothing was put back: {error.strerror or type(error).__name__}.",
            "Make room on the disk, and check that you may write to the folder.",
        ) from error
