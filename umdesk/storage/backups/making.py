"""Making a backup: check, copy, open the copy and compare, pack, read back; nothing half made is ever named a backup.

The copy is one `Connection.backup` call on a connection of its own (a stepped one would begin anew at each commit
and never end beside a writer). In WAL nobody waits for it. Where the disk allows no WAL, a reader holds writers up;
there program.db is whole between two saves, so its bytes are copied as they are, which alone takes its turn in the
queue of writes and is over in a moment.
"""

import hashlib
import json
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from umdesk import __version__
from umdesk.domain.errors import CannotWrite, Damaged, InUse, NotNow
from umdesk.domain.progress import Progress
from umdesk.domain.writing import counted
from umdesk.storage import engine as engines
from umdesk.storage.access.keys import Keys, read_keys, write_keys
from umdesk.storage.backups.archive import (
    DATABASE,
    FOLDER,
    KEYS,
    SUFFIX,
    About,
    Backup,
    damage,
    digest_of,
    last_event,
    list_in,
    page_damage,
    remove_stale,
    verify,
)
from umdesk.storage.backups.faults import cannot_write, database_error
from umdesk.storage.backups.packing import compare, pack, settle_file
from umdesk.storage.engine import DatabaseKey
from umdesk.storage.lock import FolderLock
from umdesk.storage.sharing import share_folder

MAKING = ".making-"
_TRIES = 3
_LONGEST_WAIT = 600.0
_STEPS = 5
_CACHE_KIB = 65_536
_LONGEST_NAME = 120
_ROOM = _CHUNK = 1 << 20

Turn = Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class Source:
    """What is backed up: the program folder, its database (a private copy where one only looks), its key.

    `turn` waits for the writer of this process and holds others off, where the disk allows no WAL.
    """

    folder: Path
    database: Path
    key: DatabaseKey
    turn: Turn = nullcontext

    @property
    def place(self) -> Path:
        """Where its backups lie."""
        return self.folder / FOLDER


@dataclass(frozen=True, slots=True)
class Watch:
    """How a backup tells how far it is and learns that it should end."""

    progress: Progress | None = None
    stop: Callable[[], bool] | None = None

    def step(self, number: int, text: str) -> None:
        """Say that step `number` begins.

        Raises:
            NotNow: nobody wants the backup any more.
        """
        if self.stop is not None and self.stop():
            raise NotNow("The backup was stopped before its end; none was made.")
        if self.progress is not None:
            self.progress(number, _STEPS, text)

    def hurry(self, raw: Any) -> None:
        """Let a long check on a connection end when nobody wants the backup any more."""
        if self.stop is not None:
            stop = self.stop
            raw.set_progress_handler(lambda: int(stop()), 200_000)


def make(source: Source, now: datetime, watch: Watch) -> Backup | None:
    """Make a verified backup in the program's own folder; None when nothing changed since the newest sound one.

    Raises:
        Damaged: the program is; there is no new file and no old one was touched.
        CannotWrite: there is no room, or one may not write there.
        InUse: another backup did not end in ten minutes.
        NotNow: it was stopped.
    """
    with one_at_a_time(source.place, now, watch):
        watch.step(0, "Checking the program")
        program = read_keys(source.folder).program
        state = _state(source)
        same = [
            each for each in list_in(source.place)[0] if each.about.state == state and each.about.program == program
        ]
        if same and not verify(same[0].file, None):
            return None
        name = free_file(source.place, _name(source.folder, now))
        return _make(source, name, now, watch)


def save_to(source: Source, file: Path, now: datetime, watch: Watch) -> Backup:
    """Make a verified backup as a file somewhere else.

    Args:
        source: the program.
        file: the file wanted; a folder gets one with the usual name.
        now: this moment.
        watch: how far it is.

    Raises:
        CannotWrite: something has that name, there is no room, or one may not write there.
        Damaged: the program is; there is no file.
        NotNow: it was stopped.
    """
    if file.is_dir():
        file = free_file(file, _name(source.folder, now))
    if file.exists():
        raise CannotWrite(f"“{file.name}” is there already; it was not touched.", "Choose another name.")
    return _make(source, file, now, watch)


def place_name(folder: Path) -> str:
    """The name of the program in the names of files: what no file system takes is left out."""
    plain = "".join(" " if letter in '<>:"/\\|?*' or ord(letter) < 32 else letter for letter in folder.name)
    # A name may have 255 bytes on most disks, and some letters take four.
    short = plain.removesuffix(".umdesk").encode("utf-8", "ignore")[:_LONGEST_NAME].decode("utf-8", "ignore")
    return " ".join(short.split()).strip(". ") or "program"


