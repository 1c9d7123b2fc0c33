"""Restoring a backup: look into it first, then build a whole program folder beside, and only then rename.

A restored program has the accounts, passwords and recovery code of the moment of the backup, and an event in its
history that says where it came from. What it replaces is renamed, never deleted.
"""

import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as sqlcipher

from umdesk.domain.errors import CannotWrite, Damaged, NotAllowed, UserError
from umdesk.storage import engine as engines
from umdesk.storage import history, numbering
from umdesk.storage.access.keys import read_keys
from umdesk.storage.backups.archive import (
    DATABASE,
    FOLDER,
    KEYS,
    About,
    damage,
    damaged_backup,
    last_event,
    read_about,
    title,
    unpacked,
)
from umdesk.storage.backups.looking import Entry, Way, enter, last_change, reading
from umdesk.storage.backups.making import Watch, place_name
from umdesk.storage.engine import WRITE, DatabaseKey
from umdesk.storage.folder import suffix
from umdesk.storage.lock import FolderLock, is_held
from umdesk.storage.models import new_id
from umdesk.storage.private_copy import copy_for_reading
from umdesk.storage.sharing import share_file, share_folder

_LONGEST_STEM = 200


@dataclass(frozen=True, slots=True)
class Restored:
    """A restored program: its folder, the backup it came from, its events before the restore, the last change in it.

    `set_aside` is where the program went whose place it took.
    """

    folder: Path
    about: About
    events: int
    last_change: str
    set_aside: Path | None = None


def restore(file: Path, way: Way, target: Path, now: datetime, watch: Watch) -> Restored:
    """Make a program folder from a backup where nothing is yet; see `services.backups.restore`."""
    target = suffix(target)
    if target.exists():
        raise CannotWrite(f"{target} exists already; it was not touched.", "Choose another name.")
    with _built(file, way, target, now, watch) as (building, restored):
        try:
            building.rename(target)
        except OSError as error:
            raise _cannot_make(target, error) from error
        with suppress(OSError):  # it stands there
            engines.sync_folder(target.parent)
    return restored


def restore_over(file: Path, way: Way, folder: Path, now: datetime, watch: Watch) -> Restored:
    """Put a backup in the place of a closed program, which is set aside; see `services.backups.restore_over`."""
    _refuse_another_program(file, folder)
    lock = FolderLock(folder, now)
    try:
        with _built(file, way, folder, now, watch, present=folder) as (building, restored):
            aside = set_aside_name(folder, now)
            if sys.platform == "win32":
                lock.release()  # Windows renames no folder with an open file in it
            try:
                folder.rename(aside)
            except OSError as error:
                raise CannotWrite(
                    f"The present program could not be set aside, so nothing was changed: {error.strerror}.",
                    "Close every program that has a file in that folder open, and try again.",
                ) from error
            try:
                building.rename(folder)
            except OSError as error:
                _put_back(aside, folder)
                raise _cannot_make(folder, error) from error
            with suppress(OSError):  # both have their names
                engines.sync_folder(folder.parent)
    finally:
        lock.release()
    return replace(restored, set_aside=aside)


def _put_back(aside: Path, folder: Path) -> None:
    """Give the present program its name again.

    Raises:
        CannotWrite: it keeps the name under which it was set aside.
    """
    try:
        aside.rename(folder)
    except OSError as error:
        raise CannotWrite(
            f"The backup was not restored, and the present program is now called “{aside.name}”; nothing in it was "
            f"changed: {error.strerror or type(error).__name__}.",
            f"Rename that folder to “{folder.name}”, or open it as it is.",
        ) from error


def _refuse_another_program(file: Path, folder: Path) -> None:
    """Let nobody put a program of their own in the place of another one, as far as it can be read which it is."""
    try:
        present = read_keys(folder).program
    except UserError:
        return  # what is damaged is what one restores
    if read_about(file).program != present:
        raise NotAllowed(
            f"“{file.name}” is a backup of another program, so it does not take the place of this one.",
            "Restore it beside this one, as a program of its own.",
        )


def set_aside_name(folder: Path, now: datetime) -> Path:
    """Where the present program goes: "Redding set aside 2026-05-20 10-00.umdesk", numbered when that is taken."""
    name = f"{_stem(folder)} set aside {now.astimezone():%Y-%m-%d %H-%M}"
    number = 1
    while True:
        wanted = folder.with_name(f"{name if number == 1 else f'{name} {number}'}.umdesk")
        if not wanted.exists():
            return wanted
        number += 1