def _name(folder: Path, now: datetime) -> str:
    return f"{place_name(folder)} {now.astimezone():%Y-%m-%d %H-%M-%S}"


def free_file(place: Path, name: str) -> Path:
    """A file that is not there: two backups in one second get a number."""
    names = (f"{name}{SUFFIX}" if number == 1 else f"{name} {number}{SUFFIX}" for number in range(1, 10_000))
    return next(place / each for each in names if not (place / each).exists())


@contextmanager
def one_at_a_time(place: Path, now: datetime, watch: Watch) -> Iterator[None]:
    """Wait until nobody else makes or thins out backups in a folder, also in another process, and hold others off.

    What a backup that was cut short left behind goes here.

    Raises:
        CannotWrite: one may not write there.
        InUse: another one did not end in ten minutes.
    """
    lock = _take_turn(place, now, watch)
    try:
        remove_stale(place, MAKING)
        yield
    finally:
        lock.release()


def _take_turn(place: Path, now: datetime, watch: Watch) -> FolderLock:
    began = time.monotonic()
    try:
        if not place.exists():
            place.mkdir()
            share_folder(place)
    except OSError as error:
        raise cannot_write(error, place) from error
    while True:
        try:
            return FolderLock(place, now)
        except InUse:
            if time.monotonic() - began > _LONGEST_WAIT:
                raise InUse("Another backup of this program is being made; this one was not.", "Wait for it.") from None
            watch.step(0, "Waiting for another backup")
            time.sleep(0.05)
        except CannotWrite as error:
            raise CannotWrite(
                f"You may not write to the folder “{place}”, so no backup was made.",
                "Save the backup to another place, or ask whoever set the folder up for access.",
            ) from error


def _make(source: Source, file: Path, now: datetime, watch: Watch) -> Backup:
    working = file.parent / f"{MAKING}{secrets.token_hex(6)}"
    try:
        _refuse_small_disk(source, file.parent)
        working.mkdir(mode=0o700)
        share_folder(working)
        about = _copy(source, working, now, watch)
        watch.step(3, "Packing the backup")
        packed = working / "packed"
        pack(working, packed, about)
        watch.step(4, "Reading the backup back")
        compare(packed, about)
        packed.rename(file)
        settle_file(file)
        return Backup(file, about, file.stat().st_size)
    except OSError as error:
        raise cannot_write(error, file.parent) from error
    except sqlcipher.Error as error:
        watch.step(0, "")  # a check that was told to stop
        raise database_error(error, file.parent) from error
    finally:
        shutil.rmtree(working, ignore_errors=True)


def _refuse_small_disk(source: Source, place: Path) -> None:
    """The copy and its package lie side by side for a moment, and the program itself must have room meanwhile."""
    with closing(engines.connect(source.database, source.key, read_only=True)) as raw:
        pages, size = (int(raw.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size"))
    needed, free = 2 * pages * size + _ROOM, shutil.disk_usage(place).free
    if free < needed:
        raise CannotWrite(
            f"The disk of “{place}” is full: a backup needs {_megabytes(needed)}, and {_megabytes(free)} are free. "
            "No backup was made; the ones there are as they were.",
            "Make room on the disk and try again.",
        )


def _megabytes(count: int) -> str:
    return f"{count / 1_000_000:,.1f} MB"


def _copy(source: Source, working: Path, now: datetime, watch: Watch) -> About:
    """Copy the database and the keys that it knows into the working folder; gives what the backup says of itself."""
    _refuse_damaged_pages(source, watch)
    before = _keys(source)
    watch.step(1, "Copying the program")
    counts, last = _copy_database(source, working / DATABASE)
    after = _keys(source)
    watch.step(2, "Checking the copy")
    raw = engines.connect(working / DATABASE, source.key, read_only=True)
    try:
        watch.hurry(raw)
        raw.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")  # the checks read the copy more than once
        found = damage(raw)
        if found:
            raise Damaged(
                f"The program is damaged, so no backup was made; the ones there are as they were. Found: {found[0]}",
                "Check the program, then restore a backup.",
            )
        if _row_counts(raw) != counts or last_event(raw) != last:
            raise Damaged(
                "The copy is not what the program was, so it was thrown away; the backups there are as they were.",
                "Try again; if it happens again, check the disk.",
            )
        known = _known_slots(raw)
        slots = {slot.digest(): slot for slot in (*before.slots, *after.slots)}
        in_force = tuple(slot for digest, slot in slots.items() if digest in known)
        write_keys(working, replace(after.without_next(), slots=in_force))
        return About(
            program=after.program,
            made_at=now,
            revision=str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0]),
            umdesk=__version__,
            seq=last[0],
            last_hash=last[1],
            state=_state_of(raw),
            keys=digest_of(working / KEYS),
            database=digest_of(working / DATABASE),
        )
    finally:
        raw.close()