def set_aside_before(folder: Path) -> list[Path]:
    """The programs that restores have set aside beside a folder, newest first."""
    try:
        beside = [each for each in folder.parent.iterdir() if each.name.startswith(f"{_stem(folder)} set aside ")]
    except OSError:
        return []
    return sorted((each for each in beside if (each / FOLDER).is_dir()), reverse=True)


def _stem(folder: Path) -> str:
    """The name of a program so short that there is room for more in the 255 bytes that a name may have."""
    return os.fsencode(folder.name.removesuffix(".umdesk"))[:_LONGEST_STEM].decode("utf-8", "ignore")


def is_closed(folder: Path) -> bool:
    """Whether nobody has a program folder open."""
    return not is_held(folder)


@contextmanager
def _built(
    file: Path, way: Way, target: Path, now: datetime, watch: Watch, *, present: Path | None = None
) -> Iterator[tuple[Path, Restored]]:
    """A whole program folder from a backup under a hidden name beside `target`; it goes unless it is renamed.

    It goes on after the numbers that a `present` program has given out, as far as that can be read.
    """
    building = target.with_name(f".{place_name(target)}.{secrets.token_hex(4)}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        building.mkdir(mode=0o700)
        share_folder(building)
        watch.step(0, "Reading the backup")
        with unpacked(file, building) as (folder, about):
            entry = enter(folder, about, way, file)
            watch.step(2, "Checking the backup")
            events, last = _check(folder, entry.key, about, file)
            for name in (KEYS, DATABASE):
                (folder / name).rename(building / name)
                share_file(building / name)
        (building / FOLDER).mkdir()
        share_folder(building / FOLDER)
        watch.step(3, "Writing the restored program")
        _record(building / DATABASE, entry, about, now, _numbers_given(present, entry.key))
        _flush(building)
        yield building, Restored(target, about, events, last)
    except (DBAPIError, sqlcipher.Error) as error:
        raise engines.user_error(error) or damaged_backup(file) from error
    except OSError as error:
        raise _cannot_make(target, error) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _check(folder: Path, key: DatabaseKey, about: About, file: Path) -> tuple[int, str]:
    with reading(folder, key, file) as raw:
        found = damage(raw)
        if found or last_event(raw) != (about.seq, about.last_hash):
            raise Damaged(
                f"The backup “{file.name}” is damaged inside, so nothing was restored.", "Choose another backup."
            )
        return int(raw.execute("SELECT count(*) FROM event").fetchone()[0]), last_change(raw)[2]


def _numbers_given(present: Path | None, key: DatabaseKey) -> dict[str, int]:
    if present is None:
        return {}
    try:
        private = copy_for_reading(present)  # in its own place, reading would leave files beside it
    except UserError:
        return {}
    try:
        with closing(engines.connect(private / DATABASE, key)) as raw:
            return numbering.given(raw)
    except sqlcipher.Error:  # damaged, or under another key
        return {}
    finally:
        shutil.rmtree(private, ignore_errors=True)


def _record(database: Path, entry: Entry, about: About, now: datetime, numbers: dict[str, int]) -> None:
    """Write the restore into the restored program, whatever version its tables are of."""
    engine = engines.make_engine(database, entry.key).execution_options(**{WRITE: True})
    event = history.NewEvent(
        id=new_id(),
        at=now.astimezone(UTC),
        account_id=entry.account,
        account_name=entry.name,
        operation="backups.restore",
        summary=f"Restored from {title(about)}",
        reason=None,
        undoable=False,
        undoes=None,
        sitting=secrets.token_hex(16),
    )
    with engine.begin() as connection:
        history.write_event(connection, event, [])
        numbering.go_on_after(connection, numbers)
    engine.dispose()


def _flush(building: Path) -> None:
    for name in (KEYS, DATABASE):
        with (building / name).open("rb+") as file:  # Windows flushes only what may be written to
            os.fsync(file.fileno())
    engines.sync_folder(building)


def _cannot_make(target: Path, error: OSError) -> CannotWrite:
    return CannotWrite(
        f"The program could not be restored to {target.parent}: {error.strerror or type(error).__name__}. "
        "Nothing was changed or left behind.",
        "Choose a folder you may write to, on a disk with room.",
    )