def _keys(source: Source) -> Keys:
    """The keys of the folder as they are for the key that opens its database; a change of keys may list two."""
    keys = read_keys(source.folder)
    views = (keys, keys.after_rotation())
    return next((view for view in views if view.salt == source.key.salt), keys).without_next()


def _refuse_damaged_pages(source: Source, watch: Watch) -> None:
    """Refuse a database with a page that stays unreadable.

    The check reads the file past the WAL, so a page may look wrong while a checkpoint is writing it, or when one was
    cut short and the WAL still holds it: only what a checkpoint and another look do not mend is damage.
    """
    bad: set[str] | None = None
    for attempt in range(_TRIES):
        raw = engines.connect(source.database, source.key, read_only=not attempt)
        try:
            watch.hurry(raw)
            if attempt:
                raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            now = set(page_damage(raw))
        finally:
            raw.close()
        bad = now if bad is None else bad & now
        if not bad:
            return
        time.sleep(0.05)
    raise Damaged(
        f"The program is damaged ({counted(len(bad or ()), 'page')} of its database), so no backup was made; "
        "the ones there are as they were.",
        "Check the program, then restore a backup.",
    )


def _copy_database(source: Source, target: Path) -> tuple[dict[str, int], tuple[int, str]]:
    """Copy one moment of the database; gives its row counts and its last event."""
    raw = engines.connect(source.database, source.key, read_only=True)
    try:
        if str(raw.execute("PRAGMA journal_mode").fetchone()[0]).lower() != "wal":
            return _copy_bytes(source, raw, target)
        raw.execute("BEGIN")
        counts, last = _row_counts(raw), last_event(raw)
        copy = engines.connect(target, source.key)
        try:
            raw.backup(copy)
            # The copy has the journal mode of its source; a file that stands alone must not ask for a WAL.
            copy.execute("PRAGMA journal_mode = DELETE").fetchone()
        finally:
            copy.close()
        raw.execute("ROLLBACK")
    finally:
        raw.close()
    return counts, last


def _copy_bytes(source: Source, raw: Any, target: Path) -> tuple[dict[str, int], tuple[int, str]]:
    """Copy the file itself while nobody writes; the rows are counted in the copy, which is checked page by page."""
    # Closed after the transaction: on Unix, closing a file gives up every lock that this process has on it.
    with source.database.open("rb") as read, target.open("wb") as out:
        with source.turn():
            raw.execute("BEGIN")
            last = last_event(raw)
            shutil.copyfileobj(read, out, _CHUNK)
            raw.execute("ROLLBACK")
        raw.close()
    with closing(engines.connect(target, source.key, read_only=True)) as copy:
        return _row_counts(copy), last


def _row_counts(raw: Any) -> dict[str, int]:
    names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: int(raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names}  # noqa: S608 -- our names


def _known_slots(raw: Any) -> set[str]:
    """The digests of the ways in that a database knows."""
    found = {row[0] for row in raw.execute("SELECT slot_digest FROM account WHERE active")}
    return found | {row[0] for row in raw.execute("SELECT slot_digest FROM recovery_slot")}


def _state(source: Source) -> str:
    raw = engines.connect(source.database, source.key, read_only=True)
    try:
        return _state_of(raw)
    except sqlcipher.Error as error:
        raise database_error(error, source.place) from error
    finally:
        raw.close()


def _state_of(raw: Any) -> str:
    """The digest of all that can change: the tables' revision, the history's end, the typing not settled yet."""
    # Each draft by its own moment: the newest alone would miss one that was typed on after the clock was set back.
    drafts = [row[0] for row in raw.execute("SELECT at FROM draft ORDER BY at")]
    revision = raw.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    return hashlib.sha256(json.dumps([revision, *last_event(raw), *drafts]).encode()).hexdigest()
